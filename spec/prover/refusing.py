"""What every proxy refuses: whatever would have to know which value it stands for."""

import linecache
import sys
from types import FrameType
from typing import Any, NoReturn

from spec.prover.execution import Execution, Wording
from spec.prover.terms import Term


class Refusing:
    """What no proxy can do: it would have to say which value it is."""

    __slots__ = ("path", "term")

    def __init__(self, path: Execution, term: Term) -> None:
        self.path = path
        self.term = term

    def _refuse(self, *arguments: object) -> NoReturn:
        frame = calling_frame()
        line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
        raise self.path.refuse(f"{frame.f_code.co_name}: `{line}` needs to know which value it is")

    __hash__ = __str__ = __repr__ = __format__ = __reduce_ex__ = _refuse
    __bytes__ = __copy__ = __deepcopy__ = _refuse  # numbers have none of these, but C code would make something of a stranger without them

    def __getattr__(self, name: str) -> Any:
        """Refuse attributes; special ones are merely absent, as they would be if the interpreter asked for them."""
        if name.startswith("__"):
            raise AttributeError(name)
        raise self.path.refuse(f"reads the attribute {name} of a symbolic value")


def shown(term: Term) -> str:
    """A term on one line."""
    return " ".join(str(term).split())


def compared(left: Term, sign: str, right: Term) -> Wording:
    """A comparison of two terms, where the rule has no words for it."""
    return Wording(lambda: f"{shown(left)} {sign} {shown(right)}")


def calling_frame() -> FrameType:
    """The innermost frame that is not the prover's own: the code that asked for the operation."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__", "").startswith("spec.prover."):
        frame = frame.f_back
    return frame or sys._getframe(1)
