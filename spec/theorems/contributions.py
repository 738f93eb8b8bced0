# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of contributions: nobody is paid above its fees, whoever it trades with; and what is put aside for the contributors suffices for all of them."""

from typing import Annotated

from reference.codes import Code
from reference.consensus.rewards import term_release
from reference.economy.contribution_transactions import apply_contribution_claim, credit_fees, end_contributions
from reference.economy.contributions import (
    Closed,
    Credited,
    PaidOut,
    TenureLimit,
    award_weight,
    claim_contribution,
    close_fund,
    contribution_of,
    contributors_release,
    credit_fee,
    part_of,
    tenure_of,
)
from reference.numbers import MAX_AMOUNT, PPM, AccountId, Amount, Ppm, Range, Slot, Term
from reference.state.account import Account
from reference.state.award import (
    MAX_CREDITS,
    NO_AWARD,
    NO_CREDIT,
    Award,
    Contribution,
    Credit,
    Fund,
    Participant,
)
from reference.state.economy_state import get_credit, get_fund, get_participant, put_award, put_credit, put_fund
from reference.state.fee import share_fees
from reference.state.pots import with_ecosystem
from reference.state.state import State, get_account, put_account_and_pots, put_pots
from reference.wire.award_bodies import ContributionClaim
from spec.prover.statement import Says, StandIn, first_failing, rejection, theorem
from spec.theorems.delegation_transactions import term_at
from spec.theorems.ledger import ssp, supply_is_bounded

