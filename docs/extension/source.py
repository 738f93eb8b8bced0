"""Source as the specification shows it: without decorators' imports and docstrings, which stand above it as prose."""

import ast
import inspect
from functools import cache
from pathlib import Path
from types import FunctionType


def shown_source(function: FunctionType) -> str:
    """The definition with its decorators, without its docstring."""
    lines, _ = inspect.getsourcelines(function)
    definition = ast.parse("".join(lines)).body[0]
    assert isinstance(definition, ast.FunctionDef)
    first = definition.body[0]
    if ast.get_docstring(definition) is not None and len(definition.body) > 1:
        del lines[first.lineno - 1 : first.end_lineno]
        while not lines[first.lineno - 1].strip():
            del lines[first.lineno - 1]
    return "".join(lines).rstrip()


@cache
def attribute_docstrings(path: Path, owner: str) -> dict[str, str]:
    """The string below each attribute of a class, as its author wrote it in the source, by the attribute's name."""
    found: dict[str, str] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.name == owner:
            for attribute, below in zip(node.body, [*node.body[1:], ast.Pass()], strict=True):
                name = attribute_name(attribute)
                if name is not None and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str):
                    found[name] = inspect.cleandoc(below.value.value)
    return found


@cache
def attribute_types(path: Path, owner: str) -> dict[str, str]:
    """How the type of each attribute of a class is written in the source, without what `Annotated` adds."""
    found: dict[str, str] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.name == owner:
            for attribute in node.body:
                if isinstance(attribute, ast.AnnAssign) and isinstance(attribute.target, ast.Name):
                    found[attribute.target.id] = ast.unparse(_bare(attribute.annotation))
    return found


def attribute_name(node: ast.stmt) -> str | None:
    """The name that a statement of a class's body gives to an attribute, or None."""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return None


def _bare(annotation: ast.expr) -> ast.expr:
    if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "Annotated" and isinstance(annotation.slice, ast.Tuple):
        return annotation.slice.elts[0]
    return annotation
