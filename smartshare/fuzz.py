"""`smartshare fuzz`: look for inputs that a target answers otherwise than the reference."""

import secrets
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from conformance.cluster import workers_of
from conformance.judgement import shown
from conformance.limits import DEFAULT_RESTARTS, DEFAULT_TIMEOUT_SECONDS
from conformance.order import SEEDS
from conformance.plain import plain
from conformance.report import DEFAULT_ENCODING
from conformance.target import Target
from conformance.verdicts import ConformanceError
from smartshare.options import (
    CannotRun,
    Uninterrupted,
    encoding_option,
    interruptible,
    output,
    power_cycle_option,
    program_name,
    required_target,
    scheduler_option,
    target_option,
    timeout_option,
)
from vectors.case import Profile

if TYPE_CHECKING:
    from conformance.fuzzing.campaign import TargetSettings
    from conformance.fuzzing.disagreement import Find
    from conformance.fuzzing.hunted import Hunted
    from conformance.fuzzing.plan import FuzzPlan

DEFAULT_OUT = Path("fuzz-found")
"""Where finds go unless `--out` says otherwise; it is made only when there are some."""

DEFAULT_MINUTES = 5.0

INTERRUPTED_STATUS = 130


@click.command()
@target_option
@encoding_option
@power_cycle_option
@timeout_option
@click.option(
    "--minutes", type=click.FloatRange(min=0.001, max=100_000), help=f"How long to fuzz. Default: {DEFAULT_MINUTES:g}, or as long as --examples take."
)
@click.option("--examples", type=click.IntRange(min=1), help="How many inputs to try. With this and --seed, and no --minutes, a run is the same each time.")
@click.option(
    "--profile", "profiles", multiple=True, type=click.Choice([profile.value for profile in Profile]), help="Fuzz only this profile. May be repeated."
)
@click.option("--seed", type=click.IntRange(0, SEEDS - 1), help="What the inputs are drawn from. Default: drawn anew, and shown.")
@click.option("--restarts", type=click.IntRange(min=0), default=DEFAULT_RESTARTS, show_default=True, help="How often a target is started again after faults.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIRECTORY", help=f"A folder for vectors and fuzz.json. Default: {DEFAULT_OUT}, if anything is found."
)
@scheduler_option
@click.option("--corpus", type=click.Path(path_type=Path, file_okay=False), help="A folder of inputs that reached something new: tried first, and added to.")
def fuzz(
    target: str | None,
    encoding: str,
    power_cycle: str | None,
    timeout: float,
    minutes: float | None,
    examples: int | None,
    profiles: tuple[str, ...],
    seed: int | None,
    restarts: int,
    out: Path | None,
    corpus: Path | None,
    scheduler: str | None,
) -> None:
    """Draw inputs on which a target and the reference disagree.

    Both answer each input, and the least input of each kind of disagreement is kept as a vector.

    Exit status: 0 nothing was found; 1 something was; 2 it could not take place, and one line says why; 130 interrupted, and what was found until then is
    written.
    """
    # Hypothesis is slow to import, and no other command needs it.
    from conformance.fuzzing.campaign import TargetSettings
    from conformance.fuzzing.found import make_folder, read_found, write_found
    from conformance.fuzzing.hunt import hunt
    from conformance.fuzzing.plan import FuzzPlan

    chosen = required_target(target)
    minutes = DEFAULT_MINUTES if minutes is None and examples is None else minutes
    seconds = None if minutes is None else 60 * minutes
    plan = FuzzPlan(secrets.randbelow(SEEDS) if seed is None else seed, seconds, examples, profiles, corpus, restarts)
    folder = out or DEFAULT_OUT
    with Uninterrupted() as uninterrupted:
        try:
            if out is not None:
                make_folder(out)
            earlier = read_found(folder)
            connected = Target.connect(chosen, encoding, timeout, power_cycle)
            if scheduler is None:
                with interruptible():
                    hunted = hunt(connected, plan)
            else:
                hunted = _campaign(scheduler, TargetSettings(chosen, encoding, timeout, power_cycle), plan)
            if hunted.finds or out is not None:
                write_found(folder, earlier, hunted, plan)
        except ConformanceError as error:
            raise CannotRun(str(error)) from None
        uninterrupted.for_good = hunted.interrupted
    if hunted.hello is None and not hunted.interrupted:
        raise CannotRun(f"{hunted.stopped}; see the chapter on the target protocol, spec/conformance.md")
    again = [program_name(), "replay", "CASE", "--target", chosen, "--vectors", str(folder)]
    again += ["--case-timeout", f"{timeout:g}"] * (timeout != DEFAULT_TIMEOUT_SECONDS) + ["--encoding", encoding] * (encoding != DEFAULT_ENCODING)
    again += ["--seed", str(plan.seed)]
    with output() as console:
        for find in hunted.finds.values():
            _show_find(console, find, again)
        _show_rules(console, hunted)
        _show_conclusion(console, hunted, plan.seed)
    sys.exit(INTERRUPTED_STATUS if hunted.interrupted else 1 if hunted.finds else 0)


