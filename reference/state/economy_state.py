"""Reading and writing what the economy remembers, one record at a time."""

from dataclasses import replace
from typing import Any

from reference.numbers import AccountId, CoinId, Term
from reference.state.allowance import NO_ALLOWANCE, Allowance, AllowanceKey
from reference.state.award import NO_CREDIT, NO_FUND, NO_PARTICIPANT, Award, Credit, CreditKey, Fund, Participant
from reference.state.coin_terms import NOT_FROZEN, PLAIN_TERMS, CoinTerms, Freeze
from reference.state.company import NO_COMPANY, Company
from reference.state.economy_tables import Economy
from reference.state.listing import NO_LISTING, NO_PRICE, NO_SALE, Listing, ListingKey, PriceKey, PriceTag, PurchaseKey, Sale, Stage
from reference.state.lock import NO_LOCK, Lock, LockKey
from reference.state.placement import Outflow, Placement
from reference.state.sponsorship import NO_SPONSORSHIP, Sponsorship, SponsorshipKey
from reference.state.state import State
from reference.state.tables import Table
from reference.state.writing import with_record


def get_lock(state: State, key: LockKey) -> Lock:
    """The lock, or one of nothing."""
    return state.economy.locks.get(key, NO_LOCK)


def put_lock(state: State, key: LockKey, record: Lock) -> State:
    """Write a lock, or remove it where nothing of it is left."""
    locks = state.economy.locks
    changed = with_record(locks, key, record, present=record.left != 0)
    return _with(state, replace(state.economy, locks=changed), Table.LOCKS, key)


def put_placement(state: State, record: Placement) -> State:
    """Write what is left of the private placement."""
    return _with(state, replace(state.economy, placement=record), Table.PLACEMENT)


def put_outflow(state: State, number: int, record: Outflow) -> State:
    """Write a payment from the private placement. None is ever removed."""
    return _with(state, replace(state.economy, outflows=state.economy.outflows.set(number, record)), Table.OUTFLOWS, number)


def get_company(state: State, account: AccountId) -> Company:
    """The company that an account is, or one without a deposit."""
    return state.economy.companies.get(account, NO_COMPANY)


def put_company(state: State, account: AccountId, record: Company) -> State:
    """Write a company, or remove it where it has no deposit."""
    companies = state.economy.companies
    changed = with_record(companies, account, record, present=record.deposit != 0)
    return _with(state, replace(state.economy, companies=changed), Table.COMPANIES, account)


def get_terms(state: State, coin: CoinId) -> CoinTerms:
    """The terms of a coin, or those of a plain one."""
    return state.economy.coin_terms.get(coin, PLAIN_TERMS)


def put_terms(state: State, coin: CoinId, record: CoinTerms) -> State:
    """Write a coin's terms, or remove them where they are those of a plain one."""
    terms = state.economy.coin_terms
    changed = with_record(terms, coin, record, present=record != PLAIN_TERMS)
    return _with(state, replace(state.economy, coin_terms=changed), Table.COIN_TERMS, coin)


def get_allowance(state: State, key: AllowanceKey) -> Allowance:
    """The allowance, or one whose limit is zero."""
    return state.economy.allowances.get(key, NO_ALLOWANCE)


def put_allowance(state: State, key: AllowanceKey, record: Allowance) -> State:
    """Write an allowance, or remove it where its limit is zero."""
    allowances = state.economy.allowances
    changed = with_record(allowances, key, record, present=record.limit != 0)
    return _with(state, replace(state.economy, allowances=changed), Table.ALLOWANCES, key)


def get_freeze(state: State, coin: CoinId, account: AccountId) -> Freeze:
    """What stops an account's payments in a coin, or nothing."""
    return state.economy.freezes.get((coin, account), NOT_FROZEN)


def put_freeze(state: State, coin: CoinId, account: AccountId, record: Freeze) -> State:
    """Write a freeze, or remove it where it is none."""
    key, freezes = (coin, account), state.economy.freezes
    changed = with_record(freezes, key, record, present=record.slot != 0)
    return _with(state, replace(state.economy, freezes=changed), Table.FREEZES, key)


