"""States from outside that remember orders: those that the rules of orders have made, and others; and the money that is held for them."""

from collections.abc import Iterable
from dataclasses import replace

from reference.agent.services import service_id
from reference.state.chip import Binding
from reference.state.coin import coin_id
from reference.state.listing import HIGHEST_PRICE, Stage
from reference.state.order import ANSWER_SLOTS, NO_METER, Meter, Order, Phase, Terms, Waits
from reference.state.state import State
from reference.wire.listing_bodies import MAX_WAIT
from vectors.case import Case
from vectors.scenarios.chip_places import KEY, OTHER_SERIAL, outside_case
from vectors.scenarios.service_places import (
    CONSUMER,
    COST,
    DATA,
    FIRST,
    ORDER,
    PROVIDER,
    SERVING,
    TERMS,
    begun,
    order_in,
    service_place,
    with_order,
)

RULES = ("STATE-10", "DELIVERY-14", "DELIVERY-12")

NOW = 40
"""The slot of the head of every state here."""

DUE = FIRST.units * TERMS.price
CONFIRMED = order_in(Phase.CONFIRMED, meter=FIRST, paid=DUE)
SETTLED = order_in(Phase.SETTLED, meter=FIRST, paid=DUE)
DISPUTED = replace(begun(), phase=Phase.DISPUTED, claimed=FIRST.units + TERMS.granule)


def order_state_cases() -> list[Case]:
    """Every phase as it can be, and with each thing that it cannot be."""
    return [*_possible(), *_money(), *_impossible(), *_elsewhere()]


