"""The private placement: paid from by its controller alone, each time with a public purpose."""

from collections.abc import Mapping
from itertools import pairwise

from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount, Slot
from reference.rules import kernel, procedure, transition
from reference.state.account import Account
from reference.state.balance import check_amount, credit, debit
from reference.state.economy_state import put_outflow, put_placement
from reference.state.placement import MAX_OUTFLOWS, Outflow, OutflowNumber, Placement
from reference.state.state import State, get_account, put_account
from reference.wire.economy_bodies import PlacementPay


@kernel("PLACEMENT-1")
def pay_from_placement(placement: Placement, sender: AccountId, amount: Amount) -> Placement:
    """The placement after a payment from it. Rejects with `PLACEMENT_FOREIGN`, `AMOUNT_ZERO`, `OUTFLOWS_EXHAUSTED`, `INSUFFICIENT_BALANCE`, in this order."""
    if sender != placement.controller:
        raise Reject(Code.PLACEMENT_FOREIGN)
    check_amount(amount)
    if placement.outflows == MAX_OUTFLOWS:
        raise Reject(Code.OUTFLOWS_EXHAUSTED)
    return Placement(controller=placement.controller, balance=debit(placement.balance, amount), outflows=placement.outflows + 1)


@transition("PLACEMENT-2")
def apply_placement_pay(state: State, sender: AccountId, body: PlacementPay, slot: Slot) -> State:
    """Pay a recipient from the private placement, and publish it under the number of outflows before it. Rejects with the codes of PLACEMENT-1."""
    placement = state.economy.placement
    left = pay_from_placement(placement, sender, body.amount)
    account = get_account(state, body.recipient)
    state = put_account(state, body.recipient, Account(balance=credit(account.balance, body.amount), nonce=account.nonce))
    outflow = Outflow(slot=slot, recipient=body.recipient, amount=body.amount, purpose=body.purpose)
    return put_outflow(put_placement(state, left), placement.outflows, outflow)


@procedure("PLACEMENT-3")
def outflows_between(outflows: Mapping[OutflowNumber, Outflow], first: Slot, last: Slot) -> tuple[Outflow, ...]:
    """The publication of a period: every outflow from the slot `first` to the slot `last`, both included, in their order."""
    return tuple(outflow for _, outflow in sorted(outflows.items()) if first <= outflow.slot <= last)


def are_outflows_published(placement: Placement, outflows: Mapping[OutflowNumber, Outflow], slot: Slot) -> bool:
    """Whether all outflows are stored, numbered in the order of their slots, none of nothing or after `slot`."""
    numbers = sorted(outflows)
    slots = [*(outflows[number].slot for number in numbers), slot]
    are_all = len(numbers) == placement.outflows and numbers == list(range(len(numbers)))
    return are_all and all(one <= other for one, other in pairwise(slots)) and all(outflow.amount > 0 for outflow in outflows.values())
