"""Chains for the theorems that Hypothesis alone tries: drawn as what a few agents do or leave, then made of signed blocks.

A `Walk` is a handful of small choices, and the chain that they lead to is right by construction: what is drawn at random is no
signed block, and what a theorem says of all states it is tried on states that a chain can be in.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Annotated

from immutables import Map

from reference.consensus.boundaries import enter_slot
from reference.consensus.duties import serving
from reference.consensus.genesis import Founder, genesis_consensus
from reference.consensus.order import round_order
from reference.consensus.randomness import NO_LAYER, onion_layer
from reference.consensus.voting import electorate
from reference.numbers import AccountId, Length, Range, Slot
from reference.parameters import MINIMAL, SSP_SUPPLY
from reference.state.account import Account
from reference.state.consensus_state import get_agent
from reference.state.genesis import genesis
from reference.state.pots import Pots
from reference.state.state import State, get_account
from reference.transition import Accepted, apply_block, propose
from reference.wire.block import Block, encode_block, encode_header
from reference.wire.consensus_bodies import AgentRegister, ConsensusBody, Delegate, UpgradePropose
from reference.wire.hashing import Tag
from reference.wire.transaction import Body, Transaction, encode_transaction
from reference.wire.vote import FinalityVote, encode_vote
from spec.theorems.drafts import ACCOUNTS, BOND, sealed

LAYERS = 90
"""How many layers each agent's onion has."""

TERM = MINIMAL.agents * MINIMAL.term_rounds
"""The slots of a term."""

RICH = 10**6
"""What each agent's account holds at genesis."""

Gap = Annotated[int, Range(1, 45)]
"""Slots from one block to the next."""

Absent = Annotated[int, Range(0, 5)]
"""How many agents do not vote, from the first on."""


@dataclass(frozen=True, slots=True)
class Step:
    """One block of a walk."""

    gap: Gap
    reveals: bool
    votes: bool
    absent: Absent


class Past(Enum):
    """How a chain has gone on since its first block: until which slot, with a block in each so many slots, with or without votes."""

    NONE = (1, 1, True)
    FINAL = (TERM + 3, 1, True)
    """The first term is over, and about to be paid."""
    SUCCEEDED = (2 * TERM + 1, 1, True)
    """Another set has just taken over, where somebody has joined."""
    PAID = (3 * TERM + 6, 1, True)
    """Rewards were paid to those who delegated."""
    STALLED = (2 * TERM + 6, 5, False)
    """Nobody has voted."""

    def __init__(self, until: Slot, apart: int, voted: bool) -> None:
        self.until = until
        self.apart = apart
        self.voted = voted


@dataclass(frozen=True, slots=True)
class Walk:
    """A chain of a few blocks."""

    joined: bool
    """Whether a sixth agent has registered, so that the set may change."""
    delegated: bool
    """Whether somebody has delegated."""
    proposed: bool
    """Whether an upgrade is proposed."""
    past: Past
    """What has happened since, before the steps."""
    steps: Annotated[tuple[Step, ...], Length(0, 3)]
    ahead: Gap
    """Slots from the last block to the one that the theorem is about."""


@lru_cache(maxsize=16)
def onion(place: int) -> tuple[bytes, ...]:
    """The onion of an agent, the innermost layer first."""
    layers = [bytes([place + 7]) * 32]
    for _ in range(LAYERS):
        layers.append(onion_layer(layers[-1]))
    return tuple(layers)


def founders() -> tuple[Founder, ...]:
    """The first set: all but the last of the people with keys."""
    return tuple(Founder(account, BOND + place, onion(place)[-1]) for place, account in enumerate(ACCOUNTS[:5]))


@lru_cache(maxsize=1)
def beginning() -> State:
    """Genesis."""
    founding = founders()
    pool = SSP_SUPPLY - sum(founder.bond for founder in founding) - RICH * len(ACCOUNTS)
    accounts = Map(dict.fromkeys(ACCOUNTS, Account(RICH, 0)))
    return genesis(MINIMAL, accounts, Pots(ecosystem=pool, deposits=0, fees=0), genesis_consensus(MINIMAL, pool, founding))


