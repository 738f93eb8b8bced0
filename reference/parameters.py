"""The protocol's parameters, and the two presets that give them values.

A preset is one frozen record. Its hash is part of the chain id (rule CHAIN-1), so that two chains with different
parameters never accept each other's transactions. Kernels take the integers they need, never this record.
"""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import Amount, ByteCount, FeeRate, Range

SSP_DECIMALS = 8
"""Decimal places of one SSP; the unit of every SSP amount is 10^-8 SSP."""

SSP_SUPPLY = 10**10 * 10**SSP_DECIMALS
"""All the SSP that there is, in units: ten billion SSP, fixed at genesis."""

PROTOCOL_VERSION = 1
"""The version that these rules describe; every header carries it."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """The values that distinguish one preset from another."""

    name: Annotated[str, "The preset's name; part of the parameters' hash."]
    agents: Annotated[int, Range(1, 999), "Elected agents; each has one slot a round."]
    slot_seconds: Annotated[int, Range(1, 3600), "Length of a slot in seconds."]
    checkpoint_slots: Annotated[int, Range(1, 999), "Slots between checkpoints."]
    term_rounds: Annotated[int, Range(1, 10_000), "Rounds in a term."]
    max_transaction_bytes: Annotated[ByteCount, "Largest transaction, in bytes."]
    max_block_bytes: Annotated[ByteCount, "Largest block, in bytes."]
    base_fee: Annotated[FeeRate, "SSP units that every transaction costs."]
    byte_fee: Annotated[FeeRate, "SSP units that each byte of a transaction costs."]
    coin_deposit: Annotated[Amount, "SSP units deposited when an IoT_Coin is created."]


MAINNET = Parameters(
    name="mainnet",
    agents=99,
    slot_seconds=3,
    checkpoint_slots=33,
    term_rounds=72,
    max_transaction_bytes=16_384,
    max_block_bytes=4_194_304,
    base_fee=10_000,
    byte_fee=100,
    coin_deposit=10_000 * 10**SSP_DECIMALS,
)
"""The public chain."""

MINIMAL = Parameters(
    name="minimal",
    agents=5,
    slot_seconds=3,
    checkpoint_slots=5,
    term_rounds=4,
    max_transaction_bytes=1_024,
    max_block_bytes=16_384,
    base_fee=10,
    byte_fee=1,
    coin_deposit=1_000,
)
"""A small chain for tests and vectors: few agents, short terms, small numbers."""

PRESETS = {preset.name: preset for preset in (MAINNET, MINIMAL)}
"""Every preset by its name."""
