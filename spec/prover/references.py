"""What the code of a rule may refer to: by the objects that its names stand for, whatever the names are.

A whitelist. A function of the interpreter that sees the proxy instead of the number (`type`, `callable`, `hasattr`,
`operator.is_`) has many names and hiding places, so every object outside the list is refused where it is referred to.
"""

import builtins
import dis
import sys
import types
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache, reduce
from types import BuiltinFunctionType, CodeType, FunctionType, MemberDescriptorType, MethodWrapperType, ModuleType
from typing import Any

from immutables import Map

from reference.numbers import Length, Range

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

MARKS = ("statement_mark", "rule_mark")
"""The attributes that a function of a rule or a statement may carry."""

UNSEEN = ("_fields", "_field_defaults", "_make", "_replace", "_asdict", "_abc_impl")
"""Attributes that the interpreter gives to classes, besides those with two underscores, and a rule does not look at."""

PROVERS = (
    "spec.prover.maps.total",
    "spec.prover.substitution.unknown_function.<locals>.apply",
    "spec.prover.folds.fold_of.<locals>.reduce",
    "spec.prover.folds.length",
    "spec.prover.writing.write",
)
"""What of the prover a statement may call, all but the first in the place of something else: of a procedure, `reduce`, `len`, `with_record`."""


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
    """Why an object that was there before the run may not be referred to, or None. Nothing within its reach may tell a proxy or change."""
    if any(value is each for each in seen):
        return None
    kind, seen = type(value), (*seen, value)
    if value is None or value is NotImplemented or kind in (bool, int, float, str, bytes, range):
        return None
    if isinstance(value, type):
        return _objection_to_class(value)
    if kind is FunctionType:
        return objection_to_function(value) or _objection_to_surroundings(value, seen)
    if kind is BuiltinFunctionType:
        return objection_to_call(value)
    if isinstance(value, Enum):
        return _objection_to_class(kind)
    if kind in (tuple, frozenset) or (issubclass(kind, tuple) and hasattr(kind, "_fields")):
        objections = (objection_to(each, seen) for each in ((kind,) if kind not in (tuple, frozenset) else ()) + tuple(value))
        return next((reason for reason in objections if reason is not None), None)
    if kind is Map:
        return next((reason for pair in value.items() if (reason := objection_to(pair, seen)) is not None), None)
    if is_dataclass(kind) and kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        parts = [kind, *(getattr(value, each.name) for each in fields(kind)), *getattr(value, "__dict__", {}).values()]
        return next((reason for part in parts if (reason := objection_to(part, seen)) is not None), None)
    if kind.__module__ in ("spec.prover.proxies", "spec.prover.identifiers", "spec.prover.maps", "spec.prover.members", "spec.prover.sequences"):
        return None
    return f"refers to a value of type {kind.__name__}, which may change or is outside the fragment"


def objection_to_function(value: FunctionType) -> str | None:
    """Why a function by itself may not be referred to, or None; what it encloses aside."""
    place = f"{value.__module__}.{value.__qualname__}"
    return f"refers to {place}, which is the prover's own" if _own(value) and value.__module__ not in MODULES and place not in PROVERS else None


def _own(value: FunctionType) -> bool:
    module = value.__module__ or ""
    return module == "spec.prover" or module.startswith("spec.prover.")


def _objection_to_surroundings(function: FunctionType, seen: tuple[Any, ...]) -> str | None:
    """Why what a function carries or encloses may not be referred to, or None."""
    if _own(function):
        return None
    for name, value in vars(function).items():
        if name not in MARKS and (reason := objection_to(value, seen)) is not None:
            return f"{function.__name__}.{name} {reason}"
    for cell in function.__closure__ or ():
        try:
            reason = objection_to(cell.cell_contents, seen)
        except ValueError:
            reason = "a variable that has no value yet"
        if reason is not None:
            return f"{function.__name__} encloses what {reason}"
    return None


