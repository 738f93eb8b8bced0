"""The light client: how a chip follows what is final with one checkpoint, one number and one hash, and nothing of the chain between.

What a chip is shown of a checkpoint are two *certificates*, each the votes of a quorum for one link: one that leads to the
checkpoint, and one that leads from it to the next epoch. The second makes it final (rule FINALITY-5). The first is what makes
agents answer for it: without it a quorum could sign the second for a block that was never justified, and contradict
nothing it signed elsewhere. With both, whatever the chain justifies later descends from that checkpoint, or more than a third
of the set is slashable.
"""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.consensus.eras import set_hash
from reference.consensus.finality import AgentCount, Electorate, VoteCount, is_quorum_link
from reference.consensus.seats import count_seats, has_seat, nobody, seat_of, with_seat
from reference.numbers import MAX_UINT64, AccountId, EraNumber, Hash
from reference.rules import kernel, procedure
from reference.state.era import Era
from reference.state.finality import Checkpoint
from reference.state.proof import StateProof, verify_proof
from reference.state.records import encode_record, record_path
from reference.state.tables import Table
from reference.wire.block import Header, block_hash, decode_header
from reference.wire.envelope import decode_envelope, signed_bytes
from reference.wire.hashing import Tag
from reference.wire.vote import FinalityVote, authenticate_vote, decode_signed_vote


@dataclass(frozen=True, slots=True)
class View:
    """All that a chip keeps of the chain: 80 bytes and its chain's id."""

    chain: Hash
    """The chain that it follows."""

    certified: Checkpoint
    """The highest checkpoint that it knows to be final."""

    era: EraNumber
    """The era whose set it asks for votes."""

    members: Hash
    """The hash of that set (rule ERA-1); its members are shown again with each certificate."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The votes for one link."""

    link: FinalityVote
    """The link."""

    votes: tuple[bytes, ...]
    """The envelopes of votes for it, each by another agent. A chip looks at one after another and keeps none."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What makes one checkpoint final to a chip."""

    leading: Certificate
    """The link that leads to it."""

    leaving: Certificate
    """The link that leads from it to the next epoch."""


@procedure("LIGHT-1")
def check_members(view: View, members: tuple[AccountId, ...]) -> None:
    """Check that these are the members of the set that a chip knows. Rejects with `ERA_FOREIGN`."""
    if set_hash(members) != view.members:
        raise Reject(Code.ERA_FOREIGN)


@kernel("LIGHT-2")
def check_certified_vote(vote: FinalityVote, link: FinalityVote, seated: bool, counted: bool) -> None:
    """Check a vote of a certificate: it is for the certificate's link, by a member, and is not `counted` yet. Rejects with `CERTIFICATE_FOREIGN`."""
    if vote != link or not seated or counted:
        raise Reject(Code.CERTIFICATE_FOREIGN)


@kernel("LIGHT-2")
def check_quorum(votes: VoteCount, former_votes: VoteCount, agents: AgentCount, joint: bool) -> None:
    """Check that a certificate has a quorum, and where it is `joint` one of each set. Rejects with `QUORUM_MISSING`."""
    if not is_quorum_link(votes, former_votes, agents, joint):
        raise Reject(Code.QUORUM_MISSING)


@procedure("LIGHT-2")
def check_certificate(certificate: Certificate, electorate: Electorate) -> None:
    """Check that a quorum of the electorate's members has signed a link, and one of the former members where there are any.

    One vote after another: its form, key and signature's form (WIRE-14), whether it belongs here (`CERTIFICATE_FOREIGN`),
    its signature (`SIGNATURE_INVALID`). Then `QUORUM_MISSING`. A vote counts in each set that its voter has a seat in.
    """
    members, former = electorate.members, electorate.former
    voters, former_voters = nobody(len(members)), nobody(len(former))
    for data in certificate.votes:
        signed = decode_signed_vote(data)
        seat, former_seat = seat_of(members, signed.voter), seat_of(former, signed.voter)
        counted = (seat is not None and has_seat(voters, seat)) or (former_seat is not None and has_seat(former_voters, former_seat))
        check_certified_vote(signed.vote, certificate.link, seat is not None or former_seat is not None, counted)
        authenticate_vote(signed)
        voters = voters if seat is None else with_seat(voters, seat)
        former_voters = former_voters if former_seat is None else with_seat(former_voters, former_seat)
    check_quorum(count_seats(voters), count_seats(former_voters), len(members), bool(former))


