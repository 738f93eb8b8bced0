"""The vectors as C headers: strict C11, shards that keep their size, and a runner that lets the reference pass and nothing else."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from suites import committed_suite

import faults
import spec
from conformance.c_headers import DEFAULT_SHARD_BYTES, c_files, reply_of, request_of, sharded
from conformance.codec import CBOR
from conformance.messages import Outcome, read_run
from conformance.selection import Selection, select
from conformance.serve import answering, introduction
from small_suite import FIVE, TARGETS, write_suite
from smartshare.__main__ import main as smartshare
from vectors.case import Case
from vectors.evaluate import evaluate
from vectors.suite import Suite, load

WARNINGS = ("-std=c11", "-pedantic", "-Wall", "-Wextra", "-Werror", "-Wshadow", "-Wconversion", "-Wundef")
SHARD_BYTES = 4096

Build = Callable[..., Path]
"""Writes cases as headers and compiles the runner with them."""


@pytest.fixture(scope="module")
def committed() -> Suite:
    return committed_suite()


@pytest.fixture(scope="module")
def some(committed: Suite) -> tuple[Case, ...]:
    """Of every kind of case some, the largest among them."""
    cases = tuple(committed)
    return (*cases[::40], max(cases, key=lambda case: len(request_of(case))))


@pytest.fixture
def built(committed: Suite, tmp_path: Path) -> Build:
    if shutil.which("gcc") is None:
        pytest.skip("not installed: gcc (.ci/run names the packages)")

    def build(cases: tuple[Case, ...], *flags: str, shard_bytes: int = SHARD_BYTES, damage: Callable[[Path], None] = lambda _: None) -> Path:
        for name, text in c_files(committed, sharded(cases, shard_bytes)):
            (tmp_path / name).write_text(text)
        damage(tmp_path)
        program = tmp_path / "runner"
        sources = [tmp_path / "smartshare_runner.c", TARGETS / "runner_on_a_pipe.c"]
        done = subprocess.run(["gcc", *WARNINGS, *flags, f"-I{tmp_path}", "-o", program, *sources], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        return program

    return build


def ran(program: Path, mode: str = "right", fault: str = "") -> tuple[int, list[str]]:
    """The runner's exit status and lines, on the reference with one fault or none."""
    done = subprocess.run([program, mode, sys.executable, faults.__file__, fault, "cbor"], capture_output=True, text=True, timeout=300)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_the_reference_passes_every_case(built: Build, some: tuple[Case, ...]) -> None:
    found = sharded(some, SHARD_BYTES)
    assert len(found.shards) > 3
    assert found.left_out
    status, lines = ran(built(some))
    assert status == 0
    cases = [case for shard in found.shards for case in shard.cases]
    assert lines[:-1] == [f"pass         {case.id}  {' '.join(case.rules)}" for case in cases]
    assert lines[-1] == f"{len(cases)} passed, 0 failed, 0 unsupported, 0 shards damaged, 0 not run, {len(found.left_out)} left out of the headers"


def test_a_faulty_node_fails_and_the_cases_are_named(built: Build, committed: Suite) -> None:
    """The fault is one of those that the vectors are measured by."""
    cases = select(committed, Selection(rules=("STATE-6",)))
    status, lines = ran(built(cases, shard_bytes=50_000), fault="padded proof")
    assert status == 1
    failed = [line.split()[1] for line in lines if line.startswith("FAIL")]
    assert failed
    assert len(failed) < len(cases)
    assert f"{len(failed)} failed" in lines[-1]
    place = next(number for number, line in enumerate(lines) if line.startswith("FAIL"))
    case = committed.case(failed[0])
    assert lines[place + 1].split() == ["expected", re.sub("^(.{96}).+$", r"\1...", reply_of(case).hex())]
    assert lines[place + 2].startswith("  got ")


@pytest.mark.parametrize("mode", ["silent", "stale", "overlong", "short", "last byte", "unsupported"])
def test_no_spoilt_answer_passes(built: Build, some: tuple[Case, ...], mode: str) -> None:
    status, lines = ran(built(some[:40]), mode)
    assert status == 1
    assert lines[-1].startswith("0 passed, ")
    assert not any(line.startswith("pass") for line in lines)
    assert any(line.startswith("UNSUPPORTED") for line in lines) == (mode == "unsupported")


def test_a_shard_that_is_not_what_was_exported_is_not_run(built: Build, some: tuple[Case, ...]) -> None:
    """As where a stage that is too small has cut its end off, or something has written over it."""

    def damage(folder: Path) -> None:
        path = folder / "smartshare_shard_001.h"
        path.write_text(path.read_text().replace("0x63,", "0x64,", 1))

    status, lines = ran(built(some, damage=damage))
    found = sharded(some, SHARD_BYTES)
    assert status == 1
    assert f"0 failed, 0 unsupported, 1 shards damaged, {len(found.shards[1].cases)} not run" in lines[-1]
    assert not any(case.id in "\n".join(lines) for case in found.shards[1].cases)


def test_one_shard_alone_is_a_stage(built: Build, some: tuple[Case, ...]) -> None:
    found = sharded(some, SHARD_BYTES)
    status, lines = ran(built(some, "-DSMARTSHARE_SHARD=2"))
    assert status == 0
    assert [line.split()[1] for line in lines[:-1]] == [case.id for case in found.shards[2].cases]
    assert " 0 not run, " in lines[-1]


def test_a_shard_that_is_not_there_does_not_compile(built: Build, some: tuple[Case, ...]) -> None:
    with pytest.raises(AssertionError, match="SMARTSHARE_SHARD names no shard"):
        built(some, "-DSMARTSHARE_SHARD=999")


