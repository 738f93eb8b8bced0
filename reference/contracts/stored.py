"""What contracts have stored and where their machines stand, as records of bytes: what write sets and heavy calls carry."""

from cbor2 import dumps, loads

from reference.contracts.values import Scalar
from reference.state.contract import Resource, Standing


def encode_scalar(value: Scalar) -> bytes:
    """A value's record: its deterministic encoding, and no bytes for nil, which is not stored."""
    return b"" if value is None else dumps(value)


def decode_scalar(record: bytes) -> Scalar:
    """The value whose record this is."""
    value: Scalar = loads(record) if record else None
    return value


def encode_standing(standing: Standing) -> bytes:
    """The record of where a machine stands: its state, and its resources in the order of its table, each with what it comes to."""
    return dumps([standing.state, [[resource.name, resource.amount] for resource in standing.resources]])


def decode_standing(record: bytes) -> Standing:
    """Where the machine stands whose record this is."""
    state, resources = loads(record)
    return Standing(state, tuple(Resource(name, amount) for name, amount in resources))
