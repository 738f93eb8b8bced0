"""Failures that are foreseen: the entries of `expectations.toml`, read and checked.

```toml
[[expect]]
rule = "COIN-4"
verdict = "unsupported"
reason = "no room for coins on the small board"
issue = "https://example.org/issues/12"
expires = 2027-01-31
when = { version = "<2.0", board = "m0" }
```

An entry foresees one verdict for each case of a `case`, a `rule` or a `profile`. It needs a reason, and it may end on a day and
hold for some versions and one board only. What an entry says is held against every run: a foreseen failure that does not come
fails the run as an unforeseen one does, so that the file never covers more than what is wrong.
"""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from conformance.judgement import cut
from conformance.verdicts import FAILURES, ConformanceError, Verdict
from vectors.case import Case, profile_of
from vectors.json_text import Json

SCOPES = ("case", "rule", "profile")
"""What an entry can be about, the narrowest first."""

MEMBERS = (*SCOPES, "verdict", "reason", "issue", "expires", "when")
CONDITIONS = ("version", "board")

MAX_FILE_BYTES = 2**22
"""The longest file that is read: several entries for every case of a suite of thousands."""


class ConditionError(ValueError):
    """A target's version cannot be compared; the text says why."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One entry."""

    place: int
    """Which entry of the file it is, from 1."""
    scope: str
    """One of `SCOPES`."""
    name: str
    """The case, rule or profile."""
    verdict: Verdict
    reason: str
    issue: str = ""
    expires: date | None = None
    """The last day on which it holds."""
    version: str = ""
    """The versions of the target that it is about, as `packaging` writes them; empty for all."""
    board: str = ""
    """The board that it is about; empty for all."""

    def holds_for(self, version: str, board: str) -> bool:
        """Whether it is about this target. Raises `ConditionError` where the version is none."""
        if self.board and board != self.board:
            return False
        if not self.version:
            return True
        try:
            return SpecifierSet(self.version).contains(Version(version), prereleases=True)
        except InvalidVersion:
            raise ConditionError(f"{self.where()} asks for version {self.version}, and the target's version {version!r} cannot be compared with it") from None

    def where(self) -> str:
        """What a message calls it."""
        return f"expectation {self.place} ({self.scope} {self.name})"

    def as_json(self) -> dict[str, Json]:
        """The form in which a log holds it; `from_json` reads it back."""
        members: dict[str, Json] = {self.scope: self.name, "verdict": self.verdict.value, "reason": self.reason}
        if self.issue:
            members["issue"] = self.issue
        if self.expires:
            members["expires"] = self.expires.isoformat()
        when: dict[str, Json] = {name: value for name, value in (("version", self.version), ("board", self.board)) if value}
        return {**members, "when": when} if when else members


