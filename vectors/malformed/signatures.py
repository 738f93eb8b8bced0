"""Keys and signatures on which libraries disagree: each pins one sentence of WIRE-7 or WIRE-8.

Every one is given twice: as a call of the rule, and inside a transaction that is right in everything else.
"""

from collections.abc import Iterator

from reference.codes import Code
from reference.wire.block import encode_header
from reference.wire.envelope import Envelope, encode_envelope, signed_bytes
from reference.wire.hashing import Tag
from reference.wire.keys import ED25519_PRIME, P256_B, P256_PRIME, SMALL_ORDER_Y, Algorithm, PublicKey
from reference.wire.signature import ED25519_ORDER, P256_ORDER
from reference.wire.transaction import Transaction, Transfer, encode_transaction
from vectors.build import ALICE, BOB, CAROL, intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input
from vectors.json_text import Json
from vectors.keys import KeyPair, key_pair, sign
from vectors.malformed import edwards
from vectors.malformed.decoding import CHAIN
from vectors.malformed.objects import HEADER

SIGN_BIT = 2**255
"""The bit of an Ed25519 point that says which x of the two."""

MESSAGE = Transaction(CHAIN, 2, 1_000, 300, Transfer(BOB.account, 1_000))
"""What every transaction here says."""

Example = tuple[Code | None, str, PublicKey, bytes, bytes]
"""What the answer must be, why, the key, the message, the signature."""


def key_cases() -> list[Case]:
    """Public keys, good and bad, as calls."""
    cases = []
    for code, why, key in _keys():
        cases.append(intended_case(("WIRE-7",), Kind.CALL, "minimal", why, call_input("check_key", {"key": key}), code))
        cases.append(intended_case(("WIRE-6",), Kind.CALL, "minimal", f"the account of: {why}", call_input("thumbprint", {"key": key}), None))
    return cases


def signature_cases() -> list[Case]:
    """Signatures, good and bad, as calls."""
    return [
        intended_case(("WIRE-8",), Kind.CALL, "minimal", why, call_input("verify", {"key": key, "message": message, "signature": signature}), code)
        for code, why, key, message, signature in [*_ed25519(b"smartshare"), *_p256(b"smartshare")]
    ]


def signed_transaction_cases() -> list[Case]:
    """The same keys and signatures, each in a transaction."""
    payload = encode_transaction(MESSAGE)
    cases = []
    for code, why, key in _keys():
        if code is not None:
            envelope = encode_envelope(Envelope(key, payload, sign(ALICE, b"")))
            cases.append(_transaction(("WIRE-7", "TX-1"), f"key: {why}", envelope, code))
    examples: list[Example] = [*_ed25519(None), *_p256(None)]
    cases += [_transaction(("WIRE-8", "TX-1"), why, encode_envelope(Envelope(key, payload, signature)), code) for code, why, key, _, signature in examples]
    return [*cases, *_uses(payload), *_two_faults(payload)]


def _two_faults(payload: bytes) -> list[Case]:
    """A payload of wrong form under a key of small order, in a transaction and in a header: the form is looked at first."""
    transaction, header = (encode_envelope(Envelope(_ed25519_key(1), part[:-1], sign(ALICE, b""))) for part in (payload, encode_header(HEADER)))
    why = "the payload is malformed, and the key of small order"
    given: Json = {"decode": "header", "bytes": header.hex()}
    return [
        _transaction(("WIRE-10", "TX-1"), why, transaction, Code.MALFORMED),
        intended_case(("WIRE-13",), Kind.DECODE, "minimal", f"a header: {why}", given, Code.MALFORMED),
    ]


def _uses(payload: bytes) -> list[Case]:
    """A signature for one use does not verify for another, nor for another payload."""
    as_header = sign(ALICE, signed_bytes(ALICE.public, payload, Tag.BLOCK_HEADER))
    bare = sign(ALICE, payload)
    of_header = sign(ALICE, signed_bytes(ALICE.public, encode_header(HEADER), Tag.TRANSACTION))
    unused = sign(ALICE, signed_bytes(ALICE.public, payload, Tag.TRANSACTION).replace(Tag.TRANSACTION.value, bytes(len(Tag.TRANSACTION.value))))
    rules = ("WIRE-8", "WIRE-5", "TX-1")
    signatures = [
        ("signed as a block header", as_header),
        ("only the payload signed, without its context", bare),
        ("another payload signed", of_header),
        ("zeros in place of the use", unused),
    ]
    return [_transaction(rules, why, encode_envelope(Envelope(ALICE.public, payload, signature)), Code.SIGNATURE_INVALID) for why, signature in signatures]


