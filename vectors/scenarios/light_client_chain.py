"""What chips are shown, made with real signatures: two sets of agents, links, certificates, and a header whose state knows the next set."""

from collections.abc import Sequence
from dataclasses import replace

from reference.consensus.eras import set_hash
from reference.consensus.finality import quorum
from reference.consensus.light_client import Certificate, Shown, View
from reference.numbers import Epoch, Hash
from reference.state.era import Era
from reference.state.finality import Checkpoint
from reference.state.proof import StateProof, prove
from reference.state.records import encode_record, record_path
from reference.state.tables import Table
from reference.state.tree import EMPTY, root_hash, update
from reference.wire.block import Header, block_hash, encode_header
from reference.wire.envelope import signed_bytes
from reference.wire.hashing import Tag
from reference.wire.keys import Algorithm
from reference.wire.lists import EMPTY_LIST_ROOT
from reference.wire.vote import FinalityVote
from vectors.keys import KeyPair, key_pair, sign_header, sign_vote

CHAIN = bytes([7]) * 32
AGENTS = 5
KEYS = sorted((key_pair(f"light client {number}") for number in range(8)), key=lambda pair: pair.account)
OLD, NEW = KEYS[:AGENTS], KEYS[3:]
"""Two sets that share two agents."""

PRODUCER = key_pair("light client producer")


def members(pairs: Sequence[KeyPair]) -> tuple[bytes, ...]:
    """The ids of a set."""
    return tuple(pair.account for pair in pairs)


def checkpoint(epoch: Epoch) -> Checkpoint:
    """The checkpoint of an epoch."""
    return Checkpoint(epoch, bytes([epoch]) * 32)


def link(source: Checkpoint, target: Checkpoint) -> FinalityVote:
    """A link between two checkpoints."""
    return FinalityVote(CHAIN, source.epoch, source.hash, target.epoch, target.hash)


def certificate(vote: FinalityVote, voters: list[KeyPair]) -> Certificate:
    """A link with these agents' votes."""
    return Certificate(vote, tuple(sign_vote(pair, vote) for pair in voters))


def shown(source: Checkpoint, final: Checkpoint, following: Checkpoint, voters: list[KeyPair]) -> Shown:
    """A checkpoint with the link to it and the link from it, signed by the same agents."""
    return Shown(certificate(link(source, final), voters), certificate(link(final, following), voters))


VIEW = View(chain=CHAIN, certified=checkpoint(3), era=20, members=set_hash(members(OLD)))
"""A chip that knows the old set."""

LEAST = OLD[: quorum(AGENTS)]
"""As few of it as are a quorum."""

MIXED = sorted(
    (key_pair(f"light client {number}", algorithm) for number in range(3) for algorithm in Algorithm),
    key=lambda pair: pair.account,
)[:AGENTS]
"""A set with keys of both algorithms."""

GOOD = shown(checkpoint(4), checkpoint(5), checkpoint(6), LEAST)
"""What makes a checkpoint final to it."""

ERA = Era(members=members(NEW), first_term=40)
"""The next era."""

BOTH = KEYS[1:7]
"""As few of both sets as are a quorum of each; two of them are in both, and vote once."""

_RECORDS = [(record_path((Table.ERAS, number)), encode_record(era)) for number, era in ((20, Era(members(OLD), 30)), (21, ERA))]
TREE = update(EMPTY, _RECORDS)
"""A state that knows both eras."""

HEADER = Header(1, CHAIN, 900, 1_000, bytes(32), 0, bytes(32), EMPTY_LIST_ROOT, EMPTY_LIST_ROOT, EMPTY_LIST_ROOT, root_hash(TREE))
HEADER_BYTES = sign_header(PRODUCER, HEADER)
CHANGED = Checkpoint(6, block_hash(signed_bytes(PRODUCER.public, encode_header(HEADER), Tag.BLOCK_HEADER)))
"""A checkpoint whose block has this header."""

AT_THE_BORDER = shown(checkpoint(5), CHANGED, checkpoint(7), BOTH)
"""What makes that checkpoint final to whoever knows both sets."""


def era_proof(number: int = 21) -> StateProof:
    """The proof of an era's record."""
    return prove(TREE, record_path((Table.ERAS, number)))


def with_root(root: Hash) -> bytes:
    """The same block's header with another state root."""
    return sign_header(PRODUCER, replace(HEADER, state_root=root))
