# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the transactions of stored data, on any ledger: when each fails, with which code, and exactly what it changes."""

from dataclasses import replace

from reference.agent.audits import (
    accept_replica,
    are_audits_possible,
    can_fail,
    check_accepted,
    check_droppable,
    check_replaceable,
    check_stored,
    miss_audit,
    open_audit,
    pass_audit,
)
from reference.agent.challenges import audit_rounds
from reference.agent.order_books import fail_order, penalise_order
from reference.agent.order_moves import Event, Party
from reference.agent.orders import move_order
from reference.agent.storage_transactions import (
    apply_audit_miss,
    apply_audit_open,
    apply_replica_accept,
    apply_replica_commit,
    apply_replica_drop,
    commitment_in,
    rounds_open,
)
from reference.codes import Code
from reference.consensus.calendar import round_of
from reference.numbers import MAX_AMOUNT, AccountId, Round, Slot
from reference.state.order import Phase
from reference.state.replica import LAST_AUDIT, NO_AUDITS, NO_REPLICA, Audits, Replica, ReplicaStage
from reference.state.smart_agent_state import get_order, get_replica, get_service, put_replica
from reference.state.state import State
from reference.wire.listing_bodies import Wait
from reference.wire.service_bodies import Confirmation
from reference.wire.storage_bodies import AuditMiss, AuditOpen, Patience, ReplicaAccept, ReplicaCommit, ReplicaDrop
from spec.prover.statement import Says, StandIn, first_failing, rejection, theorem
from spec.theorems.escrow import in_balances
from spec.theorems.ledger import ssp


def no_money_moves(after: State, state: State) -> bool:
    """Whether accounts, holdings, pots and orders are as they were."""
    same = after.accounts == state.accounts and after.holdings == state.holdings and after.pots == state.pots
    return same and after.smart_agents.orders == state.smart_agents.orders


@theorem("STORAGE-19", "First of: no order, another type of service, not being delivered, another's to do.", says=Says.ACCEPTANCE)
def stored_data_is_asked_for(phase: Phase, confirmation: Confirmation, entitled: AccountId, sender: AccountId) -> bool:
    expected = first_failing(
        (phase == Phase.CLOSED, Code.ORDER_UNKNOWN),
        (confirmation != Confirmation.AUDITED, Code.SERVICE_NOT_AUDITED),
        (phase != Phase.DELIVERING, Code.MOVE_NOT_POSSIBLE),
        (sender != entitled, Code.MOVE_OF_ANOTHER),
    )
    return rejection(check_stored, phase, confirmation, entitled, sender) == expected


@theorem("STORAGE-19", "Of two accounts at most one is entitled.", says=Says.INVARIANT)
def one_account_is_entitled(phase: Phase, confirmation: Confirmation, entitled: AccountId, sender: AccountId, other: AccountId) -> bool:
    refused = rejection(check_stored, phase, confirmation, entitled, sender), rejection(check_stored, phase, confirmation, entitled, other)
    return sender == other or refused[0] is not None or refused[1] is not None


@theorem("STORAGE-20", "Whether an order can fail can always be said.", says=Says.ACCEPTANCE)
def failing_can_always_be_told(phase: Phase, deadline: Slot, slot: Slot) -> bool:
    return rejection(can_fail, phase, deadline, slot) is None


@theorem("STORAGE-20", "It can just where the table of moves has that move, for a rule, at that time.", says=Says.AMOUNTS)
def failing_is_the_tables(phase: Phase, deadline: Slot, slot: Slot) -> bool:
    return can_fail(phase, deadline, slot) == (rejection(move_order, phase, Event.FAIL, Party.RULE, deadline, slot) is None)


@theorem("STORAGE-20", "From its deadline on no order fails.", says=Says.INVARIANT)
def nothing_fails_late(phase: Phase, deadline: Slot, slot: Slot) -> bool:
    return slot < deadline or not can_fail(phase, deadline, slot)


