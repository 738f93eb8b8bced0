"""Samples: what a device has measured, as its chip has signed it: an envelope that says whose place it has in which series, and the hash of the measurement."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import AccountId, Hash, Length, Range
from reference.rules import procedure
from reference.wire.cbor import decode, encode
from reference.wire.envelope import decode_envelope, signed_bytes
from reference.wire.fields import plain_fields, reader_of
from reference.wire.hashing import Tag
from reference.wire.keys import check_key, thumbprint
from reference.wire.signature import verify

MAX_SAMPLE_BYTES = 256
"""The most bytes that a sample's envelope may have."""

SampleBytes = Annotated[bytes, Length(0, MAX_SAMPLE_BYTES)]
"""What is said to be a sample under its chip's signature."""

SeriesNumber = Annotated[int, Range(0, 2**32 - 1)]
"""Tells the series of a chip apart: one for each thing that it measures."""

LAST_PLACE = 2**63 - 1
"""The last place of a series, and the last count of a chip."""

Place = Annotated[int, Range(0, LAST_PLACE)]
"""A place in a series, from 0."""

SampleCounter = Annotated[int, Range(0, LAST_PLACE)]
"""How many samples a chip has signed in a series, the present one included; it never runs backwards, and no count is signed twice."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What a chip signs of a measurement."""

    chain: Hash
    """The only chain on which the sample counts."""

    series: SeriesNumber
    """The only series of the chip in which it counts."""

    index: Place
    """The only place in it."""

    counter: SampleCounter
    """The chip's count when it was signed."""

    digest: Hash
    """The hash of what was measured."""


@dataclass(frozen=True, slots=True)
class SignedSample:
    """A sample whose signature is right, and who made it."""

    sample: Sample
    """What was signed."""

    chip: AccountId
    """The account of the key that signed: whether it is the chip's that is meant is another question."""


_read = reader_of(Sample)


def encode_sample(sample: Sample) -> bytes:
    """A sample's payload: the array of its fields."""
    return encode(plain_fields(sample))


@procedure("ASSET-7")
def authenticate_sample(data: SampleBytes) -> SignedSample:
    """What a chip has signed, once it is known that the key which the envelope names signed it.

    Rejects with `MALFORMED`, where it is no envelope, or no sample is in it; then with `KEY_INVALID` and the codes of WIRE-8.
    """
    envelope = decode_envelope(data)
    sample = _read(decode(envelope.payload))
    check_key(envelope.key)
    verify(envelope.key, signed_bytes(envelope.key, envelope.payload, Tag.SAMPLE), envelope.signature)
    return SignedSample(sample=sample, chip=thumbprint(envelope.key))
