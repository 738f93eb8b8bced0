"""One symbolic execution of a function, and the tree of all of them.

The function runs unmodified on proxies (`proxies`, `identifiers`, `maps`). Whenever it asks whether a symbolic
condition is true, the execution consults its list of decisions; past the end of the list it asks Z3 which answers
are possible, takes one, and notes whether the other is still open. The tree is exhausted by executing the function
again and again, each time with the last open decision turned.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from operator import eq, ge, le
from types import CodeType, FrameType
from typing import Any, TypeVar

import z3  # type: ignore[import-untyped]

from spec.prover.fragment import enclosed, unwatched, watching
from spec.prover.intervals import Interval
from spec.prover.refusal import Concluded, Infeasible, Unsupported
from spec.prover.source import negated
from spec.prover.terms import Term, Terms

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much work an exploration may take. They are counts, never times, so that a verdict does not depend on the machine."""

    effort: int = 20_000_000
    """Z3's resource limit for a query; about three seconds."""

    branches: int = 400
    """Decisions on one path; more mean an unbounded loop."""

    operations: int = 20_000
    """Arithmetic results on one path."""

    paths: int = 5_000
    """Paths of one function."""


LIGHTLY = 20
"""The part of the effort that is made for what no verdict waits for; where it does not suffice, that costs only time, or a figure beside the verdict."""


class Sequences(Enum):
    """What a tuple of many entries is, among the arguments of an execution. One of few is explored a length at a time."""

    EACH_LENGTH = "each length"
    """A tuple: every number of entries within its declared bounds is explored; without bounds it is refused."""
    SHORT = "short"
    """A tuple of at most three entries: enough to find what is false, never to prove what is true."""
    ANY_LENGTH = "any length"
    """A symbolic sequence (`sequences`), which stands for every number of entries at once and can only be folded."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a path is there to show, apart from the statement itself."""

    goal: Term
    text: str


