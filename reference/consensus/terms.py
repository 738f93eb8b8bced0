"""The end of a term and the beginning of the next: penalties, expiry, upgrade, set, tenures, release, election."""

from collections.abc import Mapping
from dataclasses import replace

from reference.consensus.calendar import epoch_of, epochs_per_term, first_epoch_of_term
from reference.consensus.delegations import expire
from reference.consensus.duties import serving
from reference.consensus.election import elect
from reference.consensus.eras import is_set_changed
from reference.consensus.penalties import punish_absence, slot_reward
from reference.consensus.rewards import is_forfeited, term_release
from reference.consensus.rotation import serve
from reference.consensus.upgrades import begin_term, version_in
from reference.consensus.versions import activate
from reference.numbers import AccountId, Amount, Slot, Term
from reference.rules import transition
from reference.state.account import Account
from reference.state.agent import SEATED
from reference.state.balance import credit, debit
from reference.state.consensus_state import (
    drop_duties,
    get_agent,
    get_ending,
    put_agent,
    put_duties,
    put_ending,
    put_era,
    put_succession,
    put_upgrade,
)
from reference.state.era import Candidate, Duties, Era, Seat, Succession
from reference.state.pots import with_ecosystem
from reference.state.state import State, get_account, put_account_and_pots, put_pots


@transition("TIME-11")
def end_term(state: State, term: Term, slot: Slot) -> State:
    """End a term, with the first block after it in `slot`: each agent of its set is punished for the slots that it missed (PENALTY-2)."""
    duties = state.consensus.duties.get(term)
    if duties is None:
        return state
    parameters = state.chain.parameters
    rounds = parameters.term_rounds
    reward = slot_reward(duties.release, parameters.agents, rounds)
    for identifier, seat in zip(state.consensus.eras[duties.era].members, duties.seats, strict=True):
        if seat.missed == 0:
            continue
        agent = get_agent(state, identifier)
        punished = punish_absence(agent, seat, reward, term, slot, rounds, parameters.jail_terms, parameters.jailings_limit)
        state = put_agent(state, identifier, punished)
        state = put_pots(state, with_ecosystem(state.pots, credit(state.pots.ecosystem, debit(agent.bond, punished.bond))))
    return state


@transition("TIME-12")
def open_term(state: State, last: Term, term: Term, slot: Slot) -> State:
    """Begin `term`, with its first block in `slot`, where `last` is the term of the block before.

    In this order: what expired leaves its agents' sums; an upgrade goes one step on; the elected set takes over, or the old one stays; tenures grow; terms
    that cannot be paid any more are forfeited; the release of the term is fixed; the set of the next term is elected.
    """
    earlier = delegated_before(state, last, term)
    state = step_upgrade(expire_delegations(state, last, term), last, term)
    state = serve_term(change_set(state, term, slot), last, term, earlier)
    for unpaid in sorted(state.consensus.duties):
        if is_forfeited(unpaid, term):
            state = drop_duties(state, unpaid)
    return elect_next(state, term)


def expire_delegations(state: State, last: Term, term: Term) -> State:
    """Take what expired in the terms from `last` to before `term` out of the sums of its agents (DELEGATE-6).

    Of the terms without a block only those are looked at in which something can expire: no delegation lasts longer than `delegation_terms`.
    """
    lasting = state.chain.parameters.delegation_terms
    for identifier in sorted(state.consensus.agents):
        for ended in range(last, min(term, last + lasting + 1)):
            ending = get_ending(state, identifier, ended)
            if ending.expiring:
                expired = expire(get_agent(state, identifier), ending)
                state = put_ending(put_agent(state, identifier, expired.agent), identifier, ended, expired.ending)
    return state


def step_upgrade(state: State, last: Term, term: Term) -> State:
    """Take an upgrade one step on at the beginning of a term (UPGRADE-5), and apply the version that it activates (UPGRADE-7)."""
    parameters, upgrade = state.chain.parameters, state.consensus.upgrade
    delegated = sum(agent.delegated for agent in state.consensus.agents.values())
    stepped = begin_term(upgrade, term, delegated, parameters.proposal_terms, parameters.proposal_quorum_ppm)
    state = put_upgrade(state, stepped.upgrade)
    if stepped.returned or stepped.forfeited:
        account = get_account(state, upgrade.proposer)
        paid = Account(balance=credit(account.balance, stepped.returned), nonce=account.nonce)
        pots = with_ecosystem(state.pots, credit(state.pots.ecosystem, stepped.forfeited))
        state = put_account_and_pots(state, upgrade.proposer, paid, pots)
    version = version_in(upgrade, last, term)
    return activate(state, version) if version != upgrade.version else state


