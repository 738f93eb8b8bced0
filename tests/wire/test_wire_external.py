"""The primitives against what others published: the same verdicts, but for the one written list of intended differences."""

import base64
from collections.abc import Callable, Iterator
from typing import Any

import cbor2
import nacl.exceptions
import nacl.signing
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intended_differences import ACCEPTED, DECIDED, HIGH_S, REFUSED
from reference.codes import Code, Reject
from reference.wire import cbor
from reference.wire.keys import Algorithm, PublicKey, check_key
from reference.wire.signature import P256_ORDER, verify
from vectors.keys import key_pair, sign
from wire_external import (
    VALID,
    SignatureCase,
    ed25519_key,
    packaged_ed25519,
    packaged_p256,
    packaged_p256_keys,
    shared,
    speccheck,
    verdict,
    wycheproof_ed25519,
    wycheproof_p256,
)

SOURCES: dict[str, Callable[[], Iterator[SignatureCase]]] = {
    "ed25519-authors": packaged_ed25519,
    "nist-SigVer": lambda: packaged_p256("SigVer.rsp"),
    "nist-SigGen": lambda: packaged_p256("SigGen.rsp"),
    "wycheproof-ed25519": wycheproof_ed25519,
    "wycheproof-p256": wycheproof_p256,
}
COUNTS = {"ed25519-authors": 1024, "nist-SigVer": 15, "nist-SigGen": 15, "wycheproof-ed25519": 151, "wycheproof-p256": 262}


@pytest.mark.parametrize("source", SOURCES)
def test_signatures_have_the_published_verdicts_but_for_the_intended_differences(source: str) -> None:
    cases = list(SOURCES[source]())
    assert len(cases) == COUNTS[source], "the source has other cases than the list was written for"
    verdicts = {case.name: verdict(case) for case in cases}
    refused = {case.name for case in cases if case.valid and verdicts[case.name] != VALID}
    accepted = {case.name for case in cases if not case.valid and verdicts[case.name] == VALID}
    assert refused == {name for name in REFUSED if name.startswith(source)}
    assert accepted == {name for name in ACCEPTED if name.startswith(source)}
    assert {verdicts[name] for name in refused} <= {Code.SIGNATURE_NOT_CANONICAL.name}


@pytest.mark.parametrize("source", ["nist-SigVer", "nist-SigGen", "wycheproof-p256"])
def test_what_is_refused_for_a_high_s_verifies_with_the_low_one(source: str) -> None:
    """So that the reason given for each of these differences is the whole reason."""
    seen = 0
    for case in SOURCES[source]():
        if REFUSED.get(case.name) == HIGH_S:
            seen += 1
            s = int.from_bytes(case.signature[32:], "big")
            verify(case.key, case.message, case.signature[:32] + (P256_ORDER - s).to_bytes(32, "big"))
    assert seen > 0


def test_the_cases_on_which_libraries_disagree_are_decided_as_written() -> None:
    assert {case.name: verdict(case) for case in speccheck()} == {name: code for name, (code, _) in DECIDED.items()}


def test_p256_keys_have_the_published_verdicts() -> None:
    """Those with a coordinate of more than 32 bytes cannot be written as a COSE_Key; all of them are published as invalid."""
    counts = {True: 0, False: 0}
    for name, key, valid in packaged_p256_keys():
        counts[valid] += 1
        if key is None:
            assert not valid, name
            continue
        try:
            check_key(key)
            assert valid, name
        except Reject as rejection:
            assert rejection.code is Code.KEY_INVALID, name  # noqa: PT017 - which code is half of what is tested
            assert not valid, name
    assert counts == {True: 4, False: 8}


def test_cose_examples_have_the_published_verdicts_but_for_the_intended_differences() -> None:
    """The signed bytes are built from the example's parts, as `signed_bytes` does from ours, and compared with the published ones."""
    refused = set()
    accepted = set()
    for name, example in shared("cose_sign1_examples.json").items():
        valid = _cose_verdict(example)
        published = not example.get("fail", False)
        refused |= {f"cose-{name}"} if published and not valid else set()
        accepted |= {f"cose-{name}"} if valid and not published else set()
    assert refused == {name for name in REFUSED if name.startswith("cose")}
    assert accepted == {name for name in ACCEPTED if name.startswith("cose")}


