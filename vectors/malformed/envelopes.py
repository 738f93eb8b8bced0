"""Envelopes with something wrong about them, and everything else as it should be: even the signature is good, over what is sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from reference.wire.hashing import Tag
from reference.wire.keys import Algorithm
from vectors.keys import KeyPair, key_pair, sign
from vectors.malformed.forms import (
    ARRAY,
    NULL,
    TAG,
    TRUE,
    Wrong,
    array,
    byte_string,
    extended,
    head,
    integer,
    mapping,
    not_cbor,
    tagged,
    text,
    truncated,
    wrong_arrays,
)

EMPTY_MAP = mapping()


@dataclass(frozen=True, slots=True)
class Parts:
    """An envelope in its encoded parts, and whose signature it carries."""

    pair: KeyPair
    """Who signs."""

    use: Tag
    """What for."""

    payload: bytes
    """The payload itself, not its byte string."""


def entries_of_key(pair: KeyPair) -> list[tuple[bytes, bytes]]:
    """The entries of a COSE_Key in their order."""
    public = pair.public
    if public.y is None:
        return [(integer(1), integer(1)), (integer(-1), integer(6)), (integer(-2), byte_string(public.x))]
    return [(integer(1), integer(2)), (integer(-1), integer(1)), (integer(-2), byte_string(public.x)), (integer(-3), byte_string(public.y))]


def protected_with(algorithm: int, key: bytes) -> bytes:
    """A protected header that says this algorithm and carries this encoded key."""
    return mapping((integer(1), integer(algorithm)), (integer(15), mapping((integer(8), mapping((integer(1), key))))))


def protected_of(pair: KeyPair) -> bytes:
    """The right protected header."""
    return protected_with(pair.public.algorithm.value, mapping(*entries_of_key(pair)))


def envelope_with(parts: Parts, protected: bytes | None = None) -> bytes:
    """The envelope with this protected header, signed over it."""
    header = protected_of(parts.pair) if protected is None else protected
    return b"\xd2" + array(byte_string(header), EMPTY_MAP, byte_string(parts.payload), byte_string(signature_over(parts, header)))


def signature_over(parts: Parts, protected: bytes) -> bytes:
    """The signature over a protected header and the payload, for the use."""
    signed = array(text("Signature1"), byte_string(protected), byte_string(parts.use.value), byte_string(parts.payload))
    return sign(parts.pair, signed)


def wrong_envelopes(parts: Parts) -> list[Wrong]:
    """Everything that can be wrong with an envelope around its payload."""
    right = envelope_with(parts)
    return [
        *not_cbor("no envelope"),
        *truncated(right, boundaries(parts)),
        *extended(right),
        *_wrong_tags(parts),
        *_wrong_parts(parts),
        *[(f"protected header: {why}", envelope_with(parts, header)) for why, header in wrong_protected_headers(parts.pair)],
    ]


def boundaries(parts: Parts) -> list[int]:
    """Where the items of the right envelope begin, in bytes from its start."""
    header = protected_of(parts.pair)
    lengths = [1, 1, len(byte_string(header)) - len(header), len(header), 1, len(byte_string(parts.payload)) - len(parts.payload), len(parts.payload), 2, 64]
    places = [sum(lengths[:count]) for count in range(len(lengths))]
    return [*places, places[3] + 2, places[3] + 5, places[3] + 9, places[6] + 1, places[6] + 35]


def _wrong_tags(parts: Parts) -> list[Wrong]:
    untagged = envelope_with(parts)[1:]
    return [
        ("no tag", untagged),
        ("tag 17, which is COSE_Mac0", tagged(17, untagged)),
        ("tag 98, which is COSE_Sign", tagged(98, untagged)),
        ("tag 61, which is a CWT, around it", tagged(61, b"\xd2" + untagged)),
        ("tag 55799, which is self-described CBOR, around it", tagged(55799, b"\xd2" + untagged)),
        ("tag 18 twice", b"\xd2\xd2" + untagged),
        ("tag 18 in one byte instead of none", head(TAG, 18, 1) + untagged),
        ("tag 18 in two bytes instead of none", head(TAG, 18, 2) + untagged),
    ]


def _wrong_parts(parts: Parts) -> list[Wrong]:
    header = protected_of(parts.pair)
    signature = signature_over(parts, header)
    elements = [byte_string(header), EMPTY_MAP, byte_string(parts.payload), byte_string(signature)]

    def changed(place: int, element: bytes) -> bytes:
        return b"\xd2" + array(*elements[:place], element, *elements[place + 1 :])

    unsigned_algorithm = mapping((integer(1), integer(parts.pair.public.algorithm.value)))
    return [
        *[(why, b"\xd2" + data) for why, data in wrong_arrays("the envelope", elements)],
        ("protected header: the map itself, not a byte string of it", changed(0, header)),
        ("protected header: a text string", changed(0, text(b"a" * len(header)))),
        ("protected header: null", changed(0, NULL)),
        ("protected header: its length in two bytes instead of one", changed(0, b"\x59" + len(header).to_bytes(2, "big") + header)),
        ("protected header: in a chunk of indefinite length", changed(0, b"\x5f" + byte_string(header) + b"\xff")),
        ("unprotected header: a key identifier", changed(1, mapping((integer(4), byte_string(b"1"))))),
        ("unprotected header: the algorithm once more", changed(1, unsigned_algorithm)),
        ("unprotected header: a private label", changed(1, mapping((integer(-70000), integer(0))))),
        ("unprotected header: null", changed(1, NULL)),
        ("unprotected header: an empty array", changed(1, array())),
        ("unprotected header: an empty byte string", changed(1, byte_string(b""))),
        ("unprotected header: a map of indefinite length", changed(1, b"\xbf\xff")),
        ("unprotected header: a map whose length takes one byte", changed(1, b"\xb8\x00")),
        ("payload: null, which is a detached payload", changed(2, NULL)),
        ("payload: the array itself, not a byte string of it", changed(2, parts.payload)),
        ("payload: a text string", changed(2, text(b"a" * len(parts.payload)))),
        ("payload: empty", changed(2, byte_string(b""))),
        ("payload: its length in four bytes", changed(2, b"\x5a" + len(parts.payload).to_bytes(4, "big") + parts.payload)),
        ("payload: in a chunk of indefinite length", changed(2, b"\x5f" + byte_string(parts.payload) + b"\xff")),
        ("payload: tagged as encoded CBOR", changed(2, tagged(24, byte_string(parts.payload)))),
        ("signature: one byte short", changed(3, byte_string(signature[:-1]))),
        ("signature: one byte long", changed(3, byte_string(signature + b"\0"))),
        ("signature: empty", changed(3, byte_string(b""))),
        ("signature: null", changed(3, NULL)),
        ("signature: a text string", changed(3, text(b"a" * 64))),
        ("signature: two of them", changed(3, array(byte_string(signature), byte_string(signature)))),
        ("signature: in DER", changed(3, byte_string(_der(signature)))),
        ("signature: its length in two bytes instead of one", changed(3, b"\x59\x00\x40" + signature)),
        ("signature: in two chunks of indefinite length", changed(3, b"\x5f" + byte_string(signature[:32]) + byte_string(signature[32:]) + b"\xff")),
    ]


def wrong_protected_headers(pair: KeyPair) -> list[Wrong]:
    """Protected headers that are not the deterministic one."""
    algorithm = (integer(1), integer(pair.public.algorithm.value))
    key = mapping(*entries_of_key(pair))
    confirmation = mapping((integer(1), key))
    claims = (integer(15), mapping((integer(8), confirmation)))
    other = Algorithm.ES256 if pair.public.algorithm is Algorithm.EDDSA else Algorithm.EDDSA
    headers = [
        ("empty", b""),
        ("an empty map", EMPTY_MAP),
        ("no algorithm", mapping(claims)),
        ("no key", mapping(algorithm)),
        ("the algorithm after the claims", mapping(claims, algorithm)),
        ("the algorithm twice", mapping(algorithm, algorithm, claims)),
        ("the claims twice", mapping(algorithm, claims, claims)),
        ("a key identifier as well", mapping(algorithm, (integer(4), byte_string(b"1")), claims)),
        ("critical labels as well", mapping(algorithm, (integer(2), array(integer(15))), claims)),
        ("a content type as well", mapping(algorithm, (integer(3), integer(60)), claims)),
        ("a private label as well", mapping(algorithm, claims, (integer(-70000), integer(0)))),
        ("a text label as well", mapping(algorithm, claims, (text("a"), integer(0)))),
        ("the algorithm's label in one byte more", mapping((head(0, 1, 1), algorithm[1]), claims)),
        ("the algorithm's number in one byte more", mapping((integer(1), head(1, -1 - pair.public.algorithm.value, 1)), claims)),
        ("the algorithm as text", mapping((integer(1), text("EdDSA")), claims)),
        ("the number of the other algorithm", protected_with(other.value, key)),
        ("ES384", protected_with(-35, key)),
        ("ES256K, whose curve is another", protected_with(-47, key)),
        ("HMAC 256/256", protected_with(5, key)),
        ("Ed25519 by its newer, fully specified number", protected_with(-19, key)),
        ("ESP256, the newer, fully specified number", protected_with(-9, key)),
        ("algorithm 0", protected_with(0, key)),
        ("a map of indefinite length", b"\xbf" + b"".join(algorithm + claims) + b"\xff"),
        ("its length in one byte instead of none", b"\xb8\x02" + b"".join(algorithm + claims)),
        ("an array instead of a map", head(ARRAY, 4) + b"".join(algorithm + claims)),
        ("a byte after it", mapping(algorithm, claims) + b"\0"),
        ("its last byte missing", mapping(algorithm, claims)[:-1]),
        ("a first claim, the issuer", mapping(algorithm, (integer(15), mapping((integer(1), text("a")), (integer(8), confirmation))))),
        ("claims: the key by its identifier only", mapping(algorithm, (integer(15), mapping((integer(8), mapping((integer(3), byte_string(b"1")))))))),
        ("claims: the confirmation under label 9", mapping(algorithm, (integer(15), mapping((integer(9), confirmation))))),
        ("claims: under the label 13 of a mere key", mapping(algorithm, (integer(13), mapping((integer(8), confirmation))))),
    ]
    return [*headers, *[(f"key: {why}", protected_with(pair.public.algorithm.value, data)) for why, data in wrong_keys(pair)]]


def wrong_keys(pair: KeyPair) -> list[Wrong]:
    """COSE_Keys that are not the deterministic one."""
    entries = entries_of_key(pair)
    kind, curve, first, *second = entries
    flipped = bytes((pair.public.x[0] ^ 1,)) + pair.public.x[1:]
    keys = [
        ("an empty map", EMPTY_MAP),
        ("null", NULL),
        ("a byte string of it", byte_string(mapping(*entries))),
        ("no key type", mapping(*entries[1:])),
        ("no curve", mapping(kind, first, *second)),
        ("no x", mapping(kind, curve, *second)),
        ("its entries backwards", mapping(*entries[::-1])),
        ("ordered by number, negative labels first", mapping(*second, first, curve, kind)),
        ("x twice", mapping(*entries, first)),
        ("x twice, and different", mapping(kind, curve, (integer(-2), byte_string(flipped)), first, *second)),
        ("its own identifier as well", mapping(kind, (integer(2), byte_string(b"1")), curve, first, *second)),
        ("its own algorithm as well", mapping(kind, (integer(3), integer(pair.public.algorithm.value)), curve, first, *second)),
        ("allowed operations as well", mapping(kind, (integer(4), array(integer(2))), curve, first, *second)),
        ("a private part as well", mapping(*entries, (integer(-4), byte_string(bytes(32))))),
        ("key type 3, RSA", mapping((integer(1), integer(3)), *entries[1:])),
        ("key type 4, symmetric", mapping((integer(1), integer(4)), *entries[1:])),
        ("the curve's label in one byte more", mapping(kind, (head(1, 0, 1), curve[1]), first, *second)),
        ("curve 2, P-384", mapping(kind, (integer(-1), integer(2)), first, *second)),
        ("curve 4, X25519", mapping(kind, (integer(-1), integer(4)), first, *second)),
        ("curve 7, Ed448", mapping(kind, (integer(-1), integer(7)), first, *second)),
        ("curve 8, secp256k1", mapping(kind, (integer(-1), integer(8)), first, *second)),
        ("x one byte short", mapping(kind, curve, (integer(-2), byte_string(pair.public.x[1:])), *second)),
        ("x one byte long", mapping(kind, curve, (integer(-2), byte_string(b"\0" + pair.public.x)), *second)),
        ("x with its length in two bytes", mapping(kind, curve, (integer(-2), b"\x59\x00\x20" + pair.public.x), *second)),
        ("x as text", mapping(kind, curve, (integer(-2), text("a" * 32)), *second)),
        ("x null", mapping(kind, curve, (integer(-2), NULL), *second)),
        ("a map of indefinite length", b"\xbf" + b"".join(label + value for label, value in entries) + b"\xff"),
    ]
    if second:
        compressed = mapping(kind, curve, first, (integer(-3), TRUE))
        keys += [
            ("y as the sign bit of a compressed point", compressed),
            ("no y", mapping(kind, curve, first)),
            ("y one byte short", mapping(kind, curve, first, (integer(-3), byte_string(bytes(31))))),
            ("y before x", mapping(kind, curve, *second, first)),
            ("x as a compressed point", mapping(kind, curve, (integer(-2), byte_string(b"\x02" + pair.public.x)))),
        ]
    else:
        keys.append(("a y as well", mapping(*entries, (integer(-3), byte_string(bytes(32))))))
    return keys


def pairs() -> Sequence[KeyPair]:
    """One key of each algorithm."""
    return [key_pair("alice", algorithm) for algorithm in Algorithm]


def _der(signature: bytes) -> bytes:
    """The halves of a signature as the two integers of an ASN.1 sequence, which is how most ECDSA libraries write it."""
    halves = b"".join(b"\x02\x21\x00" + half for half in (signature[:32], signature[32:]))
    return b"\x30" + bytes((len(halves),)) + halves
