"""The profile `consensus`: what a chain makes of its agents at the ends of epochs and terms, from states in which they are at the borders of its rules.

Blocks that a hunt has the time to draw bring no agent to the end of its tenure, and make no two of equal weight. So what the agents of a chain have done is
drawn: bonds around the least, delegations around what a bond carries, terms served and rested, jail, slots missed, rewards that no division leaves whole,
votes on an upgrade around what decides it. The ecosystem pool has what is then left of the supply, and the blocks after it cross what they come to.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st
from immutables import Map

from conformance.fuzzing.blocks import at_edge
from conformance.fuzzing.bodies import draw_body
from conformance.fuzzing.choices import Choices, Draw
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.tape import choices_of
from conformance.fuzzing.topics import topics_of
from reference.consensus.boundaries import enter_slot
from reference.consensus.calendar import epochs_per_term, term_of
from reference.numbers import MAX_UINT64, PPM, AccountId, Slot, Term
from reference.parameters import MINIMAL, SSP_SUPPLY
from reference.state.agent import ABSENT, SEATED, Agent, Standing, Tenure
from reference.state.delegation import NO_EARNINGS, NO_ENDING, NOTHING, AgentTerm, Delegation, DelegationKey, Ending
from reference.state.era import Duties, Seat
from reference.state.progress import NO_BALLOT, Upgrade
from reference.state.state import State
from reference.state.supply import break_down, total
from reference.wire.consensus_bodies import KINDS, AgentRegister, AgentWithdraw, DelegationClaim, DelegationRelease, DelegationWithdraw, Report
from vectors.build import ALICE, BOB, after, block, given, transaction
from vectors.case import Kind
from vectors.chain import BOND, agent_key, all_votes, commitment_of, founded, grown
from vectors.keys import KeyPair
from vectors.state_form import write_state

PEOPLE = (ALICE, BOB)

AGENTS = tuple(agent_key(number) for number in range(10))
"""Those of the first set, and as many that would be in the next."""

LENGTHS = (2, 6, 11, 18, 19, 22, 24, 27, 31, 39)
"""How far a chain has gone: into its first and second term, and to just before and after their ends."""

SILENT = (0, 0, 0, 1, 2, 5)
"""How many of the set have never voted: with two of five there is no quorum."""

RELEASES = (0, 39, 41, 59, 101, 1_001, 99_999)
"""What a term releases: little enough that not every penalty takes a whole bond, and seldom a multiple of anything."""

DELEGATED = (0, 0, 0, 1, 3, 7, 999, 999_983)

SPENT_KINDS = tuple(kind for kind in KINDS if kind not in (Report, AgentRegister))
"""What the people of these states ask for."""


@st.composite
def stakes(draw: Draw) -> Exchange:
    """Such a state of a chain of the minimal preset, and the blocks that are applied to it."""
    choices = choices_of(draw)
    state = with_stakes(choices, grown_chain(choices.one_of(LENGTHS), choices.one_of(SILENT)))
    written, blocks, first = write_state(state if choices.integer(0, 15) else _with_nothing(choices, state)), list[str](), state
    for _ in range(choices.integer(1, 4)):
        slot = _draw_slot(choices, state)
        sent = _draw_sent(choices, first, state, slot) if not choices.integer(0, 2) else []
        absent = [pair.account for pair in AGENTS if not choices.integer(0, 7)]
        votes = all_votes(state, slot, absent) if choices.integer(0, 3) else ()
        data = block(state, sent, slot=slot, votes=votes)
        blocks.append(data.hex())
        state = after(state, data)
    return Exchange(Kind.APPLY, MINIMAL.name, {"state": written, "blocks": list(blocks)})


@lru_cache(maxsize=100)
def grown_chain(length: Slot, silent: int) -> State:
    """A chain with a block in each slot, all of whose agents have voted but for some."""
    if not length:
        return founded(accounts=dict.fromkeys((*PEOPLE, *AGENTS), 10**6))
    before = max(each for each in (0, *LENGTHS) if each < length)
    return grown(grown_chain(before, silent), range(before + 1, length + 1), [pair.account for pair in AGENTS[:silent]])


def with_stakes(choices: Choices, state: State) -> State:
    """The chain with agents, delegations, duties and a vote on an upgrade as they may have come about."""
    parameters = state.chain.parameters
    state = replace(state, head=at_edge(choices, state.head))
    now = term_of(state.head.slot, parameters.agents, parameters.term_rounds)
    is_calm, is_sought = choices.integer(0, 1) == 1, choices.integer(0, 2) == 0
    agents: dict[AccountId, Agent] = {}
    delegations: dict[DelegationKey, Delegation] = {}
    endings: dict[AgentTerm, Ending] = {}
    for pair in AGENTS:
        kept = state.consensus.agents.get(pair.account)
        if kept is None and not choices.integer(0, 2):
            continue
        agent = _draw_agent(choices, state, pair, kept, now, is_calm=is_calm)
        carried = agent.bond * (parameters.bond_leverage - 1)
        amount = choices.one_of((carried, carried, carried + 1, 3 * carried, 9 * carried) if is_sought else (*DELEGATED, carried, carried + 1))
        if amount:
            made = max(now - choices.integer(0, parameters.delegation_terms + 1), 0)
            end = max(made + parameters.delegation_terms - choices.one_of((0, 0, 0, 0, 1, 3)), made)
            delegations[choices.one_of(PEOPLE).account, pair.account, made] = Delegation(amount, end, choices.one_of((0, agent.index)))
            if end >= now:
                agent = replace(agent, delegated=amount)
                endings[pair.account, end] = Ending(amount, agent.index)
        agents[pair.account] = agent
    tables: Mapping[str, Any] = {"agents": Map(agents), "delegations": Map(delegations), "endings": Map(endings)}
    duties = Map({term: _draw_duties(choices, state, each) for term, each in state.consensus.duties.items()})
    upgrade = _draw_upgrade(choices, now) if not choices.integer(0, 2) else state.consensus.upgrade
    bare = replace(state, consensus=replace(state.consensus, **tables, duties=duties, upgrade=upgrade), pots=replace(state.pots, ecosystem=0))
    pots = replace(state.pots, ecosystem=SSP_SUPPLY - total(break_down(bare)))
    return given(state, **tables, duties=duties, upgrade=upgrade, pots=pots)


def _draw_agent(choices: Choices, state: State, pair: KeyPair, kept: Agent | None, now: Term, *, is_calm: bool) -> Agent:
    """An agent, of the set where it was, as it may have served, rested, been jailed or left; where all is calm nobody has, and weight alone decides."""
    parameters, slot = state.chain.parameters, state.head.slot
    least = parameters.minimum_bond
    agent = kept or replace(ABSENT, standing=Standing.REGISTERED, onion=replace(ABSENT.onion, layer=commitment_of(pair)))
    is_seated = agent.unseated == SEATED
    jailed = 0 if is_calm else choices.one_of((0, 0, 0, 0, 0, now, now + 1, now + 2, now + 3))
    bond = choices.one_of((BOND, BOND, BOND, BOND, least, least - 1, least + 1, 3 * least + 1))
    free_from = now + 1 if is_seated else max(now + 1 - choices.integer(0, parameters.rest_terms + 1), 0)
    agent = replace(
        agent,
        bond=bond,
        tenure=Tenure(int(is_seated) if is_calm else choices.integer(0, parameters.tenure_terms + 1), free_from),
        jailings=choices.integer(0, parameters.jailings_limit - 1),
        jailed_until=jailed,
        index=choices.one_of((0, 1, 10**12 // 3, 10**12 + 1)),
    )
    if choices.integer(0, 7):
        return agent
    # It may go at the moment at which its bond is free, or one earlier.
    left = max(slot - parameters.unbonding_slots + choices.one_of((-1, 0, 1, 2, 6, 79)), 1)
    return replace(agent, standing=choices.one_of((Standing.RESIGNED, Standing.RESIGNED, Standing.EXPELLED)), left=left)


def _draw_duties(choices: Choices, state: State, duties: Duties) -> Duties:
    parameters = state.chain.parameters
    epochs = epochs_per_term(parameters.agents, parameters.term_rounds, parameters.checkpoint_slots)
    seats = []
    for _ in duties.seats:
        produced = choices.integer(0, parameters.term_rounds)
        revealed = choices.integer(0, produced)
        missed = choices.one_of((0, parameters.term_rounds - produced, (parameters.term_rounds - produced) // 2))
        seats.append(Seat(choices.one_of(DELEGATED), choices.one_of(DELEGATED), produced, revealed, missed, choices.integer(0, epochs)))
    return Duties(duties.era, choices.one_of((duties.release, *RELEASES)), tuple(seats))


def _draw_upgrade(choices: Choices, now: Term) -> Upgrade:
    """A vote that has come to about what decides it."""
    parameters = MINIMAL
    cast = choices.one_of((0, 3, 9, 300, 301, 1_000))
    yes = min(max(choices.one_of((cast * 2 // 3, cast // 2, cast)) + choices.one_of((-1, 0, 0, 1)), 0), cast)
    stake = max(cast * PPM // parameters.proposal_quorum_ppm + choices.one_of((-1, 0, 1)), cast)
    since = max(now - choices.integer(0, parameters.proposal_terms), 0)
    return Upgrade(1, 2, BOB.account, parameters.proposal_bond, since, choices.one_of((stake, cast)), yes, cast - yes, approved=False)


def _with_nothing(choices: Choices, state: State) -> State:
    """With a record that says nothing, which nobody stores."""
    consensus, who = state.consensus, choices.one_of((*PEOPLE, *AGENTS)).account
    of = who, choices.one_of(AGENTS).account, choices.integer(0, 3)
    others = (
        replace(consensus, agents=consensus.agents.set(who, ABSENT)),
        replace(consensus, delegations=consensus.delegations.set(of, NOTHING)),
        replace(consensus, endings=consensus.endings.set(of[1:], NO_ENDING)),
        replace(consensus, earnings=consensus.earnings.set(of[1:], NO_EARNINGS)),
        replace(consensus, ballots=consensus.ballots.set(of, NO_BALLOT)),
    )
    return replace(state, consensus=choices.one_of(others))


def _draw_slot(choices: Choices, state: State) -> Slot:
    """The next slot, or one around the beginning of an epoch or a term, or around the end of an unbonding."""
    parameters, following = state.chain.parameters, state.head.slot + 1
    term, epoch = parameters.agents * parameters.term_rounds, parameters.checkpoint_slots
    ahead = choices.one_of((0, 0, 0, 1, 2))
    around = choices.one_of((0, 0, 1, -1))
    left = sorted({max(agent.left, agent.unseated) for agent in state.consensus.agents.values() if agent.left and agent.unseated != SEATED})
    match choices.integer(0, 6):
        case 0 | 1:
            slot = (state.head.slot // term + 1 + ahead) * term + around
        case 2 | 3:
            slot = (state.head.slot // epoch + 1 + 2 * ahead) * epoch + around
        case 4 if left:
            slot = choices.one_of(left) + parameters.unbonding_slots + around
        case _:
            slot = following + ahead
    return min(max(slot, following), MAX_UINT64)


def _draw_sent(choices: Choices, first: State, state: State, slot: Slot) -> list[bytes]:
    """A transaction about what the state has: mostly of somebody whom it is about."""
    consensus = state.consensus
    left = [pair for pair in AGENTS if pair.account in consensus.agents and consensus.agents[pair.account].left]
    held = sorted(consensus.delegations)
    way = choices.integer(0, 3)
    if way == 0 and left:
        return [transaction(state, choices.one_of(left), AgentWithdraw())]
    if way < 3 and held:
        holder, agent, made = choices.one_of(held)
        owner = next(pair for pair in (*PEOPLE, *AGENTS) if pair.account == holder)
        kind: Any = choices.one_of((DelegationWithdraw, DelegationClaim, DelegationClaim, DelegationRelease))
        return [transaction(state, owner, kind(agent, made))]
    sender, topics = choices.one_of((*PEOPLE, *AGENTS)), topics_of(first, state)
    body: Any = draw_body(choices, choices.one_of(SPENT_KINDS), enter_slot(state, slot), choices.one_of(topics), (*PEOPLE, *AGENTS), slot)
    return [transaction(state, sender, body)]
