"""The terms of an IoT_Coin beyond its supply: what its issuer may do, and who may become it."""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.numbers import AccountId, CoinId, Hash, Slot
from reference.rules import kernel

SSP: CoinId = bytes(32)
"""What stands for SSP where a transaction may be about any coin. No IoT_Coin has this identifier, which is the hash of no symbol."""

NO_SUCCESSOR: AccountId = bytes(32)
"""What stands for no account. Nobody has a key with this thumbprint."""


@dataclass(frozen=True, slots=True)
class CoinTerms:
    """The terms of one coin. Those of a plain coin are not stored."""

    freezable: bool
    """Whether the issuer may freeze accounts; fixed when the coin is founded."""

    metadata: Hash
    """The hash of what the issuer says of the coin; zeros where it says nothing."""

    successor: AccountId
    """To whom the issuance is offered; zeros where it is to nobody."""


PLAIN_TERMS = CoinTerms(freezable=False, metadata=bytes(32), successor=NO_SUCCESSOR)
"""What a lookup of terms that are not stored yields: those of a plain coin."""


@dataclass(frozen=True, slots=True)
class Freeze:
    """That an account's payments in one coin are stopped. One of slot 0, in which there is no block, is none, and is not stored."""

    slot: Slot
    """Since when."""


NOT_FROZEN = Freeze(slot=0)
"""What a lookup of a freeze that is not stored yields."""


@kernel("ISSUER-1")
def check_not_frozen(freeze: Freeze) -> None:
    """Check that an account may pay with a coin. Rejects with `ACCOUNT_FROZEN`."""
    if freeze.slot != 0:
        raise Reject(Code.ACCOUNT_FROZEN)
