"""A change of a syntax tree that can be made and undone."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """Fields of nodes that get other values."""

    operator: str
    """The kind of change."""

    shown: tuple[ast.AST, ...]
    """The nodes that people are shown, before and after."""

    edits: tuple[tuple[ast.AST, str, Any], ...]
    """Node, field, new value."""

    after: str | None = None
    """What to show afterwards, where the nodes are gone."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node, and where it hangs."""

    node: ast.AST
    parents: tuple["Place", ...]
    """From the function inwards."""
    name: str
    """The parent's field."""
    index: int | None
    """The place in the parent's field, where that is a list."""

    @property
    def parent(self) -> ast.AST:
        """The node around it."""
        return self.parents[-1].node

    def replaced(self, new: ast.AST) -> tuple[ast.AST, str, Any]:
        """The edit that puts another node in this place."""
        if self.index is None:
            return (self.parent, self.name, new)
        values = list(getattr(self.parent, self.name))
        values[self.index] = new
        return (self.parent, self.name, values)

    @property
    def shown(self) -> ast.AST:
        """The expression or the statement around a constant or a name, which says more than that itself."""
        for place in reversed(self.parents):
            if isinstance(place.node, ast.keyword) or (isinstance(place.node, ast.expr) and not isinstance(place.node, ast.Slice)):
                return place.node
            if isinstance(place.node, ast.stmt):
                return place.node
        return self.node


def places(root: ast.AST) -> Iterator[Place]:
    """Every place below a node whose code runs: no annotation, no decorator, no docstring, no message of an exception that is no rejection."""
    yield from _below(Place(root, (), "", None))


@contextmanager
def made(change: Change) -> Iterator[None]:
    """The tree with the change in it."""
    before = [(node, name, getattr(node, name)) for node, name, _ in change.edits]
    for node, name, value in change.edits:
        setattr(node, name, value)
    try:
        yield
    finally:
        for node, name, value in before:
            setattr(node, name, value)


def _below(place: Place) -> Iterator[Place]:
    parents = (*place.parents, place)
    for name, value in ast.iter_fields(place.node):
        if name in ("annotation", "returns", "decorator_list", "args") and not isinstance(place.node, ast.Call):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not _is_idle(child):
                found = Place(child, parents, name, index)
                yield found
                yield from _below(found)


def _is_idle(node: ast.AST) -> bool:
    """Whether nothing that is answered depends on a node."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.Raise) and node.exc is not None:
        return not (isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name) and node.exc.func.id == "Reject")
    return isinstance(node, ast.expr_context | ast.operator | ast.cmpop | ast.boolop | ast.unaryop)