class Wording:
    """What is said of a condition, put into words when somebody reads it: to write a large term takes longer than to decide it."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make

    def __str__(self) -> str:
        """The words."""
        return self._make()


Words = str | Wording
"""What is said of a condition."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison of two integers that a decision rests on."""

    left: Term
    right: Term
    text: Words
    """The comparison in the rule's own words."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A condition that the function asked for, and the answer that it got."""

    condition: Term
    answer: bool
    open: bool
    """Whether the other answer is possible too and still to be explored."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision as it is told to people."""

    condition: Words
    answer: bool
    comparisons: tuple[Comparison, ...]
    known: int
    """How many conditions were known before this one."""

    @property
    def text(self) -> str:
        """The condition, or its opposite where that was the answer."""
        return str(self.condition) if self.answer else negated(str(self.condition))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A symbolic integer among the arguments; what a model is minimised over."""

    name: str
    term: Term
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Observation:
    """The result of an arithmetic operation of the rule."""

    term: Term
    text: Words
    interval: Interval | None
    """Where it lies whatever the path, as far as that is known."""


class Execution:
    """The state of one execution: the conditions known so far and what was seen on the way."""

    def __init__(self, terms: Terms, decisions: list[Decision], limits: Limits) -> None:
        self.terms = terms
        self.context = terms.context
        self.made = terms.made
        self.limits = limits
        self.decisions = decisions
        self.position = 0
        self.conditions: list[Term] = []
        self.taken: list[Taken] = []
        self.leaves: list[Leaf] = []
        self.observations: dict[int, Observation] = {}
        self.refusal: str | None = None
        self.infeasible = False
        self.statement: CodeType | None = None
        self.sequences = Sequences.EACH_LENGTH
        self.obligation: Obligation | None = None
        self.inductions: list[str] = []
        self.quotients: list[tuple[Term, Term, Term]] = []
        self.ghostly = False
        self.undivided = False
        """Whether the members of an enumeration that are numbers are explored together, until something asks which one it is."""
        self.members: dict[int, tuple[Term, Any]] = {}
        """Which members were asked for, by the identity of their terms, which are kept, so that no identity is used again."""
        self.serial = 0
        self.solver = self.new_solver()

    def new_solver(self) -> Any:
        """A solver under the execution's limit of effort."""
        solver = z3.Solver(ctx=self.context)
        solver.set("rlimit", self.limits.effort)
        return solver

    def refuse(self, reason: str) -> Unsupported:
        """Remember why this execution proves nothing, and the exception to raise."""
        if self.refusal is None:
            self.refusal = reason
        return Unsupported(reason)

    @unwatched
    def assume(self, condition: Term) -> None:
        """Take a condition as known."""
        self.conditions.append(condition)
        # Not `add`, which converts what it is given: that takes most of the time of a state of two hundred integers.
        z3.Z3_solver_assert(self.context.ref(), self.solver.solver, condition.as_ast())

    def possible(self, condition: Term) -> bool:
        """Whether Z3 cannot exclude the condition: undecided counts as possible.

        An arbitrary accumulator is hard to find an instance of, and none is needed; nor is one of a path of a statement, whose conclusion is asked about at
        its end. There less effort is made. The paths of a rule alone are counted, and inputs are mined from them.
        """
        if self.statement is None and self.sequences is not Sequences.ANY_LENGTH:
            return bool(self.solver.check(condition) != z3.unsat)
        return bool(self.lightly(condition) != z3.unsat)

    def lightly(self, condition: Term) -> Any:
        """What Z3 finds out about a condition with little effort."""
        self.solver.set("rlimit", self.limits.effort // LIGHTLY)
        try:
            return self.solver.check(condition)
        finally:
            self.solver.set("rlimit", self.limits.effort)

    @unwatched
    def integer(self, name: str, low: int | None, high: int | None) -> Term:
        """A new symbolic integer between the bounds."""
        term = self.terms.integer(name)
        self.bound(term, low, high)
        self.leaves.append(Leaf(name, term, low, high))
        return term

    def bound(self, term: Term, low: int | None, high: int | None) -> None:
        """Assume of a term that it lies between the bounds."""
        if low is not None:
            self.assume(self.made(ge, term, low))
        if high is not None:
            self.assume(self.made(le, term, high))

    def conclude(self, goal: Term, text: str) -> Concluded:
        """Remember that this path only has to show the goal, and the exception to raise."""
        if self.obligation is None:
            self.obligation = Obligation(goal, text)
        return Concluded(text)

    def numbered(self, name: str) -> str:
        """A name that nothing else on the path has."""
        self.serial += 1
        return f"{name} {self.serial}"

    @contextmanager
    def ghost(self) -> Iterator[None]:
        """What is computed meanwhile belongs to the proof and not to the rule."""
        before, self.ghostly = self.ghostly, True
        try:
            yield
        finally:
            self.ghostly = before

    def observe(self, term: Term, text: Words, interval: Interval | None) -> None:
        """Record a result of the rule's arithmetic, whose sign and width are to be proved."""
        if self.ghostly:
            return
        if len(self.observations) >= self.limits.operations:
            raise self.refuse(f"more than {self.limits.operations} operations: is a loop unbounded?")
        self.observations.setdefault(term.get_id(), Observation(term, text, interval))

    def is_statement(self, frame: FrameType) -> bool:
        """Whether arithmetic in this frame belongs to the statement that is being proved, and not to the rule that it is about."""
        code = frame.f_code
        inside = self.statement is not None and (code is self.statement or code in enclosed(self.statement))
        return inside or frame.f_globals.get("__name__", "").startswith("spec.")

    @unwatched
    def branch(self, condition: Term, text: Words, comparisons: tuple[Comparison, ...] = ()) -> bool:
        """The answer to a condition on this path."""
        condition = self.made(z3.simplify, condition)
        if z3.is_true(condition):
            return True
        if z3.is_false(condition):
            return False
        if self.position >= self.limits.branches:
            raise self.refuse(f"more than {self.limits.branches} decisions: is a loop unbounded?")
        if self.position == len(self.decisions):
            self.decisions.append(self._decide(condition))
        decision = self.decisions[self.position]
        if not decision.condition.eq(condition):
            raise self.refuse(f"not deterministic: executed again, it asked for {text}")
        self.position += 1
        self.taken.append(Taken(text, decision.answer, comparisons, len(self.conditions)))
        self.assume(condition if decision.answer else self.made(z3.Not, condition))
        return decision.answer

    def choose(self, name: str, labels: list[str]) -> int:
        """One of several alternatives, each explored on paths of its own. A name may be asked of twice: which alternative, and which member of it."""
        selector = self.terms.integer(self.numbered(f"{name}!choice"))
        for index, label in enumerate(labels[:-1]):
            if self.branch(self.made(eq, selector, index), f"{name} is {label}"):
                return index
        return len(labels) - 1

    def _decide(self, condition: Term) -> Decision:
        yes, no = self.possible(condition), self.possible(self.made(z3.Not, condition))
        if not yes and not no:
            self.infeasible = True
            raise Infeasible
        return Decision(condition, yes, yes and no)


def executions(run: Callable[[Execution], Result], limits: Limits) -> Iterator[tuple[Execution, Result]]:
    """Every feasible execution of `run`, depth first, each with its result.

    Raises `Unsupported` where the tree cannot be exhausted; what was yielded before is then worth nothing as a proof.
    """
    terms = Terms(z3.Context())
    decisions: list[Decision] = []
    count = 0
    while True:
        execution = Execution(terms, decisions, limits)
        results: list[Result] = []
        try:
            with watching(execution):
                results.append(run(execution))
        except Infeasible:
            pass
        except (SystemExit, GeneratorExit) as error:
            execution.refuse(f"raises {type(error).__name__}, which is no exception of a rule")
        if execution.refusal is not None:
            raise Unsupported(execution.refusal)
        if not execution.infeasible:
            if execution.position < len(decisions):
                raise Unsupported("not deterministic: executed again, it asked for less")
            count += 1
            if count > limits.paths:
                raise Unsupported(f"more than {limits.paths} paths")
            yield execution, results[0]
        while decisions and not decisions[-1].open:
            decisions.pop()
        if not decisions:
            return
        last = decisions.pop()
        decisions.append(Decision(last.condition, not last.answer, False))
