"""CBOR written by hand: right forms, and the wrong ones that a lenient decoder accepts.

Nothing of the reference is used, and no library either: what is judged are encoders and decoders.
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reference.numbers import MAX_UINT64

UNSIGNED, NEGATIVE, BYTES, TEXT, ARRAY, MAP, TAG = range(7)
"""CBOR's major types."""

WIDTHS = {1: 24, 2: 25, 4: 26, 8: 27}
"""The additional information of an argument by its width in bytes."""

FALSE, TRUE, NULL, UNDEFINED, BREAK = b"\xf4", b"\xf5", b"\xf6", b"\xf7", b"\xff"
HALF_ONE, SINGLE_ONE, DOUBLE_ONE = b"\xf9\x3c\x00", b"\xfa\x3f\x80\x00\x00", b"\xfb\x3f\xf0" + bytes(6)
"""The float 1.0 in its three widths."""


def head(major: int, argument: int, width: int | None = None) -> bytes:
    """The head of an item, in its shortest form or with an argument of `width` bytes."""
    if width is None:
        if argument < 24:
            return bytes((major << 5 | argument,))
        width = next(known for known in WIDTHS if argument < 256**known)
    return bytes((major << 5 | WIDTHS[width],)) + argument.to_bytes(width, "big")


def integer(value: int) -> bytes:
    """An integer of either sign."""
    return head(UNSIGNED, value) if value >= 0 else head(NEGATIVE, -1 - value)


def byte_string(data: bytes) -> bytes:
    """A byte string."""
    return head(BYTES, len(data)) + data


def text(data: str | bytes) -> bytes:
    """A text string; from bytes, whatever they are."""
    encoded = data.encode() if isinstance(data, str) else data
    return head(TEXT, len(encoded)) + encoded


def array(*elements: bytes) -> bytes:
    """An array of encoded elements."""
    return head(ARRAY, len(elements)) + b"".join(elements)


def mapping(*entries: tuple[bytes, bytes]) -> bytes:
    """A map of encoded entries, in the order given."""
    return head(MAP, len(entries)) + b"".join(key + value for key, value in entries)


def tagged(number: int, item: bytes) -> bytes:
    """A tagged item."""
    return head(TAG, number) + item


@dataclass(frozen=True, slots=True)
class Field:
    """One element of an array: what it is called, its right form, and what its type is."""

    name: str
    """As the specification calls it."""

    value: int | bytes | str
    """The value that the valid object has."""

    high: int = MAX_UINT64
    """For an integer, the largest that is allowed."""

    is_sized: bool = True
    """For a byte string, whether only those of as many bytes are allowed."""

    def encoded(self) -> bytes:
        """The right form."""
        if isinstance(self.value, int):
            return integer(self.value)
        return byte_string(self.value) if isinstance(self.value, bytes) else text(self.value)


Wrong = tuple[str, bytes]
"""What is wrong, and the bytes."""


def written_by_hand(data: bytes, encoded: bytes) -> bytes:
    """What was written by hand, where the reference writes the same.

    Raises AssertionError where it does not: every wrong form made from it would be wrong in a second way, and show nothing.
    """
    if data != encoded:
        raise AssertionError(f"written by hand: {data.hex()}, by the reference: {encoded.hex()}")
    return data


def wrong_forms(field: Field) -> list[Wrong]:
    """Forms that are not the field's, one thing wrong with each: other values, and other encodings of its own."""
    return [*wrong_values(field), *_named(field, _wrong_encodings(field))]


def wrong_values(field: Field) -> list[Wrong]:
    """Forms of values that the field cannot have: those that its own reader has to refuse, whatever a decoder below it lets through."""
    if isinstance(field.value, int):
        forms = _other_than_integer(field.value, field.high)
    elif isinstance(field.value, bytes):
        forms = [*(_of_another_length(field.value) if field.is_sized else []), *_other_than_byte_string(field.value)]
    else:
        forms = _other_than_text(field.value)
    return _named(field, forms)


def wrong_elements(fields: Sequence[Field], wrong: Callable[[Field], list[Wrong]] = wrong_forms) -> list[Wrong]:
    """The array of these fields with each of them in each wrong form, or in those that `wrong` gives."""
    right = [field.encoded() for field in fields]
    return [(why, array(*right[:place], data, *right[place + 1 :])) for place, field in enumerate(fields) for why, data in wrong(field)]


