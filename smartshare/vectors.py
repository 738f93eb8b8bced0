"""`smartshare vectors`: draw, make and check the test vectors."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from conformance.cluster import workers_of
from conformance.verdicts import ConformanceError
from smartshare.export import compare, export
from smartshare.options import CannotRun, scheduler_option
from vectors.suite import HERE
from vectors.work import Workers, here
from vectors.work import processes as spread_over

DIRECTORY = click.Path(path_type=Path, file_okay=False)
"""A directory that holds a suite."""


@click.group()
def vectors() -> None:
    """Draw, make, check, export and compare the test vectors."""


vectors.add_command(export)
vectors.add_command(compare)


@vectors.command()
@click.option("--histories", "count", default=120, show_default=True, help="How many state histories the corpus shall hold at least.")
@click.option("--examples", default=1_500, show_default=True, help="How many histories are drawn to choose from.")
@click.option("--afresh", is_flag=True, help="Forget the histories that the corpus holds, instead of adding to them.")
@click.option("--skip-mining", is_flag=True, help="Keep what was mined from the prover before.")
@click.option("--skip-histories", is_flag=True, help="Keep the histories as they are.")
@scheduler_option
def draw(count: int, examples: int, afresh: bool, skip_mining: bool, skip_histories: bool, scheduler: str | None) -> None:
    """Extend the corpus from which the vectors are made.

    The kernels' paths, and what tells them from their mutants, are mined with Z3; state histories are drawn with Hypothesis. What is found depends on the
    versions of both tools, so it is kept under vectors/corpus/ and committed.
    """
    from vectors.histories.corpus import read_scripts, read_service_scripts, write_scripts, write_service_scripts
    from vectors.histories.draw import draw_scripts
    from vectors.histories.service_draw import draw_service_scripts
    from vectors.mined import draw_mined, write_corpus
    from vectors.mutation.drawing import draw_for_mutants

    with _workers(scheduler) as workers:
        if not skip_mining:
            mined = draw_mined(workers or here)
            added = draw_for_mutants(mined, workers or here)
            write_corpus([*mined, *added])
            click.echo(f"{len(mined)} inputs of kernels mined, {len(added)} drawn for mutants")
        if skip_histories:
            return
        known = [] if afresh else read_scripts()
        drawn = draw_scripts(known, count, examples, click.echo, workers)
        write_scripts([*known, *drawn])
        click.echo(f"{len(known)} histories kept, {len(drawn)} drawn")
        stored = [] if afresh else read_service_scripts()
        added_stored = draw_service_scripts(stored, examples, click.echo)
        write_service_scripts([*stored, *added_stored])
        click.echo(f"{len(stored)} histories of stored data kept, {len(added_stored)} drawn; now run `smartshare vectors make`")


@vectors.command()
@click.option("--out", type=DIRECTORY, default=HERE, help="Where to write the suite; by default the committed one.")
@click.option("--processes", type=click.IntRange(1), help="How many processes work; by default one for each processor.")
@scheduler_option
def make(out: Path, processes: int | None, scheduler: str | None) -> None:
    """Make the suite from the corpus and the code.

    It is the same bytes everywhere: neither Z3 nor Hypothesis is asked.
    """
    from vectors.make import make_suite, write_suite

    began = time.monotonic()
    if scheduler is not None and processes is not None:
        raise CannotRun("--processes are of this machine, and --scheduler is for those of others; name one of them")
    with _workers(scheduler) as workers, _progress("make") as said:
        files = make_suite(workers or spread_over(processes), said)
    changed = write_suite(files, out)
    size = sum(map(len, files.values()))
    click.echo(f"{len(files)} files, {size:,} bytes, {time.monotonic() - began:.1f} s; changed: {', '.join(changed) or 'nothing'}")


@vectors.command()
@click.argument("directory", type=DIRECTORY, default=HERE)
@click.option("--processes", type=click.IntRange(1), help="How many processes work; by default one for each processor.")
def check(directory: Path, processes: int | None) -> None:
    """Check that a suite is what the code makes.

    Both schemas have to agree with every case, too. Exits with 1 where anything differs, and says what.
    """
    from vectors.check import check_suite

    with _progress("check") as said:
        problems = check_suite(directory, processes, said)
    for problem in problems:
        click.echo(problem)
    if problems:
        click.echo(f"{len(problems)} problems. If the rules were meant to change, run `smartshare vectors make` and read what changes.", err=True)
        sys.exit(1)
    click.echo("The suite is what the code makes, and both schemas agree with it.")


@contextmanager
def _workers(scheduler: str | None) -> Iterator[Workers | None]:
    """Those of the cluster that is named; None where none is."""
    if scheduler is None:
        yield None
        return
    try:
        with workers_of(scheduler) as workers:
            yield workers
    except ConformanceError as error:
        raise CannotRun(str(error)) from None


@contextmanager
def _progress(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar over the subjects, on standard error and only where somebody watches."""
    console = Console(stderr=True)
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda name, done, of: bar.update(task, description=name, completed=done, total=of)
