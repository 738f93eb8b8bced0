"""Cases that decode an object of the wire, and the fields of the transactions that most of them are made of."""

from collections.abc import Iterable, Sequence

from reference.codes import Code
from reference.numbers import MAX_AMOUNT
from vectors.build import chain_of, intended_case
from vectors.case import Case, Kind
from vectors.json_text import Json
from vectors.malformed.forms import Field, array, integer

CHAIN = chain_of("minimal").id

FIELDS = [Field("chain", CHAIN), Field("nonce", 1), Field("last valid slot", 1_000), Field("fee", 300, MAX_AMOUNT)]
"""The fields of a transaction before its kind."""


def payload_with(kind: int, body: bytes) -> bytes:
    """A transaction's payload of this kind, with this encoded body."""
    return array(*[field.encoded() for field in FIELDS], integer(kind), body)


def payload_of(kind: int, fields: Sequence[Field]) -> bytes:
    """A transaction's payload of this kind, whose body has these fields."""
    return payload_with(kind, array(*[field.encoded() for field in fields]))


def decode_case(rules: tuple[str, ...], why: str, name: str, data: bytes, code: Code | None, preset: str = "minimal") -> Case:
    """The case that decodes an object of the type `name`, which is rejected with `code`, or accepted."""
    given: Json = {"decode": name, "bytes": data.hex()}
    return intended_case(rules, Kind.DECODE, preset, why, given, code)


def distinct(cases: Iterable[Case]) -> list[Case]:
    """The cases without those whose bytes an earlier one has: two mistakes may make the same bytes."""
    seen: dict[str, Case] = {}
    for case in cases:
        seen.setdefault(str(case.input) + case.preset, case)
    return list(seen.values())
