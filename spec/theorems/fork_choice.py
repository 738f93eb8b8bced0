# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of fork choice: which blocks enter the tree, which of them is the head, and that what is final never changes."""

from dataclasses import replace
from itertools import pairwise
from typing import Annotated

from immutables import Map

from reference.block_tree import NO_PARENT, BlockTree, begin_tree, deliver_block, deliver_vote, tick, view
from reference.codes import Code
from reference.consensus.fork_choice import (
    Entry,
    branch_key,
    can_lead,
    check_delivery,
    choose_head,
    highest_justified,
    keep_descendants,
    pass_time,
    raise_finalised,
)
from reference.numbers import MAX_UINT64, Epoch, Hash, Height, Range, Slot
from reference.parameters import MINIMAL
from reference.state.finality import Checkpoint
from reference.transition import Accepted, Rejected, apply_block
from reference.wire.block import WITH_WRITE_SETS, authenticate_header, decode_block
from reference.wire.hashing import Tag
from reference.wire.vote import FinalityVote, encode_vote
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.branches import LATER, Sprouts, blocks_of, delivered, made, tree_of
from spec.theorems.drafts import sealed
from spec.theorems.walks import Walk, beginning, walked

HASHED = "it is about hashes and signatures of bytes, which Z3 does not see through"

EPOCH = MINIMAL.checkpoint_slots

Turn = Annotated[int, Range(0, 9)]
"""How far a list is turned round."""


# What may enter.


@theorem("FORK-1", "What enters the tree is new there, on a block of the tree, not before what is final, and of a slot that has begun.", says=Says.INVARIANT)
def what_enters_is_new_and_in_time(known: bool, epoch: Epoch, finalised: Epoch, slot: Slot, now: Slot, parent_known: bool) -> bool:
    check_delivery(known, epoch, finalised, slot, now, parent_known)
    return (not known) & parent_known & (epoch >= finalised) & (slot <= now)


@theorem(
    "FORK-1",
    "A block is refused if it is known, then before what is final, then of the future, then without a known parent.",
    says=Says.ACCEPTANCE,
)
def check_delivery_accepts(known: bool, epoch: Epoch, finalised: Epoch, slot: Slot, now: Slot, parent_known: bool) -> bool:
    expected = first_failing(
        (known, Code.BLOCK_KNOWN),
        (epoch < finalised, Code.BEFORE_FINALISED),
        (slot > now, Code.SLOT_IN_FUTURE),
        (not parent_known, Code.PARENT_UNKNOWN),
    )
    return rejection(check_delivery, known, epoch, finalised, slot, now, parent_known) == expected


# What may lead, and the order of branches.


@theorem("FORK-3", "Of every block it is known whether it may lead.", says=Says.ACCEPTANCE)
def can_lead_never_rejects(entry: Entry, justified: Checkpoint) -> bool:
    return rejection(can_lead, entry, justified) is None


@theorem("FORK-3", "A block may lead just where its state has the checkpoint justified, or has it for its epoch's.", says=Says.AMOUNTS)
def can_lead_is_exact(entry: Entry, justified: Checkpoint) -> bool:
    has = (entry.justified.epoch == justified.epoch) & (entry.justified.hash == justified.hash)
    may = (entry.current.epoch == justified.epoch) & (entry.current.hash == justified.hash)
    return can_lead(entry, justified) == (has | may)


@theorem("FORK-3", "Where a block stands decides nothing, and it may lead for what it has justified itself.", says=Says.INVARIANT)
def can_lead_depends_on_checkpoints_alone(entry: Entry, other: Entry, justified: Checkpoint) -> bool:
    moved = Entry(other.hash, other.parent, other.height, other.slot, entry.justified, entry.current)
    return can_lead(moved, justified) == can_lead(entry, justified) and can_lead(entry, entry.justified)


@theorem("FORK-4", "Every branch has a key.", says=Says.ACCEPTANCE)
def branch_key_never_rejects(reach: Height, slot: Slot) -> bool:
    return rejection(branch_key, reach, slot) is None


