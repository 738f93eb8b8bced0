# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of sponsorships: who pays for whom, how much at most, and who pays for what fails."""

from reference.codes import SUCCESS, Code
from reference.economy.sponsorship_transactions import apply_sponsorship_set, charge_sponsor
from reference.economy.sponsorships import set_sponsorship, use_sponsorship
from reference.numbers import AccountId, Amount, Slot, Term
from reference.state.account import Account
from reference.state.economy_state import get_sponsorship, put_sponsorship
from reference.state.fee import charge_fee, minimum_fee
from reference.state.pots import with_fees
from reference.state.sponsorship import NO_SPONSORSHIP, Sponsorship
from reference.state.state import State, get_account, put_account, put_account_and_pots
from reference.transition import Invalid, apply_any_body, apply_transaction, asked_for, charge
from reference.wire.award_bodies import SponsorshipSet
from reference.wire.transaction import Authenticated, Sponsored, Transfer
from spec.prover.statement import Says, first_failing, outcome, rejection, theorem
from spec.theorems.delegation_transactions import term_at
from spec.theorems.ledger import ssp, supply_is_bounded


@theorem(
    "SPONSOR-1",
    "A sponsorship is refused for the first of: of oneself; none to end; its last slot is over, unless it is ended.",
    says=Says.ACCEPTANCE,
)
def setting_accepts(existing: Sponsorship, sponsor: AccountId, device: AccountId, cap: Amount, until: Slot, slot: Slot) -> bool:
    expected = first_failing(
        (sponsor == device, Code.SPONSOR_IS_DEVICE),
        ((cap == 0) & (existing.cap == 0), Code.SPONSORSHIP_UNKNOWN),
        ((cap > 0) & (until < slot), Code.SPONSORSHIP_PAST),
    )
    return rejection(set_sponsorship, existing, sponsor, device, cap, until, slot) == expected


@theorem("SPONSOR-1", "A sponsorship has the limit that was asked for, and what was paid counts on; with a cap of zero there is none.", says=Says.AMOUNTS)
def setting_is_exact(existing: Sponsorship, sponsor: AccountId, device: AccountId, cap: Amount, until: Slot, slot: Slot) -> bool:
    expected = NO_SPONSORSHIP if cap == 0 else Sponsorship(cap=cap, until=until, term=existing.term, used=existing.used)
    return set_sponsorship(existing, sponsor, device, cap, until, slot) == expected


@theorem(
    "SPONSOR-1",
    "Setting a sponsorship again within a term, unless it was ended in between, does not let it pay the new cap beside what it has paid.",
    says=Says.INVARIANT,
)
def setting_again_gains_nothing(
    existing: Sponsorship, sponsor: AccountId, device: AccountId, cap: Amount, until: Slot, slot: Slot, before: Amount, fee: Amount, term: Term
) -> bool:
    used = use_sponsorship(existing, before, slot, term)
    changed = set_sponsorship(used, sponsor, device, cap, until, slot)
    return use_sponsorship(changed, fee, slot, term).used <= cap and before + fee <= cap


@theorem("SPONSOR-2", "A sponsor does not pay for the first of: no sponsorship, over, more than is left of the term's cap.", says=Says.ACCEPTANCE)
def using_accepts(sponsorship: Sponsorship, fee: Amount, slot: Slot, term: Term) -> bool:
    used = sponsorship.used if sponsorship.term == term else 0
    expected = first_failing(
        (sponsorship.cap == 0, Code.SPONSORSHIP_UNKNOWN),
        (sponsorship.until < slot, Code.SPONSORSHIP_EXPIRED),
        (used + fee > sponsorship.cap, Code.SPONSORSHIP_EXHAUSTED),
    )
    return rejection(use_sponsorship, sponsorship, fee, slot, term) == expected


@theorem("SPONSOR-2", "Just the fee is added to what was paid in this term; the limit stays.", says=Says.AMOUNTS)
def using_is_exact(sponsorship: Sponsorship, fee: Amount, slot: Slot, term: Term) -> bool:
    used = sponsorship.used if sponsorship.term == term else 0
    expected = Sponsorship(cap=sponsorship.cap, until=sponsorship.until, term=term, used=used + fee)
    return use_sponsorship(sponsorship, fee, slot, term) == expected


