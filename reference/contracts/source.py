"""Whether bytes are a program."""

from dataclasses import dataclass

from reference.codes import Code
from reference.contracts.declarations import declared_table
from reference.contracts.refusal import SourceReject, line_and_column
from reference.contracts.running import make_room
from reference.contracts.statements import read_program
from reference.rules import procedure


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why bytes are no program: the code, and the place, both counted from 1."""

    code: Code
    line: int
    column: int


@procedure("LVM-1")
def check_source(source: bytes) -> Refusal | None:
    """Why a source is no program, or declares a transition table that is none; None otherwise. Whatever the bytes are, this is the answer."""
    make_room()
    try:
        read_program(source)
        declared_table(source)
    except SourceReject as refused:
        return Refusal(refused.code, *line_and_column(source, refused.at))
    return None
