"""The prover attacked: what it calls proved is tried on thousands of arguments, and one that falsifies it fails the test."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from prover_faults import faults
from prover_subjects import KERNELS, THEOREMS
from reference.codes import Code, Reject
from reference.numbers import Amount, Ppm
from spec.prover import Limits, Verdict, check, intervals
from spec.prover.attack import attack
from spec.prover.checking import holds
from spec.prover.declarations import parameters_of
from spec.prover.equivalence import alike_on, check_equivalent
from spec.prover.intervals import Interval
from spec.prover.sampling import sample

Function = Callable[..., Any]

HYPOTHESIS = 100
"""Arguments that Hypothesis draws, besides those of the attack."""

EASY = Limits(effort=500_000)
"""What Z3 cannot do quickly stays unknown here, and needs no attack."""

STEP = 8
"""Of the faults of a theorem, every so many are tried."""

TABLES = frozenset({"State", "Authenticated"})
"""Types of arguments of statements about the whole ledger, of which there are too many faults for every test run."""


@dataclass(frozen=True, slots=True)
class Falsified:
    """Something that was called proved, and the arguments that make it false."""

    claim: str
    arguments: dict[str, Any]


def attacked(claim: str, function: Function, judge: Callable[[dict[str, Any]], bool | None], witnesses: Sequence[dict[str, Any]]) -> list[Falsified]:
    """What is found against a claim about a function, by both ways of drawing."""
    found = attack(function, judge, witnesses).counterexample
    if found is None:
        found = sample(function, judge, witnesses, examples=HYPOTHESIS).counterexample
    return [] if found is None else [Falsified(claim, found)]


def attacked_theorem(theorem: Function, claim: str) -> list[Falsified]:
    """What is found against a theorem, if it is called proved."""
    checked = check(theorem, EASY)
    if checked.verdict is not Verdict.PROVED:
        return []
    return attacked(claim, theorem, lambda arguments: holds(theorem, arguments), checked.witnesses)


def attacked_equivalence(original: Function, other: Function, claim: str) -> list[Falsified]:
    """What is found against two functions' being alike, if it is called proved."""
    if check_equivalent(original, other, EASY).verdict is not Verdict.PROVED:
        return []
    return attacked(claim, original, lambda arguments: alike_on(original, other, arguments), ())


@pytest.mark.parametrize("kernel", KERNELS, ids=lambda kernel: kernel.__name__)
def test_no_fault_of_a_kernel_is_wrongly_called_equivalent(kernel: Function) -> None:
    """Protects the score of the mutants, of which every one called equivalent is one that nobody looks at again."""
    assert [falsified for faulty, text in faults(kernel) for falsified in attacked_equivalence(kernel, faulty, text)] == []


SMALL = [each for each in THEOREMS if TABLES.isdisjoint(getattr(kind, "__name__", "") for kind in parameters_of(each).values())]
"""Theorems about kernels."""


@pytest.mark.parametrize("theorem", SMALL, ids=lambda theorem: theorem.__name__)
def test_no_false_statement_is_proved(theorem: Function) -> None:
    """Protects the word proved: of the faulty statements made of a theorem many are false, and some are true by accident."""
    statements = [(theorem, theorem.__name__), *faults(theorem)[::STEP]]
    assert [falsified for faulty, text in statements for falsified in attacked_theorem(faulty, text)] == []


def sum_times_rate(one: Amount, other: Amount, rate: Ppm) -> bool:
    return (one + other) * rate <= (2**63 - 1) * 1_000_000


def product_is_a_sum(one: Ppm, other: Ppm) -> bool:
    return one * other <= one + other or one * other > 1_000_000


def covered(balance: Amount, amount: Amount) -> Amount:
    if amount > balance:
        raise Reject(Code.INSUFFICIENT_BALANCE)
    return balance - amount


def covered_but_at_one(balance: Amount, amount: Amount) -> Amount:
    if amount > balance:
        raise Reject(Code.INSUFFICIENT_BALANCE)
    return balance - amount + (1 if amount == 1 else 0)


def summed_short(left: Interval | None, right: Interval | None) -> Interval | None:
    """An interval that forgets one operand's upper end."""
    return Interval(left.low + right.low, left.high) if left and right else None


def envelope_of_the_wrong_sign(left: Any, right: Any, product: Any, left_interval: Interval, right_interval: Interval) -> list[Any]:
    """McCormick's bounds with the first one turned round."""
    _, *others = RIGHT_ENVELOPE(left, right, product, left_interval, right_interval)
    return [product <= left_interval.low * right + right_interval.low * left - left_interval.low * right_interval.low, *others]


RIGHT_ENVELOPE = intervals.envelope
"""The envelope as it is."""


def test_the_statements_of_the_attack_on_a_sound_prover() -> None:
    """Protects the tests below, which would show nothing of statements that a sound prover calls proved."""
    assert check(sum_times_rate).verdict is Verdict.REFUTED
    assert check(product_is_a_sum).verdict is Verdict.REFUTED
    assert check_equivalent(covered, covered_but_at_one).verdict is Verdict.REFUTED


def test_an_interval_that_is_too_narrow_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the attack: it finds that a prover is wrong."""
    monkeypatch.setattr(intervals, "summed", summed_short)
    assert check(sum_times_rate).verdict is Verdict.PROVED
    assert attacked_theorem(sum_times_rate, "planted") != []


def test_an_envelope_of_the_wrong_sign_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the attack against products, of which Z3 is told what it cannot find out."""
    monkeypatch.setattr(intervals, "envelope", envelope_of_the_wrong_sign)
    assert check(product_is_a_sum).verdict is Verdict.PROVED
    assert attacked_theorem(product_is_a_sum, "planted") != []
