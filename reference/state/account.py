"""An account: what the chain knows of the holder of a key."""

from dataclasses import dataclass

from reference.construction import quickly_made
from reference.numbers import Amount, Nonce


@quickly_made
@dataclass(frozen=True, slots=True)
class Account:
    """The SSP and the last used nonce of one account. An account that nobody has paid and that has sent nothing is `Account(0, 0)`, and is not stored."""

    balance: Amount
    """SSP units that the account may spend."""

    nonce: Nonce
    """The nonce of the last transaction that was included; 0 before the first."""


ABSENT = Account(balance=0, nonce=0)
"""What a lookup of an account that is not stored yields."""
