"""What is added to the declarations that sphinx-needs renders: a label that our own links find, and a sentence where a point is an open debt."""

from docutils import nodes
from sphinx.application import Sphinx

from extension.links import note_label, rule_label
from spec.trace import GapKind, gaps


def complete(app: Sphinx, doctree: nodes.document) -> None:
    """Note the label of each declaration of a chapter."""
    trace = app.env.specification
    chapter = f"{app.env.docname}.md"
    for entry in (*trace.chapters.points, *trace.chapters.rules):
        if entry.chapter == chapter:
            note_label(app.env, app.env.docname, rule_label(entry.id), entry.title, entry.id)
    debts = {gap.subject for gap in gaps(trace) if gap.kind is GapKind.OPEN_DEBT}
    for node in doctree.findall(lambda node: node.tagname == "Need"):
        if node.get("refid") in debts:
            node += nodes.paragraph("", "No rule makes this precise yet.", classes=["debt"])
