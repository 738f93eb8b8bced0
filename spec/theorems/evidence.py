# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of evidence: which objects prove an offence, that honest agents sign none, and that bonds are there when it is shown."""

from reference.codes import Code
from reference.consensus.agents import UnbondingSlots, withdraw_bond
from reference.consensus.calendar import Boundary
from reference.consensus.evidence import check_double_header, check_double_vote, check_first_offence, check_origin, check_surround_vote, check_window
from reference.consensus.slashing import BlockSlot, EvidenceSlots, keep_offender, slash
from reference.consensus.slashing import Window as OffenderWindow
from reference.numbers import AccountId, Hash, Ppm, Slot
from reference.state.account import Account
from reference.state.agent import Agent, Standing
from reference.state.progress import Offender
from reference.wire.vote import FinalityVote
from spec.prover.statement import Says, first_failing, rejection, theorem


@theorem("EVIDENCE-1", "Objects are rejected for having two signers, then for being of another chain.", says=Says.ACCEPTANCE)
def check_origin_accepts(first_signer: AccountId, second_signer: AccountId, first_chain: Hash, second_chain: Hash, chain: Hash) -> bool:
    expected = first_failing(
        (first_signer != second_signer, Code.EVIDENCE_FOREIGN),
        (first_chain != chain, Code.WRONG_CHAIN),
        (second_chain != chain, Code.WRONG_CHAIN),
    )
    return rejection(check_origin, first_signer, second_signer, first_chain, second_chain, chain) == expected


@theorem("EVIDENCE-1", "Evidence of one chain proves nothing on another.", says=Says.INVARIANT)
def evidence_is_of_one_chain(signer: AccountId, first_chain: Hash, second_chain: Hash, chain: Hash, other: Hash) -> bool:
    check_origin(signer, signer, first_chain, second_chain, chain)
    return other == chain or rejection(check_origin, signer, signer, first_chain, second_chain, other) == Code.WRONG_CHAIN


@theorem("EVIDENCE-2", "Two headers are harmless just where they are of two slots, or the same.", says=Says.ACCEPTANCE)
def check_double_header_accepts(first_slot: Slot, second_slot: Slot, first_hash: Hash, second_hash: Hash) -> bool:
    harmful = first_slot == second_slot and first_hash != second_hash
    return rejection(check_double_header, first_slot, second_slot, first_hash, second_hash) == (None if harmful else Code.EVIDENCE_HARMLESS)


@theorem("EVIDENCE-2", "Two votes are no double vote just where their targets are of two epochs, or they are the same.", says=Says.ACCEPTANCE)
def check_double_vote_accepts(first: FinalityVote, second: FinalityVote) -> bool:
    harmful = first.target_epoch == second.target_epoch and first != second
    return rejection(check_double_vote, first, second) == (None if harmful else Code.EVIDENCE_HARMLESS)


@theorem("EVIDENCE-2", "One vote surrounds another just where its source is earlier and its target later.", says=Says.ACCEPTANCE)
def check_surround_vote_accepts(outer: FinalityVote, inner: FinalityVote) -> bool:
    harmful = (outer.source_epoch < inner.source_epoch) & (inner.target_epoch < outer.target_epoch)
    return rejection(check_surround_vote, outer, inner) == (None if harmful else Code.EVIDENCE_HARMLESS)


@theorem("EVIDENCE-2", "Nothing contradicts itself: a header or a vote that is shown twice proves nothing.", says=Says.INVARIANT)
def nothing_contradicts_itself(slot: Slot, header: Hash, vote: FinalityVote) -> bool:
    codes = (rejection(check_double_header, slot, slot, header, header), rejection(check_double_vote, vote, vote), rejection(check_surround_vote, vote, vote))
    return codes == (Code.EVIDENCE_HARMLESS,) * 3


@theorem(
    "EVIDENCE-2",
    "Of two votes, one with a later target and no earlier source, neither proves anything against their signer: that is what watermarks keep to.",
    assuming=lambda earlier, later: (later.target_epoch > earlier.target_epoch) & (later.source_epoch >= earlier.source_epoch),
)
def watermarks_are_harmless(earlier: FinalityVote, later: FinalityVote) -> bool:
    pairs = ((earlier, later), (later, earlier))
    return all(rejection(check, *pair) == Code.EVIDENCE_HARMLESS for check in (check_double_vote, check_surround_vote) for pair in pairs)


