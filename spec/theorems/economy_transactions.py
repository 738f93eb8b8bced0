# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of every transaction of the economy, whatever kinds there are: the rule of each is looked up in the table that the transition uses."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar, get_args, get_type_hints

from reference.codes import SUCCESS
from reference.economy import economy_transactions
from reference.economy.coin_rules import apply_coin_body
from reference.economy.contribution_transactions import credit_fees, end_contributions
from reference.economy.economy_consistency import check_economy
from reference.economy.economy_transactions import apply_economy_body
from reference.economy.listing_transactions import apply_purchase
from reference.numbers import MAX_AMOUNT, MAX_UINT64, Length, Range, Slot
from reference.parameters import MINIMAL
from reference.state.allowance import Allowance
from reference.state.award import Award, Credit, Fund, Participant
from reference.state.coin import Coin, Holding
from reference.state.coin_terms import SSP, CoinTerms, Freeze
from reference.state.commitment import commit
from reference.state.company import Company
from reference.state.economy_state import (
    put_allowance,
    put_award,
    put_company,
    put_credit,
    put_freeze,
    put_fund,
    put_listing,
    put_lock,
    put_participant,
    put_placement,
    put_price,
    put_sponsorship,
    put_terms,
)
from reference.state.listing import Listing, PriceTag
from reference.state.lock import Lock
from reference.state.placement import Placement
from reference.state.pots import with_deposits, with_ecosystem
from reference.state.sponsorship import Sponsorship
from reference.state.state import State, put_coin, put_head, put_holding, put_pots
from reference.transition import Invalid, apply_transaction, charge
from reference.wire.award_bodies import ContributionClaim
from reference.wire.coin_bodies import CoinBody, CoinFound, Payment
from reference.wire.economy_bodies import EconomyBody
from reference.wire.listing_bodies import MAX_WAIT, Price, Purchase
from reference.wire.transaction import PaidBody, authenticate_transaction
from spec.prover.statement import Says, outcome, rejection, theorem
from spec.theorems.blocks import is_sound
from spec.theorems.drafts import ACCOUNTS, COINS, SYMBOLS, Seat
from spec.theorems.kinds import rule_named
from spec.theorems.walks import TERM, Walk, next_slot, sent, walked

Body = TypeVar("Body", bound=PaidBody)
"""A body of one kind."""

KINDS = "the kinds have theorems of their own, which are proved; here they are drawn, all together, on chains that have come some way"

LISTING = Listing(1, bytes(32), bytes(32), deliver_slots=30, confirm_slots=20, holding_ppm=200_000, stock=9, active=True, purchases=0)
"""What each of them sells."""

PLACED, LOCKED, AWARDED = 50_000, 6_000, 3_000
"""SSP units of the private placement, of each lock, and of the participation award."""

COIN, HELD = COINS[0], 1_000
"""The coin that there is, freezable and offered to the second of them, and what each of them holds of it."""


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


def incorporated(state: State) -> State:
    """A chain on which the first of the people is a company that issues a freezable coin, which it offers to the second, a company too.

    All hold some of it; the last is frozen in it.
    """
    deposit, company = MINIMAL.coin_deposit, MINIMAL.company_deposit
    held = deposit + 2 * company
    state = put_pots(state, with_deposits(with_ecosystem(state.pots, state.pots.ecosystem - held), state.pots.deposits + held))
    coin = Coin(symbol=SYMBOLS[0], issuer=ACCOUNTS[0], decimals=0, cap=10**6, supply=HELD * len(ACCOUNTS), deposit=deposit)
    state = put_terms(put_coin(state, COIN, coin), COIN, CoinTerms(freezable=True, metadata=bytes(32), successor=ACCOUNTS[1]))
    for account, coins in ((ACCOUNTS[0], 1), (ACCOUNTS[1], 0)):
        state = put_company(state, account, Company(deposit=company, metadata=bytes(32), coins=coins))
    for account in ACCOUNTS:
        state = put_holding(state, COIN, account, Holding(HELD))
    return put_freeze(state, COIN, ACCOUNTS[-1], Freeze(slot=1))


def endowed(walk: Walk) -> State:
    """The chain of a walk, on which the first agent pays from a private placement and issues a coin, and each has founded a lock for the next, sponsors it,
    sells to it for SSP and for the coin, and lets it spend of both.

    Two of them have contributed in the present term, and one in the term before.
    """
    state = incorporated(awarded(walked(walk)))
    state = put_pots(state, with_ecosystem(state.pots, state.pots.ecosystem - PLACED - LOCKED * len(ACCOUNTS)))
    state = put_placement(state, Placement(controller=ACCOUNTS[0], balance=PLACED, outflows=0))
    for place, founder in enumerate(ACCOUNTS):
        other = ACCOUNTS[(place + 1) % len(ACCOUNTS)]
        lock = Lock(amount=LOCKED, left=LOCKED, start=0, cliff=20 * place, end=20 * place + 30)
        state = put_lock(state, (other, founder, 0), lock)
        state = put_price(put_price(state, (founder, 0, SSP), PriceTag(5)), (founder, 0, COIN), PriceTag(7))
        state = put_listing(state, (founder, 0), LISTING)
        state = apply_purchase(state, other, Purchase(founder, 0, 1, SSP, 2, 100), 20 * place)
        if other != ACCOUNTS[-1]:
            state = apply_purchase(state, other, Purchase(founder, 0, 1, COIN, 1, 100), 20 * place)
        state = put_sponsorship(state, (founder, other), Sponsorship(cap=9_000, until=2**40, term=0, used=0))
        for coin, period in ((SSP, 0), (COIN, 10)):
            state = put_allowance(state, (coin, founder, other), Allowance(limit=500, period=period, spent=1, since=1))
    return commit(state)


