"""What was proved before is used again only while nothing that it depends on has changed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from prover_cache_package import CHANGES, PACKAGE, Change
from smartshare.prove import prove
from spec.prover import proof_cache
from spec.prover.fingerprint import Reach
from spec.prover.origin import Unrecognised
from spec.prover.proof_cache import Entry, fingerprint, proved_and_kept, prune, read, write
from spec.prover.report import Row, Task, tasks
from spec.prover.statement import statement_of

PRINTER = """
import json, os, sys
from spec.prover.fingerprint import Reach
from spec.prover.origin import Unrecognised
from spec.prover.collection import theorems
for folder in sys.argv[1:]:
    if os.fork() == 0:
        sys.path.insert(0, folder)
        keys = {}
        for function in theorems("attacked"):
            try:
                keys[function.__name__] = Reach().fingerprint(function).key
            except Unrecognised as reason:
                keys[function.__name__] = None
        print(json.dumps([os.path.basename(folder), keys]), flush=True)
        os._exit(0)
    os.wait()
"""
"""Prints the keys of each variant of the package, each imported by a process that has seen no other."""

REAL = """
import json
from spec.prover.fingerprint import Reach
from spec.prover.proof_cache import fingerprint
from spec.prover.report import tasks
print(json.dumps([mark and mark.key for mark in (fingerprint(task, Reach()) for task in tasks()[::30])]))
"""


def run(code: str, *arguments: str, seed: str = "0") -> str:
    """What a Python process of its own prints."""
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str | None]]:
    """The keys of the statements of the package as it is, and after each change."""
    root = tmp_path_factory.mktemp("variants")
    for change in (Change("as it is", "values", "", "", ()), *CHANGES):
        folder = root / change.name / "attacked"
        folder.mkdir(parents=True)
        for name, text in PACKAGE.items():
            changed = text.replace(change.before, change.after) if name == change.module and change.before else text
            assert change.module != name or not change.before or changed != text, change
            (folder / f"{name}.py").write_text(changed)
    printed = run(PRINTER, *(str(folder) for folder in sorted(root.iterdir())))
    return dict(json.loads(line) for line in printed.splitlines())


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_changes_the_keys_of_what_reaches_it(change: Change, keys: dict[str, dict[str, str | None]]) -> None:
    """Protects against a proof of what the code no longer is, and against proving again what has not changed."""
    before, after = keys["as it is"], keys[change.name]
    assert {name for name in before if after.get(name) != before[name]} == set(change.reached)
    assert all(before.values())


def is_tested(task: Task) -> bool:
    """Whether only Hypothesis checks a task."""
    statement = statement_of(getattr(import_module(task.module), task.name))
    return statement is not None and statement.tested is not None


WITHOUT_KEYS = {"TX-4", "SALE-20"}
"""Some bodies hold envelopes; a complaint is judged by opening what was sealed."""


def test_keys_depend_neither_on_the_process_nor_on_the_order_of_sets() -> None:
    """Protects a cache that several processes and machines fill; every thirtieth key is made elsewhere, and alone. What Z3 is asked about has a key.

    Compiled code has none, which some tested theorems reach, and those of rules that open what is sealed or enclosed. One in five is looked at: what has
    no key is proved each time, which is slow and not wrong.
    """
    first, second = (json.loads(run(REAL, seed=seed)) for seed in ("1", "2"))
    reach, some = Reach(), tasks()[::5]
    keys = [mark and mark.key for mark in (fingerprint(task, reach) for task in some)]
    assert first == second == keys[::6]
    asked = [key for key, task in zip(keys, some, strict=True) if not is_tested(task) and task.rule not in WITHOUT_KEYS]
    assert None not in asked
    assert len(set(asked)) == len(asked)


UNKNOWN: list[Any] = [
    object(),
    iter(()),
    lambda: open,
    lambda: globals(),
    lambda: __import__("os"),
    lambda: json,
    lambda: os.environ,
    (lambda: 1, lambda: 2),
]


@pytest.mark.parametrize("value", UNKNOWN, ids=range(len(UNKNOWN)))
def test_what_is_not_recognised_has_no_key(value: Any) -> None:
    """Protects against a change that nobody notices: such a statement is proved each time."""

    def statement() -> bool:
        return bool(value)

    with pytest.raises(Unrecognised):
        Reach().fingerprint(statement)


def test_a_value_that_contains_itself_has_a_key_or_none_but_ends() -> None:
    """Protects the command from not returning."""
    endless: list[Any] = []
    endless.append(endless)

    def statement() -> bool:
        return bool(endless)

    assert Reach().fingerprint(statement) == Reach().fingerprint(statement)


@pytest.fixture
def task() -> Task:
    """A task that is quickly proved."""
    return next(task for task in tasks("BALANCE-1") if not task.generated)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty cache."""
    return tmp_path / "cache"


