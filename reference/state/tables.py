"""The tables of the state: for each, its number in the commitment, what its keys and its records are, and which record is not stored."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from reference.numbers import AccountId, CoinId, EraNumber, Hash, Term
from reference.state import account, agent, award, coin, consensus_tables, delegation
from reference.state.access import NO_ACCESS, NO_DATA_SALE, NO_TARIFF, Access, DataSale, Tariff
from reference.state.allowance import NO_ALLOWANCE, Allowance
from reference.state.asset import NO_ASSET, NO_SCHEMA, NO_SERIES, Asset, Schema, Series
from reference.state.chip import NO_BINDING, NO_CHIP, Binding, Chip
from reference.state.coin_terms import NOT_FROZEN, PLAIN_TERMS, CoinTerms, Freeze
from reference.state.company import NO_COMPANY, Company
from reference.state.consent import NO_CONSENT, Consent
from reference.state.contract import NO_CONTRACT, NO_MACHINE, NOT_A_PROGRAM, NOTHING_STORED, Contract, Program, Standing, StoredKey, StoredValue
from reference.state.derived_service import NO_DERIVED_SERVICE, DerivedService
from reference.state.era import Duties, Era, Succession
from reference.state.finality import Finality
from reference.state.heavy import NO_ARGUMENT, NO_CALL, NO_CLAIM, Claim, HeavyArgument, HeavyCall
from reference.state.job import NO_JOB, NO_RESULT, Job, Result
from reference.state.listing import NO_LISTING, NO_PRICE, NO_SALE, Listing, PriceTag, Sale
from reference.state.lock import NO_LOCK, Lock
from reference.state.manufacturer import NO_MANUFACTURER, NO_RECALL, Manufacturer, Recall
from reference.state.market import NO_MARKET, Market
from reference.state.order import NO_ORDER, Order
from reference.state.placement import NO_PLACEMENT, Outflow, OutflowNumber, Placement
from reference.state.pots import Pots
from reference.state.progress import NO_BALLOT, Ballot, Load, Offenders, Randomness, Upgrade
from reference.state.quote import NO_QUOTE, NO_STANCE, Quote, Stance
from reference.state.replica import NO_REPLICA, Replica
from reference.state.service import NO_SERVICE, Service
from reference.state.sponsorship import NO_SPONSORSHIP, Sponsorship
from reference.wire.access_bodies import ConsentNumber, UseNumber
from reference.wire.chip_identity import BatchNumber, Serial
from reference.wire.economy_bodies import LockNumber
from reference.wire.listing_bodies import ListingNumber, PurchaseNumber
from reference.wire.market_bodies import QuoteNumber
from reference.wire.sample import SeriesNumber
from reference.wire.storage_bodies import ReplicaNumber


class Table(IntEnum):
    """The tables; the number is part of a record's path in the commitment (rule STATE-3)."""

    ACCOUNTS = 1
    COINS = 2
    HOLDINGS = 3
    POTS = 4
    AGENTS = 5
    DELEGATIONS = 6
    ENDINGS = 7
    EARNINGS = 8
    ERAS = 9
    DUTIES = 10
    SUCCESSION = 11
    FINALITY = 12
    RANDOMNESS = 13
    LOAD = 14
    OFFENDERS = 15
    UPGRADE = 16
    BALLOTS = 17
    PLACEMENT = 18
    OUTFLOWS = 19
    LOCKS = 20
    COMPANIES = 21
    COIN_TERMS = 22
    ALLOWANCES = 23
    FREEZES = 24
    LISTINGS = 26
    SALES = 27
    PRICES = 32
    SPONSORSHIPS = 25
    AWARD = 28
    PARTICIPANTS = 29
    FUNDS = 30
    CREDITS = 31
    MANUFACTURERS = 33
    RECALLS = 34
    CHIPS = 35
    BINDINGS = 36
    SERVICES = 37
    MARKETS = 38
    QUOTES = 39
    STANCES = 40
    ORDERS = 41
    REPLICAS = 42
    JOBS = 43
    RESULTS = 44
    CONSENTS = 45
    SERIES = 46
    SCHEMAS = 47
    ASSETS = 48
    TARIFFS = 49
    DATA_SALES = 50
    ACCESSES = 51
    DERIVED_SERVICES = 52
    CONTRACTS = 60
    PROGRAMS = 61
    STORED = 62
    STANDINGS = 63
    HEAVY_CALLS = 64
    HEAVY_ARGUMENTS = 65
    CLAIMS = 66


@dataclass(frozen=True, slots=True)
class Form:
    """What a table holds."""

    record: type
    """The type of its records."""

    key: tuple[Any, ...]
    """The types of the parts of its keys: identifiers and 64-bit integers, and last what a contract names a value; none where there is one record."""

    absent: object
    """The record that says nothing, and is not stored; None where every record of the type says something."""


