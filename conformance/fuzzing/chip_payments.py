"""What a chip is told of its money and its time, and what it pays: each as it could well be asked for, at the edge of what it may spend."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.chip_world import COINS, Scene, draw_limits, set_of
from conformance.fuzzing.values import Draw
from reference.agent.chip.dealing import spendable
from reference.agent.chip.following import certified_slot
from reference.agent.chip.purses import Limits, Purse, Spending
from reference.agent.chip.spending import Posting
from reference.agent.chip.wallet_commands import Allow, LearnBalance, Pay, Refresh, Report
from reference.consensus.eras import set_hash
from reference.numbers import MAX_AMOUNT, MAX_UINT64, Hash
from reference.state.coin_terms import SSP
from reference.wire.order_bodies import MAX_OFFLINE
from vectors.scenarios.chip_chain import SLOTS, learning
from vectors.scenarios.chip_signing import FAR
from vectors.scenarios.chip_wallets import SHOP
from vectors.scenarios.light_client_chain import members

Make = Callable[[Draw, Scene], Any]
"""A command; None where the chip is not in a state for it."""


def edge(draw: Draw, *values: int, most: int = MAX_AMOUNT) -> int:
    """One of these values, or beside it."""
    value: int = draw(st.sampled_from(values)) + draw(st.sampled_from((0, 0, 0, 1, -1)))
    return min(max(value, 0), most)


def bounds(scene: Scene, limits: Limits, spending: Spending, balance: int) -> tuple[int, ...]:
    """What bounds a payment: its own limit, what is left of the window, and of the balance."""
    left = spendable(limits, spending, certified_slot(scene.session.device.non_volatile), MAX_AMOUNT, 0)
    return limits.order, left, max(limits.window - spending.spent, 0), balance


def purse_of(scene: Scene, coin: Hash) -> Purse | None:
    """The purse of a coin, if the chip has one."""
    return next((purse for purse in scene.session.device.non_volatile.purses if purse.coin == coin), None)


def posting(draw: Draw, scene: Scene) -> Posting:
    """A nonce, a last slot and a fee: mostly the next nonce, and a fee that can be paid."""
    nonce = min(scene.session.device.non_volatile.nonce + draw(st.sampled_from((*[1] * 11, 2, 0))), MAX_UINT64)
    purse, fees = purse_of(scene, SSP), [10, 0, 1]
    if purse is not None and not draw(st.integers(0, 3)):
        fees = [*bounds(scene, purse.limits, purse.spending, purse.balance)[:3]]
        return Posting(nonce, FAR, edge(draw, *fees))
    return Posting(nonce, draw(st.sampled_from((FAR, FAR, 0))), draw(st.sampled_from(fees)))


def _pay(draw: Draw, scene: Scene) -> Pay | None:
    purses = scene.session.device.non_volatile.purses
    if not purses:
        return None
    purse, posted = draw(st.sampled_from(purses)), posting(draw, scene)
    fee = posted.fee if purse.coin == SSP else 0
    limited = [max(each - fee, 0) for each in bounds(scene, purse.limits, purse.spending, purse.balance)]
    amount = draw(st.sampled_from((1, 10, min(limited), min(limited) // 2))) if draw(st.booleans()) else edge(draw, min(limited), *limited)
    recipient = draw(st.sampled_from((SHOP, SHOP, scene.session.account)))
    return Pay(posted.nonce, posted.last_valid_slot, posted.fee, purse.coin, recipient, amount)


def learn_balance(draw: Draw, scene: Scene, coin: Hash | None = None) -> LearnBalance:
    """What the chip has of a coin in the state that it can be shown."""
    world, coin = scene.world, draw(st.sampled_from(COINS)) if coin is None else coin
    balance = world.money if coin == SSP else world.coins
    learned = learning(world.state, scene.session.account, coin, balance=balance, nonce=2 if coin == SSP and world.money else 0)
    # What is not stored may be said to be anything.
    return learned if learned.stored or draw(st.booleans()) else replace(learned, balance=draw(st.sampled_from((5, MAX_AMOUNT))))


def _allow(draw: Draw, _scene: Scene) -> Allow:
    return Allow(draw(st.sampled_from(COINS)), draw_limits(draw))


def refreshing(draw: Draw, scene: Scene) -> Refresh:
    """What the owner gives a chip anew: the checkpoint of the world, at a time around those at which it is too late."""
    checkpoint, era = scene.world.state.checkpoint, scene.session.device.non_volatile.view.era
    now = checkpoint.epoch * SLOTS + draw(st.sampled_from((0, 0, 1, 5, MAX_OFFLINE, MAX_OFFLINE - 1, MAX_OFFLINE - 5, MAX_OFFLINE + 1, -1)))
    return Refresh(now, checkpoint, era, set_hash(members(set_of(era))))


def _refresh(draw: Draw, scene: Scene) -> Refresh:
    return refreshing(draw, scene)


WALLET: tuple[Make, ...] = (*[_pay] * 6, *[learn_balance] * 2, _allow, _refresh, lambda *_: Report())
