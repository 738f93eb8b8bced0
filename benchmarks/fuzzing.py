"""How many inputs, and how long, fuzzing takes to find each seeded fault, without any vector.

`python -m benchmarks.fuzzing --all` measures every fault and writes the table of the site (docs/fuzzing.md); `--add NAME` measures one and adds its row; with
`--profiles` only the faults of targets that claim these, with `--again` only those that are not found yet, by hunts with other seeds. The inputs of a hunt
are drawn once for all faults with the same profiles (`hunt_stream`), and a fault is asked only those in which a call of the edited function shows it
(`probed_calls`, `struck_faults`).

`python -m benchmarks.fuzzing NAME` hunts a fault as it is hunted on the command line: served by a process of its own, until the first disagreement, which is
not made small. It checks a row. None of this is among the benchmarks of `make bench`.
"""

import argparse
import importlib
import shlex
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from benchmarks.fuzz_table import SEEDS, Row, read_rows, write_rows
from benchmarks.hunt_stream import stream
from benchmarks.seeded_faults import FAULTS, seeded
from benchmarks.struck_faults import first_disagreement
from conformance.same_hashes import begin_again

if TYPE_CHECKING:
    from conformance.fuzzing.hunted import Hunted

TIMEOUT = 60.0

SECONDS, OF_LARGE, OF_MANY = 300.0, 600.0, 3_000.0
"""How long a hunt of the table lasts at most, in the processor's time: of a target of one profile, of a large one, and of ten, which share it."""

LARGE = ("kernel", "services")
"""Single rules, and the profile with by far the most kinds of transactions."""


def seconds_of(profiles: tuple[str, ...]) -> float:
    """How long the table's hunt of a target that claims these profiles may last."""
    return OF_MANY if len(profiles) > 1 else OF_LARGE if profiles[0] in LARGE else SECONDS


def hunted(name: str, seed: int, examples: int) -> "Hunted":
    """One hunt, until the first find."""
    # Imported by whoever hunts: the processes in which faults are tried need no Hypothesis.
    from conformance.fuzzing.hunt import hunt
    from conformance.fuzzing.plan import FuzzPlan
    from conformance.target import Target

    command = "cmd:" + shlex.join([sys.executable, str(FAULTS), name])
    return hunt(Target.connect(command, timeout=TIMEOUT), FuzzPlan(seed=seed, examples=examples, max_finds=1, shrinks=False))


def measured(profiles: tuple[str, ...], faults: Sequence[Any], seconds: float, seed: int) -> list[Row]:
    """The rows of faults in targets that claim these profiles. A line for each part of the hunt goes to standard error."""
    left = {fault.name: fault for fault in faults}
    rows: list[Row] = []
    inputs, spent = 0, 0.0
    for part in stream(profiles, seed, seconds, faults, lambda: left):
        for name in [*left]:
            tried = first_disagreement(name, [each for each in part if name in each.shown])
            if tried is not None:
                rows.append(_row(left.pop(name), seed, tried.number, tried.seconds, found=True))
        inputs, spent = part[-1].number, part[-1].seconds
        print(
            f"{time.strftime('%H:%M:%S')} {' '.join(profiles)}, seed {seed}: {inputs} inputs, {spent:.0f} s, {len(rows)} found, {len(left)} left",
            file=sys.stderr,
            flush=True,
        )
    return [*rows, *(_row(fault, seed, inputs, spent, found=False) for fault in left.values())]


def _row(fault: Any, seed: int, inputs: int, seconds: float, *, found: bool) -> Row:
    return Row(fault.name, " ".join(fault.profiles), fault.rule() or fault.function, seed, inputs, seconds, found)


def fill_table(names: Sequence[str], profiles: str | None, seconds: float | None, seeds: Sequence[int] = SEEDS) -> None:
    """Measure faults, all or those that are named, and write their rows, after each set of profiles; a row of a fault that is no more is left out.

    Of several seeds each is of a hunt for what those before it have not found; without the first, for what the table says is not found.
    """
    module = seeded()
    module.read_reference()
    # What every process in which a fault is tried would otherwise find out anew.
    importlib.import_module("vectors.evaluate").callees()
    unknown = [name for name in names if name not in module.BY_NAME]
    if unknown:
        raise SystemExit(f"no seeded fault is called {unknown[0]!r}; the names are in tests/conformance/faults_*.py")
    chosen = [module.BY_NAME[name] for name in names] or [*module.FAULTS]
    # An interrupted measurement leaves a table that says what is missing.
    empty = {fault.name: _row(fault, SEEDS[0], 0, 0.0, found=False) for fault in chosen}
    write_rows({**empty, **{name: row for name, row in read_rows().items() if name in module.BY_NAME}}.values())
    for claimed in dict.fromkeys(fault.profiles for fault in chosen):
        for seed in seeds if profiles in (None, " ".join(claimed)) else ():
            known = read_rows()
            wanted = [each for each in chosen if each.profiles == claimed and (seed == SEEDS[0] or not known[each.name].found)]
            if wanted:
                rows = measured(claimed, wanted, seconds or seconds_of(claimed), seed)
                write_rows({**known, **{row.fault: row for row in rows}}.values())


def hunt_each(names: Sequence[str], seed: int, examples: int) -> None:
    """Hunt faults as the command line does, and print a line for each."""
    missed = 0
    for name in names:
        result = hunted(name, seed, examples)
        find = next(iter(result.finds.values()), None)
        missed += find is None
        said = (
            f"{find.example:>6} inputs {find.seconds:>7.1f} s  {find.signature}" if find else f"{'not found':>13} in {result.examples} inputs {result.stopped}"
        )
        print(f"{name:<42} {said}", flush=True)
    print(f"{len(names) - missed} of {len(names)} found; seed {seed}")


def main() -> None:
    """Measure, or hunt those that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="faults to hunt one by one, each in its own process")
    parser.add_argument("--all", action="store_true", help="measure every fault, and write the table")
    parser.add_argument("--add", action="append", metavar="NAME", default=[], help="measure this fault, and write its row")
    parser.add_argument("--profiles", help="with --all: only faults of targets that claim just these, separated by spaces")
    parser.add_argument("--seconds", type=float, help="how long a hunt of the table lasts at most, in the processor's time")
    parser.add_argument("--examples", type=int, default=50_000, help="after how many inputs a fault that is hunted alone counts as not found")
    parser.add_argument("--again", action="store_true", help="with --all: only hunt what was not found, with the seeds after the first")
    parser.add_argument("--seed", type=int, default=SEEDS[0], help="of the hunts one by one")
    chosen = parser.parse_args()
    begin_again()
    if chosen.all or chosen.add:
        fill_table(chosen.add, chosen.profiles, chosen.seconds, SEEDS[1:] if chosen.again else SEEDS)
    elif chosen.names:
        hunt_each(chosen.names, chosen.seed, chosen.examples)
    else:
        parser.error("name faults, or --all, or --add NAME")


if __name__ == "__main__":
    main()
