# ruff: noqa: D105 - the operators mean what they mean of the maps that a proxy stands for
"""Symbolic persistent maps: tables of records of which a rule touches a few.

A symbolic map stands for every map of its type at once. What it held at first are uninterpreted functions of the
key, one for each field and one for presence; every write is remembered with its key, and a read compares its key
with those of the writes, so that keys may or may not be the same and Z3 considers both. Nothing iterates over a
map, so a record that is not written keeps its value whatever the others are.

The *total* of a field over all records, touched or not, is a ghost: a number that no rule sees, that each write
changes by what it changes the field by, and that is at least the sum over any distinct records that were looked at.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from operator import eq
from typing import Any, get_args, get_origin

import z3  # type: ignore[import-untyped]
from immutables import Map

from spec.prover.declarations import unannotated
from spec.prover.execution import Execution, Leaf
from spec.prover.fragment import unwatched
from spec.prover.proxies import SymbolicBoolean, SymbolicInteger, condition_term
from spec.prover.refusing import Refusing
from spec.prover.scalars import Scalar, built, concrete_value, field_at, scalars_of, terms_of
from spec.prover.sequences import Measure, SymbolicSequence
from spec.prover.terms import Term, applied

Terms = tuple[Term, ...]

FILLERS = 1_000
"""How many records a counterexample may be filled up with to reach a total."""


@dataclass(frozen=True, slots=True)
class Write:
    """One record written or removed."""

    key: Terms
    present: Term
    values: Terms


@dataclass(frozen=True, slots=True)
class Total:
    """A total that was asked for: of which field, and over the keys that begin with `group` or over all."""

    field: int
    group: Term | None
    value: Term


class Origin:
    """What a symbolic map was before the first write. Its later versions share it."""

    def __init__(self, path: Execution, name: str, key: Any, record: Any) -> None:
        self.path = path
        self.name = name
        self.key_type = key
        self.record = record
        self.key = scalars_of(path, name, key)
        self.fields = scalars_of(path, name, record)
        if any(scalar.needs for scalar in self.key) or not self.key:
            raise path.refuse(f"{name}: keys of type {key}")
        self.touched: list[Terms] = []
        self.totals: list[Total] = []

    @cached_property
    def present(self) -> Any:
        """Whether there is a record, of the key. Made when it is asked for: of a state's tables most are never looked at."""
        return self.path.terms.function(f"{self.name}.present", len(self.key), z3.BoolSort)

    @cached_property
    def columns(self) -> list[Any]:
        """The fields of the record, each of the key."""
        return [self.path.terms.function(f"{self.name}.{each.path}", len(self.key), z3.IntSort) for each in self.fields]

    def touch(self, key: Terms) -> None:
        """Look at a key for the first time: its record lies in its type, and is part of every total."""
        if any(written_alike(known, key) for known in self.touched):
            return
        self.touched.append(key)
        label = f"{self.name}[{len(self.touched) - 1}]"
        present, values = self.first(key)
        made, number = self.path.made, self.path.terms.number
        self.path.leaves.append(Leaf(f"{label}.present", made(z3.If, present, number(1), number(0)), 0, 1))
        for term, scalar in zip(values, self.fields, strict=True):
            self.path.leaves.append(Leaf(f"{label}.{scalar.path}", term, scalar.low, scalar.high))
            self.path.bound(term, scalar.low, scalar.high)
            if scalar.needs:
                holds = made(z3.And, *(made(eq, values[place], which) for place, which in scalar.needs))
                self.path.assume(made(z3.Implies, made(z3.Not, holds), made(eq, term, scalar.least)))
        for total in self.totals:
            self.path.assume(self.seen(total) <= total.value)

    def first(self, key: Terms) -> tuple[Term, Terms]:
        """Whether there was a record under a key before the first write, and its fields if there was."""
        return self.path.made(applied, self.present, *key), tuple(self.path.made(applied, column, *key) for column in self.columns)

    def seen(self, total: Total) -> Term:
        """The sum over the distinct records looked at so far that a total includes."""
        terms = [z3.IntVal(0, self.path.context)]
        for index, key in enumerate(self.touched):
            counted = [self.present(*key), *(z3.Not(same(self.path, key, other)) for other in self.touched[:index])]
            if total.group is not None:
                counted.append(key[0] == total.group)
            terms.append(z3.If(z3.And(*counted), self.columns[total.field](*key), terms[0]))
        return z3.Sum(*terms)

    def total(self, field: int, group: Term | None) -> Term:
        """The total of a field before the first write."""
        for known in self.totals:
            if known.field == field and (known.group is group or (known.group is not None and group is not None and known.group.eq(group))):
                return known.value
        low = self.fields[field].low
        if self.fields[field].kind is not int or low is None or low < 0:
            raise self.path.refuse(f"the total of {self.name}.{self.fields[field].path}, which may be negative")
        name, sort = f"{self.name}.{self.fields[field].path}.total", z3.IntSort(self.path.context)
        value = z3.Int(name, self.path.context) if group is None else z3.Function(f"{name}.of", sort, sort)(group)
        total = Total(field, group, value)
        self.totals.append(total)
        self.path.leaves.append(Leaf(name, value, 0, None))
        self.path.assume(value >= self.seen(total))
        return value


