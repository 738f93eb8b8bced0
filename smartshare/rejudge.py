"""`smartshare rejudge`: the verdicts of a run, from its log alone."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from conformance.expectations import from_entries
from conformance.order import Order
from conformance.plain import plain
from conformance.plan import Plan
from conformance.rejudge import Rejudged, against_report, rejudge, selection_of
from conformance.report import TIME_FORM, Request, exit_status
from conformance.selection import load_suite
from conformance.terminal import show_run
from conformance.verdicts import ConformanceError
from smartshare.one_run import LOG
from smartshare.options import CannotRun, output, program_name, vectors_option
from vectors.suite import Suite

MAX_SHOWN_DIFFERENCES = 20
"""How many differences from the report are shown; the rest are counted."""


@click.command("rejudge")
@click.argument("place", metavar="DIR_OR_FILE", type=click.Path(path_type=Path))
@vectors_option
def rejudge_command(place: Path, directory: Path | None) -> None:
    """Judge a run again from its log, without the target.

    DIR is what --out named, FILE its exchanges.ndjson. The suite has to be the one of the run. Where a report.json lies beside the log, the two are compared.

    Exit status: that of the run as the log tells it; 1 also where the log and the report, or the log and its own verdicts, differ; 2 where there is
    nothing to judge.
    """
    path = place / LOG if place.is_dir() else place
    try:
        suite = load_suite(directory)
        with path.open("rb") as file:
            found = rejudge(file, suite)
        report = _report(path.with_name("report.json"))
        differing = [*found.differing, *(against_report(found.run, report) if report is not None else [])]
        request = _request(found, suite, directory)
    except OSError as error:
        raise CannotRun(f"the log {path} cannot be read: {error.strerror}; name a folder that --out named, or its {LOG}") from None
    except (KeyError, TypeError, ValueError) as error:
        raise CannotRun(f"the header of the log {path} is not what smartshare conform writes ({error}); judge the log as it was written") from None
    except ConformanceError as error:
        raise CannotRun(str(error)) from None
    with output() as console:
        show_run(console, request, found.run)
        for line in differing[:MAX_SHOWN_DIFFERENCES]:
            console.print(f"differs: {plain(line)}", markup=False, highlight=False, soft_wrap=True, style="bold red")
        count = len(differing) - MAX_SHOWN_DIFFERENCES
        if count > 0:
            console.print(f"and {count} more differences", style="bold red")
        compared = "there is no report.json to compare with" if report is None else f"{len(differing)} verdicts differ from report.json"
        console.print(f"judged again from the log: {compared}", markup=False, highlight=False, soft_wrap=True)
    sys.exit(exit_status(found.run) or (1 if differing else 0))


def _report(path: Path) -> dict[str, Any] | None:
    """The report beside a log, where there is one. Raises `ConformanceError`."""
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise ConformanceError(f"{path} is no JSON ({error}); remove it, or judge the log where it is alone") from None
    if not isinstance(content, dict):
        raise ConformanceError(f"{path} is no report; remove it, or judge the log where it is alone")
    return content


def _request(found: Rejudged, suite: Suite, directory: Path | None) -> Request:
    """The run as its log describes it."""
    header = found.reading.header
    return Request(
        target=str(header["command"]),
        suite=suite,
        directory=directory,
        selection=selection_of(found.reading),
        timeout=header["timeout_milliseconds"] / 1000,
        started=datetime.strptime(header["started"] + "+0000", TIME_FORM + "%z"),
        program=program_name(),
        plan=Plan(Order(header["order"]), int(header["seed"])),
        encoding=str(header["encoding"]),
        expectations=from_entries({"expect": header["expectations"]}),
    )
