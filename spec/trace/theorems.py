"""The theorems, read from their source, and what the prover said of them, read from its report.

The statements are found by their decorator in the syntax of `spec/theorems`, so that reading the trace imports
neither the prover nor Z3. What was proved stands in `build/proofs.json`; where that file is absent, nothing was.
"""

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeGuard

PROVED = "proved"
"""The verdict of a theorem that holds for all inputs."""

CONFIRMED = frozenset({PROVED, "bounded", "tested"})
"""The verdicts with which a specification may be released; the other two say openly that less than all inputs was covered."""

SORTS = {"INVARIANT": "invariant", "ACCEPTANCE": "acceptance", "AMOUNTS": "exact amounts"}
"""What a theorem says of its rule, by the name with which its mark says it (the prover's `Says`, which the tests hold to be the same)."""

UNCHECKED = "not checked in this build"
"""What stands in place of a verdict where there is no report, or where the report does not know the theorem."""


@dataclass(frozen=True, slots=True)
class Theorem:
    """A statement about a rule's function."""

    rule: str
    name: str
    sentence: str
    says: str | None
    """Which of the sorts it is, or None where it says something else or more."""
    file: str
    """The source file's path below the root, with slashes."""
    line: int
    """The line of the `def`."""
    caveat: str
    """To what its check is bounded, or why it is only tested; empty where Z3 is asked about all arguments."""
    source: str
    """The decorators and the definition."""

    @property
    def page(self) -> str:
        """The address of its page on the site, without the ending. It stays while the theorem keeps its name and its file."""
        return f"theorems/{self.file.removeprefix('spec/theorems/').removesuffix('.py')}/{self.name}"


@dataclass(frozen=True, slots=True)
class Proof:
    """A row of the prover's report, with the members that the specification shows."""

    rule: str
    statement: str
    """The theorem's name, or what names the obligation that every kernel has."""
    sentence: str
    verdict: str
    paths: int
    rejecting: int
    """How many of the paths end in a rejection."""
    seconds: float
    bits: int | None
    """The bits of the widest intermediate value; None where it is not known."""
    widest: str
    """The operation that computes it."""
    examples: int
    """Arguments that it was tried on."""
    detail: str
    witnessed: int = 0
    """Paths that concrete arguments took once more."""
    telling: int = 0
    """How many of these the statement says something about."""
    fits: int | None = None
    """The least of 64 and 128 bits that every intermediate value fits."""
    says: str | None = None
    """Which of the theorems that every kernel needs it is."""
    assumes: tuple[str, ...] = ()
    """Its condition, and what stands in for procedures."""
    bounded: str | None = None
    """What the check was bounded to."""
    call: str | None = None
    """A counterexample as Python that can be run."""


def obligation(kernel: str) -> str:
    """What the report calls the obligation of a kernel to stay within its types and within 128 bits."""
    return f"widths and ranges of {kernel}"


def theorems(root: Path) -> tuple[Theorem, ...]:
    """Every theorem below `root/spec/theorems`, by file and then in the order of the source."""
    return tuple(theorem for path in sorted((root / "spec" / "theorems").rglob("*.py")) for theorem in _theorems(path, path.relative_to(root).as_posix()))


def read_proofs(root: Path) -> tuple[Proof, ...] | None:
    """The rows of `root/build/proofs.json`, or None where there is no report that is newer than every source it speaks of."""
    path = root / "build" / "proofs.json"
    if not path.exists() or path.stat().st_mtime < _newest(root):
        return None
    members = [field.name for field in fields(Proof)]
    return tuple(Proof(**{member: row[member] for member in members if member in row}) for row in json.loads(path.read_text(encoding="utf-8")))


def _newest(root: Path) -> float:
    folders = [root / "reference", root / "spec" / "theorems", root / "spec" / "prover"]
    return max((path.stat().st_mtime for folder in folders for path in folder.rglob("*.py")), default=0.0)


def _theorems(path: Path, file: str) -> Iterator[Theorem]:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            first = min([decorator.lineno for decorator in node.decorator_list], default=node.lineno)
            source = "\n".join(lines[first - 1 : node.end_lineno])
            for mark in (decorator for decorator in node.decorator_list if _is_mark(decorator)):
                rule, sentence = (_text(argument) for argument in mark.args[:2])
                says = next((SORTS[_text(keyword.value).rpartition(".")[2]] for keyword in mark.keywords if keyword.arg == "says"), None)
                caveat = "".join(_text(keyword.value) for keyword in mark.keywords if keyword.arg in ("bounded", "tested"))
                yield Theorem(rule=rule, name=node.name, sentence=sentence, says=says, file=file, line=node.lineno, caveat=caveat, source=source)


def _is_mark(decorator: ast.expr) -> TypeGuard[ast.Call]:
    """Whether a decorator is `@theorem("RULE-1", "sentence", ...)`."""
    return isinstance(decorator, ast.Call) and ast.unparse(decorator.func).rpartition(".")[2] == "theorem"


def _text(argument: ast.expr) -> str:
    """A literal, or the source of an expression that is none."""
    try:
        value = ast.literal_eval(argument)
    except ValueError:
        return ast.unparse(argument)
    return value if isinstance(value, str) else ""
