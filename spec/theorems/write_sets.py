# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of write sets that stand for calls: they make and lose no money, and what a call did is taken from its write set as it was."""

from reference.codes import Code
from reference.contracts.call_writes import HeldByAll, apply_write_set, call_write_set, check_moved
from reference.contracts.contract_calls import call_contract
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.contract_calls import NOW, PLACE, RUNS, Ask, body_of
from spec.theorems.drafts import ACCOUNTS


@theorem("MODE-10", "A write set is refused just where those whose money it writes have together more or less than they had.", says=Says.ACCEPTANCE)
def moved_money_accepts(before: HeldByAll, after: HeldByAll) -> bool:
    return rejection(check_moved, before, after) == first_failing((before != after, Code.WRITE_SET_MISMATCH))


@theorem(
    "MODE-10",
    "Whatever a call does, its write set makes and loses no money, and leads who takes it unexecuted to the call's state, outcome and receipt.",
    says=Says.INVARIANT,
    tested=RUNS,
)
def calls_move_money(ask: Ask) -> bool:
    called = call_contract(PLACE, ACCOUNTS[ask.sender], body_of(ask), NOW)
    if called.entered is None:
        return True
    left = called.entered if called.code is not None else called.state
    taken = apply_write_set(called.entered, call_write_set(called.entered, left, called.code, called.outcome))
    return taken == (left, called.code, called.outcome)
