"""Changes of the set: those that come and those that do not, a member that comes back, a stall while two sets vote, and what the term before says."""

from reference.numbers import Slot
from reference.parameters import MINIMAL
from reference.state.state import State
from reference.wire.consensus_bodies import AgentRegister, AgentResign, Delegate
from vectors.build import ALICE, BOB, apply_case
from vectors.case import Case
from vectors.chain import agent_key, commitment_of, founded, good_block, grown, key_of, target_of, vote
from vectors.scenarios.agents import FIRST, TERM, applied, young
from vectors.scenarios.elections import ENTRANTS
from vectors.scenarios.progress import followed, with_candidates

SERVING = agent_key(2).account

EPOCH = MINIMAL.checkpoint_slots


def era_cases() -> list[Case]:
    """The first block of a term, mostly, and what follows from it."""
    return [_stays(), _third(), _back(), _stalled(), _late(), *_not_final()]


def _stays() -> Case:
    """One of the set resigns, and too few are left to elect a set: the old one goes on serving, and what was delegated in time shares the rewards."""
    state = applied(young(), 8, (FIRST, AgentResign()), (ALICE, Delegate(SERVING, 5_000)))
    state = applied(grown(state, range(9, TERM + 2)), TERM + 2, (BOB, Delegate(SERVING, 300)))
    blocks, _ = followed(state, [2 * TERM, 5 * TERM, 8 * TERM])
    why = "nobody was elected: what was delegated when the term before began shares the reward, or what had not expired after terms without a block"
    return apply_case(("TIME-12", "REWARD-9", "DELEGATE-6"), why, state, blocks)


def _third() -> Case:
    state = grown(with_candidates(), range(7, 4 * TERM))
    begins = 4 * TERM
    blocks, _ = followed(state, [begins, begins + EPOCH, begins + EPOCH + 1, begins + 2 * EPOCH, begins + 2 * EPOCH + 1])
    return apply_case(("ERA-4", "ERA-3", "ROTATE-1", "TIME-12"), "a third set takes over, with a member that rested just as long as it must", state, blocks)


def _back() -> Case:
    """Five others displace the first set, and one of that displaces one of them a term later: it had no seat in one term, and has not rested."""
    holders = dict.fromkeys((ALICE, *ENTRANTS), 10**6)
    state = grown(founded(accounts=holders), range(1, 8))
    state = applied(state, 8, *((entrant, AgentRegister(5_000, commitment_of(entrant))) for entrant in ENTRANTS))
    fresh = min(state.consensus.eras[0].members, key=lambda member: state.consensus.agents[member].tenure.served)
    state = applied(grown(state, range(9, TERM + 2)), TERM + 2, (ALICE, Delegate(fresh, 50_000)))
    return _first_block(("ROTATE-1", "ERA-4"), "a member comes back after one term: its tenure goes on", grown(state, range(TERM + 3, 3 * TERM)), 3 * TERM)


def _stalled() -> Case:
    """Finality has stalled since the third set was elected, and neither set has its quorum for a checkpoint of the joint era: who is missing in either pays."""
    state = grown(with_candidates(), range(7, 3 * TERM + EPOCH + 2))
    state = grown(state, range(3 * TERM + EPOCH + 2, 4 * TERM + 1), state.consensus.eras[1].members)
    _, voters = target_of(state, 4 * TERM + 1)
    (gone,) = (place for place, member in enumerate(voters.former) if member not in voters.members)
    absent = [voters.former[gone], *(member for place, member in enumerate(voters.members) if place != gone)][:3]
    justified, begins = grown(state, [4 * TERM + EPOCH, 4 * TERM + EPOCH + 1]), 4 * TERM + 2 * EPOCH
    blocks, _ = followed(justified, [begins, begins + 1, begins + EPOCH, begins + 2 * EPOCH], absent)
    return apply_case(("PENALTY-5", "FINALITY-4"), "finality stalls while two sets vote: the missing of both pay", justified, blocks)


def _late() -> Case:
    """Nobody voted for the last checkpoint of a term in time: the set of that term still can when the next one serves."""
    state = grown(with_candidates(), range(7, 2 * TERM - EPOCH))
    state = grown(state, range(2 * TERM - EPOCH, 2 * TERM + 1), state.consensus.eras[0].members)
    target = state.consensus.finality.previous
    votes = [vote(state, key_of(member), target) for member in state.consensus.eras[0].members]
    last = good_block(state, 2 * TERM + 1, votes=votes)
    return apply_case(("FINALITY-8", "FINALITY-3", "ERA-4"), "votes of the former set alone for the last checkpoint before the new one", state, [last])


def _not_final() -> list[Case]:
    """Whether the elected take over depends on one checkpoint, the first of the term in which they were elected."""
    begins = TERM + EPOCH
    state = grown(with_candidates(), range(7, 16))
    unvoted = grown(state, range(16, TERM + 1), state.consensus.eras[0].members)
    justified, final = grown(unvoted, [begins, begins + 1]), grown(state, range(16, begins + 2))
    return [
        _first_block(("ERA-4", "ERA-2"), "the checkpoint of the election is not final, though a later one is justified: the set stays", justified, 2 * TERM),
        _first_block(("ERA-4", "ERA-2"), "no checkpoint after that of the election is final: the elected take over", final, 2 * TERM),
    ]


def _first_block(rules: tuple[str, ...], why: str, state: State, slot: Slot) -> Case:
    return apply_case((*rules, "TIME-12"), why, state, followed(state, [slot])[0])
