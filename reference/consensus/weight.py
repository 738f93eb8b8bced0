"""Weight: what an agent's bond, and what is delegated to it, count for in an election."""

from typing import Annotated

from reference.numbers import MAX_UINT64, Amount, Range
from reference.rules import kernel

Leverage = Annotated[int, Range(1, 100)]
"""The parameter `bond_leverage`."""

Weight = Annotated[int, Range(0, MAX_UINT64)]
"""An agent's weight in an election, in SSP units."""


@kernel("ELECT-1")
def weight_of(bond: Amount, delegated: Amount, minimum_bond: Amount, leverage: Leverage) -> Weight:
    """What an agent weighs: its bond and what is delegated to it, but at most `leverage` times the bond, and nothing below the least bond.

    Without the first limit an agent could hold a seat with other people's SSP and have next to nothing of its own to lose.
    """
    return min(bond + delegated, leverage * bond) if bond >= minimum_bond else 0
