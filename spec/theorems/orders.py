# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the moves of an order: what it costs, and who may move it, when, and to what end."""

from reference.agent.order_moves import Event, Fate, Money, Move, Party, Step, When
from reference.agent.orders import check_party, check_time, deadline_after_move, find_move, move_order, price_order
from reference.codes import Code
from reference.numbers import Amount, Slot
from reference.state.listing import HIGHEST_PRICE
from reference.state.order import Phase, Span
from reference.wire.listing_bodies import Quantity
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.order_events import deposit_after, has_end, has_money, is_possible, may, money_after, phase_after, time_after, whose


@theorem(
    "DELIVERY-1",
    "Terms are refused for the first of: no price, no units, a cost above what can be held, a granule of nothing or of more than is ordered.",
    says=Says.ACCEPTANCE,
)
def pricing_an_order_accepts(price: Amount, quantity: Quantity, granule: Quantity) -> bool:
    expected = first_failing(
        (price == 0, Code.AMOUNT_ZERO),
        (quantity == 0, Code.QUANTITY_ZERO),
        (price * quantity > HIGHEST_PRICE, Code.PRICE_TOO_HIGH),
        (granule == 0, Code.GRANULE_INVALID),
        (granule > quantity, Code.GRANULE_INVALID),
    )
    return rejection(price_order, price, quantity, granule) == expected


@theorem("DELIVERY-1", "An order costs at most a unit's price times the units.", says=Says.AMOUNTS)
def pricing_an_order_is_exact(price: Amount, quantity: Quantity, granule: Quantity) -> bool:
    return price_order(price, quantity, granule) == price * quantity


@theorem("DELIVERY-1", "What a side risks, a granule's price, is more than nothing and no more than the order costs.", says=Says.INVARIANT)
def a_granule_is_part_of_the_order(price: Amount, quantity: Quantity, granule: Quantity) -> bool:
    cost = price_order(price, quantity, granule)
    return (price * granule > 0) & (price * granule <= cost)


@theorem("DELIVERY-2", "Nothing moves an order for the first of: there is none, nothing of the kind is done in its phase.", says=Says.ACCEPTANCE)
def finding_a_move_accepts(phase: Phase, event: Event) -> bool:
    expected = first_failing((phase == Phase.CLOSED, Code.ORDER_UNKNOWN), (not is_possible(phase, event), Code.MOVE_NOT_POSSIBLE))
    return rejection(find_move, phase, event) == expected


@theorem("DELIVERY-2", "Each event has in each phase one party, one side of the deadline, and one step.", says=Says.AMOUNTS)
def finding_a_move_is_exact(phase: Phase, event: Event) -> bool:
    if event == Event.CLOSE:
        when = When.FROM
    else:
        when = When.BEFORE if has_end(event) else When.ALWAYS
    step = Step(phase_after(phase, event), time_after(phase, event), money_after(phase, event), deposit_after(phase, event))
    return find_move(phase, event) == Move(phase, event, whose(phase, event), when, step)


@theorem(
    "DELIVERY-2",
    "Money and deposit are always somewhere: what is in escrow leaves it when the order no longer holds any, and a closed order holds no deposit.",
    says=Says.INVARIANT,
)
def nothing_is_left_behind(phase: Phase, event: Event) -> bool:
    step = find_move(phase, event).step
    enters = step.money == Money.FUNDED
    leaves = step.money == Money.FINAL
    return (
        enters == (not has_money(phase) and has_money(step.phase))
        and leaves == (has_money(phase) and not has_money(step.phase))
        and (step.phase != Phase.CLOSED or step.deposit != Fate.HELD)
        and (step.money != Money.INSTALMENT or (has_money(phase) and has_money(step.phase)))
    )


@theorem("DELIVERY-3", "Who is not the party of a move may not make it, unless anybody may.", says=Says.ACCEPTANCE)
def parties_are_checked(entitled: Party, party: Party) -> bool:
    expected = None if entitled == Party.ANYBODY or entitled == party else Code.MOVE_OF_ANOTHER
    return rejection(check_party, entitled, party) == expected


@theorem("DELIVERY-3", "No move but anybody's is that of two.", says=Says.INVARIANT)
def a_move_has_one_party(entitled: Party, party: Party, other: Party) -> bool:
    both = rejection(check_party, entitled, party) is None and rejection(check_party, entitled, other) is None
    return not both or party == other or entitled == Party.ANYBODY


@theorem("DELIVERY-4", "What is possible before the deadline is refused from it on, and what is possible from it on is refused before.", says=Says.ACCEPTANCE)
def times_are_checked(when: When, deadline: Slot, slot: Slot) -> bool:
    expected = first_failing((when == When.BEFORE and slot >= deadline, Code.DEADLINE_PASSED), (when == When.FROM and slot < deadline, Code.DEADLINE_AHEAD))
    return rejection(check_time, when, deadline, slot) == expected