@theorem("STORAGE-21", "A replica that there is can be forgotten once its order is closed.", says=Says.ACCEPTANCE)
def dropping_accepts(phase: Phase, stage: ReplicaStage) -> bool:
    expected = first_failing((stage == ReplicaStage.NONE, Code.REPLICA_UNKNOWN), (phase != Phase.CLOSED, Code.REPLICA_IN_USE))
    return rejection(check_droppable, phase, stage) == expected


@theorem("STORAGE-21", "What is audited is not forgotten.", says=Says.INVARIANT)
def audited_replicas_are_kept(phase: Phase, stage: ReplicaStage, confirmation: Confirmation, sender: AccountId) -> bool:
    audited = rejection(check_stored, phase, confirmation, sender, sender) is None
    return not audited or rejection(check_droppable, phase, stage) is not None


@theorem("STORAGE-22", "Whether audits are possible can always be said.", says=Says.ACCEPTANCE)
def possibility_of_audits_is_known(stage: ReplicaStage, audits: Audits, patience: Patience, now: Slot) -> bool:
    return rejection(are_audits_possible, stage, audits, patience, now) is None


@theorem(
    "STORAGE-22",
    "None before the acceptance; then no more misses than are over, and than there may be, and none opened later than now.",
    says=Says.AMOUNTS,
)
def possible_audits_are_exact(stage: ReplicaStage, audits: Audits, patience: Patience, now: Slot) -> bool:
    if stage == ReplicaStage.COMMITTED:
        expected = audits == NO_AUDITS
    else:
        over = audits.missed + (1 if audits.pending else 0) <= audits.opened
        expected = audits.since <= now and audits.missed <= patience and over
    return are_audits_possible(stage, audits, patience, now) == expected


@theorem("STORAGE-22", "What is possible stays so, whatever happens to a replica: accepted, audited, answered or missed.", says=Says.INVARIANT)
def audits_stay_possible(audits: Audits, patience: Patience, interval: Wait, slot: Slot, rounds: Round) -> bool:
    accepted = ReplicaStage.ACCEPTED
    if not are_audits_possible(accepted, audits, patience, slot):
        return True
    if not are_audits_possible(accepted, accept_replica(ReplicaStage.COMMITTED, True, slot), patience, slot):
        return False
    if rejection(open_audit, audits, interval, slot) is None and not are_audits_possible(accepted, open_audit(audits, interval, slot), patience, slot):
        return False
    if rejection(pass_audit, audits) is None and not are_audits_possible(accepted, pass_audit(audits), patience, slot):
        return False
    missed = rejection(miss_audit, audits, patience, rounds) is None
    return not missed or audits.missed >= LAST_AUDIT or are_audits_possible(accepted, miss_audit(audits, patience, rounds), patience, slot)


def committed_in_order(state: State, sender: AccountId, body: ReplicaCommit) -> None:
    """What STORAGE-23 asks of the records that there are, one rule after the other."""
    order = get_order(state, body.order)
    check_stored(order.phase, get_service(state, order.service).confirmation, order.provider, sender)
    check_replaceable(get_replica(state, (body.order, body.replica)).stage)


@theorem("STORAGE-23", "What a provider keeps is refused as STORAGE-19, then STORAGE-12 say.", says=Says.ACCEPTANCE)
def replica_commit_accepts(state: State, sender: AccountId, body: ReplicaCommit, slot: Slot) -> bool:
    return rejection(apply_replica_commit, state, sender, body, slot) == rejection(committed_in_order, state, sender, body)


@theorem("STORAGE-23", "The one replica is what the body says, and not audited yet; nothing else changes.", says=Says.AMOUNTS)
def replica_commit_is_exact(state: State, sender: AccountId, body: ReplicaCommit, slot: Slot) -> bool:
    expected = Replica(ReplicaStage.COMMITTED, commitment_in(body), NO_AUDITS)
    return apply_replica_commit(state, sender, body, slot) == put_replica(state, (body.order, body.replica), expected)


