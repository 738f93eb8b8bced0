"""Where an object comes from: a library, known by its version, or a file, whose text is to be had."""

import ast
import linecache
import sys
import sysconfig
from functools import cache
from importlib.metadata import packages_distributions, version
from types import CodeType

OURS = ("reference", "spec")
"""Packages that are looked into wherever they are installed."""

PURE = frozenset(
    {"abc", "binascii", "bisect", "builtins", "collections", "contextlib", "copy", "dataclasses", "enum", "functools", "hashlib", "heapq", "hmac"}
    | {"itertools", "math", "numbers", "operator", "re", "sre", "sha1", "sha2", "sha256", "sha512", "string", "struct", "types", "typing"}
)
"""What of the standard library computes from its arguments alone, so that Python's version says all of it."""


class Unrecognised(Exception):
    """Something whose changes would not be noticed."""


@cache
def library(module: str) -> str | None:
    """The version of the library that a module belongs to, or None where it is none and is to be looked into. Raises `Unrecognised`."""
    root = module.partition(".")[0]
    if root in OURS or root in ("__main__", "__mp_main__"):
        return None
    if root in sys.stdlib_module_names:
        if root.lstrip("_") not in PURE:
            raise Unrecognised(f"refers to {module}, which may depend on more than its arguments")
        return "Python"
    place = getattr(sys.modules.get(root), "__file__", None)
    if place is None:
        raise Unrecognised(f"refers to {module}, which is in no file")
    if not place.startswith((sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))):
        return None
    owners = packages_distributions().get(root, [])
    if not owners:
        raise Unrecognised(f"refers to {module}, whose version is not known")
    return " ".join(f"{owner} {version(owner)}" for owner in sorted(set(owners)))


def source(code: CodeType) -> str:
    """The lines of a function, decorators included; nothing of a function that `dataclass` generated."""
    lines = linecache.getlines(code.co_filename)
    if not lines and code.co_filename == "<string>":
        return ""
    ends = [end for name, begin, end in _functions("".join(lines)) if begin == code.co_firstlineno and name == code.co_name]
    if len(ends) != 1:
        raise Unrecognised(f"the source of {code.co_name} is not to be had")
    return "".join(lines[code.co_firstlineno - 1 : ends[0]])


@cache
def _functions(text: str) -> tuple[tuple[str, int, int], ...]:
    """The name, the first and the last line of every function of a file."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            begin = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            found.append((node.name, begin, node.end_lineno or begin))
        elif isinstance(node, ast.Lambda):
            found.append(("<lambda>", node.lineno, node.end_lineno or node.lineno))
    return tuple(found)
