"""WIRE-5, WIRE-9 to WIRE-13 and TX-1: envelopes, transactions, blocks, headers and receipts."""

from collections.abc import Callable
from dataclasses import replace

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.codes import Code, Reject
from reference.numbers import MAX_AMOUNT, MAX_UINT64
from reference.wire import cbor
from reference.wire.block import (
    WITH_WRITE_SETS,
    Block,
    Header,
    authenticate_header,
    block_hash,
    decode_block,
    decode_header,
    encode_block,
    encode_header,
)
from reference.wire.contract_bodies import ContractCall
from reference.wire.envelope import Envelope, decode_envelope, encode_envelope, signed_bytes
from reference.wire.event import Event
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.keys import Algorithm, PublicKey, encode_key, thumbprint
from reference.wire.package import Package, decode_package, encode_package
from reference.wire.receipt import CallOutcome, Receipt, decode_receipt, encode_receipt
from reference.wire.scalar import Scalar
from reference.wire.transaction import Transaction, authenticate_transaction, decode_transaction, encode_transaction, transaction_id
from reference.wire.vote import decode_signed_vote
from reference.wire.write_set import WriteSet, decode_write_set, encode_write_set
from spec.prover.statement import rejection
from vectors.keys import KeyPair, key_pair, seal, seal_block, sign, sign_header, sign_transaction
from wire_examples import (
    ALICE,
    BOB,
    CALL_RECEIPT,
    HEADER,
    LIMIT,
    PACKAGE,
    PAIRS,
    RECEIPT,
    TRANSACTIONS,
    WRITE_SET,
    headers,
    packages,
    receipts,
    transactions,
    write_sets,
)

READERS: dict[str, Callable[[bytes], object]] = {
    "envelope": decode_envelope,
    "transaction": lambda data: authenticate_transaction(data, LIMIT),
    "payload": decode_transaction,
    "block": lambda data: decode_block(data, LIMIT),
    "header": decode_header,
    "sealed header": authenticate_header,
    "vote": decode_signed_vote,
    "receipt": decode_receipt,
    "package": decode_package,
    "write set": decode_write_set,
}

pairs = st.sampled_from(PAIRS)


def cose(protected: object, unprotected: object, payload: object, signature: object, tag: int = 18) -> bytes:
    """An envelope of whatever parts, well encoded."""
    return cbor2.dumps(cbor2.CBORTag(tag, [protected, unprotected, payload, signature]))


def header_map(pair: KeyPair) -> dict[int, object]:
    return {1: pair.public.algorithm.value, 15: {8: {1: cbor2.loads(encode_key(pair.public))}}}


@given(pairs, st.binary(max_size=70_000), st.binary(min_size=64, max_size=64))
def test_an_envelope_is_a_tagged_cose_sign1_that_carries_its_key(pair: KeyPair, payload: bytes, signature: bytes) -> None:
    """The parts are written by position; a CBOR library that knows nothing of that reads what RFC 9052 says."""
    envelope = Envelope(pair.public, payload, signature)
    data = encode_envelope(envelope)
    assert data == cose(cbor.encode(header_map(pair)), {}, payload, signature)
    assert decode_envelope(data) == envelope


@pytest.mark.parametrize("length", [0, 1, 23, 24, 255, 256, 65_535, 65_536])
def test_envelopes_with_payloads_at_the_borders_of_the_length_forms(length: int) -> None:
    envelope = Envelope(ALICE.public, bytes(length), bytes(64))
    assert decode_envelope(encode_envelope(envelope)) == envelope


@given(pairs, st.binary(max_size=300), st.sampled_from([Tag.TRANSACTION, Tag.BLOCK_HEADER]))
def test_the_signed_bytes_are_the_sig_structure_of_rfc_9052(pair: KeyPair, payload: bytes, use: Tag) -> None:
    assert signed_bytes(pair.public, payload, use) == cbor.encode(["Signature1", cbor.encode(header_map(pair)), use.text, payload])


PROTECTED = cbor.encode(header_map(ALICE))
KEY_MAP = cbor2.loads(encode_key(ALICE.public))
BOB_KEY_MAP = cbor2.loads(encode_key(BOB.public))


