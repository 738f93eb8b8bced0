"""Whether what a state says of finality fits together, and with the sets whose votes count."""

from reference.consensus.finality import AgentCount
from reference.consensus.seats import NO_SEATS, are_seats
from reference.numbers import Epoch, EraNumber
from reference.rules import procedure
from reference.state.consensus_tables import GENESIS_TARGET
from reference.state.era import Succession
from reference.state.finality import Finality, Target


@procedure("STATE-8")
def is_in_order(finality: Finality, epoch: Epoch) -> bool:
    """Whether no checkpoint is ahead of one that follows it, and all of one epoch are one, where the last block is of `epoch`.

    The current target is of no later epoch, unless a recovery made it final.
    """
    finalised, justified, current, previous = finality.finalised, finality.justified, finality.current, finality.previous
    checkpoints = {finalised, justified, current.checkpoint, current.source, previous.checkpoint, previous.source}
    return (
        finalised.epoch <= justified.epoch <= current.checkpoint.epoch
        and previous.source.epoch <= current.source.epoch <= justified.epoch
        and previous.source.epoch <= previous.checkpoint.epoch <= current.checkpoint.epoch
        and len({checkpoint.epoch for checkpoint in checkpoints}) == len(checkpoints)
        and (current.checkpoint.epoch <= epoch or current.checkpoint == finalised)
    )


@procedure("STATE-8")
def are_targets_of_sets(current: Target, previous: EraNumber, finalised: Epoch, succession: Succession) -> bool:
    """Whether the current target is of the set that serves, and the era of the previous one is that or one before.

    The era did not begin after the current target. While it is joint, so is the current target, and no checkpoint after the first epoch is `finalised`.
    """
    joint = not succession.joint or (current.joint and finalised <= succession.first_epoch)
    return previous <= current.era == succession.era and succession.first_epoch <= current.checkpoint.epoch and joint


@procedure("STATE-8")
def has_voters(target: Target, agents: AgentCount) -> bool:
    """Whether those who have voted for a target are seats of its sets, of so many `agents` each (FINALITY-7).

    Genesis needs none, and era 0 has no set before it.
    """
    if target == GENESIS_TARGET:
        return True
    former = are_seats(target.former_voters, agents) if target.joint else target.former_voters == NO_SEATS
    return are_seats(target.voters, agents) and former and (target.era > 0 or not target.joint)
