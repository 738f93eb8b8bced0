"""The bodies of transactions of data: of each kind, on the edges of their fields, and with everything that can be wrong with them."""

from reference.wire.access_bodies import AccessDeliver, ChunkComplaint
from reference.wire.data_bodies import DATA_KINDS, AssetForget, AssetRegister, ConsentGrant, ConsentRevoke, SchemaRegister
from reference.wire.derived_bodies import DerivedOpen
from vectors.case import Case
from vectors.malformed.economy_bodies import body_cases, wrong_body_cases

DIFFERENT = (ConsentGrant, ConsentRevoke, SchemaRegister, AssetRegister, AssetForget)
"""A kind of each form of body."""


def data_body_cases() -> list[Case]:
    """Valid transactions of every kind of data."""
    return body_cases(DATA_KINDS)


def wrong_data_body_cases() -> list[Case]:
    """Transactions whose bodies are of no kind of data, though they say so. Fields of types that others of these have are left out."""
    delivered = [case for case in wrong_body_cases({AccessDeliver: DATA_KINDS[AccessDeliver]}) if "ciphertext" in case.why]
    complained = [case for case in wrong_body_cases({ChunkComplaint: DATA_KINDS[ChunkComplaint]}) if "index" in case.why or "piece" in case.why]
    opened = [case for case in wrong_body_cases({DerivedOpen: DATA_KINDS[DerivedOpen]}) if "assets" in case.why]
    return [*wrong_body_cases({kind: DATA_KINDS[kind] for kind in DIFFERENT}), *delivered, *complained, *opened]