@kernel("LIGHT-3")
def check_shown(leading: FinalityVote, leaving: FinalityVote, chain: Hash, certified: Checkpoint) -> Checkpoint:
    """The checkpoint that two links make final, above the one that is `certified`.

    Rejects with `WRONG_CHAIN`; with `CHECKPOINT_NOT_ABOVE`; and with `CERTIFICATE_FOREIGN` where the one link does not begin where
    the other ends, the one leads backwards, or the other does not lead to the very next epoch.
    """
    if leading.chain != chain or leaving.chain != chain:
        raise Reject(Code.WRONG_CHAIN)
    if leading.target_epoch <= certified.epoch:
        raise Reject(Code.CHECKPOINT_NOT_ABOVE)
    meet = leaving.source_epoch == leading.target_epoch and leaving.source_hash == leading.target_hash
    forwards = leading.source_epoch < leading.target_epoch
    direct = leaving.target_epoch > leaving.source_epoch and leaving.target_epoch - leaving.source_epoch == 1
    if not (meet and forwards and direct):
        raise Reject(Code.CERTIFICATE_FOREIGN)
    return Checkpoint(epoch=leading.target_epoch, hash=leading.target_hash)


@procedure("LIGHT-3")
def advance(view: View, shown: Shown, members: tuple[AccountId, ...]) -> View:
    """The view of a chip that was shown a later final checkpoint of the era that it knows.

    In this order: the links (`check_shown`), the set (LIGHT-1), the two certificates (LIGHT-2).
    """
    checkpoint = check_shown(shown.leading.link, shown.leaving.link, view.chain, view.certified)
    check_members(view, members)
    electorate = Electorate(members=members, former=())
    check_certificate(shown.leading, electorate)
    check_certificate(shown.leaving, electorate)
    return View(chain=view.chain, certified=checkpoint, era=view.era, members=view.members)


@procedure("LIGHT-4")
def certified_header(checkpoint: Checkpoint, data: bytes) -> Header:
    """The header of a checkpoint's block, under whose state root a chip then takes proofs (STATE-6).

    Rejects with `MALFORMED`, then with `HEADER_FOREIGN`. The producer's signature is not looked at: the agents have done that, and the
    checkpoint's hash commits to all that it covers.
    """
    envelope = decode_envelope(data)
    header = decode_header(envelope.payload)
    if block_hash(signed_bytes(envelope.key, envelope.payload, Tag.BLOCK_HEADER)) != checkpoint.hash:
        raise Reject(Code.HEADER_FOREIGN)
    return header


@procedure("LIGHT-5")
def follow(view: View, shown: Shown, members: tuple[AccountId, ...], header: bytes, era: Era, proof: StateProof) -> View:
    """The view of a chip that was shown a later final checkpoint whose state knows the next set, which it asks for votes from now on.

    In this order: the links (`check_shown`), the set (LIGHT-1), the header (LIGHT-4), the proof that the next era is this one
    (`PROOF_INVALID`), and the two certificates (LIGHT-2), which need a quorum of each of the two sets.
    """
    checkpoint = check_shown(shown.leading.link, shown.leaving.link, view.chain, view.certified)
    check_members(view, members)
    state_root = certified_header(checkpoint, header).state_root
    if view.era == MAX_UINT64:  # no era has the next number, so that nothing proves one
        raise Reject(Code.PROOF_INVALID)
    number = view.era + 1
    verify_proof(state_root, record_path((Table.ERAS, number)), encode_record(era), proof)
    electorate = Electorate(members=era.members, former=members)
    check_certificate(shown.leading, electorate)
    check_certificate(shown.leaving, electorate)
    return View(chain=view.chain, certified=checkpoint, era=number, members=set_hash(era.members))
