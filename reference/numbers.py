"""Ranged integers and sized byte strings: the types that every rule is written in.

A range is part of a parameter's type, so that one annotation is read four times: by the prover as an
assumption, by Hypothesis as a strategy, by the JSON Schema as a bound, and by a firmware engineer as the
width of a variable. Integers of a range are plain `int`s; nothing is checked at run time beyond the decoder,
which refuses what lies outside (rule WIRE-2).
"""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Range:
    """The integers from `low` to `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Length:
    """Byte or text strings of `low` to `high` units (bytes; for text, characters), both included."""

    low: int
    high: int


MAX_AMOUNT = 2**63 - 1
"""The largest amount of any coin, in its smallest unit. It fits a signed 64-bit integer, so that a sum of two still fits `uint64_t`."""

MAX_UINT64 = 2**64 - 1
"""The largest value of an unsigned 64-bit integer."""

PPM = 1_000_000
"""The whole, in parts per million: every rate of the protocol is a fraction of this."""

Amount = Annotated[int, Range(0, MAX_AMOUNT)]
"""A quantity of SSP or of an IoT_Coin, in the coin's smallest unit."""

Ppm = Annotated[int, Range(0, PPM)]
"""A rate in parts per million, from nothing to the whole."""

Slot = Annotated[int, Range(0, MAX_UINT64)]
"""A slot number: the protocol's only measure of time. Slot 0 is genesis."""

Height = Annotated[int, Range(0, MAX_UINT64)]
"""The number of blocks between genesis and a block."""

Nonce = Annotated[int, Range(0, MAX_UINT64)]
"""A transaction's sequence number; strictly increasing per account, gaps allowed."""

Round = Annotated[int, Range(0, MAX_UINT64)]
"""A round: as many slots as there are agents. Round 0 begins with slot 0."""

Epoch = Annotated[int, Range(0, MAX_UINT64)]
"""A span of slots between two checkpoints; its number is that of the checkpoint before its first slot."""

Term = Annotated[int, Range(0, MAX_UINT64)]
"""A term: the rounds for which one election counts."""

EraNumber = Annotated[int, Range(0, MAX_UINT64)]
"""How many times the set of agents has changed since genesis."""

Index = Annotated[int, Range(0, MAX_UINT64)]
"""What one delegated unit has earned since genesis, in trillionths of a unit."""

ByteCount = Annotated[int, Range(0, 2**32 - 1)]
"""A size in bytes."""

FeeRate = Annotated[int, Range(0, 2**30)]
"""SSP units charged per transaction or per byte. The bound keeps every minimum fee an `Amount` (rule FEE-1)."""

MAX_DECIMALS = 18
"""The most decimal places of an IoT_Coin: those of the largest amount."""

Decimals = Annotated[int, Range(0, MAX_DECIMALS)]
"""How many decimal places a wallet shows of an IoT_Coin's smallest unit."""

Version = Annotated[int, Range(0, 2**16 - 1)]
"""A protocol version."""

Hash = Annotated[bytes, Length(32, 32)]
"""A domain-tagged SHA-256 digest."""

AccountId = Annotated[bytes, Length(32, 32)]
"""The thumbprint of an account's public key (rule WIRE-6)."""

CoinId = Annotated[bytes, Length(32, 32)]
"""The identifier of an IoT_Coin, derived from its symbol (rule COIN-1)."""

Symbol = Annotated[str, Length(1, 16)]
"""An IoT_Coin's symbol as it travels; rule COIN-2 narrows its length and characters."""
