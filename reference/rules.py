"""The marks that tie a function to the rule that it is.

A mark changes nothing about the function. The trace, the rendered specification, the prover and the vectors
find rules by their marks, so a rule's id is written once in the code, and once in its chapter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


class Layer(Enum):
    """What a rule's function may do, and so how it is verified."""

    KERNEL = "kernel"
    """Integers and the records it touches: held by theorems, which the prover checks for all arguments, and by vectors."""

    PROCEDURE = "procedure"
    """Bytes, hashes, signatures and proofs: held by properties and vectors."""

    TRANSITION = "transition"
    """Looks records up, calls kernels, writes records back: held by ledger theorems, properties and vectors."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The rule that a function is, and the layer that it belongs to."""

    rule: str
    layer: Layer


def kernel(rule: str) -> Callable[[Function], Function]:
    """Mark a function as the kernel of `rule`."""
    return _marker(Mark(rule, Layer.KERNEL))


def procedure(rule: str) -> Callable[[Function], Function]:
    """Mark a function as the procedure of `rule`."""
    return _marker(Mark(rule, Layer.PROCEDURE))


def transition(rule: str) -> Callable[[Function], Function]:
    """Mark a function as the part of the transition that is `rule`."""
    return _marker(Mark(rule, Layer.TRANSITION))


def mark_of(function: object) -> Mark | None:
    """The mark of a function, or None where it carries none."""
    mark = getattr(function, "rule_mark", None)
    return mark if isinstance(mark, Mark) else None


def _marker(mark: Mark) -> Callable[[Function], Function]:
    def attach(function: Function) -> Function:
        function.rule_mark = mark  # type: ignore[attr-defined]
        return function

    return attach
