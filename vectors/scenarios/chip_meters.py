"""Sessions of metering: two chips and one order, messages that are lost, power that is cut, and everything that neither must sign.

A session of two chips is two cases, as each of them sees it. What one answers stands in the commands of the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from reference.agent.chip.lifecycle_commands import Suspend
from reference.agent.chip.meter_commands import (
    AcceptReceipt,
    Claim,
    CloseSession,
    CountersignReceipt,
    Deliver,
    ListSessions,
    Measure,
    OpenSession,
    ProposeReceipt,
)
from reference.agent.chip.meter_sessions import MAX_SESSIONS
from reference.agent.chip.records import LifeStage
from reference.agent.metering import LAST_SEQUENCE
from reference.codes import Code
from reference.numbers import MAX_UINT64, Hash
from reference.state.chip import NO_BINDING
from reference.state.listing import NO_ESCROW
from reference.state.order import NO_METER, NO_ORDER, Meter, Order, Phase, Terms, Waits
from reference.state.tables import Table
from reference.wire.hashing import Tag
from reference.wire.meter_receipt import MeterReceipt, encode_meter_receipt
from reference.wire.order_bodies import MAX_OFFLINE
from vectors.case import Case
from vectors.keys import KeyPair, key_pair, seal
from vectors.scenarios.chip_chain import Snapshot, binding, refreshing, snapshot
from vectors.scenarios.light_client_chain import CHAIN
from vectors.scenarios.session_builder import STRANGER, SessionBuilder

ORDER = bytes([5]) * 32
TERMS = Terms(price=3, quantity=95, granule=10, fee_ppm=0, waits=Waits(10, 10, 100, 50, 10))
PEER = key_pair("other side")
"""A side that has no chip of the session's: it signs what it is told to."""


def meter_cases() -> list[Case]:
    """All of them."""
    return [*_services(), *_openings(), *_deliveries(), *_measurements(), *_proposals(), *_countersignatures(), *_answers(), *_closings(), *_cuts(), *_stale()]


def ordered(provider: Hash, consumer: Hash, **changed: Any) -> Order:
    """An order that is delivered."""
    order = Order(Phase.DELIVERING, consumer, provider, bytes([6]) * 32, NO_BINDING, bytes(32), TERMS, NO_METER, 0, NO_ESCROW, 0, 0)
    return replace(order, **changed)


def opening(state: Snapshot, order: Order, identifier: Hash = ORDER) -> OpenSession:
    """How a chip is shown an order."""
    return OpenSession(state.header, identifier, order, state.proof((Table.ORDERS, identifier)))


def closing(state: Snapshot, order: Order = NO_ORDER, identifier: Hash = ORDER) -> CloseSession:
    """How it is shown that one is over. `NO_ORDER` where the state has none: what the command says of it then, that it is delivered, nobody looks at."""
    said = ordered(PEER.account, STRANGER.account) if order == NO_ORDER else order
    return CloseSession(state.header, identifier, order != NO_ORDER, said, state.proof((Table.ORDERS, identifier)))


def receipt(signer: KeyPair, meter: Meter, *, last: bool = False, chain: Hash = CHAIN, order: Hash = ORDER, use: Tag = Tag.METER_RECEIPT) -> bytes:
    """A receipt that a side without a chip has signed."""
    return seal(signer, encode_meter_receipt(MeterReceipt(chain, order, meter.sequence, meter.units, meter.slot, last)), use)


@dataclass(slots=True)
class Side:
    """A chip that meters an order with a side that has none, and what the chain says of it."""

    session: SessionBuilder
    order: Order
    state: Snapshot


def side(*, delivers: bool, name: str = "chip", **changed: Any) -> Side:
    """A chip that has just taken in an order."""
    session = SessionBuilder(name).lives(LifeStage.PROVISIONED)
    parties = (session.account, PEER.account) if delivers else (PEER.account, session.account)
    order = ordered(*parties, **changed)
    state = snapshot(4, [((Table.ORDERS, ORDER), order)])
    session.order(binding(state.checkpoint))
    session.ask(opening(state, order))
    return Side(session, order, state)


