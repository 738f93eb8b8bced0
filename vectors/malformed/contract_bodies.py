"""The bodies of transactions of contracts: of each kind, on the edges of their fields, and with everything that can be wrong with them."""

from collections.abc import Iterable

from reference.codes import Code
from reference.numbers import MAX_AMOUNT
from reference.parameters import PRESETS
from reference.wire.contract_bodies import CONTRACT_KINDS, MAX_ARGUMENTS, ClaimCollect, ContractBody, ContractCall, ContractRelease, HeavyQueue
from reference.wire.hashing import Tag
from reference.wire.transaction import Transaction, encode_transaction
from vectors.build import ALICE, CAROL
from vectors.case import Case
from vectors.keys import KeyPair
from vectors.malformed.decoding import CHAIN, decode_case, distinct, payload_with
from vectors.malformed.economy_bodies import body_cases, longest_strings, wrong_body_cases
from vectors.malformed.envelopes import Parts, envelope_with
from vectors.malformed.forms import NULL, Field, Wrong, array, byte_string, integer, mapping, other_than_array, written_by_hand, wrong_values
from vectors.malformed.scalars import NO_SCALARS, SCALARS

PLAIN = {kind: CONTRACT_KINDS[kind] for kind in (ContractRelease, HeavyQueue, ClaimCollect)}
"""The kinds whose fields are like those of others."""

CALL = CONTRACT_KINDS[ContractCall]

CONTRACT = bytes(range(64, 96))

FIELDS = [Field("contract", CONTRACT), Field("gas limit", 70_000, 2**32 - 1), Field("money", 5, MAX_AMOUNT)]
"""Of a call, before its arguments."""

ALIKE = ("false", "the integer 0", "nil", "a string of 0 bytes", "true", "the integer -1")

SPONSORED = 33


def contract_body_cases() -> list[Case]:
    """Valid transactions of every kind of contracts."""
    lists = [(f"as an argument {why}", [data]) for why, data in SCALARS]
    lists += [
        ("no arguments", []),
        ("as many arguments as there may be", [data for _, data in SCALARS[:MAX_ARGUMENTS]]),
        ("arguments that other languages take for one another", [dict(SCALARS)[why] for why in ALIKE]),
    ]
    cases = [_accepted(ALICE, why, payload_with(CALL, _call(*arguments))) for why, arguments in lists]
    extremes = (("least", bytes(32), 1, 0), ("greatest", b"\xff" * 32, 2**32 - 1, MAX_AMOUNT))
    for which, account, gas, money in extremes:
        body = array(byte_string(account), integer(gas), integer(money), array())
        cases.append(_accepted(CAROL, f"every number and byte is the {which}, with a P-256 key", payload_with(CALL, body)))
    sponsored = array(byte_string(CAROL.account), integer(CALL), _call(*(data for _, data in SCALARS[:4])))
    longest: list[ContractBody] = [ContractRelease(b"-" * 8_000, b"-" * 7_000), HeavyQueue(CONTRACT, 2**40, MAX_AMOUNT, b"-" * 1_024)]
    return distinct(
        [*body_cases(PLAIN), *cases, _accepted(ALICE, "a sponsor pays for a call", payload_with(SPONSORED, sponsored)), *map(longest_strings, longest)]
    )


def wrong_contract_body_cases() -> list[Case]:
    """Transactions whose bodies are of no kind of contracts, though they say so."""
    right = Transaction(CHAIN, 1, 1_000, 300, ContractCall(CONTRACT, 70_000, 5, (None, True, b"")))
    written_by_hand(payload_with(CALL, _call(NULL, b"\xf5", byte_string(b""))), encode_transaction(right))
    calls = [_refused(f"the body of kind {CALL}: {why}", payload_with(CALL, body)) for why, body in _wrong_calls()]
    unknown = [_refused(f"kind {kind}, which there is not", payload_with(kind, array())) for kind in (95, 109, 114, 119)]
    return distinct([*wrong_body_cases(PLAIN), *calls, *unknown])


def _call(*arguments: bytes) -> bytes:
    return array(*[field.encoded() for field in FIELDS], array(*arguments))


def _wrong_calls() -> Iterable[Wrong]:
    before = [field.encoded() for field in FIELDS]
    for place, field in enumerate(FIELDS):
        yield from ((why, array(*before[:place], data, *before[place + 1 :], array())) for why, data in wrong_values(field))
    yield "gas limit: none", array(before[0], integer(0), before[2], array())
    for why, data in NO_SCALARS:
        yield f"as an argument {why}", _call(data)
        yield f"after two arguments {why}", _call(NULL, integer(5), data)
    scalar = integer(5)
    others = [
        ("17 of them", array(*[scalar] * (MAX_ARGUMENTS + 1))),
        ("17 of nil", array(*[NULL] * (MAX_ARGUMENTS + 1))),
        ("null", NULL),
        ("an integer", scalar),
        ("a byte string of the array", byte_string(array(scalar))),
        ("an array of an array", array(array(scalar))),
        ("a map from places to scalars", mapping((integer(0), scalar))),
        ("indefinite length", b"\x9f" + scalar + b"\xff"),
        ("its length in one byte more than needed", b"\x98\x01" + scalar),
        ("one fewer than its length says", b"\x82" + scalar),
    ]
    yield from ((f"arguments: {why}", array(*before, data)) for why, data in others)
    yield from other_than_array("the array", [*before, array(scalar)])


def _accepted(pair: KeyPair, why: str, payload: bytes) -> Case:
    data = envelope_with(Parts(pair, Tag.TRANSACTION, payload))
    return decode_case(("WIRE-9", "WIRE-16", "WIRE-1", "TX-1"), why, "transaction", data, None, _preset(data))


def _refused(why: str, payload: bytes) -> Case:
    data = envelope_with(Parts(ALICE, Tag.TRANSACTION, payload))
    return decode_case(("WIRE-9", "WIRE-16", "WIRE-2", "WIRE-10"), why, "transaction", data, Code.MALFORMED, _preset(data))


def _preset(data: bytes) -> str:
    return "minimal" if len(data) <= PRESETS["minimal"].max_transaction_bytes else "mainnet"