def _possible() -> Iterable[Case]:
    whole = Meter(sequence=2**32 - 1, units=TERMS.quantity, slot=2**64 - 1)
    dear = replace(TERMS, price=HIGHEST_PRICE // TERMS.quantity)
    orders = {
        "offered": order_in(Phase.OFFERED),
        "offered without a deposit, as long as can be": order_in(Phase.OFFERED, deposit=0, deadline=NOW + MAX_WAIT),
        "offered, of as high a cost as can be": order_in(Phase.OFFERED, terms=dear),
        "ordered": order_in(Phase.ORDERED),
        "funded": order_in(Phase.FUNDED),
        "delivering": begun(),
        "delivering, and nothing metered": _paid(begun(meter=NO_METER), 0),
        "confirmed by a receipt of no units": _paid(order_in(Phase.CONFIRMED, meter=replace(FIRST, units=0)), 0),
        "delivering, and all is paid": begun(meter=whole, paid=COST, escrow=replace(begun().escrow, price=0)),
        "disputed, a whole granule claimed": DISPUTED,
        "disputed, the deposit lost, nothing claimed": replace(DISPUTED, claimed=0, deposit=0),
        "confirmed, something still due": replace(CONFIRMED, paid=0, escrow=replace(CONFIRMED.escrow, price=COST)),
        "confirmed": CONFIRMED,
        "settled": SETTLED,
        "its deadline is over": order_in(Phase.FUNDED, deadline=1),
    }
    for why, order in orders.items():
        yield outside_case(RULES, why, with_order(order))


def _money() -> Iterable[Case]:
    """What is held for an order is part of all SSP, or of the coin's supply."""
    gate = coin_id("GATE")
    free = replace(TERMS, fee_ppm=0)
    held = order_in(Phase.FUNDED, terms=free, coin=gate)
    yield outside_case((*RULES, "STATE-2"), "in an IoT_Coin, whose supply it is part of", service_place({ORDER: held}, gate={CONSUMER: 5}))
    for why, order in (("a unit more in escrow", _priced(begun(), 1)), ("a unit less deposited", begun(deposit=4_999))):
        state = with_order(begun())
        yield outside_case((*RULES, "STATE-2"), f"{why} than all SSP allows: refused", _with(state, order))


def _impossible() -> Iterable[Case]:
    half = replace(FIRST, sequence=0)
    far = {"fund_slots": (Phase.ORDERED, 20), "start_slots": (Phase.FUNDED, 30), "liable_slots": (Phase.CONFIRMED, 50)}
    dear = replace(TERMS, price=HIGHEST_PRICE // TERMS.quantity + 1)
    orders: dict[str, Order] = {
        "with oneself": order_in(Phase.OFFERED, consumer=PROVIDER.account),
        "at no price": order_in(Phase.OFFERED, terms=replace(TERMS, price=0)),
        "of no units": order_in(Phase.OFFERED, terms=replace(TERMS, quantity=0)),
        "of a higher cost than can be held": order_in(Phase.OFFERED, terms=dear),
        "with no granule": order_in(Phase.OFFERED, terms=replace(TERMS, granule=0)),
        "with a granule of more than is ordered": order_in(Phase.OFFERED, terms=replace(TERMS, granule=TERMS.quantity + 1)),
        "metered beyond what is ordered": _paid(begun(meter=replace(FIRST, units=TERMS.quantity + 1)), COST),
        "confirmed, metered beyond what is ordered, and nothing paid": _paid(replace(CONFIRMED, meter=replace(FIRST, units=TERMS.quantity + 1)), 0),
        "metered by no receipt": begun(meter=half),
        "with a fee for holding": begun(escrow=replace(begun().escrow, holding=1)),
        "offered for longer than can be": order_in(Phase.OFFERED, deadline=NOW + MAX_WAIT + 1),
        "with more time to deliver than was agreed on": begun(escrow=replace(begun().escrow, deadline=NOW + 500 + ANSWER_SLOTS + 1)),
        "offered, with money": _priced(order_in(Phase.OFFERED), 1),
        "ordered, with an escrow": replace(order_in(Phase.ORDERED), escrow=replace(order_in(Phase.ORDERED).escrow, stage=Stage.HELD)),
        "offered, and paid": replace(order_in(Phase.OFFERED), paid=250),
        "offered, and metered": order_in(Phase.OFFERED, meter=replace(FIRST, units=0)),
        "funded, and claimed": order_in(Phase.FUNDED, claimed=1),
        "funded, and served": order_in(Phase.FUNDED, serving=SERVING),
        "funded, without an escrow": replace(order_in(Phase.FUNDED), escrow=replace(order_in(Phase.FUNDED).escrow, stage=Stage.NONE)),
        "funded, and delivered": replace(order_in(Phase.FUNDED), escrow=replace(order_in(Phase.FUNDED).escrow, stage=Stage.DELIVERED)),
        "with a unit too much for what is paid": _priced(begun(), 1),
        "paid for a unit that is not metered": _paid(begun(), DUE + TERMS.price),
        "a metered unit unpaid": _paid(begun(), DUE - TERMS.price),
        "delivering, and claimed": begun(claimed=FIRST.units + 1),
        "claimed beyond the granule": replace(DISPUTED, claimed=FIRST.units + TERMS.granule + 1),
        "claimed beyond what is ordered": _last(TERMS.quantity + 1),
        "confirmed by no receipt": order_in(Phase.CONFIRMED),
        "confirmed, and claimed": replace(CONFIRMED, claimed=FIRST.units),
        "confirmed, and paid for a unit that is not metered": _paid(CONFIRMED, DUE + TERMS.price),
        "settled, with money": _priced(SETTLED, 1),
        "settled, with an escrow": replace(SETTLED, escrow=replace(SETTLED.escrow, stage=Stage.HELD)),
        "settled, a unit unpaid": replace(SETTLED, paid=DUE - TERMS.price),
        "settled by no receipt": order_in(Phase.SETTLED),
        "in an IoT_Coin, with a fee": order_in(Phase.OFFERED, coin=coin_id("GATE"), deposit=0),
        **{f"with more than {name}": replace(_of(phase), escrow=replace(_of(phase).escrow, deadline=NOW + most + 1)) for name, (phase, most) in far.items()},
    }
    for why, order in orders.items():
        yield outside_case(RULES, f"{why}: refused", with_order(order))
    yield outside_case((*RULES, "STATE-1"), "closed, and stored: refused", _with(service_place(), order_in(Phase.CLOSED, deposit=0)))
    latest = {name: replace(_of(phase), escrow=replace(_of(phase).escrow, deadline=NOW + most)) for name, (phase, most) in far.items()}
    latest["deliver_slots"] = begun(escrow=replace(begun().escrow, deadline=NOW + 500 + ANSWER_SLOTS))
    for why, order in latest.items():
        yield outside_case(RULES, f"with all of {why}", with_order(order))


def _elsewhere() -> Iterable[Case]:
    """What other tables must know."""
    gate = coin_id("NIX")
    free = replace(TERMS, fee_ppm=0)
    stranger = begun(serving=Binding(KEY[0], OTHER_SERIAL))
    yield outside_case(RULES, "of a type of service that nobody has registered: refused", with_order(begun(service=service_id(DATA))))
    coinless = _with(service_place(), order_in(Phase.OFFERED, terms=free, coin=gate, deposit=0))
    yield outside_case((*RULES, "STATE-2"), "in a coin that there is not, with nothing held: refused", coinless)
    yield outside_case(RULES, "served by a chip that nobody has registered: refused", with_order(stranger))
    yield outside_case(RULES, "served by another's chip: refused", with_order(begun(provider=bytes([7]) * 32)))
    longest = Terms(1, 1, 1, 0, Waits(MAX_WAIT, MAX_WAIT, MAX_WAIT, 604_800, MAX_WAIT))
    yield outside_case(RULES, "of one unit, at the least price, on the longest terms", with_order(order_in(Phase.FUNDED, terms=longest)))


def _of(phase: Phase) -> Order:
    return CONFIRMED if phase is Phase.CONFIRMED else order_in(phase)


def _priced(order: Order, more: int) -> Order:
    return replace(order, escrow=replace(order.escrow, price=order.escrow.price + more))


def _paid(order: Order, paid: int) -> Order:
    """The same where so much is paid, and the escrow has the rest."""
    return replace(order, paid=paid, escrow=replace(order.escrow, price=COST - paid))


def _last(claimed: int) -> Order:
    """Disputed just before all is delivered."""
    near = Meter(sequence=9, units=TERMS.quantity - 1, slot=39)
    return _paid(replace(DISPUTED, meter=near, claimed=claimed), near.units * TERMS.price)


def _with(state: State, order: Order) -> State:
    return replace(state, smart_agents=replace(state.smart_agents, orders=state.smart_agents.orders.set(ORDER, order)))
