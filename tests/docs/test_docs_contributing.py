"""CONTRIBUTING: what it says of the libraries."""

import re
import tomllib
from pathlib import Path

import conformance

ROOT = Path(conformance.__path__[0]).parent


def test_every_library_of_the_project_has_its_reason() -> None:
    """A library that nobody can give a reason for is one too many; and no reason is given for one that has gone."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    required = {re.split(r"[<>=]", line)[0] for lines in (project["project"]["dependencies"], project["build-system"]["requires"], *extras) for line in lines}
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| library |")[2]
    named = {name for row in re.findall(r"^\| ([a-z0-9, -]+?) \|", table, re.M) for name in row.split(", ")}
    assert named == required
