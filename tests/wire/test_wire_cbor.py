"""WIRE-1 and WIRE-2: one encoding for each value, and nothing else is read."""

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.codes import Code, Reject
from reference.wire import cbor

values = st.recursive(
    st.integers(-(2**64), 2**64 - 1) | st.binary(max_size=300) | st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
    lambda inner: st.lists(inner, max_size=30),
    max_leaves=20,
)


def rejects(data: bytes) -> bool:
    try:
        cbor.decode(data)
    except Reject as rejection:
        return rejection.code is Code.MALFORMED
    return False


def nesting(value: object) -> int:
    return 1 + max(map(nesting, value), default=0) if isinstance(value, list) else 0


@given(values)
def test_what_is_encoded_decodes_to_itself(value: object) -> None:
    encoded = cbor.encode(value)
    if nesting(value) <= cbor.MAX_DEPTH:
        assert cbor.decode(encoded) == value
    else:
        assert rejects(encoded)


@given(st.dictionaries(st.integers(-(2**64), 2**64 - 1), st.integers(0, 9), max_size=40))
def test_map_entries_are_sorted_by_the_bytes_of_their_keys(entries: dict[int, int]) -> None:
    """RFC 8949, section 4.2.1, and not the older order by length first: 24 comes before -1."""
    encoded = cbor.encode(entries)
    assert cbor2.loads(encoded) == entries
    keys = [cbor2.dumps(key) for key in cbor2.loads(encoded)]
    assert keys == sorted(keys)


def test_the_order_is_not_by_length() -> None:
    assert cbor.encode({-1: 0, 24: 0}).hex() == "a21818002000"


@pytest.mark.parametrize("value", [True, None, 1.0, 2**64, -(2**64) - 1, {"a": 1}, {True: 1}, (1,), {1: [False]}, cbor2.CBORTag(18, 0), cbor2.undefined])
def test_values_outside_the_profile_have_no_encoding(value: object) -> None:
    with pytest.raises(TypeError):
        cbor.encode(value)


@given(st.binary(max_size=70_000))
def test_byte_strings_written_out_are_what_the_encoder_makes(data: bytes) -> None:
    assert cbor.encode_byte_string(data) == cbor2.dumps(data)


@pytest.mark.parametrize("length", [0, 23, 24, 255, 256, 65_535, 65_536])
def test_byte_string_lengths_at_the_borders_of_their_forms(length: int) -> None:
    assert cbor.encode_byte_string(bytes(length)) == cbor2.dumps(bytes(length))


@pytest.mark.parametrize(
    ("why", "data"),
    [
        ("nothing", ""),
        ("trailing byte", "0000"),
        ("truncated integer", "18"),
        ("truncated byte string", "4201"),
        ("truncated array", "8201"),
        ("23 in two bytes", "1817"),
        ("255 in three bytes", "1900ff"),
        ("65535 in five bytes", "1a0000ffff"),
        ("2^32 - 1 in nine bytes", "1b00000000ffffffff"),
        ("length in a longer form", "580100"),
        ("array length in a longer form", "980100"),
        ("indefinite array", "9f01ff"),
        ("indefinite byte string", "5f4101ff"),
        ("indefinite text", "7f6161ff"),
        ("indefinite map", "bfff"),
        ("integer keys", "a10102"),
        ("text keys", "a1616101"),
        ("duplicate keys", "a201020103"),
        ("array as a key", "a1820102 03"),
        ("false", "f4"),
        ("null", "f6"),
        ("undefined", "f7"),
        ("simple value", "f0"),
        ("float that is an integer", "f93c00"),
        ("boolean inside", "81f5"),
        ("invalid UTF-8", "62c328"),
        ("surrogate in UTF-8", "63eda080"),
        ("overlong UTF-8", "62c081"),
        ("bignum", "c249010000000000000000"),
        ("COSE_Sign1 tag", "d280"),
        ("date", "c11a514b67b0"),
        ("regular expression", "d8236128"),
        ("cyclic array", "d81c81d81d00"),
        ("self-described CBOR", "d9d9f700"),
        ("unknown tag", "da0001000000"),
        ("six arrays deep", "81818181818100"),
        ("an empty array in five", "818181818180"),
        ("an empty map in five", "8181818181a0"),
        ("reserved additional information", "1c"),
        ("break alone", "ff"),
        ("length of 2^64 - 1", "5bffffffffffffffff"),
        ("array of 2^64 - 1", "9bffffffffffffffff"),
        ("map of 2^64 - 1", "bbffffffffffffffff"),
        ("array of 2^28", "9a10000000"),
    ],
)
def test_what_is_not_deterministic_or_not_of_the_profile_is_malformed(why: str, data: str) -> None:
    assert rejects(bytes.fromhex(data)), why


