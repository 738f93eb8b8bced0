"""What an operation looks like in the source of the rule that performs it.

Decisions and intermediate values are shown to people in the rule's own words (`amount > balance`), which the
interpreter knows: since Python 3.11 every instruction carries the position of its expression.
"""

import ast
import dis
import linecache
from functools import cache
from types import CodeType, FrameType

OPERATORS = frozenset({"BINARY_OP", "COMPARE_OP", "UNARY_NEGATIVE", "UNARY_POSITIVE"})
"""The instructions whose expression is the operation itself; a call of `min` compares as well, but does not read like a comparison."""

OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
"""Each comparison and the one that holds where it does not."""


def operation(frame: FrameType) -> str | None:
    """The source of the operator expression that `frame` is evaluating, or None where it is evaluating something else."""
    line, end_line, column, end_column = _positions(frame.f_code).get(frame.f_lasti, (None, None, None, None))
    if line is None or line != end_line or column is None or end_column is None:
        return None
    text = linecache.getline(frame.f_code.co_filename, line).encode()[column:end_column].decode()
    return text or None


def negated(text: str) -> str:
    """The text of the opposite condition: `amount <= balance` for `amount > balance`."""
    try:
        expression = ast.parse(text, mode="eval").body
    except SyntaxError:
        return f"not ({text})"
    if isinstance(expression, ast.Compare) and len(expression.ops) == 1 and type(expression.ops[0]) in OPPOSITES:
        expression.ops[0] = OPPOSITES[type(expression.ops[0])]()
        return ast.unparse(expression)
    return f"not {text}" if isinstance(expression, (ast.Name, ast.Attribute)) else f"not ({text})"


@cache
def _positions(code: CodeType) -> dict[int, tuple[int | None, int | None, int | None, int | None]]:
    """The source positions of the operator instructions of a code object, by the offset of the instruction."""
    found: dict[int, tuple[int | None, int | None, int | None, int | None]] = {}
    for instruction in dis.get_instructions(code):
        if instruction.opname in OPERATORS and instruction.positions is not None:
            positions = instruction.positions
            found[instruction.offset] = (positions.lineno, positions.end_lineno, positions.col_offset, positions.end_col_offset)
    return found
