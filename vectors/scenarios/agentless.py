"""Chains without agents, whose slots belong to nobody."""

from dataclasses import replace

from reference.numbers import Slot
from reference.state.delegation import Ending
from reference.state.state import State
from reference.wire.block import Header
from reference.wire.consensus_bodies import AgentRegister
from reference.wire.lists import list_root
from reference.wire.transaction import Transfer
from vectors.build import ALICE, BOB, PRODUCER, after, apply_case, batch, found, transact_case, transaction
from vectors.case import Case
from vectors.chain import commitment_of, sealed_block
from vectors.keys import KeyPair

ONES = b"\x01" * 32


def agentless_cases() -> list[Case]:
    """Chains without a set: nobody may produce, however late, though somebody may be an agent already."""
    state = found(accounts={ALICE: 20_000, BOB: 20_000})
    registered = after(state, batch(state, [transaction(state, ALICE, AgentRegister(1_000, commitment_of(ALICE)))]))
    late = [_block(state, PRODUCER, slot) for slot in (43, 61, 10_000)]
    return [
        apply_case(("BLOCK-7", "TIME-9"), "a chain without agents: blocks in the term of the last block, in the next, and in a far one", state, late),
        transact_case(("STATE-2",), "one unit counts and will expire, and nobody delegated it", _counted(registered), [batch(registered, [_sent(registered)])]),
        transact_case(("AGENT-7", "STATE-1"), "a chain whose first agent has registered", registered, [batch(registered, [_sent(registered)])]),
    ]


def _counted(state: State) -> State:
    """The state in which its agent counts one unit that nobody delegated to it."""
    record, ending = replace(state.consensus.agents[ALICE.account], delegated=1), Ending(1, 0)
    tables = replace(state.consensus, agents=state.consensus.agents.set(ALICE.account, record), endings=state.consensus.endings.set((ALICE.account, 5), ending))
    return replace(state, consensus=tables)


def _sent(state: State) -> bytes:
    return transaction(state, BOB, Transfer(ALICE.account, 5))


def _block(state: State, pair: KeyPair, slot: Slot) -> bytes:
    """An empty block, as it would be if the slot were the signer's."""
    nothing = list_root(())
    head = state.head
    header = Header(1, state.chain.id, head.height + 1, slot, head.hash, 0, bytes(32), nothing, nothing, nothing, ONES)
    return sealed_block(pair, header)
