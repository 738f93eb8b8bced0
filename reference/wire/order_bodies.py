"""What the transactions of orders of services ask for."""

from dataclasses import dataclass
from typing import Annotated, Any

from reference.numbers import MAX_AMOUNT, AccountId, Amount, CoinId, Hash, Ppm, Range
from reference.wire.chip_identity import Serial
from reference.wire.listing_bodies import Quantity, Wait
from reference.wire.meter_receipt import ReceiptBytes

MAX_OFFLINE = 604_800
"""The longest that a side may agree to be away, in slots: 21 days of slots of three seconds, after which a chip no longer trusts what it knows of the chain."""

Offline = Annotated[int, Range(0, MAX_OFFLINE)]
"""How long a side may be away, in slots, without losing anything by it."""

OrderDeposit = Annotated[int, Range(0, MAX_AMOUNT // 2)]
"""What a provider deposits for an order; with all that the order may cost it is an amount."""


@dataclass(frozen=True, slots=True)
class OrderOffer:
    """Kind 62: the sender offers to deliver a service to a consumer, and deposits what it loses if it does not."""

    consumer: AccountId
    """To whom."""

    service: Hash
    """The type of service."""

    coin: CoinId
    """What is paid with; 32 zero bytes for SSP."""

    price: Amount
    """What a unit costs, in units of the coin."""

    quantity: Quantity
    """The units of the service that are ordered; never more are paid for."""

    granule: Quantity
    """The units that are delivered before a receipt must be signed for them."""

    fee_ppm: Ppm
    """What of the provider's payments is the fee; none but in SSP."""

    fund_slots: Wait
    """How long the consumer has to pay, once it has ordered."""

    start_slots: Wait
    """How long the sender then has to begin."""

    deliver_slots: Wait
    """How long it then delivers."""

    offline_slots: Offline
    """How long either side may be away."""

    liable_slots: Wait
    """How long the deposit is held after both have confirmed."""

    deposit: OrderDeposit
    """What the sender deposits, in units of the coin."""

    offer_slots: Wait
    """How long the consumer has to order."""


@dataclass(frozen=True, slots=True)
class OrderAccept:
    """Kind 63: the consumer orders what is offered."""

    order: Hash
    """Which order."""


@dataclass(frozen=True, slots=True)
class OrderFund:
    """Kind 64: the consumer pays the whole price into escrow."""

    order: Hash
    """Which order."""


@dataclass(frozen=True, slots=True)
class OrderWithdraw:
    """Kind 65: the provider takes its offer back, or the consumer its order, before anything is paid."""

    order: Hash
    """Which order."""


@dataclass(frozen=True, slots=True)
class OrderBegin:
    """Kind 66: the provider begins to deliver, and may say which of its chips serves."""

    order: Hash
    """Which order."""

    manufacturer: AccountId
    """Whose chip serves; 32 zero bytes, as the serial, where none is named."""

    serial: Serial
    """Which."""


@dataclass(frozen=True, slots=True)
class OrderPay:
    """Kind 67: a higher receipt is shown, and what is due by it paid."""

    by_provider: ReceiptBytes
    """The receipt under the provider's signature."""

    by_consumer: ReceiptBytes
    """The same under the consumer's."""


@dataclass(frozen=True, slots=True)
class OrderClaim:
    """Kind 68: the provider claims units that the consumer has not signed for."""

    order: Hash
    """Which order."""

    units: Quantity
    """All that it has delivered since the order began."""


@dataclass(frozen=True, slots=True)
class OrderContest:
    """Kind 69: the consumer denies what the provider claims."""

    order: Hash
    """Which order."""


@dataclass(frozen=True, slots=True)
class OrderConfirm:
    """Kind 70: the last receipt is shown: nothing more is delivered."""

    by_provider: ReceiptBytes
    """The receipt under the provider's signature."""

    by_consumer: ReceiptBytes
    """The same under the consumer's."""


@dataclass(frozen=True, slots=True)
class OrderSettle:
    """Kind 71: anybody has what both have confirmed paid."""

    order: Hash
    """Which order."""


@dataclass(frozen=True, slots=True)
class OrderClose:
    """Kind 72: anybody closes an order whose time is over."""

    order: Hash
    """Which order."""


OrderBody = OrderOffer | OrderAccept | OrderFund | OrderWithdraw | OrderBegin | OrderPay | OrderClaim | OrderContest | OrderConfirm | OrderSettle | OrderClose
"""What a transaction of orders asks for."""

ORDER_KINDS: dict[type[Any], int] = {
    OrderOffer: 62,
    OrderAccept: 63,
    OrderFund: 64,
    OrderWithdraw: 65,
    OrderBegin: 66,
    OrderPay: 67,
    OrderClaim: 68,
    OrderContest: 69,
    OrderConfirm: 70,
    OrderSettle: 71,
    OrderClose: 72,
}
"""The kind of each body."""
