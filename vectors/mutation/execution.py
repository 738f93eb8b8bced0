"""Which lines of the reference each case executes, so that a mutant is tried on those cases only that can notice it."""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from time import process_time
from types import CodeType, FrameType
from typing import Any

from spec.trace.functions import reference_modules
from vectors.case import Case
from vectors.evaluate import evaluate

CHUNK = 200
"""How many cases a process takes at once."""

Lines = frozenset[tuple[str, int]]
"""Modules and lines in them."""


@dataclass(frozen=True, slots=True)
class Executed:
    """One case, and what it takes."""

    case: Case
    seconds: float
    lines: Lines
    modules: frozenset[str]


def record(cases: Sequence[Case], jobs: int = 1) -> list[Executed]:
    """What each case executes. Raises AssertionError where the reference, as it is, does not answer as expected: then no mutant can be judged."""
    if jobs == 1:
        measured = [_measured(case) for case in cases]
    else:
        with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
            measured = list(pool.map(_measured, cases, chunksize=CHUNK))
    # Most cases execute the same lines as many others: once each is enough memory.
    known: dict[object, Any] = {}
    executed = []
    for case, (seconds, lines) in zip(cases, measured, strict=True):
        if lines not in known:
            known[lines] = frozenset(known.setdefault(line, line) for line in lines)
        executed.append(Executed(case, seconds, known[lines], frozenset(module for module, _ in lines)))
    return executed


@contextmanager
def recorded_lines() -> Iterator[Callable[[], Lines]]:
    """Record the lines of the reference that are executed meanwhile; what is yielded tells them."""
    files = {str(module.__file__): module.__name__ for module in reference_modules()}
    seen: dict[CodeType, set[int]] = {}
    missing: dict[CodeType, set[int]] = {}

    def enter(frame: FrameType, _event: str, _argument: Any) -> Any:
        code = frame.f_code
        if code.co_filename not in files:
            return None
        if code not in seen:
            seen[code] = {code.co_firstlineno}
            missing[code] = {line for _, _, line in code.co_lines() if line is not None} - seen[code]
        # Tracing lines is dear, and once all of a function's are known there is nothing to learn.
        return step if missing[code] else None

    def step(frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line":
            seen[frame.f_code].add(frame.f_lineno)
            missing[frame.f_code].discard(frame.f_lineno)
        return step

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        yield lambda: frozenset((files[code.co_filename], line) for code, lines in seen.items() for line in lines)
    finally:
        sys.settrace(before)


def _measured(case: Case) -> tuple[float, Lines]:
    began = process_time()
    with recorded_lines() as lines:
        outcome = evaluate(case.kind.value, case.preset, case.input)
    seconds = process_time() - began
    if outcome != case.expect:
        raise AssertionError(f"{case.id}: the reference answers {outcome}; run `smartshare vectors check`")
    return seconds, lines()
