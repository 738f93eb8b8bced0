"""Reading and writing what the chain remembers of SmartAgents, one record at a time."""

from dataclasses import replace
from typing import Any

from reference.numbers import AccountId, Hash
from reference.state.chip import NO_BINDING, NO_CHIP, Binding, Chip, ChipKey
from reference.state.job import NO_JOB, NO_RESULT, Job, Result, ResultStage
from reference.state.manufacturer import NO_MANUFACTURER, NO_RECALL, BatchKey, Manufacturer, Recall
from reference.state.market import NO_MARKET, Market
from reference.state.order import NO_ORDER, Order, Phase
from reference.state.quote import NO_QUOTE, NO_STANCE, Quote, QuoteKey, Stance, StanceKey
from reference.state.replica import NO_REPLICA, Replica, ReplicaKey, ReplicaStage
from reference.state.service import NO_SERVICE, Service
from reference.state.smart_agent_tables import SmartAgents
from reference.state.state import State
from reference.state.tables import Table
from reference.state.writing import with_record


def get_manufacturer(state: State, account: AccountId) -> Manufacturer:
    """The manufacturer that an account is or was, or one that never was."""
    return state.smart_agents.manufacturers.get(account, NO_MANUFACTURER)


def put_manufacturer(state: State, account: AccountId, record: Manufacturer) -> State:
    """Write a manufacturer. None is ever removed: its chips are known by it."""
    manufacturers = state.smart_agents.manufacturers.set(account, record)
    return _with(state, replace(state.smart_agents, manufacturers=manufacturers), Table.MANUFACTURERS, account)


def get_recall(state: State, key: BatchKey) -> Recall:
    """What revokes a batch, or nothing."""
    return state.smart_agents.recalls.get(key, NO_RECALL)


def put_recall(state: State, key: BatchKey, record: Recall) -> State:
    """Write what revokes a batch. It is never removed."""
    return _with(state, replace(state.smart_agents, recalls=state.smart_agents.recalls.set(key, record)), Table.RECALLS, key)


def get_chip(state: State, key: ChipKey) -> Chip:
    """The chip, or one that nobody has registered."""
    return state.smart_agents.chips.get(key, NO_CHIP)


def put_chip(state: State, key: ChipKey, record: Chip) -> State:
    """Write a chip. None is ever removed."""
    return _with(state, replace(state.smart_agents, chips=state.smart_agents.chips.set(key, record)), Table.CHIPS, key)


def get_binding(state: State, node: AccountId) -> Binding:
    """The chip of a node, or none."""
    return state.smart_agents.bindings.get(node, NO_BINDING)


def put_binding(state: State, node: AccountId, record: Binding) -> State:
    """Write the chip of a node, or remove it where it is none."""
    bindings = state.smart_agents.bindings
    changed = with_record(bindings, node, record, present=record != NO_BINDING)
    return _with(state, replace(state.smart_agents, bindings=changed), Table.BINDINGS, node)


def get_service(state: State, service: Hash) -> Service:
    """The type of service with this identifier, or one that nobody has registered."""
    return state.smart_agents.services.get(service, NO_SERVICE)


def put_service(state: State, service: Hash, record: Service) -> State:
    """Write a type of service. It is never removed."""
    services = state.smart_agents.services.set(service, record)
    return _with(state, replace(state.smart_agents, services=services), Table.SERVICES, service)


def get_order(state: State, order: Hash) -> Order:
    """The order with this identifier, or one that is closed."""
    return state.smart_agents.orders.get(order, NO_ORDER)


def put_order(state: State, order: Hash, record: Order) -> State:
    """Write an order, or remove it where it is closed."""
    orders = state.smart_agents.orders
    changed = with_record(orders, order, record, present=record.phase != Phase.CLOSED)
    return _with(state, replace(state.smart_agents, orders=changed), Table.ORDERS, order)


def get_market(state: State, market: Hash) -> Market:
    """The market, or one that nobody has opened."""
    return state.smart_agents.markets.get(market, NO_MARKET)


def put_market(state: State, market: Hash, record: Market) -> State:
    """Write a market. None is ever removed."""
    return _with(state, replace(state.smart_agents, markets=state.smart_agents.markets.set(market, record)), Table.MARKETS, market)


def get_quote(state: State, key: QuoteKey) -> Quote:
    """The quote, or one of no units."""
    return state.smart_agents.quotes.get(key, NO_QUOTE)


def put_quote(state: State, key: QuoteKey, record: Quote) -> State:
    """Write a quote, or remove it where it has no units."""
    quotes = state.smart_agents.quotes
    changed = with_record(quotes, key, record, present=record.quantity != 0)
    return _with(state, replace(state.smart_agents, quotes=changed), Table.QUOTES, key)


def get_stance(state: State, key: StanceKey) -> Stance:
    """The side of an account in a market, or one without quotes."""
    return state.smart_agents.stances.get(key, NO_STANCE)


def put_stance(state: State, key: StanceKey, record: Stance) -> State:
    """Write the side of an account in a market, or remove it where it has no quotes there."""
    stances = state.smart_agents.stances
    changed = with_record(stances, key, record, present=record.quotes != 0)
    return _with(state, replace(state.smart_agents, stances=changed), Table.STANCES, key)


def get_replica(state: State, key: ReplicaKey) -> Replica:
    """The replica, or one that nobody has committed to."""
    return state.smart_agents.replicas.get(key, NO_REPLICA)


def put_replica(state: State, key: ReplicaKey, record: Replica) -> State:
    """Write a replica, or remove it where there is none."""
    replicas = state.smart_agents.replicas
    changed = with_record(replicas, key, record, present=record.stage != ReplicaStage.NONE)
    return _with(state, replace(state.smart_agents, replicas=changed), Table.REPLICAS, key)


def get_job(state: State, job: Hash) -> Job:
    """The job with this identifier, or one without orders."""
    return state.smart_agents.jobs.get(job, NO_JOB)


def put_job(state: State, job: Hash, record: Job) -> State:
    """Write a job, or remove it where it has no orders."""
    jobs = state.smart_agents.jobs
    changed = with_record(jobs, job, record, present=record.size > 0)
    return _with(state, replace(state.smart_agents, jobs=changed), Table.JOBS, job)


def get_result(state: State, order: Hash) -> Result:
    """What the provider of an order has said of the result, or that the order is of no job."""
    return state.smart_agents.results.get(order, NO_RESULT)


def put_result(state: State, order: Hash, record: Result) -> State:
    """Write what a provider has said, or remove it where the order is of no job."""
    results = state.smart_agents.results
    changed = with_record(results, order, record, present=record.stage != ResultStage.NONE)
    return _with(state, replace(state.smart_agents, results=changed), Table.RESULTS, order)


def _with(state: State, smart_agents: SmartAgents, table: Table, key: Any) -> State:
    return State(
        state.chain,
        state.head,
        state.accounts,
        state.coins,
        state.holdings,
        state.pots,
        state.consensus,
        state.economy,
        smart_agents,
        state.data,
        state.contracts,
        (state.journal, (table, key)),
        state.tree,
    )
