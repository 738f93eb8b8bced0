"""`{trace}`: the way from each point of the white paper to vectors, and every gap on it."""

from collections import Counter
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

from extension.building import joined, literal, span, table
from extension.disclosure import disclosure
from extension.evidence import count_text, coverage_texts, verdict
from extension.links import cross_reference, function_label, rule_label, theorem_label
from spec.trace import ERRORS, Gap, GapKind, Point, RuleTrace, Theorem, Trace, gaps
from spec.trace.theorems import CONFIRMED, UNCHECKED

SCRIPT = Path(__file__).parent / "trace.js"
FORM = Path(__file__).parent / "trace.html"
COLUMNS = ["Point", "Rule", "Function", "Theorems", "Vectors"]


class TraceDirective(SphinxDirective):
    """Counts, gaps, and the table that a reader can filter."""

    def run(self) -> list[nodes.Node]:
        """Render the trace that was read when the build began."""
        trace = self.env.specification
        found = gaps(trace)
        self.env.note_dependency(str(SCRIPT))
        self.env.note_dependency(str(FORM))
        options = "".join(f'<option value="{slug(kind)}">{kind.value} ({count})</option>' for kind, count in counted(found))
        form = FORM.read_text(encoding="utf-8").replace("<!-- kinds -->", options)
        script = f"<script>\n{SCRIPT.read_text(encoding='utf-8')}</script>\n"
        return [
            counts(trace, found),
            nodes.rubric("", "Gaps", ids=["gaps"]),
            *self.gap_list(found),
            nodes.rubric("", "From point to vector", ids=["rows"]),
            nodes.raw("", form, format="html"),
            self.rows(trace, found),
            nodes.raw("", script, format="html"),
            nodes.rubric("", "Exemptions", ids=["exemptions"]),
            self.exemptions(trace),
        ]

    def gap_list(self, found: tuple[Gap, ...]) -> list[nodes.Node]:
        """Each kind of gap with its count, its meaning, and every instance of it."""
        if not found:
            return [nodes.paragraph("", "There is none.")]
        parts: list[nodes.Node] = []
        for kind, count in counted(found):
            sentences = [nodes.list_item("", nodes.paragraph("", gap.sentence)) for gap in found if gap.kind is kind]
            summary = f"{count} × {kind.value}{', a contradiction' if kind in ERRORS else ''}"
            parts.append(disclosure(summary, nodes.paragraph("", meaning(kind)), nodes.bullet_list("", *sentences)))
        return [nodes.container("", *parts, classes=["gap-list"])]

    def rows(self, trace: Trace, found: tuple[Gap, ...]) -> nodes.table:
        """One row for each rule of each point, and one for each point without a rule."""
        by_subject: dict[str, list[GapKind]] = {}
        for gap in found:
            by_subject.setdefault(gap.subject, []).append(gap.kind)
        cells, kinds = [], []
        for point, entry in pairs(trace):
            own = list(dict.fromkeys(by_subject.get(point.id if entry is None and point else entry.rule.id if entry else "", [])))
            cells.append(self.row(trace, point, entry, own))
            kinds.append(own)
        result = table(COLUMNS, cells, ["trace"])
        for row, own in zip(next(iter(result.findall(nodes.tbody))).findall(nodes.row), kinds, strict=True):
            row["classes"] += [f"gap-{slug(kind)}" for kind in own]
        return result

    def exemptions(self, trace: Trace) -> nodes.Node:
        """Which rules do without one of the three sorts of theorem, or without a vector that accepts or rejects, and why."""
        if not trace.exemptions:
            return nodes.paragraph("", "There is none.")
        rows = [
            [cross_reference(rule_label(exemption.rule), span(exemption.rule, "id"), self.env.docname), exemption.sort, exemption.reason]
            for exemption in trace.exemptions
        ]
        return table(["Rule", "Sort", "Reason"], rows, ["exemptions"])

    def row(self, trace: Trace, point: Point | None, entry: RuleTrace | None, own: list[GapKind]) -> list[list[nodes.Node]]:
        """The cells of a row."""
        docname = self.env.docname
        marks = [chip(kind) for kind in own]
        first = [cross_reference(rule_label(point.id), span(point.id, "id"), docname), nodes.Text(f" {point.title}")] if point else [nodes.Text("no point")]
        if entry is None:
            return [first, marks, [], [], []]
        rule = [cross_reference(rule_label(entry.rule.id), span(entry.rule.id, "id"), docname), nodes.Text(f" {entry.rule.title} "), *marks]
        shown = entry.rule.id in trace.chapters.shown
        functions = [
            (cross_reference(function_label(function.module, function.name), literal(function.name), docname) if shown else literal(function.name))
            for function in entry.functions
        ]
        layers = [span(layer, "layer", f"layer-{layer}") for layer in dict.fromkeys(function.layer for function in entry.functions)]
        stated = [nodes.paragraph("", "", *theorem_cell(trace, theorem, docname)) for theorem in entry.theorems]
        stated += [nodes.paragraph("", sorts(entry), classes=["sorts"])] if entry.owed else []
        vectors = [nodes.paragraph("", f"{count.profile}: {count_text(count)}") for count in entry.vectors]
        vectors += [nodes.paragraph("", text) for text in coverage_texts(trace, entry)]
        return [first, rule, [*joined(functions), nodes.Text(" "), *layers] if functions else [], stated, vectors]


