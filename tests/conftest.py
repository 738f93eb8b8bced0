"""What all tests share: a skipped test fails the run where everything that tests need is said to be installed."""

import os
from zlib import crc32

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling, Scheduling

from reference.contracts.running import make_room

# A loaded machine must not fail a test, and two runs must try the same examples.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

# Hypothesis minds if a program is run that makes room on the stack while it draws.
make_room()

STRICT = os.environ.get("SMARTSHARE_FAIL_ON_SKIP") == "1"


SHARES = {"tests/conformance/test_conformance_seeded_faults.py": 6, "tests/prover/test_prover_attack.py": 4}
"""Files that several processes test at once, each some of the tests: what they set up takes much less time than they do."""

LONG = ("tests/vectors/test_vectors_suite.py", *SHARES)
"""Files that are begun first: a process that began one of them last would go on alone when the others have nothing left."""


class InShares(LoadFileScheduling):
    """The tests of a file go to one process, which sets up once what they need; those of a long one in shares."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return f"{file} {crc32(nodeid.encode()) % SHARES[file]}" if file in SHARES else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Where `--dist loadfile` is asked for, long files go in shares."""
    return InShares(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of long files first; all others stay in their order."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what makes the run fail, beside pytest's own list of skips and their reasons."""
    skipped = len(terminalreporter.stats.get("skipped", []))
    if STRICT and skipped:
        terminalreporter.write_line(f"{skipped} tests were skipped, and SMARTSHARE_FAIL_ON_SKIP is set: that is a failure", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn a run with skips into a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if STRICT and reporter is not None and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
