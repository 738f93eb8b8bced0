"""The model of accountable safety: it says what it is taken to say, and its rows cannot pass for nothing.

That the lemmas hold, and that each fails without each rule that it needs, is a row of `smartshare prove`; here is what that rests on.
"""

from dataclasses import fields, replace
from pathlib import Path

import pytest
import z3  # type: ignore[import-untyped]

from spec.models.accountable_safety import LEMMAS, NO_TWO_FINAL, ONE_JUSTIFIED_AN_EPOCH
from spec.models.checkpoints import RULES, Rules, Vocabulary, earlier, follows, is_genesis_or_final, laws, vocabulary
from spec.models.lemma import Claim, decide
from spec.prover.collection import lemmas
from spec.prover.report import Task, is_lemma, proved, tasks

CHAPTER = Path(__file__).parents[2] / "spec" / "finality.md"


def task_of(name: str) -> Task:
    """The task of a lemma, by the lemma's name."""
    return next(Task(lemma.rule, module, place, False) for module, place, lemma in lemmas() if lemma.name == name)


def test_every_lemma_is_a_task_of_the_prover() -> None:
    assert {task for task in tasks() if is_lemma(task)} == {task_of(lemma.name) for lemma in LEMMAS}


def test_two_checkpoints_of_two_eras_are_final_and_nobody_is_slashable() -> None:
    """Without such a model the laws would contradict each other where sets change, and everything would follow from them."""
    context = z3.Context()
    w = vocabulary(context)
    first, second, *following = z3.Consts("first second after_first after_second", w.checkpoint)
    v = z3.Const("v", w.agent)
    solver = z3.Solver(ctx=context)
    solver.add(
        *laws(w, RULES),
        is_genesis_or_final(w, RULES, first, following[0], "the first"),
        is_genesis_or_final(w, RULES, second, following[1], "the second"),
        first != w.genesis,
        earlier(w, first, second),
        follows(w, w.era_of(first), w.era_of(second)),
        z3.ForAll([v], z3.Not(w.slashable(v))),
    )
    assert solver.check() == z3.sat


def test_a_lemma_that_does_without_a_rule_it_is_said_to_need_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof would then hold of a protocol without that rule too, and say nothing for it."""
    lemma = replace(NO_TWO_FINAL, needs=("double_votes",))
    monkeypatch.setattr("spec.models.accountable_safety.NO_TWO_FINAL", lemma)
    row = proved(task_of("no_two_final"))
    assert (row.verdict, row.passes) == ("unknown", False)
    assert "double_votes" in row.detail


def test_a_false_lemma_is_refuted_and_one_of_nothing_is_vacuous() -> None:
    def two_are_one(w: Vocabulary, _: Rules) -> Claim:
        one, other = z3.Consts("one other", w.checkpoint)
        return Claim([w.final(one), w.final(other)], one == other)

    def of_nothing(w: Vocabulary, _: Rules) -> Claim:
        one = z3.Const("one", w.checkpoint)
        return Claim([earlier(w, one, one)], w.final(one))

    assert decide(replace(NO_TWO_FINAL, claim=two_are_one)) == "refuted"
    assert decide(replace(NO_TWO_FINAL, claim=of_nothing)) == "vacuous"


def test_the_rules_that_a_lemma_does_not_need_are_no_part_of_it() -> None:
    for name in {field.name for field in fields(Rules)} - set(ONE_JUSTIFIED_AN_EPOCH.needs):
        assert decide(ONE_JUSTIFIED_AN_EPOCH, replace(RULES, **{name: False})) == "proved"


def test_the_chapter_lists_the_lemmas_and_what_each_needs() -> None:
    text = CHAPTER.read_text(encoding="utf-8")
    for lemma in LEMMAS:
        needed = ", ".join(f"`{name}`" for name in lemma.needs) or "the other two"
        assert f"| `{lemma.name}` | {lemma.rule} | {lemma.sentence} | {needed} |" in text
    for field in fields(Rules):
        assert f"| `{field.name}` |" in text
