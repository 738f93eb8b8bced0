# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of taking part in the participation award."""

from reference.codes import Code
from reference.economy.awards import enrol, leave
from reference.economy.contribution_transactions import apply_award_enrol, apply_award_leave
from reference.economy.contributions import TenureLimit, tenure_of
from reference.numbers import PPM, AccountId, Slot, Term
from reference.state.award import NO_PARTICIPANT, Award, Participant
from reference.state.economy_state import get_participant, put_participant
from reference.state.state import State
from reference.wire.award_bodies import AwardEnrol, AwardLeave
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.delegation_transactions import term_at
from spec.theorems.ledger import ssp


@theorem("AWARD-1", "Enrolling is refused for the first of: takes part already, no term left that pays.", says=Says.ACCEPTANCE)
def enrol_accepts(participant: Participant, award: Award, term: Term) -> bool:
    expected = first_failing((participant.since > 0, Code.PARTICIPANT_KNOWN), (award.last <= term, Code.AWARD_OVER))
    return rejection(enrol, participant, award, term) == expected


@theorem("AWARD-1", "Who enrols takes part from the next term on.", says=Says.AMOUNTS)
def enrol_is_exact(participant: Participant, award: Award, term: Term) -> bool:
    return enrol(participant, award, term) == Participant(since=term + 1)


@theorem("AWARD-1", "Nothing counts for the term in which one enrols, one term for the next, and no term is counted twice.", says=Says.INVARIANT)
def enrolling_counts_from_the_next_term(participant: Participant, award: Award, term: Term, later: Term, limit: TenureLimit) -> bool:
    enrolled = enrol(participant, award, term)
    counted = tenure_of(enrolled, later, limit)
    first = tenure_of(enrolled, term + 1, limit)
    return tenure_of(enrolled, term, limit) == 0 and first == PPM // limit and (later < term or counted * limit <= (later - term) * PPM)


@theorem("AWARD-2", "Leaving is refused just to those who take no part.", says=Says.ACCEPTANCE)
def leave_accepts(participant: Participant) -> bool:
    return rejection(leave, participant) == (Code.PARTICIPANT_UNKNOWN if participant.since == 0 else None)


@theorem("AWARD-2", "Who has left takes no part.", says=Says.AMOUNTS)
def leave_is_exact(participant: Participant) -> bool:
    return leave(participant) == NO_PARTICIPANT


def has_begun(participant: Participant, term: Term) -> bool:
    """Whether it has taken part for a term at least."""
    return participant.since <= term


@theorem("AWARD-2", "Who leaves and enrols again has no more tenure than who stayed.", says=Says.INVARIANT, assuming=has_begun)
def leaving_gains_nothing(participant: Participant, award: Award, term: Term, later: Term, limit: TenureLimit) -> bool:
    again = enrol(leave(participant), award, term)
    return tenure_of(again, later, limit) <= tenure_of(participant, later, limit)


@theorem("AWARD-3", "Enrolling moves no SSP.", says=Says.INVARIANT)
def enrolling_preserves_ssp(state: State, sender: AccountId, body: AwardEnrol, slot: Slot) -> bool:
    return ssp(apply_award_enrol(state, sender, body, slot)) == ssp(state)


@theorem("AWARD-3", "Enrolling is refused as AWARD-1 says.", says=Says.ACCEPTANCE)
def enrolling_accepts(state: State, sender: AccountId, body: AwardEnrol, slot: Slot) -> bool:
    expected = rejection(enrol, get_participant(state, sender), state.economy.award, term_at(state.chain.parameters, slot))
    return rejection(apply_award_enrol, state, sender, body, slot) == expected


@theorem("AWARD-3", "The sender takes part from the next term on; nothing else changes.", says=Says.AMOUNTS)
def enrolling_is_exact(state: State, sender: AccountId, body: AwardEnrol, slot: Slot) -> bool:
    since = term_at(state.chain.parameters, slot) + 1
    return apply_award_enrol(state, sender, body, slot) == put_participant(state, sender, Participant(since=since))


@theorem("AWARD-4", "Leaving moves no SSP.", says=Says.INVARIANT)
def leaving_preserves_ssp(state: State, sender: AccountId, body: AwardLeave, slot: Slot) -> bool:
    return ssp(apply_award_leave(state, sender, body, slot)) == ssp(state)


@theorem("AWARD-4", "Leaving is refused just to those who take no part.", says=Says.ACCEPTANCE)
def leaving_accepts(state: State, sender: AccountId, body: AwardLeave, slot: Slot) -> bool:
    expected = Code.PARTICIPANT_UNKNOWN if get_participant(state, sender).since == 0 else None
    return rejection(apply_award_leave, state, sender, body, slot) == expected


@theorem("AWARD-4", "The sender takes part no longer; nothing else changes.", says=Says.AMOUNTS)
def leaving_is_exact(state: State, sender: AccountId, body: AwardLeave, slot: Slot) -> bool:
    return apply_award_leave(state, sender, body, slot) == put_participant(state, sender, NO_PARTICIPANT)
