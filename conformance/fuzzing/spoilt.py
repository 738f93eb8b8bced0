"""A written state with one thing in it otherwise, whatever that makes of it."""

from typing import Any

from conformance.fuzzing.choices import Choices
from vectors.json_text import Json, members


def spoil(choices: Choices, written: Json) -> None:
    """Change one thing that a written state says, in place: a number, whose it is, or whether."""
    held: Any = written
    name: Any = choices.one_of(sorted(set(members(written)) - {"head", "chain"}))
    while isinstance(held[name], dict | list) and held[name]:
        held = held[name]
        name = choices.one_of(sorted(held) if isinstance(held, dict) else range(len(held)))
    value = held[name]
    if isinstance(value, bool):
        held[name] = not value
    elif isinstance(value, int):
        held[name] = max(value + int(choices.one_of((1, -1))), 0)
    elif isinstance(value, str) and value.isdecimal() and len(value) < 21:
        held[name] = str(max(choices.one_of((int(value) + 1, int(value) - 1, 0)), 0))
    elif isinstance(value, str) and len(value) == 64:
        held[name] = choices.one_of(("00" * 32, "07" * 32, ("1" if value[0] == "0" else "0") + value[1:]))
