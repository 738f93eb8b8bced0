# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of payments with any coin, one or many, and of every transaction about companies, coins and allowances."""

from dataclasses import replace

from reference.economy.allowance_transactions import apply_approve, apply_spend
from reference.economy.coin_rules import apply_coin_body
from reference.economy.company_transactions import apply_company_close, apply_company_register
from reference.economy.issuer_transactions import (
    apply_coin_accept,
    apply_coin_describe,
    apply_coin_found,
    apply_coin_freeze,
    apply_coin_offer,
    apply_coin_unfreeze,
)
from reference.economy.payments import apply_batch_pay, pay
from reference.numbers import AccountId, Amount, CoinId, Slot
from reference.state.coin_terms import SSP
from reference.state.coin_transactions import apply_coin_transfer
from reference.state.economy_tables import Economy
from reference.state.state import State, get_account, get_holding
from reference.state.transfer import apply_transfer
from reference.wire.coin_bodies import (
    Approve,
    BatchPay,
    CoinAccept,
    CoinDescribe,
    CoinFound,
    CoinFreeze,
    CoinOffer,
    CoinUnfreeze,
    CompanyClose,
    CompanyRegister,
    Payment,
    Spend,
)
from reference.wire.transaction import CoinTransfer, Transfer
from spec.prover.maps import total
from spec.prover.statement import Says, outcome, rejection, theorem
from spec.theorems.ledger import HASHES, ssp

TWO = "batches of two payments; tests hold longer ones to the payments one by one"

OneAtATime = CompanyRegister | CompanyClose | CoinFound | CoinDescribe | CoinOffer | CoinAccept | CoinFreeze | CoinUnfreeze | Approve | Spend
"""Every body of PAY-3 but a batch, of which PAY-2 speaks."""


def by_kind(state: State, sender: AccountId, body: OneAtATime, slot: Slot) -> State:
    """What the rule of a body's kind makes of a state."""
    match body:
        case CompanyRegister():
            return apply_company_register(state, sender, body)
        case CompanyClose():
            return apply_company_close(state, sender)
        case CoinFound():
            return apply_coin_found(state, sender, body)
        case CoinDescribe():
            return apply_coin_describe(state, sender, body)
        case CoinOffer():
            return apply_coin_offer(state, sender, body)
        case CoinAccept():
            return apply_coin_accept(state, sender, body)
        case CoinFreeze():
            return apply_coin_freeze(state, sender, body, slot)
        case CoinUnfreeze():
            return apply_coin_unfreeze(state, sender, body)
        case Approve():
            return apply_approve(state, sender, body, slot)
        case Spend():
            return apply_spend(state, sender, body, slot)


@theorem("PAY-1", "A payment makes and destroys nothing, of SSP and of any coin.", says=Says.INVARIANT)
def paying_conserves(state: State, coin: CoinId, sender: AccountId, recipient: AccountId, amount: Amount, other: CoinId) -> bool:
    after = pay(state, coin, sender, recipient, amount)
    return ssp(after) == ssp(state) and total(after.holdings, "balance", other) == total(state.holdings, "balance", other)


@theorem("PAY-1", "A payment is rejected as a transfer of SSP is, or as one of that coin.", says=Says.ACCEPTANCE)
def paying_accepts(state: State, coin: CoinId, sender: AccountId, recipient: AccountId, amount: Amount) -> bool:
    if coin == SSP:
        expected = rejection(apply_transfer, state, sender, Transfer(recipient, amount))
    else:
        expected = rejection(apply_coin_transfer, state, sender, CoinTransfer(coin, recipient, amount))
    return rejection(pay, state, coin, sender, recipient, amount) == expected


@theorem("PAY-1", "Just the amount of just that coin moves; nothing else changes but, of SSP, no holding and, of a coin, no account.", says=Says.AMOUNTS)
def paying_is_exact(state: State, coin: CoinId, sender: AccountId, recipient: AccountId, amount: Amount, other: AccountId) -> bool:
    after = pay(state, coin, sender, recipient, amount)
    change = -amount if other == sender else amount if other == recipient else 0
    moved = get_account(after, other).balance - get_account(state, other).balance
    held = get_holding(after, coin, other).balance - get_holding(state, coin, other).balance
    exact = moved == change and after.holdings == state.holdings if coin == SSP else held == change and after.accounts == state.accounts
    return exact and after.coins == state.coins and after.pots == state.pots and after.economy == state.economy and after.consensus == state.consensus


