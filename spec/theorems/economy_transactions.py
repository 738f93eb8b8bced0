# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of every transaction of the economy, whatever kinds there are: the rule of each is looked up in the table that the transition uses."""

from dataclasses import fields, replace
from typing import Any, get_args, get_type_hints

from reference.codes import SUCCESS
from reference.economy.contribution_transactions import credit_fees, end_contributions
from reference.economy.economy_consistency import check_economy
from reference.economy.economy_transactions import ECONOMY_RULES, apply_economy_body
from reference.economy.listing_transactions import apply_purchase
from reference.numbers import MAX_AMOUNT, MAX_UINT64, Length, Range, Slot
from reference.parameters import MINIMAL
from reference.state.award import Award, Credit, Fund, Participant
from reference.state.coin_terms import SSP
from reference.state.commitment import commit
from reference.state.economy_state import (
    put_award,
    put_credit,
    put_fund,
    put_listing,
    put_lock,
    put_participant,
    put_placement,
    put_price,
    put_sponsorship,
)
from reference.state.listing import Listing, PriceTag
from reference.state.lock import Lock
from reference.state.placement import Placement
from reference.state.pots import with_ecosystem
from reference.state.sponsorship import Sponsorship
from reference.state.state import State, put_head, put_pots
from reference.transition import Invalid, apply_transaction, charge
from reference.wire.award_bodies import ContributionClaim
from reference.wire.coin_bodies import Payment
from reference.wire.economy_bodies import EconomyBody
from reference.wire.listing_bodies import MAX_WAIT, Price, Purchase
from reference.wire.transaction import authenticate_transaction
from spec.prover.statement import Says, outcome, rejection, theorem
from spec.theorems.blocks import is_sound
from spec.theorems.drafts import ACCOUNTS, Seat
from spec.theorems.walks import TERM, Walk, next_slot, sent, walked

KINDS = "the kinds have theorems of their own, which are proved; here they are drawn, all together, on chains that have come some way"

LISTING = Listing(1, bytes(32), bytes(32), deliver_slots=30, confirm_slots=20, holding_ppm=200_000, stock=9, active=True, purchases=0)
"""What each of them sells."""

PLACED, LOCKED, AWARDED = 50_000, 6_000, 3_000
"""SSP units of the private placement, of each lock, and of the participation award."""


def awarded(state: State) -> State:
    """A chain with an award, in which the first of the people takes part."""
    term, held = state.head.slot // TERM, AWARDED
    state = put_participant(put_award(state, Award(balance=AWARDED, share=50, last=30)), ACCOUNTS[0], Participant(since=1))
    for account, fee in ((ACCOUNTS[0], 900), (ACCOUNTS[1], 400)):
        state = credit_fees(state, account, fee, state.head.slot)
    if term > 0:
        fund = Fund(contributions=500, weights=150, release=300, award=50, left=350, credits=1, closed=True)
        state = put_fund(put_credit(state, (ACCOUNTS[0], term - 1), Credit(fees=900, contribution=405, weight=135)), term - 1, fund)
        held += fund.left
    return put_pots(state, with_ecosystem(state.pots, state.pots.ecosystem - held))


def endowed(walk: Walk) -> State:
    """The chain of a walk, on which the first agent pays from a private placement, and each has founded a lock for the next, sponsors it and sells to it.

    Two of them have contributed in the present term, and one in the term before.
    """
    state = awarded(walked(walk))
    state = put_pots(state, with_ecosystem(state.pots, state.pots.ecosystem - PLACED - LOCKED * len(ACCOUNTS)))
    state = put_placement(state, Placement(controller=ACCOUNTS[0], balance=PLACED, outflows=0))
    for place, founder in enumerate(ACCOUNTS):
        lock = Lock(amount=LOCKED, left=LOCKED, start=0, cliff=20 * place, end=20 * place + 30)
        state = put_lock(state, (ACCOUNTS[(place + 1) % len(ACCOUNTS)], founder, 0), lock)
        state = put_listing(put_price(state, (founder, 0, SSP), PriceTag(5)), (founder, 0), LISTING)
        state = apply_purchase(state, ACCOUNTS[(place + 1) % len(ACCOUNTS)], Purchase(founder, 0, 1, SSP, 2, 100), 20 * place)
        sponsorship = Sponsorship(cap=9_000, until=2**40, term=0, used=0)
        state = put_sponsorship(state, (founder, ACCOUNTS[(place + 1) % len(ACCOUNTS)]), sponsorship)
    return commit(state)


