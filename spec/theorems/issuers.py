# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the issuers of IoT_Coins: what they may do, and that their power ends there."""

from dataclasses import replace

from reference.codes import Code
from reference.economy.issuers import HandOver, accept_coin, describe_coin, freeze_account, offer_coin, unfreeze_account
from reference.numbers import AccountId, Hash, Slot
from reference.state.coin import Coin
from reference.state.coin_terms import NO_SUCCESSOR, NOT_FROZEN, CoinTerms, Freeze, check_not_frozen
from spec.prover.statement import Says, first_failing, outcome, rejection, theorem


@theorem("ISSUER-1", "An account may not pay with a coin just while a freeze has a slot.", says=Says.ACCEPTANCE)
def check_not_frozen_accepts(freeze: Freeze) -> bool:
    return rejection(check_not_frozen, freeze) == (Code.ACCOUNT_FROZEN if freeze.slot > 0 else None)


@theorem("ISSUER-1", "Who was frozen may not pay; who was unfrozen may.", says=Says.INVARIANT)
def freeze_lasts_until_it_ends(coin: Coin, terms: CoinTerms, sender: AccountId, slot: Slot) -> bool:
    frozen = freeze_account(coin, terms, NOT_FROZEN, sender, slot)
    free = unfreeze_account(coin, frozen, sender)
    return rejection(check_not_frozen, frozen) == Code.ACCOUNT_FROZEN and rejection(check_not_frozen, free) is None


@theorem("ISSUER-2", "Describing is rejected for an unknown coin, then for not being its issuer.", says=Says.ACCEPTANCE)
def describe_coin_accepts(coin: Coin, terms: CoinTerms, sender: AccountId, metadata: Hash) -> bool:
    expected = first_failing((coin.cap == 0, Code.COIN_UNKNOWN), (coin.issuer != sender, Code.NOT_ISSUER))
    return rejection(describe_coin, coin, terms, sender, metadata) == expected


@theorem("ISSUER-2", "Describing changes what is said of a coin, and nothing else of its terms.", says=Says.AMOUNTS)
def describe_coin_is_exact(coin: Coin, terms: CoinTerms, sender: AccountId, metadata: Hash) -> bool:
    expected = CoinTerms(freezable=terms.freezable, metadata=metadata, successor=terms.successor)
    return describe_coin(coin, terms, sender, metadata) == expected


@theorem("ISSUER-2", "What a coin cannot do to anybody, no description lets it do.", says=Says.INVARIANT)
def describing_gives_no_power(coin: Coin, terms: CoinTerms, sender: AccountId, metadata: Hash) -> bool:
    after = describe_coin(coin, terms, sender, metadata)
    return sender == coin.issuer and after.freezable == terms.freezable


@theorem("ISSUER-3", "An offer is rejected for the first of: unknown coin, not its issuer, an offer to the issuer itself.", says=Says.ACCEPTANCE)
def offer_coin_accepts(coin: Coin, terms: CoinTerms, sender: AccountId, successor: AccountId) -> bool:
    expected = first_failing(
        (coin.cap == 0, Code.COIN_UNKNOWN),
        (coin.issuer != sender, Code.NOT_ISSUER),
        (successor == sender, Code.SUCCESSOR_IS_ISSUER),
    )
    return rejection(offer_coin, coin, terms, sender, successor) == expected


@theorem("ISSUER-3", "An offer names the successor, and changes nothing else of a coin's terms.", says=Says.AMOUNTS)
def offer_coin_is_exact(coin: Coin, terms: CoinTerms, sender: AccountId, successor: AccountId) -> bool:
    expected = CoinTerms(freezable=terms.freezable, metadata=terms.metadata, successor=successor)
    return offer_coin(coin, terms, sender, successor) == expected


@theorem("ISSUER-3", "A mistyped successor loses nothing: the issuer still is the issuer, and another offer takes the place of the first.", says=Says.INVARIANT)
def offer_can_be_taken_back(coin: Coin, terms: CoinTerms, sender: AccountId, wrong: AccountId, right: AccountId) -> bool:
    offered = offer_coin(coin, terms, sender, wrong)
    again = outcome(offer_coin, coin, offered, sender, right)
    if again.code is not None:
        return right == sender
    accepted = outcome(accept_coin, coin, again.value, wrong)
    return wrong == right or accepted.code == Code.NOT_SUCCESSOR


