"""ENDORSE-1, ENDORSE-2, ATTEST-1 to ATTEST-4: what manufacturers, chips and hosts sign, read as any CBOR library reads it, and no other bytes."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.codes import Code, Reject
from reference.numbers import MAX_UINT64
from reference.wire.attestation import (
    MAX_ATTESTATION_BYTES,
    ChipClaims,
    attestation_nonce,
    authenticate_attestation,
    decode_chip_claims,
    encode_chip_claims,
)
from reference.wire.endorsement import MAX_ENDORSEMENT_BYTES, Endorsement, authenticate_endorsement, decode_endorsement, encode_endorsement
from reference.wire.envelope import decode_envelope
from reference.wire.hashing import Tag
from reference.wire.host_attestation import HostClaims, decode_host_claims, encode_host_claims
from reference.wire.keys import Algorithm, PublicKey, encode_key
from spec.prover.sampling import strategy
from vectors.keys import KeyPair, key_pair, seal, sign_attestation, sign_endorsement, sign_host_attestation

ROOT, CHIP, HOST = (key_pair("root", Algorithm.ES256), key_pair("chip"), key_pair("host", Algorithm.ES256))
NONCE, SERIAL, DIGEST = (bytes([byte]) * 32 for byte in (1, 2, 3))
ENDORSEMENT = Endorsement(ROOT.account, CHIP.public, SERIAL, b"SA-1\0\0\0\0", 300, True)
HOST_CLAIMS = HostClaims(NONCE, DIGEST, CHIP.account)
CLAIMS = ChipClaims(NONCE, SERIAL, b"SA-1\0\0\0\0", sign_host_attestation(HOST, HOST_CLAIMS), DIGEST, True, 300)
ALONE = replace(CLAIMS, host=b"")

sized = {size: st.binary(min_size=size, max_size=size) for size in (8, 32)}
hosts = st.just(b"") | st.binary(min_size=24, max_size=300)
chip_claims = st.builds(ChipClaims, sized[32], sized[32], sized[8], hosts, sized[32], st.booleans(), st.integers(0, MAX_UINT64))
"""A host's token is never so short that its length would travel within the first byte."""


def code(function: Callable[..., Any], *arguments: Any) -> Code | None:
    try:
        function(*arguments)
    except Reject as rejected:
        return rejected.code
    return None


@given(st.integers(0, 2**32 - 1), st.booleans(), st.sampled_from((CHIP, HOST)), st.binary(min_size=32, max_size=32))
def test_endorsements_come_back(batch: int, build: bool, pair: KeyPair, issuer: bytes) -> None:
    endorsement = replace(ENDORSEMENT, batch=batch, production=build, key=pair.public, issuer=issuer)
    assert decode_endorsement(encode_endorsement(endorsement)) == endorsement


@given(strategy(HostClaims), chip_claims)
def test_attestations_come_back(host: HostClaims, claims: ChipClaims) -> None:
    assert decode_host_claims(encode_host_claims(host)) == host
    assert decode_chip_claims(encode_chip_claims(claims)) == claims


def test_an_endorsement_is_a_token_with_registered_claims() -> None:
    """Any reader of CWTs understands it: iss 1, cnf 8, ueid 256, hwmodel 259; the rest is private."""
    claims = cbor2.loads(encode_endorsement(ENDORSEMENT))
    assert claims == {
        1: ROOT.account.hex(),
        8: {1: cbor2.loads(encode_key(CHIP.public))},
        256: b"\x01" + SERIAL,
        259: b"SA-1\0\0\0\0",
        -65537: 300,
        -65538: 1,
    }
    assert cbor2.dumps(claims, canonical=True) == encode_endorsement(ENDORSEMENT)


def test_an_attestation_is_a_token_with_the_host_s_inside() -> None:
    """Any reader of EATs understands it: nonce 10, ueid 256, hwmodel 259, submods 266, measurements 273."""
    claims = cbor2.loads(encode_chip_claims(CLAIMS))
    expected = {10: NONCE, 256: b"\x01" + SERIAL, 259: b"SA-1\0\0\0\0", 266: {"host": CLAIMS.host}, 273: [[42, DIGEST]], -65538: 1, -65539: 300}
    assert claims == expected
    assert list(claims) == list(expected)
    assert cbor2.loads(decode_envelope(CLAIMS.host).payload) == {10: NONCE, 273: [[42, DIGEST]], -65540: CHIP.account}
    assert cbor2.loads(encode_chip_claims(ALONE)) == {key: value for key, value in expected.items() if key != 266}


