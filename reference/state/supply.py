"""Where all the SSP is: recounted from the records, and from nothing that a rule has noted beside them."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass

from reference.numbers import CoinId
from reference.rules import procedure
from reference.state.access import DataSale
from reference.state.coin_terms import SSP
from reference.state.listing import Sale
from reference.state.market import NO_MARKET
from reference.state.order import Order
from reference.state.quote import held_by
from reference.state.state import State


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The SSP units in each kind of place. Together they are the supply, in every state of a chain (STATE-2)."""

    accounts: int
    """In accounts, whose holders may spend them."""

    ecosystem: int
    """In the ecosystem pool."""

    deposits: int
    """Deposited, in the deposits pot."""

    fees: int
    """In the fees pot: none between blocks."""

    rewards: int
    """Owed to those who delegated, in the rewards pot."""

    bonds: int
    """Bonded by agents."""

    delegations: int
    """Delegated to agents."""

    proposal: int
    """Held for a proposed upgrade."""

    placement: int
    """Left of the private placement."""

    locks: int
    """In locks: locked still, or released and not taken."""

    escrows: int
    """Held for purchases, and for access to data."""

    award: int
    """Left of the participation award."""

    orders: int
    """Held for orders of services, and deposited for them."""

    contributions: int
    """Put aside for the contributors of past terms, until each takes its own."""

    quotes: int
    """Held for quotes in markets: of buyers what they would pay, of suppliers their deposits."""

    heavy_calls: int
    """Attached to heavy calls in flight, and owed by those that are closed, until it is collected."""


@procedure("SUPPLY-1")
def break_down(state: State) -> Breakdown:
    """Recount the SSP of a state, record by record."""
    consensus, economy, pots = state.consensus, state.economy, state.pots
    return Breakdown(
        accounts=sum(account.balance for account in state.accounts.values()),
        ecosystem=pots.ecosystem,
        deposits=pots.deposits,
        fees=pots.fees,
        rewards=pots.rewards,
        bonds=sum(agent.bond for agent in consensus.agents.values()),
        delegations=sum(delegation.amount for delegation in consensus.delegations.values()),
        proposal=consensus.upgrade.bond,
        placement=economy.placement.balance,
        locks=sum(lock.left for lock in economy.locks.values()),
        escrows=sum(sale.escrow.price + sale.escrow.holding for sale in held_sales(state) if sale.coin == SSP),
        award=economy.award.balance,
        orders=sum(held_for_order(order) for order in state.smart_agents.orders.values() if order.coin == SSP),
        contributions=sum(fund.left for fund in economy.funds.values()),
        quotes=sum(held for coin, held in held_for_quotes(state) if coin == SSP),
        heavy_calls=sum(call.escrow for call in state.contracts.heavy_calls.values()) + sum(claim.amount for claim in state.contracts.claims.values()),
    )


def total(breakdown: Breakdown) -> int:
    """All the SSP units of a breakdown."""
    return sum(astuple(breakdown))


def held_of_coins(state: State) -> dict[CoinId, int]:
    """The units of each IoT_Coin that are anywhere, recounted from the records: what its supply must be."""
    held: dict[CoinId, int] = {}
    for (coin, _), holding in state.holdings.items():
        held[coin] = held.get(coin, 0) + holding.balance
    for sale in held_sales(state):
        if sale.coin != SSP:
            held[sale.coin] = held.get(sale.coin, 0) + sale.escrow.price + sale.escrow.holding
    for order in state.smart_agents.orders.values():
        if order.coin != SSP:
            held[order.coin] = held.get(order.coin, 0) + held_for_order(order)
    for coin, amount in held_for_quotes(state):
        if coin != SSP:
            held[coin] = held.get(coin, 0) + amount
    return held


def held_sales(state: State) -> Iterator[Sale | DataSale]:
    """Every sale for which money is held, of what is listed and of access to data."""
    yield from state.economy.sales.values()
    yield from state.data.data_sales.values()


def held_for_order(order: Order) -> int:
    """What is held for an order, in units of its coin: the consumer's money and the provider's deposit."""
    return order.escrow.price + order.escrow.holding + order.deposit


def held_for_quotes(state: State) -> Iterator[tuple[CoinId, int]]:
    """What is held for each quote, and in which coin. A quote in a market that nobody has opened counts as one in SSP; STATE-10 refuses it."""
    markets = state.smart_agents.markets
    return ((markets.get(market, NO_MARKET).terms.coin, held_by(quote)) for (market, _, _), quote in state.smart_agents.quotes.items())


def deposited(state: State) -> int:
    """The SSP units for which records say that they are deposited: what the deposits pot must have."""
    companies, manufacturers = state.economy.companies.values(), state.smart_agents.manufacturers.values()
    return sum(record.deposit for records in (state.coins.values(), companies, manufacturers) for record in records)
