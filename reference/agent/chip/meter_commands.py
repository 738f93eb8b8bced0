"""The commands of metering: which order, how much of it, and the receipts that two chips sign."""

from dataclasses import dataclass
from typing import Annotated

from reference.agent.chip.commands import Command, Signer
from reference.agent.chip.following import IN_SERVICE, HeaderBytes, ProofBytes
from reference.agent.chip.meter_sessions import MAX_SESSIONS, MeterSession
from reference.agent.chip.records import LifeStage
from reference.codes import Code
from reference.numbers import Hash, Length
from reference.state.order import Order
from reference.wire.listing_bodies import Quantity
from reference.wire.meter_receipt import ReceiptBytes

METERING = (LifeStage.BOUND,)
"""The stage in which a chip meters."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Command 18: a proof of an order of which the chip is one side's, under the checkpoint that it knows: it meters it from now on."""

    header: HeaderBytes
    """The header of the checkpoint's block."""

    id: Hash
    """The order."""

    order: Order
    """What the state says of it."""

    proof: ProofBytes
    """That it says so."""


@dataclass(frozen=True, slots=True)
class Deliver:
    """Command 19: the provider's host asks whether it may deliver more. Once the response is there, it counts as delivered."""

    order: Hash
    """Of which order."""

    units: Quantity
    """How many units more."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Command 20: more units have come."""

    order: Hash
    """Of which order."""

    units: Quantity
    """How many."""


@dataclass(frozen=True, slots=True)
class ProposeReceipt:
    """Command 21: the provider's chip signs the next receipt, or the one again that nobody has answered."""

    order: Hash
    """Of which order."""

    last: bool
    """Whether it is to be the last one."""


@dataclass(frozen=True, slots=True)
class CountersignReceipt:
    """Command 22: the consumer's chip is shown a receipt under the provider's signature, and signs it too."""

    receipt: ReceiptBytes
    """The provider's envelope."""

    last: bool
    """Whether the host agrees that it is the last one."""


@dataclass(frozen=True, slots=True)
class AcceptReceipt:
    """Command 23: the provider's chip is shown its receipt under the consumer's signature."""

    receipt: ReceiptBytes
    """The consumer's envelope."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Command 24: what the provider may claim without the consumer's signature."""

    order: Hash
    """Of which order."""


@dataclass(frozen=True, slots=True)
class CloseSession:
    """Command 25: a proof that an order is over: the chip forgets it."""

    header: HeaderBytes
    """The header of the checkpoint's block."""

    id: Hash
    """The order."""

    stored: bool
    """Whether the state has it still; where it has not, what follows is not looked at."""

    order: Order
    """What the state says of it."""

    proof: ProofBytes
    """That it says so, or that it has none."""


@dataclass(frozen=True, slots=True)
class ListSessions:
    """Command 26: what the chip meters."""


PROOF_CODES = (Code.HEADER_FOREIGN, Code.PROOF_INVALID)
RECEIVED_CODES = (Code.KEY_INVALID, Code.SIGNATURE_NOT_CANONICAL, Code.SIGNATURE_INVALID, Code.WRONG_CHAIN, Code.SESSION_UNKNOWN, Code.RECEIPT_UNEXPECTED)
OPEN_CODES = (Code.CHIP_STALE, Code.SESSION_EXISTS, *PROOF_CODES, Code.PARTY_FOREIGN, Code.ORDER_NOT_METERED, Code.ROOM_MISSING)
DELIVER_CODES = (Code.CHIP_STALE, Code.SESSION_UNKNOWN, Code.METER_ENDED, Code.CREDIT_EXCEEDED)
PROPOSE_CODES = (Code.CHIP_STALE, Code.SESSION_UNKNOWN, Code.METER_ENDED, Code.RECEIPT_SLOT_REGRESSED, Code.COUNTER_EXHAUSTED)
SUPERSEDE_CODES = (Code.RECEIPT_NOT_ABOVE, Code.METER_REGRESSED, Code.RECEIPT_SLOT_REGRESSED, Code.UNITS_ABOVE_ORDERED, Code.UNITS_UNMEASURED)
COUNTERSIGN_CODES = (Code.CHIP_STALE, *RECEIVED_CODES, Code.METER_ENDED, *SUPERSEDE_CODES)
CLAIM_CODES = (Code.SESSION_UNKNOWN, Code.CLAIM_NOT_ABOVE)
CLOSE_CODES = (Code.CHIP_STALE, Code.SESSION_UNKNOWN, *PROOF_CODES, Code.ORDER_NOT_OVER)
CLAIM_FIELDS = {"sequence": Quantity, "signed": Quantity, "claimed": Quantity}
SESSION_FIELDS = {"sessions": Annotated[tuple[MeterSession, ...], Length(0, MAX_SESSIONS)]}

METER_COMMANDS = (
    Command(18, OpenSession, METERING, Signer.NOBODY, {"delivers": bool}, True, OPEN_CODES),
    Command(19, Deliver, METERING, Signer.NOBODY, {"units": Quantity}, True, DELIVER_CODES),
    Command(20, Measure, METERING, Signer.NOBODY, {"units": Quantity}, True, (Code.SESSION_UNKNOWN, Code.UNITS_ABOVE_ORDERED)),
    Command(21, ProposeReceipt, METERING, Signer.NOBODY, {"receipt": ReceiptBytes}, True, PROPOSE_CODES),
    Command(22, CountersignReceipt, METERING, Signer.NOBODY, {"receipt": ReceiptBytes}, True, COUNTERSIGN_CODES),
    Command(23, AcceptReceipt, METERING, Signer.NOBODY, {"units": Quantity}, True, (*RECEIVED_CODES, Code.RECEIPT_NOT_ABOVE)),
    Command(24, Claim, IN_SERVICE, Signer.NOBODY, CLAIM_FIELDS, False, CLAIM_CODES),
    Command(25, CloseSession, IN_SERVICE, Signer.NOBODY, {}, True, CLOSE_CODES),
    Command(26, ListSessions, IN_SERVICE, Signer.NOBODY, SESSION_FIELDS, False, ()),
)
"""The rows of the table."""