@theorem("FORK-4", "Depth and reach together are the largest height, and the slot is the first block's.", says=Says.AMOUNTS)
def branch_key_is_exact(reach: Height, slot: Slot) -> bool:
    key = branch_key(reach, slot)
    return (key.depth + reach == MAX_UINT64) & (key.slot == slot)


@theorem("FORK-4", "A longer branch comes before a shorter one whatever their slots, and of equally long ones that with the lower slot.", says=Says.INVARIANT)
def longer_branches_come_first(reach: Height, slot: Slot, other_reach: Height, other_slot: Slot) -> bool:
    key, other = branch_key(reach, slot), branch_key(other_reach, other_slot)
    first = (key.depth < other.depth) | ((key.depth == other.depth) & (key.slot < other.slot))
    return first == ((reach > other_reach) | ((reach == other_reach) & (slot < other_slot)))


# What is final.


@theorem("FORK-6", "What is final is always decided.", says=Says.ACCEPTANCE)
def raise_finalised_never_rejects(finalised: Checkpoint, reached: Checkpoint) -> bool:
    return rejection(raise_finalised, finalised, reached) is None


@theorem("FORK-6", "The finalised checkpoint is what was reached where that is of a later epoch, and stays elsewhere.", says=Says.AMOUNTS)
def raise_finalised_is_exact(finalised: Checkpoint, reached: Checkpoint) -> bool:
    return raise_finalised(finalised, reached) == (reached if finalised.epoch < reached.epoch else finalised)


@theorem("FORK-6", "The finalised checkpoint never goes back, nor gives way to another of its epoch.", says=Says.INVARIANT)
def finalised_checkpoint_never_goes_back(finalised: Checkpoint, reached: Checkpoint) -> bool:
    after = raise_finalised(finalised, reached)
    return after == finalised or after.epoch > finalised.epoch


# Time.


@theorem("FORK-8", "Whatever a clock says, it can be said.", says=Says.ACCEPTANCE)
def pass_time_never_rejects(now: Slot, slot: Slot) -> bool:
    return rejection(pass_time, now, slot) is None


@theorem("FORK-8", "It is the later one of the two slots.", says=Says.AMOUNTS)
def pass_time_is_exact(now: Slot, slot: Slot) -> bool:
    return pass_time(now, slot) == (now if slot < now else slot)


@theorem("FORK-8", "Time does not go back, and no two clocks' order matters.", says=Says.INVARIANT)
def time_never_goes_back(now: Slot, slot: Slot, other: Slot) -> bool:
    return (pass_time(now, slot) >= now) & (pass_time(pass_time(now, slot), other) == pass_time(pass_time(now, other), slot))


@theorem("FORK-8", "A tick changes the time of the tree, and nothing else.", tested=HASHED)
def tick_changes_the_time_alone(sprouts: Sprouts, slot: Slot) -> bool:
    tree = tree_of(sprouts)
    return tick(tree, slot) == replace(tree, now=max(LATER, slot)) and view(tick(tree, slot)) == view(tree)


# The tree.


def chain_of(tree: BlockTree, block: Hash) -> tuple[Entry, ...]:
    """The block and its ancestors in the tree, the lowest first."""
    found: tuple[Entry, ...] = ()
    while block in tree.entries:
        found = (tree.entries[block], *found)
        block = found[0].parent
    return found


def has_checkpoint(chain: tuple[Entry, ...], checkpoint: Checkpoint) -> bool:
    """Whether the last block of a chain before the checkpoint's epoch is the checkpoint's."""
    before = [entry.hash for entry in chain if entry.slot < checkpoint.epoch * EPOCH]
    return before[-1:] == [checkpoint.hash]


def lowest(tree: BlockTree) -> Entry:
    return min(tree.entries.values(), key=lambda entry: entry.height)


