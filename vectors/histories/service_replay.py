"""Replaying the history of an order of stored data: the state it begins with, and the batches that it makes, signed."""

from collections.abc import Mapping
from dataclasses import replace

from reference.agent.challenges import ANSWER_ROUNDS, DRAW_ROUNDS
from reference.agent.order_openings import offered_order_id
from reference.agent.services import service_id
from reference.codes import Code
from reference.consensus.calendar import round_of
from reference.numbers import Hash, Slot
from reference.state.order import Phase
from reference.state.replica import LAST_AUDIT, Replica
from reference.state.smart_agent_state import get_order, get_replica
from reference.state.state import State, get_account
from reference.transition import Accepted, Rejected
from reference.wire.identity_bodies import ChipSuspend
from reference.wire.order_bodies import (
    OrderAccept,
    OrderBegin,
    OrderClaim,
    OrderClose,
    OrderConfirm,
    OrderContest,
    OrderFund,
    OrderPay,
    OrderSettle,
    OrderWithdraw,
)
from reference.wire.storage_bodies import AuditMiss, AuditOpen, ReplicaDrop
from reference.wire.transaction import Body
from vectors.batch import Batch, apply_batch
from vectors.build import BOB, batch, transact_case, transaction
from vectors.case import Case, rejections
from vectors.histories.replay import Played
from vectors.histories.service_script import Actor, Deed, Keeping, Moment, ServiceScript, ServiceStep, Slip
from vectors.keys import KeyPair
from vectors.scenarios.chip_places import KEY
from vectors.scenarios.order_moves import ORDERS
from vectors.scenarios.replica_places import COMMITTED, DUE, KEPT, PENDING, STORED, TERMS, accept, answer, commit, replica_place
from vectors.scenarios.service_places import CONSUMER, ORDER, PROVIDER, STORAGE, offer, receipt

PEOPLE: Mapping[Actor, KeyPair] = {Actor.CONSUMER: CONSUMER, Actor.PROVIDER: PROVIDER, Actor.STRANGER: BOB}

KEPT_AT_FIRST: Mapping[Keeping, Replica | None] = {
    Keeping.NOTHING: None,
    Keeping.COMMITTED: COMMITTED,
    Keeping.DUE: DUE,
    Keeping.PENDING: PENDING,
    Keeping.LAPSING: replace(PENDING, audits=replace(PENDING.audits, missed=TERMS.patience - 1)),
}

DEADLINE: Slot = 75
"""The deadline of an order that is there at the beginning: after an audit that was opened before it is over."""

OTHER_REPLICA = 7
"""The other replica's number."""

RULES_BY_DEED: Mapping[Deed, str] = {
    Deed.OFFER: "DELIVERY-25",
    Deed.ORDER: "DELIVERY-26",
    Deed.FUND: "DELIVERY-27",
    Deed.WITHDRAW: "DELIVERY-28",
    Deed.BEGIN: "DELIVERY-29",
    Deed.PAY: "DELIVERY-30",
    Deed.CONFIRM: "DELIVERY-32",
    Deed.CLAIM: "DELIVERY-34",
    Deed.CONTEST: "DELIVERY-35",
    Deed.SETTLE: "DELIVERY-36",
    Deed.CLOSE: "DELIVERY-37",
    Deed.COMMIT: "STORAGE-23",
    Deed.ACCEPT: "STORAGE-24",
    Deed.OPEN: "STORAGE-25",
    Deed.ANSWER: "STORAGE-26",
    Deed.MISS: "STORAGE-27",
    Deed.DROP: "STORAGE-28",
    Deed.SUSPEND: "CHIP-14",
    Deed.RESUME: "CHIP-14",
}
"""The rule that a deed asks for."""


def service_history_case(script: ServiceScript, number: int) -> Case:
    """The case of a script: its rules are those of what was asked for, and of what was refused."""
    played = play_service(script)
    why = f"history {number} of stored data: {', '.join(step.deed.value for step in script.steps)}"
    asked = tuple(dict.fromkeys([*(RULES_BY_DEED[step.deed] for step in script.steps), "TX-10"]))
    case = transact_case(asked, why, played.state, played.batches)
    return replace(case, rules=tuple(dict.fromkeys([*asked, *(Code[name].rule for name in rejections(case))])))


def play_service(script: ServiceScript) -> Played:
    """The state and the batches of a script, and what becomes of each."""
    start = state = _start(script)
    order, slot = ORDER, start.head.slot
    batches: list[Batch] = []
    outcomes: list[Accepted | Rejected] = []
    for step in script.steps:
        slot = max(slot if step.moment is Moment.SAME else slot + 1, _slot(state, order, step.moment))
        sender = PEOPLE[step.actor]
        following = get_account(state, sender.account).nonce + 1
        made = batch(state, [transaction(state, sender, _body(state, order, step, slot))], slot=slot)
        outcome = apply_batch(state, made)
        state = outcome.state if isinstance(outcome, Accepted) else state
        offered = offered_order_id(sender.account, following)
        order = offered if offered in state.smart_agents.orders else order
        batches.append(made)
        outcomes.append(outcome)
    return Played(start, tuple(batches), tuple(outcomes))


