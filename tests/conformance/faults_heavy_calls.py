"""Seeded faults in what blocks carry of contract calls, and in heavy calls."""

TRANSITION = "reference.transition"
WRITE_SETS = "reference.consensus.write_sets"
CONTRACT_CALLS = "reference.contracts.contract_calls"
CONSISTENCY = "reference.contracts.contract_consistency"
CALL_WRITES = "reference.contracts.call_writes"
BOOKS = "reference.consensus.heavy_books"
CARRIED = "reference.contracts.carried"
HEAVY = "reference.contracts.heavy_transactions"
HEAVY_HOST = "reference.contracts.heavy_host"
STORING = "reference.contracts.storing"

HEAVY_CALL_FAULTS = (
    ("write sets that nobody compares", WRITE_SETS, "check_write_set", "encode_write_set(carried) != encode_write_set(executed)", "False"),
    ("write sets in which true is 1", WRITE_SETS, "check_write_set", "encode_write_set(carried) != encode_write_set(executed)", "carried != executed"),
    ("write sets too many", TRANSITION, "include", "ran < len(carried.write_sets)", "False"),
    ("write sets under either mode", CARRIED, "carried_in", "    if write_sets:\n        raise Reject(Code.WRITE_SET_MISMATCH)\n", ""),
    (
        "write sets of calls that did not run",
        TRANSITION,
        "include",
        "outcome.called is not None and outcome.called.entered is not None",
        "outcome.called is not None",
    ),
    (
        "write sets that may be missing",
        CONTRACT_CALLS,
        "claimed_call",
        "raise Reject(Code.WRITE_SET_MISMATCH)",
        "return run_call(state, sender, body, slot, run)",
    ),
    ("keys without their table", CALL_WRITES, "write_key", "bytes((key[0],)) + key_bytes(key)", "key_bytes(key)"),
    ("locked contracts that are called", CONTRACT_CALLS, "enter_contract", "    check_unlocked(get_heavy_call(state, body.contract))\n", ""),
    ("heavy calls of any contract", HEAVY, "apply_heavy_queue", "contract.heavy_hash == NO_PROGRAM", "False"),
    ("heavy calls of nobody's contract", HEAVY, "apply_heavy_queue", "contract.deposit == 0", "False"),
    ("heavy calls that forget their argument", HEAVY, "apply_heavy_queue", "HeavyArgument(body.argument))", "NO_ARGUMENT)"),
    ("a heavy call's fee that is lost", HEAVY, "apply_heavy_queue", "with_fees(state.pots, books.fees)", "state.pots"),
    ("claims that stay", HEAVY, "apply_claim_collect", "payee, NO_CLAIM)", "payee, state.contracts.claims.get(payee, NO_CLAIM))"),
    ("claims for the sender alone", HEAVY, "apply_claim_collect", "payee = body.payee", "payee = _"),
    ("a lock at the price of the limit", BOOKS, "book_call", "wait * terms.gas_per_slot * (wait", "request.gas_limit * (wait"),
    ("heavy calls that never time out", HEAVY, "expire_heavy_calls", "if has_timed_out(call, slot)", "if slot < 0"),
    ("a slot more for heavy calls", HEAVY, "expire_heavy_calls", "has_timed_out(call, slot)", "has_timed_out(call, slot - 1)"),
    ("packages in any order", HEAVY, "read_packages", "before.contract >= after.contract", "before.contract == after.contract"),
    ("a package twice", HEAVY, "read_packages", "before.contract >= after.contract", "before.contract > after.contract"),
    ("results that are not stored", HEAVY, "package_result", "close(stored, contract", "close(state, contract"),
    ("results that pay the caller alone", HEAVY, "package_result", "contract, result.payouts)", "contract, ())"),
    ("heavy calls that store for nothing", HEAVY_HOST, "save_heavily", "left=host.left - price, grown=host.grown + price", "left=host.left"),
    ("heavy calls that store on credit", HEAVY_HOST, "save_heavily", "if price > host.left:", "if price > host.left + 1:"),
    ("stored bytes that cost a unit each", STORING, "storing_gas", "storing_deposit(grown, byte_deposit) * GAS_PRICED", "grown * GAS_PRICED"),
    ("the pool's part that it has to collect", HEAVY, "close", " - {POOL}", ""),
    ("the pool's part that is lost", HEAVY, "close", "credit(state.pots.ecosystem, pool)", "state.pots.ecosystem"),
    ("the pool may have a claim", CONSISTENCY, "do_heavy_calls_fit", "POOL not in state.contracts.claims", "True"),
    ("locks that stay", HEAVY, "close", "put_heavy_call(state, contract, NO_CALL)", "state"),
)
"""In what a chain does."""

WRITE_SET_FAULTS = (
    ("money made by write sets", CALL_WRITES, "check_moved", "before != after", "before > after"),
    ("money lost by write sets", CALL_WRITES, "check_moved", "before != after", "before < after"),
    ("money counted in 64 bits", CALL_WRITES, "check_moved", "before != after", "before % 2**64 != after % 2**64"),
    ("coins made by write sets", CALL_WRITES, "sums_written", "elif write.key[0] == Table.HOLDINGS:", "elif False:"),
    ("all coins taken together", CALL_WRITES, "sums_written", "coin, had, has = first,", "coin, had, has = None,"),
    ("nonces from write sets", CALL_WRITES, "_written", "account.nonce != get_account(state, first).nonce", "False"),
    ("failures that write", CALL_WRITES, "apply_write_set", " or did.writes", ""),
    ("failures that tell", CALL_WRITES, "apply_write_set", " or did.events", ""),
    ("failures by no code", CALL_WRITES, "apply_write_set", "code is None or ", ""),
    ("written records that say nothing", CALL_WRITES, "_checked", " or says_nothing(key, record)", ""),
    ("written records of any form", CALL_WRITES, "_checked", "not is_well_formed(key, record) or ", ""),
    ("a coin of zeros counted with SSP", CALL_WRITES, "sums_written", "coin, had, has = None,", "coin, had, has = bytes(32),"),
    ("stored by nobody in write sets", CALL_WRITES, "_written", " or get_contract(state, first).deposit == 0", ""),
    ("standings of any machine in write sets", CALL_WRITES, "_may_stand", " and stands_in(standing, table)", ""),
    ("standings of no machine in write sets", CALL_WRITES, "_may_stand", "table is not None and ", "table is None or "),
    ("nil in write sets", CALL_WRITES, "_written", "read_scalar(decode_fields(stored.record)) is None", "False"),
    ("write sets that are always checked", CONTRACT_CALLS, "claimed_call", "if not claimed.executes:", "if False:"),
)
"""In what a node takes from write sets that leaves calls to the agents."""
