"""Companies, and what the issuer of a coin may do: found it with terms, describe it, hand it over, freeze accounts."""

from dataclasses import replace

from reference.numbers import MAX_AMOUNT
from reference.state.allowance import Allowance
from reference.state.coin_terms import NO_SUCCESSOR, PLAIN_TERMS, SSP, CoinTerms
from reference.wire.coin_bodies import (
    Approve,
    BatchPay,
    CoinAccept,
    CoinDescribe,
    CoinFound,
    CoinFreeze,
    CoinOffer,
    CoinUnfreeze,
    CompanyClose,
    CompanyRegister,
    Payment,
    Spend,
)
from reference.wire.transaction import CoinBurn, CoinCreate, CoinMint, CoinTransfer, Transfer
from vectors.build import ALICE, BOB, CAROL, fee_of, transaction
from vectors.case import Case
from vectors.scenarios.coin_places import (
    DAVE,
    DEPOSIT,
    EVERYBODY,
    FREEZABLE,
    GATE,
    ISSUED,
    NAME,
    NIX,
    OTHER_NAME,
    SUN,
    freezable_place,
    incorporated,
    place,
    refused,
    told,
    told_over_time,
)

REGISTER = ("COMPANY-6", "COMPANY-2")
CLOSE = ("COMPANY-7", "COMPANY-3")
FOUND = ("ISSUER-7", "PAY-3")
DESCRIBE = ("ISSUER-8", "ISSUER-2")
OFFER = ("ISSUER-9", "ISSUER-3")
ACCEPT = ("ISSUER-10", "ISSUER-4")
FREEZE = ("ISSUER-11", "ISSUER-5")
UNFREEZE = ("ISSUER-12", "ISSUER-6")
FROZEN = ("ISSUER-1", "COIN-11")

ALIKE = {"gate": "small letters", "GАTE": "a Cyrillic letter that looks like a Latin one", "GA": "two characters", "GATE567890123": "thirteen characters"}
"""Symbols that no coin may have, founded or created."""


def company_cases() -> list[Case]:
    """Every edge of registering and of closing."""
    fresh = place(coins=())
    company = place(coins=(), companies={ALICE: incorporated(0)})
    fee = fee_of(transaction(fresh, ALICE, CompanyRegister(NAME)))
    exact, short = place(accounts={ALICE: fee + DEPOSIT}, coins=()), place(accounts={ALICE: fee + DEPOSIT - 1}, coins=())
    busy = freezable_place()
    heir = freezable_place(companies={BOB: incorporated(0)}, terms=replace(FREEZABLE, successor=BOB.account))
    register = CompanyRegister(NAME)
    return [
        told(fresh, (*REGISTER, "PAY-3", "TX-9"), "a company against the deposit", (ALICE, register)),
        told(place(EVERYBODY), REGISTER, "a company that says nothing of itself, with a P-256 key", (CAROL, CompanyRegister(bytes(32)))),
        told(exact, REGISTER, "the fee leaves just the deposit", (ALICE, register)),
        told(short, (*REGISTER, "BALANCE-2"), "the fee leaves one unit less than the deposit: fails", (ALICE, register)),
        told(company, REGISTER, "a company already: fails, whatever it says of itself", (ALICE, CompanyRegister(OTHER_NAME))),
        told(fresh, REGISTER, "registered twice in one block: fails the second time", (ALICE, register), (ALICE, register)),
        told(fresh, REGISTER, "two that say the same of themselves: what is said is not looked at", (ALICE, register), (BOB, register)),
        told(
            place(accounts={ALICE: fee}, coins=(), companies={ALICE: incorporated(0)}),
            REGISTER,
            "a company already, and without the deposit: that it is one is said first",
            (ALICE, register),
        ),
        told(company, CLOSE, "a company that issues nothing closes, and has its deposit back", (ALICE, CompanyClose())),
        told(fresh, (*CLOSE, "COMPANY-1"), "no company: fails", (ALICE, CompanyClose())),
        told(company, (*CLOSE, "COMPANY-1"), "another's company: fails", (BOB, CompanyClose())),
        told(busy, CLOSE, "a company that issues a freezable coin: fails", (ALICE, CompanyClose())),
        told(place(EVERYBODY, ISSUED, companies={CAROL: incorporated(0)}), CLOSE, "a company that issues a plain coin closes", (CAROL, CompanyClose())),
        told(company, (*CLOSE, "COMPANY-1"), "closed twice: fails the second time", (ALICE, CompanyClose()), (ALICE, CompanyClose())),
        told(
            company,
            (*CLOSE, *REGISTER),
            "closed, and registered under another name in the same block",
            (ALICE, CompanyClose()),
            (ALICE, CompanyRegister(OTHER_NAME)),
        ),
        told(
            heir,
            (*CLOSE, *ACCEPT, "COMPANY-4", "COMPANY-5"),
            "closes once its successor has accepted the coin, and the successor cannot",
            (ALICE, CompanyClose()),
            (BOB, CoinAccept(GATE)),
            (ALICE, CompanyClose()),
            (BOB, CompanyClose()),
        ),
    ]


