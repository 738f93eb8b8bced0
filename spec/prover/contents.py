"""What an object consists of, as far as the verdict on a statement that reaches it may depend on it.

A whitelist: what is not known here by its kind is `Unrecognised`, never passed over. Nothing told depends on the process, on an
object's address or on the order of a set.
"""

import builtins
import dis
import re
from dataclasses import MISSING, dataclass
from enum import Enum
from functools import _lru_cache_wrapper, cache, partial
from inspect import isbuiltin, ismethoddescriptor
from types import (
    CodeType,
    DynamicClassAttribute,
    FunctionType,
    GetSetDescriptorType,
    MappingProxyType,
    MemberDescriptorType,
    MethodType,
    MethodWrapperType,
    ModuleType,
)
from typing import Any, ForwardRef, NewType, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

from immutables import Map

from spec.prover.origin import Unrecognised, library, source

PROVER = "spec.prover"
"""The package of which every source is part of every key, so that its functions need not be looked into."""

SPECIAL = (
    "_SpecialForm",
    "_AnyMeta",
    "_TypedCacheSpecialForm",
    "_LiteralSpecialForm",
    "_NotImplementedType",
    "NotImplementedType",
    "ellipsis",
    "_MISSING_TYPE",
)
"""Kinds of which each object is known by its name."""

REFLECTIVE = frozenset(
    {"eval", "exec", "compile", "globals", "locals", "vars", "open", "input", "__import__", "breakpoint", "setattr", "delattr"}
    | {"__globals__", "__builtins__", "__subclasses__", "__closure__", "__code__", "f_globals", "f_builtins", "f_locals", "gi_frame", "tb_frame"}
)
"""Names by which code gets at what it does not refer to."""

BOOKKEEPING = frozenset({"__dict__", "__weakref__", "__doc__", "__module__", "__annotations__", "__abstractmethods__", "_abc_impl"})
"""Attributes of every class that nothing decides upon, or that are told otherwise."""


@dataclass(frozen=True, slots=True)
class Content:
    """What an object is by itself, and the objects that it refers to, in an order of its own."""

    text: str
    parts: tuple[Any, ...] = ()
    shared: bool = False
    """Whether it is one object wherever it is referred to, which may refer to itself."""


def content_of(value: Any) -> Content:
    """What an object consists of. Of a set or a map the parts are in no certain order: whoever reads them sorts them."""
    kind = type(value)
    if value is None or kind in (bool, int, float, complex, str, bytes):
        return Content(f"{kind.__name__} {value!r}")
    if get_origin(value) is not None:
        return Content(f"alias {kind.__name__}", (get_origin(value), *get_args(value)))
    if isinstance(value, type):
        return _content_of_class(value)
    if kind is FunctionType:
        return _content_of_function(value)
    if isinstance(value, Enum):
        return Content(f"member {value._name_}", (kind,))
    if kind in (tuple, list, set, frozenset):
        return Content(f"{kind.__name__} {len(value)}", tuple(value), kind in (list, set))
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return Content(f"named tuple {len(value)}", (kind, *value))
    if kind in (dict, MappingProxyType, Map):
        return Content(f"{kind.__name__} {len(value)}", tuple(value.items()), kind is dict)
    if getattr(kind, "__dataclass_params__", None) is not None and kind.__dataclass_params__.frozen:
        return _content_of_record(value)
    return _content_of_wrapper(value)


