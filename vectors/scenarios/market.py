"""What the scenarios of listings and purchases begin with: one seller, one listing, one purchase of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from immutables import Map

from reference.numbers import Amount, CoinId, Slot
from reference.state.coin import Coin, coin_id
from reference.state.coin_terms import SSP, Freeze
from reference.state.economy_tables import Economy
from reference.state.listing import Escrow, Listing, PriceTag, Sale, Stage
from reference.state.placement import NO_PLACEMENT, Placement
from reference.state.state import State
from reference.wire.transaction import Body
from vectors.batch import Batch
from vectors.build import ALICE, BOB, CAROL, PRODUCER, coin, found, transact_case, transaction
from vectors.case import Case
from vectors.keys import KeyPair
from vectors.scenarios.coin_places import FREEZABLE, incorporated

SELLER, BUYER, STRANGER = ALICE, BOB, CAROL
"""Who sells, who buys, and who has nothing to do with it. The stranger's chip has P-256 only."""

START = 20_000
"""What everybody begins with, in SSP units."""

HELD_COINS = 1_000
"""What the buyer holds of the coin, in its units."""

GATE, SUN, UNKNOWN = coin_id("GATE"), coin_id("SUN"), coin_id("NIX")
"""A coin that is accepted, one that is not, and one that there is not."""

NUMBER, PURCHASE, VERSION = 7, 1, 3
"""The listing's number, that of the purchase that there is, and the version of the terms."""

DEADLINE: Slot = 50
"""Of the purchase that there is; the head's slot is 40."""

PLACEMENT = Placement(controller=STRANGER.account, balance=1_000, outflows=0)
"""So that a state has an economy also where nobody sells anything."""

LISTING = Listing(
    version=VERSION,
    description=bytes(range(32)),
    terms=bytes(range(32, 64)),
    deliver_slots=10,
    confirm_slots=5,
    holding_ppm=250_000,
    stock=4,
    active=True,
    purchases=2,
)
"""Four items, of which two purchases were made. Whoever cancels forfeits a quarter."""

PRICES: dict[CoinId, Amount] = {SSP: 100, GATE: 30}
"""What an item costs."""

SALE = Sale(
    buyer=BUYER.account,
    version=VERSION,
    coin=SSP,
    quantity=2,
    confirm_slots=5,
    escrow=Escrow(stage=Stage.HELD, price=200, holding=50, deadline=DEADLINE),
)
"""Two items, paid in SSP and not delivered."""

COIN_SALE = replace(SALE, coin=GATE, escrow=replace(SALE.escrow, price=60, holding=15))
"""The same, paid in the coin."""


def staged(sale: Sale, stage: Stage) -> Sale:
    """The purchase at another stage, with the same deadline."""
    return replace(sale, escrow=replace(sale.escrow, stage=stage))


def market(
    listing: Listing | None = LISTING,
    prices: dict[CoinId, Amount] | None = None,
    sale: Sale | None = None,
    *,
    accounts: dict[KeyPair, Amount] | None = None,
    held: Amount = 0,
    cap: Amount = 10_000,
    others: Sequence[Coin] = (),
    frozen: bool = False,
) -> State:
    """A state with at most one listing and one purchase of it.

    Seller, buyer and stranger have `START` in SSP, and the listing has a price in SSP, unless told otherwise. The coin is there where the buyer holds some of
    it, or has paid with it; then the listing has a price in it, too. Where the buyer is frozen in it, its issuer is a company.
    """
    has_coin = held > 0 or (sale is not None and sale.coin == GATE)
    usual = PRICES if has_coin else {SSP: PRICES[SSP]}
    key = (SELLER.account, NUMBER)
    tags = {} if listing is None else {(*key, each): PriceTag(amount) for each, amount in (usual if prices is None else prices).items()}
    economy = Economy(
        listings=Map({} if listing is None else {key: listing}),
        prices=Map(tags),
        sales=Map({} if sale is None else {(*key, PURCHASE): sale}),
        placement=PLACEMENT if listing is None else NO_PLACEMENT,
        companies=Map({STRANGER.account: incorporated(1)} if frozen else {}),
        coin_terms=Map({GATE: FREEZABLE} if frozen else {}),
        freezes=Map({(GATE, BUYER.account): Freeze(slot=30)} if frozen else {}),
    )
    people = {SELLER: START, BUYER: START, STRANGER: START} if accounts is None else accounts
    coins = [*([coin("GATE", STRANGER, cap)] if has_coin else []), *others]
    return found(accounts=people, coins=coins, holdings={("GATE", BUYER): held} if held else {}, economy=economy)


def acts(rules: tuple[str, ...], why: str, state: State, sender: KeyPair, body: Body, slot: Slot | None = None) -> Case:
    """The case of one transaction in the slot after the head's, unless told otherwise."""
    return together(rules, why, state, (sender, body), slot=slot)


def together(rules: tuple[str, ...], why: str, state: State, *sent: tuple[KeyPair, Body], slot: Slot | None = None) -> Case:
    """The case of several transactions in one batch."""
    when = state.head.slot + 1 if slot is None else slot
    nonces: dict[Any, int] = {}
    signed = []
    for sender, body in sent:
        nonces[sender.account] = nonces.get(sender.account, 0) + 1
        signed.append(transaction(state, sender, body, nonce=nonces[sender.account]))
    return transact_case((*rules, "TX-9"), why, state, [Batch(when, PRODUCER.account, tuple(signed))])