@theorem(
    "FORK-9",
    "Every block stands on its parent, down to one; the finalised checkpoint is on the chain of each; every block has its state.",
    says=Says.INVARIANT,
    tested=HASHED,
)
def delivery_keeps_a_tree(sprouts: Sprouts, turn: Turn) -> bool:
    blocks = blocks_of(sprouts)
    tree = delivered(tree_of(()), (*blocks[turn:], *blocks))
    root = lowest(tree)
    for identifier, entry in tree.entries.items():
        chain = chain_of(tree, identifier)
        steps = pairwise(chain)
        linked = all(child.height == parent.height + 1 and child.slot > parent.slot for parent, child in steps)
        if not linked or chain[0] != root or entry.hash != identifier or tree.states[identifier].head.hash != identifier:
            return False
        if tree.finalised.epoch > 0 and not has_checkpoint(chain, tree.finalised):
            return False
    return len(tree.states) == len(tree.entries) and (tree.finalised.epoch == 0 or root.hash == tree.finalised.hash)


@theorem(
    "FORK-9",
    "A block is refused for its form, then by FORK-1, then for what BLOCK-1 has against it on its parent; nothing else is refused.",
    says=Says.ACCEPTANCE,
    tested=HASHED,
)
def delivery_accepts(sprouts: Sprouts, missing: Turn, now: Annotated[int, Range(0, 40)], forged: bool) -> bool:
    blocks = blocks_of(sprouts)
    tree = delivered(tick(begin_tree(beginning()), LATER if now > 20 else now), (*blocks[:missing], *blocks[missing + 1 :]))
    for data in (*blocks, b"", bytes(WITH_WRITE_SETS * MINIMAL.max_block_bytes + 1)):
        sent = with_bad_signature(data) if forged else data
        outcome = deliver_block(tree, sent)
        if (outcome.code if isinstance(outcome, Rejected) else None) != expected_code(tree, data, sent):
            return False
    return True


def with_bad_signature(data: bytes) -> bytes:
    """The block with one bit of its header's signature changed, and not so that its form is wrong."""
    if not data.strip(b"\0"):
        return data
    header = decode_block(data, len(data)).header
    return data.replace(header, header[:-60] + bytes((header[-60] ^ 1,)) + header[-59:])


def expected_code(tree: BlockTree, data: bytes, sent: bytes) -> Code | None:
    """What a tree refuses a block with; `data` is the block with its right signature."""
    if not data.strip(b"\0"):
        return Code.BLOCK_TOO_LARGE if data else Code.MALFORMED
    sealed_header = authenticate_header(decode_block(data, len(data)).header)
    header = sealed_header.header
    code = first_failing(
        (sealed_header.hash in tree.entries, Code.BLOCK_KNOWN),
        (header.slot < tree.finalised.epoch * EPOCH, Code.BEFORE_FINALISED),
        (header.slot > tree.now, Code.SLOT_IN_FUTURE),
        (header.parent not in tree.entries, Code.PARENT_UNKNOWN),
    )
    if code is not None:
        return code
    applied = apply_block(tree.states[header.parent], sent)
    return applied.code if isinstance(applied, Rejected) else None


@theorem(
    "FORK-9",
    "The tree has one block more, with the state that BLOCK-1 makes, but for those that are not on what became final; and nothing else has changed.",
    says=Says.AMOUNTS,
    tested=HASHED,
)
def delivery_is_exact(sprouts: Sprouts) -> bool:
    tree = tree_of(sprouts[:-1])
    for data in blocks_of(sprouts)[-1:]:
        after = deliver_block(tree, data)
        if isinstance(after, Rejected):
            continue
        header = authenticate_header(decode_block(data, len(data)).header)
        applied = apply_block(tree.states[header.header.parent], data)
        if not isinstance(applied, Accepted):
            return False
        finality = applied.state.consensus.finality
        entry = Entry(header.hash, header.header.parent, header.header.height, header.header.slot, finality.justified, finality.current.checkpoint)
        grown = replace(tree, entries=tree.entries.set(header.hash, entry), states=tree.states.set(header.hash, applied.state))
        risen = finality.finalised.epoch > tree.finalised.epoch
        final = finality.finalised if risen else tree.finalised
        kept = [each for each in grown.entries if not risen or each == final.hash or has_checkpoint(chain_of(grown, each), final)]
        kept = [each for each in kept if not risen or final.hash in {one.hash for one in chain_of(grown, each)}]
        pruned = Map({each: grown.entries[each] for each in kept}), Map({each: grown.states[each] for each in kept})
        if after != BlockTree(tree.chain, tree.now, final, *pruned):
            return False
    return True


