"""A line of the target protocol has one reading or none."""

import pytest

from conformance.limits import MAX_DEPTH
from conformance.strict_json import StrictJsonError, encode, parse

LARGEST = 2**53 - 1


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (b"{}", {}),
        (b' {"a" : [1, -2, true, null, "x"]}\r\n', {"a": [1, -2, True, None, "x"]}),
        (b"%d" % LARGEST, LARGEST),
        (b"-%d" % LARGEST, -LARGEST),
        ('"\u00e9"'.encode(), "\u00e9"),
        (b'"\\u00e9"', "\u00e9"),
        (b'"\\ud83d\\ude00"', "\U0001f600"),
        (b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, None),
        (b"[" + b"[]," * 1000 + b"[]]", [[]] * 1001),
        (b'"' + b"[" * 1000 + b'"', "[" * 1000),
    ],
)
def test_what_is_strict_is_read(line: bytes, value: object) -> None:
    read = parse(line)
    assert value is None or read == value


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"{",
        b"{}{}",
        b"{} x",
        b"{'a':1}",
        b'{"a":1,}',
        b"\xef\xbb\xbf{}",
        b"%d" % (LARGEST + 1),
        b"-%d" % (LARGEST + 1),
        b"9" * 16,
        b"1" + b"0" * 5000,
        b"1.0",
        b"1e2",
        b"-0.0",
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"01",
        b'"a\nb"',
        b'"\x00"',
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b'"\\ud800"',
        b'"\\udc00\\ud800"',
        b'{"\\ud800":1}',
        b'{"a":1,"a":1}',
        b'[{"a":1,"\\u0061":2}]',
        b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
        b'{"a":' * (MAX_DEPTH + 1) + b"1" + b"}" * (MAX_DEPTH + 1),
        b"[" * 1_000_000,
        b"[" + b"[]," * 300_000 + b"[]]",
        "{}".encode("utf-16"),
        "{}".encode("utf-32"),
    ],
    ids=range(34),
)
def test_what_two_readers_could_read_in_two_ways_is_refused(line: bytes) -> None:
    with pytest.raises(StrictJsonError):
        parse(line)


def test_what_is_encoded_is_ascii_without_spaces_and_reads_the_same() -> None:
    value = {"b": ["\u00e9", 1], "a": None}
    line = encode(value)
    assert line == b'{"b":["\\u00e9",1],"a":null}'
    assert parse(line) == value


def test_very_many_members_with_one_repeated_are_refused_in_one_pass() -> None:
    """A target must not be able to keep the harness busy past every timeout: two hundred thousand names compared with each other would take hours."""
    names = [f'"k{number}":0' for number in range(200_000)]
    with pytest.raises(StrictJsonError, match="k199999"):
        parse(("{" + ",".join([*names, names[-1]]) + "}").encode())


def test_minus_zero_is_no_zero() -> None:
    with pytest.raises(StrictJsonError, match="-0"):
        parse(b'{"a":-0}')
