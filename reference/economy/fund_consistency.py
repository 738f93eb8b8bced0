"""Whether what a state from outside says of sponsorships, of contributions and of the award fits together: no claim may find less than what it is due."""

from collections.abc import Mapping, Sequence

from reference.economy.contributions import part_of
from reference.numbers import AccountId, Amount, Term
from reference.rules import procedure
from reference.state.award import NO_AWARD, Award, Credit, CreditKey, Fund, Participant
from reference.state.sponsorship import Sponsorship, SponsorshipKey


@procedure("SPONSOR-5")
def do_sponsorships_fit(sponsorships: Mapping[SponsorshipKey, Sponsorship], now: Term) -> bool:
    """Whether every sponsorship is of somebody else, and was last used in no later term than `now`."""
    return all(sponsor != device and record.term <= now for (sponsor, device), record in sponsorships.items())


@procedure("AWARD-5")
def does_award_fit(award: Award, participants: Mapping[AccountId, Participant], now: Term) -> bool:
    """Whether there is no award after its last term, and nobody takes part from a later term on than the one after `now`."""
    return (award == NO_AWARD or now <= award.last) and all(participant.since - 1 <= now for participant in participants.values())


@procedure("CONTRIBUTE-9")
def do_funds_fit(funds: Mapping[Term, Fund], credits: Mapping[CreditKey, Credit], now: Term) -> bool:
    """Whether each credit can have been made and has a fund, and each fund has as many credits as it counts.

    The fund of the present term is open: it holds nothing yet, and says just what its credits add up to. Those of earlier terms are closed: they say no
    less than what their credits add up to, hold no more than what they were filled with, which is no more than CONTRIBUTE-4 allows, and no less than
    their credits are due.
    """
    by_term: dict[Term, list[Credit]] = {term: [] for term in funds}
    for (_, term), record in credits.items():
        if term not in by_term or not _is_possible(record):
            return False
        by_term[term].append(record)
    if not all(len(by_term[term]) == fund.credits for term, fund in funds.items()):
        return False
    return all(_is_open(fund, by_term[term]) if term == now else term < now and _is_closed(fund, by_term[term]) for term, fund in funds.items())


def _is_possible(record: Credit) -> bool:
    """Whether half of the fees contribute at most, and weigh as much as with the longest tenure at most."""
    return record.weight <= record.contribution <= record.fees // 2


def _is_open(fund: Fund, records: Sequence[Credit]) -> bool:
    contributed, weighed = _sums(records)
    return fund == Fund(contributions=contributed, weights=weighed, release=0, award=0, left=0, credits=fund.credits, closed=False)


def _is_closed(fund: Fund, records: Sequence[Credit]) -> bool:
    contributed, weighed = _sums(records)
    filled = fund.release + fund.award
    if not fund.closed or contributed > fund.contributions or weighed > fund.weights or filled > fund.contributions or fund.left > filled:
        return False
    if fund.award * fund.contributions > fund.weights * (fund.contributions - fund.release):
        return False
    return sum(_due(record, fund) for record in records) <= fund.left


def _due(record: Credit, fund: Fund) -> Amount:
    return part_of(fund.release, record.contribution, fund.contributions) + part_of(fund.award, record.weight, fund.weights)


def _sums(records: Sequence[Credit]) -> tuple[int, int]:
    return sum(record.contribution for record in records), sum(record.weight for record in records)
