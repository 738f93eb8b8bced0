"""Transactions that are applied together, as those of a block are, with no block around them."""

from dataclasses import dataclass

from reference.codes import Reject
from reference.contracts.chain_host import Run
from reference.contracts.run import run_program
from reference.numbers import AccountId, Slot
from reference.state.state import State
from reference.transition import Accepted, Rejected, execute


@dataclass(frozen=True, slots=True)
class Batch:
    """What rule BLOCK-5 executes. No header commits to it, so that nothing is asked of who may produce a block, nor when."""

    slot: Slot
    """The slot in which the transactions are applied; nothing compares it with the head's."""

    producer: AccountId
    """Whom the fees are paid to."""

    transactions: tuple[bytes, ...]
    """The transactions' envelopes, in their order."""


def apply_batch(state: State, batch: Batch, run: Run = run_program) -> Accepted | Rejected:
    """What a batch makes of a state; `run` runs the programs of contracts. The head stays: it is a block's affair."""
    try:
        return Accepted(*execute(state, batch.transactions, batch.slot, batch.producer, run))
    except Reject as rejection:
        return Rejected(rejection.code)
