"""Rewards beyond single rules: the pot over many payments and claims, and the figures of the presets."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.consensus.rewards import INDEX_SCALE, available_release, delegation_reward, full_score, raise_index, split_release, term_release, voters_part
from reference.numbers import Amount, Index
from reference.parameters import MAINNET, PRESETS, SSP_SUPPLY, Parameters


@dataclass(frozen=True, slots=True)
class Behind:
    """A delegation that shares every payment from when it was made on."""

    amount: Amount
    claimed: Index


amounts = st.one_of(st.integers(1, 10**18), st.integers(1, 10**6))
steps = st.one_of(
    st.tuples(st.just("delegate"), amounts),
    st.tuples(st.just("pay"), st.integers(0, 10**12)),
    st.tuples(st.just("claim"), st.integers(0, 9)),
    st.tuples(st.just("leave"), st.integers(0, 9)),
)


@given(st.lists(steps, max_size=60))
def test_the_pot_pays_every_claim_in_full(moves: list[tuple[str, int]]) -> None:
    """Protects theorem 15 over whole histories: the rules prove that each payment and each claim keeps what is owed covered."""
    index, pot, behind, paid_in = 0, 0, list[Behind](), 0
    for move, number in moves:
        if move == "delegate":
            behind.append(Behind(number, index))
        elif move == "pay":
            delegated = sum(each.amount for each in behind)
            raised = raise_index(index, voters_part(number, delegated, 500_000), delegated)
            index, pot, paid_in = raised.index, pot + raised.held, paid_in + number
        elif number < len(behind):
            claiming = behind[number]
            reward = delegation_reward(claiming.amount, claiming.claimed, index, pot)
            assert reward == claiming.amount * (index - claiming.claimed) // INDEX_SCALE
            pot, behind[number] = pot - reward, replace(claiming, claimed=index)
            if move == "leave":
                del behind[number]
        owed = sum(each.amount * (index - each.claimed) for each in behind)
        assert owed <= pot * INDEX_SCALE
        assert pot <= paid_in


def test_a_term_of_mainnet_in_figures() -> None:
    """Protects the chapter's figures: what a first term releases, what a point is worth, and what the index leaves of a share."""
    pool = SSP_SUPPLY * 45 // 100
    release = term_release(pool, MAINNET.release_ppm, MAINNET.agents_share_ppm)
    full = full_score(MAINNET.agents, MAINNET.term_rounds, MAINNET.agents * MAINNET.term_rounds // MAINNET.checkpoint_slots)
    assert (release, full) == (9_000_000_000_000, 28_512)
    split = split_release(available_release(release, pool), (288,) * 99, full)
    assert split.paid == release
    assert max(split.shares) - min(split.shares) <= 1
    part = voters_part(split.shares[0], SSP_SUPPLY, MAINNET.voters_share_ppm)
    assert part - raise_index(0, part, SSP_SUPPLY).held < SSP_SUPPLY // INDEX_SCALE


@pytest.mark.parametrize("parameters", PRESETS.values(), ids=PRESETS)
def test_an_epoch_and_a_term_end_together(parameters: Parameters) -> None:
    """Protects REWARD-2 and REWARD-7: a term has whole epochs, so that its last checkpoint ends it."""
    assert parameters.agents * parameters.term_rounds % parameters.checkpoint_slots == 0