def kept(task: Task, folder: Path) -> tuple[str, Row]:
    """A key and the row that is kept under it."""
    mark = fingerprint(task, Reach())
    assert mark is not None
    return mark.key, proved_and_kept(task, folder, mark.key)


def test_what_was_proved_is_read_again(task: Task, folder: Path) -> None:
    """Protects the row: it comes back as it was, and says where from."""
    key, row = kept(task, folder)
    entry = read(folder, key)
    assert entry is not None
    assert entry.row == replace(row, cached=True)
    assert proof_cache.durations(folder) == {proof_cache.place(task): entry.took}


@pytest.mark.parametrize("verdict", ["refuted", "unknown", "vacuous", "contradiction"])
def test_what_did_not_hold_is_tried_again(task: Task, folder: Path, verdict: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects whoever repairs a theorem."""
    _, row = kept(task, folder)
    failed = replace(row, verdict=verdict)
    monkeypatch.setattr(proof_cache, "proved", lambda task: failed)
    prune(folder, ())
    key, _ = kept(task, folder)
    assert not list(folder.iterdir())
    write(folder, key, Entry("", 0.0, failed))
    assert read(folder, key) is None


@pytest.mark.parametrize("damage", ["", "{}", "[]", "null", '{"content": {}, "sha256": ""}', "\udcff"])
def test_a_damaged_file_is_ignored_and_overwritten(task: Task, folder: Path, damage: str) -> None:
    """Protects against a disk that was full."""
    key, _ = kept(task, folder)
    file = folder / f"{key}.json"
    file.write_bytes(damage.encode("utf-8", "surrogateescape"))
    assert read(folder, key) is None
    kept(task, folder)
    assert read(folder, key) is not None


def test_a_file_of_another_key_or_content_is_ignored(task: Task, folder: Path) -> None:
    """Protects against files that were copied or edited."""
    key, _ = kept(task, folder)
    text = (folder / f"{key}.json").read_text()
    (folder / "another.json").write_text(text)
    assert read(folder, "another") is None
    (folder / f"{key}.json").write_text(text.replace('"proved"', '"bounded"'))
    assert read(folder, key) is None


def test_a_key_that_the_proving_process_does_not_confirm_keeps_nothing(task: Task, folder: Path) -> None:
    """Protects against a file that is edited while the command runs."""
    proved_and_kept(task, folder, "0" * 64)
    assert not folder.exists()


def test_what_no_task_uses_is_removed(task: Task, folder: Path) -> None:
    """Protects the disk, and the files of whoever names the wrong folder."""
    key, _ = kept(task, folder)
    for name in (f"{'0' * 64}.json", "proof-interrupted.tmp", "somebody's.json"):
        (folder / name).write_text("{}")
    prune(folder, [key])
    assert {file.name for file in folder.iterdir()} == {f"{key}.json", "somebody's.json"}


def test_the_command_proves_what_is_new_and_says_what_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the reader of the report; and `--no-cache` neither reads nor writes."""
    monkeypatch.setattr("smartshare.prove.ProcessPoolExecutor", lambda jobs, context: ThreadPoolExecutor(jobs))  # quicker, and another test spawns
    folder, file = tmp_path / "cache", tmp_path / "rows.json"
    arguments = ["--rule", "BALANCE-1", "--jobs", "1", "--json", str(file), "--cache", str(folder)]

    def rows(*more: str) -> tuple[str, list[bool]]:
        result = CliRunner().invoke(prove, [*arguments, *more])
        assert result.exit_code == 0, result.output
        return result.output.splitlines()[-1], [row["cached"] for row in json.loads(file.read_text())]

    count = len(tasks("BALANCE-1"))
    hold = f"{count} of {count} hold"
    assert rows("--no-cache") == (hold, [False] * count)
    assert not folder.exists()
    assert rows() == (hold, [False] * count)
    assert rows() == (f"{hold}, {count} of them unchanged since they were proved", [True] * count)
    next(folder.iterdir()).unlink()
    assert rows("--no-cache") == (hold, [False] * count)
    assert rows()[0] == f"{hold}, {count - 1} of them unchanged since they were proved"