def producer_of(state: State, slot: Slot) -> AccountId:
    """The agent whose slot it is."""
    entered = enter_slot(state, slot)
    order = round_order(entered.consensus.randomness.seed, slot // MINIMAL.agents, serving(entered))
    return order[slot % MINIMAL.agents]


def next_layer(state: State, agent: AccountId) -> bytes:
    """What an agent reveals next; nothing where its onion is peeled, or its commitment waits."""
    layers = onion(ACCOUNTS.index(agent))
    held = get_agent(state, agent).onion.layer
    return layers[layers.index(held) - 1] if held in layers[1:] else NO_LAYER


def votes_for(state: State, slot: Slot, absent: int) -> tuple[bytes, ...]:
    """The votes for the checkpoint of the slot's epoch that a block in it can have, but for those of the first agents."""
    entered = enter_slot(state, slot)
    target = entered.consensus.finality.current
    if any(target.voters) or any(target.former_voters) or target.checkpoint.epoch <= target.source.epoch:
        return ()
    voters = electorate(entered, target)
    chain, source, checkpoint = state.chain.id, target.source, target.checkpoint
    payload = encode_vote(FinalityVote(chain, source.epoch, source.hash, checkpoint.epoch, checkpoint.hash))
    present = [member for member in sorted({*voters.members, *voters.former}) if ACCOUNTS.index(member) >= absent]
    return tuple(sealed(ACCOUNTS.index(member), payload, Tag.FINALITY_VOTE) for member in present)


def sent(state: State, sender: AccountId, body: Body) -> bytes:
    """A signed transaction."""
    message = Transaction(state.chain.id, get_account(state, sender).nonce + 1, 2**40, 5_000, body)
    return sealed(ACCOUNTS.index(sender), encode_transaction(message), Tag.TRANSACTION)


def extended(state: State, slot: Slot, transactions: tuple[bytes, ...] = (), votes: tuple[bytes, ...] = (), reveals: bool = True) -> State:
    """The state after a block that its producer made as it should."""
    producer = producer_of(state, slot)
    reveal = next_layer(state, producer) if reveals else NO_LAYER
    header = propose(state, transactions, slot, producer, votes, reveal)
    data = encode_block(Block(sealed(ACCOUNTS.index(producer), encode_header(header), Tag.BLOCK_HEADER), transactions, votes))
    applied = apply_block(state, data)
    if not isinstance(applied, Accepted):
        raise AssertionError(f"a good block is rejected with {applied.code.name}")
    return applied.state


@lru_cache(maxsize=8)
def settled(joined: bool, delegated: bool, proposed: bool) -> State:
    """A chain of one block, in which these things were done."""
    state = beginning()
    bodies: list[tuple[AccountId, ConsensusBody]] = []
    bodies += [(ACCOUNTS[5], AgentRegister(BOND, onion(5)[-1]))] if joined else []
    bodies += [(ACCOUNTS[0], Delegate(ACCOUNTS[1], 5_000))] if delegated else []
    bodies += [(ACCOUNTS[2], UpgradePropose(2))] if proposed else []
    return extended(state, 1, tuple(sent(state, sender, body) for sender, body in bodies))


@lru_cache(maxsize=64)
def passed(joined: bool, delegated: bool, proposed: bool, past: Past) -> State:
    """The chain after its past."""
    state = settled(joined, delegated, proposed)
    for slot in range(2, past.until, past.apart):
        state = extended(state, slot, (), votes_for(state, slot, 0) if past.voted else ())
    return state


@lru_cache(maxsize=512)
def walked(walk: Walk) -> State:
    """The state after the last block of a walk."""
    state = passed(walk.joined, walk.delegated, walk.proposed, walk.past)
    for step in walk.steps:
        slot = state.head.slot + step.gap
        votes = votes_for(state, slot, step.absent) if step.votes else ()
        state = extended(state, slot, (), votes, step.reveals)
    return state


def next_slot(walk: Walk) -> Slot:
    """The slot that the theorem is about."""
    return walked(walk).head.slot + walk.ahead