@theorem("SPONSOR-2", "By step, over as many fees as one likes: what a sponsor has paid in a term is never above its cap.", says=Says.INVARIANT)
def sponsor_pays_at_most_the_cap(sponsorship: Sponsorship, fee: Amount, slot: Slot, following: Amount, later: Slot, term: Term) -> bool:
    used = use_sponsorship(sponsorship, fee, slot, term)
    then = outcome(use_sponsorship, used, following, later, term)
    paid = fee if then.code is not None else fee + following
    return (paid <= sponsorship.cap) & (used.used <= used.cap) & (then.code is not None or then.value.used <= used.cap)


@theorem("SPONSOR-3", "Setting a sponsorship moves no SSP.", says=Says.INVARIANT)
def set_sponsorship_preserves_ssp(state: State, sender: AccountId, body: SponsorshipSet, slot: Slot) -> bool:
    return ssp(apply_sponsorship_set(state, sender, body, slot)) == ssp(state)


@theorem("SPONSOR-3", "Setting a sponsorship is refused as SPONSOR-1 says.", says=Says.ACCEPTANCE)
def set_sponsorship_accepts(state: State, sender: AccountId, body: SponsorshipSet, slot: Slot) -> bool:
    expected = rejection(set_sponsorship, get_sponsorship(state, (sender, body.device)), sender, body.device, body.cap, body.until, slot)
    return rejection(apply_sponsorship_set, state, sender, body, slot) == expected


@theorem("SPONSOR-3", "Just the sponsorship of the sender for the device is another; nothing else changes.", says=Says.AMOUNTS)
def set_sponsorship_is_exact(state: State, sender: AccountId, body: SponsorshipSet, slot: Slot) -> bool:
    key = (sender, body.device)
    before = get_sponsorship(state, key)
    expected = NO_SPONSORSHIP if body.cap == 0 else Sponsorship(cap=body.cap, until=body.until, term=before.term, used=before.used)
    return apply_sponsorship_set(state, sender, body, slot) == put_sponsorship(state, key, expected)


@theorem("SPONSOR-4", "Charging a sponsor makes and destroys no SSP.", says=Says.INVARIANT)
def charging_a_sponsor_preserves_ssp(state: State, sponsor: AccountId, device: AccountId, fee: Amount, minimum: Amount, slot: Slot) -> bool:
    return ssp(charge_sponsor(state, sponsor, device, fee, minimum, slot)) == ssp(state)


@theorem("SPONSOR-4", "Charging a sponsor is refused as SPONSOR-2 says, then as FEE-2 says for its account.", says=Says.ACCEPTANCE, assuming=supply_is_bounded)
def charging_a_sponsor_accepts(state: State, sponsor: AccountId, device: AccountId, fee: Amount, minimum: Amount, slot: Slot) -> bool:
    term = term_at(state.chain.parameters, slot)
    refused = rejection(use_sponsorship, get_sponsorship(state, (sponsor, device)), fee, slot, term)
    expected = refused or rejection(charge_fee, get_account(state, sponsor), fee, minimum)
    return rejection(charge_sponsor, state, sponsor, device, fee, minimum, slot) == expected


@theorem(
    "SPONSOR-4",
    "Just the fee leaves the sponsor's account for the fees pot, and counts as paid in this term for this device; nothing else changes.",
    says=Says.AMOUNTS,
)
def charging_a_sponsor_is_exact(state: State, sponsor: AccountId, device: AccountId, fee: Amount, minimum: Amount, slot: Slot) -> bool:
    after = charge_sponsor(state, sponsor, device, fee, minimum, slot)
    account, key, term = get_account(state, sponsor), (sponsor, device), term_at(state.chain.parameters, slot)
    before = get_sponsorship(state, key)
    used = (before.used if before.term == term else 0) + fee
    payer = Account(balance=account.balance - fee, nonce=account.nonce)
    paid = put_account_and_pots(state, sponsor, payer, with_fees(state.pots, state.pots.fees + fee))
    return after == put_sponsorship(paid, key, Sponsorship(cap=before.cap, until=before.until, term=term, used=used))