def issuer_cases() -> list[Case]:
    """Coins founded with terms, described and handed over."""
    return [*_foundings(), *_descriptions(), *_offers(), *_acceptances()]


def freeze_cases() -> list[Case]:
    """Freezes: who can, what they stop, and what they do not."""
    return [*_freezes(), *_what_a_freeze_stops(), *_what_it_does_not_stop()]


def _foundings() -> list[Case]:
    company, fresh = place(coins=(), companies={ALICE: incorporated(0)}), place(coins=())
    power = CoinFound("GATE", 2, 1_000, freezable=True, metadata=NAME)
    named = CoinFound("GATE", 2, 1_000, freezable=False, metadata=NAME)
    fee = fee_of(transaction(fresh, ALICE, power))
    return [
        told(company, (*FOUND, "COMPANY-4", "COIN-8"), "a freezable coin of a company", (ALICE, power)),
        told(company, (*FOUND, "COMPANY-4"), "two freezable coins of one company", (ALICE, power), (ALICE, CoinFound("SUN", 0, 1, True, bytes(32)))),
        told(fresh, (*FOUND, "COMPANY-4", "COMPANY-1"), "a freezable coin of somebody who is no company: fails, and no deposit is taken", (ALICE, power)),
        told(company, (*FOUND, "COMPANY-4"), "a freezable coin of another than the company: fails", (BOB, power)),
        told(fresh, FOUND, "a coin with a description, of anybody", (BOB, named)),
        told(fresh, FOUND, "without terms: what a plain coin is, and no terms are stored", (BOB, CoinFound("GATE", 2, 1_000, False, bytes(32)))),
        told(company, FOUND, "a company may found a coin that is not freezable, and does not count it", (ALICE, named)),
        told(company, FOUND, "the largest cap and the most decimals", (ALICE, CoinFound("GATE", 18, MAX_AMOUNT, True, b"\xff" * 32))),
        told(company, (*FOUND, "COIN-5"), "a cap of nothing: fails", (ALICE, CoinFound("GATE", 2, 0, True, NAME))),
        told(company, (*FOUND, "COIN-5"), "a symbol that a plain coin has: fails", (BOB, CoinCreate("GATE", 2, 5)), (ALICE, power)),
        told(company, (*FOUND, "COIN-8", "COIN-5"), "a symbol that a founded coin has: a plain one fails", (ALICE, power), (BOB, CoinCreate("GATE", 2, 5))),
        told(
            place(accounts={BOB: fee + 999}, coins=()),
            FOUND,
            "neither a company nor the coin's deposit: the deposit is said first",
            (BOB, power),
        ),
        told(
            place(accounts={ALICE: fee + 1_000}, coins=(), companies={ALICE: incorporated(0)}),
            FOUND,
            "the fee leaves just the coin's deposit",
            (ALICE, power),
        ),
        *[told(company, (*FOUND, "COIN-2"), f"symbol refused: {why}", (ALICE, replace(power, symbol=symbol))) for symbol, why in ALIKE.items()],
    ]


