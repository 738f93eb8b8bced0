"""States with agents from outside: records of consensus that say nothing or lie outside their types, and what is at stake counted wrongly."""

from dataclasses import replace
from typing import Any

from reference.state.agent import ABSENT
from reference.state.delegation import NO_EARNINGS, NO_ENDING, NOTHING
from reference.state.progress import NO_BALLOT
from reference.state.state import State
from reference.wire.consensus_bodies import Delegate, UpgradePropose
from vectors.batch import Batch
from vectors.build import ALICE, BOB, CAROL, PRODUCER, after, transact_case, transaction
from vectors.case import Case
from vectors.chain import agent_key, all_votes, founded, good_block, grown

START = 10**6
AGENT, OTHER, NOBODY = (agent_key(number).account for number in (0, 1, 9))
HELD = (ALICE.account, AGENT, 0)
"""The key of Alice's delegation."""

EXPIRES = 6
"""The term in which it expires."""


def agent_state_cases() -> list[Case]:
    """The batch is good, for the state as it should be."""
    state = state_with_agents()
    return [_case(("STATE-1", "STATE-2"), "everything is as it should be", state), *_nothing(state), *_sums(state)]


def state_with_agents() -> State:
    """A chain in its first term, on which something is delegated and an upgrade proposed."""
    state = grown(founded(accounts={ALICE: START, BOB: START, CAROL: START}), range(1, 4))
    sent = [transaction(state, ALICE, Delegate(AGENT, 5_000)), transaction(state, CAROL, UpgradePropose(2))]
    return after(state, good_block(state, 4, sent, all_votes(state, 4)))


def _case(rules: tuple[str, ...], why: str, state: State) -> Case:
    return transact_case(rules, why, state, [Batch(5, PRODUCER.account, (transaction(state_with_agents(), BOB, Delegate(AGENT, 7)),))])


def _nothing(state: State) -> list[Case]:
    """Records that say nothing are not stored."""
    consensus = state.consensus
    bonded = replace(ABSENT, bond=1)
    richer, poorer = (replace(state.pots, ecosystem=state.pots.ecosystem + more) for more in (1, -1))
    tables: dict[str, State] = {
        "an agent that never was one": _with(state, agents=consensus.agents.set(NOBODY, ABSENT)),
        "an agent that never was one, with a bond": replace(_with(state, agents=consensus.agents.set(NOBODY, bonded)), pots=poorer),
        "a delegation of zero": _with(state, delegations=consensus.delegations.set((BOB.account, AGENT, 0), NOTHING)),
        "a delegation of zero that expires some time": _with(state, delegations=consensus.delegations.set((BOB.account, AGENT, 0), replace(NOTHING, end=9))),
        "an ending of nothing": _with(state, endings=consensus.endings.set((OTHER, EXPIRES), NO_ENDING)),
        "earnings of nothing": _with(state, earnings=consensus.earnings.set((OTHER, 0), NO_EARNINGS)),
        "a ballot for no proposal": _with(state, ballots=consensus.ballots.set(HELD, NO_BALLOT)),
    }
    both = replace(tables["a delegation of zero"], pots=richer)
    rules = ("STATE-1",)
    return [
        *(_case(rules, why, changed) for why, changed in tables.items()),
        _case(rules, "a delegation of zero, and one unit too many: the record is said", both),
    ]


def _sums(state: State) -> list[Case]:
    """What is bonded, delegated and held for a proposal is part of all SSP; what is delegated to an agent is what will expire, and was delegated."""
    agents, delegations, endings = state.consensus.agents, state.consensus.delegations, state.consensus.endings
    record, delegation, ending = agents[AGENT], delegations[HELD], endings[AGENT, EXPIRES]
    pots = state.pots

    def changed(ecosystem: int = 0, **tables: Any) -> State:
        return replace(_with(state, **tables), pots=replace(pots, ecosystem=pots.ecosystem + ecosystem))

    more = replace(record, delegated=record.delegated + 1)
    states: dict[str, State] = {
        "a bond of one unit more than all SSP allows": changed(agents=agents.set(AGENT, replace(record, bond=record.bond + 1))),
        "a bond of one unit more, one unit less in the pool: all is well": changed(-1, agents=agents.set(AGENT, replace(record, bond=record.bond + 1))),
        "one unit more in the rewards pot": replace(state, pots=replace(pots, rewards=pots.rewards + 1)),
        "one unit from the pool in the rewards pot: all is well": replace(state, pots=replace(pots, rewards=pots.rewards + 1, ecosystem=pots.ecosystem - 1)),
        "a bond for a proposal that nobody paid": changed(upgrade=replace(state.consensus.upgrade, bond=state.consensus.upgrade.bond + 1)),
        "a delegation of one unit more": changed(delegations=delegations.set(HELD, replace(delegation, amount=delegation.amount + 1))),
        "a delegation of one unit more, and one unit less in the pool, which the agent does not count: all is well": changed(
            -1, delegations=delegations.set(HELD, replace(delegation, amount=delegation.amount + 1))
        ),
        "an agent counts one unit more than was delegated to it": changed(agents=agents.set(AGENT, more)),
        "so does its ending": changed(agents=agents.set(AGENT, more), endings=endings.set((AGENT, EXPIRES), replace(ending, expiring=ending.expiring + 1))),
        "a delegation of which nothing will ever expire": changed(endings=endings.delete((AGENT, EXPIRES))),
        "what will expire is delegated to another agent": changed(endings=endings.delete((AGENT, EXPIRES)).set((OTHER, EXPIRES), ending)),
        "what will expire in two terms is what is delegated: all is well": changed(
            endings=endings.set((AGENT, EXPIRES), replace(ending, expiring=1)).set((AGENT, EXPIRES - 1), replace(ending, expiring=ending.expiring - 1))
        ),
        "a delegation that is gone": changed(delegation.amount, delegations=delegations.delete(HELD)),
    }
    return [_case(("STATE-2",), why, each) for why, each in states.items()]


def _with(state: State, **tables: Any) -> State:
    return replace(state, consensus=replace(state.consensus, **tables))