def pair() -> tuple[SessionBuilder, SessionBuilder]:
    """Two chips that have taken in one order, the provider's and the consumer's."""
    chips = SessionBuilder("provider's chip").lives(LifeStage.PROVISIONED), SessionBuilder("consumer's chip").lives(LifeStage.PROVISIONED)
    order = ordered(chips[0].account, chips[1].account)
    state = snapshot(4, [((Table.ORDERS, ORDER), order)])
    for chip in chips:
        chip.order(binding(state.checkpoint))
        chip.ask(opening(state, order))
    return chips


def both(rules: tuple[str, ...], why: str, chips: tuple[SessionBuilder, SessionBuilder]) -> Iterator[Case]:
    """The two cases of a session of two chips."""
    for chip in chips:
        chip.ask(ListSessions())
        yield chip.case(rules, f"{why}: the {chip.name}")


def moved(chips: tuple[SessionBuilder, SessionBuilder], units: int) -> None:
    """Some units are delivered and measured."""
    chips[0].ask(Deliver(ORDER, units))
    chips[1].ask(Measure(ORDER, units))


def _services() -> Iterator[Case]:
    provider, consumer = chips = pair()
    for units, last in ((10, False), (7, False), (10, True)):
        moved(chips, units)
        (proposed,) = provider.ask(ProposeReceipt(ORDER, last))
        (answered,) = consumer.ask(CountersignReceipt(proposed, last))
        provider.ask(AcceptReceipt(answered))
    provider.ask(Deliver(ORDER, 1), Code.METER_ENDED)
    provider.ask(ProposeReceipt(ORDER, True), Code.METER_ENDED)
    yield from both(("METER-7", "METER-8", "METER-9", "METER-10", "METER-11"), "a service is metered to its end", chips)

    provider, consumer = chips = pair()
    moved(chips, 10)
    (first,) = provider.ask(ProposeReceipt(ORDER, False))
    provider.ask(Deliver(ORDER, 1), Code.CREDIT_EXCEEDED)
    (again,) = provider.ask(ProposeReceipt(ORDER, False))
    assert first == again
    (answer,) = consumer.ask(CountersignReceipt(again, False))
    (answer_again,) = consumer.ask(CountersignReceipt(first, False))
    assert answer == answer_again
    provider.ask(AcceptReceipt(answer))
    provider.ask(AcceptReceipt(answer_again), Code.RECEIPT_NOT_ABOVE)
    moved(chips, 10)
    provider.ask(Claim(ORDER))
    yield from both(("METER-9", "METER-11", "METER-5"), "the proposal and the answer are lost once each: the same are signed again", chips)

    provider, consumer = chips = pair()
    moved(chips, 6)
    provider.ask(ProposeReceipt(ORDER, False), cut=1)
    provider.ask(Deliver(ORDER, 4))
    (first,) = provider.ask(ProposeReceipt(ORDER, False))
    consumer.ask(CountersignReceipt(first, False), cut=1)
    consumer.ask(Measure(ORDER, 4))
    (answer,) = consumer.ask(CountersignReceipt(first, False))
    provider.ask(AcceptReceipt(answer), cut=0)
    provider.ask(AcceptReceipt(answer), cut=1)
    provider.ask(AcceptReceipt(answer), Code.RECEIPT_NOT_ABOVE)
    (second,) = provider.ask(ProposeReceipt(ORDER, True))
    (answer,) = consumer.ask(CountersignReceipt(second, True))
    provider.ask(AcceptReceipt(answer))
    over = snapshot(6, [])
    for chip in chips:
        chip.order(refreshing(over.checkpoint))
        chip.ask(closing(over))
    rules = ("POWER-2", "METER-9", "METER-10", "METER-11", "METER-13")
    yield from both(rules, "the power of both is cut while receipts are signed; they go on, sign the last one, and the order is settled", chips)