@theorem("STORAGE-23", "No money moves, and only a provider has a replica of its order changed.", says=Says.INVARIANT)
def replica_commit_preserves(state: State, sender: AccountId, body: ReplicaCommit, slot: Slot) -> bool:
    after = apply_replica_commit(state, sender, body, slot)
    return no_money_moves(after, state) and sender == get_order(state, body.order).provider and ssp(after) == ssp(state)


def accepted_in_order(state: State, sender: AccountId, body: ReplicaAccept, slot: Slot) -> None:
    """What STORAGE-24 asks of the records that there are, one rule after the other."""
    order, replica = get_order(state, body.order), get_replica(state, (body.order, body.replica))
    check_stored(order.phase, get_service(state, order.service).confirmation, order.consumer, sender)
    accept_replica(replica.stage, replica.commitment == commitment_in(body), slot)


@theorem("STORAGE-24", "Accepting is refused as STORAGE-19, then STORAGE-13 say.", says=Says.ACCEPTANCE)
def replica_accept_accepts(state: State, sender: AccountId, body: ReplicaAccept, slot: Slot) -> bool:
    return rejection(apply_replica_accept, state, sender, body, slot) == rejection(accepted_in_order, state, sender, body, slot)


@theorem("STORAGE-24", "The one replica is accepted, and its interval begins; nothing else changes.", says=Says.AMOUNTS)
def replica_accept_is_exact(state: State, sender: AccountId, body: ReplicaAccept, slot: Slot) -> bool:
    expected = Replica(ReplicaStage.ACCEPTED, commitment_in(body), Audits(opened=0, missed=0, since=slot, pending=False))
    return apply_replica_accept(state, sender, body, slot) == put_replica(state, (body.order, body.replica), expected)


@theorem("STORAGE-24", "No money moves, and what is accepted is what the provider had committed to.", says=Says.INVARIANT)
def replica_accept_preserves(state: State, sender: AccountId, body: ReplicaAccept, slot: Slot) -> bool:
    key = (body.order, body.replica)
    after = apply_replica_accept(state, sender, body, slot)
    return no_money_moves(after, state) and get_replica(after, key).commitment == get_replica(state, key).commitment and ssp(after) == ssp(state)


def opened_in_order(state: State, sender: AccountId, body: AuditOpen, slot: Slot) -> None:
    """What STORAGE-25 asks of the records that there are, one rule after the other."""
    order, replica = get_order(state, body.order), get_replica(state, (body.order, body.replica))
    check_stored(order.phase, get_service(state, order.service).confirmation, sender, sender)
    check_accepted(replica.stage)
    open_audit(replica.audits, replica.commitment.terms.interval, slot)


@theorem("STORAGE-25", "Opening an audit is refused as STORAGE-19, STORAGE-14, then STORAGE-15 say, whoever asks for it.", says=Says.ACCEPTANCE)
def audit_open_accepts(state: State, sender: AccountId, body: AuditOpen, slot: Slot) -> bool:
    return rejection(apply_audit_open, state, sender, body, slot) == rejection(opened_in_order, state, sender, body, slot)


@theorem("STORAGE-25", "The audits of the one replica are what STORAGE-15 makes of them; nothing else changes.", says=Says.AMOUNTS)
def audit_open_is_exact(state: State, sender: AccountId, body: AuditOpen, slot: Slot) -> bool:
    key = (body.order, body.replica)
    replica = get_replica(state, key)
    audits = open_audit(replica.audits, replica.commitment.terms.interval, slot)
    return apply_audit_open(state, sender, body, slot) == put_replica(state, key, replace(replica, audits=audits))


@theorem("STORAGE-25", "Whoever opens an audit changes nothing by being the one who does, and moves no money.", says=Says.INVARIANT)
def audit_open_preserves(state: State, sender: AccountId, other: AccountId, body: AuditOpen, slot: Slot) -> bool:
    after = apply_audit_open(state, sender, body, slot)
    return after == apply_audit_open(state, other, body, slot) and no_money_moves(after, state) and ssp(after) == ssp(state)