@theorem("FORK-9", "The finalised checkpoint never goes back, whatever is delivered, and the next one is on it.", tested=HASHED)
def nothing_goes_behind_the_finalised(sprouts: Sprouts, turn: Turn) -> bool:
    blocks = blocks_of(sprouts)
    tree = tree_of(())
    for data in (*blocks[turn:], *blocks):
        outcome = deliver_block(tree, data)
        if isinstance(outcome, Rejected):
            continue
        later, before = outcome.finalised, tree.finalised
        if later != before and (later.epoch <= before.epoch or later.hash not in {*tree.entries, *outcome.entries}):
            return False
        tree = outcome
    return True


# The head.


def is_before(one: tuple[Entry, ...], other: tuple[Entry, ...]) -> bool:
    """Whether a chain is chosen rather than another: it is longer, or its first own block has the lower slot, or, of one slot, the lesser hash."""
    if one[-1].height != other[-1].height:
        return one[-1].height > other[-1].height
    differing = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine != theirs]
    mine, theirs = differing[0]
    return (mine.slot, mine.hash) < (theirs.slot, theirs.hash)


@theorem("FORK-5", "The head has the highest justified checkpoint, or can have it, and no block that can lead is above it.", says=Says.INVARIANT, tested=HASHED)
def head_can_lead(sprouts: Sprouts) -> bool:
    tree = tree_of(sprouts)
    seen = view(tree)
    head, leaders = tree.entries[seen.head], [entry for entry in tree.entries.values() if can_lead(entry, seen.justified)]
    return head in leaders and all(entry.height <= head.height for entry in leaders) and seen.justified.epoch >= seen.finalised.epoch


@theorem("FORK-5", "Every tree has a head.", says=Says.ACCEPTANCE, tested=HASHED)
def every_tree_has_a_head(sprouts: Sprouts) -> bool:
    return rejection(view, tree_of(sprouts)) is None


@theorem("FORK-5", "The head's chain is chosen rather than that of any other block that can lead.", says=Says.AMOUNTS, tested=HASHED)
def head_is_the_first_of_all(sprouts: Sprouts) -> bool:
    tree = tree_of(sprouts)
    seen = view(tree)
    states = [state.consensus.finality.justified for state in tree.states.values()]
    highest = sorted((checkpoint for checkpoint in states), key=lambda checkpoint: (-checkpoint.epoch, checkpoint.hash))[0]
    chosen = chain_of(tree, seen.head)
    others = [chain_of(tree, each) for each, entry in tree.entries.items() if each != seen.head and can_lead(entry, highest)]
    return seen.justified == highest and seen.finalised == tree.finalised and all(is_before(chosen, other) for other in others)


@theorem("FORK-5", "Nodes with the same blocks have the same head, in whatever order they came, as long as what is final is the same.", tested=HASHED)
def order_of_delivery_decides_nothing(sprouts: Sprouts, turn: Turn) -> bool:
    blocks = blocks_of(sprouts)
    shuffled = (*blocks[turn:], *blocks[:turn])
    other = tree_of(())
    for _ in blocks:
        other = delivered(other, shuffled)
    tree = tree_of(sprouts)
    same = tree.finalised == other.finalised and tree.entries == other.entries
    return tree.finalised.epoch > 0 or other.finalised.epoch > 0 or (same and view(tree) == view(other))


@theorem("FORK-2", "The order of checkpoints decides nothing, and none of them is of a later epoch.", tested="it orders hashes, which Z3 does not")
def highest_justified_is_one(checkpoints: tuple[Checkpoint, Checkpoint, Checkpoint], same_epoch: bool) -> bool:
    alike = tuple(replace(each, epoch=checkpoints[0].epoch) for each in checkpoints) if same_epoch else checkpoints
    found = highest_justified(alike)
    first = all(each.epoch < found.epoch or (each.epoch == found.epoch and found.hash <= each.hash) for each in alike)
    return first and found in alike and highest_justified(alike[::-1]) == found


