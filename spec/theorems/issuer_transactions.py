# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger when an issuer founds a coin, describes it, hands it over, or freezes an account."""

from dataclasses import replace

from reference.codes import Code
from reference.economy.companies import take_on_coin
from reference.economy.issuer_transactions import (
    apply_coin_accept,
    apply_coin_describe,
    apply_coin_found,
    apply_coin_freeze,
    apply_coin_offer,
    apply_coin_unfreeze,
)
from reference.economy.issuers import accept_coin, describe_coin, freeze_account, offer_coin, unfreeze_account
from reference.numbers import AccountId, CoinId, Slot
from reference.state.coin import coin_id
from reference.state.coin_terms import NO_SUCCESSOR, NOT_FROZEN, CoinTerms, Freeze
from reference.state.coin_transactions import apply_coin_create
from reference.state.company import Company
from reference.state.economy_state import get_company, get_freeze, get_terms, put_company, put_freeze, put_terms
from reference.state.state import State, get_coin, put_coin
from reference.wire.coin_bodies import CoinAccept, CoinDescribe, CoinFound, CoinFreeze, CoinOffer, CoinUnfreeze
from reference.wire.transaction import CoinCreate
from spec.prover.maps import total
from spec.prover.statement import Says, outcome, rejection, theorem
from spec.theorems.ledger import HASHES, ssp


def plain(body: CoinFound) -> CoinCreate:
    """The same coin without terms."""
    return CoinCreate(symbol=body.symbol, decimals=body.decimals, cap=body.cap)


def money_is_untouched(after: State, before: State) -> bool:
    """Whether nobody has more or less of anything, and no pot has either."""
    return after.accounts == before.accounts and after.holdings == before.holdings and after.pots == before.pots and after.consensus == before.consensus


def answerable(state: State, account: AccountId, freezable: bool) -> Code | None:
    """Why an account may not issue a freezable coin more, or a coin that is not."""
    return rejection(take_on_coin, get_company(state, account)) if freezable else None


@theorem("ISSUER-7", "Founding a coin makes and destroys no SSP.", says=Says.INVARIANT, standing_in=HASHES)
def founding_preserves_ssp(state: State, sender: AccountId, body: CoinFound) -> bool:
    return ssp(apply_coin_found(state, sender, body)) == ssp(state)


@theorem(
    "ISSUER-7",
    "Founding a coin is rejected as creating a plain one is; then, where it is freezable, for no company.",
    says=Says.ACCEPTANCE,
    standing_in=HASHES,
)
def founding_accepts(state: State, sender: AccountId, body: CoinFound) -> bool:
    expected = rejection(apply_coin_create, state, sender, plain(body)) or answerable(state, sender, body.freezable)
    return rejection(apply_coin_found, state, sender, body) == expected


@theorem(
    "ISSUER-7",
    "A founded coin is a plain one with terms, offered to nobody; a company counts it where it is freezable; nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=HASHES,
)
def founding_is_exact(state: State, sender: AccountId, body: CoinFound) -> bool:
    expected, company = apply_coin_create(state, sender, plain(body)), get_company(state, sender)
    if body.freezable:
        expected = put_company(expected, sender, replace(company, coins=company.coins + 1))
    terms = CoinTerms(freezable=body.freezable, metadata=body.metadata, successor=NO_SUCCESSOR)
    return apply_coin_found(state, sender, body) == put_terms(expected, coin_id(body.symbol), terms)


@theorem("ISSUER-8", "Describing a coin moves no money.", says=Says.INVARIANT)
def describing_moves_no_money(state: State, sender: AccountId, body: CoinDescribe) -> bool:
    after = apply_coin_describe(state, sender, body)
    return money_is_untouched(after, state) and after.coins == state.coins


@theorem("ISSUER-8", "Describing a coin is rejected as ISSUER-2 says.", says=Says.ACCEPTANCE)
def describing_accepts(state: State, sender: AccountId, body: CoinDescribe) -> bool:
    expected = rejection(describe_coin, get_coin(state, body.coin), get_terms(state, body.coin), sender, body.metadata)
    return rejection(apply_coin_describe, state, sender, body) == expected


@theorem("ISSUER-8", "What the coin's terms say of it is what its issuer says; nothing else changes.", says=Says.AMOUNTS)
def describing_is_exact(state: State, sender: AccountId, body: CoinDescribe) -> bool:
    expected = put_terms(state, body.coin, replace(get_terms(state, body.coin), metadata=body.metadata))
    return apply_coin_describe(state, sender, body) == expected


@theorem("ISSUER-9", "Offering a coin moves no money, and leaves it its issuer.", says=Says.INVARIANT)
def offering_moves_no_money(state: State, sender: AccountId, body: CoinOffer) -> bool:
    after = apply_coin_offer(state, sender, body)
    return money_is_untouched(after, state) and after.coins == state.coins


@theorem("ISSUER-9", "Offering a coin is rejected as ISSUER-3 says.", says=Says.ACCEPTANCE)
def offering_accepts(state: State, sender: AccountId, body: CoinOffer) -> bool:
    expected = rejection(offer_coin, get_coin(state, body.coin), get_terms(state, body.coin), sender, body.successor)
    return rejection(apply_coin_offer, state, sender, body) == expected


