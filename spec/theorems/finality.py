# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of finality: quorums overlap, a vote counts once, nothing justified or final is ever lowered, and an honest quorum gets on."""

from dataclasses import dataclass
from functools import reduce
from typing import Annotated

from reference.codes import Code, Reject
from reference.consensus.evidence import check_double_vote, check_surround_vote
from reference.consensus.finality import AgentCount, VoteCount, check_link, check_voter, finalise, is_quorum_link, justify, open_target, quorum
from reference.consensus.seats import NO_SEATS
from reference.consensus.watermark import Watermark, raise_watermark
from reference.numbers import MAX_AMOUNT, MAX_UINT64, Amount, Epoch, EraNumber, Hash, Range
from reference.state.finality import Checkpoint, Finality, SeatSet, Target
from reference.wire.vote import FinalityVote
from spec.prover import Fold, Seen
from spec.prover.statement import Says, first_failing, rejection, theorem

EarlyEpoch = Annotated[int, Range(0, MAX_UINT64 - 2)]
"""An epoch that two more follow."""


# Quorums.


@dataclass(frozen=True, slots=True)
class Ballot:
    """An agent's weight, and whether it is in each of two quorums."""

    weight: Amount
    first: bool
    second: bool


@dataclass(frozen=True, slots=True)
class Overlap:
    """The weights of a set, of two parts of it, and of what they share."""

    whole: Amount
    first: Amount
    second: Amount
    both: Amount


NOTHING = Overlap(whole=0, first=0, second=0, both=0)


def add_ballot(overlap: Overlap, ballot: Ballot) -> Overlap:
    """The weights with one more agent. Rejects where the whole is no amount."""
    whole = overlap.whole + ballot.weight
    if whole > MAX_AMOUNT:
        raise Reject(Code.BALANCE_OVERFLOW)
    first = overlap.first + (ballot.weight if ballot.first else 0)
    second = overlap.second + (ballot.weight if ballot.second else 0)
    return Overlap(whole, first, second, overlap.both + (ballot.weight if ballot.first and ballot.second else 0))


def shares_what_the_whole_cannot_hold(overlap: Overlap, seen: Seen) -> bool:
    parts = (overlap.first <= overlap.whole) & (overlap.second <= overlap.whole) & (overlap.both <= overlap.first) & (overlap.both <= overlap.second)
    return parts & (overlap.both + overlap.whole >= overlap.first + overlap.second) & (overlap.whole == seen.total("weight"))


OVERLAP = Fold(add_ballot, invariant=shares_what_the_whole_cannot_hold)


@theorem("FINALITY-1", "Two quorums of one set, whatever its agents weigh, share more than a third of the whole.", says=Says.INVARIANT, folding=(OVERLAP,))
def quorums_overlap(ballots: tuple[Ballot, ...]) -> bool:
    overlap = reduce(add_ballot, ballots, NOTHING)
    least = quorum(overlap.whole)
    return not (overlap.first >= least and overlap.second >= least) or 3 * overlap.both > overlap.whole


@theorem("FINALITY-1", "A quorum never rejects: every weight has one.", says=Says.ACCEPTANCE)
def quorum_accepts(weight: Amount) -> bool:
    return rejection(quorum, weight) is None


@theorem("FINALITY-1", "A quorum is the least weight above two thirds of the whole.", says=Says.AMOUNTS)
def quorum_is_exact(weight: Amount) -> bool:
    least = quorum(weight)
    return (3 * least > 2 * weight) & (3 * least <= 2 * weight + 3)


@theorem("FINALITY-1", "As long as fewer than a third are silent, the others are a quorum: 66 of 99 are not, 67 are.")
def quorum_is_reached(agents: AgentCount, silent: VoteCount) -> bool:
    if silent > agents:
        return True
    return (agents - silent >= quorum(agents)) == (3 * silent < agents)


# Targets.


