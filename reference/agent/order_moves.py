"""The moves of an order: one table, which says in which phase who may do what, until when, and what becomes of time, money and deposit."""

from dataclasses import dataclass
from enum import Enum, auto

from reference.state.order import Phase


class Event(Enum):
    """What is done with an order."""

    ORDER = auto()
    """The consumer accepts the terms."""
    FUND = auto()
    """The consumer pays the whole price into escrow."""
    WITHDRAW = auto()
    """The provider takes its offer back, or the consumer its order; nothing is paid yet."""
    BEGIN = auto()
    """The provider begins to deliver."""
    PAY = auto()
    """A higher receipt is shown, and paid."""
    CLAIM = auto()
    """The provider claims units that the consumer has not signed for."""
    CONTEST = auto()
    """The consumer denies them."""
    CONFIRM = auto()
    """A receipt is shown that both have signed as the last."""
    FAIL = auto()
    """A rule of the service has found, on proof, that the provider has failed."""
    FULFIL = auto()
    """A rule of the service has found, on proof, that all that is ordered is delivered."""
    VOID = auto()
    """A rule of the service has found that nobody can tell whether it is."""
    SETTLE = auto()
    """What both have confirmed is paid."""
    CLOSE = auto()
    """The time is over."""


class Party(Enum):
    """Who does something with an order."""

    CONSUMER = auto()
    """Who pays."""
    PROVIDER = auto()
    """Who delivers."""
    BOTH = auto()
    """Consumer and provider, by their signatures under one receipt, whoever shows it."""
    RULE = auto()
    """A rule of the service, whoever brings the proof."""
    ANYBODY = auto()
    """Whoever asks for it."""


class When(Enum):
    """On which side of the order's deadline a move is possible."""

    BEFORE = auto()
    """Before it."""
    ALWAYS = auto()
    """On both."""
    FROM = auto()
    """From it on."""


class Time(Enum):
    """What the deadline is after a move."""

    KEPT = auto()
    """What it was."""
    FUND = auto()
    """`fund_slots` from now."""
    START = auto()
    """`start_slots` from now."""
    DELIVER = auto()
    """`deliver_slots` from now and the time to answer, or what it was where that is later."""
    ANSWER = auto()
    """The time to answer from now, or what it was where that is later."""
    SHOW = auto()
    """The time to answer from now."""
    SOON = auto()
    """The time to answer from now, or what it was where that is sooner."""
    LIABLE = auto()
    """`liable_slots` from now."""


class Money(Enum):
    """What a move does with the consumer's money."""

    KEPT = auto()
    """Nothing."""
    FUNDED = auto()
    """All that the order may cost enters escrow."""
    INSTALMENT = auto()
    """What is due leaves it."""
    FINAL = auto()
    """What is due leaves it, and the rest returns."""


class Fate(Enum):
    """What a move does with the provider's deposit."""

    HELD = auto()
    """It stays."""
    RETURNED = auto()
    """It is the provider's again."""
    LOST = auto()
    """It is the consumer's."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a move makes of an order."""

    phase: Phase
    """The phase afterwards."""

    time: Time = Time.KEPT
    """What the deadline is then."""

    money: Money = Money.KEPT
    """What becomes of the consumer's money."""

    deposit: Fate = Fate.HELD
    """What becomes of the provider's deposit."""


@dataclass(frozen=True, slots=True)
class Move:
    """A row of the table."""

    phase: Phase
    """The phase in which it is possible."""

    event: Event
    """What is done."""

    party: Party
    """Who may do it."""

    when: When
    """On which side of the deadline."""

    step: Step
    """What comes of it."""


CLOSED_UNPAID = Step(Phase.CLOSED, deposit=Fate.RETURNED)
"""Nothing was paid; the deposit returns."""

CLOSED_PAID = Step(Phase.CLOSED, money=Money.FINAL, deposit=Fate.RETURNED)
"""What is due is paid, the rest and the deposit return."""

CONFIRMED = Step(Phase.CONFIRMED, Time.LIABLE)
"""Both have confirmed, or a rule of the service has."""

