"""Seeded faults in how contracts are released and called, in what their gas costs, and in states that hold them."""

RELEASES = "reference.contracts.releases"
GAS = "reference.contracts.call_gas"
READING = "reference.contracts.reading"
CALLS = "reference.contracts.contract_calls"
TRANSACTIONS = "reference.contracts.contract_transactions"
CONSISTENCY = "reference.contracts.contract_consistency"
TABLES = "reference.contracts.transition_table"
TRANSITION = "reference.transition"

CALL_FAULTS = (
    ("contracts named by their authors alone", RELEASES, "contract_id", "encode([author, nonce])", "encode([author, 1])"),
    ("contracts named under another tag", RELEASES, "contract_id", "Tag.CONTRACT", "Tag.ASSET"),
    ("a hash for no program", RELEASES, "program_hash", " if program else NO_PROGRAM", ""),
    ("programs for heavy calls are free", RELEASES, "programs_deposit", "(source + heavy)", "source"),
    ("programs for heavy calls go unread", RELEASES, "check_programs", "(source, heavy) if heavy else (source,)", "(source,)"),
    ("no deposit is kept", TRANSACTIONS, "release_hashed", "credit(state.pots.ecosystem, deposit)", "state.pots.ecosystem"),
    ("a release that nobody pays", TRANSACTIONS, "release_hashed", "debit(account.balance, deposit)", "account.balance"),
    ("released in no slot", TRANSACTIONS, "release_hashed", "released=slot", "released=0"),
    ("machines that begin nowhere", TRANSACTIONS, "apply_contract_release", "state if table is None else", "state if True else"),
    ("the program for heavy calls is not kept", TRANSACTIONS, "apply_contract_release", "filter(None, (body.source, body.heavy))", "(body.source,)"),
    ("gas by whole thousands", GAS, "call_fee", "(gas_limit + GAS_PRICED - 1)", "gas_limit"),
    ("gas is free", GAS, "call_fee", "* gas_fee", "* 0"),
    ("a block with a unit of gas less", GAS, "add_block_gas", "asked + gas_limit > most", "asked + gas_limit >= most"),
    ("gas limits call by call", GAS, "add_block_gas", "if asked + gas_limit > most:", "if gas_limit > most:"),
    ("sponsored gas does not count", TRANSITION, "block_gas", "asked_for(transaction.transaction.body)", "transaction.transaction.body"),
    ("gas is looked at last", TRANSITION, "execute", "    block_gas(asked, state.chain.parameters.max_block_gas)\n    return", "    return"),
    ("programs are read for nothing", READING, "reading_gas", "size * READING_GAS", "size * 0"),
    ("a byte is read for a unit of gas", READING, "reading_gas", "size * READING_GAS", "size"),
    ("reading is not told", READING, "once_read", "replace(outcome, gas=outcome.gas + price)", "outcome"),
    ("releases ask for no gas", TRANSITION, "gas_asked", "reading_gas(len(body.source) + len(body.heavy))", "0"),
    ("heavy programs are read for nothing", TRANSITION, "gas_asked", "len(body.source) + len(body.heavy)", "len(body.source)"),
    ("accounts are called", CALLS, "enter_contract", "if get_contract(state, body.contract).deposit == 0:", "if False:"),
    ("money that never arrives", CALLS, "enter_contract", " if body.money else state", " if False else state"),
    ("calls in the name of the contract", CALLS, "run_call", "Frame(body.contract, sender,", "Frame(body.contract, body.contract,"),
    ("nobody is told of the money", CALLS, "run_call", "body.arguments, body.money)", "body.arguments, 0)"),
    ("programs have all the memory that they want", CALLS, "run_call", "state.chain.parameters.call_memory", "2**32"),
    ("a longest string refused", CALLS, "run_call", "len(value) > MAX_SCALAR_BYTES", "len(value) >= MAX_SCALAR_BYTES"),
    ("the last value is told", CALLS, "run_call", "ended.values[0]", "ended.values[-1]"),
    ("no events in receipts", CALLS, "run_call", "ended.host.world.events", "()"),
    (
        "the money of a failed call stays",
        CALLS,
        "call_contract",
        "called.state if called.code is None else state",
        "called.state if called.code is None else entered",
    ),
    ("failed calls used no gas", CALLS, "failed", "gas=gas", "gas=0"),
    ("programs that nobody has", CONSISTENCY, "do_programs_fit", "digest in used and ", ""),
    ("programs under any hash", CONSISTENCY, "do_programs_fit", "program_hash(program.source) == digest", "True"),
    ("programs that are none", CONSISTENCY, "do_programs_fit", "check_source(program.source) is None", "True"),
    ("contracts without a program", CONSISTENCY, "does_contract_fit", 'source != b""', "True"),
    ("contracts without their heavy program", CONSISTENCY, "does_contract_fit", '(heavy != b"" or contract.heavy_hash == NO_PROGRAM)', "True"),
    ("contracts at any deposit", CONSISTENCY, "does_contract_fit", "contract.deposit == programs_deposit", "contract.deposit > 0 or programs_deposit"),
    ("contracts of the future", CONSISTENCY, "does_contract_fit", "contract.released <= state.head.slot", "True"),
    ("contracts that have signed", CONSISTENCY, "does_contract_fit", "get_account(state, identifier).nonce == 0", "True"),
    ("contracts by who has sent nothing", CONSISTENCY, "does_contract_fit", "get_account(state, contract.author).nonce > 0", "True"),
    ("a contract of SSP's identifier", CONSISTENCY, "does_contract_fit", "identifier != SSP", "True"),
    ("stored by nobody", CONSISTENCY, "is_stored_possible", "get_contract(state, contract).deposit > 0", "True"),
    ("nil in a state from outside", CONSISTENCY, "is_value", " is not None", " is not Ellipsis"),
    ("any bytes are a value", CONSISTENCY, "is_value", "return False", "return True"),
    (
        "machines of contracts that have none",
        CONSISTENCY,
        "do_machines_fit",
        "set(tables) == set(state.contracts.standings)",
        "set(tables) <= set(state.contracts.standings)",
    ),
    ("machines in any state", TABLES, "stands_in", "standing.state in table.states", "True"),
)
"""Name, module, function, what is edited, and what it becomes."""
