"""The profile `consensus`: a node that is delivered blocks of several branches, in order or not, votes, and the time."""

from hypothesis import strategies as st

from conformance.fuzzing.blocks import draw_chain, draw_votes
from conformance.fuzzing.damage import draw_damaged
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Draw
from reference.parameters import MINIMAL
from reference.state.state import State
from vectors.build import after, block
from vectors.case import Kind
from vectors.chain import all_votes, key_of, producer_of, target_of, vote
from vectors.follow import Delivery, write_delivery
from vectors.state_form import write_state

GAPS = (1, 1, 1, 2, 3, 5, 6, 20)
"""How many slots a block comes after its parent."""


@st.composite
def branches(draw: Draw) -> Exchange:
    """A state that a node begins with, and what it is delivered; on a chain of the minimal preset."""
    root = draw_chain(draw, MINIMAL.name)
    known, made = [root], list[bytes]()
    steps: list[Delivery] = [("tick", root.head.slot + draw(st.sampled_from((200, 200, 200, 10, 0))))]
    for _ in range(draw(st.integers(2, 9))):
        match draw(st.integers(0, 11)):
            case 10 | 11:
                # What is final cuts off the other branches, and comes of several checkpoints in a row only.
                for _ in range(draw(st.integers(2, 5))):
                    _make_next_block(draw, known, made, steps)
                _make_block_aside(draw, known, made, steps)
            case 0 if made:
                again = draw(st.sampled_from(made))
                steps.append(("block", again if draw(st.booleans()) else draw_damaged(draw, again)))
            case 1:
                steps.append(("tick", root.head.slot + draw(st.sampled_from((0, 5, 20, 100, 400)))))
            case 2 | 3 | 4:
                steps += _draw_votes_delivered(draw, draw(st.sampled_from((known[-1], *known))))
            case _:
                _make_block(draw, known, made, steps)
    return Exchange(Kind.FOLLOW, MINIMAL.name, {"state": write_state(root), "steps": [write_delivery(step) for step in steps]})


def _make_block(draw: Draw, known: list[State], made: list[bytes], steps: list[Delivery]) -> None:
    """A block on one of the branches, mostly the last, which is delivered now, or kept back until another is."""
    parent = draw(st.sampled_from((known[-1], known[-1], *known)))
    slot = parent.head.slot + draw(st.sampled_from(GAPS))
    data = block(parent, [], producer=producer_of(parent, slot), votes=draw_votes(draw, parent, slot), slot=slot)
    place = len(steps) if draw(st.integers(0, 5)) else draw(st.integers(1, len(steps)))
    steps.insert(place, ("block", data))
    made.append(data)
    state = after(parent, data)
    if state.head != parent.head:
        known.append(state)


def _make_next_block(draw: Draw, known: list[State], made: list[bytes], steps: list[Delivery]) -> None:
    """A block on the branch that was last built on, at once or with the next epoch, with every vote that it can have."""
    parent = known[-1]
    epoch = parent.chain.parameters.checkpoint_slots
    slot = draw(st.sampled_from((parent.head.slot + 1, (parent.head.slot // epoch + 1) * epoch, (parent.head.slot // epoch + 1) * epoch)))
    data = block(parent, [], producer=producer_of(parent, slot), votes=all_votes(parent, slot), slot=slot)
    steps.append(("block", data))
    made.append(data)
    known.append(after(parent, data))


def _make_block_aside(draw: Draw, known: list[State], made: list[bytes], steps: list[Delivery]) -> None:
    """A block of now on one that may have been cut off."""
    parent = draw(st.sampled_from(known))
    slot = max(state.head.slot for state in known) + draw(st.sampled_from((1, 1, 2, 5)))
    data = block(parent, [], producer=producer_of(parent, slot), slot=slot)
    steps.append(("block", data))
    made.append(data)


def _draw_votes_delivered(draw: Draw, state: State) -> list[Delivery]:
    """Votes for what a branch has as its target, of so many that it is justified, or of fewer."""
    target, voters = target_of(state, state.head.slot + 1)
    members = sorted({*voters.members, *voters.former})
    votes = [vote(state, key_of(member), target) for member in members[draw(st.sampled_from((0, 0, 1, 2, len(members) - 1))) :]]
    if draw(st.integers(0, 7)) == 7:
        votes[-1] = draw_damaged(draw, votes[-1])
    return [("vote", each) for each in votes]