def _campaign(scheduler: str, target: "TargetSettings", plan: "FuzzPlan") -> "Hunted":
    """The same hunt by the workers of a cluster. Raises `ConformanceError`."""
    from conformance.fuzzing.campaign import campaign

    if not target.command.startswith("cmd:"):
        raise ConformanceError("--scheduler lets each worker start the target for itself; name a command that does, as in --target cmd:...")
    with workers_of(scheduler) as workers, interruptible():
        return campaign(target, plan, workers)


def _show_find(console: Console, find: "Find", again: list[str]) -> None:
    case = find.result.case
    console.print(Text.assemble((f"{find.signature.verdict.upper():<15}", "bold red"), (case.id, "bold"), f"  {plain(str(find.signature))}"), soft_wrap=True)
    fields = [("input", shown(case.input)), ("expected", shown(case.expect)), ("got", find.result.got or find.result.reason)]
    fields += [("differs", str(difference)) for difference in find.result.differences[:3]]
    fields += [("stderr", line) for line in find.result.stderr.strip().splitlines()[-3:]]
    fields.append(("seen", f"{find.times} times, first in example {find.example}; made small in {find.tries} tries"))
    if not find.steady:
        fields.append(("note", "the target, started afresh, does not do it again: it carries state from one exchange to the next, or is not steady"))
    fields.append(("replay", shlex.join([case.id if word == "CASE" else word for word in again])))
    for name, value in fields:
        console.print(Text.assemble((f"  {name:<10}", "dim"), plain(value)), soft_wrap=True)
    console.print()


def _show_rules(console: Console, hunted: "Hunted") -> None:
    """The rules whose functions the reference ran, and in how many ways the exchanges that did ended; fuzz.json names them."""
    from conformance.fuzzing.reach import rule_ids

    table = Table(Column("rule"), Column("exchanges", justify="right"), Column("outcomes", justify="right"), box=None, pad_edge=False)
    for rule in rule_ids():
        if hunted.reach.exchanges[rule]:
            table.add_row(rule, str(hunted.reach.exchanges[rule]), str(len(hunted.reach.outcomes_of(rule))))
    console.print(table)
    missed = [rule for rule in rule_ids() if not hunted.reach.exchanges[rule]]
    console.print(Text(f"not reached: {', '.join(missed) or 'none'}", "dim"), soft_wrap=True)


def _show_conclusion(console: Console, hunted: "Hunted", seed: int) -> None:
    for count, what in ((hunted.unsupported, "not supported by the target"), (hunted.undefined, "about which the rules say nothing")):
        if count:
            console.print(Text(f"{count} inputs {what}", "dim"), soft_wrap=True)
    if hunted.stopped:
        console.print(Text(f"stopped: {plain(hunted.stopped)}", "bold yellow"), soft_wrap=True)
    name = f"{plain(hunted.hello.name)} {plain(hunted.hello.version)}: " if hunted.hello else ""
    found = f"{len(hunted.finds)} disagreements" if hunted.finds else "nothing found"
    counts = f"{hunted.examples} examples, {hunted.replayed} of them from the corpus; {hunted.restarts} restarts; seed {seed}; {hunted.seconds:.1f} s"
    console.print(Text(f"{name}{found} ({counts})", "bold red" if hunted.finds else "bold green"), soft_wrap=True)
