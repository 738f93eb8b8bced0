"""The schema `wire.cddl`: each root takes what the code makes, and refuses a twin with one fault."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import permutations
from typing import Any, get_args, get_type_hints

import cbor2
import pytest
from hypothesis import given, settings

from reference.numbers import MAX_AMOUNT
from reference.state.contract import Resource
from reference.state.contract import Standing as MachineStanding
from reference.state.delegation import Delegation
from reference.state.derived_service import NO_DERIVED_SERVICE, Contributor
from reference.state.proof import StateProof
from reference.state.records import encode_record
from reference.state.tables import FORMS, Table
from reference.wire.attestation import encode_chip_claims
from reference.wire.block import Block, Header, encode_block, encode_header
from reference.wire.cbor import encode
from reference.wire.endorsement import encode_endorsement
from reference.wire.envelope import Envelope, encode_envelope, signed_bytes
from reference.wire.event import Event
from reference.wire.hashing import Tag
from reference.wire.host_attestation import HostClaims, encode_host_claims
from reference.wire.keys import encode_key
from reference.wire.meter_receipt import MeterReceipt, encode_meter_receipt
from reference.wire.package import Package, encode_package
from reference.wire.receipt import CallOutcome, Receipt, encode_receipt
from reference.wire.recovery import Recovery, encode_recovery
from reference.wire.sample import Sample, encode_sample
from reference.wire.transaction import PaidBody, Sponsored, Transaction, encode_transaction
from reference.wire.vote import FinalityVote, encode_vote
from reference.wire.write_set import Write, WriteSet, encode_write_set
from spec.cddl import ROOTS, SCHEMA, SchemaError, check, elements
from vectors.chain import founded, grown
from vectors.keys import (
    seal_block,
    sign_attestation,
    sign_endorsement,
    sign_header,
    sign_host_attestation,
    sign_receipt,
    sign_recovery,
    sign_sample,
    sign_transaction,
    sign_vote,
)
from vectors.malformed.economy_bodies import usual_body
from vectors.scenarios.chip_places import CHIP, GATEWAY, GENUINE, ROOT, SENSOR, claims_for
from vectors.table_forms import CONTRACTS as CONTRACT_TABLES
from vectors.table_forms import DATA as DATA_TABLES
from vectors.table_forms import ECONOMY as ECONOMY_TABLES
from vectors.table_forms import SMART_AGENTS as SMART_AGENT_TABLES
from wire_examples import (
    ALICE,
    BOB,
    CALL_RECEIPT,
    COIN,
    HEADER,
    PACKAGE,
    PAIRS,
    RECEIPT,
    TRANSACTIONS,
    VOTE,
    WRITE_SET,
    headers,
    packages,
    receipts,
    transactions,
    votes,
    write_sets,
)

SIGNED = sign_transaction(ALICE, TRANSACTIONS[0])
ID = bytes(32)


def protected(key: dict[int, object], algorithm: int = -8) -> bytes:
    return encode({1: algorithm, 15: {8: {1: key}}})


def key_map(place: int) -> dict[int, object]:
    key: dict[int, object] = cbor2.loads(encode_key(PAIRS[place].public))
    return key


def tagged(*parts: object, tag: int = 18) -> bytes:
    return cbor2.dumps(cbor2.CBORTag(tag, list(parts)))


PROTECTED = protected(key_map(0))
PAYLOADS = [encode_transaction(transaction) for transaction in TRANSACTIONS]
RECOVERY = Recovery(ID, 9, ID, ID)
HEADER_FIELDS = cbor2.loads(encode_header(HEADER))

STATE = grown(founded(accounts={ALICE: 10**6}), range(1, 26))
HELD = STATE.consensus
CONSENSUS: dict[str, list[object]] = {
    "agent": [*HELD.agents.values()],
    "delegation": [Delegation(amount=MAX_AMOUNT, end=2**64 - 1, index=2**64 - 1)],
    "era": [*HELD.eras.values()],
    "duties": [*HELD.duties.values()],
    "succession": [HELD.succession],
    "randomness": [HELD.randomness],
    "upgrade": [HELD.upgrade],
}
"""Records of consensus that no other record is shaped like, most of them those of a chain."""

REMEMBERED = (*ECONOMY_TABLES.tables, *SMART_AGENT_TABLES.tables, *DATA_TABLES.tables, *CONTRACT_TABLES.tables)
"""The tables of the economy, of SmartAgents and of data."""

ECONOMY = {
    root: [usual_body(form.record)]
    for table, form in FORMS.items()
    if table in REMEMBERED and table is not Table.DERIVED_SERVICES and (root := re.sub(r"(?<!^)(?=[A-Z])", "-", form.record.__name__).lower()) in ROOTS
}
"""The same of the economy, of SmartAgents and of data."""

MACHINES = {"machine-standing": [MachineStanding(b"open", (Resource(b"turns", 5), Resource(b"fee", MAX_AMOUNT)))]}

DERIVED = {"derived-service": [replace(NO_DERIVED_SERVICE, price=5, contributors=(Contributor(ID, 3, 0), Contributor(ID, 2**32 - 1, 2**64 - 1)))]}

RECORDS: dict[str, list[Any]] = {**CONSENSUS, **ECONOMY, **DERIVED, **MACHINES}

HOST_CLAIMS = HostClaims(ID, ID, ID)
SAMPLE = Sample(ID, 7, 3, 5, ID)
RECEIPT_OF_METERS = MeterReceipt(ID, ID, 7, 40, 300, last=True)
CLAIMS = [claims_for(ID), claims_for(ID, SENSOR), claims_for(ID, None)]
ENDORSEMENTS = [GENUINE, replace(GENUINE, key=GATEWAY.public)]


def bent(record: object) -> list[bytes]:
    """A record's bytes with its last field left out, with one too many, and with its first field of another type."""
    fields = cbor2.loads(encode_record(record))
    foreign = 0 if isinstance(fields[0], str) else "?"
    return [encode(fields[:-1]), encode([*fields, 0]), encode([foreign, *fields[1:]])]