def _openings() -> Iterator[Case]:
    session = SessionBuilder().lives(LifeStage.PROVISIONED)
    chip = session.account
    orders = {
        bytes([number]) * 32: order
        for number, order in enumerate(
            (
                ordered(PEER.account, STRANGER.account),
                ordered(chip, chip),
                ordered(PEER.account, STRANGER.account, phase=Phase.OFFERED),
                *(ordered(chip, PEER.account, phase=phase) for phase in Phase if phase is not Phase.CLOSED),
                *(ordered(PEER.account, chip, meter=Meter(number, 3 * number, number)) for number in range(MAX_SESSIONS)),
            )
        )
    }
    state = snapshot(4, [((Table.ORDERS, identifier), order) for identifier, order in orders.items()])
    session.order(binding(state.checkpoint))
    first = bytes([10]) * 32
    session.ask(replace(opening(state, orders[first], first), header=snapshot(5, []).header), Code.HEADER_FOREIGN)
    session.ask(opening(state, replace(orders[first], consumer=STRANGER.account), first), Code.PROOF_INVALID)
    session.ask(replace(opening(state, orders[first], first), id=bytes(32)), Code.PROOF_INVALID)
    for identifier, order in orders.items():
        metered = order.phase in (Phase.FUNDED, Phase.DELIVERING)
        number = identifier[0]
        code: Code | int = 0 if metered else Code.ORDER_NOT_METERED
        if number < 3:
            code = Code.PARTY_FOREIGN
        elif number >= 12:
            code = Code.ROOM_MISSING
        session.ask(opening(state, order, identifier), code)
    session.ask(replace(opening(state, orders[first], first), header=snapshot(5, []).header), Code.SESSION_EXISTS)
    session.ask(ListSessions())
    yield session.case(
        ("METER-12", "WALLET-8"), "orders of every phase, of others, of itself, of another record than is proved, and more than there is room for"
    )


def _deliveries() -> Iterator[Case]:
    one = side(delivers=True, meter=Meter(4, 80, 9))
    session = one.session
    session.ask(Deliver(bytes(32), 1), Code.SESSION_UNKNOWN)
    session.ask(Measure(ORDER, 1), Code.SESSION_UNKNOWN)
    session.ask(Deliver(ORDER, 11), Code.CREDIT_EXCEEDED)
    session.ask(Deliver(ORDER, 0))
    session.ask(Deliver(ORDER, 9))
    session.ask(Deliver(ORDER, 2), Code.CREDIT_EXCEEDED)
    session.ask(Deliver(ORDER, 1))
    session.ask(Deliver(ORDER, 2**32 - 1), Code.CREDIT_EXCEEDED)
    session.ask(Claim(ORDER))
    session.ask(ProposeReceipt(ORDER, False))
    session.ask(AcceptReceipt(receipt(PEER, Meter(5, 90, 20))))
    session.ask(Claim(ORDER), Code.CLAIM_NOT_ABOVE)
    session.ask(Deliver(ORDER, 6), Code.CREDIT_EXCEEDED)
    session.ask(Deliver(ORDER, 5))
    session.ask(Claim(ORDER))
    yield session.case(("METER-7", "METER-5"), "no more than a granule beyond the last receipt is delivered, and no more than is ordered")


def _measurements() -> Iterator[Case]:
    session = side(delivers=False, meter=Meter(1, 90, 0)).session
    session.ask(Deliver(ORDER, 1), Code.SESSION_UNKNOWN)
    session.ask(ProposeReceipt(ORDER, False), Code.SESSION_UNKNOWN)
    session.ask(Claim(ORDER), Code.SESSION_UNKNOWN)
    session.ask(Measure(bytes(32), 1), Code.SESSION_UNKNOWN)
    session.ask(Measure(ORDER, 6), Code.UNITS_ABOVE_ORDERED)
    session.ask(Measure(ORDER, 2**32 - 1), Code.UNITS_ABOVE_ORDERED)
    session.ask(Measure(ORDER, 4))
    session.ask(Measure(ORDER, 1))
    session.ask(Measure(ORDER, 1), Code.UNITS_ABOVE_ORDERED)
    yield session.case(("METER-8",), "no more is measured than is ordered; a consumer's chip neither delivers nor claims")


