"""Sessions of a chip that signs quotes, offers, payments, moves and claims: within its mandates and limits, and never against its own meter."""

from collections.abc import Iterator
from dataclasses import replace

from reference.agent.chip.asset_commands import BestQuote, ListAssets
from reference.agent.chip.meter_commands import AcceptReceipt, CountersignReceipt, Deliver, ListSessions, Measure, ProposeReceipt
from reference.agent.chip.order_commands import (
    ClaimOrder,
    FundOrder,
    LowerQuote,
    MoveOrder,
    OrderAct,
    ShowReceipt,
    SignReplica,
)
from reference.agent.chip.purses import Limits
from reference.agent.chip.records import LifeStage
from reference.agent.chip.wallet_commands import Allow, Report
from reference.codes import Code
from reference.numbers import MAX_AMOUNT
from reference.state.coin_terms import SSP
from reference.state.listing import HIGHEST_PRICE
from reference.state.order import Meter, Phase
from reference.state.tables import Table
from reference.wire.hashing import Tag
from reference.wire.market_bodies import MAX_UNITS, Side
from vectors.case import Case
from vectors.scenarios.chip_assets import MARKET, UNITS, entrusting, market, showing, trading
from vectors.scenarios.chip_chain import COIN, LIMITS, binding, holdings_of, learning, refreshing, snapshot
from vectors.scenarios.chip_meters import ORDER, PEER, TERMS, ordered, receipt
from vectors.scenarios.chip_signing import BALANCE, COMMITMENT, chain_of, contesting, every_signing_command, metering, offering, placing, posting
from vectors.scenarios.session_builder import STRANGER, SessionBuilder


def order_signing_cases() -> list[Case]:
    """All of them."""
    return [
        *every_signing_command(),
        *_quotes(),
        *_limits_of_units(),
        *_offers(),
        *_payments(),
        *_moves(),
        *_receipts(),
        *_last_receipts(),
        *_claims(),
        *_contests(),
    ]


def _quotes() -> Iterator[Case]:
    for side, good, bad in ((Side.SUPPLY, 41, 39), (Side.DEMAND, 39, 41)):
        session = SessionBuilder().lives(LifeStage.PROVISIONED)
        state = trading(session, entrusting(side), market(COIN))
        session.ask(replace(placing(posting(1)), market=bytes(32)), Code.MANDATE_UNKNOWN)
        session.ask(replace(placing(posting(0)), market=bytes(32)), Code.NONCE_NOT_ABOVE)
        session.order(entrusting(side, identifier=bytes(32)))
        session.ask(replace(placing(posting(1)), market=bytes(32)), Code.MARKET_UNKNOWN)
        session.ask(placing(posting(1), bad), Code.PRICE_BEYOND_MANDATE)
        session.ask(placing(posting(1), bad, 21), Code.PRICE_BEYOND_MANDATE)
        session.ask(placing(posting(1), units=21), Code.SPENT_ABOVE_LIMIT)
        session.ask(placing(posting(1)))
        session.ask(Report())
        session.ask(placing(posting(2), good, 2, 2**32 - 1))
        session.ask(placing(posting(3), good, 0))
        session.order(entrusting(side, 0 if side is Side.SUPPLY else HIGHEST_PRICE, Limits(MAX_AMOUNT, MAX_AMOUNT, 9)))
        session.ask(placing(posting(4), HIGHEST_PRICE, 2), Code.QUOTE_WORTH_TOO_HIGH)
        session.ask(placing(posting(4), HIGHEST_PRICE, MAX_UNITS), Code.QUOTE_WORTH_TOO_HIGH)
        session.order(entrusting(side, 0 if side is Side.SUPPLY else HIGHEST_PRICE, Limits(1, MAX_AMOUNT, 9)))
        session.ask(placing(posting(4), HIGHEST_PRICE, 2), Code.QUOTE_WORTH_TOO_HIGH)
        session.order(entrusting(side, HIGHEST_PRICE if side is Side.SUPPLY else 0, Limits(1, MAX_AMOUNT, 9)))
        session.ask(placing(posting(4), HIGHEST_PRICE - 1, 3), Code.PRICE_BEYOND_MANDATE)
        session.order(entrusting(side, 0 if side is Side.SUPPLY else HIGHEST_PRICE, Limits(MAX_AMOUNT, MAX_AMOUNT, 9)))
        session.ask(placing(posting(4), HIGHEST_PRICE, 1), Code.SPENT_ABOVE_LIMIT)
        session.order(Allow(COIN, Limits(MAX_AMOUNT, MAX_AMOUNT, 10)))
        session.ask(placing(posting(4), HIGHEST_PRICE, 1), Code.INSUFFICIENT_BALANCE)
        session.ask(placing(posting(4), 1, 20))
        session.ask(Report())
        session.ask(ListAssets())
        session.ask(learning(state, session.account, COIN, balance=500))
        yield session.case(
            ("WALLET-20", "WALLET-19"),
            f"quotes of one that {'sells' if side is Side.SUPPLY else 'buys'}: price, units and money",
        )

    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    state = snapshot(4, [*holdings_of(session.account, BALANCE, 500), ((Table.MARKETS, MARKET), market(bytes([3]) * 32))])
    session.order(binding(state.checkpoint))
    session.order(Allow(SSP, LIMITS))
    session.order(entrusting())
    session.ask(showing(state, market(bytes([3]) * 32)))
    session.ask(placing(posting(1)), Code.PURSE_UNKNOWN)
    session.ask(offering(posting(1)), Code.PURSE_UNKNOWN)
    yield session.case(("WALLET-20", "WALLET-21"), "a market of a coin of which the owner has allowed nothing")