@theorem("DELIVERY-4", "In every slot either what has an end or what waits for the end is possible, and never both.", says=Says.INVARIANT)
def acts_and_silence_exclude_one_another(deadline: Slot, slot: Slot) -> bool:
    early, late = rejection(check_time, When.BEFORE, deadline, slot), rejection(check_time, When.FROM, deadline, slot)
    return (early is None) != (late is None)


@theorem(
    "DELIVERY-5",
    "A move is refused for the first of: no such order, nothing that is done in its phase, another's to do, too late, too early.",
    says=Says.ACCEPTANCE,
)
def moving_accepts(phase: Phase, event: Event, party: Party, deadline: Slot, slot: Slot) -> bool:
    expected = first_failing(
        (phase == Phase.CLOSED, Code.ORDER_UNKNOWN),
        (not is_possible(phase, event), Code.MOVE_NOT_POSSIBLE),
        (not may(party, phase, event), Code.MOVE_OF_ANOTHER),
        (has_end(event) and slot >= deadline, Code.DEADLINE_PASSED),
        (event == Event.CLOSE and slot < deadline, Code.DEADLINE_AHEAD),
    )
    return rejection(move_order, phase, event, party, deadline, slot) == expected


@theorem("DELIVERY-5", "Each event leads to one phase, and does one thing with time, money and deposit.", says=Says.AMOUNTS)
def moving_is_exact(phase: Phase, event: Event, party: Party, deadline: Slot, slot: Slot) -> bool:
    expected = Step(phase_after(phase, event), time_after(phase, event), money_after(phase, event), deposit_after(phase, event))
    return move_order(phase, event, party, deadline, slot) == expected


@theorem("DELIVERY-5", "Theorem 10: from its deadline on, an order that is not closed is closed by one act of anybody.")
def an_order_can_be_closed(phase: Phase, party: Party, deadline: Slot, slot: Slot) -> bool:
    return phase == Phase.CLOSED or slot < deadline or move_order(phase, Event.CLOSE, party, deadline, slot).phase == Phase.CLOSED


@theorem(
    "DELIVERY-5",
    "Theorem 10: before the deadline, and before it is confirmed, nothing that one side does alone ends a funded order, takes its money, or shortens its time.",
)
def a_funded_order_is_not_withdrawn(phase: Phase, event: Event, party: Party, deadline: Slot, slot: Slot, span: Span) -> bool:
    together = party == Party.BOTH or party == Party.RULE
    if together or slot >= deadline or not has_money(phase) or phase == Phase.CONFIRMED:
        return True
    step = move_order(phase, event, party, deadline, slot)
    return has_money(step.phase) and step.money == Money.KEPT and step.deposit == Fate.HELD and deadline_after_move(step.time, deadline, slot, span) >= deadline


@theorem("DELIVERY-5", "The consumer's money goes nowhere but for receipts that both have signed, by closing, by a rule's word, or once it is confirmed.")
def money_moves_by_both_or_by_time(phase: Phase, event: Event, party: Party, deadline: Slot, slot: Slot) -> bool:
    money = move_order(phase, event, party, deadline, slot).money
    agreed = party == Party.BOTH or party == Party.RULE or phase == Phase.CONFIRMED
    return money == Money.KEPT or money == Money.FUNDED or agreed or slot >= deadline


@theorem(
    "DELIVERY-5", "What a rule undoes leaves the provider its deposit, and what it confirms is held as if both had: no rule does both, nor fails it as well."
)
def rules_say_one_thing(phase: Phase, event: Event, deadline: Slot, slot: Slot) -> bool:
    step = move_order(phase, event, Party.RULE, deadline, slot)
    if event == Event.FULFIL:
        return step == move_order(phase, Event.CONFIRM, Party.BOTH, deadline, slot)
    if event == Event.VOID:
        return step.phase == Phase.CLOSED and step.deposit == Fate.RETURNED
    return event != Event.FAIL or (step.deposit == Fate.LOST and step.money == Money.KEPT)


@theorem("DELIVERY-5", "A provider loses its deposit for a proven failure or by not beginning in time, and for nothing else.")
def deposits_are_lost_for_failures(phase: Phase, event: Event, party: Party, deadline: Slot, slot: Slot) -> bool:
    lost = move_order(phase, event, party, deadline, slot).deposit == Fate.LOST
    return not lost or party == Party.RULE or (phase == Phase.FUNDED and slot >= deadline)