def wrong_arrays(name: str, elements: Sequence[bytes]) -> list[Wrong]:
    """Forms of an array of fixed length that are not it: other values, and other encodings of it."""
    right = array(*elements)
    body = b"".join(elements)
    count = len(elements)
    forms = [
        ("one element fewer than its length says", head(ARRAY, count + 1) + body),
        *([("one element more than its length says", head(ARRAY, count - 1) + body)] if elements else []),
        ("its length in one byte instead of none", head(ARRAY, count, 1) + body),
        ("its length in eight bytes instead of none", head(ARRAY, count, 8) + body),
        ("indefinite length", b"\x9f" + body + BREAK),
        ("indefinite length, never closed", b"\x9f" + body),
        ("tagged as self-described CBOR", tagged(55799, right)),
        ("tagged as a set", tagged(258, right)),
        ("tagged with an unknown number", tagged(4_000_000, right)),
    ]
    return [*other_than_array(name, elements), *[(f"{name}: {why}", data) for why, data in forms]]


def other_than_array(name: str, elements: Sequence[bytes]) -> list[Wrong]:
    """Forms of other values than an array of these elements."""
    right = array(*elements)
    fewer = [
        ("the last element missing", array(*elements[:-1])),
        ("the first element missing", array(*elements[1:])),
        ("an empty array", array()),
    ]
    forms = [
        *(fewer if elements else []),
        ("an element more at the end", array(*elements, integer(0))),
        ("a null more at the end", array(*elements, NULL)),
        ("an array of an array", array(right)),
        ("a map from places to elements", mapping(*[(integer(place), element) for place, element in enumerate(elements)])),
        ("a byte string of the array", byte_string(right)),
        ("null", NULL),
        ("an integer", integer(1)),
    ]
    return [(f"{name}: {why}", data) for why, data in forms]


def not_cbor(name: str) -> list[Wrong]:
    """Bytes that no decoder should take long, or much memory, to refuse."""
    forms = [
        ("nothing", b""),
        ("a zero byte", b"\x00"),
        ("only a break", BREAK),
        ("reserved additional information 28", b"\x1c"),
        ("reserved additional information 30", b"\x9e"),
        ("the head of an array of 2^64 - 1 elements", head(ARRAY, MAX_UINT64)),
        ("the head of an array of 2^31 elements", head(ARRAY, 2**31)),
        ("the head of a byte string of 2^64 - 1 bytes", head(BYTES, MAX_UINT64)),
        ("the head of a byte string of 2^32 bytes", head(BYTES, 2**32)),
        ("the head of a map of 2^63 entries", head(MAP, 2**63)),
        ("arrays 900 deep", b"\x81" * 900),
        ("arrays 900 deep, closed by an integer", b"\x81" * 900 + b"\x00"),
        ("maps 450 deep", b"\xa1\x00" * 450 + b"\x00"),
        ("tags 900 deep", b"\xc6" * 900 + b"\x00"),
        ("indefinite arrays 900 deep", b"\x9f" * 900),
        ("a shared reference to itself", b"\xd8\x1c\x81\xd8\x1d\x00"),
        ("900 zero bytes", bytes(900)),
        ("900 bytes of ones", b"\xff" * 900),
        ("a text", text("smartshare")),
        ("JSON", b'{"nonce": 1}'),
    ]
    return [(f"{name}: {why}", data) for why, data in forms]


def truncated(data: bytes, boundaries: Sequence[int]) -> list[Wrong]:
    """The data cut at each boundary, just before it and just after."""
    places = sorted({place for boundary in boundaries for place in (boundary - 1, boundary, boundary + 1) if 0 < place < len(data)})
    return [(f"cut after {place} of {len(data)} bytes", data[:place]) for place in places]


def extended(data: bytes) -> list[Wrong]:
    """The data with something after it, or before."""
    return [
        ("a zero byte after it", data + b"\0"),
        ("a null after it", data + NULL),
        ("a break after it", data + BREAK),
        ("itself after it", data + data),
        ("a zero byte before it", b"\0" + data),
    ]


def _named(field: Field, forms: Sequence[Wrong]) -> list[Wrong]:
    return [(f"{field.name}: {why}", data) for why, data in forms]


