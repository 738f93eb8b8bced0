"""A transition table as text that Markdown pages draw: a state diagram of Mermaid."""

from reference.contracts.transition_table import Condition, Transition, TransitionTable


def mermaid(table: TransitionTable) -> str:
    """The diagram: each state, and each move with its event, its condition and what it may change."""
    places = {state: f"s{place}" for place, state in enumerate(table.states)}
    boxes = [f'  state "{shown(state)}" as {place}' for state, place in places.items()]
    moves = [f"  {places[move.start]} --> {places[move.end]}: {label(move)}" for move in table.moves]
    return "\n".join(["stateDiagram-v2", *boxes, "  [*] --> s0", *moves])


def label(move: Transition) -> str:
    """What stands at a move."""
    condition = "" if move.condition is None else f" [{written(move.condition)}]"
    changes = f" / {', '.join(map(shown, move.changes))}" if move.changes else ""
    return f"{shown(move.event)}{condition}{changes}"


def written(condition: Condition) -> str:
    """A condition as it is read aloud."""
    return f"{shown(condition.resource)} {condition.comparison.value} {condition.amount if condition.other is None else shown(condition.other)}"


def shown(name: bytes) -> str:
    """A name as text; what a diagram would take for its own is shown by the numbers of its bytes."""
    return "".join(chr(byte) if (chr(byte).isalnum() and byte < 128) or byte in b"_- .,+*/" else f"\\{byte:03d}" for byte in name)