VALID: dict[str, list[bytes]] = {
    "transaction": [sign_transaction(pair, transaction) for pair in PAIRS for transaction in TRANSACTIONS],
    "transaction-payload": PAYLOADS,
    "block": [
        seal_block(ALICE, HEADER, []),
        seal_block(BOB, HEADER, [SIGNED, SIGNED]),
        encode_block(Block(sign_header(ALICE, HEADER), (), (), (encode_package(PACKAGE),) * 2, (encode_write_set(WRITE_SET),) * 2)),
    ],
    "header-envelope": [sign_header(pair, HEADER) for pair in PAIRS],
    "header": [encode_header(HEADER)],
    "vote-envelope": [sign_vote(pair, VOTE) for pair in PAIRS],
    "finality-vote": [encode_vote(VOTE), encode([ID, 0, ID, 2**64 - 1, ID])],
    "recovery-envelope": [sign_recovery(pair, RECOVERY) for pair in PAIRS],
    "recovery": [encode_recovery(RECOVERY)],
    "protected-header": [PROTECTED, protected(key_map(1), -7)],
    "signed-bytes": [signed_bytes(pair.public, PAYLOADS[0], Tag.TRANSACTION) for pair in PAIRS],
    "cose-key": [encode_key(pair.public) for pair in PAIRS],
    "package": [encode_package(PACKAGE)],
    "write-set": [encode_write_set(WRITE_SET), encode_write_set(WriteSet(1, 0, None, (), ()))],
    "receipt": [encode_receipt(RECEIPT), encode_receipt(CALL_RECEIPT), encode_receipt(replace(CALL_RECEIPT, call=CallOutcome(2**40, -(2**63), ())))],
    "account": [encode([0, 1]), encode([MAX_AMOUNT, 2**64 - 1])],
    "coin": [encode(["WATT", ID, 3, 10, 5, 1_000]), encode(["\U0001f321" * 16, ID, 18, 1, 0, 0])],
    "holding": [encode([1])],
    "pots": [encode([1, 2, 3, 4])],
    **{root: [encode_record(record) for record in records] for root, records in RECORDS.items()},
    "endorsement-envelope": [sign_endorsement(ROOT, endorsement) for endorsement in ENDORSEMENTS],
    "endorsement": [encode_endorsement(endorsement) for endorsement in ENDORSEMENTS],
    "attestation-envelope": [sign_attestation(CHIP, claims) for claims in CLAIMS],
    "chip-claims": [encode_chip_claims(claims) for claims in CLAIMS],
    "host-envelope": [sign_host_attestation(pair, HOST_CLAIMS) for pair in (GATEWAY, SENSOR)],
    "host-claims": [encode_host_claims(HOST_CLAIMS)],
    "sample-envelope": [sign_sample(pair, SAMPLE) for pair in PAIRS],
    "sample": [encode_sample(SAMPLE)],
    "receipt-envelope": [*sign_receipt(*PAIRS, RECEIPT_OF_METERS)],
    "meter-receipt": [encode_meter_receipt(RECEIPT_OF_METERS)],
    "state-proof": [encode([b"", []]), encode([bytes(64), [b"", ID]]), encode([b"", [ID] * 256])],
}