def _content_of_wrapper(value: Any) -> Content:
    """Objects of the interpreter's own kinds that stand around others."""
    kind = type(value)
    name = f"{kind.__name__} {getattr(value, '__qualname__', getattr(value, '__name__', ''))}"
    match value:
        case CodeType():
            return Content(_code_text(value))
        case MethodType():
            return Content(name, (value.__func__, value.__self__))
        case MethodWrapperType():
            return Content(name, (value.__self__,))
        case staticmethod() | classmethod():
            return Content(name, (value.__func__,))
        case property() | DynamicClassAttribute():
            return Content(name, (value.fget, value.fset, value.fdel))
        case partial():
            return Content(name, (value.func, value.args, value.keywords, vars(value)))
        case _lru_cache_wrapper():
            return Content(name, (value.__wrapped__, value.cache_parameters()))
        case TypeVar():
            return Content(name, (value.__bound__, value.__constraints__))
        case ParamSpec():
            return Content(name)
        case ForwardRef():
            return Content(f"recursion {value.__forward_arg__}")  # resolving an annotation leaves one just where it has resolved it further out
        case NewType():
            return Content(name, (value.__supertype__,))
        case re.Pattern():
            return Content(f"pattern {value.pattern!r} {value.flags}")
        case MemberDescriptorType() | GetSetDescriptorType():
            return Content(name)
        case range():
            return Content(repr(value))
    if kind.__name__ in SPECIAL and library(kind.__module__) is not None:
        return Content(f"special {value!r}" if value is not MISSING else "missing")
    if kind.__name__ == "_tuplegetter":
        return Content(f"{kind.__name__} {value.__reduce__()[1][0]}")
    if isbuiltin(value) or (ismethoddescriptor(value) and not hasattr(value, "__code__")):
        return _content_of_builtin(value)
    if kind is ModuleType:
        raise Unrecognised(f"refers to the module {value.__name__} as a whole")
    raise Unrecognised(f"refers to a value of type {kind.__module__}.{kind.__qualname__}")


def _content_of_builtin(value: Any) -> Content:
    """A function written in C: the version of its library stands for its source."""
    owner = getattr(value, "__self__", None)
    if owner is not None and not isinstance(owner, ModuleType):
        return Content(f"bound {value.__name__}", (owner,))
    place = getattr(value, "__objclass__", value).__module__ or "builtins"
    origin = library(place)
    if origin is None:
        raise Unrecognised(f"calls {value!r}, whose library is not known")
    return Content(f"built in {place} {value.__qualname__} {origin}")


def _content_of_record(value: Any) -> Content:
    kind = type(value)
    slots = [name for base in kind.__mro__ for name in _slots(base) if hasattr(value, name)]
    attributes = {**{name: getattr(value, name) for name in slots}, **getattr(value, "__dict__", {})}
    return Content(f"record {' '.join(sorted(attributes))}", (kind, *(attributes[name] for name in sorted(attributes))))


def _slots(kind: type) -> tuple[str, ...]:
    slots = vars(kind).get("__slots__", ())
    return (slots,) if isinstance(slots, str) else tuple(name for name in slots if name not in ("__dict__", "__weakref__"))


def _content_of_class(value: type) -> Content:
    """Its bases, its kind, what it declares, and every attribute. Of a library's class the version stands for all."""
    place = f"class {value.__module__} {value.__qualname__}"
    origin = library(value.__module__)
    if origin is not None:
        return Content(f"{place} {origin}", shared=True)
    if _prover(value.__module__):
        return Content(place, shared=True)
    hints = _hints(value)
    members = {name: member for name, member in sorted(vars(value).items()) if name not in BOOKKEEPING}
    parts: list[Any] = [type(value), *value.__bases__, *hints.values()]
    text = f"{place} {len(value.__bases__)} {' '.join(hints)}"
    if issubclass(value, Enum):
        known = value.__members__
        for name, each in known.items():
            state = vars(each)
            parts += [name, each._name_, [(key, state[key]) for key in sorted(state) if key not in ("__objclass__", "_sort_order_")]]
        inner = {name: member for name, member in members.items() if name not in known and not (name.startswith("_") and name.endswith("_"))}
        members = inner | {name: member for name, member in members.items() if isinstance(member, (FunctionType, classmethod, staticmethod))}
        text += f" {len(known)}"
    if (declared := members.pop("__dataclass_fields__", None)) is not None:
        text += f" {members.pop('__dataclass_params__', None)!r}"
        for each in declared.values():
            parts.append((each.name, each.default, each.default_factory, each.init, each.repr, each.hash, each.compare, each.kw_only, dict(each.metadata)))
        text += f" {len(declared)}"
    return Content(f"{text} {' '.join(members)}", (*parts, *members.values()), shared=True)