def _descriptions() -> list[Case]:
    plain, power = place(), freezable_place()
    return [
        told(plain, DESCRIBE, "a plain coin, of which nothing was said: now it has terms", (ALICE, CoinDescribe(GATE, NAME))),
        told(plain, DESCRIBE, "nothing, of a plain coin: no terms are stored", (ALICE, CoinDescribe(GATE, bytes(32)))),
        told(
            plain, DESCRIBE, "something, and then nothing again: no terms are stored", (ALICE, CoinDescribe(GATE, NAME)), (ALICE, CoinDescribe(GATE, bytes(32)))
        ),
        told(power, DESCRIBE, "a freezable coin stays freezable, whatever is said of it", (ALICE, CoinDescribe(GATE, bytes(32)))),
        refused(
            plain,
            (*DESCRIBE, "COIN-3", "COIN-4"),
            "by a holder who is not the issuer; a coin that does not exist; SSP, which no record describes",
            (BOB, CoinDescribe(GATE, NAME)),
            (ALICE, CoinDescribe(NIX, NAME)),
            (ALICE, CoinDescribe(SSP, NAME)),
        ),
        told(power, DESCRIBE, "the same again", (ALICE, CoinDescribe(GATE, NAME))),
    ]


def _offers() -> list[Case]:
    plain = place()
    offered = place(terms={GATE: replace(PLAIN_TERMS, successor=BOB.account)})
    return [
        told(plain, OFFER, "to somebody who never had anything", (ALICE, CoinOffer(GATE, DAVE.account))),
        told(offered, OFFER, "to another: the offer before is gone", (ALICE, CoinOffer(GATE, CAROL.account)), (BOB, CoinAccept(GATE))),
        told(offered, OFFER, "withdrawn: no terms are stored, and nobody accepts", (ALICE, CoinOffer(GATE, NO_SUCCESSOR)), (BOB, CoinAccept(GATE))),
        refused(
            plain,
            (*OFFER, "COIN-3", "COIN-4"),
            "to the issuer itself; by a holder, to itself; a coin that does not exist; SSP, which nobody issues",
            (ALICE, CoinOffer(GATE, ALICE.account)),
            (BOB, CoinOffer(GATE, BOB.account)),
            (ALICE, CoinOffer(NIX, BOB.account)),
            (ALICE, CoinOffer(SSP, BOB.account)),
        ),
        told(plain, OFFER, "an offer withdrawn that there is not", (ALICE, CoinOffer(GATE, NO_SUCCESSOR))),
        told(offered, (*OFFER, "COIN-4"), "by the successor that has not accepted: fails", (BOB, CoinOffer(GATE, CAROL.account))),
    ]


