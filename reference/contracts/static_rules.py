"""What a program must keep to beside the grammar. Each check rejects with one code, at the byte `at` of the source."""

from reference.codes import Code
from reference.contracts.library_names import LIBRARY, LIBRARY_TABLES, LOOPS
from reference.contracts.limits import MAX_CAPTURED, MAX_HELD, MAX_LEVELS
from reference.contracts.refusal import SourceReject
from reference.rules import procedure

EXCLUDED = frozenset(("goto", "...", "::", "/", "^"))
"""Words and symbols of Lua that no program has."""


@procedure("LVM-6")
def check_included(token: str, at: int) -> None:
    """Rejects with `FEATURE_EXCLUDED` a token that stands for what no program has."""
    if token in EXCLUDED:
        raise SourceReject(Code.FEATURE_EXCLUDED, at)


@procedure("LVM-7")
def check_levels(levels: int, at: int) -> None:
    """Rejects with `LEVELS_EXCEEDED` where more than `MAX_LEVELS` levels are open."""
    if levels > MAX_LEVELS:
        raise SourceReject(Code.LEVELS_EXCEEDED, at)


@procedure("LVM-8")
def check_name(name: bytes, at: int) -> None:
    """Rejects with `NAME_UNKNOWN` a name that means no variable, where it is not the library's either."""
    if name not in LIBRARY_TABLES and name not in LOOPS and name.decode() not in LIBRARY:
        raise SourceReject(Code.NAME_UNKNOWN, at)


@procedure("LVM-9")
def check_library(name: str, called: bool, count: int, at: int) -> None:
    """Rejects with `LIBRARY_MISUSED` a name that no function of the library has, one that is not called, and one that is given more arguments than it takes."""
    if name not in LIBRARY or not called or count > LIBRARY[name]:
        raise SourceReject(Code.LIBRARY_MISUSED, at)


@procedure("LVM-10")
def check_held(held: int, at: int, most: int = MAX_HELD) -> None:
    """Rejects with `VALUES_EXCEEDED` where a function holds more values than it may, or a list more than it may."""
    if held > most:
        raise SourceReject(Code.VALUES_EXCEEDED, at)


@procedure("LVM-11")
def check_captured(captured: int, at: int) -> None:
    """Rejects with `CAPTURES_EXCEEDED` where a function captures more than `MAX_CAPTURED` variables."""
    if captured > MAX_CAPTURED:
        raise SourceReject(Code.CAPTURES_EXCEEDED, at)


@procedure("LVM-12")
def check_break(loops: int, at: int) -> None:
    """Rejects with `BREAK_OUTSIDE_LOOP` a `break` where no loop of its function is open."""
    if loops == 0:
        raise SourceReject(Code.BREAK_OUTSIDE_LOOP, at)
