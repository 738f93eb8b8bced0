"""`python -m benchmarks.attacks`: what attacks on the engine take, of its worker's time and memory, when each has far more than it would be given."""

import resource
import sys
from collections.abc import Iterator
from time import perf_counter

from engine.engine import Engine
from reference.contracts.host import Nobody
from reference.contracts.source import check_source
from vectors.scenarios.contract_attacks import attacks

KILOBYTE = 1_024

LIMITS = ((50_000, 100_000), (1_000_000, 1_000_000), (10_000_000, 10_000_000))
"""Gas and memory: as among the vectors, and more."""


def measure(gas: int, memory: int) -> Iterator[tuple[float, str]]:
    """How long each attack takes that is a program, one after another in one worker, each followed by a call of another program."""
    with Engine() as engine:
        engine.run(b"return 1", gas, memory, Nobody())
        worker = engine.workers.get(0)
        for attack in attacks():
            if check_source(attack.source) is None:
                begun = perf_counter()
                engine.run(attack.source, gas, memory, Nobody())
                engine.run(b"return 1", gas, memory, Nobody())
                yield perf_counter() - begun, attack.name
        if engine.workers.get(0) is not worker or engine.evaluated:
            raise RuntimeError("an attack has ended the worker")


def refused() -> Iterator[tuple[float, str]]:
    """How long it takes to refuse each attack that is no program."""
    for attack in attacks():
        begun = perf_counter()
        if check_source(attack.source) is not None:
            yield perf_counter() - begun, attack.name


def main() -> int:
    """Print a line for sources that are refused, and one for each pair of limits."""
    judged = sorted(refused())
    print(f"{len(judged)} sources refused; the longest, {judged[-1][1]}, in {judged[-1][0] * 1e3:.0f} ms")
    for gas, memory in LIMITS:
        run = sorted(measure(gas, memory))
        # The most that any worker so far has taken, and the limits grow.
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / KILOBYTE
        print(f"{len(run)} attacks with {gas:,} gas and {memory:,} memory, in one worker that serves on: {sum(seconds for seconds, _ in run):.1f} s", end="; ")
        print(f"the longest, {run[-1][1]}, {run[-1][0] * 1e3:.0f} ms; the worker's peak {peak:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
