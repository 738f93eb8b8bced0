# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of demands for data: which assets meet one, and that their order is one and the same for everybody."""

from itertools import permutations
from typing import Annotated

from reference.data.demands import Demand, Prospect, match_demand, meets, precedes
from reference.numbers import Length
from spec.prover.statement import Says, rejection, theorem

Prospects = Annotated[tuple[Prospect, ...], Length(0, 5)]
"""Few, so that every order of them can be tried."""

SORTED = "it sorts, which Z3 does not see through; that DEMAND-2 is a total order it proves for all prospects"


@theorem("DEMAND-1", "Whether an asset meets a demand can always be said.", says=Says.ACCEPTANCE)
def meeting_never_rejects(demand: Demand, prospect: Prospect) -> bool:
    return rejection(meets, demand, prospect) is None


@theorem("DEMAND-1", "Of that schema and region, in part of that time, for sale in that coin up to the ceiling, registered, with consent.", says=Says.AMOUNTS)
def meeting_is_exact(demand: Demand, prospect: Prospect) -> bool:
    like = prospect.schema == demand.schema and prospect.region == demand.region and prospect.coin == demand.coin
    then = prospect.start < demand.until and prospect.until > demand.start
    sold = prospect.price >= 1 and demand.ceiling >= prospect.price and prospect.registered >= 1 and prospect.consented
    return meets(demand, prospect) == (like and then and sold)


@theorem("DEMAND-1", "Never one that is not consented to, above the ceiling or not for sale; and who pays more finds no less.", says=Says.INVARIANT)
def meeting_is_consented(demand: Demand, prospect: Prospect, more: Demand) -> bool:
    same = more.schema == demand.schema and more.region == demand.region and more.coin == demand.coin
    wider = same and more.ceiling >= demand.ceiling and more.start <= demand.start and more.until >= demand.until
    if not meets(demand, prospect):
        return True
    return prospect.consented and 0 < prospect.price <= demand.ceiling and (not wider or meets(more, prospect))


@theorem("DEMAND-2", "Which of two comes first can always be said.", says=Says.ACCEPTANCE)
def preceding_never_rejects(one: Prospect, other: Prospect, lesser: bool) -> bool:
    return rejection(precedes, one, other, lesser) is None


@theorem("DEMAND-2", "The cheaper; at one price the one of more chunks; of as many the earlier; in one slot that of the lesser identifier.", says=Says.AMOUNTS)
def preceding_is_exact(one: Prospect, other: Prospect, lesser: bool) -> bool:
    alike = one.price == other.price and one.chunks == other.chunks and one.registered == other.registered
    cheaper = one.price < other.price
    larger = one.price == other.price and one.chunks > other.chunks
    earlier = one.price == other.price and one.chunks == other.chunks and one.registered < other.registered
    return precedes(one, other, lesser) == (cheaper or larger or earlier or (alike and lesser))


@theorem("DEMAND-2", "It is a total order: of two assets just one comes first, and of three the first before the last.", says=Says.INVARIANT)
def preceding_is_total(one: Prospect, other: Prospect, third: Prospect, lesser: bool, next_lesser: bool, far_lesser: bool) -> bool:
    follows = not (lesser and next_lesser) or far_lesser
    chained = precedes(one, other, lesser) and precedes(other, third, next_lesser) and follows and (lesser or next_lesser or not far_lesser)
    transitive = not chained or precedes(one, third, far_lesser)
    return precedes(one, other, lesser) != precedes(other, one, not lesser) and transitive


@theorem("DEMAND-3", "What meets a demand does not depend on the order in which assets are given.", tested=SORTED)
def matching_ignores_arrival(demand: Demand, prospects: Prospects) -> bool:
    return len({match_demand(demand, arrival) for arrival in permutations(prospects)}) == 1