def _content_of_function(function: FunctionType) -> Content:
    """Its code and source, its defaults, what it encloses, what its global names stand for, what it declares, and the marks on it."""
    named = function.__kwdefaults__ or {}
    closure = function.__closure__ or ()
    marks = {name: function.__dict__[name] for name in sorted(function.__dict__)}
    own = str(function.__globals__.get("__name__", ""))
    text = f"function {own} {function.__module__} {function.__qualname__} {' '.join(named)}, {' '.join(marks)}"
    parts: tuple[Any, ...] = (function.__defaults__, *named.values(), *(_enclosed(cell) for cell in closure), *marks.values())
    origin = library(own) if function.__code__.co_filename != "<string>" else None
    if origin is not None:
        return Content(f"{text} {origin}", parts, shared=True)
    if _prover(own):
        return Content(text, parts, shared=True)
    hints = _hints(function)
    paths = names_of(function.__code__)
    found = [_found(function.__globals__, path) for path in paths]
    text += f" {' '.join(hints)}, {' '.join('.'.join(path) for path in paths)} {_code_text(function.__code__)} {source(function.__code__)}"
    return Content(text, (*parts, *hints.values(), *found), shared=True)


def _prover(module: str) -> bool:
    return module == PROVER or module.startswith(f"{PROVER}.")


def _enclosed(cell: Any) -> Any:
    try:
        return (cell.cell_contents,)
    except ValueError:
        return ()


def _found(names: dict[str, Any], path: tuple[str, ...]) -> Any:
    """What a global name stands for, in a tuple, with the attributes that are read of it where it is a module; nothing where it is not defined."""
    name, *attributes = path
    if name not in names and not hasattr(builtins, name):
        return ()
    value = names[name] if name in names else getattr(builtins, name)
    for attribute in attributes:
        if not isinstance(value, ModuleType):
            break
        if not hasattr(value, attribute):
            return ()
        value = getattr(value, attribute)
    return (value,)


def _hints(value: Any) -> dict[str, Any]:
    try:
        hints = get_type_hints(value, include_extras=True)
    except Exception as error:
        raise Unrecognised(f"the types of {value.__qualname__} are not to be had: {error}") from error
    return {name: hints[name] for name in sorted(hints)}


@cache
def names_of(code: CodeType) -> tuple[tuple[str, ...], ...]:
    """The global names that code refers to, at every depth, each with the attributes that are read of it at once."""
    paths: set[tuple[str, ...]] = set()
    path: tuple[str, ...] | None = None
    for instruction in dis.get_instructions(code):
        match instruction.opname:
            case "IMPORT_NAME" | "IMPORT_FROM" | "STORE_GLOBAL" | "DELETE_GLOBAL":
                raise Unrecognised(f"{code.co_name} imports, or writes a global name")
            case "LOAD_GLOBAL" | "LOAD_NAME" | "LOAD_CLASSDEREF" | "LOAD_FROM_DICT_OR_GLOBALS" | "LOAD_FROM_DICT_OR_DEREF":
                paths |= {path} if path else set()
                path = (instruction.argval,)
            case "LOAD_ATTR" | "LOAD_METHOD" if path:
                path = (*path, instruction.argval)
            case "EXTENDED_ARG" | "CACHE" | "PUSH_NULL":
                pass
            case _:
                paths |= {path} if path else set()
                path = None
    if reflective := REFLECTIVE.intersection(code.co_names):
        raise Unrecognised(f"{code.co_name} uses {min(reflective)}")
    inner = (names_of(constant) for constant in code.co_consts if isinstance(constant, CodeType))
    return tuple(sorted(paths.union(*inner)))


def _code_text(code: CodeType) -> str:
    """What runs, without the lines where it stands."""
    shape = (code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_flags, code.co_code.hex())
    names = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, code.co_exceptiontable.hex())
    return f"code {shape} {names} {[_constant_text(constant) for constant in code.co_consts]} {'site-packages' in code.co_filename}"


def _constant_text(constant: Any) -> str:
    if isinstance(constant, CodeType):
        return _code_text(constant)
    if isinstance(constant, (tuple, frozenset)):
        texts = [_constant_text(each) for each in constant]
        return f"{type(constant).__name__} {sorted(texts) if isinstance(constant, frozenset) else texts}"
    return f"{type(constant).__name__} {constant!r}"
