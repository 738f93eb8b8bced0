"""`{function} RULE`: the function that a rule is, and what is known of it."""

import inspect
from pathlib import Path

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from extension.building import joined, literal, span
from extension.evidence import fact_list, theorem_facts, vector_facts, width_facts
from extension.links import code_label, cross_reference, function_label, note_label, record_label
from extension.listing import listing
from extension.source import shown_source
from reference.codes import Code
from reference.rules import mark_of
from spec.trace import MarkedFunction, RuleTrace, function_of
from spec.trace.functions import helpers_of, names_in

logger = logging.getLogger(__name__)


class FunctionDirective(SphinxDirective):
    """Show every function that is marked with a rule."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Render the functions; a rule that no chapter declares, or that no function is, is a warning."""
        rule = self.arguments[0].strip()
        entry = self.env.specification.rule(rule)
        if entry is None:
            logger.warning("no chapter declares the rule %s", rule, location=self.get_location(), type="specification", subtype="rule")
            return []
        if not entry.functions:
            logger.warning("no function of the reference is marked as %s", rule, location=self.get_location(), type="specification", subtype="function")
            return []
        shown = [self.show(marked) for marked in entry.functions]
        return [nodes.container("", *shown, self.evidence(entry), classes=["rule-function"])]

    def show(self, marked: MarkedFunction) -> nodes.Node:
        """One function: where it stands, what it says of itself, its source with that of its helpers, and its codes."""
        function = function_of(marked)
        anchor = function_label(marked.module, marked.name)
        note_label(self.env, self.env.docname, anchor, marked.name)
        place = span(f"{marked.file}:{marked.line}", "place")
        heading = nodes.paragraph("", "", literal(marked.name), nodes.Text(" "), span(marked.layer, "layer", f"layer-{marked.layer}"), nodes.Text(" "), place)
        heading["classes"].append("function-heading")
        prose = self.parse_text_to_nodes(inspect.getdoc(function) or "")
        sources = [function, *helpers_of(function)]
        links = {name: label for source in sources for name, label in link_targets(source).items()}
        code = listing("\n\n\n".join(shown_source(source) for source in sources), links)
        self.env.note_dependency(str(Path(inspect.getfile(function)).resolve()))
        return nodes.container("", heading, *prose, code, classes=["function"], ids=[anchor])

    def evidence(self, entry: RuleTrace) -> nodes.Node:
        """What is known of the functions: codes, theorems, widths, vectors."""
        trace = self.env.specification
        docname = self.env.docname
        codes = list(dict.fromkeys(code for function in entry.functions for code in function.rejects))
        facts = [("Codes", joined([cross_reference(code_label(code), literal(code), docname) for code in codes]))] if codes else []
        facts += theorem_facts(trace, entry, docname)
        facts += width_facts(trace, entry, docname)
        facts += vector_facts(trace, entry, docname)
        return fact_list(facts)


def link_targets(function: object) -> dict[str, str]:
    """The names in a function's source that are links: codes, other rules' functions, records."""
    targets: dict[str, str] = {}
    for name, value in names_in(function):
        if isinstance(value, Code):
            targets[name] = code_label(value.name)
        elif mark_of(value) is not None:
            targets[name] = function_label(value.__module__, value.__name__)
        elif inspect.isclass(value) and value.__module__.startswith("reference."):
            targets[name] = record_label(value.__module__, value.__name__)
    return targets
