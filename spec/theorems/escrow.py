# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of money in escrow, whatever payer and payee do or fail to do."""

from reference.codes import Code
from reference.economy.escrow import Ending, PartPayment, Settlement, deliver_escrow, open_escrow, pay_from_escrow, priced, settle_escrow
from reference.economy.escrow_books import give, take
from reference.numbers import MAX_AMOUNT, MAX_UINT64, PPM, AccountId, Amount, CoinId, Ppm, Slot
from reference.state.account import Account
from reference.state.coin import Holding
from reference.state.coin_terms import SSP
from reference.state.economy_state import get_freeze
from reference.state.listing import HIGHEST_PRICE, Escrow, Stage
from reference.state.state import State, get_account, get_holding, put_account, put_holding
from reference.wire.listing_bodies import MAX_WAIT, Quantity, Wait
from spec.prover.maps import total
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.ledger import ssp, supply_is_bounded


@theorem("ESCROW-1", "Items are not priced for the first of: none are asked for, they cost more than can be held.", says=Says.ACCEPTANCE)
def pricing_accepts(price: Amount, quantity: Quantity) -> bool:
    expected = first_failing((quantity == 0, Code.QUANTITY_ZERO), (price * quantity > HIGHEST_PRICE, Code.PRICE_TOO_HIGH))
    return rejection(priced, price, quantity) == expected


@theorem("ESCROW-1", "Items cost the price of one, times their number.", says=Says.AMOUNTS)
def pricing_is_exact(price: Amount, quantity: Quantity) -> bool:
    return priced(price, quantity) == price * quantity


@theorem("ESCROW-1", "Several items cost no less than one.", says=Says.INVARIANT)
def pricing_is_monotone(price: Amount, quantity: Quantity) -> bool:
    return priced(price, quantity) >= price


