"""`{parameters}`, `{codes}` and `{record} module.Class`: tables read from the reference."""

import enum
import importlib
import inspect
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from extension.building import literal, span, table
from extension.links import OWN_PLACE, code_label, cross_reference, note_label, record_label, rule_label
from extension.source import attribute_docstrings, attribute_types
from reference.codes import Code
from reference.numbers import Length, Range
from reference.parameters import MAINNET, MINIMAL, Parameters

logger = logging.getLogger(__name__)


class ParametersDirective(SphinxDirective):
    """Both presets in one table."""

    def run(self) -> list[nodes.Node]:
        """One row a parameter; the presets' names are the columns."""
        hints = get_type_hints(Parameters, include_extras=True)
        types = attribute_types(Path(inspect.getfile(Parameters)), "Parameters")
        rows = [
            [
                literal(field.name),
                meaning(hints[field.name]),
                *(f"{getattr(preset, field.name):,}" for preset in (MAINNET, MINIMAL)),
                unit(field.name, types, meaning(hints[field.name])),
            ]
            for field in fields(Parameters)
            if field.name != "name"
        ]
        return [table(["Name", "Meaning", MAINNET.name, MINIMAL.name, "Unit"], rows, ["parameters"])]


class CodesDirective(SphinxDirective):
    """Every rejection code."""

    def run(self) -> list[nodes.Node]:
        """One row a code, in the order of the numbers."""
        texts = attribute_docstrings(Path(inspect.getfile(Code)), "Code")
        codes = sorted(Code, key=lambda code: code.number)
        for code in codes:
            note_label(self.env, self.env.docname, code_label(code.name), code.name)
        rows = [
            [
                str(code.number),
                nodes.literal(code.name, code.name, classes=[OWN_PLACE]),
                cross_reference(rule_label(code.rule), span(code.rule, "mention"), self.env.docname),
                prose(self, texts[code.name]),
            ]
            for code in codes
        ]
        return [table(["Number", "Name", "Rule", "Meaning"], rows, ["codes"], [code_label(code.name) for code in codes])]


class RecordDirective(SphinxDirective):
    """The fields of a record, or the members of an enumeration."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The class's own sentence, and one row a field."""
        module_name, _, name = self.arguments[0].strip().rpartition(".")
        try:
            record = getattr(importlib.import_module(module_name), name)
        except (ImportError, AttributeError, ValueError) as error:
            logger.warning("no record %s: %s", self.arguments[0], error, location=self.get_location(), type="specification", subtype="record")
            return []
        label = record_label(record.__module__, record.__name__)
        note_label(self.env, self.env.docname, label, name)
        path = Path(inspect.getfile(record))
        self.env.note_dependency(str(path.resolve()))
        heading = nodes.paragraph("", "", literal(name), nodes.Text(" "), span("enumeration" if _is_enumeration(record) else "record", "layer"))
        heading += [nodes.Text(" "), span(record.__module__, "place")]
        heading["classes"].append("function-heading")
        body = members_table(self, record, path) if _is_enumeration(record) else fields_table(self, record, path)
        return [nodes.container("", heading, *self.parse_text_to_nodes(inspect.getdoc(record) or ""), body, classes=["record"], ids=[label])]


def fields_table(directive: SphinxDirective, record: type, path: Path) -> nodes.table:
    """The fields of a frozen dataclass: name, type, range, and the sentence under each in the source."""
    if not is_dataclass(record):
        logger.warning("%s is no record", record.__name__, location=directive.get_location(), type="specification", subtype="record")
    texts = attribute_docstrings(path, record.__name__)
    types = attribute_types(path, record.__name__)
    hints = get_type_hints(record, include_extras=True)
    rows = []
    for name, written in types.items():
        text = texts.get(name) or meaning(hints[name])
        rows.append([literal(name), literal(written), bounds(hints[name]), prose(directive, text)])
    return table(["Field", "Type", "Range", "Meaning"], rows, ["fields"])


def members_table(directive: SphinxDirective, record: type[enum.Enum], path: Path) -> nodes.table:
    """The members of an enumeration: name, value, and the sentence under each in the source."""
    texts = attribute_docstrings(path, record.__name__)
    rows = [[literal(member.name), literal(repr(member.value)), prose(directive, texts.get(member.name, ""))] for member in record]
    return table(["Name", "Value", "Meaning"], rows, ["fields"])


def meaning(hint: Any) -> str:
    """The sentence that an annotation carries, or nothing."""
    return next((entry for entry in getattr(hint, "__metadata__", ()) if isinstance(entry, str)), "")


def bounds(hint: Any) -> str:
    """The range of an annotated type, in words that a firmware engineer reads as a width."""
    for entry in getattr(hint, "__metadata__", ()):
        if isinstance(entry, Range):
            return f"{number(entry.low)} to {number(entry.high)}"
        if isinstance(entry, Length):
            what = "bytes" if hint.__origin__ is bytes else "characters"
            return f"{number(entry.low)} {what}" if entry.low == entry.high else f"{number(entry.low)} to {number(entry.high)} {what}"
    return ""


def number(value: int) -> str:
    """A bound: powers of two from 2^16 on as powers, everything else with separators."""
    for offset, suffix in ((0, ""), (1, " - 1")):
        power = value + offset
        if power >= 2**16 and power & (power - 1) == 0:
            return f"2^{power.bit_length() - 1}{suffix}"
    return f"{value:,}"


def unit(name: str, types: dict[str, str], text: str) -> str:
    """The unit of a parameter, from its type where the type is a quantity, from its meaning where that counts SSP, else from its name."""
    if types[name] in ("Amount", "FeeRate") or text.startswith("SSP units"):
        return "SSP × 10⁻⁸"
    return {"seconds": "seconds", "slots": "slots", "rounds": "rounds", "bytes": "bytes"}.get(name.rpartition("_")[2], "")


def prose(directive: SphinxDirective, text: str) -> list[nodes.Node]:
    """A sentence of the source as prose, with its monospace words."""
    return directive.parse_text_to_nodes(text) if text else []


def _is_enumeration(record: type) -> bool:
    return inspect.isclass(record) and issubclass(record, enum.Enum)
