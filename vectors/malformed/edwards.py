"""The arithmetic of Ed25519's curve, as in RFC 8032, section 5.1: enough to make the keys and signatures that no library will make.

Slow, and not in constant time: its secrets are published test keys.
"""

from dataclasses import dataclass
from hashlib import sha512

from reference.wire.keys import ED25519_PRIME as P
from reference.wire.signature import ED25519_ORDER

D = -121665 * pow(121666, P - 2, P) % P
"""The curve's constant: -x^2 + y^2 = 1 + D x^2 y^2."""

ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


@dataclass(frozen=True, slots=True)
class Point:
    """A point in affine coordinates."""

    x: int
    y: int


IDENTITY = Point(0, 1)


def add(first: Point, second: Point) -> Point:
    """The sum of two points, by the complete formula."""
    product = D * first.x * second.x * first.y * second.y % P
    x = (first.x * second.y + second.x * first.y) * pow(1 + product, P - 2, P)
    y = (first.y * second.y + first.x * second.x) * pow(1 - product, P - 2, P)
    return Point(x % P, y % P)


def multiply(scalar: int, point: Point) -> Point:
    """A multiple of a point."""
    result = IDENTITY
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def encode(point: Point) -> bytes:
    """The 32 bytes of a point: y, little-endian, and the lowest bit of x on top."""
    return (point.y | (point.x & 1) << 255).to_bytes(32, "little")


def decode(data: bytes) -> Point:
    """The point of 32 bytes. Raises ValueError where there is none."""
    number = int.from_bytes(data, "little")
    y, sign = number & (2**255 - 1), number >> 255
    squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(squared, (P + 3) // 8, P)
    if (x * x - squared) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - squared) % P:
        raise ValueError("no point has this y")
    return Point(P - x if x & 1 != sign else x, y)


BASE = decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
"""The base point: y is four fifths, x is even."""


def point_of_order_eight() -> Point:
    """A point of order 8: what is left of a point when its part of large order is taken away."""
    y = 2
    while True:
        try:
            torsion = multiply(ED25519_ORDER, decode(y.to_bytes(32, "little")))
        except ValueError:
            y += 1
            continue
        if multiply(4, torsion) != IDENTITY:
            return torsion
        y += 1


def secret_scalar(seed: bytes) -> int:
    """The scalar of a seed, clamped as RFC 8032 says."""
    digest = bytearray(sha512(seed).digest()[:32])
    digest[0] &= 248
    digest[31] = digest[31] & 127 | 64
    return int.from_bytes(digest, "little")


def challenge(commitment: bytes, key: bytes, message: bytes) -> int:
    """The scalar by which the key is multiplied in the equation of a signature."""
    return int.from_bytes(sha512(commitment + key + message).digest(), "little") % ED25519_ORDER


def signature_with(scalar: int, nonce: int, commitment: bytes, key: bytes, message: bytes) -> bytes:
    """R as given, and the S that a signer with this scalar and nonce computes for it."""
    s = (nonce + challenge(commitment, key, message) * scalar) % ED25519_ORDER
    return commitment + s.to_bytes(32, "little")
