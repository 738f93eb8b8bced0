"""The transactions of agents and of delegations, each on the edges of its rule."""

from functools import cache

from reference.consensus.randomness import onion_layer
from reference.numbers import MAX_AMOUNT, Slot
from reference.state.state import State
from reference.wire.consensus_bodies import (
    AgentBond,
    AgentCommit,
    AgentRegister,
    AgentResign,
    AgentWithdraw,
    Delegate,
    DelegationClaim,
    DelegationRelease,
    DelegationWithdraw,
)
from reference.wire.transaction import Body, Transfer
from vectors.batch import Batch
from vectors.build import ALICE, BOB, CAROL, PRODUCER, after, transact_case, transaction
from vectors.case import Case
from vectors.chain import agent_key, all_votes, commitment_of, founded, good_block, grown
from vectors.keys import KeyPair

START = 10**6
TERM = 20
"""The slots of a term of the minimal preset."""

FIRST = agent_key(0)
ENTRANT = agent_key(5)


@cache
def young() -> State:
    """A chain in its first term, with people who have SSP."""
    accounts = {ALICE: START, BOB: START, CAROL: 1_500, FIRST: START}
    return grown(founded(accounts=accounts), range(1, 8))


def applied(state: State, slot: Slot, *sent: tuple[KeyPair, Body]) -> State:
    """The state after a block with these transactions, and every vote that it can have."""
    pending = [transaction(state, sender, body) for sender, body in sent]
    return after(state, good_block(state, slot, pending, all_votes(state, slot)))


def acts(rules: tuple[str, ...], why: str, state: State, sender: KeyPair, body: Body, slot: Slot | None = None) -> Case:
    """The case of one transaction of consensus in the slot after the head's, unless told otherwise."""
    when = state.head.slot + 1 if slot is None else slot
    return transact_case((*rules, "TX-7"), why, state, [Batch(when, PRODUCER.account, (transaction(state, sender, body),))])


def agent_cases() -> list[Case]:
    """Registering, adding to a bond, committing, resigning, withdrawing."""
    state = young()
    registered = applied(state, 8, (ALICE, AgentRegister(1_000, commitment_of(ALICE))))
    resigned = applied(registered, 9, (ALICE, AgentResign()))
    empty = applied(resigned, 90, (ALICE, AgentWithdraw()))
    seated = applied(state, 8, (FIRST, AgentResign()))
    top = commitment_of(ALICE)
    return [
        acts(("AGENT-7", "AGENT-2", "RANDOM-2"), "an account registers with the least bond", state, ALICE, AgentRegister(1_000, top)),
        acts(("AGENT-7", "AGENT-2"), "with a larger bond", state, ALICE, AgentRegister(5_000, top)),
        acts(("AGENT-7", "AGENT-2"), "with a bond one unit too small: fails", state, ALICE, AgentRegister(999, top)),
        acts(("AGENT-7", "AGENT-2"), "with more than the account has: fails", state, CAROL, AgentRegister(1_500, top)),
        acts(("AGENT-7", "RANDOM-2"), "committing to zeros: fails, although the bond is too small as well", state, ALICE, AgentRegister(999, bytes(32))),
        acts(("AGENT-7", "AGENT-2"), "an agent registers again: fails", registered, ALICE, AgentRegister(1_000, top)),
        acts(("AGENT-7", "AGENT-2"), "an agent that has resigned registers again: fails", resigned, ALICE, AgentRegister(1_000, top)),
        acts(("AGENT-7", "AGENT-2"), "an agent whose bond is withdrawn registers again: fails", empty, ALICE, AgentRegister(1_000, top)),
        acts(("AGENT-8", "AGENT-4"), "one unit more of bond", registered, ALICE, AgentBond(1)),
        acts(("AGENT-8", "AGENT-4"), "a founder adds to its bond", state, FIRST, AgentBond(500)),
        acts(("AGENT-8", "BALANCE-1"), "nothing more of bond: fails", registered, ALICE, AgentBond(0)),
        acts(("AGENT-8", "BALANCE-2"), "more bond than the account has: fails", registered, ALICE, AgentBond(START)),
        acts(("AGENT-8", "AGENT-1"), "somebody who is no agent adds to a bond: fails", state, BOB, AgentBond(1)),
        acts(("AGENT-8", "AGENT-3"), "an agent that has resigned adds to its bond: fails", resigned, ALICE, AgentBond(1)),
        acts(("AGENT-11", "RANDOM-2"), "an agent commits anew, while its first commitment waits", registered, ALICE, AgentCommit(onion_layer(top))),
        acts(("AGENT-11", "RANDOM-2"), "a founder commits anew: the old commitment stays in force meanwhile", state, FIRST, AgentCommit(top)),
        acts(("AGENT-11", "RANDOM-2"), "an agent commits to zeros: fails", registered, ALICE, AgentCommit(bytes(32))),
        acts(("AGENT-11", "AGENT-1"), "somebody who is no agent commits to zeros: that it is none is said", state, BOB, AgentCommit(bytes(32))),
        acts(("AGENT-11", "AGENT-3"), "an agent that has resigned commits: fails", resigned, ALICE, AgentCommit(top)),
        acts(("AGENT-9", "AGENT-6"), "an agent resigns", registered, ALICE, AgentResign()),
        acts(("AGENT-9", "AGENT-6"), "a founder resigns, and keeps its seat", state, FIRST, AgentResign()),
        acts(("AGENT-9", "AGENT-1"), "somebody who is no agent resigns: fails", state, BOB, AgentResign()),
        acts(("AGENT-9", "AGENT-3"), "an agent resigns twice: fails", resigned, ALICE, AgentResign()),
        acts(("AGENT-10", "AGENT-5"), "a bond that nobody ever had a seat with, once its time has passed", resigned, ALICE, AgentWithdraw(), slot=89),
        acts(("AGENT-10", "AGENT-5"), "one slot before that: fails", resigned, ALICE, AgentWithdraw(), slot=88),
        acts(("AGENT-10", "AGENT-5"), "a second time: fails", empty, ALICE, AgentWithdraw(), slot=200),
        acts(("AGENT-10", "AGENT-5"), "an agent that has not resigned withdraws: fails", registered, ALICE, AgentWithdraw(), slot=200),
        acts(("AGENT-10", "AGENT-1"), "somebody who is no agent withdraws: fails", state, BOB, AgentWithdraw()),
        acts(("AGENT-10", "AGENT-5"), "an agent that still has its seat withdraws, however late: fails", seated, FIRST, AgentWithdraw(), slot=10_000),
        *_after_an_era(),
    ]