INVALID: dict[str, list[bytes]] = {
    "transaction": [
        SIGNED[1:],
        SIGNED + b"\0",
        tagged(PROTECTED, {}, PAYLOADS[0], bytes(64), tag=17),
        tagged(PROTECTED, {4: b""}, PAYLOADS[0], bytes(64)),
        tagged(PROTECTED, {}, PAYLOADS[0], bytes(63)),
        tagged(PROTECTED, {}, PAYLOADS[0]),
        tagged(PROTECTED, {}, PAYLOADS[0], bytes(64), 0),
        tagged(PROTECTED, {}, None, bytes(64)),
        tagged(PROTECTED + b"\0", {}, PAYLOADS[0], bytes(64)),
        tagged(PROTECTED, {}, PAYLOADS[0][:-1], bytes(64)),
        tagged(PROTECTED, {}, encode_header(HEADER), bytes(64)),
    ],
    "transaction-payload": [
        b"",
        encode([ID, 1, 1, 1, 255, [ID, 1]]),
        encode([ID, 1, 1, 1, 18, [ID, 1, 8]]),
        encode([ID, 1, 1, 1, 19, [ID, 2**32, 1, 1, 1]]),
        encode([ID, 1, 1, 1, 20, [ID]]),
        encode([ID, 1, 1, 1, 6, [ID, 1]]),
        encode([ID, 1, 1, 1, 8, [1]]),
        encode([ID, 1, 1, 1, 15, [3, b"", b""]]),
        encode([ID, 1, 1, 1, 17, [ID, 1, 2]]),
        encode([ID, 1, 1, 1, 1, [ID, 1, 1]]),
        encode([ID, 1, 1, 1, 4, [ID, ID, 1]]),
        encode([ID, 1, 1, 1, 1, [ID, MAX_AMOUNT + 1]]),
        encode([ID, 1, 1, 1, 1, [bytes(31), 1]]),
        encode([ID, 1, 1, MAX_AMOUNT + 1, 1, [ID, 1]]),
        encode([bytes(33), 1, 1, 1, 1, [ID, 1]]),
        encode([ID, -1, 1, 1, 1, [ID, 1]]),
        cbor2.dumps([ID, 2**64, 1, 1, 1, [ID, 1]]),
        cbor2.dumps([ID, 1, True, 1, 1, [ID, 1]]),
        cbor2.dumps([ID, 1.0, 1, 1, 1, [ID, 1]]),
        encode([ID, 1, 1, 1, 2, ["", 0, 1]]),
        encode([ID, 1, 1, 1, 2, ["A", 19, 1]]),
        encode([ID, 1, 1, 1, 2, [b"A", 1, 1]]),
        encode([ID, 1, 1, 1, 3, [ID, 1]]),
        encode([ID, 1, 1, 1, 110, [b"", b""]]),
        *(encode([ID, 1, 1, 1, 111, [ID, limit, 0, []]]) for limit in (0, 2**32)),
        *(cbor2.dumps([ID, 1, 1, 1, 111, [ID, 1, 0, given]]) for given in ([None] * 17, [None, 2**63], [None, "a"], [None, []], [True, b"x" * 1_025])),
        *(encode([ID, 1, 1, 1, 112, [ID, limit, 0, b""]]) for limit in (0, 2**40 + 1)),
        encode([ID, 1, 1, 1, 113, [0]]),
        encode([ID, 1, 1, 1, 5, [ID, 1]]),
        PAYLOADS[0].replace(b"\x01\x18\x64", b"\x01\x19\x00\x64"),
        # The list of a batch of payments: its entries after the first, how many there are, and an entry in the list's place.
        *(
            encode([ID, 1, 1, 1, 31, [ID, payments]])
            for payments in ([[ID, 1], [ID, MAX_AMOUNT + 1]], [[ID, 1], [ID]], [[ID, 1], 5], [[ID, 1], [ID[1:], 1]], [[ID, 1]] * 65, [], [ID, 1])
        ),
    ],
    "block": [
        encode_block(Block(sign_header(ALICE, HEADER), (SIGNED[:-1],))),
        encode_block(Block(SIGNED, ())),
        encode_block(Block(b"", ())),
        encode([sign_header(ALICE, HEADER)]),
        encode([sign_header(ALICE, HEADER), [1], [], [], []]),
        encode([sign_header(ALICE, HEADER), [], 0, [], []]),
        encode([sign_header(ALICE, HEADER), []]),
        encode([sign_header(ALICE, HEADER), [], [b""], [], []]),
        encode([sign_header(ALICE, HEADER), [], [SIGNED], [], []]),
        encode([sign_header(ALICE, HEADER), [], [], []]),
        encode([sign_header(ALICE, HEADER), [], [], [], [], []]),
        encode([sign_header(ALICE, HEADER), [], [], [encode_write_set(WRITE_SET)], []]),
        encode([sign_header(ALICE, HEADER), [], [], [], [encode_package(PACKAGE)]]),
    ],
    "header-envelope": [SIGNED, encode_envelope(Envelope(ALICE.public, b"", bytes(64)))],
    "header": [
        encode(HEADER_FIELDS[:-1]),
        encode([*HEADER_FIELDS, 0]),
        encode([2**16, *HEADER_FIELDS[1:]]),
        encode([*HEADER_FIELDS[:5], 256, *HEADER_FIELDS[6:]]),
    ],
    "vote-envelope": [SIGNED, sign_header(ALICE, HEADER), encode_envelope(Envelope(ALICE.public, b"", bytes(64)))],
    "finality-vote": [
        encode([ID, 0, ID, 1]),
        encode([ID, 0, ID, 1, ID, 0]),
        encode([bytes(31), 0, ID, 1, ID]),
        encode([ID, 0, bytes(33), 1, ID]),
        encode([ID, -1, ID, 1, ID]),
        cbor2.dumps([ID, 0, ID, 2**64, ID]),
    ],
    "recovery-envelope": [SIGNED, sign_vote(ALICE, VOTE)],
    "recovery": [encode([ID, 1, ID]), encode([ID, 1, ID, ID, 0]), encode([ID, -1, ID, ID]), cbor2.dumps([ID, 2**64, ID, ID]), encode([ID, 1, ID, bytes(31)])],
    "protected-header": [
        protected(key_map(0), -7),
        protected(key_map(1), -8),
        encode({1: -8}),
        encode({15: {8: {1: key_map(0)}}}),
        encode({1: -8, 3: 0, 15: {8: {1: key_map(0)}}}),
        encode({1: -8, 15: {8: {1: key_map(0), 3: b""}}}),
        encode({1: -8, 15: {1: 0, 8: {1: key_map(0)}}}),
        b"\xa2" + PROTECTED[3:] + PROTECTED[1:3],
    ],
    "signed-bytes": [encode(["Signature", PROTECTED, b"", b""]), encode(["Signature1", PROTECTED, b""]), encode(["Signature1", b"", b"", b""])],
    "cose-key": [
        encode({1: 2, -1: 6, -2: ID}),
        encode({1: 1, -1: 6, -2: bytes(31)}),
        encode({1: 1, -1: 6}),
        encode({1: 1, 2: b"", -1: 6, -2: ID}),
        encode({1: 2, -1: 1, -2: ID}),
        cbor2.dumps({1: 2, -1: 1, -2: ID, -3: True}),
        encode({}),
    ],
    "package": [encode([ID]), encode([ID, ID, 0]), encode([ID, bytes(31)]), encode([bytes(33), ID])],
    "write-set": [
        cbor2.dumps(fields)
        for fields in (
            [0, 0, None, []],
            [0, 0, None, [], [], 0],
            [0, 2**40 + 1, None, [], []],
            [0, 0, 2**63, [], []],
            [0, 0, -(2**63) - 1, [], []],
            [0, 0, "a", [], []],
            [0, 0, bytes(1_025), [], []],
            [0, 0, 1.0, [], []],
            [0, 0, [], [], []],
            [0, 0, None, [[ID, b"", None]], []],
            [0, 0, None, [[ID, bytes(41), None]], []],
            [0, 0, None, [[ID, b"a", None]] * 65, []],
            [0, 0, None, [[ID, b"a", None], [ID, b"a", 2**63]], []],
            [0, 0, None, [], [[b"", b""]]],
            [0, 0, None, [], [[bytes(129), b""]]],
            [0, 0, None, [], [[b"a", b""], [b"b"]]],
        )
    ],
    "receipt": [
        encode([ID, 2**16, 1]),
        encode([ID, 0]),
        encode([bytes(31), 0, 1]),
        encode([ID, 0, MAX_AMOUNT + 1]),
        *(cbor2.dumps([ID, 0, 1, call]) for call in ([0, None], [0, None, [], 0], [0, 2**63, []], [2**40 + 1, 0, []], None, [0, None, [[ID, b"a"]]])),
    ],
    "account": [encode([1]), encode([1, 1, 1]), encode([MAX_AMOUNT + 1, 1]), cbor2.dumps([1, 2**64]), encode([-1, 1])],
    "coin": [encode(["WATT", ID, 3, 10, 5]), encode(["WATT", COIN[1:], 3, 10, 5, 1]), encode(["", ID, 3, 10, 5, 1]), encode(["W", ID, 19, 10, 5, 1])],
    "holding": [encode([]), encode([b""]), encode([1, 1]), b"\x81\x18\x01", b"\x81\x01\x01", b"\x9f\x01\xff", encode([MAX_AMOUNT + 1])],
    "pots": [encode([1, 2, 3]), encode([1, 2, 3, 4, 5]), encode([1, 2, 3, -1])],
    **{root: [other for record in records for other in bent(record)] for root, records in RECORDS.items()},
    "duties": [
        *bent(RECORDS["duties"][0]),
        encode([0, 1, [[1] * 6, [1] * 5]]),
        encode([0, 1, [[1] * 6, [1, 1, 1, 1, 1, 2**32]]]),
        encode([0, 1, [[1] * 6, 1]]),
    ],
    **{
        root: [SIGNED, sign_header(ALICE, HEADER), encode_envelope(Envelope(ALICE.public, b"", bytes(64)))]
        for root in ("endorsement-envelope", "attestation-envelope", "host-envelope", "receipt-envelope", "sample-envelope")
    },
    "endorsement": [
        encode_endorsement(GENUINE)[:-1],
        encode_endorsement(GENUINE).replace(b"\xa1\x01\xa4\x01\x02", b"\xa1\x01\xa4\x01\x01", 1),
        encode_endorsement(GENUINE).replace(b"\x78\x40", b"\x58\x40", 1),
    ],
    "chip-claims": [encode_chip_claims(CLAIMS[0]).replace(b"host", b"hose", 1), encode_chip_claims(CLAIMS[2]).replace(b"\x18\x2a", b"\x18\x2b", 1)],
    "host-claims": [encode_host_claims(HOST_CLAIMS)[:-1], encode_host_claims(HOST_CLAIMS).replace(b"\x18\x2a", b"\x18\x2b", 1), encode({10: ID})],
    "service": [encode(["a", "b", 1]), encode(["a", 0, 1, ID]), encode(["a", "b", 4, ID]), encode(["a" * 65, "b", 1, ID])],
    "sample": [encode([ID, 7, 3, 2]), encode([ID, 7, 3, 2, 1]), encode([ID, 7, 3, 2**63, ID])],
    "meter-receipt": [encode([ID, ID, 1, 2, 3]), encode([ID, ID, 1, 2, 3, 2]), encode([ID, 0, ID, 2, 3, 1])],
    "state-proof": [encode([b""]), encode([b"", [], 0]), encode([bytes(65), []]), encode([b"", [bytes(33)]]), encode([b"", [ID] * 257]), encode([b"", ["a"]])],
}


