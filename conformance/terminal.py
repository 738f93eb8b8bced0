"""What a person sees: progress while a run goes on, totals by rule, and each failing case with the command that replays it.

Texts of a target are shown with their control characters escaped, so that no target writes on the terminal what
the harness has not said.
"""

import shlex
import time
from collections import Counter

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table
from rich.text import Text

from conformance.judgement import shown
from conformance.limits import DEFAULT_TIMEOUT_SECONDS
from conformance.report import Request, by_rule, not_claimed
from conformance.runner import Result, Run
from conformance.verdicts import Verdict
from vectors.case import profile_of

MAX_SHOWN_CASES = 20
"""How many failing cases are shown in full; the rest are named, and the report has them all."""

REFRESH_SECONDS = 0.1
"""How often the progress line is drawn at most: drawing costs more than a case."""

STYLES = {
    Verdict.PASS: "green",
    Verdict.FAIL: "bold red",
    Verdict.UNSUPPORTED: "magenta",
    Verdict.TIMEOUT: "bold yellow",
    Verdict.CRASH: "bold yellow",
    Verdict.PROTOCOL_ERROR: "bold yellow",
    Verdict.NOT_RUN: "yellow",
    Verdict.NOT_CLAIMED: "dim",
}


class ProgressLine:
    """The line that moves while a run goes on; it draws nothing where nobody watches."""

    def __init__(self, console: Console, total: int) -> None:
        """Prepare a line for `total` cases; use it as a context."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[found]}"))
        # Without a thread of its own: it would take turns with the loop that it reports on.
        self._progress = Progress(*columns, console=console, auto_refresh=False, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("conformance", total=total, found="")
        self._counts: Counter[Verdict] = Counter()
        self._drawn = 0.0

    def __enter__(self) -> "ProgressLine":
        """Show the line."""
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        self._progress.stop()

    def observe(self, result: Result) -> None:
        """Count one result."""
        self._counts[result.verdict] += 1
        now = time.monotonic()
        if now - self._drawn >= REFRESH_SECONDS:
            self._drawn = now
            found = ", ".join(f"{count} {verdict.value}" for verdict, count in self._counts.items() if verdict is not Verdict.PASS)
            self._progress.update(self._task, completed=self._counts.total(), found=found, refresh=True)


def show_run(console: Console, request: Request, run: Run) -> None:
    """Print the summary of a run: failing cases, totals by rule, what was not claimed, and the result in one line."""
    failing = [result for result in run.results if result.verdict not in (Verdict.PASS, Verdict.NOT_CLAIMED, Verdict.NOT_RUN)]
    # What is not implemented yet must not crowd out what is wrong.
    failing.sort(key=lambda result: result.verdict is Verdict.UNSUPPORTED)
    for result in failing[:MAX_SHOWN_CASES]:
        show_case(console, request, result)
    if len(failing) > MAX_SHOWN_CASES:
        rest = failing[MAX_SHOWN_CASES:]
        _line(
            console,
            f"and {len(rest)} more: {', '.join(result.case.id for result in rest[:MAX_SHOWN_CASES])}{', ...' if len(rest) > MAX_SHOWN_CASES else ''}",
            "red",
        )
        console.print()
    console.print(_table(run))
    for (profile, preset), count in sorted(not_claimed(run).items()):
        _line(console, f"not claimed: profile {profile} with preset {preset}, {_cases(count)} not run", "dim")
    if run.unknown_claims:
        _line(console, f"claimed, but not in this suite: {', '.join(run.unknown_claims)}", "bold red")
    if run.stopped:
        _line(console, f"stopped: {run.stopped}", "bold yellow")
    _line(console, conclusion(run), "bold green" if run.passed else "bold red")


def show_case(console: Console, request: Request, result: Result) -> None:
    """Print one case that did not pass."""
    case = result.case
    about = f"  {', '.join(case.rules)}  ({profile_of(case).value}, {case.preset})"
    console.print(Text.assemble((f"{result.verdict.value.upper():<15}", STYLES[result.verdict]), (case.id, "bold"), about), soft_wrap=True)
    _field(console, "why", case.why)
    _field(console, "input", shown(case.input))
    if result.got:
        _field(console, "expected", shown(case.expect))
        _field(console, "got", result.got)
    else:
        _field(console, "reason", result.reason)
    for difference in result.differences:
        _field(console, "differs", str(difference))
    for place, line in enumerate(result.stderr.strip().splitlines()[-5:]):
        _field(console, "" if place else "stderr", line)
    _field(console, "replay", replay_command(request, case.id))
    console.print()


def replay_command(request: Request, case_id: str) -> str:
    """The command that runs one case alone, with the same settings."""
    words = [request.program, "replay", case_id, "--target", request.target]
    if request.directory is not None:
        words += ["--vectors", str(request.directory)]
    if request.timeout != DEFAULT_TIMEOUT_SECONDS:
        words += ["--timeout", f"{request.timeout:g}"]
    return shlex.join(words)


def conclusion(run: Run) -> str:
    """The result in one line."""
    counts = Counter(result.verdict for result in run.results)
    said = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict])
    name = f"{run.hello.name} {run.hello.version}: " if run.hello else ""
    if run.passed:
        word = "conforms in what it claims"
    elif run.hello and not counts.keys() - {Verdict.NOT_CLAIMED}:
        word = "nothing ran, which is no pass: it claims none of the selected cases"
    else:
        word = "does not conform"
    if run.stopped and not counts.keys() & {Verdict.FAIL, Verdict.UNSUPPORTED, Verdict.TIMEOUT, Verdict.CRASH, Verdict.PROTOCOL_ERROR}:
        word = "not judged to the end"
    return f"{name}{word} ({said}; {run.restarts} restarts; {run.seconds:.1f} s)"


def _table(run: Run) -> Table:
    verdicts = [verdict for verdict in Verdict if any(result.verdict is verdict for result in run.results)]
    table = Table(Column("rule"), *(Column(verdict.value, justify="right", header_style=STYLES[verdict]) for verdict in verdicts), box=None, pad_edge=False)
    for rule, results in by_rule(run).items():
        counts = Counter(result.verdict for result in results)
        table.add_row(Text(plain(rule)), *(Text(str(counts[verdict]) if counts[verdict] else "", STYLES[verdict]) for verdict in verdicts))
    return table


def _field(console: Console, name: str, text: str) -> None:
    # Never folded: a line that a terminal wraps by itself can still be copied whole.
    console.print(Text(f"  {name:<10}", "dim").append(plain(text), "default"), soft_wrap=True)


def _line(console: Console, text: str, style: str) -> None:
    console.print(Text(plain(text), style), soft_wrap=True)


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"


def plain(text: str) -> str:
    """A text whose unprintable characters are escaped."""
    return text if text.isprintable() else "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)
