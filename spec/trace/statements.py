"""What a theorem's Python is made of: the helpers of the theorems that it uses, and where its other names come from.

Read from the syntax, as the theorems are, so that neither the prover nor Z3 is imported.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spec.trace.theorems import Theorem

OWN = "spec.theorems"
"""The package whose functions are shown beside the theorems that use them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A definition among the theorems that a statement uses: a helper, a condition, what stands in for procedures."""

    name: str
    file: str
    line: int
    source: str
    """The definition and the string below it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a name in a statement comes from."""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A theorem's Python with everything that it refers to."""

    parts: tuple[Part, ...]
    """In the order of the source."""
    origins: dict[str, Origin]
    """The names that the theorem and its parts import, with the attributes of those that have some (`Code.EXPIRED`)."""
    condition: str
    """The name, or the source, of the condition on the arguments; empty where there is none."""


def statement(root: Path, theorem: Theorem) -> Statement:
    """What a theorem is made of."""
    definitions = _definitions(root / theorem.file)
    node = definitions[theorem.name]
    parts: dict[tuple[str, str], Part] = {}
    origins: dict[str, Origin] = {}
    _collect(root, theorem.file, node, parts, origins)
    parts.pop((theorem.file, theorem.name), None)
    keywords = [keyword for decorator in getattr(node, "decorator_list", []) if isinstance(decorator, ast.Call) for keyword in decorator.keywords]
    condition = "".join(ast.unparse(keyword.value) for keyword in keywords if keyword.arg == "assuming")
    return Statement(tuple(sorted(parts.values(), key=lambda part: (part.file, part.line))), origins, condition)


def _collect(root: Path, file: str, node: ast.AST, parts: dict[tuple[str, str], Part], origins: dict[str, Origin]) -> None:
    definitions, imports = _definitions(root / file), _imports(root / file)
    for name in _names(node):
        first = name.partition(".")[0]
        imported = imports.get(first)
        if imported is not None and imported.module.startswith(OWN):
            other = f"{imported.module.replace('.', '/')}.py"
            if (root / other).exists() and imported.name in _definitions(root / other):
                _add(root, other, imported.name, parts, origins)
        elif imported is not None:
            origins[name] = Origin(imported.module, imported.name + name.removeprefix(first))
        elif first in definitions:
            _add(root, file, first, parts, origins)


def _add(root: Path, file: str, name: str, parts: dict[tuple[str, str], Part], origins: dict[str, Origin]) -> None:
    if (file, name) in parts:
        return
    node = _definitions(root / file)[name]
    lines = (root / file).read_text(encoding="utf-8").splitlines()
    first = min([decorator.lineno for decorator in getattr(node, "decorator_list", [])], default=node.lineno)
    parts[file, name] = Part(name, file, first, "\n".join(lines[first - 1 : _end(root / file, node)]))
    _collect(root, file, node, parts, origins)


@cache
def _body(path: Path) -> list[ast.stmt]:
    """What stands in a module."""
    return ast.parse(path.read_text(encoding="utf-8")).body


@cache
def _definitions(path: Path) -> dict[str, ast.stmt]:
    """The functions, classes and constants of a module by name."""
    found: dict[str, ast.stmt] = {}
    for node in _body(path):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                found[name] = node
    return found


@cache
def _imports(path: Path) -> dict[str, Origin]:
    """What a module imports by name."""
    imports = [node for node in _body(path) if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name: Origin(node.module or "", alias.name) for node in imports for alias in node.names}


def _end(path: Path, node: ast.stmt) -> int:
    """The last line of a definition, the string below it included."""
    below = next((other for other in _body(path) if other.lineno > (node.end_lineno or node.lineno)), None)
    if not isinstance(node, ast.FunctionDef | ast.ClassDef) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
        return below.end_lineno or below.lineno
    return node.end_lineno or node.lineno


def _names(node: ast.AST) -> Iterator[str]:
    """The dotted names below a node, the longest of each."""
    if isinstance(node, ast.Name | ast.Attribute):
        dotted = ast.unparse(node)
        if all(part.isidentifier() for part in dotted.split(".")):
            yield dotted
            return
    for child in ast.iter_child_nodes(node):
        yield from _names(child)