def _keys() -> Iterator[tuple[Code | None, str, PublicKey]]:
    for pair in (ALICE, CAROL):
        yield None, f"a good key for {pair.public.algorithm.name}", pair.public
    names = {0: "of order 4", 1: "the identity", ED25519_PRIME - 1: "of order 2"}
    for y in sorted(SMALL_ORDER_Y):
        for sign_bit, name in ((0, "even"), (SIGN_BIT, "odd")):
            yield Code.KEY_INVALID, f"Ed25519: a point {names.get(y, 'of order 8')}, x {name}", _ed25519_key(y | sign_bit)
    for excess in range(19):
        name = f"Ed25519: y is the field's prime plus {excess}, which is {excess} written otherwise"
        yield Code.KEY_INVALID, name, _ed25519_key(ED25519_PRIME + excess)
    yield Code.KEY_INVALID, "Ed25519: y is the field's prime, x odd", _ed25519_key(ED25519_PRIME | SIGN_BIT)
    yield Code.KEY_INVALID, "Ed25519: every bit is set", _ed25519_key(2**256 - 1)
    yield None, "Ed25519: no point of the curve has this y; such a key verifies nothing", _ed25519_key(2)
    yield None, "Ed25519: a point of mixed order, which is not small", _mixed_key(ALICE)
    yield None, "Ed25519: the other x of a good key", _ed25519_key(int.from_bytes(ALICE.public.x, "little") ^ SIGN_BIT)
    x, y = int.from_bytes(CAROL.public.x, "big"), int.from_bytes(CAROL.public.y or b"", "big")
    yield None, "P-256: the other y of a good key", _p256_key(x, P256_PRIME - y)
    yield Code.KEY_INVALID, "P-256: y is one more than that of a point", _p256_key(x, y + 1)
    yield Code.KEY_INVALID, "P-256: x and y exchanged", _p256_key(y, x)
    yield Code.KEY_INVALID, "P-256: zeros, as some write the point at infinity", _p256_key(0, 0)
    yield Code.KEY_INVALID, "P-256: x is 0, and y too small", _p256_key(0, 1)
    yield Code.KEY_INVALID, "P-256: x is the field's prime", _p256_key(P256_PRIME, y)
    root = _p256_y_of_zero()
    yield None, "P-256: x is 0, and y is right", _p256_key(0, root)
    yield Code.KEY_INVALID, "P-256: x is the field's prime, which is 0 written otherwise, and y is right for 0", _p256_key(P256_PRIME, root)
    yield Code.KEY_INVALID, "P-256: every bit is set", _p256_key(2**256 - 1, 2**256 - 1)
    yield Code.KEY_INVALID, "P-256: y is the field's prime plus 5, which is 5 written otherwise", _p256_key(_X_WHERE_Y_IS_5, P256_PRIME + 5)
    yield None, "P-256: y is 5", _p256_key(_X_WHERE_Y_IS_5, 5)
    yield Code.KEY_INVALID, "P-256: the key of another curve, secp256k1's base point", _p256_key(_SECP256K1_X, _SECP256K1_Y)


_X_WHERE_Y_IS_5 = 0xD7325D7646CD60D80A92738CEB345F844CFFAF35841022CAB176F692DE8DE1D7
"""A point of P-256 whose second coordinate is so small that it can be written with the prime added. There are few: y is the root of no formula."""

_SECP256K1_X = 0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798
_SECP256K1_Y = 0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8


def _message(given: bytes | None, key: PublicKey) -> bytes:
    return signed_bytes(key, encode_transaction(MESSAGE), Tag.TRANSACTION) if given is None else given


