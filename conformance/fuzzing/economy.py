"""The profile `economy`: transactions of every kind of the economy, some of them sponsored, on a state that has a little of everything.

Each batch is made for the state that the ones before it leave: locks, listings, purchases and allowances are those that transactions before have made.
"""

from dataclasses import fields
from enum import IntEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from immutables import Map

from conformance.fuzzing.deals import draw_deals
from conformance.fuzzing.economy_bodies import ECONOMY_MAKERS
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.successes import TRIES
from conformance.fuzzing.tape import choices_of
from conformance.fuzzing.trade import Trade
from conformance.fuzzing.values import Draw
from reference.numbers import MAX_AMOUNT, PPM, Length, Range, Slot
from reference.parameters import MINIMAL
from reference.state.award import Award
from reference.state.coin import coin_id
from reference.state.coin_terms import NO_SUCCESSOR, SSP, CoinTerms
from reference.state.company import Company
from reference.state.economy_tables import Economy
from reference.state.placement import Placement
from reference.state.state import State
from reference.wire.coin_bodies import Spend
from reference.wire.economy_bodies import ECONOMY_KINDS
from reference.wire.listing_bodies import ListingSet, PurchaseDeliver
from reference.wire.transaction import CoinTransfer, PaidBody, Sponsored, Transfer
from vectors.batch import Batch
from vectors.build import ALICE, BOB, CAROL, after, batch, coin, found, transaction
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.state_form import write_state

PEOPLE = (ALICE, BOB, CAROL)

COINS = (SSP, coin_id("GATE"), b"\x07" * 32)
"""SSP, the coin that there is, and one that there is not."""

AMOUNTS = (0, 1, 2, 5, 10, 50, 100, 499, 500, 501, 5_000, MAX_AMOUNT)

AHEAD = (-1, 0, 0, 1, 1, 2, 5, 20, 21, 400, 2**33)
"""How far from the present a slot lies that a body names."""


@st.composite
def economies(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """A state with an economy, and the batches that are applied to it."""
    preset = draw(st.sampled_from((*presets, *[MINIMAL.name] * 3 * (MINIMAL.name in presets))))
    state = _founded(preset)
    written, slot, batches = write_state(state), state.head.slot, []
    for _ in range(draw(st.integers(1, 5))):
        slot += draw(st.sampled_from((0, 1, 1, 4, 5, 19, 20, 21)))
        sender = draw(st.sampled_from(PEOPLE))
        drawn = batch(state, [transaction(state, sender, _draw_asked(draw, slot))], slot=slot)
        batches.append(to_json(Batch, drawn))
        state = after(state, drawn)
    return Exchange(Kind.TRANSACT, preset, {"state": written, "batches": list(batches)})


@cache
def _founded(preset: str) -> State:
    """Everybody has SSP; Alice is a company, issues a freezable coin, and pays from the placement; and there is an award.

    Bob holds a little of the coin, Carol as much as anything may cost.
    """
    economy = Economy(
        companies=Map({ALICE.account: Company(deposit=1_000, metadata=bytes(32), coins=1)}),
        coin_terms=Map({coin_id("GATE"): CoinTerms(freezable=True, metadata=bytes(32), successor=NO_SUCCESSOR)}),
        award=Award(balance=10_000, share=100, last=2**20),
        placement=Placement(controller=ALICE.account, balance=5_000, outflows=0),
    )
    accounts = dict.fromkeys(PEOPLE, 10**13)
    return found(preset, accounts, [coin("GATE", ALICE, MAX_AMOUNT)], {("GATE", BOB): 500, ("GATE", CAROL): 2**62}, economy)


@st.composite
def dealings(draw: Draw) -> Exchange:
    """The same on a chain of the minimal preset, of transactions that mostly succeed."""
    return draw_deals(choices_of(draw), TRADE)


def _draw_asked(draw: Draw, slot: Slot) -> PaidBody | Sponsored:
    kind = draw(st.sampled_from((*ECONOMY_KINDS, Transfer)))
    body = _draw_record(draw, kind, slot)
    return Sponsored(draw(st.sampled_from(PEOPLE)).account, body) if draw(st.integers(0, 5)) == 5 else body


def _draw_record(draw: Draw, record: Any, slot: Slot) -> Any:
    hints = get_type_hints(record, include_extras=True)
    return record(**{each.name: _draw_field(draw, each.name, hints[each.name], slot) for each in fields(record)})


def _draw_field(draw: Draw, name: str, declared: Any, slot: Slot) -> Any:
    """A value of a field's type that means something to somebody, mostly."""
    base, *notes = get_args(declared) if get_origin(declared) is Annotated else (declared,)
    if base is bytes:
        return draw(st.sampled_from(COINS if name == "coin" else (*(pair.account for pair in PEOPLE), bytes(32))))
    if base is str:
        return draw(st.sampled_from(("GATE", "SUN", "A", "sun")))
    if base is bool:
        return draw(st.booleans())
    if get_origin(base) is tuple:
        length = next(note for note in notes if isinstance(note, Length))
        return tuple(_draw_record(draw, get_args(base)[0], slot) for _ in range(draw(st.integers(length.low, min(3, length.high)))))
    if isinstance(base, type) and issubclass(base, IntEnum):
        return draw(st.sampled_from(base))
    return _draw_number(draw, next(note for note in notes if isinstance(note, Range)), slot)


def _draw_number(draw: Draw, span: Range, slot: Slot) -> int:
    match span.high:
        case 0x7FFF_FFFF_FFFF_FFFF:
            values: tuple[int, ...] = AMOUNTS
        case 0xFFFF_FFFF_FFFF_FFFF:
            values = tuple(slot + step for step in AHEAD)
        case _:
            values = (0, 0, 1, 1, 2, 3, 5, 20, PPM // 4, PPM, span.high)
    number: int = draw(st.sampled_from(values))
    return min(max(number, span.low), span.high)


# What comes about seldom, and makes other things possible, is asked for more often.
KINDS = (*ECONOMY_KINDS, Transfer, CoinTransfer, *[Spend, ListingSet, PurchaseDeliver] * 2)

TRADE = Trade(lambda: _founded(MINIMAL.name), KINDS, PEOPLE, ECONOMY_MAKERS, sponsors=True, made_up=TRIES)
"""What histories are about that mostly succeed."""
