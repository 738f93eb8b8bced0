"""Chips that sign, and what every command that signs owes: a nonce, a purse and its limits, and a store before the signature."""

from collections.abc import Callable, Iterator
from typing import Any

from reference.agent.chip.asset_commands import Entrust, ListAssets
from reference.agent.chip.meter_commands import AcceptReceipt, Deliver, Measure, ProposeReceipt
from reference.agent.chip.order_commands import (
    ClaimOrder,
    ContestOrder,
    FundOrder,
    LowerQuote,
    MoveOrder,
    OfferOrder,
    OrderAct,
    PlaceQuote,
    ShowReceipt,
    SignReplica,
)
from reference.agent.chip.records import LifeStage
from reference.agent.chip.spending import Posting
from reference.agent.chip.wallet_commands import Allow, Report
from reference.codes import Code
from reference.numbers import MAX_UINT64
from reference.state.coin_terms import SSP
from reference.state.market import Market
from reference.state.order import Meter, Order, Phase
from reference.state.records import Record
from reference.state.state import RecordKey
from reference.state.tables import Table
from reference.wire.order_bodies import MAX_OFFLINE
from reference.wire.storage_bodies import ReplicaCommit
from vectors.case import Case
from vectors.scenarios.chip_assets import MARKET, entrusting, market, showing
from vectors.scenarios.chip_chain import LIMITS, Snapshot, binding, holdings_of, learning, refreshing, snapshot
from vectors.scenarios.chip_meters import ORDER, PEER, opening, ordered, receipt
from vectors.scenarios.session_builder import SessionBuilder

FAR = 2**40
COMMITMENT = ReplicaCommit(ORDER, 2, bytes([8]) * 32, 1_000, 50, 3, 5, 4)
BALANCE = 2_000

Make = Callable[[Posting], Any]
"""A command, once it is known what its transaction has beside its body."""


def posting(nonce: int, fee: int = 10) -> Posting:
    """What a transaction has beside its body."""
    return Posting(nonce, FAR, fee)


def chain_of(session: SessionBuilder, *records: tuple[RecordKey, Record], epoch: int = 4) -> Snapshot:
    """A state that has these records and the chip's money."""
    return snapshot(epoch, [*holdings_of(session.account, BALANCE, 500), *records])


def dealing(session: SessionBuilder, mandate: Entrust | None = None, shown: Market | None = None) -> Snapshot:
    """A chip without a purse that has a mandate for a market it knows."""
    shown = market() if shown is None else shown
    state = chain_of(session, ((Table.MARKETS, MARKET), shown))
    session.order(binding(state.checkpoint))
    session.order(entrusting() if mandate is None else mandate)
    session.ask(showing(state, shown))
    return state


def metering(session: SessionBuilder, *, delivers: bool) -> Snapshot:
    """A chip without a purse that meters an order."""
    parties = (session.account, PEER.account) if delivers else (PEER.account, session.account)
    order = ordered(*parties)
    state = chain_of(session, ((Table.ORDERS, ORDER), order))
    session.order(binding(state.checkpoint))
    session.ask(opening(state, order))
    return state


def placing(given: Posting, price: int = 40, units: int = 10, number: int = 1) -> PlaceQuote:
    """A quote."""
    return PlaceQuote(given, MARKET, number, price, units, 99)


def offering(given: Posting, price: int = 40, units: int = 10) -> OfferOrder:
    """An offer."""
    return OfferOrder(given, MARKET, PEER.account, price, units, 50)


def funding(given: Posting, state: Snapshot, order: Order) -> FundOrder:
    """The payment of an order."""
    return FundOrder(given, state.header, ORDER, order, state.proof((Table.ORDERS, ORDER)))


def contesting(given: Posting, state: Snapshot, order: Order) -> ContestOrder:
    """That a claim is denied."""
    return ContestOrder(given, state.header, ORDER, order, state.proof((Table.ORDERS, ORDER)))


def _place(session: SessionBuilder) -> tuple[Snapshot, Make]:
    return dealing(session), placing


def _lower(session: SessionBuilder) -> tuple[Snapshot, Make]:
    return dealing(session), lambda given: LowerQuote(given, MARKET, 1, 3)


def _offer(session: SessionBuilder) -> tuple[Snapshot, Make]:
    return dealing(session), offering


