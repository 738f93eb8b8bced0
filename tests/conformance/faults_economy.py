"""The slips that implementers make in the economy: each is what `faults.SeededFault` is made of."""

LOCKS = "reference.economy.locks"
LOCK_TRANSACTIONS = "reference.economy.lock_transactions"
PLACEMENTS = "reference.economy.placements"
CONSISTENCY = "reference.economy.economy_consistency"
DISTRIBUTION = "reference.economy.distribution"
SUPPLY = "reference.state.supply"
ECONOMY_STATE = "reference.state.economy_state"

BY_CALL = ("kernel",)
"""Of what no transaction shows."""

ECONOMY_FAULTS: tuple[tuple[str, str, str, str, str] | tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
    ("the cliff is still locked", LOCKS, "released_by", "slot < lock.cliff", "slot <= lock.cliff"),
    ("no cliff", LOCKS, "released_by", "slot < lock.cliff or slot < lock.start", "slot < lock.start"),
    ("release counts from the cliff", LOCKS, "released_by", "(slot - lock.start) // (lock.end - lock.start)", "(slot - lock.cliff) // (lock.end - lock.cliff)"),
    (
        "release rounded up",
        LOCKS,
        "released_by",
        "lock.amount * (slot - lock.start) // (lock.end - lock.start)",
        "-(-lock.amount * (slot - lock.start) // (lock.end - lock.start))",
    ),
    (
        "release divides first",
        LOCKS,
        "released_by",
        "lock.amount * (slot - lock.start) // (lock.end - lock.start)",
        "lock.amount // (lock.end - lock.start) * (slot - lock.start)",
    ),
    ("a cliff at once refused", LOCKS, "found_lock", "cliff < slot", "cliff <= slot"),
    ("a cliff in the past allowed", LOCKS, "found_lock", "cliff < slot or ", ""),
    ("a cliff at the end refused", LOCKS, "found_lock", "end < cliff", "end <= cliff"),
    ("the longest time refused", LOCKS, "found_lock", "end - slot > MAX_LOCK_SLOTS", "end - slot >= MAX_LOCK_SLOTS"),
    ("locks may last for ever", LOCKS, "found_lock", " or end - slot > MAX_LOCK_SLOTS", ""),
    ("a lock written over another", LOCKS, "found_lock", "existing.left != 0", "False"),
    (
        "lock codes swapped",
        LOCKS,
        "found_lock",
        "check_amount(amount)\n    if existing.left != 0:",
        "if existing.left == 0:\n        check_amount(amount)\n    if existing.left != 0:",
    ),
    ("what was taken is paid again", LOCKS, "release_lock", "left=locked", "left=lock.left"),
    ("all that is released is paid each time", LOCKS, "release_lock", "paid=lock.left - locked", "paid=lock.amount - locked"),
    ("nothing released is a success", LOCKS, "release_lock", "lock.left <= locked", "lock.left < locked"),
    ("a lock of the future accepted", LOCKS, "is_lock_possible", "lock.start <= slot and ", ""),
    (
        "a lock that was taken too early accepted",
        LOCKS,
        "is_lock_possible",
        "lock.amount - released_by(lock, slot) <= lock.left <= lock.amount",
        "lock.left <= lock.amount",
    ),
    ("locked for the founder", LOCK_TRANSACTIONS, "apply_lock_create", "(body.beneficiary, sender, body.number)", "(sender, body.beneficiary, body.number)"),
    ("locks without numbers", LOCK_TRANSACTIONS, "apply_lock_create", "sender, body.number)", "sender, 0)"),
    ("locked SSP stays in the account", LOCK_TRANSACTIONS, "apply_lock_create", "debit(account.balance, body.amount)", "account.balance"),
    ("an empty lock stays stored", ECONOMY_STATE, "put_lock", "record.left != 0", "True"),
    ("anybody pays from the placement", PLACEMENTS, "pay_from_placement", "sender != placement.controller", "False"),
    ("outflows are not counted", PLACEMENTS, "pay_from_placement", "placement.outflows + 1", "placement.outflows"),
    ("outflows counted from one", PLACEMENTS, "apply_placement_pay", "placement.outflows, outflow)", "placement.outflows + 1, outflow)"),
    ("outflows published for the sender", PLACEMENTS, "apply_placement_pay", "recipient=body.recipient", "recipient=sender"),
    ("the placement pays with SSP that it keeps", PLACEMENTS, "apply_placement_pay", "put_placement(state, left)", "put_placement(state, placement)"),
    ("the last slot of a period is left out", PLACEMENTS, "outflows_between", "outflow.slot <= last", "outflow.slot < last", BY_CALL),
    ("an outflow of the future accepted", PLACEMENTS, "are_outflows_published", ", slot]", "]"),
    ("missing outflows accepted", PLACEMENTS, "are_outflows_published", "len(numbers) == placement.outflows and ", ""),
    ("contradictions of the economy accepted", CONSISTENCY, "check_economy", "not fits", "False"),
    ("locks are not counted", SUPPLY, "break_down", "sum(lock.left for lock in economy.locks.values())", "0"),
    ("what was taken of locks is counted", SUPPLY, "break_down", "lock.left for", "lock.amount for"),
    ("the placement is not counted", SUPPLY, "break_down", "economy.placement.balance", "0"),
    (
        "shares need only add up",
        DISTRIBUTION,
        "check_distribution",
        "placement != PLACEMENT_SHARE or foundation != FOUNDATION_SHARE or team != TEAM_SHARE or ecosystem != ECOSYSTEM_SHARE",
        "placement + foundation + team + ecosystem != SSP_SUPPLY",
        BY_CALL,
    ),
)
"""The faults, by subject."""
