"""What contracts have stored, as records of bytes: what the state keeps and heavy calls carry."""

from cbor2 import dumps, loads

from reference.contracts.values import Scalar


def encode_scalar(value: Scalar) -> bytes:
    """A value's record: its deterministic encoding, and no bytes for nil, which is not stored."""
    return b"" if value is None else dumps(value)


def decode_scalar(record: bytes) -> Scalar:
    """The value whose record this is."""
    value: Scalar = loads(record) if record else None
    return value
