# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the recovery fork: what is signed, by how much of the stake, and where voting goes on."""

from typing import Annotated

from reference.codes import Code
from reference.consensus.finality import finalise, justify, open_target
from reference.consensus.recovery import check_recovery, check_support, restart
from reference.consensus.seats import NO_SEATS
from reference.consensus.watermark import Watermark, raise_watermark
from reference.numbers import MAX_UINT64, Amount, EraNumber, Hash, Range
from reference.state.finality import Checkpoint, Finality, SeatSet, Target
from reference.wire.recovery import Recovery
from spec.prover.statement import Says, rejection, theorem

EarlyEpoch = Annotated[int, Range(0, MAX_UINT64 - 1)]
"""An epoch that another one follows."""


@theorem("RECOVERY-1", "A recovery is foreign if it is of another chain, checkpoint or set, or the set is not proper.", says=Says.ACCEPTANCE)
def check_recovery_accepts(recovery: Recovery, chain: Hash, justified: Checkpoint, members: Hash, proper: bool) -> bool:
    here = Recovery(chain=chain, epoch=justified.epoch, hash=justified.hash, members=members)
    return rejection(check_recovery, recovery, chain, justified, members, proper) == (None if recovery == here and proper else Code.RECOVERY_FOREIGN)


@theorem("RECOVERY-1", "All recoveries that are accepted in one place say the same.", says=Says.INVARIANT)
def recoveries_agree(recovery: Recovery, other: Recovery, chain: Hash, justified: Checkpoint, members: Hash, proper: bool) -> bool:
    check_recovery(recovery, chain, justified, members, proper)
    check_recovery(other, chain, justified, members, proper)
    return recovery == other


@theorem("RECOVERY-2", "A recovery is supported by more than two thirds of what is delegated, and where nothing is delegated by nobody.", says=Says.ACCEPTANCE)
def check_support_accepts(signed: Amount, delegated: Amount) -> bool:
    return rejection(check_support, signed, delegated) == (None if 3 * signed > 2 * delegated and signed > 0 else Code.RECOVERY_UNSUPPORTED)


@theorem("RECOVERY-2", "Two recoveries of one checkpoint are both supported only where more than a third of the stake has signed both.", says=Says.INVARIANT)
def two_recoveries_share_stake(first: Amount, second: Amount, both: Amount, delegated: Amount) -> bool:
    check_support(first, delegated)
    check_support(second, delegated)
    return both + delegated < first + second or 3 * both > delegated


@theorem("RECOVERY-3", "A restart is always possible.", says=Says.ACCEPTANCE)
def restart_accepts(justified: Checkpoint, era: EraNumber, none: SeatSet) -> bool:
    return rejection(restart, justified, era, none) is None


@theorem("RECOVERY-3", "After a restart the checkpoint is justified and final, and nothing else is there to vote for.", says=Says.AMOUNTS)
def restart_is_exact(justified: Checkpoint, era: EraNumber, none: SeatSet) -> bool:
    target = Target(checkpoint=justified, source=justified, era=era, joint=False, voters=none, former_voters=NO_SEATS)
    return restart(justified, era, none) == Finality(justified=justified, finalised=justified, current=target, previous=target)


@theorem(
    "RECOVERY-3",
    "Whoever is in both sets may vote on: no honest member of the old one has signed a source above the highest justified checkpoint.",
    says=Says.INVARIANT,
)
def honest_members_vote_on(justified: Checkpoint, era: EraNumber, none: SeatSet, watermark: Watermark, epoch: EarlyEpoch, first: Hash, second: Hash) -> bool:
    if watermark.source > justified.epoch or watermark.target >= epoch or justified.epoch >= epoch:
        return True
    opened = open_target(restart(justified, era, none), Checkpoint(epoch, first), era, False, none)
    raised = raise_watermark(watermark, opened.current.source.epoch, epoch)
    after = justify(opened.justified, opened.current.checkpoint, True)
    final = finalise(opened.finalised, after, Checkpoint(epoch + 1, second), True)
    return rejection(raise_watermark, raised, after.epoch, epoch + 1) is None and final == Checkpoint(epoch, first)
