"""Companies: accounts that answer for what they do to others' money, with a deposit and a name."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import MAX_AMOUNT, Amount, Hash, Range

MAX_COMPANY_COINS = 2**32 - 1
"""The most freezable coins that one company issues."""

CompanyCoins = Annotated[int, Range(0, MAX_COMPANY_COINS)]
"""How many freezable coins a company issues."""


CompanyDeposit = Annotated[int, Range(1, MAX_AMOUNT)]
"""The parameter `company_deposit`."""


@dataclass(frozen=True, slots=True)
class Company:
    """A registered company. One without a deposit does not exist, and is not stored."""

    deposit: Amount
    """SSP units held in the deposits pot for it."""

    metadata: Hash
    """The hash of what it says of itself: its name, its seat, its register's number."""

    coins: CompanyCoins
    """How many freezable coins it issues."""


NO_COMPANY = Company(deposit=0, metadata=bytes(32), coins=0)
"""What a lookup of a company that does not exist yields."""
