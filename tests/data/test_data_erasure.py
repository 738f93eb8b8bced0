"""What of data stands on the chain, field by field; what is left of it once all that can be deleted is; and what can be guessed from that."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum, auto
from hashlib import sha256
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from reference.agent.chunks import chunk_path, chunk_root
from reference.data.access_transactions import apply_access_buy, apply_access_close, apply_access_deliver, apply_access_offer
from reference.data.asset_transactions import apply_asset_forget
from reference.data.assets import key_commitment
from reference.data.consent_transactions import apply_consent_revoke
from reference.data.delivery import Measurement, encrypt_measurement, is_chunk_wrong, measurement_digest
from reference.numbers import Length, Range
from reference.state.coin_terms import SSP
from reference.state.data_tables import Data
from reference.state.tables import FORMS, Table
from reference.wire.data_bodies import AssetForget, ConsentRevoke
from reference.wire.sample import authenticate_sample
from reference.wire.storage_bodies import Piece
from vectors.json_text import canonical
from vectors.sales import FRESH, signed
from vectors.scenarios.asset_places import ASSET_ID, CHAIN, DATA_KEY, OWNER, register
from vectors.scenarios.coin_places import GATE
from vectors.scenarios.sale_places import BUY, BUYER, CLOSE, CONSENT, OFFER, RIGHT, SERIES_ID, SOLD, delivery, sale_place
from vectors.state_form import write_state


class Nature(Enum):
    """What a field can be of which nobody learns what was measured."""

    ACCOUNT = auto()
    """Whose key it is the hash of: a pseudonym."""
    IDENTIFIER = auto()
    """A hash of what is public anyway: of a chip, a series and a place, of a schema, of a coin's name."""
    COMMITMENT = auto()
    """A hash of what is not public, or a root over it."""
    PUBLIC_KEY = auto()
    """A key that was made for one sale."""
    SEALED = auto()
    """A key that opens for the holder of another alone."""
    AMOUNT = auto()
    """What is paid."""
    SLOT = auto()
    """When."""
    DURATION = auto()
    """How long, in slots."""
    COUNT = auto()
    """How many, or the how manieth."""
    CHOICE = auto()
    """One of a closed list."""
    NAME = auto()
    """What a schema is called: text that is meant for everybody."""


KEYS: dict[Table, tuple[Nature, ...]] = {
    Table.CONSENTS: (Nature.ACCOUNT, Nature.COUNT),
    Table.SERIES: (Nature.ACCOUNT, Nature.COUNT),
    Table.SCHEMAS: (Nature.IDENTIFIER,),
    Table.ASSETS: (Nature.IDENTIFIER,),
    Table.TARIFFS: (Nature.ACCOUNT, Nature.IDENTIFIER, Nature.IDENTIFIER),
    Table.DATA_SALES: (Nature.IDENTIFIER, Nature.ACCOUNT),
    Table.ACCESSES: (Nature.IDENTIFIER, Nature.ACCOUNT, Nature.CHOICE),
    Table.DERIVED_SERVICES: (Nature.IDENTIFIER,),
}
"""What the parts of the keys of each table are."""

ASSET_FIELDS: dict[str, Nature] = {
    "owner": Nature.ACCOUNT,
    "chip": Nature.ACCOUNT,
    "series": Nature.COUNT,
    "first": Nature.COUNT,
    "chunks": Nature.COUNT,
    "schema": Nature.IDENTIFIER,
    "root": Nature.COMMITMENT,
    "key": Nature.COMMITMENT,
    "registered": Nature.SLOT,
}

