"""What an owner of data earns where it is paid for them: the payment less a fee, which is credited to it as its contribution to the ecosystem."""

from dataclasses import dataclass

from reference.agent.settlement import fee_of
from reference.economy.contribution_transactions import credit_fees
from reference.economy.escrow_books import give
from reference.numbers import AccountId, CoinId, Slot
from reference.rules import kernel, transition
from reference.state.balance import credit
from reference.state.coin_terms import SSP
from reference.state.listing import HeldAmount
from reference.state.pots import with_fees
from reference.state.state import State, put_pots

DATA_FEE_PPM = 20_000
"""The fee of what is paid for data in SSP, in parts per million: a fiftieth."""


@dataclass(frozen=True, slots=True)
class Earning:
    """What a payment for data comes to."""

    owner: HeldAmount
    """What the owner of the data gets, in units of the coin."""

    fee: HeldAmount
    """What goes into the fees pot, in SSP units."""


@kernel("EARN-1")
def earn(paid: HeldAmount, in_ssp: bool) -> Earning:
    """Take the fee from a payment for data, rounded down; from one in an IoT_Coin none. Never rejects."""
    fee = fee_of(paid, DATA_FEE_PPM) if in_ssp else 0
    return Earning(owner=paid - fee, fee=fee)


@transition("EARN-2")
def pay_owner(state: State, coin: CoinId, owner: AccountId, paid: HeldAmount, slot: Slot) -> State:
    """Pay an owner of data what was held for that: the fee goes into the fees pot and is credited to the owner, the rest to its balance.

    Rejects with `BALANCE_OVERFLOW`, which no chain meets (BALANCE-3).
    """
    earned = earn(paid, coin == SSP)
    if earned.owner != 0:
        state = give(state, coin, owner, earned.owner)
    if earned.fee == 0:
        return state
    state = put_pots(state, with_fees(state.pots, credit(state.pots.fees, earned.fee)))
    return credit_fees(state, owner, earned.fee, slot)
