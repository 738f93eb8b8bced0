# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of what owners of data earn, and of the fee that is credited to them."""

from dataclasses import replace

from reference.data.earnings import DATA_FEE_PPM, earn, pay_owner
from reference.economy.contribution_transactions import credit_fees
from reference.economy.contributions import contribution_of
from reference.numbers import MAX_AMOUNT, PPM, AccountId, CoinId, Ppm, Slot
from reference.state.award import Contribution
from reference.state.coin_terms import SSP
from reference.state.economy_state import get_fund
from reference.state.listing import HeldAmount
from reference.state.state import State, put_pots
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.contributions import CREDITING, has_room
from spec.theorems.delegation_transactions import term_at
from spec.theorems.escrow import in_balances, spendable, with_spendable
from spec.theorems.order_books import COUNTED


@theorem("EARN-1", "Every payment can be split into fee and earning.", says=Says.ACCEPTANCE)
def earning_never_rejects(paid: HeldAmount, in_ssp: bool) -> bool:
    return rejection(earn, paid, in_ssp) is None


@theorem("EARN-1", "The fee of a payment in SSP is its fiftieth, rounded down, of one in a coin nothing; the owner has the rest.", says=Says.AMOUNTS)
def earning_is_exact(paid: HeldAmount, in_ssp: bool) -> bool:
    earned, fee = earn(paid, in_ssp), paid * DATA_FEE_PPM // PPM if in_ssp else 0
    return earned.fee == fee and earned.owner == paid - fee


@theorem("EARN-1", "Earning and fee are the payment, and who is paid more earns no less and has no smaller fee.", says=Says.INVARIANT)
def earning_conserves(paid: HeldAmount, more: HeldAmount, in_ssp: bool) -> bool:
    one, other = earn(paid, in_ssp), earn(more, in_ssp)
    grows = paid > more or (one.owner <= other.owner and one.fee <= other.fee)
    return one.owner + one.fee == paid and grows


@theorem("EARN-1", "Whatever is released, what an owner may get back for a payment is at most half of its fee, and at most the cap: paying oneself never pays.")
def paying_oneself_never_pays(paid: HeldAmount, contribution_ppm: Ppm, cap: Contribution) -> bool:
    earned = earn(paid, True)
    back = contribution_of(earned.fee, contribution_ppm, cap)
    return earned.owner + back + earned.fee // 2 <= paid and back <= cap


def can_be_earned(state: State, coin: CoinId, owner: AccountId, paid: HeldAmount, slot: Slot) -> bool:
    """With the payment no more of the coin is anywhere than an amount can say, and the fund of the term is open and has room (CONTRIBUTE-7, STATE-9)."""
    open_fund = get_fund(state, term_at(state.chain.parameters, slot)).left == 0
    return in_balances(state, coin) + paid <= MAX_AMOUNT and open_fund and has_room(state, owner, paid, slot)


@theorem("EARN-2", "Every owner can be paid.", says=Says.ACCEPTANCE, standing_in=CREDITING, assuming=can_be_earned)
def an_owner_can_be_paid(state: State, coin: CoinId, owner: AccountId, paid: HeldAmount, slot: Slot) -> bool:
    return rejection(pay_owner, state, coin, owner, paid, slot) is None


@theorem(
    "EARN-2",
    "The owner has its earning, and the fee is in the fees pot and credited to the owner, once and to nobody else; nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=COUNTED,
    assuming=can_be_earned,
)
def an_owner_is_paid_exactly(state: State, coin: CoinId, owner: AccountId, paid: HeldAmount, slot: Slot) -> bool:
    earned = earn(paid, coin == SSP)
    expected = with_spendable(state, coin, owner, spendable(state, coin, owner) + earned.owner) if earned.owner > 0 else state
    if earned.fee > 0:
        expected = put_pots(expected, replace(expected.pots, fees=expected.pots.fees + earned.fee))
        expected = credit_fees(expected, owner, earned.fee, slot)
    return pay_owner(state, coin, owner, paid, slot) == expected


@theorem("EARN-2", "What was held is in balances and the fees pot, to the unit.", says=Says.INVARIANT, standing_in=CREDITING, assuming=can_be_earned)
def an_earning_is_not_lost(state: State, coin: CoinId, owner: AccountId, paid: HeldAmount, slot: Slot) -> bool:
    return in_balances(pay_owner(state, coin, owner, paid, slot), coin) == in_balances(state, coin) + paid
