"""Eras: when the set of agents changes, and how long the set before has to agree to what the new one makes final."""

from typing import Annotated

from reference.consensus.finality import AgentCount
from reference.numbers import AccountId, Epoch, Hash, Range, Term
from reference.rules import kernel, procedure
from reference.state.era import Succession
from reference.wire.hashing import Tag, tagged_hash

CandidateCount = Annotated[int, Range(0, 999)]
"""How many agents were elected."""

Boundary = Annotated[int, Range(0, 2**88 - 1)]
"""The epoch with which a term begins."""


@procedure("ERA-1")
def set_hash(members: tuple[AccountId, ...]) -> Hash:
    """The hash of a set of agents: of the ids of its members, sorted, one after another."""
    return tagged_hash(Tag.ERA, b"".join(members))


@kernel("ERA-2")
def is_set_changed(
    term: Term, elected_for: Term, elected: CandidateCount, agents: AgentCount, same: bool, scheduled: Boundary, finalised: Epoch, joint: bool
) -> bool:
    """Whether the agents elected take over with this term.

    They were elected for it, as many as there are seats (`agents`), and are not the `same` as those who serve; the
    checkpoint of the epoch in which their election was held (`scheduled`, the first of the term before) is final, which
    it is where the highest `finalised` epoch is no less; and the era that would end is not joint.
    """
    return elected_for == term and elected == agents and not same and finalised >= scheduled and not joint


@kernel("ERA-3")
def is_still_joint(joint: bool, first_epoch: Epoch, finalised: Epoch) -> bool:
    """Whether links still need the set before, now that `finalised` is the highest finalised epoch.

    The checkpoint of the era's first epoch is a block of the era before. The first one of a block of this era is of a
    later epoch, and ends it: under its state root stands the new set, so that a light client can follow (rule LIGHT-5).
    """
    return joint and finalised <= first_epoch


def without_former_set(succession: Succession, finalised: Epoch) -> Succession:
    """The succession after a checkpoint was finalised: the same, or no longer joint (ERA-3)."""
    joint = is_still_joint(succession.joint, succession.first_epoch, finalised)
    return Succession(era=succession.era, joint=joint, first_epoch=succession.first_epoch, term=succession.term, elected=succession.elected)