Half = Annotated[int, Range(0, MAX_AMOUNT // 2)]
"""An amount of which a sum of two is an amount."""

PARTS = (StandIn(part_of),)
"""What is paid out is accounted for whatever the parts of a fund are; the theorems of CONTRIBUTE-5 say what they are."""


def is_made(record: Credit) -> bool:
    """What CONTRIBUTE-3 keeps of every credit: half of the fees contribute at most, and weigh as much as with the longest tenure at most."""
    return (record.contribution <= record.fees // 2) & (record.weight <= record.contribution)


@theorem("CONTRIBUTE-1", "A contribution is the rate of half of the fees, both rounded down, but at most the cap.", says=Says.AMOUNTS)
def contribution_is_exact(fees: Amount, contribution_ppm: Ppm, cap: Contribution) -> bool:
    counted = (fees // 2) * contribution_ppm // PPM
    return contribution_of(fees, contribution_ppm, cap) == (counted if counted < cap else cap)


@theorem("CONTRIBUTE-1", "All fees have a contribution.", says=Says.ACCEPTANCE)
def contribution_never_rejects(fees: Amount, contribution_ppm: Ppm, cap: Contribution) -> bool:
    return rejection(contribution_of, fees, contribution_ppm, cap) is None


@theorem(
    "CONTRIBUTE-1",
    "Who pays a fee, brings it and produces the block, gets back no more than the fee: the producer's half and the whole contribution together.",
    says=Says.INVARIANT,
)
def trading_with_oneself_gains_nothing(fee: Amount, contribution_ppm: Ppm, cap: Contribution) -> bool:
    return contribution_of(fee, contribution_ppm, cap) + share_fees(fee).producer <= fee


@theorem("CONTRIBUTE-1", "Nor do several together: fees of several blocks, brought by several accounts, alone or in one term.")
def coalition_gains_nothing(one: Half, other: Half, contribution_ppm: Ppm, cap: Contribution) -> bool:
    producers = (share_fees(one).producer + share_fees(other).producer, share_fees(one + other).producer)
    apart = contribution_of(one, contribution_ppm, cap) + contribution_of(other, contribution_ppm, cap)
    together = contribution_of(one + other, contribution_ppm, cap)
    most = producers[0] if producers[0] > producers[1] else producers[1]
    return apart + most <= one + other and together + most <= one + other


@theorem(
    "CONTRIBUTE-2",
    "A tenure is that of the terms from the first that counts, that one and the present one included, up to the limit, in parts of the limit.",
    says=Says.AMOUNTS,
)
def tenure_is_exact(participant: Participant, term: Term, limit: TenureLimit) -> bool:
    counted = term - participant.since + 1
    terms = 0 if (participant.since == 0) | (counted < 0) else limit if counted > limit else counted
    return tenure_of(participant, term, limit) == terms * PPM // limit


@theorem("CONTRIBUTE-2", "Everybody has a tenure.", says=Says.ACCEPTANCE)
def tenure_never_rejects(participant: Participant, term: Term, limit: TenureLimit) -> bool:
    return rejection(tenure_of, participant, term, limit) is None


@theorem("CONTRIBUTE-2", "Whoever has taken part for longer has no less tenure.", says=Says.INVARIANT)
def tenure_grows(participant: Participant, longer: Participant, term: Term, limit: TenureLimit) -> bool:
    is_longer = (longer.since > 0) & (longer.since <= participant.since)
    return not is_longer or tenure_of(longer, term, limit) >= tenure_of(participant, term, limit)


@theorem("CONTRIBUTE-2", "A weight is the tenure's part of the contribution, rounded down, and never more than the contribution.")
def weight_is_exact(contribution: Contribution, tenure: Ppm) -> bool:
    weight = award_weight(contribution, tenure)
    return weight == contribution * tenure // PPM and weight <= contribution


@theorem("CONTRIBUTE-3", "Every fee can be credited.", says=Says.ACCEPTANCE)
def crediting_never_rejects(record: Credit, fund: Fund, fee: Amount, contribution: Contribution, weight: Contribution) -> bool:
    return rejection(credit_fee, record, fund, fee, contribution, weight) is None


@theorem(
    "CONTRIBUTE-3",
    "A fee is added to the account's fees; its contribution and its weight become what these make of it, unless they were more; the fund grows as they do.",
    says=Says.AMOUNTS,
)
def crediting_is_exact(record: Credit, fund: Fund, fee: Amount, contribution: Contribution, weight: Contribution) -> bool:
    credited = credit_fee(record, fund, fee, contribution, weight)
    is_new = record.fees == 0
    if fee == 0 or (is_new and fund.credits == MAX_CREDITS):
        return credited == Credited(credit=record, fund=fund)
    counted = max(contribution, record.contribution)
    over = fund.contributions + counted - record.contribution - MAX_AMOUNT
    counted = counted - over if over > 0 else counted
    weighed = max(weight, record.weight)
    over = fund.weights + weighed - record.weight - MAX_AMOUNT
    weighed = weighed - over if over > 0 else weighed
    shared = Fund(
        contributions=fund.contributions + counted - record.contribution,
        weights=fund.weights + weighed - record.weight,
        release=fund.release,
        award=fund.award,
        left=fund.left,
        credits=fund.credits + 1 if is_new else fund.credits,
        closed=fund.closed,
    )
    fees = record.fees + fee if record.fees + fee <= MAX_AMOUNT else MAX_AMOUNT
    return credited == Credited(credit=Credit(fees=fees, contribution=counted, weight=weighed), fund=shared)


def is_made_by_fees(record: Credit, fund: Fund, fee: Amount, contribution: Contribution, weight: Contribution) -> bool:
    """What CONTRIBUTE-1 and CONTRIBUTE-2 say of what the fees contribute with this one, where there is room for it."""
    fees = record.fees + fee if record.fees + fee <= MAX_AMOUNT else MAX_AMOUNT
    return is_made(record) & (weight <= contribution) & (contribution <= fees // 2) & (fund.contributions <= MAX_AMOUNT - 2**48)


@theorem(
    "CONTRIBUTE-3",
    "By step, over any fees: half of an account's fees contribute at most, and weigh as much as with the longest tenure at most.",
    says=Says.INVARIANT,
    assuming=is_made_by_fees,
)
def credits_stay_made(record: Credit, fund: Fund, fee: Amount, contribution: Contribution, weight: Contribution) -> bool:
    return is_made(credit_fee(record, fund, fee, contribution, weight).credit)


@theorem("CONTRIBUTE-3", "By step, over any fees: a fund says what its credits add up to; neither ever falls.")
def funds_count_their_credits(record: Credit, fund: Fund, fee: Amount, contribution: Contribution, weight: Contribution) -> bool:
    credited = credit_fee(record, fund, fee, contribution, weight)
    contributed = credited.credit.contribution - record.contribution
    weighed = credited.credit.weight - record.weight
    counted = (1 if credited.credit.fees > 0 else 0) - (1 if record.fees > 0 else 0)
    alike = (credited.fund.contributions - fund.contributions == contributed) & (credited.fund.weights - fund.weights == weighed)
    return alike & (credited.fund.credits - fund.credits == counted) & (contributed >= 0) & (weighed >= 0)


@theorem("CONTRIBUTE-4", "The contributors' release is what the agents' part leaves of the whole release, to the unit, and no more than the pool.")
def contributors_release_is_exact(pool: Amount, release_ppm: Ppm, agents_share_ppm: Ppm) -> bool:
    release = contributors_release(pool, release_ppm, agents_share_ppm)
    return release + term_release(pool, release_ppm, agents_share_ppm) == pool * release_ppm // PPM and release <= pool


def given_of(fund: Fund, award: Award, release: Amount, term: Term) -> int:
    """What the award adds: its share, or what it has, but at most the part that the weights are of what the release leaves of the contributions."""
    if (term > award.last) | (fund.contributions == 0):
        return 0
    return min(award.share, award.balance, fund.weights * (fund.contributions - release) // fund.contributions)


@theorem(
    "CONTRIBUTE-4",
    "A fund is filled with the release, up to what was contributed, and the award's share, up to what the weights are of the rest; an award that is over ends.",
    says=Says.AMOUNTS,
)
def closing_is_exact(fund: Fund, award: Award, pool: Amount, released: Amount, term: Term, now: Term) -> bool:
    release = min(released, pool, fund.contributions)
    given = given_of(fund, award, release, term)
    rest = award.balance - given
    filled = Fund(fund.contributions, fund.weights, release, given, release + given, fund.credits, closed=True)
    closed = close_fund(fund, award, pool, released, term, now)
    if now > award.last:
        return closed == Closed(fund=filled, award=NO_AWARD, pool=pool - release + rest)
    return closed == Closed(fund=filled, award=Award(balance=rest, share=award.share, last=award.last), pool=pool - release)


@theorem("CONTRIBUTE-4", "A fund can always be filled, as long as there is no more SSP than an amount can say.", says=Says.ACCEPTANCE)
def closing_accepts(fund: Fund, award: Award, pool: Amount, released: Amount, term: Term, now: Term) -> bool:
    release = min(released, pool, fund.contributions)
    given = given_of(fund, award, release, term)
    overflows = (now > award.last) & (pool - release + award.balance - given > MAX_AMOUNT)
    return rejection(close_fund, fund, award, pool, released, term, now) == (Code.BALANCE_OVERFLOW if overflows else None)


@theorem(
    "CONTRIBUTE-4",
    "Filling a fund makes and destroys no SSP; the release is no more than was contributed, and the award gives no more than its share and what it has.",
    says=Says.INVARIANT,
    assuming=lambda fund: fund.left == 0,
)
def closing_conserves(fund: Fund, award: Award, pool: Amount, released: Amount, term: Term, now: Term) -> bool:
    closed = close_fund(fund, award, pool, released, term, now)
    given = closed.fund.award
    kept = closed.fund.left + closed.award.balance + closed.pool == award.balance + pool
    bounded = (closed.fund.release + given == closed.fund.left) & (closed.fund.release <= fund.contributions)
    return kept & bounded & (given <= award.share) & (given <= award.balance)


@theorem(
    "CONTRIBUTE-4",
    "A fund is filled with no more than was contributed, where no more weighs than contributes.",
    assuming=lambda fund: fund.weights <= fund.contributions,
)
def filling_is_within_the_contributions(fund: Fund, award: Award, pool: Amount, released: Amount, term: Term, now: Term) -> bool:
    return close_fund(fund, award, pool, released, term, now).fund.left <= fund.contributions


def is_filled(fund: Fund) -> bool:
    """The release is within what was contributed, and the award within what the weights are of the rest."""
    return (fund.release <= fund.contributions) & (fund.award * fund.contributions <= fund.weights * (fund.contributions - fund.release))


@theorem("CONTRIBUTE-4", "The release of a fund is within what was contributed, and the award within what the weights are of the rest.")
def funds_are_filled(fund: Fund, award: Award, pool: Amount, released: Amount, term: Term, now: Term) -> bool:
    return is_filled(close_fund(fund, award, pool, released, term, now).fund)


@theorem(
    "CONTRIBUTE-4",
    "Time counts absolutely: the award gives no more than the weights, so that who contributed little takes little of it, whoever else takes part.",
)
def the_award_gives_at_most_the_weights(fund: Fund, award: Award, pool: Amount, released: Amount, term: Term, now: Term) -> bool:
    return close_fund(fund, award, pool, released, term, now).fund.award <= fund.weights


@theorem("CONTRIBUTE-4", "An award that is over is over: no later fund gets anything of it, and it is no less over then.")
def award_stays_over(fund: Fund, pool: Amount, released: Amount, term: Term, now: Term) -> bool:
    closed = close_fund(fund, NO_AWARD, pool, released, term, now)
    return closed.fund.award == 0 and closed.award == NO_AWARD


@theorem("CONTRIBUTE-5", "A part is that of the fund, rounded down; there is none of a fund to which nobody contributed.", says=Says.AMOUNTS)
def part_is_exact(filled: Amount, own: Contribution, total: Amount) -> bool:
    expected = 0 if total == 0 else filled if own > total else filled * own // total
    return part_of(filled, own, total) == expected


@theorem(
    "CONTRIBUTE-5",
    "The parts of two accounts are together no more than the part of both as one: however a fund's contributors are counted, their parts are there.",
    assuming=lambda own, others, total: own + others <= total,
)
def parts_are_there(filled: Amount, own: Contribution, others: Contribution, total: Amount) -> bool:
    return part_of(filled, own, total) + part_of(filled, others, total) <= filled * (own + others) // total if total else True


@theorem(
    "CONTRIBUTE-5",
    "A part of what was filled with no more than was contributed is no more than one's own contribution.",
    assuming=lambda filled, own, total: (filled <= total) & (own <= total),
)
def part_is_at_most_the_contribution(filled: Amount, own: Contribution, total: Amount) -> bool:
    return part_of(filled, own, total) <= own


@theorem("CONTRIBUTE-5", "Who alone has contributed has all of a fund as its part.")
def the_whole_is_a_part(filled: Amount, total: Contribution) -> bool:
    return part_of(filled, total, total) == (filled if total else 0)


@theorem(
    "CONTRIBUTE-5",
    "The parts of two accounts are together at most one unit less than the part of both as one: a claim leaves behind less than a unit of each part.",
    assuming=lambda own, others, total: own + others <= total,
)
def rounding_keeps_less_than_a_unit(filled: Amount, own: Contribution, others: Contribution, total: Amount) -> bool:
    return part_of(filled, own, total) + part_of(filled, others, total) + 1 >= filled * (own + others) // total if total else True


def is_counted(fund: Fund, own: Contribution, weight: Contribution) -> bool:
    """A fund that is filled, and a contribution and its weight that it counts."""
    return is_filled(fund) & (weight <= own) & (own <= fund.contributions) & (weight <= fund.weights)


@theorem("CONTRIBUTE-5", "Both parts of an account are together no more than it contributed.", assuming=is_counted)
def parts_are_within_the_contribution(fund: Fund, own: Contribution, weight: Contribution) -> bool:
    return part_of(fund.release, own, fund.contributions) + part_of(fund.award, weight, fund.weights) <= own


@theorem("CONTRIBUTE-5", "A claim is refused for the first of: nothing to claim for, or nobody left to claim; the term is not over.", says=Says.ACCEPTANCE)
def claiming_accepts(record: Credit, fund: Fund, share: Amount, award: Amount) -> bool:
    expected = first_failing(((record.fees == 0) | (fund.credits == 0), Code.CREDIT_UNKNOWN), (not fund.closed, Code.TERM_OPEN))
    return rejection(claim_contribution, record, fund, share, award) == expected


@theorem(
    "CONTRIBUTE-5",
    "A claim takes both parts, but at most what is left; the last claim gives the rest to the pool. The fund says else what it said.",
    says=Says.AMOUNTS,
)
def claiming_is_exact(record: Credit, fund: Fund, share: Amount, award: Amount) -> bool:
    paid = min(share + award, fund.left)
    left = fund.left - paid
    returned = left if fund.credits == 1 else 0
    after = Fund(fund.contributions, fund.weights, fund.release, fund.award, left - returned, fund.credits - 1, closed=True)
    return claim_contribution(record, fund, share, award) == PaidOut(fund=after, paid=paid, returned=returned)


@theorem("CONTRIBUTE-5", "A claim pays no more than both parts, leaves the fund no debt, and makes and destroys no SSP.", says=Says.INVARIANT)
def claiming_conserves(record: Credit, fund: Fund, share: Amount, award: Amount) -> bool:
    payout = claim_contribution(record, fund, share, award)
    return (payout.paid <= share + award) & (payout.fund.left >= 0) & (payout.paid + payout.returned + payout.fund.left == fund.left)


def is_of(fund: Fund, record: Credit) -> bool:
    """A credit and its fund, as CONTRIBUTE-3 and CONTRIBUTE-4 make them, and as a state from outside must say them (CONTRIBUTE-9)."""
    return is_made(record) & is_counted(fund, record.contribution, record.weight)


@theorem("CONTRIBUTE-5", "What an account is paid is at most its contribution.", assuming=is_of)
def claim_pays_at_most_the_contribution(record: Credit, fund: Fund) -> bool:
    return paid_of(record, fund) <= record.contribution


@theorem(
    "CONTRIBUTE-5",
    "Theorem 30 as a whole: of all its fees a coalition that brings them, produces the blocks and claims gets back no more than the fees.",
    assuming=is_of,
)
def claiming_gains_nothing(record: Credit, fund: Fund) -> bool:
    return paid_of(record, fund) + share_fees(record.fees).producer <= record.fees


def paid_of(record: Credit, fund: Fund) -> Amount:
    """What a claim pays of the parts that CONTRIBUTE-6 gives it."""
    share, award = part_of(fund.release, record.contribution, fund.contributions), part_of(fund.award, record.weight, fund.weights)
    return claim_contribution(record, fund, share, award).paid


def covers_both(fund: Fund, share: Amount, award: Amount, others: Amount) -> bool:
    """The fund has what an account and all others have a claim to. It has when it is closed, since the parts of several are no more than the part of all."""
    return fund.left >= share + award + others


@theorem(
    "CONTRIBUTE-5",
    "By step, over all claims in any order: who claims gets its parts in full, and the fund still has what the others have a claim to.",
    assuming=lambda fund, share, award, others: covers_both(fund, share, award, others) & (fund.credits > 1),
)
def fund_never_runs_short(record: Credit, fund: Fund, share: Amount, award: Amount, others: Amount) -> bool:
    payout = claim_contribution(record, fund, share, award)
    return payout.paid == share + award and payout.fund.left >= others


@theorem("CONTRIBUTE-5", "Nobody claims twice: with its credit gone, whatever the fund, it has nothing to claim for.")
def nobody_claims_twice(fund: Fund, share: Amount, award: Amount) -> bool:
    return rejection(claim_contribution, NO_CREDIT, fund, share, award) == Code.CREDIT_UNKNOWN


@theorem("CONTRIBUTE-6", "A claim makes and destroys no SSP.", says=Says.INVARIANT, standing_in=PARTS)
def claiming_preserves_ssp(state: State, sender: AccountId, body: ContributionClaim, slot: Slot) -> bool:
    return ssp(apply_contribution_claim(state, sender, body, slot)) == ssp(state)


@theorem("CONTRIBUTE-6", "A claim is refused as CONTRIBUTE-5 says.", says=Says.ACCEPTANCE, assuming=supply_is_bounded, standing_in=PARTS)
def claim_accepts(state: State, sender: AccountId, body: ContributionClaim, slot: Slot) -> bool:
    record, fund = get_credit(state, (sender, body.term)), get_fund(state, body.term)
    return rejection(apply_contribution_claim, state, sender, body, slot) == rejection(claim_contribution, record, fund, 0, 0)


@theorem(
    "CONTRIBUTE-6",
    "What CONTRIBUTE-5 pays reaches the sender, what it returns the ecosystem pool, and the credit is gone; nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=PARTS,
)
def claim_is_exact(state: State, sender: AccountId, body: ContributionClaim, slot: Slot) -> bool:
    key = (sender, body.term)
    record, fund, account = get_credit(state, key), get_fund(state, body.term), get_account(state, sender)
    share, award = part_of(fund.release, record.contribution, fund.contributions), part_of(fund.award, record.weight, fund.weights)
    payout = claim_contribution(record, fund, share, award)
    paid = Account(balance=account.balance + payout.paid, nonce=account.nonce)
    expected = put_account_and_pots(state, sender, paid, with_ecosystem(state.pots, state.pots.ecosystem + payout.returned))
    expected = put_fund(put_credit(expected, key, NO_CREDIT), body.term, payout.fund)
    return apply_contribution_claim(state, sender, body, slot) == expected


CREDITING = (StandIn(contribution_of), StandIn(tenure_of), StandIn(award_weight))
"""What is credited is accounted for whatever it contributes, and whatever tenure its account has."""


def has_room(state: State, account: AccountId, fee: Half, slot: Slot) -> bool:
    """There is less SSP, and there are fewer accounts, than can be counted. CONTRIBUTE-3 says what is credited where there are not; no chain gets there."""
    term = term_at(state.chain.parameters, slot)
    record, fund = get_credit(state, (account, term)), get_fund(state, term)
    amounts = (record.fees <= MAX_AMOUNT // 2) & (fund.contributions <= MAX_AMOUNT - 2**48) & (fund.weights <= MAX_AMOUNT - 2**48)
    return amounts & (fund.credits < MAX_CREDITS)


def is_open_fund(state: State, account: AccountId, fee: Half, slot: Slot) -> bool:
    """Nor does the fund hold anything: STATE-9."""
    return (get_fund(state, term_at(state.chain.parameters, slot)).left == 0) & has_room(state, account, fee, slot)


@theorem("CONTRIBUTE-7", "Crediting a fee moves no SSP.", says=Says.INVARIANT, standing_in=CREDITING, assuming=is_open_fund)
def crediting_preserves_ssp(state: State, account: AccountId, fee: Half, slot: Slot) -> bool:
    return ssp(credit_fees(state, account, fee, slot)) == ssp(state)


@theorem("CONTRIBUTE-7", "Every fee can be credited.", says=Says.ACCEPTANCE, standing_in=CREDITING, assuming=has_room)
def crediting_accepts(state: State, account: AccountId, fee: Half, slot: Slot) -> bool:
    return rejection(credit_fees, state, account, fee, slot) is None


@theorem(
    "CONTRIBUTE-7",
    "The account's credit and the fund of the slot's term are what CONTRIBUTE-3 makes of them, by the account's tenure; nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=(StandIn(contribution_of),),
    assuming=has_room,
)
def credited_fees_are_exact(state: State, account: AccountId, fee: Half, slot: Slot) -> bool:
    parameters, term = state.chain.parameters, term_at(state.chain.parameters, slot)
    before, fund = get_credit(state, (account, term)), get_fund(state, term)
    tenure = tenure_of(get_participant(state, account), term, parameters.award_tenure_terms)
    contribution = contribution_of(before.fees + fee, parameters.contribution_ppm, parameters.contribution_cap)
    credited = credit_fee(before, fund, fee, contribution, contribution * tenure // PPM)
    return credit_fees(state, account, fee, slot) == put_fund(put_credit(state, (account, term), credited.credit), term, credited.fund)


RELEASES = (StandIn(contributors_release),)
"""Whatever is released is accounted for."""


def is_unfilled(state: State) -> bool:
    """The fund of the head's term holds nothing yet, and nobody contributed where nobody has a credit (STATE-9); there is no more SSP than STATE-2 allows."""
    fund = get_fund(state, term_at(state.chain.parameters, state.head.slot))
    return (fund.left == 0) & ((fund.credits > 0) | (fund.contributions == 0)) & supply_is_bounded(state)


@theorem("CONTRIBUTE-8", "The end of a term makes and destroys no SSP.", says=Says.INVARIANT, assuming=is_unfilled, standing_in=RELEASES)
def ending_preserves_ssp(state: State, slot: Slot) -> bool:
    return ssp(end_contributions(state, slot)) == ssp(state)


@theorem("CONTRIBUTE-8", "A term can always end.", says=Says.ACCEPTANCE, assuming=supply_is_bounded, standing_in=RELEASES)
def ending_accepts(state: State, slot: Slot) -> bool:
    return rejection(end_contributions, state, slot) is None


@theorem(
    "CONTRIBUTE-8",
    "Within a term nothing changes; at its end fund, award and pool become what CONTRIBUTE-4 makes of them, and nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=RELEASES,
)
def ending_is_exact(state: State, slot: Slot) -> bool:
    parameters, award = state.chain.parameters, state.economy.award
    last, term = term_at(parameters, state.head.slot), term_at(parameters, slot)
    fund = get_fund(state, last)
    after = end_contributions(state, slot)
    if term == last:
        return after == state
    released = contributors_release(state.pots.ecosystem, parameters.release_ppm, parameters.agents_share_ppm)
    closed = close_fund(fund, award, state.pots.ecosystem, released, last, term)
    filled = put_pots(state, with_ecosystem(state.pots, closed.pool))
    return after == put_fund(put_award(filled, closed.award), last, closed.fund)
