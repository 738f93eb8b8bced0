"""Mutants: every small change of a function, seeded where callers see it, and never taken for noticed when it is not."""

import json
import signal
from dataclasses import replace
from pathlib import Path
from types import FunctionType

import pytest
from click.testing import CliRunner

from reference.codes import Code, Reject
from reference.consensus.header import check_header
from reference.rules import Layer, mark_of
from reference.state.balance import debit
from reference.state.transfer import move
from reference.wire import hashing
from reference.wire.lists import list_root
from smartshare.__main__ import main
from spec.prover.mining import explore
from vectors.evaluate import evaluate
from vectors.json_text import members
from vectors.mined import draw_kernel
from vectors.mutation import Mutant, Target, faulty, judgement, mutants_of, reference_functions, renewal, report, seeded, trial
from vectors.mutation.constants import constant_mutants_of
from vectors.mutation.drawing import draw_for_kernel
from vectors.mutation.explained import explanation, read_explanations, stale
from vectors.mutation.judgement import gather, judge_all
from vectors.mutation.naming import functions_naming
from vectors.mutation.renewal import noticed_anew
from vectors.mutation.report import Outcome, judge
from vectors.mutation.sources import substance
from vectors.suite import Suite

LISTS = "reference.wire.lists"


def small(amount: int, limit: int) -> int:
    """Say nothing of this sentence."""
    if amount == 0 and limit:
        raise Reject(Code.AMOUNT_ZERO)
    total = min(amount, limit) + 1
    return total // limit


SMALL = [
    "dropped statement: if amount == 0 and limit: -> (dropped)",
    "unconditional: if amount == 0 and limit: -> raise Reject(Code.AMOUNT_ZERO)",
    "boolean: amount == 0 and limit -> amount == 0 or limit",
    "boolean: amount == 0 and limit -> limit",
    "boolean: amount == 0 and limit -> amount == 0",
    "comparison: amount == 0 -> amount != 0",
    "constant: amount == 0 -> amount == 1",
    "constant: amount == 0 -> amount == -1",
    "wrong code: Code.AMOUNT_ZERO -> Code.INSUFFICIENT_BALANCE",
    "arithmetic: min(amount, limit) + 1 -> min(amount, limit) - 1",
    "arithmetic: min(amount, limit) + 1 -> min(amount, limit) * 1",
    "swapped arguments: min(amount, limit) -> min(limit, amount)",
    "function: min(amount, limit) -> max(amount, limit)",
    "constant: min(amount, limit) + 1 -> min(amount, limit) + 2",
    "constant: min(amount, limit) + 1 -> min(amount, limit) + 0",
    "arithmetic: total // limit -> total * limit",
    "arithmetic: total // limit -> total % limit",
    "swapped operands: total // limit -> limit // total",
]
"""The mutants of `small`, all of them."""


def named(function: FunctionType, before: str, after: str) -> Mutant:
    (found,) = [mutant for mutant in mutants_of(function) if (mutant.before, mutant.after) == (before, after)]
    return found


@pytest.fixture
def lists(suite: Suite) -> Suite:
    """The cases of lists, which take no time."""
    files = [file for file in suite.files if file.path.endswith("kernel/primitives.json")]
    return Suite(suite.manifest, tuple(files))


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Mutant:
    monkeypatch.setattr(trial, "SECONDS", 0.2)
    return named(list_root, "len(level) > 1", "len(level) >= 1")


def test_the_mutants_of_a_small_function() -> None:
    assert [f"{mutant.operator}: {mutant.before} -> {mutant.after}" for mutant in mutants_of(small)] == SMALL


def test_a_function_of_the_reference_has_no_mutant_twice_and_none_that_is_itself() -> None:
    for function in reference_functions():
        codes = [mutant.code for mutant in mutants_of(function)]
        assert function.__code__ not in codes
        assert len(set(map(substance, codes))) == len(codes)


def test_what_a_rule_is_made_of_is_changed() -> None:
    """One of each kind that a programmer slips into, in the rules themselves."""
    named(debit, "amount > balance", "amount >= balance")
    named(debit, "Code.INSUFFICIENT_BALANCE", "Code.BALANCE_OVERFLOW")
    named(move, "check_amount(amount)", "(dropped)")
    named(check_header, "header.parent != head.hash", "header.chain != head.hash")


def test_methods_and_constants_are_changed() -> None:
    assert "Tag.__init__" in {function.__qualname__ for function in reference_functions()}
    assert "P256_PRIME" in {mutant.function for mutant in constant_mutants_of("reference.wire.keys")}
    assert "Tag.COIN_ID" in {mutant.function for mutant in constant_mutants_of("reference.wire.hashing")}


def test_a_seeded_fault_is_seen_by_callers_and_undone_whatever_happens() -> None:
    fault = named(debit, "balance - amount", "balance + amount")
    with seeded(fault):
        assert move(bytes(32), b"\1" * 32, 5, 0, 2).sender == 7
        with pytest.raises(Reject), seeded(fault):
            move(bytes(32), b"\1" * 32, 0, 0, 2)
    assert move(bytes(32), b"\1" * 32, 5, 0, 2).sender == 3


def test_a_faulty_function_stands_beside_the_original_and_can_be_explored() -> None:
    fault = faulty(named(debit, "amount > balance", "amount >= balance"))
    assert (debit(5, 5), fault(6, 5)) == (0, 1)
    with pytest.raises(Reject):
        fault(5, 5)
    assert "amount >= balance" in {decision for path in explore(fault) for decision in path.decisions}


def test_an_endless_loop_is_noticed(endless: Mutant, lists: Suite) -> None:
    (case,) = [case for case in lists if case.why == "list_root: 1 entries"]
    with seeded(endless):
        assert trial.differs(case, evaluate)
    assert not trial.differs(case, evaluate)


