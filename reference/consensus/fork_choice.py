"""Fork choice: which of the blocks that a node holds is the head of its chain.

A node holds a tree of valid blocks, and follows the highest of those that have the highest justified checkpoint, or can still have it.
Nothing here applies a block: of its state only the checkpoints are looked at.
"""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.consensus.calendar import CheckpointSlots, epoch_of
from reference.numbers import MAX_UINT64, Epoch, Hash, Height, Slot
from reference.rules import kernel, procedure
from reference.state.finality import Checkpoint


@dataclass(frozen=True, slots=True)
class Entry:
    """A block of the tree, by what fork choice knows of it."""

    hash: Hash
    """The block's hash."""

    parent: Hash
    """The hash of the block that it extends."""

    height: Height
    """Blocks since genesis."""

    slot: Slot
    """The slot that it was produced in."""

    justified: Checkpoint
    """The highest checkpoint that is justified in its state."""

    current: Checkpoint
    """The checkpoint of its epoch: the next block, whenever it comes, can carry votes for it."""


@dataclass(frozen=True, slots=True)
class BranchKey:
    """The place of a branch among those that begin at one block: the lesser `depth` first, then the lesser `slot`."""

    depth: Height
    """How far its highest block is below the largest height that there is."""

    slot: Slot
    """The slot of its first block."""


@kernel("FORK-1")
def check_delivery(known: bool, epoch: Epoch, finalised: Epoch, slot: Slot, now: Slot, parent_known: bool) -> None:
    """Check that a block may enter the tree; `epoch` is that of its `slot`, `finalised` that of the finalised checkpoint.

    Rejects with `BLOCK_KNOWN`, `BEFORE_FINALISED`, `SLOT_IN_FUTURE`, `PARENT_UNKNOWN`, in this order.
    """
    if known:
        raise Reject(Code.BLOCK_KNOWN)
    if epoch < finalised:
        raise Reject(Code.BEFORE_FINALISED)
    if slot > now:
        raise Reject(Code.SLOT_IN_FUTURE)
    if not parent_known:
        raise Reject(Code.PARENT_UNKNOWN)


@procedure("FORK-2")
def highest_justified(justified: tuple[Checkpoint, ...]) -> Checkpoint:
    """The highest of the checkpoints that any block's state justifies; of two of one epoch that with the lesser hash.

    Two of one epoch take more than a third of a set that signs both. Whoever they are, all nodes with these blocks choose alike.
    """
    return min(justified, key=lambda checkpoint: (MAX_UINT64 - checkpoint.epoch, checkpoint.hash))


@kernel("FORK-3")
def can_lead(entry: Entry, justified: Checkpoint) -> bool:
    """Whether a block may be the head where this is the highest justified checkpoint: its state has it justified, or the next block can carry the votes for it.

    Elsewhere agents that have voted from that checkpoint could not vote on (rule FINALITY-6).
    """
    return entry.justified == justified or entry.current == justified


@kernel("FORK-4")
def branch_key(reach: Height, slot: Slot) -> BranchKey:
    """The key of a branch whose highest block that may lead is at height `reach`, and whose first block is of `slot`.

    Longer branches come first; of equally long ones that of the lower slot, so that a later producer gains nothing by building beside a block
    instead of on it; of equal keys that of the lesser hash.
    """
    return BranchKey(depth=MAX_UINT64 - reach, slot=slot)


@procedure("FORK-5")
def choose_head(entries: tuple[Entry, ...]) -> Hash:
    """The head of a tree: all `entries` but the lowest are blocks on another one of them, and they stand in any order.

    From the lowest block on, the branch with the least key is followed as long as there is one with a block that may lead. Each block is
    looked at twice, so that the work grows with their number, but for sorting them by height.
    """
    justified = highest_justified(tuple(entry.justified for entry in entries))
    reach: dict[Hash, Height] = {}
    branches: dict[Hash, list[Entry]] = {}
    ordered = sorted(entries, key=lambda entry: entry.height)
    for entry in reversed(ordered[1:]):
        reached = [reach[branch.hash] for branch in branches.get(entry.hash, [])]
        if can_lead(entry, justified):
            reached.append(entry.height)
        if reached:
            reach[entry.hash] = max(reached)
            branches.setdefault(entry.parent, []).append(entry)
    head = ordered[0]
    while head.hash in branches:
        head = min(branches[head.hash], key=lambda branch: _place(branch, reach[branch.hash]))
    return head.hash


def _place(branch: Entry, reach: Height) -> tuple[Height, Slot, Hash]:
    """What branches are sorted by: their keys, then the hashes of their first blocks."""
    key = branch_key(reach, branch.slot)
    return key.depth, key.slot, branch.hash


@kernel("FORK-6")
def raise_finalised(finalised: Checkpoint, reached: Checkpoint) -> Checkpoint:
    """The finalised checkpoint of a tree, now that `reached` is finalised in the state of one of its blocks. It never goes back."""
    return reached if reached.epoch > finalised.epoch else finalised


@procedure("FORK-7")
def keep_descendants(entries: tuple[Entry, ...], finalised: Checkpoint, checkpoint_slots: CheckpointSlots) -> tuple[Entry, ...]:
    """The blocks on whose chain the finalised checkpoint is: its block is the last one before its epoch. They are sorted by height, then by hash.

    The checkpoint's own block stays, as the lowest. Where it is not among the entries, all of them descend from it.
    """
    ordered = tuple(sorted(entries, key=lambda entry: (entry.height, entry.hash)))
    if all(entry.hash != finalised.hash for entry in ordered):
        return ordered
    kept: dict[Hash, Entry] = {}
    for entry in ordered:
        if entry.hash == finalised.hash or (entry.parent in kept and epoch_of(entry.slot, checkpoint_slots) >= finalised.epoch):
            kept[entry.hash] = entry
    return tuple(kept.values())


@kernel("FORK-8")
def pass_time(now: Slot, slot: Slot) -> Slot:
    """The slot that is now, when a clock says that it is `slot`. A clock that goes back changes nothing."""
    return max(now, slot)