def _proposals() -> Iterator[Case]:
    session = side(delivers=True).session
    session.ask(Deliver(ORDER, 3))
    session.ask(ProposeReceipt(ORDER, True))
    session.ask(ProposeReceipt(ORDER, False), Code.METER_ENDED)
    session.ask(Deliver(ORDER, 1), Code.METER_ENDED)
    session.ask(ProposeReceipt(ORDER, True))
    yield session.case(("METER-9",), "the last receipt is not signed again as another")
    session = side(delivers=True, name="chip that ends later").session
    session.ask(ProposeReceipt(ORDER, False))
    session.ask(Deliver(ORDER, 3))
    session.ask(ProposeReceipt(ORDER, True), Code.METER_ENDED)
    session.ask(ProposeReceipt(ORDER, False))
    yield session.case(("METER-9",), "what waits for its answer is not signed as the last one, nor with what was delivered since")
    for why, meter, code in (
        ("an earlier slot than the chain has seen", Meter(1, 1, 21), Code.RECEIPT_SLOT_REGRESSED),
        ("no number is left", Meter(LAST_SEQUENCE, 1, 20), Code.COUNTER_EXHAUSTED),
        ("the last number", Meter(LAST_SEQUENCE - 1, 1, 20), 0),
    ):
        session = side(delivers=True, meter=meter).session
        session.ask(ProposeReceipt(ORDER, False), code)
        session.ask(ProposeReceipt(bytes(32), False), Code.SESSION_UNKNOWN)
        yield session.case(("METER-9",), f"a proposal: {why}")


def _countersignatures() -> Iterator[Case]:
    session = side(delivers=False, meter=Meter(3, 20, 15)).session
    session.ask(Measure(ORDER, 10))
    good = Meter(4, 30, 20)

    def refused(data: bytes, code: Code, *, last: bool = False) -> None:
        session.ask(CountersignReceipt(data, last), code)

    refused(b"", Code.COMMAND_MALFORMED)
    refused(receipt(PEER, good)[:-1], Code.COMMAND_MALFORMED)
    refused(receipt(PEER, good).replace(PEER.public.x, (1).to_bytes(32, "little")), Code.KEY_INVALID)
    refused(receipt(PEER, good)[:-64] + b"\xff" * 64, Code.SIGNATURE_NOT_CANONICAL)
    refused(seal(PEER, b"", Tag.METER_RECEIPT).replace(PEER.public.x, (1).to_bytes(32, "little")), Code.COMMAND_MALFORMED)
    refused(receipt(PEER, good, use=Tag.TRANSACTION, chain=bytes(32)), Code.SIGNATURE_INVALID)
    refused(receipt(PEER, good, chain=bytes(32), order=bytes(32)), Code.WRONG_CHAIN)
    refused(receipt(PEER, good, order=bytes(32)), Code.SESSION_UNKNOWN)
    refused(receipt(STRANGER, good), Code.RECEIPT_UNEXPECTED)
    refused(receipt(PEER, good, last=True), Code.RECEIPT_UNEXPECTED)
    refused(receipt(PEER, Meter(3, 30, 20)), Code.RECEIPT_UNEXPECTED, last=True)
    refused(receipt(PEER, Meter(3, 30, 20)), Code.RECEIPT_NOT_ABOVE)
    refused(receipt(PEER, Meter(4, 19, 20)), Code.METER_REGRESSED)
    refused(receipt(PEER, Meter(4, 30, 14)), Code.RECEIPT_SLOT_REGRESSED)
    refused(receipt(PEER, Meter(4, 96, 20)), Code.UNITS_ABOVE_ORDERED)
    refused(receipt(PEER, Meter(4, 31, 20)), Code.UNITS_UNMEASURED)
    session.ask(AcceptReceipt(receipt(PEER, good)), Code.SESSION_UNKNOWN)
    session.ask(CountersignReceipt(receipt(PEER, good), False))
    refused(receipt(PEER, good, last=True), Code.METER_ENDED, last=True)
    refused(receipt(PEER, Meter(4, 29, 20)), Code.RECEIPT_NOT_ABOVE)
    session.ask(CountersignReceipt(receipt(PEER, Meter(9, 30, MAX_UINT64), last=True), True))
    refused(receipt(PEER, Meter(10, 30, MAX_UINT64), last=True), Code.METER_ENDED, last=True)
    refused(receipt(PEER, Meter(9, 30, MAX_UINT64)), Code.METER_ENDED)
    session.ask(CountersignReceipt(receipt(PEER, Meter(9, 30, MAX_UINT64), last=True), True))
    session.ask(ListSessions())
    yield session.case(("METER-11",), "everything that a consumer's chip does not sign, and what it does")


