"""The profile `lvm`: programs that run with as much as they need, or less, alone and among other contracts, and sources with something wrong."""

import re
from collections.abc import Sequence

from hypothesis import strategies as st

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.machines import strange_declarations
from conformance.fuzzing.programs import programs
from conformance.fuzzing.typed_programs import limited_programs, typed_programs
from conformance.fuzzing.values import Draw
from conformance.fuzzing.worlds import worlds
from reference.contracts.limits import MAX_SOURCE_BYTES
from vectors.case import Kind
from vectors.contract_worlds import write_world
from vectors.evaluate import evaluate
from vectors.json_text import Json, members

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

MOST_GAS, MOST_MEMORY = 60_000, 100_000
"""What a program of typed statements may use."""

ANSWERS: tuple[Json, ...] = (
    {"succeeded": True, "value": {"integer": "5"}, "gas": 3},
    {"succeeded": False, "value": {"string": "6e6f"}, "gas": 0},
    {"succeeded": True, "value": None, "gas": 4_000},
)


@st.composite
def changed_sources(draw: Draw) -> bytes:
    """A source in which pieces are missing, doubled, exchanged or put in, or all that stands between two brackets is missing."""
    pieces = TOKEN.findall(draw(programs()))
    # What comes first is what it is refused for.
    for _ in range(draw(st.sampled_from((1, 1, 1, 2, 3)))):
        place = draw(st.integers(0, len(pieces)))
        match draw(st.integers(0, 4)):
            case 4 if b"(" in pieces:
                opening = draw(st.sampled_from([place for place, piece in enumerate(pieces) if piece == b"("]))
                pieces[opening + 1 : _closing(pieces, opening)] = []
            case 0:
                pieces[place : place + 1] = []
            case 1:
                pieces[place:place] = [b" ", draw(st.sampled_from(PIECES)), b" "]
            case 2:
                pieces[place : place + 1] = [draw(st.sampled_from(PIECES))]
            case _:
                pieces[place:place] = pieces[place : place + 2]
    return b"".join(pieces)


def _closing(pieces: Sequence[bytes], opening: int) -> int:
    """Where the bracket is closed that is opened there; the end where it is not."""
    depth = 0
    for place in range(opening, len(pieces)):
        depth += (pieces[place] == b"(") - (pieces[place] == b")")
        if depth == 0:
            return place
    return len(pieces)


@st.composite
def contracts(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """A source that is checked, or run."""
    preset = draw(st.sampled_from(presets))
    match draw(st.integers(0, 15)):
        case 0 | 15:
            return Exchange(Kind.CHECK, preset, {"source": draw(changed_sources()).hex()})
        case 1 | 12:
            return Exchange(Kind.CHECK, preset, {"source": draw(limited_programs()).hex()})
        case 4 | 11:
            return Exchange(Kind.CHECK, preset, {"source": draw(strange_declarations()).hex()})
        case 5 | 6 | 7 | 8 | 13:
            return _draw_measured(draw, preset, draw(typed_programs()))
        case 9 | 10:
            world = draw(worlds())
            return _draw_measured(draw, "minimal", write_world(world))
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


def _draw_measured(draw: Draw, preset: str, program: bytes | Json) -> Exchange:
    """A program or a world that runs with all that it needs, with just that, or with one unit less or more."""
    ran: dict[str, Json] = {"source": program.hex(), "answers": []} if isinstance(program, bytes) else {"world": program}
    most = {"gas": MOST_GAS, "memory": MOST_MEMORY}
    given: dict[str, Json] = {**ran, **most}
    other = draw(st.sampled_from(("nothing", "gas", "gas", "memory")))
    if other != "nothing":
        used = members(evaluate(Kind.EXECUTE.value, preset, given)).get(other)
        if used is not None:
            given[other] = min(max(int(str(used)) + draw(st.integers(-2, 1)), 0), most[other])
    return Exchange(Kind.EXECUTE, preset, given)