_judging: set[type] = set()
"""The classes that are being looked into: their methods may refer to them."""


def _objection_to_class(value: type) -> str | None:
    if value in _judging:
        return None
    _judging.add(value)
    try:
        return _objection_to_class_alone(value)
    finally:
        _judging.discard(value)


@cache
def _objection_to_class_alone(value: type) -> str | None:
    if value in CLASSES or (value.__module__ == "builtins" and issubclass(value, Exception)):
        return None
    if issubclass(value, BaseException) and not issubclass(value, Exception):
        return f"refers to {value.__name__}, which is no exception of a rule"
    enumeration = value if issubclass(value, Enum) and value is not Enum else None
    if not (enumeration is not None or issubclass(value, Exception)):
        if type(value) is not type or value.__module__.partition(".")[0] in sys.stdlib_module_names:
            return f"refers to {value.__name__}, which is outside the fragment"
        if any(base not in (object, int, tuple) and base.__module__.partition(".")[0] in ("builtins", "typing", "types") for base in value.__mro__):
            return f"refers to {value.__name__}, which derives from a class outside the fragment"
    members = [(name, member) for base in value.__mro__ if base.__module__ not in ("builtins", "enum") for name, member in vars(base).items()]
    if enumeration is not None:
        members = [(name, member) for name, member in members if name not in enumeration.__members__ and not (name.startswith("_") and name.endswith("_"))]
        members += [(f"{member.name}.{name}", part) for member in enumeration for name, part in vars(member).items() if name != "__objclass__"]
    for name, member in members:
        hidden = getattr(member, "__func__", getattr(member, "fget", member))
        plain = type(hidden) in (types.MemberDescriptorType, types.GetSetDescriptorType) or is_tuple_getter(hidden)
        dunder = name.startswith("__") and name.endswith("__")
        if not (plain or dunder or name in UNSEEN) and (reason := objection_to(hidden, (value,))) is not None:
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


def _is_writer(value: Any, owner: type) -> bool:
    """Whether what a generated method encloses is that through which it writes a field of its record: `object`, or the writer of a slot."""
    return value is object or (
        type(value) is MethodWrapperType
        and value.__name__ == "__set__"
        and type(value.__self__) is MemberDescriptorType
        and value.__self__.__objclass__ in owner.__mro__
    )


_generated: dict[tuple[int, type], tuple[CodeType, str | None]] = {}
"""What was said of generated code, by its identity; kept, so that no identity is used again."""


def objection_to_generated(code: CodeType, owner: type) -> str | None:
    """What `_objection_to_generated` says, which a record that is made again and again is not asked for each time."""
    known = _generated.get((id(code), owner))
    if known is None:
        known = _generated[id(code), owner] = code, _objection_to_generated(code, owner)
    return known[1]


def _objection_to_generated(code: CodeType, owner: type) -> str | None:
    """Why code without a file is not a method that `dataclass` or `quickly_made` made for the record, or None: one that only writes its slots, or compares.

    What says the range or the length of a type is no value of any rule, and the prover remembers types while rules run.
    """
    if owner in (Range, Length):
        return None
    names = {each.name for each in fields(owner)} if is_dataclass(owner) else set()
    method = next((vars(base)[code.co_name] for base in owner.__mro__ if code.co_name in vars(base)), None)
    loaded = {each.argval for each in dis.get_instructions(code) if each.opname in ("LOAD_GLOBAL", "LOAD_NAME")}
    if (
        names
        and code.co_name in ("__init__", "__eq__")
        and getattr(method, "__code__", None) is code
        and loaded <= {"NotImplemented"}
        and set(code.co_names) <= names | {"NotImplemented", "__class__", "__setattr__"}
        and all(_is_writer(cell.cell_contents, owner) for cell in getattr(method, "__closure__", None) or ())
    ):
        return None
    return f"the generated method {code.co_name} is outside the fragment"
