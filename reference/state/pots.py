"""The pots: SSP that belongs to no account."""

from dataclasses import dataclass

from reference.construction import quickly_made
from reference.numbers import Amount


@quickly_made
@dataclass(frozen=True, slots=True)
class Pots:
    """The named pots, in SSP units. Money enters and leaves them by rules only; with the accounts they hold the whole supply."""

    ecosystem: Amount
    """What remains to be released for ecosystem construction, and half of every fee."""

    deposits: Amount
    """What is deposited for IoT_Coins that exist."""

    fees: Amount
    """The fees of the block that is being applied; empty between blocks (rule FEE-4)."""
