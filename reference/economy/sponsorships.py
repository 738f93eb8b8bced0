"""Sponsorship: a company pays its devices' fees under a limit, since a device often holds no SSP.

The device says in its transaction who pays (`Sponsored`): no stranger can make itself a device's sponsor, and none can be kept from being one.
"""

from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount, Slot, Term
from reference.rules import kernel
from reference.state.sponsorship import NO_SPONSORSHIP, Sponsorship


@kernel("SPONSOR-1")
def set_sponsorship(existing: Sponsorship, sponsor: AccountId, device: AccountId, cap: Amount, until: Slot, slot: Slot) -> Sponsorship:
    """The sponsorship with another limit; what it has paid in this term counts on. One with a cap of zero is at its end, and forgotten.

    Rejects with `SPONSOR_IS_DEVICE`; then with `SPONSORSHIP_UNKNOWN`, where there is none to end; or, where it is not to end, with `SPONSORSHIP_PAST`.
    """
    if sponsor == device:
        raise Reject(Code.SPONSOR_IS_DEVICE)
    if cap == 0:
        if existing.cap == 0:
            raise Reject(Code.SPONSORSHIP_UNKNOWN)
        return NO_SPONSORSHIP
    if until < slot:
        raise Reject(Code.SPONSORSHIP_PAST)
    return Sponsorship(cap=cap, until=until, term=existing.term, used=existing.used)


@kernel("SPONSOR-2")
def use_sponsorship(sponsorship: Sponsorship, fee: Amount, slot: Slot, term: Term) -> Sponsorship:
    """Let a sponsorship pay a fee. Rejects with `SPONSORSHIP_UNKNOWN`, `SPONSORSHIP_EXPIRED`, `SPONSORSHIP_EXHAUSTED`, in this order.

    What a transaction costs that fails counts as well: a device that fails again and again costs its sponsor the cap of each term, and no more.
    """
    if sponsorship.cap == 0:
        raise Reject(Code.SPONSORSHIP_UNKNOWN)
    if slot > sponsorship.until:
        raise Reject(Code.SPONSORSHIP_EXPIRED)
    used = sponsorship.used if sponsorship.term == term else 0
    if used > sponsorship.cap or fee > sponsorship.cap - used:
        raise Reject(Code.SPONSORSHIP_EXHAUSTED)
    return Sponsorship(cap=sponsorship.cap, until=sponsorship.until, term=term, used=used + fee)
