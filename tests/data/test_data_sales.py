"""A sale as the two parties and the clock can play it, every way there is: the bounded machine explored to its end; and a whole sale with real keys."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import pytest

from reference.agent.chunks import chunk_path, chunk_root
from reference.codes import Code, Reject
from reference.data.assets import key_commitment
from reference.data.delivery import delivered_key, encrypt_measurement, is_chunk_wrong, is_key_wrong
from reference.data.sales import buy_access, deliver_access, uphold_complaint
from reference.economy.escrow import Ending, Settlement, settle_escrow
from reference.state.listing import NO_ESCROW, Escrow, Stage
from reference.wire.storage_bodies import Piece
from vectors.sales import BUYER, CHUNKS, FRESH, MEASURED, deliver
from vectors.scenarios.asset_places import ASSET, ASSET_ID, CHAIN, DATA_KEY

PRICE, DELIVER, COMPLAIN, MARGIN, LAST = 5, 5, 2, 2, 9
"""What is paid, how long the owner and then the buyer have, two rounds, and the last slot that is looked at."""


@dataclass(frozen=True, slots=True)
class World:
    """Where a sale stands, and who has what."""

    slot: int
    escrow: Escrow = NO_ESCROW
    consented: bool = True
    delivered: str = "nothing"
    buyer: int = PRICE
    owner: int = 0
    refunded: bool = False
    """Whether the owner has given the money back of its own will."""


def moves(world: World) -> Iterator[tuple[str, World]]:
    """Everything that somebody can do now; time passes too, whoever does nothing."""
    if world.slot < LAST:
        yield "wait", replace(world, slot=world.slot + 1)
    yield "change of consent", replace(world, consented=not world.consented)
    if world.escrow.stage is Stage.NONE and world.buyer == PRICE and world.delivered == "nothing" and world.slot == 0:
        yield from _tried("buy", lambda: replace(world, escrow=buy_access(False, PRICE, PRICE, world.consented, world.slot, DELIVER), buyer=0))
    for key in ("right", "wrong"):
        yield from _tried(key, partial(_delivered, world, key))
    yield from _tried("complain", lambda: _paid(world, uphold_complaint(world.escrow, world.delivered == "wrong", world.slot)))
    yield from _tried("refund", lambda: replace(_paid(world, settle_escrow(world.escrow, Ending.REFUND, world.slot)), refunded=True))
    yield from _tried("close", lambda: _paid(world, settle_escrow(world.escrow, Ending.CLOSE, world.slot)))


def _delivered(world: World, key: str) -> World:
    return replace(world, escrow=deliver_access(world.escrow, world.consented, MARGIN, world.slot, COMPLAIN), delivered=key)


def _paid(world: World, settled: Settlement) -> World:
    return replace(world, escrow=NO_ESCROW, buyer=world.buyer + settled.payer, owner=world.owner + settled.payee)


def _tried(name: str, move: Callable[[], World]) -> Iterator[tuple[str, World]]:
    try:
        yield name, move()
    except Reject:
        return


def explored() -> dict[World, list[tuple[str, World]]]:
    """Every world that can be reached, and what can follow."""
    first = World(slot=0)
    known: dict[World, list[tuple[str, World]]] = {}
    ahead = deque([first])
    while ahead:
        world = ahead.popleft()
        if world not in known:
            known[world] = list(moves(world))
            ahead.extend(after for _, after in known[world])
    return known


WORLDS = explored()


def test_money_is_never_made_nor_lost() -> None:
    assert len(WORLDS) > 200
    assert all(world.buyer + world.owner + world.escrow.price == PRICE for world in WORLDS)


def test_the_buyer_has_the_key_or_the_money_or_did_not_complain_in_time() -> None:
    """Once a sale is over: where the key was wrong and the money is gone, there was a slot in which a complaint would have brought it back."""
    over = [world for world in WORLDS if world.escrow.stage is Stage.NONE and world.slot > 0]
    paid = [world for world in over if world.buyer == 0]
    assert paid
    assert {world.delivered for world in paid} == {"right", "wrong"}
    assert all(world.buyer == PRICE for world in over if world.delivered == "nothing")
    waiting = [world for world in WORLDS if world.delivered == "wrong" and world.escrow.stage is Stage.DELIVERED]
    fresh = [world for world in waiting if world.slot == world.escrow.deadline - COMPLAIN]
    assert fresh
    assert all("complain" in dict(WORLDS[world]) for world in fresh)


def test_the_owner_has_the_money_or_has_revealed_nothing_or_gave_it_back() -> None:
    over = [world for world in WORLDS if world.escrow.stage is Stage.NONE and world.delivered == "right"]
    assert over
    assert all(world.owner == PRICE or world.refunded for world in over)


def test_no_lie_is_ever_upheld() -> None:
    assert all(name != "complain" for world, following in WORLDS.items() if world.delivered != "wrong" for name, _ in following)


def test_no_key_is_delivered_without_consent_that_stands_and_money_that_is_held() -> None:
    for world, following in WORLDS.items():
        for name, after in following:
            if name in ("right", "wrong"):
                assert world.consented
                assert world.escrow.price == PRICE
                assert world.slot + MARGIN < world.escrow.deadline
                assert after.escrow.stage is Stage.DELIVERED


def test_every_sale_can_be_ended_once_its_time_is_over() -> None:
    late = [world for world in WORLDS if world.escrow.stage is not Stage.NONE and world.slot >= world.escrow.deadline]
    assert late
    assert all("close" in dict(WORLDS[world]) and "complain" not in dict(WORLDS[world]) for world in late)


def test_consent_taken_back_between_purchase_and_delivery_returns_the_money() -> None:
    held = buy_access(False, PRICE, PRICE, True, 0, DELIVER)
    with pytest.raises(Reject) as refused:
        deliver_access(held, False, MARGIN, 1, COMPLAIN)
    assert refused.value.code is Code.CONSENT_MISSING
    assert settle_escrow(held, Ending.CLOSE, DELIVER).payer == PRICE


def test_a_whole_sale_with_its_keys() -> None:
    """What is delivered opens, decrypts to what was measured, and leaves nothing to complain about."""
    delivered = deliver(DATA_KEY)
    key = delivered_key(FRESH.secret, FRESH.key, ASSET_ID, BUYER, delivered)
    assert key == DATA_KEY
    assert not is_key_wrong(FRESH.secret, FRESH.key, ASSET_ID, BUYER, delivered, key_commitment(DATA_KEY))
    asset = replace(ASSET, root=chunk_root(CHUNKS))
    pieces = [Piece(chunk, chunk_path(CHUNKS, place)) for place, chunk in enumerate(CHUNKS)]
    assert not any(is_chunk_wrong(asset, CHAIN, key, place, piece) for place, piece in enumerate(pieces))
    assert all(is_chunk_wrong(asset, CHAIN, bytes(32), place, piece) for place, piece in enumerate(pieces))


def test_nothing_that_stands_on_the_chain_before_payment_tells_the_data() -> None:
    """Neither an asset's record, nor a chunk, nor a sealed key holds key or measurement; no two chunks are alike, though what was measured is."""
    public = b"".join((ASSET.root, ASSET.key, ASSET.schema, *CHUNKS, deliver(DATA_KEY).ciphertext))
    assert all(secret not in public for secret in (DATA_KEY, FRESH.secret, *MEASURED))
    alike = [encrypt_measurement(DATA_KEY, place, MEASURED[0], b"") for place in range(4)]
    assert all(first != second for first, second in pairwise(alike))
