"""Branches of a chain as they reach a node: late, twice, before their parents, beside each other, wrong, from the future, and too late for what is final."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from reference.consensus.boundaries import enter_slot
from reference.numbers import AccountId, Slot
from reference.parameters import MINIMAL
from reference.state.state import State
from reference.wire.block import Block, authenticate_header, decode_block, encode_block
from reference.wire.transaction import Transfer
from vectors.build import ALICE, BOB, after, block, follow_case, transaction
from vectors.case import Case
from vectors.chain import agent_key, all_votes, founded, good_block, grown, key_of, target_of, vote
from vectors.follow import Delivery

START = 10**6
ONES = b"\x01" * 32
BEGIN: Slot = 3
"""The slot of the block that the trees begin with: the last one but one of epoch 0."""

RULES = ("FORK-9", "FORK-5")


def fork_cases() -> list[Case]:
    """Everything about branches."""
    return [*_arrivals(), *_wrong(), *_clocks(), *_lengths(), *_ties(), *_equivocations(), *_justified(), *_twice_justified(), *_votes(), *_finalised()]


@cache
def _before() -> State:
    """The state before the block that the trees begin with."""
    return grown(founded(accounts={ALICE: START, BOB: START}), (1,))


@cache
def _beginning() -> tuple[bytes, State]:
    """The block that the trees begin with, and the state after it."""
    data = good_block(_before(), BEGIN)
    return data, after(_before(), data)


def _root() -> State:
    return _beginning()[1]


def _branch(state: State, slots: Iterable[Slot], voters: Sequence[AccountId] | None = ()) -> tuple[list[bytes], State]:
    """Good blocks in these slots, each with the votes of these agents that it can have, or, for None, of everybody; and the state after them."""
    blocks = []
    for slot in slots:
        entered = enter_slot(state, slot)
        members = entered.consensus.eras[entered.consensus.succession.era].members
        absent = () if voters is None else [member for member in members if member not in voters]
        data = good_block(state, slot, votes=all_votes(state, slot, absent))
        blocks.append(data)
        state = after(state, data)
    return blocks, state


def _blocks(*data: bytes) -> list[Delivery]:
    return [("block", each) for each in data]


def _at(slot: Slot) -> Delivery:
    return "tick", slot


def _case(why: str, *steps: Delivery, of: tuple[str, ...] = RULES, state: State | None = None, now: Slot = 100) -> Case:
    """A case at a time when every block of it has its slot behind it, unless told otherwise."""
    return follow_case(of, why, _root() if state is None else state, [_at(now), *steps])


def _arrivals() -> list[Case]:
    """Blocks in order and in disorder."""
    (first, second, third), _ = _branch(_root(), (4, 5, 7))
    (beside,), _ = _branch(_root(), (6,))
    rules = ("FORK-9", "FORK-1", "FORK-11")
    return [
        _case("three blocks in order", *_blocks(first, second, third), of=(*rules, "FORK-5")),
        _case("the block that the tree begins with", *_blocks(_beginning()[0]), of=rules),
        _case("the same block twice, and once more when it has a successor", *_blocks(first, first, second, first), of=rules),
        _case("a block before its parent: it is not kept, and has to come again", *_blocks(second, first, second), of=rules),
        _case("three blocks in the wrong order", *_blocks(third, second, first, second, third), of=rules),
        _case("a late block beside two: nothing changes", *_blocks(first, second, beside, third), of=(*rules, "FORK-5")),
        _case("a block from before the one that the tree begins with", *_blocks(good_block(_before(), 2), first), of=rules),
        follow_case(
            rules, "a tree begins in the slot of its first block, not later", _root(), [*_blocks(block(_root(), slot=BEGIN), first), _at(4), *_blocks(first)]
        ),
    ]


def _too_large() -> bytes:
    """A byte more than a block may have without write sets."""
    filling = MINIMAL.max_block_bytes // 2
    filling += MINIMAL.max_block_bytes + 1 - len(encode_block(Block(b"", (bytes(filling),))))
    return encode_block(Block(b"", (bytes(filling),)))


def _resigned(data: bytes) -> bytes:
    """The block with a signature that does not verify; its header, and so its hash, is the same."""
    parts = decode_block(data, MINIMAL.max_block_bytes)
    return encode_block(replace(parts, header=parts.header[:-40] + bytes((parts.header[-40] ^ 1,)) + parts.header[-39:]))


def _wrong() -> list[Case]:
    """Blocks that are invalid, and which check says so."""
    state = _root()
    good = block(state, [transaction(state, ALICE, Transfer(BOB.account, 5))])
    spoiled = block(state, [transaction(state, ALICE, Transfer(BOB.account, 5))], state_root=ONES)
    (first, second), _ = _branch(state, (4, 5))
    stranger = block(state, producer=ALICE)
    foreign = block(state, chain=ONES)
    early = block(state, slot=BEGIN)
    orphaned = block(after(state, good), slot=9, parent=authenticate_header(decode_block(spoiled, MINIMAL.max_block_bytes).header).hash)
    rules = ("FORK-9", "FORK-1")
    return [
        _case("a wrong state root, then the right one", *_blocks(spoiled, good), of=("FORK-9", "BLOCK-4")),
        _case("an agent whose slot it is not", *_blocks(stranger, good), of=("FORK-9", "BLOCK-7")),
        _case("a child of an invalid block", *_blocks(spoiled, orphaned, good), of=rules),
        _case("on the right parent, of another chain", *_blocks(foreign), of=("FORK-9", "BLOCK-2")),
        _case("in its parent's slot", *_blocks(early), of=("FORK-9", "BLOCK-2")),
        _case("at its grandparent's height", *_blocks(block(state, height=state.head.height)), of=("FORK-9", "BLOCK-2")),
        _case("an invalid transaction", *_blocks(block(state, [transaction(state, ALICE, Transfer(BOB.account, 5), chain=ONES)])), of=("FORK-9", "TX-2")),
        _case("a bad signature, then a good one", *_blocks(_resigned(first), first), of=("FORK-9", "WIRE-13")),
        _case("a bad signature on a known block: that it is known is said", *_blocks(first, _resigned(first)), of=rules),
        _case("a bad signature on a block without a parent: that it has none is said", *_blocks(_resigned(second)), of=rules),
        _case("a bad signature in the future: the slot is said", *_blocks(_resigned(first)), of=rules, now=BEGIN),
        _case("no block at all, and one cut short", *_blocks(b"", first[:-1]), of=("FORK-9", "WIRE-11")),
        _case("a header that is none", *_blocks(encode_block(replace(decode_block(first, 2**20), header=b"\x00"))), of=("FORK-9", "WIRE-13")),
        _case("a byte more than a block may have", *_blocks(_too_large()), of=("FORK-9", "WIRE-11")),
    ]


def _clocks() -> list[Case]:
    """A block of the future is refused, and accepted when its slot has begun."""
    (first, second), _ = _branch(_root(), (6, 9))
    rules = ("FORK-8", "FORK-1", "FORK-9")
    return [
        _case("one slot too early, then in time", *_blocks(first), _at(6), *_blocks(first), of=rules, now=5),
        _case("a clock that goes back changes nothing", _at(4), *_blocks(first), of=rules, now=6),
        _case("a clock that stands still", _at(6), *_blocks(first), _at(6), *_blocks(second), of=rules, now=6),
        _case("the parent in time, its child too early", *_blocks(first, second), _at(9), *_blocks(second), of=rules, now=8),
        _case("of the future, and without a parent: the slot is said", *_blocks(second), _at(9), *_blocks(second), of=rules, now=8),
        _case("far ahead, with the largest slot on the clock", *_blocks(first), _at(2**64 - 1), *_blocks(first), of=rules, now=2**63),
    ]


def _lengths() -> list[Case]:
    """The longest branch is followed, however old the other is."""
    one, _ = _branch(_root(), (4,))
    two, _ = _branch(_root(), (6, 8))
    many, then = _branch(_root(), (4, *range(10, 16)))
    more, _ = _branch(_root(), (*range(5, 10), *range(16, 20)))
    tail, _ = _branch(then, (20, 21, 22))
    third, _ = _branch(_root(), (7, 9, 11))
    inner, _ = _branch(after(_root(), two[0]), (9, 12, 13))
    return [
        _case("a longer branch takes over: one block is undone", *_blocks(*one, *two)),
        _case("the longer branch comes first", *_blocks(*two, *one)),
        _case("branches take turns: seven blocks are undone, then nine", *_blocks(*many, *more, *tail)),
        _case("three branches", *_blocks(*one, *two, *third)),
        _case("three branches, the longest first", *_blocks(*third, *two, *one)),
        _case("a branch on a branch", *_blocks(*one, *two, *inner)),
    ]


def _ties() -> list[Case]:
    """Of equally long branches that with the lower slot at its beginning is followed."""
    (low,), after_low = _branch(_root(), (4,))
    (high,), after_high = _branch(_root(), (6,))
    on_low, _ = _branch(after_low, (9,))
    on_high, _ = _branch(after_high, (7, 8))
    rules = (*RULES, "FORK-4")
    return [
        _case("the later slot comes first", *_blocks(high, low), of=rules),
        _case("the earlier slot comes first", *_blocks(low, high), of=rules),
        _case("the slots of the tips do not count: those of the first blocks do", *_blocks(low, high, *on_high[:1], *on_low), of=rules),
        _case("the same in another order", *_blocks(high, low, *on_low, *on_high[:1]), of=rules),
        _case("a longer branch wins against an earlier slot", *_blocks(low, *on_low, high, *on_high), of=rules),
    ]


def _equivocations() -> list[Case]:
    """Two blocks of one producer for one slot are both in the tree."""
    state = _root()
    pair = [good_block(state, 5), good_block(state, 5, reveal=False)]
    third = good_block(state, 5, [transaction(state, ALICE, Transfer(BOB.account, 5))])
    one, other = (_branch(after(state, each), (7,))[0] for each in pair)
    rules = (*RULES, "FORK-4")
    return [
        _case("two blocks of one slot: the lesser hash is followed", *_blocks(*pair), of=rules),
        _case("in the other order", *_blocks(*reversed(pair)), of=rules),
        _case("three blocks of one slot", *_blocks(*pair, third), of=rules),
        _case("the first one gets a child", *_blocks(*pair, *one), of=rules),
        _case("the second one gets a child", *_blocks(*pair, *other), of=rules),
        _case("each gets a child: the hashes of the first blocks count again", *_blocks(*pair, *one, *other), of=rules),
        _case("the same, in another order", *_blocks(*reversed(pair), *other, *one), of=rules),
    ]


def _justified() -> list[Case]:
    """Only what has the highest justified checkpoint, or can still have it, is followed."""
    root = _root()
    short, justifying = _branch(root, (5, 6), None)
    rival, _ = _branch(root, (4, 5, 6, 7, 8))
    beside, able = _branch(root, (7, 8, 9))
    without, unable = _branch(able, (10,))
    missed, _ = _branch(unable, (11, 12))
    votes = [vote(able, key_of(member), target_of(able, 9)[0]) for member in target_of(able, 9)[1].members]
    inside = good_block(able, 10, votes=votes)
    onwards, _ = _branch(after(able, inside), (11, 12))
    longer, _ = _branch(justifying, (11, 13, 14))
    rules = (*RULES, "FORK-2", "FORK-3")
    return [
        _case("a longer branch without the justified checkpoint loses", *_blocks(*rival, *short), of=rules),
        _case("the same, the branch with it first", *_blocks(*short, *rival), of=rules),
        _case("a longer branch on the justified checkpoint that can still carry the votes wins", *_blocks(*short, *beside), of=rules),
        _case("a branch that can no longer carry the votes is not followed to its end", *_blocks(*short, *beside, *without, *missed), of=rules),
        _case("it carries the votes at last", *_blocks(*short, *beside, *without, inside, *onwards), of=rules),
        _case("the branch that has the checkpoint is longer again", *_blocks(*short, *beside, *without, *missed, *longer), of=rules),
        _case("nothing is justified yet, and the longer branch is followed", *_blocks(short[0], *rival), of=rules),
    ]


def _twice_justified() -> list[Case]:
    """Two checkpoints of one epoch are justified by agents who vote twice: the one with the lesser hash counts, whichever branch is longer."""
    one, ahead = _branch(_root(), (5, 6), None)
    other, beyond = _branch(_root(), (4, 5, 6), None)
    (more,), (most,) = _branch(ahead, (7,))[0], _branch(beyond, (8,))[0]
    rules = (*RULES, "FORK-2")
    return [
        _case("the longer branch comes last", *_blocks(*one, more, *other, most), of=rules),
        _case("the longer branch comes first", *_blocks(*other, most, *one, more), of=rules),
        _case("the shorter one by one block", *_blocks(*other, *one, more), of=rules),
    ]


def _votes() -> list[Case]:
    """Votes outside of blocks change nothing."""
    (opening,), opened = _branch(_root(), (5,))
    target, voters = target_of(opened, 6)
    votes = [vote(opened, key_of(member), target) for member in voters.members]
    carried = good_block(opened, 6, votes=votes)
    sent: list[Delivery] = [("vote", each) for each in votes]
    one = key_of(voters.members[0])
    wrong: list[Delivery] = [
        ("vote", votes[0][:-1]),
        ("vote", votes[0][:-40] + bytes((votes[0][-40] ^ 1,)) + votes[0][-39:]),
        ("vote", vote(opened, one, target, chain=ONES)),
        ("vote", transaction(opened, ALICE, Transfer(BOB.account, 5))),
        ("vote", vote(opened, ALICE, target)),
        ("vote", vote(opened, agent_key(9), target)),
        ("vote", vote(opened, one, target, target_epoch=9)),
        ("vote", votes[0]),
        ("vote", votes[0]),
    ]
    rules = ("FORK-10",)
    return [
        _case("the votes of everybody justify nothing before a block has them", *_blocks(opening), *sent, *_blocks(carried), of=(*rules, "FORK-9")),
        _case("votes before the block that they are about", *sent, *_blocks(opening, carried), of=(*rules, "FORK-9")),
        _case("malformed, forged, foreign and no vote; then some that will never count, and one twice", *_blocks(opening), *wrong, of=rules),
    ]


def _finalised() -> list[Case]:
    """Nothing goes behind what is final."""
    root = _root()
    first, justified = _branch(root, (5, 6), None)
    second, final = _branch(justified, (10, 11), None)
    third, _ = _branch(final, (15, 16, 20, 21), None)
    chain = [*first, *second]
    rival, behind = _branch(root, (4, *range(6, 16)))
    late, _ = _branch(behind, (16, 17))
    beside, _ = _branch(root, (7, 8))
    unsigned = block(root, slot=4, producer=ALICE)
    rules = (*RULES, "FORK-6", "FORK-7")
    refused = (*rules, "FORK-1")
    branch_of_final, _ = _branch(after(root, first[0]), (8, 9))
    gap, jumped = _branch(root, (5, 6), None)
    over, _ = _branch(jumped, (12, 15, 16), None)
    return [
        _case("checkpoints become final, one after another", *_blocks(*chain, *third), of=rules),
        _case("a longer branch from before the finalised checkpoint is refused", *_blocks(*chain, *rival), of=refused),
        _case("a longer branch that was there is gone, and cannot go on", *_blocks(*rival, *chain, *late, rival[0]), of=refused),
        _case("the finalised block again, and the one before it", *_blocks(*chain, _beginning()[0], good_block(_before(), 2)), of=refused),
        _case("a branch on the finalised block, of its epoch, enters", *_blocks(*chain, *beside), of=refused),
        _case("branches on the finalised block stay", *_blocks(*beside, *chain, *branch_of_final, beside[0]), of=refused),
        _case("before the finalised checkpoint, of the future or by nobody: that it is before is said", *_blocks(*chain, unsigned), of=refused),
        _case("what is beside a newly finalised block is gone", *_blocks(*beside, *chain, *third, beside[1]), of=refused),
        _case("an epoch without a block: nothing is final until two follow each other", *_blocks(*gap, *over), of=rules),
        _case("a tree that begins within the finalised epoch", *_blocks(*third), of=rules, state=final),
        _case("a tree that begins after the checkpoint that becomes final", *_blocks(*second), of=rules, state=justified),
    ]
