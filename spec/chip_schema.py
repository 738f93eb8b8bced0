"""The CDDL of a chip's commands, from the command table: `python -m spec.chip_schema` prints what stands in `chip.cddl`.

It is written from what the records declare, as the readers of the reference are, so that neither can fall behind the other.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from reference.agent.chip.commands import Command, Signer
from reference.agent.chip.machine import COMMANDS
from reference.numbers import Length, Range

FILE = Path(__file__).with_name("chip.cddl")
"""Where it is published."""

HEAD = """\
; The commands of a chip and their responses (chip.md), in CDDL (RFC 8610). Everything is in CBOR's deterministic encoding (RFC 8949, section 4.2.1).
; A command has at most 6,144 bytes. This file is made from the command table.
"""

ORDER = """\
; A command that needs a signature carries an order: an envelope (wire.md) under the tag smartshare/owner-order, whose payload is this.
order-payload = [chip: bytes .size 32, nonce: bytes .size 32, asked: asked]
"""


def chip_schema() -> str:
    """The whole schema."""
    records: dict[str, str] = {}
    commands = [f"{rule_name(command)}-command = {_array(_command(command, records))}" for command in COMMANDS]
    responses = [f"{rule_name(command)}-response = {_array(_members({'code: 0': None, **command.response}, records))}" for command in COMMANDS]
    ordered = [command for command in COMMANDS if command.signer is not Signer.NOBODY]
    asked = [f"{rule_name(command)}-order = {_array(_numbered(command, records))}" for command in ordered]
    groups = [
        HEAD,
        _choice("command", [f"{rule_name(command)}-command" for command in COMMANDS]),
        *commands,
        "",
        _choice("response", ["refusal", *(f"{rule_name(command)}-response" for command in COMMANDS)]),
        "refusal = [code: 1..449]",
        *responses,
        "",
        ORDER + _choice("asked", [f"{rule_name(command)}-order" for command in ordered]),
        *asked,
    ]
    return "\n".join([*groups, *(["", *records.values()] if records else [])]) + "\n"


def rule_name(command: Command) -> str:
    """A command's name: `AskForOrder` is `ask-for-order`."""
    return hyphenated(command.record.__name__)


def hyphenated(name: str) -> str:
    """A record's or a field's name as CDDL has names."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower().replace("_", "-")


def _choice(name: str, rules: list[str]) -> str:
    return f"{name} = " + " / ".join(rules)


def _command(command: Command, records: dict[str, str]) -> Iterator[str]:
    if command.signer is Signer.NOBODY:
        yield from _numbered(command, records)
    else:
        yield from (f"number: {command.number}", "order: bytes .size (0..640)")


def _numbered(command: Command, records: dict[str, str]) -> Iterator[str]:
    yield f"number: {command.number}"
    yield from _members(_declared(command.record), records)


def _members(declared: Mapping[str, Any], records: dict[str, str]) -> Iterator[str]:
    for name, kind in declared.items():
        yield name if kind is None else f"{hyphenated(name)}: {_type(kind, records)}"


def _type(declared: Any, records: dict[str, str]) -> str:
    base, *notes = get_args(declared) if get_origin(declared) is Annotated else (declared,)
    if base is bool:
        return "0..1"
    if base is int:
        bounds = next(note for note in notes if isinstance(note, Range))
        return f"{bounds.low}..{bounds.high}"
    if base is bytes:
        length = next(note for note in notes if isinstance(note, Length))
        return f"bytes .size {length.high}" if length.low == length.high else f"bytes .size ({length.low}..{length.high})"
    if get_origin(base) is tuple:
        length = next(note for note in notes if isinstance(note, Length))
        return f"[{length.low}*{length.high} {_type(get_args(base)[0], records)}]"
    if isinstance(base, type) and issubclass(base, IntEnum):
        return f"0..{len(base) - 1}"
    assert is_dataclass(base)
    assert isinstance(base, type)
    name = hyphenated(base.__name__)
    records[name] = f"{name} = {_array(_members(_declared(base), records))}"
    return name


def _declared(record: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(record, include_extras=True)
    return {each.name: hints[each.name] for each in fields(record)}


def _array(members: Iterator[str]) -> str:
    return f"[{', '.join(members)}]"


if __name__ == "__main__":
    print(chip_schema(), end="")
