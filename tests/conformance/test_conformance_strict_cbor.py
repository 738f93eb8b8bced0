"""A message of the target protocol in CBOR has one encoding, and nothing else is read."""

import pytest
from cbor2 import dumps
from hypothesis import given
from hypothesis import strategies as st

from conformance.limits import MAX_DEPTH
from conformance.strict_cbor import StrictCborError, encode, parse
from vectors.json_text import Json

LARGEST = 2**53 - 1


@pytest.mark.parametrize(
    "value",
    [{}, [], {"a": [1, -2, True, False, None, "x"]}, LARGEST, -LARGEST, "\u00e9", "\U0001f600", "a\x00b", {"b": 1, "aa": 2}, {"": {"": ""}}, [[]] * 1000],
    ids=range(11),
)
def test_what_is_encoded_reads_the_same(value: Json) -> None:
    assert parse(encode(value)) == value


def test_keys_are_in_the_order_of_their_encodings() -> None:
    assert encode({"bb": 1, "c": 2, "a": 3}) == bytes.fromhex("a3" + "616103" + "616302" + "62626201")


def test_the_limit_of_the_nesting_is_that_of_json() -> None:
    parse(b"\x81" * (MAX_DEPTH - 1) + b"\x80")
    with pytest.raises(StrictCborError):
        parse(b"\x81" * MAX_DEPTH + b"\x80")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "0000",
        "a1",
        "a2616101",
        "1817",
        "190017",
        "1b0000000000000001",
        "5801",
        "4101",
        "40",
        "a1410101",
        "a10102",
        "a1f600",
        "a1800000",
        "a2616101616102",
        "a2626161016162a0",
        "a2626262016162" + "02",
        "f90000",
        "fa00000000",
        "fb3ff0000000000000",
        "f97e00",
        "f7",
        "e0",
        "f8ff",
        "f818",
        "c000",
        "c11a00000000",
        "c249010000000000000000",
        "d81c80",
        "d81d00",
        "d9d9f7a0",
        "da0000100080",
        "1b0020000000000000",
        "3b001fffffffffffff",
        "1bffffffffffffffff",
        "61ff",
        "63eda080",
        "62c080",
        "780161",
        "9fff",
        "bfff",
        "7f6161ff",
        "5fff",
        "ff",
        "1c",
        "9bffffffffffffffff",
        "bbffffffffffffffff",
        "7bffffffffffffffff",
        "81" * 100_000,
        "a16161" * 100_000,
        "9a000493e0" + "80" * 300_000,
        "9a000493e0" + "a0" * 300_000,
    ],
    ids=range(52),
)
def test_what_two_readers_could_read_in_two_ways_is_refused(data: str) -> None:
    with pytest.raises(StrictCborError):
        parse(bytes.fromhex(data))


@pytest.mark.parametrize("length", range(1, 40))
def test_a_message_cut_short_is_refused(length: int) -> None:
    data = encode({"seq": 7, "outcome": {"ok": ["0", 1, None], "why": "because"}})
    with pytest.raises(StrictCborError):
        parse(data[: min(length, len(data) - 1)])


@given(st.dictionaries(st.text(max_size=30), st.integers(-LARGEST, LARGEST) | st.text(max_size=3), max_size=8))
def test_members_are_read_in_their_one_order_alone(members: dict[str, Json]) -> None:
    """Any order but the encoder's is refused, whatever the keys are made of."""
    right = encode(members)
    assert parse(right) == members
    given_order = dumps(members)
    if given_order != right:
        with pytest.raises(StrictCborError, match="belongs before"):
            parse(given_order)