def _acceptances() -> list[Case]:
    plain = place(terms={GATE: replace(PLAIN_TERMS, successor=BOB.account)})
    wide = place(EVERYBODY, ISSUED, terms={GATE: replace(PLAIN_TERMS, successor=BOB.account)})
    offered = replace(FREEZABLE, successor=BOB.account)
    power, company = freezable_place(terms=offered), freezable_place(companies={BOB: incorporated(0, OTHER_NAME)}, terms=offered)
    accept = CoinAccept(GATE)
    return [
        told(plain, ACCEPT, "a plain coin, by anybody that it is offered to; no terms are left", (BOB, accept)),
        told(
            plain,
            (*ACCEPT, "COIN-9"),
            "only the new issuer mints",
            (BOB, accept),
            (ALICE, CoinMint(GATE, ALICE.account, 1)),
            (BOB, CoinMint(GATE, BOB.account, 1)),
        ),
        told(plain, ACCEPT, "twice: fails the second time", (BOB, accept), (BOB, accept)),
        refused(
            wide,
            (*ACCEPT, "COIN-3"),
            "by the issuer; by another than the successor; another coin than the one that is offered; a coin that does not exist; SSP",
            (ALICE, accept),
            (CAROL, accept),
            (BOB, CoinAccept(SUN)),
            (BOB, CoinAccept(NIX)),
            (BOB, CoinAccept(SSP)),
        ),
        told(place(), ACCEPT, "a coin that is offered to nobody: fails", (BOB, accept)),
        told(power, (*ACCEPT, "COMPANY-4"), "a freezable coin, by somebody who is no company: fails", (BOB, accept)),
        told(
            freezable_place(terms=replace(FREEZABLE, successor=DAVE.account)),
            (*ACCEPT, "COMPANY-4"),
            "a freezable coin that is offered to another, by somebody who is no company: that it is not offered is said first",
            (BOB, accept),
        ),
        told(power, (*ACCEPT, "COMPANY-4"), "a freezable coin, by one who registers first", (BOB, CompanyRegister(OTHER_NAME)), (BOB, accept)),
        told(company, (*ACCEPT, "COMPANY-5"), "a freezable coin, by a company: one counts it more, the other less", (BOB, accept)),
        told(
            company,
            (*ACCEPT, *OFFER),
            "there and back: both count what they did",
            (BOB, accept),
            (BOB, CoinOffer(GATE, ALICE.account)),
            (ALICE, accept),
        ),
    ]


def _freezes() -> list[Case]:
    power = freezable_place()
    frozen = freezable_place(freezes={(GATE, BOB): 40})
    bob, thaw = CoinFreeze(GATE, BOB.account), CoinUnfreeze(GATE, BOB.account)
    offered = freezable_place(wide=True, companies={CAROL: incorporated(0)}, terms=replace(FREEZABLE, successor=CAROL.account), freezes={(GATE, BOB): 40})
    return [
        told(power, FREEZE, "an account that holds some", (ALICE, bob)),
        told(power, FREEZE, "an account that was never heard of", (ALICE, CoinFreeze(GATE, DAVE.account))),
        told(power, FREEZE, "the issuer itself", (ALICE, CoinFreeze(GATE, ALICE.account))),
        told(frozen, (*FREEZE, "ISSUER-1"), "an account that is frozen: fails, and the freeze keeps its slot", (ALICE, bob)),
        told(frozen, FREEZE, "another account", (ALICE, CoinFreeze(GATE, CAROL.account))),
        told(place(terms={GATE: CoinTerms(False, NAME, NO_SUCCESSOR)}), FREEZE, "a coin with terms that was founded without the power: fails", (ALICE, bob)),
        refused(
            power,
            (*FREEZE, "COIN-3", "COIN-4"),
            "by a holder who is not the issuer; a coin that does not exist; SSP, which nobody freezes",
            (BOB, CoinFreeze(GATE, ALICE.account)),
            (ALICE, CoinFreeze(NIX, BOB.account)),
            (ALICE, CoinFreeze(SSP, BOB.account)),
        ),
        refused(place(), (*FREEZE, "COIN-4"), "a plain coin; a plain coin, by another than the issuer", (ALICE, bob), (BOB, bob)),
        told(frozen, UNFREEZE, "an account that was frozen", (ALICE, thaw)),
        refused(
            frozen,
            (*UNFREEZE, "COIN-3", "COIN-4"),
            "another account than the frozen one; by the frozen account; in a coin that does not exist; in SSP",
            (ALICE, CoinUnfreeze(GATE, ALICE.account)),
            (BOB, thaw),
            (ALICE, CoinUnfreeze(NIX, BOB.account)),
            (ALICE, CoinUnfreeze(SSP, BOB.account)),
        ),
        told(place(), UNFREEZE, "in a plain coin: fails, as nobody is frozen in it", (ALICE, thaw)),
        told(frozen, UNFREEZE, "twice: fails the second time", (ALICE, thaw), (ALICE, thaw)),
        told(
            offered,
            (*UNFREEZE, *ACCEPT),
            "a freeze outlasts the hand-over: the new issuer ends it, the former cannot",
            (CAROL, CoinAccept(GATE)),
            (ALICE, thaw),
            (CAROL, thaw),
        ),
        told_over_time(
            power, (*FREEZE, *UNFREEZE), "frozen, unfrozen and frozen again: since the last time", (41, [(ALICE, bob)]), (45, [(ALICE, thaw), (ALICE, bob)])
        ),
    ]


