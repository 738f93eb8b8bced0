"""Which faults an input could show: those whose function, with the fault, does otherwise with the arguments of one of its calls.

A fault edits one function, which is pure. An input on which it does the same in every call that the right reference makes is answered alike by the faulty
one: up to the first call that ends otherwise both do the same. So a fault need not be asked that input whole. A call of which that cannot be told, as its
arguments may change or the function is a coroutine of the LVM's, counts as one that could show it.
"""

import importlib
import signal
import types
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import fields, is_dataclass
from enum import Enum, IntEnum
from inspect import isgeneratorfunction
from types import FrameType
from typing import Any

from immutables import Map

CALL_SECONDS = 1.0
"""After how long a call that is not over counts as one that shows the fault."""

MOST_CALLS = 5_000
"""How many calls of one function are looked at for an input; one with more could show every fault of it."""

MOST_KNOWN = 500_000
"""How many arguments of one function are remembered as having shown nothing."""

PLAIN = (int, bytes, str, bool, type(None), frozenset)


class _TooLong(BaseException):
    """A call does not end."""


Call = tuple[tuple[Any, ...], dict[str, Any], Any, BaseException | None]
"""One call of a right function: its arguments by place and by name, and its result or its error."""


class Kept(IntEnum):
    """Whether a value is the same later."""

    CHANGES = 0
    """It may have changed, or nobody knows."""
    STAYS = 1
    """It is what it was; but a table, so that it is not cheap to say whether it was seen before."""
    KNOWN = 2
    """It is what it was, and a key of a set."""


class _Probe:
    """One function that faults edit: its calls are noted while it is `noting`."""

    def __init__(self, function: types.FunctionType) -> None:
        self.function = function
        self.code, self.defaults, self.named_defaults = function.__code__, function.__defaults__, function.__kwdefaults__
        self.right = types.FunctionType(function.__code__, function.__globals__, function.__name__, function.__defaults__)
        self.right.__kwdefaults__ = function.__kwdefaults__
        self.wrong: dict[str, Any] = {}
        self.tells = not isgeneratorfunction(function) and not self.code.co_freevars
        self.calls: list[Call] = []
        self.known: dict[str, set[Any]] = {}

    def add(self, fault: Any) -> None:
        """One of its faults."""
        scope: dict[str, Any] = {}
        exec(compile(fault.edited_source(), f"{fault.module} with a fault", "exec"), self.function.__globals__, scope)
        self.wrong[fault.name] = scope[fault.function]
        self.known[fault.name] = set()

    @contextmanager
    def noting(self) -> Iterator[None]:
        """While it lasts, the calls are noted."""
        self.calls = []
        note, right, calls = _note.__code__, self.right, self.calls
        self.function.__code__, self.function.__defaults__ = note, None
        self.function.__kwdefaults__ = {"_right": right, "_calls": calls}
        try:
            yield
        finally:
            self.function.__code__, self.function.__defaults__, self.function.__kwdefaults__ = self.code, self.defaults, self.named_defaults

    def shown(self) -> list[str]:
        """The faults of it that do otherwise in one of the noted calls."""
        if len(self.calls) > MOST_CALLS:
            return [*self.wrong]
        keys = [_key(call) for call in self.calls]
        if any(key is Kept.CHANGES for key in keys):
            return [*self.wrong]
        return [name for name in self.wrong if self._shows(name, keys)]

    def _shows(self, name: str, keys: list[Any]) -> bool:
        wrong, known = self.wrong[name], self.known[name]
        for call, key in zip(self.calls, keys, strict=True):
            if key in known:
                continue
            if _differs(wrong, call):
                return True
            if key is not None and len(known) < MOST_KNOWN:
                known.add(key)
        return False


