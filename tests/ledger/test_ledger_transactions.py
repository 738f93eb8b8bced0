"""Transactions: invalid, failed and successful are three different things."""

from dataclasses import replace

import pytest

from ledger_chain import ALICE, BALANCE, BOB, FEE, STRANGER, Sent, after, signed, start
from reference.codes import SUCCESS, Code
from reference.state.coin import coin_id
from reference.state.state import State, get_coin, get_holding
from reference.transition import Included, Invalid, apply_transaction
from reference.wire.transaction import Body, CoinBurn, CoinCreate, CoinMint, CoinTransfer, Transfer, authenticate_transaction

PAYMENT = Sent(ALICE, Transfer(BOB.account, 7))
GATE = coin_id("GATE")
CREATE = Sent(ALICE, CoinCreate("GATE", 2, 100))


def apply(state: State, sent: Sent, slot: int = 1) -> Included | Invalid:
    (data,) = signed(state, sent)
    return apply_transaction(state, authenticate_transaction(data, 1_024), slot)


def size(sent: Sent) -> int:
    (data,) = signed(start(), sent)
    return len(data)


@pytest.mark.parametrize(
    ("sent", "slot", "code"),
    [
        (replace(PAYMENT, chain=b"\1" * 32), 1, Code.WRONG_CHAIN),
        (replace(PAYMENT, last_valid_slot=4), 5, Code.EXPIRED),
        (replace(PAYMENT, nonce=0), 1, Code.NONCE_NOT_ABOVE),
        (replace(PAYMENT, fee=1), 1, Code.FEE_TOO_LOW),
        (replace(PAYMENT, fee=BALANCE + 1), 1, Code.FEE_UNAFFORDABLE),
        (replace(PAYMENT, sender=STRANGER), 1, Code.FEE_UNAFFORDABLE),
        (replace(PAYMENT, chain=b"\1" * 32, last_valid_slot=0, nonce=0, fee=0), 1, Code.WRONG_CHAIN),
        (replace(PAYMENT, last_valid_slot=0, nonce=0, fee=0), 1, Code.EXPIRED),
        (replace(PAYMENT, nonce=0, fee=0), 1, Code.NONCE_NOT_ABOVE),
    ],
)
def test_invalid_transactions_have_the_first_code_in_order(sent: Sent, slot: int, code: Code):
    assert apply(start(), sent, slot) == Invalid(code)


def test_the_last_valid_slot_is_valid():
    assert isinstance(apply(start(), replace(PAYMENT, last_valid_slot=5), 5), Included)


def test_the_minimum_fee_counts_the_bytes_of_the_whole_envelope():
    """FEE-1: on the minimal preset ten units and one for each byte; one unit less is too low."""
    exact = 10 + size(replace(PAYMENT, fee=200))
    assert isinstance(apply(start(), replace(PAYMENT, fee=exact)), Included)
    assert apply(start(), replace(PAYMENT, fee=exact - 1)) == Invalid(Code.FEE_TOO_LOW)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (Transfer(BOB.account, 0), Code.AMOUNT_ZERO),
        (Transfer(ALICE.account, 1), Code.TRANSFER_TO_SELF),
        (Transfer(ALICE.account, 0), Code.AMOUNT_ZERO),
        (Transfer(BOB.account, BALANCE - FEE + 1), Code.INSUFFICIENT_BALANCE),
        (CoinCreate("SSP", 8, 100), Code.SYMBOL_INVALID),
        (CoinCreate("AB", 2, 100), Code.SYMBOL_INVALID),
        (CoinCreate("ABCDEFGHIJKLM", 2, 100), Code.SYMBOL_INVALID),
        (CoinCreate("1AB", 2, 100), Code.SYMBOL_INVALID),
        (CoinCreate("Abc", 2, 100), Code.SYMBOL_INVALID),
        (CoinCreate("АBC", 2, 100), Code.SYMBOL_INVALID),
        (CoinCreate("ABC", 2, 0), Code.CAP_ZERO),
        (CoinMint(GATE, BOB.account, 1), Code.COIN_UNKNOWN),
        (CoinBurn(GATE, 1), Code.COIN_UNKNOWN),
        (CoinTransfer(GATE, BOB.account, 1), Code.COIN_UNKNOWN),
    ],
)
def test_a_failed_transaction_costs_its_fee_and_nonce_and_nothing_else(body: Body, code: Code):
    state = start()
    outcome = apply(state, Sent(ALICE, body))
    assert isinstance(outcome, Included)
    assert outcome.receipt.outcome == code.number
    account = outcome.state.accounts[ALICE.account]
    assert (account.balance, account.nonce) == (BALANCE - FEE, 1)
    assert outcome.state.accounts.delete(ALICE.account) == state.accounts.delete(ALICE.account)
    assert (outcome.state.coins, outcome.state.holdings) == (state.coins, state.holdings)
    assert outcome.state.pots == replace(state.pots, fees=FEE)


