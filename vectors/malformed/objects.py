"""The objects of the wire but for the transactions of consensus and votes: valid ones of every kind, and each in every wrong form."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reference.codes import Code
from reference.numbers import MAX_AMOUNT, MAX_UINT64
from reference.parameters import PRESETS
from reference.wire.block import Block, Header, encode_block, encode_header
from reference.wire.hashing import Tag
from reference.wire.lists import EMPTY_LIST_ROOT
from reference.wire.receipt import Receipt, encode_receipt
from reference.wire.transaction import BODY_READERS, Body, CoinBurn, CoinCreate, CoinMint, CoinTransfer, Transaction, Transfer, encode_transaction
from vectors.build import ALICE, BOB, CAROL, PRODUCER
from vectors.case import Case
from vectors.keys import KeyPair, seal, sign_header, sign_transaction
from vectors.malformed.decoding import CHAIN, FIELDS, decode_case, distinct, payload_of
from vectors.malformed.envelopes import Parts, envelope_with, pairs, wrong_envelopes
from vectors.malformed.forms import (
    NULL,
    Field,
    Wrong,
    array,
    byte_string,
    extended,
    integer,
    mapping,
    not_cbor,
    tagged,
    truncated,
    written_by_hand,
    wrong_arrays,
    wrong_elements,
)

COIN = bytes(range(32, 64))

BODIES: Sequence[tuple[Body, int, list[Field]]] = (
    (Transfer(BOB.account, 1_000), 1, [Field("recipient", BOB.account), Field("amount", 1_000, MAX_AMOUNT)]),
    (CoinCreate("GATE", 2, 500), 2, [Field("symbol", "GATE"), Field("decimals", 2, 18), Field("cap", 500, MAX_AMOUNT)]),
    (CoinMint(COIN, BOB.account, 0), 3, [Field("coin", COIN), Field("recipient", BOB.account), Field("amount", 0, MAX_AMOUNT)]),
    (CoinBurn(COIN, 70_000), 4, [Field("coin", COIN), Field("amount", 70_000, MAX_AMOUNT)]),
    (CoinTransfer(COIN, BOB.account, 23), 5, [Field("coin", COIN), Field("recipient", BOB.account), Field("amount", 23, MAX_AMOUNT)]),
)
"""One body of each kind that moves money, its kind's number, and its fields."""

HEADER = Header(
    version=1,
    chain=CHAIN,
    height=8,
    slot=41,
    parent=COIN,
    mode=0,
    reveal=bytes(32),
    votes_root=EMPTY_LIST_ROOT,
    transactions_root=EMPTY_LIST_ROOT,
    receipts_root=EMPTY_LIST_ROOT,
    state_root=COIN,
)

RECEIPT = Receipt(COIN, 31, 300)


def transaction_cases() -> list[Case]:
    """Valid transactions of every kind that moves money, on the edges of every field, with both algorithms."""
    cases = []
    for pair in pairs():
        for body, _, _ in BODIES:
            why = f"{type(body).__name__} signed with {pair.public.algorithm.name}"
            cases.append(_transaction(("TX-1", "WIRE-10", "WIRE-9", "WIRE-5", "WIRE-1"), why, _signed(pair, body)))
    edges: list[tuple[str, Transaction]] = [
        ("every number is the smallest", Transaction(bytes(32), 0, 0, 0, Transfer(bytes(32), 0))),
        ("every number is the largest", Transaction(b"\xff" * 32, MAX_UINT64, MAX_UINT64, MAX_AMOUNT, Transfer(b"\xff" * 32, MAX_AMOUNT))),
        *[
            (f"amount {amount}, whose encoding is as wide as can be, or as narrow", Transaction(CHAIN, 1, 1_000, 300, Transfer(BOB.account, amount)))
            for amount in (23, 24, 255, 256, 65_535, 65_536, 2**32 - 1, 2**32, 2**53 - 1, 2**53, 2**53 + 1)
        ],
        ("a symbol of one character", Transaction(CHAIN, 1, 1_000, 300, CoinCreate("A", 0, 0))),
        ("a symbol of sixteen characters", Transaction(CHAIN, 1, 1_000, 300, CoinCreate("A" * 16, 18, MAX_AMOUNT))),
        ("a symbol of sixteen characters of four bytes each", Transaction(CHAIN, 1, 1_000, 300, CoinCreate("😀" * 16, 18, 1))),
        ("a symbol with a zero character, which is for another rule to refuse", Transaction(CHAIN, 1, 1_000, 300, CoinCreate("A\0B", 18, 1))),
        ("a symbol in decomposed form stays as it is", Transaction(CHAIN, 1, 1_000, 300, CoinCreate("A\u0308B", 0, 1))),
    ]
    cases += [_transaction(("WIRE-9", "WIRE-1", "TX-1"), why, sign_transaction(ALICE, message)) for why, message in edges]
    for why, message in edges[:2]:
        cases.append(_transaction(("WIRE-9", "WIRE-1", "TX-1"), f"{why}, with a P-256 key", sign_transaction(CAROL, message)))
    return cases


