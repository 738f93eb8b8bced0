"""The profile `lvm`: programs that run with as much as they need, or less, alone and among other contracts, and sources with something wrong."""

import re

from hypothesis import strategies as st

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.programs import programs
from conformance.fuzzing.values import Draw
from conformance.fuzzing.worlds import worlds
from reference.contracts.limits import MAX_SOURCE_BYTES
from vectors.case import Kind
from vectors.contract_worlds import write_world
from vectors.json_text import Json

TOKEN = re.compile(rb"[A-Za-z_0-9]+|\s+|[^\w\s]")
"""Roughly a token: what a source is taken apart into, to be put together otherwise."""

PIECES = (
    *(b"and", b"break", b"do", b"else", b"elseif", b"end", b"for", b"function", b"goto", b"if", b"in", b"local", b"nil", b"not", b"or", b"repeat"),
    *(b"return", b"then", b"true", b"until", b"while", b"pairs", b"type", b"string", b"n1", b"1", b"1.5", b"0x", b"'", b'"a"', b"'\\q'", b"--", b"[[", b"..."),
    *(b"=", b"==", b"<", b"(", b")", b"{", b"}", b"[", b"]", b",", b";", b":", b"::", b".", b"..", b"/", b"^", b"#", b"-", b"\n", b"\xff", b"$"),
)
"""What is put in."""

GAS = (0, 1, 10, 100, 1_000, 5_000)
GAS_OF_WORLDS = (1_000, 5_000, 60_000)
MEMORY = (0, 64, 256, 1_000, 20_000, 100_000)

ANSWERS: tuple[Json, ...] = (
    {"succeeded": True, "value": {"integer": "5"}, "gas": 3},
    {"succeeded": False, "value": {"string": "6e6f"}, "gas": 0},
    {"succeeded": True, "value": None, "gas": 4_000},
)


@st.composite
def changed_sources(draw: Draw) -> bytes:
    """A source in which pieces are missing, doubled, exchanged or put in."""
    pieces = TOKEN.findall(draw(programs()))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(pieces)))
        match draw(st.integers(0, 3)):
            case 0:
                pieces[place : place + 1] = []
            case 1:
                pieces[place:place] = [b" ", draw(st.sampled_from(PIECES)), b" "]
            case 2:
                pieces[place : place + 1] = [draw(st.sampled_from(PIECES))]
            case _:
                pieces[place:place] = pieces[place : place + 2]
    return b"".join(pieces)


@st.composite
def contracts(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """A source that is checked, or run."""
    preset = draw(st.sampled_from(presets))
    match draw(st.integers(0, 6)):
        case 0 | 1:
            return Exchange(Kind.CHECK, preset, {"source": draw(changed_sources()).hex()})
        case 2:
            return Exchange(Kind.CHECK, preset, {"source": draw(st.binary(max_size=40)).hex()})
        case 3:
            enough: dict[str, Json] = {"gas": draw(st.sampled_from(GAS_OF_WORLDS)), "memory": draw(st.sampled_from(MEMORY))}
            return Exchange(Kind.EXECUTE, "minimal", {**enough, "world": write_world(draw(worlds()))})
        case _:
            limits: dict[str, Json] = {"gas": draw(st.sampled_from(GAS)), "memory": draw(st.sampled_from(MEMORY))}
            answers = list(ANSWERS[: draw(st.integers(0, len(ANSWERS)))])
            source = draw(programs())[:MAX_SOURCE_BYTES]
            return Exchange(Kind.EXECUTE, preset, {"source": source.hex(), **limits, "answers": answers})
