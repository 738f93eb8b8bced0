"""Types of services: what identifies one, and how it is registered. A new type is a descriptor, and no new rule."""

from typing import Annotated

from reference.codes import Code, Reject
from reference.numbers import MAX_AMOUNT, Amount, Hash, Range
from reference.rules import kernel, procedure
from reference.state.balance import debit
from reference.state.service import Service
from reference.wire.cbor import encode
from reference.wire.fields import plain_fields
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.service_bodies import Confirmation

ServiceDeposit = Annotated[int, Range(1, MAX_AMOUNT)]
"""The parameter `service_deposit`."""


@procedure("SERVICE-1")
def service_id(service: Service) -> Hash:
    """The identifier of a type of service: of the array of its fields, so that whoever knows the type knows the identifier."""
    return tagged_hash(Tag.SERVICE, encode(plain_fields(service)))


@kernel("SERVICE-2")
def register_service(existing: Confirmation, asked: Confirmation, balance: Amount, deposit: ServiceDeposit) -> Amount:
    """The balance of whoever registers a type of service that is confirmed as `asked`; `existing` is how the type is confirmed that is stored already.

    Rejects with `CONFIRMATION_MISSING`, `SERVICE_EXISTS`, `INSUFFICIENT_BALANCE`, in this order.
    """
    if asked == Confirmation.NONE:
        raise Reject(Code.CONFIRMATION_MISSING)
    if existing != Confirmation.NONE:
        raise Reject(Code.SERVICE_EXISTS)
    return debit(balance, deposit)


@kernel("SERVICE-3")
def check_service_registered(confirmation: Confirmation) -> None:
    """Check that there is a type of service, by how it is confirmed. Rejects with `SERVICE_UNKNOWN`."""
    if confirmation == Confirmation.NONE:
        raise Reject(Code.SERVICE_UNKNOWN)