def read_expectations(path: Path) -> tuple[Expectation, ...]:
    """The entries of a file. Raises `ConformanceError`, in one line, for the first thing that is wrong with it."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ConformanceError(f"the expectations {path} cannot be read: {error.strerror}; name the file with --expectations") from None
    if len(data) > MAX_FILE_BYTES:
        raise ConformanceError(f"the expectations {path} are longer than {MAX_FILE_BYTES} bytes; name the file with --expectations")
    try:
        document = tomllib.loads(data.decode("utf-8"))
        return from_entries(document)
    except UnicodeDecodeError as error:
        raise ConformanceError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        said = cut(str(error).splitlines()[0], 300)
        raise ConformanceError(f"{path} is not TOML: {said}; correct it there, each entry under [[expect]] with its texts in quotes") from None
    except (ValueError, RecursionError) as error:
        raise ConformanceError(f"{path}: {cut(str(error).splitlines()[0], 300)}") from None


def from_entries(document: dict[str, object]) -> tuple[Expectation, ...]:
    """The entries of a document. Raises ValueError."""
    unknown = [name for name in document if name != "expect"]
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}; the file holds [[expect]] entries and nothing else")
    entries = document.get("expect", [])
    if not isinstance(entries, list):
        raise ValueError("expect is not a list; write each entry under [[expect]], in two pairs of brackets")
    return tuple(_entry(entry, place) for place, entry in enumerate(entries, 1))


def by_case(expectations: Iterable[Expectation]) -> Callable[[Case], list[Expectation]]:
    """Finds the entries that cover a case, the narrowest first, without looking at all of them."""
    index: dict[tuple[str, str], list[Expectation]] = {}
    for one in expectations:
        index.setdefault((one.scope, one.name), []).append(one)

    def covering(case: Case) -> list[Expectation]:
        keys = [("case", case.id), *(("rule", rule) for rule in case.rules), ("profile", profile_of(case).value)]
        return [one for key in keys for one in index.get(key, ())]

    return covering


def check_names(expectations: Sequence[Expectation], suite: Iterable[Case]) -> None:
    """Raises `ConformanceError` for an entry that is about no case of the suite, and for two that foresee different verdicts for one case."""
    covering, used, cases = by_case(expectations), set[int](), tuple(suite)
    for case in cases:
        found = covering(case)
        used.update(one.place for one in found)
        for one, other in combinations(found, 2):
            if one.verdict is not other.verdict and _may_meet(one, other):
                raise ConformanceError(f"{one.where()} foresees {one.verdict.value} for {case.id}, and {other.where()} {other.verdict.value}; keep one of them")
    for one in expectations:
        if one.place not in used:
            raise ConformanceError(f"{one.where()} is about no case of the suite; {_advice(one, cases)}")


def _may_meet(one: Expectation, other: Expectation) -> bool:
    """Whether both can hold for one target: entries for two boards, or under two conditions on the version, are taken for alternatives."""
    return not (one.board and other.board and one.board != other.board) and not (one.version and other.version and one.version != other.version)


def _advice(one: Expectation, suite: Sequence[Case]) -> str:
    names = {case.id for case in suite} if one.scope == "case" else {rule for case in suite for rule in case.rules}
    if one.scope == "profile":
        names = {profile_of(case).value for case in suite}
    close = get_close_matches(one.name, sorted(names), n=3, cutoff=0.5)
    return (f"near it: {', '.join(close)}; " if close else "") + "--fix-expectations removes it"


def _entry(value: object, place: int) -> Expectation:
    where = f"expectation {place}"
    if not isinstance(value, dict):
        raise ValueError(f"{where} is not a table; write it under [[expect]]")
    _only(value, MEMBERS, where)
    scopes = [name for name in SCOPES if name in value]
    if len(scopes) != 1:
        raise ValueError(f"{where} names {' and '.join(scopes) or 'nothing'}; it is about exactly one of {', '.join(SCOPES)}")
    verdict = _text(value, "verdict", where)
    if verdict not in {one.value for one in FAILURES}:
        raise ValueError(f"{where}: the verdict {verdict!r} cannot be foreseen; one of {', '.join(sorted(one.value for one in FAILURES))} can")
    when = value.get("when", {})
    if not isinstance(when, dict):
        raise ValueError(f'{where}: when is not a table; write it as when = {{ version = "<2.0" }}')
    _only(when, CONDITIONS, f"{where}: when")
    version = _text(when, "version", where) if "version" in when else ""
    try:
        SpecifierSet(version)
    except InvalidSpecifier:
        raise ValueError(f'{where}: {version!r} is no condition on a version; write a comparison, as in "<2.0" or ">=1.2, !=1.3"') from None
    return Expectation(
        place,
        scopes[0],
        _text(value, scopes[0], where),
        Verdict(verdict),
        _text(value, "reason", where),
        _text(value, "issue", where) if "issue" in value else "",
        _day(value["expires"], where) if "expires" in value else None,
        version,
        _text(when, "board", where) if "board" in when else "",
    )


def _only(value: dict[str, object], names: Sequence[str], where: str) -> None:
    for name in value:
        if name not in names:
            close = get_close_matches(name, names, n=1)
            raise ValueError(f"{where} has the unknown key {name!r}; " + (f"{close[0]!r} is near it" if close else f"it may have {', '.join(names)}"))


def _text(value: dict[str, object], name: str, where: str) -> str:
    text = value.get(name)
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{where} has no {name}" if name not in value else f"{where}: {name} is not text, or empty")
    return text


def _day(value: object, where: str) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError(f"{where}: expires is not a day; write it as 2027-01-31, without quotes")
