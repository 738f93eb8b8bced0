# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the moves of an order and of its money, whichever row of the table it is."""

from reference.agent.chips import check_service
from reference.agent.order_books import is_in_service
from reference.agent.order_moves import Event, Party
from reference.agent.order_steps import carry_out, party_of, step_of
from reference.agent.orders import find_move
from reference.numbers import AccountId, Slot
from reference.state.chip import ChipStage
from reference.state.listing import HIGHEST_PRICE, Stage
from reference.state.manufacturer import NO_RECALL, ManufacturerStanding, Recall
from reference.state.order import NO_ORDER, Order, Phase
from reference.state.supply import held_for_order
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.order_events import has_money


def is_sound(order: Order, slot: Slot) -> bool:
    """What DELIVERY-12 says of the money of an order: it is in escrow just where the phase says so, and with what is paid no more than can be held."""
    held = (order.escrow.stage == Stage.HELD) if has_money(order.phase) else (order.escrow.stage == Stage.NONE and order.escrow.price == 0)
    return held and order.escrow.holding == 0 and order.paid + order.escrow.price <= HIGHEST_PRICE


def conserves(order: Order, event: Event, slot: Slot) -> bool:
    """Whether what an order held is what it holds after an event, and what provider, consumer and fee get."""
    moved = carry_out(order, find_move(order.phase, event).step, slot)
    return moved.provider + moved.consumer + moved.fee + held_for_order(moved.order) == held_for_order(order)


@theorem("DELIVERY-15", "Everybody is one party to an order, whatever the order.", says=Says.ACCEPTANCE)
def everybody_is_a_party(consumer: AccountId, provider: AccountId, sender: AccountId) -> bool:
    return rejection(party_of, consumer, provider, sender) is None


@theorem("DELIVERY-15", "The consumer is who pays, the provider who delivers, and whoever is neither is anybody.", says=Says.AMOUNTS)
def a_party_is_who_it_is(consumer: AccountId, provider: AccountId, sender: AccountId) -> bool:
    party = party_of(consumer, provider, sender)
    stranger = sender != consumer and sender != provider
    return (party == Party.CONSUMER) == (sender == consumer) and (party == Party.ANYBODY) == stranger


@theorem("DELIVERY-15", "No sender speaks for both, or for a rule.", says=Says.INVARIANT)
def nobody_speaks_for_both(consumer: AccountId, provider: AccountId, sender: AccountId) -> bool:
    party = party_of(consumer, provider, sender)
    return party != Party.BOTH and party != Party.RULE


@theorem("DELIVERY-19", "Whether a chip is in service can always be told.", says=Says.ACCEPTANCE)
def service_can_be_told(stage: ChipStage, standing: ManufacturerStanding, recall: Recall) -> bool:
    return rejection(is_in_service, stage, standing, recall) is None


@theorem("DELIVERY-19", "A chip is in service just where CHIP-2 refuses nothing.", says=Says.AMOUNTS)
def service_is_what_the_check_says(stage: ChipStage, standing: ManufacturerStanding, recall: Recall) -> bool:
    return is_in_service(stage, standing, recall) == (rejection(check_service, stage, standing, recall) is None)


@theorem("DELIVERY-19", "No chip that is suspended, revoked or retired is in service, nor one of a recalled batch.", says=Says.INVARIANT)
def what_is_taken_out_serves_not(stage: ChipStage, standing: ManufacturerStanding, recall: Recall) -> bool:
    return not is_in_service(stage, standing, recall) or (stage == ChipStage.BOUND and recall == NO_RECALL)


@theorem("DELIVERY-18", "An instalment takes out of the escrow just what provider and fee get.", says=Says.INVARIANT, assuming=is_sound)
def an_instalment_conserves(order: Order, slot: Slot) -> bool:
    return conserves(order, Event.PAY, slot)


@theorem("DELIVERY-18", "Settling pays out just what was in escrow, to provider, consumer and fee; the deposit stays.", says=Says.INVARIANT, assuming=is_sound)
def settling_a_confirmed_order_conserves(order: Order, slot: Slot) -> bool:
    return conserves(order, Event.SETTLE, slot)


@theorem("DELIVERY-18", "Closing pays out just what was held, in whatever phase, and leaves nothing.", says=Says.INVARIANT, assuming=is_sound)
def closing_conserves(order: Order, slot: Slot) -> bool:
    if order.phase == Phase.CLOSED:
        return True
    return conserves(order, Event.CLOSE, slot) and carry_out(order, find_move(order.phase, Event.CLOSE).step, slot).order == NO_ORDER


@theorem("DELIVERY-18", "Theorem 10: from its deadline on an order in any phase is closed by one act of anybody.", says=Says.ACCEPTANCE, assuming=is_sound)
def every_order_can_be_closed(order: Order, slot: Slot) -> bool:
    if order.phase == Phase.CLOSED or slot < order.escrow.deadline:
        return True
    return rejection(carry_out, order, step_of(order, Event.CLOSE, Party.ANYBODY, slot), slot) is None


@theorem(
    "DELIVERY-18",
    "A disputed order costs the consumer what both have signed for, or with a claim that stands a granule more at most; so the provider, which delivers no "
    "more than a granule ahead (METER-4), loses a granule at most.",
    says=Says.AMOUNTS,
    assuming=is_sound,
)
def a_side_risks_a_granule(order: Order, slot: Slot) -> bool:
    terms, signed = order.terms, order.meter.units
    if order.phase != Phase.DISPUTED or signed > terms.quantity or terms.price > HIGHEST_PRICE // max(terms.quantity, 1):
        return True
    if order.escrow.price + order.paid != terms.price * terms.quantity or order.paid != terms.price * signed:
        return True
    moved = carry_out(order, find_move(order.phase, Event.CLOSE).step, slot)
    cost = order.paid + moved.provider - order.deposit + moved.fee
    beyond = cost - terms.price * signed
    return beyond >= 0 and beyond <= terms.price * terms.granule and (order.claimed > 0 or beyond == 0)