def meant(body: EconomyBody, place: Seat, slot: Slot) -> EconomyBody:
    """The same about people that there are, for an amount that somebody has, and for slots to come: drawn values are those of nobody and never."""
    if isinstance(body, ContributionClaim):
        return ContributionClaim(max(slot // TERM - body.term % 3, 0))
    hints = get_type_hints(type(body), include_extras=True)
    near = {each.name: _near(getattr(body, each.name), get_args(hints[each.name]), place, slot) for each in fields(body)}
    return replace(body, **{**near, **({"coin": SSP} if "coin" in near else {})})


def _near(value: Any, declared: tuple[Any, ...], place: Seat, slot: Slot) -> Any:
    if isinstance(value, tuple):
        return tuple(replace(each, coin=SSP) if isinstance(each, Price) else Payment(ACCOUNTS[place], each.amount % 10_000) for each in value)
    if declared[1:] == (Length(32, 32),):
        return ACCOUNTS[place]
    if declared[1:] == (Range(0, MAX_AMOUNT),):
        return value % 10_000
    if declared[1:] == (Range(0, MAX_UINT64),):
        return slot + value % 100
    if declared[1:] == (Range(1, MAX_WAIT),):
        return value
    return value % 3 if declared[:1] == (int,) else value


@theorem(
    "TX-9", "Whatever a transaction of the economy asks for, the ledger stays one that STATE-1, STATE-2 and STATE-9 accept.", says=Says.INVARIANT, tested=KINDS
)
def economy_bodies_keep_the_ledger(walk: Walk, sender: Seat, body: EconomyBody, place: Seat) -> bool:
    slot = next_slot(walk)
    done = outcome(apply_economy_body, end_contributions(endowed(walk), slot), ACCOUNTS[sender], meant(body, place, slot), slot)
    if done.code is not None:
        return True
    after = put_head(done.value, replace(done.value.head, slot=slot))
    return is_sound(after) and rejection(check_economy, after) is None


@theorem("TX-9", "A transaction of the economy is rejected as the rule of its kind says.", says=Says.ACCEPTANCE, tested=KINDS)
def economy_bodies_accept(walk: Walk, sender: Seat, body: EconomyBody, place: Seat) -> bool:
    arguments = (end_contributions(endowed(walk), next_slot(walk)), ACCOUNTS[sender], meant(body, place, next_slot(walk)), next_slot(walk))
    return rejection(apply_economy_body, *arguments) == rejection(ECONOMY_RULES[type(body)], *arguments)


@theorem("TX-9", "A transaction of the economy leaves what the rule of its kind leaves.", says=Says.AMOUNTS, tested=KINDS)
def economy_bodies_are_exact(walk: Walk, sender: Seat, body: EconomyBody, place: Seat) -> bool:
    arguments = (end_contributions(endowed(walk), next_slot(walk)), ACCOUNTS[sender], meant(body, place, next_slot(walk)), next_slot(walk))
    return outcome(apply_economy_body, *arguments) == outcome(ECONOMY_RULES[type(body)], *arguments)


@theorem("TX-4", "A transaction of the economy that fails costs its fee and its nonce, and changes nothing else.", tested=KINDS)
def failing_economy_costs_the_fee(walk: Walk, sender: Seat, body: EconomyBody, place: Seat) -> bool:
    state, slot = endowed(walk), next_slot(walk)
    data = sent(state, ACCOUNTS[sender], meant(body, place, slot))
    if len(data) > MINIMAL.max_transaction_bytes:
        return True
    transaction = authenticate_transaction(data, MINIMAL.max_transaction_bytes)
    applied = apply_transaction(state, transaction, slot)
    if isinstance(applied, Invalid):
        return False
    return applied.receipt.outcome == SUCCESS or applied.state == charge(state, transaction, slot)
