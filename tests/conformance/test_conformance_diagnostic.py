"""Diagnostic notation: what it looks like, that it never fails, and that another implementation reads the bytes back from it."""

import random
from itertools import pairwise

import cbor_diag
import pytest
from hypothesis import given
from hypothesis import strategies as st
from suites import committed_suite

from conformance.byte_difference import BYTES_BEFORE, MAX_COMPARED_BYTES, byte_difference
from conformance.diagnostic import MAX_LINES, diagnostic
from conformance.diagnostic_lines import Diagnostic
from conformance.side_by_side import SideBySide, side_by_side
from vectors.case import Kind

# RFC 8949, appendix A, and the encodings that are not the shortest.
EXAMPLES = [
    ("00", "0"),
    ("1bffffffffffffffff", "18446744073709551615"),
    ("3bffffffffffffffff", "-18446744073709551616"),
    ("f97e00", "NaN_1"),
    ("f9fc00", "-Infinity_1"),
    ("fb3ff199999999999a", "1.1_3"),
    ("f7", "undefined"),
    ("f0", "simple(16)"),
    ("f8ff", "simple(255)"),
    ("40", "h''"),
    ("4401020304", "h'01020304'"),
    ("62225c", r'"\"\\"'),
    ("8301820203820405", "[1, [2, 3], [4, 5]]"),
    ("a201020304", "{1: 2, 3: 4}"),
    ("a1820102820304", "{[1, 2]: [3, 4]}"),
    ("c11a514b67b0", "1(1363896240)"),
    ("5f42010243030405ff", "(_ h'0102', h'030405')"),
    ("5fff", "''_"),
    ("7fff", '""_'),
    ("9f01ff", "[_ 1]"),
    ("bf6161019f01ff02ff", '{_ "a": 1, [_ 1]: 2}'),
    ("1817", "23_0"),
    ("1800", "0_0"),
    ("190001", "1_1"),
    ("980101", "[_0 1]"),
    ("430182ff", "h'0182ff'"),
    ("43820102", "<<[1, 2]>>"),
    ("5820" + "aa" * 32, "h'" + "aa" * 32 + "'"),
]

MALFORMED = [
    ("", 0, "the bytes end"),
    ("1c", 0, "begins no item"),
    ("ff", 0, "break"),
    ("820102ff", 3, "1 byte more"),
    ("8201", 2, "the bytes end"),
    ("18", 0, "of which 0 are there"),
    ("820143aabb", 2, "3 bytes, of which 2 are there"),
    ("8161ff", 2, "not UTF-8"),
    ("f801", 0, "two-byte form"),
    ("5f00ff", 1, "of its own kind"),
    ("5f5f4100ffff", 1, "of its own kind"),
    ("9f", 1, "the bytes end"),
    ("bf00ff", 2, "break"),
]


def flat(shown: Diagnostic) -> str:
    return " ".join(line.text for line in shown.lines)


@pytest.mark.parametrize(("data", "text"), EXAMPLES)
def test_examples(data: str, text: str) -> None:
    shown = diagnostic(bytes.fromhex(data))
    assert flat(shown).replace("' )", "')") == text
    assert shown.stop is None


@pytest.mark.parametrize(("data", "offset", "words"), MALFORMED)
def test_malformed_bytes_stop_where_they_are_malformed(data: str, offset: int, words: str) -> None:
    stop = diagnostic(bytes.fromhex(data)).stop
    assert stop is not None
    assert stop.is_malformed
    assert stop.offset == offset
    assert words in stop.problem


def check(data: bytes) -> None:
    """The lines follow one another within the bytes, and the other implementation finds the same bytes malformed."""
    shown = diagnostic(data)
    assert len(shown.lines) <= MAX_LINES
    assert all(0 <= line.start <= line.end <= len(data) for line in shown.lines)
    assert all(one.start <= other.start for one, other in pairwise(shown.lines))
    if shown.stop is None or shown.stop.is_malformed:
        try:
            cbor_diag.cbor2diag(data)
        except ValueError:
            assert shown.stop is not None
        else:
            assert shown.stop is None