def _limits_of_units() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    trading(session, entrusting())
    session.ask(placing(posting(1), units=20))
    session.ask(placing(posting(2), units=11), Code.SPENT_ABOVE_LIMIT)
    session.ask(BestQuote(MARKET, 10, ()))
    session.ask(offering(posting(2), units=11), Code.SPENT_ABOVE_LIMIT)
    session.ask(offering(posting(2), units=10))
    session.ask(placing(posting(3), units=1), Code.SPENT_ABOVE_LIMIT)
    session.ask(BestQuote(MARKET, 10, ()))
    session.order(entrusting(price=41, limits=replace(UNITS, window=31)))
    session.ask(placing(posting(3), 41, 2), Code.SPENT_ABOVE_LIMIT)
    session.ask(placing(posting(3), 41, 1))
    later = snapshot(5, [])
    session.order(refreshing(later.checkpoint))
    session.ask(placing(posting(4), 41, 1), Code.SPENT_ABOVE_LIMIT)
    later = snapshot(6, [])
    session.order(refreshing(later.checkpoint))
    session.ask(placing(posting(4), 41, 20))
    session.ask(ListAssets())
    yield session.case(
        ("WALLET-14", "WALLET-20", "WALLET-21"),
        "quotes and offers share the units of a window, which no new mandate begins anew; the next comes in time",
    )


def _offers() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    trading(session, entrusting(), market(COIN))
    session.ask(replace(offering(posting(1)), market=bytes(32)), Code.MANDATE_UNKNOWN)
    session.ask(replace(offering(posting(0)), market=bytes(32)), Code.NONCE_NOT_ABOVE)
    session.order(entrusting(identifier=bytes(32)))
    session.ask(replace(offering(posting(1)), market=bytes(32)), Code.MARKET_UNKNOWN)
    session.ask(offering(posting(1), 39), Code.PRICE_BEYOND_MANDATE)
    session.ask(offering(posting(1), 40, 7))
    session.ask(offering(posting(2), 41, 10))
    session.ask(offering(posting(3), 42, 11))
    session.ask(Report())
    session.order(entrusting(limits=Limits(MAX_AMOUNT, MAX_AMOUNT, 9)))
    session.ask(offering(posting(4), HIGHEST_PRICE, 2), Code.QUOTE_WORTH_TOO_HIGH)
    session.ask(offering(posting(4), 1_001, 10), Code.SPENT_ABOVE_LIMIT)
    session.ask(offering(posting(4), 500, 10), Code.INSUFFICIENT_BALANCE)
    session.order(entrusting(Side.DEMAND))
    session.ask(offering(posting(4), 41), Code.SIDE_OPPOSITE)
    session.ask(offering(posting(4), 39), Code.SIDE_OPPOSITE)
    yield session.case(("WALLET-21", "WALLET-19"), "offers on a market's terms, with less and more units than its granule; a mandate to buy offers nothing")


