"""Sessions of a chip's assets: data in shared storage by proof, mandates for markets, and the quote that serves its node best."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reference.agent.chip.asset_commands import BestQuote, BookLevel, DropReplicas, Entrust, LearnReplica, ListAssets, Revoke, ShowMarket
from reference.agent.chip.assets import MAX_MANDATES, MAX_REPLICAS
from reference.agent.chip.purses import Limits
from reference.agent.chip.records import LifeStage
from reference.agent.chip.wallet_commands import Allow
from reference.codes import Code
from reference.numbers import MAX_AMOUNT, Hash
from reference.state.coin_terms import SSP
from reference.state.listing import HIGHEST_PRICE
from reference.state.market import Book, Market, MarketTerms
from reference.state.order import Order, Phase, Waits
from reference.state.records import Record
from reference.state.replica import Audits, AuditTerms, Commitment, Replica, ReplicaStage
from reference.state.state import RecordKey
from reference.state.tables import Table
from reference.wire.market_bodies import Side
from reference.wire.order_bodies import MAX_OFFLINE
from vectors.case import Case
from vectors.scenarios.chip_chain import COIN, LIMITS, Snapshot, binding, holdings_of, learning, refreshing, snapshot
from vectors.scenarios.chip_meters import ORDER, PEER, TERMS, ordered
from vectors.scenarios.chip_wallets import paying
from vectors.scenarios.session_builder import STRANGER, SessionBuilder

MARKET = bytes([7]) * 32
SERVICE = bytes([6]) * 32
"""The type of service of the orders and the markets."""

WAITS = Waits(11, 12, 13, 14, 15)
"""How long the phases of an order of the markets may last."""

KEPT = Commitment(bytes([8]) * 32, 1_000, AuditTerms(interval=50, samples=3, penalty=5, patience=4))
UNITS = Limits(order=20, window=30, window_slots=10)
"""For how many units an owner usually lets a chip sign."""


def asset_cases() -> list[Case]:
    """All of them."""
    return [*_replicas(), *_rooms(), *_drops(), *_mandates(), *_markets(), *_best_quotes(), *_whole_balances(), *_lying_hosts(), *_stale(), *_cuts()]


def kept(stage: ReplicaStage = ReplicaStage.ACCEPTED, missed: int = 0) -> Replica:
    """A replica that is kept."""
    return Replica(stage, KEPT, Audits(opened=missed, missed=missed, since=9, pending=False))


def market(coin: Hash = SSP, deposit_ppm: int = 100_000) -> Market:
    """A market of the service."""
    terms = MarketTerms(SERVICE, coin, bytes([2]) * 32, bytes([4]) * 32, TERMS.granule, 70 if coin == SSP else 0, WAITS, deposit_ppm)
    return Market(opened=11, terms=terms, book=Book(quotes=2, fresh=True, pending=25))


def entrusting(side: Side = Side.SUPPLY, price: int = 40, limits: Limits = UNITS, identifier: Hash = MARKET) -> Entrust:
    """How an owner sets a mandate."""
    return Entrust(identifier, side, price, limits)


def showing(state: Snapshot, shown: Market, identifier: Hash = MARKET) -> ShowMarket:
    """How a chip is shown a market."""
    return ShowMarket(state.header, identifier, shown, state.proof((Table.MARKETS, identifier)))


def showing_replica(state: Snapshot, order: Order, replica: Replica, identifier: Hash = ORDER, number: int = 0) -> LearnReplica:
    """How it is shown what is kept."""
    proofs = state.proof((Table.ORDERS, identifier)), state.proof((Table.REPLICAS, (identifier, number)))
    return LearnReplica(state.header, identifier, order, proofs[0], number, replica, proofs[1])


def dropping(state: Snapshot, identifier: Hash = ORDER) -> DropReplicas:
    """How it is shown that an order is no more."""
    return DropReplicas(state.header, identifier, state.proof((Table.ORDERS, identifier)))


def keeping(session: SessionBuilder, *, owned: bool, replicas: dict[int, Replica], **changed: Any) -> tuple[Snapshot, Order]:
    """Bind a provisioned chip to a chain that has an order of its with these replicas."""
    order = ordered(PEER.account, session.account, **changed) if owned else ordered(session.account, PEER.account, **changed)
    records: list[tuple[RecordKey, Record]] = [((Table.ORDERS, ORDER), order)]
    records += [((Table.REPLICAS, (ORDER, number)), replica) for number, replica in replicas.items()]
    state = snapshot(4, records)
    session.order(binding(state.checkpoint))
    return state, order


def trading(session: SessionBuilder, mandate: Entrust, shown: Market | None = None, ssp: int = 5_000, coins: int = 500) -> Snapshot:
    """Bind a provisioned chip that has money, and give it a mandate for a market that it is shown."""
    shown = market() if shown is None else shown
    state = snapshot(4, [*holdings_of(session.account, ssp, coins), ((Table.MARKETS, MARKET), shown)])
    session.order(binding(state.checkpoint))
    for coin, balance, nonce in ((SSP, ssp, 2), (COIN, coins, 0)):
        session.order(Allow(coin, LIMITS))
        session.ask(learning(state, session.account, coin, balance=balance, nonce=nonce))
    session.order(mandate)
    session.ask(showing(state, shown))
    return state


def book(*levels: tuple[int, int, int]) -> tuple[BookLevel, ...]:
    """Levels of a book: price, demand, supply."""
    return tuple(BookLevel(*level) for level in levels)


def _replicas() -> Iterator[Case]:
    for owned in (False, True):
        session = SessionBuilder().lives(LifeStage.PROVISIONED)
        state, order = keeping(session, owned=owned, replicas={0: kept(), 3: kept(missed=2), 5: kept(ReplicaStage.COMMITTED)})
        right = showing_replica(state, order, kept())
        session.ask(replace(right, header=snapshot(5, []).header), Code.HEADER_FOREIGN)
        session.ask(replace(right, order=replace(order, consumer=session.account, provider=session.account)), Code.PROOF_INVALID)
        session.ask(replace(right, order_proof=right.replica_proof), Code.PROOF_INVALID)
        session.ask(replace(right, id=bytes(32)), Code.PROOF_INVALID)
        session.ask(replace(right, number=1), Code.PROOF_INVALID)
        session.ask(replace(right, replica=replace(kept(), commitment=replace(KEPT, chunks=1_001))), Code.PROOF_INVALID)
        session.ask(replace(right, replica=kept(missed=1)), Code.PROOF_INVALID)
        session.ask(replace(right, replica_proof=right.order_proof), Code.PROOF_INVALID)
        session.ask(replace(right, replica_proof=b""), Code.COMMAND_MALFORMED)
        session.ask(replace(right, order_proof=right.replica_proof, replica_proof=b""), Code.PROOF_INVALID)
        session.ask(showing_replica(state, order, kept(ReplicaStage.COMMITTED), number=5), Code.REPLICA_NOT_ACCEPTED)
        session.ask(ListAssets())
        session.ask(right)
        session.ask(showing_replica(state, order, kept(missed=2), number=3))
        session.ask(right)
        session.ask(ListAssets())
        whose = "the chip's own" if owned else "another's"
        yield session.case(("WALLET-12",), f"data that are {whose}, by proof, and everything that is none; one that it knows is not listed twice")

    for why, order_of in (("of others", lambda _: (PEER.account, STRANGER.account)), ("of one that is both sides", lambda chip: (chip, chip))):
        session = SessionBuilder().lives(LifeStage.PROVISIONED)
        order = ordered(*order_of(session.account))
        state = snapshot(4, [((Table.ORDERS, ORDER), order), ((Table.REPLICAS, (ORDER, 0)), kept(ReplicaStage.COMMITTED))])
        session.order(binding(state.checkpoint))
        session.ask(showing_replica(state, order, kept(ReplicaStage.COMMITTED)), Code.PARTY_FOREIGN)
        session.ask(showing_replica(state, order, kept()), Code.PROOF_INVALID)
        yield session.case(("WALLET-12",), f"data of an order {why}, not agreed on: whose they are is said first")


def _rooms() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    other = bytes([15]) * 32
    order = ordered(PEER.account, session.account)
    places = [*((ORDER, number) for number in range(MAX_REPLICAS - 1)), (other, 0), (other, 7)]
    records: list[tuple[RecordKey, Record]] = [((Table.ORDERS, ORDER), order), ((Table.ORDERS, other), order)]
    state = snapshot(4, [*records, *(((Table.REPLICAS, place), kept(missed=place[1] % 4)) for place in places)])
    session.order(binding(state.checkpoint))
    for place in places:
        session.ask(showing_replica(state, order, kept(missed=place[1] % 4), *place), Code.ROOM_MISSING if place == places[-1] else 0)
    session.ask(showing_replica(state, order, kept(missed=1), ORDER, 1))
    session.ask(ListAssets())
    over = snapshot(5, [((Table.ORDERS, other), order), ((Table.REPLICAS, places[-1]), kept(missed=3))])
    session.order(refreshing(over.checkpoint))
    session.ask(dropping(over))
    session.ask(showing_replica(over, order, kept(missed=3), *places[-1]))
    session.ask(ListAssets())
    yield session.case(("WALLET-8", "WALLET-12", "WALLET-13"), "as many replicas as there is room for, and one more; then an order is over, and there is room")


def _drops() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    state, order = keeping(session, owned=True, replicas={0: kept()})
    session.ask(dropping(state), Code.REPLICA_UNKNOWN)
    session.ask(showing_replica(state, order, kept()))
    session.ask(dropping(state), Code.PROOF_INVALID)
    session.ask(dropping(state, bytes(32)), Code.REPLICA_UNKNOWN)
    session.ask(replace(dropping(state, bytes(32)), header=b""), Code.REPLICA_UNKNOWN)
    session.ask(replace(dropping(state), proof=state.proof((Table.ORDERS, bytes(32)))), Code.PROOF_INVALID)
    over = snapshot(5, [])
    session.ask(dropping(over), Code.HEADER_FOREIGN)
    session.order(refreshing(over.checkpoint))
    session.ask(replace(dropping(over), proof=b""), Code.COMMAND_MALFORMED)
    session.ask(ListAssets())
    session.ask(dropping(over))
    session.ask(ListAssets())
    session.ask(dropping(over), Code.REPLICA_UNKNOWN)
    yield session.case(("WALLET-13",), "what is kept is forgotten once the order is proved to be over, and not before")


def _mandates() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    session.order(binding())
    session.order(Revoke(MARKET), Code.MANDATE_UNKNOWN)
    session.order(entrusting())
    session.order(entrusting(Side.DEMAND, HIGHEST_PRICE, Limits(0, MAX_AMOUNT, 1)))
    for number in range(MAX_MANDATES - 1):
        session.order(entrusting(identifier=bytes([number]) * 32, price=number))
    session.order(entrusting(identifier=bytes([77]) * 32), Code.ROOM_MISSING)
    session.order(entrusting(price=3))
    session.order(entrusting(price=4), Code.SIGNER_FOREIGN, signer=STRANGER)
    session.order(Revoke(MARKET), Code.SIGNER_FOREIGN, signer=STRANGER)
    session.ask(ListAssets())
    session.order(Revoke(bytes([1]) * 32))
    session.order(Revoke(bytes([1]) * 32), Code.MANDATE_UNKNOWN)
    session.order(entrusting(identifier=bytes([77]) * 32))
    session.ask(ListAssets())
    yield session.case(("WALLET-14", "WALLET-8"), "mandates are set, set anew, taken back, and are as many as there is room for")


def _markets() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    shown, other = market(), market(COIN, 0)
    elsewhere = bytes([17]) * 32
    state = snapshot(4, [((Table.MARKETS, MARKET), shown), ((Table.MARKETS, elsewhere), other)])
    session.order(binding(state.checkpoint))
    right = showing(state, shown)
    session.ask(right, Code.MANDATE_UNKNOWN)
    session.ask(replace(right, header=b""), Code.MANDATE_UNKNOWN)
    session.order(entrusting())
    session.ask(BestQuote(MARKET, 0, ()), Code.MARKET_UNKNOWN)
    session.ask(replace(right, header=snapshot(5, []).header), Code.HEADER_FOREIGN)
    session.ask(replace(right, market=replace(shown, opened=12)), Code.PROOF_INVALID)
    session.ask(replace(right, market=market(COIN)), Code.PROOF_INVALID)
    session.ask(replace(right, market=other, proof=state.proof((Table.MARKETS, elsewhere))), Code.PROOF_INVALID)
    session.ask(replace(right, proof=b""), Code.COMMAND_MALFORMED)
    session.ask(ListAssets())
    session.ask(right)
    session.ask(BestQuote(MARKET, 0, ()), Code.PURSE_UNKNOWN)
    session.order(entrusting(price=50))
    session.ask(ListAssets())
    session.order(Revoke(MARKET))
    session.order(entrusting())
    session.ask(ListAssets())
    yield session.case(("WALLET-15", "WALLET-14"), "a market by proof, and everything that is none; another price does not forget it, another mandate does")


def _best_quotes() -> Iterator[Case]:
    crowd = book((30, 0, 5), (45, 0, 10), (60, 12, 0), (80, 4, 0))
    for side, price, coin in ((Side.SUPPLY, 40, SSP), (Side.SUPPLY, 40, COIN), (Side.DEMAND, 70, SSP), (Side.DEMAND, 20, COIN)):
        session = SessionBuilder().lives(LifeStage.PROVISIONED)
        trading(session, entrusting(side, price), market(coin))
        session.ask(BestQuote(MARKET, 10, ()))
        session.ask(BestQuote(MARKET, 10, crowd))
        session.ask(BestQuote(MARKET, 0, book((0, 3, 3), (HIGHEST_PRICE, 2**46 - 1, 2**46 - 1))))
        session.ask(BestQuote(MARKET, 1_000, crowd))
        session.ask(BestQuote(MARKET, MAX_AMOUNT, crowd))
        session.ask(BestQuote(MARKET, 10, tuple(BookLevel(20 + 2 * number, 3 * number % 7, 5 * number % 11) for number in range(32))))
        where = "SSP" if coin == SSP else "a coin"
        yield session.case(("WALLET-17", "WALLET-16"), f"the best quote of one that {'sells' if side is Side.SUPPLY else 'buys'} for {where} at {price}")

    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    trading(session, entrusting(limits=Limits(0, 30, 10)), market(deposit_ppm=0))
    session.ask(BestQuote(MARKET, 0, crowd))
    session.order(entrusting(Side.SUPPLY, 1, Limits(MAX_AMOUNT, MAX_AMOUNT, 10)))
    session.ask(BestQuote(MARKET, 0, ()))
    session.order(entrusting(Side.DEMAND, 30, Limits(MAX_AMOUNT, MAX_AMOUNT, 10)))
    session.ask(BestQuote(MARKET, 0, crowd))
    session.order(entrusting(Side.DEMAND, 70))
    session.ask(paying(1, 940, 0))
    session.ask(BestQuote(MARKET, 20, book((26, 0, 5))))
    session.ask(BestQuote(MARKET, 540, book((26, 0, 5))))
    session.order(Allow(SSP, Limits(MAX_AMOUNT, MAX_AMOUNT, 10)))
    session.order(entrusting(Side.DEMAND, 1, Limits(MAX_AMOUNT, MAX_AMOUNT, 10)))
    session.ask(BestQuote(MARKET, 20, ()))
    yield session.case(("WALLET-17", "WALLET-16", "WALLET-18"), "no units, more than a quote can have, then what window, fee and balance leave")


def _whole_balances() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    trading(session, entrusting(Side.DEMAND, 1, Limits(MAX_AMOUNT, MAX_AMOUNT, 10)), market(COIN))
    session.ask(BestQuote(MARKET, 7, ()))
    yield session.case(("WALLET-17", "WALLET-18"), "all of a coin is quoted for: the fee is not paid in it")


def _lying_hosts() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    trading(session, entrusting())
    session.ask(BestQuote(bytes(32), 0, ()), Code.MANDATE_UNKNOWN)
    for levels in (((2, 1, 0), (1, 0, 1)), ((1, 1, 0), (1, 0, 1)), ((1, 0, 0), (5, 0, 0), (4, 0, 0)), ((HIGHEST_PRICE, 0, 0), (0, 0, 0))):
        session.ask(BestQuote(MARKET, 0, book(*levels)), Code.BOOK_UNORDERED)
    session.ask(BestQuote(MARKET, 0, book((39, 1_000, 0))))
    session.ask(BestQuote(MARKET, 0, book((1_000, 1_000, 0))))
    yield session.case(("WALLET-17",), "books that are none, and two that a host makes up: whatever it says, the chip sells at no lower price than its owner")


def _stale() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    state, order = keeping(session, owned=True, replicas={0: kept()})
    session.ask(showing_replica(state, order, kept()))
    session.order(entrusting())
    session.reading += MAX_OFFLINE + 1
    for record in (
        showing_replica(state, order, kept()),
        dropping(state),
        dropping(state, bytes(32)),
        showing(state, market()),
        showing(state, market(), bytes(32)),
    ):
        session.ask(record, Code.CHIP_STALE)
        session.ask(replace(record, header=b""), Code.CHIP_STALE)
    session.ask(ListAssets())
    session.ask(BestQuote(MARKET, 0, ()), Code.MARKET_UNKNOWN)
    session.order(entrusting(price=41))
    session.order(Revoke(MARKET))
    yield session.case(("WALLET-1", "WALLET-12", "WALLET-13", "WALLET-15"), "a chip that is stale takes no proof; its owner's orders it obeys")


def _cuts() -> Iterator[Case]:
    for done in (0, 1):
        when = "after" if done else "before"
        session = SessionBuilder().lives(LifeStage.PROVISIONED)
        order = ordered(PEER.account, session.account, phase=Phase.SETTLED)
        records: list[tuple[RecordKey, Record]] = [((Table.ORDERS, ORDER), order), ((Table.REPLICAS, (ORDER, 2)), kept())]
        state, over = snapshot(4, [*records, ((Table.MARKETS, MARKET), market())]), snapshot(5, [])
        session.order(binding(state.checkpoint))
        session.ask(showing_replica(state, order, kept(), number=2), cut=done)
        session.ask(ListAssets())
        session.order(entrusting(), cut=done)
        session.ask(ListAssets())
        session.order(entrusting())
        session.ask(showing(state, market()), cut=done)
        session.ask(ListAssets())
        session.order(Revoke(MARKET), cut=done)
        session.ask(showing_replica(state, order, kept(), number=2))
        session.order(refreshing(over.checkpoint))
        session.ask(dropping(over), cut=done)
        session.ask(ListAssets())
        session.ask(dropping(over), Code.REPLICA_UNKNOWN if done else 0)
        yield session.case(("POWER-2", "WALLET-12", "WALLET-13", "WALLET-14", "WALLET-15"), f"the power is cut {when} each change of assets was stored")
