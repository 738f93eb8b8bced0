"""WIRE-3, WIRE-4, WIRE-6, WIRE-7 and WIRE-8: hashes, lists, keys and signatures."""

from hashlib import sha256, sha512

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from reference.codes import Code, Reject
from reference.wire import cbor
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.keys import ED25519_PRIME, P256_PRIME, SMALL_ORDER_Y, Algorithm, PublicKey, check_key, decode_key, encode_key, thumbprint
from reference.wire.lists import EMPTY_LIST_ROOT, list_root
from reference.wire.signature import ED25519_ORDER, P256_ORDER, verify
from vectors.keys import KeyPair, key_pair, sign

ALICE = key_pair("alice")
BOB = key_pair("bob", Algorithm.ES256)


def rejection(key: PublicKey, message: bytes, signature: bytes) -> Code | None:
    try:
        verify(key, message, signature)
    except Reject as reject:
        return reject.code
    return None


def key_rejected(key: PublicKey) -> bool:
    try:
        check_key(key)
    except Reject as reject:
        return reject.code is Code.KEY_INVALID
    return False


def test_a_tagged_hash_is_sha_256_of_length_tag_and_data() -> None:
    assert tagged_hash(Tag.COIN_ID, b"WATT") == sha256(b"\x12smartshare/coin-id" + b"WATT").digest()


def test_tags_are_distinct_ascii_of_the_project_and_fit_their_length_byte() -> None:
    texts = [tag.text for tag in Tag]
    assert len(set(texts)) == len(texts)
    assert all(text.startswith(b"smartshare/") and text.isascii() and len(text) < 256 for text in texts)


def rfc_9162_root(entries: list[bytes]) -> bytes:
    """The recursive definition of RFC 9162, section 2.1.1, with our hashes: split at the largest power of two below the length."""
    if not entries:
        return tagged_hash(Tag.LIST_EMPTY, b"")
    if len(entries) == 1:
        return tagged_hash(Tag.LIST_LEAF, entries[0])
    split = 1 << (len(entries) - 1).bit_length() - 1
    return tagged_hash(Tag.LIST_NODE, rfc_9162_root(entries[:split]) + rfc_9162_root(entries[split:]))


@pytest.mark.parametrize("length", [*range(70), 127, 128, 129, 1000])
def test_list_roots_have_the_shape_of_rfc_9162(length: int) -> None:
    entries = [bytes([place % 251]) * (place % 40) for place in range(length)]
    assert list_root(entries) == rfc_9162_root(entries)


def test_a_list_whose_last_entry_is_doubled_has_another_root() -> None:
    """The fault of trees that join an odd node with itself."""
    assert list_root([b"a", b"b", b"c"]) != list_root([b"a", b"b", b"c", b"c"])


def test_the_empty_list_is_not_the_list_of_the_empty_entry() -> None:
    assert list_root([]) == EMPTY_LIST_ROOT != list_root([b""])


@pytest.mark.parametrize("pair", [ALICE, BOB], ids=["eddsa", "es256"])
def test_a_key_encodes_as_a_deterministic_cose_key(pair: KeyPair) -> None:
    key = pair.public
    parameters = {1: 1, -1: 6, -2: key.x} if key.y is None else {1: 2, -1: 1, -2: key.x, -3: key.y}
    assert encode_key(key) == cbor.encode(parameters)
    assert decode_key(encode_key(key)) == key
    assert thumbprint(key) == sha256(encode_key(key)).digest()


def test_the_thumbprint_of_rfc_9679_section_6() -> None:
    """The RFC's own example: an EC2 key whose other parameters do not count."""
    x = bytes.fromhex("65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d")
    y = bytes.fromhex("1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c")
    assert thumbprint(PublicKey(Algorithm.ES256, x, y)).hex() == "496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec"


@pytest.mark.parametrize(
    ("why", "parameters"),
    [
        ("other curve", {1: 1, -1: 4, -2: bytes(32)}),
        ("other type", {1: 2, -1: 6, -2: bytes(32)}),
        ("short x", {1: 1, -1: 6, -2: bytes(31)}),
        ("long x", {1: 1, -1: 6, -2: bytes(33)}),
        ("no x", {1: 1, -1: 6}),
        ("key id", {1: 1, 2: b"", -1: 6, -2: bytes(32)}),
        ("algorithm", {1: 1, 3: -8, -1: 6, -2: bytes(32)}),
        ("secret", {1: 1, -1: 6, -2: bytes(32), -4: bytes(32)}),
        ("no y", {1: 2, -1: 1, -2: bytes(32)}),
        ("P-384", {1: 2, -1: 2, -2: bytes(32), -3: bytes(32)}),
        ("empty", {}),
    ],
)
def test_a_cose_key_with_anything_else_is_malformed(why: str, parameters: dict[int, object]) -> None:
    with pytest.raises(Reject, match="MALFORMED"):
        decode_key(cbor.encode(parameters))


