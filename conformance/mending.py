"""`--fix-expectations`: the expectations rewritten so that they foresee what a run has found, and nothing that it has not.

What a person wrote stays: reasons, issues, days, conditions, comments, the order of the entries. What nobody knows is not made up: a
new entry's reason says what was seen, an entry that has expired keeps its day, and a flaky case gets none.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import tomlkit

from conformance.expectations import Expectation, by_case, from_entries
from conformance.files import write_atomically
from conformance.foreseen import JUDGED, standing, without_expectations
from conformance.judgement import cut
from conformance.results import Result, Run
from conformance.verdicts import FAILURES, ConformanceError, Verdict
from vectors.case import Case, profile_of

_HEADER = re.compile(r"\s*\[\[\s*expect\s*\]\]")


@dataclass(slots=True)
class Mending:
    """What was changed: how many entries of each kind."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    left: list[str] = field(default_factory=list)
    """What a person has to decide, a line each."""

    def __str__(self) -> str:
        """The line that the terminal shows."""
        return f"{self.added} added, {self.changed} changed, {self.removed} removed"


def mend(text: str, run: Run, suite: Sequence[Case], today: date) -> tuple[str, Mending]:
    """The text of a file of expectations, mended by a run whose results the expectations have been applied to. Raises `ConformanceError`."""
    head, written = _blocks(text)
    done = Mending()
    if run.hello is None:
        return text, done
    found = standing([one for one, _ in written], run.hello, today)
    live, known = {one.place for one in found.live}, _names(suite)
    covering, lapsed = by_case(found.live), by_case(found.expired)
    seen: dict[int, list[Result]] = {}
    fresh: list[Result] = []
    for result in run.results:
        verdict = without_expectations(result).verdict
        if verdict not in JUDGED:
            continue
        for one in covering(result.case):
            seen.setdefault(one.place, []).append(result)
        if verdict is Verdict.FLAKY:
            done.left.append(f"{result.case.id} is flaky, which no entry foresees")
        elif verdict in FAILURES and not covering(result.case) and not lapsed(result.case):
            fresh.append(result)
    blocks = [head] if head.strip() else []
    for one, block in written:
        if (one.scope, one.name) not in known:
            done.removed += 1
        elif one.place in live and one.place in seen:
            blocks += _mended(one, block, seen[one.place], done)
        else:
            blocks.append(block)
    done.left += [f"{one.where()} expired on {one.expires}; it stays as it is" for one in found.expired]
    for result in fresh:
        done.added += 1
        blocks.append(_block(Expectation(0, "case", result.case.id, without_expectations(result).verdict, f"not looked into yet: {cut(result.reason, 200)}")))
    return "\n".join(f"{block.strip()}\n" for block in blocks), done


def mend_file(path: Path, run: Run, suite: Sequence[Case], today: date) -> Mending:
    """`mend` a file, which may be missing. Raises `ConformanceError`, and OSError where it cannot be written."""
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConformanceError(f"the expectations {path} cannot be read: {error}") from None
    after, done = mend(before, run, suite, today)
    if after != before:
        write_atomically(path, after)
    return done


def _blocks(text: str) -> tuple[str, list[tuple[Expectation, str]]]:
    """What stands before the first entry, and each entry with its text and the comment right above it.

    A TOML document knows no owner of a comment, so the file is cut by lines; each piece is read again to see that the cut was right.
    """
    lines = text.splitlines(keepends=True)
    cuts = []
    for number, line in enumerate(lines):
        if _HEADER.match(line):
            while number > 0 and lines[number - 1].lstrip().startswith("#"):
                number -= 1
            cuts.append(number)
    pieces = ["".join(lines[start:end]) for start, end in pairwise([*cuts, len(lines)])]
    try:
        entries = from_entries(tomllib.loads(text))
        alone = [from_entries(tomllib.loads(piece)) for piece in pieces]
    except ValueError as error:
        raise ConformanceError(f"the expectations cannot be rewritten: {cut(str(error), 300)}") from None
    if [[replace(one, place=1)] for one in entries] != [list(each) for each in alone]:
        raise ConformanceError("the expectations cannot be rewritten: write each entry under a line [[expect]] of its own")
    return "".join(lines[: cuts[0]] if cuts else lines), list(zip(entries, pieces, strict=True))


def _mended(one: Expectation, block: str, results: list[Result], done: Mending) -> list[str]:
    """What takes an entry's place: itself where it is right, nothing where all passes, one for each failing case where cases differ."""
    verdict_of = {result.case.id: without_expectations(result).verdict for result in results}
    failing = {name: verdict for name, verdict in verdict_of.items() if verdict in FAILURES}
    verdicts = set(failing.values())
    if len(failing) == len(results) and verdicts == {one.verdict}:
        return [block]
    if not failing:
        done.removed += 1
        return []
    done.changed += 1
    if len(failing) == len(results) and len(verdicts) == 1:
        return [_block(replace(one, verdict=verdicts.pop()), block)]
    done.added += len(failing) - 1
    return [_block(replace(one, scope="case", name=name, verdict=verdict)) for name, verdict in failing.items()]


def _block(one: Expectation, block: str = "[[expect]]\n") -> str:
    """The text of an entry: another one's where it has changed, which keeps its comments."""
    document = tomlkit.parse(block)
    table = document["expect"][0]
    if block.strip() == "[[expect]]":
        members = {one.scope: one.name, "verdict": "", "reason": one.reason, "issue": one.issue, "expires": one.expires}
        table.update({name: value for name, value in members.items() if value is not None and (value or name == "verdict")})
        if one.version or one.board:
            when = tomlkit.inline_table()
            when.update({name: value for name, value in (("version", one.version), ("board", one.board)) if value})
            table["when"] = when
    table["verdict"] = one.verdict.value
    return tomlkit.dumps(document)


def _names(suite: Sequence[Case]) -> set[tuple[str, str]]:
    """Everything that an entry can be about."""
    return {key for case in suite for key in (("case", case.id), ("profile", profile_of(case).value), *(("rule", rule) for rule in case.rules))}
