"""Bodies of the economy about what a state holds: what is spent of an allowance, bought of a listing, or done with a purchase.

Where there is nothing yet that a body could be about, what would bring it about is asked for instead: an allowance, a listing, its stock, a purchase.
"""

from collections.abc import Mapping

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.trade import Made, Maker
from conformance.fuzzing.wrong import Known
from reference.economy.allowances import left_of, renewed
from reference.economy.locks import MAX_LOCK_SLOTS
from reference.numbers import MAX_AMOUNT, MAX_UINT64, PPM, AccountId, Amount, Slot
from reference.state.coin_terms import NO_SUCCESSOR, SSP
from reference.state.listing import HIGHEST_PRICE, PurchaseKey
from reference.state.state import State
from reference.wire.coin_bodies import Approve, CoinAccept, CoinFreeze, CoinOffer, CoinUnfreeze, CompanyRegister, Spend
from reference.wire.economy_bodies import LockCreate, LockRelease
from reference.wire.listing_bodies import (
    ListingSet,
    ListingStock,
    Price,
    Purchase,
    PurchaseCancel,
    PurchaseClose,
    PurchaseConfirm,
    PurchaseDeliver,
    PurchaseRefund,
)
from reference.wire.transaction import CoinTransfer, PaidBody
from vectors.keys import KeyPair

EVIDENCE = b"\x05" * 32

WAITS = (1, 5, 20)
"""Slots to deliver, or to confirm, within the slots that a history goes on for."""

AMOUNTS = (1, 7, 10, 100)

