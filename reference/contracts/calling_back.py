"""The library's functions that call functions of the program, or the chain."""

from collections.abc import Callable
from typing import TypeAlias

from reference.contracts.faults import Fault, Raised
from reference.contracts.library import in_order, store
from reference.contracts.machine import Machine, at, ordering_price
from reference.contracts.operators import less_than
from reference.contracts.running import Calling, Work
from reference.contracts.values import Closure, Table, Value, Values, listed, string, truth
from reference.rules import procedure

CallBack: TypeAlias = Callable[[Machine, Value, Values], Calling]
"""What calls a function of the program."""

HOST_GAS = 50
"""What every call of the host costs, beside what it does and what it is given."""


@procedure("LVM-35")
def catch(machine: Machine, call: CallBack, arguments: Values) -> Calling:
    """`pcall` (LVM-35): true and the results of the function, or false and what it has raised. What is exhausted is not caught."""
    machine.meter.watch()
    calls = machine.meter.calls
    try:
        results: Values = yield call(machine, at(arguments, 0), arguments[1:])
    except Raised as raised:
        machine.meter.calls = calls
        results = (False, raised.value)
    else:
        results = (True, *results)
    machine.meter.catches -= 1
    return listed(results)


@procedure("LVM-36")
def sort(machine: Machine, call: CallBack, entries: Table, less: Value) -> Work:
    """`table.sort` (LVM-36): a merge sort of the entries from 1 to the border, by runs of 1, 2, 4 and so on; of two it asks whether the later is less."""
    items = in_order(entries)
    machine.meter.pay(ordering_price(len(items)))
    width = 1
    while width < len(items):
        merged: list[Value] = []
        for start in range(0, len(items), 2 * width):
            yield from merge(machine, call, items[start : start + width], items[start + width : start + 2 * width], less, merged)
        items = merged
        width *= 2
    for place, item in enumerate(items, 1):
        store(machine.meter, entries, place, item)


def merge(machine: Machine, call: CallBack, left: list[Value], right: list[Value], less: Value, merged: list[Value]) -> Work:
    """Append two sorted runs to what is merged, the left one's entry first where the right one's is not less."""
    taken, took = 0, 0
    while taken < len(left) and took < len(right):
        if less is None:
            earlier = less_than(machine.meter, right[took], left[taken])
        else:
            results: Values = yield call(machine, less, (right[took], left[taken]))
            earlier = truth(at(results, 0))
        if earlier:
            merged.append(right[took])
            took += 1
        else:
            merged.append(left[taken])
            taken += 1
    merged += left[taken:] + right[took:]


@procedure("LVM-37")
def ask(machine: Machine, arguments: Values) -> Values:
    """`host` (LVM-37): the name of an operation and what it is given, all but tables and functions. Two results: whether it was
    done, and what came of it.
    """
    operation = string(at(arguments, 0))
    if any(isinstance(value, Table | Closure) for value in arguments):
        raise Fault
    machine.meter.charge(HOST_GAS)
    machine.meter.handle(sum(len(value) for value in arguments if type(value) is bytes))
    answer = machine.host.answer(operation, arguments[1:], machine.meter.gas, machine.meter.memory)
    machine.meter.charge(answer.gas)
    machine.meter.allocate(answer.memory)
    if type(answer.value) is bytes:
        machine.meter.make_string(len(answer.value))
    machine.host = answer.host
    return answer.succeeded, answer.value
