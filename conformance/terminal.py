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
from conformance.plain import plain
from conformance.report import DEFAULT_ENCODING, Request, by_rule, not_claimed
from conformance.results import Result, Run
from conformance.verdicts import ACCEPTED, FAILURES, UNASKED, Verdict
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
    Verdict.FLAKY: "bold yellow",
    Verdict.EXPECTED_FAIL: "cyan",
    Verdict.UNEXPECTED_PASS: "bold red",
    Verdict.NOT_RUN: "yellow",
    Verdict.LEFT_OUT: "dim",
    Verdict.NOT_CLAIMED: "dim",
}


PROGRESS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[found]}"))
"""What a line of progress shows."""


class Tally:
    """The results so far, counted, for who looks on."""

    def __init__(self) -> None:
        """Nothing is found yet."""
        self._counts: Counter[Verdict] = Counter()
        self._shown = 0.0

    def add(self, result: Result) -> bool:
        """Count one result; whether it is time to show the counts again."""
        self._counts[result.verdict] += 1
        now = time.monotonic()
        if now - self._shown < REFRESH_SECONDS:
            return False
        self._shown = now
        return True

    @property
    def done(self) -> int:
        """How many cases have a result."""
        return self._counts.total()

    def found(self) -> str:
        """How many there are of each verdict but `pass`."""
        return ", ".join(f"{count} {verdict.value}" for verdict, count in self._counts.items() if verdict is not Verdict.PASS)


class ProgressLine:
    """The line that moves while a run goes on; it draws nothing where nobody watches."""

    def __init__(self, console: Console, total: int) -> None:
        """Prepare a line for `total` cases; use it as a context."""
        # Without a thread of its own: it would take turns with the loop that it reports on.
        self._progress = Progress(*PROGRESS, console=console, auto_refresh=False, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("conformance", total=total, found="")
        self._tally = Tally()

    def __enter__(self) -> "ProgressLine":
        """Show the line."""
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        self._progress.stop()

    def observe(self, result: Result) -> None:
        """Count one result."""
        if self._tally.add(result):
            self._progress.update(self._task, completed=self._tally.done, found=self._tally.found(), refresh=True)


def show_run(console: Console, request: Request, run: Run) -> None:
    """Print the summary of a run: failing cases, totals by rule, what was not claimed, what is noted, and the result in one line."""
    failing = [result for result in run.results if result.verdict not in (*ACCEPTED, Verdict.NOT_RUN, Verdict.UNSUPPORTED)]
    for result in failing[:MAX_SHOWN_CASES]:
        show_case(console, request, result)
    if len(failing) > MAX_SHOWN_CASES:
        names = [result.case.id for result in failing[MAX_SHOWN_CASES:]]
        _line(console, f"and {len(names)} more: {_some(names)}", "red")
        console.print()
    # What is not implemented yet must not crowd out what is wrong.
    _show_unsupported(console, request, [result for result in run.results if result.verdict is Verdict.UNSUPPORTED])
    _show_table(console, run)
    probes = {(probe.profile, probe.preset): probe for probe in run.probes}
    for (profile, preset), count in sorted(not_claimed(run).items()):
        probe = probes.get((profile, preset))
        tried = f"; of {_cases(probe.asked)} tried {probe.right} right" if probe else ""
        _line(console, f"not claimed: profile {profile} with preset {preset}, {_cases(count)} not run{tried}", "dim")
    for note in run.notes:
        _line(console, f"note: {note}", "cyan")
    if run.unknown_claims:
        _line(console, f"claimed, but not in this suite: {', '.join(run.unknown_claims)}", "bold red")
    for complaint in run.complaints:
        _line(console, complaint, "bold red")
    if run.stopped:
        _line(console, f"stopped: {run.stopped}", "bold yellow")
    _line(console, f"to repeat this run: --order {request.plan.order.value} --seed {request.plan.seed}", "dim")
    _line(console, conclusion(run), "bold green" if run.passed else "bold red")


def _show_unsupported(console: Console, request: Request, results: list[Result]) -> None:
    """Print the cases that the target says it does not support, those of one reason together."""
    reasons: dict[str, list[str]] = {}
    for result in results:
        reasons.setdefault(result.reason, []).append(result.case.id)
    groups = sorted(reasons.items(), key=lambda group: -len(group[1]))
    for reason, names in groups[:MAX_SHOWN_CASES]:
        console.print(Text.assemble((f"{Verdict.UNSUPPORTED.value.upper():<15}", STYLES[Verdict.UNSUPPORTED]), (_cases(len(names)), "bold")), soft_wrap=True)
        _field(console, "reason", reason)
        _field(console, "cases", _some(names))
        _field(console, "replay", replay_command(request, names[0]))
        console.print()
    if len(groups) > MAX_SHOWN_CASES:
        _line(console, f"and {len(groups) - MAX_SHOWN_CASES} more reasons, for {_cases(sum(len(names) for _, names in groups[MAX_SHOWN_CASES:]))}", "magenta")
        console.print()


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
    if result.reason and (not result.got or result.verdict is not Verdict.FAIL or result.leaked_from):
        _field(console, "reason", result.reason)
    if result.leaked_from:
        _field(console, "after", _some(list(result.leaked_from)))
    if result.foreseen:
        _field(console, "foreseen", result.foreseen)
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
    if request.encoding != DEFAULT_ENCODING:
        words += ["--encoding", request.encoding]
    words += ["--seed", str(request.plan.seed)]
    return shlex.join(words)


def conclusion(run: Run) -> str:
    """The result in one line."""
    counts = Counter(result.verdict for result in run.results)
    said = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict])
    name = f"{run.hello.name} {run.hello.version}: " if run.hello else ""
    if run.passed:
        word = "conforms in what ran, a part of what it claims" if counts[Verdict.LEFT_OUT] else "conforms in what it claims"
    elif run.hello and not counts.keys() - UNASKED:
        why = "the time budget was over before" if counts[Verdict.LEFT_OUT] else "it claims none of the selected cases"
        word = f"nothing ran, which is no pass: {why}"
    else:
        word = "does not conform"
    if run.stopped and not counts.keys() & (FAILURES | {Verdict.FLAKY, Verdict.UNEXPECTED_PASS}):
        word = "not judged to the end"
    return f"{name}{word} ({said}; {run.restarts} restarts; {run.seconds:.1f} s)"


