"""One line of the results."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Row:
    """A measured figure, and what it was measured against in the same run."""

    name: str
    """What was measured; the key in `build/bench.json`."""

    value: float
    """The figure."""

    unit: str
    """The figure's unit."""

    against: str
    """What the ratio compares with."""

    ratio: float
    """Bigger is better: how near the figure comes to the bound, or how often it beats the alternative."""


def interleaved(rounds: int, *measured: Callable[[int], object], clock: Callable[[], float] = perf_counter) -> list[float]:
    """The least seconds of each function over `rounds` rounds, each round running every one once, in turn.

    Each is given the round's number. The least is what the code needs; the rest is what else the machine did.
    Where one thread computes and waits for nothing, the time of the processor (`time.process_time`) is the fairer
    clock: it stands still while the machine runs something else.
    """
    best = [float("inf")] * len(measured)
    for number in range(rounds):
        for position, function in enumerate(measured):
            start = clock()
            function(number)
            best[position] = min(best[position], clock() - start)
    return best


def print_rows(rows: list[Row]) -> None:
    """Write rows where the process that runs all benchmarks reads them."""
    json.dump([asdict(row) for row in rows], sys.stdout)
