# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the private placement: who pays from it, that nothing is paid unpublished, and that nothing else is paid."""

from dataclasses import replace

from reference.codes import Code
from reference.economy.placements import apply_placement_pay, pay_from_placement
from reference.numbers import AccountId, Amount, Slot
from reference.state.account import Account
from reference.state.balance import credit
from reference.state.economy_state import put_outflow, put_placement
from reference.state.placement import MAX_OUTFLOWS, Outflow, Placement
from reference.state.state import State, get_account, put_account
from reference.wire.economy_bodies import PlacementPay
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.ledger import ssp, supply_is_bounded


@theorem(
    "PLACEMENT-1",
    "A payment from the placement is refused for the first of: not its controller, nothing to pay, no number left, too little left.",
    says=Says.ACCEPTANCE,
)
def placement_accepts(placement: Placement, sender: AccountId, amount: Amount) -> bool:
    expected = first_failing(
        (sender != placement.controller, Code.PLACEMENT_FOREIGN),
        (amount == 0, Code.AMOUNT_ZERO),
        (placement.outflows == MAX_OUTFLOWS, Code.OUTFLOWS_EXHAUSTED),
        (placement.balance < amount, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(pay_from_placement, placement, sender, amount) == expected


@theorem("PLACEMENT-1", "Just the amount leaves the placement, which counts one outflow more; its controller stays.", says=Says.AMOUNTS)
def placement_is_exact(placement: Placement, sender: AccountId, amount: Amount) -> bool:
    left = Placement(controller=placement.controller, balance=placement.balance - amount, outflows=placement.outflows + 1)
    return pay_from_placement(placement, sender, amount) == left


@theorem("PLACEMENT-1", "Only the controller pays, never more than is left, and every payment has a number that no other has.", says=Says.INVARIANT)
def only_the_controller_pays(placement: Placement, sender: AccountId, amount: Amount) -> bool:
    left = pay_from_placement(placement, sender, amount)
    return sender == placement.controller and left.balance < placement.balance and left.outflows > placement.outflows


@theorem("PLACEMENT-2", "A payment from the placement makes and destroys no SSP.", says=Says.INVARIANT, assuming=supply_is_bounded)
def placing_preserves_ssp(state: State, sender: AccountId, body: PlacementPay, slot: Slot) -> bool:
    return ssp(apply_placement_pay(state, sender, body, slot)) == ssp(state)


@theorem("PLACEMENT-2", "A payment from the placement is refused as PLACEMENT-1 says.", says=Says.ACCEPTANCE)
def placing_accepts(state: State, sender: AccountId, body: PlacementPay, slot: Slot) -> bool:
    refused = rejection(pay_from_placement, state.economy.placement, sender, body.amount)
    overflow = rejection(credit, get_account(state, body.recipient).balance, body.amount)
    return rejection(apply_placement_pay, state, sender, body, slot) == (refused or overflow)


@theorem(
    "PLACEMENT-2", "Just the amount leaves the placement for the recipient, and is published under the next number; nothing else changes.", says=Says.AMOUNTS
)
def placing_is_exact(state: State, sender: AccountId, body: PlacementPay, slot: Slot) -> bool:
    placement, account = state.economy.placement, get_account(state, body.recipient)
    paid = put_account(state, body.recipient, Account(balance=account.balance + body.amount, nonce=account.nonce))
    left = replace(placement, balance=placement.balance - body.amount, outflows=placement.outflows + 1)
    outflow = Outflow(slot=slot, recipient=body.recipient, amount=body.amount, purpose=body.purpose)
    return apply_placement_pay(state, sender, body, slot) == put_outflow(put_placement(paid, left), placement.outflows, outflow)
