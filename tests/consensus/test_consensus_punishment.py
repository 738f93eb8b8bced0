"""Punishment beyond single rules: what a conspiracy loses in whatever order it is caught, and what the presets must say for that."""

from dataclasses import dataclass, replace
from itertools import permutations

import pytest

from reference.consensus.slashing import offender_limit, remember_offender, slash, slash_share, split_bounty, top_up
from reference.numbers import AccountId, Amount, Slot
from reference.parameters import MAINNET, MINIMAL, PRESETS, Parameters
from reference.state.agent import ABSENT, Agent, Standing
from reference.state.progress import Offender


@dataclass(frozen=True, slots=True)
class Court:
    """The bonds of all agents, who was caught so far, and where the money went."""

    agents: dict[AccountId, Agent]
    entries: tuple[Offender, ...]
    reporters: Amount
    pool: Amount


def identifier(place: int) -> AccountId:
    return place.to_bytes(32, "big")


def court(bonds: list[Amount]) -> Court:
    return Court({identifier(place): replace(ABSENT, standing=Standing.REGISTERED, bond=bond) for place, bond in enumerate(bonds)}, (), 0, 0)


def caught(before: Court, offender: AccountId, slot: Slot, parameters: Parameters) -> Court:
    """What a report does to the bonds (rules SLASH-1 to SLASH-5)."""
    entries = remember_offender(before.entries, offender, slot, parameters.evidence_slots, parameters.agents, parameters.slash_factor)
    share = slash_share(len(entries), parameters.agents, parameters.slash_floor_ppm, parameters.slash_factor)
    slashed = slash(before.agents[offender], share, slot)
    bounty = split_bounty(slashed.taken, parameters.reporter_ppm)
    agents, pool = {**before.agents, offender: slashed.agent}, before.pool + bounty.ecosystem
    for entry in entries[:-1]:
        topped = top_up(agents[entry.agent], share)
        agents, pool = {**agents, entry.agent: topped.agent}, pool + topped.taken
    return Court(agents, entries, before.reporters + bounty.reporter, pool)


def caught_in_turn(bonds: list[Amount], offenders: list[int], parameters: Parameters, pause: Slot) -> Court:
    """What is left when offenders are caught one after another, `pause` slots apart."""
    state = court(bonds)
    for turn, place in enumerate(offenders):
        state = caught(state, identifier(place), 1 + turn * pause, parameters)
    return state


def test_a_third_of_the_agents_caught_one_by_one_loses_all() -> None:
    """Protects the correlated slash: a conspiracy that can break finality has nothing left, though each of it was caught alone."""
    bonds = [MAINNET.minimum_bond + 1_000_003 * place for place in range(99)]
    end = caught_in_turn(bonds, list(range(33)), MAINNET, MAINNET.evidence_slots // 33)
    assert [end.agents[identifier(place)].bond for place in range(99)] == [0] * 33 + bonds[33:]
    assert end.reporters + end.pool == sum(bonds[:33])


def test_one_fewer_keeps_something_and_one_more_too_is_all() -> None:
    """Protects the border of the share: 32 of 99 keep three hundredths, and the list's limit takes nothing back from the 34th."""
    bonds = [MAINNET.minimum_bond] * 99
    assert {caught_in_turn(bonds, list(range(32)), MAINNET, 1).agents[identifier(place)].bond for place in range(32)} == {3_030_400_000_000}
    assert {caught_in_turn(bonds, list(range(40)), MAINNET, 1).agents[identifier(place)].bond for place in range(40)} == {0}


def test_offenders_that_are_far_apart_are_slashed_alone() -> None:
    """Protects the careless: two accidents a window apart cost each the floor."""
    bonds = [MAINNET.minimum_bond] * 99
    end = caught_in_turn(bonds, [0, 1], MAINNET, MAINNET.evidence_slots + 1)
    floor = MAINNET.minimum_bond * MAINNET.slash_floor_ppm // 10**6
    assert [end.agents[identifier(place)].bond for place in (0, 1)] == [MAINNET.minimum_bond - floor] * 2
    assert [entry.agent for entry in end.entries] == [identifier(1)]


def test_the_order_in_which_offenders_are_caught_makes_no_difference() -> None:
    """Protects theorem 18 over whole lists: the rules prove it for two shares of one agent."""
    parameters = replace(MAINNET, agents=21)
    bonds = [1_000_003, 999_999, 7, 123_456_789, 50]
    ends = [caught_in_turn(bonds, list(order), parameters, 1) for order in permutations(range(len(bonds)))]
    five_of_21 = 714_285
    left = tuple(bond - bond * five_of_21 // 10**6 for bond in bonds)
    assert {tuple(end.agents[identifier(place)].bond for place in range(len(bonds))) for end in ends} == {left}


@pytest.mark.parametrize("parameters", PRESETS.values(), ids=PRESETS)
def test_evidence_counts_for_less_time_than_bonds_are_locked(parameters: Parameters) -> None:
    """Protects theorem 25, which has this as its condition."""
    assert parameters.evidence_slots < parameters.unbonding_slots


@pytest.mark.parametrize("parameters", PRESETS.values(), ids=PRESETS)
def test_who_is_in_two_quorums_is_enough_to_lose_all(parameters: Parameters) -> None:
    """Protects accountable safety's price: those who finalise two chains are in both quorums, and lose their whole bonds."""
    quorum = 2 * parameters.agents // 3 + 1
    assert 2 * quorum - parameters.agents >= offender_limit(parameters.agents, parameters.slash_factor)


def test_the_limits_of_the_presets() -> None:
    """Protects the figures of the chapter."""
    assert [offender_limit(each.agents, each.slash_factor) for each in (MAINNET, MINIMAL)] == [33, 2]
