"""What a program does: the meaning of its statements and expressions."""

from collections.abc import Generator, Sequence
from enum import Enum, auto
from typing import Any

from reference.contracts.calling_back import ask, catch, sort
from reference.contracts.faults import Fault
from reference.contracts.library import FAMILIES, store
from reference.contracts.machine import Machine, at, ordering_price
from reference.contracts.operators import binary, unary
from reference.contracts.prices import Price, body_entry, is_open, turn_entry
from reference.contracts.running import Calling, Work
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
from reference.contracts.values import Cell, Cells, Closure, Table, Value, Values, check_key, in_key_order, integer, listed, table, truth
from reference.rules import procedure


class Stop(Enum):
    """Why a block ended before its last statement, where that is no return."""

    BREAK = auto()


Ending = Stop | Values | None
"""How a block has ended: None after its last statement, or the values that the function returns."""

Executing = Generator[Any, Any, Ending]
Evaluating = Generator[Any, Any, Value]


@procedure("LVM-13")
def call(machine: Machine, function: Value, arguments: Values) -> Calling:
    """Call a function of the program: its parameters take the arguments, nil where there are fewer. Faults for anything else."""
    if not isinstance(function, Closure):
        raise Fault
    machine.meter.enter()
    cells = dict(function.cells)
    parameters = function.function.parameters
    for place, parameter in enumerate(parameters):
        cells[parameter] = Cell(at(arguments, place))
    ending = yield from execute_block(machine, function.function.body, cells, body_entry(function.function))
    machine.meter.calls -= 1
    return ending if isinstance(ending, tuple) else ()


@procedure("LVM-14")
def execute_block(machine: Machine, block: Block, cells: Cells, entry: Price) -> Executing:
    """Execute a block, each segment once it is paid for."""
    for segment in machine.segments_of(block, entry):
        machine.meter.pay(segment.price)
        for statement in segment.statements:
            ending = yield from execute(machine, statement, cells)
            if ending is not None:
                return ending
    return None


def execute(machine: Machine, statement: Statement, cells: Cells) -> Executing:
    """Execute a statement."""
    match statement:
        case Local(variables=variables, values=values):
            found = yield from values_of(machine, values, cells)
            for place, variable in enumerate(variables):
                cells[variable] = Cell(at(found, place))
        case LocalFunction(variable=variable, function=function):
            cells[variable] = Cell(None)
            cells[variable].value = close(function, cells)
        case Assign():
            yield from assign(machine, statement, cells)
        case Invoke(call=invoked):
            yield from all_of(machine, invoked, cells)
        case Return(values=values):
            found = yield from values_of(machine, values, cells)
            return listed(found)
        case Break():
            return Stop.BREAK
        case Do(body=body):
            return (yield from execute_block(machine, body, cells, Price(0)))
        case If():
            return (yield from choose(machine, statement, cells))
        case _:
            return (yield from loop(machine, statement, cells))
    return None


@procedure("LVM-15")
def assign(machine: Machine, statement: Assign, cells: Cells) -> Work:
    """Tables and keys from left to right, then the values, then each place takes its own, from left to right."""
    places: list[tuple[Value, Value]] = []
    for target in statement.targets:
        if isinstance(target, Index):
            owner = yield from one_of(machine, target.table, cells)
            places.append((owner, (yield from one_of(machine, target.key, cells))))
        else:
            places.append((None, None))
    values = yield from values_of(machine, statement.values, cells)
    for place, (target, (owner, key)) in enumerate(zip(statement.targets, places, strict=True)):
        if isinstance(target, Read):
            cells[target.variable].value = at(values, place)
        else:
            store(machine.meter, owner, key, at(values, place))


def choose(machine: Machine, statement: If, cells: Cells) -> Executing:
    """The first block whose condition holds."""
    for clause in statement.clauses:
        if truth((yield from one_of(machine, clause.condition, cells))):
            return (yield from execute_block(machine, clause.body, cells, Price(0)))
    return (yield from execute_block(machine, statement.otherwise, cells, Price(0)))


@procedure("LVM-16")
def loop(machine: Machine, loop: While | Repeat | Count | Each, cells: Cells) -> Executing:
    """Execute the body of a loop, turn by turn."""
    ending: Ending = None
    entry = turn_entry(loop)
    match loop:
        case While(condition=condition, body=body):
            while ending is None and truth((yield from one_of(machine, condition, cells))):
                ending = yield from execute_block(machine, body, cells, entry)
        case Repeat(condition=condition, body=body):
            over = False
            while ending is None and not over:
                ending = yield from execute_block(machine, body, cells, entry)
                over = ending is None and truth((yield from one_of(machine, condition, cells)))
        case Count(variable=variable, body=body):
            turns = yield from turns_of(machine, loop, cells)
            for value in turns:
                cells[variable] = Cell(value)
                ending = yield from execute_block(machine, body, cells, entry)
                if ending is not None:
                    break
        case Each(key=key, value=value, body=body):
            entries = table((yield from one_of(machine, loop.table, cells)))
            for name in keys_of(machine, entries, loop.gapless):
                cells[key], cells[value] = Cell(name), Cell(entries.get(name))
                ending = yield from execute_block(machine, body, cells, entry)
                if ending is not None:
                    break
    return None if ending is Stop.BREAK else ending


