"""Programs as trees. Variables have numbers instead of names: each declaration in a program has its own."""

from dataclasses import dataclass
from typing import TypeAlias

Variable = int
"""A variable: how many were declared before it in the program."""


@dataclass(frozen=True, slots=True)
class Literal:
    """`nil`, a truth value, an integer or a string."""

    value: bool | int | bytes | None


@dataclass(frozen=True, slots=True)
class Read:
    """A variable's value."""

    variable: Variable


@dataclass(frozen=True, slots=True)
class Index:
    """What a table has under a key."""

    table: "Expression"
    key: "Expression"


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function of the program: all its results."""

    function: "Expression"
    arguments: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class MethodCall:
    """A call of the function that a table has under a name, with the table before the other arguments."""

    table: "Expression"
    name: bytes
    arguments: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class LibraryCall:
    """A call of a function of the library, by its full name."""

    name: str
    arguments: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the program."""

    parameters: tuple[Variable, ...]
    captured: tuple[Variable, ...]
    """The variables of enclosing functions that it uses, or a function in it, in the order in which they are first used."""
    body: "Block"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a table constructor. One without a key takes the next integer, from 1."""

    key: "Expression | None"
    value: "Expression"


@dataclass(frozen=True, slots=True)
class Constructor:
    """A new table."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Unary:
    """`-`, `~`, `#` or `not`."""

    operator: str
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two operands; `and` and `or` too."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class First:
    """An expression in parentheses: the first of its values alone."""

    value: "Expression"


Expression: TypeAlias = Literal | Read | Index | Call | MethodCall | LibraryCall | Function | Constructor | Unary | Binary | First


@dataclass(frozen=True, slots=True)
class Local:
    """New variables, with their first values."""

    variables: tuple[Variable, ...]
    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class LocalFunction:
    """A new variable for a function that may call itself."""

    variable: Variable
    function: Function


@dataclass(frozen=True, slots=True)
class Assign:
    """Values for variables and for places in tables."""

    targets: tuple[Read | Index, ...]
    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Invoke:
    """A call whose results nobody wants."""

    call: Call | MethodCall | LibraryCall


@dataclass(frozen=True, slots=True)
class Do:
    """A block of its own."""

    body: "Block"


@dataclass(frozen=True, slots=True)
class While:
    """A loop that asks before each turn."""

    condition: Expression
    body: "Block"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A loop that asks after each turn, where the variables of the body are still known."""

    body: "Block"
    condition: Expression


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition and what is done where it holds."""

    condition: Expression
    body: "Block"


@dataclass(frozen=True, slots=True)
class If:
    """The first clause whose condition holds, or else the last block."""

    clauses: tuple[Clause, ...]
    otherwise: "Block"


@dataclass(frozen=True, slots=True)
class Count:
    """A loop over integers."""

    variable: Variable
    start: Expression
    stop: Expression
    step: Expression
    body: "Block"


@dataclass(frozen=True, slots=True)
class Each:
    """A loop over a table's entries: all of them, or those from 1 on without a gap."""

    gapless: bool
    key: Variable
    value: Variable
    table: Expression
    body: "Block"


@dataclass(frozen=True, slots=True)
class Return:
    """The end of a function, with its results."""

    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """The end of the innermost loop."""


Statement: TypeAlias = Local | LocalFunction | Assign | Invoke | Do | While | Repeat | If | Count | Each | Return | Break

Block: TypeAlias = tuple[Statement, ...]
