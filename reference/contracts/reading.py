"""Reading a program, which is paid for before it is done: a program is read anew whenever it is run."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from reference.codes import Code
from reference.contracts.call_gas import CallGas
from reference.contracts.run import Failed, Returned
from reference.numbers import Range
from reference.rules import kernel, procedure
from reference.wire.contract_bodies import MAX_PROGRAM_BYTES

READING_GAS = 4
"""The gas of reading a byte of a program."""

ReadBytes = Annotated[int, Range(0, 2 * MAX_PROGRAM_BYTES)]
"""The bytes of a program, or of both of a contract."""


@kernel("LVM-54")
def reading_gas(size: ReadBytes) -> CallGas:
    """The gas of reading programs of so many bytes."""
    return size * READING_GAS


@procedure("LVM-54")
def once_read(source: bytes, gas: int, run: Callable[[int], Returned | Failed]) -> Returned | Failed:
    """What running a program with so much gas comes to, the reading of it included. `run` runs it with the gas that is left.

    Where the gas does not suffice for reading, all of it is used, and nothing is read.
    """
    price = reading_gas(len(source))
    if price > gas:
        return Failed(Code.GAS_EXHAUSTED, gas, 0)
    outcome = run(gas - price)
    return replace(outcome, gas=outcome.gas + price)
