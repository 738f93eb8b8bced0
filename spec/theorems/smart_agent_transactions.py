# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of every transaction of SmartAgents, whatever kinds there are: the rule of each is looked up in the table that the transition uses."""

from dataclasses import replace

from reference.agent import smart_agent_transactions
from reference.agent.services import service_id
from reference.agent.smart_agent_consistency import check_smart_agents
from reference.agent.smart_agent_transactions import apply_smart_agent_body
from reference.economy.contribution_transactions import end_contributions
from reference.economy.economy_consistency import check_economy
from reference.numbers import Slot
from reference.state.chip import NOBODY, Binding, Chip, ChipStage
from reference.state.coin_terms import SSP
from reference.state.commitment import commit
from reference.state.listing import Escrow, Stage
from reference.state.manufacturer import Manufacturer, ManufacturerStanding
from reference.state.order import NO_METER, NO_ORDER, Meter, Phase, Terms, Waits
from reference.state.pots import with_deposits, with_ecosystem
from reference.state.service import Service
from reference.state.smart_agent_state import put_binding, put_chip, put_manufacturer, put_order, put_service
from reference.state.state import State, put_head, put_pots
from reference.transition import pay_fees
from reference.wire.chip_identity import ChipIdentity
from reference.wire.order_bodies import OrderOffer
from reference.wire.service_bodies import Confirmation
from reference.wire.smart_agent_bodies import SmartAgentBody
from spec.prover.statement import Says, outcome, rejection, theorem
from spec.theorems.blocks import is_sound
from spec.theorems.drafts import ACCOUNTS, PRODUCER, Seat
from spec.theorems.economy_transactions import meant
from spec.theorems.kinds import rule_named
from spec.theorems.walks import Walk, next_slot, walked

KINDS = "the kinds have theorems of their own, which are proved; here they are drawn, all together, on chains that have come some way"

DEPOSIT = 5_000
"""SSP units that each manufacturer has deposited."""

SERVICE = Service("bandwidth", "mebibyte", Confirmation.METERED, bytes(32))
"""What is ordered."""

TERMS = Terms(price=9, quantity=100, granule=3, fee_ppm=300_000, waits=Waits(5, 10, 20, 10, 15))
"""On what terms."""

IDENTITY = ChipIdentity(chip=bytes([7]) * 32, model=bytes(8), batch=1, production=True)


def manufactured(walk: Walk) -> State:
    """The chain of a walk, on which each of the first three makes chips, of which each of them owns one, in its own node; the serial is that of the node."""
    state = walked(walk)
    for maker in ACCOUNTS[:3]:
        made = Manufacturer(standing=ManufacturerStanding.ACTIVE, deposit=DEPOSIT, root=maker, metadata=bytes(32), revoked=0)
        pots = with_ecosystem(with_deposits(state.pots, state.pots.deposits + DEPOSIT), state.pots.ecosystem - DEPOSIT)
        state = put_manufacturer(put_pots(state, pots), maker, made)
    for place, node in enumerate(ACCOUNTS[:3]):
        key, successor = (ACCOUNTS[place], node), ACCOUNTS[1] if place == 0 else NOBODY
        chip = Chip(ChipStage.BOUND, IDENTITY, node, node, successor, counter=3, firmware=bytes(32), host=bytes(32))
        state = put_chip(put_binding(state, node, Binding(*key)), key, chip)
    return commit(ordered(put_service(state, service_id(SERVICE), SERVICE)))


def ordered(state: State) -> State:
    """The same with an order under the account of each of the six, who is its provider; the next one is the consumer. Each is in another phase, and most are
    near their deadlines.
    """
    for place, (phase, provider) in enumerate(zip(list(Phase)[1:7], ACCOUNTS, strict=True)):
        funded = phase not in (Phase.OFFERED, Phase.ORDERED)
        held, meter = 900 if funded else 0, Meter(1, 2, 1) if phase in (Phase.DELIVERING, Phase.DISPUTED, Phase.CONFIRMED) else NO_METER
        paid = 18 if phase in (Phase.DELIVERING, Phase.DISPUTED) else 0
        escrow = Escrow(Stage.HELD if funded else Stage.NONE, held - paid, 0, state.head.slot + 2 * place)
        order = replace(NO_ORDER, phase=phase, consumer=ACCOUNTS[place - 1], provider=provider, service=service_id(SERVICE), terms=TERMS)
        order = replace(order, meter=meter, claimed=4 if phase is Phase.DISPUTED else 0, escrow=escrow, paid=paid, deposit=DEPOSIT)
        pots = with_ecosystem(state.pots, state.pots.ecosystem - held + paid - DEPOSIT)
        state = put_order(put_pots(state, pots), provider, order)
    return state


def asked(body: SmartAgentBody, sender: Seat, place: Seat, slot: Slot) -> SmartAgentBody:
    """What is meant by a drawn transaction; what is offered is mostly of the one type of service that there is, in SSP, and on terms that one may agree on."""
    near = meant(body, sender, place, slot)
    if isinstance(near, OrderOffer):
        return replace(near, service=service_id(SERVICE), coin=SSP, quantity=1 + near.quantity, granule=1)
    return near


@theorem(
    "TX-10",
    "Whatever a transaction of SmartAgents asks for, STATE-1, STATE-2, STATE-9 and STATE-10 accept the ledger after it, and after the fees are paid.",
    says=Says.INVARIANT,
    tested=KINDS,
)
def smart_agent_bodies_keep_the_ledger(walk: Walk, sender: Seat, body: SmartAgentBody, place: Seat) -> bool:
    slot = next_slot(walk)
    done = outcome(apply_smart_agent_body, end_contributions(manufactured(walk), slot), ACCOUNTS[sender], asked(body, sender, place, slot), slot)
    if done.code is not None:
        return True
    paid = pay_fees(done.value, PRODUCER)
    after = put_head(paid, replace(paid.head, slot=slot))
    return is_sound(after) and rejection(check_economy, after) is None and rejection(check_smart_agents, after) is None


@theorem("TX-10", "A transaction of SmartAgents is rejected as the rule that is called by the name of its kind says.", says=Says.ACCEPTANCE, tested=KINDS)
def smart_agent_bodies_accept(walk: Walk, sender: Seat, body: SmartAgentBody, place: Seat) -> bool:
    arguments = (manufactured(walk), ACCOUNTS[sender], asked(body, sender, place, next_slot(walk)), next_slot(walk))
    return rejection(apply_smart_agent_body, *arguments) == rejection(rule_named(smart_agent_transactions, body), *arguments)


@theorem("TX-10", "A transaction of SmartAgents leaves what the rule that is called by the name of its kind leaves.", says=Says.AMOUNTS, tested=KINDS)
def smart_agent_bodies_are_exact(walk: Walk, sender: Seat, body: SmartAgentBody, place: Seat) -> bool:
    arguments = (manufactured(walk), ACCOUNTS[sender], asked(body, sender, place, next_slot(walk)), next_slot(walk))
    return outcome(apply_smart_agent_body, *arguments) == outcome(rule_named(smart_agent_transactions, body), *arguments)
