"""What the scenarios of data have in common: an owner, people who would read, and what is consented to."""

from collections.abc import Mapping
from hashlib import sha256

from immutables import Map

from reference.state.consent import ANYBODY, EVERYTHING, Consent, ConsentKey, Use
from reference.state.data_tables import Data
from reference.state.state import State
from vectors.build import ALICE, BOB, CAROL, coin, found

OWNER, READER, STRANGER = ALICE, BOB, CAROL

PLENTY = 10**6
"""What everybody has, in SSP units."""

SERIES, ASSET = (sha256(f"smartshare vectors: {name}".encode()).digest() for name in ("series", "asset"))
"""Identifiers of what is consented to."""

STANDING = Consent(scope=SERIES, use=Use.INSURANCE.value, reader=READER.account, start=30, until=60)
"""That the reader may use the series until slot 60."""

OPEN = Consent(scope=EVERYTHING, use=Use.RESEARCH.value, reader=ANYBODY, start=10, until=100)
"""That anybody may use all for research."""

FOREIGN: dict[ConsentKey, Consent] = {(STRANGER.account, 0): OPEN}
"""A consent of somebody else, without which a state would not remember data."""


def data_place(consents: Mapping[ConsentKey, Consent] | None = None) -> State:
    """A state in which there are these consents, one of somebody else, and a coin."""
    data = Data(consents=Map({**FOREIGN, **(consents or {})}))
    people = dict.fromkeys((OWNER, READER, STRANGER), PLENTY)
    return found("minimal", people, (coin("GATE", STRANGER, 1_000),), {("GATE", OWNER): 5}, data=data)
