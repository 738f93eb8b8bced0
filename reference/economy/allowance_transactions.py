"""The transactions of allowances: each looks records up, calls the kernel of its rule, and writes them back."""

from reference.economy.allowances import approve, renewed, spend
from reference.economy.payments import pay
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.coin import check_coin
from reference.state.coin_terms import SSP
from reference.state.economy_state import get_allowance, put_allowance
from reference.state.state import State, get_coin
from reference.wire.coin_bodies import Approve, Spend


@transition("ALLOW-6")
def apply_approve(state: State, sender: AccountId, body: Approve, slot: Slot) -> State:
    """Allow a spender to pay with the sender's money. Rejects with `COIN_UNKNOWN` for a coin that does not exist, then with the codes of ALLOW-3."""
    if body.coin != SSP:
        check_coin(get_coin(state, body.coin))
    key = (body.coin, sender, body.spender)
    present = renewed(get_allowance(state, key), slot)
    return put_allowance(state, key, approve(present, sender, body.spender, body.expected, body.limit, body.period, slot))


@transition("ALLOW-7")
def apply_spend(state: State, sender: AccountId, body: Spend, slot: Slot) -> State:
    """Pay with an owner's money. Rejects with the codes of ALLOW-5, then with those of PAY-1, by which the owner pays the recipient."""
    key = (body.coin, body.owner, sender)
    after = spend(renewed(get_allowance(state, key), slot), body.amount)
    return put_allowance(pay(state, body.coin, body.owner, body.recipient, body.amount), key, after)
