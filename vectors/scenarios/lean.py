"""A chain whose ecosystem pool is nearly empty: a term releases so little that every rounding shows, in rewards and in penalties."""

from functools import cache

from reference.parameters import SSP_SUPPLY
from reference.state.state import State
from reference.wire.consensus_bodies import Delegate, DelegationClaim
from vectors.build import ALICE, BOB, CAROL, apply_case, transaction
from vectors.case import Case
from vectors.chain import BOND, agent_key, founded, good_block, grown
from vectors.scenarios.agents import TERM, applied
from vectors.scenarios.progress import followed

START = 10**6

POOL = 1_001_300_000
"""So that a slot is worth an odd number of SSP units, of which half is no whole one."""

AGENT = agent_key(0)


def lean_cases() -> list[Case]:
    """A term with missed slots, and one whose voters are paid."""
    state = _lean()
    blocks, _ = followed(state, range(9, TERM + 3), silent=(AGENT.account,))
    served = grown(state, range(9, 3 * TERM - 3))
    paid, last = followed(served, range(3 * TERM - 3, 3 * TERM + 12))
    claims = [
        transaction(last, BOB, DelegationClaim(AGENT.account, 0)),
        transaction(last, CAROL, DelegationClaim(AGENT.account, 0)),
        transaction(last, ALICE, DelegationClaim(agent_key(1).account, 0)),
    ]
    claimed = good_block(last, 3 * TERM + 12, claims)
    rewards = ("REWARD-9", "REWARD-3", "REWARD-4", "REWARD-5", "REWARD-6", "DELEGATE-10")
    return [
        apply_case(("PENALTY-1", "PENALTY-2", "TIME-11"), "an agent misses some slots, and pays for each half of its odd reward, rounded down", state, blocks),
        apply_case(rewards, "shares, indices and claims are rounded down", served, [*paid, claimed]),
    ]


@cache
def _lean() -> State:
    """Alice has nearly all SSP; Bob and Carol delegate parts of theirs that divide nothing."""
    holders = {BOB: START, CAROL: START}
    rich = SSP_SUPPLY - POOL - sum(holders.values()) - 5 * BOND
    state = grown(founded(accounts={ALICE: rich, **holders}), range(1, 8))
    return applied(state, 8, (BOB, Delegate(AGENT.account, 5_003)), (CAROL, Delegate(AGENT.account, 1_999)), (ALICE, Delegate(agent_key(1).account, 30_011)))
