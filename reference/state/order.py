"""Orders of services: what is agreed, what was metered, and what is held for it."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from reference.numbers import AccountId, Amount, CoinId, Hash, Ppm, Range, Slot
from reference.state.chip import NO_BINDING, Binding
from reference.state.listing import NO_ESCROW, Escrow, HeldAmount
from reference.wire.listing_bodies import MAX_WAIT, Quantity, Wait
from reference.wire.meter_receipt import Sequence
from reference.wire.order_bodies import MAX_OFFLINE, Offline

ANSWER_SLOTS = 198
"""Two rounds of mainnet: the time that who was away as long as it may be still has, to get a transaction into a block."""

Span = Annotated[int, Range(0, MAX_WAIT + MAX_OFFLINE + ANSWER_SLOTS)]
"""How long a phase lasts, in slots; 0 where it has the time that is left of the phase before."""


class Phase(IntEnum):
    """How far an order is."""

    CLOSED = 0
    """There is no such order, or it is over."""
    OFFERED = 1
    """The provider has offered it, and its deposit is held."""
    ORDERED = 2
    """The consumer has accepted the terms, and has not paid yet."""
    FUNDED = 3
    """The consumer's money is in escrow, and the provider has not begun."""
    DELIVERING = 4
    """The provider delivers, and both meter."""
    DISPUTED = 5
    """One side has spoken alone: nothing more is delivered, and the other has time to answer."""
    CONFIRMED = 6
    """Both have signed how many units there were in the end, or a rule of the service has found it."""
    SETTLED = 7
    """All is paid, and the provider's deposit is held for what may come to light."""


@dataclass(frozen=True, slots=True)
class Waits:
    """How long an order may stay in its phases."""

    fund_slots: Wait
    """How long the consumer has to pay, once it has ordered."""

    start_slots: Wait
    """How long the provider then has to begin."""

    deliver_slots: Wait
    """How long it then delivers."""

    offline_slots: Offline
    """How long either side may be away, and of a computed order how long the computing may take. What one says alone counts only after a longer time."""

    liable_slots: Wait
    """How long the provider's deposit is held after both have confirmed."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What consumer and provider have agreed on. An order pins them."""

    price: Amount
    """What a unit costs, in units of the coin."""

    quantity: Quantity
    """The units of the service that are ordered; never more are paid for."""

    granule: Quantity
    """The units that are delivered before a receipt must be signed for them: what a side risks at most."""

    fee_ppm: Ppm
    """What of the provider's payments is the fee."""

    waits: Waits
    """How long the phases may last."""


@dataclass(frozen=True, slots=True)
class Meter:
    """A cumulative reading of a service's meter: what a receipt of an order says."""

    sequence: Sequence
    """How many receipts of the order there were, this one included."""

    units: Quantity
    """The units that were delivered since the order began."""

    slot: Slot
    """The slot, known to both chips, in which it was read."""


NO_METER = Meter(sequence=0, units=0, slot=0)
"""Where nothing was metered yet."""


@dataclass(frozen=True, slots=True)
class Order:
    """A service that a consumer orders from a provider. One that is closed is not stored."""

    phase: Phase
    """How far it is."""

    consumer: AccountId
    """Who pays."""

    provider: AccountId
    """Who delivers."""

    service: Hash
    """The type of service that is ordered."""

    serving: Binding
    """The provider's chip that serves, to which the fees are credited; of no chip where none was named."""

    coin: CoinId
    """What is paid with; 32 zero bytes for SSP."""

    terms: Terms
    """What they have agreed on."""

    meter: Meter
    """What the highest receipt says that both have signed and somebody has shown; all units where a rule of the service has found that all are delivered."""

    claimed: Quantity
    """The units that the provider claims without the consumer's signature; 0 where it claims none."""

    escrow: Escrow
    """The consumer's money. Its deadline is the order's, also where nothing is held yet."""

    paid: HeldAmount
    """What has left the escrow as instalments, in units of the coin, the fees in it."""

    deposit: HeldAmount
    """What is held of the provider, in units of the coin."""


NO_ORDER = Order(
    phase=Phase.CLOSED,
    consumer=bytes(32),
    provider=bytes(32),
    service=bytes(32),
    serving=NO_BINDING,
    coin=bytes(32),
    terms=Terms(price=0, quantity=0, granule=0, fee_ppm=0, waits=Waits(1, 1, 1, 0, 1)),
    meter=NO_METER,
    claimed=0,
    escrow=NO_ESCROW,
    paid=0,
    deposit=0,
)
"""What a lookup of an order that is closed, or never was, yields."""
