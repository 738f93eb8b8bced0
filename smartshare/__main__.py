"""The `smartshare` command."""

from importlib import import_module

import click

COMMANDS = {
    "attested": "smartshare.attested:attested",
    "audit": "smartshare.audit:audit",
    "coin": "smartshare.coin:coin",
    "conform": "smartshare.conform:conform",
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


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="smartshare-spec")
def main() -> None:
    """The Smartshare protocol: prove its rules, generate its vectors, judge an implementation by them."""


if __name__ == "__main__":
    main()
