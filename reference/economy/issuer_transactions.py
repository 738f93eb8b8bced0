"""The transactions of an IoT_Coin's issuer: each looks records up, calls the kernel of its rule, and writes them back."""

from reference.economy.companies import let_go_of_coin, take_on_coin
from reference.economy.issuers import accept_coin, describe_coin, freeze_account, offer_coin, unfreeze_account
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.coin import coin_id
from reference.state.coin_terms import NO_SUCCESSOR, CoinTerms
from reference.state.coin_transactions import apply_coin_create
from reference.state.economy_state import get_company, get_freeze, get_terms, put_company, put_freeze, put_terms
from reference.state.state import State, get_coin, put_coin
from reference.wire.coin_bodies import CoinAccept, CoinDescribe, CoinFound, CoinFreeze, CoinOffer, CoinUnfreeze
from reference.wire.transaction import CoinCreate


@transition("ISSUER-7")
def apply_coin_found(state: State, sender: AccountId, body: CoinFound) -> State:
    """Create a coin with terms. Rejects with the codes of COIN-8, and of COMPANY-4 where it is freezable."""
    state = apply_coin_create(state, sender, CoinCreate(symbol=body.symbol, decimals=body.decimals, cap=body.cap))
    if body.freezable:
        state = put_company(state, sender, take_on_coin(get_company(state, sender)))
    return put_terms(state, coin_id(body.symbol), CoinTerms(freezable=body.freezable, metadata=body.metadata, successor=NO_SUCCESSOR))


@transition("ISSUER-8")
def apply_coin_describe(state: State, sender: AccountId, body: CoinDescribe) -> State:
    """Let the issuer say something else of its coin. Rejects with the codes of ISSUER-2."""
    return put_terms(state, body.coin, describe_coin(get_coin(state, body.coin), get_terms(state, body.coin), sender, body.metadata))


@transition("ISSUER-9")
def apply_coin_offer(state: State, sender: AccountId, body: CoinOffer) -> State:
    """Offer the issuance of a coin. Rejects with the codes of ISSUER-3."""
    return put_terms(state, body.coin, offer_coin(get_coin(state, body.coin), get_terms(state, body.coin), sender, body.successor))


@transition("ISSUER-10")
def apply_coin_accept(state: State, sender: AccountId, body: CoinAccept) -> State:
    """Accept the issuance of a coin. Rejects with the codes of ISSUER-4, and of COMPANY-4 where the coin is freezable."""
    coin, terms = get_coin(state, body.coin), get_terms(state, body.coin)
    handed = accept_coin(coin, terms, sender)
    if terms.freezable:
        state = put_company(state, sender, take_on_coin(get_company(state, sender)))
        state = put_company(state, coin.issuer, let_go_of_coin(get_company(state, coin.issuer)))
    return put_terms(put_coin(state, body.coin, handed.coin), body.coin, handed.terms)


@transition("ISSUER-11")
def apply_coin_freeze(state: State, sender: AccountId, body: CoinFreeze, slot: Slot) -> State:
    """Freeze an account in a coin. Rejects with the codes of ISSUER-5."""
    coin, terms = get_coin(state, body.coin), get_terms(state, body.coin)
    frozen = freeze_account(coin, terms, get_freeze(state, body.coin, body.account), sender, slot)
    return put_freeze(state, body.coin, body.account, frozen)


@transition("ISSUER-12")
def apply_coin_unfreeze(state: State, sender: AccountId, body: CoinUnfreeze) -> State:
    """End a freeze. Rejects with the codes of ISSUER-6."""
    free = unfreeze_account(get_coin(state, body.coin), get_freeze(state, body.coin, body.account), sender)
    return put_freeze(state, body.coin, body.account, free)
