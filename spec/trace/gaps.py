"""What the trace lacks. A debt is work to be done; an error is a contradiction between sources, and fails the tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, unique

from reference.codes import Code
from reference.rules import Layer
from spec.trace.chapters import Point, Rule
from spec.trace.exemptions import NEGATIVE, POSITIVE
from spec.trace.theorems import CONFIRMED, Proof
from spec.trace.trace import RuleTrace, Trace


@unique
class GapKind(Enum):
    """A way in which the chain from the white paper to a verdict is broken."""

    OPEN_DEBT = "open debt"
    """A point of the white paper that no rule makes precise."""

    NO_FUNCTION = "no function"
    """A rule that no function is."""

    NO_THEOREM_OF_A_SORT = "no theorem of a sort"
    """A kernel or a transition without its invariant, its acceptance or its exact amounts, and without a reason for that."""

    NOT_CONFIRMED = "not confirmed"
    """A theorem that the prover did not confirm, or did not see in this build."""

    NO_POSITIVE_VECTOR = "no positive vector"
    """A rule with a function, no test vector that it accepts, and no reason for that."""

    NO_NEGATIVE_VECTOR = "no negative vector"
    """A rule whose function may reject, no test vector that it rejects, and no reason for that."""

    PATH_WITHOUT_VECTOR = "path without vector"
    """A kernel with a path, or an edge of a comparison, that no test vector takes."""

    NOT_SHOWN = "not shown"
    """A rule whose function its chapter does not show."""

    UNKNOWN_POINT = "unknown point"
    """A rule that claims to make precise what the white paper does not say."""

    STALE_EXEMPTION = "stale exemption"
    """A reason for the absence of a theorem or a vector that is there."""

    DECLARED_TWICE = "declared twice"
    """An id that two declarations share."""

    NO_CHAPTER = "no chapter"
    """A marked function whose rule no chapter declares."""

    CODE_WITHOUT_RULE = "code without rule"
    """A rejection code whose rule no chapter declares."""

    THEOREM_WITHOUT_RULE = "theorem without rule"
    """A theorem about a rule that no chapter declares."""

    VECTOR_WITHOUT_RULE = "vector without rule"
    """A test vector that names a rule that no chapter declares."""


ERRORS = frozenset(
    {
        GapKind.UNKNOWN_POINT,
        GapKind.STALE_EXEMPTION,
        GapKind.DECLARED_TWICE,
        GapKind.NO_CHAPTER,
        GapKind.CODE_WITHOUT_RULE,
        GapKind.THEOREM_WITHOUT_RULE,
        GapKind.VECTOR_WITHOUT_RULE,
    }
)
"""The kinds that are contradictions rather than debts."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One missing link."""

    kind: GapKind
    subject: str
    """The id or name of what lacks something."""
    sentence: str


def gaps(trace: Trace) -> tuple[Gap, ...]:
    """Every gap of the trace: what the chapters lack, then what each rule lacks, then what names a rule that is not there."""
    return (*_of_points(trace), *(gap for entry in trace.rules for gap in _of_rule(trace, entry)), *_dangling(trace))


def _of_points(trace: Trace) -> Iterator[Gap]:
    implemented = {point for entry in trace.rules for point in entry.rule.implements}
    for point in trace.chapters.points:
        if point.id not in implemented:
            yield Gap(GapKind.OPEN_DEBT, point.id, f"No rule makes {point.id} precise.")
    declared: list[Point | Rule] = [*trace.chapters.points, *trace.chapters.rules]
    for identifier in sorted({entry.id for entry in declared if sum(other.id == entry.id for other in declared) > 1}):
        places = " and ".join(f"{entry.chapter}:{entry.line}" for entry in declared if entry.id == identifier)
        yield Gap(GapKind.DECLARED_TWICE, identifier, f"{identifier} is declared in {places}.")


