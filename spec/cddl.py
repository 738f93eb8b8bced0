"""Checking encoded objects against the schema `wire.cddl`.

A schema, a checker and the decoders are three opinions on one format; the tests hold them together. What the checker
cannot do is done here, so that `check` means what the schema says: it takes any rule of the schema as the root,
tries the choices of a root one by one, follows byte strings into what is embedded in them, wants the unprotected
header empty (pycddl takes `{}` as any map), counts the elements of every array and looks at each array in an array
(pycddl looks at the first alone), and refuses bytes that are not the deterministic encoding of one object.
"""

import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import cbor2
import pycddl  # type: ignore[import-untyped]

from reference.wire.cbor import encode

SCHEMA = Path(__file__).with_name("wire.cddl")
"""The schema's file."""

ROOTS = (
    "transaction",
    "transaction-payload",
    "block",
    "header-envelope",
    "header",
    "vote-envelope",
    "finality-vote",
    "recovery-envelope",
    "recovery",
    "protected-header",
    "signed-bytes",
    "cose-key",
    "package",
    "write-set",
    "receipt",
    "account",
    "coin",
    "holding",
    "pots",
    "agent",
    "delegation",
    "era",
    "duties",
    "succession",
    "randomness",
    "upgrade",
    "outflow",
    "lock",
    "company",
    "coin-terms",
    "listing",
    "sale",
    "fund",
    "manufacturer",
    "chip",
    "binding",
    "endorsement-envelope",
    "endorsement",
    "attestation-envelope",
    "chip-claims",
    "host-envelope",
    "host-claims",
    "service",
    "order",
    "replica",
    "job",
    "result",
    "consent",
    "schema",
    "asset",
    "tariff",
    "data-sale",
    "access",
    "derived-service",
    "contract",
    "program",
    "stored-value",
    "machine-standing",
    "heavy-call",
    "heavy-argument",
    "claim",
    "sample-envelope",
    "sample",
    "receipt-envelope",
    "meter-receipt",
    "market",
    "quote",
    "state-proof",
)
"""The rules of the schema that describe a whole object."""

PAYLOADS = {
    "transaction": "transaction-payload",
    "header-envelope": "header",
    "vote-envelope": "finality-vote",
    "recovery-envelope": "recovery",
    "endorsement-envelope": "endorsement",
    "attestation-envelope": "chip-claims",
    "host-envelope": "host-claims",
    "receipt-envelope": "meter-receipt",
    "sample-envelope": "sample",
}
"""What the payload of each envelope must be."""

COSE_SIGN1 = 18


class SchemaError(ValueError):
    """Bytes that are not an object of `root`: `problem` says where and why."""

    def __init__(self, root: str, problem: str) -> None:
        """Keep both, and say them in one line."""
        super().__init__(f"not a {root}: {problem}")
        self.root = root
        self.problem = problem


def check(root: str, data: bytes) -> None:
    """Check that `data` is an object of the rule `root`, one of `ROOTS`, and all that is embedded in it too.

    Raises `SchemaError` where it is not, and `KeyError` for another root.
    """
    value = _decode(root, data)
    problems = []
    for choice in _choices(root):
        problems.append(_other_number(choice, value) or _problem(choice, data) or _problem_within(choice, value))
        if not problems[-1]:
            break
    else:
        raise SchemaError(root, "; or ".join(problems))
    for embedded, content in _embedded(root, value):
        check(embedded, content)


def _other_number(rule: str, value: Any) -> str:
    """Whether an array has another number where an array's rule has a literal one, which tells most kinds apart at once; nothing where it has not."""
    if type(value) is list:
        for place, literal in _literals(rule):
            if place < len(value) and type(value[place]) is int and value[place] != literal:
                return f"{value[place]} where {rule} has {literal}"
    return ""