def _payments() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    chip = session.account
    dear = replace(TERMS, price=HIGHEST_PRICE, quantity=2)
    orders = {
        bytes([number]) * 32: order
        for number, order in enumerate(
            (
                ordered(PEER.account, chip, phase=Phase.ORDERED),
                ordered(PEER.account, chip, phase=Phase.ORDERED, coin=COIN),
                ordered(chip, PEER.account, phase=Phase.ORDERED),
                *(ordered(PEER.account, chip, phase=phase) for phase in Phase if phase not in (Phase.CLOSED, Phase.ORDERED)),
                ordered(PEER.account, chip, phase=Phase.ORDERED, terms=dear),
                ordered(PEER.account, chip, phase=Phase.ORDERED, coin=bytes([3]) * 32),
                ordered(PEER.account, chip, phase=Phase.ORDERED, coin=COIN, terms=replace(TERMS, price=6)),
                ordered(PEER.account, chip, phase=Phase.ORDERED, coin=COIN, terms=replace(TERMS, price=11)),
            )
        )
    }
    state = chain_of(session, *(((Table.ORDERS, identifier), order) for identifier, order in orders.items()))
    session.order(binding(state.checkpoint))
    for coin, balance, nonce in ((SSP, BALANCE, 2), (COIN, 500, 0)):
        session.order(Allow(coin, LIMITS))
        session.ask(learning(state, chip, coin, balance=balance, nonce=nonce))
    codes: list[Code | int] = [0, 0, Code.MOVE_OF_ANOTHER, *(Code.MOVE_NOT_POSSIBLE,) * 6, Code.PRICE_TOO_HIGH, Code.PURSE_UNKNOWN]
    codes += [Code.INSUFFICIENT_BALANCE, Code.SPENT_ABOVE_LIMIT]
    for (identifier, order), code in zip(orders.items(), codes, strict=True):
        asked = FundOrder(posting(identifier[0] + 1), state.header, identifier, order, state.proof((Table.ORDERS, identifier)))
        session.ask(asked, code)
    session.ask(Report())
    first = orders[bytes(32)]
    right = FundOrder(posting(50), state.header, bytes(32), first, state.proof((Table.ORDERS, bytes(32))))
    session.ask(replace(right, header=snapshot(5, []).header), Code.HEADER_FOREIGN)
    session.ask(replace(right, order=replace(first, terms=replace(TERMS, price=2))), Code.PROOF_INVALID)
    session.ask(replace(right, order=replace(first, coin=COIN)), Code.PROOF_INVALID)
    session.ask(replace(right, order=replace(first, consumer=PEER.account)), Code.PROOF_INVALID)
    session.ask(replace(right, order=replace(first, consumer=PEER.account), posting=posting(0)), Code.NONCE_NOT_ABOVE)
    session.ask(replace(right, id=ORDER), Code.PROOF_INVALID)
    session.ask(replace(right, proof=b""), Code.COMMAND_MALFORMED)
    session.ask(right)
    session.ask(Report())
    yield session.case(("WALLET-22",), "orders of every phase, of another's, in a coin, too dear, and of another record than is proved")


def _moves() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    trading(session, entrusting())
    for number, act in enumerate(OrderAct):
        session.ask(MoveOrder(posting(number + 1), ORDER, act))
    for number, accepts in enumerate((False, True)):
        session.ask(SignReplica(posting(20 + number), accepts, COMMITMENT))
    session.ask(LowerQuote(posting(30), bytes(32), 0, 0))
    session.ask(Report())
    yield session.case(("WALLET-23",), "all that locks no money: each costs its fee")


