"""Consents: what an owner lets be done with its data, by whom, for what and until when."""

from dataclasses import dataclass
from enum import IntEnum

from reference.numbers import AccountId, Hash, Slot
from reference.wire.access_bodies import ConsentNumber, UseNumber


class Use(IntEnum):
    """What data may be used for: a closed list, to which a later version of the protocol may add. A consent is for one of them and for no other."""

    GENERATION = 1
    """That they come into being at all: that a device samples, and that its samples are registered."""
    STORAGE = 2
    """That they are kept, encrypted, by the reader."""
    RESEARCH = 3
    """To learn something that is about no single person."""
    INSURANCE = 4
    """To set the terms of an insurance, or to judge a claim."""
    LENDING = 5
    """To decide on a loan."""
    MAINTENANCE = 6
    """To keep the device that made them working."""
    MARKETING = 7
    """To offer the owner something."""
    DERIVED_SERVICE = 8
    """To compute a service of many people's data, of which the buyer sees the result alone."""


FIRST_USE = Use.GENERATION.value
LAST_USE = Use.DERIVED_SERVICE.value
"""The uses of this version have the numbers between, both included."""

EVERYTHING = bytes(32)
"""The scope of a consent to all data of its owner."""

ANYBODY = bytes(32)
"""The reader of a consent that is open: nobody's account."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What an owner consents to."""

    scope: Hash
    """A series, or an asset; `EVERYTHING` for all data of the owner."""

    use: UseNumber
    """What for."""

    reader: AccountId
    """Who may; `ANYBODY` where it is open."""

    start: Slot
    """The first slot in which it counts."""

    until: Slot
    """The first slot in which it does not count any more; 0 where there is no consent."""


NO_CONSENT = Consent(scope=EVERYTHING, use=0, reader=ANYBODY, start=0, until=0)
"""What a lookup of a consent yields that was not given, or was taken back."""

ConsentKey = tuple[AccountId, ConsentNumber]
"""The owner, and the consent's number among its own."""
