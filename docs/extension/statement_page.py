"""One page a theorem: what it says and how it is known, all of it read from the source and from the report of this build.

No chapter stands behind such a page, so that it is added to the site where the pages of chapters have been written.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import new_document

from extension.building import inline, literal, span
from extension.evidence import chapter_reference, examples_text, fact_list, path_text, verdict, width_nodes
from extension.links import code_label, cross_reference, function_label, link_mentions_in, note_label, record_label, rule_label, theorem_label
from extension.listing import listing
from spec.trace import Proof, Theorem, Trace
from spec.trace.statements import Origin, Statement, statement
from spec.trace.theorems import CONFIRMED

ALL = "theorems"
"""The label of the page that lists all theorems."""


def note_labels(app: Sphinx) -> None:
    """Make the pages known to references, before any chapter is read."""
    for theorem in app.env.specification.theorems:
        note_label(app.env, theorem.page, theorem_label(theorem.rule, theorem.name), theorem.name, "")


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Every page: its name, what its template needs, and the template."""
    trace = app.env.specification
    for theorem in trace.theorems:
        document = new_document(theorem.page)
        document.settings.env = app.env
        document += content(trace, theorem, Path(app.srcdir))
        link_mentions_in(app, document, theorem.page)
        app.env.resolve_references(document, theorem.page, app.builder)
        make_searchable(app, document, theorem)
        yield theorem.page, {"title": theorem.name, "body": rendered(app, document, theorem.page)}, "page.html"


def share_navigation(app: Sphinx, page: str, _template: str, context: dict[str, Any], _document: nodes.document | None) -> None:
    """Make the tree of chapters once for all pages of a folder that are no chapters: none of them stands in it, and a page's time would go into it."""
    if page not in app.env.found_docs and "toctree" in context:
        made, tree = app.env.specification_navigation, context["toctree"]

        def shared(**options: Any) -> str:
            key = page.rpartition("/")[0], *sorted(options.items())
            if key not in made:
                made[key] = tree(**options)
            return made[key]

        context["toctree"] = shared


def make_searchable(app: Sphinx, document: nodes.document, theorem: Theorem) -> None:
    """Give the page to the index of the search, which forgets whatever is no document with a title."""
    app.builder.index_page(theorem.page, document, theorem.name)
    app.env.all_docs[theorem.page] = 0
    app.env.titles[theorem.page] = nodes.title("", theorem.name)


def rendered(app: Sphinx, document: nodes.document, page: str) -> str:
    """The document as HTML."""
    document.settings = app.builder.docsettings
    app.builder.current_docname = page
    translator = app.builder.create_translator(document, app.builder)
    document.walkabout(translator)
    return "".join(translator.fragment)


def content(trace: Trace, theorem: Theorem, root: Path) -> nodes.section:
    """What stands on the page."""
    proof = trace.proof(theorem)
    made_of = statement(root, theorem)
    links = link_targets(made_of.origins)
    section = nodes.section("", nodes.title("", "", literal(theorem.name)), ids=[theorem_label(theorem.rule, theorem.name)], classes=["theorem-page"])
    section += nodes.paragraph("", theorem.sentence, classes=["sentence"])
    section += nodes.paragraph("", "", span(f"{theorem.file}:{theorem.line}", "place"))
    section += fact_list(facts(trace, theorem, made_of, proof))
    if proof is not None and proof.call:
        section += [
            nodes.rubric("", "The counterexample"),
            nodes.paragraph("", "Pasted into Python, the call shows what is wrong."),
            listing(proof.call, links),
        ]
    section += [nodes.rubric("", "The statement in Python"), listing(theorem.source, links)]
    if made_of.parts:
        section += [nodes.rubric("", "What it is made of"), listing("\n\n\n".join(part.source for part in made_of.parts), links)]
    section += nodes.paragraph("", "", chapter_reference(ALL, "All theorems", theorem.page))
    return section


def facts(trace: Trace, theorem: Theorem, made_of: Statement, proof: Proof | None) -> list[tuple[str, list[nodes.Node]]]:
    """What is known of the theorem, by title."""
    entry = trace.rule(theorem.rule)
    title = f" {entry.rule.title}" if entry is not None else ""
    found = [("Rule", [cross_reference(rule_label(theorem.rule), span(theorem.rule, "id"), theorem.page), nodes.Text(title)])]
    if proof is not None and proof.says:
        found.append(("What it says", inline(proof.says)))
    found.append(("Verdict", verdict_nodes(theorem, proof)))
    found.append(("Assumed", assumptions(theorem, made_of, proof)))
    if proof is None:
        return found
    if proof.paths:
        found.append(("Paths", inline(f"{path_text(proof)}; {proof.witnessed} witnessed")))
    found.append(("Bounded", inline(bound_text(theorem, made_of, proof))))
    found.append(("Examples", inline(examples_text(proof))))
    if proof.paths:
        found.append(("Widths", width_nodes(proof, theorem.page)))
        found.append(("Time", inline(f"{proof.seconds:.2f} s")))
    return found


def bound_text(theorem: Theorem, made_of: Statement, proof: Proof) -> str:
    """What the check does not cover."""
    if proof.bounded:
        return f"to {proof.bounded}"
    if not proof.paths and theorem.caveat:
        return f"to the arguments that were drawn; Z3 was not asked: {theorem.caveat}"
    return f"no: it speaks of all arguments of the declared types{' that meet its condition' if made_of.condition else ''}"


def verdict_nodes(theorem: Theorem, proof: Proof | None) -> list[nodes.Node]:
    """The word, what it means, and what the prover adds where it is none of the good ones."""
    shown = [verdict(proof), nodes.Text(" "), chapter_reference("verdicts", "what the words mean", theorem.page)]
    if proof is not None and proof.verdict not in CONFIRMED and proof.detail:
        shown.append(nodes.Text(f": {proof.detail}"))
    return shown


def assumptions(theorem: Theorem, made_of: Statement, proof: Proof | None) -> list[nodes.Node]:
    """The theorem's own condition and stand-ins, and where what all proofs assume is listed."""
    own = list(proof.assumes) if proof is not None else [f"the condition {made_of.condition}"] if made_of.condition else []
    items = [nodes.paragraph("", sentence) for sentence in own]
    general = chapter_reference("assumptions", "what every proof here assumes", theorem.page)
    items.append(nodes.paragraph("", "", nodes.Text("besides, " if own else "only "), general))
    return [nodes.bullet_list("", *(nodes.list_item("", item) for item in items))]


def link_targets(origins: dict[str, Origin]) -> dict[str, str]:
    """The names in a statement that are links: rules' functions, records, codes, and what the chapter on proofs explains."""
    targets: dict[str, str] = {}
    for name, origin in origins.items():
        owner, _, attribute = origin.name.partition(".")
        if owner == "Code" and attribute:
            targets[name] = code_label(attribute)
        elif origin.module.startswith("spec.prover"):
            targets[name] = "statements"
        elif owner[:1].isupper():
            targets[name.partition(".")[0]] = record_label(origin.module, owner)
        else:
            targets[name] = function_label(origin.module, owner)
    return targets
