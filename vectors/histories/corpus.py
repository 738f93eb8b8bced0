"""The corpus of histories: scripts, one a line."""

from pathlib import Path

from vectors.case import Case
from vectors.histories.replay import history_case
from vectors.histories.script import Script
from vectors.json_form import from_json, to_json
from vectors.json_text import FormError, members, parse
from vectors.lines import write_lines
from vectors.suite import HERE

CORPUS = HERE / "corpus" / "histories.json"
"""The scripts that were drawn."""


def read_scripts(path: Path = CORPUS) -> list[Script]:
    """The scripts of the corpus; none where there is no file. Raises `FormError`."""
    if not path.exists():
        return []
    scripts = parse(path.read_bytes())
    if not isinstance(scripts, list):
        raise FormError("the corpus is an array")
    return [from_json(Script, script) for script in scripts]


def write_scripts(scripts: list[Script], path: Path = CORPUS) -> None:
    """Keep scripts, in their order: what is appended changes no number of what was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_lines([members(to_json(Script, script)) for script in scripts]))


def history_cases(part: int = 0, parts: int = 1, path: Path = CORPUS) -> list[Case]:
    """The cases of one of so many equal parts of the corpus."""
    scripts = list(enumerate(read_scripts(path), start=1))
    return [history_case(script, number) for number, script in scripts[part * len(scripts) // parts : (part + 1) * len(scripts) // parts]]
