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
    """What is deposited for IoT_Coins and companies that exist, and for manufacturers."""

    fees: Amount
    """The fees of the block that is being applied; empty between blocks (rule FEE-4)."""

    rewards: Amount = 0
    """What agents' rewards have left for those who delegated to them, until each claims its own."""


def with_ecosystem(pots: Pots, ecosystem: Amount) -> Pots:
    """The same pots with another ecosystem pool."""
    return Pots(ecosystem=ecosystem, deposits=pots.deposits, fees=pots.fees, rewards=pots.rewards)


def with_deposits(pots: Pots, deposits: Amount) -> Pots:
    """The same pots with other deposits."""
    return Pots(ecosystem=pots.ecosystem, deposits=deposits, fees=pots.fees, rewards=pots.rewards)


def with_rewards(pots: Pots, rewards: Amount) -> Pots:
    """The same pots with other rewards."""
    return Pots(ecosystem=pots.ecosystem, deposits=pots.deposits, fees=pots.fees, rewards=rewards)


def with_fees(pots: Pots, fees: Amount) -> Pots:
    """The same pots with other fees."""
    return Pots(ecosystem=pots.ecosystem, deposits=pots.deposits, fees=fees, rewards=pots.rewards)