@transition("ERA-4")
def change_set(state: State, term: Term, slot: Slot) -> State:
    """Let the elected set take over with `term` where rule ERA-2 says so; otherwise the set that serves stays."""
    parameters, succession, finality = state.chain.parameters, state.consensus.succession, state.consensus.finality
    members = tuple(candidate.agent for candidate in succession.elected)
    epochs = epochs_per_term(parameters.agents, parameters.term_rounds, parameters.checkpoint_slots)
    scheduled = first_epoch_of_term(term - 1, epochs)
    same = members == serving(state)
    if not is_set_changed(term, succession.term, len(members), parameters.agents, same, scheduled, finality.finalised.epoch, succession.joint):
        return state
    state = put_era(state, succession.era + 1, Era(members=members, first_term=term))
    for identifier in members:
        state = put_agent(state, identifier, replace(get_agent(state, identifier), unseated=SEATED))
    entered = Succession(era=succession.era + 1, joint=True, first_epoch=epoch_of(slot, parameters.checkpoint_slots), term=term, elected=succession.elected)
    return put_succession(state, entered)


def serve_term(state: State, last: Term, term: Term, earlier: Mapping[AccountId, Amount]) -> State:
    """Give each agent of the set its seat in `term`: its tenure grows (ROTATE-1), and what shares its reward is fixed.

    That is what was delegated to it at the end of the term before the last: when it was elected, or, where it serves without having been elected for
    this term, what `earlier` says.
    """
    parameters, succession, members = state.chain.parameters, state.consensus.succession, serving(state)
    elected = {candidate.agent: candidate.delegated for candidate in succession.elected} if succession.term == term else {}
    seats = []
    for identifier in members:
        agent = get_agent(state, identifier)
        seats.append(_seat(elected.get(identifier, earlier.get(identifier, 0)), agent.delegated))
        state = put_agent(state, identifier, replace(agent, tenure=serve(agent.tenure, last + 1, term, parameters.rest_terms)))
    release = term_release(state.pots.ecosystem, parameters.release_ppm, parameters.agents_share_ppm)
    return put_duties(state, term, Duties(era=succession.era, release=release, seats=tuple(seats))) if members else state


def elect_next(state: State, term: Term) -> State:
    """Elect the set of the term after `term` from what the agents weigh now (ELECT-3)."""
    succession = state.consensus.succession
    elected: tuple[Candidate, ...] = elect(state.consensus.agents.items(), term + 1, state.chain.parameters)
    return put_succession(state, replace(succession, term=term + 1, elected=elected))


def delegated_before(state: State, last: Term, term: Term) -> Mapping[AccountId, Amount]:
    """What was delegated to each member at the end of the term before the one before `term`, by the state before anything expires at its beginning.

    Where the two terms follow one another, that was noted when `last` began. Where terms without a block lie between, nothing but expiry has changed since.
    """
    if term - last == 1:
        return _following(state, last)
    ended = range(last, min(term - 1, last + state.chain.parameters.delegation_terms + 1))
    expired = {member: sum(get_ending(state, member, each).expiring for each in ended) for member in serving(state)}
    return {member: debit(get_agent(state, member).delegated, amount) for member, amount in expired.items()}


def _following(state: State, last: Term) -> dict[AccountId, Amount]:
    """What was delegated to each agent of the set when the last term began."""
    duties = state.consensus.duties.get(last)
    if duties is None:
        return {}
    members = state.consensus.eras[duties.era].members
    return {agent: seat.following for agent, seat in zip(members, duties.seats, strict=True)}


def _seat(delegated: Amount, following: Amount) -> Seat:
    return Seat(delegated=delegated, following=following, produced=0, revealed=0, missed=0, votes=0)
