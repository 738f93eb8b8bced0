# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of eras: when a set takes over, and how long it shares the word with the one before."""

from reference.consensus.eras import Boundary, CandidateCount, is_set_changed, is_still_joint
from reference.consensus.finality import AgentCount
from reference.numbers import Epoch, Term
from spec.prover.statement import Says, rejection, theorem


@theorem("ERA-2", "Whether a set takes over is always decided.", says=Says.ACCEPTANCE)
def is_set_changed_accepts(
    term: Term, elected_for: Term, elected: CandidateCount, agents: AgentCount, same: bool, scheduled: Boundary, finalised: Epoch, joint: bool
) -> bool:
    return rejection(is_set_changed, term, elected_for, elected, agents, same, scheduled, finalised, joint) is None


@theorem("ERA-2", "A set takes over where five conditions hold, and nowhere else.", says=Says.AMOUNTS)
def is_set_changed_is_exact(
    term: Term, elected_for: Term, elected: CandidateCount, agents: AgentCount, same: bool, scheduled: Boundary, finalised: Epoch, joint: bool
) -> bool:
    stays = (elected_for != term) | (elected != agents) | same | (finalised < scheduled) | joint
    return is_set_changed(term, elected_for, elected, agents, same, scheduled, finalised, joint) != stays


@theorem(
    "ERA-2",
    "A stall changes no set: while nothing from the scheduling term on is final, nobody takes over, and an era that is joint is not ended.",
    says=Says.INVARIANT,
)
def stall_changes_no_set(
    term: Term, elected_for: Term, elected: CandidateCount, agents: AgentCount, same: bool, scheduled: Boundary, finalised: Epoch, first_epoch: Epoch
) -> bool:
    joint = is_still_joint(True, first_epoch, finalised)
    changed = is_set_changed(term, elected_for, elected, agents, same, scheduled, finalised, joint)
    return not changed or (finalised >= scheduled and finalised > first_epoch)


@theorem("ERA-3", "Whether links still need the set before is always decided.", says=Says.ACCEPTANCE)
def is_still_joint_accepts(joint: bool, first_epoch: Epoch, finalised: Epoch) -> bool:
    return rejection(is_still_joint, joint, first_epoch, finalised) is None


@theorem("ERA-3", "Links need the set before until a checkpoint after the era's first is final.", says=Says.AMOUNTS)
def is_still_joint_is_exact(joint: bool, first_epoch: Epoch, finalised: Epoch) -> bool:
    return is_still_joint(joint, first_epoch, finalised) == (joint and not finalised > first_epoch)


@theorem("ERA-3", "What is no longer joint never becomes so again within its era, as what is final only rises.", says=Says.INVARIANT)
def joint_ends_once(joint: bool, first_epoch: Epoch, finalised: Epoch, later: Epoch) -> bool:
    now = is_still_joint(joint, first_epoch, finalised)
    return later < finalised or is_still_joint(now, first_epoch, later) == is_still_joint(joint, first_epoch, later)
