"""The chapter about vectors: its examples are cases of the suite, and its tables name what there is."""

import json
import re
from pathlib import Path

import pytest

from reference.parameters import PRESETS
from reference.state.state import Table
from vectors.batch import Batch
from vectors.case import Kind, Profile, case_to_json
from vectors.evaluate import decoders
from vectors.state_form import DIFF_TABLES, WrittenState
from vectors.suite import Suite

CHAPTER = (Path(__file__).parents[2] / "spec" / "vectors.md").read_text(encoding="utf-8")
EXAMPLES = [json.loads(example) for example in re.findall(r"```json\n(.*?)```", CHAPTER, re.DOTALL)]


def test_the_chapter_has_examples() -> None:
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_a_case_of_the_suite(example: dict[str, object], suite: Suite) -> None:
    """Where a rule changes, so does the example: take it from the suite again."""
    assert any(example.items() <= case_to_json(case).items() for case in suite)


def test_every_name_that_an_implementer_meets_is_in_the_chapter() -> None:
    names = [*[kind.value for kind in Kind], *[profile.value for profile in Profile], *decoders(), *PRESETS]
    names += [*[table.name.lower() for table in Table], *DIFF_TABLES, *WrittenState.__dataclass_fields__, *Batch.__dataclass_fields__]
    assert [name for name in names if f"`{name}`" not in CHAPTER] == []
