"""Fork choice called by itself: the head of small trees and what of them stays, for whoever builds from the bottom up."""

from collections.abc import Sequence
from dataclasses import replace

from reference.consensus.fork_choice import Entry
from reference.numbers import MAX_UINT64, Epoch, Height, Slot
from reference.parameters import MINIMAL
from reference.state.finality import Checkpoint
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input

Node = tuple[int, int, Slot]
"""A block of a small tree: its name, its parent's, and its slot. Its hash is its name, 32 times."""

GENESIS = Checkpoint(0, bytes(32))
"""What is justified where nothing else is said."""


def fork_choice_cases() -> list[Case]:
    """Trees with ties, with checkpoints that decide, and with branches that go."""
    return [*_heads(), *_checkpoints(), *_leaders(), *_survivors()]


def _name(number: int) -> bytes:
    return bytes([number]) * 32


def _tree(
    nodes: Sequence[Node],
    justified: dict[int, Checkpoint] | None = None,
    current: dict[int, Checkpoint] | None = None,
    base: Height = 10,
) -> tuple[Entry, ...]:
    """The entries of blocks on block 0, which stands at height `base`; checkpoints are those of the blocks named, and genesis elsewhere."""
    heights = {0: base}
    entries = [Entry(_name(0), _name(255), base, 3, (justified or {}).get(0, GENESIS), (current or {}).get(0, GENESIS))]
    for number, parent, slot in nodes:
        heights[number] = heights[parent] + 1
        checkpoints = (justified or {}).get(number, GENESIS), (current or {}).get(number, GENESIS)
        entries.append(Entry(_name(number), _name(parent), heights[number], slot, *checkpoints))
    return tuple(entries)


def _head(why: str, entries: Sequence[Entry], *more: str) -> Case:
    return intended_case(("FORK-5", *more), Kind.CALL, MINIMAL.name, why, call_input("choose_head", {"entries": tuple(entries)}), None)


def _heads() -> list[Case]:
    fork = [(1, 0, 4), (2, 0, 5)]
    alike = [(2, 0, 4), (1, 0, 4)]
    deep = [(1, 0, 4), (2, 1, 9), (3, 0, 5), (4, 3, 6)]
    inner = [(1, 0, 4), (2, 1, 6), (3, 1, 5), (4, 3, 9), (5, 2, 7)]
    return [
        _head("one block", _tree([])),
        _head("one block, whose hash is that of its parent", [replace(each, parent=each.hash) for each in _tree([])]),
        _head("a chain of three, the highest one first", _tree([(1, 0, 4), (2, 1, 5)])[::-1]),
        _head("two branches: the lower slot", _tree(fork), "FORK-4"),
        _head("the same, with the lesser hash on the later slot", _tree([(2, 0, 4), (1, 0, 5)]), "FORK-4"),
        _head("two blocks of one slot: the lesser hash", _tree(alike), "FORK-4"),
        _head("the same in another order", _tree(alike[::-1]), "FORK-4"),
        _head("a longer branch with a later slot", _tree([*fork, (3, 2, 6)]), "FORK-4"),
        _head("a longer branch with a greater hash of the same slot", _tree([*alike, (3, 2, 6)]), "FORK-4"),
        _head("equally long branches whose first blocks' slots decide, not those of the tips", _tree(deep), "FORK-4"),
        _head("the same in another order", _tree(deep)[::-1], "FORK-4"),
        _head("a fork above another: the slots after the last common block decide", _tree(inner), "FORK-4"),
        _head("three branches, the middle one the longest", _tree([(1, 0, 4), (2, 0, 5), (3, 0, 6), (4, 2, 8)]), "FORK-4"),
        _head("a branch that is longer only by a fork of its own", _tree([(1, 0, 4), (2, 0, 5), (3, 2, 6), (4, 2, 7), (5, 4, 8)]), "FORK-4"),
        _head("heights and slots at the end of their ranges", _tree([(1, 0, MAX_UINT64), (2, 0, MAX_UINT64 - 1)], base=MAX_UINT64 - 1), "FORK-4"),
    ]


