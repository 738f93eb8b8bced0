"""How a block begins: its slot is entered, its producer and its mode checked, its reveal taken, its votes counted. Its transactions come after."""

from dataclasses import replace

from reference.codes import Code, Reject
from reference.consensus.boundaries import enter_slot
from reference.consensus.calendar import round_of, term_of
from reference.consensus.duties import check_producer, count_block
from reference.consensus.modes import BlockGas, block_load, check_mode, next_load
from reference.consensus.randomness import NO_LAYER, advance_onion, mix_reveal, onion_layer
from reference.consensus.upgrades import version_in
from reference.consensus.voting import apply_votes
from reference.numbers import AccountId, ByteCount, Hash, Slot, Version
from reference.rules import transition
from reference.state.consensus_state import get_agent, put_agent, put_load, put_randomness
from reference.state.state import State
from reference.wire.block import Header
from reference.wire.lists import list_root


@transition("BLOCK-9")
def open_block(state: State, header: Header, producer: AccountId, votes: tuple[bytes, ...]) -> State:
    """The state in which a block's transactions are looked at.

    The checks in their order, after the slot was entered (TIME-9): the producer (BLOCK-7), the mode (MODE-3), the reveal (RANDOM-6), the votes root
    (BLOCK-8), the votes (FINALITY-8).
    """
    parameters, slot = state.chain.parameters, header.slot
    state = enter_slot(state, slot)
    check_producer(state, producer, slot)
    check_mode(header.mode, state.consensus.load.mode)
    state = take_reveal(state, producer, header.reveal, slot)
    check_votes_root(header.votes_root, votes)
    term = term_of(slot, parameters.agents, parameters.term_rounds)
    state = count_block(state, producer, term, header.reveal != NO_LAYER)
    return apply_votes(state, votes, term, slot)


@transition("BLOCK-10")
def take_load(state: State, size: ByteCount, gas: BlockGas) -> State:
    """The state that a block's transactions are applied to, which have `size` bytes and ask for so much gas: the load has moved (MODE-5)."""
    parameters = state.chain.parameters
    load = block_load(size, parameters.max_block_bytes, gas, parameters.max_block_gas)
    return put_load(state, next_load(state.consensus.load, load, parameters.busy_ppm, parameters.calm_ppm))


@transition("RANDOM-6")
def take_reveal(state: State, producer: AccountId, reveal: Hash, slot: Slot) -> State:
    """Take what a header reveals: the producer's onion advances (RANDOM-3), and the common randomness is mixed anew (RANDOM-4). Zeros change nothing."""
    if reveal == NO_LAYER:
        return state
    agent, randomness = get_agent(state, producer), state.consensus.randomness
    onion = advance_onion(agent.onion, reveal, onion_layer(reveal), round_of(slot, state.chain.parameters.agents))
    state = put_agent(state, producer, replace(agent, onion=onion))
    return put_randomness(state, replace(randomness, mix=mix_reveal(randomness.mix, producer, reveal)))


@transition("BLOCK-8")
def check_votes_root(root: Hash, votes: tuple[bytes, ...]) -> None:
    """Check that the header commits to just these finality votes in this order. Rejects with `VOTES_ROOT_MISMATCH`."""
    if root != list_root(votes):
        raise Reject(Code.VOTES_ROOT_MISMATCH)


def version_at(state: State, slot: Slot) -> Version:
    """The version that the header of a block in `slot` must carry (UPGRADE-6)."""
    parameters = state.chain.parameters
    last, term = (term_of(each, parameters.agents, parameters.term_rounds) for each in (state.head.slot, slot))
    return version_in(state.consensus.upgrade, last, term)