def get_listing(state: State, key: ListingKey) -> Listing:
    """The listing, or one of version 0."""
    return state.economy.listings.get(key, NO_LISTING)


def put_listing(state: State, key: ListingKey, record: Listing) -> State:
    """Write a listing. None is ever removed: its purchases are numbered."""
    return _with(state, replace(state.economy, listings=state.economy.listings.set(key, record)), Table.LISTINGS, key)


def get_price(state: State, key: PriceKey) -> PriceTag:
    """The price of a listing in a coin, or a price of nothing."""
    return state.economy.prices.get(key, NO_PRICE)


def put_price(state: State, key: PriceKey, record: PriceTag) -> State:
    """Write a price, or remove it where it is of nothing."""
    prices = state.economy.prices
    changed = with_record(prices, key, record, present=record.amount != 0)
    return _with(state, replace(state.economy, prices=changed), Table.PRICES, key)


def get_sale(state: State, key: PurchaseKey) -> Sale:
    """The purchase, or one that has no escrow."""
    return state.economy.sales.get(key, NO_SALE)


def put_sale(state: State, key: PurchaseKey, record: Sale) -> State:
    """Write a purchase, or remove it where it is settled."""
    sales = state.economy.sales
    changed = with_record(sales, key, record, present=record.escrow.stage != Stage.NONE)
    return _with(state, replace(state.economy, sales=changed), Table.SALES, key)


def get_sponsorship(state: State, key: SponsorshipKey) -> Sponsorship:
    """The sponsorship, or one with a cap of zero."""
    return state.economy.sponsorships.get(key, NO_SPONSORSHIP)


def put_sponsorship(state: State, key: SponsorshipKey, record: Sponsorship) -> State:
    """Write a sponsorship, or remove it where its cap is zero."""
    sponsorships = state.economy.sponsorships
    changed = with_record(sponsorships, key, record, present=record.cap != 0)
    return _with(state, replace(state.economy, sponsorships=changed), Table.SPONSORSHIPS, key)


def get_participant(state: State, account: AccountId) -> Participant:
    """The participant, or one that takes no part."""
    return state.economy.participants.get(account, NO_PARTICIPANT)


def put_participant(state: State, account: AccountId, record: Participant) -> State:
    """Write a participant, or remove one that takes no part."""
    participants = state.economy.participants
    changed = with_record(participants, account, record, present=record != NO_PARTICIPANT)
    return _with(state, replace(state.economy, participants=changed), Table.PARTICIPANTS, account)


def get_fund(state: State, term: Term) -> Fund:
    """The fund of a term, or one without credits."""
    return state.economy.funds.get(term, NO_FUND)


def put_fund(state: State, term: Term, record: Fund) -> State:
    """Write the fund of a term, or remove it where nobody has a claim on it."""
    funds = state.economy.funds
    changed = with_record(funds, term, record, present=record.credits != 0)
    return _with(state, replace(state.economy, funds=changed), Table.FUNDS, term)


def get_credit(state: State, key: CreditKey) -> Credit:
    """The credit, or one without fees."""
    return state.economy.credits.get(key, NO_CREDIT)


def put_credit(state: State, key: CreditKey, record: Credit) -> State:
    """Write a credit, or remove it where it has no fees."""
    credits = state.economy.credits
    changed = with_record(credits, key, record, present=record.fees != 0)
    return _with(state, replace(state.economy, credits=changed), Table.CREDITS, key)


def put_award(state: State, record: Award) -> State:
    """Write what is left of the participation award."""
    return _with(state, replace(state.economy, award=record), Table.AWARD)


def _with(state: State, economy: Economy, table: Table, key: Any = None) -> State:
    journal = (state.journal, (table, key))
    return State(
        state.chain,
        state.head,
        state.accounts,
        state.coins,
        state.holdings,
        state.pots,
        state.consensus,
        economy,
        state.smart_agents,
        state.data,
        state.contracts,
        journal,
        state.tree,
    )
