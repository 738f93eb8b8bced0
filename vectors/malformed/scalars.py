"""Scalars (WIRE-16): every one on an edge of its encoding, and what is none."""

from collections.abc import Sequence
from struct import pack

from vectors.malformed.forms import (
    BYTES,
    FALSE,
    HALF_ONE,
    NEGATIVE,
    NULL,
    SINGLE_ONE,
    TRUE,
    UNDEFINED,
    UNSIGNED,
    Wrong,
    array,
    byte_string,
    head,
    integer,
    mapping,
    tagged,
    text,
)

NATURALS = (0, 23, 24, 255, 256, 2**16 - 1, 2**16, 2**32 - 1, 2**32, 2**53 + 1, 2**63 - 1)
NEGATIVES = (-1, -24, -25, -256, -257, -(2**16) - 1, -(2**32) - 1, -(2**53) - 1, -(2**63))
INTEGERS = (*NATURALS, *NEGATIVES)
"""Those whose encodings are as wide as can be, or as narrow."""

LENGTHS = (0, 1, 23, 24, 255, 256, 1_024)
"""Of strings, likewise."""

SCALARS: Sequence[tuple[str, bytes]] = (
    ("nil", NULL),
    ("false", FALSE),
    ("true", TRUE),
    *((f"the integer {value}", integer(value)) for value in INTEGERS),
    *((f"a string of {length} bytes", byte_string(b"s" * length)) for length in LENGTHS),
)
"""What each is, and its bytes."""

NO_SCALARS: Sequence[Wrong] = (
    ("the integer 2^63", integer(2**63)),
    ("the integer 2^64 - 1", integer(2**64 - 1)),
    ("the integer -2^63 - 1", integer(-(2**63) - 1)),
    ("the integer -2^64", integer(-(2**64))),
    ("a bignum of 5", tagged(2, byte_string(b"\x05"))),
    ("a bignum of 2^64", tagged(2, byte_string((2**64).to_bytes(9, "big")))),
    ("a string of 1,025 bytes", byte_string(b"s" * 1_025)),
    ("text", text("park")),
    ("an empty text", text("")),
    ("the float 1.0 in half precision", HALF_ONE),
    ("the float 1.0 in single precision", SINGLE_ONE),
    ("the float 1.0 in double precision", b"\xfb" + pack(">d", 1.0)),
    ("not a number", b"\xf9\x7e\x00"),
    ("undefined", UNDEFINED),
    ("the simple value 19", b"\xf3"),
    ("the simple value 32", b"\xf8\x20"),
    ("nil in two bytes", b"\xf8\x16"),
    ("true in two bytes", b"\xf8\x15"),
    ("an array", array()),
    ("an array of a scalar", array(integer(5))),
    ("a map", mapping()),
    ("a map of a scalar", mapping((integer(1), integer(5)))),
    ("a tagged scalar", tagged(24, byte_string(b"\x05"))),
    ("5 in one byte more than needed", head(UNSIGNED, 5, 1)),
    ("24 in eight bytes", head(UNSIGNED, 24, 8)),
    ("-1 in two bytes more than needed", head(NEGATIVE, 0, 2)),
    ("a length in one byte more than needed", head(BYTES, 4, 1) + b"park"),
    ("a string of indefinite length", b"\x5f" + byte_string(b"park") + b"\xff"),
    ("a break", b"\xff"),
)
"""What is wrong, and the bytes."""
