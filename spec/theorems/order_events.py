"""The moves of an order, said event by event, where the table says them phase by phase: whose each is, when, and what it leads to."""

from reference.agent.order_moves import Event, Fate, Money, Party, Time
from reference.state.order import Phase


def has_money(phase: Phase) -> bool:
    """Whether the consumer's money is in escrow."""
    return phase == Phase.FUNDED or phase == Phase.DELIVERING or phase == Phase.DISPUTED or phase == Phase.CONFIRMED


def is_possible(phase: Phase, event: Event) -> bool:
    """Whether there is such a move of an order that is not closed."""
    if event == Event.ORDER:
        return phase == Phase.OFFERED
    if event == Event.FUND:
        return phase == Phase.ORDERED
    if event == Event.WITHDRAW:
        return phase == Phase.OFFERED or phase == Phase.ORDERED
    if event == Event.BEGIN:
        return phase == Phase.FUNDED
    if event == Event.PAY:
        return phase == Phase.DELIVERING or phase == Phase.DISPUTED
    if event == Event.CLAIM:
        return phase == Phase.DELIVERING
    if event == Event.CONTEST:
        return phase == Phase.DISPUTED
    if event == Event.CONFIRM:
        return phase == Phase.FUNDED or phase == Phase.DELIVERING or phase == Phase.DISPUTED
    if event == Event.FAIL:
        return phase == Phase.DELIVERING or phase == Phase.DISPUTED or phase == Phase.CONFIRMED or phase == Phase.SETTLED
    if event == Event.FULFIL or event == Event.VOID:
        return phase == Phase.DELIVERING or phase == Phase.DISPUTED
    return event == Event.CLOSE or phase == Phase.CONFIRMED


def whose(phase: Phase, event: Event) -> Party:
    """Who may do it."""
    if event == Event.CLOSE or event == Event.SETTLE:
        return Party.ANYBODY
    if event == Event.BEGIN or event == Event.CLAIM or (event == Event.WITHDRAW and phase == Phase.OFFERED):
        return Party.PROVIDER
    if event == Event.PAY or event == Event.CONFIRM:
        return Party.BOTH
    return Party.RULE if event == Event.FAIL or event == Event.FULFIL or event == Event.VOID else Party.CONSUMER


def may(party: Party, phase: Phase, event: Event) -> bool:
    """Whether a party may do it."""
    return whose(phase, event) == Party.ANYBODY or whose(phase, event) == party


def has_end(event: Event) -> bool:
    """Whether it is possible before the deadline only."""
    answers = event == Event.CLAIM or event == Event.CONTEST
    ruled = event == Event.FAIL or event == Event.FULFIL or event == Event.VOID
    return answers or ruled or event == Event.ORDER or event == Event.FUND or event == Event.BEGIN


def phase_after(phase: Phase, event: Event) -> Phase:
    """The phase that a move leads to."""
    if event == Event.ORDER:
        return Phase.ORDERED
    if event == Event.FUND:
        return Phase.FUNDED
    if event == Event.BEGIN:
        return Phase.DELIVERING
    if event == Event.CLAIM or (event == Event.FAIL and phase == Phase.DELIVERING):
        return Phase.DISPUTED
    if event == Event.CONFIRM or event == Event.FULFIL:
        return Phase.CONFIRMED
    if event == Event.VOID:
        return Phase.CLOSED
    if event == Event.SETTLE:
        return Phase.SETTLED
    if event == Event.CLOSE or event == Event.WITHDRAW or (event == Event.FAIL and phase == Phase.SETTLED):
        return Phase.CLOSED
    return phase


def time_after(phase: Phase, event: Event) -> Time:
    """What becomes of the deadline."""
    if event == Event.ORDER:
        return Time.FUND
    if event == Event.FUND:
        return Time.START
    if event == Event.BEGIN:
        return Time.DELIVER
    if event == Event.CLAIM:
        return Time.ANSWER
    if event == Event.FAIL and phase == Phase.DELIVERING:
        return Time.SHOW
    if event == Event.FAIL and phase == Phase.DISPUTED:
        return Time.SOON
    return Time.LIABLE if event == Event.CONFIRM or event == Event.FULFIL else Time.KEPT


def money_after(phase: Phase, event: Event) -> Money:
    """What becomes of the consumer's money."""
    if event == Event.FUND:
        return Money.FUNDED
    if event == Event.PAY:
        return Money.INSTALMENT
    return Money.FINAL if event == Event.SETTLE or event == Event.VOID or (event == Event.CLOSE and has_money(phase)) else Money.KEPT


def deposit_after(phase: Phase, event: Event) -> Fate:
    """What becomes of the provider's deposit."""
    if event == Event.FAIL or (event == Event.CLOSE and phase == Phase.FUNDED):
        return Fate.LOST
    return Fate.RETURNED if event == Event.CLOSE or event == Event.VOID or event == Event.WITHDRAW else Fate.HELD