def sorts(entry: RuleTrace) -> str:
    """Which of the three sorts of theorem the rule has, and from which it is exempt."""
    exempted = ", ".join(exemption.sort for exemption in entry.exemptions if exemption.sort in entry.owed)
    return f"says: {', '.join(entry.said) or 'nothing'}" + (f"; exempt: {exempted}" if exempted else "")


def theorem_cell(trace: Trace, theorem: Theorem, docname: str) -> list[nodes.Node]:
    """A theorem's name and its verdict."""
    name = literal(theorem.name)
    return [cross_reference(theorem_label(theorem.rule, theorem.name), name, docname), nodes.Text(" "), verdict(trace.proof(theorem))]


def pairs(trace: Trace) -> list[tuple[Point | None, RuleTrace | None]]:
    """Each point with each of its rules, or with none; at the end the rules that name no point."""
    found: list[tuple[Point | None, RuleTrace | None]] = []
    for point in trace.chapters.points:
        own = [entry for entry in trace.rules if point.id in entry.rule.implements]
        found += [(point, entry) for entry in own] or [(point, None)]
    known = {point.id for point in trace.chapters.points}
    return found + [(None, entry) for entry in trace.rules if known.isdisjoint(entry.rule.implements)]


def counts(trace: Trace, found: tuple[Gap, ...]) -> nodes.Node:
    """The whole in six numbers."""
    implemented = {point for entry in trace.rules for point in entry.rule.implements}
    points = trace.chapters.points
    confirmed = sum((proof := trace.proof(theorem)) is not None and proof.verdict in CONFIRMED for theorem in trace.theorems)
    numbers = [
        (f"{sum(point.id in implemented for point in points)} of {len(points)}", "points with a rule"),
        (f"{sum(bool(entry.functions) for entry in trace.rules)} of {len(trace.rules)}", "rules with a function"),
        (str(len(trace.functions)), "functions"),
        (f"{confirmed} of {len(trace.theorems)}", "theorems confirmed" if trace.proofs is not None else f"theorems: {UNCHECKED}"),
        (f"{len(trace.cases):,}", "test vectors"),
        (str(len(found)), "gaps"),
    ]
    boxes = [nodes.container("", nodes.paragraph("", "", span(number, "number"), span(what, "what"))) for number, what in numbers]
    return nodes.container("", *boxes, classes=["counts"])


def counted(found: tuple[Gap, ...]) -> list[tuple[GapKind, int]]:
    """The kinds that occur, contradictions first, with how often they do."""
    tally = Counter(gap.kind for gap in found)
    return sorted(((kind, tally[kind]) for kind in GapKind if tally[kind]), key=lambda pair: pair[0] not in ERRORS)


def chip(kind: GapKind) -> nodes.inline:
    """A gap as a small mark in a row."""
    return span(kind.value, "gap")


def slug(kind: GapKind) -> str:
    """A kind of gap as part of a class name."""
    return kind.value.replace(" ", "-")


MEANINGS = {
    GapKind.OPEN_DEBT: "Points of the white paper that no rule makes precise.",
    GapKind.NO_FUNCTION: "Rules that no function is.",
    GapKind.NO_THEOREM_OF_A_SORT: "Kernels and transitions without their invariant, acceptance or exact amounts, and without an exemption.",
    GapKind.NOT_CONFIRMED: "Theorems that the prover did not confirm, or did not see in this build.",
    GapKind.NO_POSITIVE_VECTOR: "Rules with a function, no test vector in which they accept, and no reason for that.",
    GapKind.NO_NEGATIVE_VECTOR: "Rules whose function may reject, no test vector in which it does, and no reason for that.",
    GapKind.PATH_WITHOUT_VECTOR: "Kernels with a path, or an edge of a comparison, that no test vector takes.",
    GapKind.NOT_SHOWN: "Rules whose function no chapter shows.",
    GapKind.UNKNOWN_POINT: "Rules that claim to make precise what the white paper does not say.",
    GapKind.STALE_EXEMPTION: "Exemptions from theorems that are there.",
    GapKind.DECLARED_TWICE: "Ids that two declarations share.",
    GapKind.NO_CHAPTER: "Marked functions whose rule no chapter declares.",
    GapKind.CODE_WITHOUT_RULE: "Rejection codes whose rule no chapter declares.",
    GapKind.THEOREM_WITHOUT_RULE: "Theorems about a rule that no chapter declares.",
    GapKind.VECTOR_WITHOUT_RULE: "Test vectors that name a rule that no chapter declares.",
}
"""What each kind of gap means, in the plural."""


def meaning(kind: GapKind) -> str:
    """What a kind of gap means."""
    return MEANINGS[kind]


class TraceDataRole(SphinxRole):
    """A link from a page in `docs/` to the trace as data, at the top of the site."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The link; the file is written when the build has ended."""
        return [nodes.reference(self.rawtext, "", literal(self.text), refuri="../trace.json")], []
