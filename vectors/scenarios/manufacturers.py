"""Manufacturers of chips: registering, another root, revoking a batch or oneself, and the deposit's way back."""

from dataclasses import replace

from reference.state.state import State
from reference.wire.identity_bodies import BatchRevoke, ManufacturerClose, ManufacturerRegister, ManufacturerRevoke, ManufacturerRoot
from vectors.build import ALICE, BOB, fee_of, transaction
from vectors.case import Case
from vectors.keys import KeyPair
from vectors.scenarios.chip_places import (
    ACTIVE,
    BATCH,
    CLOSED,
    DEPOSIT,
    MAKER,
    NAME,
    OTHER_ROOT,
    REVOKED,
    ROOT,
    WAIT,
    chip_place,
    outside_case,
    with_chip,
    with_rival,
)
from vectors.scenarios.coin_places import refused, told, told_over_time

REGISTER = ("IDENTITY-9", "IDENTITY-2")
ROOTS = ("IDENTITY-10", "IDENTITY-3", "IDENTITY-1")
REVOKE = ("IDENTITY-11", "IDENTITY-4", "IDENTITY-1")
CLOSE = ("IDENTITY-12", "IDENTITY-5")
RECALL = ("IDENTITY-13", "IDENTITY-7", "IDENTITY-6", "IDENTITY-1")


def manufacturer_cases() -> list[Case]:
    """Every edge of being a manufacturer."""
    return [*_registrations(), *_roots_and_recalls(), *_ends()]


def _registrations() -> list[Case]:
    fresh, register = chip_place(None), ManufacturerRegister(ROOT.account, NAME)
    fee = fee_of(transaction(fresh, ALICE, register))
    return [
        told(fresh, (*REGISTER, "TX-10"), "a manufacturer against the deposit", (ALICE, register)),
        told(fresh, REGISTER, "two with one root: an endorsement names which", (ALICE, register), (BOB, register)),
        told(_owning(ALICE, fee + DEPOSIT), REGISTER, "the fee leaves just the deposit", (ALICE, register)),
        told(_owning(ALICE, fee + DEPOSIT - 1), (*REGISTER, "BALANCE-2"), "the fee leaves one unit less than the deposit: fails", (ALICE, register)),
        told(fresh, REGISTER, "registered twice: fails the second time", (ALICE, register), (ALICE, ManufacturerRegister(OTHER_ROOT.account, bytes(32)))),
        told(chip_place(REVOKED), REGISTER, "one that revoked itself: fails", (MAKER, register)),
        told(chip_place(CLOSED), REGISTER, "one that is closed: fails, for good", (MAKER, register)),
        told(
            chip_place(balances={MAKER: fee}),
            REGISTER,
            "a manufacturer already, and without the deposit: that it is one is said first",
            (MAKER, register),
        ),
    ]


def _owning(pair: KeyPair, amount: int) -> State:
    return chip_place(None, balances={pair: amount})


def _roots_and_recalls() -> list[Case]:
    place = with_chip()
    other = ManufacturerRoot(OTHER_ROOT.account)
    return [
        told(place, ROOTS, "another root: chips that are registered stay what they are", (MAKER, other)),
        told(place, ROOTS, "the same root again", (MAKER, ManufacturerRoot(ROOT.account))),
        refused(place, ROOTS, "by somebody who makes no chips", (ALICE, other)),
        refused(chip_place(REVOKED), ROOTS, "by one that revoked itself", (MAKER, other)),
        refused(chip_place(CLOSED), ROOTS, "by one that is closed", (MAKER, other)),
        told(place, RECALL, "a batch", (MAKER, BatchRevoke(BATCH))),
        told(place, RECALL, "the first and the last batch, of which there need be no chip", (MAKER, BatchRevoke(0)), (MAKER, BatchRevoke(2**32 - 1))),
        told(place, RECALL, "a batch twice: fails the second time", (MAKER, BatchRevoke(BATCH)), (MAKER, BatchRevoke(BATCH))),
        refused(place, RECALL, "by somebody who makes no chips", (ALICE, BatchRevoke(BATCH))),
        refused(chip_place(REVOKED, recalls={(MAKER.account, BATCH): 30}), RECALL, "by one that revoked itself, before and after", (MAKER, BatchRevoke(BATCH))),
    ]


def _ends() -> list[Case]:
    place, revoke, close = with_chip(), ManufacturerRevoke(), ManufacturerClose()
    return [
        told(place, REVOKE, "with a chip in service", (MAKER, revoke)),
        told(place, REVOKE, "twice: fails the second time", (MAKER, revoke), (MAKER, revoke)),
        refused(place, (*REVOKE, *CLOSE), "by somebody who makes no chips, either", (ALICE, revoke), (ALICE, close)),
        refused(place, CLOSE, "while it stands by its chips", (MAKER, close)),
        told(place, CLOSE, "in the slot in which it revokes itself: fails", (MAKER, revoke), (MAKER, close)),
        told_over_time(
            place,
            (*CLOSE, *REVOKE),
            "one slot before its wait is over it fails; then it has its deposit back, once, though its chip is bound",
            (50, [(MAKER, revoke)]),
            (50 + WAIT - 1, [(MAKER, close)]),
            (50 + WAIT, [(MAKER, close), (MAKER, close)]),
        ),
        told_over_time(
            with_rival(chip_place(REVOKED), (ALICE, MAKER)),
            CLOSE,
            "with another manufacturer beside it, whose deposit stays",
            (REVOKED.revoked + WAIT, [(MAKER, close)]),
        ),
        refused(chip_place(CLOSED), (*CLOSE, *REVOKE), "closed already", (MAKER, close), (MAKER, revoke)),
    ]


def manufacturer_state_cases() -> list[Case]:
    """States from outside, whose manufacturers these rules have made, and others."""
    rules = ("STATE-10", "IDENTITY-14", "IDENTITY-8")
    good = chip_place(REVOKED, recalls={(MAKER.account, BATCH): 40})
    return [
        outside_case(rules, "one that revoked itself, and revoked a batch in the slot of the head", good),
        outside_case(rules, "one that revoked itself in the slot of the head", chip_place(replace(REVOKED, revoked=40))),
        outside_case(rules, "one that is closed", chip_place(CLOSED)),
        outside_case(rules, "one that revoked itself after the head: refused", chip_place(replace(REVOKED, revoked=41))),
        outside_case(rules, "one that revoked itself in no slot: refused", chip_place(replace(REVOKED, revoked=0))),
        outside_case(rules, "one that stands by its chips, and revoked itself: refused", chip_place(replace(ACTIVE, revoked=35))),
        outside_case(rules, "one without a deposit: refused", chip_place(replace(ACTIVE, deposit=0))),
        outside_case(rules, "one that revoked itself, without a deposit: refused", chip_place(replace(REVOKED, deposit=0))),
        outside_case(rules, "one that is closed, with a deposit: refused", chip_place(replace(CLOSED, deposit=1))),
        outside_case(rules, "a batch revoked after the head: refused", chip_place(recalls={(MAKER.account, BATCH): 41})),
        outside_case(rules, "a batch of somebody who makes no chips: refused", chip_place(recalls={(ALICE.account, BATCH): 40})),
    ]
