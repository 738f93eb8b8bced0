# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of consent: nothing is allowed that was not consented to, nothing before or after, and what is taken back is gone."""

from reference.codes import Code
from reference.data.consent_transactions import apply_consent_grant, apply_consent_revoke
from reference.data.consents import check_revocable, grant_consent, is_consent_possible, is_consented, readings
from reference.numbers import AccountId, Hash, Slot
from reference.state.consent import ANYBODY, EVERYTHING, NO_CONSENT, Consent
from reference.state.data_state import get_consent, put_consent
from reference.state.state import State
from reference.wire.access_bodies import UseNumber
from reference.wire.data_bodies import ConsentGrant, ConsentRevoke
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.ledger import ssp

YEAR = 10_512_000
"""The slots of twelve months."""


def whole_year(slot: Slot) -> Slot:
    """The slot a year later, or the last slot that there is."""
    return min(slot + YEAR, 2**64 - 1)


@theorem("CONSENT-1", "First of: one stands under the number, no such use, over before it begins or later than a year from now.", says=Says.ACCEPTANCE)
def granting_accepts(existing: Consent, scope: Hash, use: UseNumber, reader: AccountId, start: Slot, until: Slot, slot: Slot) -> bool:
    expected = first_failing(
        (slot < existing.until, Code.CONSENT_STANDING),
        ((use == 0) | (use > 8), Code.USE_UNKNOWN),
        ((until <= start) | (until <= slot) | (until > whole_year(slot)), Code.CONSENT_TIME_INVALID),
    )
    return rejection(grant_consent, existing, scope, use, reader, start, until, slot) == expected


@theorem("CONSENT-1", "It says what the owner says, and begins now at the earliest.", says=Says.AMOUNTS)
def granting_is_exact(existing: Consent, scope: Hash, use: UseNumber, reader: AccountId, start: Slot, until: Slot, slot: Slot) -> bool:
    begins = start if start >= slot else slot
    return grant_consent(existing, scope, use, reader, start, until, slot) == Consent(scope=scope, use=use, reader=reader, start=begins, until=until)


@theorem("CONSENT-1", "A consent never counts before the slot in which it is given, and is one that a state may have.", says=Says.INVARIANT)
def consents_do_not_reach_back(
    existing: Consent, scope: Hash, use: UseNumber, reader: AccountId, start: Slot, until: Slot, slot: Slot, earlier: Slot, series: Hash, asset: Hash
) -> bool:
    granted = grant_consent(existing, scope, use, reader, start, until, slot)
    reaches = earlier < slot and is_consented(granted, series, asset, use, reader, earlier)
    return not reaches and is_consent_possible(granted, slot)


@theorem("CONSENT-2", "Whether there is consent can always be said.", says=Says.ACCEPTANCE)
def consent_is_always_known(consent: Consent, series: Hash, asset: Hash, use: UseNumber, reader: AccountId, slot: Slot) -> bool:
    return rejection(is_consented, consent, series, asset, use, reader, slot) is None


@theorem("CONSENT-2", "There is just in the time, for the use, for what is in the scope, and for whom it says.", says=Says.AMOUNTS)
def consent_is_exact(consent: Consent, series: Hash, asset: Hash, use: UseNumber, reader: AccountId, slot: Slot) -> bool:
    timely = (consent.start <= slot) & (slot < consent.until)
    covered = (consent.scope == EVERYTHING) | (consent.scope == series) | (consent.scope == asset)
    meant = (consent.reader == ANYBODY) | (consent.reader == reader)
    return is_consented(consent, series, asset, use, reader, slot) == (timely & (consent.use == use) & covered & meant)


@theorem("CONSENT-2", "What was not given, or was taken back, allows nothing; and no consent is for two uses.", says=Says.INVARIANT)
def no_consent_allows_nothing(consent: Consent, series: Hash, asset: Hash, use: UseNumber, other: UseNumber, reader: AccountId, slot: Slot) -> bool:
    none = is_consented(NO_CONSENT, series, asset, use, reader, slot)
    both = is_consented(consent, series, asset, use, reader, slot) and is_consented(consent, series, asset, other, reader, slot)
    return not none and (use == other or not both)


@theorem("CONSENT-3", "Only what there is can be taken back.", says=Says.ACCEPTANCE)
def revoking_accepts(consent: Consent) -> bool:
    return rejection(check_revocable, consent) == (Code.CONSENT_UNKNOWN if consent.until == 0 else None)


@theorem("CONSENT-3", "Whatever was given can be taken back, at any time.", says=Says.INVARIANT)
def what_is_given_can_be_taken_back(existing: Consent, scope: Hash, use: UseNumber, reader: AccountId, start: Slot, until: Slot, slot: Slot) -> bool:
    return rejection(check_revocable, grant_consent(existing, scope, use, reader, start, until, slot)) is None