def is_bounded(state: State, body: AuditMiss) -> bool:
    """What STATE-2 and COIN-6 see to: of an order's coin no more is in balances and deposited for it than an amount can say."""
    order = get_order(state, body.order)
    return in_balances(state, order.coin) + order.deposit <= MAX_AMOUNT


def missed_in_order(state: State, body: AuditMiss, slot: Slot) -> Code | None:
    """What STORAGE-27 asks of the records that there are, one rule after the other."""
    replica = get_replica(state, (body.order, body.replica))
    if get_order(state, body.order).phase == Phase.CLOSED:
        return Code.ORDER_UNKNOWN
    return rejection(miss_audit, replica.audits, replica.commitment.terms.patience, rounds_open(state, replica.audits, slot))


COUNTED_ROUNDS = (StandIn(audit_rounds), StandIn(round_of))
"""In which round a slot is, and how many lie between two: of equal ones it is the same."""


@theorem("STORAGE-27", "A miss is refused where there is no order, and then as STORAGE-17 says.", says=Says.ACCEPTANCE, standing_in=COUNTED_ROUNDS)
def audit_miss_accepts(state: State, sender: AccountId, body: AuditMiss, slot: Slot) -> bool:
    return not is_bounded(state, body) or rejection(apply_audit_miss, state, sender, body, slot) == missed_in_order(state, body, slot)


@theorem(
    "STORAGE-27",
    "The penalty is taken as DELIVERY-23 says; with one miss too many the order fails, if it can, as DELIVERY-22 says; nothing else changes but the audits.",
    says=Says.AMOUNTS,
    standing_in=COUNTED_ROUNDS,
)
def audit_miss_is_exact(state: State, sender: AccountId, body: AuditMiss, slot: Slot) -> bool:
    key = (body.order, body.replica)
    order, replica = get_order(state, body.order), get_replica(state, key)
    terms = replica.commitment.terms
    audits = miss_audit(replica.audits, terms.patience, rounds_open(state, replica.audits, slot))
    expected = penalise_order(state, body.order, terms.penalty)
    if audits.missed >= terms.patience and can_fail(order.phase, order.escrow.deadline, slot):
        expected = fail_order(expected, body.order, slot)
    return apply_audit_miss(state, sender, body, slot) == put_replica(expected, key, replace(replica, audits=audits))


@theorem(
    "STORAGE-27",
    "What leaves the deposit is in balances again; the consumer's money in escrow stays, and no deposit is raised.",
    says=Says.INVARIANT,
    standing_in=COUNTED_ROUNDS,
)
def audit_miss_preserves(state: State, sender: AccountId, body: AuditMiss, slot: Slot) -> bool:
    before = get_order(state, body.order)
    after = apply_audit_miss(state, sender, body, slot)
    order = get_order(after, body.order)
    kept = in_balances(after, before.coin) + order.deposit == in_balances(state, before.coin) + before.deposit
    return kept and (order.phase == Phase.CLOSED or (order.escrow.price == before.escrow.price and order.deposit <= before.deposit))


@theorem("STORAGE-28", "Forgetting a replica is refused as STORAGE-21 says.", says=Says.ACCEPTANCE)
def replica_drop_accepts(state: State, sender: AccountId, body: ReplicaDrop, slot: Slot) -> bool:
    phase, stage = get_order(state, body.order).phase, get_replica(state, (body.order, body.replica)).stage
    return rejection(apply_replica_drop, state, sender, body, slot) == rejection(check_droppable, phase, stage)


@theorem("STORAGE-28", "The one replica is gone; nothing else changes.", says=Says.AMOUNTS)
def replica_drop_is_exact(state: State, sender: AccountId, body: ReplicaDrop, slot: Slot) -> bool:
    return apply_replica_drop(state, sender, body, slot) == put_replica(state, (body.order, body.replica), NO_REPLICA)


@theorem("STORAGE-28", "No money moves.", says=Says.INVARIANT)
def replica_drop_preserves(state: State, sender: AccountId, body: ReplicaDrop, slot: Slot) -> bool:
    after = apply_replica_drop(state, sender, body, slot)
    return no_money_moves(after, state) and ssp(after) == ssp(state)
