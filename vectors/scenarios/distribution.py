"""The first distribution of SSP, and payments from the private placement."""

from dataclasses import replace
from typing import Any

from immutables import Map

from reference.codes import Code
from reference.consensus.genesis import Founder
from reference.economy.distribution import ECOSYSTEM_SHARE, FOUNDATION_SHARE, PLACEMENT_SHARE, TEAM_LOCK, TEAM_SHARE, Beneficiaries, distribute
from reference.numbers import MAX_AMOUNT, AccountId, Amount, Slot
from reference.parameters import MAINNET, MINIMAL
from reference.state.economy_tables import Economy
from reference.state.lock import Lock
from reference.state.placement import MAX_OUTFLOWS, Outflow, Placement
from reference.state.pots import with_ecosystem
from reference.state.state import State
from reference.wire.economy_bodies import LockRelease, PlacementPay, Purpose
from reference.wire.transaction import Body, Transfer
from vectors.build import ALICE, BOB, CAROL, SLOT, batch, found, intended_case, transact_case, transaction
from vectors.case import Case, Kind
from vectors.chain import agent_key, commitment_of
from vectors.evaluate import call_input
from vectors.keys import KeyPair, key_pair

START = 20_000
"""What everybody begins with, in SSP units."""

PLACED = 10**6
"""What is left of the placement, in SSP units, where it is not all of it."""

FOUNDATION, TEAM = key_pair("foundation"), key_pair("team")

PAY = ("PLACEMENT-2", "PLACEMENT-1", "TX-9")
DISTRIBUTED = ("SUPPLY-3", "SUPPLY-4", "SUPPLY-1", "LOCK-5")


def placement_cases() -> list[Case]:
    """Every edge of the one kind of transaction of the placement, and the order of its conditions; and states with outflows that cannot be."""
    return [*_payments(), *_contradictions()]


def distribution_cases() -> list[Case]:
    """Chains on which all SSP is distributed, before and after the team's share is released; and where the SSP of a state is."""
    return [_minimal(), _mainnet(), *_recounts()]


def distribution_calls() -> list[Case]:
    """The four shares, what was published when, and the last payments that can be numbered, each asked for by itself."""
    return [*_shares(), *_publications(), *_last_numbers()]


def _genesis() -> State:
    founders = tuple(Founder(agent_key(place).account, MINIMAL.minimum_bond + place, commitment_of(agent_key(place))) for place in range(MINIMAL.agents))
    return distribute(MINIMAL, Beneficiaries(CAROL.account, FOUNDATION.account, TEAM.account, founders))


def _minimal() -> Case:
    """A whole genesis of minimal: the foundation pays what the others need for fees."""
    state, take = _genesis(), LockRelease(FOUNDATION.account, TEAM_LOCK)
    end = MINIMAL.team_lock_slots
    steps: list[tuple[Slot, list[tuple[KeyPair, int, Body]]]] = [
        (1, [(FOUNDATION, 1, Transfer(CAROL.account, 1_000)), (FOUNDATION, 2, Transfer(TEAM.account, 2_000))]),
        (1, [(CAROL, 1, PlacementPay(BOB.account, 5_000, Purpose.INVESTOR))]),
        (end - 1, [(TEAM, 1, take)]),
        (end, [(TEAM, 2, take)]),
    ]
    batches = [batch(state, [transaction(state, sender, body, nonce=nonce) for sender, nonce, body in sent], slot=slot) for slot, sent in steps]
    why = "all SSP is distributed: the placement pays from the first slot on, the team gets nothing before its time and then everything"
    return transact_case((*DISTRIBUTED, "PLACEMENT-2"), why, state, batches)


def _mainnet() -> Case:
    """The team's twelve months, on mainnet: who pays for its transactions is somebody else, until it has something."""
    end = MAINNET.team_lock_slots
    lock = Lock(amount=TEAM_SHARE, left=TEAM_SHARE, start=0, cliff=end, end=end)
    economy = Economy(locks=Map({(TEAM.account, ALICE.account, TEAM_LOCK): lock}), placement=Placement(CAROL.account, PLACEMENT_SHARE, 0))
    state = found("mainnet", {ALICE: FOUNDATION_SHARE - 10**10, TEAM: 10**10}, economy=economy)
    take = [transaction(state, TEAM, LockRelease(ALICE.account, TEAM_LOCK), nonce=nonce) for nonce in (1, 2, 3)]
    batches = [batch(state, [take[0]], slot=end - 1), batch(state, take[1:], slot=end)]
    why = "the team's share on mainnet: nothing in the last slot of twelve months, all in the next, then no more"
    return transact_case(("LOCK-5", "SUPPLY-1", "LOCK-1"), why, state, batches)


