"""Symbolic values of declared types, back to concrete ones, and what it means for a value to lie in its type.

A type of the rules is a ranged integer, a truth value, an enumeration, a sized byte or text string, a frozen record
of these, a tuple, an alternative, or a persistent map. What is not, is refused.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum, Flag
from operator import eq
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import z3  # type: ignore[import-untyped]
from immutables import Map

from reference.numbers import Length
from spec.prover.declarations import alternatives, field_types, hand_written, label, misdeclared, of_many, parameters_of, unannotated
from spec.prover.execution import Execution, Sequences
from spec.prover.fragment import unwatched
from spec.prover.identifiers import BYTES, TEXT, SymbolicIdentifier, bounds, identifier_term, string_of, symbolic_identifier
from spec.prover.intervals import Interval, interval_of
from spec.prover.maps import SymbolicMap, symbolic_map
from spec.prover.members import SymbolicMember, is_undivided
from spec.prover.proxies import SymbolicBoolean, SymbolicInteger, condition_term, integer_term
from spec.prover.references import objection_to
from spec.prover.scalars import fits
from spec.prover.sequences import Origin, SymbolicSequence
from spec.prover.terms import Term
from spec.prover.unread import Unread, is_carried

LONGEST = 3
"""The most items of a short sequence."""


def symbolic(path: Execution, name: str, declared: Any) -> Any:
    """A value that stands for every value of a type.

    An alternative is explored a member at a time, on paths of its own, and so is an enumeration that `members` does not take together.
    """
    if (reason := misdeclared(declared)) is not None:
        raise path.refuse(f"{name}: {reason}")
    base, span, length = unannotated(declared)
    choices = alternatives(base)
    if choices is not None:
        return symbolic(path, name, choices[path.choose(name, [label(choice) for choice in choices])])
    if base in (None, NoneType):
        return None
    if base is int:
        low, high = (span.low, span.high) if span else (None, None)
        return SymbolicInteger(path, path.integer(name, low, high), interval_of(low, high))
    if base is bool:
        return SymbolicBoolean(path, path.made(eq, path.integer(name, 0, 1), 1), name)
    if base in (bytes, str):
        return symbolic_identifier(path, name, base, length)
    if get_origin(base) is tuple:
        if path.sequences is Sequences.ANY_LENGTH and get_args(base)[1:] == (Ellipsis,) and of_many(length):
            kind, (low, high) = get_args(base)[0], (length.low, length.high) if length else (0, None)
            return SymbolicSequence(Origin(path, name, kind, low, high, lambda item: symbolic(path, item, kind)))
        return tuple(symbolic(path, f"{name}[{index}]", entry) for index, entry in enumerate(_entries(path, name, base, length)))
    if get_origin(base) is Map:
        key, record = get_args(base)
        return symbolic_map(path, name, key, record)
    if isinstance(base, type) and issubclass(base, Enum) and not issubclass(base, Flag):
        members = list(base)
        if not members or (reason := objection_to(base)) is not None:
            raise path.refuse(f"{name}: {reason if members else 'an enumeration without members'}")
        if is_undivided(base, path):
            return SymbolicMember(path, path.integer(name, 0, len(members) - 1), base, name)
        return members[path.choose(name, [member.name for member in members])]
    if isinstance(base, type) and is_dataclass(base):
        if (reason := hand_written(base) or objection_to(base)) is not None:
            raise path.refuse(f"{name}: {reason}")
        return base(**{field: _field(path, f"{name}.{field}", kind) for field, kind in field_types(base).items()})
    raise path.refuse(f"{name}: no symbolic value for the type {declared!r}")


def _field(path: Execution, name: str, declared: Any) -> Any:
    """A record's field. One that no statement can read unless it folds is carried along unread."""
    if path.sequences is Sequences.EACH_LENGTH and is_carried(declared):
        return Unread(path, declared)
    return symbolic(path, name, declared)


@unwatched
def symbolic_arguments(path: Execution, function: Callable[..., Any]) -> dict[str, Any]:
    """Symbolic arguments for a function, by name. What the function encloses and carries was there before the run, and is judged here."""
    if (reason := objection_to(function)) is not None:
        raise path.refuse(reason)
    return {name: symbolic(path, name, declared) for name, declared in parameters_of(function).items()}


def concrete(value: Any, model: Any) -> Any:
    """What a symbolic value is in a model of Z3."""
    kind = type(value)
    if kind is SymbolicInteger:
        return model.eval(value.term, model_completion=True).as_long()
    if kind is SymbolicBoolean:
        return z3.is_true(model.eval(value.term, model_completion=True))
    if kind is SymbolicIdentifier:
        return string_of(value.alphabet, model.eval(value.term, model_completion=True).as_long())
    if kind is SymbolicMember:
        return list(value.enumeration)[model.eval(value.term, model_completion=True).as_long()]
    if kind is SymbolicMap:
        return value.concrete(model)
    if kind is Unread:
        return value.simplest()
    if kind is tuple:
        return tuple(concrete(entry, model) for entry in value)
    if is_dataclass(kind):
        return kind(**{each.name: concrete(getattr(value, each.name), model) for each in fields(kind) if each.init})
    return value


def concrete_arguments(arguments: Mapping[str, Any], model: Any) -> dict[str, Any]:
    """What symbolic arguments are in a model of Z3."""
    return {name: concrete(value, model) for name, value in arguments.items()}


