"""Payment: what a term that has become final pays to its agents and to those who delegated to them."""

from dataclasses import replace

from reference.consensus.calendar import epochs_per_term
from reference.consensus.rewards import available_release, full_score, is_payable, raise_index, seat_score, split_release, voters_part
from reference.numbers import AccountId, Amount, Term
from reference.rules import transition
from reference.state.account import Account
from reference.state.agent import Standing
from reference.state.balance import credit, debit
from reference.state.consensus_state import drop_duties, get_agent, put_agent, put_earnings
from reference.state.delegation import Earnings
from reference.state.era import Seat
from reference.state.pots import Pots
from reference.state.state import State, get_account, put_account_and_pots


def pay_final_terms(state: State) -> State:
    """Pay every term whose last checkpoint is final (REWARD-7), the earliest first."""
    parameters, finalised = state.chain.parameters, state.consensus.finality.finalised.epoch
    epochs = epochs_per_term(parameters.agents, parameters.term_rounds, parameters.checkpoint_slots)
    for term in sorted(state.consensus.duties):
        if is_payable(term, finalised, epochs):
            state = pay_term(state, term)
    return state


@transition("REWARD-9")
def pay_term(state: State, term: Term) -> State:
    """Pay a term: its release is split among the seats by what their agents have done (REWARD-3), and each share between the agent and its voters."""
    parameters, duties = state.chain.parameters, state.consensus.duties[term]
    epochs = epochs_per_term(parameters.agents, parameters.term_rounds, parameters.checkpoint_slots)
    scores = tuple(seat_score(seat, parameters.term_rounds, epochs) for seat in duties.seats)
    split = split_release(available_release(duties.release, state.pots.ecosystem), scores, full_score(parameters.agents, parameters.term_rounds, epochs))
    for identifier, seat, share in zip(state.consensus.eras[duties.era].members, duties.seats, split.shares, strict=True):
        state = pay_share(state, identifier, seat, share, term)
    return drop_duties(state, term)


def pay_share(state: State, identifier: AccountId, seat: Seat, share: Amount, term: Term) -> State:
    """Pay one agent's share: the voters' part to the rewards pot, by way of the agent's index, the rest to its account.

    An agent that was expelled meanwhile gets nothing itself; its part stays in the ecosystem pool.
    """
    agent, account = get_agent(state, identifier), get_account(state, identifier)
    part = voters_part(share, seat.delegated, state.chain.parameters.voters_share_ppm)
    raised = raise_index(agent.index, part, seat.delegated)
    own = 0 if agent.standing == Standing.EXPELLED else share - part
    pots = Pots(
        ecosystem=debit(state.pots.ecosystem, own + raised.held),
        deposits=state.pots.deposits,
        fees=state.pots.fees,
        rewards=credit(state.pots.rewards, raised.held),
    )
    state = put_account_and_pots(state, identifier, Account(balance=credit(account.balance, own), nonce=account.nonce), pots)
    if raised.index == agent.index:
        return state
    return put_earnings(put_agent(state, identifier, replace(agent, index=raised.index)), identifier, term, Earnings(index=raised.index))
