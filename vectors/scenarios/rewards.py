"""Rewards in states from outside: which earnings a claim looks at, endings in which more than one delegation ends, and a payment whose numbers all differ."""

from dataclasses import replace
from functools import cache

from reference.numbers import Amount
from reference.state.agent import Standing
from reference.state.delegation import Delegation, Earnings, Ending
from reference.state.state import State
from reference.wire.consensus_bodies import Delegate, DelegationClaim, DelegationWithdraw
from reference.wire.transaction import Body, CoinCreate
from vectors.batch import Batch
from vectors.build import ALICE, BOB, PRODUCER, apply_case, given, transact_case, transaction
from vectors.case import Case
from vectors.chain import agent_key, all_votes, good_block, grown
from vectors.keys import KeyPair
from vectors.scenarios.agents import FIRST, TERM, applied, young

AGENT = FIRST.account
BEFORE, WITHIN, AFTER, OTHER = (agent_key(number).account for number in range(1, 5))

UNIT = 10**12
"""An index of one SSP unit for each unit delegated."""

MADE, LATER = 3, 6
"""The terms in which Alice delegated, and in which she claims or withdraws."""

HELD: Amount = 5_000
"""What Alice has delegated to each agent."""


def reward_cases() -> list[Case]:
    """Claims and a withdrawal one after another, and a payment."""
    return [_claims(), _payment()]


@cache
def _delegated() -> State:
    bodies: list[tuple[KeyPair, Body]] = [(BOB, Delegate(AGENT, 2_000)), (FIRST, CoinCreate("GATE", 2, 100))]
    return applied(young(), 8, *bodies)


def _claims() -> Case:
    """Voters of three agents earned last before a reward begins: in the term before that in which they delegated, in that term, in the one after.

    Each unit has earned ten since the chain began, one before the delegation, and four by then. All that is due is a unit more than the pot
    holds, which no chain comes to. And a delegation is withdrawn from a fourth agent in a term in which another one expires.
    """
    state = young()
    consensus = state.consensus
    agents, earnings, delegations, endings = consensus.agents, consensus.earnings, consensus.delegations, consensus.endings
    for agent, last in ((BEFORE, MADE - 1), (WITHIN, MADE), (AFTER, MADE + 1)):
        agents = agents.set(agent, replace(agents[agent], delegated=HELD, index=10 * UNIT))
        earnings = earnings.update({(agent, term): Earnings(index * UNIT) for term, index in ((MADE - 2, 1), (last, 4), (LATER - 1, 10))})
        delegations = delegations.set((ALICE.account, agent, MADE), Delegation(HELD, LATER + MADE, UNIT))
        endings = endings.set((agent, LATER + MADE), Ending(HELD, 0))
    agents = agents.set(OTHER, replace(agents[OTHER], delegated=HELD + 7, index=10 * UNIT))
    delegations = delegations.set((ALICE.account, OTHER, MADE), Delegation(HELD, LATER + MADE, UNIT)).set((BOB.account, OTHER, 0), Delegation(7, LATER, 0))
    endings = endings.set((OTHER, LATER + MADE), Ending(HELD, 0)).set((OTHER, LATER), Ending(7, 0))
    due = 3 * 6 * HELD
    pots = replace(state.pots, rewards=due - 1, ecosystem=state.pots.ecosystem - 4 * HELD - 7 - due + 1)
    before = given(state, agents=agents, earnings=earnings, delegations=delegations, endings=endings, pots=pots)
    bodies: list[Body] = [*(DelegationClaim(agent, MADE) for agent in (BEFORE, WITHIN, AFTER)), DelegationWithdraw(OTHER, MADE)]
    sent = [transaction(before, ALICE, body, nonce=place + 1) for place, body in enumerate(bodies)]
    return transact_case(
        ("DELEGATE-10", "DELEGATE-7", "REWARD-6", "DELEGATE-9", "DELEGATE-3"),
        "three rewards that begin after earnings of three different terms, more than the pot holds; a withdrawal where another delegation expires",
        before,
        [Batch(LATER * TERM, PRODUCER.account, (data,)) for data in sent],
    )


def _payment() -> Case:
    """The votes of a block make the last checkpoint of term 0 final, in which more was delegated to an agent than what shares its reward.

    Another agent was expelled meanwhile; a third one's voters have earned something before, and nothing in this term.
    """
    state = grown(_delegated(), range(9, TERM + 6))
    agents, duties = state.consensus.agents, state.consensus.duties
    members = state.consensus.eras[0].members
    expelled, former, *_ = (member for member in members if member != AGENT)
    seats = tuple(replace(seat, delegated=7_002, following=9_000) if member == AGENT else seat for member, seat in zip(members, duties[0].seats, strict=True))
    agents = agents.set(AGENT, replace(agents[AGENT], index=3 * UNIT + 1))
    agents = agents.set(expelled, replace(agents[expelled], standing=Standing.EXPELLED, left=22))
    agents = agents.set(former, replace(agents[former], index=UNIT))
    before = given(state, agents=agents, duties=duties.set(0, replace(duties[0], seats=seats)))
    return apply_case(
        ("REWARD-9", "REWARD-4", "REWARD-5", "FINALITY-8"),
        "a term is paid: more follows than shares, one is expelled, one has voters no longer",
        before,
        [good_block(before, TERM + 6, votes=all_votes(before, TERM + 6))],
    )
