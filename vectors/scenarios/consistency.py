"""States from outside whose tables of consensus contradict each other, or just fit together (STATE-8): whole states, and each relation by a call."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from immutables import Map

from reference.numbers import Amount
from reference.parameters import MINIMAL
from reference.state.agent import ABSENT, SEATED, Agent, Offence, Standing
from reference.state.consensus_tables import NO_CONSENSUS, NO_SUCCESSION, NO_UPGRADE, Consensus
from reference.state.delegation import Delegation, Earnings, Ending
from reference.state.era import Era
from reference.state.finality import Finality
from reference.state.progress import Ballot, Offender, Offenders
from reference.state.state import State
from vectors.build import ALICE, batch, found, transact_case
from vectors.case import Case
from vectors.chain import agent_key, founded

AGENT, OTHER = (agent_key(number).account for number in (0, 1))


def contradiction_cases() -> list[Case]:
    """Nothing is applied to the states: whether one is taken is all that is asked."""
    states = [*_without_sets(), *_sets(), *_stakes(), *_offenders()]
    return [transact_case(("STATE-8",), why, state, [batch(state)]) for why, state in states]


def remembering(state: State, **tables: Any) -> State:
    """The state whose consensus has these tables instead."""
    return replace(state, consensus=replace(state.consensus, **tables))


def ledger(consensus: Consensus) -> State:
    """A ledger without sets that remembers this, everybody's bonds and delegations taken from the pool."""
    state = found()
    staked: Amount = sum(agent.bond for agent in consensus.agents.values()) + sum(held.amount for held in consensus.delegations.values())
    return replace(state, consensus=consensus, pots=replace(state.pots, ecosystem=state.pots.ecosystem - staked))


def registered(**fields: Any) -> Agent:
    """An agent that has bonded 1,000 units."""
    return replace(ABSENT, standing=Standing.REGISTERED, bond=1_000, **fields)


def slashed(slot: int) -> Agent:
    """An agent of which half was taken for an offence."""
    return replace(ABSENT, standing=Standing.EXPELLED, bond=500, offence=Offence(exposed=1_000, taken=500, slot=slot), left=slot)


@cache
def recovered() -> State:
    """The first state of a chain as a recovery leaves it: the same set is that of a second era, and nobody is elected."""
    state = founded()
    members, duties, succession = state.consensus.eras[0].members, state.consensus.duties[0], state.consensus.succession
    finality = state.consensus.finality
    final = replace(finality.finalised, epoch=1, hash=state.head.hash)
    target = replace(finality.current, checkpoint=final, source=final, era=1, voters=b"\0")
    return remembering(
        state,
        eras=Map({number: Era(members=members, first_term=0) for number in (0, 1)}),
        duties=Map({0: replace(duties, era=1)}),
        succession=replace(succession, era=1, first_epoch=1, term=0, elected=()),
        finality=Finality(justified=final, finalised=final, current=target, previous=target),
    )


def _without_sets() -> Iterator[tuple[str, State]]:
    first = founded().consensus
    justified = replace(first.finality, justified=replace(first.finality.justified, epoch=1))
    succession = replace(NO_SUCCESSION, term=1)
    duties = Map({0: replace(first.duties[0], seats=())})
    yield "duties, and no set", ledger(replace(NO_CONSENSUS, duties=duties))
    yield "an election for a set, and no set", ledger(replace(NO_CONSENSUS, succession=succession))
    yield "a justified checkpoint, and no set", ledger(replace(NO_CONSENSUS, finality=justified))
    yield "a seated agent, and no set", ledger(replace(NO_CONSENSUS, agents=Map({AGENT: registered(unseated=SEATED)})))


def _sets() -> Iterator[tuple[str, State]]:
    founding, again = founded().consensus, recovered()
    members, agents, duties = founding.eras[0].members, founding.agents, founding.duties[0]
    succession, target = founding.succession, founding.finality.current
    nobody = replace(succession, elected=())
    former = Era(members=tuple(sorted((ALICE.account, *members[1:]))), first_term=0)
    seat, absent = replace(duties.seats[0], produced=MINIMAL.term_rounds + 1), replace(agents[members[0]], unseated=0)

    def begun(**tables: Any) -> State:
        return remembering(founded(), **{"succession": nobody, **tables})

    def previous(**changes: Any) -> State:
        return begun(finality=replace(founding.finality, previous=replace(target, **changes)))

    yield "a set, and no duties", begun(duties=Map())
    yield "a set in a later term, and no duties", replace(begun(duties=Map()), head=replace(founded().head, slot=MINIMAL.agents * MINIMAL.term_rounds))
    yield "duties of a term that has not begun", begun(duties=Map({1: duties}))
    yield "a set that serves before another one", remembering(again, succession=replace(again.consensus.succession, era=0))
    yield "a set that began before the former one", remembering(again, eras=again.consensus.eras.set(0, replace(founding.eras[0], first_term=1)))
    yield "a former set with a member that never was an agent", remembering(again, eras=again.consensus.eras.set(0, former))
    yield "an election of too few", begun(succession=replace(succession, elected=succession.elected[1:]))
    yield "an election for the term after the next", begun(succession=replace(nobody, term=2))
    yield "a term with fewer seats than its set has members", begun(duties=Map({0: replace(duties, seats=duties.seats[1:])}))
    yield "more slots produced than there are rounds in a term", begun(duties=Map({0: replace(duties, seats=(seat, *duties.seats[1:]))}))
    yield "a member that is not seated", begun(agents=agents.set(members[0], absent))
    yield "a justified checkpoint that was no target", begun(finality=replace(founding.finality, justified=replace(target.checkpoint, epoch=1)))
    yield "a target of a set that there is not", previous(era=1)
    yield "a vote of a sixth seat", previous(voters=b"\x20")
    yield "an upgrade to the version after the next", ledger(replace(NO_CONSENSUS, upgrade=replace(NO_UPGRADE, proposed=3)))


def _stakes() -> Iterator[tuple[str, State]]:
    key = (ALICE.account, AGENT, 1)
    base = replace(NO_CONSENSUS, agents=Map({AGENT: registered(index=7, unseated=9)}))
    last = 1 + MINIMAL.delegation_terms

    def held(end: int, index: int) -> State:
        return ledger(replace(base, delegations=Map({key: Delegation(amount=500, end=end, index=index)})))

    yield "a delegation that ends later than it may", held(last + 1, 7)
    yield "a delegation with a larger index than its agent's", held(last, 8)
    yield "an ending of nobody", ledger(replace(base, endings=Map({(OTHER, 1): Ending(expiring=0, index=7)})))
    yield "earnings with a larger index than their agent's", ledger(replace(base, earnings=Map({(AGENT, 1): Earnings(index=8)})))
    yield "a ballot in the term in which its delegation was made", ledger(replace(base, ballots=Map({key: Ballot(proposed_in=1)})))


def _offenders() -> Iterator[tuple[str, State]]:
    def caught(agent: Agent, *slots: int) -> State:
        offenders = Offenders(tuple(Offender(AGENT, slot) for slot in slots))
        return ledger(replace(NO_CONSENSUS, agents=Map({AGENT: agent}), offenders=offenders))

    yield "an offender that was slashed in another slot", caught(slashed(7), 8)
    yield "one offender twice", caught(slashed(7), 7, 7)
    yield "an agent that was slashed and stays registered", caught(replace(slashed(7), standing=Standing.REGISTERED))
