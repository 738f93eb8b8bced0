"""The state root after 10,000 writes to a chain of 100,000 accounts, against its recomputation from all records."""

import gc
from time import process_time

from benchmarks.chain import account_ids, state_of
from benchmarks.row import Row, interleaved, print_rows
from reference.state.account import Account
from reference.state.commitment import commit, state_root
from reference.state.records import every_key, record_bytes, record_path
from reference.state.state import State, put_two_accounts
from reference.state.tree import naive_root

ACCOUNTS = 100_000
WRITES = 10_000
ROUNDS = 3


def written(state: State, accounts: list[bytes], number: int) -> State:
    """The state with as many accounts written, differently in each round."""
    record = Account(balance=number, nonce=1)
    for first, second in zip(accounts[:WRITES:2], accounts[1:WRITES:2], strict=True):
        state = put_two_accounts(state, first, record, second, record)
    return state


def recomputed(state: State) -> bytes:
    """The root by its definition."""
    return naive_root({record_path(key): record_bytes(state, key) or b"" for key in every_key(state)})


def measure() -> list[Row]:
    """One row."""
    gc.disable()
    accounts = account_ids(ACCOUNTS)
    state = state_of(accounts)
    changed = [written(state, accounts, number) for number in range(ROUNDS)]
    if state_root(commit(changed[0])) != recomputed(changed[0]):
        raise RuntimeError("the updated root is not the recomputed one")
    updated, naive = interleaved(ROUNDS, lambda number: commit(changed[number]), lambda number: recomputed(changed[number]), clock=process_time)
    return [Row("root after 10,000 writes", updated / WRITES * 1e6, "us/write", "recomputing the root of 100,000 accounts", naive / updated)]


if __name__ == "__main__":
    print_rows(measure())