def meant(body: Body, sender: Seat, place: Seat, slot: Slot) -> Body:
    """The same about people that there are, for an amount that somebody has, and for slots to come: drawn values are those of nobody and never.

    Whose money, lock or listing it is about is mostly whoever founded a lock for the sender, and sells to it.
    """
    if isinstance(body, ContributionClaim):
        return replace(body, term=max(slot // TERM - body.term % 3, 0))
    if isinstance(body, CoinFound):
        return replace(body, symbol=SYMBOLS[body.decimals % 2], cap=body.cap % 10_000, freezable=body.freezable)
    hints = get_type_hints(type(body), include_extras=True)
    near = {each.name: _near(getattr(body, each.name), get_args(hints[each.name]), place, slot) for each in fields(body)}
    near |= {name: ACCOUNTS[sender - 1] for name in ("founder", "owner", "seller") if name in near and place}
    near |= {name: value % 2 for name, value in near.items() if name in ("number", "version", "purchase", "expected")}
    if isinstance(body, Purchase):
        near |= {"version": 1, "number": 0}
    if "coin" in near:
        is_of_a_coin = isinstance(body, CoinBody) and "amount" not in near
        near["coin"] = COIN if is_of_a_coin or slot % 2 else SSP
    return replace(body, **near)


def _near(value: Any, declared: tuple[Any, ...], place: Seat, slot: Slot) -> Any:
    if isinstance(value, tuple):
        coin, few = COIN if slot % 2 else SSP, value[:3]
        payable = (Payment(ACCOUNTS[place], each.amount % 300) if isinstance(each, Payment) else each for each in few)
        return tuple(replace(each, coin=coin) if isinstance(each, Price) else each for each in payable)
    if declared[1:] == (Length(32, 32),):
        return ACCOUNTS[place]
    if declared[1:] == (Range(0, MAX_AMOUNT),):
        return value % 1_000
    if declared[1:] == (Range(0, MAX_UINT64),):
        return slot + value % 100
    if declared[1:] == (Range(1, MAX_WAIT),):
        return value
    return value % 3 if declared[:1] == (int,) else value


def rule_of(body: EconomyBody) -> Callable[..., State]:
    """The rule that is called by the name of a body's kind; of companies, coins, allowances and batches the one of them all."""
    return apply_coin_body if isinstance(body, CoinBody) else rule_named(economy_transactions, body)


@theorem(
    "TX-9", "Whatever a transaction of the economy asks for, the ledger stays one that STATE-1, STATE-2 and STATE-9 accept.", says=Says.INVARIANT, tested=KINDS
)
def economy_bodies_keep_the_ledger(walk: Walk, sender: Seat, body: EconomyBody, place: Seat) -> bool:
    slot = next_slot(walk)
    done = outcome(apply_economy_body, end_contributions(endowed(walk), slot), ACCOUNTS[sender], meant(body, sender, place, slot), slot)
    if done.code is not None:
        return True
    after = put_head(done.value, replace(done.value.head, slot=slot))
    return is_sound(after) and rejection(check_economy, after) is None


@theorem("TX-9", "A transaction of the economy is rejected as the rule that is called by the name of its kind says.", says=Says.ACCEPTANCE, tested=KINDS)
def economy_bodies_accept(walk: Walk, sender: Seat, body: EconomyBody, place: Seat) -> bool:
    arguments = (end_contributions(endowed(walk), next_slot(walk)), ACCOUNTS[sender], meant(body, sender, place, next_slot(walk)), next_slot(walk))
    return rejection(apply_economy_body, *arguments) == rejection(rule_of(body), *arguments)


@theorem("TX-9", "A transaction of the economy leaves what the rule that is called by the name of its kind leaves.", says=Says.AMOUNTS, tested=KINDS)
def economy_bodies_are_exact(walk: Walk, sender: Seat, body: EconomyBody, place: Seat) -> bool:
    arguments = (end_contributions(endowed(walk), next_slot(walk)), ACCOUNTS[sender], meant(body, sender, place, next_slot(walk)), next_slot(walk))
    return outcome(apply_economy_body, *arguments) == outcome(rule_of(body), *arguments)


@theorem("TX-4", "A transaction of the economy that fails costs its fee and its nonce, and changes nothing else.", tested=KINDS)
def failing_economy_costs_the_fee(walk: Walk, sender: Seat, body: EconomyBody, place: Seat) -> bool:
    state, slot = endowed(walk), next_slot(walk)
    data = sent(state, ACCOUNTS[sender], meant(body, sender, place, slot))
    if len(data) > MINIMAL.max_transaction_bytes:
        return True
    transaction = authenticate_transaction(data, MINIMAL.max_transaction_bytes)
    applied = apply_transaction(state, transaction, slot)
    if isinstance(applied, Invalid):
        return False
    return applied.receipt.outcome == SUCCESS or applied.state == charge(state, transaction, slot)
