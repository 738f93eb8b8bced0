"""What the reference declares that one thing may be mistaken for another: the fields of its records, and the members of its enumerations."""

import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from reference.codes import Code
from spec.trace.functions import reference_modules

Siblings = tuple[str, ...]
"""The names of the other fields of the same declared type."""


@cache
def field_types() -> Mapping[type, Mapping[str, Any]]:
    """The records of the reference, and the declared types of their fields."""
    found: dict[type, Mapping[str, Any]] = {}
    for module in reference_modules():
        for value in vars(module).values():
            if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__:
                hints = typing.get_type_hints(value, include_extras=True)
                found[value] = {each.name: hints[each.name] for each in fields(value)}
    return found


def siblings(name: str, owner: object = None) -> Siblings:
    """The fields that stand beside the field `name` with the same type, in the record `owner`, or in any where that is no record."""
    records = field_types()
    chosen = [records[owner]] if isinstance(owner, type) and owner in records else records.values()
    found = [other for types in chosen if name in types for other in types if other != name and types[other] == types[name]]
    return tuple(dict.fromkeys(found))


def is_number(name: str) -> bool:
    """Whether every field of this name is an integer."""
    types = [types[name] for types in field_types().values() if name in types]
    return bool(types) and all(getattr(declared, "__origin__", None) is int for declared in types)


def another(member: Enum) -> str | None:
    """The member that follows in the enumeration, of codes in its group; None where there is no other."""
    kind = type(member)
    members: list[Enum] = list(kind)
    if isinstance(member, Code):
        group: list[Enum] = [code for code in Code if code.number // 10 == member.number // 10]
        members = group if len(group) > 1 else members
    following = members[(members.index(member) + 1) % len(members)]
    return None if following is member else following.name