def lifted(path: Execution, value: Any) -> Any:
    """A concrete value as a proxy with just this value, so that a concrete run is observed as a symbolic one is."""
    kind = type(value)
    if kind is int:
        return SymbolicInteger(path, integer_term(path, value), Interval(value, value))
    if kind is bool:
        return SymbolicBoolean(path, condition_term(path, value), str(value))
    if kind in (bytes, str):
        return SymbolicIdentifier(path, identifier_term(path, value), BYTES if kind is bytes else TEXT, None)
    if kind is tuple:
        return tuple(lifted(path, entry) for entry in value)
    if is_dataclass(kind):
        return kind(**{each.name: lifted(path, getattr(value, each.name)) for each in fields(kind) if each.init})
    return value


def within(path: Execution, value: Any, declared: Any) -> Iterator[tuple[str, Term]]:
    """The conditions under which a value lies in its declared type, each with what it says of which part.

    A part that is of another type altogether yields a condition that never holds.
    """
    yield from _within(path, "the result", value, declared)


def _within(path: Execution, name: str, value: Any, declared: Any) -> Iterator[tuple[str, Term]]:
    if (reason := misdeclared(declared)) is not None:
        raise path.refuse(f"{name}: {reason}")
    base, span, length = unannotated(declared)
    choices = alternatives(base)
    never = z3.BoolVal(False, path.context)
    if type(value) is Unread:
        if value.declared != declared:
            raise path.refuse(f"{name} is of another type than the prover knows it to be of")
    elif choices is not None:
        fitting = [choice for choice in choices if fits(value, choice)]
        if fitting:
            yield from _within(path, name, value, fitting[0])
        else:
            yield f"{name} is one of {declared}", never
    elif not fits(value, base):
        yield f"{name} is of type {label(base)}", never
    elif base is int and span is not None:
        term = integer_term(path, value)
        yield f"{name} is from {span.low} to {span.high}", z3.And(term >= span.low, term <= span.high)
    elif base in (bytes, str) and length is not None:
        low, high = bounds(BYTES if base is bytes else TEXT, length)
        term = identifier_term(path, value)
        yield f"{name} has {length.low} to {length.high} units", term >= low if high is None else z3.And(term >= low, term <= high)
    elif get_origin(base) is tuple:
        kinds = get_args(base)
        repeated = len(kinds) == 2 and kinds[1] is Ellipsis
        if type(value) is SymbolicSequence:
            yield from _within_sequence(path, name, value, kinds, length)
            return
        if repeated and length is not None:
            yield f"{name} has {length.low} to {length.high} entries", z3.BoolVal(length.low <= len(value) <= length.high, path.context)
        if not repeated and len(kinds) != len(value):
            yield f"{name} has {len(kinds)} entries", never
            return
        for index, entry in enumerate(value):
            yield from _within(path, f"{name}[{index}]", entry, kinds[0] if repeated else kinds[index])
    elif type(value) is SymbolicMap:
        if (value.origin.key_type, value.origin.record) != get_args(base):
            raise path.refuse(f"{name} is a map of another type than the prover knows it to be of")
        for index, write in enumerate(value.writes):
            for scalar, term in zip(value.origin.fields, write.values, strict=True):
                low, high = term if scalar.low is None else scalar.low, term if scalar.high is None else scalar.high
                yield f"{name}: {scalar.path} of write {index + 1} is in its range", z3.Implies(write.present, z3.And(term >= low, term <= high))
    elif get_origin(base) is Map:
        for key, record in value.items():
            yield from _within(path, f"a key of {name}", key, get_args(base)[0])
            yield from _within(path, f"a record of {name}", record, get_args(base)[1])
    elif isinstance(base, type) and is_dataclass(base):
        hints = get_type_hints(base, include_extras=True)
        for each in fields(base):
            yield from _within(path, f"{name}.{each.name}", getattr(value, each.name), hints[each.name])
    elif not (base in (None, NoneType, int, bool, bytes, str) or (isinstance(base, type) and issubclass(base, Enum))):
        raise path.refuse(f"{name} is of type {label(base)}, into which the prover does not look")


def _within_sequence(path: Execution, name: str, value: SymbolicSequence, kinds: tuple[Any, ...], length: Length | None) -> Iterator[tuple[str, Term]]:
    if kinds[1:] != (Ellipsis,) or value.origin.declared != kinds[0]:
        raise path.refuse(f"{name} is a sequence of items of another type than the prover knows them to be of")
    if length is not None:
        count = value.length().term
        yield f"{name} has {length.low} to {length.high} entries", z3.And(count >= length.low, count <= length.high)
    for index, entry in enumerate(value.appended):
        yield from _within(path, f"{name}[{index} after the first ones]", entry, kinds[0])


def _entries(path: Execution, name: str, base: Any, length: Length | None) -> list[Any]:
    """The types of a tuple's entries; where their number varies, each number within its bounds is explored."""
    kinds = get_args(base)
    if len(kinds) != 2 or kinds[1] is not Ellipsis:
        return [] if kinds == ((),) else list(kinds)
    if path.sequences is Sequences.SHORT and of_many(length):
        low, high = (length.low, length.high) if length else (0, LONGEST)
        counts = list(range(low, min(high, max(low, LONGEST)) + 1))
    elif length is None:
        raise path.refuse(f"{name}: a tuple of unbounded length")
    else:
        counts = list(range(length.low, length.high + 1))
    return [kinds[0]] * counts[path.choose(f"{name}.length", [str(count) for count in counts])]
