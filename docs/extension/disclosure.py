"""A part of a page that is folded until the reader opens it."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class Disclosure(nodes.General, nodes.Element):
    """Folded content under a `summary` of plain text."""


def disclosure(summary: str, *content: nodes.Node, open: bool = False) -> Disclosure:
    """Fold some content."""
    return Disclosure("", *content, summary=summary, open=open)


def visit(self: HTML5Translator, node: Disclosure) -> None:
    """Open the element of HTML that needs no script."""
    self.body.append(f"<details{' open' if node['open'] else ''}><summary>{self.encode(node['summary'])}</summary>\n")


def depart(self: HTML5Translator, node: Disclosure) -> None:
    """Close it."""
    self.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(Disclosure, html=(visit, depart))