def malformed_transaction_cases() -> list[Case]:
    """Everything that can be wrong with the bytes of a transaction."""
    cases = []
    for pair in pairs():
        parts = Parts(pair, Tag.TRANSACTION, payload_of(1, BODIES[0][2]))
        written_by_hand(envelope_with(parts), _signed(pair, BODIES[0][0]))
        name = pair.public.algorithm.name
        cases += [_malformed_transaction(("WIRE-5", "WIRE-2", "WIRE-10"), f"{name}: {why}", data) for why, data in wrong_envelopes(parts)]
    cases += [
        _malformed_transaction(("WIRE-9", "WIRE-2", "WIRE-10"), why, envelope_with(Parts(ALICE, Tag.TRANSACTION, payload)))
        for why, payload in _wrong_payloads()
    ]
    cases += [
        _malformed_transaction(("WIRE-9", "WIRE-2", "WIRE-10"), f"ES256: {why}", envelope_with(Parts(CAROL, Tag.TRANSACTION, payload)))
        for why, payload in wrong_elements(FIELDS[3:4])
    ]
    return distinct(cases)


def size_cases() -> list[Case]:
    """Transactions and blocks at the limits of size, which are looked at before anything else."""
    cases = []
    for preset, parameters in PRESETS.items():
        sent = _signed(ALICE, BODIES[0][0])
        limit = parameters.max_transaction_bytes
        sizes = [(limit, Code.MALFORMED, "as many bytes as allowed"), (limit + 1, Code.TRANSACTION_TOO_LARGE, "one byte more than allowed")]
        cases += [
            decode_case(("WIRE-10",), f"{preset}: {why}, most of them zeros after a good transaction", "transaction", sent.ljust(size, b"\0"), code, preset)
            for size, code, why in sizes
        ]
    limit = PRESETS["minimal"].max_block_bytes
    inner = 2**12 + limit - len(encode_block(Block(b"", (bytes(2**12),))))
    for why, more, write_sets, code in (
        ("exactly as many bytes as allowed; nothing in it is looked at", 0, (), None),
        ("as many bytes as allowed without its write sets", 0, (b"", bytes(100)), None),
        ("one byte more than allowed without its write sets", 1, (b"", bytes(100)), Code.BLOCK_TOO_LARGE),
    ):
        cases.append(decode_case(("WIRE-11",), f"a block of {why}", "block", encode_block(Block(b"", (bytes(inner + more),), write_sets=write_sets)), code))
    return cases


def header_cases() -> list[Case]:
    """Headers, good and wrong."""
    extremes = replace(HEADER, version=2**16 - 1, height=MAX_UINT64, slot=MAX_UINT64, mode=255)
    least = replace(HEADER, version=0, height=0, slot=0)
    good = [
        decode_case(("WIRE-13", "WIRE-5", "WIRE-1"), f"a header signed with {pair.public.algorithm.name}", "header", sign_header(pair, HEADER), None)
        for pair in pairs()
    ]
    good += [
        decode_case(("WIRE-13", "WIRE-1"), "every number is the largest", "header", sign_header(PRODUCER, extremes), None),
        decode_case(("WIRE-13", "WIRE-1"), "every number is the smallest", "header", sign_header(PRODUCER, least), None),
    ]
    parts = Parts(PRODUCER, Tag.BLOCK_HEADER, encode_header(HEADER))
    wrong = [decode_case(("WIRE-13", "WIRE-5", "WIRE-2"), why, "header", data, Code.MALFORMED) for why, data in wrong_envelopes(parts)]
    written_by_hand(array(*[field.encoded() for field in header_fields()]), encode_header(HEADER))
    payloads = [*wrong_elements(header_fields()), *wrong_arrays("the header", [field.encoded() for field in header_fields()])]
    wrong += [
        decode_case(("WIRE-13", "WIRE-2"), why, "header", envelope_with(Parts(PRODUCER, Tag.BLOCK_HEADER, payload)), Code.MALFORMED)
        for why, payload in payloads
    ]
    crossed = [
        ("a header signed as a transaction", seal(PRODUCER, encode_header(HEADER), Tag.TRANSACTION), Code.SIGNATURE_INVALID),
        ("a transaction's payload signed as a header", seal(PRODUCER, payload_of(1, BODIES[0][2]), Tag.BLOCK_HEADER), Code.MALFORMED),
    ]
    wrong += [decode_case(("WIRE-13", code.rule), why, "header", data, code) for why, data, code in crossed]
    return distinct([*good, *wrong])


