"""Who does the work of many like jobs: the caller is told each result when it is there, and in which order jobs are done changes nothing."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import Any

Workers = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[tuple[int, Any]]]
"""From a function of a module and the arguments to call it with, to the results as they come, each with the place of its argument."""


def here(function: Callable[[Any], Any], jobs: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """One after the other, in this process."""
    return ((place, function(job)) for place, job in enumerate(jobs))


def processes(count: int | None) -> Workers:
    """So many processes of this machine, by default one for each processor. With one it is this process."""

    def spread(function: Callable[[Any], Any], jobs: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        # A spawned process begins with nothing, where a forked one inherits what its parent happened to have imported.
        with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
            futures = {pool.submit(function, job): place for place, job in enumerate(jobs)}
            for future in as_completed(futures):
                yield futures[future], future.result()

    return here if count == 1 else spread


def in_order(workers: Workers, function: Callable[[Any], Any], jobs: Iterable[Any]) -> list[Any]:
    """All results, in the order of the jobs."""
    found = dict(workers(function, jobs))
    return [found[place] for place in sorted(found)]
