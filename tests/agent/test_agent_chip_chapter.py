"""The chapter on the chip: what catching up costs it in commands is what the encoders and the parameters make it, and every command fits."""

from pathlib import Path

import pytest

from reference.agent.chip.following import Certify, ShowBorder, ShowLinks, ShowVote
from reference.agent.chip.machine import MAX_COMMAND_BYTES
from reference.consensus.finality import quorum
from reference.parameters import MAINNET
from reference.state.proof import StateProof, encode_proof
from reference.wire.block import Header
from reference.wire.order_bodies import MAX_OFFLINE
from reference.wire.vote import FinalityVote
from vectors.keys import key_pair, sign_header, sign_vote
from vectors.scenarios.session_builder import command_bytes

CHAPTER = (Path(__file__).parents[2] / "spec" / "chip.md").read_text(encoding="utf-8")
YEAR_SLOTS = 10_512_000
TERM_SLOTS = MAINNET.agents * MAINNET.term_rounds
HASH = bytes([255]) * 32
LINK = FinalityVote(HASH, YEAR_SLOTS // MAINNET.checkpoint_slots, HASH, YEAR_SLOTS // MAINNET.checkpoint_slots + 1, HASH)
MEMBERS = (HASH,) * MAINNET.agents


def border_command(siblings: int) -> bytes:
    header = sign_header(key_pair("cost"), Header(1, HASH, YEAR_SLOTS, YEAR_SLOTS, HASH, 0, HASH, HASH, HASH, HASH, HASH))
    return command_bytes(ShowBorder(header, MEMBERS, YEAR_SLOTS // TERM_SLOTS, encode_proof(StateProof(None, (HASH,) * siblings))))


def row(name: str, slots: int, voters: int) -> str:
    """A row of the table: the borders in so many slots, then the latest checkpoint; what is sent to the chip for that, and what it verifies."""
    borders = -(-slots // TERM_SLOTS)
    links, vote, end = (len(command_bytes(each)) for each in (ShowLinks(LINK, LINK, MEMBERS), ShowVote(True, sign_vote(key_pair("cost"), LINK)), Certify()))
    shown = links + 2 * voters * vote + end
    last = links + 2 * quorum(MAINNET.agents) * vote + end
    commands = borders * (3 + 2 * voters) + 2 + 2 * quorum(MAINNET.agents)
    signatures = borders * 2 * voters + 2 * quorum(MAINNET.agents)
    return f"| {name} | {borders:,} | {commands:,} | {signatures:,} | {borders * (shown + len(border_command(21))) + last:,} |"


@pytest.mark.parametrize(
    ("name", "slots", "sets"),
    [
        ("no set has changed", 0, 1),
        ("21 days, sets alike", MAX_OFFLINE, 1),
        ("21 days, sets disjoint", MAX_OFFLINE, 2),
        ("a year, sets alike", YEAR_SLOTS, 1),
        ("a year, sets disjoint", YEAR_SLOTS, 2),
    ],
)
def test_what_catching_up_costs_is_what_the_code_makes_it(name: str, slots: int, sets: int) -> None:
    assert row(name, slots, sets * quorum(MAINNET.agents)) in CHAPTER, row(name, slots, sets * quorum(MAINNET.agents))


def test_a_border_of_mainnet_fits_a_command() -> None:
    """With more siblings than any state of mainnet gives: paths are hashes, and 2^40 records are more than there will be."""
    assert len(border_command(40)) <= MAX_COMMAND_BYTES
    assert f"at most {MAX_COMMAND_BYTES:,} bytes" in CHAPTER.replace("of more than", "at most")
