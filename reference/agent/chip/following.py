"""Following the chain vote by vote: what LIGHT-3 and LIGHT-5 check at once, in pieces that fit a chip, with the same order among what concerns one piece."""

from dataclasses import dataclass, replace
from typing import Annotated

from reference.agent.chip.commands import Answer, Answers, Asked, Command, Signer
from reference.agent.chip.knowledge import MAX_MEMBERS, Members, Showing
from reference.agent.chip.records import LifeStage, NonVolatile
from reference.agent.chip.wallet import check_fresh, extend_trust
from reference.codes import Code, Reject
from reference.consensus.calendar import first_slot_of_epoch
from reference.consensus.eras import set_hash
from reference.consensus.light_client import View, certified_header, check_certified_vote, check_members, check_quorum, check_shown
from reference.consensus.seats import count_seats, has_seat, nobody, seat_of, with_seat
from reference.numbers import MAX_UINT64, AccountId, Epoch, EraNumber, Length, Slot, Term
from reference.rules import procedure
from reference.state.era import Era
from reference.state.finality import Checkpoint, SeatSet
from reference.state.proof import decode_proof, verify_proof
from reference.state.records import encode_record, record_path
from reference.state.tables import Table
from reference.wire.vote import FinalityVote, authenticate_vote, decode_signed_vote

HeaderBytes = Annotated[bytes, Length(0, 1_024)]
"""The envelope of a block's header."""

ProofBytes = Annotated[bytes, Length(0, 2_048)]
"""A state proof: with up to 60 siblings, which no chain of records that are hashed to their places comes near."""

MEMBERS_TO_SHOW = Length(1, MAX_MEMBERS)

IN_SERVICE = (LifeStage.BOUND, LifeStage.SUSPENDED)
"""The stages in which a chip follows its chain."""


@dataclass(frozen=True, slots=True)
class ShowLinks:
    """Command 9: a later checkpoint, by the link that leads to it and the one that leaves it, and the members of the set that the chip knows."""

    leading: FinalityVote
    """The one."""

    leaving: FinalityVote
    """The other."""

    members: Annotated[tuple[AccountId, ...], MEMBERS_TO_SHOW]
    """The members of the set."""


@dataclass(frozen=True, slots=True)
class ShowBorder:
    """Command 10: that the checkpoint that is being shown is the one with which another set takes over. Votes that were shown before do not count."""

    header: HeaderBytes
    """The header of the checkpoint's block."""

    members: Annotated[tuple[AccountId, ...], MEMBERS_TO_SHOW]
    """The members of the next set."""

    first_term: Term
    """The term in which it takes over."""

    proof: ProofBytes
    """That the state says so."""


@dataclass(frozen=True, slots=True)
class ShowVote:
    """Command 11: a vote for one of the two links."""

    leaves: bool
    """Whether it is for the link that leaves the checkpoint."""

    vote: Annotated[bytes, Length(0, 300)]
    """Its envelope."""


@dataclass(frozen=True, slots=True)
class Certify:
    """Command 12: that all votes were shown."""


def certified_slot(kept: NonVolatile) -> Slot:
    """The slot with which the epoch of a chip's checkpoint began: what it knows of the time, and nobody can tell it otherwise."""
    return slot_of(kept.view.certified.epoch, kept)


def slot_of(epoch: Epoch, kept: NonVolatile) -> Slot:
    """The slot with which an epoch began."""
    return min(first_slot_of_epoch(epoch, kept.checkpoint_slots), MAX_UINT64)


@procedure("WALLET-9")
def show_links(asked: Asked) -> Answer:
    """Begin to be shown a checkpoint. Rejects with `CHIP_STALE`, the codes of `check_shown` (LIGHT-3), then `ERA_FOREIGN`."""
    given: ShowLinks = asked.fields
    kept = asked.device.non_volatile
    check_fresh(kept.trust, asked.injected.reading)
    check_shown(given.leading, given.leaving, kept.view.chain, kept.view.certified)
    check_members(kept.view, given.members)
    showing = _before_votes(given.leading, given.leaving, kept.view.era, given.members, ())
    return Answer((), None, replace(asked.device.volatile, showing=showing))


@procedure("WALLET-9")
def show_border(asked: Asked) -> Answer:
    """Take in the next set. Rejects with `NOTHING_SHOWN`, the codes of LIGHT-4 and `PROOF_INVALID`."""
    given: ShowBorder = asked.fields
    view, showing = asked.device.non_volatile.view, _showing(asked)
    if showing.former:
        raise Reject(Code.NOTHING_SHOWN)
    checkpoint = Checkpoint(epoch=showing.leading.target_epoch, hash=showing.leading.target_hash)
    root = certified_header(checkpoint, given.header).state_root
    if view.era == MAX_UINT64:
        raise Reject(Code.PROOF_INVALID)
    era = Era(members=given.members, first_term=given.first_term)
    verify_proof(root, record_path((Table.ERAS, view.era + 1)), encode_record(era), decode_proof(given.proof))
    after = _before_votes(showing.leading, showing.leaving, view.era + 1, given.members, showing.members)
    return Answer((), None, replace(asked.device.volatile, showing=after))