def _of_rule(trace: Trace, entry: RuleTrace) -> Iterator[Gap]:
    rule = entry.rule.id
    for point in entry.rule.implements:
        if all(point != known.id for known in trace.chapters.points):
            yield Gap(GapKind.UNKNOWN_POINT, rule, f"{rule} implements {point}, which is no point of the white paper.")
    if not entry.functions:
        yield Gap(GapKind.NO_FUNCTION, rule, f"No function is {rule}.")
        return
    if rule not in trace.chapters.shown:
        yield Gap(GapKind.NOT_SHOWN, rule, f"No chapter shows the function of {rule}.")
    kernels = [function for function in entry.functions if function.layer == Layer.KERNEL.value]
    yield from _of_sorts(entry)
    for theorem in entry.theorems:
        yield from _unconfirmed(rule, f"{theorem.name}, a theorem about {rule},", trace.proof(theorem))
    for function in kernels:
        yield from _unconfirmed(rule, f"That {function.name} stays within its types and 128 bits", trace.width_proof(function))
        coverage = trace.coverage.get(function.name)
        if coverage is not None and not coverage.complete:
            lacking = f"{coverage.taken} of {coverage.paths} paths and {coverage.met} of {coverage.edges} edges"
            yield Gap(GapKind.PATH_WITHOUT_VECTOR, rule, f"The test vectors take {lacking} of {function.name}.")
    exempted = [exemption.sort for exemption in entry.exemptions]
    if not entry.positive and POSITIVE not in exempted:
        yield Gap(GapKind.NO_POSITIVE_VECTOR, rule, f"No test vector shows {rule} accept anything.")
    if entry.rejects and not entry.negative and NEGATIVE not in exempted:
        yield Gap(GapKind.NO_NEGATIVE_VECTOR, rule, f"No test vector shows {rule} reject anything.")


def _of_sorts(entry: RuleTrace) -> Iterator[Gap]:
    rule = entry.rule.id
    exempted = [exemption.sort for exemption in entry.exemptions]
    for sort in entry.owed:
        if sort not in entry.said and sort not in exempted:
            yield Gap(GapKind.NO_THEOREM_OF_A_SORT, rule, f"No theorem says the {sort} of {rule}, and nothing says why not.")
    for sort in exempted:
        if sort in entry.said:
            yield Gap(GapKind.STALE_EXEMPTION, rule, f"{rule} is exempt from a theorem that says its {sort}, and has one.")
        if sort in entry.shown or (sort == NEGATIVE and not entry.rejects):
            yield Gap(GapKind.STALE_EXEMPTION, rule, f"{rule} is exempt from a {sort}, and {'has one' if entry.rejects else 'rejects nothing'}.")


def _unconfirmed(rule: str, what: str, proof: Proof | None) -> Iterator[Gap]:
    if proof is None or proof.verdict not in CONFIRMED:
        yield Gap(GapKind.NOT_CONFIRMED, rule, f"{what} {'was not checked in this build' if proof is None else f'is {proof.verdict}'}.")


def _dangling(trace: Trace) -> Iterator[Gap]:
    known = {entry.rule.id for entry in trace.rules}
    for function in trace.functions:
        if function.rule not in known:
            yield Gap(GapKind.NO_CHAPTER, function.rule, f"{function.name} in {function.file} is {function.rule}, which no chapter declares.")
    for code in Code:
        if code.rule not in known:
            yield Gap(GapKind.CODE_WITHOUT_RULE, code.name, f"{code.name} belongs to {code.rule}, which no chapter declares.")
    for theorem in trace.theorems:
        if theorem.rule not in known:
            yield Gap(GapKind.THEOREM_WITHOUT_RULE, theorem.name, f"{theorem.name} in {theorem.file} is about {theorem.rule}, which no chapter declares.")
    for case in trace.cases:
        for rule in case.rules:
            if rule not in known:
                yield Gap(GapKind.VECTOR_WITHOUT_RULE, case.id, f"{case.id} names {rule}, which no chapter declares.")
