"""What the code of a rule may refer to: by the objects that its names stand for, whatever the names are.

A whitelist. A function of the interpreter that sees the proxy instead of the number (`type`, `callable`, `hasattr`,
`operator.is_`) has many names and hiding places, so every object outside the list is refused where it is referred to.
"""

import builtins
import dis
import types
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache, reduce
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType
from typing import Any

from immutables import Map

FUNCTIONS = (abs, min, max, sum, any, all, len, sorted, divmod, isinstance, reduce)
"""The functions of the interpreter that ask a proxy only for what it answers as a number does, or refuses.

To `reduce` a tuple is a loop; a sequence of unknown length refuses it, and `folds` takes its place.
"""

CLASSES = (object, bool, int, bytes, str, tuple, list, dict, set, frozenset, range, zip, enumerate, reversed, Map)
"""The classes besides records, enumerations and exceptions: to convert to them a proxy refuses, to be an instance it tells."""

METHODS = (bytes, str, tuple, list, dict, set, frozenset, Map)
"""Concrete values whose methods may be called: they ask of a proxy what its operators answer, or refuse it."""

MODULES = ("reference.rules", "reference.codes", "spec.prover.statement")
"""Modules of the prover's kind whose functions may be called by a rule or a statement."""

PROVERS = (
    "spec.prover.maps.total",
    "spec.prover.substitution.unknown_function.<locals>.apply",
    "spec.prover.folds.fold_of.<locals>.reduce",
    "spec.prover.folds.length",
)
"""Functions of the prover that a statement may call, all but the first in the place of something else: of a procedure, of `reduce`, of `len`."""


def objection_to_call(function: Any) -> str | None:
    """Why a function written in C may not be called, or None. What is called is seen, under whichever name."""
    if any(function is each for each in FUNCTIONS):
        return None
    owner = getattr(function, "__self__", None)
    name = str(getattr(function, "__name__", ""))
    if (type(owner) in METHODS and not name.startswith("_")) or (owner is int and name == "from_bytes") or (owner is dict and name == "fromkeys"):
        return None
    if type(owner) is int and name == "to_bytes":
        return None
    return f"calls {getattr(function, '__qualname__', name)}(), which is outside the fragment"


def objection_to(value: Any, seen: tuple[Any, ...] = ()) -> str | None:
    """Why an object may not be referred to, or None."""
    if any(value is each for each in seen):
        return None
    kind, seen = type(value), (*seen, value)
    if value is None or value is NotImplemented or kind in (bool, int, float, str, bytes, range):
        return None
    if isinstance(value, type):
        return _objection_to_class(value)
    if kind is FunctionType:
        module, place = value.__module__ or "", f"{value.__module__}.{value.__qualname__}"
        own = module == "spec.prover" or module.startswith("spec.prover.")
        return f"refers to {place}, which is the prover's own" if own and module not in MODULES and place not in PROVERS else None
    if kind is BuiltinFunctionType:
        return objection_to_call(value)
    if isinstance(value, Enum):
        return None
    if kind in (tuple, frozenset) or (issubclass(kind, tuple) and hasattr(kind, "_fields")):
        return next((reason for each in value if (reason := objection_to(each, seen)) is not None), None)
    if kind is Map:
        return next((reason for pair in value.items() if (reason := objection_to(pair, seen)) is not None), None)
    if is_dataclass(kind) and kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        parts = (getattr(value, each.name) for each in fields(kind))
        return next((reason for part in parts if (reason := objection_to(part, seen)) is not None), None)
    if kind.__module__ in ("spec.prover.proxies", "spec.prover.identifiers", "spec.prover.maps", "spec.prover.sequences"):
        return None
    return f"refers to a value of type {kind.__name__}, which may change or is outside the fragment"


