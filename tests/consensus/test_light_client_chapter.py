"""The chapter on the light client: what catching up costs is what the encoders and the parameters make it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from reference.consensus.finality import quorum
from reference.consensus.light_client import View
from reference.parameters import MAINNET
from reference.state.era import Era
from reference.state.proof import StateProof, encode_proof
from reference.state.records import encode_record
from reference.wire.block import Header
from reference.wire.keys import Algorithm
from reference.wire.vote import FinalityVote
from vectors.keys import key_pair, sign_header, sign_vote

CHAPTER = (Path(__file__).parents[2] / "spec" / "light-client.md").read_text(encoding="utf-8")
YEAR_SLOTS = 10_512_000
DAY_SLOTS = 86_400 // MAINNET.slot_seconds
TERM_SLOTS = MAINNET.agents * MAINNET.term_rounds
SIBLINGS = 21
HASH = bytes([255]) * 32
LATE = YEAR_SLOTS
"""Slots, heights and epochs of the first years have as many bytes as this number."""


@dataclass(frozen=True)
class Cost:
    """What a chip has to verify and to receive."""

    signatures: int
    size: int


def vote_bytes() -> int:
    return len(sign_vote(key_pair("cost"), FinalityVote(HASH, LATE // MAINNET.checkpoint_slots, HASH, LATE // MAINNET.checkpoint_slots + 1, HASH)))


def certificates(voters: int) -> Cost:
    """Two links, each with this many votes."""
    return Cost(2 * voters, 2 * voters * vote_bytes())


def members_bytes() -> int:
    return 32 * MAINNET.agents


def border(voters: int) -> Cost:
    """One change of the set: the certificates, the known set's members, and the next one's proof."""
    header = sign_header(key_pair("cost"), Header(1, HASH, LATE, LATE, HASH, 0, HASH, HASH, HASH, HASH, HASH))
    era = encode_record(Era((HASH,) * MAINNET.agents, LATE // TERM_SLOTS))
    proof = encode_proof(StateProof(None, (HASH,) * SIBLINGS))
    signed = certificates(voters)
    return Cost(signed.signatures, signed.size + members_bytes() + len(header) + len(era) + len(proof))


def row(name: str, slots: int) -> str:
    """A row of the chapter's table: the borders in so many slots, then the latest checkpoint."""
    borders = -(-slots // TERM_SLOTS)
    least = quorum(MAINNET.agents)
    last = certificates(least)
    costs = []
    for voters in (least, 2 * least):
        each = border(voters)
        total = Cost(borders * each.signatures + last.signatures, borders * each.size + last.size + members_bytes())
        costs += [f"{total.signatures:,}", f"{total.size:,}"]
    return f"| {name} | {borders:,} | {' | '.join(costs)} |"


@pytest.mark.parametrize(("name", "slots"), [("no set has changed", 0), ("21 days, the trusting period", 21 * DAY_SLOTS), ("a year", YEAR_SLOTS)])
def test_what_catching_up_costs_is_what_the_code_makes_it(name: str, slots: int) -> None:
    assert row(name, slots) in CHAPTER


def test_the_longest_vote_is_as_long_as_the_chapter_says() -> None:
    longest = FinalityVote(HASH, 2**64 - 2, HASH, 2**64 - 1, HASH)
    assert f"at most {len(sign_vote(key_pair('cost', Algorithm.ES256), longest))} bytes" in CHAPTER


def test_a_chip_keeps_what_the_view_s_docstring_says() -> None:
    """The epoch and the era's number in 8 bytes each, and two hashes besides the chain's id."""
    assert f"{8 + 32 + 8 + 32} bytes and its chain's id" in (View.__doc__ or "")
