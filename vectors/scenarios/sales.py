"""Sales of access on the chain: each kind by the right one and by others, in time and out of it."""

from collections.abc import Iterable
from dataclasses import replace

from reference.agent.chunks import chunk_root
from reference.data.delivery import encrypt_measurement
from reference.numbers import MAX_UINT64, Slot
from reference.state.access import NOT_DELIVERED, Tariff
from reference.state.coin import coin_id
from reference.state.coin_terms import SSP
from reference.state.consent import Use
from reference.state.listing import HIGHEST_PRICE, Escrow, Stage
from reference.wire.data_bodies import AssetForget, ConsentGrant, ConsentRevoke
from reference.wire.listing_bodies import MAX_WAIT
from reference.wire.storage_bodies import Piece
from reference.wire.transaction import CoinCreate
from vectors.case import Case
from vectors.sales import CHUNKS, MEASURED, OTHERWISE, signed
from vectors.sales import OTHER as OTHER_PAIR
from vectors.scenarios.asset_places import ASSET_ID, DATA_KEY, OWNER
from vectors.scenarios.coin_places import GATE, NIX, Step, told, told_over_time
from vectors.scenarios.data_places import PLENTY
from vectors.scenarios.sale_places import (
    ACCUSE,
    BUY,
    BUYER,
    CLOSE,
    COMPLAIN,
    CONSENT,
    DELIVER,
    DELIVERED,
    HELD,
    IN_COIN,
    INSURED,
    MARGIN,
    MISLED,
    OF_SERIES,
    OFFER,
    OTHER,
    PRICE,
    REFUND,
    SERIES_ID,
    SOLD,
    TARIFFS,
    WRONG,
    accuse_chunk,
    delivery,
    sale_place,
)
from vectors.sealing import SMALL_ORDER

BOUGHT = ("SALE-16", "SALE-13", "SALE-1", "HPKE-7")
SENT = ("SALE-17", "SALE-14", "SALE-2")
CLOSED = ("SALE-21", "SALE-22")


def chain_sale_cases() -> list[Case]:
    """Every kind of a sale."""
    return [*_offers(), *_purchases(), *_deliveries(), *_refunds(), *_key_complaints(), *_chunk_complaints(), *_closings()]


def _offers() -> Iterable[Case]:
    rules, place = ("SALE-15", "SALE-12", "ASSET-1"), sale_place(tariffs={(OTHER.account, ASSET_ID, GATE): Tariff(1, DELIVER, COMPLAIN)})
    yield told(
        place,
        rules,
        "an asset in SSP, in a coin, a series; changed; taken back, in whatever time",
        (OWNER, OFFER),
        (OWNER, replace(OFFER, coin=GATE, price=IN_COIN)),
        (OWNER, replace(OFFER, scope=SERIES_ID, price=OF_SERIES)),
        (OWNER, replace(OFFER, price=1, deliver_slots=MAX_WAIT, complain_slots=MAX_WAIT)),
        (OWNER, replace(OFFER, coin=GATE, price=0, deliver_slots=1, complain_slots=1)),
        (OWNER, replace(OFFER, coin=NIX, price=0)),
    )
    yield told(
        place,
        rules,
        "each fails: a coin that there is not, in too short a time too; four rounds to deliver; two to complain",
        (OWNER, replace(OFFER, coin=NIX, deliver_slots=1)),
        (OWNER, replace(OFFER, deliver_slots=2 * MARGIN)),
        (OWNER, replace(OFFER, complain_slots=MARGIN)),
    )
    yield told(
        place,
        rules,
        "the shortest times; what is another's is offered to no avail; in a coin of which there is none yet",
        (OWNER, replace(OFFER, deliver_slots=2 * MARGIN + 1, complain_slots=MARGIN + 1)),
        (OTHER, OFFER),
        (OTHER, CoinCreate("EMPTY", 2, 1)),
        (OWNER, replace(OFFER, coin=coin_id("EMPTY"))),
    )


