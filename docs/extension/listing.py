"""Python source in which the names of codes, marked functions and records are links to where they are explained."""

import html
import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class Listing(nodes.literal_block):
    """A block of Python. `links` maps a name, as it stands in the source, to a label."""


def listing(source: str, links: dict[str, str]) -> Listing:
    """A highlighted block of source."""
    return Listing(source, source, language="python", links=links, classes=["listing"])


def visit(self: HTML5Translator, node: Listing) -> None:
    """Let Sphinx highlight the block, then turn names into links where their labels exist."""
    try:
        self.visit_literal_block(node)
    except nodes.SkipNode:
        self.body[-1] = _link(self, self.body[-1], node["links"])
        raise


def _link(translator: HTML5Translator, text: str, links: dict[str, str]) -> str:
    builder = translator.builder
    labels = builder.env.domains.standard_domain.anonlabels
    for name, label in links.items():
        docname, anchor = labels.get(label, ("", ""))
        if docname:
            target = html.escape(f"{builder.get_relative_uri(builder.current_docname, docname)}#{anchor}", quote=True)
            owner, _, last = name.rpartition(".")
            span = r'(<span class="(?:n|nc|nf|ne|fm)">{}</span>)'
            dotted = span.format(re.escape(owner)) + r'<span class="o">\.</span>' if owner else r"(?<!<span class=\"o\">\.</span>)"
            text = re.sub(dotted + span.format(re.escape(last)), lambda found, target=target: f'<a href="{target}">{found[0]}</a>', text)
    return text


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(Listing, html=(visit, None))