def header_fields() -> list[Field]:
    """The fields of a header."""
    return [
        Field("version", HEADER.version, 2**16 - 1),
        Field("chain", HEADER.chain),
        Field("height", HEADER.height),
        Field("slot", HEADER.slot),
        Field("parent", HEADER.parent),
        Field("mode", HEADER.mode, 255),
        Field("reveal", HEADER.reveal),
        Field("votes root", HEADER.votes_root),
        Field("transactions root", HEADER.transactions_root),
        Field("receipts root", HEADER.receipts_root),
        Field("state root", HEADER.state_root),
    ]


def block_cases() -> list[Case]:
    """Blocks taken apart, good and wrong. What their byte strings hold is not looked at here."""
    header = byte_string(sign_header(PRODUCER, HEADER))
    sent = [byte_string(_signed(ALICE, body)) for body, _, _ in BODIES[:2]]
    parts = Block(sign_header(PRODUCER, HEADER), tuple(_signed(ALICE, body) for body, _, _ in BODIES[:2]))
    good = written_by_hand(_block(header, array(*sent)), encode_block(parts))
    each = [array(byte_string(bytes((place,)))) for place in range(4)]
    accepted = [
        ("a header and two transactions", good),
        ("a header and no transaction", _block(header)),
        ("a header and thirty transactions of one byte", _block(header, array(*[byte_string(bytes((place,))) for place in range(30)]))),
        ("byte strings of any content, even none", _block(byte_string(b"\x01"), array(byte_string(b"\x02"), byte_string(b"")), array(byte_string(b"\x03")))),
        ("an entry in each of its lists", _block(header, *each)),
    ]
    elements = [header, array(*sent), array(), array(), array()]
    wrong: list[Wrong] = [
        *not_cbor("no block"),
        *truncated(good, [1, 2, 4, len(header), len(header) + 1, len(header) + 2, len(header) + 4, len(good) - 1]),
        *extended(good),
        *wrong_arrays("the block", elements),
        *wrong_arrays("the block, as a shortest example", [byte_string(b"\x01"), array(), array(), array(), array()]),
        ("the header not in a byte string", _block(sign_header(PRODUCER, HEADER), array(*sent))),
        ("the header is null", _block(NULL, array(*sent))),
        ("the header is text", _block(b"\x61a")),
        ("a header and its transactions alone", array(header, array(*sent))),
        ("a block without packages and write sets", array(header, array(*sent), array())),
        ("no array of transactions, but the transactions", array(header, *sent)),
        ("the transactions' count in one byte instead of none", _block(header, b"\x98\x02" + b"".join(sent))),
        ("a transaction not in a byte string", _block(header, array(_signed(ALICE, BODIES[0][0])))),
        ("a transaction's length in a wider form than needed", _block(header, array(b"\x5a\x00\x00\x00\x01\x00"))),
    ]
    for place, name in enumerate(("transactions", "votes", "packages", "write sets")):
        wrong += [(f"the {name} {why}", _block(header, *[array()] * place, data)) for why, data in _wrong_lists(sent[0])]
    return distinct(
        [
            *[decode_case(("WIRE-11", "WIRE-1"), why, "block", data, None) for why, data in accepted],
            *[decode_case(("WIRE-11", "WIRE-2"), why, "block", data, Code.MALFORMED) for why, data in wrong],
        ]
    )


