"""Setting a sponsorship, and charging a sponsor."""

from reference.consensus.calendar import term_of
from reference.economy.sponsorships import set_sponsorship, use_sponsorship
from reference.numbers import AccountId, Amount, Slot
from reference.rules import transition
from reference.state.balance import credit
from reference.state.economy_state import get_sponsorship, put_sponsorship
from reference.state.fee import charge_fee
from reference.state.pots import with_fees
from reference.state.state import State, get_account, put_account_and_pots
from reference.wire.award_bodies import SponsorshipSet


@transition("SPONSOR-3")
def apply_sponsorship_set(state: State, sender: AccountId, body: SponsorshipSet, slot: Slot) -> State:
    """Say what the sender pays of a device's fees. Rejects with the codes of SPONSOR-1."""
    key = (sender, body.device)
    return put_sponsorship(state, key, set_sponsorship(get_sponsorship(state, key), sender, body.device, body.cap, body.until, slot))


@transition("SPONSOR-4")
def charge_sponsor(state: State, sponsor: AccountId, device: AccountId, fee: Amount, minimum: Amount, slot: Slot) -> State:
    """Charge the fee of a device's transaction to its sponsor. Rejects with the codes of SPONSOR-2, then with those of FEE-2 for the sponsor's account."""
    parameters, key = state.chain.parameters, (sponsor, device)
    term = term_of(slot, parameters.agents, parameters.term_rounds)
    sponsorship = use_sponsorship(get_sponsorship(state, key), fee, slot, term)
    payer = charge_fee(get_account(state, sponsor), fee, minimum)
    paid = put_account_and_pots(state, sponsor, payer, with_fees(state.pots, credit(state.pots.fees, fee)))
    return put_sponsorship(paid, key, sponsorship)
