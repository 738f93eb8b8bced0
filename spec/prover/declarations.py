"""What the type annotations of rules and records declare."""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from inspect import signature
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from reference.numbers import Length, Range
from spec.prover.refusal import Unsupported


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


def field_types(record: type) -> dict[str, Any]:
    """The declared types of a record's fields, by name and in their order.

    A field that takes no part in equality and has a default is bookkeeping, and left out: it keeps its default.
    """
    hints = get_type_hints(record, include_extras=True)
    return {each.name: hints[each.name] for each in fields(record) if each.init and (each.compare or each.default is MISSING)}


def hand_written(record: type) -> str | None:
    """Why the prover cannot make a value of a record, or None: it does so without looking at what code runs meanwhile."""
    if hasattr(record, "__post_init__") or any("__new__" in vars(base) for base in record.__mro__[:-1]):
        return f"{record.__name__} runs code of its own when it is made"
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
