# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of write sets that stand for calls: they make and lose no money, and what a call did is taken from its write set as it was."""

from dataclasses import replace

from cbor2 import dumps

from reference.codes import Code
from reference.contracts.call_writes import HeldByAll, apply_write_set, call_write_set, check_moved, write_key
from reference.contracts.contract_calls import call_contract
from reference.state.state import get_account
from reference.state.tables import Table
from reference.wire.write_set import Write
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


@theorem(
    "MODE-10",
    "A write set that leaves its call's sender a unit more than the call did, or a unit less, is refused.",
    says=Says.INVARIANT,
    tested=RUNS,
)
def forged_money_is_refused(ask: Ask, more: bool) -> bool:
    sender = ACCOUNTS[ask.sender]
    called = call_contract(PLACE, sender, body_of(ask), NOW)
    if called.entered is None or called.code is not None:
        return True
    did, left = call_write_set(called.entered, called.state, None, called.outcome), get_account(called.state, sender)
    if not more and left.balance == 0:
        return True
    forged = Write(write_key((Table.ACCOUNTS, sender)), dumps([left.balance + (1 if more else -1), left.nonce]))
    writes = {**{write.key: write for write in did.writes}, forged.key: forged}
    return rejection(apply_write_set, called.entered, replace(did, writes=tuple(writes[key] for key in sorted(writes)))) == Code.WRITE_SET_MISMATCH