PRICES = (1, 3, 50, 7, HIGHEST_PRICE, HIGHEST_PRICE // 2)

PERIODS = (0, 0, 1, 5, 20)


def _near(choices: Choices, *values: int, most: int = MAX_AMOUNT) -> int:
    """One of these, mostly, or beside it."""
    value: int = choices.one_of(values) + choices.one_of((0, 0, 0, 1, -1))
    return min(max(value, 0), most)


def _others(state: State, sender: KeyPair) -> list[AccountId]:
    return sorted(account for account in state.accounts if account != sender.account)


def _spend(choices: Choices, state: State, sender: KeyPair, slot: Slot, _known: Known) -> Made:
    """What is left of an allowance, or less; in its window or a later one."""
    allowances = state.economy.allowances
    given = sorted(key for key in allowances if key[2] == sender.account)
    others = _others(state, sender)
    if not given:
        coin = choices.one_of((SSP, SSP, *sorted(state.coins)))
        return _always(Approve(coin, choices.one_of(others), 0, choices.one_of(AMOUNTS), choices.one_of(PERIODS)))
    key = choices.one_of(given)
    allowance = allowances[key]
    left = left_of(renewed(allowance, slot))
    # What is spent whole of one that is given once is there no more.
    amount = _near(choices, left, left_of(allowance), left // 2, left // 2, 1)
    return _always(Spend(key[0], key[1], choices.one_of((*others, sender.account)), amount))


def _approve(choices: Choices, state: State, sender: KeyPair, slot: Slot, _known: Known) -> Made:
    """An allowance for somebody, or another limit or period of one that there is, as it is left."""
    allowances = state.economy.allowances
    given = sorted(key for key in allowances if key[1] == sender.account)
    if not given or not choices.integer(0, 2):
        coin = choices.one_of((SSP, SSP, *sorted(state.coins)))
        key = (coin, sender.account, choices.one_of(_others(state, sender)))
    else:
        key = choices.one_of([each for each in given if allowances[each].spent] * 2 + given)
    allowance = allowances.get(key)
    if allowance is None:
        return _always(Approve(key[0], key[2], 0, choices.one_of(AMOUNTS), choices.one_of(PERIODS)))
    left = left_of(renewed(allowance, slot))
    expected, period = choices.one_of((left, left, left, allowance.limit)), choices.one_of((allowance.period, allowance.period, *PERIODS))
    return _always(Approve(key[0], key[2], expected, choices.one_of((allowance.limit, allowance.limit + 5, *AMOUNTS, 0)), period))


def _accept(choices: Choices, state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    """A coin that is offered to the sender, or an offer of one of its own."""
    terms = state.economy.coin_terms
    offered = sorted(coin for coin in terms if terms[coin].successor == sender.account)
    if offered:
        return _always(CoinAccept(choices.one_of(offered)))
    own = sorted(coin for coin in terms if state.coins[coin].issuer == sender.account)
    if sender.account not in state.economy.companies:
        return _always(CompanyRegister(EVIDENCE))
    waiting = sorted(coin for coin in terms if terms[coin].successor != NO_SUCCESSOR)
    if own:
        return _always(CoinOffer(choices.one_of(own), choices.one_of(_others(state, sender))))
    return _always(CoinAccept(choices.one_of(waiting or sorted(state.coins))))


def _unfreeze(choices: Choices, state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    """A freeze of the sender's, or one more."""
    frozen = sorted(key for key in state.economy.freezes if state.coins[key[0]].issuer == sender.account)
    if frozen:
        return _always(CoinUnfreeze(*choices.one_of(frozen)))
    own = sorted(coin for coin in state.coins if state.coins[coin].issuer == sender.account) or sorted(state.coins)
    return _always(CoinFreeze(choices.one_of(own), choices.one_of(_others(state, sender))))


def _pay_coin(choices: Choices, state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    """A coin that the sender holds, which may be frozen for it or for who is paid; of one that freezes, the issuer may freeze somebody first."""
    held = sorted(coin for coin, account in state.holdings if account == sender.account)
    frozen = sorted(key for key in state.economy.freezes if sender.account == key[1])
    terms = state.economy.coin_terms
    own = [coin for coin in sorted(state.coins) if state.coins[coin].issuer == sender.account and coin in terms and terms[coin].freezable]
    if own and not choices.integer(0, 2):
        return _always(CoinFreeze(choices.one_of(own), choices.one_of(_others(state, sender))))
    coin = choices.one_of((*[key[0] for key in frozen], *(held or sorted(state.coins))))
    holding = state.holdings.get((coin, sender.account))
    amount = _near(choices, 1, 10, 0 if holding is None else holding.balance, 0)
    return _always(CoinTransfer(coin, choices.one_of(_others(state, sender)), amount))


def _create_lock(choices: Choices, state: State, sender: KeyPair, slot: Slot, _known: Known) -> Made:
    """One that ends within a history, mostly, or about as late as it may."""
    cliff = slot + choices.one_of((0, 1, 4, 10, 20))
    end = cliff + choices.one_of((1, 3, 10, 20, 0)) if choices.integer(0, 7) else slot + MAX_LOCK_SLOTS + choices.one_of((0, 1, -1))
    amount, recipient, number = choices.one_of((*AMOUNTS, 1_000, 0)), choices.one_of(_others(state, sender)), choices.integer(0, 2)
    there = sorted(key for key in state.economy.locks if key[0] == sender.account)
    if there and not choices.integer(0, 3):
        _, recipient, number = choices.one_of(there)
    return _always(LockCreate(recipient, number, amount, min(cliff, MAX_UINT64), min(end, MAX_UINT64)))


def _release(choices: Choices, state: State, sender: KeyPair, slot: Slot, known: Known) -> Made:
    """What is released of a lock for the sender, or a lock for somebody."""
    held = sorted(key for key in state.economy.locks if key[1] == sender.account)
    if not held:
        return _create_lock(choices, state, sender, slot, known)
    payer, _, number = choices.one_of(held)
    return _always(LockRelease(payer, number))


def _purchase(choices: Choices, state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    """Of another's listing that sells, for about what it costs; where there is none, a listing of the sender's gets a price, or a stock."""
    economy = state.economy
    sold = sorted(
        key for key in economy.prices if key[0] != sender.account and (each := economy.listings.get(key[:2])) is not None and each.active and each.stock
    )
    if not sold:
        return _always(_offered(choices, state, sender))
    seller, number, coin = choices.one_of(sold)
    listing, price = economy.listings[seller, number], economy.prices[seller, number, coin].amount
    quantity = choices.one_of((1, 1, 2, listing.stock, min(listing.stock, max(HIGHEST_PRICE // price, 1))))
    cost = price * quantity
    holding = cost * listing.holding_ppm // PPM
    limit: Amount = min(choices.one_of((cost + holding, cost + holding, cost + holding - 1, cost + holding + 1, cost, MAX_AMOUNT)), MAX_AMOUNT)
    return _always(Purchase(seller, number, listing.version, coin, quantity, max(limit, 0)))


def _offered(choices: Choices, state: State, sender: KeyPair) -> PaidBody:
    own = sorted(key for key in state.economy.listings if key[0] == sender.account)
    priced = [key for key in own if any(price[:2] == key for price in state.economy.prices)]
    if priced and choices.integer(0, 3):
        return ListingStock(choices.one_of(priced)[1], choices.one_of((1, 2, 5, 5, 2**32 - 1)), choices.one_of((True, True, True, False)))
    number = choices.one_of(own)[1] if own and choices.integer(0, 1) else choices.integer(0, 2)
    listing = state.economy.listings.get((sender.account, number))
    prices = tuple(Price(coin, choices.one_of(PRICES)) for coin in choices.one_of(((SSP,), (SSP,), (SSP, *sorted(state.coins)[:1]))))
    waits = choices.one_of(WAITS), choices.one_of(WAITS)
    version = 0 if listing is None else listing.version
    return ListingSet(number, version, EVIDENCE, EVIDENCE, prices, *waits, choices.one_of((0, 1, 100_000, PPM // 3, PPM)))


def _for_purchase(choices: Choices, state: State, sender: KeyPair, *, buyer: bool | None) -> PurchaseKey | None:
    """A purchase of the sender's, as its buyer or as the seller; anybody's where it is None."""
    sales = state.economy.sales
    return choices.one_of(
        sorted(key for key in sales if buyer is None or (sales[key].buyer == sender.account if buyer else key[0] == sender.account)) or (None,)
    )


def _by_seller(kind: type[PurchaseDeliver | PurchaseRefund]) -> Maker:
    def make(choices: Choices, state: State, sender: KeyPair, slot: Slot, known: Known) -> Made:
        key = _for_purchase(choices, state, sender, buyer=False)
        if key is None:
            return _purchase(choices, state, sender, slot, known)
        buyer = state.economy.sales[key].buyer
        return _always(PurchaseDeliver(key[1], key[2], buyer, EVIDENCE) if kind is PurchaseDeliver else PurchaseRefund(key[1], key[2], buyer))

    return make


def _by_buyer(kind: type[PurchaseConfirm | PurchaseCancel | PurchaseClose]) -> Maker:
    def make(choices: Choices, state: State, sender: KeyPair, slot: Slot, known: Known) -> Made:
        key = _for_purchase(choices, state, sender, buyer=None if kind is PurchaseClose else True)
        return _purchase(choices, state, sender, slot, known) if key is None else _always(kind(*key))

    return make


def _always(body: PaidBody) -> Made:
    return lambda _: body


ECONOMY_MAKERS: Mapping[type, Maker] = {
    Spend: _spend,
    Approve: _approve,
    CoinAccept: _accept,
    CoinUnfreeze: _unfreeze,
    CoinTransfer: _pay_coin,
    LockCreate: _create_lock,
    LockRelease: _release,
    Purchase: _purchase,
    PurchaseDeliver: _by_seller(PurchaseDeliver),
    PurchaseRefund: _by_seller(PurchaseRefund),
    PurchaseConfirm: _by_buyer(PurchaseConfirm),
    PurchaseCancel: _by_buyer(PurchaseCancel),
    PurchaseClose: _by_buyer(PurchaseClose),
}
"""What makes the bodies of a kind that is about a record which few others bring about."""
