"""A chain of any size, with blocks of transfers between its accounts."""

import random
from dataclasses import dataclass
from hashlib import sha256

from immutables import Map

from reference.consensus.genesis import genesis_consensus
from reference.parameters import MAINNET, SSP_DECIMALS, SSP_SUPPLY
from reference.state.account import Account
from reference.state.genesis import genesis
from reference.state.pots import Pots
from reference.state.state import State
from reference.transition import Accepted, apply_block
from reference.wire.transaction import Transaction, Transfer
from vectors.chain import founders_of, good_block
from vectors.keys import key_pair, sign_transaction

SENDERS = 10_000
"""Accounts that have a key, at most; the others only receive."""

FEE = 10**SSP_DECIMALS // 100
BALANCE = 1_000 * 10**SSP_DECIMALS


@dataclass(frozen=True, slots=True)
class Prepared:
    """A block, and the state that it is applied to."""

    before: State
    block: bytes
    transactions: tuple[bytes, ...]


def account_ids(count: int) -> list[bytes]:
    """As many account ids as asked for; the first `SENDERS` have keys."""
    keyed = [key_pair(f"account {number}").account for number in range(min(count, SENDERS))]
    return keyed + [sha256(b"%d" % number).digest() for number in range(len(keyed), count)]


def state_of(accounts: list[bytes]) -> State:
    """The genesis in which each account has the same balance."""
    record = Account(balance=BALANCE, nonce=0)
    founders = founders_of(MAINNET)
    pool = SSP_SUPPLY - BALANCE * len(accounts) - sum(founder.bond for founder in founders)
    pots = Pots(ecosystem=pool, deposits=0, fees=0)
    return genesis(MAINNET, Map(dict.fromkeys(accounts, record)), pots, genesis_consensus(MAINNET, pool, founders))


def blocks_of_transfers(state: State, accounts: list[bytes], blocks: int, size: int) -> list[Prepared]:
    """Consecutive blocks of `size` transfers each, between accounts drawn at random with a fixed seed."""
    draw = random.Random(5)
    senders = min(len(accounts), SENDERS)
    nonces = [0] * senders
    prepared = []
    for slot in range(1, blocks + 1):
        transactions = []
        for _ in range(size):
            sender = draw.randrange(senders)
            recipient = draw.randrange(len(accounts))
            while recipient == sender:
                recipient = draw.randrange(len(accounts))
            nonces[sender] += 1
            body = Transfer(accounts[recipient], draw.randrange(1, 5_000))
            message = Transaction(state.chain.id, nonces[sender], 1_000, FEE, body)
            transactions.append(sign_transaction(key_pair(f"account {sender}"), message))
        block = good_block(state, slot, transactions)
        prepared.append(Prepared(state, block, tuple(transactions)))
        outcome = apply_block(state, block)
        if not isinstance(outcome, Accepted) or any(receipt.outcome for receipt in outcome.receipts):
            raise RuntimeError(f"the benchmark's own block is not as it was meant: {outcome}")
        state = outcome.state
    return prepared
