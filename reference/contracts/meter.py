"""What a run may still use."""

from reference.codes import Code
from reference.contracts.faults import Exhausted
from reference.contracts.limits import MAX_CALLS, MAX_CATCHES
from reference.contracts.prices import STRING_MEMORY, Price
from reference.rules import procedure

BULK_BYTES = 32
"""How many bytes an operation handles for a unit of gas."""


@procedure("LVM-41")
def use_gas(left: int, amount: int) -> int:
    """The gas that is left after some is used. Rejects with `GAS_EXHAUSTED`."""
    if amount > left:
        raise Exhausted(Code.GAS_EXHAUSTED)
    return left - amount


@procedure("LVM-42")
def use_memory(left: int, amount: int) -> int:
    """The memory that is left after some is used. Rejects with `MEMORY_EXHAUSTED`."""
    if amount > left:
        raise Exhausted(Code.MEMORY_EXHAUSTED)
    return left - amount


@procedure("LVM-43")
def check_calls(calls: int, catches: int) -> None:
    """Rejects with `CALLS_TOO_DEEP` where too many calls of functions of the program, or of `pcall`, are under way."""
    if calls > MAX_CALLS or catches > MAX_CATCHES:
        raise Exhausted(Code.CALLS_TOO_DEEP)


class Meter:
    """Gas and memory that are left, and calls that are under way. What is exhausted stands at its limit."""

    def __init__(self, gas: int, memory: int) -> None:
        self.gas = gas
        self.memory = memory
        self.calls = 0
        self.catches = 0

    def charge(self, gas: int) -> None:
        """Use gas. Where there is not enough, none is left."""
        left, self.gas = self.gas, 0
        self.gas = use_gas(left, gas)

    def allocate(self, memory: int) -> None:
        """Use memory, which never comes back. Where there is not enough, none is left."""
        left, self.memory = self.memory, 0
        self.memory = use_memory(left, memory)

    def pay(self, price: Price) -> None:
        """Gas, and then memory."""
        self.charge(price.gas)
        self.allocate(price.memory)

    def handle(self, size: int) -> None:
        """Gas for reading so many bytes."""
        self.charge(size // BULK_BYTES)

    def make_string(self, size: int) -> None:
        """Gas and memory for a new string of so many bytes, before there is one."""
        self.handle(size)
        self.allocate(STRING_MEMORY + size)

    def enter(self) -> None:
        """Begin a call."""
        self.calls += 1
        check_calls(self.calls, self.catches)

    def watch(self) -> None:
        """Begin to catch."""
        self.catches += 1
        check_calls(self.calls, self.catches)
