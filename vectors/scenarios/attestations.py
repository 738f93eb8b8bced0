"""Endorsements and attestations as bytes, and a verifier off the chain: what is malformed, what is not signed, and whom a chip shows itself to be."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from reference.codes import Code
from reference.numbers import MAX_UINT64, Hash
from reference.state.chip import Chip, ChipStage
from reference.state.manufacturer import NO_RECALL, Manufacturer, Recall
from reference.wire.attestation import MAX_ATTESTATION_BYTES, encode_chip_claims
from reference.wire.cbor import encode_byte_string
from reference.wire.endorsement import MAX_ENDORSEMENT_BYTES, encode_endorsement
from reference.wire.hashing import Tag
from reference.wire.host_attestation import HostClaims, encode_host_claims
from reference.wire.keys import Algorithm, PublicKey
from vectors.build import ALICE, chain_of, intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input, callees
from vectors.keys import seal, sign_attestation, sign_endorsement, sign_host_attestation
from vectors.malformed.decoding import distinct
from vectors.scenarios.chip_places import (
    ACTIVE,
    CHIP,
    CLONE,
    COUNTER,
    GATEWAY,
    GENUINE,
    NEW_FIRMWARE,
    OTHER_SERIAL,
    REGISTERED,
    RETIRED,
    REVOKED,
    ROOT,
    SENSOR,
    SERIAL,
    SUSPENDED,
    SYSTEM,
    claims_for,
)

NONCE: Hash = bytes(range(32))
"""What the verifiers ask with."""

SMALL_ORDER = PublicKey(Algorithm.EDDSA, (1).to_bytes(32, "little"), None)
HOST = HostClaims(NONCE, SYSTEM, CHIP.account)
CLAIMS = claims_for(NONCE, counter=COUNTER + 1)


def attestation_cases() -> list[Case]:
    """Every procedure, on what is right and on what is not."""
    return distinct([*_payloads(), *_envelopes(), *_nonces(), *_verifications()])


def _payloads() -> Iterable[Case]:
    endorsements = {
        "a P-256 chip": GENUINE,
        "an Ed25519 chip, a test build, the first batch": replace(GENUINE, key=CLONE.public, production=False, batch=0),
        "the last batch": replace(GENUINE, batch=2**32 - 1),
    }
    for why, endorsement in endorsements.items():
        yield _call("decode_endorsement", why, None, payload=encode_endorsement(endorsement))
    chips = {
        "in a host": CLAIMS,
        "in a host with a P-256 key": claims_for(NONCE, SENSOR),
        "in no host, with the greatest counter": replace(claims_for(NONCE, None), counter=MAX_UINT64),
        "with a test build": replace(claims_for(NONCE, None), production=False),
    }
    for why, claims in chips.items():
        yield _call("decode_chip_claims", why, None, payload=encode_chip_claims(claims))
    yield _call("decode_host_claims", "of the chip", None, payload=encode_host_claims(HOST))
    right = {
        "decode_endorsement": encode_endorsement(replace(GENUINE, issuer=b"\xab" * 32, key=CLONE.public)),
        "decode_chip_claims": encode_chip_claims(replace(claims_for(NONCE, None), counter=7)),
        "decode_host_claims": encode_host_claims(HOST),
    }
    for name, payload in right.items():
        ends = {"nothing": b"", "its last byte is missing": payload[:-1], "a byte more": payload + b"\0", "indefinite": b"\xbf" + payload[1:] + b"\xff"}
        for why, wrong in ends.items():
            yield _call(name, why, Code.MALFORMED, payload=wrong)
    for name, why, before, after in _slips():
        assert right[name].count(before) == 1, (name, why)
        yield _call(name, why, Code.MALFORMED, payload=right[name].replace(before, after))
    hosted = encode_chip_claims(CLAIMS)
    yield _call("decode_chip_claims", "an empty token for a host", Code.MALFORMED, payload=hosted.replace(encode_byte_string(CLAIMS.host), b"\x40"))
    yield _call("decode_chip_claims", "a submodule of another name", Code.MALFORMED, payload=hosted.replace(b"\x64host", b"\x64hose"))
    yield _call("decode_chip_claims", "a second submodule", Code.MALFORMED, payload=hosted.replace(b"\xa1\x64host", b"\xa2\x64host\x40\x64hose"))


def _slips() -> list[tuple[str, str, bytes, bytes]]:
    """The procedure, what is wrong, and which bytes become which."""
    endorsement, chip, host = "decode_endorsement", "decode_chip_claims", "decode_host_claims"
    return [
        (endorsement, "an issuer in capital letters", b"ab" * 32, b"AB" * 32),
        (endorsement, "an issuer that is no number", b"ab" * 32, b"xy" * 32),
        (endorsement, "an issuer of bytes", b"\x78\x40" + b"ab" * 32, b"\x58\x20" + b"\xab" * 32),
        (endorsement, "a UEID of another type", b"\x58\x21\x01", b"\x58\x21\x02"),
        (endorsement, "a third build", b"\x3a\x00\x01\x00\x01\x01", b"\x3a\x00\x01\x00\x01\x02"),
        (endorsement, "a build that is a truth value", b"\x3a\x00\x01\x00\x01\x01", b"\x3a\x00\x01\x00\x01\xf5"),
        (endorsement, "a batch in more bytes than it needs", b"\x3a\x00\x01\x00\x00\x07", b"\x3a\x00\x01\x00\x00\x18\x07"),
        (endorsement, "a batch of 2^32", b"\x3a\x00\x01\x00\x00\x07", b"\x3a\x00\x01\x00\x00\x1b\x00\x00\x00\x01\x00\x00\x00\x00"),
        (endorsement, "a negative batch", b"\x3a\x00\x01\x00\x00\x07", b"\x3a\x00\x01\x00\x00\x26"),
        (endorsement, "a key with a use that is not its own", b"\xa3\x01\x01\x20\x06", b"\xa3\x01\x02\x20\x06"),
        (endorsement, "one claim fewer than it says", b"\xa6\x01\x78", b"\xa7\x01\x78"),
        (chip, "a nonce one byte short", b"\x0a\x58\x20\x00", b"\x0a\x58\x1f"),
        (chip, "a UEID of another type", b"\x58\x21\x01", b"\x58\x21\x02"),
        (chip, "a measurement of another content format", b"\x18\x2a\x58\x20", b"\x18\x2b\x58\x20"),
        (chip, "two measurements", b"\x81\x82\x18\x2a", b"\x82\x82\x18\x2a"),
        (chip, "a third build", b"\x3a\x00\x01\x00\x01\x01", b"\x3a\x00\x01\x00\x01\x02"),
        (chip, "a counter in more bytes than it needs", b"\x3a\x00\x01\x00\x02\x07", b"\x3a\x00\x01\x00\x02\x18\x07"),
        (chip, "a counter of null", b"\x3a\x00\x01\x00\x02\x07", b"\x3a\x00\x01\x00\x02\xf6"),
        (chip, "a host that is announced and not there", b"\xa6\x0a\x58", b"\xa7\x0a\x58"),
        (host, "a measurement of another content format", b"\x18\x2a\x58\x20", b"\x18\x2b\x58\x20"),
        (host, "one claim fewer than it says", b"\xa3\x0a\x58", b"\xa4\x0a\x58"),
        (host, "another claim than the chip's account", b"\x3a\x00\x01\x00\x03", b"\x3a\x00\x01\x00\x04"),
    ]


def _envelopes() -> Iterable[Case]:
    yield _call("authenticate_endorsement", "by a P-256 root", None, data=sign_endorsement(ROOT, GENUINE))
    yield _call("authenticate_endorsement", "by an Ed25519 root, of an Ed25519 chip", None, data=sign_endorsement(GATEWAY, replace(GENUINE, key=CLONE.public)))
    small = sign_endorsement(ROOT, replace(GENUINE, key=SMALL_ORDER))
    yield _call("authenticate_endorsement", "a chip's key of small order", Code.KEY_INVALID, data=small)
    for tag in (Tag.ATTESTATION, Tag.TRANSACTION):
        yield _call("authenticate_endorsement", f"signed as {tag.text.decode()}", Code.SIGNATURE_INVALID, data=seal(ROOT, encode_endorsement(GENUINE), tag))
    yield _call("authenticate_endorsement", "longer than it may be", Code.MALFORMED, data=bytes(MAX_ENDORSEMENT_BYTES))
    yield _call("authenticate_endorsement", "an attestation", Code.MALFORMED, data=sign_attestation(CHIP, claims_for(NONCE, None)))
    alone = claims_for(NONCE, None)
    yield _call("authenticate_attestation", "in a host", None, data=sign_attestation(CHIP, CLAIMS))
    yield _call("authenticate_attestation", "in no host", None, data=sign_attestation(CHIP, alone))
    yield _call("authenticate_attestation", "longer than it may be", Code.MALFORMED, data=bytes(MAX_ATTESTATION_BYTES))
    for tag in (Tag.HOST_ATTESTATION, Tag.ENDORSEMENT):
        yield _call("authenticate_attestation", f"signed as {tag.text.decode()}", Code.SIGNATURE_INVALID, data=seal(CHIP, encode_chip_claims(alone), tag))
    forged = seal(GATEWAY, encode_host_claims(HOST), Tag.ATTESTATION)
    hosts = {
        "a host's token that is signed as an attestation": (forged, Code.SIGNATURE_INVALID),
        "a host's token that is none": (b"\x00" * 32, Code.MALFORMED),
        "an attestation in place of the host's token": (sign_attestation(GATEWAY, alone), Code.MALFORMED),
        "a host's signature with bytes of 255": (sign_host_attestation(GATEWAY, HOST)[:-64] + b"\xff" * 64, Code.SIGNATURE_NOT_CANONICAL),
    }
    for why, (token, code) in hosts.items():
        yield _call("authenticate_attestation", why, code, data=sign_attestation(CHIP, replace(CLAIMS, host=token)))
    wrong = sign_attestation(CHIP, replace(CLAIMS, host=forged))
    both = wrong[:-64] + b"\xff" * 64
    yield _call("authenticate_attestation", "neither the chip's nor the host's signature is right: the chip's is said", Code.SIGNATURE_NOT_CANONICAL, data=both)


def _nonces() -> Iterable[Case]:
    for nonce in (1, MAX_UINT64):
        yield _call("attestation_nonce", f"nonce {nonce}", None, chain=chain_of("minimal").id, sender=ALICE.account, nonce=nonce)


def _verifications() -> Iterable[Case]:
    good = sign_attestation(CHIP, CLAIMS)
    yield _verify("a chip in service", None)
    yield _verify("a chip that is its own node", None, sign_attestation(CHIP, replace(claims_for(NONCE, None), counter=5)), chip=_alone())
    yield _verify("no attestation, of a chip out of service: the former is said", Code.MALFORMED, good[:-1], chip=RETIRED)
    yield _verify("a retired chip", Code.CHIP_RETIRED, chip=RETIRED)
    yield _verify("a revoked chip", Code.CHIP_REVOKED, chip=replace(REGISTERED, stage=ChipStage.REVOKED))
    yield _verify("a manufacturer that revoked itself", Code.MANUFACTURER_REVOKED, manufacturer=REVOKED)
    yield _verify("a revoked batch", Code.BATCH_REVOKED, recall=Recall(40))
    yield _verify("a suspended chip", Code.CHIP_SUSPENDED, chip=SUSPENDED)
    yield _verify("another chip with the same UEID", Code.ATTESTATION_FOREIGN, sign_attestation(CLONE, claims_for(NONCE, chip=CLONE, counter=5)))
    yield _verify("another serial than the one asked for", Code.ATTESTATION_FOREIGN, serial=OTHER_SERIAL)
    yield _verify("another nonce", Code.ATTESTATION_STALE, nonce=bytes(32))
    yield _verify("the counter that the chain has seen", Code.ATTESTATION_REPLAYED, chip=replace(REGISTERED, counter=COUNTER + 1))
    yield _verify("the counter that the verifier has seen", Code.ATTESTATION_REPLAYED, last=COUNTER + 1)
    yield _verify("a counter above both", None, last=COUNTER)
    yield _verify("in another host", Code.ATTESTATION_FOREIGN, sign_attestation(CHIP, claims_for(NONCE, SENSOR, counter=5)))
    yield _verify("in no host", Code.ATTESTATION_FOREIGN, sign_attestation(CHIP, claims_for(NONCE, None, counter=5)))
    yield _verify("with other firmware", Code.MEASUREMENT_MISMATCH, sign_attestation(CHIP, replace(CLAIMS, firmware=NEW_FIRMWARE)))
    yield _verify("in a host that runs something else", Code.MEASUREMENT_MISMATCH, chip=replace(REGISTERED, host=NEW_FIRMWARE))
    yield _verify("a suspended chip, to another nonce: that it is suspended is said first", Code.CHIP_SUSPENDED, chip=SUSPENDED, nonce=bytes(32))
    other = sign_attestation(CHIP, replace(CLAIMS, firmware=NEW_FIRMWARE))
    yield _verify("with other firmware, to another nonce: the nonce is said first", Code.ATTESTATION_STALE, other, nonce=bytes(32))


def _alone() -> Chip:
    return replace(REGISTERED, node=CHIP.account, host=bytes(32))


def _verify(
    why: str,
    code: Code | None,
    data: bytes | None = None,
    *,
    nonce: Hash = NONCE,
    serial: bytes = SERIAL,
    chip: Chip = REGISTERED,
    manufacturer: Manufacturer = ACTIVE,
    recall: Recall = NO_RECALL,
    last: int = 0,
) -> Case:
    shown = sign_attestation(CHIP, CLAIMS) if data is None else data
    return _call("verify_chip", why, code, data=shown, nonce=nonce, serial=serial, chip=chip, manufacturer=manufacturer, recall=recall, last=last)


def _call(name: str, why: str, code: Code | None, **arguments: Any) -> Case:
    return intended_case((callees()[name].rule,), Kind.CALL, "minimal", f"{name}: {why}", call_input(name, arguments), code)