@cache
def _objection_to_class(value: type) -> str | None:
    if value in CLASSES or issubclass(value, BaseException) or (issubclass(value, Enum) and value is not Enum):
        return None
    if type(value) is not type or value.__module__ in ("builtins", "typing", "types", "collections.abc"):
        return f"refers to {value.__name__}, which is outside the fragment"
    if any(base not in (object, int, tuple) and base.__module__.partition(".")[0] in ("builtins", "typing", "types") for base in value.__mro__):
        return f"refers to {value.__name__}, which derives from a class outside the fragment"
    for name, member in vars(value).items():
        hidden = getattr(member, "__func__", getattr(member, "fget", member))
        plain = type(hidden) in (types.MemberDescriptorType, types.GetSetDescriptorType) or is_tuple_getter(hidden)
        if not (plain or name.startswith("_")) and (reason := objection_to(hidden, (value,))) is not None:
            return f"{value.__name__}.{name} {reason}"
    return None


def is_tuple_getter(member: Any) -> bool:
    """Whether a class member is a field of a named tuple."""
    return type(member).__name__ == "_tuplegetter"


def objection_to_code(code: CodeType, names: dict[str, Any]) -> str | None:
    """Why code, with the global names that it sees, is outside the fragment by what it refers to, or None."""
    instructions = [each for each in dis.get_instructions(code) if each.opname not in ("CACHE", "EXTENDED_ARG", "PRECALL")]
    for position, instruction in enumerate(instructions):
        name = instruction.argval if isinstance(instruction.argval, str) else ""
        match instruction.opname:
            case "LOAD_GLOBAL" | "LOAD_NAME" | "LOAD_CLASSDEREF":
                value = names.get(name, getattr(builtins, name, None)) if name != "__builtins__" else builtins
                if (reason := _objection_to_path(value, instructions[position + 1 : position + 6])) is not None:
                    return reason
            case "LOAD_ATTR" | "LOAD_METHOD" if name.startswith("__") and name != "__init__":
                return f"reads {name}"
            case "STORE_ATTR" | "DELETE_ATTR" | "STORE_GLOBAL" | "DELETE_GLOBAL":
                return f"writes {name}, which is not its own"
            case "IMPORT_NAME" | "IMPORT_FROM" | "IMPORT_STAR":
                return f"imports {name} while it runs"
            case "LOAD_BUILD_CLASS":
                return "defines a class while it runs"
    for constant in code.co_consts:
        if isinstance(constant, CodeType) and (reason := objection_to_code(constant, names)) is not None:
            return reason
    return None


def _objection_to_path(value: Any, following: list[dis.Instruction]) -> str | None:
    """Judge what a global name and the attributes read of it at once stand for."""
    for instruction in following:
        if not (isinstance(value, (ModuleType, type)) and instruction.opname in ("LOAD_ATTR", "LOAD_METHOD")):
            break
        if isinstance(value, type) and (reason := objection_to(value)) is not None:
            return reason
        owner, value = value, getattr(value, instruction.argval, None)
        if isinstance(owner, type) and isinstance(value, (types.MethodType, types.MethodDescriptorType, property)):
            return None  # the methods of permitted classes; what they run is seen
    return None if value is replace else objection_to(value)


def objection_to_generated(code: CodeType, owner: type) -> str | None:
    """Why code without a file is not a method that `dataclass` made for the record, or None."""
    names = {each.name for each in fields(owner)} if is_dataclass(owner) else set()
    method = next((vars(base)[code.co_name] for base in owner.__mro__ if code.co_name in vars(base)), None)
    loaded = {each.argval for each in dis.get_instructions(code) if each.opname in ("LOAD_GLOBAL", "LOAD_NAME")}
    if (
        names
        and code.co_name in ("__init__", "__eq__")
        and getattr(method, "__code__", None) is code
        and loaded <= {"NotImplemented"}
        and set(code.co_names) <= names | {"NotImplemented", "__class__", "__setattr__"}
    ):
        return None
    return f"the generated method {code.co_name} is outside the fragment"
