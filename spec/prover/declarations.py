"""What the type annotations of rules and records declare."""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum, Flag
from functools import cache, lru_cache
from inspect import signature
from types import FunctionType, NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from reference.numbers import Length, Range
from spec.prover.refusal import Unsupported


@lru_cache(maxsize=256)
def parameters_of(function: Callable[..., Any]) -> dict[str, Any]:
    """The declared types of a function's parameters, by name and in their order."""
    hints = get_type_hints(function, include_extras=True)
    missing = [name for name in signature(function).parameters if name not in hints]
    if missing:
        raise Unsupported(f"{function.__name__}: no type is declared for {', '.join(missing)}")
    return {name: hints[name] for name in signature(function).parameters}


def result_of(function: Callable[..., Any]) -> Any:
    """The declared type of a function's result."""
    return get_type_hints(function, include_extras=True).get("return", NoneType)


def scalar_arguments(function: Callable[..., Any]) -> bool:
    """Whether all of a function's parameters are integers, truth values or identifiers."""
    return all(_is_scalar(declared) for declared in parameters_of(function).values())


def plain_arguments(function: Callable[..., Any]) -> bool:
    """Whether all of a function's parameters are scalars, or records of scalars to any depth: without tables, tuples and alternatives."""
    return all(is_plain(declared) for declared in parameters_of(function).values())


def is_plain(declared: Any) -> bool:
    """Whether a type is one of scalars, members of enumerations among them, or of records of these to any depth."""
    base = unannotated(declared)[0]
    if isinstance(base, type) and is_dataclass(base):
        return all(is_plain(kind) for kind in field_types(base).values())
    return _is_scalar(declared) or (isinstance(base, type) and issubclass(base, Enum) and not issubclass(base, Flag))


def _is_scalar(declared: Any) -> bool:
    return unannotated(declared)[0] in (int, bool, bytes, str)


@cache
def field_types(record: type) -> dict[str, Any]:
    """The declared types of a record's fields, by name and in their order.

    A field that takes no part in equality and has a default is bookkeeping, and left out: it keeps its default.
    """
    hints = get_type_hints(record, include_extras=True)
    return {each.name: hints[each.name] for each in fields(record) if each.init and (each.compare or each.default is MISSING)}


def bookkeeping(record: type) -> str | None:
    """Why a record is not laid out by what it equals, or None: a field takes no part in equality."""
    hidden = [each.name for each in fields(record) if not each.compare]
    return f"{record.__name__}.{hidden[0]} takes no part in equality" if hidden else None


def own_equality(enumeration: type[Enum]) -> str | None:
    """Why the members of an enumeration are not told apart by which they are, or None."""
    plain = (object.__eq__, int.__eq__, str.__eq__)
    return None if any(enumeration.__eq__ is each for each in plain) else f"{enumeration.__name__} has an equality of its own"


def hand_written(record: type) -> str | None:
    """Why the prover cannot make a value of a record, or None: it does so without looking at what code runs meanwhile."""
    if hasattr(record, "__post_init__") or any("__new__" in vars(base) for base in record.__mro__[:-1]):
        return f"{record.__name__} runs code of its own when it is made"
    for name in ("__eq__", "__hash__", "__setattr__", "__getattribute__", "__getattr__"):
        method = getattr(record, name, None)
        if type(method) is FunctionType and method.__code__.co_filename != "<string>" and method.__module__ != "dataclasses":
            return f"{record.__name__} has a method {name} of its own"
    if type(record) is not type:
        return f"{record.__name__} is of a kind of class of its own"
    parameters = record.__dataclass_params__  # type: ignore[attr-defined]
    if not parameters.init or record.__init__.__code__.co_filename != "<string>":  # type: ignore[misc]
        return f"{record.__name__} has a constructor of its own"
    return None if parameters.eq else f"{record.__name__} is compared by identity"


def unannotated(declared: Any) -> tuple[Any, Range | None, Length | None]:
    """A type without its annotations, and the range or length that they declare."""
    if get_origin(declared) is not Annotated:
        return declared, None, None
    base, *metadata = get_args(declared)
    ranges = [entry for entry in metadata if isinstance(entry, Range)]
    lengths = [entry for entry in metadata if isinstance(entry, Length)]
    return base, ranges[0] if ranges else None, lengths[0] if lengths else None


@cache
def misdeclared(declared: Any) -> str | None:
    """Why the range or length that a type declares says nothing certain of its values, or None."""
    base = unannotated(declared)[0]
    bounds = [each for each in get_args(declared)[1:] if isinstance(each, (Range, Length))] if get_origin(declared) is Annotated else []
    if len(bounds) > 1:
        return f"{len(bounds)} ranges are declared of one type"
    for each in bounds:
        if (isinstance(each, Range) and base is not int) or (isinstance(each, Length) and base not in (bytes, str) and get_origin(base) is not tuple):
            return f"{each} is declared of {label(base)}"
    return None


def uninhabited(declared: Any) -> str | None:
    """Why a type has no values by its range or length, or None. A table that has no records of it may still be asked for one."""
    _, span, length = unannotated(declared)
    for each in (span, length):
        if each is not None and each.low > each.high:
            return f"{each}, within which nothing lies"
    return None


def alternatives(declared: Any) -> tuple[Any, ...] | None:
    """The types that an alternative is between, or None where the type is none."""
    return get_args(declared) if get_origin(declared) in (Union, UnionType) else None


def label(declared: Any) -> str:
    """A type's name, for people."""
    return "None" if declared in (None, NoneType) else str(getattr(declared, "__name__", declared))


FEW = 8
"""The most entries of a tuple that is explored a length at a time, where there is another way."""


def of_many(length: Length | None) -> bool:
    """Whether a tuple of varying length may have many entries."""
    return length is None or length.high > FEW


def takes_sequences(function: Callable[..., Any]) -> bool:
    """Whether a parameter of a function, or a part of one, is a tuple of many entries."""
    return any(_has_sequence(declared) for declared in parameters_of(function).values())


def _has_sequence(declared: Any) -> bool:
    base, _, length = unannotated(declared)
    if isinstance(base, type) and is_dataclass(base):
        return any(_has_sequence(kind) for kind in field_types(base).values())
    return (Ellipsis in get_args(base) and of_many(length)) or any(_has_sequence(part) for part in get_args(base) if part is not Ellipsis)
