"""Trees of blocks for the theorems that Hypothesis alone tries: drawn as what some producers build on, then made of signed blocks."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from reference.block_tree import BlockTree, begin_tree, deliver_block, tick
from reference.consensus.randomness import NO_LAYER
from reference.numbers import Length, Range, Slot
from reference.state.state import State
from reference.transition import Accepted, Rejected, apply_block, propose
from reference.wire.block import Block, encode_block, encode_header
from reference.wire.hashing import Tag
from spec.theorems.drafts import ACCOUNTS, sealed
from spec.theorems.walks import Absent, beginning, next_layer, producer_of, votes_for

LATER: Slot = 1_000
"""A slot after those of all drawn blocks."""


@dataclass(frozen=True, slots=True)
class Sprout:
    """One block of a tree."""

    back: Annotated[int, Range(0, 5)]
    """What it is built on: 0 for the block that was made last, 1 for the one before, and so on, round and round."""
    gap: Annotated[int, Range(1, 6)]
    """Slots from its parent to it."""
    reveals: bool
    absent: Absent
    """Where it is of a new epoch it carries votes; of so many agents it does not."""


Sprouts = Annotated[tuple[Sprout, ...], Length(0, 9)]
"""A tree, its blocks in the order in which they were made. Two alike are one block."""


@lru_cache(maxsize=4096)
def made(sprouts: tuple[Sprout, ...]) -> tuple[tuple[bytes, State], ...]:
    """The blocks, each with the state after it; before the first one stands genesis, without bytes."""
    if not sprouts:
        return ((b"", beginning()),)
    before, sprout = made(sprouts[:-1]), sprouts[-1]
    parent = before[-1 - sprout.back % len(before)][1]
    return (*before, _grown(parent, sprout))


def _grown(parent: State, sprout: Sprout) -> tuple[bytes, State]:
    slot = parent.head.slot + sprout.gap
    producer, votes = producer_of(parent, slot), votes_for(parent, slot, sprout.absent)
    header = propose(parent, (), slot, producer, votes, next_layer(parent, producer) if sprout.reveals else NO_LAYER)
    data = encode_block(Block(sealed(ACCOUNTS.index(producer), encode_header(header), Tag.BLOCK_HEADER), (), votes))
    applied = apply_block(parent, data)
    if not isinstance(applied, Accepted):
        raise AssertionError(f"a good block is rejected with {applied.code.name}")
    return data, applied.state


def blocks_of(sprouts: tuple[Sprout, ...]) -> tuple[bytes, ...]:
    """The blocks of a tree, parents first."""
    return tuple(data for data, _ in made(sprouts)[1:])


def delivered(tree: BlockTree, blocks: tuple[bytes, ...]) -> BlockTree:
    """The tree after blocks, of which it may reject some."""
    for data in blocks:
        outcome = deliver_block(tree, data)
        tree = tree if isinstance(outcome, Rejected) else outcome
    return tree


def tree_of(sprouts: tuple[Sprout, ...], now: Slot = LATER) -> BlockTree:
    """What a node has that was given all these blocks when they were made."""
    return delivered(tick(begin_tree(beginning()), now), blocks_of(sprouts))
