"""The lists of commands that `--help` shows."""

import click
import pytest
from click.testing import CliRunner

from smartshare.__main__ import COMMANDS, main


@pytest.mark.parametrize("group", [(), ("vectors",)], ids=lambda group: " ".join(("smartshare", *group)))
def test_each_command_says_in_its_line_what_it_does(group: tuple[str, ...]) -> None:
    """A list of sentences broken off in their middle tells nobody which command to take."""
    listed = CliRunner().invoke(main, [*group, "--help"], terminal_width=80).output.partition("Commands:")[2].splitlines()[1:]
    context = click.Context(main)
    commands: click.Command | None = main
    for name in group:
        assert isinstance(commands, click.Group)
        commands = commands.get_command(context, name)
    assert isinstance(commands, click.Group)
    assert [line.split()[0] for line in listed] == commands.list_commands(context)
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_called_by_its_own_name(name: str) -> None:
    """The list of where commands are names each by hand."""
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name
