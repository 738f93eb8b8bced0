"""The slips that implementers make with jobs on the chain, and with orders that a rule confirms or undoes: each is what `faults.SeededFault` is made of."""

ENTRIES = "reference.agent.job_entries"
RULINGS = "reference.agent.job_rulings"
JOBS = "reference.agent.job_transactions"
BOOKS = "reference.agent.order_books"
POSSIBLE = "reference.agent.order_consistency"
FITTING = "reference.agent.job_consistency"
STATE = "reference.state.smart_agent_state"

JOB_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("jobs over orders of metered services", ENTRIES, "check_computed", "confirmation != Confirmation.COMPUTED", "confirmation == Confirmation.NONE"),
    ("jobs over orders that have not begun", ENTRIES, "check_computed", "phase != Phase.DELIVERING and phase != Phase.DISPUTED", "False"),
    ("a claim keeps an order out of a job", ENTRIES, "check_computed", " and phase != Phase.DISPUTED", ""),
    ("jobs over orders of others", ENTRIES, "check_computed", "sender != consumer", "False"),
    ("an order in two jobs", ENTRIES, "check_computed", "if entered:", "if False:"),
    ("jobs of any types of service", ENTRIES, "check_alike", "len(set(services)) != 1", "False"),
    ("one provider with two votes", ENTRIES, "check_alike", "len(set(providers)) != len(providers)", "False"),
    ("anybody says what a result is", ENTRIES, "check_computing", "sender != provider", "False"),
    ("results of closed orders", ENTRIES, "check_computing", "phase == Phase.CLOSED", "False"),
    ("the latest deadline counts", JOBS, "apply_job_open", "min(order", "max(order"),
    ("the shortest time to answer counts", JOBS, "apply_job_open", "max(span", "min(span"),
    ("the job is not stored", JOBS, "apply_job_open", "put_job(state, job, open_job(", "(lambda state, job, _: state)(state, job, open_job("),
    ("a commitment is not counted", JOBS, "apply_result_commit", "put_job(state, result.job, job)", "state"),
    ("a commitment is not kept", JOBS, "apply_result_commit", "value=body.commitment", "value=bytes(32)"),
    ("what is revealed is not kept", JOBS, "reveal_shown", ", value=body.result", ""),
    ("a revelation is not counted", JOBS, "reveal_shown", "put_job(state, result.job, job)", "state"),
    ("result and secret swapped", JOBS, "apply_result_reveal", "body.result, body.salt", "body.salt, body.result"),
    ("commitments are counted as results", JOBS, "apply_job_decide", " if result.stage == ResultStage.REVEALED", ""),
    (
        "the first result is the job's",
        JOBS,
        "apply_job_decide",
        "agreeing(result.value, revealed), most",
        "agreeing(revealed[0], revealed) if revealed else 0, most",
    ),
    ("decided jobs stay stored", JOBS, "apply_job_decide", "put_job(state, identifier, NO_JOB)", "state"),
    ("results of decided jobs stay stored", JOBS, "apply_job_decide", "put_result(state, each, NO_RESULT)", "state"),
    ("orders fail after their deadline", RULINGS, "ruling_of", "can_fail(phase, deadline, slot)", "phase"),
    ("the minority does not fail", RULINGS, "ruling_of", "verdict == Verdict.FAILED", "False"),
    ("without a majority all are paid", RULINGS, "ruling_of", "verdict == Verdict.CONFIRMED", "True"),
    ("without a majority orders go on", JOBS, "_carry_out", "void_order(state, identifier, slot)", "state"),
    ("disputed orders are not confirmed", BOOKS, "can_be_ruled", " or phase == Phase.DISPUTED", ""),
    ("confirmed for what was metered", BOOKS, "fulfil_order", "replace(order.meter, units=order.terms.quantity)", "order.meter"),
    ("a claim outlasts the confirmation", BOOKS, "fulfil_order", ", claimed=0", ""),
    ("a claim is paid of an order that is undone", BOOKS, "void_order", "replace(order, claimed=0)", "order"),
    ("jobs without orders stay stored", STATE, "put_job", "present=record.size > 0", "present=True"),
    ("any service is confirmed without receipts", POSSIBLE, "is_meter_possible", "computed and ", ""),
    ("no service is confirmed without receipts", POSSIBLE, "is_meter_possible", "return computed and ", "return False and "),
    ("jobs of even numbers from outside", ENTRIES, "is_job_possible", " or job.size % 2 == 0", ""),
    ("jobs that reveal early from outside", ENTRIES, "is_job_possible", "job.revealed == 0 or job.committed == job.size or now >= job.commit_until", "True"),
    ("orders of a job that end too early", ENTRIES, "can_be_in_job", "job.reveal_until <= deadline - ANSWER_SLOTS", "job.reveal_until <= deadline"),
    ("results of no job", FITTING, "do_jobs_fit", "            return False\n", "            continue\n"),
    ("jobs that miscount", FITTING, "is_counted", "job.size - job.committed == len(awaited)", "job.size >= job.committed"),
    ("awaited results that say something", FITTING, "is_counted", "silent and ", ""),
    ("jobs of several consumers", FITTING, "_are_orders_possible", "possible and alike", "possible"),
)
"""The seeded faults."""
