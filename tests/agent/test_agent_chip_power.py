"""Theorem 33 on whole histories: the power is cut at every write, messages are lost, and nothing is signed twice, regresses or begins anew."""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import cbor2
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.agent.chip.assets import Mandate
from reference.agent.chip.knowledge import Trust
from reference.agent.chip.lifecycle_commands import Attest
from reference.agent.chip.machine import lose_power, step
from reference.agent.chip.meter_commands import AcceptReceipt, CountersignReceipt, Deliver, Measure, ProposeReceipt
from reference.agent.chip.meter_sessions import MeterSession
from reference.agent.chip.order_commands import PlaceQuote
from reference.agent.chip.purses import Limits, Purse, Spending
from reference.agent.chip.records import Device, Injected, LifeStage, NonVolatile
from reference.agent.chip.secrets import account_of
from reference.agent.chip.spending import Posting
from reference.agent.chip.wallet_commands import Pay
from reference.numbers import MAX_AMOUNT
from reference.state.coin_terms import SSP
from reference.state.finality import Checkpoint
from reference.state.market import NO_TERMS
from reference.state.order import NO_METER
from reference.wire.attestation import decode_chip_claims
from reference.wire.envelope import decode_envelope
from reference.wire.market_bodies import Side
from reference.wire.meter_receipt import MeterReceipt, decode_meter_receipt
from reference.wire.order_bodies import MAX_OFFLINE
from reference.wire.transaction import decode_transaction
from vectors.scenarios.session_builder import command_bytes

LIMITS = Limits(order=60, window=100, window_slots=8)
UNITS = Limits(order=40, window=70, window_slots=5)
MARKET = bytes([7]) * 32
INJECTED = Injected(bytes(32), 5)
ORDER = bytes([5]) * 32
GRANULE, QUANTITY = 10, 95
SEEDS = bytes([1]) * 32, bytes([2]) * 32
CUTS = st.sampled_from((None, None, None, 0, 1))


def chip(seed: bytes, **changed: Any) -> Device:
    """A chip in service."""
    purse = Purse(SSP, LIMITS, Spending(0, 0), MAX_AMOUNT, 0)
    mandate = Mandate(MARKET, Side.DEMAND, 1, UNITS, Spending(0, 0), 1, NO_TERMS)
    trust = Trust(1, MAX_OFFLINE)
    kept = NonVolatile(stage=LifeStage.BOUND, seed=seed, owner=bytes([3]) * 32, trust=trust, purses=(purse,), mandates=(mandate,), **changed)
    return Device(kept)


def asked(device: Device, record: Any, cut: int | None) -> tuple[Device, list[Any] | None]:
    """The chip after a command, and the response's fields; None where it was refused or none left."""
    outcome = step(device, command_bytes(record), INJECTED)
    if cut is not None:
        return lose_power(device, outcome, cut), None
    code, *fields = cbor2.loads(outcome.response)
    assert code == 0 or outcome.device == device
    return outcome.device, None if code else fields


payments = st.tuples(st.just("pay"), st.integers(0, 30), st.integers(0, 70), CUTS)
quotes = st.tuples(st.just("quote"), st.integers(0, 30), st.integers(0, 50), CUTS)
attestations = st.tuples(st.just("attest"), st.just(0), st.just(0), CUTS)
checkpoints = st.tuples(st.just("certify"), st.integers(0, 9), st.just(0), st.none())


@settings(deadline=None)
@given(st.lists(payments | quotes | attestations | checkpoints, max_size=40))
def test_no_nonce_is_signed_twice_and_no_limit_begins_anew(history: list[tuple[str, int, int, int | None]]) -> None:
    device, nonces, counters = chip(SEEDS[0]), [0], [0]
    windows: dict[int, int] = {}
    unit_windows: dict[int, int] = {}
    for what, number, cost, cut in history:
        before = device.non_volatile
        if what == "certify":
            certified = Checkpoint(before.view.certified.epoch + number, bytes(32))
            device = replace(device, non_volatile=replace(before, view=replace(before.view, certified=certified)))
            continue
        device, fields = asked(device, command_of(what, number, cost), cut)
        after = device.non_volatile
        assert (after.nonce, after.attestations) >= (before.nonce, before.attestations)
        assert after.view.certified.epoch == before.view.certified.epoch
        if fields is None:
            continue
        payload = decode_envelope(fields[0]).payload
        if what == "attest":
            counters.append(decode_chip_claims(payload).counter)
            continue
        nonces.append(decode_transaction(payload).nonce)
        counted(windows, after.purses[0].spending, cost + 1)
        if what == "quote":
            counted(unit_windows, after.mandates[0].spending, cost)
    assert nonces == sorted(set(nonces))
    assert counters == sorted(set(counters))
    check_windows(windows, LIMITS)
    check_windows(unit_windows, UNITS)


def command_of(what: str, number: int, cost: int) -> Any:
    """What a history's entry asks of the chip: to pay, to quote for as many units at a price of 1, or to attest."""
    if what == "pay":
        return Pay(number, 99, 1, SSP, bytes(32), cost)
    return PlaceQuote(Posting(number, 99, 1), MARKET, 0, 1, cost, 99) if what == "quote" else Attest(bytes(32), b"")


