"""Arguments that chance does not come to: what was sealed, encrypted or signed for a rule that opens, decrypts or verifies it, with one thing otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from conformance.fuzzing.choices import Choices
from reference.agent.chunks import chunk_path, chunk_root
from reference.data.assets import key_commitment
from reference.data.delivery import MAX_MEASUREMENT_BYTES, SALT_BYTES, encrypt_measurement
from reference.data.hpke import derive_pair, seal
from reference.state.manufacturer import NO_RECALL
from reference.wire.storage_bodies import Piece
from vectors.build import BOB, CAROL
from vectors.keys import sign_attestation
from vectors.sales import CHUNKS, FRESH, MEASURED, OTHER, deliver, signed
from vectors.scenarios.asset_places import ASSET, ASSET_ID, CHAIN, DATA_KEY, OWNER
from vectors.scenarios.chip_places import ACTIVE, CHIP, FIRMWARE, NEW_FIRMWARE, REGISTERED, SERIAL, claims_for

Arguments = dict[str, Any]

CONTEXTS = (b"", b"a", b"smartshare")
NONCE = bytes(range(32))
STRANGE: tuple[dict[str, Any], ...] = ({}, {}, {}, {"chain": bytes(32)}, {"chip": OWNER}, {"series": 4}, {"digest": bytes(32)})
"""What a sample may say otherwise."""


def _open_sealed(choices: Choices) -> Arguments:
    ephemeral, recipient = derive_pair(bytes((choices.integer(0, 255),)) * 32), choices.one_of((FRESH, OTHER))
    info, associated = choices.one_of(CONTEXTS), choices.one_of(CONTEXTS)
    sealed = seal(ephemeral.secret, recipient.key, info, associated, choices.one_of((b"", b"message", bytes(100))))
    given = {"secret": recipient.secret, "encapsulated": sealed.encapsulated, "info": info, "associated": associated, "ciphertext": sealed.ciphertext}
    other = choices.one_of(("", "", "info", "associated"))
    return {**given, other: choices.one_of(CONTEXTS)} if other else given


def _is_key_wrong(choices: Choices) -> Arguments:
    """A key as it was delivered, right or wrong, and what was committed to."""
    committed = choices.one_of((DATA_KEY, DATA_KEY, bytes(32)))
    return {**_delivered_key(choices), "commitment": key_commitment(committed)}


def _delivered_key(choices: Choices) -> Arguments:
    secret, asset, buyer = choices.one_of((FRESH, FRESH, FRESH, OTHER)).secret, choices.one_of((ASSET_ID, ASSET_ID, ASSET_ID, bytes(32))), BOB.account
    buyer = choices.one_of((buyer, buyer, buyer, CAROL.account))
    return {"secret": secret, "key": FRESH.key, "asset": asset, "buyer": buyer, "delivered": deliver(choices.one_of((DATA_KEY, DATA_KEY, bytes(32))))}


def _is_chunk_wrong(choices: Choices) -> Arguments:
    """A chunk of an asset whose measurement, sample or place may be otherwise."""
    index = choices.integer(0, len(CHUNKS) - 1)
    lengths = (SALT_BYTES - 1, SALT_BYTES, MAX_MEASUREMENT_BYTES, MAX_MEASUREMENT_BYTES + 1)
    measured = bytes(choices.one_of(lengths)) if choices.integer(0, 1) else MEASURED[index]
    sample = signed(choices.one_of((index, index, index, index, index + 1)), measured, **choices.one_of(STRANGE))
    place = choices.one_of((index, index, index, index, 0))
    chunks = (*CHUNKS[:index], encrypt_measurement(DATA_KEY, place, measured, sample), *CHUNKS[index + 1 :])
    asset = replace(ASSET, root=chunk_root(choices.one_of((chunks, chunks, chunks, CHUNKS))), first=ASSET.first + choices.one_of((0, 0, 0, 1)))
    key = choices.one_of((DATA_KEY, DATA_KEY, DATA_KEY, bytes(32)))
    return {"asset": asset, "chain": CHAIN, "data_key": key, "index": index, "piece": Piece(chunks[index], chunk_path(chunks, index))}


def _verify_chip(choices: Choices) -> Arguments:
    """What a chip attests to, with counters around those that the chain and the verifier have seen."""
    counter = choices.integer(1, 9)
    claims = replace(claims_for(NONCE, counter=counter), firmware=choices.one_of((FIRMWARE, FIRMWARE, NEW_FIRMWARE)))
    seen, last = (max(counter + choices.one_of((-1, -1, 0, 1)), 0) for _ in "12")
    return {
        "data": sign_attestation(CHIP, claims),
        "nonce": choices.one_of((NONCE, NONCE, NONCE, bytes(32))),
        "serial": SERIAL,
        "chip": replace(REGISTERED, counter=seen),
        "manufacturer": ACTIVE,
        "recall": NO_RECALL,
        "last": last,
    }


PREPARED: Mapping[str, Callable[[Choices], Arguments]] = {
    "open_sealed": _open_sealed,
    "delivered_key": _delivered_key,
    "is_key_wrong": _is_key_wrong,
    "is_chunk_wrong": _is_chunk_wrong,
    "verify_chip": _verify_chip,
}
"""By rule, what prepares arguments."""
