"""The fixtures of the harness's tests."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conformance.plan import Plan
from conformance.results import Run
from conformance.runner import conduct
from conformance.target import Target
from small_suite import FIVE, Conduct, command, write_suite
from vectors.suite import Suite, load

Started = Callable[..., str]
"""Starts a program, and returns the address that it prints."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vectors folder with the five cases."""
    return write_suite(tmp_path / "vectors", FIVE)


@pytest.fixture
def suite(folder: Path) -> Suite:
    """The five cases as a suite."""
    return load(folder)


@pytest.fixture
def started() -> Iterator[Started]:
    """Start programs that print their address, and end them with the test."""
    processes: list[subprocess.Popen[str]] = []

    def start(*words: object) -> str:
        process = subprocess.Popen(list(map(str, words)), stdout=subprocess.PIPE, text=True, start_new_session=True)
        processes.append(process)
        assert process.stdout is not None
        return process.stdout.readline().strip()

    yield start
    for process in processes:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()


@pytest.fixture
def run(suite: Suite) -> Conduct:
    """Run a target of the targets folder on the five cases."""

    def run(script: str, *arguments: object, timeout: float = 10.0, restarts: int = 5) -> Run:
        target = Target.connect(command(script, *arguments), timeout=timeout)
        return conduct(suite, tuple(suite), target, lambda _: None, Plan(restarts=restarts))

    return run