def _after_an_era() -> list[Case]:
    """A founder that resigned, and whose era has ended: its bond is locked from the block on that made the end final."""
    state = founded(accounts={ENTRANT: START, FIRST: START})
    state = applied(state, 1, (FIRST, AgentResign()), (ENTRANT, AgentRegister(1_000, commitment_of(ENTRANT))))
    state = grown(state, range(2, 45))
    ended = grown(state, range(45, 56))
    over = ended.consensus.agents[FIRST.account].unseated
    return [
        acts(("AGENT-10", "AGENT-5"), "a new set serves, and nothing of its era is final: fails, however late", state, FIRST, AgentWithdraw(), slot=10_000),
        acts(("AGENT-10", "AGENT-5"), "one slot too early after the end of its era became final: fails", ended, FIRST, AgentWithdraw(), slot=over + 79),
        acts(("AGENT-10", "AGENT-5"), "in the first slot in which no offence of its can be reported any more", ended, FIRST, AgentWithdraw(), slot=over + 80),
    ]


def delegation_cases() -> list[Case]:
    """Delegating, withdrawing, claiming, releasing."""
    state = young()
    agent = FIRST.account
    delegated = applied(state, 8, (ALICE, Delegate(agent, 5_000)))
    withdrawn = applied(delegated, 9, (ALICE, DelegationWithdraw(agent, 0)))
    resigned = applied(delegated, 9, (FIRST, AgentResign()))
    paid = grown(delegated, range(9, 3 * TERM + 11))
    claimed = applied(paid, 3 * TERM + 11, (ALICE, DelegationClaim(agent, 0)))
    ended = grown(applied(delegated, TERM + 2, (ALICE, DelegationWithdraw(agent, 0))), range(TERM + 3, 4 * TERM + 5))
    rules = ("DELEGATE-8", "DELEGATE-1")
    return [
        acts(rules, "one unit behind an agent", state, ALICE, Delegate(agent, 1)),
        acts(rules, "more, in the same term: the two are one", delegated, ALICE, Delegate(agent, 5)),
        acts(rules, "more, in the next term: the two are two", delegated, ALICE, Delegate(agent, 5), slot=TERM),
        acts(rules, "an agent behind itself", state, FIRST, Delegate(agent, 7)),
        acts((*rules, "BALANCE-1"), "nothing: fails", state, ALICE, Delegate(agent, 0)),
        acts((*rules, "BALANCE-2"), "more than the account has: fails", state, CAROL, Delegate(agent, 1_500)),
        acts((*rules, "BALANCE-2"), "the largest amount: fails without wrapping around", state, ALICE, Delegate(agent, MAX_AMOUNT)),
        acts((*rules, "AGENT-1"), "behind somebody who is no agent: fails", state, ALICE, Delegate(BOB.account, 5)),
        acts((*rules, "AGENT-3"), "behind an agent that has resigned: fails", resigned, BOB, Delegate(agent, 5)),
        acts(rules, "again, where it was withdrawn in this term: fails", withdrawn, ALICE, Delegate(agent, 5)),
        acts(("DELEGATE-9", "DELEGATE-3"), "withdrawn in the term in which it was made", delegated, ALICE, DelegationWithdraw(agent, 0)),
        acts(("DELEGATE-9", "DELEGATE-3"), "withdrawn from an agent that has resigned", resigned, ALICE, DelegationWithdraw(agent, 0)),
        acts(("DELEGATE-9", "DELEGATE-3"), "withdrawn in a later term", delegated, ALICE, DelegationWithdraw(agent, 0), slot=2 * TERM),
        acts(("DELEGATE-9", "DELEGATE-3"), "withdrawn twice: fails", withdrawn, ALICE, DelegationWithdraw(agent, 0)),
        acts(("DELEGATE-9", "DELEGATE-3"), "withdrawn in the term in which it expires: fails", delegated, ALICE, DelegationWithdraw(agent, 0), slot=6 * TERM),
        acts(("DELEGATE-9", "DELEGATE-2"), "another's is withdrawn: fails", delegated, BOB, DelegationWithdraw(agent, 0)),
        acts(("DELEGATE-9", "DELEGATE-2"), "that of another term is withdrawn: fails", delegated, ALICE, DelegationWithdraw(agent, 1)),
        acts(("DELEGATE-10", "DELEGATE-4"), "a reward is claimed", paid, ALICE, DelegationClaim(agent, 0)),
        acts(("DELEGATE-10", "DELEGATE-4"), "it is claimed again: nothing is left", claimed, ALICE, DelegationClaim(agent, 0)),
        acts(
            ("DELEGATE-10", "DELEGATE-4"),
            "a reward before the first term that counts is decided: fails",
            delegated,
            ALICE,
            DelegationClaim(agent, 0),
            slot=3 * TERM - 1,
        ),
        acts(("DELEGATE-10", "DELEGATE-4"), "in the first slot in which it can be claimed", delegated, ALICE, DelegationClaim(agent, 0), slot=3 * TERM),
        acts(("DELEGATE-10", "DELEGATE-2"), "a reward of nothing delegated: fails", paid, BOB, DelegationClaim(agent, 0)),
        acts(("DELEGATE-11", "DELEGATE-5"), "released, with what it has earned", ended, ALICE, DelegationRelease(agent, 0)),
        acts(("DELEGATE-11", "DELEGATE-5"), "released one slot too early: fails", ended, ALICE, DelegationRelease(agent, 0), slot=4 * TERM - 1),
        acts(("DELEGATE-11", "DELEGATE-5"), "released while it still counts: fails", paid, ALICE, DelegationRelease(agent, 0)),
        acts(("DELEGATE-11", "DELEGATE-2"), "another's is released: fails", ended, BOB, DelegationRelease(agent, 0)),
        acts(("DELEGATE-11", "DELEGATE-5"), "released after it expired by itself", grown(paid, (9 * TERM,)), ALICE, DelegationRelease(agent, 0)),
        _mixed(),
    ]


def _mixed() -> Case:
    """Transactions of both sorts in one batch, each of which finds what those before it have left."""
    state = young()
    bodies: list[tuple[KeyPair, Body]] = [
        (ALICE, Transfer(CAROL.account, 5_000)),
        (CAROL, AgentRegister(5_000, commitment_of(CAROL))),
        (BOB, Delegate(CAROL.account, START)),
        (BOB, Delegate(CAROL.account, 7)),
        (BOB, Transfer(BOB.account, 1)),
        (CAROL, Transfer(ALICE.account, 5_000)),
    ]
    nonces = {pair: state.accounts[pair.account].nonce for pair in (ALICE, BOB, CAROL)}
    sent = []
    for sender, body in bodies:
        nonces[sender] += 1
        sent.append(transaction(state, sender, body, nonce=nonces[sender]))
    rules = ("TX-8", "TX-6", "TX-7", "TX-4", "BLOCK-5")
    return transact_case(rules, "money and consensus in one batch: three fail, three succeed", state, [Batch(8, PRODUCER.account, tuple(sent))])
