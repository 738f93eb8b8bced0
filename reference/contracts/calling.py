"""What a call says to a contract with a transition table: the event that its first argument names."""

from functools import lru_cache

from reference.codes import Code, Reject
from reference.contracts.declarations import declared_table
from reference.contracts.transition_table import TransitionTable
from reference.contracts.values import Scalar
from reference.rules import procedure
from reference.state.contract import Name

KNOWN_TABLES = 256
"""How many programs' tables are kept, so that a program is not read a second time for each call. A table follows from the program alone."""


@lru_cache(maxsize=KNOWN_TABLES)
def known_table(source: bytes) -> TransitionTable | None:
    """The table that a contract's program declares. Rejects one that is none as `declared_table` does."""
    return declared_table(source)


@procedure("EVENT-8")
def named_event(table: TransitionTable, arguments: tuple[Scalar, ...]) -> Name:
    """The event that a call's first argument names. Rejects with `EVENT_REFUSED` where it names none of the table's."""
    named = arguments[0] if arguments else None
    if type(named) is not bytes or named not in table.events:
        raise Reject(Code.EVENT_REFUSED)
    return named