def test_five_arrays_deep_is_read_with_an_empty_one_or_a_map_in_place_of_the_fifth() -> None:
    assert cbor.decode(bytes.fromhex("818181818100")) == [[[[[0]]]]]
    assert cbor.decode(bytes.fromhex("8181818180")) == [[[[[]]]]]
    assert cbor.decode(bytes.fromhex("81818181a0")) == [[[[{}]]]]


def test_no_tag_whatever_is_interpreted() -> None:
    """Every tag that the library might know, before its content is looked at; a library update that learns a new one fails here."""
    for tag in range(2**16):
        assert rejects(cbor2.dumps(cbor2.CBORTag(tag, 0))), tag


def test_every_interpreted_tag_is_stopped_by_our_own_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rejecting after the fact is not enough: the library must not build the value at all."""
    reached: list[object] = []

    def note(*arguments: object) -> None:
        reached.append(arguments)
        raise Reject(Code.MALFORMED)

    monkeypatch.setattr(cbor, "_REFUSED", dict.fromkeys(cbor.INTERPRETED_TAGS, note))
    monkeypatch.setattr(cbor, "_refuse", note)
    for tag in range(2**16):
        before = len(reached)
        assert rejects(cbor2.dumps(cbor2.CBORTag(tag, 0)))
        assert len(reached) == before + 1, tag


@pytest.mark.parametrize("unit", ["81", "d2", "a1", "c6", "d81c", "9f", "5f", "bf", "5b00000000"])
def test_megabytes_of_nesting_end_at_once(unit: str) -> None:
    assert rejects(bytes.fromhex(unit) * 1_000_000)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_malformed(data: bytes) -> None:
    assert rejects(data) or cbor.encode(cbor.decode(data)) == data


@pytest.mark.parametrize("value", [True, False, -1, 6, 1.0, "1", b"\x01", None, [1]])
def test_an_integer_field_refuses_other_types_and_ranges(value: object) -> None:
    """A boolean above all, which Python takes for an integer."""
    with pytest.raises(Reject, match="MALFORMED"):
        cbor.unsigned(value, 5)


def test_an_integer_field_takes_both_ends_of_its_range() -> None:
    assert (cbor.unsigned(0, 5), cbor.unsigned(5, 5)) == (0, 5)


@pytest.mark.parametrize("value", [b"", b"123", "12", 12, [1, 2], bytearray(b"12")])
def test_a_byte_string_field_refuses_other_types_and_lengths(value: object) -> None:
    with pytest.raises(Reject, match="MALFORMED"):
        cbor.byte_string(value, 2)


def test_a_byte_string_field_may_have_any_length() -> None:
    assert cbor.byte_string(b"") == b""


@pytest.mark.parametrize("value", ["", "abc", b"ab", 1, None])
def test_a_text_field_refuses_other_types_and_lengths(value: object) -> None:
    with pytest.raises(Reject, match="MALFORMED"):
        cbor.text(value, 1, 2)


@pytest.mark.parametrize("value", [[], [1, 2, 3], (1, 2), "ab", b"ab", {1: 1, 2: 2}])
def test_an_array_field_refuses_other_types_and_lengths(value: object) -> None:
    with pytest.raises(Reject, match="MALFORMED"):
        cbor.array(value, 2)
