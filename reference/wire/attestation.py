"""Attestations: what a chip says of itself and of the host that it sits in, an EAT (RFC 9711) in an envelope, with the host's own EAT inside."""

from dataclasses import dataclass
from typing import Annotated

from reference.codes import Code, Reject
from reference.numbers import MAX_UINT64, AccountId, Hash, Length, Nonce
from reference.rules import procedure
from reference.wire.cbor import decode, encode, encode_byte_string, unsigned
from reference.wire.chip_identity import Counter, HardwareModel, Serial
from reference.wire.endorsement import RAND
from reference.wire.envelope import Envelope, decode_envelope, signed_bytes
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.host_attestation import decode_host_claims
from reference.wire.keys import check_key, thumbprint
from reference.wire.signature import verify

MAX_ATTESTATION_BYTES = 640
"""The most bytes that an attestation may have; none that is valid has more than 588."""

AttestationBytes = Annotated[bytes, Length(0, MAX_ATTESTATION_BYTES)]
"""What is said to be an attestation."""

NO_HOST = b""
"""What stands for the host's token where the chip sits in no other device: it is the node itself."""


@dataclass(frozen=True, slots=True)
class ChipClaims:
    """What the chip signs."""

    nonce: Hash
    """What it was asked with."""

    serial: Serial
    """Its serial."""

    model: HardwareModel
    """Its hardware model."""

    host: AttestationBytes
    """The host's envelope; `NO_HOST` where there is none."""

    firmware: Hash
    """SHA-256 of the firmware."""

    production: bool
    """Whether that is a production build."""

    counter: Counter
    """How many attestations it has signed."""


@dataclass(frozen=True, slots=True)
class HostReport:
    """What is known of the host once its signature has been checked. Where there is none, the chip speaks for itself, and nothing was measured."""

    node: AccountId
    """The node: the account of the host's key, or of the chip's where there is no host."""

    nonce: Hash
    """What it was asked with."""

    chip: AccountId
    """The account of the chip that it says it has."""

    measurement: Hash
    """What it runs; 32 zero bytes where there is no host."""


@dataclass(frozen=True, slots=True)
class Attested:
    """What is known of a chip once the signatures of an attestation have been checked."""

    chip: AccountId
    """The account of the key that signed: whether it is the chip's is another question (rule ATTEST-5)."""

    nonce: Hash
    """What it was asked with."""

    serial: Serial
    """The chip's serial."""

    model: HardwareModel
    """Its hardware model."""

    firmware: Hash
    """What firmware it runs."""

    production: bool
    """Whether that is a production build."""

    counter: Counter
    """How many attestations it has signed."""

    host: HostReport
    """What its host says."""


_LABELS = {"nonce": 10, "ueid": 256, "hwmodel": 259, "submods": 266, "measurements": 273, "build": -65538, "counter": -65539}
"""The claims' keys: those of IANA's registry, and some below -65536, which it leaves to private use."""
# Each map of claims has one possible form, in which only the values vary. A measurement is one entry of content format 42, which is a plain byte string.
_NONCE = encode(_LABELS["nonce"]) + b"\x58\x20"
_MEASUREMENT = encode(_LABELS["measurements"]) + b"\x81\x82\x18\x2a\x58\x20"
_BEFORE_NONCE = b"\xa6" + _NONCE
_BEFORE_NONCE_WITH_HOST = b"\xa7" + _NONCE
_BEFORE_SERIAL = encode(_LABELS["ueid"]) + b"\x58\x21" + RAND
_BEFORE_MODEL = encode(_LABELS["hwmodel"]) + b"\x48"
_BEFORE_HOST = encode(_LABELS["submods"]) + b"\xa1\x64host"
_BEFORE_BUILD = encode(_LABELS["build"])
_BEFORE_COUNTER = encode(_LABELS["counter"])


def encode_chip_claims(claims: ChipClaims) -> bytes:
    """An attestation's payload."""
    host = _BEFORE_HOST + encode_byte_string(claims.host) if claims.host else b""
    return b"".join(
        (
            (_BEFORE_NONCE_WITH_HOST if claims.host else _BEFORE_NONCE) + claims.nonce,
            _BEFORE_SERIAL + claims.serial,
            _BEFORE_MODEL + claims.model,
            host,
            _MEASUREMENT + claims.firmware,
            _BEFORE_BUILD + encode(int(claims.production)),
            _BEFORE_COUNTER + encode(claims.counter),
        )
    )


