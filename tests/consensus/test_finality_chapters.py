"""The chapters on finality, eras and the light client: their rules are the code's, and each code is named with its rule."""

import re
from pathlib import Path

import pytest

from reference.codes import Code

CHAPTERS = {name: (Path(__file__).parents[2] / "spec" / f"{name}.md").read_text(encoding="utf-8") for name in ("finality", "eras", "light-client")}
AREAS = {"finality": ("FINALITY",), "eras": ("ERA", "RECOVERY"), "light-client": ("LIGHT",)}


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_rule_of_a_chapter_is_of_its_area_and_shows_its_function(name: str) -> None:
    stated = re.findall(r"^:id: (\S+)$", CHAPTERS[name], re.M)
    assert len(stated) == len(set(stated))
    assert {rule.rpartition("-")[0] for rule in stated} == set(AREAS[name])
    assert set(re.findall(r"^:::\{function\} (\S+)$", CHAPTERS[name], re.M)) == set(stated)


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_code_of_a_chapter_s_rules_is_named_in_it(name: str) -> None:
    for code in Code:
        if code.rule.rpartition("-")[0] in AREAS[name]:
            paragraph = CHAPTERS[name].split(f":id: {code.rule}\n")[1].split(":::")[0]
            assert f"`{code.name}`" in paragraph