@theorem("EVIDENCE-3", "Evidence is rejected for an offence of the future, then for one of a past too far back.", says=Says.ACCEPTANCE)
def check_window_accepts(committed: Boundary, slot: Slot, evidence_slots: EvidenceSlots) -> bool:
    expected = first_failing((committed > slot, Code.EVIDENCE_EARLY), (committed + evidence_slots < slot, Code.EVIDENCE_OLD))
    return rejection(check_window, committed, slot, evidence_slots) == expected


@theorem("EVIDENCE-3", "Evidence that counts at two moments counts at every moment between.", says=Says.INVARIANT)
def window_has_no_gap(committed: Boundary, slot: Slot, between: Slot, later: Slot, evidence_slots: EvidenceSlots) -> bool:
    check_window(committed, slot, evidence_slots)
    check_window(committed, later, evidence_slots)
    return (between < slot) | (between > later) | (rejection(check_window, committed, between, evidence_slots) is None)


@theorem("EVIDENCE-4", "An offender is rejected for being no agent, then for having been slashed.", says=Says.ACCEPTANCE)
def check_first_offence_accepts(agent: Agent) -> bool:
    expected = first_failing((agent.standing == Standing.NONE, Code.AGENT_UNKNOWN), (agent.offence.slot > 0, Code.OFFENDER_KNOWN))
    return rejection(check_first_offence, agent) == expected


@theorem("EVIDENCE-4", "An agent is slashed once, even where nothing was left to take.", says=Says.INVARIANT)
def offender_is_slashed_once(agent: Agent, share: Ppm, slot: BlockSlot) -> bool:
    check_first_offence(agent)
    return rejection(check_first_offence, slash(agent, share, slot).agent) == Code.OFFENDER_KNOWN


def _withdrawal(agent: Agent, account: Account, slot: Slot, era_ended: Slot, unbonding_slots: UnbondingSlots) -> Code | None:
    return rejection(withdraw_bond, agent, account, slot, era_ended, unbonding_slots)


@theorem(
    "EVIDENCE-3",
    "While evidence of an offence up to the end of an agent's last era counts, its bond is not paid back: the evidence window beats withdrawal.",
    assuming=lambda committed, era_ended, evidence_slots, unbonding_slots: (committed <= era_ended) & (evidence_slots < unbonding_slots),
)
def evidence_beats_withdrawal(
    agent: Agent,
    account: Account,
    committed: Boundary,
    slot: Slot,
    era_ended: Slot,
    evidence_slots: EvidenceSlots,
    unbonding_slots: UnbondingSlots,
) -> bool:
    check_window(committed, slot, evidence_slots)
    return _withdrawal(agent, account, slot, era_ended, unbonding_slots) in (Code.AGENT_UNKNOWN, Code.AGENT_REGISTERED, Code.BOND_LOCKED)


@theorem(
    "EVIDENCE-3",
    "While an offender may be topped up because another is caught, its bond is not paid back.",
    assuming=lambda evidence_slots, unbonding_slots: evidence_slots < unbonding_slots,
)
def top_ups_beat_withdrawal(
    agent: Agent,
    account: Account,
    share: Ppm,
    caught: BlockSlot,
    slot: Slot,
    era_ended: Slot,
    evidence_slots: EvidenceSlots,
    unbonding_slots: UnbondingSlots,
    identifier: AccountId,
) -> bool:
    entry = Offender(agent=identifier, slot=caught)
    stays = keep_offender(OffenderWindow(passed=0, entries=()), entry, 1, 1, slot, evidence_slots).entries == (entry,)
    return not stays or _withdrawal(slash(agent, share, caught).agent, account, slot, era_ended, unbonding_slots) == Code.BOND_LOCKED


@theorem(
    "EVIDENCE-3",
    "Those who offend in one slot are slashed together: whenever evidence of the second counts, the first, caught earlier, is still in the list.",
    assuming=lambda caught, slot: caught <= slot,
)
def accomplices_are_slashed_together(committed: Boundary, caught: Slot, slot: Slot, evidence_slots: EvidenceSlots, identifier: AccountId) -> bool:
    check_window(committed, caught, evidence_slots)
    check_window(committed, slot, evidence_slots)
    entry = Offender(agent=identifier, slot=caught)
    return keep_offender(OffenderWindow(passed=0, entries=()), entry, 1, 1, slot, evidence_slots).entries == (entry,)