@pytest.mark.parametrize(
    ("why", "data"),
    [
        ("no tag", cbor.encode([PROTECTED, {}, b"", bytes(64)])),
        ("another tag", cose(PROTECTED, {}, b"", bytes(64), 17)),
        ("tag in a longer form", b"\xd8\x12" + cbor.encode([PROTECTED, {}, b"", bytes(64)])),
        ("tagged twice", b"\xd2" + cose(PROTECTED, {}, b"", bytes(64))),
        ("self-described", b"\xd9\xd9\xf7" + cose(PROTECTED, {}, b"", bytes(64))),
        ("something unprotected", cose(PROTECTED, {4: b"key"}, b"", bytes(64))),
        ("unprotected is an array", cose(PROTECTED, [], b"", bytes(64))),
        ("detached payload", cose(PROTECTED, {}, None, bytes(64))),
        ("payload is text", cose(PROTECTED, {}, "", bytes(64))),
        ("short signature", cose(PROTECTED, {}, b"", bytes(63))),
        ("long signature", cose(PROTECTED, {}, b"", bytes(65))),
        ("no signature", b"\xd2" + cbor.encode([PROTECTED, {}, b""])),
        ("a fifth element", b"\xd2" + cbor.encode([PROTECTED, {}, b"", bytes(64), 0])),
        ("protected is a map", cose(header_map(ALICE), {}, b"", bytes(64))),
        ("nothing protected", cose(b"", {}, b"", bytes(64))),
        ("no key", cose(cbor.encode({1: -8}), {}, b"", bytes(64))),
        ("no algorithm", cose(cbor.encode({15: {8: {1: KEY_MAP}}}), {}, b"", bytes(64))),
        ("the other algorithm", cose(cbor.encode({1: -7, 15: {8: {1: KEY_MAP}}}), {}, b"", bytes(64))),
        ("the other algorithm, P-256", cose(cbor.encode({1: -8, 15: {8: {1: BOB_KEY_MAP}}}), {}, b"", bytes(64))),
        ("the fully specified algorithm of RFC 9864", cose(cbor.encode({1: -19, 15: {8: {1: KEY_MAP}}}), {}, b"", bytes(64))),
        ("an additional header", cose(cbor.encode({1: -8, 3: 0, 15: {8: {1: KEY_MAP}}}), {}, b"", bytes(64))),
        ("an additional claim", cose(cbor.encode({1: -8, 15: {1: "issuer", 8: {1: KEY_MAP}}}), {}, b"", bytes(64))),
        ("key id beside the key", cose(cbor.encode({1: -8, 15: {8: {1: KEY_MAP, 3: b""}}}), {}, b"", bytes(64))),
        ("unsorted header", cose(b"\xa2" + PROTECTED[3:] + PROTECTED[1:3], {}, b"", bytes(64))),
        ("trailing byte in the header", cose(PROTECTED + b"\0", {}, b"", bytes(64))),
        ("trailing byte", cose(PROTECTED, {}, b"", bytes(64)) + b"\0"),
        ("payload length in a longer form", b"\xd2\x84\x58\x30" + PROTECTED + b"\xa0\x58\x01\x00\x58\x40" + bytes(64)),
        ("indefinite array", b"\xd2\x9f\x58\x30" + PROTECTED + b"\xa0\x40\x58\x40" + bytes(64) + b"\xff"),
        ("indefinite payload", b"\xd2\x84\x58\x30" + PROTECTED + b"\xa0\x5f\x40\xff\x58\x40" + bytes(64)),
        ("empty", b""),
    ],
)
def test_an_envelope_of_any_other_form_is_malformed(why: str, data: bytes) -> None:
    """Each would otherwise be a second encoding of one signed object, or a place for bytes that nobody signed."""
    assert rejection(decode_envelope, data) is Code.MALFORMED


@pytest.mark.parametrize("place", [1, 2])
def test_what_a_report_shows_is_bounded_in_size(place: int) -> None:
    """No transaction of either preset has room for as much: the bound holds whatever the parameters are."""
    shown = [1, b"", b""]
    for length, expected in ((2**16, None), (2**16 + 1, Code.MALFORMED)):
        shown[place] = bytes(length)
        assert rejection(decode_transaction, cbor.encode([bytes(32), 1, 100, 20_000, 15, shown])) is expected


