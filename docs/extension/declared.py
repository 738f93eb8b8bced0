"""`{declared} path`: the transition table that a contract declares, as a drawn diagram and as the table itself, both from what the checker reads."""

from enum import Enum
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from extension.building import literal, table
from extension.machine import diagram
from reference.codes import Reject
from reference.contracts.declarations import declared_table
from reference.contracts.transition_table import Condition, TransitionTable

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
"""What the path is relative to."""

ALWAYS = "always"
"""Where a move has no condition."""


class DeclaredDirective(SphinxDirective):
    """Draw what a contract declares, and list its moves."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The diagram and the table; a file that declares none is a warning."""
        path = ROOT / self.arguments[0].strip()
        try:
            declared = declared_table(path.read_bytes())
        except (OSError, Reject) as error:
            declared, why = None, repr(error)
        else:
            why = "it declares none"
        if declared is None:
            logger.warning("no transition table in %s: %s", self.arguments[0], why, location=self.get_location(), type="specification", subtype="declared")
            return []
        self.env.note_dependency(str(path))
        return [nodes.container("", nodes.raw("", drawing(declared), format="html"), listed(declared), classes=["machine"])]


def drawing(declared: TransitionTable) -> str:
    """The diagram of a table, its moves labelled with their event and condition."""
    states: Any = Enum("states", {name(state): name(state) for state in declared.states})  # type: ignore[misc]
    return diagram([drawn(states, move.start, move.event, move.condition, move.end) for move in declared.moves])


def drawn(states: Any, start: bytes, event: bytes, condition: Condition | None, end: bytes) -> SimpleNamespace:
    """A move as the diagram takes it."""
    step = SimpleNamespace(phase=states[name(end)])
    made, always = SimpleNamespace(name=name(event)), SimpleNamespace(name=ALWAYS)
    return SimpleNamespace(phase=states[name(start)], event=made, party=SimpleNamespace(name=written(condition)), when=always, step=step)


def listed(declared: TransitionTable) -> nodes.table:
    """One row a move, in the order in which they are tried."""
    rows = [
        [literal(name(move.start)), literal(name(move.event)), written(move.condition), literal(name(move.end)), ", ".join(map(name, move.changes))]
        for move in declared.moves
    ]
    return table(["State", "Event", "If", "Then", "May change"], rows, ["moves"])


def written(condition: Condition | None) -> str:
    """A condition as a reader compares."""
    if condition is None:
        return ALWAYS
    return f"{name(condition.resource)} {condition.comparison.value} {condition.amount if condition.other is None else name(condition.other)}"


def name(declared: bytes) -> str:
    """A name as text; bytes that are none are shown as escapes."""
    return declared.decode("ascii", "backslashreplace")
