"""Campaigns: the same finds with however many workers, one killed in the middle, and nothing lost, nothing twice; without a cluster, one line."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import conformance.cluster
import faults
from conformance.cluster import workers_of
from conformance.fuzzing.campaign import PART_EXAMPLES, Part, TargetSettings, campaign, hunt_part, merged, part_seed, parts
from conformance.fuzzing.corpus import read_corpus
from conformance.fuzzing.found import report
from conformance.fuzzing.plan import FuzzPlan
from conformance.own_process import JobError, OtherCodeError, called, code_hash
from conformance.selection import load_suite
from conformance.verdicts import ConformanceError
from smartshare.__main__ import main as smartshare
from vectors.histories.draw import drawn_by
from vectors.mined import draw_kernel, kernels
from vectors.subjects import SUBJECTS
from vectors.suite import DATA, HERE
from vectors.work import in_order

pytest.importorskip("distributed", reason="not installed: distributed (the extra campaigns)")

TIMEOUT = 60.0
PATIENCE = 120.0
SMALL_PART = 200
"""How many inputs a part draws where a campaign is tried to its end."""

PLAN = FuzzPlan(seed=1, examples=3 * SMALL_PART, profiles=("light-client",))

IN_SMALL_PARTS = f"""
import conformance.fuzzing.campaign as campaign
from smartshare.__main__ import main
campaign.PART_EXAMPLES = {SMALL_PART}
main()
"""
"""The command line, but for the size of the parts."""


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Starts schedulers and workers, each a process in a group of its own."""
    folder = tmp_path_factory.mktemp("dask")
    processes: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *words, "--no-dashboard"]
        with (folder / f"{len(processes)}.log").open("wb") as log:
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)
        processes.append(process)
        return process

    def scheduler() -> str:
        file = folder / f"scheduler-{len(processes)}.json"
        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-show", "--scheduler-file", str(file))
        waited(lambda: file.exists() and file.read_text().endswith("}"))
        return str(json.loads(file.read_text())["address"])

    def worker(address: str) -> subprocess.Popen[bytes]:
        return start("worker", address, "--nthreads", "1", "--no-nanny", "--local-directory", str(folder / "space"))

    start.scheduler, start.worker = scheduler, worker  # type: ignore[attr-defined]
    yield start
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="module")
def address(dask: Any) -> str:
    """A scheduler with two workers."""
    found = str(dask.scheduler())
    dask.worker(found)
    dask.worker(found)
    return found


def waited(condition: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.05)


def target_with(fault: str) -> str:
    return "cmd:" + shlex.join([sys.executable, faults.__file__, fault])


