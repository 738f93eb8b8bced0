"""Chains that token-holders have restarted with another set: nobody answers for slots before the first block, nor for votes that nobody could cast."""

from reference.consensus.recovery import seat_recovered
from reference.state.commitment import commit
from reference.state.finality import Checkpoint
from reference.state.state import State
from vectors.build import apply_case
from vectors.case import Case
from vectors.chain import agent_key, grown
from vectors.scenarios.progress import followed, with_candidates

SET = tuple(sorted(agent_key(number).account for number in (0, 2, 3, 5, 6)))
"""Three of the first set, and two that were not of it."""


def recovered_cases() -> list[Case]:
    """The first blocks after a recovery: in the term of the last block before, and long after it."""
    state = _recovered()
    soon, _ = followed(state, [13, 16, 17])
    late, _ = followed(state, [103, 105, 106])
    return [
        apply_case(("TIME-10", "BLOCK-7"), "after a recovery: no slot before the first block is missed, those after it are", state, soon),
        apply_case(("PENALTY-5", "TIME-11", "TIME-12"), "long after a recovery, whose checkpoint nobody can vote for: nobody pays", state, late),
    ]


def _recovered() -> State:
    """The state after the last block of an epoch, restarted from the checkpoint that it is."""
    state = grown(with_candidates(), range(7, 10))
    return commit(seat_recovered(state, Checkpoint(epoch=2, hash=state.head.hash), SET, 0))
