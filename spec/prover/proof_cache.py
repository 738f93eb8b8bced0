"""What was proved before, a file a fingerprint: a verdict is used again only while all that it depends on is as it was.

Only verdicts with which a specification may be released are kept; whatever else was found is tried again each time.
"""

import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import perf_counter
from typing import Any

from spec import models
from spec.prover.collection import folds
from spec.prover.fingerprint import Fingerprint, Reach, of_sources
from spec.prover.report import Row, Task, is_lemma, proved

MODELS = Path(models.__file__).parent
"""Where the models are: a lemma depends on all of their sources."""

OURS = re.compile(r"[0-9a-f]{64}\.json|proof-\w+\.tmp")
"""The names of the cache's own files."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the cache."""

    task: str
    """The place of what was proved, by which the time of a statement that has changed since is found."""
    took: float
    """Seconds that all of the task took, Hypothesis included."""
    row: Row


def fingerprint(task: Task, reach: Reach) -> Fingerprint | None:
    """The fingerprint of a task, or None where it depends on something whose changes would not be noticed: it is then proved each time."""
    if is_lemma(task):
        return of_sources(MODELS, task)
    try:
        folding = folds() if task.generated else ()  # a kernel's own row uses the invariants that theorems declare
        return reach.fingerprint(getattr(import_module(task.module), task.name), task.rule, task.module, task.name, task.generated, folding)
    except Exception:  # `Unrecognised`, or whatever an object does to those who look into it
        return None


def place(task: Task) -> str:
    """What a task is about, for people and for its time."""
    return f"{task.module}.{task.name}{' widths and ranges' if task.generated else ''}"


def read(folder: Path, key: str) -> Entry | None:
    """What is kept under a key, or None: a file that is damaged or of another kind is as good as none."""
    try:
        stored = json.loads((folder / f"{key}.json").read_bytes())
        content = stored["content"]
        if stored["sha256"] != _digest(key, content) or set(content["row"]) != {field.name for field in fields(Row)}:
            return None
        row = Row(**content["row"])
        return Entry(str(content["task"]), float(content["took"]), replace(row, cached=True)) if row.passes else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def write(folder: Path, key: str, entry: Entry) -> None:
    """Keep an entry, at once or not at all. A folder that cannot be written to keeps nothing."""
    content = {"task": entry.task, "took": entry.took, "row": entry.row.as_json()}
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix="proof-", suffix=".tmp", delete=False) as file:
            json.dump({"content": content, "sha256": _digest(key, content)}, file, indent=1)
        os.replace(file.name, folder / f"{key}.json")


def prune(folder: Path, keys: Iterable[str]) -> None:
    """Remove what is kept under any other key, and what a run that was interrupted has left; no other file that lies there."""
    kept = {f"{key}.json" for key in keys}
    for file in list(folder.glob("*")):
        if OURS.fullmatch(file.name) and file.name not in kept:
            with suppress(OSError):
                file.unlink()


def durations(folder: Path) -> dict[str, float]:
    """How long each task took when it was last proved, by its place, whether it has changed since or not."""
    entries = [entry for file in folder.glob("*.json") if (entry := read(folder, file.stem)) is not None]
    return {entry.task: entry.took for entry in sorted(entries, key=lambda entry: entry.took)}


def proved_and_kept(task: Task, folder: Path | None, key: str | None) -> Row:
    """Carry out a task, and keep a passing verdict.

    The fingerprint is taken once more, in the process that proves: a file edited since the key was taken, or code that a
    module changes when it is imported, keeps nothing.
    """
    mine = fingerprint(task, Reach()) if folder is not None and key is not None else None
    began = perf_counter()
    row = proved(task)
    if folder is not None and mine is not None and mine.key == key and row.passes:
        write(folder, mine.key, Entry(place(task), round(perf_counter() - began, 3), row))
    return row


def _digest(key: str, content: Any) -> str:
    return sha256(f"{key} {json.dumps(content, sort_keys=True)}".encode()).hexdigest()
