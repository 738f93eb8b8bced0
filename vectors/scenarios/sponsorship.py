"""Sponsorships: set and ended, and who pays for what a device sends."""

from dataclasses import replace

from immutables import Map

from reference.numbers import MAX_AMOUNT, MAX_UINT64, Amount, Slot
from reference.state.account import Account
from reference.state.award import Award
from reference.state.economy_tables import Economy
from reference.state.sponsorship import Sponsorship, SponsorshipKey
from reference.state.state import State
from reference.wire.award_bodies import AwardEnrol, AwardLeave, SponsorshipSet
from reference.wire.consensus_bodies import AgentBond
from reference.wire.transaction import PaidBody, Sponsored, Transfer
from vectors.batch import Batch
from vectors.build import ALICE, BOB, CAROL, PRODUCER, SLOT, fee_of, found, transact_case, transaction
from vectors.case import Case
from vectors.keys import KeyPair

START = 20_000
"""What the sponsors begin with, in SSP units. Bob's device has nothing, not even an account."""

NEXT = SLOT + 1
TERM = 20
"""The slots of a term of the minimal preset."""

HERE = SLOT // TERM
"""The term of the head."""

SET = ("SPONSOR-3", "SPONSOR-1", "TX-9")
PAY = ("SPONSOR-4", "SPONSOR-2", "TX-5")
FAILS = (*PAY, "TX-4")

BETWEEN: SponsorshipKey = (ALICE.account, BOB.account)
"""Alice's company sponsors Bob's device."""

PLENTY = Sponsorship(cap=5_000, until=1_000, term=0, used=0)
AWARD = Award(balance=10_000, share=100, last=50)
"""So that the device can ask for something without having anything."""


def sponsorship_cases() -> list[Case]:
    """Every edge of setting a sponsorship, and of what it pays; and states with sponsorships that cannot be."""
    return [*_settings(), *_limits(), *_refusals(), *_failures(), *_batches(), *_contradictions()]


def _state(sponsorship: Sponsorship | None = PLENTY, sponsor: Amount = START, device: Amount = 0) -> State:
    sponsorships = {} if sponsorship is None else {BETWEEN: sponsorship}
    accounts = {ALICE: Account(sponsor, 0), CAROL: Account(START, 0)} | ({BOB: Account(device, 3)} if device else {})
    return found(accounts=accounts, economy=Economy(sponsorships=Map(sponsorships), award=AWARD))


def _settings() -> list[Case]:
    none, held, used = _state(None), _state(), _state(replace(PLENTY, term=HERE, used=4_000))
    before = _state(replace(PLENTY, term=HERE - 1, used=4_000))
    new = SponsorshipSet(BOB.account, 500, 60)
    return [
        _sent(none, SET, "a sponsorship of a device that has no account", ALICE, new),
        _sent(none, SET, "from a P-256 key, of the largest cap and for ever", CAROL, SponsorshipSet(BOB.account, MAX_AMOUNT, MAX_UINT64)),
        _sent(none, SET, "of one unit, for this slot alone", ALICE, SponsorshipSet(BOB.account, 1, NEXT)),
        _sent(none, SET, "until the slot before: fails", ALICE, SponsorshipSet(BOB.account, 1, NEXT - 1)),
        _sent(none, SET, "of oneself: fails", ALICE, SponsorshipSet(ALICE.account, 500, 60)),
        _sent(none, SET, "of oneself, until the slot before: that it is oneself is said first", ALICE, SponsorshipSet(ALICE.account, 500, 3)),
        _sent(none, SET, "one that there is not is ended: fails", ALICE, SponsorshipSet(BOB.account, 0, 60)),
        _sent(none, SET, "one that there is not is ended, in the past: that there is none is said", ALICE, SponsorshipSet(BOB.account, 0, 3)),
        _sent(none, SET, "one of oneself is ended: that it is oneself is said first", ALICE, SponsorshipSet(ALICE.account, 0, 60)),
        _sent(held, SET, "another's is ended: fails", CAROL, SponsorshipSet(BOB.account, 0, 60)),
        _sent(held, SET, "a second sponsor of the same device", CAROL, new),
        _sent(held, (*SET, "STATE-5"), "ended: it is no longer stored", ALICE, SponsorshipSet(BOB.account, 0, 0)),
        _sent(used, SET, "more: what was paid in this term counts on", ALICE, SponsorshipSet(BOB.account, 9_000, 60)),
        _sent(used, SET, "less than was paid in this term", ALICE, new),
        _sent(before, SET, "in a later term than that in which it paid: the record says that term still, and what was paid in it", ALICE, new),
    ]


