# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of every transaction of consensus, and of the one that reports an offence."""

from dataclasses import replace

from reference.codes import SUCCESS, Code
from reference.consensus.agent_transactions import apply_agent_bond, apply_agent_commit, apply_agent_register, apply_agent_resign, apply_agent_withdraw
from reference.consensus.consensus_transactions import apply_consensus_body
from reference.consensus.delegation_transactions import apply_delegate, apply_delegation_claim, apply_delegation_release, apply_delegation_withdraw
from reference.consensus.evidence_transactions import apply_report
from reference.consensus.slashing import slash_share
from reference.consensus.upgrade_transactions import apply_upgrade_propose, apply_upgrade_vote
from reference.economy.economy_transactions import apply_economy_body
from reference.numbers import PPM, AccountId, Slot
from reference.parameters import MINIMAL
from reference.state.agent import Standing
from reference.state.commitment import commit
from reference.state.consensus_state import get_agent
from reference.state.state import State, get_account
from reference.transition import Invalid, apply_any_body, apply_body, apply_transaction, charge
from reference.wire.consensus_bodies import (
    AgentBond,
    AgentCommit,
    AgentRegister,
    AgentResign,
    AgentWithdraw,
    ConsensusBody,
    Delegate,
    DelegationClaim,
    DelegationRelease,
    DelegationWithdraw,
    Offence,
    Report,
    UpgradePropose,
    UpgradeVote,
)
from reference.wire.economy_bodies import EconomyBody, LockCreate, PlacementPay
from reference.wire.hashing import Tag
from reference.wire.transaction import Body, CoinCreate, Transfer, authenticate_transaction
from reference.wire.vote import FinalityVote, encode_vote
from spec.prover.statement import Outcome, Says, outcome, rejection, theorem
from spec.theorems.blocks import is_sound
from spec.theorems.drafts import ACCOUNTS, Seat, sealed
from spec.theorems.economy_transactions import endowed, meant
from spec.theorems.walks import Walk, next_slot, sent, walked

SIGNED = "evidence is two signed objects, and Z3 does not see through signatures; the kinds without it have theorems of their own, which are proved"


def by_kind(state: State, sender: AccountId, body: ConsensusBody, slot: Slot) -> State:
    """What the rule of a transaction's kind makes of a state."""
    match body:
        case AgentRegister():
            return apply_agent_register(state, sender, body, slot)
        case AgentBond():
            return apply_agent_bond(state, sender, body)
        case AgentResign():
            return apply_agent_resign(state, sender, slot)
        case AgentWithdraw():
            return apply_agent_withdraw(state, sender, slot)
        case AgentCommit():
            return apply_agent_commit(state, sender, body, slot)
        case Delegate():
            return apply_delegate(state, sender, body, slot)
        case DelegationWithdraw():
            return apply_delegation_withdraw(state, sender, body, slot)
        case DelegationClaim():
            return apply_delegation_claim(state, sender, body, slot)
        case DelegationRelease():
            return apply_delegation_release(state, sender, body, slot)
        case UpgradePropose():
            return apply_upgrade_propose(state, sender, body, slot)
        case UpgradeVote():
            return apply_upgrade_vote(state, sender, body, slot)
        case Report():
            return apply_report(state, sender, body, slot)


def aimed(body: ConsensusBody, place: Seat) -> ConsensusBody:
    """The same about one of the agents there are, and for an amount that somebody has: drawn identifiers are those of nobody."""
    match body:
        case Delegate():
            return replace(body, agent=ACCOUNTS[place], amount=body.amount % 10_000)
        case AgentRegister() | AgentBond():
            return AgentRegister(body.bond % 10_000, body.commitment) if isinstance(body, AgentRegister) else AgentBond(body.amount % 10_000)
        case DelegationWithdraw() | DelegationClaim() | DelegationRelease() | UpgradeVote():
            return replace(body, agent=ACCOUNTS[1], made=0)
        case UpgradePropose():
            return UpgradePropose(2)
        case _:
            return body