@cache
def elements(rule: str) -> tuple[tuple[str, str], ...]:
    """The name and the type of each element of an array's rule; nothing for a rule of anything else, and for one of entries of one type."""
    found = re.search(rf"^{rule} = (?:#6\.18\()?\[([^*\n]*)\]\)?$", SCHEMA.read_text(encoding="utf-8"), re.M)
    parts = found[1].split(", ") if found and found[1] else []
    return tuple((name.strip('"'), kind) for name, _, kind in (part.partition(": ") for part in parts))


@cache
def _literals(rule: str) -> tuple[tuple[int, int], ...]:
    """The literal numbers of an array's rule, and where they are."""
    return tuple((place, int(kind)) for place, (_, kind) in enumerate(elements(rule)) if kind.isdigit())


def _problem(rule: str, data: bytes) -> str:
    """What is wrong with an object of a rule without choices; nothing where it is valid."""
    for schema in _schemas(rule):
        try:
            schema.validate_cbor(data)
        except pycddl.ValidationError as error:
            return str(error).strip()
        except BaseException as error:
            # Where bytes stand in place of the text of a literal the checker panics, with what is no `Exception` and has no importable type.
            if type(error).__name__ != "PanicException":
                raise
            return f"the checker panics: {error}"
    return ""


def _problem_within(rule: str, value: Any) -> str:
    """What is wrong with the arrays in a value that the checker takes for one of `rule`; nothing where nothing is, or where that is no array's rule."""
    listed = _listed(rule)
    if _may_be_nil(rule):
        return _problem_of_scalar(rule, value)
    if listed is None and not _is_array(rule):
        return ""
    kinds = [kind for _, kind in elements(rule)]
    least, most, entry = listed or (len(kinds), len(kinds), "")
    if type(value) is not list or not least <= len(value) <= most:
        return f"{value} where {rule} has from {least} to {most} elements"
    for kind, element in zip([entry] * len(value) if listed else kinds, value, strict=True):
        # Nobody else looks at the entries of a list after its first.
        problem = _problem(entry, cbor2.dumps(element)) if listed and _is_array(entry) else ""
        if problem := problem or _problem_within(kind, element):
            return problem
    return ""


def _problem_of_scalar(rule: str, value: Any) -> str:
    """What is wrong with a value in place of a choice of nil, a boolean, integers and byte strings: the checker takes undefined for one, and arrays."""
    low, high = _bounds(rule)
    if value is None or type(value) is bool or (type(value) is int and low <= value <= high):
        return ""
    if type(value) is bytes:
        return _problem(_texts()[rule].split(" / ")[-1], cbor2.dumps(value))
    return f"{value!r} is no {rule}"


@cache
def _may_be_nil(rule: str) -> bool:
    """Whether a rule is a choice of nil and more. To the checker it is anything at all."""
    return _texts().get(rule, "").startswith("nil / ")


@cache
def _bounds(rule: str) -> tuple[int, int]:
    """The range of the integers among the choices of a rule: it begins below zero, and the checker knows no such range."""
    texts = (_texts().get(part, "") for part in _texts()[rule].split(" / "))
    return next((int(found[1]), int(found[2])) for text in texts if (found := re.fullmatch(r"(-\d+)\.\.(-?\d+)", text)))


@cache
def _is_array(rule: str) -> bool:
    return re.search(rf"^{rule} = (?:#6\.18\()?\[", SCHEMA.read_text(encoding="utf-8"), re.M) is not None


@cache
def _listed(rule: str) -> tuple[int, int, str] | None:
    """Of a list's rule the fewest entries, the most, and their type; None of another rule."""
    found = re.search(rf"^{rule} = \[(\d*)\*(\d*) ([a-z0-9-]+)\]$", SCHEMA.read_text(encoding="utf-8"), re.M)
    return (int(found[1] or 0), int(found[2] or sys.maxsize), found[3]) if found else None


