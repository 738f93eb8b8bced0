"""What executing a contract call comes to: write sets, and the hashes of heavy results."""

from collections.abc import Mapping
from dataclasses import replace

from reference.codes import SUCCESS, Code
from reference.numbers import MAX_AMOUNT, MAX_UINT64
from reference.state.execution import Execution
from reference.state.heavy import HeavyResult, Payout
from reference.wire.event import Event
from reference.wire.scalar import GREATEST_INTEGER, LEAST_INTEGER, MAX_SCALAR_BYTES
from reference.wire.write_set import Write, WriteSet
from vectors.build import ALICE, BOB, intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input, callees

BEFORE = {b"a": b"1", b"b": b"2", b"ba": b"3"}
"""The records before a call."""

TOLD = Event(bytes(range(32)), b"sold", 5)

MADE = WriteSet(SUCCESS, 7, True, (TOLD,), (Write(b"a", b"4"), Write(b"b", b""), Write(b"c", b"5")))
"""A write set to be compared with others."""

CONTRACT = bytes(range(32))

RESULT = HeavyResult(outcome=SUCCESS, writes=(Write(b"a", b"4"), Write(b"b", b"")), payouts=(Payout(ALICE.account, 1), Payout(BOB.account, MAX_AMOUNT)))
"""A result to be compared with others."""

FAILED = HeavyResult(outcome=Code.CALL_TIMED_OUT.number, writes=(), payouts=())


def execution_cases() -> list[Case]:
    """The one form of a write set, how two differ, and what a heavy result's hash commits to."""
    return [*_write_sets(), *_comparisons(), *_hashes()]


def _write_sets() -> list[Case]:
    written: dict[str, Mapping[bytes, bytes]] = {
        "nothing written": {},
        "one record changed": {b"a": b"9"},
        "one record added": {b"c": b"9"},
        "one record removed": {b"a": b""},
        "a record written as it was": {b"a": b"1", b"b": b"9"},
        "a record removed that there was not": {b"c": b"", b"b": b"9"},
        "the order of keys, where one is the beginning of another": {b"ba": b"9", b"b": b"9", b"\xff": b"9"},
    }
    cases = [_call("write_set", why, {"before": BEFORE, "execution": Execution(SUCCESS, 7, written[why])}) for why in written]
    values = (None, False, True, LEAST_INTEGER, GREATEST_INTEGER, b"", b"x" * MAX_SCALAR_BYTES)
    told = {str(value): Execution(SUCCESS, 7, {}, value, (TOLD, replace(TOLD, value=value))) for value in values}
    cases += [_call("write_set", f"it has returned and told {why[:20]}", {"before": BEFORE, "execution": execution}) for why, execution in told.items()]
    failed = Execution(Code.AMOUNT_ZERO.number, 7, {b"a": b"9"}, 5, (TOLD,))
    return [*cases, _call("write_set", "a failure after writing and telling: nothing is left of it but its gas", {"before": BEFORE, "execution": failed})]


def _comparisons() -> list[Case]:
    others = {
        "another outcome": replace(MADE, outcome=1),
        "another gas": replace(MADE, gas=8),
        "1 where it has returned true": replace(MADE, value=1),
        "no value": replace(MADE, value=None),
        "no event": replace(MADE, events=()),
        "one event more": replace(MADE, events=(TOLD, TOLD)),
        "an event of another contract": replace(MADE, events=(replace(TOLD, contract=bytes(32)),)),
        "an event of another name": replace(MADE, events=(replace(TOLD, name=b"bought"),)),
        "another value told": replace(MADE, events=(replace(TOLD, value=b"5"),)),
        "one write less": replace(MADE, writes=MADE.writes[1:]),
        "one write more": replace(MADE, writes=(*MADE.writes, Write(b"d", b"6"))),
        "the same writes in another order": replace(MADE, writes=MADE.writes[::-1]),
        "another record": replace(MADE, writes=(Write(b"a", b"5"), *MADE.writes[1:])),
        "another key": replace(MADE, writes=(Write(b"aa", b"4"), *MADE.writes[1:])),
    }
    same = _call("check_write_set", "the same", {"carried": MADE, "executed": MADE})
    return [same, *(_call("check_write_set", why, {"carried": other, "executed": MADE}, Code.WRITE_SET_MISMATCH) for why, other in others.items())]


def _hashes() -> list[Case]:
    results = {
        "writes and payouts": RESULT,
        "no writes": replace(RESULT, writes=()),
        "no payouts": replace(RESULT, payouts=()),
        "the payouts in another order": replace(RESULT, payouts=RESULT.payouts[::-1]),
        "a failure": FAILED,
    }
    cases = [_call("result_hash", why, {"contract": CONTRACT, "queued": 7, "result": result}) for why, result in results.items()]
    return [
        *cases,
        _call("result_hash", "the same result of a call that was queued in another slot", {"contract": CONTRACT, "queued": MAX_UINT64, "result": RESULT}),
        _call("result_hash", "the same result of another contract", {"contract": bytes(32), "queued": 7, "result": RESULT}),
    ]


def _call(name: str, why: str, arguments: Mapping[str, object], code: Code | None = None) -> Case:
    return intended_case((callees()[name].rule,), Kind.CALL, "minimal", f"{name}: {why}", call_input(name, arguments), code)