def _other_than_integer(value: int, high: int) -> list[Wrong]:
    is_zero = value == 0
    forms = [
        ("the float of that value", b"\xfb" + struct.pack(">d", float(value))),
        ("false" if is_zero else "true", FALSE if is_zero else TRUE),
        ("null", NULL),
        ("-1", integer(-1)),
        ("a byte string of the number", byte_string(value.to_bytes(8, "big"))),
        ("a text of the number", text(str(value))),
        ("an array of the number", array(integer(value))),
    ]
    if high < MAX_UINT64:
        forms += [("one more than is allowed", integer(high + 1)), ("2^64 - 1", integer(MAX_UINT64))]
    return forms


def _of_another_length(value: bytes) -> list[Wrong]:
    return [
        ("one byte short", byte_string(value[:-1])),
        ("one byte long", byte_string(value + b"\0")),
        ("empty", byte_string(b"")),
    ]


def _other_than_byte_string(value: bytes) -> list[Wrong]:
    return [
        ("a text of as many characters", text("a" * len(value))),
        ("the hexadecimal text of it", text(value.hex())),
        ("an array of its bytes", array(*[integer(byte) for byte in value])),
        ("null", NULL),
        ("an integer", integer(0)),
    ]


def _other_than_text(value: str) -> list[Wrong]:
    return [
        ("empty", text("")),
        ("seventeen characters", text("ABCDEFGHIJKLMNOPQ")),
        ("seventeen characters outside ASCII", text("ÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖ")),
        ("a byte string", byte_string(value.encode())),
        ("null", NULL),
        ("an integer", integer(0)),
    ]


def _wrong_encodings(field: Field) -> list[Wrong]:
    if isinstance(field.value, int):
        return _wrong_integers(field.value)
    return _wrong_byte_strings(field.value) if isinstance(field.value, bytes) else _wrong_texts(field.value)


def _wrong_integers(value: int) -> list[Wrong]:
    return [
        *[
            (f"in {width} bytes instead of the shortest form", head(UNSIGNED, value, width))
            for width in WIDTHS
            if value < 256**width and len(head(UNSIGNED, value, width)) > len(integer(value))
        ],
        ("the float 1.0 in half precision", HALF_ONE),
        ("undefined", UNDEFINED),
        ("the least negative number, -2^64", head(NEGATIVE, MAX_UINT64)),
        ("a bignum of the same value", tagged(2, byte_string(value.to_bytes(8, "big").lstrip(b"\0")))),
        ("a bignum of 2^64", tagged(2, byte_string((2**64).to_bytes(9, "big")))),
        ("a decimal fraction of the same value", tagged(4, array(integer(0), integer(value)))),
        ("tagged as a time", tagged(1, integer(value))),
        ("simple value 32", b"\xf8\x20"),
    ]


def _wrong_byte_strings(value: bytes) -> list[Wrong]:
    half = len(value) // 2
    return [
        ("its length in two bytes instead of one", head(BYTES, len(value), 2) + value),
        ("its length in eight bytes instead of one", head(BYTES, len(value), 8) + value),
        ("in two chunks of indefinite length", b"\x5f" + byte_string(value[:half]) + byte_string(value[half:]) + BREAK),
        ("in one chunk of indefinite length", b"\x5f" + byte_string(value) + BREAK),
        ("a bignum of it", tagged(2, byte_string(value))),
        ("tagged as encoded CBOR", tagged(24, byte_string(value))),
    ]


def _wrong_texts(value: str) -> list[Wrong]:
    data = value.encode()
    return [
        ("its length in one byte instead of none", head(TEXT, len(data), 1) + data),
        ("in one chunk of indefinite length", b"\x7f" + text(value) + BREAK),
        ("tagged as a URI", tagged(32, text(value))),
        ("tagged as a regular expression", tagged(35, text(value))),
        ("a byte that begins no character", text(b"GA\xff")),
        ("a character cut short", text(b"GA\xc3")),
        ("a continuation without a beginning", text(b"GA\x80")),
        ("an overlong form of a letter", text(b"\xc1\x87ATE")),
        ("an overlong form of the zero character", text(b"GAT\xc0\x80")),
        ("half a surrogate pair", text(b"GAT\xed\xa0\x80")),
        ("a surrogate pair, as CESU-8 has it", text(b"GAT\xed\xa0\xbd\xed\xb8\x80")),
        ("a code point above the last", text(b"GAT\xf4\x90\x80\x80")),
    ]