def _answers() -> Iterator[Case]:
    session = side(delivers=True).session
    session.ask(Deliver(ORDER, 10))
    good = Meter(1, 10, 20)
    session.ask(AcceptReceipt(receipt(PEER, good)), Code.RECEIPT_UNEXPECTED)
    session.ask(AcceptReceipt(receipt(PEER, NO_METER)), Code.RECEIPT_NOT_ABOVE)
    session.ask(ProposeReceipt(ORDER, False))
    for data, code in (
        (b"", Code.COMMAND_MALFORMED),
        (receipt(PEER, good).replace(PEER.public.x, (1).to_bytes(32, "little")), Code.KEY_INVALID),
        (receipt(PEER, good)[:-64] + b"\xff" * 64, Code.SIGNATURE_NOT_CANONICAL),
        (receipt(PEER, good, use=Tag.ATTESTATION), Code.SIGNATURE_INVALID),
        (receipt(PEER, good, chain=bytes(32)), Code.WRONG_CHAIN),
        (receipt(PEER, good, order=bytes(32)), Code.SESSION_UNKNOWN),
        (receipt(STRANGER, good), Code.RECEIPT_UNEXPECTED),
        (receipt(PEER, good, last=True), Code.RECEIPT_UNEXPECTED),
        (receipt(PEER, Meter(1, 9, 20)), Code.RECEIPT_UNEXPECTED),
        (receipt(PEER, Meter(2, 10, 20)), Code.RECEIPT_UNEXPECTED),
    ):
        session.ask(AcceptReceipt(data), code)
    session.ask(CountersignReceipt(receipt(PEER, good), False), Code.SESSION_UNKNOWN)
    session.ask(Claim(ORDER))
    session.ask(AcceptReceipt(receipt(PEER, good)))
    session.ask(AcceptReceipt(receipt(PEER, good)), Code.RECEIPT_NOT_ABOVE)
    session.ask(ListSessions())
    yield session.case(("METER-10",), "everything that is no answer to a provider's receipt, and what is")


def _closings() -> Iterator[Case]:
    for phase in (Phase.CONFIRMED, Phase.SETTLED, Phase.DISPUTED, Phase.DELIVERING, Phase.FUNDED):
        one = side(delivers=True, name=f"chip of an order that is {phase.name.lower()}")
        session, order = one.session, replace(one.order, phase=phase)
        later = snapshot(6, [((Table.ORDERS, ORDER), order)])
        session.ask(closing(one.state, one.order), Code.ORDER_NOT_OVER)
        session.ask(closing(later, order), Code.HEADER_FOREIGN)
        session.order(refreshing(later.checkpoint))
        session.ask(closing(later), Code.PROOF_INVALID)
        session.ask(closing(later, order, bytes(32)), Code.SESSION_UNKNOWN)
        over = phase in (Phase.CONFIRMED, Phase.SETTLED)
        session.ask(closing(later, order), 0 if over else Code.ORDER_NOT_OVER)
        session.ask(opening(later, order), Code.ORDER_NOT_METERED if over else Code.SESSION_EXISTS)
        yield session.case(("METER-13",), f"the session of an order that is {phase.name.lower()} is closed")

    session = SessionBuilder("chip of two orders").lives(LifeStage.PROVISIONED)
    order, other = ordered(session.account, PEER.account), ordered(PEER.account, session.account)
    state = snapshot(4, [((Table.ORDERS, ORDER), order), ((Table.ORDERS, bytes(32)), other)])
    later = snapshot(6, [((Table.ORDERS, bytes(32)), other)])
    session.order(binding(state.checkpoint))
    session.ask(opening(state, order))
    session.ask(opening(state, other, bytes(32)))
    session.order(refreshing(later.checkpoint))
    session.ask(closing(later))
    session.ask(ListSessions())
    yield session.case(("METER-13",), "of two orders one is over")


