"""The corpora of histories: scripts, one a line."""

from pathlib import Path
from typing import TypeVar

from vectors.case import Case
from vectors.histories.replay import history_case
from vectors.histories.script import Script
from vectors.histories.service_replay import service_history_case
from vectors.histories.service_script import ServiceScript
from vectors.json_form import from_json, to_json
from vectors.json_text import FormError, members, parse
from vectors.lines import write_lines
from vectors.suite import HERE

CORPUS = HERE / "corpus" / "histories.json"
"""The scripts of the ledger that were drawn."""

SERVICE_CORPUS = HERE / "corpus" / "service_histories.json"
"""Those of stored data."""

Kept = TypeVar("Kept")


def read_scripts(path: Path = CORPUS) -> list[Script]:
    """The scripts of the ledger; none where there is no file. Raises `FormError`."""
    return _read(Script, path)


def read_service_scripts(path: Path = SERVICE_CORPUS) -> list[ServiceScript]:
    """The scripts of stored data; none where there is no file. Raises `FormError`."""
    return _read(ServiceScript, path)


def write_scripts(scripts: list[Script], path: Path = CORPUS) -> None:
    """Keep scripts of the ledger, in their order: what is appended changes no number of what was there."""
    _write(Script, scripts, path)


def write_service_scripts(scripts: list[ServiceScript], path: Path = SERVICE_CORPUS) -> None:
    """Keep scripts of stored data, in their order."""
    _write(ServiceScript, scripts, path)


def history_cases(part: int = 0, parts: int = 1, path: Path = CORPUS) -> list[Case]:
    """The cases of one of so many equal parts of the ledger's corpus."""
    scripts = list(enumerate(read_scripts(path), start=1))
    return [history_case(script, number) for number, script in scripts[part * len(scripts) // parts : (part + 1) * len(scripts) // parts]]


def service_history_cases(path: Path = SERVICE_CORPUS) -> list[Case]:
    """The cases of stored data."""
    return [service_history_case(script, number) for number, script in enumerate(read_service_scripts(path), start=1)]


def _read(kind: type[Kept], path: Path) -> list[Kept]:
    if not path.exists():
        return []
    scripts = parse(path.read_bytes())
    if not isinstance(scripts, list):
        raise FormError("the corpus is an array")
    return [from_json(kind, script) for script in scripts]


def _write(kind: type[Kept], scripts: list[Kept], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_lines([members(to_json(kind, script)) for script in scripts]))
