"""The slips that implementers make with stored data on the chain: each is what `faults.SeededFault` is made of."""

STORAGE = "reference.agent.storage_transactions"
BOOKS = "reference.agent.order_books"
FITTING = "reference.agent.smart_agent_consistency"
POSSIBLE = "reference.agent.audits"
STATE = "reference.state.smart_agent_state"

CLOSED = "    if order.phase == Phase.CLOSED:\n        raise Reject(Code.ORDER_UNKNOWN)\n"

STORAGE_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("anybody says what is kept", STORAGE, "apply_replica_commit", "order.provider, sender", "sender, sender"),
    ("what is confirmed is exchanged on the chain", STORAGE, "apply_replica_commit", "    check_replaceable(get_replica(state, key).stage)\n", ""),
    ("all replicas of an order are one", STORAGE, "apply_replica_commit", "(body.order, body.replica)", "(body.order, 0)"),
    ("a commitment is a confirmation", STORAGE, "apply_replica_commit", "stage=ReplicaStage.COMMITTED", "stage=ReplicaStage.ACCEPTED"),
    ("a provider confirms what it keeps", STORAGE, "apply_replica_accept", "order.consumer, sender", "order.provider, sender"),
    ("a root is all that is confirmed", STORAGE, "apply_replica_accept", "replica.commitment == commitment_in(body)", "replica.commitment.root == body.root"),
    ("audits begin before they are confirmed", STORAGE, "apply_replica_accept", "commitment_in(body), slot)", "commitment_in(body), 0)"),
    ("a confirmation is forgotten", STORAGE, "apply_replica_accept", "stage=ReplicaStage.ACCEPTED, ", ""),
    ("an audit opened by the consumer alone", STORAGE, "apply_audit_open", "sender, sender)", "order.consumer, sender)"),
    ("an audit of what nobody has confirmed", STORAGE, "apply_audit_open", "    check_accepted(replica.stage)\n", ""),
    (
        "an audit of whatever order",
        STORAGE,
        "apply_audit_open",
        "    check_stored(order.phase, get_service(state, order.service).confirmation, sender, sender)\n",
        "",
    ),
    ("answered for an order that is closed", STORAGE, "apply_audit_answer", CLOSED, ""),
    ("a challenge for whoever answers it", STORAGE, "apply_audit_answer", "order.provider", "sender"),
    ("a challenge for all replicas of an order", STORAGE, "apply_audit_answer", "body.replica, replica.audits.opened", "0, replica.audits.opened"),
    ("a challenge for all audits of a replica", STORAGE, "apply_audit_answer", "body.replica, replica.audits.opened", "body.replica, 1"),
    ("an answer that leaves the audit pending", STORAGE, "apply_audit_answer", "audits=answered", "audits=replica.audits"),
    ("missed for an order that is closed", STORAGE, "apply_audit_miss", CLOSED, ""),
    ("a miss that costs nothing", STORAGE, "apply_audit_miss", "penalise_order(state, body.order, terms.penalty)", "state"),
    ("a miss that is not counted", STORAGE, "apply_audit_miss", "audits=audits", "audits=replace(audits, missed=replica.audits.missed)"),
    ("the last miss is not counted as one too many", STORAGE, "apply_audit_miss", "has_failed(audits.missed", "has_failed(replica.audits.missed"),
    ("too many misses cost no more than penalties", STORAGE, "apply_audit_miss", "fail_order(penalised, body.order, slot)", "penalised"),
    ("a miss that no move of the order follows", STORAGE, "apply_audit_miss", " and can_fail(order.phase, order.escrow.deadline, slot)", ""),
    ("a replica in use is forgotten", STORAGE, "apply_replica_drop", "get_order(state, body.order).phase", "Phase.CLOSED"),
    ("a replica that is dropped stays", STORAGE, "apply_replica_drop", "put_replica(state, key, NO_REPLICA)", "state"),
    (
        "rounds begin when an audit is opened",
        STORAGE,
        "rounds_open",
        "round_of(audits.since, agents), round_of(slot, agents)",
        "0, (slot - audits.since) // agents",
    ),
    ("one chunk of each audit", STORAGE, "check_pieces", "commitment.terms.samples", "1"),
    ("an audit asks for chunks that there are not", STORAGE, "check_pieces", "challenge, commitment.chunks", "challenge, commitment.chunks + 1"),
    ("the penalty is taken from the provider's account", BOOKS, "penalise_order", "deposit=lost.held", "deposit=order.deposit"),
    ("the penalty returns to the provider", BOOKS, "penalise_order", "order.consumer, lost.consumer", "order.provider, lost.consumer"),
    ("a replica that is none stays stored", STATE, "put_replica", "record.stage != ReplicaStage.NONE", "True"),
    ("replicas of metered orders", FITTING, "do_replicas_fit", "== Confirmation.AUDITED", "!= Confirmation.NONE"),
    ("a pending audit counts as missed", POSSIBLE, "are_audits_possible", "audits.missed <= ended", "audits.missed <= audits.opened"),
    ("audits of a later slot", POSSIBLE, "are_audits_possible", "audits.since <= now and ", ""),
    ("a replica that is not confirmed has been audited", POSSIBLE, "are_audits_possible", "stage == ReplicaStage.COMMITTED", "False"),
)
"""The seeded faults."""