FIELDS: dict[Table, dict[str, Nature]] = {
    Table.CONSENTS: {"scope": Nature.IDENTIFIER, "use": Nature.CHOICE, "reader": Nature.ACCOUNT, "start": Nature.SLOT, "until": Nature.SLOT},
    Table.SERIES: {"following": Nature.COUNT, "counter": Nature.COUNT},
    Table.SCHEMAS: {"name": Nature.NAME, "metadata": Nature.COMMITMENT, "registered": Nature.SLOT},
    Table.ASSETS: ASSET_FIELDS,
    Table.TARIFFS: {"price": Nature.AMOUNT, "deliver_slots": Nature.DURATION, "complain_slots": Nature.DURATION},
    Table.DATA_SALES: {
        **{f"asset.{name}": nature for name, nature in ASSET_FIELDS.items()},
        "use": Nature.CHOICE,
        "coin": Nature.IDENTIFIER,
        "complain_slots": Nature.DURATION,
        "key": Nature.PUBLIC_KEY,
        "delivered.encapsulated": Nature.PUBLIC_KEY,
        "delivered.ciphertext": Nature.SEALED,
        "escrow.stage": Nature.CHOICE,
        "escrow.price": Nature.AMOUNT,
        "escrow.holding": Nature.AMOUNT,
        "escrow.deadline": Nature.SLOT,
    },
    Table.ACCESSES: {"paid": Nature.SLOT, "refunded": Nature.SLOT},
    Table.DERIVED_SERVICES: {
        "provider": Nature.ACCOUNT,
        "coin": Nature.IDENTIFIER,
        "price": Nature.AMOUNT,
        "provider_ppm": Nature.AMOUNT,
        "metadata": Nature.COMMITMENT,
        "contributors.asset": Nature.IDENTIFIER,
        "contributors.consent": Nature.COUNT,
        "contributors.left": Nature.SLOT,
        "opened": Nature.SLOT,
    },
}
"""What each field of each record is. A new one has to be classed here, and its chapter to say what of it remains."""

SIZES = {Nature.ACCOUNT: 32, Nature.IDENTIFIER: 32, Nature.COMMITMENT: 32, Nature.PUBLIC_KEY: 32, Nature.SEALED: 48}
"""How many bytes those have that are bytes: no more, so that nothing fits into them that is longer."""


def leaves(record: type, before: str = "") -> Iterator[tuple[str, Any]]:
    """The fields of a record and of those in it, with their types."""
    hints = get_type_hints(record, include_extras=True)
    for field in fields(record):
        kind = hints[field.name]
        base = get_args(kind)[0] if get_origin(kind) is Annotated else kind
        within = get_args(base)[0] if get_origin(base) is tuple else kind
        if is_dataclass(within):
            assert isinstance(within, type)
            yield from leaves(within, f"{before}{field.name}.")
        else:
            yield before + field.name, kind


