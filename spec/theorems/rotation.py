# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of rotation: what a tenure counts, who rests and for how long, and that nobody is elected for too many terms in a row."""

from dataclasses import dataclass
from enum import Enum
from functools import reduce

from reference.consensus.rotation import MAX_SERVED, Place, ServedTerm, TermLimit, Weight, genesis_tenure, recall_key, rests, serve, terms_out
from reference.numbers import MAX_UINT64, Term
from reference.state.agent import Tenure, TermCount
from spec.prover import Fold
from spec.prover.statement import Says, rejection, theorem


@theorem("ROTATE-1", "A seat is never rejected for its tenure.", says=Says.ACCEPTANCE)
def serve_accepts(tenure: Tenure, since: Term, term: ServedTerm, rest_terms: TermLimit) -> bool:
    return rejection(serve, tenure, since, term, rest_terms) is None


@theorem(
    "ROTATE-1",
    "A seat adds one term to those served, or to none after the terms of a rest out of the set; the next term is the first one out.",
    says=Says.AMOUNTS,
)
def serve_is_exact(tenure: Tenure, since: Term, term: ServedTerm, rest_terms: TermLimit) -> bool:
    rested = since >= tenure.free_from + rest_terms
    before = 0 if rested else tenure.served
    return serve(tenure, since, term, rest_terms) == Tenure(served=before if before == MAX_SERVED else before + 1, free_from=term + 1)


@theorem("ROTATE-1", "Whoever has a seat has served, and counts as out of the set from the next term on.", says=Says.INVARIANT)
def seated_agent_has_served(tenure: Tenure, since: Term, term: ServedTerm, later: Term, rest_terms: TermLimit) -> bool:
    seated = serve(tenure, since, term, rest_terms)
    return (seated.served >= 1) & (terms_out(seated, later) == (later - term - 1 if later > term else 0))


@theorem("ROTATE-2", "Whether an agent rests is never a rejection.", says=Says.ACCEPTANCE)
def rests_accepts(tenure: Tenure, term: Term, tenure_terms: TermLimit, rest_terms: TermLimit) -> bool:
    return rejection(rests, tenure, term, tenure_terms, rest_terms) is None


@theorem("ROTATE-2", "An agent rests just where it has served its terms, and the term lies before the end of its rest.", says=Says.AMOUNTS)
def rests_is_exact(tenure: Tenure, term: Term, tenure_terms: TermLimit, rest_terms: TermLimit) -> bool:
    return rests(tenure, term, tenure_terms, rest_terms) == ((tenure.served >= tenure_terms) & (term < tenure.free_from + rest_terms))


@theorem("ROTATE-2", "A rest has no gaps: whoever rests in a term has rested in every term before it, back to its last seat.", says=Says.INVARIANT)
def rest_has_no_gaps(tenure: Tenure, earlier: Term, later: Term, tenure_terms: TermLimit, rest_terms: TermLimit) -> bool:
    return earlier > later or not rests(tenure, later, tenure_terms, rest_terms) or rests(tenure, earlier, tenure_terms, rest_terms)


@theorem("ROTATE-2", "Whoever has been out of the set for the terms of a rest does not rest, and begins a new tenure with its next seat.")
def rest_ends(tenure: Tenure, term: ServedTerm, tenure_terms: TermLimit, rest_terms: TermLimit) -> bool:
    if terms_out(tenure, term) < rest_terms:
        return True
    return not rests(tenure, term, tenure_terms, rest_terms) and serve(tenure, term, term, rest_terms).served == 1


class Seating(Enum):
    """How an agent passes a term in which the chain has a block."""

    OUT = "out"
    """It has no seat."""

    ELECTED = "elected"
    """It was elected, unless it must rest or the election came to nothing."""

    RECALLED = "recalled"
    """It has a seat although it must rest, because too few others could be elected."""

    STAYED = "stayed"
    """It keeps its seat because no new set could take over."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A term that an agent has passed."""

    seating: Seating
    empty: TermCount
    """The terms without a block before it."""


@dataclass(frozen=True, slots=True)
class Career:
    """An agent after some terms."""

    tenure: Tenure
    """What the chain remembers of it."""

    streak: TermCount
    """The terms in a row in which it has had a seat, the last one included; those without a block are not counted."""

    coming: Term
    """The first term after the last one with a block."""

    too_long: bool
    """Whether it was ever elected for one term more in a row than the rule allows."""


def pass_term(career: Career, passed: Passed, tenure_terms: TermLimit, rest_terms: TermLimit) -> Career:
    """One more term with a block. Time ends with the last slot number."""
    term = career.coming + passed.empty
    if term >= MAX_UINT64:
        return career
    elected = passed.seating == Seating.ELECTED and passed.empty == 0 and not rests(career.tenure, term, tenure_terms, rest_terms)
    if passed.seating == Seating.RECALLED or passed.seating == Seating.STAYED or elected:
        streak = min(career.streak + 1, MAX_SERVED)
        too_long = elected and streak > tenure_terms
        return Career(serve(career.tenure, career.coming, term, rest_terms), streak, term + 1, career.too_long or too_long)
    return Career(career.tenure, 0, term + 1, career.too_long)


