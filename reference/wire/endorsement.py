"""Endorsements: a manufacturer's word for a chip's key, a CWT (RFC 8392) in an envelope."""

from dataclasses import dataclass
from typing import Annotated

from reference.codes import Code, Reject
from reference.numbers import AccountId, Length
from reference.rules import procedure
from reference.wire.cbor import decode, encode, unsigned
from reference.wire.chip_identity import BatchNumber, ChipIdentity, HardwareModel, Serial
from reference.wire.envelope import decode_envelope, signed_bytes
from reference.wire.hashing import Tag
from reference.wire.keys import EDDSA, ES256, PublicKey, check_key, encode_key, key_at_end, thumbprint
from reference.wire.signature import verify

MAX_ENDORSEMENT_BYTES = 384
"""The most bytes that an endorsement may have; none that is valid has more than 368."""

EndorsementBytes = Annotated[bytes, Length(0, MAX_ENDORSEMENT_BYTES)]
"""What is said to be an endorsement."""


@dataclass(frozen=True, slots=True)
class Endorsement:
    """What a manufacturer signs."""

    issuer: AccountId
    """The manufacturer's account."""

    key: PublicKey
    """The chip's key."""

    serial: Serial
    """The chip's serial."""

    model: HardwareModel
    """The hardware model."""

    batch: BatchNumber
    """The batch."""

    production: bool
    """Whether it runs a production build."""


@dataclass(frozen=True, slots=True)
class Endorsed:
    """What is known of a chip once its endorsement's signature has been checked."""

    root: AccountId
    """The account of the key that signed: whether it is the manufacturer's root is another question (rule ENDORSE-3)."""

    issuer: AccountId
    """The manufacturer's account, as the endorsement names it."""

    serial: Serial
    """The chip's serial."""

    identity: ChipIdentity
    """The rest."""


RAND = b"\x01"
"""The type of every UEID: random bits."""

_LABELS = {"iss": 1, "cnf": 8, "ueid": 256, "hwmodel": 259, "batch": -65537, "build": -65538}
"""The claims' keys: those of IANA's registry, and two below -65536, which it leaves to private use."""

# The claims' map has one possible form, in which only the values vary. It is taken apart where they must be, and then compared.
_BEFORE_ISSUER = b"\xa6" + encode(_LABELS["iss"]) + b"\x78\x40"
_BEFORE_KEY = encode(_LABELS["cnf"]) + b"\xa1\x01"
_BEFORE_SERIAL = encode(_LABELS["ueid"]) + b"\x58\x21" + RAND
_BEFORE_MODEL = encode(_LABELS["hwmodel"]) + b"\x48"
_BEFORE_BATCH = encode(_LABELS["batch"])
_BEFORE_BUILD = encode(_LABELS["build"])

_KEY_BYTES = {EDDSA: 40, ES256: 75}
_OKP = b"\xa3\x01\x01"
"""How the COSE_Key of an Ed25519 key begins."""


def encode_endorsement(endorsement: Endorsement) -> bytes:
    """An endorsement's payload: the map of its claims."""
    return b"".join(
        (
            _BEFORE_ISSUER + endorsement.issuer.hex().encode(),
            _BEFORE_KEY + encode_key(endorsement.key),
            _BEFORE_SERIAL + endorsement.serial,
            _BEFORE_MODEL + endorsement.model,
            _BEFORE_BATCH + encode(endorsement.batch),
            _BEFORE_BUILD + encode(int(endorsement.production)),
        )
    )


@procedure("ENDORSE-1")
def decode_endorsement(payload: bytes) -> Endorsement:
    """The endorsement that a payload encodes. Rejects everything that `encode_endorsement` does not make with `MALFORMED`.

    All but the batch's number has a fixed length for each algorithm. What was taken is encoded again and compared.
    """
    key_start = len(_BEFORE_ISSUER) + 64 + len(_BEFORE_KEY)
    algorithm = EDDSA if payload.startswith(_OKP, key_start) else ES256
    key_end = key_start + _KEY_BYTES[algorithm]
    serial_end = key_end + len(_BEFORE_SERIAL) + 32
    model_end = serial_end + len(_BEFORE_MODEL) + 8
    build_start = len(payload) - len(_BEFORE_BUILD) - 1
    endorsement = Endorsement(
        issuer=_account_of(payload[len(_BEFORE_ISSUER) : len(_BEFORE_ISSUER) + 64]),
        key=key_at_end(payload[:key_end], algorithm),
        serial=payload[serial_end - 32 : serial_end],
        model=payload[model_end - 8 : model_end],
        batch=unsigned(decode(payload[model_end + len(_BEFORE_BATCH) : build_start]), 2**32 - 1),
        production=bool(unsigned(decode(payload[-1:]), 1)),
    )
    if encode_endorsement(endorsement) != payload:
        raise Reject(Code.MALFORMED)
    return endorsement


@procedure("ENDORSE-2")
def authenticate_endorsement(data: EndorsementBytes) -> Endorsed:
    """What an endorsement says, once it is known that the key which it names signed it.

    Rejects with `MALFORMED`, where it is longer than 384 bytes, no envelope or no endorsement; `KEY_INVALID`, for the signing key and then for the
    chip's; then the codes of WIRE-8.
    """
    if len(data) > MAX_ENDORSEMENT_BYTES:
        raise Reject(Code.MALFORMED)
    envelope = decode_envelope(data)
    said = decode_endorsement(envelope.payload)
    check_key(envelope.key)
    check_key(said.key)
    verify(envelope.key, signed_bytes(envelope.key, envelope.payload, Tag.ENDORSEMENT), envelope.signature)
    identity = ChipIdentity(chip=thumbprint(said.key), model=said.model, batch=said.batch, production=said.production)
    return Endorsed(root=thumbprint(envelope.key), issuer=said.issuer, serial=said.serial, identity=identity)


def _account_of(text: bytes) -> AccountId:
    try:
        return bytes.fromhex(text.decode("ascii"))
    except ValueError:
        raise Reject(Code.MALFORMED) from None
