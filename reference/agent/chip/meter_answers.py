"""How the commands of metering are carried out: which order, how much of it, and the receipts that two chips sign."""

from dataclasses import replace

from reference.agent.chip.commands import Answer, Answers, Asked
from reference.agent.chip.exchange import accept_answer, answer_proposal, check_over, check_parties, deliver_more, measure_more, next_proposal
from reference.agent.chip.following import certified_slot
from reference.agent.chip.lists import found, put
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
from reference.agent.chip.meter_sessions import MAX_SESSIONS, MeterSession
from reference.agent.chip.proving import verify_record
from reference.agent.chip.records import NonVolatile
from reference.agent.chip.secrets import account_of, seal_with
from reference.agent.chip.wallet import check_fresh
from reference.agent.metering import claim_units
from reference.codes import Code, Reject
from reference.numbers import Hash
from reference.rules import procedure
from reference.state.order import Meter
from reference.state.records import encode_record
from reference.state.tables import Table
from reference.wire.envelope import Envelope, decode_envelope, signed_bytes
from reference.wire.fields import plain_fields
from reference.wire.hashing import Tag
from reference.wire.keys import check_key, thumbprint
from reference.wire.listing_bodies import Quantity
from reference.wire.meter_receipt import MeterReceipt, ReceiptBytes, decode_meter_receipt, encode_meter_receipt
from reference.wire.signature import verify


def order_of(session: MeterSession) -> bytes:
    """What a session is looked up by."""
    return session.order


@procedure("METER-12")
def open_session(asked: Asked) -> Answer:
    """Take in an order. Rejects with `CHIP_STALE`, `SESSION_EXISTS`, the codes of LIGHT-4, `PROOF_INVALID`, those of `check_parties`, `ROOM_MISSING`."""
    given: OpenSession = asked.fields
    kept, order = asked.device.non_volatile, given.order
    check_fresh(kept.trust, asked.injected.reading)
    if any(session.order == given.id for session in kept.sessions):
        raise Reject(Code.SESSION_EXISTS)
    _verify_order(asked, given.header, given.id, encode_record(order), given.proof)
    delivers = check_parties(account_of(kept.seed), order.provider, order.consumer, order.phase)
    peer, terms, meter = order.consumer if delivers else order.provider, order.terms, order.meter
    session = MeterSession(given.id, peer, delivers, terms.granule, terms.quantity, meter, meter, False, meter.units)
    return Answer((int(delivers),), replace(kept, sessions=put(kept.sessions, order_of, session, MAX_SESSIONS)), asked.device.volatile)


@procedure("METER-7")
def deliver(asked: Asked) -> Answer:
    """Let more units go. Rejects with `CHIP_STALE`, `SESSION_UNKNOWN`, then the codes of `deliver_more`."""
    given: Deliver = asked.fields
    check_fresh(asked.device.non_volatile.trust, asked.injected.reading)
    session = _session(asked, given.order, delivers=True)
    units = deliver_more(session.agreed.units, session.units, given.units, session.granule, session.quantity, session.ended)
    return _kept(asked, replace(session, units=units), units)


@procedure("METER-8")
def measure(asked: Asked) -> Answer:
    """Count more units. Rejects with `SESSION_UNKNOWN`, `UNITS_ABOVE_ORDERED`."""
    given: Measure = asked.fields
    session = _session(asked, given.order, delivers=False)
    units = measure_more(session.units, given.units, session.quantity)
    return _kept(asked, replace(session, units=units), units)


@procedure("METER-9")
def propose(asked: Asked) -> Answer:
    """Sign the next receipt, once it is stored. Rejects with `CHIP_STALE`, `SESSION_UNKNOWN`, then the codes of `next_proposal`."""
    given: ProposeReceipt = asked.fields
    kept = asked.device.non_volatile
    check_fresh(kept.trust, asked.injected.reading)
    session = _session(asked, given.order, delivers=True)
    meter = next_proposal(session.agreed, session.signed, session.units, certified_slot(kept), session.ended, given.last)
    return _signed(asked, replace(session, signed=meter, ended=given.last))


@procedure("METER-11")
def countersign(asked: Asked) -> Answer:
    """Sign the provider's receipt too, once it is stored.

    Rejects with `CHIP_STALE`, `MALFORMED`, `KEY_INVALID`, the codes of WIRE-8, `WRONG_CHAIN`, `SESSION_UNKNOWN`, `RECEIPT_UNEXPECTED`, where it is not the
    other side's or the host does not agree about its being the last, and then with the codes of `answer_proposal`.
    """
    given: CountersignReceipt = asked.fields
    check_fresh(asked.device.non_volatile.trust, asked.injected.reading)
    receipt, session = _received(asked, given.receipt, delivers=False)
    if receipt.last != given.last:
        raise Reject(Code.RECEIPT_UNEXPECTED)
    meter = answer_proposal(session.signed, _meter(receipt), session.units, session.quantity, session.ended, receipt.last)
    return _signed(asked, replace(session, signed=meter, agreed=meter, ended=receipt.last))


