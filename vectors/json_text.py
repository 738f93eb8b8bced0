"""JSON as the vectors use it: what it may hold, how it is parsed, its one canonical text, and the error that says where it is wrong."""

import json
from collections.abc import Iterable
from typing import TypeAlias

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None
"""What a vector is made of. No floats: nothing in the protocol is one."""

MAX_JSON_NUMBER = 2**53 - 1
"""The largest integer that every JSON parser reads exactly."""


class FormError(ValueError):
    """JSON, or a value, that is not what the type calls for: `where` it is and `problem`, what is wrong with it."""

    def __init__(self, problem: str, where: tuple[str, ...] = ()) -> None:
        """Say what is wrong, and on the way out, by `within`, where."""
        super().__init__(f"{'.'.join(where) or 'the value'}: {problem}")
        self.problem = problem
        self.where = where

    def within(self, name: str) -> "FormError":
        """The same error, seen from the value that holds this one as `name`."""
        return FormError(self.problem, (name, *self.where))


def parse(text: str | bytes) -> Json:
    """Parse JSON strictly: no duplicate keys, no floats, no NaN. Raises `FormError`."""
    try:
        value: Json = json.loads(text, object_pairs_hook=_unique, parse_float=_no_float, parse_constant=_no_float)
    except FormError:
        raise
    except (ValueError, RecursionError) as error:
        raise FormError(f"not JSON: {error}") from None
    return value


def canonical(value: Json) -> str:
    """The one text of a JSON value: sorted keys, no spaces, no escapes that are not needed (RFC 8785 for values without floats and with ASCII keys)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def members(value: Json) -> dict[str, Json]:
    """The members of an object. Raises `FormError` where the value is none."""
    if not isinstance(value, dict):
        raise FormError(f"{show(value)} is not an object")
    return value


def show(value: object) -> str:
    """A value as an error message shows it: not at any length."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:76]}..."


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise FormError(f"duplicate key {show(first_repeated(name for name, _ in pairs))}")
    return members


def first_repeated(names: Iterable[str]) -> str:
    """The first name that was there before; empty where none was. In one pass: an object may have very many members."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""


def _no_float(text: str) -> None:
    raise FormError(f"{text} is not an integer; no vector holds a float")