def test_no_shard_takes_more_than_was_asked_for(built: Build, some: tuple[Case, ...], tmp_path: Path) -> None:
    """What the compiler makes of it, beside what it makes of the runner alone."""
    found = sharded(some, SHARD_BYTES)
    assert max(shard.size for shard in found.shards) <= SHARD_BYTES
    built(some)
    alone = constants(tmp_path, found.shards[0].number) - found.shards[0].size
    for shard in found.shards:
        assert constants(tmp_path, shard.number) <= SHARD_BYTES + alone + 64, shard


def constants(folder: Path, shard: int) -> int:
    """The size of the constants of a runner with one shard."""
    subprocess.run(["gcc", "-std=c11", "-Os", "-fno-pie", f"-DSMARTSHARE_SHARD={shard}", "-c", "-o", "one.o", "smartshare_runner.c"], cwd=folder, check=True)
    sizes = subprocess.run(["size", "-A", "one.o"], cwd=folder, capture_output=True, text=True, check=True).stdout
    return sum(int(size) for name, size in re.findall(r"^(\S+)\s+(\d+)", sizes, re.MULTILINE) if name.startswith((".rodata", ".data")))


def test_a_case_is_what_the_harness_would_send_and_take_for_right(some: tuple[Case, ...]) -> None:
    answer = answering(evaluate, introduction("reference", "1", ["wire"], ["minimal"]), CBOR)
    for case in some:
        assert answer(request_of(case)) == reply_of(case)
        assert read_run(CBOR.decode(reply_of(case)), 2) == Outcome(case.expect)  # type: ignore[arg-type]


def test_the_example_of_the_chapter_compiles(built: Build, some: tuple[Case, ...], tmp_path: Path) -> None:
    """With the two functions that it leaves to its reader declared."""
    built(sharded(some, SHARD_BYTES).shards[0].cases[:3])
    chapter = (Path(spec.__path__[0]) / "vectors.md").read_text()
    assert f"{DEFAULT_SHARD_BYTES:,} unless it is given" in chapter
    (example,) = re.findall(r"```c\n(.*?)```", chapter, re.DOTALL)
    (tmp_path / "yours.h").write_text(
        "#include <stddef.h>\n#include <stdint.h>\nsize_t my_implementation(const uint8_t *, size_t, uint8_t *, size_t);\nvoid my_uart_write(const char *);\n"
    )
    (tmp_path / "example.c").write_text(example)
    command = ["gcc", *WARNINGS, "-include", "yours.h", "-I.", "-c", "-o", "example.o", "example.c"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_names_of_a_suite_end_neither_a_literal_nor_a_comment(tmp_path: Path) -> None:
    """A suite may be anybody's, and its headers are compiled."""
    suite = load(write_suite(tmp_path / "vectors", FIVE))
    hostile = replace(FIVE[0], id='a*/"\n#error', rules=('"; abort(); "',))
    text = "".join(text for _, text in c_files(suite, sharded((hostile,), SHARD_BYTES)))
    assert "#error\n" not in text.replace("#error SMARTSHARE", "")
    assert "abort(" not in text


def test_the_command_writes_headers_and_says_what_it_left_out(tmp_path: Path) -> None:
    arguments = ["vectors", "export", "--c-headers", str(tmp_path / "c"), "--profile", "wire", "--preset", "minimal", "--shard-bytes", "2048"]
    done = CliRunner().invoke(smartshare, arguments)
    assert done.exit_code == 0, done.output
    assert re.search(r"\d+ cases in \d+ headers, the largest of [\d,]+ bytes", done.output)
    assert "left out, each larger than a header may be:" in done.output
    before = sorted(path.name for path in (tmp_path / "c").iterdir())
    assert {"smartshare_runner.c", "smartshare_runner.h", "smartshare_vectors.h", "smartshare_shard_000.h"} <= set(before)
    CliRunner().invoke(smartshare, [*arguments[:-1], "48000"])
    assert len(list((tmp_path / "c").iterdir())) < len(before), "shards of an earlier export stay"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a file with --cbor or a folder with --c-headers"),
        (("--c-headers", "/proc/nothing"), "name another folder with --c-headers"),
        (("--c-headers", __file__), "File exists; name another folder with --c-headers"),
        (("--cbor", "."), "it is a folder; name a file with --cbor"),
        (("--c-headers", "out", "--rule", "WIRE-99"), "the suite has no rule 'WIRE-99'"),
        (("--c-headers", "out", "--vectors", "/proc/nothing"), "with --vectors"),
    ],
)
def test_wrong_usage_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(smartshare, ["vectors", "export", *arguments])
    assert done.exit_code == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_one_header_is_no_headers(some: tuple[Case, ...], tmp_path: Path) -> None:
    done = CliRunner().invoke(smartshare, ["vectors", "export", "--c-headers", str(tmp_path / "c"), "--case", some[0].id])
    assert "1 case in 1 header, the largest of" in done.output


def test_headers_without_a_case_are_not_written(some: tuple[Case, ...], tmp_path: Path) -> None:
    """The largest case alone, which no shard of this size holds."""
    done = CliRunner().invoke(smartshare, ["vectors", "export", "--c-headers", str(tmp_path / "c"), "--case", some[-1].id, "--shard-bytes", "1024"])
    assert done.exit_code == 2
    assert "ask for larger ones with --shard-bytes" in done.stderr
    assert not (tmp_path / "c").exists()