def test_a_compressed_y_is_malformed() -> None:
    """RFC 9053 allows the sign of y instead of y; one key would have two accounts."""
    key = BOB.public
    assert key.y is not None
    data = encode_key(key)[:-34] + (b"\xf5" if key.y[-1] & 1 else b"\xf4")
    with pytest.raises(Reject, match="MALFORMED"):
        decode_key(data)


@given(st.binary(max_size=80))
def test_any_bytes_are_a_key_or_malformed(data: bytes) -> None:
    try:
        key = decode_key(data)
    except Reject as reject:
        assert reject.code is Code.MALFORMED  # noqa: PT017 - both outcomes are right, for different bytes
    else:
        assert encode_key(key) == data


def _add(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """The addition law of edwards25519 (RFC 8032, section 5.1), in affine coordinates."""
    p = ED25519_PRIME
    d = -121665 * pow(121666, -1, p) % p
    (x1, y1), (x2, y2) = one, other
    common = d * x1 * x2 * y1 * y2 % p
    return (x1 * y2 + x2 * y1) * pow(1 + common, -1, p) % p, (y1 * y2 + x1 * x2) * pow(1 - common, -1, p) % p


def _points(y: int) -> list[tuple[int, int]]:
    """The points of the curve with this y: x^2 = (y^2 - 1) / (d y^2 + 1)."""
    p = ED25519_PRIME
    d = -121665 * pow(121666, -1, p) % p
    square = (y * y - 1) * pow(d * y * y + 1, -1, p) % p
    root = pow(square, (p + 3) // 8, p)
    if root * root % p != square:
        root = root * pow(2, (p - 1) // 4, p) % p
    assert root * root % p == square
    return sorted({(root, y), (-root % p, y)})


def test_the_small_order_list_is_all_eight_points_whose_order_divides_eight() -> None:
    points = [point for y in SMALL_ORDER_Y for point in _points(y)]
    assert len(points) == 8
    for point in points:
        eightfold = point
        for _ in range(3):
            eightfold = _add(eightfold, eightfold)
        assert eightfold == (0, 1)


@pytest.mark.parametrize("sign_bit", [0, 1])
@pytest.mark.parametrize("y", sorted(SMALL_ORDER_Y))
def test_every_encoding_of_a_small_order_point_is_an_invalid_key(y: int, sign_bit: int) -> None:
    """The non-canonical ones too: y + p where it fits, and x = 0 with the sign set."""
    for value in (y, y + ED25519_PRIME):
        if value < 2**255:
            assert key_rejected(PublicKey(Algorithm.EDDSA, (value | sign_bit << 255).to_bytes(32, "little"), None))


@pytest.mark.parametrize("y", range(ED25519_PRIME, 2**255))
def test_every_non_canonical_ed25519_key_is_invalid(y: int) -> None:
    for sign_bit in (0, 1):
        assert key_rejected(PublicKey(Algorithm.EDDSA, (y | sign_bit << 255).to_bytes(32, "little"), None))


def test_an_ed25519_key_off_the_curve_is_valid_and_verifies_nothing() -> None:
    """y = 2 has no x. The signature is another key's, so that only the key is at fault."""
    key = PublicKey(Algorithm.EDDSA, (2).to_bytes(32, "little"), None)
    check_key(key)
    assert rejection(key, b"message", sign(ALICE, b"message")) is Code.SIGNATURE_INVALID


def test_invalid_p256_keys() -> None:
    x, y = BOB.public.x, BOB.public.y
    assert y is not None
    for wrong in [
        (x, bytes(32)),
        (bytes(32), bytes(32)),
        (bytes(32), y),
        (y, x),
        (b"\xff" * 32, y),
        (x, b"\xff" * 32),
        (P256_PRIME.to_bytes(32, "big"), y),
        (x, (int.from_bytes(y, "big") ^ 1).to_bytes(32, "big")),
    ]:
        assert key_rejected(PublicKey(Algorithm.ES256, *wrong))
    check_key(PublicKey(Algorithm.ES256, x, (P256_PRIME - int.from_bytes(y, "big")).to_bytes(32, "big")))


def test_p256_coordinates_at_or_above_the_prime_are_invalid_though_they_satisfy_the_equation() -> None:
    """The x = 5 point exists, and 5 + p fits 32 bytes: reduced, it would be the same key under another account."""
    y = pow(5**3 - 15 + 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B, (P256_PRIME + 1) // 4, P256_PRIME).to_bytes(32, "big")
    check_key(PublicKey(Algorithm.ES256, (5).to_bytes(32, "big"), y))
    assert key_rejected(PublicKey(Algorithm.ES256, (5 + P256_PRIME).to_bytes(32, "big"), y))


@pytest.mark.parametrize("algorithm", Algorithm)
@given(message=st.binary(max_size=300), label=st.sampled_from("abc"))
def test_what_a_test_key_signs_verifies_for_it_alone(algorithm: Algorithm, message: bytes, label: str) -> None:
    pair = key_pair(label, algorithm)
    signature = sign(pair, message)
    assert rejection(pair.public, message, signature) is None
    assert rejection(pair.public, message + b"x", signature) is Code.SIGNATURE_INVALID
    assert rejection(key_pair("other", algorithm).public, message, signature) is Code.SIGNATURE_INVALID
    assert signature == sign(pair, message), "test signatures are reproducible"


def test_ed25519_s_with_the_order_added_is_not_canonical() -> None:
    signature = sign(ALICE, b"m")
    s = int.from_bytes(signature[32:], "little")
    assert rejection(ALICE.public, b"m", signature[:32] + (s + ED25519_ORDER).to_bytes(32, "little")) is Code.SIGNATURE_NOT_CANONICAL
    assert rejection(ALICE.public, b"m", signature[:32] + ED25519_ORDER.to_bytes(32, "little")) is Code.SIGNATURE_NOT_CANONICAL
    assert rejection(ALICE.public, b"m", signature[:32] + (ED25519_ORDER - 1).to_bytes(32, "little")) is Code.SIGNATURE_INVALID


@pytest.mark.parametrize("y", [*sorted(SMALL_ORDER_Y), ED25519_PRIME, ED25519_PRIME + 1, 2**255 - 1])
def test_ed25519_r_of_small_order_or_not_canonical(y: int) -> None:
    for sign_bit in (0, 1):
        r = (y | sign_bit << 255).to_bytes(32, "little")
        assert rejection(ALICE.public, b"m", r + sign(ALICE, b"m")[32:]) is Code.SIGNATURE_NOT_CANONICAL


def test_a_small_order_r_that_the_library_alone_would_accept() -> None:
    """S = h a with R the identity satisfies the equation: without the check on R the signature below would verify.

    Whoever knows the secret can make it, and libsodium refuses it: two nodes would disagree.
    """
    secret = sha256(b"a scalar that is known").digest()
    a = int.from_bytes(secret, "little") % ED25519_ORDER
    public = _encode(_multiply(a, _points(4 * pow(5, -1, ED25519_PRIME) % ED25519_PRIME)[_base_point_index()]))
    r = (1).to_bytes(32, "little")
    h = int.from_bytes(sha512(r + public + b"m").digest(), "little") % ED25519_ORDER
    signature = r + (h * a % ED25519_ORDER).to_bytes(32, "little")
    Ed25519PublicKey.from_public_bytes(public).verify(signature, b"m")  # The library takes it.
    assert rejection(PublicKey(Algorithm.EDDSA, public, None), b"m", signature) is Code.SIGNATURE_NOT_CANONICAL


def _base_point_index() -> int:
    """Which of the two points with y = 4/5 has the even x that RFC 8032 takes."""
    return [x & 1 for x, _ in _points(4 * pow(5, -1, ED25519_PRIME) % ED25519_PRIME)].index(0)


def _multiply(scalar: int, point: tuple[int, int]) -> tuple[int, int]:
    product = (0, 1)
    while scalar:
        if scalar & 1:
            product = _add(product, point)
        point = _add(point, point)
        scalar >>= 1
    return product


def _encode(point: tuple[int, int]) -> bytes:
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def test_es256_has_one_form_of_each_signature() -> None:
    signature = sign(BOB, b"m")
    r, s = signature[:32], int.from_bytes(signature[32:], "big")
    zero, order = bytes(32), P256_ORDER.to_bytes(32, "big")

    def code(r: bytes, s: bytes) -> Code | None:
        return rejection(BOB.public, b"m", r + s)

    assert code(r, s.to_bytes(32, "big")) is None
    for wrong in [
        (r, (P256_ORDER - s).to_bytes(32, "big")),
        (r, (P256_ORDER // 2 + 1).to_bytes(32, "big")),
        (zero, s.to_bytes(32, "big")),
        (r, zero),
        (order, s.to_bytes(32, "big")),
        (r, order),
        (b"\xff" * 32, b"\xff" * 32),
    ]:
        assert code(*wrong) is Code.SIGNATURE_NOT_CANONICAL
    assert code(r, (P256_ORDER // 2).to_bytes(32, "big")) is Code.SIGNATURE_INVALID
    assert code((P256_ORDER - 1).to_bytes(32, "big"), s.to_bytes(32, "big")) is Code.SIGNATURE_INVALID