def test_nonces_may_leave_gaps_but_never_repeat():
    """TX-3: a dropped transaction does not stop the wallet, and a replay is refused."""
    state = after(start(), replace(PAYMENT, nonce=9)).state
    assert apply(state, replace(PAYMENT, nonce=9), 2) == Invalid(Code.NONCE_NOT_ABOVE)
    assert apply(state, replace(PAYMENT, nonce=8), 2) == Invalid(Code.NONCE_NOT_ABOVE)
    assert isinstance(apply(state, replace(PAYMENT, nonce=1_000), 2), Included)


def test_a_coin_from_issue_to_burning():
    """COIN-8 to COIN-11 in one life: created against its deposit, minted to the cap, moved, burnt, minted again."""
    state = after(start(), CREATE, Sent(ALICE, CoinMint(GATE, ALICE.account, 100), nonce=2)).state
    assert state.pots.deposits == 1_000
    assert get_coin(state, GATE).supply == 100
    outcome = after(state, Sent(ALICE, CoinMint(GATE, ALICE.account, 1), nonce=3), Sent(ALICE, CoinTransfer(GATE, BOB.account, 100), nonce=4))
    assert [receipt.outcome for receipt in outcome.receipts] == [Code.CAP_EXCEEDED.number, SUCCESS]
    state = outcome.state
    assert (GATE, ALICE.account) not in state.holdings
    assert get_holding(state, GATE, BOB.account).balance == 100
    outcome = after(
        state,
        Sent(BOB, CoinBurn(GATE, 1)),
        Sent(ALICE, CoinBurn(GATE, 1), nonce=5),
        Sent(BOB, CoinTransfer(GATE, ALICE.account, 40), nonce=2),
        Sent(ALICE, CoinBurn(GATE, 40), nonce=6),
        Sent(ALICE, CoinMint(GATE, BOB.account, 41), nonce=7),
        Sent(ALICE, CoinMint(GATE, BOB.account, 40), nonce=8),
        replace(CREATE, nonce=9),
    )
    assert [receipt.outcome for receipt in outcome.receipts] == [
        Code.NOT_ISSUER.number,
        Code.INSUFFICIENT_BALANCE.number,
        SUCCESS,
        SUCCESS,
        Code.CAP_EXCEEDED.number,
        SUCCESS,
        Code.SYMBOL_TAKEN.number,
    ]
    assert get_coin(outcome.state, GATE).supply == 100
    assert get_holding(outcome.state, GATE, BOB.account).balance == 100


def test_who_cannot_pay_the_deposit_creates_nothing():
    state = start()
    outcome = apply(state, replace(CREATE, fee=BALANCE - 999))
    assert isinstance(outcome, Included)
    assert outcome.receipt.outcome == Code.INSUFFICIENT_BALANCE.number
    assert outcome.state.coins == state.coins
