"""Transfers a second in one block, against a bare loop that only verifies the same signatures.

`python -m benchmarks.transfers 1000` measures a chain of a thousand accounts, in one thread, by the processor's time.
"""

import gc
import resource
import sys
from time import perf_counter, process_time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from benchmarks.chain import account_ids, blocks_of_transfers, state_of
from benchmarks.row import Row, interleaved, print_rows
from reference.transition import Accepted, apply_block
from reference.wire.envelope import decode_envelope, signed_bytes
from reference.wire.hashing import Tag

TRANSFERS = 10_000
BLOCKS = 5

ROUNDS = 15
"""How often a block is applied, each of them three times: on a machine that others use, few rounds are undisturbed."""


def signatures(transactions: tuple[bytes, ...]) -> list[tuple[bytes, bytes, bytes]]:
    """The key, the message and the signature of each transaction."""
    envelopes = [decode_envelope(transaction) for transaction in transactions]
    return [(envelope.key.x, signed_bytes(envelope.key, envelope.payload, Tag.TRANSACTION), envelope.signature) for envelope in envelopes]


def verify_all(signed: list[tuple[bytes, bytes, bytes]]) -> None:
    """The bound: what the library itself takes."""
    for key, message, signature in signed:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)


def measure(accounts: int) -> list[Row]:
    """Rows for one size of chain."""
    # The structures are acyclic: collecting cycles among millions of records only costs time.
    gc.disable()
    ids = account_ids(accounts)
    start = perf_counter()
    state = state_of(ids)
    loading = perf_counter() - start
    loaded = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    prepared = blocks_of_transfers(state, ids, BLOCKS, TRANSFERS)
    bare = [signatures(block.transactions) for block in prepared]

    def apply(number: int) -> None:
        outcome = apply_block(prepared[number].before, prepared[number].block)
        if not isinstance(outcome, Accepted):
            raise RuntimeError(f"the block was rejected: {outcome}")

    applied, verified = interleaved(ROUNDS, lambda number: apply(number % BLOCKS), lambda number: verify_all(bare[number % BLOCKS]), clock=process_time)
    return [
        Row(f"transfers, {accounts} accounts", TRANSFERS / applied, "transfers/s", "bare loop of signature verifications", verified / applied),
        Row(f"loading, {accounts} accounts", loading, "s", "20 s", 20 / loading),
        Row(f"memory, {accounts} accounts", loaded, "GiB", "1.5 GiB", 1.5 / loaded),
    ]


if __name__ == "__main__":
    print_rows(measure(int(sys.argv[1])))
