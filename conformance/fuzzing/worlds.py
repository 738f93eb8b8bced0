"""Worlds of a few contracts that pay, store, tell, call each other, fail and catch, in any order."""

from collections.abc import Sequence

from hypothesis import strategies as st

from conformance.fuzzing.machines import EVENTS, declaration_of, standings_of, tables
from conformance.fuzzing.values import Draw
from reference.contracts.world import Frame, World
from reference.numbers import AccountId
from reference.state.coin_terms import SSP
from reference.wire.event import MAX_EVENTS
from vectors.build import ALICE
from vectors.contract_worlds import with_contracts
from vectors.scenarios.coin_places import GATE
from vectors.scenarios.contract_worlds import MAIN, NOW, OTHER, THIRD, chain_state, text

CONTRACTS = (MAIN, OTHER, THIRD)

ACCOUNTS: tuple[AccountId, ...] = (*CONTRACTS, ALICE.account)

AMOUNTS = ("0", "1", "300", "1000", "1001", "0x7fffffffffffffff", "-1", "'1'", "nil")

ENDS = ("error(b)", "error(1)", "if a then error(2) end", "if not a then return b end", "do return b end", "while true do end")

HELD = ("'r'", "'r'", "'q'", "'k'")
"""What is put under."""

NAMED = ("'e'", "'e'", "'f'", "'g'", "b", "7, 'e'")
"""What a call is told: mostly an event's name, or one in the second place, where it names nothing."""

READS = ("'event'", "'state'", "'resource', 'r'", "'load', 'k'", "'load', 'k'", "'paid'", "'argument', 1", f"'balance', {text(SSP)}, {text(OTHER)}")

GAS_OF_CALLS = ("0", "500", "4000", "20000", "0x7fffffffffffffff", "nil")


@st.composite
def statements(draw: Draw, depth: int = 2) -> str:
    """A statement of a contract, with others in it where it may have them."""
    who = text(draw(st.sampled_from(ACCOUNTS)))
    amount = draw(st.sampled_from(AMOUNTS))
    choice = draw(st.integers(0, 14 if depth else 9))
    match choice:
        case 0 | 1:
            return f"a, b = host('transfer', {text(draw(st.sampled_from((SSP, GATE))))}, {who}, {amount})"
        case 2:
            return f"a, b = host('save', 'k', {draw(st.sampled_from((amount, 'b')))})"
        case 3:
            return f"a, b = host('emit', 'e', {draw(st.sampled_from((amount, 'b')))})"
        case 4:
            return f"{draw(st.sampled_from(ENDS))}"
        case 5:
            return f"a, b = host({draw(st.sampled_from(READS))})"
        case 6:
            return f"a, b = host('put', {draw(st.sampled_from(HELD))}, {draw(st.sampled_from((amount, 'b')))})"
        case 7 | 8:
            called = text(draw(st.sampled_from(CONTRACTS)))
            return f"a, b = host('call', {called}, 20000, 0, 'e')"
        case 9 | 10 | 11:
            return f"a, b = host('call', {who}, {draw(st.sampled_from(GAS_OF_CALLS))}, {amount}, {draw(st.sampled_from(NAMED))})"
        case 13:
            return f"for i = 1, {MAX_EVENTS + draw(st.integers(-1, 1))} do a, b = host('emit', 'e', i) end"
        case 12:
            return f"a, b = pcall(function() {draw(statements(depth - 1))} {draw(statements(depth - 1))} end)"
        case _:
            return f"for i = 1, 2 do {draw(statements(depth - 1))} {draw(statements(depth - 1))} end"


def source_of(lines: Sequence[str], end: str = "return b") -> bytes:
    """A contract that does so much, and then this."""
    return " ".join(
        ["local a, b", *(f"do {line} end host('emit', 'o', b)" if number % 2 else f"do {line} end" for number, line in enumerate(lines)), end]
    ).encode("latin-1")


@st.composite
def worlds(draw: Draw) -> World:
    """A world in which the main contract runs. Each contract may be a machine, which has never been moved or stands anywhere."""
    machines = {account: draw(tables()) for account in CONTRACTS if draw(st.booleans())}
    sources, standings = {}, {}
    for account in CONTRACTS:
        machine = machines.get(account)
        lines = draw(st.lists(statements(), min_size=1, max_size=4))
        # Where a call is the last that is done, the gas that is left afterwards shows.
        called = f"return host('call', {text(draw(st.sampled_from(CONTRACTS)))}, {draw(st.sampled_from(GAS_OF_CALLS))}, 0, 'e')"
        body = source_of(lines, draw(st.sampled_from(("return b", "return b", called))))
        sources[account] = body if machine is None else declaration_of(machine) + b" " + body
        if machine is not None and draw(st.booleans()):
            standings[account] = draw(standings_of(machine))
    arguments = draw(st.sampled_from(((7,), (7, b"e"), *((event, 7) for event in (b"e", b"e", *EVENTS)))))
    frame = Frame(MAIN, ALICE.account, arguments, draw(st.sampled_from((0, 5))))
    return World(with_contracts(chain_state(), sources, {(OTHER, b"k"): 5, (MAIN, b"k"): 6}, standings), NOW, (frame,))
