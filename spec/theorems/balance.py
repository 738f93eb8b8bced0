# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of every debit and credit, of SSP and of every IoT_Coin."""

from reference.codes import Code
from reference.numbers import MAX_AMOUNT, Amount
from reference.state.balance import check_amount, credit, debit
from spec.prover.statement import Says, rejection, theorem


@theorem("BALANCE-1", "An amount is rejected just where it is zero.", says=Says.ACCEPTANCE)
def check_amount_accepts(amount: Amount) -> bool:
    return rejection(check_amount, amount) == (Code.AMOUNT_ZERO if amount == 0 else None)


@theorem("BALANCE-1", "An amount that passes moves something: whoever pays it has less.", says=Says.INVARIANT)
def accepted_amount_moves_something(balance: Amount, amount: Amount) -> bool:
    check_amount(amount)
    return debit(balance, amount) < balance


@theorem("BALANCE-2", "A debit is rejected just where the balance does not cover it.", says=Says.ACCEPTANCE)
def debit_accepts(balance: Amount, amount: Amount) -> bool:
    return rejection(debit, balance, amount) == (Code.INSUFFICIENT_BALANCE if amount > balance else None)


@theorem("BALANCE-2", "A debit takes exactly the amount.", says=Says.AMOUNTS)
def debit_is_exact(balance: Amount, amount: Amount) -> bool:
    return debit(balance, amount) == balance - amount


@theorem("BALANCE-2", "A debit leaves no debt, and nobody has more after one.", says=Says.INVARIANT)
def debit_leaves_no_debt(balance: Amount, amount: Amount) -> bool:
    left = debit(balance, amount)
    return (left >= 0) & (left <= balance)


@theorem("BALANCE-3", "A credit is rejected just where the balance would reach 2^63.", says=Says.ACCEPTANCE)
def credit_accepts(balance: Amount, amount: Amount) -> bool:
    return rejection(credit, balance, amount) == (Code.BALANCE_OVERFLOW if balance + amount > MAX_AMOUNT else None)


@theorem("BALANCE-3", "A credit adds exactly the amount.", says=Says.AMOUNTS)
def credit_is_exact(balance: Amount, amount: Amount) -> bool:
    return credit(balance, amount) == balance + amount


@theorem("BALANCE-3", "A credit can be taken back: debit undoes it.", says=Says.INVARIANT)
def debit_undoes_credit(balance: Amount, amount: Amount) -> bool:
    return debit(credit(balance, amount), amount) == balance
