"""Members of enumerations stay together on a path until something needs to know which one it is, and nothing false is proved of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, IntEnum
from typing import Any

import pytest
from immutables import Map

from reference.numbers import AccountId, Amount
from spec.prover import Verdict, check
from spec.prover.equivalence import check_equivalent


class Gate(IntEnum):
    """Members that are numbers, not counted from zero."""

    SHUT = 3
    OPEN = 1
    STUCK = 7


class Light(Enum):
    """Members that are no numbers: told apart by identity."""

    RED = 3
    GREEN = 1


class Wheel(IntEnum):
    """Other members, of which one is the same number."""

    STILL = 3
    TURNING = 9


@dataclass(frozen=True, slots=True)
class Lane:
    """A record with a member."""

    gate: Gate
    tolls: Amount


NO_LANE = Lane(Gate.SHUT, 0)
Lanes = Map[AccountId, Lane]

NEXT = Map({Gate.SHUT: Gate.OPEN, Gate.OPEN: Gate.SHUT})
"""A table of moves; whatever it lacks, stays."""


EVERY = frozenset(Gate)


def a_member_is_one_of_them(gate: Gate) -> bool:
    return gate in (Gate.SHUT, Gate.OPEN, Gate.STUCK) and gate in EVERY and isinstance(gate, Gate)


def a_member_is_its_number(gate: Gate) -> bool:
    return (gate == Gate.OPEN) == (gate.value == 1) and gate.name in ("SHUT", "OPEN", "STUCK") and 1 <= gate < 8 and gate + 1 > 1


def a_member_is_no_other(gate: Gate, light: Light, wheel: Wheel) -> bool:
    return gate != light and gate is not None and (gate == wheel) == ((gate == Gate.SHUT) & (wheel == Wheel.STILL)) and gate != "OPEN"


def what_is_equal_is_interchangeable(one: Gate, other: Gate) -> bool:
    if one != other:
        return True
    return NEXT.get(one, one) == NEXT.get(other, other)


def a_member_is_the_same_when_asked_again(gate: Gate) -> bool:
    first = NEXT.get(gate)
    return first == NEXT.get(gate) and (first is None) == (gate == Gate.STUCK)


def a_stored_member_is_read_back(lanes: Lanes, lane: AccountId, other: AccountId, gate: Gate) -> bool:
    after = lanes.set(lane, replace(lanes.get(lane, NO_LANE), gate=gate))
    return after[lane].gate == gate and (lane == other or after.get(other, NO_LANE) == lanes.get(other, NO_LANE))


def a_match_knows_it(gate: Gate) -> bool:
    match gate:
        case Gate.SHUT:
            return gate == Gate.SHUT
        case Gate.OPEN:
            return gate != Gate.SHUT and gate != Gate.STUCK
        case _:
            return gate == Gate.STUCK


def a_table_gives_its_member(gates: Map[Gate, Lane], gate: Gate, other: Gate, lane: Lane) -> bool:
    return gates.set(gate, lane).get(other, NO_LANE) == (lane if gate == other else gates.get(other, NO_LANE))


TRUE: list[Callable[..., Any]] = [
    a_member_is_one_of_them,
    a_member_is_its_number,
    a_member_is_no_other,
    what_is_equal_is_interchangeable,
    a_member_is_the_same_when_asked_again,
    a_stored_member_is_read_back,
    a_match_knows_it,
    a_table_gives_its_member,
]


@pytest.mark.parametrize("statement", TRUE, ids=lambda statement: statement.__name__)
def test_what_holds_of_every_member_is_proved(statement: Callable[..., Any]) -> None:
    """Protects statements about states, whose records are full of members; each path is besides taken by a concrete member."""
    checked = check(statement)
    assert checked.verdict is Verdict.PROVED, checked
    assert checked.witnessed == checked.paths


def no_gate_is_stuck(gate: Gate) -> bool:
    return gate != Gate.STUCK


def the_last_member_is_forgotten(gate: Gate) -> bool:
    return gate in (Gate.SHUT, Gate.OPEN)


def every_gate_turns(gate: Gate) -> bool:
    return gate in NEXT


def members_are_counted_from_zero(gate: Gate) -> bool:
    return gate.value <= 2


def two_members_are_one(one: Gate, other: Gate) -> bool:
    return one == other


def members_of_two_kinds_differ(gate: Gate, wheel: Wheel) -> bool:
    return gate != wheel


def a_stored_member_is_any(lanes: Lanes, lane: AccountId) -> bool:
    return lanes.get(lane, NO_LANE).gate == Gate.SHUT


FALSE: list[Callable[..., Any]] = [
    no_gate_is_stuck,
    the_last_member_is_forgotten,
    every_gate_turns,
    members_are_counted_from_zero,
    two_members_are_one,
    members_of_two_kinds_differ,
    a_stored_member_is_any,
]


@pytest.mark.parametrize("statement", FALSE, ids=lambda statement: statement.__name__)
def test_what_does_not_hold_of_a_member_is_refuted(statement: Callable[..., Any]) -> None:
    """Protects against a member that is never explored."""
    checked = check(statement)
    assert checked.verdict is Verdict.REFUTED, checked


def nobody_asks(lanes: Lanes, lane: AccountId, gate: Gate, tolls: Amount) -> bool:
    return lanes.set(lane, Lane(gate, tolls))[lane].tolls == tolls


def somebody_asks(lanes: Lanes, lane: AccountId, gate: Gate, tolls: Amount) -> bool:
    return lanes.set(lane, Lane(gate, tolls))[lane].gate.value > 0


def one_member_matters(gate: Gate) -> bool:
    return gate != Gate.SHUT or gate == Gate.SHUT


def members_that_are_no_numbers(light: Light) -> bool:
    return light is Light.RED or light is Light.GREEN


@pytest.mark.parametrize(("statement", "paths"), [(nobody_asks, 1), (somebody_asks, 3), (one_member_matters, 2), (members_that_are_no_numbers, 2)])
def test_only_what_is_asked_for_is_decided(statement: Callable[..., Any], paths: int) -> None:
    """Protects the time of the proofs: a member that nothing asks for is no decision."""
    assert check(statement).paths == paths


def shut(gate: Gate) -> Gate:
    return Gate.STUCK if gate == Gate.STUCK else Gate.SHUT


def shut_without_care(gate: Gate) -> Gate:
    return Gate.SHUT


def test_two_rules_are_told_apart_by_a_member() -> None:
    """Protects the measure of mutants, which sees results member by member."""
    assert check_equivalent(shut, shut).verdict is Verdict.PROVED
    assert check_equivalent(shut, shut_without_care).verdict is Verdict.REFUTED
