"""Running calls inside each other without Python's own stack, whose depth no rule knows."""

import sys
from collections.abc import Generator
from typing import Any, TypeAlias

from reference.contracts.faults import Raised
from reference.contracts.values import Values

Work: TypeAlias = Generator[Any, Any, Any]
"""A computation that may yield another one, and is then given that one's result, or what it has raised."""

Calling: TypeAlias = Generator[Any, Any, Values]
"""One whose result is what a call has handed back."""

STACK = 10_000
"""How deep Python's own stack may be at least while a program runs. Contracts that call each other (LVM-52) do lie in it, 8 at most, each with the levels of
its text (LVM-7) and with those of reading it: some 200 a contract. What a run comes to must not depend on how much of the stack its caller has used.
"""


def make_room() -> None:
    """Let Python's stack be as deep as a run may need. Nobody who imports the reference has this happen, only who runs a program; and it is not taken back,
    since a run in another thread might stand where it would be too deep then. Who minds when it happens has it happen before.
    """
    if sys.getrecursionlimit() < STACK:
        sys.setrecursionlimit(STACK)


def run_work(work: Work) -> Any:
    """The result of a computation, once all that it waits for are done."""
    waiting = [work]
    result: Any = None
    raised: Raised | None = None
    while waiting:
        try:
            if raised is None:
                wanted = waiting[-1].send(result)
            else:
                error, raised = raised, None
                wanted = waiting[-1].throw(error)
        except StopIteration as done:
            waiting.pop()
            result = done.value
        except Raised as error:
            waiting.pop()
            raised = error
        else:
            waiting.append(wanted)
            result = None
    if raised is not None:
        raise raised
    return result
