"""Running a program: from its source, what it may use and a host to an outcome."""

from dataclasses import dataclass
from functools import lru_cache

from reference.codes import Code
from reference.contracts.evaluation import call
from reference.contracts.faults import Exhausted, Raised
from reference.contracts.host import Host
from reference.contracts.machine import Machine
from reference.contracts.meter import Meter
from reference.contracts.running import make_room, run_work
from reference.contracts.statements import read_program
from reference.contracts.syntax import Function
from reference.contracts.values import Closure, Scalar, Table
from reference.rules import procedure


@dataclass(frozen=True, slots=True)
class Returned:
    """A run that came to its end."""

    values: tuple[Scalar, ...]
    gas: int
    """The gas that it has used."""
    memory: int
    """The memory that it has used."""
    host: Host
    """The host after it."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A run that did not. Nothing that it has asked of the host remains."""

    code: Code
    gas: int
    memory: int


KNOWN_PROGRAMS = 256
"""How many programs are kept as they were read, so that one is not read anew for each call. What a program is follows from its bytes alone."""


@lru_cache(maxsize=KNOWN_PROGRAMS)
def known_program(source: bytes) -> Function:
    """The program of a source. Rejects one that is none as `read_program` does."""
    return read_program(source)


@procedure("LVM-44")
def run_program(source: bytes, gas: int, memory: int, host: Host) -> Returned | Failed:
    """Run a program that has so much gas and memory. Rejects a source that is none; every other end is an outcome."""
    make_room()
    program = known_program(source)
    meter = Meter(gas, memory)
    machine = Machine(meter, host)
    try:
        values = run_work(call(machine, Closure(program, {}), ()))
    except Exhausted as exhausted:
        return Failed(exhausted.code, gas - meter.gas, memory - meter.memory)
    except Raised:
        return Failed(Code.CONTRACT_FAILED, gas - meter.gas, memory - meter.memory)
    if any(isinstance(value, Table | Closure) for value in values):
        return Failed(Code.CONTRACT_FAILED, gas - meter.gas, memory - meter.memory)
    return Returned(values, gas - meter.gas, memory - meter.memory, machine.host)