def test_a_mutant_of_a_constant_is_tried_in_a_reference_that_is_imported_anew(lists: Suite) -> None:
    changed = [mutant for mutant in constant_mutants_of("reference.wire.hashing") if mutant.function == "Tag.LIST_LEAF"]
    judged = judge_all(changed, gather(lists), 1, lambda _: None)
    assert changed
    assert all(each.killer for each in judged)
    assert list_root([b"a"]) != list_root([])


def test_cases_that_execute_what_names_a_constant_are_the_first_to_meet_it() -> None:
    here, there = ((function.__module__, function.__code__.co_firstlineno) for function in (list_root, debit))
    assert functions_naming("Tag.LIST_LEAF")[here] == 1
    assert functions_naming("Tag.LIST_LEAF").get(there, judgement.FAR) > 1


def test_a_mutant_is_tried_on_as_many_cases_as_is_said_the_nearest_first(lists: Suite) -> None:
    changed = [mutant for mutant in constant_mutants_of("reference.wire.hashing") if mutant.function == "Tag.LIST_LEAF"]
    evidence = gather(lists)
    assert all(each.killer for each in judge_all(changed, evidence, 1, lambda _: None, 10))
    assert not any(each.killer for each in judge_all(changed, evidence, 1, lambda _: None, 0))


def test_an_import_that_does_not_end_is_noticed_and_what_comes_after_may_take_its_time(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    (mutant, *_) = constant_mutants_of("reference.wire.hashing")
    path = Path(str(hashing.__file__))
    right, endless = compile(path.read_text(), str(path), "exec"), compile("while True: pass", "endless", "exec")
    monkeypatch.setattr(renewal, "first_that_notices", lambda cases, evaluate: f"{signal.alarm(0)} seconds are left")
    assert noticed_anew(replace(mutant, code=right), (), suite.manifest) == "0 seconds are left"
    monkeypatch.setattr(renewal, "IMPORT_SECONDS", 1)
    assert noticed_anew(replace(mutant, code=endless), (), suite.manifest) == renewal.UNLOADABLE


def test_an_explained_mutant_is_tried_on_the_nearest_cases_only(lists: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether an explanation is wrong they can still say; of one that nothing notices they leave the rest out."""
    dies = named(list_root, "_LEAF + entry", "entry + _LEAF")
    monkeypatch.setattr(report, "read_explanations", lambda: {dies.text: "said to live"})
    judged = judge([dies], lists, 1, lambda _: None)
    assert (judged.results[0].outcome, judged.stale) == (Outcome.KILLED, (dies.text,))
    monkeypatch.setattr(report, "NEAREST", 0)
    judged = judge([dies], lists, 1, lambda _: None)
    assert (judged.results[0].outcome, judged.stale) == (Outcome.EXPLAINED, ())


def test_a_mutant_that_lives_is_open_and_fails(lists: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lives = named(list_root, "level[0]", "level[-1]")
    dies = named(list_root, "_LEAF + entry", "entry + _LEAF")
    monkeypatch.setattr("smartshare.mutate.load", lambda: lists)
    monkeypatch.setattr("smartshare.mutate.all_mutants", lambda module, rule: [lives, dies])
    monkeypatch.setattr("vectors.mutation.report.read_explanations", dict)
    file = tmp_path / "mutants.json"
    ran = CliRunner().invoke(main, ["mutate", "--json", str(file), "--jobs", "1"])
    assert ran.exit_code == 1
    assert f"open {LISTS}:{lives.line}" in ran.output
    written = json.loads(file.read_text())
    assert written["modules"] == [{"module": LISTS, "mutants": 2, "killed": 1, "equivalent": 0, "explained": 0, "open": 1}]
    assert [(each["before"], each["outcome"]) for each in written["not_killed"]] == [("level[0]", "open")]


def test_an_explanation_of_nothing_is_stale_and_a_kernel_is_never_explained() -> None:
    lives = named(list_root, "level[0]", "level[-1]")
    begin = f"{LISTS}.list_root: `level[0]`"
    assert explanation(lives, {begin: "one entry is left"}) == "one entry is left"
    assert explanation(lives, {f"{LISTS}.list": "no whole name"}) is None
    assert stale({begin: ""}, [lives], [lives]) == []
    assert stale({begin: ""}, [lives], []) == [begin]
    kernel = mutants_of(debit)[0]
    assert kernel.target is Target.KERNEL
    assert explanation(kernel, {kernel.text: ""}) is None


def test_no_explanation_is_of_a_kernel() -> None:
    """The prover decides those, so that nobody need judge them."""
    of_kernels = [function for function in reference_functions() if (mark := mark_of(function)) is not None and mark.layer is Layer.KERNEL]
    kernels = [mutant for function in of_kernels for mutant in mutants_of(function)]
    assert {mutant.target for mutant in kernels} == {Target.KERNEL}
    explained = tuple(read_explanations())
    assert explained
    assert not [mutant.text for mutant in kernels if mutant.text.startswith(explained)]


def test_where_no_input_tells_a_mutant_the_prover_draws_one() -> None:
    """Without the inputs at which the balance equals the amount, one of them is drawn for the mutants that need it."""
    mined = [entry for entry in draw_kernel("debit") if members(entry["input"])["balance"] != members(entry["input"])["amount"]]
    drawn = draw_for_kernel("debit", mined)
    assert [entry["input"] for entry in drawn] == [{"call": "debit", "balance": "0", "amount": "0"}]
    assert drawn[0]["why"] == 'debit: differs if "amount > balance" became ">="'