def test_every_root_has_valid_and_invalid_examples() -> None:
    assert set(VALID) == set(INVALID) == set(ROOTS)
    assert all(VALID.values())
    assert all(INVALID.values())


@pytest.mark.parametrize(
    ("root", "data"), [(root, data) for root, examples in VALID.items() for data in examples], ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_root_takes_what_the_code_makes(root: str, data: bytes) -> None:
    check(root, data)


@pytest.mark.parametrize(
    ("root", "data"), [(root, data) for root, examples in INVALID.items() for data in examples], ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_root_refuses_a_corrupted_twin(root: str, data: bytes) -> None:
    with pytest.raises(SchemaError, match=r"^not a "):
        check(root, data)


LIKE = {
    *(("lock", "job"), ("coin-terms", "result"), ("result", "coin-terms"), ("delegation", "tariff"), ("package", "binding"), ("binding", "package")),
    *permutations(("holding", "claim"), 2),
    *permutations(("account", "access"), 2),
    *permutations(("program", "stored-value", "heavy-argument"), 2),
}
"""A root, and another one of which it takes an example: the two are told apart by their tables alone."""


def takes(root: str, data: bytes) -> bool:
    """Whether the schema takes something for a root."""
    try:
        check(root, data)
    except SchemaError:
        return False
    return True


@pytest.mark.parametrize("root", ROOTS)
def test_no_root_takes_another_root_s_example(root: str) -> None:
    """But where two objects are told apart by their tables alone."""
    taken = {other for other, examples in VALID.items() if other != root and any(takes(root, data) for data in examples)}
    assert taken == {other for one, other in LIKE if one == root}


def test_another_root_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        check("hash", encode(ID))


def test_every_rule_that_the_schema_names_exists() -> None:
    """The checker takes an unknown name for an error only when it meets it."""
    text = re.sub(r";.*", "", SCHEMA.read_text(encoding="utf-8"))
    defined = set(re.findall(r"^([a-z][a-z0-9-]*) =", text, re.M))
    used = set(re.findall(r"[a-z][a-z0-9-]*", re.sub(r'"[^"]*"|\.[a-z]+', "", text)))
    assert used - defined == {"bytes", "text", "uint", "bool", "nil"}
    assert set(ROOTS) <= defined


def kebab(name: str) -> str:
    """A name of the code as CDDL writes it."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).replace("_", "-").lower()


def records_in(annotation: Any) -> Iterator[type]:
    """The record classes that an annotation names, and those that their fields name."""
    if isinstance(annotation, type) and is_dataclass(annotation):
        yield annotation
        for hint in get_type_hints(annotation, include_extras=True).values():
            yield from records_in(hint)
    for argument in get_args(annotation):
        yield from records_in(argument)


BODIES = get_args(PaidBody)
STATE_RECORDS = {each for form in FORMS.values() for each in records_in(form.record)}
PARTS = {each for body in BODIES for each in records_in(body)} - set(BODIES)
ENVELOPES = (
    "transaction",
    "header-envelope",
    "vote-envelope",
    "recovery-envelope",
    "endorsement-envelope",
    "attestation-envelope",
    "host-envelope",
    "receipt-envelope",
    "sample-envelope",
)
OTHERS = {"offence": "offence-record", "standing": "machine-standing"}
"""What the schema calls a record by another name, since its own is taken."""


def names_of(record: type) -> tuple[str, ...]:
    return tuple(kebab(field.name) for field in fields(record))


PAYLOAD = (*names_of(Transaction)[:-1], "kind", "body")

NAMED: dict[str, tuple[str, ...]] = {
    **{kebab(body.__name__): PAYLOAD for body in BODIES},
    **{f"{kebab(body.__name__)}-body": names_of(body) for body in BODIES},
    **{f"sponsored-{kebab(body.__name__)}": PAYLOAD for body in BODIES},
    **{f"sponsored-{kebab(body.__name__)}-body": (names_of(Sponsored)[0], "kind", "body") for body in BODIES},
    **{OTHERS.get(name := kebab(record.__name__), name): names_of(record) for record in (*STATE_RECORDS, *PARTS)},
    **{kebab(record.__name__): names_of(record) for record in (Header, FinalityVote, Recovery, StateProof, MeterReceipt, Sample)},
    **{kebab(record.__name__): names_of(record) for record in (Package, WriteSet, Write, Event, CallOutcome)},
    "plain-receipt": names_of(Receipt)[:-1],
    "call-receipt": names_of(Receipt),
    "block": names_of(Block),
    **dict.fromkeys(ENVELOPES, ("protected", "unprotected", "payload", "signature")),
    "signed-bytes": ("context", "body-protected", "external-aad", "payload"),
    "measurements": ("measurement",),
    "measurement": ("content-type", "content"),
}
"""The names of the elements of every array that is no list: those of the record's fields, in an envelope COSE's (RFC 9052), in a measurement RFC 9711's."""


def test_the_elements_are_named_as_the_fields_of_the_records_are() -> None:
    """The names are what an implementer takes from the schema; nothing on the wire would show that two were exchanged."""
    text = SCHEMA.read_text(encoding="utf-8")
    assert set(re.findall(r"^([a-z0-9-]+) = (?:#6\.18\()?\[(?!\d*\*)", text, re.M)) == set(NAMED)
    for rule, names in NAMED.items():
        assert tuple(name for name, _ in elements(rule)) == names, rule


@settings(max_examples=50)
@given(transactions)
def test_the_schema_takes_every_transaction(transaction: Transaction) -> None:
    check("transaction", sign_transaction(ALICE, transaction))


@settings(max_examples=50)
@given(headers, votes, receipts, packages, write_sets)
def test_the_schema_takes_every_other_object(header: Header, vote: FinalityVote, receipt: Receipt, package: Package, did: WriteSet) -> None:
    check("header", encode_header(header))
    check("finality-vote", encode_vote(vote))
    check("receipt", encode_receipt(receipt))
    check("package", encode_package(package))
    check("write-set", encode_write_set(did))