def turns_of(machine: Machine, loop: Count, cells: Cells) -> Generator[Any, Any, range]:
    """The integers that a loop counts. Faults where a bound is no integer, and where the step is 0."""
    start = yield from one_of(machine, loop.start, cells)
    stop = yield from one_of(machine, loop.stop, cells)
    step = yield from one_of(machine, loop.step, cells)
    if integer(step) == 0:
        raise Fault
    return range(integer(start), integer(stop) + (1 if step > 0 else -1), step)


def keys_of(machine: Machine, entries: Table, gapless: bool) -> Generator[Value, None, None]:
    """The keys of a loop's turns: of `ipairs` from 1 on until one has nothing; of `pairs` those that the table has at the loop's beginning, unless they
    are removed before their turn.
    """
    if gapless:
        place = 1
        while entries.get(place) is not None:
            yield place
            place += 1
        return
    machine.meter.pay(ordering_price(entries.size))
    for key in in_key_order(entries.keys()):
        if entries.get(key) is not None:
            yield key


@procedure("LVM-17")
def values_of(machine: Machine, expressions: Sequence[Expression], cells: Cells) -> Calling:
    """The values of a list, from left to right; of a call that is the last, all."""
    found: list[Value] = []
    for place, expression in enumerate(expressions):
        if place == len(expressions) - 1 and is_open(expression):
            found.extend((yield from all_of(machine, expression, cells)))
        else:
            found.append((yield from one_of(machine, expression, cells)))
    return tuple(found)


def all_of(machine: Machine, called: Expression, cells: Cells) -> Calling:
    """All results of a call: the function, then the arguments, then the called."""
    if isinstance(called, LibraryCall):
        arguments = listed((yield from values_of(machine, called.arguments, cells)))
        return (yield from call_library(machine, called.name, arguments))
    if isinstance(called, MethodCall):
        owner = yield from one_of(machine, called.table, cells)
        function = table(owner).get(called.name)
        arguments = (owner, *(yield from values_of(machine, called.arguments, cells)))
    else:
        assert isinstance(called, Call)
        function = yield from one_of(machine, called.function, cells)
        arguments = yield from values_of(machine, called.arguments, cells)
    results: Values = yield call(machine, function, listed(arguments))
    return results


@procedure("LVM-18")
def one_of(machine: Machine, expression: Expression, cells: Cells) -> Evaluating:
    """The value of an expression; of a call the first result, nil where there is none."""
    match expression:
        case Literal(value=value):
            return value
        case Read(variable=variable):
            return cells[variable].value
        case Index(table=owner, key=key):
            found = yield from one_of(machine, owner, cells)
            name = yield from one_of(machine, key, cells)
            return table(found).get(name)
        case First(value=inner):
            return (yield from one_of(machine, inner, cells))
        case Unary(operator=operator, operand=operand):
            return unary(operator, (yield from one_of(machine, operand, cells)))
        case Binary():
            return (yield from combine(machine, expression, cells))
        case Function():
            return close(expression, cells)
        case Constructor():
            return (yield from construct(machine, expression, cells))
        case _:
            return at((yield from all_of(machine, expression, cells)), 0)


def combine(machine: Machine, expression: Binary, cells: Cells) -> Evaluating:
    """The left operand, then the right; of `and` and `or` the right one only where the left does not decide."""
    left = yield from one_of(machine, expression.left, cells)
    if expression.operator in ("and", "or") and truth(left) == (expression.operator == "or"):
        return left
    right = yield from one_of(machine, expression.right, cells)
    return right if expression.operator in ("and", "or") else binary(machine.meter, expression.operator, left, right)


@procedure("LVM-19")
def construct(machine: Machine, constructor: Constructor, cells: Cells) -> Evaluating:
    """A new table, its entries evaluated and put in from left to right. Its memory is paid for with the segment."""
    made = Table()
    place = 0
    for item in constructor.items:
        if item.key is not None:
            key = yield from one_of(machine, item.key, cells)
            check_key(key)
            made.put(key, (yield from one_of(machine, item.value, cells)))
            continue
        last = item is constructor.items[-1]
        for value in (yield from values_of(machine, (item.value,), cells)) if last else ((yield from one_of(machine, item.value, cells)),):
            place += 1
            made.put(place, value)
    return made


def call_library(machine: Machine, name: str, arguments: Values) -> Calling:
    """Call a function of the library."""
    match name:
        case "pcall":
            return (yield from catch(machine, call, arguments))
        case "table.sort":
            yield from sort(machine, call, table(at(arguments, 0)), at(arguments, 1))
            return ()
        case "host":
            return ask(machine, arguments)
        case _:
            return FAMILIES[name](machine.meter, name, at(arguments, 0), at(arguments, 1), at(arguments, 2))


def close(function: Function, cells: Cells) -> Closure:
    """A function with the variables that it captures."""
    return Closure(function, {variable: cells[variable] for variable in function.captured})