@cache
def _choices(root: str) -> tuple[str, ...]:
    """The rules that a root is a choice of, or the root alone: of a choice of arrays the checker takes only the first."""
    if root not in ROOTS:
        raise KeyError(f"{root} is not one of {', '.join(ROOTS)}")
    choice = re.search(rf"^{root} = ([a-z0-9-]+(?: / [a-z0-9-]+)+)$", SCHEMA.read_text(encoding="utf-8"), re.M)
    return tuple(choice[1].split(" / ")) if choice else (root,)


@cache
def _schemas(rule: str) -> tuple[pycddl.Schema, pycddl.Schema]:
    """The schema with `rule` first, which is where the checker starts, as it is and in a second form.

    The checker takes negative integers for `uint .le 18`, byte strings for `0..18` and `1..18`, byte strings for
    `text .size (1..64)`, and text for `bytes .size 32`. The second form refuses what the first wrongly takes, so that
    what both take is right.
    """
    text = re.sub(r"= nil / .*", "= any", f"root = {rule}\n{_reached(rule)}")
    second = re.sub(r"(text|bytes) \.size (\(.*\)|\d+)", r"\1", re.sub(r"uint \.le (\d+)", r"0..\1", text))
    second = re.sub(r"= 1\.\.(\d+)", r"= uint .le \1", second)
    return pycddl.Schema(text), pycddl.Schema(second)


def _reached(rule: str) -> str:
    """The part of the schema that a rule depends on: the checker copies all that it is given, each time that it checks."""
    texts, waiting = _texts(), [rule]
    found: dict[str, str] = {}
    while waiting:
        name = waiting.pop()
        if name in texts and name not in found:
            found[name] = texts[name]
            waiting += re.findall(r"[a-z0-9-]+", texts[name])
    return "".join(f"{name} = {text}\n" for name, text in found.items())


@cache
def _texts() -> dict[str, str]:
    """What is right of the equals sign, by the rule's name. Each rule is a line."""
    return dict(re.findall(r"^([a-z0-9-]+) = (.*)$", SCHEMA.read_text(encoding="utf-8"), re.M))


def _decode(root: str, data: bytes) -> Any:
    """The value of deterministically encoded bytes."""
    try:
        value = _loads(data)
        tag = b""
        if isinstance(value, cbor2.CBORTag):
            tag = cbor2.dumps(cbor2.CBORTag(value.tag, 0))[:-1]
            value = _loads(data[len(tag) :])
        encoded = tag + _encode(value)
    except (cbor2.CBORError, TypeError) as error:
        raise SchemaError(root, str(error)) from None
    except RecursionError:
        # The decoder takes a shared reference to itself for a list that holds itself, and never ends.
        raise SchemaError(root, "a cyclic value") from None
    if encoded != data:
        raise SchemaError(root, "the bytes are not the deterministic encoding of what they encode")
    return value


def _encode(value: Any) -> bytes:
    """A value's deterministic encoding; also of one that is outside the profile for a map with text for keys, which only the submodules of a token are."""
    try:
        return encode(value)
    except TypeError:
        return cbor2.dumps(value, canonical=True)


def _loads(data: bytes) -> Any:
    return cbor2.loads(data, max_depth=8, allow_indefinite=False, allow_duplicate_keys=False)


def _embedded(root: str, value: Any) -> list[tuple[str, bytes]]:
    """What stands in the byte strings of a valid value, each with the rule that it must satisfy."""
    match root:
        case "block":
            header, *lists = value
            carried = zip(("transaction", "vote-envelope", "package", "write-set"), lists, strict=True)
            return [("header-envelope", header), *((rule, entry) for rule, entries in carried for entry in entries)]
        case _ if root in PAYLOADS:
            protected, unprotected, payload, _ = value
            if unprotected != {}:
                raise SchemaError(root, "the unprotected header is not empty")
            return [("protected-header", protected), (PAYLOADS[root], payload)]
        case "chip-claims" if 266 in value:
            return [("host-envelope", value[266]["host"])]
        case "signed-bytes":
            return [("protected-header", value[1])]
        case _:
            return []