class SymbolicMap(Refusing):
    """A version of a symbolic map. It offers what `immutables.Map` offers and what needs no iteration."""

    __slots__ = ("origin", "writes")

    def __init__(self, origin: Origin, writes: tuple[Write, ...] = ()) -> None:
        super().__init__(origin.path, None)
        self.origin = origin
        self.writes = writes

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What `isinstance` is told."""
        return Map

    @unwatched
    def get(self, key: Any, default: Any = None) -> Any:
        """The record under a key, or the default. Whether a record without a default is there is decided on the path."""
        present, values = self.read(self._key(key))
        if default is None:
            return self._record(values) if self.path.branch(present, f"{self.origin.name} has the record") else None
        absent = self._values(default)
        return self._record(tuple(self._either(present, value, other) for value, other in zip(values, absent, strict=True)))

    def __getitem__(self, key: Any) -> Any:
        record = self.get(key)
        if record is None:
            raise KeyError
        return record

    @unwatched
    def __contains__(self, key: object) -> bool:
        return self.path.branch(self.read(self._key(key))[0], f"{self.origin.name} has the record")

    @unwatched
    def set(self, key: Any, record: Any) -> "SymbolicMap":
        """The map with a record written."""
        write = Write(self._key(key), self.path.terms.truth(True), self._values(record))
        self.origin.touch(write.key)
        return SymbolicMap(self.origin, (*self.writes, write))

    @unwatched
    def with_record(self, key: Any, record: Any, present: Any) -> "SymbolicMap":
        """The map with a record written where it is present, and with none under the key where it is not."""
        write = Write(self._key(key), condition_term(self.path, present), self._values(record))
        self.origin.touch(write.key)
        return SymbolicMap(self.origin, (*self.writes, write))

    @unwatched
    def delete(self, key: Any) -> "SymbolicMap":
        """The map with a record removed. Raises `KeyError` where there is none."""
        terms = self._key(key)
        present, values = self.read(terms)
        if not self.path.branch(present, f"{self.origin.name} has the record"):
            raise KeyError
        return SymbolicMap(self.origin, (*self.writes, Write(terms, self.path.terms.truth(False), values)))

    def __eq__(self, other: object) -> SymbolicBoolean:  # type: ignore[override]
        if not (isinstance(other, SymbolicMap) and other.origin is self.origin):
            raise self.path.refuse("compares a symbolic map with one of another origin")
        conditions = []
        shared = _in_common(self.writes, other.writes)
        for write in (*self.writes[shared:], *other.writes[shared:]):
            (one, ones), (two, twos) = self.read(write.key), other.read(write.key)
            alike = [self.path.made(eq, left, right) for left, right in zip(ones, twos, strict=True) if not left.eq(right)]
            if alike:
                conditions.append(z3.Implies(one, z3.And(*alike)))
            if not one.eq(two):
                conditions.append(one == two)
        return SymbolicBoolean(self.path, z3.And(*conditions, z3.BoolVal(True, self.path.context)), f"{self.origin.name} are equal")

    def __ne__(self, other: object) -> SymbolicBoolean:  # type: ignore[override]
        equal = self == other
        return SymbolicBoolean(self.path, z3.Not(equal.term), f"{self.origin.name} differ")

    __bool__ = __len__ = __iter__ = Refusing._refuse
    __hash__ = Refusing._refuse

    def read(self, key: Terms) -> tuple[Term, Terms]:
        """Whether there is a record under a key, and its fields where there is."""
        self.origin.touch(key)
        present, values = self.origin.first(key)
        for write in self.writes:
            if written_alike(key, write.key):
                present, values = write.present, write.values
                continue
            here = same(self.path, key, write.key)
            present = self._either(here, write.present, present)
            values = tuple(self._either(here, new, old) for new, old in zip(write.values, values, strict=True))
        return present, values

    def _either(self, condition: Term, one: Term, other: Term) -> Term:
        """The one term where the condition holds, and the other elsewhere."""
        return other if other.eq(one) else self.path.made(z3.simplify, self.path.made(z3.If, condition, one, other))

    @unwatched
    def total(self, field: str, of: Any = None) -> SymbolicInteger:
        """The sum of a field over all records, or over those whose key begins with `of`."""
        paths = [scalar.path for scalar in self.origin.fields]
        if field not in paths or not field.replace(".", "").isidentifier():
            raise self.path.refuse(f"the total of {field}, which not every record of {self.origin.name} has as a number")
        index = paths.index(field)
        group = None if of is None else self._group(of)
        zero = z3.IntVal(0, self.path.context)
        value = self.origin.total(index, group)
        for count, write in enumerate(self.writes):
            present, values = SymbolicMap(self.origin, self.writes[:count]).read(write.key)
            change = z3.If(write.present, write.values[index], zero) - z3.If(present, values[index], zero)
            value = value + (change if group is None else z3.If(write.key[0] == group, change, zero))
        return SymbolicInteger(self.path, value)

    def concrete(self, model: Any) -> Map[Any, Any]:
        """The map before the first write in a model: the records looked at, and others that fill up the totals."""

        def number(term: Term) -> int:
            return int(model.eval(term, model_completion=True).as_long())

        records: dict[tuple[int, ...], list[int]] = {}
        taken = {tuple(number(part) for part in key) for key in self.origin.touched}
        for key in self.origin.touched:
            if z3.is_true(model.eval(self.origin.present(*key), model_completion=True)):
                records[tuple(number(part) for part in key)] = [number(column(*key)) for column in self.origin.columns]
        for total in self.origin.totals:
            group = None if total.group is None else number(total.group)
            counted = sum(values[total.field] for key, values in records.items() if group is None or key[0] == group)
            records.update(self._fillers(taken | set(records), total.field, group, number(total.value) - counted))
        return Map({concrete_value(self.origin.key_type, iter(key)): concrete_value(self.origin.record, iter(values)) for key, values in records.items()})

    def _fillers(self, taken: Collection[tuple[int, ...]], field: int, group: int | None, missing: int) -> dict[tuple[int, ...], list[int]]:
        """Records under keys that nobody looked at, which add what is missing to a total."""
        fillers: dict[tuple[int, ...], list[int]] = {}
        high = self.origin.fields[field].high
        for serial in range(2 * FILLERS):
            if missing <= 0 or len(fillers) == FILLERS:
                break
            key = tuple(scalar.least + serial if scalar.high is None else min(scalar.least + serial, scalar.high) for scalar in self.origin.key)
            if group is not None:
                key = (group, *key[1:])
            if key not in taken and key not in fillers:
                values = [scalar.least for scalar in self.origin.fields]
                values[field] = missing if high is None else min(missing, high)
                missing -= values[field]
                fillers[key] = values
        return fillers

    def _key(self, key: Any) -> Terms:
        return self._laid_out(self.origin.key_type, self.origin.key, key)

    def _values(self, record: Any) -> Terms:
        return self._laid_out(self.origin.record, self.origin.fields, record)

    def _laid_out(self, declared: Any, scalars: tuple[Scalar, ...], value: Any) -> Terms:
        terms = terms_of(self.path, self.origin.name, declared, value)
        return tuple(self.path.terms.number(scalar.least) if term is None else term for scalar, term in zip(scalars, terms, strict=True))

    def _group(self, of: Any) -> Term:
        """The first part of a compound key, which is one scalar."""
        key = unannotated(self.origin.key_type)[0]
        terms = list(terms_of(self.path, self.origin.name, get_args(key)[0], of)) if get_origin(key) is tuple else []
        if len(terms) != 1:
            raise self.path.refuse(f"a total of {self.origin.name} over keys that do not begin with a part of one")
        return terms[0]

    def _record(self, values: Terms) -> Any:
        return built(self.path, self.origin.name, self.origin.record, iter(values))


def total(records: Any, measure: Measure = None, of: Any = None) -> int:
    """The sum of a field over all records of a map, or over those whose key begins with `of`. For statements: no rule can compute it.

    Of a tuple, it is the sum of a field of its items, of a function of them, or of the items themselves.
    """
    if type(records) is SymbolicSequence:
        return records.total(measure)  # type: ignore[return-value]
    if type(records) is tuple:
        return sum(measure(item) if callable(measure) else item if measure is None else field_at(item, measure) for item in records)
    field = str(measure)
    if type(records) is SymbolicMap:
        return records.total(field, of)  # type: ignore[return-value]
    return sum(field_at(record, field) for key, record in records.items() if of is None or key[0] == of)


def symbolic_map(path: Execution, name: str, key: Any, record: Any) -> SymbolicMap:
    """A new symbolic map with keys and records of these types."""
    return SymbolicMap(Origin(path, name, key, record))


def written_alike(one: Terms, other: Terms) -> bool:
    """Whether two keys are written by the same terms, and so are the same whatever these stand for."""
    return all(left.eq(right) for left, right in zip(one, other, strict=True))


def _in_common(one: tuple[Write, ...], other: tuple[Write, ...]) -> int:
    """With how many writes, the same ones, two versions of a map begin: what follows alone can make them differ."""
    count = 0
    for left, right in zip(one, other, strict=False):
        alike = left is right or (left.present.eq(right.present) and written_alike(left.key, right.key) and written_alike(left.values, right.values))
        if not alike:
            break
        count += 1
    return count


def same(path: Execution, one: Terms, other: Terms) -> Term:
    """The condition that two keys are the same."""
    return path.made(z3.And, *(path.made(eq, left, right) for left, right in zip(one, other, strict=True)))
