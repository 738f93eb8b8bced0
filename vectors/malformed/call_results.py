"""What contract calls come to, on the wire: receipts of calls, write sets and packages, good and wrong."""

from collections.abc import Iterable

from reference.codes import Code
from reference.numbers import MAX_AMOUNT
from reference.wire.event import MAX_EVENTS, Event
from reference.wire.package import Package, encode_package
from reference.wire.receipt import MAX_GAS, CallOutcome, Receipt, encode_receipt
from reference.wire.write_set import Write, WriteSet, encode_write_set
from vectors.case import Case
from vectors.malformed.decoding import decode_case, distinct
from vectors.malformed.forms import (
    FALSE,
    NULL,
    Field,
    Wrong,
    array,
    byte_string,
    extended,
    integer,
    mapping,
    not_cbor,
    truncated,
    written_by_hand,
    wrong_arrays,
    wrong_elements,
    wrong_values,
)
from vectors.malformed.scalars import NO_SCALARS, SCALARS

CONTRACT = bytes(range(64, 96))

ID = bytes(range(32, 64))

RECEIPT_FIELDS = [Field("transaction", ID), Field("outcome", 0, 2**16 - 1), Field("fee", 300, MAX_AMOUNT)]
"""Of a receipt, before what its call came to."""

GAS = Field("gas", 730, MAX_GAS)

SOLD = array(byte_string(CONTRACT), byte_string(b"sold"), integer(5))
"""An event."""

EVENT_FIELDS = [Field("contract", CONTRACT), Field("name", b"sold", is_sized=False)]
"""Of an event, before its value."""

WRITES = (array(byte_string(b"\x01a"), byte_string(b"\x82\x05\x00")), array(byte_string(b"\x01b"), byte_string(b"")))
"""Two writes."""


def call_receipt_cases() -> list[Case]:
    """Receipts of calls."""
    right = Receipt(ID, 0, 300, CallOutcome(730, True, (Event(CONTRACT, b"sold", 5),)))
    good = written_by_hand(_receipt(array(GAS.encoded(), b"\xf5", array(SOLD))), encode_receipt(right))
    accepted = [(f"a call: {why}", _receipt(_outcome(value=value, events=events))) for why, value, events in _good_outcomes()]
    accepted += [(f"a call that used gas {gas}", _receipt(_outcome(gas=integer(gas)))) for gas in (0, 1, MAX_GAS)]
    failed = array(byte_string(ID), integer(503), integer(300), array(integer(99), NULL, array()))
    wrong: list[Wrong] = [
        *truncated(good, range(36, len(good), 9)),
        *extended(good),
        *((why, _receipt(data)) for why, data in _wrong_outcomes()),
        ("a fifth element", array(*_before(), _outcome(), NULL)),
        ("events beside the call", array(*_before(), _outcome(), array(SOLD))),
        ("what the call came to, not in an array", array(*_before(), GAS.encoded(), NULL, array())),
        ("null in place of what a call came to", _receipt(NULL)),
    ]
    return _cases("receipt", ("WIRE-12", "WIRE-16"), [("a call that succeeded", good), ("a call that failed", failed), *accepted], wrong)


def write_set_cases() -> list[Case]:
    """Write sets."""
    right = WriteSet(0, 730, True, (Event(CONTRACT, b"sold", 5),), (Write(b"\x01a", b"\x82\x05\x00"), Write(b"\x01b", b"")))
    good = written_by_hand(_write_set(), encode_write_set(right))
    accepted = [(why, _write_set(value=value, events=events)) for why, value, events in _good_outcomes()]
    accepted += [(f"gas {gas}", _write_set(gas=integer(gas))) for gas in (0, MAX_GAS)]
    accepted += [("no writes", _write_set(writes=array())), ("an outcome that no version knows yet", _write_set(outcome=integer(2**16 - 1)))]
    accepted += [(f"keys {why}", _write_set(writes=_writes(*keys))) for why, keys in ASCENDING]
    accepted.append(("forty writes", _write_set(writes=_writes(*(bytes((place,)) for place in range(40))))))
    outcome = Field("outcome", 0, 2**16 - 1)
    wrong: list[Wrong] = [
        *not_cbor("no write set"),
        *truncated(good, range(0, len(good), 9)),
        *extended(good),
        *((why, _write_set(outcome=data)) for why, data in wrong_values(outcome)),
        *((why, _write_set(gas=data)) for why, data in wrong_values(GAS)),
        *((f"as its value {why}", _write_set(value=data)) for why, data in NO_SCALARS),
        *((why, _write_set(events=data)) for why, data in _wrong_lists("events", SOLD, MAX_EVENTS)),
        *((why, _write_set(events=array(SOLD, data))) for why, data in _wrong_events()),
        *((why, _write_set(writes=data)) for why, data in _wrong_lists("writes", WRITES[0], None)),
        *((why, _write_set(writes=array(data))) for why, data in _wrong_writes()),
        *((f"keys {why}", _write_set(writes=_writes(*keys))) for why, keys in NOT_ASCENDING),
        *wrong_arrays("the write set", [integer(0), GAS.encoded(), FALSE, array(SOLD), array(*WRITES)]),
    ]
    return _cases("write_set", ("WIRE-18", "WIRE-16"), [("a call that succeeded", good), *accepted], wrong)