def _what_a_freeze_stops() -> list[Case]:
    frozen = freezable_place(freezes={(GATE, BOB): 40})
    allowed = freezable_place(wide=True, freezes={(GATE, BOB): 40}, allowances={(GATE, BOB, CAROL): Allowance(50, 0, 0, 40)})
    bob, thaw = CoinFreeze(GATE, BOB.account), CoinUnfreeze(GATE, BOB.account)
    pay = CoinTransfer(GATE, CAROL.account, 5)
    return [
        told(
            allowed, ("ISSUER-1", "ALLOW-7"), "spending what it has allowed: fails, and the allowance stays", (CAROL, Spend(GATE, BOB.account, DAVE.account, 5))
        ),
        refused(
            frozen,
            (*FROZEN, "PAY-2"),
            "a transfer by a frozen account; nothing; to the issuer; more than it holds, to itself; a batch",
            (BOB, pay),
            (BOB, CoinTransfer(GATE, CAROL.account, 0)),
            (BOB, CoinTransfer(GATE, ALICE.account, 5)),
            (BOB, CoinTransfer(GATE, BOB.account, 201)),
            (BOB, BatchPay(GATE, (Payment(CAROL.account, 1), Payment(ALICE.account, 1)))),
        ),
        told(freezable_place(), (*FROZEN, *FREEZE), "transferred and then frozen in one block: the transfer succeeds", (BOB, pay), (ALICE, bob), (BOB, pay)),
        told(frozen, (*FROZEN, *UNFREEZE), "unfrozen and then transferred in one block: succeeds", (BOB, pay), (ALICE, thaw), (BOB, pay)),
    ]


def _what_it_does_not_stop() -> list[Case]:
    frozen = freezable_place(freezes={(GATE, BOB): 40, (GATE, ALICE): 40})
    wide = freezable_place(wide=True, freezes={(GATE, BOB): 40}, allowances={(SSP, BOB, CAROL): Allowance(50, 0, 0, 40)})
    return [
        told(frozen, ("ISSUER-1", "COIN-9"), "a frozen account is minted to", (ALICE, CoinMint(GATE, BOB.account, 5))),
        told(frozen, ("ISSUER-1", "COIN-10"), "a frozen issuer burns", (ALICE, CoinBurn(GATE, 5))),
        told(
            freezable_place(freezes={(GATE, BOB): 40}),
            FROZEN,
            "a frozen account is paid, all that somebody has",
            (ALICE, CoinTransfer(GATE, BOB.account, 100)),
        ),
        told(wide, FROZEN, "another coin", (BOB, CoinTransfer(SUN, ALICE.account, 5))),
        told(frozen, ("ISSUER-1", "TRANSFER-2"), "SSP", (BOB, Transfer(CAROL.account, 5))),
        told(frozen, ("ISSUER-1", "PAY-2"), "a batch of SSP", (BOB, BatchPay(SSP, (Payment(CAROL.account, 5),)))),
        told(wide, ("ISSUER-1", "ALLOW-7"), "SSP that it has allowed to be spent", (CAROL, Spend(SSP, BOB.account, DAVE.account, 5))),
        told(frozen, ("ISSUER-1", "ALLOW-6"), "a frozen account allows something", (BOB, Approve(GATE, DAVE.account, 0, 5, 0))),
        told(
            freezable_place(freezes={(GATE, BOB): 40}, allowances={(GATE, ALICE, BOB): Allowance(50, 0, 0, 40)}),
            ("ISSUER-1", "ALLOW-7"),
            "a frozen account spends what another allows it",
            (BOB, Spend(GATE, ALICE.account, BOB.account, 5)),
        ),
    ]
