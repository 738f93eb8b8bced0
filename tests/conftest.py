"""What all tests share: a skipped test fails the run where everything that tests need is said to be installed."""

import os

import pytest
from hypothesis import settings

# A loaded machine must not fail a test, and two runs must try the same examples.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

STRICT = os.environ.get("SMARTSHARE_FAIL_ON_SKIP") == "1"


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
