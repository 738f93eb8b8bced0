"""Blocks: a signed header and the transactions that it commits to."""

from dataclasses import dataclass, replace
from typing import Annotated

from cbor2 import dumps

from reference.codes import Code, Reject
from reference.numbers import MAX_UINT64, AccountId, ByteCount, Hash, Height, Range, Slot, Version
from reference.rules import procedure
from reference.wire.cbor import array, byte_string, decode_fields, unsigned
from reference.wire.envelope import decode_envelope, signed_bytes
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.keys import check_key, thumbprint
from reference.wire.signature import verify

MAX_VERSION = 2**16 - 1
MAX_MODE = 2**8 - 1

WITH_WRITE_SETS = 12
"""How many times the bytes that a block may have without its write sets it may have with them: more than what its gas and its calls can make them."""

Mode = Annotated[int, Range(0, MAX_MODE)]
"""Who verifies the results of contracts in a block (rule BLOCK-2 says which modes there are)."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a block's producer signs. The producer itself is not a field: it is the account of the key that signed."""

    version: Version
    """The version of the protocol that the block follows."""

    chain: Hash
    """The chain that the block belongs to."""

    height: Height
    """Blocks between genesis and this one."""

    slot: Slot
    """The slot in which the block was produced."""

    parent: Hash
    """The hash of the block before."""

    mode: Mode
    """Who verifies the results of contracts."""

    reveal: Hash
    """What the producer had committed to, for the common randomness."""

    votes_root: Hash
    """The root of the list of finality votes."""

    transactions_root: Hash
    """The root of the list of the block's transactions."""

    receipts_root: Hash
    """The root of the list of their receipts."""

    state_root: Hash
    """The commitment to the state after the block."""


@dataclass(frozen=True, slots=True)
class SealedHeader:
    """A header whose signature was verified."""

    header: Header
    """What was signed."""

    producer: AccountId
    """The account of the key that signed."""

    hash: Hash
    """The block's hash: it commits to all that is signed, and through the roots to the whole block, and not to the signature."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block taken apart; its header and its transactions are bytes that nobody has decoded yet."""

    header: bytes
    """The header's envelope."""

    transactions: tuple[bytes, ...]
    """The transactions' envelopes, in the block's order."""

    votes: tuple[bytes, ...] = ()
    """The envelopes of the finality votes, in the block's order."""

    packages: tuple[bytes, ...] = ()
    """The encoded packages of heavy calls (WIRE-17), in the block's order."""

    write_sets: tuple[bytes, ...] = ()
    """The encoded write sets of its contract calls (WIRE-18), in their order."""


@procedure("WIRE-11")
def decode_block(data: bytes, limit: ByteCount) -> Block:
    """The parts of an encoded block that has at most `limit` bytes (the parameter `max_block_bytes`) without its write sets, and 12 times as many with them.

    Rejects with `BLOCK_TOO_LARGE` a block of more than that with them before anything is decoded, then with `MALFORMED` everything that `encode_block`
    does not make, at last with `BLOCK_TOO_LARGE` a block that has more without them: with an empty list in their place.
    """
    if len(data) > WITH_WRITE_SETS * limit:
        raise Reject(Code.BLOCK_TOO_LARGE)
    header, *lists = array(decode_fields(data), 5)
    block = Block(byte_string(header), *map(_byte_strings, lists))
    if len(encode_block(replace(block, write_sets=()))) > limit:
        raise Reject(Code.BLOCK_TOO_LARGE)
    return block


def encode_block(block: Block) -> bytes:
    """A block's bytes: `[header envelope, [transaction, ...], [vote, ...], [package, ...], [write set, ...]]`, all of them byte strings, so that a node can cut
    them apart undecoded."""
    return dumps([block.header, list(block.transactions), list(block.votes), list(block.packages), list(block.write_sets)])


def _byte_strings(value: object) -> tuple[bytes, ...]:
    if type(value) is not list:
        raise Reject(Code.MALFORMED)
    return tuple(byte_string(entry) for entry in value)


@procedure("WIRE-13")
def authenticate_header(data: bytes) -> SealedHeader:
    """The header that an envelope encodes, once it is known that its producer signed it.

    The checks in their order: the form, of the envelope and the payload (`MALFORMED`); the key (`KEY_INVALID`); the
    signature (`SIGNATURE_NOT_CANONICAL`, `SIGNATURE_INVALID`).
    """
    envelope = decode_envelope(data)
    header = decode_header(envelope.payload)
    check_key(envelope.key)
    signed = signed_bytes(envelope.key, envelope.payload, Tag.BLOCK_HEADER)
    verify(envelope.key, signed, envelope.signature)
    return SealedHeader(header, thumbprint(envelope.key), block_hash(signed))


@procedure("WIRE-13")
def block_hash(signed: bytes) -> Hash:
    """The hash of the block whose header has these signed bytes (`signed_bytes`)."""
    return tagged_hash(Tag.BLOCK_HASH, signed)


def decode_header(payload: bytes) -> Header:
    """The header that a payload encodes. Rejects everything that `encode_header` does not make with `MALFORMED`."""
    version, chain, height, slot, parent, mode, reveal, votes_root, transactions_root, receipts_root, state_root = array(decode_fields(payload), 11)
    return Header(
        version=unsigned(version, MAX_VERSION),
        chain=byte_string(chain, 32),
        height=unsigned(height, MAX_UINT64),
        slot=unsigned(slot, MAX_UINT64),
        parent=byte_string(parent, 32),
        mode=unsigned(mode, MAX_MODE),
        reveal=byte_string(reveal, 32),
        votes_root=byte_string(votes_root, 32),
        transactions_root=byte_string(transactions_root, 32),
        receipts_root=byte_string(receipts_root, 32),
        state_root=byte_string(state_root, 32),
    )


def encode_header(header: Header) -> bytes:
    """A header's payload: an array of its fields in the order in which the record declares them."""
    return dumps(
        [
            header.version,
            header.chain,
            header.height,
            header.slot,
            header.parent,
            header.mode,
            header.reveal,
            header.votes_root,
            header.transactions_root,
            header.receipts_root,
            header.state_root,
        ]
    )
