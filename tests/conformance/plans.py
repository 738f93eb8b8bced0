"""Runs of the targets folder under a plan, and the command line that does the same."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

import conformance
from command_line import smartshare
from conformance.plan import Plan
from conformance.results import Run
from conformance.runner import conduct
from conformance.target import Target
from small_suite import command
from vectors.case import Case
from vectors.suite import Suite

# The commands alone, so that these tests depend on no other part of the command line.
PROGRAM = """
import click
from smartshare.conform import conform
from smartshare.rejudge import rejudge_command
from smartshare.replay import replay
click.Group(commands=[conform, rejudge_command, replay])()
"""
SCHEMA = json.loads((Path(conformance.__path__[0]) / "report.schema.json").read_text())


def run_with(suite: Suite, plan: Plan, script: str, *arguments: object, cases: Sequence[Case] | None = None) -> Run:
    """A run of a target on a suite, or on some cases of it."""
    chosen = tuple(suite) if cases is None else tuple(cases)
    return conduct(suite, chosen, Target.connect(command(script, *arguments), timeout=20.0), lambda _: None, plan)


def verdicts(run: Run) -> list[str]:
    """The verdicts, in the order of the suite."""
    return [result.verdict.value for result in run.results]


def started(*arguments: object, **settings: Any) -> subprocess.CompletedProcess[str]:
    """The command line as a user starts it, with outputs of one's own."""
    return subprocess.run([sys.executable, "-c", PROGRAM, *map(str, arguments)], text=True, timeout=120, **settings)


def conform(folder: Path, target: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """`smartshare conform` on a folder of vectors."""
    return smartshare("conform", "--target", target, "--vectors", folder, *arguments)


def report_in(out: Path) -> dict[str, Any]:
    """The report, after it was found to have the form of its schema."""
    report: dict[str, Any] = json.loads((out / "report.json").read_text())
    Draft202012Validator(SCHEMA).validate(report)
    return report