def _receipts() -> Iterator[Case]:
    for delivers in (True, False):
        session = SessionBuilder().lives(LifeStage.PROVISIONED)
        state = metering(session, delivers=delivers)
        session.order(Allow(SSP, LIMITS))
        session.ask(learning(state, session.account, SSP, balance=BALANCE, nonce=2))
        session.ask(Deliver(ORDER, 10) if delivers else Measure(ORDER, 10))
        first, second = Meter(1, 10, 20), Meter(2, 10, 20)
        own = session.ask(ProposeReceipt(ORDER, False) if delivers else CountersignReceipt(receipt(PEER, first), False))[0]
        theirs = receipt(PEER, first)

        def shown(chips: bytes, peers: bytes, fee: int = 10, *, turned: bool = not delivers) -> ShowReceipt:
            return ShowReceipt(posting(1, fee), peers, chips) if turned else ShowReceipt(posting(1, fee), chips, peers)

        if delivers:
            session.ask(shown(own, theirs), Code.RECEIPT_UNEXPECTED)
            session.ask(AcceptReceipt(theirs))
        session.ask(shown(own, b""), Code.COMMAND_MALFORMED)
        session.ask(replace(shown(own, b""), posting=posting(0)), Code.NONCE_NOT_ABOVE)
        session.ask(shown(own, receipt(PEER, second)), Code.COMMAND_MALFORMED)
        session.ask(shown(own, theirs.replace(PEER.public.x, (1).to_bytes(32, "little"))), Code.KEY_INVALID)
        session.ask(shown(own, theirs[:-64] + b"\xff" * 64), Code.SIGNATURE_NOT_CANONICAL)
        session.ask(shown(own, receipt(PEER, first, use=Tag.TRANSACTION)), Code.SIGNATURE_INVALID)
        session.ask(shown(own, receipt(STRANGER, first)), Code.RECEIPT_UNEXPECTED)
        session.ask(shown(own, theirs, turned=delivers), Code.RECEIPT_UNEXPECTED)
        session.ask(shown(receipt(STRANGER, first, chain=bytes(32)), receipt(PEER, first, chain=bytes(32))), Code.WRONG_CHAIN)
        session.ask(shown(receipt(STRANGER, first, order=bytes(32)), receipt(PEER, first, order=bytes(32))), Code.SESSION_UNKNOWN)
        session.ask(shown(own, theirs))
        session.ask(Report())
        session.ask(ListSessions())
        yield session.case(("METER-14",), f"a receipt that is shown by the {'provider' if delivers else 'consumer'}'s chip, and all that it does not show")


def _last_receipts() -> Iterator[Case]:
    for delivers in (True, False):
        session = SessionBuilder().lives(LifeStage.PROVISIONED)
        state = metering(session, delivers=delivers)
        session.order(Allow(SSP, LIMITS))
        session.ask(learning(state, session.account, SSP, balance=BALANCE, nonce=2))
        pairs = []
        for number, last in ((1, False), (2, True)):
            meter = Meter(number, 10 * number, 20)
            session.ask(Deliver(ORDER, 10) if delivers else Measure(ORDER, 10))
            theirs = receipt(PEER, meter, last=last)
            own = session.ask(ProposeReceipt(ORDER, last) if delivers else CountersignReceipt(theirs, last))[0]
            pair = (own, theirs) if delivers else (theirs, own)
            pairs.append(pair)
            if delivers and last:
                session.ask(ShowReceipt(posting(7), *pair), Code.RECEIPT_UNEXPECTED)
                session.ask(ShowReceipt(posting(7), *pairs[0]))
            if delivers:
                session.ask(AcceptReceipt(theirs))
        session.ask(ShowReceipt(posting(8), *pairs[0]), Code.RECEIPT_UNEXPECTED)
        session.ask(ShowReceipt(posting(8), *pairs[1]))
        yield session.case(("METER-14",), f"the last receipt is shown by the {'provider' if delivers else 'consumer'}'s chip, once both have signed it")


