"""A history as a script: who sends what, in words that mean something on any state, so that it outlives a change of the wire.

A script holds no bytes and no signatures; `replay` makes them. Amounts and fees may be said relative to what there is
(all of it, one unit more, one unit less), because that is where the edges are.
"""

from dataclasses import dataclass
from enum import Enum, unique
from typing import Annotated

from reference.numbers import MAX_UINT64, Amount, Decimals, Length, Nonce, Range
from reference.wire.keys import Algorithm

Person = Annotated[int, Range(0, 7)]
"""A place in the script's list of people; beyond its end the count starts again."""

Small = Annotated[int, Range(0, 1_000)]
"""A small step away from an edge, or over some slots."""

Symbol = Annotated[str, Length(1, 16)]
"""A coin's symbol, allowed or not."""


@unique
class Anchor(Enum):
    """What an amount is measured from."""

    ZERO = "zero"
    """Nothing: the step is the amount."""

    BALANCE = "balance"
    """All that the sender has of what is moved, its fee already paid; for a mint, what the cap still allows."""

    LARGEST = "largest"
    """The largest amount that there is."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount: so many units above or below an anchor, and never outside the range of amounts."""

    anchor: Anchor
    above: Small
    below: Small


@dataclass(frozen=True, slots=True)
class Pay:
    """A transfer of SSP."""

    recipient: Person
    amount: Measure


@dataclass(frozen=True, slots=True)
class Create:
    """A new coin."""

    symbol: Symbol
    decimals: Decimals
    cap: Amount


@dataclass(frozen=True, slots=True)
class Mint:
    """New units of a coin."""

    symbol: Symbol
    recipient: Person
    amount: Measure


@dataclass(frozen=True, slots=True)
class Burn:
    """Units of a coin destroyed."""

    symbol: Symbol
    amount: Measure


@dataclass(frozen=True, slots=True)
class Send:
    """A transfer of a coin."""

    symbol: Symbol
    recipient: Person
    amount: Measure


Action = Pay | Create | Mint | Burn | Send
"""What a transaction asks for."""


@unique
class Fault(Enum):
    """What is wrong with a transaction, if anything."""

    NONE = "none"
    EXPIRED = "expired"
    WRONG_CHAIN = "wrong chain"
    USED_NONCE = "used nonce"
    LOW_FEE = "low fee"
    UNAFFORDABLE_FEE = "unaffordable fee"
    TRUNCATED = "truncated"
    OVERSIZED = "oversized"
    SMALL_KEY = "small key"
    LENIENT_SIGNATURE = "lenient signature"
    BAD_SIGNATURE = "bad signature"


@dataclass(frozen=True, slots=True)
class Sending:
    """One transaction."""

    sender: Person
    action: Action
    gap: Annotated[Small, "Nonces left out before this one."]
    tip: Annotated[Small, "SSP units offered above the minimum fee."]
    slots_left: Annotated[Small, "Slots in which it could still have been included."]
    fault: Fault


@dataclass(frozen=True, slots=True)
class Round:
    """The transactions of one slot."""

    producer: Person
    skipped: Annotated[Small, "Slots left empty before this one."]
    sendings: tuple[Sending, ...]


@dataclass(frozen=True, slots=True)
class Beginner:
    """What somebody has at the beginning."""

    algorithm: Algorithm
    balance: Amount
    nonce: Annotated[Nonce, Range(0, MAX_UINT64)]


@dataclass(frozen=True, slots=True)
class Stock:
    """A coin that there is at the beginning, and what people hold of it: the n-th number is the n-th person's."""

    issuer: Person
    symbol: Symbol
    room: Annotated[Amount, Range(0, 2**40), "Units that the cap still allows; a cap is 1 at least."]
    holdings: tuple[Annotated[int, Range(0, 2**40)], ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A history."""

    preset: str
    people: tuple[Beginner, ...]
    stocks: tuple[Stock, ...]
    rounds: tuple[Round, ...]
