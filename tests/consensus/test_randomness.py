"""Onions with real hashes against a model that knows the secrets, and orders of rounds: every order can come, and no place is anybody's."""

from collections import Counter
from hashlib import sha256
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reference.codes import Code, Reject
from reference.consensus.order import round_order, scheduled
from reference.consensus.randomness import NO_LAYER, advance_onion, commit_layer, mix_reveal, onion_layer
from reference.parameters import MAINNET
from reference.state.agent import ABSENT, Onion

DEPTH = 3
"""Layers that an agent of the model can reveal before its onion is used up."""


def onion_of(secret: bytes) -> list[bytes]:
    """The layers of an onion, the innermost first; the last one is what is committed to."""
    layers = [sha256(secret).digest()]
    for _ in range(DEPTH):
        layers.append(onion_layer(layers[-1]))
    return layers


def answer(onion: Onion, reveal: bytes, current: int) -> Onion | Code:
    """What becomes of a reveal."""
    try:
        return advance_onion(onion, reveal, onion_layer(reveal), current)
    except Reject as rejected:
        return rejected.code


STEPS = st.lists(st.tuples(st.sampled_from(["commit", "reveal", "wrong", "nothing", "wait"]), st.integers(0, 2)), max_size=30)


@given(STEPS)
def test_an_agent_reveals_its_onion_layer_by_layer_and_nothing_else(steps: list[tuple[str, int]]) -> None:
    """The model keeps the layers themselves; the chain sees hashes alone, and always tells right from wrong."""
    onion, current = ABSENT.onion, 0
    layers: list[bytes] = []
    waiting: tuple[int, list[bytes]] | None = None
    for number, (step, rounds) in enumerate(steps):
        current += rounds
        if waiting is not None and waiting[0] <= current:
            layers, waiting = waiting[1], None
        match step:
            case "commit":
                fresh = onion_of(bytes((number,)))
                onion = commit_layer(onion, fresh[-1], current)
                waiting = (current + 2, fresh)
            case "reveal" if len(layers) > 1:
                advanced = answer(onion, layers[-2], current)
                assert isinstance(advanced, Onion)
                onion = advanced
                layers.pop()
            case "reveal" | "wrong":
                # Also the layer in force itself, and whatever an onion that is used up or replaced once had.
                for value in (b"\x01" * 32, *layers[-1:], onion.layer, onion.pending):
                    if value != NO_LAYER:
                        assert answer(onion, value, current) == (Code.REVEAL_MISMATCH if layers else Code.REVEAL_UNEXPECTED)
            case "nothing":
                assert answer(onion, NO_LAYER, current) == onion


def test_a_copied_reveal_moves_the_mix_on_and_not_back() -> None:
    """With an exclusive or two equal reveals would cancel, and the copier choose between two results."""
    mixes = [bytes(32)]
    for agent in (b"a" * 32, b"b" * 32, b"a" * 32):
        mixes.append(mix_reveal(mixes[-1], agent, b"r" * 32))
    assert len(set(mixes)) == len(mixes)


def seeds(count: int) -> list[bytes]:
    """Seeds that nobody chose."""
    return [sha256(f"seed {number}".encode()).digest() for number in range(count)]


AGENTS = tuple(sha256(f"agent {number}".encode()).digest() for number in range(5))


def test_every_order_of_five_agents_comes_up() -> None:
    """A bias of the sort, or a hash that leaves out a part of what it should cover, would leave some orders out."""
    assert len({round_order(seed, 0, AGENTS) for seed in seeds(1_200)}) == 120


def test_no_agent_has_a_place_of_its_own() -> None:
    """Each of five agents is in each place about as often, under one seed whose round alone moves on, too."""
    for drawn in ([(seed, 7) for seed in seeds(2_000)], [(seeds(1)[0], current) for current in range(2_000)]):
        counts = Counter((agent, place) for seed, current in drawn for place, agent in enumerate(round_order(seed, current, AGENTS)))
        assert len(counts) == 25
        assert all(330 <= count <= 470 for count in counts.values())


def test_rounds_without_reveals_keep_the_seed_and_change_their_order() -> None:
    """Where nobody reveals, the seed repeats; the agent before one's own slot must not be the same for ever."""
    agents = tuple(sha256(f"agent {number}".encode()).digest() for number in range(MAINNET.agents))
    orders = [round_order(bytes(32), current, agents) for current in range(50)]
    assert all(sum(one == other for one, other in zip(*pair, strict=True)) < 10 for pair in pairwise(orders))


def test_a_slot_belongs_to_its_place_of_its_round() -> None:
    order = round_order(bytes(32), 3, AGENTS)
    assert [scheduled(order, slot) for slot in range(15, 20)] == list(order)
