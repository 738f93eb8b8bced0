"""The transactions of stored data: what a provider keeps, that the consumer confirms it, and audits from their opening to their answer or their miss."""

from dataclasses import replace

from reference.agent.audits import (
    accept_replica,
    can_fail,
    check_accepted,
    check_answer,
    check_droppable,
    check_replaceable,
    check_stored,
    has_failed,
    miss_audit,
    open_audit,
    pass_audit,
)
from reference.agent.challenges import audit_rounds, challenge_of, challenge_seed, draw_chunks
from reference.agent.order_books import fail_order, penalise_order
from reference.codes import Code, Reject
from reference.consensus.calendar import round_of
from reference.numbers import AccountId, Hash, Round, Slot
from reference.rules import transition
from reference.state.order import Phase
from reference.state.replica import NO_AUDITS, NO_REPLICA, Audits, AuditTerms, Commitment, Replica, ReplicaKey, ReplicaStage
from reference.state.smart_agent_state import get_order, get_replica, get_service, put_replica
from reference.state.state import State
from reference.wire.storage_bodies import AuditAnswer, AuditMiss, AuditOpen, Pieces, ReplicaAccept, ReplicaCommit, ReplicaDrop


@transition("STORAGE-23")
def apply_replica_commit(state: State, sender: AccountId, body: ReplicaCommit, slot: Slot) -> State:
    """Say what an order's provider, the sender, keeps. Rejects with the codes of STORAGE-19, then of STORAGE-12."""
    order, key = get_order(state, body.order), (body.order, body.replica)
    check_stored(order.phase, get_service(state, order.service).confirmation, order.provider, sender)
    check_replaceable(get_replica(state, key).stage)
    return put_replica(state, key, Replica(stage=ReplicaStage.COMMITTED, commitment=commitment_in(body), audits=NO_AUDITS))


@transition("STORAGE-24")
def apply_replica_accept(state: State, sender: AccountId, body: ReplicaAccept, slot: Slot) -> State:
    """Confirm what an order's provider keeps, as its consumer, the sender. Rejects with the codes of STORAGE-19, then of STORAGE-13."""
    order, key = get_order(state, body.order), (body.order, body.replica)
    check_stored(order.phase, get_service(state, order.service).confirmation, order.consumer, sender)
    replica = get_replica(state, key)
    audits = accept_replica(replica.stage, replica.commitment == commitment_in(body), slot)
    return put_replica(state, key, replace(replica, stage=ReplicaStage.ACCEPTED, audits=audits))


@transition("STORAGE-25")
def apply_audit_open(state: State, sender: AccountId, body: AuditOpen, slot: Slot) -> State:
    """Open the next audit of a replica, whoever asks for it. Rejects with the codes of STORAGE-19, STORAGE-14 and STORAGE-15, in this order."""
    order, key = get_order(state, body.order), (body.order, body.replica)
    check_stored(order.phase, get_service(state, order.service).confirmation, sender, sender)
    replica = get_replica(state, key)
    check_accepted(replica.stage)
    return put_replica(state, key, replace(replica, audits=open_audit(replica.audits, replica.commitment.terms.interval, slot)))


@transition("STORAGE-26")
def apply_audit_answer(state: State, sender: AccountId, body: AuditAnswer, slot: Slot) -> State:
    """Answer the pending audit of a replica, whoever shows the chunks.

    Rejects with `ORDER_UNKNOWN`, then with the codes of STORAGE-16, STORAGE-6 and STORAGE-11, in this order.
    """
    order, key = get_order(state, body.order), (body.order, body.replica)
    replica = get_replica(state, key)
    if order.phase == Phase.CLOSED:
        raise Reject(Code.ORDER_UNKNOWN)
    answered = pass_audit(replica.audits)
    seed = challenge_seed(state.consensus.randomness, rounds_open(state, replica.audits, slot))
    check_pieces(challenge_of(seed, body.order, order.provider, body.replica, replica.audits.opened), replica.commitment, body.pieces)
    return put_replica(state, key, replace(replica, audits=answered))


@transition("STORAGE-27")
def apply_audit_miss(state: State, sender: AccountId, body: AuditMiss, slot: Slot) -> State:
    """Have the pending audit of a replica counted as missed, whoever reports it: the provider pays, and has failed where that is one too many.

    Rejects with `ORDER_UNKNOWN`, then with the codes of STORAGE-17.
    """
    order, key = get_order(state, body.order), (body.order, body.replica)
    replica = get_replica(state, key)
    terms = replica.commitment.terms
    if order.phase == Phase.CLOSED:
        raise Reject(Code.ORDER_UNKNOWN)
    audits = miss_audit(replica.audits, terms.patience, rounds_open(state, replica.audits, slot))
    penalised = penalise_order(state, body.order, terms.penalty)
    if has_failed(audits.missed, terms.patience) and can_fail(order.phase, order.escrow.deadline, slot):
        penalised = fail_order(penalised, body.order, slot)
    return put_replica(penalised, key, replace(replica, audits=audits))


@transition("STORAGE-28")
def apply_replica_drop(state: State, sender: AccountId, body: ReplicaDrop, slot: Slot) -> State:
    """Forget a replica whose order is closed, whoever asks for it. Rejects with the codes of STORAGE-21."""
    key: ReplicaKey = (body.order, body.replica)
    check_droppable(get_order(state, body.order).phase, get_replica(state, key).stage)
    return put_replica(state, key, NO_REPLICA)


def rounds_open(state: State, audits: Audits, slot: Slot) -> Round:
    """How many rounds after that of the last opening the round of `slot` is."""
    agents = state.chain.parameters.agents
    return audit_rounds(round_of(audits.since, agents), round_of(slot, agents))


def check_pieces(challenge: Hash, commitment: Commitment, pieces: Pieces) -> None:
    """Check that these are the chunks that a challenge asks for. Rejects with the codes of STORAGE-11."""
    check_answer(commitment.root, commitment.chunks, draw_chunks(challenge, commitment.chunks, commitment.terms.samples), pieces)


def commitment_in(body: ReplicaCommit | ReplicaAccept) -> Commitment:
    """What a body says that is kept, and how it is audited."""
    terms = AuditTerms(interval=body.interval, samples=body.samples, penalty=body.penalty, patience=body.patience)
    return Commitment(root=body.root, chunks=body.chunks, terms=terms)