def _shares() -> list[Case]:
    """Shares that are not those, though they add up; each of them one unit off is mined."""
    right = {"placement": PLACEMENT_SHARE, "foundation": FOUNDATION_SHARE, "team": TEAM_SHARE, "ecosystem": ECOSYSTEM_SHARE}
    moved = {
        "one unit from the placement to the pool": {"placement": PLACEMENT_SHARE - 1, "ecosystem": ECOSYSTEM_SHARE + 1},
        "one unit from the foundation to the team": {"foundation": FOUNDATION_SHARE - 1, "team": TEAM_SHARE + 1},
        "the team's and the foundation's shares exchanged": {"foundation": TEAM_SHARE, "team": FOUNDATION_SHARE},
    }
    return [_call(why, {**right, **changed}, Code.DISTRIBUTION_MISMATCH) for why, changed in moved.items()]


def _call(why: str, shares: dict[str, Amount], code: Code | None) -> Case:
    return intended_case(("SUPPLY-2",), Kind.CALL, "minimal", why, call_input("check_distribution", shares), code)


def _recounts() -> list[Case]:
    """What SUPPLY-1 counts, with one unit too many or too few in each place where the economy has SSP."""
    lock = Lock(amount=700, left=600, start=10, cliff=10, end=90)
    economy = Economy(locks=Map({(BOB.account, ALICE.account, 0): lock}), placement=Placement(CAROL.account, PLACED, 0))
    state = found(accounts={ALICE: START, BOB: START}, economy=economy)
    locks = {change: economy.locks.set((BOB.account, ALICE.account, 0), replace(lock, left=600 + change)) for change in (1, -1)}
    states = {
        "accounts, a pool, a placement and a lock add up": state,
        "one unit too many left of the placement": _with(state, placement=replace(economy.placement, balance=PLACED + 1)),
        "one unit too few left of the placement": _with(state, placement=replace(economy.placement, balance=PLACED - 1)),
        "one unit too many in a lock": _with(state, locks=locks[1]),
        "one unit too few in a lock": _with(state, locks=locks[-1]),
        "what was taken of a lock counted once more": replace(state, pots=with_ecosystem(state.pots, state.pots.ecosystem - 100)),
    }
    good = batch(state, [transaction(state, ALICE, Transfer(BOB.account, 5))])
    return [transact_case(("SUPPLY-1", "STATE-2"), why, each, [good]) for why, each in states.items()]


def _state(placed: Amount = PLACED, outflows: tuple[Outflow, ...] = (), controller: AccountId = CAROL.account) -> State:
    economy = Economy(outflows=Map(enumerate(outflows)), placement=Placement(controller, placed, len(outflows)))
    return found(accounts=dict.fromkeys((ALICE, BOB, CAROL), START), economy=economy)


def _payments() -> list[Case]:
    state = _state()
    pay = PlacementPay(BOB.account, 700, Purpose.DEVELOPMENT)
    later = _state(PLACED, (Outflow(3, BOB.account, 5, Purpose.LEGAL), Outflow(40, ALICE.account, 6, Purpose.OTHER)))
    steps = [transaction(state, CAROL, pay, nonce=nonce) for nonce in (1, 2)]
    two = [batch(state, steps, slot=41), batch(state, [transaction(state, CAROL, replace(pay, purpose=Purpose.MARKET), nonce=3)], slot=45)]
    return [
        *[_case(state, PAY, f"for the purpose {purpose.name.lower()}", CAROL, replace(pay, purpose=purpose)) for purpose in Purpose],
        _case(state, PAY, "to an account that there was not", CAROL, replace(pay, recipient=TEAM.account)),
        _case(state, PAY, "to the controller itself, which is published like any other", CAROL, replace(pay, recipient=CAROL.account)),
        _case(state, (*PAY, "BALANCE-2"), "all that is left", CAROL, replace(pay, amount=PLACED)),
        _case(state, (*PAY, "BALANCE-2"), "one unit more than is left: fails", CAROL, replace(pay, amount=PLACED + 1)),
        _case(state, (*PAY, "BALANCE-2"), "the largest amount: fails", CAROL, replace(pay, amount=MAX_AMOUNT)),
        _case(state, (*PAY, "BALANCE-1"), "nothing: fails", CAROL, replace(pay, amount=0)),
        _case(state, PAY, "by somebody else: fails", ALICE, pay),
        _case(state, PAY, "nothing, by somebody else: that it is somebody else is said first", ALICE, replace(pay, amount=0)),
        _case(state, PAY, "too much, by somebody else: that it is somebody else is said first", ALICE, replace(pay, amount=MAX_AMOUNT)),
        _case(later, PAY, "after two others, in the slot after that of the last", CAROL, pay),
        transact_case(PAY, "two in one batch, one in a later one: each has its own number", state, two),
    ]