@procedure("ATTEST-2")
def decode_chip_claims(payload: bytes) -> ChipClaims:
    """What an attestation's payload says. Rejects everything that `encode_chip_claims` does not make with `MALFORMED`.

    All but the host's token and the counter has a fixed length. What was taken is encoded again and compared.
    """
    nonce_end = len(_BEFORE_NONCE) + 32
    serial_end = nonce_end + len(_BEFORE_SERIAL) + 32
    model_end = serial_end + len(_BEFORE_MODEL) + 8
    host, host_end = _host_at(payload, model_end) if payload.startswith(_BEFORE_NONCE_WITH_HOST) else (NO_HOST, model_end)
    firmware_end = host_end + len(_MEASUREMENT) + 32
    build_end = firmware_end + len(_BEFORE_BUILD) + 1
    claims = ChipClaims(
        nonce=payload[nonce_end - 32 : nonce_end],
        serial=payload[serial_end - 32 : serial_end],
        model=payload[model_end - 8 : model_end],
        host=host,
        firmware=payload[firmware_end - 32 : firmware_end],
        production=bool(unsigned(decode(payload[build_end - 1 : build_end]), 1)),
        counter=unsigned(decode(payload[build_end + len(_BEFORE_COUNTER) :]), MAX_UINT64),
    )
    if encode_chip_claims(claims) != payload:
        raise Reject(Code.MALFORMED)
    return claims


@procedure("ATTEST-3")
def authenticate_attestation(data: AttestationBytes) -> Attested:
    """What an attestation says, once it is known that the keys which it names signed it and the host's token in it.

    Rejects with `MALFORMED`, where it is longer than 640 bytes, no envelope, no attestation, or the host's token in it is no envelope or none of
    a host; then with `KEY_INVALID` and the codes of WIRE-8, for the chip and then for the host.
    """
    if len(data) > MAX_ATTESTATION_BYTES:
        raise Reject(Code.MALFORMED)
    envelope = decode_envelope(data)
    claims = decode_chip_claims(envelope.payload)
    if claims.host == NO_HOST:
        _verify(envelope, Tag.ATTESTATION)
        chip = thumbprint(envelope.key)
        host = HostReport(node=chip, nonce=claims.nonce, chip=chip, measurement=bytes(32))
    else:
        token = decode_envelope(claims.host)
        said = decode_host_claims(token.payload)
        _verify(envelope, Tag.ATTESTATION)
        _verify(token, Tag.HOST_ATTESTATION)
        host = HostReport(node=thumbprint(token.key), nonce=said.nonce, chip=said.chip, measurement=said.measurement)
    return Attested(thumbprint(envelope.key), claims.nonce, claims.serial, claims.model, claims.firmware, claims.production, claims.counter, host)


@procedure("ATTEST-4")
def attestation_nonce(chain: Hash, sender: AccountId, nonce: Nonce) -> Hash:
    """What a chip attests to for the transaction of `sender` with this nonce on this chain.

    An attestation is good for that transaction alone, because no account uses a nonce twice.
    """
    return tagged_hash(Tag.ATTESTATION_NONCE, chain + sender + nonce.to_bytes(8, "big"))


def _verify(envelope: Envelope, use: Tag) -> None:
    check_key(envelope.key)
    verify(envelope.key, signed_bytes(envelope.key, envelope.payload, use), envelope.signature)


def _host_at(payload: bytes, start: int) -> tuple[bytes, int]:
    """The host's token in a payload, whose length travels in one byte or in two, and where it ends. One that is empty is none, which has another form."""
    length_start = start + len(_BEFORE_HOST) + 1
    digits = 2 if payload[length_start - 1 : length_start] == b"\x59" else 1
    token_start = length_start + digits
    token_end = token_start + int.from_bytes(payload[length_start:token_start], "big")
    return payload[token_start:token_end], token_end
