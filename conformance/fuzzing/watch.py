"""What a run of copies of rules shows: what was compared, how near the sides were, what decided alone, and what rejected.

The helpers are what the copies call (`watched_source`), each with the number of its place in the code.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any

MOST_STEPS = 20_000
"""How many comparisons and turns of loops a call may make: what takes longer, as counting to 2^63 does, is nothing to ask a target."""

MOST_COMPARED = 400
"""How many comparisons of a run are kept with their sides."""

NEAR = (8, 9, 10)
"""What happened, modulo 32, where two integers are equal or one apart."""

ALONE = 1_024
"""Added to what happened, where it alone makes a condition what it is."""

MEMBERS, MOST_MEMBERS = 16, 16
"""What happened, modulo 32, where the first, the second, up to the sixteenth member of an enumeration was compared."""

SHORT = 2**16
"""Up to which distance two integers are said to be near."""

Feature = tuple[int, int]
"""A place in the code, and what happened there."""

Compared = tuple[int, Any, Any]
"""A place in the code, and the sides that were compared there."""


class TooLong(Exception):
    """A call takes more steps than it may."""


class Watch:
    """What one run has shown."""

    __slots__ = ("cause", "compared", "failed", "features", "last", "least", "left", "passed_over", "raised", "recent", "shadow", "together")

    def __init__(self, passed_over: int = 0, steps: int = MOST_STEPS) -> None:
        """Nothing is shown yet. The rejection at the place `passed_over` is not made."""
        self.features: set[Feature] = set()
        self.compared: list[Compared] = []
        self.left = steps
        self.least: dict[int, Compared] | None = None
        """The least comparison of each place, where they are kept by place."""
        self.last: Compared | None = None
        """What was compared last, but for what is only looked at besides."""
        self.together: dict[int, list[Compared]] = {}
        """Of each condition that more than one part makes what it is: what the other parts have found unequal."""
        self.failed: list[Compared] = []
        """What was found unequal where it is only looked at besides."""
        self.shadow = 0
        """How deep it is in conditions that the function itself does not come to."""
        self.passed_over = passed_over
        self.raised = 0
        """The place of the last rejection; 0 where there was none."""
        self.recent: list[Feature] = []
        """What happened since the last test."""
        self.cause: list[Feature] = []
        """What the last test was made of."""


SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "Eq": operator.eq,
    "NotEq": operator.ne,
    "Lt": operator.lt,
    "LtE": operator.le,
    "Gt": operator.gt,
    "GtE": operator.ge,
    "Is": operator.is_,
    "IsNot": operator.is_not,
    "In": lambda one, other: one in other,
    "NotIn": lambda one, other: one not in other,
}

OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mult": operator.mul,
    "FloorDiv": operator.floordiv,
    "Mod": operator.mod,
}

WIDTHS = (2**64, 2**63, 2**62, 2**53, 2**32)
"""Where a number becomes too large for somebody."""


def helpers(current: Callable[[], Watch]) -> dict[str, Callable[..., Any]]:
    """What the copies call."""

    def note(place: int, kind: int) -> None:
        watch = current()
        watch.left -= 1
        if watch.left < 0:
            raise TooLong
        feature = (-place if watch.shadow else place, kind)
        watch.features.add(feature)
        watch.recent.append(feature)

    def keep(place: int, one: Any, other: Any) -> None:
        watch = current()
        if not watch.shadow:
            watch.last = (place, one, other)
        if watch.least is not None:
            known = watch.least.get(place)
            if known is None or (type(known[1]) is type(one) and (one, other) < known[1:]):
                watch.least[place] = (place, one, other)
        elif len(watch.compared) < MOST_COMPARED:
            watch.compared.append((place, one, other))

    def compared(place: int, signs: tuple[str, ...], *sides: Any) -> Any:
        result: Any = True
        for number, sign in enumerate(signs):
            one, other = sides[number], sides[number + 1]
            outcome = SIGNS[sign](one, other)
            note(place, 32 * number + _relation(one, other, outcome))
            if type(one) in (int, bytes) and type(one) is type(other):
                keep(place, one, other)
                if one != other and not outcome:
                    watch = current()
                    if watch.shadow:
                        watch.failed.append((place, one, other))
            result = result and outcome
        return result

    def joined(place: int, is_and: bool, *parts: Callable[[], Any]) -> Any:
        result: Any = is_and
        watch = current()
        for number, part in enumerate(parts):
            begun = len(watch.recent)
            result = part()
            if bool(result) is not is_and:
                own, failed = watch.recent[begun:], len(watch.failed)
                if decides(is_and, parts[number + 1 :]):
                    # How near it was, where it alone makes the whole what it is.
                    watch.features.update((where, kind + ALONE) for where, kind in own)
                elif not watch.shadow:
                    watch.together[place] = watch.failed[failed:]
                break
        return result

    def decides(is_and: bool, parts: Iterable[Callable[[], Any]]) -> bool:
        """Whether all the parts that are left out would be as `is_and` says; they are looked at, every one of them."""
        watch = current()
        watch.shadow += 1
        alone = True
        try:
            for part in parts:
                failed = len(watch.failed)
                if bool(part()) is is_and:
                    # What was unequal there did not matter.
                    del watch.failed[failed:]
                else:
                    alone = False
        except TooLong:
            raise
        except Exception:  # It need not make sense there.
            return False
        finally:
            watch.shadow -= 1
        return alone

    def computed(place: int, name: str, one: Any, other: Any) -> Any:
        result = OPERATIONS[name](one, other)
        if type(result) is int and type(one) is int and type(other) is int:
            note(place, _size(name, one, other, result))
        return result

    def extreme(place: int, function: Callable[..., Any], *values: Any) -> Any:
        for number, other in enumerate(values[1:]):
            if type(values[0]) is int and type(other) is int:
                note(place, 32 * number + _relation(values[0], other, None))
                keep(place, values[0], other)
        return function(*values)

    def tested(place: int, value: Any) -> Any:
        watch = current()
        if not watch.shadow:
            watch.cause, watch.recent = watch.recent, []
        note(place, bool(value))
        return value

    def each(place: int, values: Iterable[Any]) -> Iterator[Any]:
        number = 0
        for value in values:
            number += 1
            note(place, min(number, 3))
            yield value
        note(place, 4 + min(number, 3))

    def rejects(place: int) -> bool:
        watch = current()
        if watch.shadow:
            return True
        if watch.passed_over == place:
            return False
        watch.raised = place
        watch.features.add((place, 0))
        return True

    return {"compared": compared, "joined": joined, "computed": computed, "extreme": extreme, "tested": tested, "each": each, "rejects": rejects}


def _relation(one: Any, other: Any, outcome: Any) -> int:
    """How two sides lie to each other, as a small number."""
    if type(one) is int and type(other) is int:
        distance = one - other
        if -2 < distance < 2:
            return 9 + distance
        near = -SHORT < distance < SHORT
        return 11 + 2 * near + (distance > 0) if distance % 2**32 else 15
    if isinstance(one, Enum) and type(one) is type(other):
        # Each member is a case of its own: a slip may take one for another.
        return MEMBERS + min(_number_of(one), MOST_MEMBERS - 1)
    # An order of byte strings has a border too.
    return int(bool(outcome)) + 2 * (type(one) is bytes and one == other)


@cache
def _number_of(member: Enum) -> int:
    """The how many-th of its enumeration it is."""
    return [*type(member)].index(member)


def _size(name: str, one: int, other: int, result: int) -> int:
    """What is remarkable about a number that was computed, as a small number."""
    if name == "FloorDiv":
        return (one % other != 0) + 2 * (result != 0) + 4 * (result != 0 and one % other == other - 1)
    if name == "Mod":
        return min(result, 1) + 2 * (result == other - 1)
    if result <= 0:
        return 10 + (result < 0)
    return sum(result >= width for width in WIDTHS)
