"""Randomness and order: layers of onions, the mix after each reveal, and orders of rounds, down to the last bit that enters them."""

from collections.abc import Mapping
from hashlib import sha256

from reference.consensus.randomness import NO_LAYER, mix_reveal, onion_layer
from reference.numbers import MAX_UINT64, AccountId, Hash
from vectors.build import ALICE, BOB, reference_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input, callees

SECRET = sha256(b"smartshare vectors: the innermost layer").digest()
SEED = sha256(b"smartshare vectors: seed").digest()


def randomness_cases() -> list[Case]:
    """Calls of the procedures that the randomness and the orders of rounds are made of."""
    return [*_layers(), *_mixes(), *_orders()]


def _layers() -> list[Case]:
    cases = [_call("onion_layer", "around 32 zero bytes", {"below": NO_LAYER}), _call("onion_layer", "around 32 bytes 255", {"below": b"\xff" * 32})]
    layer = SECRET
    for depth in range(3):
        cases.append(_call("onion_layer", f"layer {depth + 1} of an onion", {"below": layer}))
        layer = onion_layer(layer)
    return cases


def _mixes() -> list[Case]:
    first, second = onion_layer(SECRET), SECRET
    once = mix_reveal(SEED, ALICE.account, first)
    return [
        _mix("a first reveal", SEED, ALICE.account, first),
        _mix("the same reveal by another agent", SEED, BOB.account, first),
        _mix("the reveal below it, mixed in after it", once, ALICE.account, second),
        _mix("a copied reveal, mixed in after the one that it copies: nothing is cancelled", once, BOB.account, first),
        _mix("a reveal that equals the mix", SEED, ALICE.account, SEED),
        _mix("agent and reveal exchanged", SEED, first, ALICE.account),
    ]


def _orders() -> list[Case]:
    agents = tuple(sha256(f"smartshare vectors: agent {place}".encode()).digest() for place in range(99))
    return [
        _order("one agent", SEED, 0, agents[:1]),
        _order("five agents in a round", SEED, 7, agents[:5]),
        _order("the same in the next round, with the same seed", SEED, 8, agents[:5]),
        _order("the same, listed the other way round", SEED, 7, agents[4::-1]),
        _order("with another seed", onion_layer(SEED), 7, agents[:5]),
        _order("in a round of two bytes", SEED, 256, agents[:5]),
        _order("in the last round of all", SEED, MAX_UINT64, agents[:5]),
        _order("ninety-nine agents", SEED, 72, agents),
    ]


def _mix(why: str, mix: Hash, agent: AccountId, reveal: Hash) -> Case:
    return _call("mix_reveal", why, {"mix": mix, "agent": agent, "reveal": reveal})


def _order(why: str, seed: Hash, current: int, members: tuple[AccountId, ...]) -> Case:
    return _call("round_order", why, {"seed": seed, "current": current, "members": members})


def _call(name: str, why: str, arguments: Mapping[str, object]) -> Case:
    return reference_case((callees()[name].rule,), Kind.CALL, "minimal", f"{name}: {why}", call_input(name, arguments))
