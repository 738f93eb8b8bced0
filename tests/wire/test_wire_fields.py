"""Bodies read from what their records declare: every type that a field may have, each bound of it, and everything else."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Any

import cbor2
import pytest
from hypothesis import given

from reference.codes import Code
from reference.numbers import AccountId, Amount, Length, Range
from reference.wire.cbor import encode
from reference.wire.consensus_bodies import KINDS
from reference.wire.contract_bodies import CONTRACT_KINDS, CONTRACT_READERS, ContractBody, contract_fields
from reference.wire.data_bodies import DATA_KINDS, DATA_READERS, DataBody
from reference.wire.economy_bodies import ECONOMY_KINDS, ECONOMY_READERS, EconomyBody
from reference.wire.fields import plain_fields, reader_of
from reference.wire.smart_agent_bodies import SMART_AGENT_KINDS, SMART_AGENT_READERS, SmartAgentBody
from reference.wire.transaction import BODY_READERS, PAID_READERS, SPONSORED_KIND
from spec.prover.sampling import strategy
from spec.prover.statement import rejection


class Colour(IntEnum):
    """An enumeration."""

    RED = 0
    GREEN = 1
    BLUE = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A record inside another."""

    name: Annotated[str, Length(1, 3)]
    amount: Amount


@dataclass(frozen=True, slots=True)
class Whole:
    """A record with a field of every type."""

    number: Annotated[int, Range(2, 5)]
    truth: bool
    colour: Colour
    identifier: AccountId
    data: Annotated[bytes, Length(1, 3)]
    parts: Annotated[tuple[Part, ...], Length(1, 2)]
    owner: Part


READ = reader_of(Whole)
RIGHT: list[Any] = [3, 1, 2, bytes(32), b"ab", [["a", 1]], ["b", 2]]


def read(fields: object) -> Whole:
    return READ(fields)


def test_every_field_is_read_as_its_declared_type() -> None:
    whole = read(RIGHT)
    assert whole == Whole(3, True, Colour.BLUE, bytes(32), b"ab", (Part("a", 1),), Part("b", 2))
    assert whole.truth is True
    assert whole.colour is Colour.BLUE
    assert plain_fields(whole) == RIGHT


@pytest.mark.parametrize(
    ("place", "taken", "refused"),
    [
        (0, [2, 5], [1, 6, -1, True, 3.0, None, b"3", "3", [3]]),
        (1, [0, 1], [2, -1, True, False, None]),
        (2, [0, 2], [3, -1, True, None, "RED"]),
        (3, [b"\xff" * 32], [bytes(31), bytes(33), b"", "a" * 32, None, 0]),
        (4, [b"a", b"abc"], [b"", b"abcd", "ab", None, [97, 98]]),
        (5, [[["a", 1]], [["a", 1], ["b", 2]]], [[], [["a", 1]] * 3, ["a", 1], [["a"]], [["a", 1, 0]], [[b"a", 1]], [["a", 1], None], None, {}]),
        (6, [["abc", 0], ["\U0001f600" * 3, 2**63 - 1]], [["", 0], ["abcd", 0], ["a", 2**63], ["a", -1], ["a"], [], [["a", 1]], None]),
    ],
)
def test_a_field_is_read_within_its_bounds_and_nowhere_else(place: int, taken: list[object], refused: list[object]) -> None:
    """Each bound is shown from both sides: a reader off by one would split the chain."""
    for value in taken:
        assert plain_fields(read([*RIGHT[:place], value, *RIGHT[place + 1 :]]))[place] == value
    for value in refused:
        assert rejection(read, [*RIGHT[:place], value, *RIGHT[place + 1 :]]) is Code.MALFORMED, value


@pytest.mark.parametrize("fields", [RIGHT[:-1], [*RIGHT, 0], tuple(RIGHT), dict(enumerate(RIGHT)), None, b"", 0])
def test_a_record_is_an_array_of_just_its_fields(fields: object) -> None:
    assert rejection(read, fields) is Code.MALFORMED


def test_a_record_without_fields_is_an_empty_array() -> None:
    @dataclass(frozen=True, slots=True)
    class Nothing:
        """No fields."""

    assert reader_of(Nothing)([]) == Nothing()
    assert plain_fields(Nothing()) == []
    assert rejection(reader_of(Nothing), [0]) is Code.MALFORMED


def test_a_type_that_does_not_travel_is_an_error_of_whoever_declares_it() -> None:
    """A float in a body would be one on the wire; it is found when the module is imported, and not when a transaction comes."""

    @dataclass(frozen=True, slots=True)
    class Wrong:
        """A float."""

        amount: float

    with pytest.raises(TypeError, match=r"<class 'float'> does not travel"):
        reader_of(Wrong)


@given(strategy(ContractBody))
def test_bodies_of_contracts_come_back(body: ContractBody) -> None:
    """Every kind; their arguments are scalars, which are not written as other fields are."""
    assert CONTRACT_READERS[CONTRACT_KINDS[type(body)]](cbor2.loads(cbor2.dumps(contract_fields(body)))) == body


@given(strategy(EconomyBody | SmartAgentBody | DataBody))
def test_bodies_of_the_economy_of_smart_agents_and_of_data_come_back(body: EconomyBody | SmartAgentBody | DataBody) -> None:
    """Every kind, also those with shapes that no other has."""
    fields = plain_fields(body)
    kind = {**ECONOMY_KINDS, **SMART_AGENT_KINDS, **DATA_KINDS}[type(body)]
    assert {**ECONOMY_READERS, **SMART_AGENT_READERS, **DATA_READERS}[kind](cbor2.loads(encode(fields))) == body


def test_every_kind_of_the_economy_and_of_smart_agents_is_read_and_no_two_share_a_number() -> None:
    numbers = [*ECONOMY_KINDS.values(), *SMART_AGENT_KINDS.values(), *DATA_KINDS.values(), *CONTRACT_KINDS.values()]
    assert len(set(numbers)) == len(numbers)
    assert {*range(1, 6), *KINDS.values(), *numbers} == set(PAID_READERS) == set(BODY_READERS) - {SPONSORED_KIND}
    assert not set(numbers) & {*range(1, 6), *KINDS.values()}