def is_sponsored_transfer(transaction: Authenticated) -> bool:
    """A transfer that a sponsor pays for: who pays does not depend on what is asked for, and the paths of all kinds at once are too many."""
    body = transaction.transaction.body
    return isinstance(body, Sponsored) and isinstance(body.body, Transfer)


def is_bounded_and_sponsored(state: State, transaction: Authenticated) -> bool:
    """The same, where there is no more SSP than an amount can say."""
    return is_sponsored_transfer(transaction) and supply_is_bounded(state)


def refused_because(state: State, transaction: Authenticated, slot: Slot) -> Code | None:
    """Why no block at `slot` may contain a sponsored transaction, in the normative order; None where one may."""
    message, parameters = transaction.transaction, state.chain.parameters
    assert isinstance(message.body, Sponsored)
    sponsorship, sponsor = get_sponsorship(state, (message.body.sponsor, transaction.sender)), get_account(state, message.body.sponsor)
    term = term_at(parameters, slot)
    used = sponsorship.used if sponsorship.term == term else 0
    return first_failing(
        (message.chain != state.chain.id, Code.WRONG_CHAIN),
        (slot > message.last_valid_slot, Code.EXPIRED),
        (message.nonce <= get_account(state, transaction.sender).nonce, Code.NONCE_NOT_ABOVE),
        (sponsorship.cap == 0, Code.SPONSORSHIP_UNKNOWN),
        (sponsorship.until < slot, Code.SPONSORSHIP_EXPIRED),
        (used + message.fee > sponsorship.cap, Code.SPONSORSHIP_EXHAUSTED),
        (message.fee < minimum_fee(transaction.size, parameters.base_fee, parameters.byte_fee), Code.FEE_TOO_LOW),
        (sponsor.balance < message.fee, Code.FEE_UNAFFORDABLE),
    )


@theorem(
    "TX-5",
    "A sponsored transaction is invalid for the first of: chain, last slot, nonce, no sponsorship, over, exhausted, fee too low, sponsor cannot afford it.",
    assuming=is_bounded_and_sponsored,
)
def sponsored_charge_accepts(state: State, transaction: Authenticated, slot: Slot) -> bool:
    return rejection(charge, state, transaction, slot) == refused_because(state, transaction, slot)


@theorem(
    "TX-5",
    "Of a sponsored transaction the sender spends its nonce and nothing else, and its sponsor the fee; nothing else changes.",
    assuming=is_sponsored_transfer,
)
def sponsored_charge_is_exact(state: State, transaction: Authenticated, slot: Slot) -> bool:
    message, device = transaction.transaction, get_account(state, transaction.sender)
    after = charge(state, transaction, slot)
    assert isinstance(message.body, Sponsored)
    spent = put_account(state, transaction.sender, Account(balance=device.balance, nonce=message.nonce))
    return after == charge_sponsor(spent, message.body.sponsor, transaction.sender, message.fee, 0, slot)


@theorem("TX-4", "A sponsored transaction, successful or failed, makes and destroys no SSP.", assuming=is_sponsored_transfer)
def sponsored_transaction_preserves_ssp(state: State, transaction: Authenticated, slot: Slot) -> bool:
    applied = apply_transaction(state, transaction, slot)
    return isinstance(applied, Invalid) or ssp(applied.state) == ssp(state)


@theorem(
    "TX-4",
    "An included sponsored transaction leaves what it asks for makes of the charged ledger, or where that fails that ledger: the sponsor pays either way.",
    assuming=is_sponsored_transfer,
)
def sponsored_transaction_is_exact(state: State, transaction: Authenticated, slot: Slot) -> bool:
    applied = apply_transaction(state, transaction, slot)
    if isinstance(applied, Invalid):
        return True
    charged = charge(state, transaction, slot)
    body = outcome(apply_any_body, charged, transaction.sender, asked_for(transaction.transaction.body), slot)
    number, left = (SUCCESS, body.value) if body.code is None else (body.code.number, charged)
    return applied.receipt.outcome == number and applied.receipt.fee == transaction.transaction.fee and applied.state == left
