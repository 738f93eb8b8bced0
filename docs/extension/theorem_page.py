"""`{theorems}`: every theorem with its sentence, rule, verdict, figures and Python, and the way to its page."""

from collections import Counter
from itertools import groupby

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from extension.building import literal, span
from extension.disclosure import disclosure
from extension.evidence import figures, verdict
from extension.links import cross_reference, note_label, rule_label, theorem_label
from extension.listing import listing
from extension.statement_page import ALL
from spec.trace import Theorem, Trace
from spec.trace.theorems import UNCHECKED


class TheoremsDirective(SphinxDirective):
    """All theorems, by rule."""

    def run(self) -> list[nodes.Node]:
        """A count, and one box a theorem, grouped by the file that states them."""
        trace = self.env.specification
        note_label(self.env, self.env.docname, ALL, "Theorems")
        content: list[nodes.Node] = [nodes.paragraph("", "", nodes.Text(summary(trace)), ids=[ALL])]
        for file, group in groupby(trace.theorems, key=lambda theorem: theorem.file):
            content.append(nodes.rubric("", "", literal(file)))
            content += [self.show(trace, theorem) for theorem in group]
        return content

    def show(self, trace: Trace, theorem: Theorem) -> nodes.Node:
        """One theorem, its Python folded."""
        label = theorem_label(theorem.rule, theorem.name)
        proof = trace.proof(theorem)
        heading = nodes.paragraph("", "", cross_reference(label, literal(theorem.name), self.env.docname), nodes.Text(" "), classes=["function-heading"])
        heading += [cross_reference(rule_label(theorem.rule), span(theorem.rule), self.env.docname), nodes.Text(" "), verdict(proof)]
        sentence = nodes.paragraph("", theorem.sentence, classes=["sentence"])
        facts = [nodes.paragraph("", figures(proof), classes=["figures"])] if proof is not None else []
        facts += [nodes.paragraph("", theorem.caveat, classes=["caveat"])] if theorem.caveat else []
        code = disclosure("The statement in Python", listing(theorem.source, {}))
        return nodes.container("", heading, sentence, *facts, code, classes=["theorem"], ids=[label])


def summary(trace: Trace) -> str:
    """How many theorems there are, and how many of them are known to hold in this build."""
    total = len(trace.theorems)
    if trace.proofs is None:
        return f"{total} theorems, none of them checked in this build."
    verdicts = Counter(UNCHECKED if (proof := trace.proof(theorem)) is None else proof.verdict for theorem in trace.theorems)
    return f"{total} theorems: {', '.join(f'{count} {name}' for name, count in verdicts.most_common())}."