@pytest.mark.parametrize(
    ("decode", "payload"),
    [
        (decode_endorsement, encode_endorsement(ENDORSEMENT)),
        (decode_endorsement, encode_endorsement(replace(ENDORSEMENT, key=HOST.public, batch=0))),
        (decode_host_claims, encode_host_claims(HOST_CLAIMS)),
        (decode_chip_claims, encode_chip_claims(CLAIMS)),
        (decode_chip_claims, encode_chip_claims(replace(ALONE, counter=0))),
    ],
)
def test_no_byte_can_be_dropped_added_or_exchanged_for_another_form(decode: Callable[[bytes], Any], payload: bytes) -> None:
    """One object has one form: whatever still decodes after a change says something else, in the very bytes that were given."""
    assert all(code(decode, payload[:end]) is Code.MALFORMED for end in range(len(payload)))
    right = decode(payload)
    for place in range(len(payload)):
        for changed in (payload[:place] + payload[place + 1 :], payload[:place] + b"\0" + payload[place:], payload[:place] + b"\x18" + payload[place:]):
            assert changed == payload or code(decode, changed) is Code.MALFORMED or decode(changed) != right
    assert code(decode, payload + b"\0") is Code.MALFORMED


@given(st.binary(max_size=400))
def test_other_bytes_are_malformed(data: bytes) -> None:
    functions = (decode_endorsement, decode_host_claims, decode_chip_claims, authenticate_endorsement, authenticate_attestation)
    assert {code(function, data) for function in functions} == {Code.MALFORMED}


def test_the_issuer_is_named_in_small_letters() -> None:
    payload = encode_endorsement(replace(ENDORSEMENT, issuer=b"\xab" * 32))
    assert code(decode_endorsement, payload.replace(b"ab" * 32, b"AB" * 32)) is Code.MALFORMED
    assert code(decode_endorsement, payload.replace(b"ab" * 32, b"ab" * 31 + b"a ")) is Code.MALFORMED


def test_an_empty_host_s_token_is_no_form_of_none() -> None:
    with_none = encode_chip_claims(CLAIMS).replace(b"\x59" + len(CLAIMS.host).to_bytes(2, "big") + CLAIMS.host, b"\x40")
    assert code(decode_chip_claims, with_none) is Code.MALFORMED


def test_what_was_signed_is_known_once_its_signatures_are_checked() -> None:
    endorsed = authenticate_endorsement(sign_endorsement(ROOT, ENDORSEMENT))
    assert (endorsed.root, endorsed.issuer, endorsed.serial, endorsed.identity.chip) == (ROOT.account, ROOT.account, SERIAL, CHIP.account)
    attested = authenticate_attestation(sign_attestation(CHIP, CLAIMS))
    assert (attested.chip, attested.host.node, attested.host.chip, attested.host.measurement) == (CHIP.account, HOST.account, CHIP.account, DIGEST)
    alone = authenticate_attestation(sign_attestation(CHIP, ALONE))
    assert (alone.host.node, alone.host.chip, alone.host.nonce, alone.host.measurement) == (CHIP.account, CHIP.account, NONCE, bytes(32))


def test_no_signature_serves_for_another_use() -> None:
    """A root's signature of an endorsement is no attestation, nor a host's a chip's, nor any of them a transaction's."""
    for tag in Tag:
        endorsement, attestation = seal(ROOT, encode_endorsement(ENDORSEMENT), tag), seal(CHIP, encode_chip_claims(ALONE), tag)
        host = seal(HOST, encode_host_claims(HOST_CLAIMS), tag)
        assert (code(authenticate_endorsement, endorsement) is None) == (tag is Tag.ENDORSEMENT)
        assert (code(authenticate_attestation, attestation) is None) == (tag is Tag.ATTESTATION)
        assert (code(authenticate_attestation, sign_attestation(CHIP, replace(CLAIMS, host=host))) is None) == (tag is Tag.HOST_ATTESTATION)


def test_keys_that_libraries_disagree_on_are_refused() -> None:
    small = PublicKey(Algorithm.EDDSA, (1).to_bytes(32, "little"), None)
    assert code(authenticate_endorsement, sign_endorsement(ROOT, replace(ENDORSEMENT, key=small))) is Code.KEY_INVALID


def test_the_largest_that_are_valid_fit_their_limits() -> None:
    largest = replace(ENDORSEMENT, key=HOST.public, batch=2**32 - 1)
    assert len(sign_endorsement(ROOT, largest)) == 368 < MAX_ENDORSEMENT_BYTES
    claims = replace(CLAIMS, counter=MAX_UINT64)
    assert len(sign_attestation(HOST, claims)) == 588 < MAX_ATTESTATION_BYTES


def test_a_nonce_is_of_one_chain_one_account_and_one_transaction() -> None:
    nonces = {attestation_nonce(chain, sender, nonce) for chain in (NONCE, SERIAL) for sender in (NONCE, SERIAL) for nonce in (1, 2, MAX_UINT64)}
    assert len(nonces) == 12
    tag = b"smartshare/attestation-nonce"
    assert attestation_nonce(NONCE, SERIAL, 5) == sha256(bytes([len(tag)]) + tag + NONCE + SERIAL + (5).to_bytes(8, "big")).digest()
