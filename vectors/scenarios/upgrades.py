"""Upgrades: proposing, voting, deciding, activating, and blocks on both sides of the boundary."""

from dataclasses import replace
from functools import cache

from reference.state.state import State
from reference.transition import propose
from reference.wire.consensus_bodies import Delegate, DelegationWithdraw, UpgradePropose, UpgradeVote
from reference.wire.transaction import CoinCreate
from vectors.build import ALICE, BOB, CAROL, after, apply_case, block
from vectors.case import Case
from vectors.chain import agent_key, founded, good_block, grown, producer_of, sealed_block
from vectors.scenarios.agents import acts, applied
from vectors.scenarios.progress import followed

START = 10**6
TERM = 20
AGENT = agent_key(0).account


@cache
def _delegated() -> State:
    """A chain in term 1 on which Alice and Bob have delegated in term 0, and there is a coin."""
    state = founded(accounts={ALICE: START, BOB: START, CAROL: START})
    state = applied(state, 1, (ALICE, Delegate(AGENT, 6_000)), (BOB, Delegate(AGENT, 4_000)), (CAROL, CoinCreate("GATE", 2, 100)))
    return grown(state, range(2, TERM + 2))


@cache
def _proposed() -> State:
    return applied(_delegated(), TERM + 2, (CAROL, UpgradePropose(2)))


def upgrade_cases() -> list[Case]:
    """Transactions, and blocks over the boundaries of terms."""
    state, proposed = _delegated(), _proposed()
    voted = applied(proposed, TERM + 3, (ALICE, UpgradeVote(AGENT, 0, True)))
    late = applied(proposed, TERM + 3, (CAROL, Delegate(AGENT, 9_000)))
    gone = applied(proposed, TERM + 3, (ALICE, DelegationWithdraw(AGENT, 0)))
    propose, ballot = ("UPGRADE-9", "UPGRADE-1"), ("UPGRADE-10", "UPGRADE-2")
    return [
        acts(propose, "the next version", state, CAROL, UpgradePropose(2)),
        acts(propose, "the chain's own version: fails", state, CAROL, UpgradePropose(1)),
        acts(propose, "the version after the next: fails", state, CAROL, UpgradePropose(3)),
        acts(propose, "while another is voted on: fails", proposed, BOB, UpgradePropose(2)),
        acts((*propose, "BALANCE-2"), "by an account that cannot pay the bond: fails", founded(accounts={CAROL: 300}), CAROL, UpgradePropose(2)),
        acts(ballot, "a delegation for it", proposed, ALICE, UpgradeVote(AGENT, 0, True)),
        acts(ballot, "a delegation against it", proposed, BOB, UpgradeVote(AGENT, 0, False)),
        acts(ballot, "the same delegation twice: fails", voted, ALICE, UpgradeVote(AGENT, 0, True)),
        acts(ballot, "the same delegation against it afterwards: fails", voted, ALICE, UpgradeVote(AGENT, 0, False)),
        acts(ballot, "while nothing is voted on: fails", state, ALICE, UpgradeVote(AGENT, 0, True)),
        acts(ballot, "a delegation that nobody has: fails", proposed, CAROL, UpgradeVote(AGENT, 0, True)),
        acts(ballot, "a delegation of the proposal's own term: fails", late, CAROL, UpgradeVote(AGENT, 1, True)),
        acts(ballot, "a delegation that was withdrawn: fails", gone, ALICE, UpgradeVote(AGENT, 0, True)),
        *_decisions(),
    ]


def _decisions() -> list[Case]:
    """From the proposal to the boundary at which it is decided, and to the one at which it is activated."""
    before = grown(_proposed(), range(TERM + 3, TERM + 6))
    rules = ("TIME-12", "UPGRADE-3", "UPGRADE-5")
    ends = [("two thirds exactly", True, None), ("the larger part alone", True, False), ("everybody against", False, False), ("nobody votes", None, None)]
    cases = []
    for why, alice, bob in ends:
        state = before
        ballots = [(ALICE, UpgradeVote(AGENT, 0, alice))] if alice is not None else []
        ballots += [(BOB, UpgradeVote(AGENT, 0, bob))] if bob is not None else []
        state = applied(state, TERM + 6, *ballots) if ballots else state
        begin = 3 if ballots else 2
        blocks, _ = followed(state, range(begin * TERM, 5 * TERM, TERM))
        cases.append(apply_case(rules, f"{why}: decided, and the term after begins", state, blocks))
    state = grown(applied(before, TERM + 6, (ALICE, UpgradeVote(AGENT, 0, True))), (3 * TERM,))
    first = good_block(state, 4 * TERM)
    then = after(state, first)
    cases += [
        apply_case(("UPGRADE-4", "UPGRADE-6", "UPGRADE-7", "UPGRADE-8"), "the first block of version 2", state, [first]),
        apply_case(("UPGRADE-6", "BLOCK-2"), "version 2 one term too early", state, [block(state, version=2)]),
        apply_case(("UPGRADE-6", "BLOCK-2"), "version 1 where version 2 begins, then version 2", state, [block(state, slot=4 * TERM, version=1), first]),
        apply_case(("UPGRADE-6", "BLOCK-2"), "version 1 after version 2 has begun", then, [block(then, version=1)]),
        apply_case(("UPGRADE-4", "UPGRADE-7"), "version 2 begins after terms without a block", state, [good_block(state, 7 * TERM + 3)]),
        acts(("UPGRADE-9", "UPGRADE-1"), "version 3 is proposed on a chain of version 2", then, ALICE, _next(then)),
        acts(("UPGRADE-9", "UPGRADE-1"), "while version 2 waits for its activation: fails", state, ALICE, UpgradePropose(3)),
        acts(("UPGRADE-10", "UPGRADE-2"), "a vote on what is decided: fails", state, BOB, UpgradeVote(AGENT, 0, True)),
        *_unknown_version(then),
    ]
    return cases


def _next(state: State) -> UpgradePropose:
    return UpgradePropose(state.consensus.upgrade.version + 1)


def _unknown_version(state: State) -> list[Case]:
    """A version that these rules do not know is voted for: from its activation on no block can be judged."""
    state = applied(state, 4 * TERM + 1, (ALICE, UpgradePropose(3)))
    state = applied(state, 4 * TERM + 2, (ALICE, UpgradeVote(AGENT, 0, True)), (BOB, UpgradeVote(AGENT, 0, True)))
    state = grown(state, (6 * TERM,))
    why = "a version is activated that nobody has written"
    return [apply_case(("UPGRADE-7", "TIME-9", "TIME-12"), why, state, [block_of_version(state, 7 * TERM, 3)])]


def block_of_version(state: State, slot: int, version: int) -> bytes:
    """An empty block of some version, of which nothing else need be right."""
    pair = producer_of(state, slot - 1)
    return sealed_block(pair, replace(propose(state, (), slot - 1, pair.account), slot=slot, version=version))
