"""A small chain for tests: three accounts, their keys, and what is needed to make its next block."""

from dataclasses import dataclass

from reference.state.state import State
from reference.transition import Accepted, apply_block
from reference.wire.keys import Algorithm
from reference.wire.transaction import Body, Transaction
from vectors.chain import founded, good_block
from vectors.keys import KeyPair, key_pair, sign_transaction

ALICE = key_pair("alice")
BOB = key_pair("bob", Algorithm.ES256)
STRANGER = key_pair("stranger")
FEE = 500
BALANCE = 1_000_000


def start() -> State:
    """Genesis: Alice and Bob have a million units each, five agents their bonds, and the ecosystem pool has everything else."""
    return founded(accounts={ALICE: BALANCE, BOB: BALANCE})


@dataclass(frozen=True, slots=True)
class Sent:
    """A transaction to be signed: who sends what, with defaults for what a test does not care about."""

    sender: KeyPair
    body: Body
    nonce: int = 1
    fee: int = FEE
    last_valid_slot: int = 100
    chain: bytes | None = None


def signed(state: State, *sent: Sent) -> tuple[bytes, ...]:
    """The transactions' bytes."""
    return tuple(
        sign_transaction(each.sender, Transaction(each.chain or state.chain.id, each.nonce, each.last_valid_slot, each.fee, each.body)) for each in sent
    )


def block(state: State, *sent: Sent, slot: int | None = None) -> bytes:
    """The next block with these transactions, which must be valid."""
    transactions = signed(state, *sent)
    return good_block(state, state.head.slot + 1 if slot is None else slot, transactions)


def after(state: State, *sent: Sent) -> Accepted:
    """What the next block with these transactions does."""
    outcome = apply_block(state, block(state, *sent))
    assert isinstance(outcome, Accepted), outcome
    return outcome
