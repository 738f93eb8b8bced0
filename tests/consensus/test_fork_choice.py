"""Fork choice among nodes: after a split the agents agree again, and what they do makes blocks final again; and what a vector may ask of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from reference import block_tree
from reference.block_tree import BlockTree, begin_tree, deliver_block, tick, view
from reference.codes import Reject
from reference.consensus.boundaries import enter_slot
from reference.consensus.fork_choice import Entry, choose_head, highest_justified, keep_descendants
from reference.consensus.seats import has_seat
from reference.consensus.watermark import Watermark, raise_watermark
from reference.numbers import AccountId, Hash, Slot
from reference.parameters import MINIMAL
from reference.state.finality import Target
from reference.state.state import State
from reference.transition import Rejected
from vectors.chain import agent_key, founded, good_block, key_of, producer_of, vote
from vectors.evaluate import evaluate
from vectors.json_text import FormError, Json
from vectors.state_form import write_state

AGENTS = tuple(agent_key(number).account for number in range(5))

Link = tuple[int, bytes, int, bytes]
"""What a vote is for: the epoch and the hash of its source and of its target."""


@dataclass
class Side:
    """Agents that hear each other: they share a tree, and the votes that they have heard."""

    members: tuple[AccountId, ...]
    tree: BlockTree
    blocks: list[bytes] = field(default_factory=list)
    votes: dict[tuple[AccountId, Link], bytes] = field(default_factory=dict)


def link_of(target: Target) -> Link:
    return target.source.epoch, target.source.hash, target.checkpoint.epoch, target.checkpoint.hash


def sendable(side: Side, state: State, slot: Slot) -> Iterator[bytes]:
    """The votes that a block in a slot on this state can carry."""
    entered = enter_slot(state, slot)
    for target in (entered.consensus.finality.current, entered.consensus.finality.previous):
        for seat, member in enumerate(AGENTS_SORTED):
            if (member, link_of(target)) in side.votes and not has_seat(target.voters, seat):
                yield side.votes[member, link_of(target)]


AGENTS_SORTED = tuple(sorted(AGENTS))
"""Their seats: the set is sorted by ids, and does not change here."""


def live_through(side: Side, slots: range, marks: dict[AccountId, Watermark]) -> None:
    """What honest agents do: whose slot it is builds on the head; then everybody votes for the checkpoint of the head's epoch, if the watermark allows it."""
    for slot in slots:
        side.tree = tick(side.tree, slot)
        state = side.tree.states[view(side.tree).head]
        producer = producer_of(state, slot).account
        if producer in side.members:
            deliver(side, good_block(state, slot, votes=tuple(sendable(side, state, slot))))
        target = side.tree.states[view(side.tree).head].consensus.finality.current
        for member in side.members:
            try:
                marks[member] = raise_watermark(marks[member], target.source.epoch, target.checkpoint.epoch)
            except Reject:
                continue
            side.votes[member, link_of(target)] = vote(state, key_of(member), target)


def deliver(side: Side, block: bytes) -> None:
    outcome = deliver_block(side.tree, block)
    if not isinstance(outcome, Rejected):
        side.tree = outcome
        side.blocks.append(block)


def finalised_after_a_split(lag: Slot, split: Slot, healed: Slot, until: Slot) -> tuple[int, int, set[bytes]]:
    """The finalised epoch when a split ends and a while later, and the heads then.

    Three agents have not heard what was said in the last `lag` slots before the split; the other two go on with it alone.
    """
    marks = dict.fromkeys(AGENTS, Watermark(0, 0))
    everybody = Side(AGENTS, begin_tree(founded()))
    live_through(everybody, range(1, split - lag), marks)
    many = Side(AGENTS[2:], everybody.tree, list(everybody.blocks), dict(everybody.votes))
    live_through(everybody, range(split - lag, split), marks)
    few = replace(everybody, members=AGENTS[:2])
    live_through(few, range(split, split + 4), marks)
    few.tree = tick(few.tree, healed)
    live_through(many, range(split, healed), marks)
    for block in few.blocks:
        deliver(many, block)
    for block in many.blocks:
        deliver(few, block)
    heads = {view(few.tree).head, view(many.tree).head}
    together = Side(AGENTS, many.tree, many.blocks, {**many.votes, **few.votes})
    before = together.tree.finalised.epoch
    live_through(together, range(healed, until), marks)
    return before, together.tree.finalised.epoch, heads


@pytest.mark.parametrize("lag", range(6))
@pytest.mark.parametrize("split", [12, 13, 15])
def test_finality_resumes_after_a_split(lag: Slot, split: Slot) -> None:
    """Whatever one side has voted from when it was cut off: both have one head when they have each other's blocks, and go on to finalise."""
    before, after, heads = finalised_after_a_split(lag, split, healed=split + 20, until=split + 60)
    assert len(heads) == 1
    assert after >= before + 3


def longest_on_the_checkpoint(entries: tuple[Entry, ...]) -> Hash:
    """The head by a rule that follows every descendant of the highest justified checkpoint."""
    justified = highest_justified(tuple(entry.justified for entry in entries))
    on_it = {entry.hash for entry in keep_descendants(entries, justified, MINIMAL.checkpoint_slots)}
    return choose_head(tuple(replace(entry, current=justified) if entry.hash in on_it else entry for entry in entries))


def test_following_every_descendant_of_the_checkpoint_can_stop_finality_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Why FORK-3 is there: without it the longer side is followed, and those who had voted from a checkpoint that it has not counted never vote again."""
    monkeypatch.setattr(block_tree, "choose_head", longest_on_the_checkpoint)
    splits = [(lag, split) for lag in range(6) for split in (12, 13, 15)]
    ends = [finalised_after_a_split(lag, split, healed=split + 20, until=split + 60)[:2] for lag, split in splits]
    assert any(after == before for before, after in ends)
    assert any(after > before for before, after in ends)


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ([{"tick": 5}], "steps.0.tick"),
        ([{"tick": "5"}, {"block": "0"}], "steps.1.block"),
        ([{"tick": "5", "vote": "00"}], "steps.0"),
        ([{}], "steps.0"),
        ([{"epoch": "5"}], "steps.0"),
        ("5", ""),
    ],
)
def test_a_script_in_another_form_is_refused(steps: Json, place: str) -> None:
    given: Json = {"state": write_state(founded()), "steps": steps}
    with pytest.raises(FormError) as caught:
        evaluate("follow", "minimal", given)
    assert str(caught.value).startswith(place)