def package_cases() -> list[Case]:
    """Packages."""
    fields = [Field("contract", CONTRACT), Field("hash", ID)]
    good = written_by_hand(array(*[field.encoded() for field in fields]), encode_package(Package(CONTRACT, ID)))
    accepted = [("a package", good), ("of zeros", array(byte_string(bytes(32)), byte_string(bytes(32))))]
    wrong = [
        *not_cbor("no package"),
        *truncated(good, range(0, len(good), 7)),
        *extended(good),
        *wrong_elements(fields),
        *wrong_arrays("the package", [field.encoded() for field in fields]),
    ]
    return _cases("package", ("WIRE-17",), accepted, wrong)


ASCENDING = (
    ("one of which begins with the other", (b"a", b"ab")),
    ("whose first byte decides", (b"ab", b"b")),
    ("of the greatest bytes", (b"\x7f", b"\x80", b"\xff")),
    ("of a byte and of 128", (b"a", b"a" * 128)),
)

NOT_ASCENDING = (
    ("twice the same", (b"a", b"a")),
    ("in the other order", (b"b", b"a")),
    ("the shorter after the longer", (b"ab", b"a")),
    ("in the order of their lengths", (b"b", b"ab")),
    ("the last but one too late", (b"a", b"c", b"b")),
    ("in the order of signed bytes", (b"\xff", b"\x01")),
)


def _good_outcomes() -> Iterable[tuple[str, bytes, bytes]]:
    """Values and events, and why."""
    for why, data in SCALARS:
        yield f"it has returned {why}", data, array()
    for why, data in SCALARS:
        yield f"it has told {why}", NULL, array(_event(value=data))
    yield "as many events as there may be", NULL, array(*[SOLD] * MAX_EVENTS)
    yield "a name of one byte", NULL, array(_event(name=byte_string(b"\0")))
    yield "a name of forty bytes", NULL, array(_event(name=byte_string(b"\xff" * 40)))
    yield "two events in the order in which they were told", NULL, array(_event(name=byte_string(b"b")), _event(name=byte_string(b"a")))


def _wrong_outcomes() -> Iterable[Wrong]:
    yield from ((why, _outcome(gas=data)) for why, data in wrong_values(GAS))
    yield from ((f"as its value {why}", _outcome(value=data)) for why, data in NO_SCALARS)
    yield from ((why, _outcome(events=data)) for why, data in _wrong_lists("events", SOLD, MAX_EVENTS))
    yield from ((why, _outcome(events=array(data))) for why, data in _wrong_events())
    yield from wrong_arrays("what the call came to", [GAS.encoded(), NULL, array(SOLD)])


def _wrong_events() -> Iterable[Wrong]:
    before = [field.encoded() for field in EVENT_FIELDS]
    for place, field in enumerate(EVENT_FIELDS):
        yield from ((f"event, {why}", array(*before[:place], data, *before[place + 1 :], NULL)) for why, data in wrong_values(field))
    yield "event, name: empty", _event(name=byte_string(b""))
    yield "event, name: forty-one bytes", _event(name=byte_string(b"s" * 41))
    yield from ((f"event, as its value {why}", _event(value=data)) for why, data in NO_SCALARS)
    yield from wrong_arrays("an event", [*before, NULL])


def _wrong_writes() -> Iterable[Wrong]:
    key, record = Field("key", b"\x01a", is_sized=False), Field("record", b"\x82\x05\x00", is_sized=False)
    yield from wrong_elements([key, record], wrong_values)
    yield "a key without bytes", array(byte_string(b""), record.encoded())
    yield "a key of 129 bytes", array(byte_string(b"k" * 129), record.encoded())
    yield from wrong_arrays("a write", [key.encoded(), record.encoded()])


def _wrong_lists(name: str, entry: bytes, most: int | None) -> list[Wrong]:
    forms = [
        ("null", NULL),
        ("an integer", integer(1)),
        ("a byte string of the array", byte_string(array(entry))),
        ("an array of an array", array(array(entry))),
        ("a map from places to entries", mapping((integer(0), entry))),
        ("indefinite length", b"\x9f" + entry + b"\xff"),
        ("its length in one byte more than needed", b"\x98\x01" + entry),
        ("an entry that is null", array(entry, NULL)),
    ]
    return [(f"{name}: {why}", data) for why, data in [*forms, *([("one more than there may be", array(*[entry] * (most + 1)))] if most else [])]]


def _before() -> list[bytes]:
    return [field.encoded() for field in RECEIPT_FIELDS]


def _receipt(call: bytes) -> bytes:
    return array(*_before(), call)


def _outcome(gas: bytes | None = None, value: bytes = NULL, events: bytes | None = None) -> bytes:
    return array(gas or GAS.encoded(), value, array() if events is None else events)


def _write_set(
    outcome: bytes | None = None, gas: bytes | None = None, value: bytes = b"\xf5", events: bytes | None = None, writes: bytes | None = None
) -> bytes:
    parts = (outcome or integer(0), gas or GAS.encoded(), value, array(SOLD) if events is None else events, array(*WRITES) if writes is None else writes)
    return array(*parts)


def _event(name: bytes | None = None, value: bytes = NULL) -> bytes:
    return array(byte_string(CONTRACT), name or byte_string(b"sold"), value)


def _writes(*keys: bytes) -> bytes:
    return array(*[array(byte_string(key), byte_string(b"\x05")) for key in keys])


def _cases(name: str, rules: tuple[str, ...], accepted: Iterable[tuple[str, bytes]], wrong: Iterable[Wrong]) -> list[Case]:
    good = [decode_case((*rules, "WIRE-1"), why, name, data, None) for why, data in accepted]
    bad = [decode_case((*rules, "WIRE-2"), why, name, data, Code.MALFORMED) for why, data in wrong]
    return distinct([*good, *bad])
