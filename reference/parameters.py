"""The protocol's parameters, and the two presets that give them values.

A preset is one frozen record. Its hash is part of the chain id (rule CHAIN-1), so that two chains with different
parameters never accept each other's transactions. Kernels take the integers they need, never this record.
"""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import MAX_AMOUNT, Amount, ByteCount, FeeRate, Ppm, Range

SSP_DECIMALS = 8
"""Decimal places of one SSP; the unit of every SSP amount is 10^-8 SSP."""

SSP_SUPPLY = 10**10 * 10**SSP_DECIMALS
"""All the SSP that there is, in units: ten billion SSP, fixed at genesis."""

PROTOCOL_VERSION = 1
"""The version that a chain begins with."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """The values that distinguish one preset from another."""

    name: Annotated[str, "The preset's name; part of the parameters' hash."]
    agents: Annotated[int, Range(1, 999), "Elected agents; each has one slot a round."]
    slot_seconds: Annotated[int, Range(1, 3600), "Length of a slot in seconds."]
    checkpoint_slots: Annotated[int, Range(1, 999), "Slots between checkpoints."]
    term_rounds: Annotated[int, Range(1, 10_000), "Rounds in a term."]
    max_transaction_bytes: Annotated[ByteCount, "Largest transaction, in bytes."]
    max_block_bytes: Annotated[ByteCount, "Largest block without its write sets, in bytes."]
    base_fee: Annotated[FeeRate, "SSP units that every transaction costs."]
    byte_fee: Annotated[FeeRate, "SSP units that each byte of a transaction costs."]
    coin_deposit: Annotated[Amount, "SSP units deposited when an IoT_Coin is created."]
    company_deposit: Annotated[int, Range(1, MAX_AMOUNT), "SSP units deposited while an account is a registered company."]
    minimum_bond: Annotated[Amount, "SSP units that an agent's bond must have for the agent to have any weight."]
    bond_leverage: Annotated[int, Range(1, 100), "How many times its bond an agent's weight is at most."]
    delegation_terms: Annotated[int, Range(1, 100_000), "Terms after which a delegation expires."]
    tenure_terms: Annotated[int, Range(1, 10_000), "Terms that an agent may serve before it rests."]
    rest_terms: Annotated[int, Range(1, 10_000), "Terms that it rests, and terms out of the set that make its tenure begin anew."]
    release_ppm: Annotated[Ppm, "What a term releases of the ecosystem pool, in parts per million."]
    agents_share_ppm: Annotated[Ppm, "What of that is for the agents, in parts per million."]
    voters_share_ppm: Annotated[Ppm, "What of an agent's reward is for those who delegated to it, in parts per million."]
    jail_terms: Annotated[int, Range(1, 1_000), "Terms for which an agent that missed too many slots has no seat."]
    jailings_limit: Annotated[int, Range(1, 100), "The jailing that expels an agent."]
    slash_floor_ppm: Annotated[Ppm, "What a lone offender loses of its bond, in parts per million."]
    slash_factor: Annotated[int, Range(1, 100), "How many times the offenders' part of all agents an offender loses of its bond."]
    reporter_ppm: Annotated[Ppm, "What of a slashed bond its reporter gets, in parts per million."]
    evidence_slots: Annotated[int, Range(1, 2**32 - 1), "Slots for which evidence of an offence counts."]
    unbonding_slots: Annotated[int, Range(1, 2**32 - 1), "Slots from the finalised end of an agent's last era to the release of its bond."]
    stall_epochs: Annotated[int, Range(1, 10_000), "Epochs without a finalised checkpoint after which finality counts as stalled."]
    drain_ppm: Annotated[Ppm, "What a missing voter's bond loses in an epoch of a stall for each epoch that it has lasted, in parts per million."]
    busy_ppm: Annotated[Ppm, "The load from which on the agents alone must execute contract calls, in parts per million."]
    calm_ppm: Annotated[Ppm, "The load up to which every node must execute contract calls again, in parts per million."]
    heavy_gas_per_slot: Annotated[int, Range(1, 2**32 - 1), "Gas of a heavy call that a node is given a slot for."]
    heavy_gas_in_flight: Annotated[int, Range(1, 2**62), "Gas limits of all heavy calls in flight together."]
    heavy_window_slots: Annotated[int, Range(1, 10_000), "Slots in which a heavy call's result may be packaged."]
    proposal_bond: Annotated[Amount, "SSP units held while an upgrade that an account proposed is voted on."]
    proposal_terms: Annotated[int, Range(1, 10_000), "Terms for which an upgrade is voted on."]
    proposal_quorum_ppm: Annotated[Ppm, "What of the delegated stake must have voted on an upgrade, in parts per million."]
    team_lock_slots: Annotated[int, Range(1, 2**32 - 1), "Slots from genesis to the first in which the team's share is released."]
    contribution_ppm: Annotated[Ppm, "What of the pool's half of an account's fees counts as its contribution, in parts per million."]
    contribution_cap: Annotated[int, Range(1, 2**48 - 1), "SSP units that one account contributes in a term at most."]
    award_tenure_terms: Annotated[int, Range(1, 10_000), "Terms of taking part in the award after which a contribution weighs in full."]
    manufacturer_deposit: Annotated[int, Range(1, MAX_AMOUNT), "SSP units deposited by a manufacturer of chips."]
    manufacturer_wait_slots: Annotated[int, Range(1, 2**32 - 1), "Slots from a manufacturer's revoking itself to the release of its deposit."]
    market_deposit: Annotated[Amount, "SSP units that opening a market costs; they go to the ecosystem pool."]
    market_quotes: Annotated[int, Range(2, 2**20), "The most quotes that stand in one market."]
    auction_fee: Annotated[FeeRate, "SSP units that holding an auction costs for each quote of its market."]
    test_chips: Annotated[int, Range(0, 1), "Whether chips with a test build may be registered: 1 where they may."]
    service_deposit: Annotated[int, Range(1, MAX_AMOUNT), "SSP units that the ecosystem pool keeps of whoever registers a type of service."]
    contract_byte_deposit: Annotated[int, Range(1, 2**40), "SSP units that the ecosystem pool keeps for each byte of the programs of a contract."]
    gas_fee: Annotated[FeeRate, "SSP units that each thousand of the gas that a contract call may use costs."]
    max_block_gas: Annotated[int, Range(1, 2**40), "The most gas that the contract calls of a block may use together."]
    call_memory: Annotated[int, Range(1, 2**40), "The memory that a contract call may use."]
    heavy_fee: Annotated[FeeRate, "SSP units that each million of a heavy call's gas, times the slots for which it may lock its contract, costs."]


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
    company_deposit=50_000 * 10**SSP_DECIMALS,
    minimum_bond=1_000_000 * 10**SSP_DECIMALS,
    bond_leverage=10,
    delegation_terms=1_460,
    tenure_terms=30,
    rest_terms=10,
    release_ppm=100,
    agents_share_ppm=200_000,
    voters_share_ppm=500_000,
    jail_terms=6,
    jailings_limit=3,
    slash_floor_ppm=50_000,
    slash_factor=3,
    reporter_ppm=50_000,
    evidence_slots=604_800,
    unbonding_slots=806_400,
    stall_epochs=4,
    drain_ppm=1,
    busy_ppm=600_000,
    calm_ppm=400_000,
    heavy_gas_per_slot=10_000_000,
    heavy_gas_in_flight=10_000_000_000,
    heavy_window_slots=99,
    proposal_bond=100_000 * 10**SSP_DECIMALS,
    proposal_terms=28,
    proposal_quorum_ppm=400_000,
    team_lock_slots=10_512_000,
    contribution_ppm=900_000,
    contribution_cap=100_000 * 10**SSP_DECIMALS,
    award_tenure_terms=1_460,
    manufacturer_deposit=100_000 * 10**SSP_DECIMALS,
    manufacturer_wait_slots=806_400,
    market_deposit=1_000 * 10**SSP_DECIMALS,
    market_quotes=100_000,
    auction_fee=1_000,
    test_chips=0,
    service_deposit=1_000 * 10**SSP_DECIMALS,
    contract_byte_deposit=100_000,
    gas_fee=8_000,
    max_block_gas=50_000_000,
    call_memory=2**24,
    heavy_fee=1_000,
)
"""The public chain."""

MINIMAL = Parameters(
    name="minimal",
    agents=5,
    slot_seconds=3,
    checkpoint_slots=5,
    term_rounds=4,
    max_transaction_bytes=2_048,
    max_block_bytes=16_384,
    base_fee=10,
    byte_fee=1,
    coin_deposit=1_000,
    company_deposit=2_000,
    minimum_bond=1_000,
    bond_leverage=10,
    delegation_terms=6,
    tenure_terms=3,
    rest_terms=2,
    release_ppm=100,
    agents_share_ppm=200_000,
    voters_share_ppm=500_000,
    jail_terms=2,
    jailings_limit=3,
    slash_floor_ppm=50_000,
    slash_factor=3,
    reporter_ppm=50_000,
    evidence_slots=60,
    unbonding_slots=80,
    stall_epochs=4,
    drain_ppm=10_000,
    busy_ppm=600_000,
    calm_ppm=400_000,
    heavy_gas_per_slot=100,
    heavy_gas_in_flight=10_000,
    heavy_window_slots=5,
    proposal_bond=500,
    proposal_terms=2,
    proposal_quorum_ppm=400_000,
    team_lock_slots=50,
    contribution_ppm=900_000,
    contribution_cap=5_000,
    award_tenure_terms=3,
    manufacturer_deposit=3_000,
    manufacturer_wait_slots=30,
    market_deposit=100,
    market_quotes=6,
    auction_fee=2,
    test_chips=1,
    service_deposit=400,
    contract_byte_deposit=1,
    gas_fee=1,
    max_block_gas=200_000,
    call_memory=2**20,
    heavy_fee=1,
)
"""A small chain for tests and vectors: few agents, short terms, small numbers."""

PRESETS = {preset.name: preset for preset in (MAINNET, MINIMAL)}
"""Every preset by its name."""
