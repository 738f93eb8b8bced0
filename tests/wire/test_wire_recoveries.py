"""WIRE-15: recoveries, their payload, and the order in which their faults are found."""

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.codes import Code
from reference.wire.envelope import Envelope, encode_envelope
from reference.wire.hashing import Tag
from reference.wire.keys import Algorithm, PublicKey
from reference.wire.recovery import Recovery, SealedRecovery, authenticate_recovery, decode_recovery, encode_recovery
from spec.prover.statement import rejection
from vectors.keys import KeyPair, seal, sign, sign_recovery
from wire_examples import ALICE, CHAIN, PAIRS, hashes, uint64s

RECOVERY = Recovery(CHAIN, 6, bytes.fromhex("aa" * 32), bytes.fromhex("bb" * 32))
SMALL_ORDER_KEY = PublicKey(Algorithm.EDDSA, (1).to_bytes(32, "little"), None)
PAYLOAD = encode_recovery(RECOVERY)
FIELDS = cbor2.loads(PAYLOAD)


@given(st.builds(Recovery, hashes, uint64s, hashes, hashes))
def test_recoveries_come_back(recovery: Recovery) -> None:
    assert decode_recovery(encode_recovery(recovery)) == recovery


@pytest.mark.parametrize("pair", PAIRS, ids=["eddsa", "es256"])
def test_a_signed_recovery_is_its_signer_s(pair: KeyPair) -> None:
    assert authenticate_recovery(sign_recovery(pair, RECOVERY)) == SealedRecovery(RECOVERY, pair.account)


@pytest.mark.parametrize(("place", "value"), [(0, bytes(31)), (2, bytes(33)), (3, "x" * 32), (1, 2**64), (1, -1), (1, True), (1, 1.0)])
def test_a_recovery_with_a_field_out_of_range_is_malformed(place: int, value: object) -> None:
    assert rejection(decode_recovery, cbor2.dumps([*FIELDS[:place], value, *FIELDS[place + 1 :]])) is Code.MALFORMED


def test_a_recovery_with_more_or_fewer_fields_is_malformed() -> None:
    assert rejection(decode_recovery, cbor2.dumps(FIELDS[:-1])) is Code.MALFORMED
    assert rejection(decode_recovery, cbor2.dumps([*FIELDS, 0])) is Code.MALFORMED


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (encode_envelope(Envelope(SMALL_ORDER_KEY, PAYLOAD[:-1], bytes(64))), Code.MALFORMED),
        (encode_envelope(Envelope(SMALL_ORDER_KEY, PAYLOAD, b"\xff" * 64)), Code.KEY_INVALID),
        (encode_envelope(Envelope(ALICE.public, PAYLOAD, b"\xff" * 64)), Code.SIGNATURE_NOT_CANONICAL),
        (encode_envelope(Envelope(ALICE.public, PAYLOAD, sign(ALICE, b"other"))), Code.SIGNATURE_INVALID),
        (seal(ALICE, PAYLOAD, Tag.FINALITY_VOTE), Code.SIGNATURE_INVALID),
        (sign_recovery(ALICE, RECOVERY), None),
    ],
)
def test_a_recovery_s_authentication_checks_form_key_and_signature_in_this_order(data: bytes, expected: Code | None) -> None:
    """Each case fails this check and, where it can, those after it; a signature for another use is none."""
    assert rejection(authenticate_recovery, data) is expected
