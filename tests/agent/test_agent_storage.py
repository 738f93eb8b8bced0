"""Chunks against RFC 9162 as it defines itself, draws against counting, and what the storage chapter promises."""

from collections import Counter
from contextlib import suppress
from hashlib import sha256
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.agent.audits import check_answer
from reference.agent.challenges import ANSWER_ROUNDS, DRAW_ROUNDS, challenge_of, challenge_seed, draw_chunks
from reference.agent.chunks import chunk_path, chunk_root, root_above
from reference.codes import Reject
from reference.consensus.randomness import cross_rounds
from reference.parameters import MAINNET
from reference.state.progress import Randomness
from reference.wire.cbor import encode
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.lists import list_root
from reference.wire.storage_bodies import MAX_CHUNK_BYTES, MAX_CHUNKS, MAX_PATH, MAX_SAMPLES, Piece

CHUNKS = tuple(sha256(bytes((place,))).digest() for place in range(40))


def audit_path(index: int, entries: tuple[bytes, ...]) -> list[bytes]:
    """RFC 9162, section 2.1.3.1, word by word."""
    if len(entries) == 1:
        return []
    split = 1 << (len(entries) - 1).bit_length() - 1
    if index < split:
        return [*audit_path(index, entries[:split]), list_root(entries[split:])]
    return [*audit_path(index - split, entries[split:]), list_root(entries[:split])]


@pytest.mark.parametrize("count", [*range(1, 20), 31, 32, 33, 40])
def test_paths_are_those_of_the_rfc(count: int) -> None:
    for index in range(count):
        path = chunk_path(CHUNKS[:count], index)
        assert path == b"".join(audit_path(index, CHUNKS[:count]))
        assert root_above(CHUNKS[index], index, count, path) == chunk_root(CHUNKS[:count])


@given(st.integers(2, 40), st.data())
def test_a_path_fits_one_place_of_one_number_of_chunks(count: int, data: st.DataObject) -> None:
    index, other = data.draw(st.integers(0, count - 1)), data.draw(st.integers(0, count - 1))
    path = chunk_path(CHUNKS[:count], index)
    if other != index:
        with suppress(Reject):
            assert root_above(CHUNKS[index], other, count, path) != chunk_root(CHUNKS[:count])


def test_a_leaf_is_no_node() -> None:
    """Two hashes that are presented as a chunk of 64 bytes do not have the root of the two chunks below them."""
    leaves = b"".join(tagged_hash(Tag.LIST_LEAF, chunk) for chunk in CHUNKS[:2])
    assert root_above(leaves, 0, 1, b"") != chunk_root(CHUNKS[:2])


@pytest.mark.parametrize(("chunks", "samples"), [(5, 2), (6, 3), (4, 4), (7, 1)])
def test_every_choice_is_drawn_about_equally_often(chunks: int, samples: int) -> None:
    drawn = Counter(draw_chunks(sha256(number.to_bytes(4, "big")).digest(), chunks, samples) for number in range(6_000))
    choices = list(combinations(range(chunks), samples))
    assert set(drawn) == set(choices)
    mean = 6_000 / len(choices)
    assert all(abs(times - mean) < 6 * mean**0.5 for times in drawn.values())


def test_few_chunks_are_all_asked_for() -> None:
    assert draw_chunks(bytes(32), 3, 8) == (0, 1, 2)


def test_no_two_audits_have_one_challenge() -> None:
    random = Random(1)
    parts = [(random.randbytes(32), random.randbytes(32), random.randbytes(32), replica, audit) for replica in (0, 7) for audit in (1, 2, 2**32 - 1)]
    assert len({challenge_of(*part) for part in parts}) == len(parts)


def test_a_challenge_is_fixed_by_the_reveals_of_the_round_after_the_opening() -> None:
    """Round by round, as consensus keeps its randomness: what is mixed in the round of the opening decides nothing alone, what comes after the next nothing."""
    randomness = Randomness(seed=b"a" * 32, following=b"b" * 32, mix=b"c" * 32)
    seeds: list[bytes | None] = []
    for number in range(6):
        try:
            seeds.append(challenge_seed(randomness, number))
        except Reject:
            seeds.append(None)
        mixed = Randomness(randomness.seed, randomness.following, bytes((number,)) * 32)
        randomness = cross_rounds(mixed, 1)
    assert seeds == [None, None, bytes((1,)) * 32, bytes((1,)) * 32, None, None]


def test_each_agent_has_a_slot_in_each_round_of_an_answer() -> None:
    opened = 3 * MAINNET.agents + 98
    rounds = [slot // MAINNET.agents - opened // MAINNET.agents for slot in range(opened, opened + 6 * MAINNET.agents)]
    inside = [slot for slot, passed in enumerate(rounds) if DRAW_ROUNDS <= passed < DRAW_ROUNDS + ANSWER_ROUNDS]
    assert len(inside) == 2 * MAINNET.agents
    assert all(later == slot + 1 for slot, later in pairwise(inside))


def test_the_largest_answer_fits_into_a_transaction_of_mainnet() -> None:
    pieces = [[bytes(MAX_CHUNK_BYTES), bytes(32 * MAX_PATH)]] * MAX_SAMPLES
    envelope = 300
    assert MAX_CHUNKS == 2**MAX_PATH
    assert len(encode([bytes(32), 7, pieces])) + envelope <= MAINNET.max_transaction_bytes


def test_who_has_dropped_a_chunk_fails_exactly_the_audits_that_ask_for_it() -> None:
    root, dropped = chunk_root(CHUNKS), 17
    kept = [b"?" if place == dropped else chunk for place, chunk in enumerate(CHUNKS)]
    for number in range(60):
        asked = draw_chunks(bytes((number,)) * 32, len(CHUNKS), 4)
        pieces = tuple(Piece(kept[index], chunk_path(CHUNKS, index)) for index in asked)
        try:
            check_answer(root, len(CHUNKS), asked, pieces)
            assert dropped not in asked
        except Reject:
            assert dropped in asked