@procedure("METER-10")
def accept(asked: Asked) -> Answer:
    """Take in the consumer's signature. Rejects with the codes of METER-11 up to `RECEIPT_UNEXPECTED`, without `CHIP_STALE`, then those of `accept_answer`."""
    given: AcceptReceipt = asked.fields
    receipt, session = _received(asked, given.receipt, delivers=True)
    meter = accept_answer(session.agreed, session.signed, _meter(receipt), session.ended, receipt.last)
    return _kept(asked, replace(session, agreed=meter), meter.units)


def claim(asked: Asked) -> Answer:
    """All that was delivered and that the consumer has not signed for. Rejects with `SESSION_UNKNOWN` and the codes of METER-5."""
    given: Claim = asked.fields
    session = _session(asked, given.order, delivers=True)
    units = claim_units(session.agreed.units, session.units, session.granule, session.quantity)
    return Answer((session.agreed.sequence, session.agreed.units, units), None, asked.device.volatile)


@procedure("METER-13")
def close_session(asked: Asked) -> Answer:
    """Forget an order that is over. Rejects with `CHIP_STALE`, `SESSION_UNKNOWN`, the codes of LIGHT-4, `PROOF_INVALID`, `ORDER_NOT_OVER`."""
    given: CloseSession = asked.fields
    kept = asked.device.non_volatile
    check_fresh(kept.trust, asked.injected.reading)
    found(kept.sessions, order_of, given.id, Code.SESSION_UNKNOWN)
    _verify_order(asked, given.header, given.id, encode_record(given.order) if given.stored else None, given.proof)
    if given.stored:
        check_over(given.order.phase)
    return Answer((), replace(kept, sessions=tuple(session for session in kept.sessions if session.order != given.id)), asked.device.volatile)


def list_sessions(asked: Asked) -> Answer:
    """What the chip meters."""
    return Answer(([plain_fields(session) for session in asked.device.non_volatile.sessions],), None, asked.device.volatile)


def _verify_order(asked: Asked, header: bytes, order: Hash, record: bytes | None, proof: bytes) -> None:
    verify_record(asked.device.non_volatile, header, (Table.ORDERS, order), record, proof)


def _session(asked: Asked, order: Hash, *, delivers: bool) -> MeterSession:
    return session_for(asked.device.non_volatile, order, delivers=delivers)


def session_for(kept: NonVolatile, order: Hash, *, delivers: bool) -> MeterSession:
    """The session of an order in which the chip is this side's. Rejects with `SESSION_UNKNOWN`."""
    session = found(kept.sessions, order_of, order, Code.SESSION_UNKNOWN)
    if session.delivers != delivers:
        raise Reject(Code.SESSION_UNKNOWN)
    return session


def _received(asked: Asked, data: ReceiptBytes, *, delivers: bool) -> tuple[MeterReceipt, MeterSession]:
    """A receipt that the other side has signed, and its session."""
    envelope: Envelope = decode_envelope(data)
    receipt = decode_meter_receipt(envelope.payload)
    check_key(envelope.key)
    verify(envelope.key, signed_bytes(envelope.key, envelope.payload, Tag.METER_RECEIPT), envelope.signature)
    if receipt.chain != asked.device.non_volatile.view.chain:
        raise Reject(Code.WRONG_CHAIN)
    session = _session(asked, receipt.order, delivers=delivers)
    if thumbprint(envelope.key) != session.peer:
        raise Reject(Code.RECEIPT_UNEXPECTED)
    return receipt, session


def _meter(receipt: MeterReceipt) -> Meter:
    return Meter(sequence=receipt.sequence, units=receipt.units, slot=receipt.slot)


def _kept(asked: Asked, session: MeterSession, units: Quantity) -> Answer:
    """The session is stored, and the response says the units."""
    kept = asked.device.non_volatile
    return Answer((units,), replace(kept, sessions=put(kept.sessions, order_of, session, MAX_SESSIONS)), asked.device.volatile)


def _signed(asked: Asked, session: MeterSession) -> Answer:
    """The session is stored, and the response is its last receipt under the chip's signature."""
    kept, meter = asked.device.non_volatile, session.signed
    receipt = MeterReceipt(kept.view.chain, session.order, meter.sequence, meter.units, meter.slot, session.ended)
    envelope = seal_with(kept.seed, encode_meter_receipt(receipt), Tag.METER_RECEIPT)
    return Answer((envelope,), replace(kept, sessions=put(kept.sessions, order_of, session, MAX_SESSIONS)), asked.device.volatile)


METER_ANSWERS: Answers = {
    OpenSession: open_session,
    Deliver: deliver,
    Measure: measure,
    ProposeReceipt: propose,
    CountersignReceipt: countersign,
    AcceptReceipt: accept,
    Claim: claim,
    CloseSession: close_session,
    ListSessions: list_sessions,
}
"""What carries them out."""