def _cuts() -> Iterator[Case]:
    """The power is cut in each command that writes, before the write and after it."""
    for done in (0, 1):
        when = "after" if done else "before"
        session = SessionBuilder().lives(LifeStage.PROVISIONED)
        order = ordered(session.account, PEER.account)
        state = snapshot(4, [((Table.ORDERS, ORDER), order)])
        session.order(binding(state.checkpoint))
        session.ask(opening(state, order), cut=done)
        session.ask(opening(state, order), Code.SESSION_EXISTS if done else 0)
        session.ask(Deliver(ORDER, 6), cut=done)
        session.ask(Deliver(ORDER, 6), Code.CREDIT_EXCEEDED if done else 0)
        session.ask(ProposeReceipt(ORDER, False), cut=done)
        session.ask(Deliver(ORDER, 1))
        session.ask(ProposeReceipt(ORDER, False))
        session.ask(AcceptReceipt(receipt(PEER, Meter(1, 6 if done else 7, 20))), cut=done)
        session.ask(ListSessions())
        later = snapshot(6, [])
        session.order(refreshing(later.checkpoint))
        session.ask(closing(later), cut=done)
        session.ask(closing(later), Code.SESSION_UNKNOWN if done else 0)
        yield session.case(("POWER-2", "METER-7", "METER-9"), f"a provider's chip: the power is cut {when} each write")

        session = side(delivers=False).session
        session.ask(Measure(ORDER, 6), cut=done)
        session.ask(Measure(ORDER, 3))
        session.ask(CountersignReceipt(receipt(PEER, Meter(1, 3, 7)), False), cut=done)
        session.ask(CountersignReceipt(receipt(PEER, Meter(1, 2, 7)), False), Code.RECEIPT_NOT_ABOVE if done else 0)
        session.ask(ListSessions())
        yield session.case(
            ("POWER-2", "METER-8", "METER-11"), f"a consumer's chip: the power is cut {when} each write, and another receipt of that number follows"
        )


def _stale() -> Iterator[Case]:
    for delivers in (True, False):
        one = side(delivers=delivers)
        session = one.session
        session.ask(Deliver(ORDER, 5) if delivers else Measure(ORDER, 5))
        session.reading += MAX_OFFLINE + 1
        unknown = bytes(32)
        proposed = receipt(PEER, Meter(1, 5, 20), order=unknown)
        asked: list[Any] = [Deliver(unknown, 1), ProposeReceipt(unknown, False)] if delivers else [CountersignReceipt(proposed, False)]
        for record in (*asked, opening(one.state, one.order), closing(one.state)):
            session.ask(record, Code.CHIP_STALE)
        session.ask(Claim(ORDER) if delivers else Measure(ORDER, 1))
        session.ask(ListSessions())
        session.order(Suspend())
        for record in (*asked, Deliver(ORDER, 1), Measure(ORDER, 1)):
            session.ask(record, Code.STAGE_WRONG)
        who = "provider's" if delivers else "consumer's"
        yield session.case(
            ("WALLET-1", "METER-7"), f"a {who} chip that is stale signs nothing and delivers nothing, and one that is suspended does not even measure"
        )