def _last_numbers() -> list[Case]:
    """Payments from a placement that has paid almost as often as can be counted, asked for by themselves: no state holds as many outflows."""
    full = Placement(CAROL.account, PLACED, MAX_OUTFLOWS)
    asked: dict[str, tuple[Placement, AccountId, Amount, Code]] = {
        "no number is left: fails": (full, CAROL.account, PLACED, Code.OUTFLOWS_EXHAUSTED),
        "no number is left, and too much is asked for: the former is said": (full, CAROL.account, PLACED + 1, Code.OUTFLOWS_EXHAUSTED),
        "no number is left, and nothing is asked for: the latter is said": (full, CAROL.account, 0, Code.AMOUNT_ZERO),
        "one number is left, and too much is asked for": (replace(full, outflows=MAX_OUTFLOWS - 1), CAROL.account, PLACED + 1, Code.INSUFFICIENT_BALANCE),
    }
    return [
        intended_case(
            ("PLACEMENT-1",),
            Kind.CALL,
            "minimal",
            why,
            call_input("pay_from_placement", {"placement": placement, "sender": sender, "amount": amount}),
            code,
        )
        for why, (placement, sender, amount, code) in asked.items()
    ]


def _publications() -> list[Case]:
    """The publication by period, asked for by itself."""
    outflows = {number: Outflow(slot, BOB.account, 5 + number, Purpose(number)) for number, slot in enumerate((3, 7, 7, 9))}
    periods = {
        "everything": (0, 2**64 - 1),
        "one slot with two outflows": (7, 7),
        "from the second slot with any to the last": (7, 9),
        "up to just before the last": (0, 8),
        "between two slots with any": (4, 6),
        "a period that ends before it begins: nothing": (9, 3),
    }
    return [
        intended_case(("PLACEMENT-3",), Kind.CALL, "minimal", why, call_input("outflows_between", {"outflows": outflows, "first": first, "last": last}), None)
        for why, (first, last) in periods.items()
    ]


def _contradictions() -> list[Case]:
    """States from outside whose outflows are not as they were published. The batch is good, for the state as it should be."""
    outflows = tuple(Outflow(slot, BOB.account, 1, Purpose.LEGAL) for slot in (3, 7, SLOT))
    state = _state(PLACED, outflows)
    economy = state.economy
    paid = economy.outflows
    states = {
        "three outflows, the last in the head's slot": state,
        "an outflow after the head": _with(state, outflows=paid.set(2, replace(outflows[2], slot=SLOT + 1))),
        "an outflow before the one with the number before": _with(state, outflows=paid.set(1, replace(outflows[1], slot=2))),
        "an outflow of nothing": _with(state, outflows=paid.set(0, replace(outflows[0], amount=0))),
        "the last outflow is missing": _with(state, outflows=paid.delete(2)),
        "the first outflow is missing": _with(state, outflows=paid.delete(0)),
        "one outflow more than the placement counts": _with(state, placement=replace(economy.placement, outflows=2)),
        "an outflow under a number that is too large": _with(state, outflows=paid.delete(2).set(3, outflows[2])),
        "as many outflows counted as can be, and three stored": _with(state, placement=replace(economy.placement, outflows=MAX_OUTFLOWS)),
    }
    good = batch(state, [transaction(state, ALICE, Transfer(BOB.account, 5))])
    return [transact_case(("STATE-9", "PLACEMENT-2"), why, each, [good]) for why, each in states.items()]


def _with(state: State, **changes: Any) -> State:
    return replace(state, economy=replace(state.economy, **changes))


def _case(state: State, rules: tuple[str, ...], why: str, sender: KeyPair, body: Body) -> Case:
    return transact_case(rules, why, state, [batch(state, [transaction(state, sender, body)])])