@procedure("WALLET-9")
def show_vote(asked: Asked) -> Answer:
    """Count a vote. Rejects with `NOTHING_SHOWN`, and the codes that LIGHT-2 has for one vote."""
    given: ShowVote = asked.fields
    showing, place = _showing(asked), int(given.leaves)
    signed = decode_signed_vote(given.vote)
    seat, former_seat = seat_of(showing.members, signed.voter), seat_of(showing.former, signed.voter)
    voters, former_voters = showing.voters[place], showing.former_voters[place]
    counted = (seat is not None and has_seat(voters, seat)) or (former_seat is not None and has_seat(former_voters, former_seat))
    link = showing.leaving if given.leaves else showing.leading
    check_certified_vote(signed.vote, link, seat is not None or former_seat is not None, counted)
    authenticate_vote(signed)
    voters = voters if seat is None else with_seat(voters, seat)
    former_voters = former_voters if former_seat is None else with_seat(former_voters, former_seat)
    after = replace(showing, voters=_at(showing.voters, place, voters), former_voters=_at(showing.former_voters, place, former_voters))
    return Answer((count_seats(voters), count_seats(former_voters)), None, replace(asked.device.volatile, showing=after))


@procedure("WALLET-9")
def certify(asked: Asked) -> Answer:
    """Take the checkpoint for final. Rejects with `NOTHING_SHOWN`, `QUORUM_MISSING`, for the link to it and then for the link from it, and `CHIP_STALE`."""
    kept, showing = asked.device.non_volatile, _showing(asked)
    for voters, former_voters in zip(showing.voters, showing.former_voters, strict=True):
        check_quorum(count_seats(voters), count_seats(former_voters), len(showing.members), bool(showing.former))
    checkpoint = Checkpoint(epoch=showing.leading.target_epoch, hash=showing.leading.target_hash)
    trust = extend_trust(kept.trust, asked.injected.reading, certified_slot(kept), slot_of(checkpoint.epoch, kept))
    view = View(chain=kept.view.chain, certified=checkpoint, era=showing.era, members=set_hash(showing.members))
    return Answer((checkpoint.epoch,), replace(kept, view=view, trust=trust), replace(asked.device.volatile, showing=None))


def _showing(asked: Asked) -> Showing:
    showing = asked.device.volatile.showing
    if showing is None:
        raise Reject(Code.NOTHING_SHOWN)
    return showing


def _before_votes(leading: FinalityVote, leaving: FinalityVote, era: EraNumber, members: Members, former: Members) -> Showing:
    """What a chip is shown, before any vote."""
    none, none_before = nobody(len(members)), nobody(len(former))
    return Showing(leading, leaving, era, members, former, (none, none), (none_before, none_before))


def _at(pair: tuple[SeatSet, SeatSet], place: int, seats: SeatSet) -> tuple[SeatSet, SeatSet]:
    return (pair[0], seats) if place else (seats, pair[1])


VOTE_CODES = (Code.NOTHING_SHOWN, Code.KEY_INVALID, Code.SIGNATURE_NOT_CANONICAL, Code.CERTIFICATE_FOREIGN, Code.SIGNATURE_INVALID)
LINK_CODES = (Code.CHIP_STALE, Code.WRONG_CHAIN, Code.CHECKPOINT_NOT_ABOVE, Code.CERTIFICATE_FOREIGN, Code.ERA_FOREIGN)
BORDER_CODES = (Code.NOTHING_SHOWN, Code.HEADER_FOREIGN, Code.PROOF_INVALID)
SEATS = {"votes": Term, "former_votes": Term}

FOLLOWING_COMMANDS = (
    Command(9, ShowLinks, IN_SERVICE, Signer.NOBODY, {}, False, LINK_CODES),
    Command(10, ShowBorder, IN_SERVICE, Signer.NOBODY, {}, False, BORDER_CODES),
    Command(11, ShowVote, IN_SERVICE, Signer.NOBODY, SEATS, False, VOTE_CODES),
    Command(12, Certify, IN_SERVICE, Signer.NOBODY, {"epoch": Epoch}, True, (Code.NOTHING_SHOWN, Code.QUORUM_MISSING, Code.CHIP_STALE)),
)
"""The rows of the table."""

FOLLOWING_ANSWERS: Answers = {ShowLinks: show_links, ShowBorder: show_border, ShowVote: show_vote, Certify: certify}
"""What carries them out."""
