"""What never leaves a chip."""

from collections.abc import Iterator
from hashlib import sha256, sha512

from suites import committed_suite

from reference.agent.chip.machine import lose_power, step
from reference.agent.chip.records import NO_SECRET, Device, Injected
from reference.wire.hashing import Tag
from vectors.case import Kind
from vectors.sessions import session_steps


def derived(seed: bytes, entropy: bytes) -> Iterator[bytes]:
    """A secret, what it was made from, and what signing makes of it (RFC 8032, section 5.1.5): the scalar, before and after clamping, and the prefix."""
    expanded = sha512(seed).digest()
    scalar = bytearray(expanded[:32])
    scalar[0] &= 248
    scalar[31] = scalar[31] & 127 | 64
    yield from (seed, entropy, expanded[:32], expanded[32:], bytes(scalar), seed[::-1], sha256(seed).digest(), sha256(Tag.CHIP_SEED.prefix + seed).digest())


def test_no_response_holds_a_secret_or_what_it_follows_from() -> None:
    """In every committed session, whatever is asked: no eight bytes in a row of any of it."""
    searched = 0
    for case in committed_suite():
        if case.kind is not Kind.SESSION:
            continue
        device, responses, secrets = Device(), [], set()
        for each in session_steps(case.input):
            outcome = step(device, each.command, Injected(each.entropy, each.reading))
            before = device
            device = outcome.device if each.cut is None else lose_power(device, outcome, each.cut)
            if before.non_volatile.seed == NO_SECRET and device.non_volatile.seed != NO_SECRET:
                secrets |= set(derived(device.non_volatile.seed, each.entropy))
            responses.append(outcome.response)
        sent = b"\0\0".join(responses)
        for secret in secrets:
            assert not any(secret[place : place + 8] in sent for place in range(len(secret) - 7)), case.id
        searched += len(secrets) > 0
    assert searched > 20


def test_two_uses_of_one_entropy_have_nothing_in_common() -> None:
    """A generator that gives the same twice shows no secret by the nonces that the chip asks with."""
    assert len({sha256(tag.prefix + bytes(32)).digest() for tag in (Tag.CHIP_SEED, Tag.FRESH_NONCE)}) == 2
