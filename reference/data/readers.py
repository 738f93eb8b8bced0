"""Who may read what, until when and why: by consent, and by purchase."""

from dataclasses import dataclass

from reference.data.consents import Reading, Why, readings
from reference.numbers import MAX_UINT64, AccountId, Hash, Slot
from reference.rules import procedure
from reference.state.listing import Stage
from reference.state.state import State
from reference.wire.access_bodies import UseNumber


@dataclass(frozen=True, slots=True)
class Bought:
    """That somebody has bought access to an asset."""

    buyer: AccountId
    """Who."""

    use: UseNumber
    """What for."""


@procedure("SALE-26")
def bought_readings(delivered: tuple[Bought, ...], paid: tuple[Bought, ...], refunded: tuple[Bought, ...]) -> tuple[Reading, ...]:
    """Who can use an asset because it was bought, by the sales whose key is delivered, those paid for, and those refunded after it was. Never rejects.

    Once for each buyer and use, in the order of their bytes and numbers; paid for, if it was once, and refunded only where it is neither. It does not end.
    """
    why = dict.fromkeys(((each.buyer, each.use) for each in refunded), Why.REFUNDED)
    why |= dict.fromkeys(((each.buyer, each.use) for each in delivered), Why.DELIVERED)
    why |= dict.fromkeys(((each.buyer, each.use) for each in paid), Why.PAID)
    return tuple(Reading(reader=buyer, use=use, until=MAX_UINT64, why=reason) for (buyer, use), reason in sorted(why.items(), key=lambda entry: entry[0]))


def who_may_read(state: State, owner: AccountId, series: Hash, asset: Hash, slot: Slot) -> tuple[Reading, ...]:
    """Who may use an owner's asset in a slot, or can, for what, until when and why: by consent (CONSENT-7), then by purchase (SALE-26)."""
    given = tuple(consent for (giver, _), consent in state.data.consents.items() if giver == owner)
    sales = ((buyer, sale) for (sold, buyer), sale in state.data.data_sales.items() if sold == asset)
    delivered = tuple(Bought(buyer, sale.use) for buyer, sale in sales if sale.escrow.stage == Stage.DELIVERED)
    known = tuple((Bought(buyer, use), access) for (sold, buyer, use), access in state.data.accesses.items() if sold == asset)
    paid = tuple(bought for bought, access in known if access.paid != 0)
    refunded = tuple(bought for bought, access in known if access.refunded != 0)
    return readings(given, series, asset, slot) + bought_readings(delivered, paid, refunded)
