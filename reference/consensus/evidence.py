"""Evidence: what proves that an agent has contradicted itself, and until when it counts.

Two signed objects prove it alone, on any chain of blocks and whatever else was lost: nothing about them has to be looked up.
"""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.consensus.calendar import Boundary, CheckpointSlots, first_slot_of_epoch
from reference.consensus.slashing import EvidenceSlots
from reference.numbers import AccountId, Hash, Slot
from reference.rules import kernel, procedure
from reference.state.agent import Agent, Standing
from reference.wire.block import authenticate_header
from reference.wire.consensus_bodies import Offence
from reference.wire.vote import FinalityVote, SealedVote, authenticate_vote, decode_signed_vote


@dataclass(frozen=True, slots=True)
class Evidence:
    """An offence that two signed objects prove."""

    offender: AccountId
    """Who signed both."""

    slot: Boundary
    """When it was committed: the slot of the headers, or the first one of the epoch of the votes' later target."""


@kernel("EVIDENCE-1")
def check_origin(first_signer: AccountId, second_signer: AccountId, first_chain: Hash, second_chain: Hash, chain: Hash) -> None:
    """Check that two signed objects have one signer, and are of this chain: on another one it may say what it likes.

    Rejects with `EVIDENCE_FOREIGN`, then `WRONG_CHAIN`.
    """
    if first_signer != second_signer:
        raise Reject(Code.EVIDENCE_FOREIGN)
    if first_chain != chain or second_chain != chain:
        raise Reject(Code.WRONG_CHAIN)


@kernel("EVIDENCE-2")
def check_double_header(first_slot: Slot, second_slot: Slot, first_hash: Hash, second_hash: Hash) -> None:
    """Check that one signer's two headers are of one slot, and not the same: the hashes are those of their blocks. Rejects with `EVIDENCE_HARMLESS`."""
    if first_slot != second_slot or first_hash == second_hash:
        raise Reject(Code.EVIDENCE_HARMLESS)


@kernel("EVIDENCE-2")
def check_double_vote(first: FinalityVote, second: FinalityVote) -> None:
    """Check that one voter's two votes have targets of one epoch, and are not the same. Rejects with `EVIDENCE_HARMLESS`."""
    if first.target_epoch != second.target_epoch or first == second:
        raise Reject(Code.EVIDENCE_HARMLESS)


@kernel("EVIDENCE-2")
def check_surround_vote(outer: FinalityVote, inner: FinalityVote) -> None:
    """Check that of one voter's two votes the first surrounds the second: its source is earlier, its target later. Rejects with `EVIDENCE_HARMLESS`."""
    if outer.source_epoch >= inner.source_epoch or outer.target_epoch <= inner.target_epoch:
        raise Reject(Code.EVIDENCE_HARMLESS)


@kernel("EVIDENCE-3")
def check_window(committed: Boundary, slot: Slot, evidence_slots: EvidenceSlots) -> None:
    """Check that an offence is neither later than the block in `slot` that includes its evidence nor more than `evidence_slots` slots before it.

    Rejects with `EVIDENCE_EARLY`, then `EVIDENCE_OLD`. A bond is locked for longer than evidence counts, so that no offence outlives it.
    """
    if committed > slot:
        raise Reject(Code.EVIDENCE_EARLY)
    if slot - committed > evidence_slots:
        raise Reject(Code.EVIDENCE_OLD)


@kernel("EVIDENCE-4")
def check_first_offence(agent: Agent) -> None:
    """Check that an offender is or was an agent, and was never slashed before. Rejects with `AGENT_UNKNOWN`, then `OFFENDER_KNOWN`.

    One offence counts, whatever it signed besides: otherwise each further pair of objects would pay its reporter again, and count as another offender.
    """
    if agent.standing == Standing.NONE:
        raise Reject(Code.AGENT_UNKNOWN)
    if agent.offence.slot != 0:
        raise Reject(Code.OFFENDER_KNOWN)


@procedure("EVIDENCE-5")
def authenticate_evidence(offence: Offence, first: bytes, second: bytes, chain: Hash, checkpoint_slots: CheckpointSlots) -> Evidence:
    """What the envelopes of two objects prove, once it is known who signed them.

    The checks in their order: the first envelope, then the second, with the codes of WIRE-13 for headers and of WIRE-14 for votes;
    EVIDENCE-1; EVIDENCE-2.
    """
    if offence == Offence.DOUBLE_HEADER:
        return _header_evidence(first, second, chain)
    one, other = _sealed_vote(first), _sealed_vote(second)
    check_origin(one.voter, other.voter, one.vote.chain, other.vote.chain, chain)
    if offence == Offence.DOUBLE_VOTE:
        check_double_vote(one.vote, other.vote)
    else:
        check_surround_vote(one.vote, other.vote)
    return Evidence(offender=one.voter, slot=first_slot_of_epoch(one.vote.target_epoch, checkpoint_slots))


def _header_evidence(first: bytes, second: bytes, chain: Hash) -> Evidence:
    one, other = authenticate_header(first), authenticate_header(second)
    check_origin(one.producer, other.producer, one.header.chain, other.header.chain, chain)
    check_double_header(one.header.slot, other.header.slot, one.hash, other.hash)
    return Evidence(offender=one.producer, slot=one.header.slot)


def _sealed_vote(data: bytes) -> SealedVote:
    return authenticate_vote(decode_signed_vote(data))
