"""Consent: without it nothing is made of somebody's data, kept of them, or sold; with it no more than it says, and no longer."""

from dataclasses import dataclass
from enum import Enum, auto

from reference.codes import Code, Reject
from reference.economy.escrow import deadline_after
from reference.numbers import AccountId, Hash, Slot
from reference.rules import kernel, procedure
from reference.state.consent import ANYBODY, EVERYTHING, FIRST_USE, LAST_USE, Consent
from reference.wire.access_bodies import UseNumber
from reference.wire.listing_bodies import MAX_WAIT


class Why(Enum):
    """Why somebody may use data."""

    CONSENTED = auto()
    """The owner consents to it."""
    DELIVERED = auto()
    """It has been delivered the key, and may still complain."""
    PAID = auto()
    """It has paid for the key."""
    REFUNDED = auto()
    """It holds a key that was delivered, and has its money back: it can read, and has no right to."""


@dataclass(frozen=True, slots=True)
class Reading:
    """That somebody may use data for something, until some slot."""

    reader: AccountId
    """Who; `ANYBODY` where it is open."""

    use: UseNumber
    """What for."""

    until: Slot
    """The first slot in which it may no more; of what was bought, the last slot of all."""

    why: Why
    """Why it may."""


@kernel("CONSENT-1")
def grant_consent(existing: Consent, scope: Hash, use: UseNumber, reader: AccountId, start: Slot, until: Slot, slot: Slot) -> Consent:
    """The consent that an owner gives under a number, `existing` being what stands under it.

    It counts from `start` on, at the earliest from this slot. Rejects with `CONSENT_STANDING`, `USE_UNKNOWN`, `CONSENT_TIME_INVALID`, in this order.
    """
    if slot < existing.until:
        raise Reject(Code.CONSENT_STANDING)
    if use < FIRST_USE or use > LAST_USE:
        raise Reject(Code.USE_UNKNOWN)
    begins = max(start, slot)
    if until <= begins or until > deadline_after(slot, MAX_WAIT):
        raise Reject(Code.CONSENT_TIME_INVALID)
    return Consent(scope=scope, use=use, reader=reader, start=begins, until=until)


@kernel("CONSENT-2")
def is_consented(consent: Consent, series: Hash, asset: Hash, use: UseNumber, reader: AccountId, slot: Slot) -> bool:
    """Whether a consent lets a reader use an asset of a series for something in a slot."""
    if slot < consent.start or slot >= consent.until:
        return False
    if consent.use != use:
        return False
    if consent.scope != EVERYTHING and consent.scope != series and consent.scope != asset:
        return False
    return consent.reader == ANYBODY or consent.reader == reader


@kernel("CONSENT-3")
def check_revocable(consent: Consent) -> None:
    """Check that there is a consent to take back. Rejects with `CONSENT_UNKNOWN`."""
    if consent.until == 0:
        raise Reject(Code.CONSENT_UNKNOWN)


@kernel("CONSENT-6")
def is_consent_possible(consent: Consent, now: Slot) -> bool:
    """Whether a consent of a state from outside, whose head is of slot `now`, is one that these rules have made."""
    known = consent.use >= FIRST_USE and consent.use <= LAST_USE
    return known and consent.start < consent.until and consent.until <= deadline_after(now, MAX_WAIT)


@procedure("CONSENT-7")
def readings(consents: tuple[Consent, ...], series: Hash, asset: Hash, slot: Slot) -> tuple[Reading, ...]:
    """Who may use an asset of a series in a slot, for what and until when, by these consents of its owner. Never rejects.

    Once for each reader and use, in the order of their bytes and numbers, and until the last of the consents ends that counts now.
    """
    longest: dict[tuple[AccountId, UseNumber], Slot] = {}
    for consent in consents:
        if is_consented(consent, series, asset, consent.use, consent.reader, slot):
            key = (consent.reader, consent.use)
            longest[key] = max(longest.get(key, 0), consent.until)
    return tuple(Reading(reader=reader, use=use, until=until, why=Why.CONSENTED) for (reader, use), until in sorted(longest.items()))
