"""References between rules, points, functions, codes, theorems and records, by what they are and not by where they stand."""

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from reference.codes import Code

logger = logging.getLogger(__name__)

MENTION = re.compile(r"\b[A-Z][A-Z0-9]*-[0-9]+\b")
"""What looks like the id of a rule or of a point. It is taken for one where the part before the hyphen is known."""

POWER = re.compile(r"\b(?P<base>[0-9]+)\^(?P<exponent>[0-9]+)\b")
"""A power as it is written in plain text."""

UNTOUCHED = (nodes.literal_block, nodes.reference, nodes.title, nodes.rubric, nodes.comment, nodes.raw, addnodes.pending_xref, addnodes.download_reference)
"""Nodes inside which a mention stays text."""


OWN_PLACE = "own-place"
"""The class of a name that stands where it is explained, and so is no link."""


def rule_label(identifier: str) -> str:
    """The label of a rule or of a point of the white paper."""
    return f"declared-{identifier.lower()}"


def function_label(module: str, name: str) -> str:
    """The label of the place where a marked function is shown."""
    return f"function-{module}-{name}".replace(".", "-").replace("_", "-")


def code_label(name: str) -> str:
    """The label of a code's row in the list of codes."""
    return f"code-{name.lower().replace('_', '-')}"


def record_label(module: str, name: str) -> str:
    """The label of the place where a record's fields are listed."""
    return f"record-{module.replace('.', '-')}-{name.lower()}".replace("_", "-")


def theorem_label(rule: str, name: str) -> str:
    """The label of a theorem: the one of its page."""
    return f"theorem-{rule.lower()}-{name.replace('_', '-')}"


def cross_reference(label: str, content: nodes.Node, docname: str, needed: bool = True) -> addnodes.pending_xref:
    """A reference to a label, resolved once all pages are read; a label that is needed and that no page has is a warning, and so fails the build."""
    return addnodes.pending_xref("", content, refdomain="", reftype="specification", reftarget=label, refdoc=docname, refwarn=needed)


def note_label(env: BuildEnvironment, docname: str, label: str, title: str, anchor: str | None = None) -> None:
    """Make a label known, as an anchor of a page, or with an empty anchor as the page."""
    env.domains.standard_domain.note_hyperlink_target(label, docname, label if anchor is None else anchor, title)


def resolve(app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.Element) -> nodes.Element | None:
    """Resolve what `cross_reference` made. Where the label is not needed and no page has it, the text stays."""
    if node.get("reftype") != "specification":
        return None
    docname, anchor = env.domains.standard_domain.anonlabels.get(node["reftarget"], (None, None))
    if docname is None or anchor is None:
        return None if node["refwarn"] else content
    return make_refnode(app.builder, node["refdoc"], docname, anchor, content)


def link_mentions(app: Sphinx, doctree: nodes.document) -> None:
    """Turn every rule id in prose, and every code in monospace, into a link. An id that no chapter declares is a warning."""
    link_mentions_in(app, doctree, app.env.docname)


def link_mentions_in(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """The same in a document that no chapter stands behind."""
    names = {code.name for code in Code}
    for literal in list(doctree.findall(nodes.literal)):
        if literal.astext() in names and OWN_PLACE not in literal["classes"] and not _inside(literal, UNTOUCHED):
            literal.replace_self(cross_reference(code_label(literal.astext()), literal.deepcopy(), docname))
    chapters = app.env.specification.chapters
    known = {entry.id for entry in (*chapters.points, *chapters.rules)}
    prefixes = {identifier.partition("-")[0] for identifier in known}
    for text in list(doctree.findall(nodes.Text)):
        if not _inside(text, (*UNTOUCHED, nodes.literal)):
            _link_text(text, known, prefixes, docname)


def raise_exponents(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Set powers in prose and in titles as powers."""
    for text in list(doctree.findall(nodes.Text)):
        if not _inside(text, (nodes.literal, nodes.literal_block, nodes.raw, nodes.comment)):
            _raise_exponents(text)


def _link_text(text: nodes.Text, known: set[str], prefixes: set[str], docname: str) -> None:
    pieces: list[nodes.Node] = []
    end = 0
    content = text.astext()
    for found in MENTION.finditer(content):
        identifier = found[0]
        if identifier.partition("-")[0] not in prefixes:
            continue
        if identifier not in known:
            logger.warning("%s is mentioned, and no chapter declares it", identifier, location=docname, type="specification", subtype="mention")
            continue
        pieces += [
            nodes.Text(content[end : found.start()]),
            cross_reference(rule_label(identifier), nodes.inline("", identifier, classes=["mention"]), docname),
        ]
        end = found.end()
    if pieces and text.parent is not None:
        text.parent.replace(text, [*pieces, nodes.Text(content[end:])])


def _raise_exponents(text: nodes.Text) -> None:
    pieces: list[nodes.Node] = []
    end = 0
    content = text.astext()
    for found in POWER.finditer(content):
        pieces += [nodes.Text(content[end : found.start()] + found["base"]), nodes.superscript("", found["exponent"])]
        end = found.end()
    if pieces and text.parent is not None:
        text.parent.replace(text, [*pieces, nodes.Text(content[end:])])


def _inside(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    while node is not None:
        if isinstance(node, kinds):
            return True
        node = node.parent
    return False
