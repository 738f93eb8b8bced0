"""Contributions: claimed one after another, and the funds that the end of a term fills; and who takes part in the award."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from immutables import Map

from reference.numbers import MAX_UINT64, Amount, Slot, Term
from reference.state.award import NO_AWARD, Award, Credit, CreditKey, Fund, Participant
from reference.state.commitment import load
from reference.state.economy_tables import Economy
from reference.state.pots import with_ecosystem
from reference.state.state import State
from reference.wire.award_bodies import AwardEnrol, AwardLeave, ContributionClaim, SponsorshipSet
from reference.wire.transaction import PaidBody, Sponsored, Transfer
from vectors.batch import Batch
from vectors.build import ALICE, BOB, CAROL, PRODUCER, SLOT, after, apply_case, found, transact_case, transaction
from vectors.case import Case
from vectors.chain import all_votes, founded, good_block, grown
from vectors.keys import KeyPair

START = 20_000
NEXT = SLOT + 1
TERM = 20
"""The slots of a term of the minimal preset."""

NOW = SLOT // TERM
"""The term of the head."""

PAST = NOW - 1

CLAIM = ("CONTRIBUTE-6", "CONTRIBUTE-5", "TX-9")
END = ("CONTRIBUTE-8", "CONTRIBUTE-4")
ENROL = ("AWARD-3", "AWARD-1", "TX-9")
LEAVE = ("AWARD-4", "AWARD-2", "TX-9")

AWARD = Award(balance=10_000, share=100, last=50)

CREDITS: dict[CreditKey, Credit] = {
    (ALICE.account, PAST): Credit(fees=1_000, contribution=450, weight=450),
    (BOB.account, PAST): Credit(fees=301, contribution=135, weight=0),
    (CAROL.account, PAST): Credit(fees=667, contribution=299, weight=99),
    (ALICE.account, NOW): Credit(fees=10, contribution=4, weight=0),
}
"""Three who contributed in the term before the head's, two of them participants, and one in the head's."""

FUND = Fund(contributions=884, weights=549, release=700, award=100, left=800, credits=3, closed=True)
"""What the three share: something is left over, by rounding."""

OPEN = Fund(contributions=4, weights=0, release=0, award=0, left=0, credits=1, closed=False)

WHOLE = Economy(funds=Map({PAST: FUND, NOW: OPEN}), credits=Map(CREDITS), award=AWARD)


def contribution_cases() -> list[Case]:
    """Claims in every order, and what the ends of terms make of funds and of the award; and states with funds that cannot be."""
    return [*_claims(), *_several_claims(), *_ends(), *_contradictions()]


def award_cases() -> list[Case]:
    """Taking part in the award, and leaving it; and states with awards that cannot be."""
    none, enrolled = _state(Economy(award=AWARD)), _state(_with(Economy(award=AWARD), ALICE, 1))
    later = _state(_with(Economy(award=AWARD), ALICE, NOW + 1))
    last, over = _state(Economy(award=replace(AWARD, last=NOW + 1))), _state(Economy(award=replace(AWARD, last=NOW)))
    without = _state(Economy(participants=Map({BOB.account: Participant(since=1)})))
    return [
        _sent(none, ENROL, "somebody takes part from the next term on", ALICE, AwardEnrol()),
        _sent(none, ENROL, "somebody with a P-256 key", CAROL, AwardEnrol()),
        _sent(none, ENROL, "in the last slot of a term: the next term is the first that counts", ALICE, AwardEnrol(), slot=(NOW + 1) * TERM - 1),
        _sent(none, ENROL, "in the first slot of a term: that term does not count", ALICE, AwardEnrol(), slot=(NOW + 1) * TERM),
        _sent(enrolled, ENROL, "somebody who takes part already: fails", ALICE, AwardEnrol()),
        _sent(later, ENROL, "somebody who has enrolled in this term: fails", ALICE, AwardEnrol()),
        _sent(last, ENROL, "one term is left", ALICE, AwardEnrol()),
        _sent(over, ENROL, "this term is the last: fails", ALICE, AwardEnrol()),
        _sent(without, ENROL, "there is no award: fails", ALICE, AwardEnrol()),
        _sent(without, ENROL, "there is no award, and one takes part already: the latter is said first", BOB, AwardEnrol()),
        _sent(enrolled, (*LEAVE, "STATE-5"), "leaving: nothing is stored of it", ALICE, AwardLeave()),
        _sent(later, LEAVE, "leaving before the first term that counts", ALICE, AwardLeave()),
        _sent(without, LEAVE, "leaving when there is no award any more", BOB, AwardLeave()),
        _sent(enrolled, LEAVE, "somebody who takes no part leaves: fails", BOB, AwardLeave()),
        _left_and_back(),
        *_impossible_awards(),
    ]


def _left_and_back() -> Case:
    """Leaving twice and coming back in one block: the tenure begins anew."""
    state = _state(_with(Economy(award=AWARD), ALICE, 1))
    bodies: tuple[PaidBody, ...] = (AwardLeave(), AwardLeave(), AwardEnrol(), AwardEnrol())
    sent = [transaction(state, ALICE, body, nonce=1 + place) for place, body in enumerate(bodies)]
    return transact_case((*LEAVE, *ENROL), "left, left again, back, back again: the second of each fails, and the tenure begins anew", state, [_batch(*sent)])


def _impossible_awards() -> list[Case]:
    rules = ("STATE-9", "AWARD-5")
    return [
        _outside(rules, "an award in its last term", Economy(award=replace(AWARD, last=NOW))),
        _outside(rules, "an award after its last term", Economy(award=replace(AWARD, last=NOW - 1))),
        _outside(rules, "a participant from the next term on", _with(Economy(award=AWARD), ALICE, NOW + 1)),
        _outside(rules, "a participant from the term after the next on", _with(Economy(award=AWARD), ALICE, NOW + 2)),
        _outside(("STATE-1",), "a participant since term 0 is stored", _with(Economy(award=AWARD), ALICE, 0)),
    ]


def _with(economy: Economy, pair: KeyPair, since: Term) -> Economy:
    return replace(economy, participants=Map({pair.account: Participant(since=since)}))


def _claims() -> list[Case]:
    state = _state(WHOLE)
    tiny = Credit(fees=1, contribution=0, weight=0)
    unpaid = _state(Economy(funds=Map({PAST: Fund(0, 0, 0, 0, 0, 1, closed=True)}), credits=Map({(ALICE.account, PAST): tiny}), award=AWARD))
    even = Fund(contributions=500, weights=20, release=300, award=8, left=308, credits=2, closed=True)
    small = _two(even, Credit(fees=1_000, contribution=20, weight=20), Credit(fees=2_000, contribution=480, weight=0))
    alone = _state(Economy(funds=Map({PAST: replace(FUND, left=400, credits=1)}), credits=Map({(CAROL.account, PAST): CREDITS[CAROL.account, PAST]})))
    return [
        _sent(state, CLAIM, "a part of the release, and one of the award", CAROL, ContributionClaim(PAST)),
        _sent(state, CLAIM, "a part of the release, and a large one of the award", ALICE, ContributionClaim(PAST)),
        _sent(state, CLAIM, "a part of the release alone, by somebody who takes no part in the award", BOB, ContributionClaim(PAST)),
        _sent(state, CLAIM, "in a much later term", BOB, ContributionClaim(PAST), slot=10_000),
        _sent(state, CLAIM, "the term is not over: fails", ALICE, ContributionClaim(NOW)),
        _sent(
            state,
            CLAIM,
            "the fund is open, though the slot is of a later term: fails, for the fund says so",
            ALICE,
            ContributionClaim(NOW),
            slot=(NOW + 1) * TERM,
        ),
        _sent(state, CLAIM, "a term that is not over, by somebody without fees: that there are none is said", BOB, ContributionClaim(NOW)),
        _sent(state, CLAIM, "a term without fees: fails", ALICE, ContributionClaim(0)),
        _sent(state, CLAIM, "the last term there can be: fails", ALICE, ContributionClaim(MAX_UINT64)),
        _sent(small, CLAIM, "both parts together are just the contribution", ALICE, ContributionClaim(PAST)),
        _sent(alone, (*CLAIM, "STATE-5"), "the last claim: the pool gets what is left, and the fund is no longer stored", CAROL, ContributionClaim(PAST)),
        _sent(unpaid, CLAIM, "a fee of one unit contributes nothing, and is paid nothing", ALICE, ContributionClaim(PAST)),
        _sponsored(),
    ]


def _sponsored() -> Case:
    """A device without SSP claims: its sponsor pays for that."""
    state = found(accounts={ALICE: START}, economy=WHOLE)
    asked = [transaction(state, CAROL, Sponsored(ALICE.account, ContributionClaim(PAST)), nonce=nonce) for nonce in (1, 2)]
    begun = transaction(state, ALICE, SponsorshipSet(CAROL.account, 1_000, NEXT))
    return transact_case((*CLAIM, "SPONSOR-4"), "a device without SSP claims, sponsored, and has SSP; again: fails", state, [_batch(begun, *asked)])


def _several_claims() -> list[Case]:
    state = _state(WHOLE)
    claims = {pair: transaction(state, pair, ContributionClaim(PAST)) for pair in (ALICE, BOB, CAROL)}
    again = transaction(state, BOB, ContributionClaim(PAST), nonce=2)
    return [
        transact_case(CLAIM, "all three claim in one block", state, [_batch(*claims.values())]),
        transact_case(CLAIM, "all three claim the other way round: each gets the same", state, [_batch(claims[pair]) for pair in (CAROL, BOB, ALICE)]),
        transact_case(CLAIM, "one claims twice: fails", state, [_batch(claims[BOB], again)]),
        transact_case(CLAIM, "one claims twice, the last claim between: fails", state, [_batch(*claims.values(), again)]),
    ]


@cache
def _chain(economy: Economy, until: Slot = TERM - 2) -> State:
    """A chain with agents shortly before the end of its first term, that remembers an economy."""
    state = grown(founded(accounts=dict.fromkeys((ALICE, BOB, CAROL), 10**6)), range(1, until + 1))
    held = economy.award.balance + sum(fund.left for fund in economy.funds.values())
    pots = with_ecosystem(state.pots, state.pots.ecosystem - held)
    return load(state.chain, state.head, state.accounts, state.coins, state.holdings, pots, state.consensus, economy)


def _blocks(state: State, slots: Mapping[Slot, Sequence[tuple[KeyPair, PaidBody]]]) -> list[bytes]:
    """A chain of good blocks in these slots, with these transactions."""
    blocks = []
    for slot, sent in slots.items():
        pending = [transaction(state, sender, body) for sender, body in sent]
        blocks.append(good_block(state, slot, pending, all_votes(state, slot)))
        state = after(state, blocks[-1])
    return blocks


def _open(*contributions: tuple[KeyPair, Amount, Amount], award: Award = AWARD) -> Economy:
    """The economy of a first term in which these have contributed so much, which weighs so much."""
    credits = {(pair.account, 0): Credit(fees=2 * contributed + 1, contribution=contributed, weight=weighed) for pair, contributed, weighed in contributions}
    contributed, weighed = sum(one.contribution for one in credits.values()), sum(one.weight for one in credits.values())
    fund = Fund(contributions=contributed, weights=weighed, release=0, award=0, left=0, credits=len(credits), closed=False)
    return Economy(funds=Map({0: fund}), credits=Map(credits), award=award)


def _ends() -> list[Case]:
    everyone = {TERM: [(pair, ContributionClaim(0)) for pair in (ALICE, BOB, CAROL)]}
    early = {TERM - 1: [(ALICE, ContributionClaim(0))], TERM: [(ALICE, ContributionClaim(0))]}
    three = _open((ALICE, 400, 400), (BOB, 100, 33), (CAROL, 250, 0))
    large = _open((ALICE, 2**47, 2**46), (BOB, 2**47 - 5, 2**47 - 5), (CAROL, 3, 0))
    dust = _open((ALICE, 1, 1), (BOB, 2**47, 0), (CAROL, 2**47, 0))
    ended, ending = replace(AWARD, last=0), replace(AWARD, last=1)
    nobody = Economy(award=ended)
    return [
        _applied(three, END, "the last block of a term changes nothing, and the first of the next closes its fund, before its transactions", early),
        _applied(three, (*END, *CLAIM), "a term ends, and all who contributed claim in the block that ends it", everyone),
        _applied(
            three,
            (*END, *CLAIM),
            "a term ends without a block, and so do the three after it",
            {4 * TERM + 3: [(ALICE, ContributionClaim(0))], 4 * TERM + 4: []},
        ),
        _applied(
            dust,
            END,
            "the one participant contributed one unit, and does not claim: the award keeps its share, of which the fund would have no use",
            {TERM: [(BOB, ContributionClaim(0)), (CAROL, ContributionClaim(0))]},
        ),
        _applied(
            _open((ALICE, 2**47, 2**30), (BOB, 2**47, 0), award=Award(balance=2**40, share=2**40, last=9)),
            (*END, *CLAIM),
            "the award gives what the weights are of what the release leaves, which is less than its share",
            {TERM: [(ALICE, ContributionClaim(0)), (BOB, ContributionClaim(0))]},
        ),
        _applied(large, (*END, *CLAIM), "more was contributed than the pool releases", everyone),
        _applied(_open((ALICE, 400, 0), (BOB, 100, 0), (CAROL, 250, 0)), (*END, *CLAIM), "nobody who contributed takes part in the award", everyone),
        _applied(_open((ALICE, 2**47, 0)), END, "more than the release, by nobody who takes part: the award keeps its share", {TERM: []}),
        _applied(_open((ALICE, 2**47, 5_000), award=Award(balance=30, share=100, last=9)), END, "the award has less than its share of a term", {TERM: []}),
        _applied(_open((ALICE, 2**47, 5_000), award=Award(balance=100, share=100, last=9)), END, "the award has just its share of a term", {TERM: []}),
        _applied(_open((ALICE, 2**47, 5_000), award=ended), END, "the award's last term: it pays its share, and the pool gets the rest", {TERM: []}),
        _applied(_open((ALICE, 2**47, 5_000), award=ending), END, "the award's last term begins: it is not over", {TERM: []}),
        _applied(
            _open((ALICE, 2**47, 5_000), award=ending), END, "the award's last term has no block: it pays for the one before, and is over", {2 * TERM: []}
        ),
        _applied(nobody, END, "the award's last term ends, and nobody has contributed: the pool gets it", {TERM: [(ALICE, AwardEnrol())]}),
        _applied(replace(nobody, award=ending), END, "nobody has contributed, and the award is not over", {TERM: [(ALICE, Transfer(BOB.account, 5))]}),
        _applied(_open((ALICE, 400, 400), award=NO_AWARD), END, "a chain without an award", {TERM: [(ALICE, ContributionClaim(0))]}),
        _applied(_open((ALICE, 0, 0)), END, "fees that contribute nothing", {TERM: [(ALICE, ContributionClaim(0))]}),
        _applied(
            replace(three, sponsorships=Map(), participants=Map({ALICE.account: Participant(since=1)})),
            (*END, *LEAVE, *ENROL),
            "participants come and go at the border of a term, and what was contributed stays",
            {TERM - 1: [(ALICE, AwardLeave()), (BOB, AwardEnrol())], TERM: [(ALICE, AwardEnrol()), (BOB, ContributionClaim(0))]},
        ),
    ]


def _applied(economy: Economy, rules: tuple[str, ...], why: str, slots: Mapping[Slot, Sequence[tuple[KeyPair, PaidBody]]]) -> Case:
    state = _chain(economy)
    return apply_case(rules, why, state, _blocks(state, slots))


def _contradictions() -> list[Case]:
    rules = ("STATE-9", "CONTRIBUTE-9")
    alice = (ALICE.account, PAST)
    funds = {
        "a closed fund that is to have been filled": replace(FUND, closed=False),
        "the fund of an earlier term that is open and empty": replace(FUND, release=0, award=0, left=0, closed=False),
        "a fund that counts a credit more than there are": replace(FUND, credits=4),
        "a fund that counts a credit fewer than there are": replace(FUND, credits=2),
        "a closed fund to which more was contributed than the credits say, since some were claimed for": replace(FUND, contributions=900, weights=600),
        "a closed fund to which less was contributed than the credits say": replace(FUND, contributions=883),
        "a closed fund whose weights are less than the credits say": replace(FUND, weights=548),
        "a closed fund whose award is what its weights are of what the release leaves": replace(FUND, award=114, left=814),
        "a closed fund whose award is more than its weights are of what the release leaves": replace(FUND, award=115, left=815),
        "a closed fund to which the pool released what was contributed": replace(FUND, release=884, award=0, left=884),
        "a closed fund to which the pool released more than was contributed": replace(FUND, release=885, award=0, left=885),
        "a closed fund of which more is left than it was filled with": replace(FUND, left=801),
        "a closed fund of which just enough is left": replace(FUND, left=DUE),
        "a closed fund of which one unit less is left than is due": replace(FUND, left=DUE - 1),
    }
    opens = {
        "an open fund that says it is closed": replace(OPEN, closed=True),
        "an open fund with a release": replace(OPEN, release=1),
        "an open fund with an award": replace(OPEN, award=1),
        "an open fund with something left": replace(OPEN, left=1),
        "an open fund to which more was contributed than its credits say": replace(OPEN, contributions=5),
        "an open fund whose weights are more than its credits say": replace(OPEN, weights=1),
    }
    credits = {
        "a credit that contributes half of its fees": replace(CREDITS[alice], fees=900),
        "a credit that contributes more than half of its fees": Credit(fees=899, contribution=450, weight=0),
        "a credit that weighs less, of a fund that says more": replace(CREDITS[alice], weight=0),
    }
    roomy = replace(WHOLE, funds=WHOLE.funds.set(PAST, replace(FUND, weights=600)))
    strange = {
        "a credit that weighs as much as it contributes": roomy,
        "a credit that weighs more than it contributes": replace(roomy, credits=roomy.credits.set(alice, replace(CREDITS[alice], weight=451))),
        "a credit of a term without a fund": replace(WHOLE, credits=WHOLE.credits.set((ALICE.account, 0), CREDITS[alice])),
        "a fund of a term after the head's": replace(WHOLE, funds=Map({PAST: FUND, NOW + 1: OPEN}), credits=_moved(NOW + 1)),
        "a closed fund without weights, to which the pool released what was contributed": _plain(450),
        "a closed fund without weights, to which the pool released more than was contributed": _plain(451),
        "an open fund of a term after the head's, empty": replace(WHOLE, funds=Map({PAST: FUND, NOW + 1: replace(OPEN, closed=True)}), credits=_moved(NOW + 1)),
    }
    stored = {
        "a credit without fees is stored": replace(WHOLE, credits=WHOLE.credits.set((BOB.account, NOW), Credit(fees=0, contribution=1, weight=0))),
        "a fund without credits is stored": replace(WHOLE, funds=WHOLE.funds.set(0, replace(FUND, credits=0))),
    }
    return [
        *[_outside(rules, why, replace(WHOLE, funds=WHOLE.funds.set(PAST, fund))) for why, fund in funds.items()],
        *[_outside(rules, why, replace(WHOLE, funds=WHOLE.funds.set(NOW, fund))) for why, fund in opens.items()],
        *[_outside(rules, why, replace(WHOLE, credits=WHOLE.credits.set(alice, record))) for why, record in credits.items()],
        *[_outside(rules, why, economy) for why, economy in strange.items()],
        *[_outside(("STATE-1",), why, economy) for why, economy in stored.items()],
    ]


DUE = 700 * 450 // 884 + 100 * 450 // 549 + 700 * 135 // 884 + 700 * 299 // 884 + 100 * 99 // 549
"""What the three have a claim to together."""


def _plain(release: Amount) -> Economy:
    """An economy in which one has contributed who takes no part in the award, and the pool has released so much."""
    fund = Fund(contributions=450, weights=0, release=release, award=0, left=release, credits=1, closed=True)
    return Economy(funds=Map({PAST: fund}), credits=Map({(ALICE.account, PAST): replace(CREDITS[ALICE.account, PAST], weight=0)}), award=AWARD)


def _moved(term: Term) -> Map[CreditKey, Credit]:
    return Map({key: record for key, record in CREDITS.items() if key[1] == PAST} | {(ALICE.account, term): CREDITS[ALICE.account, NOW]})


def _two(fund: Fund, alice: Credit, bob: Credit) -> State:
    return _state(Economy(funds=Map({PAST: fund}), credits=Map({(ALICE.account, PAST): alice, (BOB.account, PAST): bob})))


def _state(economy: Economy) -> State:
    return found(accounts=dict.fromkeys((ALICE, BOB, CAROL), START), economy=economy)


def _outside(rules: tuple[str, ...], why: str, economy: Economy) -> Case:
    """The case of a state with this economy, whatever may be wrong with it: its money adds up."""
    good = _state(Economy(award=AWARD))
    held = economy.award.balance - AWARD.balance + sum(fund.left for fund in economy.funds.values())
    state = replace(good, economy=economy, pots=with_ecosystem(good.pots, good.pots.ecosystem - held))
    return transact_case(rules, why, state, [_batch(transaction(good, ALICE, Transfer(BOB.account, 5)))])


def _sent(state: State, rules: tuple[str, ...], why: str, sender: KeyPair, body: PaidBody, slot: Slot = NEXT) -> Case:
    return transact_case(rules, why, state, [Batch(slot, PRODUCER.account, (transaction(state, sender, body),))])


def _batch(*transactions: bytes) -> Batch:
    return Batch(NEXT, PRODUCER.account, transactions)
