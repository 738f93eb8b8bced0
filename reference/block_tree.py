"""The tree of blocks that a node holds, and what is delivered to it: blocks in any order, votes, and the time.

A tree is a value. What is delivered makes a new tree, or is rejected with a code and leaves the one that there was.
"""

from dataclasses import dataclass, replace

from immutables import Map

from reference.codes import Code, Reject
from reference.consensus.calendar import epoch_of
from reference.consensus.fork_choice import Entry, check_delivery, choose_head, highest_justified, keep_descendants, pass_time, raise_finalised
from reference.contracts.chain_host import Run
from reference.contracts.run import run_program
from reference.numbers import Hash, Slot
from reference.rules import transition
from reference.state.finality import Checkpoint
from reference.state.state import Chain, State
from reference.transition import Rejected, apply_block
from reference.wire.block import block_hash, decode_block, decode_header
from reference.wire.envelope import decode_envelope, signed_bytes
from reference.wire.hashing import Tag
from reference.wire.vote import authenticate_vote, decode_signed_vote

NO_PARENT = bytes(32)
"""What stands for the parent of the block that a tree begins with, which nobody looks for."""


@dataclass(frozen=True, slots=True)
class BlockTree:
    """The blocks that a node holds: the finalised one, or the one that it began with, and valid blocks on that."""

    chain: Chain
    """Which chain it is."""

    now: Slot
    """The slot that is now."""

    finalised: Checkpoint
    """The highest finalised checkpoint that the node has seen."""

    entries: Map[Hash, Entry]
    """The blocks by their hashes."""

    states: Map[Hash, State]
    """The state after each of them."""


@dataclass(frozen=True, slots=True)
class View:
    """What a node takes for the chain."""

    head: Hash
    """The block that it builds on."""

    justified: Checkpoint
    """The highest justified checkpoint in its tree."""

    finalised: Checkpoint
    """The highest finalised checkpoint that it has seen."""


@transition("FORK-11")
def begin_tree(state: State) -> BlockTree:
    """The tree of a node that knows no block but the head of `state`: genesis, or what it trusts for another reason. It is the slot of that block."""
    entry = _entry_of(NO_PARENT, state)
    return BlockTree(
        chain=state.chain,
        now=state.head.slot,
        finalised=state.consensus.finality.finalised,
        entries=Map({entry.hash: entry}),
        states=Map({entry.hash: state}),
    )


@transition("FORK-9")
def deliver_block(tree: BlockTree, data: bytes, run: Run = run_program, executes: bool = True) -> BlockTree | Rejected:
    """The tree with one more block.

    The order of checks is normative: the block's size and form (WIRE-11), the form of its header (WIRE-13), whether it may enter (FORK-1),
    and then all that BLOCK-1 checks against the state of its parent. What is cheap comes before the signature: most of what
    reaches a node it has already. What the block makes final is kept, and what does not descend from it is gone (FORK-6, FORK-7).
    `run` and `executes` are those of BLOCK-1.
    """
    try:
        return _deliver_block(tree, data, run, executes)
    except Reject as rejection:
        return Rejected(rejection.code)


def _deliver_block(tree: BlockTree, data: bytes, run: Run, executes: bool) -> BlockTree | Rejected:
    parameters = tree.chain.parameters
    envelope = decode_envelope(decode_block(data, parameters.max_block_bytes).header)
    header = decode_header(envelope.payload)
    identifier = block_hash(signed_bytes(envelope.key, envelope.payload, Tag.BLOCK_HEADER))
    epoch = epoch_of(header.slot, parameters.checkpoint_slots)
    check_delivery(identifier in tree.entries, epoch, tree.finalised.epoch, header.slot, tree.now, header.parent in tree.entries)
    applied = apply_block(tree.states[header.parent], data, run, executes)
    if isinstance(applied, Rejected):
        return applied
    entry = _entry_of(header.parent, applied.state)
    grown = replace(tree, entries=tree.entries.set(entry.hash, entry), states=tree.states.set(entry.hash, applied.state))
    return _finalise(grown, applied.state.consensus.finality.finalised)


def _finalise(tree: BlockTree, reached: Checkpoint) -> BlockTree:
    """The tree after one of its blocks has made this checkpoint final."""
    finalised = raise_finalised(tree.finalised, reached)
    if finalised == tree.finalised:
        return tree
    kept = keep_descendants(tuple(tree.entries.values()), finalised, tree.chain.parameters.checkpoint_slots)
    return replace(
        tree,
        finalised=finalised,
        entries=Map({entry.hash: entry for entry in kept}),
        states=Map({entry.hash: tree.states[entry.hash] for entry in kept}),
    )


@transition("FORK-10")
def deliver_vote(tree: BlockTree, data: bytes) -> BlockTree | Rejected:
    """The tree after a finality vote that came outside of a block: the same. A node keeps the vote for the next block that it makes.

    Rejected are, with the codes of WIRE-14, votes that are malformed or whose signature is wrong, and then, with `WRONG_CHAIN`, those for another chain.
    """
    try:
        sealed = authenticate_vote(decode_signed_vote(data))
    except Reject as rejection:
        return Rejected(rejection.code)
    return tree if sealed.vote.chain == tree.chain.id else Rejected(Code.WRONG_CHAIN)


@transition("FORK-8")
def tick(tree: BlockTree, slot: Slot) -> BlockTree:
    """The tree when a node's clock says that it is `slot`."""
    return replace(tree, now=pass_time(tree.now, slot))


@transition("FORK-5")
def view(tree: BlockTree) -> View:
    """What a node with this tree takes for the chain."""
    entries = tuple(tree.entries.values())
    return View(
        head=choose_head(entries),
        justified=highest_justified(tuple(entry.justified for entry in entries)),
        finalised=tree.finalised,
    )


def _entry_of(parent: Hash, state: State) -> Entry:
    """The entry of the block that a state is the result of."""
    head, finality = state.head, state.consensus.finality
    return Entry(head.hash, parent, head.height, head.slot, finality.justified, finality.current.checkpoint)
