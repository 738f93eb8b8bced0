"""Consensus: a block full of finality votes, a boundary of terms with many delegations, and a long chain of small blocks."""

import gc
from dataclasses import replace
from hashlib import sha256
from time import process_time

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicNumbers
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from immutables import Map

from benchmarks.row import Row, interleaved, print_rows
from reference.consensus.boundaries import enter_slot
from reference.consensus.election import elect
from reference.parameters import MAINNET, MINIMAL
from reference.state.commitment import commit
from reference.state.consensus_state import get_agent, put_agent
from reference.state.delegation import Delegation
from reference.state.state import State
from reference.transition import Accepted, apply_block
from reference.wire.block import decode_block
from reference.wire.envelope import decode_envelope, signed_bytes
from reference.wire.hashing import Tag
from reference.wire.keys import Algorithm, PublicKey
from vectors.chain import agent_key, all_votes, founded, good_block, grown

ROUNDS = 15
QUORUM = 67
DELEGATIONS = 100_000
BLOCKS = 10_000
TERM = MAINNET.agents * MAINNET.term_rounds

Signature = tuple[PublicKey, bytes, bytes]


def signatures(block: bytes) -> list[Signature]:
    """The key, the message and the signature of a block's header and of its votes."""
    parts = decode_block(block, MAINNET.max_block_bytes)
    signed = [(decode_envelope(parts.header), Tag.BLOCK_HEADER), *((decode_envelope(vote), Tag.FINALITY_VOTE) for vote in parts.votes)]
    return [(each.key, signed_bytes(each.key, each.payload, use), each.signature) for each, use in signed]


def verify_all(signed: list[Signature]) -> None:
    """The bound: what the library itself takes."""
    for key, message, signature in signed:
        if key.algorithm is Algorithm.EDDSA:
            Ed25519PublicKey.from_public_bytes(key.x).verify(signature, message)
            continue
        assert key.y is not None
        point = EllipticCurvePublicNumbers(int.from_bytes(key.x, "big"), int.from_bytes(key.y, "big"), SECP256R1())
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        point.public_key().verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))


def apply(state: State, block: bytes) -> State:
    """The state after a good block."""
    outcome = apply_block(state, block)
    if not isinstance(outcome, Accepted):
        raise RuntimeError(f"the benchmark's own block is rejected: {outcome}")
    return outcome.state


def votes() -> Row:
    """A block with a quorum of 67 votes on mainnet."""
    state = grown(founded("mainnet"), range(1, 35))
    absent = [agent_key(number).account for number in range(MAINNET.agents - QUORUM)]
    before, data = _voting_block(state, absent)
    signed = signatures(data)
    if len(signed) != QUORUM + 1:
        raise RuntimeError(f"{len(signed) - 1} votes where {QUORUM} were meant")
    applied, bare = interleaved(ROUNDS, lambda _: apply(before, data), lambda _: verify_all(signed), clock=process_time)
    return Row("block with 67 finality votes", applied * 1e3, "ms", "verifying the same 68 signatures", bare / applied)


def _voting_block(state: State, absent: list[bytes]) -> tuple[State, bytes]:
    """A state, and the block that brings the votes for its latest checkpoint."""
    opened = grown(state, (66,), absent)
    return opened, good_block(opened, 67, votes=all_votes(opened, 67, absent))


def boundary() -> Row:
    """The first block of a term on a chain with 100,000 delegations, against the election alone."""
    state = grown(founded("mainnet"), (1, TERM - 2))
    held = {
        (sha256(b"voter %d" % number).digest(), agent_key(number % MAINNET.agents).account, 0): Delegation(amount=10**8, end=MAINNET.delegation_terms, index=0)
        for number in range(DELEGATIONS)
    }
    for number in range(MAINNET.agents):
        identifier = agent_key(number).account
        amount = sum(10**8 for _, agent, _ in held if agent == identifier)
        state = put_agent(state, identifier, replace(get_agent(state, identifier), delegated=amount))
    state = commit(replace(state, consensus=replace(state.consensus, delegations=Map(held))))
    agents = list(state.consensus.agents.items())
    crossed, elected = interleaved(ROUNDS, lambda _: commit(enter_slot(state, TERM)), lambda _: elect(agents, 2, MAINNET), clock=process_time)
    return Row(f"boundary of terms with {DELEGATIONS} delegations", crossed * 1e3, "ms", "the election alone", elected / crossed)


def chain() -> Row:
    """A chain of 10,000 blocks on the minimal preset, with every vote, against verifying its signatures."""
    state, applied, bare = founded(), 0.0, 0.0
    for slot in range(1, BLOCKS + 1):
        data = good_block(state, slot, votes=all_votes(state, slot), reveal=slot < MINIMAL.agents * 300)
        signed = signatures(data)
        start = process_time()
        state = apply(state, data)
        middle = process_time()
        verify_all(signed)
        applied, bare = applied + middle - start, bare + process_time() - middle
    return Row(f"chain of {BLOCKS} blocks, minimal", BLOCKS / applied, "blocks/s", "verifying its signatures", bare / applied)


if __name__ == "__main__":
    gc.disable()
    print_rows([votes(), boundary(), chain()])