def _ed25519(given: bytes | None) -> Iterator[Example]:
    """Signatures of a message, or of the transaction where none is given."""
    key = ALICE.public
    message = _message(given, key)
    good = sign(ALICE, message)
    commitment, s = good[:32], int.from_bytes(good[32:], "little")
    invalid, lenient = Code.SIGNATURE_INVALID, Code.SIGNATURE_NOT_CANONICAL

    def with_s(value: int) -> bytes:
        return commitment + value.to_bytes(32, "little")

    yield None, "Ed25519: a good signature", key, message, good
    yield invalid, "Ed25519: one bit of R changed", key, message, bytes((good[0] ^ 1,)) + good[1:]
    yield invalid, "Ed25519: one bit of S changed", key, message, good[:32] + bytes((good[32] ^ 1,)) + good[33:]
    yield invalid, "Ed25519: by another key", key, message, sign(BOB, message)
    yield invalid, "Ed25519: of another message", key, message, sign(ALICE, message + b"\0")
    yield invalid, "Ed25519: S is 0", key, message, with_s(0)
    yield invalid, "Ed25519: S is the order less one", key, message, with_s(ED25519_ORDER - 1)
    yield lenient, "Ed25519: S is the order", key, message, with_s(ED25519_ORDER)
    yield lenient, "Ed25519: the order added to S, which verifies where S is not checked", key, message, with_s(s + ED25519_ORDER)
    yield lenient, "Ed25519: fourteen times the order added to S: no bit above 253 shows it", key, message, with_s(s % ED25519_ORDER + 14 * ED25519_ORDER)
    yield lenient, "Ed25519: every bit of S is set", key, message, with_s(2**256 - 1)
    yield lenient, "Ed25519: zeros", key, message, bytes(64)
    for y in sorted(SMALL_ORDER_Y):
        yield lenient, f"Ed25519: R is of small order, y = {y:#x}", key, message, y.to_bytes(32, "little") + good[32:]
    yield lenient, "Ed25519: R is the identity with its sign set", key, message, (1 | SIGN_BIT).to_bytes(32, "little") + good[32:]
    yield lenient, "Ed25519: R is the identity, and S fits it", key, message, _with_small_commitment(ALICE, message)
    for excess in (0, 1, 3, 18):
        yield lenient, f"Ed25519: R's y is the prime plus {excess}", key, message, (ED25519_PRIME + excess).to_bytes(32, "little") + good[32:]
    yield lenient, "Ed25519: R's y is the prime plus 5, x odd", key, message, (ED25519_PRIME + 5 | SIGN_BIT).to_bytes(32, "little") + good[32:]
    yield invalid, "Ed25519: R is no point", key, message, (2).to_bytes(32, "little") + good[32:]
    nowhere = _ed25519_key(2)
    yield invalid, "Ed25519: the key is no point", nowhere, _message(given, nowhere), sign(ALICE, _message(given, nowhere))
    yield from _mixed_orders(given)


def _mixed_orders(given: bytes | None) -> Iterator[Example]:
    """Where the equation with the cofactor holds and the one without does not: RFC 8032 allows both, this rule only the latter."""
    torsion = edwards.point_of_order_eight()
    scalar = edwards.secret_scalar(ALICE.secret)
    message = _message(given, ALICE.public)
    nonce = 2**200 + 7
    shifted = edwards.encode(edwards.add(edwards.multiply(nonce, edwards.BASE), torsion))
    signature = edwards.signature_with(scalar, nonce, shifted, ALICE.public.x, message)
    yield Code.SIGNATURE_INVALID, "Ed25519: R of mixed order: holds with the cofactor only", ALICE.public, message, signature
    mixed = _mixed_key(ALICE)
    message = _message(given, mixed)
    found: dict[bool, bytes] = {}
    while len(found) < 2:
        nonce += 1
        commitment = edwards.encode(edwards.multiply(nonce, edwards.BASE))
        divisible = edwards.challenge(commitment, mixed.x, message) % 8 == 0
        found.setdefault(divisible, edwards.signature_with(scalar, nonce, commitment, mixed.x, message))
    yield None, "Ed25519: a key of mixed order whose part of small order the challenge cancels: holds without the cofactor too", mixed, message, found[True]
    yield Code.SIGNATURE_INVALID, "Ed25519: a key of mixed order: holds with the cofactor only", mixed, message, found[False]