@given(transactions)
def test_payloads_of_every_kind_come_back(transaction: Transaction) -> None:
    assert decode_transaction(encode_transaction(transaction)) == transaction


@given(headers)
def test_headers_come_back(header: Header) -> None:
    assert decode_header(encode_header(header)) == header


@given(receipts)
def test_receipts_come_back(receipt: Receipt) -> None:
    assert decode_receipt(encode_receipt(receipt)) == receipt


@given(packages, write_sets)
def test_packages_and_write_sets_come_back(package: Package, did: WriteSet) -> None:
    assert decode_package(encode_package(package)) == package
    assert decode_write_set(encode_write_set(did)) == did


@pytest.mark.parametrize("value", [None, False, True, 0, -1, 2**63 - 1, -(2**63), b"", bytes(1_024)], ids=repr)
def test_scalars_come_back_as_what_they_were(value: Scalar) -> None:
    """Truth values as such and not as 0 and 1, wherever a scalar stands."""
    receipt = replace(RECEIPT, call=CallOutcome(1, value, (Event(ID, b"e", value),)))
    body = ContractCall(ID, 1, 0, (value, value))
    did = WriteSet(0, 1, value, (Event(ID, b"e", value),), ())
    read = decode_receipt(encode_receipt(receipt)).call
    assert read is not None
    asked = decode_transaction(encode_transaction(replace(TRANSACTIONS[0], body=body))).body
    assert isinstance(asked, ContractCall)
    found = [read.value, read.events[0].value, *asked.arguments, (again := decode_write_set(encode_write_set(did))).value, again.events[0].value]
    assert [(type(each), each) for each in found] == [(type(value), value)] * len(found)


NO_SCALARS = [2**63, -(2**63) - 1, 2**64 - 1, -(2**64), bytes(1_025), "", "a", 1.0, [], [0], {}, cbor2.undefined, 2**64]


@pytest.mark.parametrize("value", NO_SCALARS, ids=lambda value: repr(value)[:20])
def test_nothing_else_is_a_scalar(value: object) -> None:
    assert rejection(decode_receipt, cbor2.dumps([ID, 0, 1, [1, value, []]])) is Code.MALFORMED
    assert rejection(decode_receipt, cbor2.dumps([ID, 0, 1, [1, None, [[ID, b"e", value]]]])) is Code.MALFORMED
    assert rejection(decode_write_set, cbor2.dumps([0, 1, value, [], []])) is Code.MALFORMED
    assert rejection(decode_transaction, cbor2.dumps([ID, 1, 1, 1, 111, [ID, 1, 0, [None, value]]])) is Code.MALFORMED


@pytest.mark.parametrize("keys", [(b"a", b"a"), (b"b", b"a"), (b"ab", b"a"), (b"a", b"b", b"ab"), (b"",)], ids=repr)
def test_writes_ascend_by_their_keys(keys: tuple[bytes, ...]) -> None:
    assert rejection(decode_write_set, cbor2.dumps([0, 1, None, [], [[key, b""] for key in keys]])) is Code.MALFORMED


@given(st.binary(max_size=80), st.lists(st.lists(st.binary(max_size=80), max_size=30).map(tuple), min_size=4, max_size=4))
def test_blocks_come_back(header: bytes, lists: list[tuple[bytes, ...]]) -> None:
    block = Block(header, *lists)
    assert decode_block(encode_block(block), LIMIT) == block


@pytest.mark.parametrize("pair", PAIRS, ids=["eddsa", "es256"])
@pytest.mark.parametrize("transaction", TRANSACTIONS)
def test_a_signed_transaction_is_authentic(pair: KeyPair, transaction: Transaction) -> None:
    data = sign_transaction(pair, transaction)
    authenticated = authenticate_transaction(data, len(data))
    assert authenticated.transaction == transaction
    assert authenticated.sender == pair.account == thumbprint(pair.public)
    assert authenticated.size == len(data)
    assert authenticated.id == tagged_hash(Tag.TRANSACTION_ID, signed_bytes(pair.public, encode_transaction(transaction), Tag.TRANSACTION))


