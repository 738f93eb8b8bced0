"""Batches of payments, with SSP and with coins."""

from reference.numbers import MAX_AMOUNT
from reference.state.coin_terms import SSP
from reference.wire.coin_bodies import BatchPay, Payment
from vectors.build import ALICE, BOB, CAROL, coin, fee_of, transaction
from vectors.case import Case
from vectors.keys import KeyPair
from vectors.scenarios.coin_places import DAVE, EVERYBODY, GATE, NIX, START, freezable_place, place, refused, told

PAY = ("PAY-2", "PAY-1")


def payment_cases() -> list[Case]:
    """Every edge of batches: how many, to whom, how much, and what the first failure leaves."""
    state = place({BOB: START})
    three = of(SSP, (ALICE, 1), (CAROL, 2), (DAVE, 3))
    fee = fee_of(transaction(state, BOB, three))
    exact, short = (place({BOB: fee + left}, ()) for left in (6, 5))
    many = tuple(Payment(bytes([number]) * 32, number + 1) for number in range(64))
    return [
        told(state, (*PAY, "PAY-3"), "three payments of SSP, one to an account that comes into being", (BOB, three)),
        told(state, PAY, "three payments of a coin", (BOB, of(GATE, (ALICE, 1), (CAROL, 2), (DAVE, 3)))),
        told(state, PAY, "one payment of SSP: what a transfer does", (BOB, of(SSP, (ALICE, 5)))),
        told(state, PAY, "one payment of a coin: what a transfer of it does", (BOB, of(GATE, (ALICE, 5)))),
        told(state, PAY, "one recipient twice, with others between", (BOB, of(GATE, (ALICE, 1), (CAROL, 2), (ALICE, 3)))),
        told(state, PAY, "the same payment twice", (BOB, of(SSP, (ALICE, 5), (ALICE, 5)))),
        told(state, PAY, "all that the sender holds of a coin", (BOB, of(GATE, (ALICE, 150), (CAROL, 50)))),
        told(
            state,
            (*PAY, "BALANCE-2"),
            "one unit more than the sender holds, in the last payment: fails, and nobody is paid",
            (BOB, of(GATE, (ALICE, 150), (CAROL, 51))),
        ),
        told(state, (*PAY, "BALANCE-2"), "each payment is covered, the two together are not: fails", (BOB, of(GATE, (ALICE, 200), (CAROL, 200)))),
        told(exact, PAY, "the fee leaves just what is paid", (BOB, three)),
        told(short, (*PAY, "BALANCE-2"), "the fee leaves one unit less than is paid: fails in the last payment", (BOB, three)),
        refused(
            state,
            (*PAY, "BALANCE-1", "TRANSFER-1"),
            "nothing, in the last payment; nothing alone; the sender last among the recipients; the sender alone; of two that fail the first, whichever it is",
            (BOB, of(SSP, (ALICE, 1), (CAROL, 0))),
            (BOB, of(GATE, (ALICE, 0))),
            (BOB, of(SSP, (ALICE, 1), (BOB, 1))),
            (BOB, of(GATE, (BOB, 1))),
            (BOB, of(GATE, (BOB, 1), (ALICE, 0))),
            (BOB, of(GATE, (ALICE, 0), (BOB, 1))),
        ),
        refused(
            state,
            (*PAY, "BALANCE-2", "COIN-3"),
            "the largest amount; twice, which is less than nothing in 64 bits; a coin that does not exist; nothing, of a coin that does not exist",
            (BOB, of(SSP, (ALICE, MAX_AMOUNT))),
            (BOB, of(GATE, (ALICE, MAX_AMOUNT), (CAROL, MAX_AMOUNT))),
            (BOB, of(NIX, (ALICE, 1))),
            (BOB, of(NIX, (ALICE, 0))),
        ),
        told(place(EVERYBODY), (*PAY, "BALANCE-2"), "a coin of which the sender has none: fails", (CAROL, of(GATE, (ALICE, 1)))),
        told(freezable_place(freezes={(GATE, ALICE): 40, (GATE, CAROL): 40}), PAY, "to frozen accounts", (BOB, of(GATE, (ALICE, 1), (CAROL, 2)))),
        told(place(preset="mainnet", accounts={BOB: 10**9}, coins=()), PAY, "sixty-four payments of SSP", (BOB, BatchPay(SSP, many))),
        told(
            place(preset="mainnet", accounts={BOB: 10**9}, coins=[coin("GATE", ALICE, 10_000)], holdings={("GATE", BOB): 64 * 65 // 2 - 1}),
            PAY,
            "sixty-four payments of a coin, the last of which lacks one unit: fails, and nobody is paid",
            (BOB, BatchPay(GATE, many)),
        ),
        told(
            state,
            (*PAY, "TX-4"),
            "a batch that fails, and then a smaller one",
            (BOB, of(GATE, (ALICE, 1), (CAROL, 200))),
            (BOB, of(GATE, (ALICE, 1), (CAROL, 199))),
        ),
    ]


def of(which: bytes, *payments: tuple[KeyPair, int]) -> BatchPay:
    """A batch of one coin."""
    return BatchPay(which, tuple(Payment(recipient.account, amount) for recipient, amount in payments))
