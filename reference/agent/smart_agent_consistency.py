"""Whether what the chain remembers of SmartAgents fits together: what a state from outside says of one thing in two places, it must say alike."""

from reference.agent.audits import are_audits_possible
from reference.agent.chips import is_bound, is_chip_possible
from reference.agent.job_consistency import do_jobs_fit
from reference.agent.manufacturers import is_manufacturer_possible
from reference.agent.market_consistency import do_markets_fit
from reference.agent.order_consistency import is_order_possible
from reference.agent.services import service_id
from reference.codes import Code, Reject
from reference.rules import procedure
from reference.state.chip import NO_BINDING, Binding
from reference.state.order import Order
from reference.state.smart_agent_state import get_chip, get_manufacturer, get_service
from reference.state.state import State
from reference.wire.service_bodies import Confirmation


@procedure("STATE-10")
def check_smart_agents(state: State) -> None:
    """Check that what a state from outside says of SmartAgents fits together. Rejects with `RECORD_INVALID`.

    Its records, its sums, and what consensus and the economy remember are right by then (STATE-1, STATE-2, STATE-8, STATE-9).
    """
    fits = do_manufacturers_fit(state) and do_chips_fit(state) and do_services_fit(state) and do_orders_fit(state) and do_markets_fit(state)
    if not (fits and do_replicas_fit(state) and do_jobs_fit(state)):
        raise Reject(Code.RECORD_INVALID)


@procedure("IDENTITY-14")
def do_manufacturers_fit(state: State) -> bool:
    """Whether every manufacturer is possible at the slot of the head, and every batch was revoked by a manufacturer, in no later slot."""
    now, manufacturers = state.head.slot, state.smart_agents.manufacturers
    return all(is_manufacturer_possible(manufacturer, now) for manufacturer in manufacturers.values()) and all(
        account in manufacturers and recall.slot <= now for (account, _), recall in state.smart_agents.recalls.items()
    )


@procedure("CHIP-18")
def do_chips_fit(state: State) -> bool:
    """Whether every chip is possible, and the bindings are those of the chips that are bound, and no others."""
    chips, test_chips = state.smart_agents.chips, state.chain.parameters.test_chips
    possible = all(is_chip_possible(chip, get_manufacturer(state, manufacturer).standing, test_chips) for (manufacturer, _), chip in chips.items())
    bound = {chip.node: Binding(*key) for key, chip in chips.items() if is_bound(chip.stage)}
    return possible and bound == dict(state.smart_agents.bindings) and len(bound) == sum(is_bound(chip.stage) for chip in chips.values())


@procedure("SERVICE-5")
def do_services_fit(state: State) -> bool:
    """Whether every type of service stands under its own identifier."""
    return all(service_id(service) == identifier for identifier, service in state.smart_agents.services.items())


@procedure("DELIVERY-14")
def do_orders_fit(state: State) -> bool:
    """Whether every order is possible, of a registered type of service, and served by nobody or by the provider's chip. Its coin exists by STATE-2."""
    now, agents = state.head.slot, state.smart_agents
    return all(
        is_order_possible(order, get_service(state, order.service).confirmation == Confirmation.COMPUTED, now)
        and order.service in agents.services
        and (order.serving == NO_BINDING or _is_of_provider(state, order))
        for order in agents.orders.values()
    )


@procedure("STORAGE-29")
def do_replicas_fit(state: State) -> bool:
    """Whether the audits of every replica are possible, and no replica is of an order of another type of service; the order may be closed."""
    now, agents = state.head.slot, state.smart_agents
    return all(
        are_audits_possible(replica.stage, replica.audits, replica.commitment.terms.patience, now)
        and (order not in agents.orders or agents.services[agents.orders[order].service].confirmation == Confirmation.AUDITED)
        for (order, _), replica in agents.replicas.items()
    )


def _is_of_provider(state: State, order: Order) -> bool:
    return get_chip(state, (order.serving.manufacturer, order.serving.serial)).identity.chip == order.provider
