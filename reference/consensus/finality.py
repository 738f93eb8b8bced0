"""Finality: how votes for links between checkpoints make checkpoints justified, and then final.

This is Casper FFG with equal votes. A *link* leads from a checkpoint, its source, to a later one, its target. A link
that a quorum has voted for is a *quorum link*; its target is justified, and its source is final if the target is the
checkpoint of the very next epoch. Two quorums share more than a third of the set, so that two chains can only both
be finalised by agents who have signed what no honest agent signs (rule EVIDENCE-2).
"""

from dataclasses import dataclass
from typing import Annotated

from reference.codes import Code, Reject
from reference.consensus.seats import NO_SEATS, count_seats, has_seat, seat_of, with_seat
from reference.numbers import AccountId, Amount, EraNumber, Hash, Range
from reference.rules import kernel, procedure
from reference.state.finality import Checkpoint, Finality, SeatSet, Target
from reference.wire.vote import FinalityVote, SealedVote

AgentCount = Annotated[int, Range(1, 999)]
"""How many agents a set has."""

VoteCount = Annotated[int, Range(0, 999)]
"""How many of them have voted."""


@dataclass(frozen=True, slots=True)
class Electorate:
    """The agents whose votes one target needs."""

    members: tuple[AccountId, ...]
    """The set of the target's era, sorted by their ids."""

    former: tuple[AccountId, ...]
    """The set before, where its votes are needed as well; empty elsewhere."""


@kernel("FINALITY-1")
def quorum(weight: Amount) -> Amount:
    """The least weight that is more than two thirds of the whole: 67 of 99 agents. Two such parts share more than a third of the whole."""
    return 2 * weight // 3 + 1


@kernel("FINALITY-2")
def open_target(finality: Finality, checkpoint: Checkpoint, era: EraNumber, joint: bool, none: SeatSet) -> Finality:
    """Begin an epoch: its checkpoint is the one to vote for now, from the highest justified one.

    `era` and `joint` are those of the succession when the epoch begins, `none` the empty set of seats. Votes for the
    target that was current still count; those for the one before it do so no longer.
    """
    current = Target(
        checkpoint=checkpoint,
        source=finality.justified,
        era=era,
        joint=joint,
        voters=none,
        former_voters=none if joint else NO_SEATS,
    )
    return Finality(justified=finality.justified, finalised=finality.finalised, current=current, previous=finality.current)


@kernel("FINALITY-3")
def check_link(vote: FinalityVote, chain: Hash, current: Target, previous: Target) -> bool:
    """Whether a vote is for the current target and not for the previous one.

    Rejects with `WRONG_CHAIN`, with `VOTE_TARGET_UNKNOWN` where it is for neither, and with `VOTE_SOURCE_MISMATCH`
    where it comes from another source than its target's. For a checkpoint that is its own source nobody votes.
    """
    if vote.chain != chain:
        raise Reject(Code.WRONG_CHAIN)
    for_current = _leads_to(vote, current)
    if not for_current and not _leads_to(vote, previous):
        raise Reject(Code.VOTE_TARGET_UNKNOWN)
    source = current.source if for_current else previous.source
    if vote.source_epoch != source.epoch or vote.source_hash != source.hash:
        raise Reject(Code.VOTE_SOURCE_MISMATCH)
    return for_current


@kernel("FINALITY-3")
def check_voter(seated: bool, counted: bool) -> None:
    """Check that a voter is `seated` in a set whose votes the target needs, and that its vote is not `counted` yet.

    Rejects with `VOTER_NOT_SEATED`, then `VOTE_REPEATED`.
    """
    if not seated:
        raise Reject(Code.VOTER_NOT_SEATED)
    if counted:
        raise Reject(Code.VOTE_REPEATED)


@kernel("FINALITY-4")
def is_quorum_link(votes: VoteCount, former_votes: VoteCount, agents: AgentCount, joint: bool) -> bool:
    """Whether a quorum has voted for a link; where it is joint, a quorum of each of the two sets."""
    return votes >= quorum(agents) and (not joint or former_votes >= quorum(agents))


@kernel("FINALITY-4")
def justify(justified: Checkpoint, target: Checkpoint, linked: bool) -> Checkpoint:
    """The highest justified checkpoint, now that `target` has a quorum link (`linked`) or has none."""
    return target if linked and target.epoch > justified.epoch else justified


@kernel("FINALITY-5")
def finalise(finalised: Checkpoint, source: Checkpoint, target: Checkpoint, linked: bool) -> Checkpoint:
    """The highest finalised checkpoint, now that a quorum link leads from `source`, which is justified, to `target`, or none does.

    The target has to be of the very next epoch: an epoch between them might be that of another chain's checkpoint.
    """
    follows = target.epoch > source.epoch and target.epoch - source.epoch == 1
    return source if linked and follows and source.epoch > finalised.epoch else finalised


@procedure("FINALITY-3")
def count_vote(finality: Finality, sealed: SealedVote, chain: Hash, current: Electorate, previous: Electorate) -> Finality:
    """Count a vote, and make justified and final what it does.

    `current` and `previous` are the electorates of the two targets. Rejects with `WRONG_CHAIN`, `VOTE_TARGET_UNKNOWN`,
    `VOTE_SOURCE_MISMATCH`, `VOTER_NOT_SEATED`, `VOTE_REPEATED`, in this order.
    """
    if check_link(sealed.vote, chain, finality.current, finality.previous):
        target = with_vote(finality.current, sealed.voter, current)
        return Finality(*_highest(finality, target, len(current.members)), current=target, previous=finality.previous)
    target = with_vote(finality.previous, sealed.voter, previous)
    return Finality(*_highest(finality, target, len(previous.members)), current=finality.current, previous=target)


@procedure("FINALITY-3")
def with_vote(target: Target, voter: AccountId, electorate: Electorate) -> Target:
    """A target with one more vote, in every set that the voter has a seat in and whose votes are needed.

    Rejects with `VOTER_NOT_SEATED`, then `VOTE_REPEATED`.
    """
    seat, former_seat = seat_of(electorate.members, voter), seat_of(electorate.former, voter)
    counted = (seat is not None and has_seat(target.voters, seat)) or (former_seat is not None and has_seat(target.former_voters, former_seat))
    check_voter(seat is not None or former_seat is not None, counted)
    voters = target.voters if seat is None else with_seat(target.voters, seat)
    former_voters = target.former_voters if former_seat is None else with_seat(target.former_voters, former_seat)
    return Target(target.checkpoint, target.source, target.era, target.joint, voters, former_voters)


def _highest(finality: Finality, target: Target, agents: int) -> tuple[Checkpoint, Checkpoint]:
    """The highest justified and the highest finalised checkpoint, given what has been voted for a target."""
    linked = is_quorum_link(count_seats(target.voters), count_seats(target.former_voters), agents, target.joint)
    return justify(finality.justified, target.checkpoint, linked), finalise(finality.finalised, target.source, target.checkpoint, linked)


def _leads_to(vote: FinalityVote, target: Target) -> bool:
    """Whether a vote is for this target, and the target is one to vote for."""
    checkpoint = target.checkpoint
    return checkpoint.epoch > target.source.epoch and vote.target_epoch == checkpoint.epoch and vote.target_hash == checkpoint.hash
