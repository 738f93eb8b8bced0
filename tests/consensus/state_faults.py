"""States of the suite with one thing wrong, and what is then applied to them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import IntEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from suites import committed_suite

from reference.codes import Reject
from reference.numbers import Length, Range
from reference.parameters import MINIMAL, SSP_SUPPLY
from reference.state.consensus_tables import Consensus
from reference.state.records import contents
from reference.state.state import State
from reference.state.tables import FORMS, Table
from reference.transition import Rejected, apply_block
from reference.wire.consensus_bodies import Delegate, DelegationClaim, DelegationRelease, DelegationWithdraw, UpgradePropose, UpgradeVote
from reference.wire.transaction import Body
from vectors.batch import Batch
from vectors.build import ALICE, BOB, CAROL, PRODUCER, transaction
from vectors.case import Case, Kind
from vectors.chain import agent_key, all_votes, good_block
from vectors.json_form import to_json
from vectors.json_text import Json, canonical, members
from vectors.keys import KeyPair
from vectors.state_form import read_state, write_state
from vectors.table_forms import CONSENSUS, name_of

STRANGERS = (bytes(32), agent_key(0).account, agent_key(7).account)
"""What an identifier is changed to: none, an agent in most states, an agent in few."""

TERM = MINIMAL.agents * MINIMAL.term_rounds
AHEAD = (1, MINIMAL.checkpoint_slots, TERM, 2 * TERM, 9 * TERM)
"""How many slots after the head the blocks lie that are applied."""

STRIDE = 3
"""How many slots each block of a chain is after the one before: two of three slots are missed."""

PEOPLE = {pair.account: pair for pair in (ALICE, BOB, CAROL, *(agent_key(number) for number in range(20)))}
"""Whoever has delegated something in a state of the suite."""


@dataclass(frozen=True, slots=True)
class Start:
    """A state that fits together, and what can be applied to it."""

    state: State
    inputs: tuple[tuple[Kind, dict[str, Json]], ...]
    """The kind and the input of each case that is made of it, but for its state."""


@cache
def starts() -> tuple[Start, ...]:
    """The states that cases of the minimal preset begin with, each once, early enough that there are slots ahead.

    To each its cases' own blocks and deliveries can be applied, later blocks, and transactions.
    """
    found: dict[str, tuple[State, list[tuple[Kind, dict[str, Json]]]]] = {}
    for case in committed_suite():
        if case.preset != MINIMAL.name or case.kind not in (Kind.APPLY, Kind.FOLLOW):
            continue
        given = members(case.input)
        text, state = canonical(given["state"]), read_state(given["state"], MINIMAL)
        if state.head.slot < 2**32 and state.consensus.eras:  # where there is no set, nobody makes later blocks
            inputs = found.setdefault(text, (state, []))[1]
            inputs.append((case.kind, _without_state(case)))
    return tuple(Start(state, ((Kind.APPLY, later_blocks(state)), (Kind.TRANSACT, transactions(state)), *inputs)) for state, inputs in found.values())


def _without_state(case: Case) -> dict[str, Json]:
    return {name: value for name, value in members(case.input).items() if name != "state"}


def later_blocks(state: State) -> dict[str, Json]:
    """Good blocks on a state, each with the votes that it can have: of a state with a fault each still enters its slot."""
    blocks = []
    for ahead in AHEAD:
        slot = state.head.slot + ahead
        with suppress(Reject):  # A version that nobody knows may begin in between.
            blocks.append(good_block(state, slot, votes=all_votes(state, slot)).hex())
    return {"blocks": blocks}


def own_blocks(state: State) -> dict[str, list[Json]]:
    """A chain of good blocks on a state that may have a fault, as long as there are such blocks, through the end of a term.

    Where an agent is somebody whose key is unknown there are none.
    """
    blocks: list[Json] = []
    if not set(state.consensus.agents) <= set(PEOPLE):
        return {"blocks": blocks}
    end = state.head.slot + TERM + MINIMAL.checkpoint_slots
    while state.head.slot < end:
        slot = state.head.slot + STRIDE
        try:
            data = good_block(state, slot, votes=all_votes(state, slot))
        except Reject:
            break
        blocks.append(data.hex())
        applied = apply_block(state, data)
        if isinstance(applied, Rejected):
            break
        state = applied.state
    return {"blocks": blocks}


def transactions(state: State) -> dict[str, Json]:
    """Batches of everything that can be done with each delegation, at once and some terms later, when it has ended."""
    bodies: list[tuple[KeyPair, Body]] = [(ALICE, Delegate(agent_key(0).account, 1)), (ALICE, UpgradePropose(state.consensus.upgrade.version + 1))]
    for holder, agent, made in state.consensus.delegations:
        each = [UpgradeVote(agent, made, True), DelegationClaim(agent, made), DelegationWithdraw(agent, made), DelegationRelease(agent, made)]
        bodies += [(PEOPLE[holder], body) for body in each]
    batches = []
    for ahead in (1, 4 * TERM, 12 * TERM):
        signed = [transaction(state, sender, body, nonce=1_000 * ahead + place) for place, (sender, body) in enumerate(bodies)]
        batches.append(Batch(state.head.slot + ahead, PRODUCER.account, tuple(signed)))
    return {"batches": [to_json(Batch, batch) for batch in batches]}


@cache
def faults(start: int) -> tuple[Consensus, ...]:
    """What consensus could remember in a state, with one record dropped, copied, moved or altered, each field to values near and far."""
    state = starts()[start].state
    return tuple(changed for table in CONSENSUS.tables for changed in _in_table(state, table))


def together(state: State, first: Consensus, second: Consensus) -> Consensus:
    """What consensus remembers of a state with the faults of both, where they are in different tables; of one table that of the second."""
    changed = {name_of(table): contents(replace(state, consensus=second), table) for table in CONSENSUS.tables}
    kept = {name: held for name, held in changed.items() if held != getattr(state.consensus, name)}
    return replace(first, **kept)


def _in_table(state: State, table: Table) -> Iterator[Consensus]:
    held, form, name = contents(state, table), FORMS[table], name_of(table)
    if not form.key:
        yield from (replace(state.consensus, **{name: record}) for record in (form.absent, *altered(held, form.record)))
        return
    for key, record in held.items():
        yield replace(state.consensus, **{name: held.delete(key)})
        yield from (replace(state.consensus, **{name: held.set(key, other)}) for other in altered(record, form.record))
        for elsewhere in _other_keys(key, form.key):
            yield replace(state.consensus, **{name: held.set(elsewhere, record)})
            yield replace(state.consensus, **{name: held.delete(key).set(elsewhere, record)})


def _other_keys(key: Any, kinds: tuple[Any, ...]) -> Iterator[Any]:
    if len(kinds) == 1:
        yield from altered(key, kinds[0])
        return
    for place, kind in enumerate(kinds):
        yield from ((*key[:place], part, *key[place + 1 :]) for part in altered(key[place], kind))


def altered(value: Any, declared: Any) -> Iterator[Any]:
    """Other values of a declared type, each different from this one in one place."""
    base, *notes = get_args(declared) if get_origin(declared) is Annotated else (declared,)
    if base is bool:
        yield not value
    elif base is int:
        (allowed,) = [note for note in notes if isinstance(note, Range)]
        near = {value - 1, value + 1, allowed.low, allowed.high} - {value}
        yield from sorted(other for other in near if allowed.low <= other <= allowed.high)
    elif base is bytes:
        (size,) = [note for note in notes if isinstance(note, Length)]
        others = STRANGERS if size.low == size.high else (b"", value[:-1], value + b"\0", b"\xff" * len(value), b"\xff" * size.high)
        yield from (other for other in others if other != value)
    elif get_origin(base) is tuple:
        yield from _other_entries(value, get_args(base)[0])
    elif isinstance(base, type) and issubclass(base, IntEnum):
        yield from (other for other in base if other is not value)
    elif is_dataclass(value) and not isinstance(value, type):
        hints = get_type_hints(base, include_extras=True)
        for field in fields(value):
            yield from (replace(value, **{field.name: other}) for other in altered(getattr(value, field.name), hints[field.name]))


def _other_entries(entries: tuple[Any, ...], kind: Any) -> Iterator[tuple[Any, ...]]:
    if not entries:
        return
    yield ()
    yield entries[::-1]
    for place, entry in enumerate(entries):
        yield entries[:place] + entries[place + 1 :]
        yield (*entries[: place + 1], *entries[place:])
        yield from ((*entries[:place], other, *entries[place + 1 :]) for other in altered(entry, kind))


def written(state: State, consensus: Consensus) -> Json:
    """The state that remembers this, as a case writes it; the ecosystem pool makes up for SSP that is missing or too much, where it can."""
    at_stake = sum(agent.bond for agent in consensus.agents.values()) + sum(held.amount for held in consensus.delegations.values()) + consensus.upgrade.bond
    pots = state.pots
    rest = SSP_SUPPLY - at_stake - pots.deposits - pots.rewards - sum(account.balance for account in state.accounts.values())
    return write_state(replace(state, consensus=consensus, pots=replace(pots, ecosystem=max(rest, 0))))