@theorem("FINALITY-2", "An epoch opens whatever came before.", says=Says.ACCEPTANCE)
def open_target_accepts(finality: Finality, checkpoint: Checkpoint, era: EraNumber, joint: bool, none: SeatSet) -> bool:
    return rejection(open_target, finality, checkpoint, era, joint, none) is None


@theorem("FINALITY-2", "A new target has the highest justified checkpoint for its source and no votes, and the one before it keeps its own.", says=Says.AMOUNTS)
def open_target_is_exact(finality: Finality, checkpoint: Checkpoint, era: EraNumber, joint: bool, none: SeatSet) -> bool:
    opened = open_target(finality, checkpoint, era, joint, none)
    former = none if joint else NO_SEATS
    current = Target(checkpoint=checkpoint, source=finality.justified, era=era, joint=joint, voters=none, former_voters=former)
    return opened == Finality(justified=finality.justified, finalised=finality.finalised, current=current, previous=finality.current)


def _sound(finality: Finality) -> bool:
    """The invariant of finality: the order of its checkpoints in time."""
    current, previous = finality.current, finality.previous
    sources = (previous.source.epoch <= current.source.epoch) & (current.source.epoch <= finality.justified.epoch)
    targets = (previous.checkpoint.epoch <= current.checkpoint.epoch) & (finality.justified.epoch <= current.checkpoint.epoch)
    links = (previous.source.epoch <= previous.checkpoint.epoch) & (current.source.epoch <= current.checkpoint.epoch)
    return sources & targets & links & (finality.finalised.epoch <= finality.justified.epoch)


def _sound_before(finality: Finality, checkpoint: Checkpoint) -> bool:
    return _sound(finality) & (checkpoint.epoch > finality.current.checkpoint.epoch)


@theorem("FINALITY-2", "A new epoch keeps finalised, justified and targets in their order, and lowers no source.", says=Says.INVARIANT, assuming=_sound_before)
def open_target_keeps_the_order(finality: Finality, checkpoint: Checkpoint, era: EraNumber, joint: bool, none: SeatSet) -> bool:
    opened = open_target(finality, checkpoint, era, joint, none)
    return _sound(opened) & (opened.current.source.epoch < opened.current.checkpoint.epoch)


# Votes.


def _is_for(vote: FinalityVote, target: Target) -> bool:
    checkpoint = target.checkpoint
    return (vote.target_epoch == checkpoint.epoch) & (vote.target_hash == checkpoint.hash) & (checkpoint.epoch > target.source.epoch)


def _comes_from(vote: FinalityVote, target: Target) -> bool:
    return (vote.source_epoch == target.source.epoch) & (vote.source_hash == target.source.hash)


@theorem("FINALITY-3", "A vote is rejected for another chain, then for an unknown target, then for another source than its target's.", says=Says.ACCEPTANCE)
def check_link_accepts(vote: FinalityVote, chain: Hash, current: Target, previous: Target) -> bool:
    expected = first_failing(
        (vote.chain != chain, Code.WRONG_CHAIN),
        (not _is_for(vote, current) and not _is_for(vote, previous), Code.VOTE_TARGET_UNKNOWN),
        (not _comes_from(vote, current if _is_for(vote, current) else previous), Code.VOTE_SOURCE_MISMATCH),
    )
    return rejection(check_link, vote, chain, current, previous) == expected


@theorem("FINALITY-3", "A vote counts for the current target where it is for that, and else for the previous one.", says=Says.AMOUNTS)
def check_link_is_exact(vote: FinalityVote, chain: Hash, current: Target, previous: Target) -> bool:
    return check_link(vote, chain, current, previous) == _is_for(vote, current)


@theorem("FINALITY-3", "A vote that counts is a link forwards, and two of one target that count are the same vote.", says=Says.INVARIANT)
def votes_that_count_agree(vote: FinalityVote, other: FinalityVote, chain: Hash, target: Target, previous: Target) -> bool:
    first, second = check_link(vote, chain, target, previous), check_link(other, chain, target, previous)
    forwards = vote.source_epoch < vote.target_epoch
    return forwards and (first != second or vote == other)


