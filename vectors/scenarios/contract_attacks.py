"""Programs that try to get out, or to go on for ever, each with the end that it comes to.

Most are files in `vectors/attacks`: the first line says what is tried, the second what it comes to: a code, with line and column where the source
is refused; or `held`, which the program itself returns where what it tried has had no effect. Those whose text is long for its own sake are made here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from reference.codes import Code
from reference.contracts.limits import MAX_SOURCE_BYTES
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.json_text import Json, members
from vectors.scenarios.contract_run import run_case

GAS = 50_000
MEMORY = 100_000
"""What an attack is given among the vectors."""

MAX_CASE_BYTES = 6_000
"""The bytes of a source that is a vector: a longer one only fills the suite."""

HELD = b"held"
"""What a program returns that has found nothing."""

HEAD = re.compile(r"-- (.+)\n-- (?:(held)|([A-Z_]+)(?: at ([0-9]+):([0-9]+))?)\n")
"""The first two lines of a file."""

BEGINNING = "local a = 1 return "


@dataclass(frozen=True, slots=True)
class Attack:
    """A program, and what it comes to."""

    name: str
    why: str
    source: bytes
    code: Code | None
    """None where it returns that nothing was found."""
    place: tuple[int, int] | None
    """The line and the column where the source is refused."""


def _filling(piece: str) -> str:
    """A piece as often as there is room for, after a beginning."""
    return BEGINNING + piece * ((MAX_SOURCE_BYTES - len(BEGINNING)) // len(piece))


LONG: Mapping[str, tuple[str, Code | None, tuple[int, int] | None]] = {
    "parentheses without end": (_filling("("), Code.LEVELS_EXCEEDED, (1, 59)),
    "signs without end": (_filling("- "), Code.LEVELS_EXCEEDED, (1, 98)),
    "negations without end": (_filling("not "), Code.LEVELS_EXCEEDED, (1, 176)),
    "tables in tables without end": (_filling("{"), Code.LEVELS_EXCEEDED, (1, 59)),
    "functions in functions without end": (_filling("function() return "), Code.LEVELS_EXCEEDED, (1, 373)),
    "a sum without end": (_filling("a + "), Code.LEVELS_EXCEEDED, (1, 172)),
    "strings joined without end": (_filling("a .. "), Code.LEVELS_EXCEEDED, (1, 117)),
    "fields of fields without end": (_filling("a.a"), Code.LEVELS_EXCEEDED, (1, 135)),
    "calls of results without end": (_filling("a()"), Code.TOKEN_UNEXPECTED, (1, 23)),
    "indices in indices without end": (_filling("a["), Code.LEVELS_EXCEEDED, (1, 59)),
    "blocks in blocks without end": ("do " * 10_000, Code.LEVELS_EXCEEDED, (1, 121)),
    "loops in loops without end": ("while 1 do " * 2_900, Code.LEVELS_EXCEEDED, (1, 436)),
    "branches in branches without end": ("if 1 then " * 3_000, Code.LEVELS_EXCEEDED, (1, 394)),
    "a branch with a thousand conditions": ("if false then " + "elseif false then " * 1_000 + "end return 'held'", None, None),
    "a name that fills the source": ("local " + "n" * (MAX_SOURCE_BYTES - 21) + " return 'held'", None, None),
    "a string that fills the source": ("local s = '" + "s" * (MAX_SOURCE_BYTES - 26) + "' return 'held'", None, None),
    "digits that fill the source": ("return " + "9" * (MAX_SOURCE_BYTES - 7), Code.NUMERAL_INVALID, (1, 8)),
    "zeros that fill the source": ("local n = " + "0" * (MAX_SOURCE_BYTES - 25) + " return 'held'", None, None),
    "five thousand digits": ("return " + "9" * 5_000, Code.NUMERAL_INVALID, (1, 8)),
    "five thousand zeros": ("local n = " + "0" * 5_000 + " return n == 0 and 'held'", None, None),
    "hexadecimal digits that fill the source": ("return 0x" + "f" * (MAX_SOURCE_BYTES - 9), Code.NUMERAL_INVALID, (1, 8)),
    "a comment that fills the source": ("return 'held' --" + "-" * (MAX_SOURCE_BYTES - 16), None, None),
    "comments that fill the source": ("--[[]]" * ((MAX_SOURCE_BYTES - 13) // 6) + "return 'held'", None, None),
    "a comment of a thousand equals signs without an end": ("--[" + "=" * 1_000 + "[ ]" + "=" * 999 + "]", Code.TOKEN_UNKNOWN, (1, 1)),
    "openings of comments that fill the source": ("--[=[" * ((MAX_SOURCE_BYTES - 13) // 5), Code.TOKEN_UNKNOWN, (1, 1)),
    "line feeds that fill the source": ("\n" * (MAX_SOURCE_BYTES - 13) + "return 'held'", None, None),
    "semicolons that fill the source": (";" * (MAX_SOURCE_BYTES - 13) + "return 'held'", None, None),
    "a source that is a byte too long": ("return 'held' " + " " * (MAX_SOURCE_BYTES - 13), Code.SOURCE_TOO_LARGE, (1, MAX_SOURCE_BYTES + 1)),
    "variables without end": ("local a " * 4_000, Code.VALUES_EXCEEDED, (1, 809)),
    "entries that fill the source": ("local t = {" + "1," * 10_000 + "} return #t == 10000 and 'held'", Code.MEMORY_EXHAUSTED, None),
    "bytecode": ("\x1bLuaT\x00\x19\x93\r\n\x1a\n\x04\x08\x08xV", Code.TOKEN_UNKNOWN, (1, 1)),
    "bytecode after a space": (" \x1bLuaT\x00", Code.TOKEN_UNKNOWN, (1, 2)),
    "a first line for the system": ("#!/usr/bin/lua\nreturn 'held'", Code.TOKEN_UNKNOWN, (1, 2)),
    "a mark of the byte order": ("\xef\xbb\xbfreturn 'held'", Code.TOKEN_UNKNOWN, (1, 1)),
    "zero bytes": ("\x00" * 100, Code.TOKEN_UNKNOWN, (1, 1)),
    "a source that ends at a zero byte in other languages": ("return 'held' --\x00\n+", Code.TOKEN_UNEXPECTED, (2, 2)),
}
"""Programs that are long for their own sake, or are no text."""


def attacks() -> Iterable[Attack]:
    """All of them. Raises AssertionError for a file whose first two lines are not as they should be."""
    folder = files("vectors").joinpath("attacks")
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        source = file.read_bytes()
        head = HEAD.match(source.decode("latin-1"))
        assert head is not None, f"{file.name} does not say what is tried, and what it comes to"
        why, held, code, line, column = head.groups()
        place = None if line is None else (int(line), int(column))
        yield Attack(file.name.removesuffix(".lua"), why, source, None if held else Code[code], place)
    for why, (text, expected, place) in LONG.items():
        yield Attack(why.replace(" ", "_"), why, text.encode("latin-1"), expected, place)


def contract_attack_cases() -> list[Case]:
    """Each that is short enough as a case: a source that is refused is checked, and another one run."""
    return [_checked(attack) if attack.place else _run(attack) for attack in attacks() if len(attack.source) <= MAX_CASE_BYTES]


def _checked(attack: Attack) -> Case:
    assert attack.code is not None
    given: dict[str, Json] = {"source": attack.source.hex()}
    case = intended_case((attack.code.rule,), Kind.CHECK, "minimal", f"an attack: {attack.why}", given, attack.code)
    expect = members(case.expect)
    assert (expect["line"], expect["column"]) == attack.place, f"{attack.name}: {expect}"
    return case


def _run(attack: Attack) -> Case:
    comes = attack.code or (HELD,)
    return run_case(("LVM-44",), f"an attack: {attack.why}", attack.source.decode("latin-1"), comes, gas=GAS, memory=MEMORY)
