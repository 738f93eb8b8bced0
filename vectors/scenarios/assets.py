"""Assets on the chain: schemas and assets registered and forgotten, with samples that are the chip's, in their places, new and in time, and with others."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from reference.codes import Code
from reference.state.asset import Asset, Schema, Series
from reference.state.consent import ANYBODY, EVERYTHING, Consent, Use
from reference.state.state import State
from reference.wire.data_bodies import AssetForget, ConsentRevoke, SchemaRegister
from reference.wire.envelope import Envelope, decode_envelope, encode_envelope
from reference.wire.hashing import Tag
from reference.wire.sample import LAST_PLACE
from vectors.build import BOB, CAROL, intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input, callees
from vectors.keys import seal
from vectors.scenarios.asset_places import (
    AFTER,
    ASSET,
    ASSET_ID,
    BEFORE,
    CHAIN,
    CHUNKS,
    CONSENT,
    DATA_KEY,
    FIRST,
    FORGET,
    GENERATED,
    OWNER,
    SERIES,
    SERIES_KEY,
    WEATHER,
    WEATHER_ID,
    asset_place,
    register,
    registered_place,
    sample,
)
from vectors.scenarios.chip_places import CHIP, GONE, RETIRED, SUSPENDED, outside_case
from vectors.scenarios.coin_places import told

LAST = FIRST + len(CHUNKS) - 1
REGISTER = ("ASSET-15", "CHIP-6", "ASSET-7", "ASSET-13", "ASSET-14", "ASSET-8")


def chain_asset_cases() -> list[Case]:
    """Every kind of assets."""
    return [*_schemas(), *_registrations(), *_foreign(), *_places(), *_consents(), *_forgettings()]


def _schemas() -> Iterable[Case]:
    rules, place = ("ASSET-12", "ASSET-11", "ASSET-4", "ASSET-1"), asset_place()
    known, other = SchemaRegister(WEATHER.name, WEATHER.metadata), SchemaRegister("weather", bytes(32))
    yield told(place, rules, "a schema, by anybody; the same once more: fails", (BOB, other), (OWNER, other))
    yield told(place, rules, "one that there is: fails", (BOB, known))
    yield told(place, rules, "another name with the same metadata", (BOB, SchemaRegister("Weather", WEATHER.metadata)))


def _registrations() -> Iterable[Case]:
    place = asset_place()
    yield told(
        place, (*REGISTER, "ASSET-1", "ASSET-3", "ASSET-5"), "data of the owner's chip; the same once more: fails", (OWNER, register()), (OWNER, register())
    )
    yield told(place, REGISTER, "a single sample", (OWNER, register(last=sample(), chunks=1)))
    following = register(sample(LAST + 1), sample(LAST + 2), chunks=2)
    yield told(place, REGISTER, "and then what follows", (OWNER, register()), (OWNER, following))
    yield told(asset_place(series={}), REGISTER, "the first of a series", (OWNER, register(sample(0), sample(4))))
    yield told(asset_place(chip=SUSPENDED), REGISTER, "of a chip that is out of service", (OWNER, register()))
    for chip, why in ((RETIRED, "retired"), (GONE, "revoked")):
        yield told(asset_place(chip=chip), REGISTER, f"of a chip that is {why}: fails", (OWNER, register()))
    yield told(place, REGISTER, "of no chip: fails", (OWNER, register(serial=bytes(32))))
    yield told(place, REGISTER, "of another's chip: fails, whatever the samples are", (BOB, register(b"", b"")))
    yield told(place, REGISTER, "with no schema: fails", (OWNER, register(schema=bytes(32))))
    yield told(
        asset_place(series={SERIES_KEY: Series(LAST_PLACE - 1, LAST_PLACE - 1)}),
        REGISTER,
        "a place that the chip can no longer count: fails",
        (OWNER, register(sample(LAST_PLACE, LAST_PLACE), sample(LAST_PLACE, LAST_PLACE), chunks=1)),
    )
    last = sample(LAST_PLACE - 1, LAST_PLACE)
    yield told(
        asset_place(series={SERIES_KEY: Series(LAST_PLACE - 1, LAST_PLACE - 1)}), REGISTER, "the last place of all", (OWNER, register(last, last, chunks=1))
    )


def _foreign() -> Iterable[Case]:
    place = asset_place()
    foreign: dict[str, dict[str, Any]] = {
        "of another chain": {"chain": bytes(32)},
        "of another series": {"series": SERIES + 1},
        "of another chip": {"chip": BOB},
    }
    for why, changed in foreign.items():
        yield told(
            place,
            REGISTER,
            f"each fails: the first sample {why}, the last",
            (OWNER, register(sample(**changed))),
            (OWNER, register(last=sample(LAST, **changed))),
        )
    yield told(place, REGISTER, "another series named than the samples are of: fails", (OWNER, register(series=SERIES + 1)))
    envelope = decode_envelope(sample())
    broken = encode_envelope(Envelope(envelope.key, envelope.payload, envelope.signature[:-1] + bytes((envelope.signature[-1] ^ 1,))))
    receipt = seal(CHIP, envelope.payload, Tag.METER_RECEIPT)
    yield told(
        place,
        REGISTER,
        "each fails: signed for something else, the signature altered, the last altered",
        (OWNER, register(receipt)),
        (OWNER, register(broken)),
        (OWNER, register(last=broken)),
    )
    yield told(
        place, REGISTER, "each fails: no envelope, a payload that is no sample", (OWNER, register(b"")), (OWNER, register(last=seal(CHIP, b"\x80", Tag.SAMPLE)))
    )


def _places() -> Iterable[Case]:
    place = asset_place()
    repeated = register(sample(FIRST - 1), sample(LAST - 1))
    yield told(place, REGISTER, "repeated: the first is registered already: fails", (OWNER, repeated))
    yield told(registered_place(), REGISTER, "repeated: the last of what was registered: fails", (OWNER, register(sample(LAST, 60), sample(LAST + 4, 70))))
    gap = register(sample(FIRST + 3), sample(LAST + 3))
    yield told(place, REGISTER, "some places left out, and then: never again", (OWNER, gap), (OWNER, register(sample(FIRST + 1), sample(FIRST + 1), chunks=1)))
    for chunks in (len(CHUNKS) - 1, len(CHUNKS) + 1, 2**24):
        yield told(place, REGISTER, f"moved: {chunks} chunks between two samples of five: fails", (OWNER, register(chunks=chunks)))
    yield told(place, REGISTER, "moved: the last before the first: fails", (OWNER, register(sample(LAST), sample(FIRST))))
    backdated = {
        "the first with the count of what was registered": register(sample(FIRST, FIRST)),
        "the first with no more counts than places left out": register(sample(FIRST + 2, FIRST + 2), sample(LAST + 2)),
        "the last with too few counts": register(last=sample(LAST, FIRST + 4)),
        "the last with fewer than the first": register(sample(FIRST, 90)),
    }
    for why, body in backdated.items():
        yield told(place, REGISTER, f"back-dated: {why}: fails", (OWNER, body))
    yield told(place, REGISTER, "just as many counts as places", (OWNER, register(sample(FIRST, FIRST + 1), sample(LAST, LAST + 1))))
    yield told(place, REGISTER, "more counts than places: the chip has signed what nobody shows", (OWNER, register(sample(FIRST, 70), sample(LAST, 900))))


def _consents() -> Iterable[Case]:
    rules = (*REGISTER, "CONSENT-2", "ASSET-3")
    allowed = {
        "to everything, for anybody": replace(GENERATED, scope=EVERYTHING, reader=ANYBODY),
        "to the asset alone": replace(GENERATED, scope=ASSET_ID),
        "until the next slot": replace(GENERATED, until=42),
    }
    refused = {
        "to storage": replace(GENERATED, use=Use.STORAGE.value),
        "to another series": replace(GENERATED, scope=bytes((1,)) * 32),
        "for another chip": replace(GENERATED, reader=BOB.account),
        "that is over since this slot": replace(GENERATED, until=41),
        "that begins in the next slot": replace(GENERATED, start=42),
    }
    for why, consent in allowed.items():
        yield told(_with(consent), rules, f"a consent {why}", (OWNER, register()))
    for why, consent in refused.items():
        yield told(_with(consent), rules, f"a consent {why}: fails", (OWNER, register()))
    yield told(asset_place(), rules, "no consent of this number: fails", (OWNER, register(consent=2)))
    yield told(asset_place(consents={(BOB.account, 1): GENERATED}), rules, "another's consent: fails", (OWNER, register()))
    yield told(asset_place(), (*rules, "CONSENT-5"), "consent taken back in the same block: fails", (OWNER, ConsentRevoke(1)), (OWNER, register()))


def _with(consent: Consent) -> State:
    return asset_place(consents={CONSENT: consent})


def _forgettings() -> Iterable[Case]:
    rules, place = ("ASSET-17", "ASSET-16"), registered_place()
    yield told(place, rules, "forgotten by its owner; a second time: fails", (OWNER, FORGET), (OWNER, FORGET))
    yield told(place, rules, "by another: fails", (BOB, FORGET))
    yield told(place, rules, "one that there is not: fails", (BOB, AssetForget(bytes(32))))
    yield told(place, (*rules, *REGISTER), "what is forgotten cannot be registered again", (OWNER, FORGET), (OWNER, register()))
    sold = registered_place(owner=BOB.account)
    yield told(sold, rules, "by the owner of the chip, where the data are another's: fails", (OWNER, FORGET))


def asset_state_cases() -> list[Case]:
    """States from outside, whose assets these rules have made, and others."""
    rules = ("ASSET-2", "ASSET-20", "ASSET-18", "ASSET-19")
    usual: dict[str, Any] = {"series": {SERIES_KEY: AFTER}, "assets": {ASSET_ID: ASSET}}
    good = {
        "an asset": usual,
        "one that was registered in the slot of the head, with a schema of that slot": _both(40, 40),
        "one that ends where the series does": {**usual, "series": {SERIES_KEY: Series(FIRST + 5, FIRST + 5)}},
        "a series without assets": {"series": {SERIES_KEY: BEFORE}},
        "schemas alone": {"series": {}},
    }
    wrong = {
        "an asset under another identifier": {**usual, "assets": {bytes(32): ASSET}},
        "an asset of another series": {**usual, "assets": {ASSET_ID: replace(ASSET, series=SERIES + 1)}},
        "an asset that begins elsewhere": {**usual, "assets": {ASSET_ID: replace(ASSET, first=FIRST - 1)}},
        "an asset of which the last is not registered": {**usual, "series": {SERIES_KEY: Series(FIRST + 4, 40)}},
        "an asset of no series": {**usual, "series": {}},
        "an asset without a schema": {**usual, "schemas": {}, "consents": {CONSENT: GENERATED}},
        "an asset older than its schema": _both(30, 29),
        "an asset of a slot to come": _both(20, 41),
        "a schema of a slot to come": {"schemas": {WEATHER_ID: replace(WEATHER, registered=41)}},
        "a schema under another identifier": {"schemas": {bytes(32): WEATHER}},
        "a schema under another identifier, beside one under its own": {"schemas": {WEATHER_ID: WEATHER, bytes(32): WEATHER}},
        "a schema of another name": {"schemas": {WEATHER_ID: replace(WEATHER, name="climate")}},
        "a series with more places than counts": {"series": {SERIES_KEY: Series(FIRST, FIRST - 1)}},
    }
    return [
        *[outside_case(rules, why, asset_place(**tables)) for why, tables in good.items()],
        *[outside_case(rules, f"{why}: refused", asset_place(**tables)) for why, tables in wrong.items()],
    ]


def _both(schema: int, asset: int) -> dict[str, dict[Any, Schema] | dict[Any, Series] | dict[Any, Asset]]:
    return {
        "series": {SERIES_KEY: AFTER},
        "schemas": {WEATHER_ID: replace(WEATHER, registered=schema)},
        "assets": {ASSET_ID: replace(ASSET, registered=asset)},
    }


def sample_cases() -> list[Case]:
    """Calls of the procedures of assets and samples."""
    return [*_identifiers(), *_samples(), *_runs()]


def _identifiers() -> Iterable[Case]:
    a, b = CHIP.account, BOB.account
    for chip, series in ((a, 0), (a, 1), (b, 1), (a, 2**32 - 1)):
        yield _call("series_id", f"series {series}", chip=chip, series=series)
    for chip, series, first in ((a, 3, 0), (a, 3, 1), (b, 3, 1), (a, 4, 1), (a, 3, LAST_PLACE), (a, 256, 2**32)):
        yield _call("asset_id", f"series {series} from {first} on", chip=chip, series=series, first=first)
    for name, metadata in (("weather", bytes(32)), ("weather", a), ("wind", a), ("ü", a)):
        yield _call("schema_id", name, name=name, metadata=metadata)
    for key in (DATA_KEY, bytes(32)):
        yield _call("key_commitment", f"of the key {key.hex()[:6]}", key=key)


def _samples() -> Iterable[Case]:
    envelope = decode_envelope(sample())
    small = encode_envelope(Envelope(replace(envelope.key, x=bytes(32)), envelope.payload, envelope.signature))
    altered = encode_envelope(Envelope(envelope.key, envelope.payload, bytes(64)))
    foreign = decode_envelope(sample(FIRST + 1)).signature
    yield _call("authenticate_sample", "with Ed25519", data=sample())
    yield _call("authenticate_sample", "with P-256, the largest numbers", data=sample(LAST_PLACE, LAST_PLACE, CAROL, series=2**32 - 1))
    wrong = {
        "nothing": b"",
        "a payload that is no sample": seal(CHIP, b"\x80", Tag.SAMPLE),
        "an envelope with a byte more": sample() + b"\0",
        "a number beyond the last place": seal(
            CHIP, envelope.payload.replace(bytes((FIRST, FIRST + 1)), b"\x1b" + b"\x80" + bytes(7) + bytes((FIRST + 1,))), Tag.SAMPLE
        ),
    }
    for why, data in wrong.items():
        yield _call("authenticate_sample", why, Code.MALFORMED, data=data)
    empty = encode_envelope(Envelope(replace(envelope.key, x=bytes(32)), b"\x80", envelope.signature))
    yield _call("authenticate_sample", "a key of small order, and no sample: that is said first", Code.MALFORMED, data=empty)
    yield _call("authenticate_sample", "a key of small order: that is said before the signature", Code.KEY_INVALID, data=small)
    yield _call(
        "authenticate_sample",
        "the signature of another sample",
        Code.SIGNATURE_INVALID,
        data=encode_envelope(Envelope(envelope.key, envelope.payload, foreign)),
    )
    yield _call("authenticate_sample", "all zeros for a signature", Code.SIGNATURE_NOT_CANONICAL, data=altered)
    yield _call("authenticate_sample", "signed as a receipt", Code.SIGNATURE_INVALID, data=seal(CHIP, envelope.payload, Tag.METER_RECEIPT))


def _runs() -> Iterable[Case]:
    given: dict[str, Any] = {"chain": CHAIN, "chip": CHIP.account, "series": SERIES, "first": FIRST}
    good = tuple(sample(FIRST + place) for place in range(4))
    yield _call("check_samples", "four, one after the other", **given, samples=good)
    yield _call("check_samples", "one alone", **given, samples=good[:1])
    yield _call("check_samples", "the first that the chip has ever counted", **given, samples=(sample(FIRST, 1),))
    yield _call("check_samples", "with counts left out", **given, samples=(sample(FIRST, 50), sample(FIRST + 1, 60)))
    wrong = {
        "one twice": ((good[0], good[1], good[1]), Code.SAMPLE_REPEATED),
        "one of before": ((good[0], good[1], good[0]), Code.SAMPLE_REPEATED),
        "two swapped": ((good[0], good[2], good[1]), Code.SAMPLE_MOVED),
        "one left out": ((good[0], good[1], good[3]), Code.SAMPLE_MOVED),
        "the first of another place": (good[1:], Code.SAMPLE_MOVED),
        "one with the count of the one before": ((good[0], sample(FIRST + 1, FIRST + 1)), Code.SAMPLE_BACKDATED),
        "the first without a count": ((sample(FIRST, 0),), Code.SAMPLE_BACKDATED),
        "one of another chip": ((good[0], sample(FIRST + 1, chip=BOB)), Code.SAMPLE_FOREIGN),
        "one of another series": ((good[0], sample(FIRST + 1, series=0)), Code.SAMPLE_FOREIGN),
        "one of another chain": ((good[0], sample(FIRST + 1, chain=bytes(32))), Code.SAMPLE_FOREIGN),
        "one that is none": ((good[0], b""), Code.MALFORMED),
        "a foreign one in another place: that it is foreign is said first": ((good[0], sample(FIRST, chip=BOB)), Code.SAMPLE_FOREIGN),
    }
    for why, (samples, code) in wrong.items():
        yield _call("check_samples", why, code, **given, samples=samples)


def _call(call: str, why: str, code: Code | None = None, **arguments: object) -> Case:
    return intended_case((callees()[call].rule,), Kind.CALL, "minimal", f"{call}: {why}", call_input(call, arguments), code)