def _fund(session: SessionBuilder) -> tuple[Snapshot, Make]:
    order = ordered(PEER.account, session.account, phase=Phase.ORDERED)
    state = chain_of(session, ((Table.ORDERS, ORDER), order))
    session.order(binding(state.checkpoint))
    return state, lambda given: funding(given, state, order)


def _move(session: SessionBuilder) -> tuple[Snapshot, Make]:
    return dealing(session), lambda given: MoveOrder(given, ORDER, OrderAct.SERVE)


def _store(session: SessionBuilder) -> tuple[Snapshot, Make]:
    return dealing(session), lambda given: SignReplica(given, True, COMMITMENT)


def _show(session: SessionBuilder) -> tuple[Snapshot, Make]:
    state = metering(session, delivers=True)
    session.ask(Deliver(ORDER, 10))
    (proposed,) = session.ask(ProposeReceipt(ORDER, False))
    answer = receipt(PEER, Meter(1, 10, 20))
    session.ask(AcceptReceipt(answer))
    return state, lambda given: ShowReceipt(given, proposed, answer)


def _claim(session: SessionBuilder) -> tuple[Snapshot, Make]:
    state = metering(session, delivers=True)
    session.ask(Deliver(ORDER, 7))
    return state, lambda given: ClaimOrder(given, ORDER)


def _contest(session: SessionBuilder) -> tuple[Snapshot, Make]:
    metering(session, delivers=False)
    session.ask(Measure(ORDER, 5))
    order = ordered(PEER.account, session.account, phase=Phase.DISPUTED, claimed=6)
    state = chain_of(session, ((Table.ORDERS, ORDER), order), epoch=5)
    session.order(refreshing(state.checkpoint))
    return state, lambda given: contesting(given, state, order)


COMMANDS: dict[str, tuple[str, Callable[[SessionBuilder], tuple[Snapshot, Make]]]] = {
    "a quote": ("WALLET-20", _place),
    "a lower quote": ("WALLET-23", _lower),
    "an offer": ("WALLET-21", _offer),
    "a payment into escrow": ("WALLET-22", _fund),
    "a move": ("WALLET-23", _move),
    "an acceptance of what is kept": ("WALLET-23", _store),
    "a receipt that is shown": ("METER-14", _show),
    "a claim": ("METER-15", _claim),
    "a claim denied": ("METER-16", _contest),
}
"""Each command that signs: what it signs, its rule, and how a chip comes to be able to."""


def every_signing_command() -> Iterator[Case]:
    """Each command that signs: refused for each reason that is common to all, and carried out; then with power cuts."""
    for what, (rule, begin) in COMMANDS.items():
        session = SessionBuilder(f"chip that signs {what}").lives(LifeStage.PROVISIONED)
        state, make = begin(session)
        session.ask(make(posting(0)), Code.NONCE_NOT_ABOVE)
        session.ask(make(posting(1)), Code.PURSE_UNKNOWN)
        session.order(Allow(SSP, LIMITS))
        session.ask(make(posting(1, 1_001)), Code.SPENT_ABOVE_LIMIT)
        session.ask(make(posting(1)), Code.INSUFFICIENT_BALANCE)
        session.ask(learning(state, session.account, SSP, balance=BALANCE, nonce=2))
        session.ask(make(posting(1, 1_001)), Code.SPENT_ABOVE_LIMIT)
        session.ask(make(posting(3, 20)))
        session.ask(make(posting(3)), Code.NONCE_NOT_ABOVE)
        session.ask(make(posting(MAX_UINT64, 0)))
        session.ask(Report())
        session.ask(ListAssets())
        session.reading += MAX_OFFLINE + 1
        session.ask(make(posting(0)), Code.CHIP_STALE)
        yield session.case((rule, "WALLET-1", "WALLET-5", "WALLET-6"), f"{what}: a nonce, a purse, its limits and its balance, and a chip that knows the chain")

        for done in (0, 1):
            session = SessionBuilder(f"chip that signs {what}").lives(LifeStage.PROVISIONED)
            state, make = begin(session)
            session.order(Allow(SSP, LIMITS))
            session.ask(learning(state, session.account, SSP, balance=BALANCE, nonce=2))
            session.ask(make(posting(1)), cut=done)
            session.ask(make(posting(1)), Code.NONCE_NOT_ABOVE if done else 0)
            session.ask(make(posting(2)))
            session.ask(Report())
            session.ask(ListAssets())
            yield session.case((rule, "POWER-2", "WALLET-5", "WALLET-6"), f"{what}: the power is cut {'after' if done else 'before'} it was stored")
