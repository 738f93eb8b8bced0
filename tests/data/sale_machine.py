"""A sale as the chain's own transitions let two parties and the clock play it: every state that can be reached, and what is wrong in any of them."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from reference.agent.chunks import chunk_root
from reference.codes import Reject
from reference.data.data_transactions import apply_data_body
from reference.data.delivery import encrypt_measurement
from reference.data.readers import who_may_read
from reference.numbers import Slot
from reference.state.access import DataSale, Tariff
from reference.state.coin_terms import SSP
from reference.state.data_state import get_access, get_consent, get_data_sale
from reference.state.listing import Stage
from reference.state.state import State, get_account
from reference.wire.data_bodies import ConsentGrant, ConsentRevoke, DataBody
from vectors.sales import CHUNKS, MEASURED, OTHERWISE, signed
from vectors.scenarios.asset_places import ASSET_ID, DATA_KEY, OWNER
from vectors.scenarios.sale_places import (
    ACCUSE,
    BUY,
    BUYER,
    CLOSE,
    CONSENT,
    INSURED,
    NOW,
    OTHER,
    PRICE,
    REFUND,
    RIGHT,
    SERIES_ID,
    SOLD,
    WRONG,
    accuse_chunk,
    delivery,
    sale_place,
)

MARGIN = 2
"""The slots of two rounds of a chain with one agent."""

DELIVER, COMPLAIN = 2 * MARGIN + 2, MARGIN + 2
"""A slot more than the shortest times that an offer may give."""

LAST = NOW + DELIVER + COMPLAIN + 1
"""The last slot that is looked at. Whoever buys does so in the first."""

BROKEN = (*CHUNKS[:2], encrypt_measurement(DATA_KEY, 2, OTHERWISE, signed(2, MEASURED[2])), *CHUNKS[3:])
"""Chunks of which one is not what the chip has signed."""


@dataclass(frozen=True, slots=True)
class World:
    """Where a sale stands, and what the parties have done that no state remembers."""

    slot: Slot
    sale: DataSale
    paid: bool
    """Whether it is remembered that the buyer has paid; and that it was refunded with the key. The slots decide nothing."""
    refunded: bool
    consented: bool
    buyer: int
    owner: int
    fees: int
    key: str = "none"
    """Which key the buyer was delivered last."""
    returned: str = "no"
    """By what it got its money back."""
    bought: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """All worlds that can be reached, and what can be done in each."""

    worlds: dict[World, dict[str, World]]
    states: dict[World, State]
    broken: bool


def explored(broken: bool, until: str | None = None) -> Machine:
    """Play everything that can be played, with a chunk that is wrong or with none; or until a promise is broken, since with a fault there may be no end."""
    chunks = BROKEN if broken else CHUNKS
    tariff = Tariff(PRICE, DELIVER, COMPLAIN)
    state = sale_place(assets={ASSET_ID: replace(SOLD, root=chunk_root(chunks))}, tariffs={(OWNER.account, ASSET_ID, SSP): tariff})
    state = replace(state, chain=replace(state.chain, parameters=replace(state.chain.parameters, agents=1)))
    first = world_of(
        state, World(NOW, get_data_sale(state, (ASSET_ID, BUYER.account)), paid=False, refunded=False, consented=True, buyer=0, owner=0, fees=0), NOW
    )
    worlds: dict[World, dict[str, World]] = {}
    states, ahead = {first: state}, deque([first])
    machine = Machine(worlds, states, broken)
    while ahead:
        world = ahead.popleft()
        if world in worlds:
            continue
        worlds[world] = {}
        for name, after, reached in moves(world, states[world], chunks):
            worlds[world][name] = after
            states.setdefault(after, reached)
            ahead.append(after)
        if until is not None and until in _broken(machine, world, worlds[world]):
            break
    return machine


def world_of(state: State, before: World, slot: Slot, **ghost: object) -> World:
    """What matters of a state."""
    access = get_access(state, (ASSET_ID, BUYER.account, BUY.use))
    read = replace(
        before,
        slot=slot,
        sale=get_data_sale(state, (ASSET_ID, BUYER.account)),
        paid=access.paid > 0,
        refunded=access.refunded > 0,
        consented=get_consent(state, CONSENT).until > slot,
        buyer=get_account(state, BUYER.account).balance,
        owner=get_account(state, OWNER.account).balance,
        fees=state.pots.fees,
    )
    return replace(read, **ghost)  # type: ignore[arg-type]


@cache
def asked(chunks: tuple[bytes, ...]) -> dict[str, tuple[bytes, DataBody]]:
    """Everything that somebody can ask for, and who does."""
    owner, buyer = OWNER.account, BUYER.account
    return {
        "buy": (buyer, replace(BUY, deliver_slots=DELIVER, complain_slots=COMPLAIN)),
        "right": (owner, delivery(RIGHT)),
        "wrong": (owner, delivery(WRONG)),
        "refund": (owner, REFUND),
        "revoke": (owner, ConsentRevoke(CONSENT[1])),
        "grant": (owner, ConsentGrant(CONSENT[1], INSURED.scope, INSURED.use, INSURED.reader, NOW, INSURED.until)),
        "accuse key": (buyer, ACCUSE),
        "accuse chunk": (buyer, accuse_chunk(2, chunks)),
        "close": (OTHER.account, CLOSE),
    }


def moves(world: World, state: State, chunks: tuple[bytes, ...]) -> Iterator[tuple[str, World, State]]:
    """What can follow: what somebody asks for and is not refused, or that a slot passes."""
    if world.slot < LAST:
        yield "wait", replace(world, slot=world.slot + 1), state
    for name, (sender, body) in asked(chunks).items():
        if (name == "buy" and world.slot != NOW) or (name == "grant" and world.consented):
            continue
        try:
            after = apply_data_body(state, sender, body, world.slot)
        except Reject:
            continue
        yield name, world_of(after, world, world.slot, **ghost_of(name)), after


def ghost_of(name: str) -> dict[str, object]:
    """What the parties know after a move that no state remembers."""
    match name:
        case "right" | "wrong":
            return {"key": name}
        case "buy":
            return {"key": "none", "returned": "no", "bought": True}
        case "refund" | "accuse key" | "accuse chunk":
            return {"returned": name}
        case _:
            return {}


def is_over(world: World) -> bool:
    """Whether there was a sale, and it is ended."""
    return world.bought and world.sale.escrow.stage is Stage.NONE


def violations(machine: Machine) -> set[str]:
    """Which of the promises of a sale are broken somewhere."""
    return {broken for world, following in machine.worlds.items() for broken in _broken(machine, world, following)}


def _broken(machine: Machine, world: World, following: dict[str, World]) -> Iterator[str]:
    first = next(iter(machine.worlds))
    stage, held = world.sale.escrow.stage, world.sale.escrow.price if world.sale.escrow.stage is not Stage.NONE else 0
    paid, back = world.buyer == first.buyer - PRICE, world.buyer == first.buyer
    good = world.key == "right" and not machine.broken
    if world.buyer + world.owner + world.fees + held != first.buyer + first.owner + first.fees:
        yield "money is made or lost"
    if is_over(world) and not (paid or back):
        yield "the buyer has a part of its money"
    if is_over(world) and paid and world.key == "none":
        yield "the buyer has neither the key nor its money"
    if is_over(world) and good and back and world.returned != "refund":
        yield "the owner has revealed the key and not been paid"
    if is_over(world) and back and world.owner + world.fees != first.owner + first.fees:
        yield "the owner is paid for nothing"
    fresh = stage is Stage.DELIVERED and world.slot < world.sale.escrow.deadline
    if fresh and not good and not {"accuse key", "accuse chunk"} & set(following):
        yield "a wrong delivery cannot be complained about in time"
    if good and {"accuse key", "accuse chunk"} & set(following):
        yield "a lie is upheld"
    if {"accuse key", "accuse chunk"} & set(following) and not fresh:
        yield "a complaint is upheld too late, or about nothing"
    sent = {"right", "wrong"} & set(following)
    if sent and (not world.consented or held != PRICE):
        yield "a key is delivered without consent or money"
    if sent and world.slot + MARGIN >= world.sale.escrow.deadline:
        yield "a key is delivered that may be kept out of the blocks"
    if stage is not Stage.NONE and world.slot >= world.sale.escrow.deadline and "close" not in following:
        yield "a sale cannot be ended"
    if stage is not Stage.NONE and world.slot < world.sale.escrow.deadline and "close" in following:
        yield "a sale is ended before its time"
    named = {each.why.name for each in who_may_read(machine.states[world], OWNER.account, SERIES_ID, ASSET_ID, world.slot) if each.reader == BUYER.account}
    if world.key == "right" and not named & {"DELIVERED", "PAID", "REFUNDED"}:
        yield "who holds the key is not named"
    if world.key == "none" and named & {"DELIVERED", "PAID"} and back:
        yield "somebody is named that holds nothing"
