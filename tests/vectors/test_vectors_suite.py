"""The committed suite: it is what the code makes, everywhere the same, and whoever touches it is told."""

import ast
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import vectors.check
from smartshare.vectors import vectors as command
from spec.cddl import SchemaError, check
from vectors.check import UNSEEN_BY_CDDL, case_validator, corrupted_object, differences, judge, schema_problems, wire_objects, wire_problems
from vectors.evaluate import evaluate
from vectors.lines import write_pretty
from vectors.make import Files, write_suite
from vectors.suite import DATA, MANIFEST, SCHEMA, Suite, SuiteError, load

MAKE = """
import hashlib, sys
import vectors.make
from vectors.work import processes

if __name__ == "__main__":
    count, *names = sys.argv[1:]
    vectors.make.SUBJECTS = {name: vectors.make.SUBJECTS[name] for name in names or vectors.make.SUBJECTS}
    files = vectors.make.make_suite(processes(int(count)))
    print({path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())})
    print(sorted({"z3", "hypothesis"} & set(sys.modules)))
"""

FEW = ("wire/receipts", "ledger/fees", "kernel/primitives")
"""Subjects that are quickly made."""


def test_cases_expect_what_the_reference_answers(suite: Suite) -> None:
    """Here every tenth, whoever made it. All are made again from the reference's answers below, and `make conform` puts all to it."""
    wrong = [case.id for case in [*suite][::10] if evaluate(case.kind.value, case.preset, case.input) != case.expect]
    assert not wrong
    assert len(suite) > 2_000


def made_with(seed: str, folder: Path, *arguments: str) -> tuple[dict[str, str], str]:
    """The hashes of the files that a process makes whose sets have an order of their own, and what it has imported of Z3 and Hypothesis."""
    script = folder / "made.py"
    script.write_text(MAKE, encoding="utf-8")
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(Path(vectors.check.__file__).parents[1]), *sys.path])}
    done = subprocess.run([sys.executable, str(script), *arguments], capture_output=True, text=True, check=True, env=environment, cwd=folder)
    made, imported = done.stdout.splitlines()
    return ast.literal_eval(made), imported


def test_the_same_bytes_are_made_everywhere(committed: Files, tmp_path: Path) -> None:
    """Whatever the order of sets; and neither Z3 nor Hypothesis is asked. `smartshare vectors check`, which `make test` calls, has more processes."""
    made, imported = made_with("1", tmp_path, "1")
    assert made == {path: hashlib.sha256(data).hexdigest() for path, data in committed.items()}
    assert imported == "[]"


def test_several_processes_make_the_same_bytes(committed: Files, tmp_path: Path) -> None:
    """Each subject is a job, so that a few of them show it."""
    made, _ = made_with("2", tmp_path, "2", *FEW)
    of_subjects = {path: digest for path, digest in made.items() if path.startswith("data/")}
    assert of_subjects == {path: hashlib.sha256(committed[path]).hexdigest() for path in (f"data/{name}.json" for name in FEW)}


def test_both_schemas_agree_with_the_cases(suite: Suite) -> None:
    """With every tenth of each file; `smartshare vectors check`, which `make test` calls, asks about all."""
    assert judge([(file.path, file.cases[::10]) for file in suite.files], processes=2) == []


def test_each_known_blindness_of_the_wire_schema_is_still_there(suite: Suite) -> None:
    """A difference that is written down and does not exist any more hides the next one."""
    blind = {ending for ending in UNSEEN_BY_CDDL for case in suite if case.why.endswith(ending) and any(map(_accepted_by_cddl, wire_objects(case)))}
    assert blind == set(UNSEEN_BY_CDDL)


def _accepted_by_cddl(found: tuple[str, bytes, bool]) -> bool:
    root, data, well_formed = found
    try:
        check(root, data)
    except SchemaError:
        return False
    return not well_formed


def test_the_case_schema_refuses_a_wrong_outcome(suite: Suite) -> None:
    case = next(case for case in suite if "ok" in dict(case.expect if isinstance(case.expect, dict) else {}))
    wrong = replace(case, expect={"ok": {"unheard": "of"}})
    assert list(schema_problems(case_validator(), wrong))