def _purchases() -> Iterable[Case]:
    place = sale_place()
    poor = sale_place(tariffs={**TARIFFS, (OWNER.account, ASSET_ID, SSP): Tariff(PLENTY, DELIVER, COMPLAIN)})
    cheaply = Tariff(1, DELIVER, COMPLAIN)
    cheap = sale_place(tariffs={**TARIFFS, (OWNER.account, bytes(32), SSP): cheaply, (OTHER.account, ASSET_ID, SSP): cheaply})
    wish = replace(BUY, limit=PLENTY)
    dear = sale_place(tariffs={(OWNER.account, ASSET_ID, SSP): Tariff(HIGHEST_PRICE + 1, DELIVER, COMPLAIN)})
    yield told(place, (*BOUGHT, "ASSET-1", "ESCROW-5"), "by the asset's offer; once more: fails", (BUYER, BUY), (BUYER, BUY))
    yield told(
        cheap,
        BOUGHT,
        "each fails: by the owner's offer for something else, and at the price of another's for this asset",
        (BUYER, replace(BUY, scope=bytes(32))),
        (BUYER, replace(BUY, limit=1)),
    )
    yield told(place, BOUGHT, "by the series's offer", (BUYER, replace(BUY, scope=SERIES_ID)))
    narrow = sale_place(consents={CONSENT: replace(INSURED, scope=ASSET_ID)})
    yield told(narrow, BOUGHT, "by the series's offer, with a consent for the asset alone", (BUYER, replace(BUY, scope=SERIES_ID)))
    yield told(place, BOUGHT, "in a coin, whatever else it is worth to the buyer", (BUYER, replace(BUY, coin=GATE, limit=IN_COIN + 1)))
    yield told(
        place,
        BOUGHT,
        "each fails: no asset, a use that is not sold, another, one that there is not, other times",
        (BUYER, replace(BUY, asset=bytes(32), use=1)),
        (BUYER, replace(BUY, use=Use.GENERATION.value)),
        (BUYER, replace(BUY, use=Use.STORAGE.value)),
        (BUYER, replace(BUY, use=9, deliver_slots=1)),
        (BUYER, replace(BUY, deliver_slots=DELIVER - 1)),
        (BUYER, replace(BUY, complain_slots=COMPLAIN + 1, consent=0)),
    )
    yield told(
        place,
        BOUGHT,
        "each fails: the owner's own, not in this coin, for another scope, no consent, for another use, for another's use, above the limit, a weak key",
        (OWNER, replace(BUY, coin=NIX)),
        (BUYER, replace(BUY, coin=NIX, consent=0)),
        (BUYER, replace(BUY, scope=bytes(32))),
        (BUYER, replace(BUY, consent=0, limit=0)),
        (BUYER, replace(BUY, use=Use.LENDING.value)),
        (OTHER, BUY),
        (BUYER, replace(BUY, limit=PRICE - 1, key=bytes(32))),
        (BUYER, replace(BUY, key=SMALL_ORDER["of order eight"])),
    )
    yield told(poor, (*BOUGHT, "ESCROW-5"), "each fails: more than the buyer has, with a weak key too", (BUYER, wish), (BUYER, replace(wish, key=bytes(32))))
    yield told(dear, BOUGHT, "more than can be held: fails", (BUYER, replace(BUY, limit=HIGHEST_PRICE + 1)))
    frozen = sale_place(frozen=True)
    yield told(frozen, (*BOUGHT, "ESCROW-5"), "in a coin in which the buyer is frozen: fails", (BUYER, replace(BUY, coin=GATE)))
    for why, consent in (
        ("over since this slot: fails", replace(INSURED, until=41)),
        ("over after this slot", replace(INSURED, until=42)),
        ("that has not begun: fails", replace(INSURED, start=42)),
    ):
        yield told(sale_place(consents={CONSENT: consent}), BOUGHT, f"with a consent {why}", (BUYER, BUY))


def _deliveries() -> Iterable[Case]:
    place = sale_place(HELD)
    last = HELD.escrow.deadline - MARGIN - 1
    yield told(place, (*SENT, "ASSET-1"), "delivered; a second time: fails", (OWNER, delivery()), (OWNER, delivery(WRONG)))
    yield told(
        place,
        SENT,
        "each fails: to nobody who buys, by another, to another key, in another coin, at another price, without the consent",
        (OWNER, delivery(buyer=OTHER.account, key=bytes(32))),
        (OTHER, delivery(key=bytes(32))),
        (OWNER, delivery(key=OTHER_PAIR.key, consent=0)),
        (OWNER, delivery(coin=GATE)),
        (OWNER, delivery(price=PRICE - 1)),
        (OWNER, delivery(consent=0)),
    )
    for why, slot in (("more than two rounds before the deadline", last), ("two rounds before the deadline: fails", last + 1)):
        yield told_over_time(place, SENT, why, (slot, [(OWNER, delivery())]))
    for why, until in (("over in this slot: fails", last), ("over after this slot", last + 1)):
        yield told_over_time(sale_place(HELD, consents={CONSENT: replace(INSURED, until=until)}), SENT, f"consent {why}", (last, [(OWNER, delivery())]))
    other = {(OWNER.account, 5): replace(INSURED, scope=ASSET_ID)}
    yield told(sale_place(HELD, consents=other), SENT, "by another consent that covers it", (OWNER, delivery(consent=5)))
    yield told(sale_place(HELD, assets={ASSET_ID: SOLD}), SENT, "of an asset that has not been forgotten", (OWNER, delivery()))