@theorem("CONSENT-4", "Consenting is refused as CONSENT-1 says.", says=Says.ACCEPTANCE)
def consent_grant_accepts(state: State, sender: AccountId, body: ConsentGrant, slot: Slot) -> bool:
    existing = get_consent(state, (sender, body.number))
    expected = rejection(grant_consent, existing, body.scope, body.use, body.reader, body.start, body.until, slot)
    return rejection(apply_consent_grant, state, sender, body, slot) == expected


@theorem("CONSENT-4", "The sender's consent of this number is what CONSENT-1 makes; nothing else changes.", says=Says.AMOUNTS)
def consent_grant_is_exact(state: State, sender: AccountId, body: ConsentGrant, slot: Slot) -> bool:
    key = (sender, body.number)
    granted = grant_consent(get_consent(state, key), body.scope, body.use, body.reader, body.start, body.until, slot)
    return apply_consent_grant(state, sender, body, slot) == put_consent(state, key, granted)


@theorem("CONSENT-4", "Nobody consents for another, and no money moves.", says=Says.INVARIANT)
def nobody_consents_for_another(state: State, sender: AccountId, body: ConsentGrant, slot: Slot, other: AccountId, number: UseNumber) -> bool:
    after = apply_consent_grant(state, sender, body, slot)
    kept = other == sender or get_consent(after, (other, number)) == get_consent(state, (other, number))
    return kept and ssp(after) == ssp(state)


@theorem("CONSENT-5", "Taking back is refused as CONSENT-3 says.", says=Says.ACCEPTANCE)
def consent_revoke_accepts(state: State, sender: AccountId, body: ConsentRevoke, slot: Slot) -> bool:
    expected = rejection(check_revocable, get_consent(state, (sender, body.number)))
    return rejection(apply_consent_revoke, state, sender, body, slot) == expected


@theorem("CONSENT-5", "The one consent is gone; nothing else changes.", says=Says.AMOUNTS)
def consent_revoke_is_exact(state: State, sender: AccountId, body: ConsentRevoke, slot: Slot) -> bool:
    return apply_consent_revoke(state, sender, body, slot) == put_consent(state, (sender, body.number), NO_CONSENT)


@theorem("CONSENT-5", "From then on it allows nothing to anybody, and no money has moved.", says=Says.INVARIANT)
def what_is_taken_back_allows_nothing(
    state: State, sender: AccountId, body: ConsentRevoke, slot: Slot, series: Hash, asset: Hash, use: UseNumber, reader: AccountId, later: Slot
) -> bool:
    after = apply_consent_revoke(state, sender, body, slot)
    return not is_consented(get_consent(after, (sender, body.number)), series, asset, use, reader, later) and ssp(after) == ssp(state)


@theorem("CONSENT-6", "Whether a consent is possible can always be said.", says=Says.ACCEPTANCE)
def possible_consents_are_known(consent: Consent, now: Slot) -> bool:
    return rejection(is_consent_possible, consent, now) is None


@theorem("CONSENT-6", "It is just where its use is one of the eight, it begins before it ends, and it ends within a year of the head.", says=Says.AMOUNTS)
def possible_consents_are_exact(consent: Consent, now: Slot) -> bool:
    expected = (consent.use >= 1) & (consent.use <= 8) & (consent.start < consent.until) & (consent.until <= whole_year(now))
    return is_consent_possible(consent, now) == expected


@theorem("CONSENT-6", "What is possible stays so as time goes on, and says something.", says=Says.INVARIANT)
def possible_consents_stay_possible(consent: Consent, now: Slot, later: Slot) -> bool:
    possible = is_consent_possible(consent, now)
    return not possible or (consent.until > 0 and (later < now or is_consent_possible(consent, later)))


@theorem(
    "CONSENT-7",
    "Somebody is named for a use just where a consent lets it, never beyond the last of them, and nobody twice.",
    says=Says.INVARIANT,
    tested="it sorts: consents are drawn",
)
def readings_are_what_is_consented_to(first: Consent, second: Consent, series: Hash, slot: Slot) -> bool:
    consents = (first, second)
    found = readings(consents, series, series, slot)
    allowed = {(each.reader, each.use): each.until for each in found}
    standing = [each for each in consents if each.start <= slot < each.until and each.scope in (EVERYTHING, series)]
    expected = {(each.reader, each.use) for each in standing}
    return len(allowed) == len(found) and set(allowed) == expected and all(until in {each.until for each in standing} for until in allowed.values())
