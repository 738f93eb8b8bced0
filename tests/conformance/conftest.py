"""The fixtures of the harness's tests."""

from pathlib import Path

import pytest

from conformance.runner import Run, conduct
from conformance.target import Target
from small_suite import FIVE, Conduct, command, write_suite
from vectors.suite import Suite, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vectors folder with the five cases."""
    return write_suite(tmp_path / "vectors", FIVE)


@pytest.fixture
def suite(folder: Path) -> Suite:
    """The five cases as a suite."""
    return load(folder)


@pytest.fixture
def run(suite: Suite) -> Conduct:
    """Run a target of the targets folder on the five cases."""

    def run(script: str, *arguments: object, timeout: float = 10.0, restarts: int = 5) -> Run:
        target = Target.connect(command(script, *arguments), timeout=timeout)
        return conduct(suite, tuple(suite), target, lambda _: None, restarts)

    return run