def counted(windows: dict[int, int], spending: Spending, spent: int) -> None:
    """Add what left the chip to the window that it was counted in."""
    windows[spending.began] = windows.get(spending.began, 0) + spent


def check_windows(windows: dict[int, int], limits: Limits) -> None:
    """No window has more than its limit, and none after the first begins too early."""
    assert all(spent <= limits.window for spent in windows.values())
    assert all(later - earlier >= limits.window_slots for earlier, later in pairwise(sorted(windows)[1:]))


@dataclass
class Exchange:
    """Two honest chips and their hosts; what each side has signed, by its number, and what really went and came."""

    provider: Device
    consumer: Device
    went: int = 0
    measured: int = 0
    proposed: bytes | None = None
    answered: bytes | None = None
    signed: tuple[dict[int, MeterReceipt], dict[int, MeterReceipt]] = field(default_factory=lambda: ({}, {}))

    def sides(self) -> tuple[MeterSession, MeterSession]:
        """What the two chips remember."""
        return self.provider.non_volatile.sessions[0], self.consumer.non_volatile.sessions[0]

    def noted(self, side: int, data: bytes) -> bytes:
        """A signature that has left a chip."""
        receipt = decode_meter_receipt(decode_envelope(data).payload)
        assert self.signed[side].setdefault(receipt.sequence, receipt) == receipt
        lower = [other for number, other in self.signed[side].items() if number < receipt.sequence]
        assert all(other.units <= receipt.units and other.slot <= receipt.slot and not other.last for other in lower)
        return data

    def check(self) -> None:
        """The bounds that an honest side is promised."""
        provider, consumer = self.sides()
        assert self.went <= provider.units <= min(provider.agreed.units + GRANULE, QUANTITY)
        assert consumer.signed.units <= consumer.units <= self.went
        assert provider.agreed.units <= consumer.signed.units


def beginning() -> Exchange:
    """Both have just taken in an order."""
    accounts = [account_of(seed) for seed in SEEDS]
    provider, consumer = (MeterSession(ORDER, accounts[1 - side], side == 0, GRANULE, QUANTITY, NO_METER, NO_METER, False, 0) for side in range(2))
    return Exchange(chip(SEEDS[0], sessions=(provider,)), chip(SEEDS[1], sessions=(consumer,)))


def act(exchange: Exchange, what: str, number: int, cut: int | None, last: bool) -> None:
    """One thing that a host does. What has no response the host finds out from the chip's memory, and makes up for."""
    match what:
        case "deliver":
            exchange.provider, _ = asked(exchange.provider, Deliver(ORDER, number), cut)
            exchange.went = exchange.sides()[0].units
        case "measure":
            exchange.consumer, _ = asked(exchange.consumer, Measure(ORDER, exchange.went - exchange.sides()[1].units), cut)
        case "propose":
            exchange.provider, fields = asked(exchange.provider, ProposeReceipt(ORDER, last), cut)
            exchange.proposed = exchange.noted(0, fields[0]) if fields else exchange.proposed
        case "answer" if exchange.proposed is not None:
            exchange.consumer, fields = asked(exchange.consumer, CountersignReceipt(exchange.proposed, last), cut)
            exchange.answered = exchange.noted(1, fields[0]) if fields else exchange.answered
        case "accept" if exchange.answered is not None:
            exchange.provider, _ = asked(exchange.provider, AcceptReceipt(exchange.answered), cut)
        case "lose":
            exchange.proposed = exchange.answered = None


acts = st.tuples(
    st.sampled_from(("deliver", "measure", "propose", "answer", "accept", "deliver", "measure", "propose", "answer", "accept", "lose")),
    st.integers(0, 12),
    CUTS,
    st.sampled_from((False, False, False, False, True)),
)


@settings(deadline=None)
@given(st.lists(acts, max_size=50))
def test_two_chips_risk_a_granule_whatever_is_lost_and_wherever_the_power_is_cut(history: list[tuple[str, int, int | None, bool]]) -> None:
    exchange = beginning()
    for each in history:
        act(exchange, *each)
        exchange.check()
    # Whatever has happened, they come to an agreement once messages arrive: on the last receipt where one was signed, else on all that went.
    provider, _ = exchange.sides()
    act(exchange, "measure", 0, None, False)
    for _ in range(2):
        last = exchange.sides()[0].ended
        for what in ("propose", "answer", "accept"):
            act(exchange, what, 0, None, last)
    provider, consumer = exchange.sides()
    assert provider.agreed == consumer.agreed
    assert provider.units - provider.agreed.units == 0 or provider.ended


def test_the_bound_is_met() -> None:
    """A provider's chip really lets a whole granule go before it has a signature: no smaller bound holds."""
    exchange = beginning()
    act(exchange, "deliver", GRANULE, None, False)
    assert exchange.went - exchange.sides()[0].agreed.units == GRANULE
    act(exchange, "deliver", 1, None, False)
    assert exchange.went == GRANULE
