"""A history of one order of stored data as a script: who does what and when, in words that mean something on any state.

Times are said relative to what the order and its audit are waiting for, because that is where the edges are.
"""

from dataclasses import dataclass
from enum import Enum, unique

from reference.state.order import Phase


@unique
class Keeping(Enum):
    """How far both replicas of the order are at the beginning; `LAPSING` is that the next miss is one too many."""

    NOTHING = "nothing"
    COMMITTED = "committed"
    DUE = "due"
    PENDING = "pending"
    LAPSING = "lapsing"


@unique
class Actor(Enum):
    """Who sends a transaction."""

    CONSUMER = "consumer"
    PROVIDER = "provider"
    STRANGER = "stranger"


@unique
class Deed(Enum):
    """What a transaction asks for."""

    OFFER = "offer"
    ORDER = "order"
    FUND = "fund"
    WITHDRAW = "withdraw"
    BEGIN = "begin"
    PAY = "pay"
    CLAIM = "claim"
    CONTEST = "contest"
    CONFIRM = "confirm"
    SETTLE = "settle"
    CLOSE = "close"
    COMMIT = "commit"
    ACCEPT = "accept"
    OPEN = "open"
    ANSWER = "answer"
    MISS = "miss"
    DROP = "drop"
    SUSPEND = "suspend"
    RESUME = "resume"


@unique
class Slip(Enum):
    """What is not as it should be, where the deed has such a thing."""

    NONE = "none"
    OTHER_REPLICA = "other replica"
    OTHER_TERMS = "other terms"
    STALE = "stale"
    SHORT = "short"


@unique
class Moment(Enum):
    """The slot of a batch; where it is over already, the next slot."""

    SAME = "same"
    NEXT = "next"
    BEFORE_DEADLINE = "before the deadline"
    DEADLINE = "deadline"
    BEFORE_DUE = "before the audit is due"
    DUE = "audit due"
    BEFORE_ANSWER = "before the answer"
    FIRST_ANSWER = "first slot of the answer"
    SECOND_ROUND = "second round of the answer"
    LAST_ANSWER = "last slot of the answer"
    OVER = "answer over"


@dataclass(frozen=True, slots=True)
class ServiceStep:
    """One transaction, in a batch of its own."""

    moment: Moment
    actor: Actor
    deed: Deed
    slip: Slip


@dataclass(frozen=True, slots=True)
class ServiceScript:
    """A history: the phase of the order at the beginning, in which `CLOSED` is that there is none, what is kept of it, and what happens."""

    phase: Phase
    keeping: Keeping
    steps: tuple[ServiceStep, ...]
