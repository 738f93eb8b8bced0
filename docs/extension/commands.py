"""`{commands} module.NAME`: a table of a chip's commands, from the table that the chip runs on."""

import importlib
from typing import Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from extension.building import Cell, literal, table
from reference.agent.chip.commands import Command, Signer
from reference.agent.chip.records import LifeStage
from spec.chip_schema import hyphenated, rule_name

logger = logging.getLogger(__name__)

SIGNERS = {Signer.NOBODY: "", Signer.WHOEVER: "whoever becomes the owner", Signer.OWNER: "owner", Signer.MAKER_TOO: "owner or manufacturer"}
"""Whose signature a command needs, in words."""


class CommandsDirective(SphinxDirective):
    """List a chip's commands."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The table; a name that is none of commands is a warning."""
        module_name, _, name = self.arguments[0].strip().rpartition(".")
        try:
            commands = getattr(importlib.import_module(module_name), name)
        except (ImportError, AttributeError, ValueError) as error:
            logger.warning("no commands %s: %s", self.arguments[0], error, location=self.get_location(), type="specification", subtype="commands")
            return []
        columns = ["Number", "Command", "Legal while", "Signed by", "Response", "Writes", "Refused with"]
        return [table(columns, [row(command) for command in commands], ["commands"])]


def row(command: Command) -> list[Cell]:
    """One command."""
    return [
        str(command.number),
        literal(rule_name(command)),
        stages(command.stages),
        SIGNERS[command.signer],
        ", ".join(hyphenated(name) for name in command.response),
        "yes" if command.writes else "",
        ", ".join(code.name for code in command.codes),
    ]


def stages(legal: tuple[Any, ...]) -> str:
    """Some stages of a life, in words."""
    return "always" if legal == tuple(LifeStage) else ", ".join(stage.name.lower() for stage in legal)
