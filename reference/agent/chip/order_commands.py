"""The commands by which a chip signs quotes, orders and what moves them: the host says what is meant, and the chip makes the transaction."""

from dataclasses import dataclass
from enum import IntEnum

from reference.agent.chip.commands import Command, Signer
from reference.agent.chip.following import HeaderBytes, ProofBytes
from reference.agent.chip.records import LifeStage
from reference.agent.chip.spending import Posting, TransactionBytes
from reference.codes import Code
from reference.numbers import AccountId, Hash, Slot
from reference.state.order import Order
from reference.wire.listing_bodies import Wait
from reference.wire.market_bodies import QuoteNumber, UnitPrice, Units
from reference.wire.meter_receipt import ReceiptBytes
from reference.wire.storage_bodies import ReplicaCommit

SIGNING = (LifeStage.BOUND,)
"""The stage in which a chip signs transactions."""


class OrderAct(IntEnum):
    """What a chip may do with an order that locks no money of its node's."""

    ACCEPT = 0
    """Order what is offered (kind 63)."""
    WITHDRAW = 1
    """Take an offer or an order back (kind 65)."""
    BEGIN = 2
    """Begin to deliver, and name no chip that serves (kind 66)."""
    SERVE = 3
    """Begin to deliver, as the chip that serves (kind 66)."""
    SETTLE = 4
    """Have what both have confirmed paid (kind 71)."""
    CLOSE = 5
    """Close an order whose time is over (kind 72)."""


@dataclass(frozen=True, slots=True)
class PlaceQuote:
    """Command 34: quote in a market, within the mandate for it (kind 58). The side is the mandate's."""

    posting: Posting
    """Nonce, last slot and fee of the transaction."""

    market: Hash
    """In which market."""

    number: QuoteNumber
    """A number that no other of the chip's quotes there has."""

    price: UnitPrice
    """The limit."""

    units: Units
    """How many units."""

    last: Slot
    """The last slot in which the quote stands."""


@dataclass(frozen=True, slots=True)
class LowerQuote:
    """Command 35: lower a quote, or cancel it (kind 59)."""

    posting: Posting
    """Nonce, last slot and fee of the transaction."""

    market: Hash
    """In which market."""

    number: QuoteNumber
    """Which of the chip's quotes there."""

    units: Units
    """The units that are left; none where it is cancelled."""


@dataclass(frozen=True, slots=True)
class OfferOrder:
    """Command 36: offer an order to a consumer, on the terms of a market for which there is a mandate to sell (kind 62)."""

    posting: Posting
    """Nonce, last slot and fee of the transaction."""

    market: Hash
    """On which market's terms."""

    consumer: AccountId
    """To whom."""

    price: UnitPrice
    """What a unit costs."""

    units: Units
    """How many units."""

    offer_slots: Wait
    """How long the consumer has to order."""


@dataclass(frozen=True, slots=True)
class FundOrder:
    """Command 37: pay an order of which the chip is the consumer's, and has proof (kind 64)."""

    posting: Posting
    """Nonce, last slot and fee of the transaction."""

    header: HeaderBytes
    """The header of the checkpoint's block."""

    id: Hash
    """The order."""

    order: Order
    """What the state says of it."""

    proof: ProofBytes
    """That it says so."""


@dataclass(frozen=True, slots=True)
class MoveOrder:
    """Command 38: do with an order what locks no money."""

    posting: Posting
    """Nonce, last slot and fee of the transaction."""

    order: Hash
    """With which order."""

    act: OrderAct
    """What."""


@dataclass(frozen=True, slots=True)
class SignReplica:
    """Command 39: say what is kept of an order (kind 73), or accept it (kind 74)."""

    posting: Posting
    """Nonce, last slot and fee of the transaction."""

    accepts: bool
    """Whether the chip accepts, as the consumer's."""

    kept: ReplicaCommit
    """What is kept, and how it is audited."""


@dataclass(frozen=True, slots=True)
class ShowReceipt:
    """Command 40: show the chain the highest receipt of an order that the chip meters (kind 67, or kind 70 where it is the last one)."""

    posting: Posting
    """Nonce, last slot and fee of the transaction."""

    by_provider: ReceiptBytes
    """The receipt under the provider's signature."""

    by_consumer: ReceiptBytes
    """The same under the consumer's."""