def _checkpoints() -> list[Case]:
    def highest(why: str, *justified: tuple[Epoch, int]) -> Case:
        checkpoints = tuple(Checkpoint(epoch, _name(name)) for epoch, name in justified)
        return intended_case(("FORK-2",), Kind.CALL, MINIMAL.name, why, call_input("highest_justified", {"justified": checkpoints}), None)

    return [
        highest("one checkpoint", (4, 7)),
        highest("the later epoch, first", (5, 9), (4, 7)),
        highest("the later epoch, last", (4, 7), (5, 9)),
        highest("one epoch: the lesser hash, first", (5, 7), (5, 9), (4, 1)),
        highest("one epoch: the lesser hash, last", (4, 1), (5, 9), (5, 7)),
        highest("the last epoch that there can be", (MAX_UINT64 - 1, 1), (MAX_UINT64, 9)),
    ]


def _leaders() -> list[Case]:
    nodes = [(1, 0, 5), (2, 1, 6), (3, 0, 4), (4, 3, 7), (5, 4, 8), (6, 5, 9)]
    first, other = Checkpoint(1, _name(0)), Checkpoint(1, _name(3))
    later = Checkpoint(2, _name(4))
    rules = ("FORK-3", "FORK-2")
    return [
        _head("the longer branch has not the justified checkpoint", _tree(nodes, {2: first}, {1: first, 2: first}), *rules),
        _head("the longer branch is another checkpoint's", _tree(nodes, {2: first}, {1: first, 2: first, 4: other, 5: other, 6: other}), *rules),
        _head("the longer branch may still have it", _tree(nodes, {2: first}, {1: first, 2: first, 4: first, 5: first, 6: first}), *rules),
        _head("the longer branch may have it up to its last block but one", _tree(nodes, {2: first}, {2: first, 4: first, 5: first, 6: later}), *rules),
        _head("and up to a block as high as the other branch, which began later", _tree(nodes, {2: first}, {2: first, 4: first, 5: later, 6: later}), *rules),
        _head("the last block has justified it after others could not lead", _tree(nodes, {2: first, 6: first}, {2: first, 5: later, 6: later}), *rules),
        _head("a later epoch on the shorter branch", _tree(nodes, {6: first, 5: first, 2: later}), *rules),
        _head("two checkpoints of one epoch: the lesser hash leads", _tree(nodes, {2: first, 6: other}), *rules),
        _head("two checkpoints of one epoch, the other way round", _tree(nodes, {2: other, 6: first}), *rules),
        _head("only the lowest block may lead", _tree(nodes, {0: first}), *rules),
    ]


def _survivors() -> list[Case]:
    nodes = [(1, 0, 4), (2, 1, 5), (3, 2, 10), (4, 1, 10), (5, 1, 9), (6, 5, 12), (7, 0, 11), (8, 2, 6)]
    entries = _tree(nodes)

    def kept(why: str, checkpoint: Checkpoint, of: Sequence[Entry] = entries) -> Case:
        arguments = {"entries": tuple(of), "finalised": checkpoint, "checkpoint_slots": MINIMAL.checkpoint_slots}
        return intended_case(("FORK-7",), Kind.CALL, MINIMAL.name, why, call_input("keep_descendants", arguments), None)

    return [
        kept("the lowest block: everything on it in its epoch or later", Checkpoint(0, _name(0))),
        kept("the lowest block, for the epoch after: what is of an earlier slot goes, with all on it", Checkpoint(1, _name(0))),
        kept("a block in the middle: its epoch begins with its child", Checkpoint(1, _name(1))),
        kept("the same block for a later epoch: a child before that goes", Checkpoint(2, _name(1))),
        kept("a block beside others", Checkpoint(2, _name(5))),
        kept("a tip", Checkpoint(3, _name(6))),
        kept("the same, read in another order", Checkpoint(1, _name(1)), entries[::-1]),
        kept("a block that is not in the tree: all stay, sorted", Checkpoint(9, _name(99)), entries[::-1]),
        kept("blocks of one height are sorted by their hashes", Checkpoint(0, _name(0)), _tree([(3, 0, 5), (1, 0, 6), (2, 0, 7)])),
    ]
