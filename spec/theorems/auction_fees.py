# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger when somebody pays for an auction."""

from dataclasses import replace

from reference.agent.auction_transactions import pay_for_auction
from reference.codes import Code
from reference.numbers import AccountId
from reference.state.account import Account
from reference.state.quote import QuoteCount
from reference.state.state import State, get_account, put_account_and_pots
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.ledger import ssp, supply_is_bounded


@theorem("MATCH-22", "An auction is not paid for where the balance is below its cost.", says=Says.ACCEPTANCE, assuming=supply_is_bounded)
def paying_for_auctions_accepts(state: State, sender: AccountId, quotes: QuoteCount) -> bool:
    poor = get_account(state, sender).balance < state.chain.parameters.auction_fee * quotes
    return rejection(pay_for_auction, state, sender, quotes) == (Code.INSUFFICIENT_BALANCE if poor else None)


@theorem("MATCH-22", "The cost of each quote moves from the sender to the fees pot; nothing else changes.", says=Says.AMOUNTS)
def paying_for_auctions_is_exact(state: State, sender: AccountId, quotes: QuoteCount) -> bool:
    account, fee = get_account(state, sender), state.chain.parameters.auction_fee * quotes
    pots = replace(state.pots, fees=state.pots.fees + fee)
    return pay_for_auction(state, sender, quotes) == put_account_and_pots(state, sender, Account(balance=account.balance - fee, nonce=account.nonce), pots)


@theorem("MATCH-22", "Paying for an auction makes and destroys no SSP.", says=Says.INVARIANT)
def paying_for_auctions_preserves(state: State, sender: AccountId, quotes: QuoteCount) -> bool:
    return ssp(pay_for_auction(state, sender, quotes)) == ssp(state)
