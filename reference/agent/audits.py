"""Audits of stored data: a provider that keeps every chunk can answer each, and one that has dropped some is found out sooner or later."""

from dataclasses import replace

from reference.agent.challenges import ANSWER_ROUNDS, DRAW_ROUNDS
from reference.agent.chunks import root_above
from reference.codes import Code, Reject
from reference.economy.escrow import deadline_after
from reference.numbers import AccountId, Hash, Round, Slot
from reference.rules import kernel, procedure
from reference.state.order import Phase
from reference.state.replica import LAST_AUDIT, Audits, ChunkIndex, Misses, ReplicaStage
from reference.wire.listing_bodies import Wait
from reference.wire.service_bodies import Confirmation
from reference.wire.storage_bodies import ChunkCount, Patience, Pieces


@procedure("STORAGE-11")
def check_answer(root: Hash, chunks: ChunkCount, asked: tuple[ChunkIndex, ...], pieces: Pieces) -> None:
    """Check that an answer has the chunks that were asked for.

    Rejects with `ANSWER_SIZE_WRONG`; then, piece by piece, with `PATH_INVALID`, then `CHUNK_WRONG`.
    """
    if len(pieces) != len(asked):
        raise Reject(Code.ANSWER_SIZE_WRONG)
    for index, piece in zip(asked, pieces, strict=True):
        if root_above(piece.chunk, index, chunks, piece.path) != root:
            raise Reject(Code.CHUNK_WRONG)


@kernel("STORAGE-12")
def check_replaceable(stage: ReplicaStage) -> None:
    """Check that a provider may still say what it keeps, or say so anew. Rejects with `REPLICA_ACCEPTED`."""
    if stage == ReplicaStage.ACCEPTED:
        raise Reject(Code.REPLICA_ACCEPTED)


@kernel("STORAGE-13")
def accept_replica(stage: ReplicaStage, same: bool, slot: Slot) -> Audits:
    """The audits of a replica once its consumer has confirmed what is kept; `same` says whether it names just what the provider has committed to.

    Rejects with `REPLICA_UNKNOWN`, `REPLICA_ACCEPTED`, `REPLICA_OTHER`, in this order.
    """
    if stage == ReplicaStage.NONE:
        raise Reject(Code.REPLICA_UNKNOWN)
    if stage == ReplicaStage.ACCEPTED:
        raise Reject(Code.REPLICA_ACCEPTED)
    if not same:
        raise Reject(Code.REPLICA_OTHER)
    return Audits(opened=0, missed=0, since=slot, pending=False)


@kernel("STORAGE-14")
def check_accepted(stage: ReplicaStage) -> None:
    """Check that consumer and provider agree on what is kept. Rejects with `REPLICA_UNKNOWN`, then `REPLICA_NOT_ACCEPTED`."""
    if stage == ReplicaStage.NONE:
        raise Reject(Code.REPLICA_UNKNOWN)
    if stage == ReplicaStage.COMMITTED:
        raise Reject(Code.REPLICA_NOT_ACCEPTED)


@kernel("STORAGE-15")
def open_audit(audits: Audits, interval: Wait, slot: Slot) -> Audits:
    """The audits of a replica once its next is opened. Rejects with `AUDIT_PENDING`, `AUDIT_EARLY`, `COUNTER_EXHAUSTED`, in this order."""
    if audits.pending:
        raise Reject(Code.AUDIT_PENDING)
    if slot < deadline_after(audits.since, interval):
        raise Reject(Code.AUDIT_EARLY)
    if audits.opened == LAST_AUDIT:
        raise Reject(Code.COUNTER_EXHAUSTED)
    return replace(audits, opened=audits.opened + 1, since=slot, pending=True)


@kernel("STORAGE-16")
def pass_audit(audits: Audits) -> Audits:
    """The audits of a replica once the pending one is answered. Rejects with `AUDIT_MISSING`."""
    if not audits.pending:
        raise Reject(Code.AUDIT_MISSING)
    return replace(audits, pending=False)


@kernel("STORAGE-17")
def miss_audit(audits: Audits, patience: Patience, rounds: Round) -> Audits:
    """The audits of a replica once the pending one is found to be missed, so many rounds after that of its opening.

    Rejects with `AUDIT_MISSING`, then `ANSWER_AWAITED`.
    """
    if not audits.pending:
        raise Reject(Code.AUDIT_MISSING)
    if rounds < DRAW_ROUNDS + ANSWER_ROUNDS:
        raise Reject(Code.ANSWER_AWAITED)
    return replace(audits, missed=min(audits.missed + 1, patience), pending=False)


@kernel("STORAGE-18")
def has_failed(missed: Misses, patience: Patience) -> bool:
    """Whether so many missed audits are too many."""
    return missed >= patience


@kernel("STORAGE-19")
def check_stored(phase: Phase, confirmation: Confirmation, entitled: AccountId, sender: AccountId) -> None:
    """Check that an order is one of stored data that is being delivered, and that it is this sender's to do something with it.

    Rejects with `ORDER_UNKNOWN`, `SERVICE_NOT_AUDITED`, `MOVE_NOT_POSSIBLE`, `MOVE_OF_ANOTHER`, in this order.
    """
    if phase == Phase.CLOSED:
        raise Reject(Code.ORDER_UNKNOWN)
    if confirmation != Confirmation.AUDITED:
        raise Reject(Code.SERVICE_NOT_AUDITED)
    if phase != Phase.DELIVERING:
        raise Reject(Code.MOVE_NOT_POSSIBLE)
    if sender != entitled:
        raise Reject(Code.MOVE_OF_ANOTHER)


@kernel("STORAGE-20")
def can_fail(phase: Phase, deadline: Slot, slot: Slot) -> bool:
    """Whether an order can still be found to have failed: whether the table of moves has `FAIL` for it now."""
    return (phase == Phase.DELIVERING or phase == Phase.DISPUTED or phase == Phase.CONFIRMED or phase == Phase.SETTLED) and slot < deadline


@kernel("STORAGE-21")
def check_droppable(phase: Phase, stage: ReplicaStage) -> None:
    """Check that a replica can be forgotten. Rejects with `REPLICA_UNKNOWN`, then `REPLICA_IN_USE`."""
    if stage == ReplicaStage.NONE:
        raise Reject(Code.REPLICA_UNKNOWN)
    if phase != Phase.CLOSED:
        raise Reject(Code.REPLICA_IN_USE)


@kernel("STORAGE-22")
def are_audits_possible(stage: ReplicaStage, audits: Audits, patience: Patience, now: Slot) -> bool:
    """Whether audits of a state from outside, whose head is of slot `now`, are those that these rules have made of a replica of this stage."""
    if stage == ReplicaStage.COMMITTED:
        return audits.opened == 0 and audits.missed == 0 and audits.since == 0 and not audits.pending
    ended = audits.opened - 1 if audits.pending and audits.opened > 0 else audits.opened
    return audits.since <= now and audits.missed <= patience and audits.missed <= ended and (audits.opened > 0 or not audits.pending)