@dataclass(frozen=True, slots=True)
class ClaimOrder:
    """Command 41: claim what was delivered and the consumer has not signed for (kind 68)."""

    posting: Posting
    """Nonce, last slot and fee of the transaction."""

    order: Hash
    """Of which order."""


@dataclass(frozen=True, slots=True)
class ContestOrder:
    """Command 42: deny a claim of which the chip has proof (kind 69)."""

    posting: Posting
    """Nonce, last slot and fee of the transaction."""

    header: HeaderBytes
    """The header of the checkpoint's block."""

    id: Hash
    """The order."""

    order: Order
    """What the state says of it."""

    proof: ProofBytes
    """That it says so."""


POSTING_CODES = (Code.CHIP_STALE, Code.NONCE_NOT_ABOVE)
SPENDING_CODES = (Code.PURSE_UNKNOWN, Code.SPENT_ABOVE_LIMIT, Code.INSUFFICIENT_BALANCE)
PROOF_CODES = (Code.HEADER_FOREIGN, Code.PROOF_INVALID)
DEAL_CODES = (Code.PRICE_BEYOND_MANDATE, Code.QUOTE_WORTH_TOO_HIGH, Code.SPENT_ABOVE_LIMIT, Code.PURSE_UNKNOWN, Code.INSUFFICIENT_BALANCE)
PLACE_CODES = (*POSTING_CODES, Code.MANDATE_UNKNOWN, Code.MARKET_UNKNOWN, *DEAL_CODES)
OFFER_CODES = (*POSTING_CODES, Code.MANDATE_UNKNOWN, Code.MARKET_UNKNOWN, Code.SIDE_OPPOSITE, *DEAL_CODES)
FUND_CODES = (*POSTING_CODES, *PROOF_CODES, Code.MOVE_OF_ANOTHER, Code.MOVE_NOT_POSSIBLE, Code.PRICE_TOO_HIGH, *SPENDING_CODES)
RECEIPT_CODES = (Code.KEY_INVALID, Code.SIGNATURE_NOT_CANONICAL, Code.SIGNATURE_INVALID, Code.WRONG_CHAIN, Code.SESSION_UNKNOWN, Code.RECEIPT_UNEXPECTED)
CONTEST_CODES = (*POSTING_CODES, Code.SESSION_UNKNOWN, *PROOF_CODES, Code.MOVE_NOT_POSSIBLE, Code.CLAIM_MEASURED, *SPENDING_CODES)
SIGNED = {"transaction": TransactionBytes}

ORDER_COMMANDS = (
    Command(34, PlaceQuote, SIGNING, Signer.NOBODY, SIGNED, True, PLACE_CODES),
    Command(35, LowerQuote, SIGNING, Signer.NOBODY, SIGNED, True, (*POSTING_CODES, *SPENDING_CODES)),
    Command(36, OfferOrder, SIGNING, Signer.NOBODY, SIGNED, True, OFFER_CODES),
    Command(37, FundOrder, SIGNING, Signer.NOBODY, SIGNED, True, FUND_CODES),
    Command(38, MoveOrder, SIGNING, Signer.NOBODY, SIGNED, True, (*POSTING_CODES, *SPENDING_CODES)),
    Command(39, SignReplica, SIGNING, Signer.NOBODY, SIGNED, True, (*POSTING_CODES, *SPENDING_CODES)),
    Command(40, ShowReceipt, SIGNING, Signer.NOBODY, SIGNED, True, (*POSTING_CODES, *RECEIPT_CODES, *SPENDING_CODES)),
    Command(41, ClaimOrder, SIGNING, Signer.NOBODY, SIGNED, True, (*POSTING_CODES, Code.SESSION_UNKNOWN, Code.CLAIM_NOT_ABOVE, *SPENDING_CODES)),
    Command(42, ContestOrder, SIGNING, Signer.NOBODY, SIGNED, True, CONTEST_CODES),
)
"""The rows of the table."""
