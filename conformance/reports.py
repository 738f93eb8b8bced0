"""The files that a run leaves under `--out`, beside its log."""

from collections.abc import Callable, Iterable
from pathlib import Path

from conformance.badge import badge
from conformance.files import write_parts_atomically
from conformance.junit import junit_parts
from conformance.page import page_parts
from conformance.report import Request, report_parts
from conformance.results import Run
from conformance.sarif import sarif

REPORTS: dict[str, Callable[[Request, Run], Iterable[str]]] = {
    # First what the others could be made from: a disk may be full after any of them.
    "report.json": report_parts,
    "junit.xml": lambda _, run: junit_parts(run),
    "report.sarif": lambda request, run: [sarif(request, run)],
    "badge.svg": lambda request, run: [badge(request, run)],
    "report.html": page_parts,
}
"""Each file, and what makes its text, a part at a time where the text grows with the number of cases."""


def write_reports(folder: Path, request: Request, run: Run) -> None:
    """Write each file whole or not at all. Raises OSError; what an earlier run left of a file that cannot be written is then left alone."""
    for name, parts in REPORTS.items():
        write_parts_atomically(folder / name, parts(request, run))
