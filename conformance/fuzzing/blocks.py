"""The profile `consensus`: blocks whose headers say something wrong, are damaged or badly signed, or commit to something else, and right ones between them.

Each block is made for the state that the ones before it leave, so that what is drawn relative to a head is still at its
edge when the block is applied.
"""

from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.damage import draw_damaged
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.ledger import draw_transactions
from conformance.fuzzing.ledger_state import PEOPLE
from conformance.fuzzing.signed import draw_wrong_key, draw_wrong_signature
from conformance.fuzzing.tape import choices_of
from conformance.fuzzing.values import Draw, integers
from reference.numbers import MAX_UINT64, Slot
from reference.parameters import MAINNET, MINIMAL
from reference.state.state import Head, State
from reference.wire.block import Block, decode_block, encode_block
from reference.wire.hashing import Tag
from vectors.build import after, block
from vectors.case import Kind
from vectors.chain import agent_key, founded, grown, key_of, producer_of, target_of, vote
from vectors.state_form import write_state

ONES = b"\x01" * 32

AGENTS = tuple(agent_key(number) for number in range(3))

FUNDS = {MINIMAL.name: 10**6, MAINNET.name: 10**13}
"""What each of the people has, by preset."""

ANY_SIZE = 2**32 - 1
"""As large as the blocks that are made here will never be."""

MAX_FILLED_BYTES = 2**15
"""Up to which limit of size a block is filled up: beyond, it would take all the time there is."""

EDGES = (2**32 - 1, 2**53 - 1, 2**53, 2**53 + 1, 2**63 - 1, 2**63, MAX_UINT64 - 100)
"""Heights and slots after which numbers become wider, lose their last bit, or turn negative."""

WRONG_HEADERS = (
    *("receipts_root", "receipts_root", "reveal", "votes_root", "mode", "height", "height", "slot", "slot"),
    *("state_root", "state_root", "transactions_root", "chain", "parent", "version"),
)
"""What a header may get wrong; what is looked at last comes first, since Hypothesis likes what comes first."""