@theorem("PAY-1", "No coin's rule touches SSP: a payment of SSP does the same whatever companies, terms, freezes and allowances there are.")
def ssp_is_unaffected(state: State, economy: Economy, sender: AccountId, recipient: AccountId, amount: Amount) -> bool:
    one, other = outcome(pay, state, SSP, sender, recipient, amount), outcome(pay, replace(state, economy=economy), SSP, sender, recipient, amount)
    return one.code == other.code and (one.code is not None or one.value.accounts == other.value.accounts)


@theorem("PAY-2", "A batch makes and destroys nothing, of SSP and of any coin.", says=Says.INVARIANT, bounded=TWO)
def batch_conserves(state: State, sender: AccountId, coin: CoinId, first: Payment, second: Payment, other: CoinId) -> bool:
    after = apply_batch_pay(state, sender, BatchPay(coin, (first, second)))
    return ssp(after) == ssp(state) and total(after.holdings, "balance", other) == total(state.holdings, "balance", other)


@theorem("PAY-2", "A batch is rejected with the code of the first payment that fails after those before it.", says=Says.ACCEPTANCE, bounded=TWO)
def batch_accepts(state: State, sender: AccountId, coin: CoinId, first: Payment, second: Payment) -> bool:
    paid = outcome(pay, state, coin, sender, first.recipient, first.amount)
    expected = paid.code or rejection(pay, paid.value, coin, sender, second.recipient, second.amount)
    return rejection(apply_batch_pay, state, sender, BatchPay(coin, (first, second))) == expected


@theorem("PAY-2", "A batch leaves what its payments leave, made one after the other.", says=Says.AMOUNTS, bounded=TWO)
def batch_is_exact(state: State, sender: AccountId, coin: CoinId, first: Payment, second: Payment) -> bool:
    expected = pay(pay(state, coin, sender, first.recipient, first.amount), coin, sender, second.recipient, second.amount)
    return apply_batch_pay(state, sender, BatchPay(coin, (first, second))) == expected


@theorem("PAY-3", "Whatever is asked for about companies, coins and allowances, no SSP is made or destroyed.", says=Says.INVARIANT, standing_in=HASHES)
def coin_body_preserves_ssp(state: State, sender: AccountId, body: OneAtATime, slot: Slot) -> bool:
    return ssp(apply_coin_body(state, sender, body, slot)) == ssp(state)


@theorem("PAY-3", "A transaction about companies, coins and allowances is rejected as the rule of its kind says.", says=Says.ACCEPTANCE, standing_in=HASHES)
def coin_body_accepts(state: State, sender: AccountId, body: OneAtATime, slot: Slot) -> bool:
    return rejection(apply_coin_body, state, sender, body, slot) == rejection(by_kind, state, sender, body, slot)


@theorem("PAY-3", "A transaction about companies, coins and allowances leaves what the rule of its kind leaves.", says=Says.AMOUNTS, standing_in=HASHES)
def coin_body_is_exact(state: State, sender: AccountId, body: OneAtATime, slot: Slot) -> bool:
    return apply_coin_body(state, sender, body, slot) == by_kind(state, sender, body, slot)


@theorem("PAY-3", "The power of issuers ends: nobody but the sender, or an owner that has allowed it, ever has less of SSP or of any coin.", standing_in=HASHES)
def nobody_takes_what_is_not_allowed(state: State, sender: AccountId, body: OneAtATime, slot: Slot, coin: CoinId, other: AccountId) -> bool:
    after = apply_coin_body(state, sender, body, slot)
    kept = get_account(after, other).balance >= get_account(state, other).balance
    held = get_holding(after, coin, other).balance >= get_holding(state, coin, other).balance
    return other == sender or (isinstance(body, Spend) and other == body.owner) or (kept and held)
