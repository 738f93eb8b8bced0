"""An event that arrives at a contract with a transition table: its program is run, and what it has changed is judged."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated

from reference.codes import Code, Reject
from reference.contracts.declarations import declared_table
from reference.contracts.host import Host, HostAnswer, Nobody
from reference.contracts.run import Failed, Returned, run_program
from reference.contracts.transition_table import TransitionTable, amount_of, beginning, judge_event
from reference.contracts.values import Scalar
from reference.numbers import Range
from reference.rules import procedure
from reference.state.contract import Name, Resource, Standing

Units = Annotated[int, Range(0, 2**40)]
"""An amount of gas or memory."""

Run = Callable[[bytes, int, int, Host], Returned | Failed]
"""What runs programs: the evaluator, or an engine."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A run that was judged, and is right."""

    standing: Standing
    """Where the machine stands after it."""
    returned: Returned
    """What the run has come to, with the host below."""


@dataclass(frozen=True, slots=True)
class MachineHost:
    """Answers what is about the machine, and leaves the rest to the chain."""

    standing: Standing
    event: Name
    below: Host

    def answer(self, operation: bytes, arguments: tuple[Scalar, ...], gas: int, memory: int) -> HostAnswer:
        """`event` and `state`; `resource` with a name; `put` with a name and an amount. With a name that no resource has, or an amount that none comes to,
        nothing is done.
        """
        first, second = (*arguments, None, None)[:2]
        match operation:
            case b"event":
                return HostAnswer(True, self.event, 0, self)
            case b"state":
                return HostAnswer(True, self.standing.state, 0, self)
            case b"resource" | b"put" if first not in [resource.name for resource in self.standing.resources]:
                return HostAnswer(False, None, 0, self)
            case b"resource":
                assert isinstance(first, bytes)
                return HostAnswer(True, amount_of(self.standing.resources, first), 0, self)
            case b"put":
                if type(second) is not int or second < 0:
                    return HostAnswer(False, None, 0, self)
                assert isinstance(first, bytes)
                return HostAnswer(True, None, 0, replace(self, standing=put(self.standing, first, second)))
            case _:
                answer = self.below.answer(operation, arguments, gas, memory)
                return replace(answer, host=replace(self, below=answer.host))


def put(standing: Standing, name: Name, amount: int) -> Standing:
    """The same, with another amount of a resource."""
    resources = tuple(Resource(name, amount) if resource.name == name else resource for resource in standing.resources)
    return replace(standing, resources=resources)


def first_standing(source: bytes) -> Standing | None:
    """Where the machine of a program stands before any event; None where it declares none."""
    table = declared_table(source)
    return None if table is None else beginning(table)


@procedure("EVENT-7")
def run_event(source: bytes, standing: Standing, event: Name, gas: int, memory: int, host: Host, run: Run = run_program) -> Moved | Failed:
    """Run a program that declares a table on an event, and judge what it has changed. Rejects a source that is none, or declares none
    (`DECLARATION_INVALID`).
    """
    table = declared_table(source)
    if table is None:
        raise Reject(Code.DECLARATION_INVALID)
    return run_judged(table, source, standing, event, gas, memory, host, run)


@procedure("EVENT-7")
def run_judged(table: TransitionTable, source: bytes, standing: Standing, event: Name, gas: int, memory: int, host: Host, run: Run) -> Moved | Failed:
    """Run a program on an event of its table, and judge what it has changed. A change that is not the table's fails with the code of the judgement, as the
    program itself fails with its own.
    """
    outcome = run(source, gas, memory, MachineHost(standing, event, host))
    if isinstance(outcome, Failed):
        return outcome
    assert isinstance(outcome.host, MachineHost)
    after = outcome.host.standing
    try:
        state = judge_event(table, standing.state, event, standing.resources, after.resources)
    except Reject as rejection:
        return Failed(rejection.code, outcome.gas, outcome.memory)
    return Moved(replace(after, state=state), replace(outcome, host=outcome.host.below))


@procedure("EVENT-7")
def standing_after(source: bytes, standing: Standing, event: Name, gas: Units, memory: Units) -> Standing:
    """Where the machine of a program stands after an event, with nobody else to be asked. Rejects as `run_event` does, and with the code of a failure."""
    outcome = run_event(source, standing, event, gas, memory, Nobody())
    if isinstance(outcome, Failed):
        raise Reject(outcome.code)
    return outcome.standing
