"""A chain with agents, for vectors, tests and benchmarks: who produces, who votes, what is revealed.

The agents' keys are test keys; each agent's onion is made of its own secret, so that what it reveals next follows from what the state says.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from immutables import Map

from reference.consensus.boundaries import enter_slot
from reference.consensus.calendar import epoch_of, place_in_round, round_of
from reference.consensus.duties import serving
from reference.consensus.finality import Electorate
from reference.consensus.genesis import Founder, genesis_consensus
from reference.consensus.order import round_order
from reference.consensus.randomness import NO_LAYER, in_force, onion_layer
from reference.consensus.voting import electorate
from reference.numbers import AccountId, Amount, Hash, Slot
from reference.parameters import PRESETS, SSP_SUPPLY, Parameters
from reference.state.account import Account
from reference.state.consensus_state import get_agent
from reference.state.finality import Target
from reference.state.genesis import genesis
from reference.state.pots import Pots
from reference.state.state import State
from reference.transition import Rejected, apply_block, propose
from reference.wire.block import Block, Header, encode_block
from reference.wire.hashing import Tag
from reference.wire.keys import Algorithm
from reference.wire.vote import FinalityVote, encode_vote
from vectors.keys import KeyPair, key_pair, seal, sign_header

LAYERS = 400
"""How many layers an agent's onion has: more than any chain of the vectors peels."""

BOND = 2_000
"""What each founder of a minimal chain has bonded, in SSP units."""


@cache
def agent_key(number: int) -> KeyPair:
    """The key of the agent of this number. One in five has a chip with P-256 only."""
    return key_pair(f"agent {number}", Algorithm.ES256 if number % 5 == 3 else Algorithm.EDDSA)


@cache
def _numbers() -> dict[AccountId, KeyPair]:
    return {agent_key(number).account: agent_key(number) for number in range(150)}


def key_of(agent: AccountId) -> KeyPair:
    """The key of an agent of the vectors."""
    return _numbers()[agent]


@cache
def onion(pair: KeyPair) -> tuple[Hash, ...]:
    """An agent's onion: its innermost layer first, what it commits to last."""
    layers = [pair.secret]
    for _ in range(LAYERS):
        layers.append(onion_layer(layers[-1]))
    return tuple(layers)


def commitment_of(pair: KeyPair) -> Hash:
    """What an agent commits to."""
    return onion(pair)[-1]


def founders_of(parameters: Parameters, bonds: Mapping[int, Amount] | None = None) -> tuple[Founder, ...]:
    """The first set: the agents from number 0 on, each with the least bond that it can have, or with its own."""
    least, pairs = max(parameters.minimum_bond, BOND), [agent_key(number) for number in range(parameters.agents)]
    return tuple(Founder(pair.account, (bonds or {}).get(number, least), commitment_of(pair)) for number, pair in enumerate(pairs))


def founded(
    preset: str = "minimal",
    accounts: Mapping[KeyPair, Amount] | None = None,
    bonds: Mapping[int, Amount] | None = None,
) -> State:
    """Genesis of a chain whose first set are the agents from number 0 on; these people have these balances, the ecosystem pool the rest."""
    parameters = PRESETS[preset]
    founders = founders_of(parameters, bonds)
    records = {pair.account: Account(balance, 0) for pair, balance in (accounts or {}).items()}
    pool = SSP_SUPPLY - sum(record.balance for record in records.values()) - sum(founder.bond for founder in founders)
    pots = Pots(ecosystem=pool, deposits=0, fees=0)
    return genesis(parameters, Map(records), pots, genesis_consensus(parameters, pool, founders))


def producer_of(state: State, slot: Slot) -> KeyPair:
    """The agent whose slot it is."""
    entered, agents = enter_slot(state, slot), state.chain.parameters.agents
    order = round_order(entered.consensus.randomness.seed, round_of(slot, agents), serving(entered))
    return key_of(order[place_in_round(slot, agents)])


def next_reveal(state: State, pair: KeyPair, slot: Slot) -> Hash:
    """What an agent reveals if it produces in a slot: the layer below the one in force, or nothing where it has committed to nothing."""
    held = in_force(get_agent(state, pair.account).onion, round_of(slot, state.chain.parameters.agents)).layer
    layers = onion(pair)
    return layers[layers.index(held) - 1] if held in layers[1:] else NO_LAYER


def target_of(state: State, slot: Slot) -> tuple[Target, Electorate]:
    """The checkpoint that a block in a slot can carry votes for, and whose votes it needs."""
    entered = enter_slot(state, slot)
    target = entered.consensus.finality.current
    return target, electorate(entered, target)


def vote(state: State, pair: KeyPair, target: Target, **changes: Any) -> bytes:
    """An agent's signed vote for a target; `changes` are fields that say something else than they should."""
    fields: dict[str, Any] = {
        "chain": state.chain.id,
        "source_epoch": target.source.epoch,
        "source_hash": target.source.hash,
        "target_epoch": target.checkpoint.epoch,
        "target_hash": target.checkpoint.hash,
    }
    return seal(pair, encode_vote(FinalityVote(**{**fields, **changes})), Tag.FINALITY_VOTE)


def all_votes(state: State, slot: Slot, absent: Iterable[AccountId] = ()) -> tuple[bytes, ...]:
    """The votes of everybody whose vote the current target needs, but for the absent; none where it was just opened by this block, or has been voted for."""
    target, voters = target_of(state, slot)
    parameters = state.chain.parameters
    opened_now = epoch_of(slot, parameters.checkpoint_slots) != epoch_of(state.head.slot, parameters.checkpoint_slots)
    if opened_now or any(target.voters) or target.checkpoint.epoch <= target.source.epoch:
        return ()
    missing = frozenset(absent)
    return tuple(vote(state, key_of(voter), target) for voter in sorted({*voters.members, *voters.former}) if voter not in missing)


def grown(state: State, slots: Iterable[Slot], absent: Iterable[AccountId] = ()) -> State:
    """The state after good blocks without transactions in these slots, each with every vote that it can have but those of the absent."""
    for slot in slots:
        outcome = apply_block(state, good_block(state, slot, votes=all_votes(state, slot, absent)))
        if isinstance(outcome, Rejected):
            raise AssertionError(f"the block in slot {slot} is rejected with {outcome.code.name}")
        state = outcome.state
    return state


def sealed_block(pair: KeyPair, header: Header, transactions: Sequence[bytes] = (), votes: Sequence[bytes] = ()) -> bytes:
    """The bytes of a block under a header that an agent signs, whether it fits or not."""
    return encode_block(Block(sign_header(pair, header), tuple(transactions), tuple(votes)))


def good_block(state: State, slot: Slot, transactions: Sequence[bytes] = (), votes: Sequence[bytes] = (), reveal: bool = True) -> bytes:
    """The block that the agent whose slot it is makes, with its reveal unless it withholds it."""
    pair = producer_of(state, slot)
    layer = next_reveal(state, pair, slot) if reveal else NO_LAYER
    header = propose(state, tuple(transactions), slot, pair.account, tuple(votes), layer)
    return sealed_block(pair, header, transactions, votes)
