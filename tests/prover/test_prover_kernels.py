"""What every kernel owes without anybody stating it: results in their ranges, intermediates neither negative nor too wide, nothing but rejections."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from prover_subjects import KERNELS
from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount, Height, Ppm
from reference.state.balance import debit
from spec.prover import Verdict, check_kernel, kernels
from spec.prover.obligations import breach_of
from spec.prover.report import proved, tasks


@dataclass(frozen=True, slots=True)
class Shares:
    """A result with two ranges."""

    provider: Amount
    fee: Ppm


def share(held: Amount, rate: Ppm) -> Amount:
    """The widest product of the protocol's usual kind."""
    return held * rate // 1_000_000


def net(held: Amount, rate: Ppm) -> Amount:
    """Two intermediates on one line, of which the product is the wider."""
    return held - held * rate // 1_000_000


def nested(held: Amount, other: Amount) -> Amount:
    """Wide only on one of two paths."""
    if held > other:
        return held
    return other - held * other // (other + 1)


def one_more(height: Height) -> Height:
    """The greatest value that `uint64_t` has, and no more."""
    return height + 1 if height < 2**64 - 1 else height


def two_more(height: Height) -> Height:
    """One more than `uint64_t` has, on the way."""
    return (height + 1) // 2


@pytest.mark.parametrize(
    ("kernel", "bits", "widest"),
    [(share, 83, "held * rate"), (net, 83, "held * rate"), (nested, 126, "held * other")],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_the_widest_intermediate_is_named_and_measured_to_the_bit(kernel: Callable[..., Any], bits: int, widest: str) -> None:
    """Protects the firmware engineer who chooses the width of a variable by it."""
    checked = check_kernel(kernel)
    assert checked.verdict is Verdict.PROVED, checked
    assert checked.width is not None
    assert (checked.width.bits, checked.width.text, checked.width.negative) == (bits, widest, None)


def negative_on_the_way(balance: Amount, amount: Amount) -> Amount:
    """Right in the end, and wrong in `uint64_t`."""
    if amount > balance:
        raise Reject(Code.INSUFFICIENT_BALANCE)
    return balance + (amount - balance) + (balance - amount) - amount + amount


def too_wide(held: Amount, price: Amount, rate: Ppm) -> Amount:
    """146 bits, cut down at the end."""
    return min(held, held * price * rate)


def out_of_range(balance: Amount, amount: Amount) -> Amount:
    """One bit too many."""
    return balance + amount


def field_out_of_range(held: Amount) -> Shares:
    """A field of a record out of its range."""
    return Shares(held, held)


def another_type(held: Amount) -> Amount:
    """A truth value is no amount."""
    return held == 0


def nothing(held: Amount) -> Amount:
    """A result that is missing on one path."""
    if held == 3:
        return None  # type: ignore[return-value]
    return held


def another_exception(height: Height) -> Height:
    """A division that can fail."""
    return height // height


def short_string(account: AccountId, held: Amount) -> AccountId:
    """A constant of another length, on one path."""
    return b"short" if held == 9 else account


@pytest.mark.parametrize(
    "kernel",
    [negative_on_the_way, too_wide, out_of_range, field_out_of_range, another_type, nothing, another_exception, short_string],
    ids=lambda kernel: kernel.__name__,
)
def test_what_no_kernel_may_do_is_refuted_with_arguments(kernel: Callable[..., Any]) -> None:
    """Protects theorems 2 and 29, which nobody writes down for each kernel."""
    checked = check_kernel(kernel)
    assert checked.verdict is Verdict.REFUTED, checked
    assert checked.counterexample is not None
    assert breach_of(kernel, checked.counterexample) == checked.detail


def test_a_kernel_that_always_rejects_is_vacuous() -> None:
    """Protects against a kernel whose first condition can never be met."""

    def refuses(amount: Amount) -> Amount:
        if amount >= 0:
            raise Reject(Code.AMOUNT_ZERO)
        return amount

    assert check_kernel(refuses).verdict is Verdict.VACUOUS


def test_every_kernel_of_the_reference_is_found() -> None:
    """Protects against a kernel that is marked and never proved."""
    names = {kernel.__name__ for kernel in kernels()}
    assert {"check_amount", "debit", "credit", "move", "check_target", "advance_nonce", "minimum_fee", "charge_fee", "share_fees"} <= names
    assert {"check_coin", "check_issuer", "create_coin", "mint", "burn", "check_header"} <= names


@pytest.mark.parametrize("kernel", KERNELS, ids=lambda kernel: kernel.__name__)
def test_every_kernel_keeps_its_promises(kernel: Callable[..., Any]) -> None:
    """Protects the kernels of the reference, in every test run."""
    checked = check_kernel(kernel)
    assert checked.verdict is Verdict.PROVED, checked
    assert checked.witnessed == checked.paths


@pytest.mark.parametrize(
    ("kernel", "word"),
    [(net, 128), (nested, 128), (debit, 64), (one_more, 64), (two_more, 128), (negative_on_the_way, None), (too_wide, None)],
)
def test_the_least_word_that_holds_every_value_is_told(kernel: Callable[..., Any], word: int | None) -> None:
    """Protects the C programmer, to the bit: 64 bits, 128, or neither, and then the kernel fails."""
    width = check_kernel(kernel).width
    assert width is not None
    assert width.fits == word


def test_the_row_of_a_kernel_gives_the_word() -> None:
    """Protects the sentence that stands below the function in its chapter."""
    row = proved(next(task for task in tasks("BALANCE-2") if task.generated))
    assert (row.bits, row.fits, row.widest, row.negative) == (63, 64, "balance - amount", None)
