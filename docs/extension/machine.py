"""`{machine} module.NAME`: a table of moves, as a drawn diagram and as the table itself, both from the table that the rules run on.

A row of such a table has a phase, an event, a party, a side of the deadline, and a step: the phase afterwards and what else comes of it.
The diagram has the phases one below the other, the last one at the bottom. Moves that change no phase stand in its box; those to the last phase
run down on the left, all others on the right. What is possible from the deadline on only is dashed.
"""

import html
import importlib
from collections.abc import Sequence
from dataclasses import fields
from enum import Enum
from typing import Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from extension.building import Cell, literal, table

logger = logging.getLogger(__name__)

LEFT, WIDTH, HEIGHT, STEP, LANE = 250, 210, 40, 82, 96
"""Where the boxes begin, how wide and high they are, how far apart, and how far apart the lines beside them run; in the units of the drawing."""


class MachineDirective(SphinxDirective):
    """Draw a machine, and list its moves."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The diagram and the table; a name that is no table of moves is a warning."""
        module_name, _, name = self.arguments[0].strip().rpartition(".")
        try:
            moves = getattr(importlib.import_module(module_name), name)
        except (ImportError, AttributeError, ValueError) as error:
            logger.warning("no moves %s: %s", self.arguments[0], error, location=self.get_location(), type="specification", subtype="machine")
            return []
        drawing = nodes.raw("", diagram(moves), format="html")
        return [nodes.container("", drawing, moves_table(moves), classes=["machine"])]


def moves_table(moves: Sequence[Any]) -> nodes.table:
    """One row a move, in the order of the table; what a step does beside its phase has a column each."""
    effects = [field.name for field in fields(moves[0].step)][1:]
    columns = ["Phase", "Event", "Who", "Deadline", "Then", *(effect.capitalize() for effect in effects)]
    rows: list[list[Cell]] = [
        [
            literal(move.phase.name),
            literal(move.event.name),
            words(move.party),
            words(move.when),
            literal(move.step.phase.name),
            *(words(getattr(move.step, effect)) for effect in effects),
        ]
        for move in moves
    ]
    return table(columns, rows, ["moves"])


def words(member: Enum) -> str:
    """An enumeration's member as a word."""
    return member.name.lower().replace("_", " ")


def diagram(moves: Sequence[Any]) -> str:
    """The drawing, as SVG in the colours of the page."""
    order = phases(moves)
    places = {phase: place for place, phase in enumerate(order)}
    last = len(order) - 1
    drawn = [
        box(order[place].name, place, [label(move) for move in moves if places[move.phase] == places[move.step.phase] == place]) for place in range(last + 1)
    ]
    lanes = 0
    for (one, other), between in grouped(moves, places).items():
        if other == one + 1:
            drawn.append(down(one, between))
        elif other == last:
            drawn.append(beside(one, other, LEFT, LEFT - LANE // 2, between))
        else:
            lanes += 1
            drawn.append(beside(one, other, LEFT + WIDTH, LEFT + WIDTH + LANE * lanes, between))
    width, height = LEFT + WIDTH + LANE * (lanes + 1) + 60, STEP * last + HEIGHT + 4
    title = "The moves that the table below lists, from phase to phase"
    head = f'<svg class="diagram" viewBox="0 0 {width} {height}" role="img" aria-label="{title}" xmlns="http://www.w3.org/2000/svg">'
    arrow = '<marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker>'
    return "\n".join([head, f"<title>{title}</title><defs>{arrow}</defs>", *drawn, "</svg>"])


def phases(moves: Sequence[Any]) -> list[Enum]:
    """The phases in the order in which they are first met as one to move from, and then those that nothing leads out of."""
    return list(dict.fromkeys([*(move.phase for move in moves), *(move.step.phase for move in moves)]))


def grouped(moves: Sequence[Any], places: dict[Enum, int]) -> dict[tuple[int, int], list[Any]]:
    """The moves from one phase to another, by their places."""
    found: dict[tuple[int, int], list[Any]] = {}
    for move in moves:
        ends = (places[move.phase], places[move.step.phase])
        if ends[0] != ends[1]:
            found.setdefault(ends, []).append(move)
    return found


def label(move: Any) -> str:
    """What is done, and who does it."""
    return f"{words(move.event)} ({words(move.party)})"


def box(name: str, place: int, inside: list[str]) -> str:
    """A phase, with the moves that stay in it."""
    middle, top = LEFT + WIDTH // 2, place * STEP + 2
    text = f'<text class="phase" x="{middle}" y="{top + (17 if inside else 25)}">{html.escape(name)}</text>'
    stays = f'<text x="{middle}" y="{top + 32}">{html.escape(", ".join(inside))}</text>' if inside else ""
    return f'<rect x="{LEFT}" y="{top}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>{text}{stays}'


def down(one: int, moves: list[Any]) -> str:
    """To the phase below."""
    middle, top = LEFT + WIDTH // 2, one * STEP + 2 + HEIGHT
    line = f'<path class="{side(moves)}" d="M{middle} {top}V{top + STEP - HEIGHT}" marker-end="url(#arrow)"/>'
    return line + lines(middle + 8, top + (STEP - HEIGHT) // 2 + 4, moves, "start")


def beside(one: int, other: int, edge: int, lane: int, moves: list[Any]) -> str:
    """To a phase further below, along a line beside the boxes."""
    start, end = one * STEP + 2 + HEIGHT // 2, other * STEP + 2 + HEIGHT // 2
    line = f'<path class="{side(moves)}" d="M{edge} {start}H{lane}V{end}H{edge}" marker-end="url(#arrow)"/>'
    return line + (lines(lane - 8, start + 4, moves, "end") if lane < edge else lines(lane + 6, start + 4, moves, "start"))


def side(moves: list[Any]) -> str:
    """Whether all of the moves are possible from the deadline on only."""
    return "late" if all(words(move.when) == "from" for move in moves) else "early"


def lines(x: int, y: int, moves: list[Any], anchor: str) -> str:
    """The labels of moves, one below the other."""
    first = y - 8 * (len(moves) - 1)
    return "".join(f'<text x="{x}" y="{first + 16 * number}" text-anchor="{anchor}">{html.escape(label(move))}</text>' for number, move in enumerate(moves))