def _cose_verdict(example: dict[str, Any]) -> bool:
    message = cbor2.loads(bytes.fromhex(example["output"]["cbor"]))
    if not isinstance(message, cbor2.CBORTag) or message.tag != 18:
        return False
    protected, _, payload, signature = message.value
    header = cbor2.loads(protected) if protected else {}
    external = bytes.fromhex(example["input"]["sign0"].get("external", ""))
    signed = cbor.encode(["Signature1", protected if header else b"", external, payload])
    if not example.get("fail"):
        assert signed == bytes.fromhex(example["intermediates"]["ToBeSign_hex"])
    key = example["input"]["sign0"]["key"]
    if header.get(1) == Algorithm.ES256.value:
        public = PublicKey(Algorithm.ES256, _base64url(key["x"]), _base64url(key["y"]))
    elif header.get(1) == Algorithm.EDDSA.value and key["crv"] == "Ed25519":
        public = ed25519_key(key["x_hex"])
    else:
        return False
    return verdict(SignatureCase("", public, signed, signature, None)) == VALID


def _base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_rfc_8949_appendix_a() -> None:
    """Each example within the profile is read and written back; each other one is malformed."""
    counts = {True: 0, False: 0}
    for example in shared("rfc8949_appendix_a.json"):
        data = bytes.fromhex(example["hex"])
        inside = example["roundtrip"] and "decoded" in example and _in_profile(example["decoded"]) and example["hex"][0] not in "cd"
        inside = inside or example["hex"] in ("40", "4401020304")  # Byte strings, which the JSON shows in diagnostic notation only.
        counts[inside] += 1
        if inside:
            value = cbor.decode(data)
            assert cbor.encode(value) == data
            assert value == example.get("decoded", value)
        else:
            with pytest.raises(Reject, match="MALFORMED"):
                cbor.decode(data)
    assert counts == {True: 30, False: 52}


def _in_profile(value: object) -> bool:
    if isinstance(value, list):
        return all(map(_in_profile, value))
    return type(value) in (int, str) or value == {}


@given(st.binary(max_size=200), st.sampled_from(["a", "b", "c"]), st.integers(0, 511), st.booleans())
def test_a_second_library_agrees_on_mutated_ed25519_signatures(message: bytes, label: str, bit: int, mutate: bool) -> None:
    """PyNaCl's libsodium refuses small orders and non-canonical encodings itself, so that it agrees with the whole rule."""
    pair = key_pair(label)
    signature = bytearray(sign(pair, message))
    if mutate:
        signature[bit // 8] ^= 1 << bit % 8
    case = SignatureCase("", pair.public, message, bytes(signature), None)
    assert (verdict(case) == VALID) is _nacl_accepts(case) is not mutate


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=40), st.binary(min_size=64, max_size=64))
def test_a_second_library_agrees_on_random_keys_and_signatures(x: bytes, message: bytes, signature: bytes) -> None:
    case = SignatureCase("", PublicKey(Algorithm.EDDSA, x, None), message, signature, None)
    assert (verdict(case) == VALID) is _nacl_accepts(case)


def test_a_second_library_agrees_on_wycheproof_and_speccheck_but_where_it_is_laxer() -> None:
    """All of Wycheproof; of the disputed cases, libsodium too takes none of those that the rules refuse."""
    for case in [*wycheproof_ed25519(), *speccheck()]:
        if verdict(case) != "MALFORMED":
            assert (verdict(case) == VALID) is _nacl_accepts(case), case.name


def _nacl_accepts(case: SignatureCase) -> bool:
    try:
        nacl.signing.VerifyKey(case.key.x).verify(case.message, case.signature)
    except nacl.exceptions.BadSignatureError:
        return False
    return True