FORMS = {
    Table.ACCOUNTS: Form(account.Account, (AccountId,), account.ABSENT),
    Table.COINS: Form(coin.Coin, (CoinId,), None),
    Table.HOLDINGS: Form(coin.Holding, (CoinId, AccountId), coin.NOTHING),
    Table.POTS: Form(Pots, (), None),
    Table.AGENTS: Form(agent.Agent, (AccountId,), agent.ABSENT),
    Table.DELEGATIONS: Form(delegation.Delegation, (AccountId, AccountId, Term), delegation.NOTHING),
    Table.ENDINGS: Form(delegation.Ending, (AccountId, Term), delegation.NO_ENDING),
    Table.EARNINGS: Form(delegation.Earnings, (AccountId, Term), delegation.NO_EARNINGS),
    Table.ERAS: Form(Era, (EraNumber,), None),
    Table.DUTIES: Form(Duties, (Term,), None),
    Table.SUCCESSION: Form(Succession, (), consensus_tables.NO_SUCCESSION),
    Table.FINALITY: Form(Finality, (), consensus_tables.NO_FINALITY),
    Table.RANDOMNESS: Form(Randomness, (), consensus_tables.NO_RANDOMNESS),
    Table.LOAD: Form(Load, (), consensus_tables.NO_LOAD),
    Table.OFFENDERS: Form(Offenders, (), consensus_tables.NO_OFFENDERS),
    Table.UPGRADE: Form(Upgrade, (), consensus_tables.NO_UPGRADE),
    Table.BALLOTS: Form(Ballot, (AccountId, AccountId, Term), NO_BALLOT),
    Table.PLACEMENT: Form(Placement, (), NO_PLACEMENT),
    Table.OUTFLOWS: Form(Outflow, (OutflowNumber,), None),
    Table.LOCKS: Form(Lock, (AccountId, AccountId, LockNumber), NO_LOCK),
    Table.COMPANIES: Form(Company, (AccountId,), NO_COMPANY),
    Table.COIN_TERMS: Form(CoinTerms, (CoinId,), PLAIN_TERMS),
    Table.ALLOWANCES: Form(Allowance, (CoinId, AccountId, AccountId), NO_ALLOWANCE),
    Table.FREEZES: Form(Freeze, (CoinId, AccountId), NOT_FROZEN),
    Table.LISTINGS: Form(Listing, (AccountId, ListingNumber), NO_LISTING),
    Table.SALES: Form(Sale, (AccountId, ListingNumber, PurchaseNumber), NO_SALE),
    Table.PRICES: Form(PriceTag, (AccountId, ListingNumber, CoinId), NO_PRICE),
    Table.SPONSORSHIPS: Form(Sponsorship, (AccountId, AccountId), NO_SPONSORSHIP),
    Table.AWARD: Form(award.Award, (), award.NO_AWARD),
    Table.PARTICIPANTS: Form(award.Participant, (AccountId,), award.NO_PARTICIPANT),
    Table.FUNDS: Form(award.Fund, (Term,), award.NO_FUND),
    Table.CREDITS: Form(award.Credit, (AccountId, Term), award.NO_CREDIT),
    Table.MANUFACTURERS: Form(Manufacturer, (AccountId,), NO_MANUFACTURER),
    Table.RECALLS: Form(Recall, (AccountId, BatchNumber), NO_RECALL),
    Table.CHIPS: Form(Chip, (AccountId, Serial), NO_CHIP),
    Table.BINDINGS: Form(Binding, (AccountId,), NO_BINDING),
    Table.SERVICES: Form(Service, (Hash,), NO_SERVICE),
    Table.ORDERS: Form(Order, (Hash,), NO_ORDER),
    Table.MARKETS: Form(Market, (Hash,), NO_MARKET),
    Table.QUOTES: Form(Quote, (Hash, AccountId, QuoteNumber), NO_QUOTE),
    Table.STANCES: Form(Stance, (Hash, AccountId), NO_STANCE),
    Table.REPLICAS: Form(Replica, (Hash, ReplicaNumber), NO_REPLICA),
    Table.JOBS: Form(Job, (Hash,), NO_JOB),
    Table.RESULTS: Form(Result, (Hash,), NO_RESULT),
    Table.CONSENTS: Form(Consent, (AccountId, ConsentNumber), NO_CONSENT),
    Table.SERIES: Form(Series, (AccountId, SeriesNumber), NO_SERIES),
    Table.SCHEMAS: Form(Schema, (Hash,), NO_SCHEMA),
    Table.ASSETS: Form(Asset, (Hash,), NO_ASSET),
    Table.TARIFFS: Form(Tariff, (AccountId, Hash, CoinId), NO_TARIFF),
    Table.DATA_SALES: Form(DataSale, (Hash, AccountId), NO_DATA_SALE),
    Table.ACCESSES: Form(Access, (Hash, AccountId, UseNumber), NO_ACCESS),
    Table.DERIVED_SERVICES: Form(DerivedService, (Hash,), NO_DERIVED_SERVICE),
    Table.CONTRACTS: Form(Contract, (AccountId,), NO_CONTRACT),
    Table.PROGRAMS: Form(Program, (Hash,), NOT_A_PROGRAM),
    Table.STORED: Form(StoredValue, (AccountId, StoredKey), NOTHING_STORED),
    Table.STANDINGS: Form(Standing, (AccountId,), NO_MACHINE),
    Table.HEAVY_CALLS: Form(HeavyCall, (AccountId,), NO_CALL),
    Table.HEAVY_ARGUMENTS: Form(HeavyArgument, (AccountId,), NO_ARGUMENT),
    Table.CLAIMS: Form(Claim, (AccountId,), NO_CLAIM),
}
"""Every table's form."""
