"""Two chains that fork at genesis, driven by the rules' own functions, with every way in which few agents may vote on them.

Each chain decides by `open_target`, `count_vote`, `is_set_changed` and `is_still_joint` what is justified, what is final and
whose votes count; each vote is held against every other by `check_double_vote` and `check_surround_vote`. In an epoch either
nobody votes on a chain or just a quorum does: fewer change nothing, and more only contradict themselves more often.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from reference.codes import Reject
from reference.consensus import eras, evidence, finality
from reference.consensus.finality import Electorate
from reference.consensus.seats import nobody
from reference.numbers import AccountId, Hash
from reference.state.finality import Checkpoint, Finality, Target
from reference.wire.vote import FinalityVote, SealedVote

CHAIN = bytes(32)
GENESIS = Checkpoint(0, bytes(32))
TERM_EPOCHS = 2
"""Epochs of a term: a set may change with every second one."""

Set = tuple[AccountId, ...]


def agents(*numbers: int) -> Set:
    """Agents by their numbers."""
    return tuple(bytes([number]) * 32 for number in numbers)


@dataclass(frozen=True)
class Plan:
    """What is fixed of a chain: its name, and the set that it elects for each term from the first on."""

    name: bytes
    sets: tuple[Set, ...]
    epochs: int


@dataclass(frozen=True)
class Outcome:
    """What became of a chain: the checkpoint that is final at its end, and who has signed which links."""

    finalised: Checkpoint
    votes: tuple[SealedVote, ...]
    sets: tuple[Set, ...]
    """The sets that served."""


@dataclass(frozen=True)
class Era:
    """The succession of a chain, as far as finality needs it."""

    number: int
    joint: bool
    first_epoch: int
    sets: tuple[Set, ...]


End = tuple[Finality, Era, tuple[SealedVote, ...]]
"""How an epoch ends: what is final, which set serves, and all votes so far."""


def outcomes(plan: Plan) -> list[Outcome]:
    """What may become of a chain, for every choice of voters in every epoch, where something is final at the end."""
    target = Target(GENESIS, GENESIS, 0, False, nobody(4), b"")
    ends: list[End] = [(Finality(GENESIS, GENESIS, target, target), Era(0, False, 0, (plan.sets[0],)), ())]
    for epoch in range(1, plan.epochs + 1):
        ends = [end for state in ends for end in _epoch(plan, epoch, *state)]
    return [Outcome(end.finalised, votes, era.sets) for end, era, votes in ends if end.finalised != GENESIS]


def _epoch(plan: Plan, epoch: int, state: Finality, era: Era, votes: tuple[SealedVote, ...]) -> Iterator[End]:
    """Every end of an epoch that begins like this."""
    if epoch % TERM_EPOCHS == 0:
        era = _term(plan, epoch // TERM_EPOCHS, state, era)
    block: Hash = plan.name + bytes([epoch]) * 31
    opened = finality.open_target(state, Checkpoint(epoch, block), era.number, era.joint, nobody(len(era.sets[-1])))
    source = opened.current.source
    vote = FinalityVote(CHAIN, source.epoch, source.hash, epoch, block)
    electorate = Electorate(era.sets[-1], era.sets[-2] if opened.current.joint else ())
    for voters in _choices(electorate):
        counted = opened
        sealed = tuple(SealedVote(vote, voter) for voter in voters)
        for each in sealed:
            counted = finality.count_vote(counted, each, CHAIN, electorate, Electorate((), ()))
        joint = eras.is_still_joint(era.joint, era.first_epoch, counted.finalised.epoch)
        yield counted, Era(era.number, joint, era.first_epoch, era.sets), votes + sealed


def _term(plan: Plan, term: int, state: Finality, era: Era) -> Era:
    elected = plan.sets[min(term, len(plan.sets) - 1)]
    scheduled = (term - 1) * TERM_EPOCHS
    same = elected == era.sets[-1]
    if eras.is_set_changed(term, term, len(elected), len(era.sets[-1]), same, scheduled, state.finalised.epoch, era.joint):
        return Era(era.number + 1, True, term * TERM_EPOCHS, (*era.sets, elected))
    return era


def _choices(electorate: Electorate) -> list[Set]:
    """Nobody, or the lowest or the highest agents that are a quorum: of each set, where two are asked; or of the new one alone."""
    ends = [_ends(members) for members in (electorate.members, electorate.former) if members]
    choices = [tuple(sorted({*first, *second})) for first, second in product(*ends)] if len(ends) == 2 else ends[0]
    return list(dict.fromkeys([(), *choices, *ends[0]]))


def _ends(members: Set) -> list[Set]:
    least = finality.quorum(len(members))
    return [members[:least], members[len(members) - least :]]


def conflicts(first: list[Outcome], second: list[Outcome]) -> Iterator[tuple[Outcome, Outcome]]:
    """Pairs of outcomes of two chains, both with something final, of which no set that served has more than a third of slashable agents."""
    for (one, by_one), (other, by_other) in product(_with_signed(first), _with_signed(second)):
        slashable = {voter for voter in by_one.keys() & by_other.keys() if _contradict(by_one[voter], by_other[voter])}
        if not any(3 * len(slashable.intersection(members)) > len(members) for members in {*one.sets, *other.sets}):
            yield one, other


Signed = frozenset[FinalityVote]
"""What one agent has signed on a chain. On one chain nobody can contradict itself: a target has one source, and sources never fall."""


def _with_signed(found: list[Outcome]) -> list[tuple[Outcome, dict[AccountId, Signed]]]:
    signed: list[tuple[Outcome, dict[AccountId, Signed]]] = []
    for outcome in found:
        votes: dict[AccountId, set[FinalityVote]] = {}
        for sealed in outcome.votes:
            votes.setdefault(sealed.voter, set()).add(sealed.vote)
        signed.append((outcome, {voter: frozenset(each) for voter, each in votes.items()}))
    return signed


@cache
def _contradict(mine: Signed, others: Signed) -> bool:
    checks = (evidence.check_double_vote, evidence.check_surround_vote)
    pairs = [*product(mine, others), *product(others, mine)]
    return any(_is_offence(check, *pair) for check in checks for pair in pairs)


def _is_offence(check: Callable[[FinalityVote, FinalityVote], None], first: FinalityVote, second: FinalityVote) -> bool:
    try:
        check(first, second)
    except Reject:
        return False
    return True


def forget() -> None:
    """Forget which votes contradict each other: the rules are about to change."""
    _contradict.cache_clear()
