"""Records made quickly: that they are the records that they would be without."""

import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import get_type_hints

import pytest

from reference.construction import quickly_made


@dataclass(frozen=True, slots=True)
class Slow:
    """A record as Python makes it."""

    first: int
    second: bytes = b"nothing"
    third: tuple[int, ...] = field(default=(), compare=False, repr=False)


@quickly_made
@dataclass(frozen=True, slots=True)
class Quick:
    """The same, made quickly."""

    first: int
    second: bytes = b"nothing"
    third: tuple[int, ...] = field(default=(), compare=False, repr=False)


def values(record: Slow | Quick) -> tuple[object, ...]:
    return tuple(getattr(record, each.name) for each in fields(record))


def test_the_constructor_takes_the_same_arguments() -> None:
    """Protects callers by position and by name, defaults, and whoever draws records by their declared types."""
    assert inspect.signature(Quick) == inspect.signature(Slow)
    assert get_type_hints(Quick.__init__) == get_type_hints(Slow.__init__)
    assert values(Quick(1)) == values(Slow(1)) == (1, b"nothing", ())
    assert values(Quick(1, b"two", (3,))) == values(Quick(third=(3,), second=b"two", first=1)) == (1, b"two", (3,))
    for arguments in ((), (1, b"two", (), 4)):
        with pytest.raises(TypeError):
            Quick(*arguments)


def test_the_record_is_a_frozen_dataclass_as_before() -> None:
    """Protects what every rule relies on: records are values."""
    record = Quick(1, b"two", (3,))
    for name in ("first", "second", "third", "fourth"):
        with pytest.raises((FrozenInstanceError, TypeError, AttributeError)):
            setattr(record, name, 0)
    assert values(record) == (1, b"two", (3,))
    assert record == Quick(1, b"two")
    assert hash(record) == hash(Quick(1, b"two"))
    assert record != Quick(2, b"two")
    assert repr(record) == repr(Slow(1, b"two", (3,))).replace("Slow", "Quick")
    assert values(replace(record, first=9)) == (9, b"two", (3,))
    assert values(pickle.loads(pickle.dumps(record))) == values(record)
    match record:
        case Quick(first, second):
            assert (first, second) == (1, b"two")


@dataclass(frozen=True, slots=True)
class Checked:
    """Its constructor does more than to keep its argument."""

    first: int

    def __post_init__(self) -> None:
        """Look."""


@dataclass(frozen=True, slots=True)
class Factory:
    """Its constructor makes a value."""

    first: tuple[int, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Constant:
    """Its constructor does not take all its fields."""

    first: int
    second: int = field(default=0, init=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Its constructor takes arguments by name only."""

    first: int


@dataclass(frozen=True)
class Unslotted:
    """It keeps its field in a dictionary."""

    first: int = 0


@pytest.mark.parametrize("record", [Checked, Factory, Constant, Named, Unslotted])
def test_a_constructor_that_does_more_is_not_exchanged(record: type) -> None:
    """Protects against a record that silently loses what its constructor did."""
    with pytest.raises(TypeError, match=record.__name__):
        quickly_made(record)