def _limits() -> list[Case]:
    fee = fee_of(_asked(_state(), AwardEnrol()))
    cap, amount = replace(PLENTY, cap=fee), 700
    poor = fee_of(_asked(_state(device=amount), Transfer(CAROL.account, amount)))
    return [
        _paid(_state(), PAY, "a device without an account takes part in the award, and has only a nonce afterwards", AwardEnrol()),
        _paid(_state(cap), PAY, "a cap of just the fee", AwardEnrol()),
        _paid(_state(replace(cap, cap=fee - 1)), PAY, "a cap one unit below the fee", AwardEnrol()),
        _paid(_state(replace(cap, cap=fee + 30, term=HERE, used=30)), PAY, "the cap just reached", AwardEnrol()),
        _paid(_state(replace(cap, cap=fee + 30, term=HERE, used=31)), PAY, "one unit above what is left of the cap", AwardEnrol()),
        _paid(_state(replace(cap, term=HERE - 1, used=fee)), PAY, "a cap used up in the last term: a new term begins anew", AwardEnrol()),
        _paid(_state(replace(PLENTY, cap=500, term=HERE, used=600)), PAY, "more was paid than the cap is now", AwardEnrol()),
        _paid(_state(replace(PLENTY, until=NEXT)), PAY, "in the last slot of the sponsorship", AwardEnrol()),
        _paid(_state(replace(PLENTY, until=NEXT)), PAY, "in the first slot after the last", AwardEnrol(), slot=NEXT + 1),
        _paid(_state(sponsor=fee), PAY, "the sponsor has just the fee, and no account is left of it", AwardEnrol()),
        _paid(_state(sponsor=fee - 1), PAY, "the sponsor has one unit less than the fee", AwardEnrol()),
        _paid(_state(device=amount, sponsor=poor), PAY, "the device sends all that it has: none of it goes for the fee", Transfer(CAROL.account, amount)),
        _paid(_state(device=amount), PAY, "the device sends to its sponsor what this pays for", Transfer(ALICE.account, 5)),
        _paid(_state(), PAY, "more than the minimum is offered: the sponsor pays what the device offers", AwardEnrol(), fee=5_000),
        _paid(_state(replace(PLENTY, cap=MAX_AMOUNT)), PAY, "the largest fee: fails without wrapping around", AwardEnrol(), fee=MAX_AMOUNT),
        _paid(_state(), PAY, "a device sponsors its sponsor in turn", SponsorshipSet(ALICE.account, 1, 99)),
    ]


def _refusals() -> list[Case]:
    """What no block contains: the device keeps its nonce, and nobody pays."""
    held = _state()
    short = replace(PLENTY, cap=1)
    return [
        _paid(_state(None), PAY, "nobody sponsors the device", AwardEnrol()),
        _paid(held, PAY, "another is named as the sponsor", AwardEnrol(), sponsor=CAROL),
        _paid(held, PAY, "another device names the sponsor", AwardEnrol(), sender=CAROL),
        _paid(held, PAY, "the sponsor names itself as its sponsor", AwardEnrol(), sender=ALICE),
        _paid(held, PAY, "the fee is below the minimum", AwardEnrol(), fee=1),
        _paid(_state(short), PAY, "neither the cap nor the fee suffices: the cap is said first", AwardEnrol(), fee=2),
        _paid(_state(replace(short, until=3)), PAY, "over and exhausted: that it is over is said first", AwardEnrol()),
        _paid(_state(short, sponsor=1), PAY, "neither the cap nor the sponsor suffices: the cap is said first", AwardEnrol()),
        _paid(_state(None, device=5), (*PAY, "TX-3"), "a nonce that is used, and no sponsor: the nonce is said first", AwardEnrol(), nonce=3),
        _paid(_state(None), (*PAY, "TX-2"), "expired, and no sponsor: that it is expired is said first", AwardEnrol(), last_valid_slot=3),
        _paid(_state(None), (*PAY, "TX-2"), "for another chain, and no sponsor: the chain is said first", AwardEnrol(), chain=bytes(32)),
    ]


def _failures() -> list[Case]:
    """What fails, and is paid for by the sponsor even so."""
    held = _state()
    return [
        _paid(held, FAILS, "what the device asks for fails: the sponsor pays, and the device's nonce is spent", AwardLeave()),
        _paid(held, FAILS, "a transfer of what the device does not have: the sponsor pays the fee, and not the amount", Transfer(CAROL.account, 1)),
        _paid(held, FAILS, "something of consensus that fails", AgentBond(5)),
        _paid(held, FAILS, "ending its own sponsorship as if it were its sponsor: fails", SponsorshipSet(BOB.account, 0, 60)),
    ]


