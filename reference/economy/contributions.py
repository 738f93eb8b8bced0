"""Contributions: what those who bring fees get back, and never more than that.

Each fee is credited once, to the chip or the owner of data that it was paid for. When its term is over the contributors share what the
ecosystem pool releases, and beside it the participation award, by what they have contributed; nobody gets more than its contribution, which is
at most half of its fees: a reward above the fee would be free money for those who trade with themselves. Nobody walks through the
contributors: each claims its own part, whenever it likes.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from reference.codes import Code, Reject
from reference.numbers import MAX_AMOUNT, PPM, Amount, Ppm, Range, Term
from reference.rules import kernel
from reference.state.award import MAX_CREDITS, NO_AWARD, Award, Contribution, Credit, Fund, Participant
from reference.state.balance import credit as add

TenureLimit = Annotated[int, Range(1, 10_000)]
"""The parameter `award_tenure_terms`."""


@dataclass(frozen=True, slots=True)
class Credited:
    """A credit and its term's fund after a fee."""

    credit: Credit
    """The account's credit."""

    fund: Fund
    """What all contributors of the term share."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A fund whose term is over, and what it was filled from."""

    fund: Fund
    """The fund, filled."""

    award: Award
    """What is left of the award."""

    pool: Amount
    """What is left of the ecosystem pool, in SSP units."""


@dataclass(frozen=True, slots=True)
class PaidOut:
    """What a claim takes from a fund."""

    fund: Fund
    """The fund afterwards."""

    paid: Amount
    """SSP units to the contributor."""

    returned: Amount
    """SSP units to the ecosystem pool: what rounding left, once nobody has a claim on the fund any more."""


@kernel("CONTRIBUTE-1")
def contribution_of(fees: Amount, contribution_ppm: Ppm, cap: Contribution) -> Contribution:
    """What of an account's fees of a term counts as its contribution: a part of the half that the pool got, up to a cap. Both are rounded down."""
    return min(fees // 2 * contribution_ppm // PPM, cap)


@kernel("CONTRIBUTE-2")
def tenure_of(participant: Participant, term: Term, limit: TenureLimit) -> Ppm:
    """What part of the longest tenure that counts, `limit` terms, an account has taken part in the award, `term` included, in parts per million.

    None where it takes no part, or not yet.
    """
    if participant.since == 0 or term < participant.since:
        return 0
    return (min(term - participant.since, limit - 1) + 1) * PPM // limit


@kernel("CONTRIBUTE-2")
def award_weight(contribution: Contribution, tenure: Ppm) -> Contribution:
    """What a contribution weighs in the award: what its account's tenure is of it, rounded down."""
    return contribution * tenure // PPM


@kernel("CONTRIBUTE-3")
def credit_fee(record: Credit, fund: Fund, fee: Amount, contribution: Contribution, weight: Contribution) -> Credited:
    """Credit a fee to an account, whose fees with this one contribute `contribution`, which weighs `weight`.

    Neither ever falls, even if the account leaves the award within the term. A fee of nothing changes nothing. Beyond what can be counted nothing is
    credited; no chain has as much SSP, or as many transactions in a term.
    """
    if fee == 0 or (record.fees == 0 and fund.credits == MAX_CREDITS):
        return Credited(credit=record, fund=fund)
    counted = min(max(contribution, record.contribution), record.contribution + (MAX_AMOUNT - fund.contributions))
    weighed = min(max(weight, record.weight), record.weight + (MAX_AMOUNT - fund.weights))
    return Credited(
        credit=Credit(fees=min(record.fees + fee, MAX_AMOUNT), contribution=counted, weight=weighed),
        fund=replace(
            fund,
            contributions=fund.contributions + (counted - record.contribution),
            weights=fund.weights + (weighed - record.weight),
            credits=fund.credits + 1 if record.fees == 0 else fund.credits,
        ),
    )


@kernel("CONTRIBUTE-4")
def contributors_release(pool: Amount, release_ppm: Ppm, agents_share_ppm: Ppm) -> Amount:
    """What the ecosystem pool releases for the contributors of a term that is over: what the agents' part, rounded down, leaves of the whole, rounded down."""
    released = pool * release_ppm // PPM
    return released - released * agents_share_ppm // PPM


@kernel("CONTRIBUTE-4")
def close_fund(fund: Fund, award: Award, pool: Amount, released: Amount, term: Term, now: Term) -> Closed:
    """Fill the fund of `term`, which is over when term `now` begins: with what the ecosystem pool releases for it, and with the award's share.

    The release is at most what was contributed. Of what that leaves, the award adds at most the part that the weights are of the contributions: then
    nobody's parts are more than it contributed, and nothing waits that nobody is due. Once its last term is over, what is left of the award is the pool's.
    Rejects with `BALANCE_OVERFLOW`, which no chain meets (BALANCE-3).
    """
    release = min(released, pool, fund.contributions)
    due = fund.weights * (fund.contributions - release) // fund.contributions if fund.contributions else 0
    given = min(award.share, award.balance, due) if term <= award.last else 0
    rest = award.balance - given
    is_over = now > award.last
    return Closed(
        fund=replace(fund, release=release, award=given, left=release + given, closed=True),
        award=NO_AWARD if is_over else Award(balance=rest, share=award.share, last=award.last),
        pool=add(pool - release, rest if is_over else 0),
    )


@kernel("CONTRIBUTE-5")
def part_of(filled: Amount, own: Contribution, total: Amount) -> Amount:
    """The part of what a fund was filled with that an account has by its own contribution, or weight, of them all, rounded down, in SSP units."""
    return min(filled * own // total, filled) if total else 0


@kernel("CONTRIBUTE-5")
def claim_contribution(record: Credit, fund: Fund, share: Amount, award: Amount) -> PaidOut:
    """Take an account's parts of a fund, `share` of the release and `award` of the award.

    Both are paid, but at most what is left; together they are no more than it contributed (CONTRIBUTE-4). The last claim returns to the pool what
    rounding left.

    Rejects with `CREDIT_UNKNOWN`, then `TERM_OPEN`.
    """
    if record.fees == 0 or fund.credits == 0:
        raise Reject(Code.CREDIT_UNKNOWN)
    if not fund.closed:
        raise Reject(Code.TERM_OPEN)
    paid = min(share + award, fund.left)
    left, is_last = fund.left - paid, fund.credits == 1
    return PaidOut(fund=replace(fund, left=0 if is_last else left, credits=fund.credits - 1), paid=paid, returned=left if is_last else 0)
