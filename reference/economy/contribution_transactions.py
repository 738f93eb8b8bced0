"""The transactions of contributions and of the award, and what happens to contributions between two blocks."""

from reference.consensus.calendar import term_of
from reference.economy.awards import enrol, leave
from reference.economy.contributions import award_weight, claim_contribution, close_fund, contribution_of, contributors_release, credit_fee, part_of, tenure_of
from reference.numbers import MAX_AMOUNT, AccountId, Amount, Slot, Term
from reference.rules import transition
from reference.state.account import Account
from reference.state.award import NO_CREDIT
from reference.state.balance import credit
from reference.state.economy_state import (
    get_credit,
    get_fund,
    get_participant,
    put_award,
    put_credit,
    put_fund,
    put_participant,
)
from reference.state.pots import with_ecosystem
from reference.state.state import State, get_account, put_account_and_pots, put_pots
from reference.wire.award_bodies import AwardEnrol, AwardLeave, ContributionClaim


@transition("AWARD-3")
def apply_award_enrol(state: State, sender: AccountId, body: AwardEnrol, slot: Slot) -> State:
    """The sender takes part in the award from the next term on. Rejects with the codes of AWARD-1."""
    return put_participant(state, sender, enrol(get_participant(state, sender), state.economy.award, term_at(state, slot)))


@transition("AWARD-4")
def apply_award_leave(state: State, sender: AccountId, body: AwardLeave, slot: Slot) -> State:
    """The sender takes part no longer. Rejects with `PARTICIPANT_UNKNOWN`."""
    return put_participant(state, sender, leave(get_participant(state, sender)))


@transition("CONTRIBUTE-6")
def apply_contribution_claim(state: State, sender: AccountId, body: ContributionClaim, slot: Slot) -> State:
    """Pay the sender what its contribution in a term has earned. Rejects with the codes of CONTRIBUTE-5."""
    record, fund = get_credit(state, (sender, body.term)), get_fund(state, body.term)
    share, award = part_of(fund.release, record.contribution, fund.contributions), part_of(fund.award, record.weight, fund.weights)
    payout = claim_contribution(record, fund, share, award)
    account = get_account(state, sender)
    paid = Account(balance=credit(account.balance, payout.paid), nonce=account.nonce)
    pots = with_ecosystem(state.pots, credit(state.pots.ecosystem, payout.returned))
    state = put_account_and_pots(state, sender, paid, pots)
    return put_fund(put_credit(state, (sender, body.term), NO_CREDIT), body.term, payout.fund)


@transition("CONTRIBUTE-7")
def credit_fees(state: State, account: AccountId, fee: Amount, slot: Slot) -> State:
    """Credit a fee to the one account that it was paid for, in the term of a block's slot. Never rejects.

    What collects a fee for somebody's service, an order or a sale of data, calls this in its own transition, and puts the fee into the fees pot.
    """
    parameters, term = state.chain.parameters, term_at(state, slot)
    key = (account, term)
    tenure = tenure_of(get_participant(state, account), term, parameters.award_tenure_terms)
    record = get_credit(state, key)
    contribution = contribution_of(min(record.fees + fee, MAX_AMOUNT), parameters.contribution_ppm, parameters.contribution_cap)
    credited = credit_fee(record, get_fund(state, term), fee, contribution, award_weight(contribution, tenure))
    return put_fund(put_credit(state, key, credited.credit), term, credited.fund)


@transition("CONTRIBUTE-8")
def end_contributions(state: State, slot: Slot) -> State:
    """Close the fund of the head's term where a later one has begun in `slot`, before the block's transactions are applied.

    Fees are only ever credited in the term of a block, which then is the head's, so that no other fund is open. A fund without credits is filled with
    nothing, and not stored; but the award may be over all the same.
    """
    parameters, last, term = state.chain.parameters, term_at(state, state.head.slot), term_at(state, slot)
    if term == last:
        return state
    released = contributors_release(state.pots.ecosystem, parameters.release_ppm, parameters.agents_share_ppm)
    closed = close_fund(get_fund(state, last), state.economy.award, state.pots.ecosystem, released, last, term)
    state = put_pots(state, with_ecosystem(state.pots, closed.pool))
    return put_fund(put_award(state, closed.award), last, closed.fund)


def term_at(state: State, slot: Slot) -> Term:
    """The term of a slot."""
    return term_of(slot, state.chain.parameters.agents, state.chain.parameters.term_rounds)