def _refunds() -> Iterable[Case]:
    rules = ("SALE-18", "SALE-14", "SALE-22")
    late = (99, [(OWNER, REFUND)])
    yield told(sale_place(HELD), (*rules, "ASSET-1"), "given back before the delivery; a second time: fails", (OWNER, REFUND), (OWNER, REFUND))
    yield told_over_time(sale_place(DELIVERED), rules, "after the delivery, and after its deadline", late)
    yield told(sale_place(HELD), rules, "each fails: by another, by the buyer", (OTHER, REFUND), (BUYER, REFUND))
    coined = replace(HELD, coin=GATE, escrow=Escrow(Stage.HELD, IN_COIN, 0, 80))
    yield told(sale_place(coined, frozen=True), (*rules, "ESCROW-6"), "in a coin in which the buyer is frozen", (OWNER, REFUND))


def _key_complaints() -> Iterable[Case]:
    rules = ("SALE-19", "SALE-3", "SALE-4", "SALE-8", "SALE-22")
    end = MISLED.escrow.deadline
    yield told(sale_place(MISLED), (*rules, "ASSET-1"), "the key is wrong; a second time: fails", (BUYER, ACCUSE), (BUYER, ACCUSE))
    yield told(sale_place(replace(DELIVERED, delivered=NOT_DELIVERED)), rules, "nothing but zeros was delivered", (BUYER, ACCUSE))
    foreign = replace(ACCUSE, secret=OTHER_PAIR.secret)
    yield told(sale_place(DELIVERED), rules, "each fails: a lie, another's private key, by another", (BUYER, ACCUSE), (BUYER, foreign), (OTHER, ACCUSE))
    yield told(sale_place(MISLED), rules, "another's private key, though the key is wrong: fails", (BUYER, foreign))
    yield told(sale_place(HELD), rules, "before the delivery: fails, whatever is shown", (BUYER, foreign))
    for why, slot in (("in the last slot for it", end - 1), ("a slot too late: fails, whatever is shown", end)):
        yield told_over_time(sale_place(MISLED), rules, why, (slot, [(BUYER, foreign if slot == end else ACCUSE)]))


def _chunk_complaints() -> Iterable[Case]:
    rules = ("SALE-20", "SALE-3", "SALE-4", "SALE-11", "SALE-27", "SALE-22")
    broken = (*CHUNKS[:2], encrypt_measurement(DATA_KEY, 2, OTHERWISE, signed(2, MEASURED[2])), *CHUNKS[3:])
    bad = replace(SOLD, root=chunk_root(broken))
    place = sale_place(replace(DELIVERED, asset=bad))
    accusation = accuse_chunk(2, broken)
    yield told(place, (*rules, "ASSET-1"), "a chunk is wrong; a second time: fails", (BUYER, accusation), (BUYER, accusation))
    yield told(
        place,
        rules,
        "each fails: another chunk, which is right; one of another asset; a path too short; a place that there is not; another's private key; by another",
        (BUYER, accuse_chunk(1, broken)),
        (BUYER, accuse_chunk(2)),
        (BUYER, accuse_chunk(2, broken, piece=Piece(broken[2], b""))),
        (BUYER, accuse_chunk(2, broken, index=5)),
        (BUYER, accuse_chunk(2, broken, secret=OTHER_PAIR.secret)),
        (OTHER, accusation),
    )
    yield told(sale_place(MISLED), rules, "the key is wrong, so that no chunk is looked at", (BUYER, accuse_chunk(piece=Piece(b"?", b""))))
    yield told(sale_place(HELD), rules, "before the delivery: fails, whatever is shown", (BUYER, accuse_chunk(secret=OTHER_PAIR.secret)))