def test_a_transaction_s_identifier_does_not_depend_on_its_signature() -> None:
    """ECDSA's nonce is the signer's choice: two valid signatures of one transaction are one transaction."""
    payload = encode_transaction(TRANSACTIONS[0])
    signed = signed_bytes(BOB.public, payload, Tag.TRANSACTION)
    assert authenticate_transaction(sign_transaction(BOB, TRANSACTIONS[0]), LIMIT).id == transaction_id(signed)
    assert transaction_id(signed) != transaction_id(signed_bytes(ALICE.public, payload, Tag.TRANSACTION)), "another sender, another transaction"


def payload(*fields: object) -> bytes:
    return cbor2.dumps(list(fields))


ID = bytes(32)


@pytest.mark.parametrize(
    ("why", "data"),
    [
        ("five fields", payload(ID, 1, 1, 1, 1)),
        ("seven fields", payload(ID, 1, 1, 1, 1, [ID, 1], 0)),
        ("a map", cbor.encode({1: 1})),
        ("short chain", payload(bytes(31), 1, 1, 1, 1, [ID, 1])),
        ("chain as text", payload("x" * 32, 1, 1, 1, 1, [ID, 1])),
        ("nonce true", payload(ID, True, 1, 1, 1, [ID, 1])),
        ("nonce negative", payload(ID, -1, 1, 1, 1, [ID, 1])),
        ("nonce of 2^64", payload(ID, 2**64, 1, 1, 1, [ID, 1])),
        ("nonce as a float", payload(ID, 1.0, 1, 1, 1, [ID, 1])),
        ("slot of 2^64", payload(ID, 1, 2**64, 1, 1, [ID, 1])),
        ("fee of 2^63", payload(ID, 1, 1, MAX_AMOUNT + 1, 1, [ID, 1])),
        ("kind 0", payload(ID, 1, 1, 1, 0, [ID, 1])),
        ("kind 6", payload(ID, 1, 1, 1, 6, [ID, 1])),
        ("kind true", payload(ID, 1, 1, 1, True, [ID, 1])),
        ("kind as a float", payload(ID, 1, 1, 1, 1.0, [ID, 1])),
        ("kind as an array", payload(ID, 1, 1, 1, [1], [ID, 1])),
        ("body null", payload(ID, 1, 1, 1, 1, None)),
        ("short body", payload(ID, 1, 1, 1, 1, [ID])),
        ("long body", payload(ID, 1, 1, 1, 1, [ID, 1, 1])),
        ("short recipient", payload(ID, 1, 1, 1, 1, [bytes(31), 1])),
        ("amount of 2^63", payload(ID, 1, 1, 1, 1, [ID, MAX_AMOUNT + 1])),
        ("amount negative", payload(ID, 1, 1, 1, 1, [ID, -1])),
        ("empty symbol", payload(ID, 1, 1, 1, 2, ["", 0, 1])),
        ("symbol of 17", payload(ID, 1, 1, 1, 2, ["A" * 17, 0, 1])),
        ("symbol as bytes", payload(ID, 1, 1, 1, 2, [b"WATT", 0, 1])),
        ("19 decimals", payload(ID, 1, 1, 1, 2, ["WATT", 19, 1])),
        ("cap of 2^63", payload(ID, 1, 1, 1, 2, ["WATT", 0, MAX_AMOUNT + 1])),
        ("mint: short coin", payload(ID, 1, 1, 1, 3, [bytes(31), ID, 1])),
        ("mint: short recipient", payload(ID, 1, 1, 1, 3, [ID, bytes(33), 1])),
        ("mint: amount of 2^63", payload(ID, 1, 1, 1, 3, [ID, ID, MAX_AMOUNT + 1])),
        ("burn: short coin", payload(ID, 1, 1, 1, 4, [bytes(31), 1])),
        ("burn: amount of 2^63", payload(ID, 1, 1, 1, 4, [ID, MAX_AMOUNT + 1])),
        ("transfer: short coin", payload(ID, 1, 1, 1, 5, [bytes(31), ID, 1])),
        ("transfer: short recipient", payload(ID, 1, 1, 1, 5, [ID, bytes(31), 1])),
        ("transfer: amount of 2^63", payload(ID, 1, 1, 1, 5, [ID, ID, MAX_AMOUNT + 1])),
        ("nonce in a longer form", b"\x86\x58\x20" + ID + b"\x18\x01" + b"\x01\x01\x01\x82\x58\x20" + ID + b"\x01"),
        ("nonce as a bignum", b"\x86\x58\x20" + ID + b"\xc2\x41\x01" + b"\x01\x01\x01\x82\x58\x20" + ID + b"\x01"),
    ],
)
def test_a_payload_of_any_other_form_is_malformed(why: str, data: bytes) -> None:
    assert rejection(decode_transaction, data) is Code.MALFORMED


