"""The transactions of consent: given, and taken back."""

from reference.data.consents import check_revocable, grant_consent
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.consent import NO_CONSENT
from reference.state.data_state import get_consent, put_consent
from reference.state.state import State
from reference.wire.data_bodies import ConsentGrant, ConsentRevoke


@transition("CONSENT-4")
def apply_consent_grant(state: State, sender: AccountId, body: ConsentGrant, slot: Slot) -> State:
    """Consent to a use of the sender's data. Rejects with the codes of CONSENT-1."""
    key = (sender, body.number)
    granted = grant_consent(get_consent(state, key), body.scope, body.use, body.reader, body.start, body.until, slot)
    return put_consent(state, key, granted)


@transition("CONSENT-5")
def apply_consent_revoke(state: State, sender: AccountId, body: ConsentRevoke, slot: Slot) -> State:
    """Take a consent of the sender back, in whichever slot. Rejects with the codes of CONSENT-3."""
    key = (sender, body.number)
    check_revocable(get_consent(state, key))
    return put_consent(state, key, NO_CONSENT)
