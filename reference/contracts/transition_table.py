"""The machine that a contract declares: its states, its events, its resources, and the moves between states; and which move an event makes."""

from dataclasses import dataclass
from enum import Enum, unique

from reference.codes import Code, Reject
from reference.rules import procedure
from reference.state.contract import Name, Resource, ResourceAmount, Resources, Standing

MAX_DECLARED = 16
"""How many states, events and resources a table may have, of each."""

MAX_MOVES = 64
"""How many moves it may have."""


@unique
class Comparison(Enum):
    """How a condition compares, as it is written."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "=="
    UNEQUAL = "~="
    AT_LEAST = ">="
    MORE = ">"


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of the resources once the event has changed them."""

    resource: Name
    """What is compared."""
    comparison: Comparison
    other: Name | None
    """The resource that it is compared with; None where that is an amount."""
    amount: ResourceAmount
    """The amount that it is compared with; 0 where that is a resource."""


@dataclass(frozen=True, slots=True)
class Transition:
    """From a state, by an event, to a state."""

    start: Name
    event: Name
    end: Name
    condition: Condition | None
    """None where the move is always made."""
    changes: tuple[Name, ...]
    """The resources that may change with it: no other does."""


@dataclass(frozen=True, slots=True)
class TransitionTable:
    """What a contract declares."""

    states: tuple[Name, ...]
    """The first is the one that it begins in."""
    events: tuple[Name, ...]
    resources: tuple[Resource, ...]
    """With what they come to at the beginning."""
    moves: tuple[Transition, ...]
    """In the order in which they are tried."""


def beginning(table: TransitionTable) -> Standing:
    """Where a machine stands before any event."""
    return Standing(table.states[0], table.resources)


def stands_in(standing: Standing, table: TransitionTable) -> bool:
    """Whether a machine that declares this table may stand so: in a state of it and with its resources, in their order."""
    return standing.state in table.states and [each.name for each in standing.resources] == [each.name for each in table.resources]


def amount_of(resources: Resources, name: Name) -> ResourceAmount:
    """What a resource comes to."""
    return next((resource.amount for resource in resources if resource.name == name), 0)


def holds(condition: Condition, resources: Resources) -> bool:
    """Whether a condition holds of resources."""
    left = amount_of(resources, condition.resource)
    right = condition.amount if condition.other is None else amount_of(resources, condition.other)
    match condition.comparison:
        case Comparison.LESS:
            return left < right
        case Comparison.AT_MOST:
            return left <= right
        case Comparison.EQUAL:
            return left == right
        case Comparison.UNEQUAL:
            return left != right
        case Comparison.AT_LEAST:
            return left >= right
        case Comparison.MORE:
            return left > right


@procedure("EVENT-6")
def judge_event(table: TransitionTable, state: Name, event: Name, before: Resources, after: Resources) -> Name:
    """The state after an event that has changed the resources so. Rejects with `EVENT_REFUSED` where no move is made, then with `RESOURCE_FIXED` where one
    has changed that the move leaves as it is.
    """
    for move in table.moves:
        if (move.start, move.event) == (state, event) and (move.condition is None or holds(move.condition, after)):
            names = dict.fromkeys(resource.name for resource in (*before, *after))
            if any(amount_of(before, name) != amount_of(after, name) for name in names if name not in move.changes):
                raise Reject(Code.RESOURCE_FIXED)
            return move.end
    raise Reject(Code.EVENT_REFUSED)
