"""Write sets of which something is not as the calls did it: money that is moved, made or lost, records that are none or that no call writes, failures that do.

What is changed is what a write set says, and not its bytes: its writes stay in their order, and every record is one of some table, mostly.
"""

from dataclasses import replace

from cbor2 import dumps
from hypothesis import strategies as st

from conformance.fuzzing.values import Draw
from reference.codes import SUCCESS, Code
from reference.contracts.call_writes import write_key
from reference.contracts.values import MAX_KEY_BYTES
from reference.numbers import MAX_AMOUNT
from reference.state.coin_terms import SSP
from reference.state.records import record_bytes
from reference.state.state import RecordKey, State
from reference.state.tables import Table
from reference.wire.cbor import decode_fields
from reference.wire.event import Event
from reference.wire.receipt import MAX_OUTCOME
from reference.wire.scalar import MAX_SCALAR_BYTES
from reference.wire.write_set import Write, WriteSet
from vectors.build import ALICE, BOB, CAROL

PEOPLE = tuple(pair.account for pair in (ALICE, BOB, CAROL))

STEPS = (1, 1, 5, 10**6, 2**32, 2**63, 2**64)
"""How much more, or less, is written than there was."""

CODES = (503, MAX_OUTCOME, *sorted(code.number for code in Code if code.number != SUCCESS))
"""Outcomes: some that there are not, and those of all that fails."""

Writes = dict[bytes, bytes]
"""The records of a write set by their keys."""


def draw_wrong_writes(draw: Draw, state: State, did: WriteSet) -> WriteSet:
    """The write set with something otherwise. `state` is about that in which the call began."""
    written = {write.key: write.record for write in did.writes}
    match draw(st.integers(0, 7)):
        case 0:
            return _draw_failed(draw, did)
        case 1 | 2 | 3:
            changed = _draw_moved(draw, state, written)
        case 4 | 5 | 6:
            changed = {**written, **dict([_draw_record(draw, state)])}
        case _:
            changed = _draw_otherwise(draw, written)
    return replace(did, writes=tuple(Write(key, changed[key]) for key in sorted(changed)))


def _draw_failed(draw: Draw, did: WriteSet) -> WriteSet:
    """As if it had failed, with one or more of what only succeeds."""
    told = did.events or (Event(bytes(32), b"told", 1),)
    kept = draw(st.sets(st.sampled_from(("value", "events", "writes")), max_size=2))
    number: int = draw(st.sampled_from(CODES)) if draw(st.integers(0, 2)) else draw(st.sampled_from(CODES[:2]))
    return replace(
        did,
        outcome=number,
        value=1 if "value" in kept else None,
        events=told if "events" in kept else (),
        writes=did.writes if "writes" in kept else (),
    )


def _draw_moved(draw: Draw, state: State, written: Writes) -> Writes:
    """Somebody has more, and another as much less, or more or less than that, or nothing: of SSP, of a coin, or of one and another."""
    amount: int = draw(st.sampled_from(STEPS))
    changed = dict(written)
    _add(draw, state, changed, amount)
    if draw(st.integers(0, 2)):
        _add(draw, state, changed, -amount + draw(st.sampled_from((0, 0, 0, 1, -1))))
    return changed


def _add(draw: Draw, state: State, changed: Writes, amount: int) -> None:
    """Add to what some have, in place; to one as much as it can have, and the rest to others."""
    of_accounts = draw(st.booleans())
    coin = draw(st.sampled_from((SSP, SSP, *sorted(state.coins), b"\x07" * 32)))
    holders = draw(st.permutations(sorted({*PEOPLE, *state.accounts})))
    keys: list[RecordKey] = [(Table.ACCOUNTS, who) if of_accounts else (Table.HOLDINGS, (coin, who)) for who in holders]
    # Those whose records are written already come first: of these is known what they have by then.
    for key in sorted(keys, key=lambda each: write_key(each) not in changed):
        named = write_key(key)
        record = changed.get(named) or record_bytes(state, key)
        fields = decode_fields(record) if record else [0, 0] if of_accounts else [0]
        if type(fields) is not list or not fields or type(fields[0]) is not int:
            continue
        after = min(max(fields[0] + amount, 0), MAX_AMOUNT)
        if after != fields[0]:
            amount -= after - fields[0]
            after_fields = [after, *fields[1:]]
            changed[named] = dumps(after_fields) if any(after_fields) else b""
        if not amount:
            return


def _draw_record(draw: Draw, state: State) -> tuple[bytes, bytes]:
    """A write of a record, present or not, of one of the tables that calls write or of another; with what could stand there, or could not."""
    contracts = sorted(state.contracts.contracts)
    somebody = draw(st.sampled_from((*PEOPLE, b"\x07" * 32)))
    coin = draw(st.sampled_from((bytes(32), *sorted(state.coins))))
    contract = draw(st.sampled_from(contracts)) if contracts and draw(st.integers(0, 2)) else somebody
    machine = draw(st.sampled_from((*sorted(state.contracts.standings), contract)))
    keys: tuple[RecordKey, ...] = (
        (Table.ACCOUNTS, somebody),
        (Table.HOLDINGS, (coin, somebody)),
        (Table.STORED, (contract, draw(st.sampled_from((b"count", b"n", b"\xff" * MAX_KEY_BYTES, b"\xff" * (MAX_KEY_BYTES + 1)))))),
        (Table.STANDINGS, machine),
        (Table.CONTRACTS, contract),
    )
    key = draw(st.sampled_from(keys))
    present = record_bytes(state, key) or b""
    fields = decode_fields(present) if present else []
    resources = fields[1] if key[0] == Table.STANDINGS and isinstance(fields, list) and fields else []
    held, nonce = fields if key[0] == Table.ACCOUNTS and isinstance(fields, list) and fields else (0, 0)
    values = {
        Table.ACCOUNTS: tuple(dumps(each) for each in ([held, nonce + 1], [held, nonce], [held, max(nonce - 1, 0)], [held + 1, nonce])),
        Table.HOLDINGS: (dumps([0]), dumps([5])),
        Table.STORED: (
            *[dumps([dumps(value)]) for value in (None, None, 5, b"", True, 2**63, [5], bytes(MAX_SCALAR_BYTES), bytes(MAX_SCALAR_BYTES + 1))],
            dumps([b""]),
        ),
        Table.STANDINGS: tuple(dumps([name, resources]) for name in (b"lit", b"dark", b"off", b"", b"a" * 33)),
    }
    return write_key(key), draw(st.sampled_from((*values.get(key[0], ()), present, b"", b"\x80")))


def _draw_otherwise(draw: Draw, written: Writes) -> Writes:
    """A record that was written less, with a field otherwise, or under another's key."""
    if not written:
        return {b"\x00": b""}
    key = draw(st.sampled_from(sorted(written)))
    fields = decode_fields(written[key]) if written[key] else []
    way = draw(st.integers(0, 3))
    if way == 0 or not isinstance(fields, list) or not fields:
        return {each: record for each, record in written.items() if each != key}
    if way == 1:
        other = draw(st.sampled_from(sorted(written)))
        return {**written, other: written[key]}
    place = draw(st.integers(0, len(fields) - 1))
    value = fields[place]
    changed = value + draw(st.sampled_from((1, -1, 2**32))) if type(value) is int else draw(st.sampled_from((None, 0, b"", b"\x00", [])))
    return {**written, key: dumps([*fields[:place], changed, *fields[place + 1 :]])}
