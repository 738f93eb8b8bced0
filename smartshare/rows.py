"""What the commands share that write a table for people and its rows for machines: `prove`, `mutate`, `second-opinion`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn

LOG_WIDTH = 160
"""Columns of the output where no terminal says how many there are."""

PROGRESS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
"""What is shown while the work lasts."""

Command = Callable[..., Any]


def table_console() -> Console:
    """Standard output: as wide as the terminal, or as a log."""
    console = Console()
    return console if console.is_terminal else Console(width=LOG_WIDTH)


def json_option(what: str) -> Callable[[Command], Command]:
    """`--json`, which writes `what` to a file. A folder that is not there is refused before the work, not after it."""

    def checked(_context: click.Context, _parameter: click.Parameter, file: Path | None) -> Path | None:
        if file is not None and not file.parent.is_dir():
            raise click.BadParameter(f"there is no folder {file.parent}")
        return file

    kind = click.Path(dir_okay=False, path_type=Path)
    return click.option("--json", "json_file", type=kind, callback=checked, help=f"Write {what} to this file as JSON.")


def write_json(file: Path | None, value: object) -> None:
    """Write a value to the file, where one was asked for."""
    if file is not None:
        file.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
