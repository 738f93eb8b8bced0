"""Rotation: who has had a seat for long rests, so that the set of agents does not stay the same.

A term is counted for whoever has a seat in it. Whoever has served `tenure_terms` of them rests for `rest_terms`; being out of the set
for that long, for whatever reason, begins a new tenure. What is rotated is ids.
"""

from typing import Annotated

from reference.numbers import MAX_UINT64, Range, Term
from reference.rules import kernel
from reference.state.agent import Tenure

MAX_SERVED = 2**32 - 1
"""Where the count of terms served stops: far above any `tenure_terms`, so that stopping there changes no answer."""

TermLimit = Annotated[int, Range(1, 10_000)]
"""A number of terms that a parameter sets: `tenure_terms`, or `rest_terms`."""

ServedTerm = Annotated[int, Range(0, MAX_UINT64 - 1)]
"""A term that another one can follow."""

Weight = Annotated[int, Range(0, MAX_UINT64)]
"""An agent's weight in an election, in SSP units."""

Place = Annotated[int, Range(0, 998)]
"""The place of an agent in the genesis set, from 0."""

RecallKey = tuple[Term, Weight]
"""What resting agents are sorted by when some of them are recalled: terms out, then what the weight lacks of the largest."""


@kernel("ROTATE-1")
def serve(tenure: Tenure, since: Term, term: ServedTerm, rest_terms: TermLimit) -> Tenure:
    """The tenure of an agent that has a seat in `term`.

    `since` is the first term after the last one in which the chain has a block; it is `term` itself unless whole terms went by without a block.
    The set was the same throughout those, so that they are nobody's rest; and nobody worked, so that they are nobody's service.
    """
    served = 0 if terms_out(tenure, since) >= rest_terms else tenure.served
    return Tenure(served=min(served + 1, MAX_SERVED), free_from=term + 1)


@kernel("ROTATE-2")
def rests(tenure: Tenure, term: Term, tenure_terms: TermLimit, rest_terms: TermLimit) -> bool:
    """Whether an agent must rest in `term`: it has served as long as it may, and was not out of the set for `rest_terms` since."""
    return tenure.served >= tenure_terms and terms_out(tenure, term) < rest_terms


@kernel("ROTATE-3")
def recall_key(tenure: Tenure, weight: Weight, term: Term) -> RecallKey:
    """The place of a resting agent among those that can be recalled for `term`: the lesser key first, and of equal keys the lesser id.

    Fewest terms out come first. The other way round, whoever is nearest the end of its rest would be recalled, and nobody ever complete one.
    """
    return terms_out(tenure, term), MAX_UINT64 - weight


@kernel("ROTATE-4")
def genesis_tenure(place: Place, tenure_terms: TermLimit) -> Tenure:
    """The tenure, in term 0, of the agent at `place` of the genesis set: as if it had served `place mod tenure_terms` terms before genesis.

    Otherwise the whole set would have to rest at once.
    """
    return Tenure(served=place % tenure_terms + 1, free_from=1)


def terms_out(tenure: Tenure, term: Term) -> Term:
    """The whole terms before `term` since the agent last had a seat; all of them where it never had one."""
    return term - tenure.free_from if term > tenure.free_from else 0
