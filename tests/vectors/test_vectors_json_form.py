"""The typed JSON form: each value has one form, which reads back; everything else is refused, with the place."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reference.numbers import Length, Range
from vectors.json_form import form_of, from_json, has_form, record_name, schema_of, to_json
from vectors.json_scalars import decimal_pattern
from vectors.json_text import FormError, Json, canonical, parse

Small = Annotated[int, Range(0, 2**53 - 1)]
Large = Annotated[int, Range(0, 2**63 - 1)]
Digest = Annotated[bytes, Length(2, 2)]
Name = Annotated[str, Length(1, 3)]


class Colour(Enum):
    """Something to choose from."""

    DARK_RED = 1
    BLUE = 2


@dataclass(frozen=True, slots=True)
class Leaf:
    """A record of scalars."""

    small: Small
    large: Large
    digest: Digest
    name: Name
    colour: Colour
    flag: bool


@dataclass(frozen=True, slots=True)
class OtherLeaf:
    """Another record to choose from."""

    large: Large


@dataclass(frozen=True, slots=True)
class Tree:
    """A record of everything else."""

    maybe: Leaf | None
    either: Leaf | OtherLeaf
    pair: tuple[Large, bool]
    many: tuple[Digest, ...]
    held: Mapping[Digest, OtherLeaf]
    nothing: None


LEAF = Leaf(3, 2**60, b"\x01\xff", "añ", Colour.DARK_RED, True)
TREE = Tree(LEAF, OtherLeaf(7), (0, False), (b"ab", b"cd"), {b"zz": OtherLeaf(1), b"aa": OtherLeaf(2)}, None)

large = st.integers(0, 2**63 - 1)
digests = st.binary(min_size=2, max_size=2)
leaves = st.builds(
    Leaf,
    st.integers(0, 2**53 - 1),
    large,
    digests,
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3),
    st.sampled_from(Colour),
    st.booleans(),
)
others = st.builds(OtherLeaf, large)
trees = st.builds(
    Tree,
    st.none() | leaves,
    leaves | others,
    st.tuples(large, st.booleans()),
    st.lists(digests).map(tuple),
    st.dictionaries(digests, others),
    st.none(),
)


@given(trees)
def test_every_value_reads_back_from_its_form(tree: Tree) -> None:
    assert from_json(Tree, to_json(Tree, tree)) == tree


@given(trees)
def test_the_schema_accepts_every_form(tree: Tree) -> None:
    Draft202012Validator(schema_of(Tree)).validate(to_json(Tree, tree))


@given(trees)
def test_the_form_survives_being_text(tree: Tree) -> None:
    form = to_json(Tree, tree)
    assert parse(canonical(form)) == form


def test_the_form_is_as_documented() -> None:
    assert to_json(Tree, TREE) == {
        "maybe": {"small": 3, "large": str(2**60), "digest": "01ff", "name": "añ", "colour": "dark_red", "flag": True},
        "either": {"other_leaf": {"large": "7"}},
        "pair": ["0", False],
        "many": ["6162", "6364"],
        "held": {"6161": {"large": "2"}, "7a7a": {"large": "1"}},
        "nothing": None,
    }


WRONG: dict[Any, list[Any]] = {
    Large: ["01", "+1", "-1", "-0", " 1", "1 ", "1.0", "1e3", "", "٣", "0x1", str(2**63), "9" * 5_000, 1, True, None],
    Small: [-1, 2**53, True, "1", None, [1]],
    Digest: ["01FF", "01f", "01 ff", "0x01", "01ff00", "01", "", "zzzz", 1, None, "０１ff"],
    Name: ["", "abcd", 1, None, "\ud800"],
    Colour: ["DARK_RED", "red", 1, None],
    bool: [0, 1, "true", None],
    None: [0, False, "", {}],
    tuple[Large, bool]: [["1"], ["1", True, True], {"0": "1"}, "1", None],
    Leaf | OtherLeaf: [{}, {"leaf": {}}, {"large": "1"}, {"other_leaf": {"large": "1"}, "leaf": {}}, None],
    OtherLeaf: [{}, {"large": "1", "extra": 0}, {"Large": "1"}, [], "1", None],
    Mapping[Digest, Small]: [{"zz": 1}, {"AAAA": 1}, {"aaaa": "1"}, [], None],
}
"""JSON that is not the form of a type, by the type."""


@pytest.mark.parametrize(("annotation", "value"), [(annotation, value) for annotation, values in WRONG.items() for value in values])
def test_another_form_is_refused(annotation: Any, value: Json) -> None:
    with pytest.raises(FormError):
        from_json(annotation, value)
    if value != "\ud800":
        assert not Draft202012Validator(schema_of(annotation)).is_valid(value), "the schema is more lenient than the reader"


OUTSIDE: list[tuple[Any, object]] = [
    (Small, 2**53),
    (Small, True),
    (Large, -1),
    (Digest, b"a"),
    (Name, "abcd"),
    (Colour, 1),
    (Leaf, TREE),
    (bool, 1),
]


@pytest.mark.parametrize(("annotation", "value"), OUTSIDE)
def test_a_value_outside_its_type_is_not_written(annotation: Any, value: object) -> None:
    with pytest.raises(FormError):
        to_json(annotation, value)


def test_the_error_says_where() -> None:
    form: Any = to_json(Tree, TREE)
    form["held"]["7a7a"]["large"] = "01"
    with pytest.raises(FormError, match=r"^held\.7a7a\.large: '01' is not a decimal string"):
        from_json(Tree, form)


@pytest.mark.parametrize("text", ['{"a": 1, "a": 2}', "1.5", "1e3", "NaN", "Infinity", "[1,]", "'a'", "", "[" * 100_000, b"\xff"])
def test_json_with_duplicates_or_floats_is_refused(text: str | bytes) -> None:
    with pytest.raises(FormError):
        parse(text)


@pytest.mark.parametrize("annotation", [int, float, Annotated[int, Range(-1, 1)], Annotated[bool, Range(0, 1)], list[int], int | None, bytes | str, object])
def test_a_type_without_a_form_is_an_error_of_the_programmer(annotation: Any) -> None:
    assert not has_form(annotation)


@given(st.integers(0, 30) | st.integers(0, 2**70), st.integers(0, 30) | st.integers(0, 2**70))
def test_the_pattern_of_a_range_is_exact(high: int, value: int) -> None:
    """Those of one digit too."""
    import re

    assert bool(re.fullmatch(decimal_pattern(0, high), str(value))) == (value <= high)


def test_a_record_of_several_is_named_in_snake_case() -> None:
    assert record_name(OtherLeaf) == "other_leaf"


def test_a_key_of_several_parts_has_a_slash_between_each_two() -> None:
    form = form_of(Mapping[tuple[Digest, Large], bool])
    assert form.write({(b"zz", 7): True, (b"aa", 12): False}) == {"6161/12": False, "7a7a/7": True}
    assert form.read({"7a7a/7": True}) == {(b"zz", 7): True}
    assert Draft202012Validator(form.describe({})).is_valid({"7a7a/7": True})
    for wrong in ("7a7a", "7a7a/7/7", "7a/7", "7a7a/07", "7/7a7a", ""):
        assert not Draft202012Validator(form.describe({})).is_valid({wrong: True})
        with pytest.raises(FormError):
            form.read({wrong: True})
    with pytest.raises(FormError, match="not a key of 2 parts"):
        form.write({(b"zz",): True})