MOVES = (
    Move(Phase.OFFERED, Event.ORDER, Party.CONSUMER, When.BEFORE, Step(Phase.ORDERED, Time.FUND)),
    Move(Phase.OFFERED, Event.WITHDRAW, Party.PROVIDER, When.ALWAYS, CLOSED_UNPAID),
    Move(Phase.OFFERED, Event.CLOSE, Party.ANYBODY, When.FROM, CLOSED_UNPAID),
    Move(Phase.ORDERED, Event.FUND, Party.CONSUMER, When.BEFORE, Step(Phase.FUNDED, Time.START, Money.FUNDED)),
    Move(Phase.ORDERED, Event.WITHDRAW, Party.CONSUMER, When.ALWAYS, CLOSED_UNPAID),
    Move(Phase.ORDERED, Event.CLOSE, Party.ANYBODY, When.FROM, CLOSED_UNPAID),
    Move(Phase.FUNDED, Event.BEGIN, Party.PROVIDER, When.BEFORE, Step(Phase.DELIVERING, Time.DELIVER)),
    Move(Phase.FUNDED, Event.CONFIRM, Party.BOTH, When.ALWAYS, CONFIRMED),
    Move(Phase.FUNDED, Event.CLOSE, Party.ANYBODY, When.FROM, Step(Phase.CLOSED, money=Money.FINAL, deposit=Fate.LOST)),
    Move(Phase.DELIVERING, Event.PAY, Party.BOTH, When.ALWAYS, Step(Phase.DELIVERING, money=Money.INSTALMENT)),
    Move(Phase.DELIVERING, Event.CLAIM, Party.PROVIDER, When.BEFORE, Step(Phase.DISPUTED, Time.ANSWER)),
    Move(Phase.DELIVERING, Event.CONFIRM, Party.BOTH, When.ALWAYS, CONFIRMED),
    Move(Phase.DELIVERING, Event.FAIL, Party.RULE, When.BEFORE, Step(Phase.DISPUTED, Time.SHOW, deposit=Fate.LOST)),
    Move(Phase.DELIVERING, Event.FULFIL, Party.RULE, When.BEFORE, CONFIRMED),
    Move(Phase.DELIVERING, Event.VOID, Party.RULE, When.BEFORE, CLOSED_PAID),
    Move(Phase.DELIVERING, Event.CLOSE, Party.ANYBODY, When.FROM, CLOSED_PAID),
    Move(Phase.DISPUTED, Event.PAY, Party.BOTH, When.ALWAYS, Step(Phase.DISPUTED, money=Money.INSTALMENT)),
    Move(Phase.DISPUTED, Event.CONTEST, Party.CONSUMER, When.BEFORE, Step(Phase.DISPUTED)),
    Move(Phase.DISPUTED, Event.CONFIRM, Party.BOTH, When.ALWAYS, CONFIRMED),
    Move(Phase.DISPUTED, Event.FAIL, Party.RULE, When.BEFORE, Step(Phase.DISPUTED, Time.SOON, deposit=Fate.LOST)),
    Move(Phase.DISPUTED, Event.FULFIL, Party.RULE, When.BEFORE, CONFIRMED),
    Move(Phase.DISPUTED, Event.VOID, Party.RULE, When.BEFORE, CLOSED_PAID),
    Move(Phase.DISPUTED, Event.CLOSE, Party.ANYBODY, When.FROM, CLOSED_PAID),
    Move(Phase.CONFIRMED, Event.SETTLE, Party.ANYBODY, When.ALWAYS, Step(Phase.SETTLED, money=Money.FINAL)),
    Move(Phase.CONFIRMED, Event.FAIL, Party.RULE, When.BEFORE, Step(Phase.CONFIRMED, deposit=Fate.LOST)),
    Move(Phase.CONFIRMED, Event.CLOSE, Party.ANYBODY, When.FROM, CLOSED_PAID),
    Move(Phase.SETTLED, Event.FAIL, Party.RULE, When.BEFORE, Step(Phase.CLOSED, deposit=Fate.LOST)),
    Move(Phase.SETTLED, Event.CLOSE, Party.ANYBODY, When.FROM, CLOSED_UNPAID),
)
"""Every move there is, by phase. What is not in it is not possible."""
