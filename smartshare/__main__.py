"""The `smartshare` command."""

import sys
from importlib import import_module
from typing import Any

import click

from conformance.same_hashes import begin_again

COMMANDS = {
    "attested": "smartshare.attested:attested",
    "audit": "smartshare.audit:audit",
    "coin": "smartshare.coin:coin",
    "conform": "smartshare.conform:conform",
    "contract": "smartshare.contract:contract",
    "fuzz": "smartshare.fuzz:fuzz",
    "mutate": "smartshare.mutate:mutate",
    "outflows": "smartshare.audit:outflows",
    "prove": "smartshare.prove:prove",
    "rejudge": "smartshare.rejudge:rejudge_command",
    "replay": "smartshare.replay:replay",
    "second-opinion": "smartshare.second_opinion:second_opinion",
    "serve": "smartshare.serve:serve",
    "vectors": "smartshare.vectors:vectors",
}
"""Where each command is."""


class Commands(click.Group):
    """Imports a command when it is called: a target that is served needs no prover, and starts without one in half the time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, as the help lists them."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """What the command does. What was asked wrongly is said in one line, as every other reason why a command cannot run."""
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            from smartshare.options import CannotRun

            said = " ".join(error.format_message().split()).rstrip(".")
            raise CannotRun(f"{said}; {error.ctx.command_path if error.ctx else ctx.command_path} --help says what it takes") from None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="smartshare-spec")
def main() -> None:
    """The Smartshare protocol: prove its rules, generate its vectors, judge an implementation by them."""


def run() -> None:
    """Run the command in this process, or in a new one where what it does follows from a seed."""
    if sys.argv[1:2] == ["fuzz"]:
        begin_again()
    main()


if __name__ == "__main__":
    run()
