"""The lists of commands that `--help` shows."""

import click
import pytest
from click.testing import CliRunner

from smartshare.__main__ import main


@pytest.mark.parametrize("group", [(), ("vectors",)], ids=lambda group: " ".join(("smartshare", *group)))
def test_each_command_says_in_its_line_what_it_does(group: tuple[str, ...]) -> None:
    """A list of sentences broken off in their middle tells nobody which command to take."""
    listed = CliRunner().invoke(main, [*group, "--help"], terminal_width=80).output.partition("Commands:")[2].splitlines()[1:]
    commands = main
    for name in group:
        commands = commands.commands[name]  # type: ignore[assignment]
    assert isinstance(commands, click.Group)
    assert [line.split()[0] for line in listed] == sorted(commands.commands)
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []
