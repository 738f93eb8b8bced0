"""Trying one case: whether a reference with a fault in it answers otherwise than it should."""

import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from vectors.case import Case

SECONDS = 3.0
"""How long one case may take, which takes milliseconds, before the fault is taken for an endless loop, which a harness would report as well."""

MEMORY_BYTES = 2 * 2**30
"""How much memory a process may have in which faults are tried."""

Evaluate = Callable[[str, str, Any], Any]
"""`vectors.evaluate.evaluate`, of whichever reference is tried."""


class EndlessError(BaseException):
    """A case took too long. No `Exception`: the reference handles those, where a library may raise anything."""


def first_that_notices(cases: Iterable[Case], evaluate: Evaluate) -> str | None:
    """The id of the first case that is answered otherwise than expected, or None."""
    return next((case.id for case in cases if differs(case, evaluate)), None)


def differs(case: Case, evaluate: Evaluate) -> bool:
    """Whether a case is answered otherwise than expected. Whatever escapes is not the outcome that a case expects."""
    try:
        with limited():
            return bool(evaluate(case.kind.value, case.preset, case.input) != case.expect)
    except (Exception, EndlessError):
        return True


def limit_memory() -> None:
    """Let this process fail to allocate, instead of the machine."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


@contextmanager
def limited() -> Iterator[None]:
    """End what takes too long, of the processor's time, with an `EndlessError`: again and again, since one that is raised in a finaliser is lost."""

    def end(*_: object) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, SECONDS, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
