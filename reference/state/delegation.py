"""Delegations: SSP that its holder has put behind an agent, and what is needed to share that agent's rewards.

A delegation made in a term counts in the elections, and in the rewards, of the terms from the second one after it on; one that
ended in a term does so until the first one after it.
"""

from dataclasses import dataclass

from reference.numbers import AccountId, Amount, Index, Term

DelegationKey = tuple[AccountId, AccountId, Term]
"""Whose a delegation is, to which agent, and in which term it was made."""

AgentTerm = tuple[AccountId, Term]
"""An agent and a term."""


@dataclass(frozen=True, slots=True)
class Delegation:
    """What one account delegated to one agent in one term. A delegation of nothing is not stored."""

    amount: Amount
    """SSP units, locked until the delegation is released."""

    end: Term
    """The first term at whose end it does not count any more: that in which it expires or was withdrawn."""

    index: Index
    """The agent's index up to which its reward was claimed, or that of the moment when it was made or last added to."""


NOTHING = Delegation(amount=0, end=0, index=0)
"""What a lookup of a delegation that is not stored yields."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Delegations to one agent that end in one term."""

    expiring: Amount
    """SSP units that still count, and expire in this term."""

    index: Index
    """The agent's index when the last of them ended. If it was another when the first one did, the earnings of the term before tell which."""


NO_ENDING = Ending(expiring=0, index=0)
"""What a lookup of an ending that is not stored yields."""


@dataclass(frozen=True, slots=True)
class Earnings:
    """What an agent's voters earned in one term."""

    index: Index
    """The agent's index after the term was paid."""


NO_EARNINGS = Earnings(index=0)
"""What a lookup of earnings that are not stored yields."""
