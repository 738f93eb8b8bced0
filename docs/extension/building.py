"""Small builders of document nodes that several directives share."""

from collections.abc import Iterable, Sequence

from docutils import nodes

Cell = str | nodes.Node | Sequence[nodes.Node]
"""Text, one inline node, or several nodes."""


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], classes: Sequence[str] = (), row_ids: Sequence[str] = ()) -> nodes.table:
    """A table. Each cell carries its column's heading as a class, so that a narrow screen can show a row as a card."""
    head = _row(columns, columns)
    body = [_row(row, columns, row_ids[number] if row_ids else None) for number, row in enumerate(rows)]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in columns), nodes.thead("", head), nodes.tbody("", *body), cols=len(columns))
    return nodes.table("", group, classes=["cards", *classes])


def inline(cell: Cell) -> list[nodes.Node]:
    """The nodes of a cell."""
    if isinstance(cell, str):
        return [nodes.Text(cell)]
    return [cell] if isinstance(cell, nodes.Node) else list(cell)


def literal(text: str) -> nodes.literal:
    """Monospace text."""
    return nodes.literal(text, text)


def span(text: str, *classes: str) -> nodes.inline:
    """Text with classes."""
    return nodes.inline(text, text, classes=list(classes))


def joined(parts: Sequence[nodes.Node], separator: str = ", ") -> list[nodes.Node]:
    """Nodes with text between them."""
    return [node for number, part in enumerate(parts) for node in ([nodes.Text(separator), part] if number else [part])]


def _row(cells: Sequence[Cell], columns: Sequence[str], identifier: str | None = None) -> nodes.row:
    row = nodes.row("", *(_entry(cell, column) for cell, column in zip(cells, columns, strict=True)))
    if identifier:
        row["ids"].append(identifier)
    return row


def _entry(cell: Cell, column: str) -> nodes.entry:
    content = inline(cell)
    if not any(isinstance(node, nodes.Body) for node in content):
        content = [nodes.paragraph("", "", *content)]
    return nodes.entry("", *content, classes=[f"column-{column.lower().replace(' ', '-')}"])