def check_type(nature: Nature, kind: Any) -> None:
    """That a type holds what its nature says and nothing else."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        assert nature is Nature.CHOICE
        return
    assert get_origin(kind) is Annotated
    base, bound = get_args(kind)[:2]
    if nature in SIZES:
        assert (base, bound) == (bytes, Length(SIZES[nature], SIZES[nature]))
    elif nature is Nature.NAME:
        assert base is str
        assert bound.high <= 64
    else:
        assert base is int
        assert isinstance(bound, Range)
        assert bound.high < 2**64


def test_every_table_of_data_is_classed() -> None:
    assert {Table[field.name.upper()] for field in fields(Data)} == set(KEYS) == set(FIELDS)


@pytest.mark.parametrize("table", FIELDS, ids=lambda table: table.name.lower())
def test_every_field_of_data_is_a_hash_a_key_a_name_or_a_number(table: Table) -> None:
    present = dict(leaves(FORMS[table].record))
    assert list(present) == list(FIELDS[table])
    for name, kind in present.items():
        check_type(FIELDS[table][name], kind)
    assert len(FORMS[table].key) == len(KEYS[table])
    for nature, kind in zip(KEYS[table], FORMS[table].key, strict=True):
        check_type(nature, kind)


@pytest.mark.parametrize("nature", Nature)
def test_what_was_measured_would_pass_as_nothing(nature: Nature) -> None:
    with pytest.raises(AssertionError):
        check_type(nature, Measurement)


def test_what_is_left_in_the_state_once_all_is_deleted_that_can_be() -> None:
    """Sold and paid for; then offers, consent and asset are taken back: the series, the schema, and that the buyer has access."""
    seller = OWNER.account
    state = apply_access_deliver(apply_access_buy(sale_place(), BUYER.account, BUY, 41), seller, delivery(), 50)
    state = apply_consent_revoke(apply_access_close(state, seller, CLOSE, 70), seller, ConsentRevoke(CONSENT[1]), 71)
    for scope, coin in ((ASSET_ID, SSP), (ASSET_ID, GATE), (SERIES_ID, SSP)):
        state = apply_access_offer(state, seller, replace(OFFER, scope=scope, coin=coin, price=0), 71)
    state = apply_asset_forget(state, seller, AssetForget(ASSET_ID), 71)
    assert {field.name for field in fields(Data) if getattr(state.data, field.name)} == {"series", "schemas", "accesses"}
    text = canonical(write_state(state))
    for gone in (SOLD.root, SOLD.key, RIGHT.ciphertext, RIGHT.encapsulated, FRESH.key):
        assert gone.hex() not in text
    assert ASSET_ID.hex() in text


def guesses(digest: bytes) -> list[int]:
    """Which temperatures a hash can be of: whoever knows what was measured tries them all."""
    return [degrees for degrees in range(-50, 60) if measurement_digest(f"{degrees} degrees".encode()) == digest]


def test_a_bare_measurement_is_guessed_from_the_sample_that_registers_it() -> None:
    """The samples that stand in a block for good, and those beside each chunk, are hashes of the measurement without a key."""
    body = register(first=signed(0, b"20 degrees"), last=signed(4, b"24 degrees"))
    assert [guesses(authenticate_sample(sample).sample.digest) for sample in (body.first, body.last)] == [[20], [24]]


def test_a_chunk_of_a_bare_measurement_is_wrong() -> None:
    """So nobody has to pay for data that are guessed by everybody; 16 bytes and nothing behind them are a measurement of nothing."""
    for measured, wrong in ((b"20 degrees", True), (bytes(15), True), (bytes(16), False), (bytes(512), False), (bytes(513), True)):
        chunks = (encrypt_measurement(DATA_KEY, 0, measured, signed(0, measured)),)
        asset = replace(SOLD, root=chunk_root(chunks), chunks=1)
        assert is_chunk_wrong(asset, CHAIN, DATA_KEY, 0, Piece(chunks[0], chunk_path(chunks, 0))) is wrong


def test_a_measurement_after_random_bytes_is_not_guessed_and_sold_like_any_other() -> None:
    drawn = [sha256(bytes((place,))).digest()[:16] for place in range(5)]
    measured = [salt + b"20 degrees" for salt in drawn]
    chunks = tuple(encrypt_measurement(DATA_KEY, place, each, signed(place, each)) for place, each in enumerate(measured))
    digests = [authenticate_sample(signed(place, each)).sample.digest for place, each in enumerate(measured)]
    assert len(set(digests)) == 5
    assert [guesses(digest) for digest in digests] == [[]] * 5
    asset = replace(SOLD, root=chunk_root(chunks))
    assert not any(is_chunk_wrong(asset, CHAIN, DATA_KEY, place, Piece(chunk, chunk_path(chunks, place))) for place, chunk in enumerate(chunks))


def test_the_root_of_the_chunks_hides_what_the_key_hides() -> None:
    """Two assets of the same measurements and samples have nothing in common but the samples: ciphertexts, root and commitment follow from the key."""
    bare = [(place, b"20 degrees", signed(place, b"20 degrees")) for place in range(5)]
    first, second = ([encrypt_measurement(key, *each) for each in bare] for key in (DATA_KEY, sha256(b"another").digest()))
    assert all(one != other for one, other in zip(first, second, strict=True))
    assert chunk_root(tuple(first)) != chunk_root(tuple(second))
    assert key_commitment(DATA_KEY) != key_commitment(sha256(b"another").digest())