@theorem("FINALITY-3", "A voter is rejected where it has no seat, then where its vote is counted already.", says=Says.ACCEPTANCE)
def check_voter_accepts(seated: bool, counted: bool) -> bool:
    expected = first_failing((not seated, Code.VOTER_NOT_SEATED), (counted, Code.VOTE_REPEATED))
    return rejection(check_voter, seated, counted) == expected


# Justified and final.


@theorem("FINALITY-4", "Whether there is a quorum, and what it justifies, is always decided.", says=Says.ACCEPTANCE)
def justify_accepts(justified: Checkpoint, target: Checkpoint, votes: VoteCount, former_votes: VoteCount, agents: AgentCount, joint: bool) -> bool:
    linked = is_quorum_link(votes, former_votes, agents, joint)
    return rejection(is_quorum_link, votes, former_votes, agents, joint) is None and rejection(justify, justified, target, linked) is None


@theorem("FINALITY-4", "A target is justified by more than two thirds of its set, and of the set before where it is joint.", says=Says.AMOUNTS)
def justify_is_exact(justified: Checkpoint, target: Checkpoint, votes: VoteCount, former_votes: VoteCount, agents: AgentCount, joint: bool) -> bool:
    linked = is_quorum_link(votes, former_votes, agents, joint)
    expected = 3 * votes > 2 * agents and (not joint or 3 * former_votes > 2 * agents)
    after = justify(justified, target, linked)
    return linked == expected and after == (target if linked and target.epoch > justified.epoch else justified)


@theorem("FINALITY-4", "The highest justified checkpoint is never lowered, nor replaced by another of its epoch.", says=Says.INVARIANT)
def justified_never_falls(justified: Checkpoint, target: Checkpoint, linked: bool) -> bool:
    after = justify(justified, target, linked)
    return after == justified or after.epoch > justified.epoch


@theorem("FINALITY-4", "One more vote never takes a quorum away.")
def votes_only_help(votes: VoteCount, former_votes: VoteCount, agents: AgentCount, joint: bool) -> bool:
    if votes == 999 or former_votes == 999 or not is_quorum_link(votes, former_votes, agents, joint):
        return True
    return is_quorum_link(votes + 1, former_votes, agents, joint) and is_quorum_link(votes, former_votes + 1, agents, joint)


@theorem("FINALITY-5", "What is final is always decided.", says=Says.ACCEPTANCE)
def finalise_accepts(finalised: Checkpoint, source: Checkpoint, target: Checkpoint, linked: bool) -> bool:
    return rejection(finalise, finalised, source, target, linked) is None


@theorem("FINALITY-5", "A source is final just where a quorum link leads from it to the very next epoch, unless a later one is.", says=Says.AMOUNTS)
def finalise_is_exact(finalised: Checkpoint, source: Checkpoint, target: Checkpoint, linked: bool) -> bool:
    raised = linked and source.epoch + 1 == target.epoch and source.epoch > finalised.epoch
    return finalise(finalised, source, target, linked) == (source if raised else finalised)


@theorem("FINALITY-5", "The highest finalised checkpoint is never lowered, nor replaced by another of its epoch.", says=Says.INVARIANT)
def finalised_never_falls(finalised: Checkpoint, source: Checkpoint, target: Checkpoint, linked: bool) -> bool:
    after = finalise(finalised, source, target, linked)
    return after == finalised or after.epoch > finalised.epoch


@theorem("FINALITY-5", "A vote keeps finalised, justified and targets in their order.", assuming=_sound)
def votes_keep_the_order(finality: Finality, for_current: bool, linked: bool) -> bool:
    target = finality.current if for_current else finality.previous
    after = Finality(
        justified=justify(finality.justified, target.checkpoint, linked),
        finalised=finalise(finality.finalised, target.source, target.checkpoint, linked),
        current=finality.current,
        previous=finality.previous,
    )
    return _sound(after)


# Watermarks.


