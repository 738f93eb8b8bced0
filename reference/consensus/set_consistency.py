"""Whether what a state says of its sets of agents fits together: who is in them, when each began, and what its members have done."""

from collections.abc import Mapping
from itertools import pairwise

from reference.consensus.calendar import AgentCount, RoundCount
from reference.consensus.rewards import TermEpochs
from reference.numbers import AccountId, EraNumber, Term
from reference.rules import procedure
from reference.state.era import Duties, Era, Seat, Succession


@procedure("STATE-8")
def do_eras_follow(eras: Mapping[EraNumber, Era], serving: EraNumber, last: Term) -> bool:
    """Whether the eras are numbered from 0 to that which is `serving`, and begin one after another, the first with term 0, by the term `last`."""
    if len(eras) != serving + 1 or any(number > serving for number in eras):
        return False
    begun = [eras[number].first_term for number in range(len(eras))]
    return begun[0] == 0 and begun[-1] <= last and all(former <= later for former, later in pairwise(begun))


@procedure("STATE-8")
def are_members(members: tuple[AccountId, ...], agents: AgentCount) -> bool:
    """Whether these are as many as a set has, sorted by their ids, each once."""
    return len(members) == agents and all(former < later for former, later in pairwise(members))


@procedure("STATE-8")
def is_elected_in_time(succession: Succession, last: Term) -> bool:
    """Whether a set, or nobody, is elected for the term after `last`, or nobody for `last`, as after a recovery; and only a second set is joint."""
    for_next = succession.term == last + 1 or (succession.term == last and not succession.elected)
    return for_next and (succession.era > 0 or not succession.joint)


@procedure("STATE-8")
def are_duties_of_eras(duties: Mapping[Term, Duties], eras: Mapping[EraNumber, Era], last: Term) -> bool:
    """Whether all duties are of the term `last` or the one before, and of the last era that had begun, a seat for each member."""
    for term, record in duties.items():
        begun = [number for number, era in eras.items() if era.first_term <= term]
        if term + 1 < last or not begun or record.era != max(begun) or len(record.seats) != len(eras[record.era].members):
            return False
    return True


@procedure("STATE-8")
def is_possible(seat: Seat, term_rounds: RoundCount, epochs: TermEpochs) -> bool:
    """Whether an agent can have done this in one term.

    It has one slot a round, and votes once for each checkpoint, and for the last one of the term before.
    """
    return seat.produced + seat.missed <= term_rounds and seat.revealed <= seat.produced and seat.votes <= epochs + 1
