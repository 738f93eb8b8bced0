"""Slots and heights of headers that a node must hold whole, around the limits of narrower or inexact integers."""

from dataclasses import replace
from typing import Any

from reference.numbers import MAX_UINT64
from vectors.build import ALICE, apply_case, block
from vectors.case import Case
from vectors.chain import founded
from vectors.scenarios.wide import EXACT, SIGN, START, WORD


def wide_header_cases() -> list[Case]:
    """Slots and heights of empty blocks."""
    return [*_slots(), *_heights()]


def _slots() -> list[Case]:
    steps = [
        ("the next slot, and its lower 32 bits are 0", WORD - 1, WORD),
        ("a slot above in its lower 32 bits only", WORD + 5, 6),
        ("the next slot, and a double cannot tell them apart", EXACT, EXACT + 1),
        ("the parent's slot, and no double has it", EXACT + 1, EXACT + 1),
        ("the slot before the parent's, and a double cannot tell them apart", EXACT + 1, EXACT),
        ("the next slot, and the first that is negative in 64 signed bits", SIGN - 1, SIGN),
        ("the slot before one that is negative in 64 signed bits", SIGN, SIGN - 1),
        ("the last slot, after the one before it", MAX_UINT64 - 1, MAX_UINT64),
    ]
    return [_header(why, {"slot": parent}, slot=slot) for why, parent, slot in steps]


def _heights() -> list[Case]:
    steps = [
        ("the next height, and its lower 32 bits are 0", WORD - 1, WORD),
        ("a height that is next in its lower 32 bits only", WORD - 1, 0),
        ("a height that is next in its lower 32 bits only, and not 0", WORD + 5, 6),
        ("the next height, and a double cannot tell them apart", EXACT, EXACT + 1),
        ("the parent's height, and a double cannot tell it from the next", EXACT, EXACT),
        ("one height too many, and a double cannot tell it from the next", EXACT, EXACT + 2),
        ("the next height, after one that no double has", EXACT + 1, EXACT + 2),
        ("the next height, and the first that is negative in 64 signed bits", SIGN - 1, SIGN),
        ("the largest height, after the one before it", MAX_UINT64 - 1, MAX_UINT64),
    ]
    return [_header(why, {"height": parent}, height=height) for why, parent, height in steps]


def _header(why: str, head: dict[str, Any], slot: int | None = None, **changes: Any) -> Case:
    """The case of an empty block on a head that stands elsewhere. A header's height is that of `propose` where that can be written."""
    state = founded(accounts={ALICE: START})
    state = replace(state, head=replace(state.head, **head))
    return apply_case(("BLOCK-2",), why, state, [block(state, slot=slot, **changes)])
