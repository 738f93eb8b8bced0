"""`smartshare replay`: run one case on a target and show every message of the exchange."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from conformance.codec import JSON
from conformance.report import Request, exit_status
from conformance.runner import conduct
from conformance.selection import Selection, load_suite, select
from conformance.strict_json import encode
from conformance.target import Message, Target
from conformance.terminal import STYLES, conclusion, plain, show_case
from conformance.verdicts import ConformanceError, Verdict
from smartshare.conform import (
    CannotRun,
    encoding_option,
    interruptible,
    power_cycle_option,
    program_name,
    required_target,
    target_option,
    timeout_option,
    vectors_option,
)


@click.command()
@click.argument("case_id", metavar="CASE")
@target_option
@encoding_option
@power_cycle_option
@vectors_option
@timeout_option
def replay(case_id: str, target: str | None, encoding: str, power_cycle: str | None, directory: Path | None, timeout: float) -> None:
    """Run one CASE on a target and show the whole exchange, what was expected, and what the target wrote to its standard error.

    The exit status is that of `smartshare conform --case CASE`.
    """
    chosen = required_target(target)
    console = Console()

    def show(message: Message) -> None:
        readable = message.value is not None and encoding != JSON.name
        text = (encode(message.value) if readable else message.data).decode("utf-8", "backslashreplace")
        console.print(Text(f"{message.direction} ", "dim").append(plain(text), "default"), soft_wrap=True)

    try:
        connected = Target.connect(chosen, encoding, timeout, power_cycle, show)
        suite = load_suite(directory)
        selection = Selection(cases=(case_id,))
        selected = select(suite, selection)
        with interruptible():
            run = conduct(suite, selected, connected, lambda _: None, restarts=0)
    except ConformanceError as error:
        raise CannotRun(str(error)) from None
    if run.hello is None and not run.interrupted:
        raise CannotRun(f"{run.stopped}; see the chapter on the target protocol, spec/conformance.md")
    (result,) = run.results
    console.print(Text("expected ", "dim").append(json.dumps(result.case.expect), "default"), soft_wrap=True)
    console.print()
    if result.verdict is Verdict.PASS:
        console.print(Text(f"{result.case.id}  {', '.join(result.case.rules)}  {result.case.why}"), soft_wrap=True)
    else:
        show_case(console, Request(chosen, suite, directory, selection, timeout, 0, datetime.now(UTC), program_name()), result)
    console.print(Text(conclusion(run), STYLES[result.verdict]), soft_wrap=True)
    sys.exit(exit_status(run))
