"""Transfers of SSP."""

from reference.numbers import MAX_AMOUNT
from reference.parameters import SSP_SUPPLY
from reference.state.account import Account
from reference.state.state import State
from reference.wire.transaction import Transfer
from vectors.build import ALICE, BOB, CAROL, PRODUCER, batch, fee_of, found, transact_case, transaction
from vectors.case import Case
from vectors.keys import KeyPair

MOVE = ("TRANSFER-2", "TRANSFER-1")
"""The rules that every case here is about."""

START = 10_000
"""What Alice begins with, in SSP units: the fees of a few transactions, and something to pay with."""


def transfer_cases() -> list[Case]:
    """One transfer a batch, on every edge of the rule, and the order of its conditions."""
    state = found(accounts={ALICE: START, BOB: Account(3, 9), CAROL: START})
    left = START - _fee(state, ALICE)
    return [
        _pays(state, ("TRANSFER-2", "TRANSFER-1", "BALANCE-2", "BALANCE-3"), "to an account that exists: its nonce stays", ALICE, BOB, 5),
        _pays(found(accounts={ALICE: START}), MOVE, "to an account that nobody has paid before", ALICE, BOB, 5),
        _pays(state, MOVE, "the smallest amount, from a P-256 key", CAROL, BOB, 1),
        _pays(state, (*MOVE, "BALANCE-2"), "all that the fee leaves: the sender's account keeps its nonce, and stays", ALICE, BOB, left),
        _pays(state, (*MOVE, "BALANCE-2"), "one unit more than the fee leaves: fails, and fee and nonce are spent", ALICE, BOB, left + 1),
        _pays(state, (*MOVE, "BALANCE-2"), "the balance before the fee: fails", ALICE, BOB, START),
        _pays(state, (*MOVE, "BALANCE-2"), "the largest amount that there is: fails without wrapping around", ALICE, BOB, MAX_AMOUNT),
        _pays(state, (*MOVE, "BALANCE-2"), "more than the whole supply: fails", ALICE, BOB, SSP_SUPPLY + 1),
        _pays(state, (*MOVE, "BALANCE-1"), "nothing: fails", ALICE, BOB, 0),
        _pays(state, MOVE, "to oneself: fails, and mints nothing", ALICE, ALICE, 5),
        _pays(state, (*MOVE, "BALANCE-1"), "nothing, to oneself: that it is nothing is said first", ALICE, ALICE, 0),
        _pays(state, MOVE, "more than one has, to oneself: that it is to oneself is said first", ALICE, ALICE, START + 1),
        _pays(state, (*MOVE, "FEE-4"), "to the producer, who is paid its share of the fee as well", ALICE, PRODUCER, 5),
        _pays(found(accounts={PRODUCER: START}), (*MOVE, "FEE-4"), "from the producer, who gets half of its own fee back", PRODUCER, BOB, 5),
        *_large_balances(),
        *_several(state),
    ]


def _large_balances() -> list[Case]:
    """An account that holds everything: the sums that a 64-bit signed or a 32-bit integer would not hold."""
    state = found(accounts={ALICE: SSP_SUPPLY})
    amount = SSP_SUPPLY - _fee(state, ALICE, 2**62)
    rich = found(accounts={ALICE: SSP_SUPPLY - 2**32, BOB: 2**32 - 1})
    return [
        _pays(state, (*MOVE, "BALANCE-3"), "the whole supply but for the fee, in one transfer", ALICE, BOB, amount),
        _pays(rich, (*MOVE, "BALANCE-3"), "across the boundary of 32 bits", ALICE, BOB, 1),
    ]


def _several(state: State) -> list[Case]:
    """Several transfers in one batch: each sees what the ones before it did."""
    nonce = state.accounts[ALICE.account].nonce
    first = transaction(state, ALICE, Transfer(BOB.account, 700), nonce=nonce + 1)
    second = transaction(state, ALICE, Transfer(CAROL.account, 300), nonce=nonce + 2)
    onward = transaction(state, BOB, Transfer(CAROL.account, 400))
    failing = transaction(state, ALICE, Transfer(CAROL.account, START), nonce=nonce + 2)
    third = transaction(state, ALICE, Transfer(CAROL.account, 1), nonce=nonce + 3)
    both = [transaction(state, CAROL, Transfer(BOB.account, 10)), transaction(state, ALICE, Transfer(BOB.account, 20))]
    return [
        transact_case((*MOVE, "BLOCK-5"), "two from one sender", state, [batch(state, [first, second])]),
        transact_case((*MOVE, "BLOCK-5"), "what was received in a batch is spent in it", state, [batch(state, [first, onward])]),
        transact_case(("TX-5", "FEE-2"), "the same two in the other order: the second sender cannot pay its fee yet", state, [batch(state, [onward, first])]),
        transact_case(("TX-4", "TX-6", *MOVE), "one that fails between two that succeed", state, [batch(state, [first, failing, third])]),
        transact_case((*MOVE, "BLOCK-5"), "two from different senders to one recipient", state, [batch(state, both)]),
    ]


def _pays(state: State, rules: tuple[str, ...], why: str, sender: KeyPair, recipient: KeyPair, amount: int) -> Case:
    return transact_case(rules, why, state, [batch(state, [transaction(state, sender, Transfer(recipient.account, amount))])])


def _fee(state: State, sender: KeyPair, amount: int = START) -> int:
    """The minimum fee of a transfer of an amount of this width."""
    return fee_of(transaction(state, sender, Transfer(BOB.account, amount)))
