"""Blocks: atomic, chained, and rejected with the first code in the normative order."""

from dataclasses import replace

import pytest

from ledger_chain import ALICE, BALANCE, BOB, FEE, STRANGER, Sent, after, block, signed, start
from reference.codes import Code
from reference.state.commitment import state_root
from reference.transition import Accepted, Rejected, apply_block, propose
from reference.wire.lists import list_root
from reference.wire.transaction import Transfer
from vectors.chain import producer_of, sealed_block

PAYMENT = Sent(ALICE, Transfer(BOB.account, 7))


def test_an_accepted_block_becomes_the_head():
    state = start()
    result = after(state, PAYMENT).state
    assert (result.head.height, result.head.slot) == (1, 1)
    assert result.head.hash not in (state.head.hash, bytes(32))
    again = after(result, replace(PAYMENT, nonce=2)).state
    assert (again.head.height, again.head.slot) == (2, 2)


def test_a_rejected_block_leaves_the_state_as_it_was():
    """Atomicity: the second transaction is invalid, and of the first nothing remains either."""
    state = start()
    root = state_root(state)
    good = signed(state, PAYMENT)
    replayed = good + good
    producer = producer_of(state, 1)
    header = replace(propose(state, good, 1, producer.account), transactions_root=list_root(replayed))
    assert apply_block(state, sealed_block(producer, header, replayed)) == Rejected(Code.NONCE_NOT_ABOVE)
    assert state == start()
    assert state_root(state) == root
    assert isinstance(apply_block(state, block(state, PAYMENT)), Accepted)


def test_fees_are_shared_between_the_producer_and_the_pool():
    """FEE-3, FEE-4: an odd total gives the pool one unit more, and the fees pot is empty afterwards."""
    state = start()
    result = after(state, replace(PAYMENT, fee=FEE + 1)).state
    assert result.accounts[producer_of(state, 1).account].balance == (FEE + 1) // 2
    assert result.pots.ecosystem == state.pots.ecosystem + (FEE + 1) - (FEE + 1) // 2
    assert result.pots.fees == 0


def test_an_empty_block_writes_no_account_for_its_producer():
    """STATE-1: an account with neither money nor history is no record, so an empty block must not make one."""
    result = after(start()).state
    assert result.accounts == start().accounts


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"version": 2}, Code.VERSION_UNKNOWN),
        ({"chain": bytes(32)}, Code.WRONG_CHAIN),
        ({"parent": bytes(32)}, Code.PARENT_MISMATCH),
        ({"height": 2}, Code.HEIGHT_MISMATCH),
        ({"slot": 0}, Code.SLOT_NOT_ABOVE),
        ({"mode": 1}, Code.MODE_UNSUPPORTED),
        ({"reveal": b"\1" * 32}, Code.REVEAL_MISMATCH),
        ({"votes_root": bytes(32)}, Code.VOTES_ROOT_MISMATCH),
        ({"transactions_root": bytes(32)}, Code.TRANSACTIONS_ROOT_MISMATCH),
        ({"receipts_root": bytes(32)}, Code.RECEIPTS_ROOT_MISMATCH),
        ({"state_root": bytes(32)}, Code.STATE_ROOT_MISMATCH),
    ],
)
def test_each_fault_of_a_header_has_its_code(change: dict[str, object], code: Code):
    state = start()
    transactions = signed(state, PAYMENT)
    producer = producer_of(state, 1)
    header = replace(propose(state, transactions, 1, producer.account), **change)
    assert apply_block(state, sealed_block(producer, header, transactions)) == Rejected(code)


def test_a_block_of_another_height_cannot_be_replayed():
    """A node that is sent the same block again answers by what differs first: its parent is no longer the head."""
    state = start()
    data = block(state, PAYMENT)
    outcome = apply_block(state, data)
    assert isinstance(outcome, Accepted)
    assert apply_block(outcome.state, data) == Rejected(Code.PARENT_MISMATCH)


def test_all_transactions_are_authenticated_before_the_first_is_applied():
    """BLOCK-5: a bad signature behind a transaction that cannot pay its fee still gives the signature's code."""
    state = start()
    poor, good = signed(state, Sent(STRANGER, Transfer(BOB.account, 1)), PAYMENT)
    forged = good[:-1] + bytes((good[-1] ^ 1,))
    transactions = (poor, forged)
    producer = producer_of(state, 1)
    header = replace(propose(state, (), 1, producer.account), transactions_root=list_root(transactions))
    outcome = apply_block(state, sealed_block(producer, header, transactions))
    assert outcome in (Rejected(Code.SIGNATURE_INVALID), Rejected(Code.SIGNATURE_NOT_CANONICAL))


def test_a_block_may_be_exactly_as_large_as_the_limit_and_no_larger():
    state = start()
    size = len(block(state, PAYMENT))
    exact = replace(state, chain=replace(state.chain, parameters=replace(state.chain.parameters, max_block_bytes=size)))
    short = replace(state, chain=replace(state.chain, parameters=replace(state.chain.parameters, max_block_bytes=size - 1)))
    data = block(exact, PAYMENT)
    assert len(data) == size
    assert isinstance(apply_block(exact, data), Accepted)
    assert apply_block(short, data) == Rejected(Code.BLOCK_TOO_LARGE)


def test_money_is_where_it_was_sent():
    state = after(start(), PAYMENT).state
    assert state.accounts[ALICE.account].balance == BALANCE - 7 - FEE
    assert state.accounts[BOB.account].balance == BALANCE + 7
    assert state.accounts[BOB.account].nonce == 0