def test_the_largest_value_of_every_field_is_read() -> None:
    data = payload(ID, MAX_UINT64, MAX_UINT64, MAX_AMOUNT, 2, ["\U0001f321" * 16, 18, MAX_AMOUNT])
    assert encode_transaction(decode_transaction(data)) == data


HEADER_FIELDS = cbor2.loads(encode_header(HEADER))


@pytest.mark.parametrize(
    ("place", "value"),
    [(0, 2**16), (2, 2**64), (3, 2**64), (5, 256), (5, True), (1, bytes(31)), *((place, bytes(33)) for place in (4, 6, 7, 8, 9, 10)), (0, -1), (10, "x")],
)
def test_a_header_with_a_field_out_of_range_is_malformed(place: int, value: object) -> None:
    assert rejection(decode_header, cbor2.dumps([*HEADER_FIELDS[:place], value, *HEADER_FIELDS[place + 1 :]])) is Code.MALFORMED


def test_a_header_with_more_or_fewer_fields_is_malformed() -> None:
    assert rejection(decode_header, cbor2.dumps(HEADER_FIELDS[:-1])) is Code.MALFORMED
    assert rejection(decode_header, cbor2.dumps([*HEADER_FIELDS, 0])) is Code.MALFORMED


NO_RECEIPTS = [[], [ID, 0], [bytes(31), 0, 0], [ID, 2**16, 0], [ID, 0, MAX_AMOUNT + 1], [ID, False, 0], [ID, 0, None], {}]
NO_CALLS = [0, None, [], [1, None], [1, None, [], 0], [2**40 + 1, None, []], [-1, None, []], [1, None, 0], [1, None, None], [None, None, []]]
NO_EVENTS = [[ID, b"a"], [ID, b"a", 0, 0], [bytes(31), b"a", 0], [ID, b"", 0], [ID, b"a" * 41, 0], [ID, "a", 0], None, b""]
TOO_MANY = [[ID, b"a", 0]] * 65


@pytest.mark.parametrize(
    "fields",
    [
        *NO_RECEIPTS,
        [ID, 0, 0, [1, None, []], 0],
        *([ID, 0, 0, call] for call in NO_CALLS),
        *([ID, 0, 0, [1, None, events]] for events in ([[ID, b"a", 0], wrong] for wrong in NO_EVENTS)),
        [ID, 0, 0, [1, None, TOO_MANY]],
    ],
    ids=lambda fields: repr(fields)[:60],
)
def test_a_receipt_of_any_other_form_is_malformed(fields: object) -> None:
    assert rejection(decode_receipt, cbor2.dumps(fields)) is Code.MALFORMED


def test_a_receipt_with_an_unknown_outcome_is_read() -> None:
    """Codes are added by later versions, and a light client of today keeps their receipts."""
    assert decode_receipt(encode_receipt(replace(RECEIPT, outcome=60_000))).outcome == 60_000


@pytest.mark.parametrize(
    "fields",
    [
        [],
        [b""],
        [b"", [], [], []],
        [b"", [], [], [], [], []],
        *([b"", *[[]] * place, wrong, *[[]] * (3 - place)] for place in range(4) for wrong in (0, b"", None, {}, [0], ["a"], [b"", None], [[]])),
        *([wrong, [], [], [], []] for wrong in (None, "", [b""])),
    ],
    ids=repr,
)
def test_a_block_of_any_other_form_is_malformed(fields: object) -> None:
    assert rejection(READERS["block"], cbor2.dumps(fields)) is Code.MALFORMED


