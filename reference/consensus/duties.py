"""Duties: who has to produce in which slot, and what the agents of a term have done so far."""

from dataclasses import replace

from reference.codes import Code, Reject
from reference.consensus.calendar import place_in_round, round_of
from reference.consensus.order import round_order
from reference.consensus.penalties import count_missed
from reference.consensus.seats import seat_of
from reference.numbers import AccountId, Slot, Term
from reference.rules import transition
from reference.state.consensus_state import put_duties
from reference.state.era import Duties, Seat
from reference.state.state import State


def serving(state: State) -> tuple[AccountId, ...]:
    """The members of the set that serves; nobody on a chain without agents."""
    era = state.consensus.eras.get(state.consensus.succession.era)
    return () if era is None else era.members


@transition("BLOCK-7")
def check_producer(state: State, producer: AccountId, slot: Slot) -> None:
    """Check that a slot is the producer's, on a state that has entered it. Rejects with `NOT_SCHEDULED`.

    A slot beyond the members of a set belongs to nobody, and so does every slot of a chain without agents.
    """
    agents = state.chain.parameters.agents
    order = round_order(state.consensus.randomness.seed, round_of(slot, agents), serving(state))
    place = place_in_round(slot, agents)
    if place >= len(order) or order[place] != producer:
        raise Reject(Code.NOT_SCHEDULED)


@transition("TIME-10")
def miss_slots(state: State, first: Slot, end: Slot, term: Term) -> State:
    """Count the slots from `first` to before `end`, all of the current round, against those whose slots they were."""
    if first >= end:
        return state
    agents = state.chain.parameters.agents
    order = round_order(state.consensus.randomness.seed, round_of(first, agents), serving(state))
    places = range(place_in_round(first, agents), place_in_round(first, agents) + end - first)
    missing = {order[place] for place in places if place < len(order)}
    return _miss(state, term, dict.fromkeys(missing, 1))


def miss_rounds(state: State, rounds: int, term: Term) -> State:
    """Count whole rounds without a block: in each, every agent of the set had one slot, whatever the order."""
    return _miss(state, term, dict.fromkeys(serving(state), rounds)) if rounds > 0 else state


def _miss(state: State, term: Term, missed: dict[AccountId, int]) -> State:
    duties = state.consensus.duties.get(term)
    if duties is None or is_recovered(state):
        return state
    members = state.consensus.eras[duties.era].members
    seats = tuple(count_missed(seat, missed.get(agent, 0)) for agent, seat in zip(members, duties.seats, strict=True))
    return put_duties(state, term, replace(duties, seats=seats))


def is_recovered(state: State) -> bool:
    """Whether the next block is the first one after a recovery (RECOVERY-4): but for the first block of a chain, in era 0, no other head is final."""
    return state.consensus.succession.era > 0 and state.consensus.finality.finalised.hash == state.head.hash


def count_block(state: State, producer: AccountId, term: Term, revealed: bool) -> State:
    """Count a block for its producer, and its reveal where it has one."""
    duties = state.consensus.duties.get(term)
    place = None if duties is None else seat_of(state.consensus.eras[duties.era].members, producer)
    if duties is None or place is None:
        return state
    seat = duties.seats[place]
    return put_duties(state, term, _with_seat(duties, place, replace(seat, produced=seat.produced + 1, revealed=seat.revealed + revealed)))


def _with_seat(duties: Duties, place: int, seat: Seat) -> Duties:
    return replace(duties, seats=(*duties.seats[:place], seat, *duties.seats[place + 1 :]))
