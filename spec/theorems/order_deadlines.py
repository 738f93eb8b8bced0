# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the deadlines of orders: how long each phase lasts, and that whoever is away has time to answer."""

from reference.agent.order_moves import Time
from reference.agent.orders import deadline_after_move, span_after_move
from reference.numbers import MAX_UINT64, Slot
from reference.state.order import ANSWER_SLOTS, Span, Waits
from spec.prover.statement import Says, rejection, theorem


@theorem("DELIVERY-6", "How long a phase lasts can always be said.", says=Says.ACCEPTANCE)
def spans_are_always_known(time: Time, waits: Waits) -> bool:
    return rejection(span_after_move, time, waits) is None


@theorem(
    "DELIVERY-6",
    "A phase lasts as long as the terms say; the delivery, and what one side alone has said, also as long as it takes to answer.",
    says=Says.AMOUNTS,
)
def spans_are_exact(time: Time, waits: Waits) -> bool:
    answer = waits.offline_slots + ANSWER_SLOTS
    if time == Time.FUND:
        expected = waits.fund_slots
    elif time == Time.START:
        expected = waits.start_slots
    elif time == Time.DELIVER:
        expected = waits.deliver_slots + answer
    elif time == Time.LIABLE:
        expected = waits.liable_slots
    else:
        expected = 0 if time == Time.KEPT else answer
    return span_after_move(time, waits) == expected


@theorem("DELIVERY-6", "Whoever is to answer may be away for as long as the terms say, and has time left.", says=Says.INVARIANT)
def spans_allow_to_be_away(time: Time, waits: Waits) -> bool:
    answered = time == Time.ANSWER or time == Time.SHOW or time == Time.SOON or time == Time.DELIVER
    return not answered or span_after_move(time, waits) > waits.offline_slots


@theorem("DELIVERY-7", "Every move leaves a deadline.", says=Says.ACCEPTANCE)
def deadlines_are_always_known(time: Time, deadline: Slot, slot: Slot, span: Span) -> bool:
    return rejection(deadline_after_move, time, deadline, slot, span) is None


@theorem(
    "DELIVERY-7",
    "The deadline is kept, or so many slots away; when delivering begins, or something is claimed, it never comes nearer, when a disputed order fails "
    "it is never put off.",
    says=Says.AMOUNTS,
)
def deadlines_are_exact(time: Time, deadline: Slot, slot: Slot, span: Span) -> bool:
    new = slot + span if slot + span <= MAX_UINT64 else MAX_UINT64
    if time == Time.KEPT or ((time == Time.DELIVER or time == Time.ANSWER) and new < deadline):
        new = deadline
    if time == Time.SOON and new > deadline:
        new = deadline
    return deadline_after_move(time, deadline, slot, span) == new


@theorem(
    "DELIVERY-7",
    "Whoever is away for as long as it may be has time to answer what the other side said alone, and to show its receipts when the delivery is over.",
    says=Says.INVARIANT,
)
def there_is_time_to_answer(time: Time, deadline: Slot, slot: Slot, waits: Waits) -> bool:
    back = slot + waits.offline_slots
    alone = time == Time.ANSWER or time == Time.SHOW or time == Time.DELIVER
    after = deadline_after_move(time, deadline, slot, span_after_move(time, waits))
    return not alone or after >= back + ANSWER_SLOTS or after == MAX_UINT64


@theorem("DELIVERY-7", "Who claims and fails then takes none of the other's time to answer the claim, nor of its own to show its receipts.")
def failing_leaves_time_to_answer(deadline: Slot, claimed: Slot, failed: Slot, waits: Waits) -> bool:
    answer = span_after_move(Time.ANSWER, waits)
    before = deadline_after_move(Time.ANSWER, deadline, claimed, answer)
    after = deadline_after_move(Time.SOON, before, failed, answer)
    return failed < claimed or after >= claimed + answer or after == MAX_UINT64


@theorem("DELIVERY-7", "However often a disputed order fails, its end is not put off.")
def failing_again_puts_nothing_off(deadline: Slot, failed: Slot, span: Span) -> bool:
    return deadline_after_move(Time.SOON, deadline, failed, span) <= deadline