@st.composite
def chains(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """A state and the blocks that are applied to it."""
    preset = draw(st.sampled_from((*presets, *[MINIMAL.name] * 7 * (MINIMAL.name in presets))))
    state = draw_chain(draw, preset)
    state = replace(state, head=at_edge(choices_of(draw), state.head))
    written = write_state(state)
    blocks = []
    for _ in range(draw(st.integers(1, 3))):
        data = _draw_block(draw, state)
        blocks.append(data.hex())
        state = after(state, data)
    return Exchange(Kind.APPLY, preset, {"state": written, "blocks": list(blocks)})


def draw_chain(draw: Draw, preset: str) -> State:
    """A chain whose agents have produced a few blocks, with gaps or without, and voted or not."""
    return _chain(preset, tuple(draw(st.lists(st.sampled_from((1, 1, 1, 2, 5, 6, 20)), max_size=4 if preset == MINIMAL.name else 1))))


@lru_cache(maxsize=100)
def _chain(preset: str, gaps: tuple[int, ...]) -> State:
    """To make one takes longer than all that is then done with it."""
    return grown(founded(preset, accounts=dict.fromkeys(PEOPLE, FUNDS[preset])), accumulate(gaps))


def at_edge(choices: Choices, head: Head) -> Head:
    """The head at a height or in a slot at which numbers change their form, or as it is: the chain may have stood still for any time."""
    height = choices.one_of(EDGES) if not choices.integer(0, 5) else head.height
    slot = choices.one_of(EDGES) if not choices.integer(0, 5) else head.slot
    return replace(head, height=height, slot=slot)


def _draw_block(draw: Draw, state: State) -> bytes:
    following = min(state.head.slot + 1, MAX_UINT64)
    slot = following + draw(st.sampled_from((0, 0, 1, 4, 5, 20, 45))) if draw(st.integers(0, 7)) else draw(integers(following, MAX_UINT64))
    slot = min(slot, MAX_UINT64)
    producer = draw(st.sampled_from((*PEOPLE, *AGENTS))) if draw(st.integers(0, 7)) == 7 else producer_of(state, slot)
    sent = draw_transactions(draw, state, slot)
    changes = _draw_wrong_header(draw, state) if draw(st.integers(0, 2)) == 2 else {}
    data = block(state, sent, producer=producer, votes=draw_votes(draw, state, slot), **{"slot": slot, **changes})
    kept = decode_block(data, ANY_SIZE)
    match draw(st.integers(0, 23)):
        case 19:
            return draw_damaged(draw, data)
        case 18:
            return encode_block(replace(kept, header=draw_wrong_signature(draw, producer, kept.header, Tag.BLOCK_HEADER)))
        case 17:
            return encode_block(replace(kept, header=draw_wrong_key(draw, kept.header)))
        case 16:
            limit = state.chain.parameters.max_block_bytes
            return _filled(kept, limit + draw(st.sampled_from((1, 0)))) if limit < MAX_FILLED_BYTES else data
        case 15:
            others = (sent[::-1], sent[:-1], [*sent, *sent[-1:]], [*sent, b"\0"])
            return encode_block(Block(kept.header, tuple(draw(st.sampled_from(others))), kept.votes))
        case 14:
            return encode_block(Block(kept.header, kept.transactions, kept.votes[::-1] if len(kept.votes) > 1 else (b"\0",)))
        case _:
            return data


def _filled(kept: Block, size: int) -> bytes:
    """The block with one transaction more, of as many zeros as make it so large; itself where it is as large already."""
    filling = size - len(encode_block(replace(kept, transactions=(*kept.transactions, bytes(256)))))
    return encode_block(replace(kept, transactions=(*kept.transactions, bytes(256 + filling))) if filling >= 0 else kept)


def draw_votes(draw: Draw, state: State, slot: Slot) -> list[bytes]:
    """Votes for the current target: of everybody, of some, one twice, one that says something else, one of somebody without a seat."""
    target, voters = target_of(state, slot)
    members = sorted({*voters.members, *voters.former})
    if target.checkpoint.epoch <= target.source.epoch or not draw(st.integers(0, 2)):
        return []
    votes = [vote(state, key_of(member), target) for member in members[draw(st.sampled_from((0, 0, 1, 2, len(members) - 1))) :]]
    match draw(st.integers(0, 9)):
        case 9:
            return [*votes, votes[0]]
        case 8:
            return [*votes, vote(state, PEOPLE[0], target)]
        case 7:
            wrong: dict[str, Any] = draw(st.sampled_from(({"target_hash": ONES}, {"source_hash": ONES}, {"chain": ONES}, {"target_epoch": 2**32})))
            return [*votes[:-1], vote(state, key_of(members[-1]), target, **wrong)]
        case 6:
            return [*votes[:-1], draw_damaged(draw, votes[-1])]
        case _:
            return votes


def _draw_wrong_header(draw: Draw, state: State) -> dict[str, Any]:
    """Fields of a header that say something else than they should, one of them or two."""
    changes: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(WRONG_HEADERS), min_size=1, max_size=2)):
        if name == "height":
            height = state.head.height + draw(st.sampled_from((2, 0, 2, -1, 1 + 2**32, 1 - 2**32)))
            changes[name] = min(max(height, 0), MAX_UINT64)
        elif name == "slot":
            slot = state.head.slot + draw(st.sampled_from((0, -1, -2, -(2**32), -(2**32) + 1)))
            changes[name] = max(slot, 0) if draw(st.booleans()) else draw(integers(0, state.head.slot))
        elif name in ("version", "mode"):
            changes[name] = draw(st.sampled_from((2, 0, 255))) if name == "version" else draw(st.sampled_from((1, 255)))
        else:
            changes[name] = draw(st.sampled_from((ONES, bytes(32), state.chain.id)))
    return changes