@pytest.mark.parametrize("pair", PAIRS, ids=["eddsa", "es256"])
def test_a_sealed_block_opens(pair: KeyPair) -> None:
    parts = tuple(sign_transaction(ALICE, transaction) for transaction in TRANSACTIONS)
    data = seal_block(pair, HEADER, parts)
    block = decode_block(data, len(data))
    sealed = authenticate_header(block.header)
    assert block.transactions == parts
    assert (sealed.header, sealed.producer) == (HEADER, pair.account)
    assert sealed.hash == block_hash(signed_bytes(pair.public, encode_header(HEADER), Tag.BLOCK_HEADER))
    assert sealed.hash == tagged_hash(Tag.BLOCK_HASH, signed_bytes(pair.public, encode_header(HEADER), Tag.BLOCK_HEADER))


def test_a_signature_for_one_use_does_not_verify_for_another() -> None:
    """Even where the payload would be read as both, as the envelope's form is the same."""
    assert rejection(READERS["transaction"], seal(ALICE, encode_transaction(TRANSACTIONS[0]), Tag.BLOCK_HEADER)) is Code.SIGNATURE_INVALID
    assert rejection(authenticate_header, seal(ALICE, encode_header(HEADER), Tag.TRANSACTION)) is Code.SIGNATURE_INVALID


SMALL_ORDER_KEY = PublicKey(Algorithm.EDDSA, (1).to_bytes(32, "little"), None)
GOOD = sign_transaction(ALICE, TRANSACTIONS[0])
PAYLOAD = encode_transaction(TRANSACTIONS[0])


@pytest.mark.parametrize(
    ("data", "limit", "expected"),
    [
        (b"\xff" * 101, 100, Code.TRANSACTION_TOO_LARGE),
        (GOOD, len(GOOD) - 1, Code.TRANSACTION_TOO_LARGE),
        (b"\xff" * 100, 100, Code.MALFORMED),
        (encode_envelope(Envelope(SMALL_ORDER_KEY, PAYLOAD[:-1], bytes(64))), LIMIT, Code.MALFORMED),
        (encode_envelope(Envelope(SMALL_ORDER_KEY, PAYLOAD, bytes(64))), LIMIT, Code.KEY_INVALID),
        (encode_envelope(Envelope(ALICE.public, PAYLOAD, b"\xff" * 64)), LIMIT, Code.SIGNATURE_NOT_CANONICAL),
        (encode_envelope(Envelope(ALICE.public, PAYLOAD, sign(ALICE, b"other"))), LIMIT, Code.SIGNATURE_INVALID),
        (GOOD, len(GOOD), None),
    ],
)
def test_authentication_checks_size_form_key_and_signature_in_this_order(data: bytes, limit: int, expected: Code | None) -> None:
    """Each case fails this check and, where it can, those after it."""
    assert rejection(lambda data: authenticate_transaction(data, limit), data) is expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Code.MALFORMED),
        (encode_envelope(Envelope(SMALL_ORDER_KEY, b"", bytes(64))), Code.MALFORMED),
        (encode_envelope(Envelope(SMALL_ORDER_KEY, encode_header(HEADER), b"\xff" * 64)), Code.KEY_INVALID),
        (encode_envelope(Envelope(BOB.public, encode_header(HEADER), b"\xff" * 64)), Code.SIGNATURE_NOT_CANONICAL),
        (encode_envelope(Envelope(BOB.public, encode_header(HEADER), sign(BOB, b"other"))), Code.SIGNATURE_INVALID),
    ],
)
def test_a_header_s_authentication_checks_form_key_and_signature_in_this_order(data: bytes, expected: Code) -> None:
    assert rejection(authenticate_header, data) is expected


def test_a_block_s_size_is_checked_before_its_form() -> None:
    data = seal_block(ALICE, HEADER, [])
    assert rejection(lambda data: decode_block(data, len(data) - 1), data) is Code.BLOCK_TOO_LARGE
    assert rejection(lambda data: decode_block(data, 3), b"\xff" * 37) is Code.BLOCK_TOO_LARGE
    assert rejection(lambda data: decode_block(data, 3), b"\xff" * 36) is Code.MALFORMED


