"""Fuzzing: a planted fault is found, made small and kept as a vector that says the same again; a good target yields nothing; a seed repeats."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import faults
from command_line import smartshare
from conformance.fuzzing.calls import smaller_calls
from conformance.fuzzing.damage import draw_damaged, items
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.found import read_found, write_found
from conformance.fuzzing.hunt import hunt
from conformance.fuzzing.hunted import Hunted
from conformance.fuzzing.plan import FuzzPlan
from conformance.fuzzing.profiles import FUZZED
from conformance.fuzzing.reach import rule_ids, traced
from conformance.fuzzing.values import Seen, draw_value
from conformance.fuzzing.watch import TooLong
from conformance.fuzzing.watched import Watched
from conformance.runner import conduct
from conformance.target import Target
from conformance.verdicts import ConformanceError, Verdict
from reference.parameters import PRESETS
from reference.wire.lists import list_root
from small_suite import command
from vectors.case import Profile, rejections
from vectors.evaluate import callees, evaluate
from vectors.json_form import form_of
from vectors.json_text import canonical
from vectors.suite import load

PRESET_NAMES = tuple(sorted(PRESETS))
TIMEOUT = 60.0


ROOT = Path(__file__).resolve().parents[2]

KERNEL_FAULTS = ("a vote may go below the watermark's source", "a market hashed without a form")


def target_with(fault: str = "") -> str:
    """The reference as a target, with one of the seeded faults or none."""
    return "cmd:" + shlex.join([sys.executable, str(Path(faults.__file__)), *([fault] if fault else [])])


def hunted(target: str, **settings: Any) -> Hunted:
    return hunt(Target.connect(target, timeout=TIMEOUT), FuzzPlan(**{"seed": 1, **settings}))


@pytest.mark.parametrize("profile", [profile.value for profile in Profile])
def test_every_profile_is_fuzzed(profile: str) -> None:
    """A profile without inputs would be reported as one in which nothing was found."""
    assert profile in FUZZED


def test_a_planted_fault_is_found_and_its_vector_says_so_again(tmp_path: Path) -> None:
    """The whole way: found, made small, written, replayed with the command that is shown."""
    target = target_with("padded proof")
    arguments = ("--target", target, "--profile", "light-client", "--examples", "900", "--seed", "1", "--out", "found", "--case-timeout", "60")
    run = smartshare("fuzz", *arguments, folder=tmp_path)
    assert run.returncode == 1, run.stdout + run.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["found"]
    (case,) = load(tmp_path / "found")
    assert rejections(case) == ("PROOF_INVALID",)
    assert "seed 1" in case.why
    # The least padded proof is one empty side, and nothing beside it.
    assert len(bytes.fromhex(str(case.input["bytes"]))) == 4  # type: ignore[index, call-overload]
    (shown,) = (line.split(maxsplit=1)[1] for line in run.stdout.splitlines() if line.strip().startswith("replay"))
    words = shlex.split(shown)
    again = smartshare(*words[1:], folder=tmp_path)
    assert again.returncode == 1, again.stdout + again.stderr
    assert "FAIL" in again.stdout
    good = [target_with() if word == target else word for word in words[1:]]
    assert smartshare(*good, folder=tmp_path).returncode == 0


def test_a_wrong_ledger_is_found_as_one_batch(tmp_path: Path) -> None:
    """What was to be signed is signed again for each smaller input, so that what is left is still a transaction."""
    found = hunted(target_with("minimum fee one too high"), profiles=("ledger",), examples=200, max_finds=1)
    (find,) = found.finds.values()
    assert find.steady
    assert find.result.verdict is Verdict.FAIL
    case = find.result.case
    assert len(case.input["batches"]) == 1  # type: ignore[index, call-overload, arg-type]
    plan = FuzzPlan(seed=1)
    write_found(tmp_path, (), found, plan)
    suite = load(tmp_path)
    run = conduct(suite, tuple(suite), Target.connect(target_with("minimum fee one too high"), timeout=TIMEOUT), lambda _: None)
    assert [result.verdict for result in run.results] == [Verdict.FAIL]


@pytest.mark.parametrize("fault", [*KERNEL_FAULTS, "a miss that costs nothing", "a replica in use is forgotten"])
def test_a_fault_of_a_rule_or_of_stored_data_is_found(fault: str) -> None:
    """No committed vector is tried: what is drawn for a profile gets an order as far as its audits.

    In a process of its own, since what is new to a process, and kept for that, depends on what it has done before.
    """
    words = [sys.executable, "-m", "benchmarks.fuzzing", fault, "--examples", "3000"]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "1 of 1 found" in run.stdout, run.stdout + run.stderr


def test_a_wrong_call_is_made_small() -> None:
    """What is drawn by chance is made small by its types: nothing of it can be simpler, and it still shows the fault."""
    found = hunted(target_with("delivered beyond what is ordered"), examples=3_000, max_finds=1)
    (find,) = found.finds.values()
    assert find.steady
    case = find.result.case
    for smaller in smaller_calls(Exchange(case.kind, case.preset, case.input)):  # type: ignore[arg-type]
        outcome = evaluate("call", case.preset, smaller.input)
        assert outcome != case.expect or len(canonical(smaller.input)) >= len(canonical(case.input))


def test_calls_follow_from_the_seed_alone() -> None:
    """Not from the order that a process happens to give to sets: else nobody could repeat what another has found."""
    asked = [
        subprocess.run([sys.executable, "-c", CALLS], env={**os.environ, "PYTHONHASHSEED": hashes}, capture_output=True, text=True, check=True).stdout
        for hashes in "12"
    ]
    assert asked[0] == asked[1]
    assert len(asked[0].splitlines()) == 600


def test_a_call_that_counts_for_ever_is_given_up() -> None:
    """One that the reference needs an hour for is nothing to ask a target."""
    _, _, error = Watched().run(list_root, {"entries": [b""] * 60_000})
    assert isinstance(error, TooLong)


def test_a_good_target_yields_nothing(tmp_path: Path) -> None:
    run = smartshare("fuzz", "--target", target_with(), "--examples", "200", "--seed", "2", "--case-timeout", "60", folder=tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "nothing found" in run.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_seed_repeats(tmp_path: Path) -> None:
    """Two runs that differ in nothing find the same, after the same number of inputs."""
    reports = []
    for folder in ("one", "two"):
        out = tmp_path / folder
        arguments = ("--target", target_with("root not compared"), "--profile", "light-client", "--examples", "150", "--seed", "5", "--out", out)
        assert smartshare("fuzz", *arguments, "--case-timeout", "60", folder=tmp_path).returncode == 1
        report = json.loads((out / "fuzz.json").read_text())
        del report["seconds"]
        reports.append((report, (out / "data" / "light-client" / "found.json").read_bytes()))
    assert reports[0] == reports[1]


def test_a_seed_repeats_whatever_hashes_the_process_was_given(tmp_path: Path) -> None:
    """What is learned depends on how many functions are called, and that on the order of tables: two runs have to draw the same all the same."""
    kept = []
    for hashes in "12":
        corpus = tmp_path / hashes
        words = [sys.executable, "-m", "smartshare", "fuzz", "--target", target_with(), "--case-timeout", "60", "--corpus", str(corpus)]
        words += ["--examples", "150", "--seed", "1", "--profile", "economy", "--profile", "consensus", "--profile", "contracts"]
        subprocess.run(words, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": hashes}, check=True, capture_output=True)
        kept.append({path.name: path.read_bytes() for path in corpus.iterdir()})
    assert len(kept[0]) > 50
    assert kept[0] == kept[1]


BEGINS = """
import os, sys
sys.path.insert(0, {place!r})
from conformance.same_hashes import begin_again
begin_again()
print(hash(b"a"), hash(b"b"), os.environ.get("PYTHONHASHSEED"))
"""
"""A process that begins again, and says which hashes it has, and what those that it starts are told."""


@pytest.mark.parametrize("flags", [(), ("-E",), ("-I",)])
def test_a_process_begins_again_once_at_most(flags: tuple[str, ...], tmp_path: Path) -> None:
    """Where Python does not look at its environment, what is set there changes nothing, and to begin again would never end. A target is told nothing of it."""
    script = tmp_path / "begins.py"
    script.write_text(BEGINS.format(place=str(Path.cwd())))
    words = [sys.executable, *flags, str(script)]
    said = {subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60).stdout for _ in range(2)}
    assert all(each.endswith("None\n") for each in said)
    assert len(said) == (2 if flags else 1)


def test_a_target_that_dies_is_started_again_and_its_death_is_a_find(tmp_path: Path) -> None:
    script = tmp_path / "dies.py"
    script.write_text(DIES)
    found = hunted("cmd:" + shlex.join([sys.executable, str(script)]), examples=60, profiles=("wire",))
    assert found.examples == 60
    assert found.restarts > 0
    (find,) = found.finds.values()
    assert find.result.verdict is Verdict.CRASH
    assert find.steady


def test_a_target_that_cannot_start_again_ends_the_hunt_with_what_was_found(tmp_path: Path) -> None:
    script = tmp_path / "dies.py"
    script.write_text(DIES)
    found = hunted("cmd:" + shlex.join([sys.executable, str(script)]), examples=60, profiles=("wire",), restarts=3)
    assert "--restarts" in found.stopped
    assert [find.result.verdict for find in found.finds.values()] == [Verdict.CRASH]


def test_an_interruption_leaves_the_report(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "smartshare", "fuzz", "--target", target_with("key not checked"), "--seed", "1", "--out", "found", "--corpus", "corpus"]
    process = subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + TIMEOUT
        while not list(tmp_path.glob("corpus/*.json")) and time.monotonic() < deadline:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        said, complaint = process.communicate(timeout=TIMEOUT)
    finally:
        process.kill()
    assert process.returncode == 130, said + complaint
    report = json.loads((tmp_path / "found" / "fuzz.json").read_text())
    assert report["interrupted"] is True
    assert report["examples"] > 0
    assert "interrupted" in said


def test_the_corpus_is_kept_and_replayed_first(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    first = hunted(target_with(), examples=60, corpus=corpus)
    entries = sorted(path.name for path in corpus.iterdir())
    assert entries
    assert first.replayed == 0
    second = hunted(target_with(), examples=len(entries), corpus=corpus)
    assert second.replayed == second.examples == len(entries)
    assert second.reach.combinations == first.reach.combinations
    assert sorted(path.name for path in corpus.iterdir()) == entries
    (corpus / "strange.json").write_text("[]")
    with pytest.raises(ConformanceError, match=r"strange\.json is no entry of a corpus"):
        hunted(target_with(), examples=1, corpus=corpus)


def test_a_profile_that_is_not_claimed_is_refused() -> None:
    with pytest.raises(ConformanceError, match="does not claim the profile kernel"):
        hunted(target_with(), examples=1, profiles=("kernel",))


def test_finds_are_not_written_among_other_vectors(folder: Path) -> None:
    """A suite of another origin would lose what its own tool wrote."""
    with pytest.raises(ConformanceError, match="no fuzzing has found"):
        read_found(folder)


def test_a_target_is_needed(tmp_path: Path) -> None:
    run = smartshare("fuzz", "--examples", "1", folder=tmp_path)
    assert run.returncode == 2
    assert run.stderr.strip().splitlines()[-1].startswith("Error: --target is missing")
    missing = smartshare("fuzz", "--examples", "1", "--target", "cmd:/does/not/exist", folder=tmp_path)
    assert missing.returncode == 2


@pytest.mark.parametrize("out", ["/proc/nothing", __file__], ids=["nobody writes there", "a file"])
def test_a_folder_that_cannot_be_written_is_refused_before_the_hunt(tmp_path: Path, out: str) -> None:
    """What hours of fuzzing have found would be lost with it."""
    run = smartshare("fuzz", "--examples", "1", "--target", "cmd:/does/not/exist", "--out", out, folder=tmp_path)
    assert run.returncode == 2
    assert "name another folder with --out" in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_a_target_that_answers_wrongly_by_the_clock_is_not_steady() -> None:
    """Hypothesis would end such a hunt with an error; it is a find that says what it is."""
    found = hunted(command("fuzz_unsteady.py"), examples=40, profiles=("wire",))
    assert found.finds
    assert not all(find.steady for find in found.finds.values())


@pytest.mark.parametrize("name", sorted(callees()))
@settings(deadline=None, max_examples=3, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_call_has_arguments(name: str, data: st.DataObject) -> None:
    """A new kernel is fuzzed by its annotations alone, whatever its types are: one without would end a hunt."""
    for annotation in callees()[name].parameters.values():
        form = form_of(annotation)
        value = draw_value(data.draw, annotation, Seen())
        assert form.read(form.write(value)) == value


@settings(deadline=None, max_examples=60, database=None)
@given(st.data())
def test_damage_is_in_one_place(data: st.DataObject) -> None:
    right = bytes.fromhex("830158200000000000000000000000000000000000000000000000000000000000000000816161")
    assert [item.end - item.start for item in items(right)] == [len(right), 1, 34, 3, 2]
    assert isinstance(draw_damaged(data.draw, right), bytes)


def test_what_is_reached_is_what_runs() -> None:
    reached: set[str] = set()
    with traced(reached):
        evaluate("call", "minimal", {"call": "check_amount", "amount": "1"})
    assert reached == {"BALANCE-1"}
    assert "BALANCE-1" in rule_ids()


CALLS = """
from conformance.fuzzing.calls import Calls

drawn = Calls(1, ("minimal", "mainnet"))
for _ in range(600):
    exchange = drawn.draw()
    print(exchange.preset, exchange.input)
"""

DIES = """
import os
import sys
from pathlib import Path

from conformance.serve import answering, introduction, serve
from vectors.evaluate import evaluate


def dying(kind, preset, given):
    outcome = evaluate(kind, preset, given)
    if "reject" in outcome and outcome["reject"] == "SIGNATURE_INVALID":
        os._exit(3)
    return outcome


serve(answering(dying, introduction("dying", "1", ["wire"], ["minimal"])), sys.stdin.buffer, sys.stdout.buffer)
"""