def _closings() -> Iterable[Case]:
    for sale, why in ((HELD, "nothing was delivered: all returns"), (DELIVERED, "delivered: the owner is paid")):
        end = sale.escrow.deadline
        place = sale_place(sale)
        yield told_over_time(
            place, (*CLOSED, "ASSET-1"), f"{why}, by anybody; a slot earlier and a second time: fails", (end - 1, [(OTHER, CLOSE)]), (end, [(OTHER, CLOSE)] * 2)
        )
    coined = replace(DELIVERED, coin=GATE, escrow=Escrow(Stage.DELIVERED, IN_COIN, 0, 60))
    yield told_over_time(sale_place(coined), (*CLOSED, "ESCROW-6"), "in a coin, by the owner", (60, [(OWNER, CLOSE)]))
    wide = replace(coined, escrow=replace(coined.escrow, price=50))
    yield told_over_time(sale_place(wide), (*CLOSED, "EARN-2", "EARN-1"), "for 50 in a coin: no fee, which there is in SSP alone", (60, [(OTHER, CLOSE)]))
    for price, why in ((49, "no fee"), (50, "a fee of 1, of which nothing is half"), (PLENTY, "a fee whose half is above the cap of a contribution")):
        dear = replace(DELIVERED, escrow=Escrow(Stage.DELIVERED, price, 0, 60))
        yield told_over_time(sale_place(dear), (*CLOSED, "EARN-2", "CONTRIBUTE-7"), f"for {price}: {why}", (60, [(OTHER, CLOSE)]))
    yield told_over_time(sale_place(DELIVERED), CLOSED, "in the last slot of all, by the buyer", (MAX_UINT64, [(BUYER, CLOSE)]))


def whole_sale_cases() -> list[Case]:
    """Sales from the purchase on, with each party silent at each step, each lie, and consent that ends in each state."""
    return [*_wholes(), *_revoked()]


def _wholes() -> Iterable[Case]:
    rules, place = (*BOUGHT, *SENT, *CLOSED), sale_place()
    bought, sent = (41, [(BUYER, BUY)]), (50, [(OWNER, delivery())])
    wrong = (50, [(OWNER, delivery(WRONG))])
    yield told_over_time(
        sale_place(tariffs={}),
        (*rules, "SALE-15"),
        "offered, bought, delivered, and paid for",
        (41, [(OWNER, OFFER), (BUYER, BUY)]),
        sent,
        (70, [(OTHER, CLOSE)]),
    )
    yield told_over_time(
        place, rules, "the owner is silent: all returns at the deadline, and a delivery is too late", bought, (101, [(OWNER, delivery()), (OTHER, CLOSE)])
    )
    yield told_over_time(place, rules, "the buyer is silent about a wrong key: it is paid for", bought, wrong, (70, [(BUYER, ACCUSE), (OWNER, CLOSE)]))
    yield told_over_time(place, (*rules, "SALE-19"), "a wrong key: all returns; then bought again", bought, wrong, (69, [(BUYER, ACCUSE), (BUYER, BUY)]))
    yield told_over_time(
        place,
        (*rules, "SALE-19"),
        "a lie: the key is public, and paid for",
        bought,
        sent,
        (69, [(BUYER, ACCUSE), (BUYER, accuse_chunk())]),
        (70, [(OTHER, CLOSE)]),
    )
    again: tuple[Slot, list[Step]] = (80, [(BUYER, replace(BUY, key=OTHER_PAIR.key)), (OWNER, delivery(key=OTHER_PAIR.key)), (OWNER, REFUND)])
    yield told_over_time(place, rules, "paid for, bought again and given back: what was paid for stays", bought, sent, (70, [(OTHER, CLOSE)]), again)
    yield told_over_time(
        place,
        (*rules, "ASSET-17"),
        "the asset is forgotten on the way",
        bought,
        (42, [(OWNER, AssetForget(ASSET_ID)), (OTHER, BUY)]),
        sent,
        (70, [(OTHER, CLOSE)]),
    )


def _revoked() -> Iterable[Case]:
    rules, place = (*BOUGHT, *SENT, *CLOSED, "CONSENT-5"), sale_place()
    revoke: Step = (OWNER, ConsentRevoke(CONSENT[1]))
    bought, sent = (41, [(BUYER, BUY)]), (50, [(OWNER, delivery())])
    grant: Step = (OWNER, ConsentGrant(CONSENT[1], INSURED.scope, INSURED.use, INSURED.reader, 0, INSURED.until))
    yield told_over_time(place, rules, "consent taken back before the purchase: fails", (41, [revoke, (BUYER, BUY)]))
    yield told_over_time(place, rules, "between purchase and delivery: all returns", bought, (50, [revoke, (OWNER, delivery())]), (101, [(BUYER, CLOSE)]))
    yield told_over_time(place, rules, "taken back and given again: delivered", bought, (50, [revoke, grant, (OWNER, delivery())]))
    yield told_over_time(place, rules, "after the delivery: what is delivered is paid for", bought, sent, (51, [revoke]), (70, [(OWNER, CLOSE)]))
    yield told_over_time(
        place, (*rules, "SALE-19"), "after a wrong key: the buyer may complain", bought, (50, [(OWNER, delivery(WRONG)), revoke, (BUYER, ACCUSE)])
    )
    yield told_over_time(place, rules, "once it is paid for: access stays", bought, sent, (70, [(OWNER, CLOSE), revoke]))