class Probes:
    """The functions that some faults edit. Whoever makes one has the right reference in this process, and keeps it."""

    def __init__(self, faults: Iterable[Any]) -> None:
        """With these faults, which may become fewer."""
        self._probes: dict[int, _Probe] = {}
        for fault in faults:
            function = getattr(importlib.import_module(fault.module), fault.function)
            # By the identity of the code, as what ran is told.
            self._probes.setdefault(id(function.__code__), _Probe(function)).add(fault)

    def keep(self, names: set[str]) -> None:
        """Only these faults are looked for from now on."""
        for code, probe in [*self._probes.items()]:
            probe.wrong = {name: wrong for name, wrong in probe.wrong.items() if name in names}
            if not probe.wrong:
                del self._probes[code]

    def shown_by(self, ran: Iterable[int], answer: Callable[[], object]) -> list[str]:
        """The faults that an input could show, of which the code that ran and what answers it again are given."""
        reached = [self._probes[code] for code in ran if code in self._probes]
        shown = [name for probe in reached if not probe.tells for name in probe.wrong]
        told = [probe for probe in reached if probe.tells]
        if told:
            with ExitStack() as stack:
                for probe in told:
                    stack.enter_context(probe.noting())
                answer()
            before = signal.signal(signal.SIGALRM, _be_too_long)
            try:
                shown += [name for probe in told for name in probe.shown()]
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0.0)
                signal.signal(signal.SIGALRM, before)
                for probe in told:
                    probe.calls = []
        return sorted(shown)


def _note(*arguments: Any, _right: Any, _calls: Any, **named: Any) -> Any:
    # Runs in the place of a function's own code, among that module's globals: it knows nothing but what it is given.
    try:
        result = _right(*arguments, **named)
    except BaseException as error:
        _calls.append((arguments, named, None, error))
        raise
    _calls.append((arguments, named, result, None))
    return result


def _key(call: Call) -> Any:
    """The arguments of a call as a key; None where they are none, and `Kept.CHANGES` where they may have changed since."""
    arguments, named = call[0], call[1]
    kept = min(map(_kept, (*arguments, *named.values())), default=Kept.KNOWN)
    if kept is not Kept.KNOWN:
        return None if kept is Kept.STAYS else kept
    # A table takes `True` for 1.
    return arguments, _truths(arguments), *sorted((name, value, _truths(value)) for name, value in named.items())


def _truths(value: Any) -> Any:
    """Where in a value there are truths: whether it is one, or that of each of its parts."""
    kind = type(value)
    if kind is tuple:
        return tuple(map(_truths, value))
    names = frozen_fields(kind) if kind not in PLAIN and not isinstance(value, Enum | type) else None
    return kind is bool if names is None else tuple(_truths(getattr(value, name)) for name in names)


def _kept(value: Any) -> Kept:
    kind = type(value)
    if kind in PLAIN or isinstance(value, Enum | type):
        return Kept.KNOWN
    if kind is tuple:
        return min(map(_kept, value), default=Kept.KNOWN)
    if kind is Map:
        return Kept.STAYS
    if kind is types.FunctionType:
        return Kept.KNOWN if value.__closure__ is None else Kept.CHANGES
    names = frozen_fields(kind)
    return Kept.CHANGES if names is None else min((_kept(getattr(value, name)) for name in names), default=Kept.KNOWN)


def frozen_fields(kind: type) -> tuple[str, ...] | None:
    """The fields of a frozen record; None for what is none."""
    if kind not in _FIELDS:
        frozen = is_dataclass(kind) and kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
        _FIELDS[kind] = tuple(field.name for field in fields(kind)) if frozen else None
    return _FIELDS[kind]


_FIELDS: dict[type, tuple[str, ...] | None] = {}
"""By type, what it was found to be."""


def _differs(wrong: Callable[..., Any], call: Call) -> bool:
    arguments, named, result, error = call
    signal.setitimer(signal.ITIMER_REAL, CALL_SECONDS)
    try:
        other = wrong(*arguments, **named)
    except (Exception, _TooLong) as raised:
        return error is None or type(raised) is not type(error) or raised.args != error.args
    return error is not None or not alike(other, result)


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same, also when they are written: `True` is not 1."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind in (tuple, list):
        return len(one) == len(other) and all(map(alike, one, other))
    names = frozen_fields(kind)
    if names is not None:
        return all(alike(getattr(one, name), getattr(other, name)) for name in names)
    return bool(one == other)


def _be_too_long(_number: int, _frame: FrameType | None) -> None:
    raise _TooLong