def double_vote(walk: Walk, place: Seat) -> Report:
    """What proves that an agent has voted for two checkpoints of epoch 0."""
    one, other = (encode_vote(FinalityVote(walked(walk).chain.id, 0, bytes(32), 0, bytes([number]) * 32)) for number in (1, 2))
    return Report(Offence.DOUBLE_VOTE, sealed(place, one, Tag.FINALITY_VOTE), sealed(place, other, Tag.FINALITY_VOTE))


@theorem("TX-7", "Whatever a transaction of consensus asks for, the ledger stays one that STATE-1 and STATE-2 accept.", says=Says.INVARIANT, tested=SIGNED)
def consensus_bodies_keep_the_ledger(walk: Walk, sender: Seat, body: ConsensusBody, place: Seat) -> bool:
    done = outcome(apply_consensus_body, walked(walk), ACCOUNTS[sender], aimed(body, place), next_slot(walk))
    return done.code is not None or is_sound(done.value)


@theorem("TX-7", "A transaction of consensus is rejected as the rule of its kind says.", says=Says.ACCEPTANCE, tested=SIGNED)
def consensus_bodies_accept(walk: Walk, sender: Seat, body: ConsensusBody, place: Seat) -> bool:
    arguments = (walked(walk), ACCOUNTS[sender], aimed(body, place), next_slot(walk))
    return rejection(apply_consensus_body, *arguments) == rejection(by_kind, *arguments)


@theorem("TX-7", "A transaction of consensus leaves what the rule of its kind leaves.", says=Says.AMOUNTS, tested=SIGNED)
def consensus_bodies_are_exact(walk: Walk, sender: Seat, body: ConsensusBody, place: Seat) -> bool:
    arguments = (walked(walk), ACCOUNTS[sender], aimed(body, place), next_slot(walk))
    return outcome(apply_consensus_body, *arguments) == outcome(by_kind, *arguments)


AnyBody = Transfer | CoinCreate | Delegate | AgentBond | LockCreate | PlacementPay
"""Some kinds of each sort."""


def by_sort(state: State, sender: AccountId, body: Body, slot: Slot) -> Outcome:
    """What TX-6, TX-7 or TX-9 makes of a state."""
    if isinstance(body, (Transfer, CoinCreate)):
        return outcome(apply_body, state, sender, body)
    if isinstance(body, EconomyBody):
        return outcome(apply_economy_body, state, sender, body, slot)
    return outcome(by_kind, state, sender, body, slot)


def asked(walk: Walk, sender: Seat, body: AnyBody, place: Seat) -> tuple[State, AccountId, Body, Slot]:
    """The body, asked for by and about people that there are, on a chain that has an economy."""
    slot = next_slot(walk)
    if isinstance(body, EconomyBody):
        return endowed(walk), ACCOUNTS[sender], meant(body, sender, place, slot), slot
    meaning = replace(body, recipient=ACCOUNTS[place]) if isinstance(body, Transfer) else body
    return endowed(walk), ACCOUNTS[sender], meaning, slot


@theorem("TX-8", "Whatever a transaction asks for, the ledger stays one that STATE-1 and STATE-2 accept.", says=Says.INVARIANT, tested=SIGNED)
def bodies_keep_the_ledger(walk: Walk, sender: Seat, body: AnyBody, place: Seat) -> bool:
    done = outcome(apply_any_body, *asked(walk, sender, body, place))
    return done.code is not None or is_sound(done.value)


@theorem("TX-8", "A transaction is rejected as TX-6, TX-7 or TX-9 says.", says=Says.ACCEPTANCE, tested=SIGNED)
def bodies_accept(walk: Walk, sender: Seat, body: AnyBody, place: Seat) -> bool:
    arguments = asked(walk, sender, body, place)
    return rejection(apply_any_body, *arguments) == by_sort(*arguments).code


