"""The command table and its schema, and that nothing that is no command does anything to a chip."""

import re
from functools import cache
from typing import Any

import cbor2
import pycddl  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from suites import committed_suite

from reference.agent.chip.commands import Command
from reference.agent.chip.lifecycle import LifeEvent, live_on
from reference.agent.chip.lifecycle_commands import Bind, Provision, Resume, Retire, Suspend
from reference.agent.chip.machine import COMMANDS, MAX_COMMAND_BYTES, step
from reference.agent.chip.records import Device, Injected, LifeStage
from reference.codes import Code, Reject
from reference.wire.cbor import encode
from spec.chip_schema import FILE, chip_schema, rule_name
from vectors.case import Case, Kind
from vectors.malformed.commands import session_for, wrong_commands
from vectors.scenarios.session_builder import SessionBuilder
from vectors.sessions import SessionAnswer, SessionStep, answers_of, session_steps

NOTHING_INJECTED = Injected(bytes(32), 1)
BY_NUMBER = {command.number: command for command in COMMANDS}


@cache
def sessions() -> tuple[Case, ...]:
    """The committed sessions."""
    return tuple(case for case in committed_suite() if case.kind is Kind.SESSION)


@cache
def transcripts() -> tuple[tuple[SessionStep, SessionAnswer], ...]:
    """Every step of them that is answered."""
    played = [(steps, answers_of(steps)) for steps in (session_steps(case.input) for case in sessions())]
    return tuple((each, answer) for steps, answers in played for each, answer in zip(steps, answers, strict=True) if answer.response is not None)


def test_the_schema_is_the_one_that_the_table_makes() -> None:
    """`python -m spec.chip_schema > spec/chip.cddl` writes it."""
    assert FILE.read_text(encoding="utf-8") == chip_schema()


@cache
def rules() -> dict[str, str]:
    """The rules of the schema that are arrays, by their names: what stands between the brackets."""
    return dict(re.findall(r"^([a-z0-9-]+) = \[(.*)\]$", chip_schema(), re.M))


@cache
def flat(rule: str) -> pycddl.Schema:
    """A rule whose inner arrays may be anything: the checker takes no array in an array for what it is."""
    outer = re.sub(r": (\[[^\]]*\]|(?!bytes|uint|any)[a-z][a-z0-9-]*)", ": any", rules()[rule])
    return pycddl.Schema(f"the-rule = [{outer}]")


def check(rule: str, value: Any) -> None:
    """Check a value against a rule of the schema, and the arrays in it against theirs."""
    flat(rule).validate_cbor(cbor2.dumps(value))
    kinds = [part.partition(": ")[2] for part in re.split(r", (?=[a-z0-9-]+: )", rules()[rule])]
    for kind, element in zip(kinds, value, strict=True) if rules()[rule] else ():
        listed = re.fullmatch(r"\[(\d+)\*(\d+) (.*)\]", kind)
        if listed:
            assert int(listed[1]) <= len(element) <= int(listed[2])
        for each in element if listed else [element]:
            if (listed[3] if listed else kind) in rules():
                check(listed[3] if listed else kind, each)


def test_what_is_carried_out_and_what_is_answered_is_of_the_schema() -> None:
    seen = set()
    for each, answer in transcripts():
        assert answer.response is not None
        code = cbor2.loads(answer.response)[0]
        if code:
            check("refusal", cbor2.loads(answer.response))
        else:
            command = BY_NUMBER[cbor2.loads(each.command)[0]]
            seen.add(command.number)
            check(f"{rule_name(command)}-command", cbor2.loads(each.command))
            check(f"{rule_name(command)}-response", cbor2.loads(answer.response))
    assert seen == set(BY_NUMBER)


def test_every_command_has_its_number_and_stays_on_its_word_about_writing() -> None:
    assert len(BY_NUMBER) == len(COMMANDS)
    for case in sessions():
        device = Device()
        for each in session_steps(case.input):
            outcome = step(device, each.command, Injected(each.entropy, each.reading))
            if cbor2.loads(outcome.response)[0] == 0:
                assert len(outcome.writes) == BY_NUMBER[cbor2.loads(each.command)[0]].writes
            if each.cut is not None:
                break
            device = outcome.device


@pytest.mark.parametrize("command", COMMANDS, ids=rule_name)
def test_every_code_of_the_table_has_a_session(command: Command) -> None:
    """And no command is refused with a code that the table does not name."""
    always = {Code.COMMAND_TOO_LARGE, Code.COMMAND_MALFORMED, Code.COMMAND_UNKNOWN, Code.STAGE_WRONG}
    seen: set[int] = set()
    for each, answer in transcripts():
        assert answer.response is not None
        try:
            first = cbor2.loads(each.command)[0]
        except (cbor2.CBORError, TypeError, IndexError, KeyError, RecursionError):
            continue
        if type(first) is int and first == command.number:
            seen.add(cbor2.loads(answer.response)[0])
    named = {code.number for code in command.codes}
    # No session is long enough for 2^64 attestations; the kernel has cases of it.
    assert seen >= named - ({Code.COUNTER_EXHAUSTED.number} if rule_name(command) == "attest" else set())
    assert seen <= {0, *(code.number for code in always), *named}
    assert 0 in seen
    assert len(command.stages) == len(LifeStage) or Code.STAGE_WRONG.number in seen


def test_the_table_says_of_the_stages_what_the_kernel_says() -> None:
    events = {Provision: LifeEvent.PROVISION, Bind: LifeEvent.BIND, Suspend: LifeEvent.SUSPEND, Resume: LifeEvent.RESUME, Retire: LifeEvent.RETIRE}
    for command in COMMANDS:
        if command.record in events:
            assert command.stages == tuple(stage for stage in LifeStage if possible(stage, events[command.record]))


def possible(stage: LifeStage, event: LifeEvent) -> bool:
    try:
        live_on(stage, event)
    except Reject:
        return False
    return True


@pytest.mark.parametrize("command", COMMANDS, ids=rule_name)
def test_no_wrong_form_of_a_command_changes_the_chip(command: Command) -> None:
    """Every field of every command, in every wrong form."""
    session = session_for(command)
    wrong = list(wrong_commands(command, session))
    assert len(wrong) >= 4
    for why, data in wrong:
        outcome = step(session.device, data, NOTHING_INJECTED)
        assert outcome.response == encode([(Code.COMMAND_TOO_LARGE if len(data) > MAX_COMMAND_BYTES else Code.COMMAND_MALFORMED).number]), why
        assert (outcome.device, outcome.writes) == (session.device, ())


@given(st.sampled_from(LifeStage), st.binary(max_size=80) | st.lists(st.integers(0, 40) | st.binary(max_size=40), max_size=6).map(cbor2.dumps))
def test_whatever_the_bytes_are_there_is_an_answer(stage: LifeStage, data: bytes) -> None:
    session = SessionBuilder().lives(stage)
    outcome = step(session.device, data, NOTHING_INJECTED)
    code, *_ = cbor2.loads(outcome.response)
    assert code == 0 or (outcome.device == session.device and not outcome.writes)
