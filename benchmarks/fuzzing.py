"""How many inputs, and how long, fuzzing takes to find each seeded fault, without any vector.

Each fault is served by a process of its own (tests/conformance/faults.py) and hunted until the first disagreement, which is not made small. It takes an
hour, and so is not among the benchmarks of `make bench`.
"""

import argparse
import importlib.util
import shlex
import sys
from pathlib import Path
from types import ModuleType

from rich.console import Console

from conformance.fuzzing.hunt import Hunted, hunt
from conformance.fuzzing.plan import FuzzPlan
from conformance.target import Target

FAULTS = Path(__file__).parents[1] / "tests" / "conformance" / "faults.py"

TIMEOUT = 60.0


def seeded() -> ModuleType:
    """The module of the faults, which belongs to the tests."""
    specification = importlib.util.spec_from_file_location("faults", FAULTS)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    # Where a dataclass looks for its own module.
    sys.modules["faults"] = module
    specification.loader.exec_module(module)
    return module


def hunted(name: str, seed: int, examples: int) -> Hunted:
    """One hunt, until the first find."""
    command = "cmd:" + shlex.join([sys.executable, str(FAULTS), name])
    return hunt(Target.connect(command, timeout=TIMEOUT), FuzzPlan(seed=seed, examples=examples, max_finds=1, shrinks=False))


def main() -> None:
    """Hunt every fault, or those that are named, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="the faults; none for all of them")
    parser.add_argument("--examples", type=int, default=5_000, help="after how many inputs a fault counts as not found")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    console = Console()
    missed = 0
    names = chosen.names or [fault.name for fault in seeded().FAULTS]
    for name in names:
        result = hunted(name, chosen.seed, chosen.examples)
        find = next(iter(result.finds.values()), None)
        missed += find is None
        said = (
            f"{find.example:>6} inputs {find.seconds:>7.1f} s  {find.signature}" if find else f"{'not found':>13} in {result.examples} inputs {result.stopped}"
        )
        console.print(f"{name:<42} {said}", markup=False, highlight=False, soft_wrap=True)
    console.print(f"{len(names) - missed} of {len(names)} found; seed {chosen.seed}")


if __name__ == "__main__":
    main()
