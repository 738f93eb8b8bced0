"""The trace itself: everything that carries a rule, brought together by the rule's id."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reference.codes import Code
from reference.rules import Layer
from spec.trace.cases import CaseSummary, VectorCount, count_vectors, read_cases
from spec.trace.chapters import Chapters, Rule, read_chapters
from spec.trace.coverage import Coverage, read_coverage
from spec.trace.exemptions import NEGATIVE, POSITIVE, Exemption, read_exemptions
from spec.trace.functions import MarkedFunction, marked_functions
from spec.trace.theorems import SORTS, Proof, Theorem, obligation, read_proofs, theorems

OWING = frozenset({Layer.KERNEL.value, Layer.TRANSITION.value})
"""The layers whose functions owe a theorem of each sort."""


@dataclass(frozen=True, slots=True)
class RuleTrace:
    """What carries one rule."""

    rule: Rule
    functions: tuple[MarkedFunction, ...]
    codes: tuple[str, ...]
    """The names of the codes that belong to the rule."""
    theorems: tuple[Theorem, ...]
    exemptions: tuple[Exemption, ...]
    vectors: tuple[VectorCount, ...]

    @property
    def owed(self) -> tuple[str, ...]:
        """The sorts of theorem that the rule's function owes."""
        return tuple(SORTS.values()) if any(function.layer in OWING for function in self.functions) else ()

    @property
    def said(self) -> tuple[str, ...]:
        """The sorts of which there is a theorem."""
        return tuple(sort for sort in SORTS.values() if any(theorem.says == sort for theorem in self.theorems))

    @property
    def shown(self) -> tuple[str, ...]:
        """The sorts of vector that there are."""
        return (*((POSITIVE,) if self.positive else ()), *((NEGATIVE,) if self.negative else ()))

    @property
    def positive(self) -> int:
        """Vectors of any profile in which something succeeds."""
        return sum(count.positive for count in self.vectors)

    @property
    def negative(self) -> int:
        """Vectors of any profile that expect one of the rule's rejections."""
        return sum(count.negative for count in self.vectors)

    @property
    def rejects(self) -> frozenset[str]:
        """The names of all codes with which the rule may answer: its own, and those of what it calls."""
        return frozenset(self.codes).union(*(function.rejects for function in self.functions))


@dataclass(frozen=True, slots=True)
class Trace:
    """The sources, and what each rule has of them."""

    chapters: Chapters
    functions: tuple[MarkedFunction, ...]
    theorems: tuple[Theorem, ...]
    exemptions: tuple[Exemption, ...]
    proofs: tuple[Proof, ...] | None
    """The prover's report, or None where there is none in this build."""
    cases: tuple[CaseSummary, ...]
    rules: tuple[RuleTrace, ...]
    """One entry for each rule of the chapters, in their order."""
    coverage: Mapping[str, Coverage]
    """By the kernel's name, how many of its paths and edges the vectors take."""

    def rule(self, identifier: str) -> RuleTrace | None:
        """The entry of a rule, or None where no chapter declares it."""
        return next((entry for entry in self.rules if entry.rule.id == identifier), None)

    def proof(self, theorem: Theorem) -> Proof | None:
        """The prover's row for a theorem, or None where it was not checked. A row about another sentence is about another theorem."""
        row = self._row(theorem.rule, theorem.name)
        return row if row is not None and row.sentence == theorem.sentence else None

    def width_proof(self, kernel: MarkedFunction) -> Proof | None:
        """The prover's row for what a kernel owes: that it stays within its types and within 128 bits."""
        return self._row(kernel.rule, obligation(kernel.name))

    def _row(self, rule: str, statement: str) -> Proof | None:
        return next((row for row in self.proofs or () if (row.rule, row.statement) == (rule, statement)), None)


def read_trace(root: Path) -> Trace:
    """Read the trace of the sources below `root`."""
    chapters = read_chapters(root)
    functions = marked_functions()
    stated = theorems(root)
    exempted = read_exemptions(root, {function.rule for function in functions}, {function.rule for function in functions if function.layer in OWING})
    cases = read_cases(root)
    entries = tuple(_trace_rule(rule, functions, stated, exempted, cases) for rule in chapters.rules)
    return Trace(chapters, functions, stated, exempted, read_proofs(root), cases, entries, read_coverage(root))


def _trace_rule(
    rule: Rule,
    functions: tuple[MarkedFunction, ...],
    stated: tuple[Theorem, ...],
    exempted: tuple[Exemption, ...],
    cases: tuple[CaseSummary, ...],
) -> RuleTrace:
    own = tuple(function for function in functions if function.rule == rule.id)
    codes = tuple(code.name for code in Code if code.rule == rule.id)
    answers = frozenset(codes).union(*(function.rejects for function in own))
    return RuleTrace(
        rule=rule,
        functions=own,
        codes=codes,
        theorems=tuple(theorem for theorem in stated if theorem.rule == rule.id),
        exemptions=tuple(exemption for exemption in exempted if exemption.rule == rule.id),
        vectors=count_vectors(rule.id, answers, cases),
    )