def test_every_input_of_the_suite_is_shown_and_read_back() -> None:
    """The notation is read back by another implementation into the same bytes: it shows them all, and how they are encoded."""
    read_back = 0
    for case in [case for case in committed_suite() if case.kind is Kind.DECODE][::5]:
        assert isinstance(case.input, dict)
        data = bytes.fromhex(str(case.input["bytes"]))
        check(data)
        shown = diagnostic(data)
        if shown.stop is None and not any(float_like in flat(shown) for float_like in ("NaN", "Infinity", "simple(")):
            assert cbor_diag.diag2cbor(flat(shown)) == data, flat(shown)
            read_back += 1
    assert read_back > 100


@given(st.binary(max_size=64))
def test_whatever_the_bytes_are(data: bytes) -> None:
    shown = diagnostic(data)
    assert all(0 <= line.start <= line.end <= len(data) for line in shown.lines)


def test_bytes_that_are_made_of_heads() -> None:
    """Nearly everything random is malformed at once; heads, breaks and short strings go deeper."""
    drawn = random.Random(8949)
    for _ in range(3000):
        data = bytes(drawn.choice(b"\x9f\xff\x81\xa1\xbf\x5f\x7f\x41\x61\xc1\x00\x18\xf9\xf6") for _ in range(drawn.randrange(30)))
        shown = diagnostic(data)
        assert all(0 <= line.start <= line.end <= len(data) for line in shown.lines)


@pytest.mark.parametrize(
    "data", [b"\xc1" * 2**20, b"\x81" * 2**20, b"\x9a\x00\x10\x00\x00" + b"\x80" * 2**20, b"\x5a\x00\x0f\xff\xfb" * 2**18, b"\x9f" * 2**20]
)
def test_enormous_and_deep_bytes_are_bounded(data: bytes) -> None:
    shown = diagnostic(data)
    assert shown.stop is not None
    assert len(shown.lines) <= MAX_LINES


def test_lines_of_embedded_items_count_together() -> None:
    """A list of many pairs within a byte string, behind a list of as many: no rendering has more lines than the bound, and the end is said."""
    pairs = b"\x98\x96" + 150 * (b"\x82\x58\x20" + bytes(32) + b"\x01")
    embedded = b"\x59" + len(pairs).to_bytes(2, "big") + pairs
    shown = diagnostic(b"\x82" + embedded + embedded)
    assert shown.lines[1].text == "<<"
    assert len(shown.lines) == MAX_LINES
    assert shown.stop is not None
    assert not shown.stop.is_malformed


def compared(expected: bytes, got: bytes) -> SideBySide:
    found = byte_difference({"ok": expected.hex()}, {"ok": got.hex()})
    assert found is not None
    return side_by_side(found)


def marks(shown: SideBySide) -> list[tuple[str, str]]:
    return [(row.left.marked if row.left else "", row.right.marked if row.right else "") for row in shown.rows if not row.is_same]


def test_the_first_byte_that_differs_is_marked_on_both_sides() -> None:
    shown = compared(bytes.fromhex("8301581e") + b"\x11" * 30 + b"\x05", bytes.fromhex("8301581e") + b"\x11" * 20 + b"\x12" * 10 + b"\x06")
    assert ("11", "12") in marks(shown)
    assert any(row.is_same for row in shown.rows)


def test_malformed_bytes_beside_good_ones() -> None:
    shown = compared(bytes.fromhex("820141ff"), bytes.fromhex("820141"))
    assert shown.left_stop == ""
    assert shown.right_stop == "stops at byte 2: the string that begins here has 1 byte, of which 0 are there"


def test_a_hash_is_shown_as_bytes() -> None:
    shown = compared(b"\x5d" * 32, b"\x5d" * 31 + b"\x00")
    assert marks(shown) == [("5d", "00")]


def test_a_late_difference_is_shown_with_what_is_around_it() -> None:
    found = byte_difference(["ff" * 5000], ["ff" * 4000 + "00" * 1000])
    assert found is not None
    assert (found.path, found.at, found.start, found.expected_length) == ("[0]", 4000, 4000 - BYTES_BEFORE, 5000)
    assert len(found.expected) == 2 * MAX_COMPARED_BYTES
    assert ("ff", "00") in marks(side_by_side(found))


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ({"ok": "1000"}, {"ok": "1001"}),
        ({"ok": "aa"}, {"ok": "AA"}),
        ({"ok": "aa"}, {"ok": 1}),
        ({"ok": "aa"}, {"reject": "bb"}),
        ({"ok": "aa"}, {"ok": "aa", "more": "bb"}),
    ],
)
def test_what_is_no_difference_of_bytes(expected: dict[str, str], got: dict[str, str]) -> None:
    assert byte_difference(expected, got) is None
