# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the first distribution: it is the one that the white paper names, and all there is."""

from reference.codes import Code
from reference.economy.distribution import check_distribution
from reference.numbers import Amount
from reference.parameters import SSP_SUPPLY
from spec.prover.statement import Says, rejection, theorem


@theorem("SUPPLY-2", "A distribution is accepted just where the shares are 25, 20, 10 and 45 hundredths of the supply, to the unit.", says=Says.ACCEPTANCE)
def distribution_accepts(placement: Amount, foundation: Amount, team: Amount, ecosystem: Amount) -> bool:
    parts = ((placement, 25), (foundation, 20), (team, 10), (ecosystem, 45))
    expected = None if all(100 * share == part * SSP_SUPPLY for share, part in parts) else Code.DISTRIBUTION_MISMATCH
    return rejection(check_distribution, placement, foundation, team, ecosystem) == expected


@theorem("SUPPLY-2", "An accepted distribution is of the whole supply: nothing is left for any other account.", says=Says.INVARIANT)
def distribution_is_complete(placement: Amount, foundation: Amount, team: Amount, ecosystem: Amount) -> bool:
    accepted = rejection(check_distribution, placement, foundation, team, ecosystem) is None
    return not accepted or placement + foundation + team + ecosystem == SSP_SUPPLY
