"""Orders of services: each row of the table on both sides of the deadline, whoever else tries it, what is in no row; and what one order pays."""

from dataclasses import replace

from reference.agent.order_moves import MOVES, Event, Move, Party, When
from reference.agent.settlement import earned, pay_due
from reference.codes import Code
from reference.economy.escrow import open_escrow
from reference.numbers import MAX_AMOUNT, PPM, Slot
from reference.state.coin_terms import SSP
from reference.state.order import Phase
from vectors.build import ALICE, BOB, SLOT, intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input
from vectors.scenarios.service_places import TERMS

DEADLINE = 50
"""The deadline of every order here."""


def order_cases() -> list[Case]:
    """A row at a time: its party on time and out of time, and all others; then what each phase does not know; then an order's payments."""
    return [*(case for move in MOVES for case in _row(move)), *_impossible(), *_payments(), *_funded_at_once()]


def _row(move: Move) -> list[Case]:
    late = Code.DEADLINE_PASSED if move.when is When.BEFORE else None
    early = Code.DEADLINE_AHEAD if move.when is When.FROM else None
    cases = [_case(move.phase, move.event, move.party, DEADLINE - 1, early), _case(move.phase, move.event, move.party, DEADLINE, late)]
    if move.party is not Party.ANYBODY:
        return [*cases, *(_case(move.phase, move.event, party, DEADLINE, Code.MOVE_OF_ANOTHER) for party in Party if party is not move.party)]
    return [*cases, *(_case(move.phase, move.event, party, DEADLINE, None) for party in (Party.CONSUMER, Party.PROVIDER))]


def _impossible() -> list[Case]:
    """Before anything else is asked: nothing is done with what is closed, and in each phase only what the table has."""
    known = {(move.phase, move.event) for move in MOVES}
    closed = [_case(Phase.CLOSED, event, Party.ANYBODY, DEADLINE, Code.ORDER_UNKNOWN) for event in (Event.ORDER, Event.SETTLE, Event.CLOSE)]
    strange = [(phase, event) for phase in Phase for event in Event if phase is not Phase.CLOSED and (phase, event) not in known]
    return [*closed, *(_case(phase, event, Party.CONSUMER, DEADLINE, Code.MOVE_NOT_POSSIBLE) for phase, event in strange[::5])]


def _case(phase: Phase, event: Event, party: Party, slot: Slot, code: Code | None) -> Case:
    why = f"{event.name} of {phase.name} by {party.name}, {'before' if slot < DEADLINE else 'at'} the deadline"
    given = {"phase": phase, "event": event, "party": party, "deadline": DEADLINE, "slot": slot}
    return intended_case(("DELIVERY-5",), Kind.CALL, "minimal", why, call_input("move_order", given), code)


def _payments() -> list[Case]:
    """The example of the chapter on settlement, in which a fee for each payment by itself would be lower; then a fee of nothing, and of all."""
    escrow, paid, cases = open_escrow(250_000, 0, MAX_AMOUNT, SLOT, 100), 0, []
    for units in (101, 107):
        given: dict[str, object] = {"escrow": escrow, "paid": paid, "total": earned(250, units), "fee_ppm": 3_000}
        cases += [_payment("pay_due", "SETTLE-3", given, units), _payment("pay_instalment", "SETTLE-4", given, units)]
        part = pay_due(escrow, paid, earned(250, units), 3_000)
        escrow, paid = part.escrow, part.paid
    for fee_ppm in (3_000, 0, PPM):
        given = {"escrow": escrow, "paid": paid, "total": earned(250, 640), "fee_ppm": fee_ppm, "slot": SLOT}
        cases.append(_payment("settle_order", "SETTLE-5", given, 640))
    return cases


def _funded_at_once() -> list[Case]:
    """As a market opens an order: a granule of more than is traded is all of it."""
    good: dict[str, object] = {
        "consumer": ALICE.account,
        "provider": BOB.account,
        "service": bytes(32),
        "coin": SSP,
        "terms": TERMS,
        "deposit": 5_000,
        "slot": SLOT,
    }
    given = {
        "a thousand units": (good, None),
        "as many units as the granule has": (good | {"terms": replace(TERMS, quantity=TERMS.granule)}, None),
        "one unit fewer than the granule has": (good | {"terms": replace(TERMS, quantity=TERMS.granule - 1)}, None),
        "with oneself": (good | {"provider": ALICE.account}, Code.ORDER_WITH_SELF),
        "at no price": (good | {"terms": replace(TERMS, price=0)}, Code.AMOUNT_ZERO),
        "of no units": (good | {"terms": replace(TERMS, quantity=0)}, Code.QUANTITY_ZERO),
        "no granule": (good | {"terms": replace(TERMS, granule=0)}, Code.GRANULE_INVALID),
        "a fee in a coin": (good | {"coin": bytes([1]) * 32}, Code.FEE_IN_COIN),
    }
    return [intended_case(("DELIVERY-11",), Kind.CALL, "minimal", why, call_input("fund_order", each), code) for why, (each, code) in given.items()]


def _payment(call: str, rule: str, given: dict[str, object], units: int) -> Case:
    why = f"a thousand units at 250 each, {units} metered, {given['paid']} paid, a fee of {given['fee_ppm']} ppm"
    return intended_case((rule,), Kind.CALL, "minimal", why, call_input(call, given), None)