def _batches() -> list[Case]:
    state, none = _state(), _state(None)
    fee = fee_of(_asked(state, AwardLeave()))
    twice = _state(replace(PLENTY, cap=2 * fee))
    failing = [_asked(twice, AwardLeave(), nonce=nonce) for nonce in (1, 2, 3)]
    begun = transaction(none, ALICE, SponsorshipSet(BOB.account, 5_000, NEXT))
    ended = transaction(state, ALICE, SponsorshipSet(BOB.account, 0, 0))
    lowered = transaction(state, ALICE, SponsorshipSet(BOB.account, fee, 99))
    border = (HERE + 1) * TERM
    asked = _asked(state, AwardEnrol())
    return [
        transact_case(FAILS, "two that fail use the cap up, one after another", twice, [_batch(NEXT, *failing[:2])]),
        transact_case(FAILS, "three that fail: no block contains the third", twice, [_batch(NEXT, *failing)]),
        transact_case(
            FAILS,
            "the cap is used up in the last slot of a term, and is whole again in the first slot of the next",
            twice,
            [_batch(border - 1, *failing[:2]), _batch(border - 1, failing[2]), _batch(border, failing[2])],
        ),
        transact_case((*SET, *PAY), "set, and used in the same block", none, [_batch(NEXT, begun, asked)]),
        transact_case((*SET, *PAY), "used, and set afterwards: no block contains it", none, [_batch(NEXT, asked, begun)]),
        transact_case((*SET, *PAY), "ended, and used afterwards: no block contains it", state, [_batch(NEXT, ended, asked)]),
        transact_case((*SET, *PAY), "used, and ended afterwards", state, [_batch(NEXT, asked, ended)]),
        transact_case(
            (*SET, *PAY),
            "used, lowered to what was used, and used again: no block contains it before the next term",
            state,
            [_batch(NEXT, asked, lowered), _batch(NEXT, _asked(state, AwardLeave(), nonce=2)), _batch(border, _asked(state, AwardLeave(), nonce=2))],
        ),
        transact_case(PAY, "the same transaction twice: no block contains it again", state, [_batch(NEXT, asked, asked)]),
    ]


def _contradictions() -> list[Case]:
    """States from outside with sponsorships that cannot be."""
    good = _state()
    sent = _batch(NEXT, transaction(good, CAROL, Transfer(ALICE.account, 5)))
    states = {
        "a sponsorship last used in the head's term": (BETWEEN, replace(PLENTY, term=HERE, used=6_000)),
        "a sponsorship last used in a later term": (BETWEEN, replace(PLENTY, term=HERE + 1)),
        "a sponsorship of oneself": ((ALICE.account, ALICE.account), PLENTY),
    }
    cases = []
    for why, (key, record) in states.items():
        state = replace(good, economy=replace(good.economy, sponsorships=Map({key: record})))
        cases.append(transact_case(("STATE-9", "SPONSOR-5"), why, state, [sent]))
    stored = replace(good, economy=replace(good.economy, sponsorships=Map({BETWEEN: replace(PLENTY, cap=0)})))
    return [*cases, transact_case(("STATE-1",), "a sponsorship without a cap is stored", stored, [sent])]


def _asked(
    state: State,
    body: PaidBody,
    *,
    sender: KeyPair = BOB,
    sponsor: KeyPair = ALICE,
    nonce: int | None = None,
    fee: Amount | None = None,
    last_valid_slot: Slot = MAX_UINT64,
    chain: bytes | None = None,
) -> bytes:
    sponsored = Sponsored(sponsor.account, body)
    return transaction(state, sender, sponsored, nonce=nonce, fee=fee, last_valid_slot=last_valid_slot, chain=chain)


def _paid(
    state: State,
    rules: tuple[str, ...],
    why: str,
    body: PaidBody,
    *,
    slot: Slot = NEXT,
    sender: KeyPair = BOB,
    sponsor: KeyPair = ALICE,
    nonce: int | None = None,
    fee: Amount | None = None,
    last_valid_slot: Slot = MAX_UINT64,
    chain: bytes | None = None,
) -> Case:
    sent = _asked(state, body, sender=sender, sponsor=sponsor, nonce=nonce, fee=fee, last_valid_slot=last_valid_slot, chain=chain)
    return transact_case(rules, why, state, [_batch(slot, sent)])


def _sent(state: State, rules: tuple[str, ...], why: str, sender: KeyPair, body: PaidBody) -> Case:
    return transact_case(rules, why, state, [_batch(NEXT, transaction(state, sender, body))])


def _batch(slot: Slot, *transactions: bytes) -> Batch:
    return Batch(slot, PRODUCER.account, transactions)
