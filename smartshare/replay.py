"""`smartshare replay`: run one case on a target and show every message of the exchange."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.text import Text

from conformance.address import SERIAL
from conformance.codec import JSON
from conformance.plain import plain
from conformance.plan import Plan
from conformance.report import Request, exit_status
from conformance.runner import conduct
from conformance.selection import Selection, load_suite, select
from conformance.strict_json import encode
from conformance.target import Message, Target
from conformance.terminal import STYLES, conclusion, show_case
from conformance.verdicts import ConformanceError, Verdict
from smartshare.options import (
    CannotRun,
    encoding_option,
    interruptible,
    output,
    power_cycle_option,
    program_name,
    required_target,
    seed_option,
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
@seed_option
def replay(case_id: str, target: str | None, encoding: str, power_cycle: str | None, directory: Path | None, timeout: float, seed: int | None) -> None:
    """Run one CASE on a target and show the whole exchange.

    What was expected is shown too, and what the target wrote to its standard error. With the --seed of a run the case starts from the seed and time that it
    had there. The exit status is that of `smartshare conform --case CASE`.
    """
    chosen = required_target(target)
    in_text = encoding == JSON.name and not chosen.startswith(SERIAL)
    plan = Plan(seed=seed or 0, restarts=0)
    with output() as console:

        def show(message: Message) -> None:
            spelt_out = message.value is not None and not in_text
            text = (encode(message.value) if spelt_out else message.data).decode("utf-8", "backslashreplace")
            console.print(Text(f"{message.direction} ", "dim").append(plain(text), "default"), soft_wrap=True)

        try:
            suite = load_suite(directory)
            selection = Selection(cases=(case_id,))
            selected = select(suite, selection)
            connected = Target.connect(chosen, encoding, timeout, power_cycle, show)
            with interruptible():
                run = conduct(suite, selected, connected, lambda _: None, plan)
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
            show_case(console, Request(chosen, suite, directory, selection, timeout, datetime.now(UTC), program_name(), plan, encoding), result)
        console.print(Text(conclusion(run), STYLES[result.verdict]), soft_wrap=True)
    sys.exit(exit_status(run))
