"""Bodies of the economy about what a state holds: what is spent of an allowance, released of a lock, or offered to a company.

Where there is nothing yet that a body could be about, what would bring it about is asked for instead: an allowance, a lock, a company.
"""

from collections.abc import Mapping

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.sale_bodies import EVIDENCE, SALE_MAKERS
from conformance.fuzzing.trade import Beginning, Made, Maker, always
from conformance.fuzzing.wrong import Known
from reference.economy.allowances import left_of, renewed
from reference.economy.locks import MAX_LOCK_SLOTS
from reference.numbers import MAX_AMOUNT, MAX_UINT64, AccountId, Slot
from reference.state.coin_terms import NO_SUCCESSOR, SSP
from reference.state.state import State
from reference.wire.coin_bodies import Approve, CoinAccept, CoinFreeze, CoinOffer, CoinUnfreeze, CompanyRegister, Spend
from reference.wire.economy_bodies import LockCreate, LockRelease
from reference.wire.transaction import CoinTransfer
from vectors.keys import KeyPair

AMOUNTS = (1, 7, 10, 100, 100)

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
        return always(Approve(coin, choices.one_of(others), 0, choices.one_of(AMOUNTS), choices.one_of(PERIODS)))
    key = choices.one_of(given)
    allowance = allowances[key]
    left = left_of(renewed(allowance, slot))
    # What is spent whole of one that is given once is there no more.
    amount = _near(choices, left, left_of(allowance), left // 2, left // 2, left // 2, 1)
    return always(Spend(key[0], key[1], choices.one_of((*others, sender.account)), amount))


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
        return Beginning(Approve(key[0], key[2], 0, choices.one_of(AMOUNTS), choices.one_of(PERIODS)))
    left = left_of(renewed(allowance, slot))
    expected, period = choices.one_of((left, left, left, allowance.limit, left + 1)), choices.one_of((allowance.period, allowance.period, *PERIODS))
    return always(Approve(key[0], key[2], min(expected, MAX_AMOUNT), choices.one_of((allowance.limit, allowance.limit + 5, *AMOUNTS, 0)), period))


def _accept(choices: Choices, state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    """A coin that is offered to the sender, or an offer of one of its own."""
    terms = state.economy.coin_terms
    offered = sorted(coin for coin in terms if terms[coin].successor == sender.account)
    if offered:
        return always(CoinAccept(choices.one_of(offered)))
    own = sorted(coin for coin in terms if state.coins[coin].issuer == sender.account)
    if sender.account not in state.economy.companies:
        return always(CompanyRegister(EVIDENCE))
    waiting = sorted(coin for coin in terms if terms[coin].successor != NO_SUCCESSOR)
    if own:
        return always(CoinOffer(choices.one_of(own), choices.one_of(_others(state, sender))))
    return always(CoinAccept(choices.one_of(waiting or sorted(state.coins))))


def _unfreeze(choices: Choices, state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    """A freeze of the sender's, or one more."""
    frozen = sorted(key for key in state.economy.freezes if state.coins[key[0]].issuer == sender.account)
    if frozen:
        return always(CoinUnfreeze(*choices.one_of(frozen)))
    own = sorted(coin for coin in state.coins if state.coins[coin].issuer == sender.account) or sorted(state.coins)
    return always(CoinFreeze(choices.one_of(own), choices.one_of(_others(state, sender))))


def _pay_coin(choices: Choices, state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    """A coin that the sender holds, which may be frozen for it or for who is paid; of one that freezes, the issuer may freeze somebody first."""
    held = sorted(coin for coin, account in state.holdings if account == sender.account)
    frozen = sorted(key for key in state.economy.freezes if sender.account == key[1])
    terms = state.economy.coin_terms
    own = [coin for coin in sorted(state.coins) if state.coins[coin].issuer == sender.account and coin in terms and terms[coin].freezable]
    if own and not choices.integer(0, 2):
        return always(CoinFreeze(choices.one_of(own), choices.one_of(_others(state, sender))))
    coin = choices.one_of((*[key[0] for key in frozen], *(held or sorted(state.coins))))
    holding = state.holdings.get((coin, sender.account))
    amount = _near(choices, 1, 10, 0 if holding is None else holding.balance, 0)
    return always(CoinTransfer(coin, choices.one_of(_others(state, sender)), amount))


def _create_lock(choices: Choices, state: State, sender: KeyPair, slot: Slot, _known: Known) -> Made:
    """One that ends within a history, mostly, or about as late as it may."""
    cliff = slot + choices.one_of((0, 1, 4, 10, 20))
    end = cliff + choices.one_of((1, 3, 10, 20, 0)) if choices.integer(0, 7) else slot + MAX_LOCK_SLOTS + choices.one_of((0, 1, -1))
    amount, recipient, number = choices.one_of((*AMOUNTS, 1_000, 10**6, 0, 0)), choices.one_of(_others(state, sender)), choices.integer(0, 2)
    there = sorted(key for key in state.economy.locks if key[1] == sender.account)
    if there and not choices.integer(0, 2):
        recipient, _, number = choices.one_of(there)
    return always(LockCreate(recipient, number, amount, min(cliff, MAX_UINT64), min(end, MAX_UINT64)))


def _release(choices: Choices, state: State, sender: KeyPair, slot: Slot, known: Known) -> Made:
    """What is released of a lock for the sender, or a lock for somebody."""
    held = sorted(key for key in state.economy.locks if key[0] == sender.account)
    if not held:
        return _create_lock(choices, state, sender, slot, known)
    _, founder, number = choices.one_of(held)
    return always(LockRelease(founder, number))


ECONOMY_MAKERS: Mapping[type, Maker] = {
    Spend: _spend,
    Approve: _approve,
    CoinAccept: _accept,
    CoinUnfreeze: _unfreeze,
    CoinTransfer: _pay_coin,
    LockCreate: _create_lock,
    LockRelease: _release,
    **SALE_MAKERS,
}
"""What makes the bodies of a kind that is about a record which few others bring about."""