@theorem("ISSUER-9", "The coin's terms name its successor; nothing else changes.", says=Says.AMOUNTS)
def offering_is_exact(state: State, sender: AccountId, body: CoinOffer) -> bool:
    expected = put_terms(state, body.coin, replace(get_terms(state, body.coin), successor=body.successor))
    return apply_coin_offer(state, sender, body) == expected


@theorem(
    "ISSUER-10",
    "Accepting a coin moves no money, and what companies issue together stays what it was.",
    says=Says.INVARIANT,
)
def accepting_moves_no_money(state: State, sender: AccountId, body: CoinAccept) -> bool:
    former = get_company(state, get_coin(state, body.coin).issuer)
    after = apply_coin_accept(state, sender, body)
    counted = (former.deposit == 0) | (former.coins == 0) | (total(after.economy.companies, "coins") == total(state.economy.companies, "coins"))
    return money_is_untouched(after, state) and counted


@theorem("ISSUER-10", "Accepting a coin is rejected as ISSUER-4 says; then, where it is freezable, for no company.", says=Says.ACCEPTANCE)
def accepting_accepts(state: State, sender: AccountId, body: CoinAccept) -> bool:
    terms = get_terms(state, body.coin)
    expected = rejection(accept_coin, get_coin(state, body.coin), terms, sender) or answerable(state, sender, terms.freezable)
    return rejection(apply_coin_accept, state, sender, body) == expected


@theorem(
    "ISSUER-10",
    "The sender is the issuer, offered to nobody; where the coin is freezable, its company counts it, and the former issuer's no longer; nothing else changes.",
    says=Says.AMOUNTS,
)
def accepting_is_exact(state: State, sender: AccountId, body: CoinAccept) -> bool:
    coin, terms, expected = get_coin(state, body.coin), get_terms(state, body.coin), state
    if terms.freezable:
        heir, former = get_company(state, sender), get_company(state, coin.issuer)
        expected = put_company(expected, sender, replace(heir, coins=heir.coins + 1))
        expected = put_company(expected, coin.issuer, Company(former.deposit, former.metadata, max(former.coins - 1, 0)))
    expected = put_terms(put_coin(expected, body.coin, replace(coin, issuer=sender)), body.coin, replace(terms, successor=NO_SUCCESSOR))
    return apply_coin_accept(state, sender, body) == expected


@theorem("ISSUER-11", "Freezing moves no money, takes none, and touches nobody else and no other coin.", says=Says.INVARIANT)
def freezing_moves_no_money(state: State, sender: AccountId, body: CoinFreeze, slot: Slot, coin: CoinId, other: AccountId) -> bool:
    after = apply_coin_freeze(state, sender, body, slot)
    named = coin == body.coin and other == body.account
    return money_is_untouched(after, state) and after.coins == state.coins and (named or get_freeze(after, coin, other) == get_freeze(state, coin, other))


@theorem("ISSUER-11", "Freezing is rejected as ISSUER-5 says.", says=Says.ACCEPTANCE)
def freezing_accepts(state: State, sender: AccountId, body: CoinFreeze, slot: Slot) -> bool:
    coin, terms = get_coin(state, body.coin), get_terms(state, body.coin)
    expected = rejection(freeze_account, coin, terms, get_freeze(state, body.coin, body.account), sender, slot)
    return rejection(apply_coin_freeze, state, sender, body, slot) == expected


@theorem("ISSUER-11", "The account is frozen in the coin since the slot; nothing else changes.", says=Says.AMOUNTS)
def freezing_is_exact(state: State, sender: AccountId, body: CoinFreeze, slot: Slot) -> bool:
    return apply_coin_freeze(state, sender, body, slot) == put_freeze(state, body.coin, body.account, Freeze(slot=slot))


@theorem("ISSUER-12", "Unfreezing after a freeze leaves the state that there was before, in which the account was not frozen.", says=Says.INVARIANT)
def unfreezing_undoes(state: State, sender: AccountId, body: CoinFreeze, slot: Slot) -> bool:
    undone = outcome(apply_coin_unfreeze, apply_coin_freeze(state, sender, body, slot), sender, CoinUnfreeze(body.coin, body.account))
    return slot == 0 or undone.value == put_freeze(state, body.coin, body.account, NOT_FROZEN)


@theorem("ISSUER-12", "Unfreezing is rejected as ISSUER-6 says.", says=Says.ACCEPTANCE)
def unfreezing_accepts(state: State, sender: AccountId, body: CoinUnfreeze) -> bool:
    expected = rejection(unfreeze_account, get_coin(state, body.coin), get_freeze(state, body.coin, body.account), sender)
    return rejection(apply_coin_unfreeze, state, sender, body) == expected


@theorem("ISSUER-12", "The account is not frozen in the coin; nothing else changes.", says=Says.AMOUNTS)
def unfreezing_is_exact(state: State, sender: AccountId, body: CoinUnfreeze) -> bool:
    return apply_coin_unfreeze(state, sender, body) == put_freeze(state, body.coin, body.account, NOT_FROZEN)
