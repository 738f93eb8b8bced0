"""Finality votes: an agent's signature of a link from one checkpoint to a later one."""

from dataclasses import dataclass

from cbor2 import dumps

from reference.numbers import MAX_UINT64, AccountId, Epoch, Hash
from reference.rules import procedure
from reference.wire.cbor import array, byte_string, decode_fields, unsigned
from reference.wire.envelope import SignatureBytes, decode_envelope, signed_bytes
from reference.wire.hashing import Tag
from reference.wire.keys import PublicKey, check_key, thumbprint
from reference.wire.signature import check_signature, verify_equation


@dataclass(frozen=True, slots=True)
class FinalityVote:
    """What an agent signs. The voter itself is not a field: it is the account of the key that signed."""

    chain: Hash
    """The chain that the vote is for."""

    source_epoch: Epoch
    """The epoch of the justified checkpoint that the link comes from."""

    source_hash: Hash
    """The hash of that checkpoint's block."""

    target_epoch: Epoch
    """The epoch of the checkpoint that the link leads to."""

    target_hash: Hash
    """The hash of that checkpoint's block."""


@dataclass(frozen=True, slots=True)
class SignedVote:
    """A vote of which everything but the signature's equation is known to be right."""

    vote: FinalityVote
    """What is said to have been signed."""

    voter: AccountId
    """The account of the key that is said to have signed."""

    key: PublicKey
    """The key, valid by WIRE-7."""

    message: bytes
    """What the signature is over (`signed_bytes`)."""

    signature: SignatureBytes
    """The signature, canonical by WIRE-8."""


@dataclass(frozen=True, slots=True)
class SealedVote:
    """A vote whose signature was verified."""

    vote: FinalityVote
    """What was signed."""

    voter: AccountId
    """The account of the key that signed."""


@procedure("WIRE-14")
def decode_signed_vote(data: bytes) -> SignedVote:
    """The vote that `data` encodes, after every check that is cheap.

    The checks in their order: the form of the envelope and of the payload (`MALFORMED`); the key (`KEY_INVALID`); the
    signature's form (`SIGNATURE_NOT_CANONICAL`).
    """
    envelope = decode_envelope(data)
    vote = decode_vote(envelope.payload)
    check_key(envelope.key)
    check_signature(envelope.key, envelope.signature)
    message = signed_bytes(envelope.key, envelope.payload, Tag.FINALITY_VOTE)
    return SignedVote(vote, thumbprint(envelope.key), envelope.key, message, envelope.signature)


@procedure("WIRE-14")
def authenticate_vote(signed: SignedVote) -> SealedVote:
    """The vote, once it is known that its voter signed it. Rejects with `SIGNATURE_INVALID`.

    This is the dear check, alone, so that a node may make it for many votes at once; it needs no state.
    """
    verify_equation(signed.key, signed.message, signed.signature)
    return SealedVote(signed.vote, signed.voter)


@procedure("WIRE-14")
def decode_vote(payload: bytes) -> FinalityVote:
    """The vote that a payload encodes. Rejects everything that `encode_vote` does not make with `MALFORMED`."""
    chain, source_epoch, source_hash, target_epoch, target_hash = array(decode_fields(payload), 5)
    return FinalityVote(
        byte_string(chain, 32),
        unsigned(source_epoch, MAX_UINT64),
        byte_string(source_hash, 32),
        unsigned(target_epoch, MAX_UINT64),
        byte_string(target_hash, 32),
    )


def encode_vote(vote: FinalityVote) -> bytes:
    """A vote's payload: `[chain, source epoch, source hash, target epoch, target hash]`."""
    return dumps([vote.chain, vote.source_epoch, vote.source_hash, vote.target_epoch, vote.target_hash])
