"""Where the scenarios of services play: types of services, people, and orders that two of them have, in any phase."""

from collections.abc import Mapping
from dataclasses import replace

from immutables import Map

from reference.agent.services import service_id
from reference.numbers import AccountId, Amount, CoinId, Hash
from reference.state.chip import NO_BINDING, Binding
from reference.state.coin_terms import SSP
from reference.state.economy_tables import NO_ECONOMY, Economy
from reference.state.listing import Escrow, Stage
from reference.state.order import NO_METER, Meter, Order, Phase, Terms, Waits
from reference.state.service import Service
from reference.state.smart_agent_tables import SmartAgents
from reference.state.state import State
from reference.wire.meter_receipt import MeterReceipt
from reference.wire.order_bodies import OrderOffer
from reference.wire.service_bodies import Confirmation
from vectors.build import ALICE, BOB, CAROL, chain_of, coin, found
from vectors.keys import KeyPair, sign_receipt
from vectors.scenarios.chip_places import ACTIVE, CHIP, KEY, MAKER, REGISTERED

STORAGE = Service("storage", "mebibyte-round", Confirmation.AUDITED, bytes(32))
BANDWIDTH = Service("bandwidth", "mebibyte", Confirmation.METERED, bytes(32))
COMPUTE = Service("compute", "job", Confirmation.COMPUTED, bytes(32))
DATA = Service("data", "record", Confirmation.METERED, bytes(32))
ACCESS = Service("access", "minute", Confirmation.METERED, bytes(32))
KNOWN = (STORAGE, BANDWIDTH, COMPUTE, DATA, ACCESS)
"""The types that are well known."""

CONSUMER, PROVIDER = ALICE, CHIP
"""Who orders, and whose chip serves: the provider is the account of its key."""

PLENTY: Amount = 1_000_000
WAITS = Waits(fund_slots=20, start_slots=30, deliver_slots=400, offline_slots=100, liable_slots=50)
TERMS = Terms(price=250, quantity=1_000, granule=10, fee_ppm=3_000, waits=WAITS)
COST = 250_000
DEPOSIT = 5_000
"""What the provider of an order has deposited for it."""

ORDER: Hash = bytes([0x0D]) * 32
"""The identifier of the order."""

FIRST = Meter(sequence=1, units=101, slot=38)
"""A receipt of the order that was shown."""

SERVING = Binding(*KEY)
"""The provider's chip."""


def order_in(
    phase: Phase,
    *,
    meter: Meter = NO_METER,
    claimed: int = 0,
    paid: Amount = 0,
    terms: Terms = TERMS,
    deposit: Amount = DEPOSIT,
    deadline: int = 55,
    serving: Binding = NO_BINDING,
    coin: CoinId = SSP,
    consumer: AccountId = CONSUMER.account,
) -> Order:
    """An order in a phase, with the money that it has there once so much was paid."""
    funded = phase in (Phase.FUNDED, Phase.DELIVERING, Phase.DISPUTED, Phase.CONFIRMED)
    left = terms.price * terms.quantity - paid if funded else 0
    return Order(
        phase=phase,
        consumer=consumer,
        provider=PROVIDER.account,
        service=service_id(BANDWIDTH),
        serving=serving,
        coin=coin,
        terms=terms,
        meter=meter,
        claimed=claimed,
        escrow=Escrow(stage=Stage.HELD if funded else Stage.NONE, price=left, holding=0, deadline=deadline),
        paid=paid,
        deposit=deposit,
    )


def service_place(
    orders: Mapping[Hash, Order] | None = None,
    services: tuple[Service, ...] = (BANDWIDTH,),
    balances: Mapping[KeyPair, Amount] | None = None,
    gate: Mapping[KeyPair, Amount] | None = None,
    economy: Economy = NO_ECONOMY,
    cap: Amount = 10**6,
) -> State:
    """A state with these orders and types of services, a manufacturer and the provider's chip; `gate` is what people hold of Carol's coin, `cap` its cap."""
    agents = SmartAgents(
        manufacturers=Map({MAKER.account: ACTIVE}),
        chips=Map({KEY: REGISTERED}),
        bindings=Map({REGISTERED.node: SERVING}),
        services=Map({service_id(service): service for service in services}),
        orders=Map(orders or {}),
    )
    people = dict.fromkeys((CONSUMER, PROVIDER, BOB, CAROL), PLENTY) if balances is None else balances
    holdings = {("GATE", pair): amount for pair, amount in (gate or {}).items()}
    return found("minimal", people, (coin("GATE", CAROL, cap),), holdings, economy, agents)


def with_order(order: Order) -> State:
    """The same with the one order."""
    return service_place({ORDER: order})


def begun(**changed: object) -> Order:
    """An order that is delivered by the provider's chip, with a receipt that was paid."""
    usual = order_in(Phase.DELIVERING, meter=FIRST, paid=FIRST.units * TERMS.price, serving=SERVING, deadline=600)
    return replace(usual, **changed)  # type: ignore[arg-type]


def offer(coin: CoinId = SSP, fee_ppm: int = TERMS.fee_ppm) -> OrderOffer:
    """The offer of an order on the usual terms, to the consumer."""
    return OrderOffer(
        consumer=CONSUMER.account,
        service=service_id(BANDWIDTH),
        coin=coin,
        price=TERMS.price,
        quantity=TERMS.quantity,
        granule=TERMS.granule,
        fee_ppm=fee_ppm,
        fund_slots=WAITS.fund_slots,
        start_slots=WAITS.start_slots,
        deliver_slots=WAITS.deliver_slots,
        offline_slots=WAITS.offline_slots,
        liable_slots=WAITS.liable_slots,
        deposit=DEPOSIT,
        offer_slots=25,
    )


def receipt(
    sequence: int,
    units: int,
    slot: int,
    *,
    last: bool = False,
    order: Hash = ORDER,
    chain: Hash | None = None,
    provider: KeyPair = PROVIDER,
    consumer: KeyPair = CONSUMER,
) -> tuple[bytes, bytes]:
    """Both envelopes of a receipt of the order, unless told otherwise."""
    said = MeterReceipt(chain_of("minimal").id if chain is None else chain, order, sequence, units, slot, last)
    return sign_receipt(provider, consumer, said)
