"""The firmware's chip answers as the reference's whatever it is given, and its memory survives a power cut after every byte."""

import random
import subprocess
from collections import Counter
from pathlib import Path

from cbor2 import loads
from suites import committed_suite

from conformance.attested import Statement, check
from conformance.codec import CBOR
from conformance.messages import attest_request, run_request
from firmware_asking import Ask, mutated, needs
from firmware_builds import FIRMWARE
from reference.codes import Code
from reference.wire.attestation import Attested
from vectors.case import Kind
from vectors.evaluate import evaluate
from vectors.json_form import to_json
from vectors.sessions import SessionStep, session_steps

TRIALS = 150
LONGEST = 9_000
"""The characters of a session that is damaged: longer ones take the most of the time and are as often right."""

READINGS = (0, 1, 604_800, 604_802, 2**32 - 1)


def spoilt(steps: list[SessionStep], chance: random.Random) -> list[SessionStep]:
    """A session with one thing otherwise: a command, the power, the clock, or which steps there are."""
    place = chance.randrange(len(steps))
    command, entropy, reading, cut = (getattr(steps[place], name) for name in SessionStep.__slots__)
    match chance.randrange(6):
        case 0 | 1:
            return [*steps[:place], SessionStep(mutated(command, chance), entropy, reading, cut), *steps[place + 1 :]]
        case 2:
            return [*steps[:place], SessionStep(command, entropy, reading, chance.choice((0, 1, 9))), *steps[place + 1 :]]
        case 3:
            return [*steps[:place], SessionStep(command, entropy, chance.choice(READINGS), cut), *steps[place + 1 :]]
        case 4:
            return [*steps[:place], *steps[place + 1 :]]
        case _:
            return [*steps[:place], chance.choice(steps), *steps[place:]]


def test_answers_as_the_reference_where_a_session_goes_otherwise(ask: Ask) -> None:
    chance = random.Random(6)
    short = [case for case in committed_suite() if case.kind is Kind.SESSION and len(str(case.input)) < LONGEST]
    codes: Counter[int | None] = Counter()
    for seq in range(1, TRIALS + 1):
        steps = spoilt(session_steps(chance.choice(short).input), chance)
        given = {"steps": [to_json(SessionStep, each) for each in steps]}
        outcome = evaluate("session", "minimal", given)
        assert ask(CBOR.encode(run_request(seq, "session", "minimal", given))) == {"seq": seq, "outcome": outcome}, given
        codes.update(_code(each["response"]) for each in outcome["steps"])
    said = (Code.COMMAND_MALFORMED, Code.STAGE_WRONG, Code.FRESH_NONCE_FOREIGN, Code.CHIP_STALE, Code.SIGNATURE_INVALID, Code.SESSION_UNKNOWN)
    assert {None, 0, *(code.number for code in said)} <= set(codes), codes


def _code(response: str | None) -> int | None:
    return None if response is None else int(loads(bytes.fromhex(response))[0])


def test_attests_by_a_key_of_its_own(ask: Ask) -> None:
    """The same key each time, and a counter that rises; a case between does not change it."""
    session = next(case for case in committed_suite() if case.kind is Kind.SESSION)
    first = _attested(ask, 1)
    assert ask(CBOR.encode(run_request(2, "session", "minimal", session.input))) == {"seq": 2, "outcome": session.expect}
    second = _attested(ask, 3)
    assert (second.chip, second.serial, second.production) == (first.chip, first.serial, False)
    assert second.counter > first.counter


def _attested(ask: Ask, seq: int) -> Attested:
    statement = Statement(bytes([seq]) * 32, bytes(32), bytes(32))
    reply = ask(CBOR.encode(attest_request(seq, statement.nonce)))
    return check(bytes.fromhex(reply["attestation"]), statement)


def test_refuses_what_is_no_session(ask: Ask) -> None:
    step = {"command": "8101", "entropy": "00" * 32, "reading": 1, "cut": None}
    wrong = [{"command": "81010"}, {"command": "8g"}, {"entropy": "00" * 31}, {"reading": 2**32}, {"reading": "1"}, {"cut": 10}, {"cut": True}, {"more": 1}]
    inputs = [*({"steps": [step, {**step, **change}]} for change in wrong), {"steps": 1}, {"steps": [step], "more": 1}, {"steps": [[]]}]
    for seq, given in enumerate(inputs, 1):
        reply = ask(CBOR.encode(run_request(seq, "session", "minimal", given)))
        assert reply == {"seq": seq, "error": "the input is not that of a case of the kind session"}, given


def test_the_memory_survives_a_power_cut_after_every_byte(tmp_path: Path) -> None:
    """And the check finds a memory that has one place, and one whose checksum nobody looks at."""
    needs("sanitized")
    store = (FIRMWARE / "src" / "store.c").read_text()
    one_place = store.replace("1 - find_last(&number);", "find_last(&number);")
    unchecked = store.replace("written == ~checksum", "true")
    assert len({store, one_place, unchecked}) == 3
    assert [_store_check(tmp_path, source) for source in (store, one_place, unchecked)] == [0, 1, 1]


def _store_check(folder: Path, store: str) -> int:
    (folder / "store.c").write_text(store)
    sources = [str(FIRMWARE / "test" / "store_check.c"), str(folder / "store.c"), str(FIRMWARE / "src" / "kept.c")]
    built = subprocess.run(["cc", "-std=c11", "-O2", "-w", "-I", str(FIRMWARE / "src"), "-o", str(folder / "check"), *sources], capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return subprocess.run([str(folder / "check")], capture_output=True).returncode
