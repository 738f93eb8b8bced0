"""What a program's parts cost, by their form alone: gas and memory, charged a segment at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from reference.contracts.limits import MAX_LIST
from reference.contracts.syntax import (
    Assign,
    Binary,
    Block,
    Break,
    Call,
    Constructor,
    Count,
    Do,
    Each,
    Expression,
    First,
    Function,
    If,
    Index,
    Invoke,
    LibraryCall,
    Literal,
    Local,
    LocalFunction,
    MethodCall,
    Read,
    Repeat,
    Return,
    Statement,
    Unary,
    While,
)
from reference.rules import procedure

NODE_GAS = 1
"""Every statement and every expression."""
CALL_GAS = 4
"""A call, beside its node."""
ENTRY_GAS = 4
"""The beginning of a function's body; each parameter costs a node more."""
TURN_GAS = 2
"""The beginning of a loop's turn, beside the condition that it asks for."""
PLACE_GAS = 3
"""A place in a table that is assigned to, beside the table and the key."""
FUNCTION_GAS = 8
"""A new function; each captured variable costs a node more."""
TABLE_GAS = 4
"""A new table."""
ITEM_GAS = 2
"""An entry of a constructor, beside its key and value."""

OBJECT_MEMORY = 256
"""A new table or function."""
ENTRY_MEMORY = 64
"""A new entry of a table, or a captured variable."""
STRING_MEMORY = 32
"""A new string, beside its bytes."""


@dataclass(frozen=True, slots=True)
class Price:
    """What something costs."""

    gas: int
    memory: int = 0

    def plus(self, other: "Price") -> "Price":
        """Both together."""
        return Price(self.gas + other.gas, self.memory + other.memory)


NOTHING = Price(0)


@dataclass(frozen=True, slots=True)
class Segment:
    """Statements of a block that are paid for together, before the first of them. None but the last has blocks."""

    price: Price
    statements: tuple[Statement, ...]


@procedure("LVM-40")
def segments(block: Block, entry: Price = NOTHING) -> tuple[Segment, ...]:
    """A block's segments, in order. `entry` is what coming into the block costs, which its first segment costs more."""
    found: list[Segment] = []
    price, statements = entry, list[Statement]()
    for statement in block:
        price = price.plus(statement_price(statement))
        statements.append(statement)
        if isinstance(statement, Do | While | Repeat | If | Count | Each):
            found.append(Segment(price, tuple(statements)))
            price, statements = NOTHING, []
    if statements or not found:
        found.append(Segment(price, tuple(statements)))
    return tuple(found)


def body_entry(function: Function) -> Price:
    """What coming into a function's body costs."""
    return Price(ENTRY_GAS + NODE_GAS * len(function.parameters))


def turn_entry(loop: While | Repeat | Count | Each) -> Price:
    """What coming into a loop's body costs, each turn: the condition of that turn is paid for with it."""
    if isinstance(loop, While | Repeat):
        return Price(TURN_GAS).plus(expression_price(loop.condition))
    return Price(TURN_GAS)


def statement_price(statement: Statement) -> Price:
    """What a statement costs itself, and the expressions in it: those of all conditions, where there are several; none in its blocks."""
    return Price(NODE_GAS).plus(_total(expression_price(each) for each in _expressions_of(statement))).plus(_places(statement))


def _expressions_of(statement: Statement) -> tuple[Expression, ...]:
    match statement:
        case Local(values=values) | Return(values=values):
            return values
        case LocalFunction(function=function):
            return (function,)
        case Assign(targets=targets, values=values):
            return (*targets, *values)
        case Invoke(call=call):
            return (call,)
        case While(condition=condition):
            return (condition,)
        case If(clauses=clauses):
            return tuple(clause.condition for clause in clauses)
        case Count(start=start, stop=stop, step=step):
            return (start, stop, step)
        case Each(table=table):
            return (table,)
        case Do() | Repeat() | Break():
            return ()


def _places(statement: Statement) -> Price:
    targets = statement.targets if isinstance(statement, Assign) else ()
    return Price(PLACE_GAS * sum(isinstance(target, Index) for target in targets))


def expression_price(expression: Expression) -> Price:
    """What an expression costs, all its operands included, also those that `and` and `or` may leave out. A function's body costs when it is called."""
    own = Price(NODE_GAS)
    match expression:
        case Literal() | Read():
            return own
        case Index(table=left, key=right) | Binary(left=left, right=right):
            return own.plus(_total(map(expression_price, (left, right))))
        case Unary(operand=operand) | First(value=operand):
            return own.plus(expression_price(operand))
        case Call(function=operand, arguments=arguments) | MethodCall(table=operand, arguments=arguments):
            return own.plus(Price(CALL_GAS)).plus(_total(map(expression_price, (operand, *arguments))))
        case LibraryCall(arguments=arguments):
            return own.plus(Price(CALL_GAS)).plus(_total(map(expression_price, arguments)))
        case Function(captured=captured):
            return own.plus(Price(FUNCTION_GAS + NODE_GAS * len(captured), OBJECT_MEMORY + ENTRY_MEMORY * len(captured)))
        case Constructor():
            return own.plus(_constructor_price(expression))


def _constructor_price(constructor: Constructor) -> Price:
    """A table with its entries: a call at the end counts as one that has as many results as there can be."""
    items = constructor.items
    count = len(items)
    if items and items[-1].key is None and is_open(items[-1].value):
        count += MAX_LIST
    inside = [expression_price(each) for item in items for each in (item.key, item.value) if each is not None]
    return Price(TABLE_GAS + ITEM_GAS * count, OBJECT_MEMORY + ENTRY_MEMORY * count).plus(_total(inside))


def is_open(expression: Expression) -> bool:
    """Whether an expression gives all results of a call where it is the last of a list."""
    return isinstance(expression, Call | MethodCall | LibraryCall)


def _total(prices: Iterable[Price]) -> Price:
    total = NOTHING
    for price in prices:
        total = total.plus(price)
    return total
