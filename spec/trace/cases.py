"""How many test vectors each rule has, by profile, read from the committed case files."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cbor2 import loads

from reference.codes import SUCCESS, Code

NAME_BY_NUMBER = {code.number: code.name for code in Code}
"""The codes as receipts give them."""


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """What the trace needs to know of a case."""

    id: str
    rules: tuple[str, ...]
    profile: str
    file: str
    """The case file's path below the root, with slashes."""
    succeeds: bool
    """Something in the case is accepted: a value, a transaction, a block, a delivery."""
    codes: tuple[str, ...]
    """The codes that it expects, those of failed transactions included."""


@dataclass(frozen=True, slots=True)
class VectorCount:
    """A rule's vectors in one profile. A case that shows both a success and one of the rule's rejections counts as both."""

    profile: str
    cases: int
    positive: int
    """Cases in which something succeeds."""
    negative: int
    """Cases that expect a code with which the rule's own function may answer."""
    files: tuple[str, ...]


def read_cases(root: Path) -> tuple[CaseSummary, ...]:
    """Every case below `root/vectors/data`, whose folders are the profiles; none where the folder is absent."""
    data = root / "vectors" / "data"
    return tuple(case for path in sorted(data.rglob("*.json")) for case in _cases(path, path.relative_to(data).parts[0], path.relative_to(root).as_posix()))


def count_vectors(rule: str, codes: frozenset[str], cases: tuple[CaseSummary, ...]) -> tuple[VectorCount, ...]:
    """A rule's vectors by profile. `codes` are those with which the rule may answer."""
    named = [case for case in cases if rule in case.rules]
    return tuple(_count(profile, codes, [case for case in named if case.profile == profile]) for profile in sorted({case.profile for case in named}))


def _count(profile: str, codes: frozenset[str], cases: list[CaseSummary]) -> VectorCount:
    return VectorCount(
        profile=profile,
        cases=len(cases),
        positive=sum(case.succeeds for case in cases),
        negative=sum(not codes.isdisjoint(case.codes) for case in cases),
        files=tuple(sorted({case.file for case in cases})),
    )


def _cases(path: Path, profile: str, file: str) -> Iterator[CaseSummary]:
    document = json.loads(path.read_text(encoding="utf-8"))
    for case in document if isinstance(document, list) else document["cases"]:
        expect = case["expect"]
        yield CaseSummary(case["id"], tuple(case["rules"]), profile, file, _succeeds(expect), tuple(_codes(expect)))


def _codes(expect: Mapping[str, Any]) -> Iterator[str]:
    if "reject" in expect:
        yield expect["reject"]
    for step in expect.get("steps", ()):
        if "response" in step:
            yield from (NAME_BY_NUMBER[number] for number in _response(step) if number != SUCCESS)
        elif "rejected" in step:
            yield step["rejected"]
        elif "accepted" in step:
            yield from (NAME_BY_NUMBER[outcome] for outcome in _outcomes(step) if outcome != SUCCESS)


def _succeeds(expect: Mapping[str, Any]) -> bool:
    return "ok" in expect or any(map(_step_succeeds, expect.get("steps", ())))


def _step_succeeds(step: Mapping[str, Any]) -> bool:
    """A delivery that is not refused is answered with the head of the chain alone, and neither member; a command with a response that begins with 0."""
    if "response" in step:
        return SUCCESS in _response(step)
    if "accepted" not in step:
        return "rejected" not in step
    outcomes = _outcomes(step)
    return not outcomes or SUCCESS in outcomes


def _response(step: Mapping[str, Any]) -> list[int]:
    """What a chip's response begins with; nothing where the power was cut."""
    return [] if step["response"] is None else loads(bytes.fromhex(step["response"]))[:1]


def _outcomes(step: Mapping[str, Any]) -> list[int]:
    return [receipt["outcome"] for receipt in step["accepted"]["receipts"]]