@theorem("ISSUER-4", "Accepting is rejected for an unknown coin, then for a coin that is not offered to the sender.", says=Says.ACCEPTANCE)
def accept_coin_accepts(coin: Coin, terms: CoinTerms, sender: AccountId) -> bool:
    offered = terms.successor not in (NO_SUCCESSOR, coin.issuer) and sender == terms.successor
    expected = first_failing((coin.cap == 0, Code.COIN_UNKNOWN), (not offered, Code.NOT_SUCCESSOR))
    return rejection(accept_coin, coin, terms, sender) == expected


@theorem("ISSUER-4", "The sender is the issuer of a coin that is offered to nobody any more; nothing else of coin or terms changes.", says=Says.AMOUNTS)
def accept_coin_is_exact(coin: Coin, terms: CoinTerms, sender: AccountId) -> bool:
    expected = Coin(symbol=coin.symbol, issuer=sender, decimals=coin.decimals, cap=coin.cap, supply=coin.supply, deposit=coin.deposit)
    return accept_coin(coin, terms, sender) == HandOver(coin=expected, terms=replace(terms, successor=NO_SUCCESSOR))


@theorem("ISSUER-4", "Nobody becomes an issuer without the issuer's offer, and an offer is accepted once.", says=Says.INVARIANT)
def issuance_is_offered(coin: Coin, terms: CoinTerms, sender: AccountId, other: AccountId) -> bool:
    handed = accept_coin(coin, terms, sender)
    return sender == terms.successor and rejection(accept_coin, handed.coin, handed.terms, other) == Code.NOT_SUCCESSOR


@theorem(
    "ISSUER-5", "Freezing is rejected for the first of: unknown coin, not its issuer, a coin that cannot, an account that is frozen.", says=Says.ACCEPTANCE
)
def freeze_account_accepts(coin: Coin, terms: CoinTerms, freeze: Freeze, sender: AccountId, slot: Slot) -> bool:
    expected = first_failing(
        (coin.cap == 0, Code.COIN_UNKNOWN),
        (coin.issuer != sender, Code.NOT_ISSUER),
        (not terms.freezable, Code.NOT_FREEZABLE),
        (freeze.slot > 0, Code.FREEZE_EXISTS),
    )
    return rejection(freeze_account, coin, terms, freeze, sender, slot) == expected


@theorem("ISSUER-5", "A freeze says since when.", says=Says.AMOUNTS)
def freeze_account_is_exact(coin: Coin, terms: CoinTerms, freeze: Freeze, sender: AccountId, slot: Slot) -> bool:
    return freeze_account(coin, terms, freeze, sender, slot) == Freeze(slot=slot)


@theorem("ISSUER-5", "Only the issuer freezes, and only in a coin that was founded so.", says=Says.INVARIANT)
def power_was_declared(coin: Coin, terms: CoinTerms, freeze: Freeze, sender: AccountId, slot: Slot) -> bool:
    freeze_account(coin, terms, freeze, sender, slot)
    return terms.freezable and sender == coin.issuer


@theorem("ISSUER-6", "Unfreezing is rejected for the first of: unknown coin, not its issuer, an account that is not frozen.", says=Says.ACCEPTANCE)
def unfreeze_account_accepts(coin: Coin, freeze: Freeze, sender: AccountId) -> bool:
    expected = first_failing(
        (coin.cap == 0, Code.COIN_UNKNOWN),
        (coin.issuer != sender, Code.NOT_ISSUER),
        (freeze.slot == 0, Code.ACCOUNT_NOT_FROZEN),
    )
    return rejection(unfreeze_account, coin, freeze, sender) == expected


@theorem("ISSUER-6", "Nothing of a freeze is left.", says=Says.AMOUNTS)
def unfreeze_account_is_exact(coin: Coin, freeze: Freeze, sender: AccountId) -> bool:
    return unfreeze_account(coin, freeze, sender) == Freeze(slot=0)


@theorem("ISSUER-6", "Whom the issuer froze, it can unfreeze, once.", says=Says.INVARIANT)
def unfreezing_undoes_freezing(coin: Coin, terms: CoinTerms, sender: AccountId, slot: Slot) -> bool:
    frozen = freeze_account(coin, terms, NOT_FROZEN, sender, slot)
    free = outcome(unfreeze_account, coin, frozen, sender)
    return slot == 0 or (free.value == NOT_FROZEN and rejection(unfreeze_account, coin, free.value, sender) == Code.ACCOUNT_NOT_FROZEN)
