"""An outcome is right when it is the expected value and nothing else, and what is wrong with it is said in its place."""

import pytest

from conformance.judgement import differences, listed, shown
from conformance.limits import MAX_DIFFERENCES, MAX_VALUE_CHARACTERS
from vectors.json_text import Json

EXPECTED: Json = {"steps": [{"accepted": {"root": "ab", "receipts": [1, 2], "diff": {}}}, {"rejected": "MALFORMED"}]}


def accepted(**changes: Json) -> Json:
    return {"steps": [{"accepted": {"root": "ab", "receipts": [1, 2], "diff": {}, **changes}}, {"rejected": "MALFORMED"}]}


@pytest.mark.parametrize("value", [EXPECTED, {}, [], "", 0, None, True, {"a": [None, False]}])
def test_a_value_is_itself(value: Json) -> None:
    assert differences(value, value) == []


def test_the_order_of_members_does_not_matter() -> None:
    assert differences({"a": 1, "b": 2}, {"b": 2, "a": 1}) == []


@pytest.mark.parametrize(
    ("got", "lines"),
    [
        (accepted(root="cd"), ['steps[0].accepted.root: expected "ab", got "cd"']),
        (accepted(root=None), ['steps[0].accepted.root: expected "ab", got null']),
        (accepted(receipts=["1", 2]), ['steps[0].accepted.receipts[0]: expected 1, got "1"']),
        (accepted(receipts=[True, 2]), ["steps[0].accepted.receipts[0]: expected 1, got true"]),
        (accepted(receipts=[2, 1]), ["steps[0].accepted.receipts[0]: expected 1, got 2", "steps[0].accepted.receipts[1]: expected 2, got 1"]),
        (accepted(receipts=[1]), ["steps[0].accepted.receipts[1]: expected 2, got nothing"]),
        (accepted(receipts=[1, 2, 3]), ["steps[0].accepted.receipts[2]: expected nothing, got 3"]),
        (accepted(receipts={}), ["steps[0].accepted.receipts: expected [1,2], got {}"]),
        (accepted(diff={"a b": 1}), ['steps[0].accepted.diff."a b": expected nothing, got 1']),
        (accepted(more=0), ["steps[0].accepted.more: expected nothing, got 0"]),
        ({"reject": "MALFORMED"}, [f'outcome: expected {shown(EXPECTED)}, got {{"reject":"MALFORMED"}}']),
        ({}, ['steps: expected [{"accepted":{"root":"ab","receipts":[1,2],"diff":{}}},{"rejected":"MALFORMED"}], got nothing']),
    ],
)  # fmt: skip
def test_a_difference_names_its_place(got: Json, lines: list[str]) -> None:
    assert [str(difference) for difference in differences(EXPECTED, got)] == lines


def test_true_is_not_one_in_either_direction() -> None:
    assert differences(True, 1)
    assert differences(1, True)
    assert differences(0, False)


def test_what_is_listed_is_bounded_whatever_was_sent() -> None:
    """Members that nobody expects, elements that nobody expects, and one long value."""
    for got in ({str(number): 0 for number in range(10_000)} | {"a": [1]}, {"a": [1] * 10_000}):
        found = differences({"a": [1]}, got)
        assert len(found) == MAX_DIFFERENCES + 1
        assert len(listed(found)) == MAX_DIFFERENCES + 1
        assert listed(found)[-1].path == "and more"
    (difference,) = differences("a", "b" * 100_000)
    assert len(difference.got) < MAX_VALUE_CHARACTERS + 50


def test_a_short_value_is_shown_whole_and_a_long_one_says_what_is_left_out() -> None:
    assert shown({"a": ["é"]}) == '{"a":["\\u00e9"]}'
    assert f"({10_002 - MAX_VALUE_CHARACTERS} characters)" in shown("x" * 10_000)
