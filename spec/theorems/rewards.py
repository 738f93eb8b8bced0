# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of rewards: that they are exact, that doing less never pays more, and that nothing is paid that is not there."""

from functools import reduce
from typing import Annotated

from reference.consensus.calendar import AgentCount, RoundCount
from reference.consensus.rewards import (
    INDEX_SCALE,
    FullScore,
    Score,
    Split,
    TermEpochs,
    TotalScore,
    available_release,
    delegation_reward,
    full_score,
    is_forfeited,
    is_payable,
    raise_index,
    seat_score,
    serve_seat,
    split_release,
    term_release,
    voters_part,
)
from reference.numbers import MAX_UINT64, PPM, Amount, Epoch, Index, Ppm, Range, Term
from reference.state.era import Seat
from spec.prover import Fold, Seen, total
from spec.prover.statement import Says, rejection, theorem


@theorem("REWARD-1", "The release is the released part of the pool, rounded down, and of that the agents' part, rounded down.", says=Says.AMOUNTS)
def release_is_exact(pool: Amount, release_ppm: Ppm, agents_share_ppm: Ppm) -> bool:
    return term_release(pool, release_ppm, agents_share_ppm) == (pool * release_ppm // PPM) * agents_share_ppm // PPM


@theorem("REWARD-1", "Every pool has a release.", says=Says.ACCEPTANCE)
def release_never_rejects(pool: Amount, release_ppm: Ppm, agents_share_ppm: Ppm) -> bool:
    return rejection(term_release, pool, release_ppm, agents_share_ppm) is None


@theorem("REWARD-1", "No more is released for the agents than the pool releases, nor more than the pool holds.", says=Says.INVARIANT)
def release_is_bounded(pool: Amount, release_ppm: Ppm, agents_share_ppm: Ppm) -> bool:
    release = term_release(pool, release_ppm, agents_share_ppm)
    return (release <= pool * release_ppm // PPM) & (release <= pool)


@theorem("REWARD-2", "A score counts reveals up to the rounds of a term, and votes up to its epochs.", says=Says.AMOUNTS)
def score_is_exact(seat: Seat, term_rounds: RoundCount, epochs_per_term: TermEpochs) -> bool:
    reveals = seat.revealed if seat.revealed < term_rounds else term_rounds
    votes = seat.votes if seat.votes < epochs_per_term else epochs_per_term
    return seat_score(seat, term_rounds, epochs_per_term) == reveals + votes


@theorem("REWARD-2", "The full score is a full term's reveals and votes of every agent.", says=Says.AMOUNTS)
def full_score_is_exact(agents: AgentCount, term_rounds: RoundCount, epochs_per_term: TermEpochs) -> bool:
    return full_score(agents, term_rounds, epochs_per_term) == agents * term_rounds + agents * epochs_per_term


@theorem("REWARD-2", "Whatever an agent has done has a score.", says=Says.ACCEPTANCE)
def score_never_rejects(seat: Seat, agents: AgentCount, term_rounds: RoundCount, epochs_per_term: TermEpochs) -> bool:
    return rejection(seat_score, seat, term_rounds, epochs_per_term) is None and rejection(full_score, agents, term_rounds, epochs_per_term) is None


@theorem("REWARD-2", "As many seats as there are agents never score more than the full score, whatever their counts say.", says=Says.INVARIANT)
def scores_fit_the_full_score(seat: Seat, agents: AgentCount, term_rounds: RoundCount, epochs_per_term: TermEpochs) -> bool:
    return agents * seat_score(seat, term_rounds, epochs_per_term) <= full_score(agents, term_rounds, epochs_per_term)


@theorem("REWARD-2", "Withholding a reveal or a vote never raises a score.")
def doing_less_never_scores_more(less: Seat, more: Seat, term_rounds: RoundCount, epochs_per_term: TermEpochs) -> bool:
    did_less = (less.revealed <= more.revealed) & (less.votes <= more.votes)
    return not did_less or seat_score(less, term_rounds, epochs_per_term) <= seat_score(more, term_rounds, epochs_per_term)


def is_prefix_floor(split: Split, seen: Seen, available: Amount, full: FullScore) -> bool:
    """The invariant of the split: what was paid is the floor of what the scores so far are worth together."""
    done = seen.total()
    return (
        (split.score == (done if done <= full else full))
        & (split.paid == available * split.score // full)
        & (total(split.shares) == split.paid)
        & (len(split.shares) == seen.count)
    )


SPLIT = Fold(serve_seat, invariant=is_prefix_floor)


@theorem("REWARD-3", "What is available is the release, as far as the pool goes.", says=Says.AMOUNTS)
def available_release_is_exact(release: Amount, pool: Amount) -> bool:
    return available_release(release, pool) == (release if release < pool else pool)


@theorem(
    "REWARD-3",
    "The shares, one a seat, add up to the floor of what all scores together are worth, for any number of seats.",
    says=Says.AMOUNTS,
    folding=(SPLIT,),
)
def split_is_exact(available: Amount, scores: tuple[Score, ...], full: FullScore) -> bool:
    split = split_release(available, scores, full)
    done = total(scores) if total(scores) < full else full
    return (split.score == done) & (split.paid == available * done // full) & (total(split.shares) == split.paid) & (len(split.shares) == len(scores))


@theorem("REWARD-3", "Every release can be split.", says=Says.ACCEPTANCE, folding=(SPLIT,))
def split_never_rejects(release: Amount, pool: Amount, available: Amount, scores: tuple[Score, ...], full: FullScore) -> bool:
    return rejection(available_release, release, pool) is None and rejection(split_release, available, scores, full) is None


@theorem("REWARD-3", "All shares together are at most the release, and leave the pool no debt.", says=Says.INVARIANT, folding=(SPLIT,))
def split_leaves_no_debt(release: Amount, pool: Amount, scores: tuple[Score, ...], full: FullScore) -> bool:
    paid = total(split_release(available_release(release, pool), scores, full).shares)
    return (paid <= release) & (pool - paid >= 0)


def share_of(before: TotalScore, score: Score, available: Amount, full: FullScore) -> Amount:
    """The share of an agent after others whose scores add up to `before`."""
    return serve_seat(Split(score=before, paid=0, shares=()), score, available, full).paid


@theorem("REWARD-3", "Each share is less than one unit away from its exact value.", assuming=lambda before, score, full: before + score <= full)
def share_is_fair(before: TotalScore, score: Score, available: Amount, full: FullScore) -> bool:
    share = share_of(before, score, available, full)
    return (share * full < available * score + full) & (available * score < share * full + full)


@theorem(
    "REWARD-3",
    "Whatever the others have done, a lower score never has a larger share.",
    assuming=lambda before, score, lower, full: (before <= full) & (lower <= score),
)
def lower_score_never_pays_more(before: TotalScore, score: Score, lower: Score, available: Amount, full: FullScore) -> bool:
    return share_of(before, lower, available, full) <= share_of(before, score, available, full)


@theorem(
    "REWARD-3",
    "An agent that keeps others from doing their part gains at most the one unit of rounding.",
    assuming=lambda before, fewer, score, full: (before + score <= full) & (fewer <= before),
)
def absence_of_others_pays_nothing(before: TotalScore, fewer: TotalScore, score: Score, available: Amount, full: FullScore) -> bool:
    return share_of(fewer, score, available, full) <= share_of(before, score, available, full) + 1


@theorem("REWARD-4", "The voters' part is the rate of the share, rounded down, but at most what was delegated.", says=Says.AMOUNTS)
def voters_part_is_exact(share: Amount, delegated: Amount, voters_share_ppm: Ppm) -> bool:
    part = share * voters_share_ppm // PPM
    return voters_part(share, delegated, voters_share_ppm) == (part if part < delegated else delegated)


@theorem("REWARD-4", "Every share can be parted.", says=Says.ACCEPTANCE)
def voters_part_never_rejects(share: Amount, delegated: Amount, voters_share_ppm: Ppm) -> bool:
    return rejection(voters_part, share, delegated, voters_share_ppm) is None


@theorem("REWARD-4", "The part is within the share, and where nobody delegated there is none.", says=Says.INVARIANT)
def voters_part_is_within_the_share(share: Amount, delegated: Amount, voters_share_ppm: Ppm) -> bool:
    part = voters_part(share, delegated, voters_share_ppm)
    return (part <= share) & ((delegated > 0) | (part == 0))


@theorem("REWARD-4", "A smaller share never leaves more to the agent itself, nor to its voters.")
def smaller_share_never_pays_more(share: Amount, smaller: Amount, delegated: Amount, voters_share_ppm: Ppm) -> bool:
    part, less = voters_part(share, delegated, voters_share_ppm), voters_part(smaller, delegated, voters_share_ppm)
    return (smaller > share) | ((less <= part) & (smaller - less <= share - part))


@theorem("REWARD-5", "Where two units are delegated, each earns half of the part, as far as the index goes.")
def two_units_earn_half_each(index: Index, part: Amount) -> bool:
    raised, room = raise_index(index, part, 2), MAX_UINT64 - index
    half = part * (INDEX_SCALE // 2)
    step = half if half < room else room
    return (raised.index == index + step) & (raised.held == (2 * step + INDEX_SCALE - 1) // INDEX_SCALE)


@theorem("REWARD-5", "The index rises by the part over what is delegated, rounded down, and the pot takes what that is worth, rounded up.", says=Says.AMOUNTS)
def raise_index_is_exact(index: Index, part: Amount, delegated: Amount) -> bool:
    raised = raise_index(index, part, delegated)
    if delegated == 0:
        return (raised.index == index) & (raised.held == 0)
    step = part * INDEX_SCALE // delegated
    step = step if step <= MAX_UINT64 - index else MAX_UINT64 - index
    worth = delegated * step
    return (raised.index == index + step) & (raised.held * INDEX_SCALE >= worth) & (raised.held * INDEX_SCALE < worth + INDEX_SCALE)


@theorem("REWARD-5", "Every index can be raised.", says=Says.ACCEPTANCE)
def raise_index_never_rejects(index: Index, part: Amount, delegated: Amount) -> bool:
    return rejection(raise_index, index, part, delegated) is None


@theorem("REWARD-5", "The pot takes at most the voters' part, and an index never falls.", says=Says.INVARIANT)
def raise_index_takes_no_more_than_the_part(index: Index, part: Amount, delegated: Amount) -> bool:
    raised = raise_index(index, part, delegated)
    return (raised.held <= part) & (raised.index >= index)


@theorem("REWARD-5", "By REWARD-4 a term raises an index by one unit for each unit at most.", assuming=lambda part, delegated: part <= delegated)
def raise_index_is_bounded(index: Index, part: Amount, delegated: Amount) -> bool:
    return raise_index(index, part, delegated).index - index <= INDEX_SCALE


@theorem("REWARD-6", "A reward is the amount times the rise of the index, rounded down, but at most what the pot holds.", says=Says.AMOUNTS)
def reward_is_exact(amount: Amount, since: Index, until: Index, pot: Amount) -> bool:
    reward = delegation_reward(amount, since, until, pot)
    earned = amount * (until - since) if until > since else 0
    return reward == pot if earned >= pot * INDEX_SCALE else (reward * INDEX_SCALE <= earned) & (earned < reward * INDEX_SCALE + INDEX_SCALE)


@theorem("REWARD-6", "Every delegation has a reward.", says=Says.ACCEPTANCE)
def reward_never_rejects(amount: Amount, since: Index, until: Index, pot: Amount) -> bool:
    return rejection(delegation_reward, amount, since, until, pot) is None


@theorem("REWARD-6", "No claim takes more than the pot holds.", says=Says.INVARIANT)
def reward_leaves_no_debt(amount: Amount, since: Index, until: Index, pot: Amount) -> bool:
    return delegation_reward(amount, since, until, pot) <= pot


@theorem("REWARD-6", "Claiming twice never pays more than claiming once.", assuming=lambda since, between, until: (since < between) & (between < until))
def claiming_often_pays_no_more(amount: Amount, since: Index, between: Index, until: Index, pot: Amount) -> bool:
    first = delegation_reward(amount, since, between, pot)
    second = delegation_reward(amount, between, until, pot - first)
    return first + second <= delegation_reward(amount, since, until, pot)


Owed = Annotated[int, Range(0, 2**127)]
"""What all delegations together have earned and not claimed, in trillionths of an SSP unit: the sum over them of amount times rise of the index."""


@theorem(
    "REWARD-6", "The pot covers what is owed, and still does after a reward was added: what is owed grows by what is delegated times the step of the index."
)
def payments_keep_the_pot_covered(owed: Owed, pot: Amount, index: Index, part: Amount, delegated: Amount) -> bool:
    raised = raise_index(index, part, delegated)
    return (owed > pot * INDEX_SCALE) | (owed + delegated * (raised.index - index) <= (pot + raised.held) * INDEX_SCALE)


@theorem(
    "REWARD-6", "The pot covers what is owed, and still does after a claim, which is paid in full: what is owed shrinks by all that the delegation has earned."
)
def claims_keep_the_pot_covered(owed: Owed, pot: Amount, amount: Amount, since: Index, until: Index) -> bool:
    earned = amount * (until - since) if until > since else 0
    reward = delegation_reward(amount, since, until, pot)
    return (owed > pot * INDEX_SCALE) | (earned > owed) | ((reward == earned // INDEX_SCALE) & (owed - earned <= (pot - reward) * INDEX_SCALE))


def claim(paid: Amount, amount: Amount, since: Index, until: Index, pot: Amount) -> Amount:
    """What was paid of a pot after one more delegation has claimed."""
    return paid + delegation_reward(amount, since, until, pot - paid)


def is_covered(paid: Amount, seen: Seen, since: Index, until: Index, pot: Amount) -> bool:
    """The invariant of claims: together they got no more than what the amounts seen have earned together, and no more than the pot."""
    return (paid * INDEX_SCALE <= seen.total() * (until - since)) & (paid <= pot)


@theorem(
    "REWARD-6",
    "However many share what an agent's voters earned, together they are paid no more than if one had delegated it all.",
    assuming=lambda since, until: since < until,
    folding=(Fold(claim, invariant=is_covered),),
)
def claims_never_exceed_the_whole(since: Index, until: Index, amounts: tuple[Amount, ...], pot: Amount) -> bool:
    paid = reduce(lambda paid, amount: claim(paid, amount, since, until, pot), amounts, 0)
    return paid * INDEX_SCALE <= total(amounts) * (until - since)


@theorem("REWARD-7", "A term is payable just where the final epoch is not before the first one after the term.", says=Says.AMOUNTS)
def is_payable_is_exact(term: Term, finalised: Epoch, epochs_per_term: TermEpochs) -> bool:
    return is_payable(term, finalised, epochs_per_term) == (finalised >= (term + 1) * epochs_per_term)


@theorem("REWARD-7", "Of every term it is known whether it is payable.", says=Says.ACCEPTANCE)
def is_payable_never_rejects(term: Term, finalised: Epoch, epochs_per_term: TermEpochs) -> bool:
    return rejection(is_payable, term, finalised, epochs_per_term) is None


@theorem("REWARD-7", "Whatever is payable stays so, and so are the terms before it.", says=Says.INVARIANT)
def payable_stays_payable(term: Term, earlier: Term, finalised: Epoch, later: Epoch, epochs_per_term: TermEpochs) -> bool:
    is_past = (earlier <= term) & (later >= finalised)
    return not is_payable(term, finalised, epochs_per_term) or not is_past or is_payable(earlier, later, epochs_per_term)


@theorem("REWARD-8", "A term is forfeited just where the current one is the second after it, or later.", says=Says.AMOUNTS)
def is_forfeited_is_exact(term: Term, current: Term) -> bool:
    return is_forfeited(term, current) == (current >= term + 2)


@theorem("REWARD-8", "Of every term it is known whether it is forfeited.", says=Says.ACCEPTANCE)
def is_forfeited_never_rejects(term: Term, current: Term) -> bool:
    return rejection(is_forfeited, term, current) is None


@theorem("REWARD-8", "At most the current term and the one before it are ever unpaid: all others are forfeited.", says=Says.INVARIANT)
def two_terms_are_unpaid(term: Term, current: Term) -> bool:
    return (term > current) | is_forfeited(term, current) | (term == current) | (term + 1 == current)
