"""WIRE-14: finality votes, their payload, and the order in which their faults are found."""

import cbor2
import pytest
from hypothesis import given

from reference.codes import Code
from reference.wire.envelope import Envelope, encode_envelope, signed_bytes
from reference.wire.hashing import Tag
from reference.wire.keys import Algorithm, PublicKey
from reference.wire.vote import FinalityVote, SealedVote, authenticate_vote, decode_signed_vote, decode_vote, encode_vote
from spec.prover.statement import rejection
from vectors.keys import KeyPair, seal, sign, sign_vote
from wire_examples import ALICE, PAIRS, VOTE, votes

SMALL_ORDER_KEY = PublicKey(Algorithm.EDDSA, (1).to_bytes(32, "little"), None)
PAYLOAD = encode_vote(VOTE)
FIELDS = cbor2.loads(PAYLOAD)


def authenticate(data: bytes) -> SealedVote:
    return authenticate_vote(decode_signed_vote(data))


@given(votes)
def test_votes_come_back(vote: FinalityVote) -> None:
    assert decode_vote(encode_vote(vote)) == vote


@pytest.mark.parametrize("pair", PAIRS, ids=["eddsa", "es256"])
def test_a_signed_vote_is_its_signer_s(pair: KeyPair) -> None:
    signed = decode_signed_vote(sign_vote(pair, VOTE))
    assert signed.message == signed_bytes(pair.public, PAYLOAD, Tag.FINALITY_VOTE)
    assert authenticate_vote(signed) == SealedVote(VOTE, pair.account)


@pytest.mark.parametrize(
    ("place", "value"),
    [(0, bytes(31)), (2, bytes(33)), (4, "x" * 32), (1, 2**64), (3, 2**64), (1, -1), (3, True), (1, 1.0), (3, None)],
)
def test_a_vote_with_a_field_out_of_range_is_malformed(place: int, value: object) -> None:
    assert rejection(decode_vote, cbor2.dumps([*FIELDS[:place], value, *FIELDS[place + 1 :]])) is Code.MALFORMED


def test_a_vote_with_more_or_fewer_fields_is_malformed() -> None:
    assert rejection(decode_vote, cbor2.dumps(FIELDS[:-1])) is Code.MALFORMED
    assert rejection(decode_vote, cbor2.dumps([*FIELDS, 0])) is Code.MALFORMED


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Code.MALFORMED),
        (encode_envelope(Envelope(SMALL_ORDER_KEY, PAYLOAD[:-1], bytes(64))), Code.MALFORMED),
        (encode_envelope(Envelope(SMALL_ORDER_KEY, PAYLOAD, b"\xff" * 64)), Code.KEY_INVALID),
        (encode_envelope(Envelope(ALICE.public, PAYLOAD, b"\xff" * 64)), Code.SIGNATURE_NOT_CANONICAL),
        (encode_envelope(Envelope(ALICE.public, PAYLOAD, sign(ALICE, b"other"))), Code.SIGNATURE_INVALID),
        (seal(ALICE, PAYLOAD, Tag.TRANSACTION), Code.SIGNATURE_INVALID),
        (sign_vote(ALICE, VOTE), None),
    ],
)
def test_a_vote_s_authentication_checks_form_key_and_signature_in_this_order(data: bytes, expected: Code | None) -> None:
    """Each case fails this check and, where it can, those after it; a signature for another use is none."""
    assert rejection(authenticate, data) is expected