def _claims() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    state = metering(session, delivers=True)
    session.order(Allow(SSP, LIMITS))
    session.ask(learning(state, session.account, SSP, balance=BALANCE, nonce=2))
    session.ask(ClaimOrder(posting(1), bytes(32)), Code.SESSION_UNKNOWN)
    session.ask(ClaimOrder(posting(0), bytes(32)), Code.NONCE_NOT_ABOVE)
    session.ask(ClaimOrder(posting(1), ORDER), Code.CLAIM_NOT_ABOVE)
    session.ask(Deliver(ORDER, 7))
    session.ask(ClaimOrder(posting(1), ORDER))
    session.ask(Deliver(ORDER, 3))
    session.ask(ProposeReceipt(ORDER, False))
    session.ask(ClaimOrder(posting(2), ORDER))
    session.ask(AcceptReceipt(receipt(PEER, Meter(1, 10, 20))))
    session.ask(ClaimOrder(posting(3), ORDER), Code.CLAIM_NOT_ABOVE)
    yield session.case(("METER-15",), "what was delivered and is not signed for is claimed, and nothing else")
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    metering(session, delivers=False)
    session.ask(Measure(ORDER, 7))
    session.ask(ClaimOrder(posting(1), ORDER), Code.SESSION_UNKNOWN)
    yield session.case(("METER-15",), "a consumer's chip claims nothing")


def _contests() -> Iterator[Case]:
    for measured, claimed, phase, code in (
        (5, 6, Phase.DISPUTED, 0),
        (6, 6, Phase.DISPUTED, Code.CLAIM_MEASURED),
        (7, 6, Phase.DISPUTED, Code.CLAIM_MEASURED),
        (0, 0, Phase.DISPUTED, Code.CLAIM_MEASURED),
        (5, 6, Phase.DELIVERING, Code.MOVE_NOT_POSSIBLE),
        (6, 6, Phase.CONFIRMED, Code.MOVE_NOT_POSSIBLE),
    ):
        session = SessionBuilder().lives(LifeStage.PROVISIONED)
        metering(session, delivers=False)
        session.ask(Measure(ORDER, measured))
        order = ordered(PEER.account, session.account, phase=phase, claimed=claimed)
        state = chain_of(session, ((Table.ORDERS, ORDER), order), epoch=5)
        session.order(refreshing(state.checkpoint))
        session.order(Allow(SSP, LIMITS))
        session.ask(learning(state, session.account, SSP, balance=BALANCE, nonce=2))
        session.ask(contesting(posting(1), state, order), code)
        if not code:
            session.ask(replace(contesting(posting(2), state, order), id=bytes(32)), Code.SESSION_UNKNOWN)
            session.ask(replace(contesting(posting(2), state, order), header=snapshot(6, []).header), Code.HEADER_FOREIGN)
            session.ask(contesting(posting(2), state, replace(order, claimed=7)), Code.PROOF_INVALID)
            session.ask(contesting(posting(2), state, replace(order, claimed=5)), Code.PROOF_INVALID)
            session.ask(replace(contesting(posting(2), state, order), id=bytes(32), proof=b""), Code.SESSION_UNKNOWN)
            session.ask(replace(contesting(posting(0), state, order), id=bytes(32)), Code.NONCE_NOT_ABOVE)
            session.ask(replace(contesting(posting(2), state, order), proof=b""), Code.COMMAND_MALFORMED)
        yield session.case(("METER-16",), f"a claim of {claimed} units, where {measured} were measured, of an order that is {phase.name.lower()}")
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    state = metering(session, delivers=True)
    session.ask(contesting(posting(1), state, ordered(session.account, PEER.account)), Code.SESSION_UNKNOWN)
    yield session.case(("METER-16",), "a provider's chip denies nothing")
