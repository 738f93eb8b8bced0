"""Where the scenarios of stored data play: an order of storage that is being delivered, a replica of thirteen chunks, and its audits at every point."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from immutables import Map

from reference.agent.challenges import challenge_of, draw_chunks
from reference.agent.chunks import chunk_path, chunk_root
from reference.agent.services import service_id
from reference.numbers import Hash
from reference.state.order import Order, Phase
from reference.state.progress import Randomness
from reference.state.replica import Audits, AuditTerms, Commitment, Replica, ReplicaKey, ReplicaStage
from reference.state.state import State
from reference.wire.storage_bodies import AuditAnswer, AuditMiss, AuditOpen, Piece, ReplicaAccept, ReplicaCommit, ReplicaDrop
from vectors.build import given
from vectors.keys import KeyPair
from vectors.scenarios.service_places import BANDWIDTH, ORDER, PROVIDER, STORAGE, begun, service_place

CHUNKS = tuple(bytes((place,)) * (place + 1) for place in range(13))
"""What is stored."""

TERMS = AuditTerms(interval=10, samples=3, penalty=700, patience=2)
KEPT = Commitment(root=chunk_root(CHUNKS), chunks=len(CHUNKS), terms=TERMS)
"""What the provider keeps."""

COMMITTED = Replica(ReplicaStage.COMMITTED, KEPT, Audits(opened=0, missed=0, since=0, pending=False))
DUE = Replica(ReplicaStage.ACCEPTED, KEPT, Audits(opened=4, missed=0, since=31, pending=False))
"""A replica whose next audit is due from slot 41 on."""

PENDING = replace(DUE, audits=Audits(opened=5, missed=0, since=40, pending=True))
"""One whose audit was opened in slot 40: with five agents it can be answered from slot 50 to slot 59."""

FIRST_ANSWER, LAST_ANSWER = 50, 59
"""Those slots."""

KEY: ReplicaKey = (ORDER, 0)

RANDOMNESS = Randomness(*(sha256(f"smartshare vectors: audits {number}".encode()).digest() for number in range(3)))
"""The seeds of every state here, whatever its slot."""

STORED = replace(begun(), service=service_id(STORAGE))
"""An order of storage that is being delivered."""


def replica_place(
    replicas: Mapping[ReplicaKey, Replica], order: Order | None = STORED, gate: Mapping[KeyPair, int] | None = None, orders: Mapping[Hash, Order] | None = None
) -> State:
    """A state with the one order, or none, and these replicas."""
    standing = dict(orders or {}) | ({} if order is None else {ORDER: order})
    state = service_place(standing, (BANDWIDTH, STORAGE), gate=gate)
    return given(with_replicas(state, replicas), randomness=RANDOMNESS)


def with_replicas(state: State, replicas: Mapping[ReplicaKey, Replica]) -> State:
    """The same state with these replicas and no others."""
    return replace(state, smart_agents=replace(state.smart_agents, replicas=Map(replicas)))


def in_phase(phase: Phase) -> Order:
    """The order of storage in another phase."""
    return replace(STORED, phase=phase)


def commit(commitment: Commitment = KEPT, order: Hash = ORDER, replica: int = 0) -> ReplicaCommit:
    """What the provider says."""
    terms = commitment.terms
    return ReplicaCommit(order, replica, commitment.root, commitment.chunks, terms.interval, terms.samples, terms.penalty, terms.patience)


def accept(commitment: Commitment = KEPT, order: Hash = ORDER, replica: int = 0) -> ReplicaAccept:
    """What the consumer says."""
    terms = commitment.terms
    return ReplicaAccept(order, replica, commitment.root, commitment.chunks, terms.interval, terms.samples, terms.penalty, terms.patience)


def answer(seed: Hash, audit: int = 5, replica: int = 0, order: Hash = ORDER) -> AuditAnswer:
    """What is asked for under this seed."""
    asked = draw_chunks(challenge_of(seed, order, PROVIDER.account, replica, audit), len(CHUNKS), TERMS.samples)
    return AuditAnswer(order, replica, tuple(Piece(CHUNKS[index], chunk_path(CHUNKS, index)) for index in asked))


OPEN, MISS, DROP = AuditOpen(*KEY), AuditMiss(*KEY), ReplicaDrop(*KEY)