def test_the_wire_schema_is_asked_about_accepted_objects(suite: Suite) -> None:
    """A case that says of malformed bytes that they are accepted is found out."""
    case = next(case for case in suite if isinstance(case.input, dict) and case.input.get("decode") == "receipt" and case.expect != {"reject": "MALFORMED"})
    assert isinstance(case.input, dict)
    spoilt = corrupted_object(bytes.fromhex(str(case.input["bytes"]))).hex()
    assert not list(wire_problems(case))
    assert list(wire_problems(replace(case, input={**case.input, "bytes": spoilt})))


@pytest.fixture
def few(committed: Files) -> Files:
    """A suite of a few files: what is found in one is found in one of many."""
    manifest = json.loads(committed[MANIFEST])
    paths = [f"{DATA}/{name}.json" for name in FEW]
    manifest["files"] = [entry for entry in manifest["files"] if entry["path"] in paths]
    return {SCHEMA: committed[SCHEMA], MANIFEST: write_pretty(manifest), **{path: committed[path] for path in paths}}


def test_no_difference_is_found_where_there_is_none(suite: Suite, committed: Files, tmp_path: Path) -> None:
    write_suite(committed, tmp_path)
    assert differences(tmp_path, committed) == []
    assert len(load(tmp_path)) == len(suite)


def _file(committed: Files) -> str:
    return next(path for path in sorted(committed) if path.startswith("data/ledger/"))


def _flip(directory: Path, committed: Files) -> None:
    path = directory / _file(committed)
    data = bytearray(path.read_bytes())
    place = data.index(b'"batches"') + 40
    data[place] = ord("0") if data[place] != ord("0") else ord("1")
    path.write_bytes(bytes(data))


def _remove(directory: Path, committed: Files) -> None:
    (directory / _file(committed)).unlink()


def _add(directory: Path, committed: Files) -> None:
    (directory / "data" / "ledger" / "stray.json").write_bytes(b"[]\n")


def _stale(directory: Path, committed: Files) -> None:
    manifest = json.loads((directory / MANIFEST).read_bytes())
    manifest["files"][0]["cases"] += 1
    (directory / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _repeat(directory: Path, committed: Files) -> None:
    path = directory / _file(committed)
    listed = json.loads(path.read_bytes())
    path.write_text(json.dumps([*listed, listed[0]]), encoding="utf-8")


def _unmanifested(directory: Path, committed: Files) -> None:
    (directory / MANIFEST).unlink()


@pytest.mark.parametrize("damage", [_flip, _remove, _add, _stale, _repeat, _unmanifested])
def test_a_damaged_suite_is_not_loaded_and_not_passed(damage: object, few: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flipped byte, a missing file, a file too many, a stale manifest: `load` refuses them, and `check` fails and names the file."""
    write_suite(few, tmp_path)
    assert callable(damage)
    damage(tmp_path, few)
    with pytest.raises(SuiteError):
        load(tmp_path)
    monkeypatch.setattr(vectors.check, "make_suite", lambda *_: few)
    result = CliRunner().invoke(command, ["check", str(tmp_path)])
    assert result.exit_code == 1
    named = "stray.json" if damage is _add else MANIFEST if damage in (_stale, _unmanifested) else _file(few)
    assert named in result.output


def test_a_manifest_that_was_not_made_again_is_found_though_the_files_load(few: Files, tmp_path: Path) -> None:
    manifest = json.loads(few[MANIFEST])
    manifest["rules"]["TX-1"]["cases"] += 1
    write_suite({**few, MANIFEST: (json.dumps(manifest, indent=2) + "\n").encode()}, tmp_path)
    load(tmp_path)
    assert differences(tmp_path, few) == [f"{MANIFEST}: is stale: it is not what the code makes"]


def test_writing_a_suite_again_changes_nothing_and_removes_what_is_not_made(few: Files, tmp_path: Path) -> None:
    write_suite(few, tmp_path)
    assert write_suite(few, tmp_path) == []
    _add(tmp_path, few)
    assert write_suite(few, tmp_path) == ["data/ledger/stray.json"]
    assert len(load(tmp_path)) > 0


def test_the_suite_is_small(committed: Files) -> None:
    """Somebody clones this over a slow line, and a chip's tester keeps it on a laptop."""
    assert sum(map(len, committed.values())) < 56 * 2**20