def is_counted(career: Career) -> bool:
    """What holds of a career at all times: the terms in a row are among those served, and the last of them is the last one."""
    return (
        (career.streak <= career.tenure.served)
        & ((career.streak == 0) | (career.tenure.free_from == career.coming))
        & (career.tenure.free_from <= career.coming)
        & (not career.too_long)
    )


TERMS = Fold(pass_term, invariant=is_counted)
"""Terms that an agent passes, by induction over their number."""


def career_of(passed: tuple[Passed, ...], start: Career, tenure_terms: TermLimit, rest_terms: TermLimit) -> Career:
    return reduce(lambda career, each: pass_term(career, each, tenure_terms, rest_terms), passed, start)


@theorem(
    "ROTATE-2",
    "Theorem 16. However an agent came into the set and left it, it is never elected for more than `tenure_terms` terms in a row: "
    "a further one it has only where it is recalled, or where the set stays because no new one can take over.",
    folding=(TERMS,),
)
def nobody_is_elected_for_too_long(passed: tuple[Passed, ...], first: Term, tenure_terms: TermLimit, rest_terms: TermLimit) -> bool:
    newcomer = Career(tenure=Tenure(served=0, free_from=0), streak=0, coming=first, too_long=False)
    return not career_of(passed, newcomer, tenure_terms, rest_terms).too_long


@theorem("ROTATE-4", "Theorem 16, of an agent of the genesis set: it is never elected for more than `tenure_terms` terms in a row.", folding=(TERMS,))
def no_genesis_agent_is_elected_for_too_long(passed: tuple[Passed, ...], place: Place, tenure_terms: TermLimit, rest_terms: TermLimit) -> bool:
    founder = Career(tenure=genesis_tenure(place, tenure_terms), streak=1, coming=1, too_long=False)
    return not career_of(passed, founder, tenure_terms, rest_terms).too_long


@theorem("ROTATE-3", "A recall is never a rejection.", says=Says.ACCEPTANCE)
def recall_key_accepts(tenure: Tenure, weight: Weight, term: Term) -> bool:
    return rejection(recall_key, tenure, weight, term) is None


@theorem("ROTATE-3", "The key of a recall is the terms out, then what the weight lacks of the largest.", says=Says.AMOUNTS)
def recall_key_is_exact(tenure: Tenure, weight: Weight, term: Term) -> bool:
    out, lacking = recall_key(tenure, weight, term)
    return (out == (term - tenure.free_from if term >= tenure.free_from else 0)) & (lacking + weight == MAX_UINT64)


@theorem("ROTATE-3", "Whoever is recalled first has been out for the fewest terms, and of those out as long is the heaviest.", says=Says.INVARIANT)
def least_rested_is_recalled_first(one: Tenure, weight: Weight, other: Tenure, weight_of_other: Weight, term: Term) -> bool:
    first, second = recall_key(one, weight, term), recall_key(other, weight_of_other, term)
    earlier = first[0] < second[0] or (first[0] == second[0] and first[1] < second[1])
    later_seat = one.free_from > other.free_from and term > other.free_from
    as_late = one.free_from == other.free_from or (term <= one.free_from and term <= other.free_from)
    return earlier == (later_seat or (as_late and weight > weight_of_other))


@theorem("ROTATE-4", "A genesis tenure is never rejected.", says=Says.ACCEPTANCE)
def genesis_tenure_accepts(place: Place, tenure_terms: TermLimit) -> bool:
    return rejection(genesis_tenure, place, tenure_terms) is None


@theorem("ROTATE-4", "A genesis tenure counts `place mod tenure_terms` terms before genesis and term 0.", says=Says.AMOUNTS)
def genesis_tenure_is_exact(place: Place, tenure_terms: TermLimit) -> bool:
    tenure = genesis_tenure(place, tenure_terms)
    return (tenure.free_from == 1) & (tenure.served >= 1) & (tenure.served <= tenure_terms) & ((place + 1 - tenure.served) % tenure_terms == 0)


@theorem(
    "ROTATE-4", "Agents of the genesis set whose places differ by less than `tenure_terms` do not have to rest from the same term on.", says=Says.INVARIANT
)
def genesis_tenures_are_spread(place: Place, other: Place, tenure_terms: TermLimit) -> bool:
    if place == other or place + tenure_terms <= other or other + tenure_terms <= place:
        return True
    return genesis_tenure(place, tenure_terms).served != genesis_tenure(other, tenure_terms).served
