"""A counterexample as Python that can be pasted and run: the imports that its values need, and the call that shows it.

Whoever reads that a theorem is refuted wants to see it, and then to step through the rule with a debugger.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from inspect import isfunction
from typing import Any

from immutables import Map

WIDTH = 100
"""Longer calls have one argument a line."""

FILLED = 8
"""A byte string of as many equal bytes is written as a product."""

Names = dict[str, str]
"""What has to be imported, each name with its module."""


class NotWritable(Exception):
    """A value that no expression names, such as one of a class inside a function."""


def theorem_call(statement: Callable[..., Any], arguments: Mapping[str, Any]) -> str | None:
    """The call of a theorem on arguments; None where it cannot be written."""
    return _call(lambda names: (_named(statement, names), [f"{name}={_written(value, names)}" for name, value in arguments.items()]))


def kernel_call(kernel: Callable[..., Any], arguments: Mapping[str, Any]) -> str | None:
    """The call that says what a kernel does on arguments that it must not do; None where it cannot be written."""

    def parts(names: Names) -> tuple[str, list[str]]:
        names["breach_of"] = "spec.prover.obligations"
        return "breach_of", [_named(kernel, names), _written(dict(arguments), names)]

    return _call(parts)


def _call(parts: Callable[[Names], tuple[str, list[str]]]) -> str | None:
    names: Names = {}
    try:
        called, written = parts(names)
    except NotWritable:
        return None
    modules = sorted(set(names.values()))
    imports = [f"from {module} import {', '.join(sorted(name for name in names if names[name] == module))}" for module in modules]
    line = f"{called}({', '.join(written)})"
    if len(line) > WIDTH:
        line = "\n".join([f"{called}(", *(f"    {argument}," for argument in written), ")"])
    return "\n".join([*imports, "", line])


def _named(thing: Any, names: Names) -> str:
    """How a function or a class is referred to."""
    qualified: str = thing.__qualname__
    outermost = qualified.partition(".")[0]
    if "<" in qualified or names.setdefault(outermost, thing.__module__) != thing.__module__:
        raise NotWritable(qualified)
    return qualified


def _written(value: Any, names: Names) -> str:
    """An expression for a value. What it needs is added to the names."""
    kind = type(value)
    if value is None or kind in (int, bool, str):
        return repr(value)
    if kind is bytes:
        return _bytes(value)
    if kind is tuple:
        inside = ", ".join(_written(entry, names) for entry in value)
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if kind in (dict, Map):
        inside = "{" + ", ".join(f"{_written(key, names)}: {_written(entry, names)}" for key, entry in value.items()) + "}"
        if kind is dict:
            return inside
        names["Map"] = "immutables"
        return f"Map({inside if value else ''})"
    if isinstance(value, Enum):
        return f"{_named(kind, names)}.{value.name}"
    if isfunction(value) or kind is type:
        return _named(value, names)
    if is_dataclass(kind):
        written = [f"{each.name}={_written(getattr(value, each.name), names)}" for each in fields(kind) if each.init and not _left_out(value, each)]
        return f"{_named(kind, names)}({', '.join(written)})"
    raise NotWritable(kind.__name__)


def _left_out(value: Any, field: Field[Any]) -> bool:
    """Whether a field is bookkeeping that has its default."""
    return not field.compare and field.default is not MISSING and getattr(value, field.name) == field.default


def _bytes(value: bytes) -> str:
    """A byte string so that people see what it is: many equal bytes are one byte and a number."""
    if len(value) >= FILLED and len(set(value)) == 1:
        return f"bytes({len(value)})" if value[0] == 0 else f"{value[:1]!r} * {len(value)}"
    start = value.lstrip(b"\0")
    if len(value) - len(start) >= FILLED:
        return f"bytes({len(value) - len(start)}) + {start!r}"
    return repr(value)
