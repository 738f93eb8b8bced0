"""The slips that implementers make in sponsorship, contributions and the award: each is what `faults.SeededFault` is made of."""

SPONSORSHIPS = "reference.economy.sponsorships"
CONTRIBUTIONS = "reference.economy.contributions"
AWARDS = "reference.economy.awards"
CHARGES = "reference.economy.sponsorship_transactions"
TRANSACTIONS = "reference.economy.contribution_transactions"
CONSISTENCY = "reference.economy.fund_consistency"
TRANSITION = "reference.transition"
WIRE = "reference.wire.transaction"
STATE = "reference.state.economy_state"
SUPPLY = "reference.state.supply"

BY_CALL = ("kernel",)
"""Of what no transaction shows."""

CONTRIBUTION_FAULTS: tuple[tuple[str, str, str, str, str] | tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
    ("a sponsorship is over in its last slot", SPONSORSHIPS, "use_sponsorship", "slot > sponsorship.until", "slot >= sponsorship.until"),
    ("sponsorships never end", SPONSORSHIPS, "use_sponsorship", "slot > sponsorship.until", "False"),
    ("the cap is of all terms together", SPONSORSHIPS, "use_sponsorship", "sponsorship.used if sponsorship.term == term else 0", "sponsorship.used"),
    ("the cap is of each fee", SPONSORSHIPS, "use_sponsorship", "sponsorship.used if sponsorship.term == term else 0", "0"),
    ("the cap cannot be reached", SPONSORSHIPS, "use_sponsorship", "fee > sponsorship.cap - used", "fee >= sponsorship.cap - used"),
    ("a sponsorship set again begins anew", SPONSORSHIPS, "set_sponsorship", "used=existing.used", "used=0"),
    ("a sponsorship for this slot alone refused", SPONSORSHIPS, "set_sponsorship", "until < slot", "until <= slot"),
    ("a sponsorship that is not is ended", SPONSORSHIPS, "set_sponsorship", "existing.cap == 0", "False"),
    ("one sponsors oneself", SPONSORSHIPS, "set_sponsorship", "sponsor == device", "False"),
    ("a sponsorship under the device", CHARGES, "apply_sponsorship_set", "(sender, body.device)", "(body.device, sender)"),
    ("the sponsor's fee is lost", CHARGES, "charge_sponsor", "credit(state.pots.fees, fee)", "state.pots.fees"),
    ("what a sponsor pays is not counted", CHARGES, "charge_sponsor", "put_sponsorship(paid, key, sponsorship)", "paid"),
    (
        "the sponsor's account before its limit",
        CHARGES,
        "charge_sponsor",
        "    sponsorship = use",
        "    charge_fee(get_account(state, sponsor), fee, minimum)\n    sponsorship = use",
    ),
    ("a sponsored transaction spends no nonce", TRANSITION, "charge", "put_account(state, transaction.sender, sender)", "state"),
    (
        "a sponsored transaction is the sponsor's",
        TRANSITION,
        "apply_transaction",
        "apply_any_body(charged, transaction.sender,",
        "apply_any_body(charged, getattr(transaction.transaction.body, 'sponsor', transaction.sender),",
    ),
    ("sponsored transactions inside others", WIRE, "_sponsored", "PAID_READERS.get", "BODY_READERS.get"),
    ("a sponsorship without a cap stays stored", STATE, "put_sponsorship", "record.cap != 0", "True"),
    ("the whole fee contributes", CONTRIBUTIONS, "contribution_of", "fees // 2 * contribution_ppm", "fees * contribution_ppm", BY_CALL),
    (
        "contributions without a cap",
        CONTRIBUTIONS,
        "contribution_of",
        "min(fees // 2 * contribution_ppm // PPM, cap)",
        "fees // 2 * contribution_ppm // PPM",
        BY_CALL,
    ),
    ("the present term does not count", CONTRIBUTIONS, "tenure_of", "limit - 1) + 1)", "limit))", BY_CALL),
    ("each fee is a new account", CONTRIBUTIONS, "credit_fee", "fund.credits + 1 if record.fees == 0 else fund.credits", "fund.credits + 1", BY_CALL),
    (
        "the fund counts a contribution again",
        CONTRIBUTIONS,
        "credit_fee",
        "fund.contributions + (counted - record.contribution)",
        "fund.contributions + counted",
        BY_CALL,
    ),
    ("a weight falls", CONTRIBUTIONS, "credit_fee", "max(weight, record.weight)", "weight", BY_CALL),
    ("the agents' part is released as well", CONTRIBUTIONS, "contributors_release", "released - released * agents_share_ppm // PPM", "released"),
    (
        "the release is not limited by what was contributed",
        CONTRIBUTIONS,
        "close_fund",
        "min(released, pool, fund.contributions)",
        "min(released, pool)",
    ),
    ("the award comes beside the limit", CONTRIBUTIONS, "close_fund", "(fund.contributions - release)", "fund.contributions"),
    (
        "the award gives what nobody's contribution has room for",
        CONTRIBUTIONS,
        "close_fund",
        "min(award.share, award.balance, due)",
        "min(award.share, award.balance, fund.contributions - release)",
    ),
    ("the award pays more than its share", CONTRIBUTIONS, "close_fund", "min(award.share, award.balance,", "min(award.balance,"),
    ("the award pays what it does not have", CONTRIBUTIONS, "close_fund", "min(award.share, award.balance,", "min(award.share,"),
    ("the award ends before its last term", CONTRIBUTIONS, "close_fund", "now > award.last", "now >= award.last"),
    ("the award ends a term late", CONTRIBUTIONS, "close_fund", "now > award.last", "term > award.last"),
    ("parts rounded up", CONTRIBUTIONS, "part_of", "min(filled * own // total, filled)", "min(-(-filled * own // total), filled)"),
    ("the last claim keeps the rest", CONTRIBUTIONS, "claim_contribution", "returned=left if is_last else 0", "returned=0"),
    ("a claim of an open term", CONTRIBUTIONS, "claim_contribution", "not fund.closed", "False"),
    ("a claim that stays", TRANSACTIONS, "apply_contribution_claim", "put_credit(state, (sender, body.term), NO_CREDIT)", "state"),
    ("a fund is closed within its term", TRANSACTIONS, "end_contributions", "term == last", "False"),
    (
        "terms end after a block",
        TRANSITION,
        "begin",
        "end_contributions(open_block(state, header, producer, votes), header.slot)",
        "open_block(state, header, producer, votes)",
    ),
    ("the term of enrolment counts", AWARDS, "enrol", "since=term + 1", "since=term"),
    ("enrolling in the last term", AWARDS, "enrol", "term >= award.last", "term > award.last"),
    ("enrolling again begins anew", AWARDS, "enrol", "participant.since != 0", "False"),
    ("who takes no part leaves", AWARDS, "leave", "participant.since == 0", "False"),
    ("funds that hold less than is due accepted", CONSISTENCY, "_is_closed", "sum(_due(record, fund) for record in records) <= fund.left", "True"),
    ("a fund that counts others accepted", CONSISTENCY, "do_funds_fit", "len(by_term[term]) == fund.credits", "True"),
    ("contributors' funds are not counted", SUPPLY, "break_down", "sum(fund.left for fund in economy.funds.values())", "0"),
    ("the award is not counted", SUPPLY, "break_down", "economy.award.balance", "0"),
)
"""The faults, by subject."""
