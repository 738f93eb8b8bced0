"""The examples that test vectors are made of: complete, at the boundaries, and the same whatever was asked before."""

from typing import Any

import pytest

from prover_subjects import KERNELS
from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount
from reference.state.balance import credit, debit
from reference.state.transfer import move
from spec.prover import Path, Unsupported, check, explore, outcome
from spec.prover.statement import Outcome


def codes(paths: list[Path]) -> list[Code | None]:
    """The codes of the paths, in their order."""
    return [path.outcome.code for path in paths]


def test_each_path_is_told_in_the_kernels_own_words() -> None:
    """Protects the reader of a vector's `why`."""
    paths = explore(debit)
    assert [path.decisions for path in paths] == [("amount > balance",), ("amount <= balance",)]
    assert codes(paths) == [Code.INSUFFICIENT_BALANCE, None]


def test_each_path_has_the_smallest_arguments() -> None:
    """Protects the readability of vectors and their ids, which are hashes of these values."""
    rejecting, accepting = explore(debit)
    assert rejecting.arguments == {"balance": 0, "amount": 1}
    assert accepting.arguments == {"balance": 0, "amount": 0}
    assert accepting.outcome == Outcome(0, None)


def test_paths_come_in_the_order_in_which_conditions_fail() -> None:
    """Protects the order of a vector file: it is the order of the rule's sentence."""
    expected = [Code.AMOUNT_ZERO, Code.TRANSFER_TO_SELF, Code.INSUFFICIENT_BALANCE, Code.BALANCE_OVERFLOW, None]
    assert codes(explore(move)) == expected


def test_every_comparison_has_examples_on_both_sides_and_on_the_line() -> None:
    """Protects against an implementation that is off by one."""
    boundaries = {boundary.text: boundary for boundary in explore(debit)[0].boundaries}
    assert boundaries["amount > balance: one below"].outcome == Outcome(1, None)
    assert boundaries["amount > balance: equal"].outcome == Outcome(0, None)
    assert boundaries["amount > balance: one above"].outcome.code is Code.INSUFFICIENT_BALANCE


def test_the_largest_and_the_telling_inputs_are_among_the_examples() -> None:
    """Protects against an implementation that overflows, or that confuses two inputs which are equal in the smallest examples."""
    accepting = {boundary.text: boundary.arguments for boundary in explore(credit)[1].boundaries}
    assert accepting["the largest inputs"]["balance"] == 2**63 - 1
    telling = accepting["inputs that differ from one another"]
    assert telling == {"balance": 2, "amount": 3}


@pytest.mark.parametrize("kernel", KERNELS, ids=lambda kernel: kernel.__name__)
def test_examples_do_not_depend_on_what_was_asked_before(kernel: Any) -> None:
    """Protects the reproducibility of the vectors: two explorations with other work between them are equal, and every outcome is the kernel's own."""

    def between(one: Amount, other: Amount) -> bool:
        return one * other >= 0

    first = explore(kernel)
    check(between)
    assert explore(kernel) == first
    for path in first:
        assert path.outcome == outcome(kernel, *path.arguments.values())
        assert len({tuple(path.decisions) for path in first}) == len(first)


def test_identifiers_are_told_apart_and_never_invented() -> None:
    """Protects against examples with identifiers of another length."""
    for path in explore(move):
        assert {len(path.arguments["sender"]), len(path.arguments["recipient"])} == {32}
    same, different = explore(move)[1].arguments, explore(move)[2].arguments
    assert same["sender"] == same["recipient"]
    assert different["sender"] != different["recipient"]


def test_a_kernel_outside_the_fragment_has_no_examples() -> None:
    """Protects against a corpus that misses the paths which the prover could not see."""

    def hashes(account: AccountId) -> Amount:
        if hash(account) == 0:
            raise Reject(Code.AMOUNT_ZERO)
        return 1

    with pytest.raises(Unsupported, match="hashes"):
        explore(hashes)
