"""Faults thrown at the theorems: which of them notices, and what it means that none does."""

from collections.abc import Callable
from typing import Any

import pytest

from prover_faults import faults, replaced
from reference.consensus import header, rewards
from reference.state import balance, coin, fee, state, transfer
from spec.prover import Verdict
from spec.prover.adequacy import Fate, Judged, candidates_for, judged, name_of, refuting_theorem, surviving_theorems
from spec.theorems import balance as of_balance
from spec.theorems import transfer as of_transfer

Function = Callable[..., Any]


def seeded(rule: Function, right: str, wrong: str) -> Judged:
    """What the theorems make of a rule with one piece of its source exchanged."""
    return judged(rule, replaced(rule, right, wrong), f"{right} -> {wrong}")


def test_the_first_theorem_that_is_false_is_named() -> None:
    """Protects the reader of a score, who looks up what noticed the fault."""
    faulty = replaced(balance.debit, "balance - amount", "balance")
    theorem, verdicts = refuting_theorem(balance.debit, faulty, [of_balance.debit_accepts, of_balance.debit_is_exact, of_transfer.move_conserves])
    assert theorem == "BALANCE-2 debit_is_exact"
    assert [checked.verdict for checked in verdicts] == [Verdict.PROVED, Verdict.REFUTED]


def test_theorems_of_the_rule_come_first_and_what_calls_it_later() -> None:
    """Protects the time that it takes: the nearest theorems notice most faults."""
    near, far = candidates_for(balance.debit)
    names = [name_of(each) for each in near]
    assert names[:2] == ["BALANCE-2 debit_accepts", "BALANCE-2 debit_is_exact"]
    assert all(name.startswith("BALANCE-2 ") for name in names)
    assert names[-1] == "BALANCE-2 widths and ranges of debit"
    later = [name_of(each) for each in far]
    assert later.index("TRANSFER-1 move_is_exact") < later.index("TX-4 transaction_is_exact")
    assert not any(name.startswith("BLOCK-2") for name in later)


def test_what_a_kernel_owes_notices_a_fault_that_changes_no_result() -> None:
    """Protects firmware: without the first condition, a height of 0 is one less than nothing on the way to the same code."""
    noticed = seeded(header.check_header, "header.height == 0 or header.height - 1", "header.height - 1")
    assert (noticed.fate, noticed.theorem) == (Fate.REFUTED, "BLOCK-2 widths and ranges of check_header")


def test_a_fault_that_is_none_is_told_from_one_that_nobody_noticed() -> None:
    """Protects the theorems' score in both directions."""
    assert seeded(coin.check_coin, "coin.cap == 0", "coin.cap <= 0").fate is Fate.EQUIVALENT
    assert seeded(coin.with_supply, "decimals=coin.decimals", "decimals=0").theorem == "COIN-6 mint_is_exact"
    assert seeded(state.put_head, "head, state.accounts", "state.head, state.accounts").fate is Fate.ACCEPTED


def test_what_z3_does_not_understand_is_tried() -> None:
    """Protects against faults that leave the fragment, and are then noticed by nobody: the report tries them too."""
    assert seeded(transfer.move, "sender == recipient", "sender <= recipient").theorem == "TRANSFER-1 move_accepts"


def test_a_statement_that_becomes_unknown_has_not_refuted() -> None:
    """Protects against a refutation without arguments. The rule is one that few theorems reach: each of them is asked."""
    unread = seeded(rewards.full_score, "term_rounds + epochs_per_term", "term_rounds ** 1 + epochs_per_term")
    assert (unread.fate, unread.theorem) == (Fate.UNDECIDED, None)
    assert any(reason.startswith("REWARD-2 full_score_is_exact: unknown") for reason in unread.undecided)


@pytest.mark.parametrize("jobs", [1, 2])
def test_faults_are_judged_in_other_processes_alike(jobs: int) -> None:
    """Protects the campaign over all kernels, whose faulty functions no other process has."""
    todo = [(rule, faulty, text) for rule in (balance.check_amount, fee.share_fees) for faulty, text in faults(rule)]
    fates = {outcome.text: outcome.fate for outcome in surviving_theorems(todo, jobs)}
    assert list(fates) == list(dict.fromkeys(text for _, _, text in todo))
    assert {text for text, fate in fates.items() if fate is not Fate.REFUTED} == {"amount == 0 -> amount <= 0"}
