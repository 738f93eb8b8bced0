"""States from outside with sales of access, and who may read by them; and keys that nothing is sealed to."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from immutables import Map

from reference.agent.chunks import chunk_path
from reference.codes import Code
from reference.data.readers import Bought
from reference.state.access import NOT_DELIVERED, Access, Tariff
from reference.state.coin_terms import SSP
from reference.state.consent import Use
from reference.state.listing import Escrow, Stage
from reference.state.state import State
from reference.wire.listing_bodies import MAX_WAIT
from reference.wire.storage_bodies import Piece
from vectors.build import SLOT, intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input, callees
from vectors.sales import CHUNKS, FRESH
from vectors.sales import OTHER as OTHER_PAIR
from vectors.scenarios.asset_places import ASSET_ID, BEFORE, CHAIN, OWNER, SERIES_KEY
from vectors.scenarios.chip_places import outside_case
from vectors.scenarios.coin_places import GATE, NIX
from vectors.scenarios.sale_places import BUYER, DELIVERED, HELD, IN_COIN, MARGIN, OTHER, RIGHT, SOLD, WRONG, sale_place
from vectors.sealing import SMALL_ORDER

INSURANCE = Use.INSURANCE.value


def data_sale_state_cases() -> list[Case]:
    """States that these rules have made, and others."""
    return [*_tariffs(), *_sales(), *_accesses()]


def _case(why: str, state: State) -> Case:
    return outside_case(("ASSET-2", "SALE-25", "SALE-23", "SALE-24", "SALE-28"), why, state)


def _tariffs() -> Iterable[Case]:
    key = (OWNER.account, ASSET_ID, SSP)
    least = Tariff(1, 2 * MARGIN + 1, MARGIN + 1)
    yield _case("a tariff with the shortest times", sale_place(tariffs={key: least}))
    yield _case("a tariff with four rounds to deliver: refused", sale_place(tariffs={key: replace(least, deliver_slots=2 * MARGIN)}))
    yield _case("a tariff with two rounds to complain: refused", sale_place(tariffs={key: replace(least, complain_slots=MARGIN)}))
    yield _case("a tariff in a coin that there is not: refused", sale_place(tariffs={(OWNER.account, ASSET_ID, NIX): least}))


def _sales() -> Iterable[Case]:
    possible = {
        "that waits for the key": HELD,
        "that waits for a year": replace(HELD, escrow=replace(HELD.escrow, deadline=SLOT + MAX_WAIT)),
        "whose time is over": replace(HELD, escrow=replace(HELD.escrow, deadline=1)),
        "that is delivered": DELIVERED,
        "with nothing but zeros delivered": replace(DELIVERED, delivered=NOT_DELIVERED),
        "in a coin": replace(HELD, coin=GATE, escrow=Escrow(Stage.HELD, IN_COIN, 0, 80)),
        "for the last use": replace(HELD, use=Use.DERIVED_SERVICE.value),
    }
    impossible = {
        "that waits for more than a year": replace(HELD, escrow=replace(HELD.escrow, deadline=SLOT + MAX_WAIT + 1)),
        "with a fee for holding": replace(HELD, escrow=replace(HELD.escrow, holding=1)),
        "for nothing": replace(HELD, escrow=replace(HELD.escrow, price=0)),
        "with a key before the delivery": replace(HELD, delivered=RIGHT),
        "with two rounds to complain": replace(HELD, complain_slots=MARGIN),
        "of the storage of data": replace(HELD, use=Use.STORAGE.value),
        "for a use that there is not": replace(HELD, use=9),
        "to a key of small order": replace(HELD, key=bytes(32)),
        "of an asset that differs from the one that there is": replace(HELD, asset=replace(SOLD, root=bytes(32))),
        "of an asset that begins elsewhere": replace(HELD, asset=replace(SOLD, first=SOLD.first - 1)),
        "of an asset without a schema": replace(HELD, asset=replace(SOLD, schema=bytes(32))),
        "of an asset of a slot to come": replace(HELD, asset=replace(SOLD, registered=SLOT + 1)),
    }
    for why, sale in possible.items():
        yield _case(f"a sale {why}", sale_place(sale))
    for why, sale in impossible.items():
        yield _case(f"a sale {why}: refused", sale_place(sale, assets={ASSET_ID: SOLD} if sale.asset.root == bytes(32) else None))
    yield _case("a sale of an asset as it is", sale_place(HELD, assets={ASSET_ID: SOLD}))
    yield _case("a sale to the owner: refused", sale_place(sales={(ASSET_ID, OWNER.account): HELD}))
    yield _case("a sale under another identifier: refused", sale_place(sales={(bytes(32), BUYER.account): HELD}))
    yield _case("a sale of places that are not registered: refused", sale_place(HELD, series=Map({SERIES_KEY: BEFORE})))


def _accesses() -> Iterable[Case]:
    key = (ASSET_ID, BUYER.account, INSURANCE)
    yield _case(
        "access paid for in the slot of the head, of an asset that has been forgotten", sale_place(tariffs={}, accesses={key: Access(SLOT, 0)}, assets={})
    )
    yield _case("access paid for in a slot to come: refused", sale_place(tariffs={}, accesses={key: Access(SLOT + 1, 0)}))
    yield _case("a key held in the slot of the head, that was never paid for", sale_place(tariffs={}, accesses={key: Access(0, SLOT)}))
    yield _case("a key refunded in a slot to come: refused", sale_place(tariffs={}, accesses={key: Access(30, SLOT + 1)}))
    for use in (Use.GENERATION.value, Use.STORAGE.value, 9):
        yield _case(f"access for use {use}, which is not sold: refused", sale_place(tariffs={}, accesses={(*key[:2], use): Access(30, 0)}))


def sale_call_cases() -> list[Case]:
    """Calls of the procedures of sales that look at keys, say who may read, or judge a chunk by what was delivered."""
    return [*_keys(), *_readers(), *_pieces()]


def _keys() -> Iterable[Case]:
    yield _call("check_sealing_key", "one that was made", key=FRESH.key)
    yield _call("check_sealing_key", "the same with its highest bit set", key=FRESH.key[:31] + bytes((FRESH.key[31] | 128,)))
    for why, key in SMALL_ORDER.items():
        yield _call("check_sealing_key", why, Code.SEALING_KEY_INVALID, key=key)


def _readers() -> Iterable[Case]:
    first, second, lender = Bought(BUYER.account, INSURANCE), Bought(OTHER.account, INSURANCE), Bought(BUYER.account, Use.LENDING.value)
    bought: dict[str, tuple[tuple[Bought, ...], ...]] = {
        "nothing was bought": ((), (), ()),
        "delivered": ((first,), (), ()),
        "paid for": ((), (first,), ()),
        "given back with the key": ((), (), (first,)),
        "given back once, and delivered anew": ((first,), (), (first,)),
        "given back once, and paid for": ((), (first,), (first,)),
        "paid for once, and delivered anew": ((first,), (first,), ()),
        "two buyers and two uses, in order": ((second,), (first,), (lender,)),
    }
    for why, (delivered, paid, refunded) in bought.items():
        yield _call("bought_readings", why, delivered=delivered, paid=paid, refunded=refunded)


def _pieces() -> Iterable[Case]:
    given: dict[str, Any] = {"key": FRESH.key, "asset_id": ASSET_ID, "buyer": BUYER.account, "asset": SOLD, "chain": CHAIN, "index": 2}
    piece, none = Piece(CHUNKS[2], chunk_path(CHUNKS, 2)), Piece(b"?", b"")
    yield _call("is_piece_wrong", "the right key, the right chunk: a lie", secret=FRESH.secret, delivered=RIGHT, piece=piece, **given)
    yield _call("is_piece_wrong", "a wrong key, whatever the chunk is", secret=FRESH.secret, delivered=WRONG, piece=none, **given)
    yield _call("is_piece_wrong", "another private key", Code.SALE_KEY_FOREIGN, secret=OTHER_PAIR.secret, delivered=WRONG, piece=none, **given)
    yield _call("is_piece_wrong", "no path", Code.PATH_INVALID, secret=FRESH.secret, delivered=RIGHT, piece=none, **given)


def _call(call: str, why: str, code: Code | None = None, **arguments: object) -> Case:
    return intended_case((callees()[call].rule,), Kind.CALL, "minimal", f"{call}: {why}", call_input(call, arguments), code)