def _show_table(console: Console, run: Run) -> None:
    """Print the totals by rule; rules of which nothing is claimed are counted in a line."""
    verdicts = [verdict for verdict in Verdict if any(result.verdict is verdict for result in run.results)]
    table = Table(Column("rule"), *(Column(verdict.value, justify="right", header_style=STYLES[verdict]) for verdict in verdicts), box=None, pad_edge=False)
    left_out = 0
    for rule, results in by_rule(run).items():
        counts = Counter(result.verdict for result in results)
        if counts.keys() == {Verdict.NOT_CLAIMED}:
            left_out += 1
        else:
            table.add_row(Text(plain(rule)), *(Text(str(counts[verdict]) if counts[verdict] else "", STYLES[verdict]) for verdict in verdicts))
    if table.row_count:
        console.print(table)
    if left_out:
        _line(console, f"{'1 rule' if left_out == 1 else f'{left_out} rules'} of which nothing is claimed", "dim")


def _field(console: Console, name: str, text: str) -> None:
    # Never folded: a line that a terminal wraps by itself can still be copied whole.
    console.print(Text(f"  {name:<10}", "dim").append(plain(text), "default"), soft_wrap=True)


def _line(console: Console, text: str, style: str) -> None:
    console.print(Text(plain(text), style), soft_wrap=True)


def _some(names: list[str]) -> str:
    return ", ".join(names[:MAX_SHOWN_CASES]) + (", ..." if len(names) > MAX_SHOWN_CASES else "")


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"