def test_a_block_s_write_sets_count_in_the_larger_of_its_two_bounds_alone() -> None:
    bare = Block(b"h" * 40, (b"t" * 30,))
    limit = len(encode_block(bare))
    for length in (0, 23, 24, 255, 256):
        assert decode_block(encode_block(replace(bare, write_sets=(bytes(length),))), limit).write_sets == (bytes(length),)
        assert rejection(lambda data: decode_block(data, limit - 1), encode_block(replace(bare, write_sets=(bytes(length),)))) is Code.BLOCK_TOO_LARGE
    rest = WITH_WRITE_SETS * limit - len(encode_block(replace(bare, write_sets=(bytes(256),))))
    assert decode_block(encode_block(replace(bare, write_sets=(bytes(256 + rest),))), limit).header == bare.header
    assert rejection(lambda data: decode_block(data, limit), encode_block(replace(bare, write_sets=(bytes(257 + rest),)))) is Code.BLOCK_TOO_LARGE


ENCODINGS = (
    *(sign_transaction(pair, transaction) for pair in PAIRS for transaction in TRANSACTIONS),
    *map(encode_transaction, TRANSACTIONS),
    seal_block(ALICE, HEADER, [GOOD, GOOD]),
    *(sign_header(pair, HEADER) for pair in PAIRS),
    encode_header(HEADER),
    encode_receipt(RECEIPT),
    encode_receipt(CALL_RECEIPT),
    encode_package(PACKAGE),
    encode_write_set(WRITE_SET),
)
FRAGMENTS = st.sampled_from(
    [bytes.fromhex(text) for text in ("d81c", "d81d00", "c249", "d823", "9f", "ff", "f5", "f6", "5bffffffffffffffff", "9bffffffffffffffff", "a0", "1b")]
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A valid encoding with a few bytes replaced, cut out or put in."""
    data = draw(st.sampled_from(ENCODINGS))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 1, 2, 32, 10_000])))
        data = data[:start] + draw(st.binary(max_size=4) | FRAGMENTS) + data[end:]
    return data


@settings(max_examples=500)
@given(mutated() | st.binary(max_size=200))
def test_any_bytes_are_a_value_or_a_code(data: bytes) -> None:
    """Whatever comes, each reader answers with a value whose encoding those bytes are, or rejects; nothing else escapes."""
    for read in READERS.values():
        try:
            value = read(data)
        except Reject:
            continue
        match value:
            case Envelope():
                assert encode_envelope(value) == data
            case Transaction():
                assert encode_transaction(value) == data
            case Block():
                assert encode_block(value) == data
            case Header():
                assert encode_header(value) == data
            case Receipt():
                assert encode_receipt(value) == data
            case Package():
                assert encode_package(value) == data
            case WriteSet():
                assert encode_write_set(value) == data
            case _:
                assert data in ENCODINGS, "something is authentic that nobody signed"


@pytest.mark.parametrize("position", range(len(GOOD)))
def test_no_byte_of_a_signed_transaction_can_be_changed(position: int) -> None:
    for flip in (1, 0x80, 0xFF):
        changed = GOOD[:position] + bytes((GOOD[position] ^ flip,)) + GOOD[position + 1 :]
        assert rejection(READERS["transaction"], changed) is not None


@pytest.mark.parametrize("unit", ["81", "d2", "d284", "a1", "5f", "9f", "d81c81d81d00", "82408140", "d8236161"])
def test_megabytes_of_anything_are_answered_at_once(unit: str) -> None:
    data = bytes.fromhex(unit) * 500_000
    readers = (decode_envelope, decode_transaction, decode_header, decode_receipt, decode_write_set, authenticate_header)
    for read in (*readers, lambda data: decode_block(data, 2**32)):
        assert rejection(read, data) is Code.MALFORMED


def test_a_block_of_many_empty_strings_is_read_in_linear_time() -> None:
    """The most elements that a block can declare and hold."""
    block = Block(b"", (b"",) * 4_000_000)
    assert decode_block(encode_block(block), 2**22) == block


def test_keys_derived_from_labels_are_published() -> None:
    """Others rely on these bytes: a change of the derivation invalidates every vector."""
    assert key_pair("alice").account.hex() == "ba6d35e81f732f754e7583dfed927329b3d0da02d6a79ff6b8649c6aadf4bc69"
    assert key_pair("bob", Algorithm.ES256).account.hex() == "1950b11a2eff874bbb7ac51a6bae0576807022a2fdb9a0a6a3dea6bef226421d"
