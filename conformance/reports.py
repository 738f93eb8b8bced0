"""The files that a run leaves under `--out`, beside its log."""

from collections.abc import Callable
from pathlib import Path

from conformance.badge import badge
from conformance.files import write_atomically
from conformance.junit import junit
from conformance.page import page
from conformance.report import Request, report_text
from conformance.results import Run
from conformance.sarif import sarif

REPORTS: dict[str, Callable[[Request, Run], str]] = {
    # First what the others could be made from: a disk may be full after any of them.
    "report.json": report_text,
    "junit.xml": lambda _, run: junit(run),
    "report.sarif": sarif,
    "badge.svg": badge,
    "report.html": page,
}
"""Each file, and what makes its text."""


def write_reports(folder: Path, request: Request, run: Run) -> None:
    """Write each file whole or not at all. Raises OSError; what an earlier run left of a file that cannot be written is then left alone."""
    for name, text in REPORTS.items():
        write_atomically(folder / name, text(request, run))