def _p256(given: bytes | None) -> Iterator[Example]:
    key = CAROL.public
    message = _message(given, key)
    good = sign(CAROL, message)
    r, s = int.from_bytes(good[:32], "big"), int.from_bytes(good[32:], "big")
    half = P256_ORDER // 2
    invalid, lenient = Code.SIGNATURE_INVALID, Code.SIGNATURE_NOT_CANONICAL

    def pair(first: int, second: int) -> bytes:
        return first.to_bytes(32, "big") + second.to_bytes(32, "big")

    yield None, "P-256: a good signature", key, message, good
    yield lenient, "P-256: s above half the order, which verifies as well", key, message, pair(r, P256_ORDER - s)
    yield invalid, "P-256: s is half the order", key, message, pair(r, half)
    yield lenient, "P-256: s is half the order and one", key, message, pair(r, half + 1)
    yield lenient, "P-256: r is 0", key, message, pair(0, s)
    yield lenient, "P-256: s is 0", key, message, pair(r, 0)
    yield lenient, "P-256: r and s are 0, which a well-known library once took", key, message, pair(0, 0)
    yield invalid, "P-256: r and s are 1", key, message, pair(1, 1)
    yield invalid, "P-256: r is the order less one", key, message, pair(P256_ORDER - 1, s)
    yield lenient, "P-256: r is the order", key, message, pair(P256_ORDER, s)
    yield lenient, "P-256: s is the order", key, message, pair(r, P256_ORDER)
    yield lenient, "P-256: r is the field's prime", key, message, pair(P256_PRIME, s)
    yield lenient, "P-256: every bit is set", key, message, pair(2**256 - 1, 2**256 - 1)
    yield invalid, "P-256: r and s exchanged", key, message, pair(min(s, P256_ORDER - 1), min(r, half))
    yield invalid, "P-256: each half in the other order of bytes", key, message, _low(good[:32][::-1] + good[32:][::-1])
    yield invalid, "P-256: one bit of r changed", key, message, pair(r ^ 1, s)
    yield invalid, "P-256: one bit of s changed", key, message, pair(r, s ^ 1)
    other = key_pair("bob", Algorithm.ES256)
    yield invalid, "P-256: by another key", key, message, sign(other, message)
    yield invalid, "P-256: of another message", key, message, sign(CAROL, message + b"\0")


def _low(signature: bytes) -> bytes:
    """The same r, and an s in the lower half of the order."""
    s = int.from_bytes(signature[32:], "big") % (P256_ORDER // 2)
    r = int.from_bytes(signature[:32], "big") % P256_ORDER
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def _with_small_commitment(pair: KeyPair, message: bytes) -> bytes:
    """R is the identity and S the challenge times the secret: the equation holds, with and without the cofactor."""
    return edwards.signature_with(edwards.secret_scalar(pair.secret), 0, edwards.encode(edwards.IDENTITY), pair.public.x, message)


def _mixed_key(pair: KeyPair) -> PublicKey:
    """The pair's point plus one of order 8."""
    return PublicKey(Algorithm.EDDSA, edwards.encode(edwards.add(edwards.decode(pair.public.x), edwards.point_of_order_eight())), None)


def _ed25519_key(number: int) -> PublicKey:
    return PublicKey(Algorithm.EDDSA, number.to_bytes(32, "little"), None)


def _p256_key(x: int, y: int) -> PublicKey:
    return PublicKey(Algorithm.ES256, x.to_bytes(32, "big"), y.to_bytes(32, "big"))


def _p256_y_of_zero() -> int:
    """A square root of the curve's constant term; the prime is 3 modulo 4."""
    return pow(P256_B, (P256_PRIME + 1) // 4, P256_PRIME)


def _transaction(rules: tuple[str, ...], why: str, data: bytes, code: Code | None) -> Case:
    return intended_case(rules, Kind.DECODE, "minimal", why, {"decode": "transaction", "bytes": data.hex()}, code)
