"""Seeded faults in what contracts are, do and cost."""

TOKENS = "reference.contracts.tokens"
STATIC = "reference.contracts.static_rules"
STATEMENTS = "reference.contracts.statements"
INTEGERS = "reference.contracts.integers"
VALUES = "reference.contracts.values"
LIBRARY = "reference.contracts.library"
OPERATORS = "reference.contracts.operators"
EVALUATION = "reference.contracts.evaluation"
CALLING_BACK = "reference.contracts.calling_back"
PRICES = "reference.contracts.prices"
METER = "reference.contracts.meter"
OPERATIONS = "reference.contracts.operations"
CHAIN_HOST = "reference.contracts.chain_host"
STORING = "reference.contracts.storing"
DECLARATIONS = "reference.contracts.declarations"
TRANSITION_TABLE = "reference.contracts.transition_table"
EVENTS = "reference.contracts.events"
CALLING = "reference.contracts.calling"
SAMPLES = "reference.contracts.sample_rewards"

CONTRACT_FAULTS = (
    (
        "sources of any size",
        TOKENS,
        "read_tokens",
        "    if len(source) > MAX_SOURCE_BYTES:\n        raise SourceReject(Code.SOURCE_TOO_LARGE, MAX_SOURCE_BYTES)\n",
        "",
    ),
    (
        "hexadecimal as Lua wraps it",
        TOKENS,
        "read_integer",
        "digits, base, greatest = hexadecimal[1], 16, MAX_HEXADECIMAL",
        "digits, base, greatest = hexadecimal[1], 16, 16**MAX_DIGITS",
    ),
    ("no escape of the greatest byte", TOKENS, "read_string", "if byte > 255:", "if byte > 254:"),
    ("power in programs", STATIC, "check_included", "if token in EXCLUDED:", "if token in EXCLUDED and token != '^':"),
    ("one level more", STATIC, "check_levels", "levels > MAX_LEVELS", "levels > MAX_LEVELS + 1"),
    ("global variables", STATIC, "check_name", "raise SourceReject(Code.NAME_UNKNOWN, at)", "return"),
    ("any number of arguments for the library", STATIC, "check_library", " or count > LIBRARY[name]", ""),
    ("one value more", STATIC, "check_held", "held > most", "held > most + 1"),
    ("one capture more", STATIC, "check_captured", "captured > MAX_CAPTURED", "captured > MAX_CAPTURED + 1"),
    ("break anywhere", STATIC, "check_break", "if loops == 0:", "if loops < 0:"),
    ("more after a program's end", STATEMENTS, "read_program", "    reader.expect(END)\n", ""),
    ("sums that do not wrap", INTEGERS, "calculate", "wrap(_exact(operator, left, right))", "_exact(operator, left, right)"),
    ("shares by wrapped products", INTEGERS, "muldiv", "left * right // divisor", "wrap(left * right) // divisor"),
    ("keys of any length", VALUES, "check_key", " and len(key) <= MAX_KEY_BYTES", ""),
    ("strings before integers", VALUES, "in_key_order", "(int, bytes, bool)", "(bytes, int, bool)"),
    ("entries that cost nothing", LIBRARY, "store", "meter.allocate(ENTRY_MEMORY)", "meter.allocate(0)"),
    ("a border that grows for nothing", LIBRARY, "store", "meter.charge(entries.put(key, value))", "entries.put(key, value)"),
    ("long strings compared for nothing", OPERATORS, "equal", "meter.handle(min(len(left), len(right)))", "meter.handle(0)"),
    ("the longer string is paid for", OPERATORS, "less_than", "min(len(left)", "max(len(left)"),
    ("strings joined before they are paid for", OPERATORS, "concatenate", "    meter.make_string(len(first) + len(second))\n", ""),
    ("length of everything else", OPERATORS, "unary", "return _length(operand)", "return _length(operand) if isinstance(operand, (bytes, Table)) else 0"),
    ("assertions that always hold", LIBRARY, "call_basic", "if not truth(first):", "if first is False and second is first:"),
    ("bytes counted from 0", LIBRARY, "call_string", "_byte(string(first), integer(second))", "_byte(string(first), integer(second) + 1)"),
    ("entries unpacked for nothing", LIBRARY, "call_table", "            meter.charge(entries.border)\n", ""),
    (
        "long tables walked over before they are refused",
        LIBRARY,
        "call_table",
        "            listed(range(entries.border))\n            meter.charge(entries.border)\n",
        "            meter.charge(entries.border)\n            listed(range(entries.border))\n",
    ),
    ("nothing removed", LIBRARY, "call_table", "return (_remove(entries),)", "return (entries.get(entries.border) if entries.border else None,)"),
    ("the lesser of two", LIBRARY, "call_math", "min(integer(first), integer(second))", "max(integer(first), integer(second))"),
    ("variables that all calls share", EVALUATION, "call", "cells = dict(function.cells)", "cells = function.cells"),
    (
        "assignments from the right",
        EVALUATION,
        "assign",
        "enumerate(zip(statement.targets, places, strict=True))",
        "reversed([*enumerate(zip(statement.targets, places, strict=True))])",
    ),
    ("a loop's variable that lives on", EVALUATION, "loop", "return None if ending is Stop.BREAK else ending", "return ending"),
    ("all results in the middle", EVALUATION, "values_of", "place == len(expressions) - 1 and is_open(expression)", "is_open(expression)"),
    ("all results in parentheses", EVALUATION, "one_of", "case Index(table=owner, key=key):", "case Index(key=owner, table=key):"),
    ("a nil key in a constructor", EVALUATION, "construct", "            check_key(key)\n", ""),
    ("calls that an error leaves under way", CALLING_BACK, "catch", "        machine.meter.calls = calls\n", ""),
    ("an unstable sort", CALLING_BACK, "merge", "(right[took], left[taken])", "(left[taken], right[took])"),
    ("a host that costs nothing", CALLING_BACK, "ask", "    machine.meter.charge(HOST_GAS)\n", ""),
    ("loops whose turns cost nothing", PRICES, "segments", "price, statements = entry, list[Statement]()", "price, statements = NOTHING, list[Statement]()"),
    ("one unit of gas on credit", METER, "use_gas", "if amount > left:", "if amount > left + 1:"),
    ("one unit of memory on credit", METER, "use_memory", "if amount > left:", "if amount > left + 1:"),
    ("one call more", METER, "check_calls", "calls > MAX_CALLS", "calls > MAX_CALLS + 1"),
    ("storage of whoever calls", OPERATIONS, "load", "world.frame.contract", "world.frame.caller"),
    ("money of whoever calls", OPERATIONS, "pay", "payer = world.frame.contract", "payer = world.frame.caller"),
    ("values stored for nothing", CHAIN_HOST, "answer_contract", 'if operation == b"save" else 0', "if False else 0"),
    ("keys stored for nothing", STORING, "grown_bytes", "OWNER_BYTES + key + after", "after"),
    ("keys without their contract", STORING, "grown_bytes", "OWNER_BYTES + key + after", "key + after"),
    ("whole values paid for again", STORING, "grown_bytes", "else after - before", "else after"),
    ("removals that are paid for", STORING, "grown_bytes", "if after <= before:", "if after == before:"),
    ("storing at the price of a thousand", STORING, "storing_gas", " * GAS_PRICED + price - 1)", " + price - 1)"),
    ("events without end", OPERATIONS, "emit", "len(world.events) >= MAX_EVENTS", "len(world.events) > MAX_EVENTS"),
    ("contracts that call themselves", CHAIN_HOST, "call_contract", "any(frame.contract == contract for frame in world.frames)", "False"),
    ("more gas than is left", CHAIN_HOST, "call_contract", "min(most, gas - CALL_GAS)", "min(most, gas)"),
    ("gas that a failure gives back", CHAIN_HOST, "call_contract", "outcome.code.number, CALL_GAS + outcome.gas", "outcome.code.number, CALL_GAS"),
    ("memory of its own for each call", CHAIN_HOST, "call_contract", "CALL_GAS + outcome.gas, after, outcome.memory)", "CALL_GAS + outcome.gas, after)"),
    (
        "money of a failed call that is gone",
        CHAIN_HOST,
        "call_contract",
        "CALL_GAS + outcome.gas, host, outcome.memory",
        "CALL_GAS + outcome.gas, replace(host, world=paid), outcome.memory",
    ),
    ("states under one name", DECLARATIONS, "check_declared", "if known != wanted:", "if known != wanted and wanted:"),
    ("events for nothing", DECLARATIONS, "check_events", "if all(move.event != event for move in table.moves):", "if not table.moves:"),
    ("states that are islands", DECLARATIONS, "check_states", "if move.start in reached}", "}"),
    ("moves behind others", DECLARATIONS, "check_moves", "other.condition is None or ", ""),
    ("a machine without states", DECLARATIONS, "read_declaration", "if not states:", "if not states and moves:"),
    ("a judgement that costs what it undoes", EVENTS, "run_judged", "Failed(rejection.code, outcome.gas, outcome.memory)", "Failed(rejection.code, 0, 0)"),
    ("events that nobody has declared", CALLING, "named_event", " or named not in table.events", ""),
    (
        "any argument names an event",
        CALLING,
        "named_event",
        "arguments[0] if arguments else None",
        "next((each for each in arguments if type(each) is bytes), None)",
    ),
    ("machines that never move", CHAIN_HOST, "run_judging", "put_machine(after.world.state, contract, moved.standing)", "after.world.state"),
    (
        "machines that are moved for their caller",
        CHAIN_HOST,
        "run_judging",
        "put_machine(after.world.state, contract, moved.standing)",
        "put_machine(after.world.state, world.frame.caller, moved.standing)",
    ),
    ("standings of before an inner call", CHAIN_HOST, "run_judging", "put_machine(after.world.state", "put_machine(world.state"),
    ("machines that always begin", CHAIN_HOST, "run_judging", "standing_of(world, table)", "beginning(table)"),
    (
        "inner calls that are not judged",
        CHAIN_HOST,
        "run_judging",
        "if table is None:",
        "if table is None or len(world.frames) > 1:",
    ),
)

EVENT_FAULTS = (
    ("samples that are kept for later", SAMPLES, "counts_sample", "period == slot // period_slots", "period <= slot // period_slots"),
    ("samples that count again", SAMPLES, "counts_sample", " and period >= next_period", ""),
    ("rewards by whole samples", SAMPLES, "sample_reward", "reward * samples // counted", "reward // counted * samples"),
    ("judged by what was", TRANSITION_TABLE, "judge_event", "holds(move.condition, after)", "holds(move.condition, before)"),
    ("resources that anybody changes", TRANSITION_TABLE, "judge_event", " if name not in move.changes", " if not move.changes"),
    (
        "events that are not judged",
        EVENTS,
        "run_judged",
        "state = judge_event(table, standing.state, event, standing.resources, after.resources)",
        "state = standing.state",
    ),
)