def _wrong_lists(entry: bytes) -> list[Wrong]:
    """What none of a block's lists is."""
    return [
        ("are null", NULL),
        ("are an integer", integer(1)),
        ("in a map", mapping((integer(0), entry))),
        ("in a byte string", byte_string(array(entry))),
        ("in an array of indefinite length", b"\x9f" + entry + b"\xff"),
        ("in an array of an array", array(array(entry))),
        ("with null for an entry", array(entry, NULL)),
        ("with text for an entry", array(b"\x61a")),
        ("with an integer for an entry", array(integer(1))),
        ("with an array for an entry", array(array())),
        ("with an entry in chunks of indefinite length", array(b"\x5f" + entry + b"\xff")),
        ("with an entry tagged as encoded CBOR", array(tagged(24, entry))),
    ]


def _block(header: bytes, *lists: bytes) -> bytes:
    """A block whose header and first lists have these encodings, and whose other lists are empty."""
    return array(header, *lists, *[array()] * (4 - len(lists)))


def receipt_cases() -> list[Case]:
    """Receipts, good and wrong."""
    receipts = [
        ("a failed transaction", RECEIPT),
        ("a successful transaction", replace(RECEIPT, outcome=0)),
        ("an outcome that no version knows yet is kept", replace(RECEIPT, outcome=2**16 - 1)),
        ("the largest fee", replace(RECEIPT, fee=MAX_AMOUNT)),
        ("no fee", replace(RECEIPT, fee=0)),
    ]
    fields = [Field("transaction", COIN), Field("outcome", 31, 2**16 - 1), Field("fee", 300, MAX_AMOUNT)]
    right = written_by_hand(array(*[field.encoded() for field in fields]), encode_receipt(RECEIPT))
    wrong = [
        *not_cbor("no receipt"),
        *truncated(right, range(0, len(right), 7)),
        *extended(right),
        *wrong_elements(fields),
        *wrong_arrays("the receipt", [field.encoded() for field in fields]),
    ]
    return distinct(
        [
            *[decode_case(("WIRE-12", "WIRE-1"), why, "receipt", encode_receipt(receipt), None) for why, receipt in receipts],
            *[decode_case(("WIRE-12", "WIRE-2"), why, "receipt", data, Code.MALFORMED) for why, data in wrong],
        ]
    )


def _wrong_payloads() -> Iterable[Wrong]:
    kind, fields = 1, BODIES[0][2]
    elements = [*[field.encoded() for field in FIELDS], integer(kind), array(*[field.encoded() for field in fields])]
    yield from not_cbor("the payload")
    yield from wrong_arrays("the payload", elements)
    yield from extended(payload_of(kind, fields))
    paid = array(*[field.encoded() for field in fields])
    for why, data in wrong_elements([*FIELDS, Field("kind", kind)]):
        yield why, b"\x86" + data[1:] + paid
    for unknown in (0, max(BODY_READERS) + 1, 255, 256, 65_537, 2**32 + 1, MAX_UINT64):
        yield f"kind {unknown}, which there is not", array(*elements[:4], integer(unknown), paid)
    for body, number, others in BODIES:
        written_by_hand(payload_of(number, others), encode_transaction(Transaction(CHAIN, 1, 1_000, 300, body)))
        name = f"the body of kind {number}"
        for why, data in [*wrong_elements(others), *wrong_arrays("the array", [field.encoded() for field in others])]:
            yield f"{name}: {why}", array(*elements[:4], integer(number), data)
        for _, another, foreign in BODIES:
            if [type(field.value) for field in foreign] != [type(field.value) for field in others]:
                yield f"{name}: the fields of kind {another}", array(*elements[:4], integer(number), array(*[field.encoded() for field in foreign]))


def _signed(pair: KeyPair, body: Body) -> bytes:
    return sign_transaction(pair, Transaction(CHAIN, 1, 1_000, 300, body))


def _transaction(rules: tuple[str, ...], why: str, data: bytes) -> Case:
    return decode_case(rules, why, "transaction", data, None)


def _malformed_transaction(rules: tuple[str, ...], why: str, data: bytes) -> Case:
    limit = PRESETS["minimal"].max_transaction_bytes
    preset = "minimal" if len(data) <= limit else "mainnet"
    return decode_case(rules, why, "transaction", data, Code.MALFORMED, preset)