@theorem("ESCROW-2", "No escrow is opened for the first of: no price, one too high to be held, more than the payer would pay.", says=Says.ACCEPTANCE)
def opening_an_escrow_accepts(price: Amount, holding_ppm: Ppm, limit: Amount, slot: Slot, wait: Wait) -> bool:
    expected = first_failing(
        (price == 0, Code.AMOUNT_ZERO),
        (price > HIGHEST_PRICE, Code.PRICE_TOO_HIGH),
        (price + price * holding_ppm // PPM > limit, Code.COST_ABOVE_LIMIT),
    )
    return rejection(open_escrow, price, holding_ppm, limit, slot, wait) == expected


@theorem("ESCROW-2", "A new escrow holds the price and the fee for holding it, and nothing is delivered.", says=Says.AMOUNTS)
def opening_an_escrow_is_exact(price: Amount, holding_ppm: Ppm, limit: Amount, slot: Slot, wait: Wait) -> bool:
    deadline = slot + wait if slot + wait <= MAX_UINT64 else MAX_UINT64
    opened = open_escrow(price, holding_ppm, limit, slot, wait)
    return opened == Escrow(stage=Stage.HELD, price=price, holding=price * holding_ppm // PPM, deadline=deadline)


@theorem("ESCROW-2", "Nobody pays more than its limit, or forfeits more than the price; and no money is held for longer than a year.", says=Says.INVARIANT)
def opening_an_escrow_is_bounded(price: Amount, holding_ppm: Ppm, limit: Amount, slot: Slot, wait: Wait) -> bool:
    opened = open_escrow(price, holding_ppm, limit, slot, wait)
    return (opened.holding <= opened.price) & (opened.price + opened.holding <= limit) & (opened.deadline <= slot + MAX_WAIT)


@theorem("ESCROW-3", "A delivery is rejected for the first of: no escrow, delivered already, too late.", says=Says.ACCEPTANCE)
def delivering_accepts(escrow: Escrow, slot: Slot, wait: Wait) -> bool:
    expected = first_failing(
        (escrow.stage == Stage.NONE, Code.ESCROW_UNKNOWN),
        (escrow.stage == Stage.DELIVERED, Code.ESCROW_DELIVERED),
        (slot >= escrow.deadline, Code.DEADLINE_PASSED),
    )
    return rejection(deliver_escrow, escrow, slot, wait) == expected


@theorem("ESCROW-3", "A delivery changes the stage and the deadline, and no money.", says=Says.AMOUNTS)
def delivering_is_exact(escrow: Escrow, slot: Slot, wait: Wait) -> bool:
    deadline = slot + wait if slot + wait <= MAX_UINT64 else MAX_UINT64
    delivered = deliver_escrow(escrow, slot, wait)
    return delivered == Escrow(stage=Stage.DELIVERED, price=escrow.price, holding=escrow.holding, deadline=deadline)


@theorem(
    "ESCROW-3",
    "After a delivery, in the last slot that there is for it too, the payer has at least one slot to confirm, and nobody can close.",
    says=Says.INVARIANT,
)
def delivering_leaves_time(escrow: Escrow, slot: Slot, wait: Wait) -> bool:
    delivered = deliver_escrow(escrow, slot, wait)
    return (delivered.deadline > slot) & (rejection(settle_escrow, delivered, Ending.CLOSE, slot) == Code.DEADLINE_AHEAD)


@theorem(
    "ESCROW-4",
    "An escrow does not end where there is none; by the payer's cancelling where it is delivered, or too late; by closing where it is too early.",
    says=Says.ACCEPTANCE,
)
def settling_an_escrow_accepts(escrow: Escrow, ending: Ending, slot: Slot) -> bool:
    expected = first_failing(
        (escrow.stage == Stage.NONE, Code.ESCROW_UNKNOWN),
        (ending == Ending.CANCEL and escrow.stage == Stage.DELIVERED, Code.ESCROW_DELIVERED),
        (ending == Ending.CANCEL and slot >= escrow.deadline, Code.DEADLINE_PASSED),
        (ending == Ending.CLOSE and slot < escrow.deadline, Code.DEADLINE_AHEAD),
    )
    return rejection(settle_escrow, escrow, ending, slot) == expected


@theorem(
    "ESCROW-4",
    "The price is the payee's where the payer confirms, and where a delivery is closed; the fee for holding where the payer cancels; all else returns.",
    says=Says.AMOUNTS,
)
def settling_an_escrow_is_exact(escrow: Escrow, ending: Ending, slot: Slot) -> bool:
    price, holding = escrow.price, escrow.holding
    if ending == Ending.CANCEL:
        expected = Settlement(payee=holding, payer=price, sold=False)
    elif ending == Ending.REFUND or (ending == Ending.CLOSE and escrow.stage == Stage.HELD):
        expected = Settlement(payee=0, payer=price + holding, sold=False)
    else:
        expected = Settlement(payee=price, payer=holding, sold=True)
    return settle_escrow(escrow, ending, slot) == expected


@theorem("ESCROW-4", "Theorems 7 and 9: payee and payer get together what was held, to the unit, however it ends.", says=Says.INVARIANT)
def settling_an_escrow_conserves(escrow: Escrow, ending: Ending, slot: Slot) -> bool:
    settled = settle_escrow(escrow, ending, slot)
    return settled.payee + settled.payer == escrow.price + escrow.holding


@theorem("ESCROW-4", "Theorem 10: from its deadline on, an escrow can always be closed.")
def an_escrow_can_be_closed(escrow: Escrow, slot: Slot) -> bool:
    return escrow.stage == Stage.NONE or slot < escrow.deadline or rejection(settle_escrow, escrow, Ending.CLOSE, slot) is None


@theorem("ESCROW-4", "The payer can always give the price up, and the payee always give it back.")
def an_escrow_can_be_ended_by_consent(escrow: Escrow, slot: Slot) -> bool:
    confirmed, refunded = rejection(settle_escrow, escrow, Ending.CONFIRM, slot), rejection(settle_escrow, escrow, Ending.REFUND, slot)
    return escrow.stage == Stage.NONE or (confirmed is None and refunded is None)


@theorem("ESCROW-4", "Whoever does nothing loses nothing: without a delivery, and without an act of its own, the payer gets all back.")
def an_idle_payer_loses_nothing(escrow: Escrow, ending: Ending, slot: Slot) -> bool:
    by_payer = ending == Ending.CONFIRM or ending == Ending.CANCEL
    return by_payer or escrow.stage == Stage.DELIVERED or settle_escrow(escrow, ending, slot).payer == escrow.price + escrow.holding


@theorem("ESCROW-7", "A part of the price can be paid of every escrow that there is.", says=Says.ACCEPTANCE)
def paying_from_escrow_accepts(escrow: Escrow, due: Amount) -> bool:
    expected = Code.ESCROW_UNKNOWN if escrow.stage == Stage.NONE else None
    return rejection(pay_from_escrow, escrow, due) == expected


@theorem("ESCROW-7", "The payee gets what is due as far as it is held of the price, which is as much lower; nothing else changes.", says=Says.AMOUNTS)
def paying_from_escrow_is_exact(escrow: Escrow, due: Amount) -> bool:
    part = due if due < escrow.price else escrow.price
    left = Escrow(stage=escrow.stage, price=escrow.price - part, holding=escrow.holding, deadline=escrow.deadline)
    return pay_from_escrow(escrow, due) == PartPayment(escrow=left, payee=part)


@theorem(
    "ESCROW-7",
    "Theorems 7 and 9: however an escrow ends of which a part was paid, payee and payer get together what was held before it, to the unit.",
    says=Says.INVARIANT,
)
def paying_from_escrow_conserves(escrow: Escrow, due: Amount, ending: Ending, slot: Slot) -> bool:
    part = pay_from_escrow(escrow, due)
    settled = settle_escrow(part.escrow, ending, slot)
    return part.payee + settled.payee + settled.payer == escrow.price + escrow.holding


@theorem("ESCROW-7", "Paying a part changes neither whether an escrow can be ended nor how.")
def paying_from_escrow_ends_nothing(escrow: Escrow, due: Amount, ending: Ending, slot: Slot) -> bool:
    part = pay_from_escrow(escrow, due)
    return rejection(settle_escrow, part.escrow, ending, slot) == rejection(settle_escrow, escrow, ending, slot)


def spendable(state: State, coin: CoinId, account: AccountId) -> Amount:
    """What an account can spend of a coin, or of SSP."""
    return get_account(state, account).balance if coin == SSP else get_holding(state, coin, account).balance


def in_balances(state: State, coin: CoinId) -> int:
    """What all accounts hold of a coin together; of SSP all that is anywhere but in escrow."""
    return ssp(state) if coin == SSP else total(state.holdings, "balance", coin)


def with_spendable(state: State, coin: CoinId, account: AccountId, amount: Amount) -> State:
    """The state in which an account can spend just this much of a coin, and nothing else is otherwise."""
    if coin == SSP:
        return put_account(state, account, Account(balance=amount, nonce=get_account(state, account).nonce))
    return put_holding(state, coin, account, Holding(amount))


@theorem("ESCROW-5", "Money is not taken for the first of: the account is frozen in the coin, the balance is too small.", says=Says.ACCEPTANCE)
def taking_accepts(state: State, coin: CoinId, account: AccountId, amount: Amount) -> bool:
    expected = first_failing(
        (coin != SSP and get_freeze(state, coin, account).slot != 0, Code.ACCOUNT_FROZEN),
        (spendable(state, coin, account) < amount, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(take, state, coin, account, amount) == expected


@theorem("ESCROW-5", "Just the amount leaves just this account, and nothing else changes.", says=Says.AMOUNTS)
def taking_is_exact(state: State, coin: CoinId, account: AccountId, amount: Amount) -> bool:
    after = take(state, coin, account, amount)
    return after == with_spendable(state, coin, account, spendable(state, coin, account) - amount)


@theorem("ESCROW-5", "What goes into escrow is missing from the balances of its coin.", says=Says.INVARIANT)
def taking_conserves(state: State, coin: CoinId, account: AccountId, amount: Amount) -> bool:
    return in_balances(take(state, coin, account, amount), coin) + amount == in_balances(state, coin)


@theorem("ESCROW-6", "Money can be given whatever the coin and the account, unless more would be held than an amount can say.", says=Says.ACCEPTANCE)
def giving_accepts(state: State, coin: CoinId, account: AccountId, amount: Amount) -> bool:
    expected = Code.BALANCE_OVERFLOW if spendable(state, coin, account) + amount > MAX_AMOUNT else None
    return rejection(give, state, coin, account, amount) == expected


@theorem("ESCROW-6", "Just the amount reaches just this account, and nothing else changes.", says=Says.AMOUNTS)
def giving_is_exact(state: State, coin: CoinId, account: AccountId, amount: Amount) -> bool:
    after = give(state, coin, account, amount)
    return after == with_spendable(state, coin, account, spendable(state, coin, account) + amount)


@theorem("ESCROW-6", "What comes out of escrow is in the balances of its coin again.", says=Says.INVARIANT)
def giving_conserves(state: State, coin: CoinId, account: AccountId, amount: Amount) -> bool:
    return in_balances(give(state, coin, account, amount), coin) == in_balances(state, coin) + amount


@theorem("ESCROW-6", "Theorem 10: what was taken into escrow can always be given back, to whomever.", assuming=supply_is_bounded)
def what_is_taken_can_be_given(state: State, coin: CoinId, payer: AccountId, payee: AccountId, amount: Amount) -> bool:
    if in_balances(state, coin) > MAX_AMOUNT:
        return True
    return rejection(give, take(state, coin, payer, amount), coin, payee, amount) is None
