"""A disagreement between the reference and a target, and what makes two of them one."""

import re
from dataclasses import dataclass

from conformance.fuzzing.exchange import Exchange
from conformance.results import Result
from conformance.verdicts import Verdict
from reference.codes import Code
from vectors.case import STEPPED, Kind
from vectors.evaluate import callees
from vectors.json_text import Json, members

OBJECT_RULES = {
    "transaction": "WIRE-9",
    "header": "WIRE-13",
    "block": "WIRE-11",
    "vote": "WIRE-14",
    "receipt": "WIRE-12",
    "package": "WIRE-17",
    "write_set": "WIRE-18",
    "state_proof": "STATE-6",
}
"""The rule that decodes each type of object."""

MAX_SAID_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Signature:
    """What a disagreement is about. Two with one signature are taken for one mistake."""

    profile: str
    rule: str
    """The rule of the code that the reference answers, or of what was asked."""
    verdict: str
    expected: str
    """A code, or a word for what is no code."""
    got: str
    place: str
    """Where in the outcome the first difference is, without places in arrays and without keys of records."""

    def __str__(self) -> str:
        """One line."""
        where = f" at {self.place}" if self.place not in ("", "outcome") else ""
        return f"{self.rule} ({self.profile}): expected {self.expected}, got {self.got}{where}"


@dataclass(slots=True)
class Find:
    """A disagreement, as small as it was made."""

    signature: Signature
    result: Result
    """Of the least exchange."""
    example: int
    """The number of the exchange that showed it first."""
    seconds: float
    """From the beginning until it was seen first."""
    tries: int = 0
    """How many exchanges it took to make it small."""
    times: int = 1
    """How often it was met, those tries not counted."""
    steady: bool = True
    """Whether the target, started afresh, does the same again."""


def rules_of(exchange: Exchange, outcome: Json) -> tuple[str, ...]:
    """The rules of a case: those of the codes that the reference answers, and that of what is asked. Nothing that a target does changes them."""
    present = members(outcome)
    codes = [str(present["reject"])] if "reject" in present else []
    steps = present.get("steps", [])
    codes += [str(members(step)["rejected"]) for step in steps if "rejected" in members(step)] if isinstance(steps, list) else []
    match exchange.kind:
        case Kind.CALL:
            asked = callees()[str(exchange.input["call"])].rule
        case Kind.DECODE:
            asked = OBJECT_RULES[str(exchange.input["decode"])]
        case Kind.TRANSACT:
            asked = "BLOCK-5"
        case Kind.APPLY:
            asked = "BLOCK-1"
        case Kind.FOLLOW:
            asked = "FORK-9"
        case Kind.SESSION:
            asked = "POWER-1"
        case Kind.CHECK:
            asked = "LVM-1"
        case Kind.EXECUTE:
            asked = "LVM-44"
    return tuple(dict.fromkeys([*(Code[code].rule for code in codes), asked]))


def signature_of(exchange: Exchange, result: Result) -> Signature | None:
    """The signature of a result; None for one that is no disagreement. What a target does not support it does not get wrong."""
    if result.verdict in (Verdict.PASS, Verdict.UNSUPPORTED):
        return None
    # Of blocks and batches, another than the one that differs may be rejected: its rule says nothing here.
    rule = result.case.rules[-1 if exchange.kind in STEPPED else 0]
    profile, verdict = exchange.profile(), result.verdict.value
    if not result.differences:
        said = "error" if result.verdict is Verdict.FAIL else verdict
        return Signature(profile, rule, verdict, "an outcome", f"{said}: {_without_values(result.reason)}", "")
    first = result.differences[0]
    place = re.sub(r"\[\d+\]", "[]", re.sub(r"\b[0-9a-f]{16,}\b", "*", first.path))
    expected = _word(first.expected, place)
    rule = Code[expected].rule if expected in Code.__members__ else rule
    return Signature(profile, rule, verdict, expected, _word(first.got, place), place)


def _word(text: str, place: str) -> str:
    """What a value in a difference is, without what varies from one input to the next."""
    code = re.match(r'\{"reject(?:ed)?":"([A-Z_0-9]+)"\}$|"([A-Z_0-9]+)"$', text)
    if code is not None and (code[1] or code[2]) in Code.__members__:
        return code[1] or code[2]
    if place.endswith("outcome") and place != "outcome":
        return text
    known = re.match(r'\{"(ok|accepted)":', text)
    return known[1] if known else "nothing" if text == "nothing" else "null" if text == "null" else "a value"


def _without_values(text: str) -> str:
    """The beginning of a message, without numbers."""
    return re.sub(r"[0-9a-f]{8,}|\d+", "#", text.removeprefix("it said error: "))[:MAX_SAID_CHARACTERS]