@theorem("FORK-7", "The order of blocks decides neither which stay nor which leads.", tested=HASHED)
def order_of_entries_decides_nothing(sprouts: Sprouts, place: Turn, epoch: Annotated[int, Range(0, 6)]) -> bool:
    entries = tuple(tree_of(sprouts).entries.values())
    checkpoint = Checkpoint(epoch, entries[place % len(entries)].hash)
    kept = keep_descendants(entries, checkpoint, EPOCH)
    return kept == keep_descendants(entries[::-1], checkpoint, EPOCH) and choose_head(entries) == choose_head(entries[::-1])


# Votes outside of blocks, and the beginning.


def drawn_vote(sprouts: Sprouts, foreign: bool, source: Checkpoint, target: Checkpoint) -> bytes:
    chain = bytes(32) if foreign else made(sprouts)[0][1].chain.id
    return sealed(1, encode_vote(FinalityVote(chain, source.epoch, source.hash, target.epoch, target.hash)), Tag.FINALITY_VOTE)


@theorem("FORK-10", "A vote outside of a block changes nothing that a node takes for the chain.", says=Says.INVARIANT, tested=HASHED)
def votes_change_no_view(sprouts: Sprouts, source: Checkpoint, target: Checkpoint) -> bool:
    tree = tree_of(sprouts)
    current = made(sprouts)[-1][1].consensus.finality.current
    outcomes = [deliver_vote(tree, drawn_vote(sprouts, False, *link)) for link in ((source, target), (current.source, current.checkpoint))]
    return all(not isinstance(outcome, Rejected) and view(outcome) == view(tree) for outcome in outcomes)


@theorem("FORK-10", "A vote is refused for its form, then for its signature, then for another chain; no other is.", says=Says.ACCEPTANCE, tested=HASHED)
def deliver_vote_accepts(foreign: bool, source: Checkpoint, target: Checkpoint, cut: bool, forged: bool) -> bool:
    tree, data = tree_of(()), drawn_vote((), foreign, source, target)
    sent = data[:-60] + bytes((data[-60] ^ 1,)) + data[-59:] if forged else data
    outcome = deliver_vote(tree, sent[:-1] if cut else sent)
    expected = first_failing((cut, Code.MALFORMED), (forged, Code.SIGNATURE_INVALID), (foreign, Code.WRONG_CHAIN))
    return (outcome.code if isinstance(outcome, Rejected) else None) == expected


@theorem("FORK-10", "A vote outside of a block leaves the tree as it is.", says=Says.AMOUNTS, tested=HASHED)
def deliver_vote_is_exact(sprouts: Sprouts, source: Checkpoint, target: Checkpoint) -> bool:
    tree = tree_of(sprouts)
    return deliver_vote(tree, drawn_vote(sprouts, False, source, target)) == tree


@theorem("FORK-11", "A tree begins with a head, and with what that head's state says is justified and final.", says=Says.INVARIANT, tested=HASHED)
def tree_begins_with_its_head(walk: Walk) -> bool:
    state = walked(walk)
    seen, finality = view(begin_tree(state)), state.consensus.finality
    return (seen.head, seen.justified, seen.finalised) == (state.head.hash, finality.justified, finality.finalised)


@theorem("FORK-11", "A tree can begin with every state.", says=Says.ACCEPTANCE, tested=HASHED)
def every_tree_can_begin(walk: Walk) -> bool:
    return rejection(begin_tree, walked(walk)) is None


@theorem("FORK-11", "A tree begins with one block, its state, and the time of its slot.", says=Says.AMOUNTS, tested=HASHED)
def begin_tree_is_exact(walk: Walk) -> bool:
    state = walked(walk)
    head, finality = state.head, state.consensus.finality
    entry = Entry(head.hash, NO_PARENT, head.height, head.slot, finality.justified, finality.current.checkpoint)
    return begin_tree(state) == BlockTree(state.chain, head.slot, finality.finalised, Map({head.hash: entry}), Map({head.hash: state}))
