"""A change of the set that does not come, with what depends on the term before: what shares a reward."""

from reference.wire.consensus_bodies import AgentResign, Delegate
from vectors.build import ALICE, BOB, apply_case
from vectors.case import Case
from vectors.chain import agent_key, grown
from vectors.scenarios.agents import FIRST, TERM, applied, young
from vectors.scenarios.progress import followed

SERVING = agent_key(2).account


def era_cases() -> list[Case]:
    """One of the set resigns, and too few are left to elect a set: the old one goes on serving, and what was delegated in time shares the rewards."""
    state = applied(young(), 8, (FIRST, AgentResign()), (ALICE, Delegate(SERVING, 5_000)))
    state = applied(grown(state, range(9, TERM + 2)), TERM + 2, (BOB, Delegate(SERVING, 300)))
    blocks, _ = followed(state, [2 * TERM, 5 * TERM, 8 * TERM])
    why = "nobody was elected: what was delegated when the term before began shares the reward, or what had not expired after terms without a block"
    return [apply_case(("TIME-12", "REWARD-9", "DELEGATE-6"), why, state, blocks)]
