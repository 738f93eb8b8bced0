"""Consents on the chain: given and taken back, by the right one and by others, in time and out of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reference.numbers import MAX_UINT64, Slot
from reference.state.consent import ANYBODY, EVERYTHING, LAST_USE, Consent, Use
from reference.wire.data_bodies import ConsentGrant, ConsentRevoke
from reference.wire.listing_bodies import MAX_WAIT
from vectors.build import SLOT, intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input
from vectors.scenarios.chip_places import outside_case
from vectors.scenarios.coin_places import Step, told, told_over_time
from vectors.scenarios.data_places import ASSET, OPEN, OWNER, READER, SERIES, STANDING, STRANGER, data_place

NOW = SLOT + 1
"""The slot of the blocks here."""

KEY = (OWNER.account, 7)
"""The owner's consent."""


def grant(consent: Consent, number: int = KEY[1], start: int | None = None) -> ConsentGrant:
    """What the owner says to give a consent."""
    return ConsentGrant(number, consent.scope, consent.use, consent.reader, consent.start if start is None else start, consent.until)


REVOKE = ConsentRevoke(KEY[1])


def chain_consent_cases() -> list[Case]:
    """Both kinds of consent, and a consent's whole life."""
    return [*_grants(), *_revocations(), _life()]


def _grants() -> Iterable[Case]:
    rules, place = ("CONSENT-4", "CONSENT-1", "ASSET-1"), data_place()
    for use in Use:
        yield told(place, rules, f"to a use: {use.name.lower()}", (OWNER, grant(replace(STANDING, use=use.value))))
    yield told(place, rules, "to all data, for anybody", (OWNER, grant(OPEN)))
    yield told(place, rules, "to an asset, two under two numbers", (OWNER, grant(replace(STANDING, scope=ASSET), 0)), (OWNER, grant(STANDING, 2**32 - 1)))
    times = {
        "from a slot that is over: from now on": (0, 60),
        "from this slot on": (NOW, 60),
        "from the next slot on": (NOW + 1, 60),
        "for this slot alone": (0, NOW + 1),
        "for one slot that is to come": (59, 60),
        "for a year": (0, NOW + MAX_WAIT),
    }
    for why, (start, until) in times.items():
        yield told(place, rules, why, (OWNER, grant(replace(STANDING, start=start, until=until))))
    refused = {
        "over in this slot: fails": (0, NOW),
        "over before it begins: fails": (60, 59),
        "over in the slot in which it begins: fails": (60, 60),
        "a slot longer than a year: fails": (0, NOW + MAX_WAIT + 1),
        "without an end: fails": (0, MAX_UINT64),
    }
    for why, (start, until) in refused.items():
        yield told(place, rules, why, (OWNER, grant(replace(STANDING, start=start, until=until))))
    for number in (0, LAST_USE + 1, 2**16 - 1):
        yield told(place, rules, f"to use {number}, which there is not: fails", (OWNER, grant(replace(STANDING, use=number, until=NOW))))
    standing = data_place({KEY: STANDING})
    yield told(standing, rules, "under a number whose consent stands: fails", (OWNER, grant(replace(OPEN, use=0))))
    yield told(data_place({KEY: replace(STANDING, until=NOW + 1)}), rules, "under one that stands in this slot for the last time: fails", (OWNER, grant(OPEN)))
    yield told(data_place({KEY: replace(STANDING, until=NOW)}), rules, "under one that is over since this slot", (OWNER, grant(OPEN)))
    yield told(data_place({KEY: replace(STANDING, start=50)}), rules, "under one that has not begun: fails", (OWNER, grant(OPEN)))
    yield told(standing, rules, "under the same number of another", (READER, grant(OPEN)))


def _revocations() -> Iterable[Case]:
    rules, standing = ("CONSENT-5", "CONSENT-3", "ASSET-1"), data_place({KEY: STANDING})
    yield told(standing, rules, "taken back", (OWNER, REVOKE))
    yield told(standing, rules, "taken back twice: fails the second time", (OWNER, REVOKE), (OWNER, REVOKE))
    yield told(standing, rules, "taken back by the reader, whose it is not: fails", (READER, REVOKE))
    yield told(standing, rules, "another number: fails", (OWNER, ConsentRevoke(8)))
    yield told(data_place({KEY: replace(STANDING, start=50)}), rules, "taken back before it begins", (OWNER, REVOKE))
    yield told(data_place({KEY: replace(STANDING, until=NOW)}), rules, "taken back once it is over", (OWNER, REVOKE))
    yield told(standing, ("CONSENT-4", "CONSENT-5"), "taken back, and given anew for less", (OWNER, REVOKE), (OWNER, grant(replace(STANDING, scope=ASSET))))
    yield told(data_place(), rules, "the only consent that the state remembers", (STRANGER, ConsentRevoke(0)))


def _life() -> Case:
    """Given, refused a second time, over, and given anew."""
    steps: list[tuple[Slot, Sequence[Step]]] = [
        (NOW, [(OWNER, grant(STANDING))]),
        (59, [(OWNER, grant(OPEN))]),
        (60, [(OWNER, grant(OPEN))]),
        (61, [(OWNER, REVOKE)]),
    ]
    return told_over_time(data_place(), ("CONSENT-4", "CONSENT-1", "CONSENT-5"), "the life of a consent", *steps)


def consent_state_cases() -> list[Case]:
    """States from outside, whose consents these rules have made, and others."""
    rules = ("ASSET-2", "CONSENT-6")
    possible = {
        "that stands": STANDING,
        "that is over": replace(STANDING, until=31),
        "that has not begun": replace(STANDING, start=59),
        "for a year from the head on": replace(STANDING, until=SLOT + MAX_WAIT),
        "to the first use": replace(STANDING, use=1),
        "to the last use": replace(STANDING, use=LAST_USE),
    }
    impossible = {
        "for longer than a year": replace(STANDING, until=SLOT + MAX_WAIT + 1),
        "that is over when it begins": replace(STANDING, start=60),
        "to no use": replace(STANDING, use=0),
        "to a use that there is not": replace(STANDING, use=LAST_USE + 1),
    }
    return [
        *[outside_case(rules, f"a consent {why}", data_place({KEY: each})) for why, each in possible.items()],
        *[outside_case(rules, f"a consent {why}: refused", data_place({KEY: each})) for why, each in impossible.items()],
    ]


def reading_cases() -> list[Case]:
    """Calls that ask who may read what."""
    consents = {
        "no consent": (),
        "one": (STANDING,),
        "one that is open": (OPEN,),
        "two of one reader for one use: until the later end": (STANDING, replace(STANDING, scope=ASSET, until=90), replace(STANDING, until=70)),
        "two of which one has not begun: until the end of the other": (STANDING, replace(STANDING, start=51, until=90)),
        "two readers and two uses, in order": (OPEN, STANDING, replace(STANDING, use=Use.LENDING.value), replace(STANDING, reader=STRANGER.account)),
        "each for something else": (replace(STANDING, scope=OWNER.account), replace(STANDING, scope=EVERYTHING, until=50)),
        "an open one and one for a reader": (replace(STANDING, reader=ANYBODY, until=55), STANDING),
    }
    return [
        intended_case(("CONSENT-7", "CONSENT-2"), Kind.CALL, "minimal", f"readings: {why}", call_input("readings", _asked(given)), None)
        for why, given in consents.items()
    ]


def _asked(consents: tuple[Consent, ...]) -> dict[str, object]:
    return {"consents": consents, "series": SERIES, "asset": ASSET, "slot": 50}
