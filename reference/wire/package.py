"""Packages: the results of heavy calls, as blocks carry them."""

from dataclasses import dataclass

from cbor2 import dumps

from reference.numbers import AccountId, Hash
from reference.rules import procedure
from reference.wire.cbor import array, byte_string, decode_fields


@dataclass(frozen=True, slots=True)
class Package:
    """What the heavy call in flight on a contract has come to."""

    contract: AccountId
    """The contract."""

    hash: Hash
    """The hash of the result (HEAVY-6)."""


@procedure("WIRE-17")
def decode_package(data: bytes) -> Package:
    """The package that `data` encodes. Rejects everything that `encode_package` does not make with `MALFORMED`."""
    contract, result = array(decode_fields(data), 2)
    return Package(byte_string(contract, 32), byte_string(result, 32))


def encode_package(package: Package) -> bytes:
    """A package's bytes: `[contract, hash]`."""
    return dumps([package.contract, package.hash])