@theorem("FINALITY-6", "A signer refuses a link backwards, then a source below its watermark, then a target not above it.", says=Says.ACCEPTANCE)
def raise_watermark_accepts(watermark: Watermark, source: Epoch, target: Epoch) -> bool:
    expected = first_failing(
        (target <= source, Code.LINK_BACKWARDS),
        (source < watermark.source, Code.SOURCE_BELOW_WATERMARK),
        (target <= watermark.target, Code.TARGET_NOT_ABOVE_WATERMARK),
    )
    return rejection(raise_watermark, watermark, source, target) == expected


@theorem("FINALITY-6", "The watermark becomes exactly the vote's two epochs.", says=Says.AMOUNTS)
def raise_watermark_is_exact(watermark: Watermark, source: Epoch, target: Epoch) -> bool:
    return raise_watermark(watermark, source, target) == Watermark(source=source, target=target)


@theorem("FINALITY-6", "A watermark is never lowered, and its target always rises.", says=Says.INVARIANT)
def watermark_never_falls(watermark: Watermark, source: Epoch, target: Epoch) -> bool:
    raised = raise_watermark(watermark, source, target)
    return (raised.source >= watermark.source) & (raised.target > watermark.target)


def _is_below(vote: FinalityVote, watermark: Watermark) -> bool:
    """Whether a watermark covers a vote, as it does from its signing on."""
    return (vote.source_epoch <= watermark.source) & (vote.target_epoch <= watermark.target)


@theorem("FINALITY-6", "Whoever keeps to its watermark never signs a vote that contradicts one that it has signed, and the watermark covers both from then on.")
def watermark_keeps_from_slashing(earlier: FinalityVote, later: FinalityVote, watermark: Watermark) -> bool:
    if not _is_below(earlier, watermark):
        return True
    raised = raise_watermark(watermark, later.source_epoch, later.target_epoch)
    checks = ((check_double_vote, earlier, later), (check_surround_vote, earlier, later), (check_surround_vote, later, earlier))
    return all(rejection(*each) == Code.EVIDENCE_HARMLESS for each in checks) and _is_below(earlier, raised) and _is_below(later, raised)


def _can_go_on(finality: Finality, watermark: Watermark, epoch: EarlyEpoch) -> bool:
    """An honest voter has signed no source above the highest justified checkpoint, and no target from this epoch on."""
    return _sound(finality) & (watermark.source <= finality.justified.epoch) & (watermark.target < epoch) & (finality.current.checkpoint.epoch < epoch)


def _vote_for(target: Target, chain: Hash) -> FinalityVote:
    """What an honest agent signs: a vote for a target, from its source."""
    return FinalityVote(chain, target.source.epoch, target.source.hash, target.checkpoint.epoch, target.checkpoint.hash)


@theorem(
    "FINALITY-6",
    "An honest quorum can always vote on: the next two epochs that have blocks are open to every honest voter, and finalise the first.",
    assuming=_can_go_on,
)
def honest_quorum_gets_on(
    finality: Finality, watermark: Watermark, chain: Hash, epoch: EarlyEpoch, first: Hash, second: Hash, era: EraNumber, joint: bool, none: SeatSet
) -> bool:
    opened = open_target(finality, Checkpoint(epoch, first), era, joint, none)
    link = opened.current
    raised = raise_watermark(watermark, link.source.epoch, link.checkpoint.epoch)
    justified = justify(opened.justified, link.checkpoint, True)
    counted = Finality(justified, finalise(opened.finalised, link.source, link.checkpoint, True), link, opened.previous)
    following = open_target(counted, Checkpoint(epoch + 1, second), era, joint, none).current
    signed = rejection(raise_watermark, raised, following.source.epoch, following.checkpoint.epoch)
    included = rejection(check_link, _vote_for(link, chain), chain, link, opened.previous)
    final = finalise(counted.finalised, following.source, following.checkpoint, True)
    return signed is None and included is None and justified == Checkpoint(epoch, first) and final == Checkpoint(epoch, first)
