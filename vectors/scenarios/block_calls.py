"""Blocks with contract calls under both modes: the write sets that they carry, and every way in which those can be wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reference.consensus.modes import MODE_AGENTS, MODE_ALL
from reference.contracts.call_writes import write_key
from reference.state.records import record_bytes
from reference.state.state import State
from reference.state.tables import Table
from reference.wire.contract_bodies import ContractCall
from reference.wire.event import Event
from reference.wire.transaction import Sponsored, Transfer
from reference.wire.write_set import Write, WriteSet, decode_write_set, encode_write_set
from vectors.build import ALICE, BOB, CAROL, after, apply_case, transaction
from vectors.case import Case
from vectors.keys import KeyPair
from vectors.scenarios.block_call_places import call, carried_by, made, released, signed_calls, under

RULES = ("MODE-7", "MODE-8", "BLOCK-11", "CONTRACT-9")

Calls = Sequence[tuple[KeyPair, ContractCall]]

MANY: Calls = (
    (BOB, call("counter")),
    (CAROL, call("payer", 7, money=9)),
    (BOB, call("failing")),
    (CAROL, call("machine", b"turn")),
    (BOB, call("counter")),
)
"""Calls that write every kind of record, one that fails, and one that sees what an earlier one wrote."""


def block_call_cases() -> list[Case]:
    """Blocks of calls under both modes."""
    return [*_right(), *_numbers(), *_wrong(), *_chains()]


def _right() -> Iterable[Case]:
    blocks: dict[str, Calls] = {
        "no calls": (),
        "one call": ((BOB, call("counter")),),
        "a call that pays with what came with it": ((BOB, call("payer", 9, money=9)),),
        "a call whose money goes to it and back": ((BOB, call("payer", 40, money=40)), (BOB, call("payer", 40, money=40))),
        "a call that fails": ((BOB, call("failing")),),
        "a call that uses up its gas": ((BOB, call("counter", gas=50)),),
        "a call of a machine": ((BOB, call("machine", b"turn")),),
        "a call of a machine by no event of it": ((BOB, call("machine", b"kick")),),
        "a record that is written and removed in one block": ((BOB, call("clearing")), (CAROL, call("clearing"))),
        "a record that one call writes, removes and another writes again": ((BOB, call("clearing")), (CAROL, call("clearing")), (BOB, call("clearing"))),
        "a call that writes nothing and pays nobody": ((BOB, call("payer", 100_000)),),
        "calls that depend on one another": MANY,
    }
    for mode, name in ((MODE_ALL, "ALL"), (MODE_AGENTS, "AGENTS")):
        state = under(mode)
        for why, calls in blocks.items():
            yield apply_case(RULES, f"under {name}, {why}", state, [made(state, signed_calls(state, calls))])
        others: Calls = ((BOB, call("unknown")), (BOB, call("counter")), (CAROL, call("counter", money=10**12)))
        yield apply_case(RULES, f"under {name}, of three calls only one comes to run", state, [made(state, signed_calls(state, others))])
        mixed = (transaction(state, ALICE, Transfer(CAROL.account, 5)), *signed_calls(state, MANY[:2]))
        yield apply_case(RULES, f"under {name}, calls among other transactions", state, [made(state, mixed)])
        paid = [transaction(state, CAROL, Sponsored(BOB.account, call("counter")))]
        yield apply_case((*RULES, "SPONSOR-4"), f"under {name}, a call for which nobody has agreed to pay", state, [made(state, paid)])


def _numbers() -> Iterable[Case]:
    state, calm = under(MODE_AGENTS), under(MODE_ALL)
    sent = signed_calls(state, MANY)
    right = carried_by(state, sent)
    none = encode_write_set(WriteSet(0, 0, None, (), ()))
    for why, carried in (
        ("no write set", ()),
        ("the last write set missing", right[:-1]),
        ("the first write set missing", right[1:]),
        ("a write set more at the end", (*right, right[-1])),
        ("a write set of nothing more at the end", (*right, none)),
        ("two write sets exchanged", (right[1], right[0], *right[2:])),
        ("write sets of the calls that succeed alone", (*right[:2], *right[3:])),
    ):
        yield apply_case(RULES, f"under AGENTS, {why}", state, [made(state, sent, carried)])
    moved, idle = moved_write(right), repeated_write(right, state)
    yield apply_case(RULES, "under AGENTS, a write of the first call in the second one's write set: the state is right", state, [made(state, sent, moved)])
    yield apply_case(RULES, "under AGENTS, a write that says what is there already: the state is right", state, [made(state, sent, idle)])
    wrong_and_right = [made(state, sent, moved), made(state, sent)]
    yield apply_case((*RULES, "WIRE-11"), "under AGENTS, the wrong write sets, and then the right ones under the same header", state, wrong_and_right)
    yield apply_case(RULES, "under AGENTS, a write set without a call", state, [made(state, (), (none,))])
    calls = ((BOB, call("unknown")),)
    yield apply_case(RULES, "under AGENTS, a write set for a call that does not run", state, [made(state, signed_calls(state, calls), (none,))])
    quiet = signed_calls(calm, MANY)
    yield apply_case(RULES, "under ALL, the write sets that AGENTS would want", calm, [made(calm, quiet, right)])
    yield apply_case(RULES, "under ALL, one write set of nothing", calm, [made(calm, (), (none,))])
    yield apply_case(RULES, "under ALL, what is no write set", calm, [made(calm, (), (b"\x00",))])
    for why, wrong in (("what is no write set", b"\x00"), ("no bytes", b""), ("a write set and a byte", right[0] + b"\x00")):
        rules = (*RULES, "WIRE-18", "WIRE-2")
        yield apply_case(rules, f"under AGENTS, {why}", state, [made(state, sent, (wrong, *right[1:]))])
        yield apply_case(rules, f"under AGENTS, {why} after a wrong one, which is looked at later", state, [made(state, sent, (none, *right[1:-1], wrong))])


def moved_write(carried: Sequence[bytes]) -> tuple[bytes, ...]:
    """Write sets in which the first write of the first call stands in that of the second call."""
    first, second, *rest = map(decode_write_set, carried)
    later = sorted((first.writes[0], *second.writes), key=lambda write: write.key)
    return tuple(map(encode_write_set, (replace(first, writes=first.writes[1:]), replace(second, writes=tuple(later)), *rest)))


def repeated_write(carried: Sequence[bytes], state: State) -> tuple[bytes, ...]:
    """Write sets in which the first call also writes an account as it is."""
    first = decode_write_set(carried[0])
    key = (Table.ACCOUNTS, released()[1]["machine"])
    record = record_bytes(state, key)
    assert record is not None
    writes = sorted((*first.writes, Write(write_key(key), record)), key=lambda write: write.key)
    return (encode_write_set(replace(first, writes=tuple(writes))), *carried[1:])


def _wrong() -> Iterable[Case]:
    """One thing of one write set is not as the call did it."""
    state = under(MODE_AGENTS)
    sent = signed_calls(state, MANY)
    right = carried_by(state, sent)
    for place in (0, 2, 3):
        did = decode_write_set(right[place])
        for why, other in _changed(did, state):
            carried = (*right[:place], encode_write_set(other), *right[place + 1 :])
            yield apply_case(RULES, f"under AGENTS, of call {place + 1} {why}", state, [made(state, sent, carried)])


def _changed(did: WriteSet, state: State) -> Iterable[tuple[str, WriteSet]]:
    event = Event(released()[1]["counter"], b"invented", None)
    yield "another outcome", replace(did, outcome=503 if did.outcome == 0 else 0)
    yield "an outcome that is no code's", replace(did, outcome=65_535)
    yield "a gas more", replace(did, gas=did.gas + 1)
    yield "another value", replace(did, value=b"" if did.value is None else None)
    if type(did.value) is int:
        yield "true in place of 1", replace(did, value=did.value == 1)
    yield "an event more", replace(did, events=(*did.events, event))
    if did.events:
        yield "an event less", replace(did, events=did.events[1:])
        yield "an event of another value", replace(did, events=(replace(did.events[0], value=b"x"), *did.events[1:]))
    yield "a record more", replace(did, writes=(*did.writes, Write(b"\xff" + bytes(32), b"\x81\x05")))
    if did.writes:
        first, *rest = did.writes
        yield "a record less", replace(did, writes=tuple(rest))
        yield "another record", replace(did, writes=(replace(first, record=b"\x81\x18\x63"), *rest))
        yield "a record removed", replace(did, writes=(replace(first, record=b""), *rest))


def _chains() -> Iterable[Case]:
    """Several blocks, through a change of the mode."""
    for mode, name in ((MODE_ALL, "ALL"), (MODE_AGENTS, "AGENTS")):
        state, blocks = under(mode), []
        start = state
        for calls in (MANY, MANY[::-1], (), MANY[:2]):
            data = made(state, signed_calls(state, calls))
            blocks.append(data)
            state = after(state, data)
        yield apply_case(RULES, f"four blocks that begin under {name}", start, blocks)
