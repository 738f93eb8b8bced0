"""The conformance cases as tests of a pytest run: its options, and nothing else until one of them is given.

pytest imports this in every run of whoever has the distribution installed. So it imports nothing of ours at its start, and its name is one that
nobody's own package has; the cases are in `conformance.pytest_plugin`.
"""

import importlib.util
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
"""Where the packages of this distribution are."""

NEEDED = ("conformance", "reference", "vectors")
"""The packages that running cases takes, by names which somebody's own packages may have too."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options and their settings."""
    group = parser.getgroup("smartshare", "Smartshare conformance")
    where = "cmd:COMMAND, tcp:HOST:PORT, unix:PATH, serial:PORT, or call:MODULE:FUNCTION, a function of this process from kind, preset and input to the outcome"
    group.addoption("--smartshare-target", metavar="TARGET", help=f"Run the Smartshare conformance cases as tests of this target: {where}.")
    group.addoption("--smartshare-profile", metavar="PROFILE", action="append", help="Only cases of this profile; may be repeated.")
    group.addoption("--smartshare-timeout", metavar="SECONDS", type=float, help="Seconds that one answer may take. Default: 5.")
    parser.addini("smartshare_target", "What --smartshare-target is where it is not given.")
    parser.addini("smartshare_profiles", "The profiles of --smartshare-profile where it is not given.", type="args")


def pytest_configure(config: pytest.Config) -> None:
    """Bring the cases in, if a target is named."""
    target = config.getoption("--smartshare-target") or config.getini("smartshare_target")
    if not target:
        return
    for name in NEEDED:
        found = importlib.util.find_spec(name)
        origin = found.origin if found else None
        if origin is None or Path(origin).resolve().parent.parent != HERE:
            raise pytest.UsageError(
                f"smartshare: the package {name} of {origin or 'another place'} hides ours, which --smartshare-target needs; "
                "take its folder off the path (`python -m pytest` and the setting pythonpath put it first), or use `smartshare conform`"
            )
    from conformance.pytest_plugin import Conformance

    profiles = config.getoption("--smartshare-profile") or config.getini("smartshare_profiles")
    config.pluginmanager.register(Conformance(config, target, tuple(profiles), config.getoption("--smartshare-timeout")), "smartshare-conformance")