def _start(script: ServiceScript) -> State:
    standing = None
    if script.phase != Phase.CLOSED:
        usual = STORED if script.phase == Phase.DELIVERING else replace(ORDERS[script.phase], service=service_id(STORAGE))
        standing = replace(usual, escrow=replace(usual.escrow, deadline=DEADLINE))
    kept = KEPT_AT_FIRST[script.keeping]
    return replica_place({} if kept is None else {(ORDER, 0): kept, (ORDER, OTHER_REPLICA): kept}, standing)


def _slot(state: State, order: Hash, moment: Moment) -> Slot:
    """The slot that a moment means in a state; 0 where it means none."""
    deadline = get_order(state, order).escrow.deadline
    replica = get_replica(state, (order, 0))
    agents = state.chain.parameters.agents
    due = replica.audits.since + replica.commitment.terms.interval
    first = (round_of(replica.audits.since, agents) + DRAW_ROUNDS) * agents
    slots: Mapping[Moment, Slot] = {
        Moment.BEFORE_DEADLINE: max(deadline, 1) - 1,
        Moment.DEADLINE: deadline,
        Moment.BEFORE_DUE: due - 1,
        Moment.DUE: due,
        Moment.BEFORE_ANSWER: first - 1,
        Moment.FIRST_ANSWER: first,
        Moment.SECOND_ROUND: first + agents,
        Moment.LAST_ANSWER: first + ANSWER_ROUNDS * agents - 1,
        Moment.OVER: first + ANSWER_ROUNDS * agents,
    }
    return slots.get(moment, 0)


def _body(state: State, order: Hash, step: ServiceStep, slot: Slot) -> Body:
    """What a step asks for, of the order and of its first replica, unless it slips."""
    number = OTHER_REPLICA if step.slip is Slip.OTHER_REPLICA else 0
    match step.deed:
        case Deed.COMMIT:
            return commit(order=order, replica=number)
        case Deed.ACCEPT:
            other = replace(KEPT, terms=replace(TERMS, penalty=TERMS.penalty + 1))
            return accept(other if step.slip is Slip.OTHER_TERMS else KEPT, order, number)
        case Deed.OPEN:
            return AuditOpen(order, number)
        case Deed.MISS:
            return AuditMiss(order, number)
        case Deed.DROP:
            return ReplicaDrop(order, number)
        case Deed.ANSWER:
            return _answer(state, order, step.slip, slot, number)
        case Deed.OFFER:
            return replace(offer(), service=service_id(STORAGE))
        case Deed.SUSPEND | Deed.RESUME:
            return ChipSuspend(*KEY, step.deed is Deed.SUSPEND)
        case _:
            return _move(state, order, step)


def _answer(state: State, order: Hash, slip: Slip, slot: Slot, number: int) -> Body:
    """The answer to the audit of a replica: right in both rounds, unless the seed is that of the other round, or a piece is missing."""
    audits = get_replica(state, (order, number)).audits
    agents = state.chain.parameters.agents
    first = round_of(slot, agents) <= round_of(audits.since, agents) + DRAW_ROUNDS
    randomness = state.consensus.randomness
    seed = randomness.following if first != (slip is Slip.STALE) else randomness.seed
    shown = answer(seed, min(audits.opened, LAST_AUDIT), number, order)
    return replace(shown, pieces=shown.pieces[:-1]) if slip is Slip.SHORT else shown


def _move(state: State, order: Hash, step: ServiceStep) -> Body:
    """A move of the order; where it shows a receipt, the next one, unless that is stale."""
    known = get_order(state, order).meter
    receipts = {last: receipt(known.sequence + (step.slip is not Slip.STALE), known.units + 10, known.slot, last=last, order=order) for last in (False, True)}
    moves: Mapping[Deed, Body] = {
        Deed.ORDER: OrderAccept(order),
        Deed.FUND: OrderFund(order),
        Deed.WITHDRAW: OrderWithdraw(order),
        Deed.BEGIN: OrderBegin(order, *(KEY if step.slip is Slip.NONE else (bytes(32), bytes(32)))),
        Deed.PAY: OrderPay(*receipts[step.slip is Slip.OTHER_TERMS]),
        Deed.CLAIM: OrderClaim(order, known.units + (0 if step.slip is Slip.STALE else 10)),
        Deed.CONTEST: OrderContest(order),
        Deed.CONFIRM: OrderConfirm(*receipts[step.slip is not Slip.OTHER_TERMS]),
        Deed.SETTLE: OrderSettle(order),
        Deed.CLOSE: OrderClose(order),
    }
    return moves[step.deed]