def one_worker(function: Any, jobs: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """What a cluster of one would do, without any."""
    return ((place, called(code_hash(), function, job)) for place, job in enumerate(jobs))


def comparable(content: dict[str, Any]) -> dict[str, Any]:
    """A report without what depends on the clock."""
    return {name: value for name, value in content.items() if name != "seconds"}


def test_a_worker_that_is_killed_loses_nothing(dask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers find, word for word, what one does that nobody kills; the job in hand is done by the other."""
    address = dask.scheduler()
    workers = [dask.worker(address) for _ in range(2)]
    marks = tmp_path / "marks"
    marks.mkdir()
    script = tmp_path / "marking.py"
    script.write_text(MARKING.format(marks=str(marks), folder=str(Path(faults.__file__).parent)))
    target = "cmd:" + shlex.join([sys.executable, str(script), "padded proof"])
    words = ["fuzz", "--scheduler", address, "--target", target, "--profile", "light-client", "--examples", PLAN.examples, "--seed", PLAN.seed]
    words += ["--case-timeout", f"{TIMEOUT:g}", "--out", tmp_path / "out", "--corpus", tmp_path / "corpus"]
    with subprocess.Popen([sys.executable, "-c", IN_SMALL_PARTS, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        # A target was started, so that the worker above it is in the middle of a part.
        waited(lambda: list(marks.iterdir()) or process.poll() is not None)
        started = int(next(iter(marks.iterdir())).name)
        killed = next(worker for worker in workers if worker.pid in ancestors(started))
        os.kill(killed.pid, signal.SIGKILL)
        said, complaint = process.communicate(timeout=600)
    assert process.returncode == 1, said + complaint
    killed.wait()
    waited(lambda: not os.path.exists(f"/proc/{started}"))
    found = json.loads((tmp_path / "out" / "fuzz.json").read_text())
    monkeypatch.setattr("conformance.fuzzing.campaign.PART_EXAMPLES", SMALL_PART)
    alone = campaign(TargetSettings(target, "json", TIMEOUT), replace(PLAN, corpus=tmp_path / "corpus alone"), one_worker)
    assert comparable(found) == comparable(report(alone, PLAN))
    assert found["examples"] == PLAN.examples
    assert len(found["finds"]) == 1
    assert read_corpus(tmp_path / "corpus") == read_corpus(tmp_path / "corpus alone") != []


@pytest.mark.filterwarnings("ignore")
def test_the_vectors_are_made_by_a_cluster(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes as everywhere; of a few subjects, since each is a job like the others."""
    few = ("wire/receipts", "ledger/fees", "kernel/primitives")
    monkeypatch.setattr("vectors.make.SUBJECTS", {name: SUBJECTS[name] for name in few})
    done = CliRunner().invoke(smartshare, ["vectors", "make", "--scheduler", address, "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    made = {path.relative_to(tmp_path): path.read_bytes() for path in (tmp_path / DATA).rglob("*.json")}
    assert made == {path: (HERE / path).read_bytes() for path in made}
    assert {path.as_posix() for path in made} == {f"{DATA}/{name}.json" for name in few}


@pytest.mark.filterwarnings("ignore")
def test_what_a_cluster_draws_does_not_depend_on_it(address: str) -> None:
    """Two workers and none draw the same histories and the same inputs of kernels."""
    names = list(kernels())[:2]
    with workers_of(address) as workers:
        drawn, mined = drawn_by(workers, 300), in_order(workers, draw_kernel, names)
    assert drawn == drawn_by(one_worker, 300)
    assert len(drawn) == 300
    assert mined == in_order(one_worker, draw_kernel, names)


@pytest.mark.filterwarnings("ignore")
def test_a_worker_with_other_code_is_found_out(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its results would be those of other rules."""
    monkeypatch.setattr(conformance.cluster, "code_hash", lambda: "0" * 64)
    with workers_of(address) as workers, pytest.raises(ConformanceError, match="another version of this package; install the same"):
        list(workers(draw_kernel, ["check_amount"]))


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_without_workers_is_one_line(dask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conformance.cluster, "WORKER_SECONDS", 1)
    address = dask.scheduler()
    with workers_of(address) as workers, pytest.raises(ConformanceError, match=f"has no worker; start one with: dask worker {address}"):
        list(workers(draw_kernel, ["check_amount"]))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--scheduler", "tcp://127.0.0.1:1"), "the scheduler tcp://127.0.0.1:1 cannot be reached"),
        (("--scheduler", "nonsense"), "the scheduler nonsense cannot be reached"),
        (("--scheduler", "http://127.0.0.1:1"), "cannot be reached"),
    ],
)
def test_a_scheduler_that_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str) -> None:
    monkeypatch.setattr(conformance.cluster, "CONNECTING_SECONDS", 1)
    monkeypatch.chdir(tmp_path)
    for command in (["fuzz", "--examples", "1", "--target", "cmd:true"], ["vectors", "make", "--out", str(tmp_path)]):
        done = CliRunner().invoke(smartshare, [*command, *arguments])
        assert done.exit_code == 2, done.output
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert list(tmp_path.iterdir()) == []


def test_without_the_library_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = CliRunner().invoke(smartshare, ["fuzz", "--scheduler", "tcp://127.0.0.1:8786", "--target", "cmd:true"])
    assert done.exit_code == 2
    (line,) = done.stderr.splitlines()
    assert "pip install distributed" in line


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("fuzz", "--scheduler", "tcp://127.0.0.1:8786", "--target", "tcp:127.0.0.1:7000"), "name a command that does"),
        (("vectors", "make", "--scheduler", "tcp://127.0.0.1:8786", "--processes", "2"), "name one of them"),
    ],
)
def test_what_makes_no_sense_on_a_cluster_is_refused(arguments: tuple[str, ...], words: str) -> None:
    done = CliRunner().invoke(smartshare, arguments)
    assert done.exit_code == 2
    assert words in done.stderr


def test_the_parts_are_the_seeds_alone(tmp_path: Path) -> None:
    """Each has its own seed, and together they have as many inputs as were asked for, those of the corpus first."""
    target = TargetSettings("cmd:true", "json", 1.0)
    plan = FuzzPlan(seed=9, examples=2 * PART_EXAMPLES + 7)
    made = list(parts(target, plan, [], 0.0))
    assert made == list(parts(target, plan, [], 0.0))
    assert [part.plan.examples for part in made] == [PART_EXAMPLES, PART_EXAMPLES, 7]
    assert [part.plan.seed for part in made] == [part_seed(9, number) for number in range(3)]
    assert len({part_seed(seed, number) for seed in range(3) for number in range(50)}) == 150
    assert {part.plan.reset_seed for part in made} == {9}
    campaign(TargetSettings(target_with("padded proof"), "json", TIMEOUT), FuzzPlan(seed=1, examples=60, profiles=("wire",), corpus=tmp_path), one_worker)
    corpus = read_corpus(tmp_path)
    assert corpus
    first, *others = parts(target, replace(plan, examples=len(corpus) + 5), corpus, 0.0)
    assert list(first.replayed) == corpus
    assert [(part.plan.examples, part.replayed) for part in others] == [(5, ())]


def test_a_campaign_whose_time_is_over_gives_out_no_part() -> None:
    plan = FuzzPlan(seed=9, seconds=5.0)
    assert list(parts(TargetSettings("cmd:true", "json", 1.0), plan, [], time.monotonic() - 6.0)) == []


def test_one_disagreement_of_many_parts_is_one_find() -> None:
    """The least of them, with the place of the first and the counts of all; the order in which they came changes nothing."""
    target = TargetSettings(target_with("padded proof"), "json", TIMEOUT)
    plan = FuzzPlan(seed=1, examples=250, profiles=("light-client",), shrinks=False)
    found = [called(code_hash(), hunt_part, Part(target, replace(plan, seed=part_seed(1, number)))) for number in range(2)]
    assert all(one.hunted.finds for one in found)
    whole = merged(dict(enumerate(found)))
    assert comparable(report(whole, plan)) == comparable(report(merged({1: found[1], 0: found[0]}), plan))
    assert whole.examples == sum(one.hunted.examples for one in found)
    for signature, find in whole.finds.items():
        same = [one.hunted.finds[signature] for one in found if signature in one.hunted.finds]
        assert find.times == sum(one.times for one in same)
        assert len(str(find.result.case.input)) == min(len(str(one.result.case.input)) for one in same)
    assert len(whole.finds) < sum(len(one.hunted.finds) for one in found)


def test_a_job_that_fails_says_why() -> None:
    with pytest.raises(ConformanceError, match="the vectors are not what their manifest says"):
        called(code_hash(), load_suite, Path("/nowhere"))
    with pytest.raises(JobError, match="exit status 3"):
        called(code_hash(), os._exit, 3)
    with pytest.raises(OtherCodeError):
        called("another", print, "")
    assert called(code_hash(), str.upper, "done") == "DONE"
    assert called(code_hash(), print, "what a job prints is no answer") is None


def test_a_target_that_a_worker_cannot_start_is_one_line() -> None:
    with pytest.raises(ConformanceError, match="cannot be started"):
        campaign(TargetSettings("cmd:/nowhere/to/be/found", "json", 1.0), FuzzPlan(examples=1), one_worker)


def ancestors(process: int) -> set[int]:
    """The processes above one."""
    found = set()
    while process > 1:
        process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
        found.add(process)
    return found


MARKING = """
import os
import sys
from pathlib import Path

sys.path.insert(0, {folder!r})
import faults

(Path({marks!r}) / str(os.getpid())).touch()
faults.main()
"""