@theorem("TX-8", "A transaction leaves what TX-6, TX-7 or TX-9 leaves.", says=Says.AMOUNTS, tested=SIGNED)
def bodies_are_exact(walk: Walk, sender: Seat, body: AnyBody, place: Seat) -> bool:
    arguments = asked(walk, sender, body, place)
    return outcome(apply_any_body, *arguments) == by_sort(*arguments)


@theorem("TX-4", "A transaction of consensus that fails costs its fee and its nonce, and changes nothing else.", tested=SIGNED)
def failing_consensus_costs_the_fee(walk: Walk, sender: Seat, body: ConsensusBody, place: Seat) -> bool:
    state, slot = walked(walk), next_slot(walk)
    data = sent(state, ACCOUNTS[sender], aimed(body, place))
    if len(data) > MINIMAL.max_transaction_bytes:
        return True
    transaction = authenticate_transaction(data, MINIMAL.max_transaction_bytes)
    applied = apply_transaction(state, transaction, slot)
    if isinstance(applied, Invalid):
        return False
    return applied.receipt.outcome == SUCCESS or applied.state == charge(state, transaction, slot)


@theorem("EVIDENCE-6", "A report makes and destroys no SSP, and leaves no bond negative.", says=Says.INVARIANT, tested=SIGNED)
def reporting_keeps_the_ledger(walk: Walk, reporter: Seat, offenders: tuple[Seat, ...]) -> bool:
    state = walked(walk)
    for offender in offenders:
        done = outcome(apply_report, state, ACCOUNTS[reporter], double_vote(walk, offender), state.head.slot + 1)
        state = state if done.code is not None else done.value
    return is_sound(commit(state))


@theorem("EVIDENCE-6", "A report is rejected for the first of: harmless, too old, no agent, known offender.", says=Says.ACCEPTANCE, tested=SIGNED)
def reporting_accepts(walk: Walk, reporter: Seat, offender: Seat, again: bool, harmless: bool) -> bool:
    state, slot = walked(walk), walked(walk).head.slot + walk.ahead
    report = double_vote(walk, offender)
    report = replace(report, second=report.first) if harmless else report
    agent = get_agent(state, ACCOUNTS[offender])
    old = slot > MINIMAL.evidence_slots
    expected = Code.EVIDENCE_HARMLESS if harmless else Code.EVIDENCE_OLD if old else Code.AGENT_UNKNOWN if agent.standing == Standing.NONE else None
    if expected is None and again:
        state, expected = apply_report(state, ACCOUNTS[reporter], report, slot), Code.OFFENDER_KNOWN
    return rejection(apply_report, state, ACCOUNTS[reporter], report, slot) == expected


@theorem(
    "EVIDENCE-6",
    "The offenders caught have lost the same share of their bonds, whoever was caught first; the reporter has its part of what each report took.",
    says=Says.AMOUNTS,
    tested=SIGNED,
)
def reporting_is_exact(walk: Walk, reporter: Seat, count: Seat) -> bool:
    state, slot = walked(walk), walked(walk).head.slot + 1
    if slot > MINIMAL.evidence_slots or count == len(ACCOUNTS) - 1:
        return True
    caught, earned, start = ACCOUNTS[:count], 0, state
    for place in range(count):
        before = get_agent(state, ACCOUNTS[place]).bond
        state = apply_report(state, ACCOUNTS[reporter], double_vote(walk, place), slot)
        earned += (before - get_agent(state, ACCOUNTS[place]).bond) * MINIMAL.reporter_ppm // PPM
    share = slash_share(count, MINIMAL.agents, MINIMAL.slash_floor_ppm, MINIMAL.slash_factor) if count else 0
    lost = [get_agent(start, agent).bond - get_agent(state, agent).bond for agent in caught]
    expected = [get_agent(start, agent).bond * share // PPM for agent in caught]
    account = get_account(start, ACCOUNTS[reporter])
    return lost == expected and get_account(state, ACCOUNTS[reporter]).balance == account.balance + earned
