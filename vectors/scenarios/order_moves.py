"""Orders moved by transactions: every row of the table, by whom it may be done and by others, on both sides of the deadline, and what it pays."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reference.agent.order_moves import MOVES, Event, Move, Party, When
from reference.state.order import Order, Phase
from reference.wire.order_bodies import (
    OrderAccept,
    OrderBegin,
    OrderBody,
    OrderClaim,
    OrderClose,
    OrderConfirm,
    OrderContest,
    OrderFund,
    OrderPay,
    OrderSettle,
    OrderWithdraw,
)
from vectors.build import BOB
from vectors.case import Case
from vectors.keys import KeyPair
from vectors.scenarios.coin_places import told_over_time
from vectors.scenarios.service_places import CONSUMER, FIRST, ORDER, PROVIDER, TERMS, begun, order_in, receipt, with_order

NOW, DEADLINE = 45, 60
"""A slot before the deadline, which is that of every order here."""

DUE = FIRST.units * TERMS.price

ORDERS: dict[Phase, Order] = {
    Phase.OFFERED: order_in(Phase.OFFERED, deadline=DEADLINE),
    Phase.ORDERED: order_in(Phase.ORDERED, deadline=DEADLINE),
    Phase.FUNDED: order_in(Phase.FUNDED, deadline=DEADLINE),
    Phase.DELIVERING: replace(begun(), escrow=replace(begun().escrow, deadline=DEADLINE)),
    Phase.DISPUTED: replace(begun(), phase=Phase.DISPUTED, claimed=FIRST.units + 7, escrow=replace(begun().escrow, deadline=DEADLINE)),
    Phase.CONFIRMED: order_in(Phase.CONFIRMED, meter=replace(FIRST, units=107), paid=DUE, deadline=DEADLINE),
    Phase.SETTLED: order_in(Phase.SETTLED, meter=FIRST, paid=DUE, deadline=DEADLINE),
}
"""An order in each phase."""

SENDERS: dict[Party, Sequence[KeyPair]] = {
    Party.CONSUMER: (CONSUMER,),
    Party.PROVIDER: (PROVIDER,),
    Party.BOTH: (BOB, CONSUMER, PROVIDER),
    Party.ANYBODY: (BOB, CONSUMER, PROVIDER),
}
"""Who may send what is a party's to do: what both have signed anybody may."""

RULES: dict[Event, tuple[str, ...]] = {
    Event.ORDER: ("DELIVERY-26",),
    Event.FUND: ("DELIVERY-27", "ESCROW-5"),
    Event.WITHDRAW: ("DELIVERY-28",),
    Event.BEGIN: ("DELIVERY-29",),
    Event.PAY: ("DELIVERY-31", "DELIVERY-30", "RECEIPT-2", "RECEIPT-3", "METER-1", "SETTLE-4"),
    Event.CONFIRM: ("DELIVERY-33", "DELIVERY-32", "RECEIPT-2", "RECEIPT-3", "METER-1"),
    Event.CLAIM: ("DELIVERY-34", "METER-5"),
    Event.CONTEST: ("DELIVERY-35",),
    Event.SETTLE: ("DELIVERY-36", "SETTLE-5"),
    Event.CLOSE: ("DELIVERY-37", "METER-6"),
}
"""The rules of each event that a transaction makes."""

MOVED = ("DELIVERY-5", "DELIVERY-15", "DELIVERY-16", "DELIVERY-17", "DELIVERY-18", "DELIVERY-21")


def order_move_cases() -> list[Case]:
    """A row at a time; then what each phase does not know, and what is closed."""
    return [*(case for move in MOVES if move.party is not Party.RULE for case in _row(move)), *_impossible()]


def body_of(event: Event, units: int = 107) -> OrderBody:
    """A transaction that makes this event of the order; where it shows a receipt, of so many units."""
    plain: dict[Event, OrderBody] = {
        Event.ORDER: OrderAccept(ORDER),
        Event.FUND: OrderFund(ORDER),
        Event.WITHDRAW: OrderWithdraw(ORDER),
        Event.BEGIN: OrderBegin(ORDER, bytes(32), bytes(32)),
        Event.CLAIM: OrderClaim(ORDER, FIRST.units + TERMS.granule),
        Event.CONTEST: OrderContest(ORDER),
        Event.SETTLE: OrderSettle(ORDER),
        Event.CLOSE: OrderClose(ORDER),
    }
    if event is Event.PAY:
        return OrderPay(*receipt(2, units, 44))
    return OrderConfirm(*receipt(2, units, 44, last=True)) if event is Event.CONFIRM else plain[event]


def _row(move: Move) -> Iterable[Case]:
    """All others fail, then it is done, and done by another who may it is too late; and it is tried on the other side of the deadline, or at it."""
    state, body = with_order(ORDERS[move.phase]), body_of(move.event)
    rules, name = (*RULES[move.event], *MOVED), f"{move.event.name} of {move.phase.name}"
    senders = SENDERS[move.party]
    done = [(pair, body) for pair in (*(pair for pair in (BOB, CONSUMER, PROVIDER) if pair not in senders), *senders[-2:])]
    if move.when is When.FROM:
        yield told_over_time(
            state, rules, f"{name}: a slot before the deadline it fails, at the deadline it is done", (DEADLINE - 1, [done[0]]), (DEADLINE, done)
        )
        return
    yield told_over_time(state, rules, f"{name}: whoever may not fails, then it is done", (NOW, done))
    missed = ", where it fails" if move.when is When.BEFORE else ""
    yield told_over_time(state, rules, f"{name}: in the slot of the deadline{missed}", (DEADLINE, [(senders[0], body)]))


def _impossible() -> Iterable[Case]:
    """In each phase all that the table does not have, by whoever may do it elsewhere; then all of it where there is no order."""
    known = {(move.phase, move.event) for move in MOVES}
    parties = {move.event: move.party for move in MOVES}
    parties[Event.WITHDRAW] = Party.CONSUMER
    for phase, order in ORDERS.items():
        strange = [event for event in RULES if (phase, event) not in known]
        steps = [(SENDERS[parties[event]][0], body_of(event)) for event in strange]
        yield told_over_time(with_order(order), ("DELIVERY-2", *MOVED[:1]), f"each fails: what is not done when {phase.name.lower()}", (NOW, steps))
    steps = [(SENDERS[parties[event]][0], body_of(event)) for event in RULES]
    yield told_over_time(
        with_order(replace(ORDERS[Phase.OFFERED])),
        ("DELIVERY-2", "DELIVERY-28"),
        "each fails: withdrawn, and so there is no order any more",
        (NOW, [(PROVIDER, OrderWithdraw(ORDER)), *steps]),
    )
