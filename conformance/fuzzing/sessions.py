"""The profile `agent`: a chip in any stage of its life, and commands that are mostly well formed, with power cuts between them."""

from typing import Any

from cbor2 import loads
from hypothesis import strategies as st

from conformance.fuzzing.damage import draw_damaged
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Draw, Seen, draw_value
from reference.agent.chip.commands import Command, Signer
from reference.agent.chip.lifecycle_commands import AskForOrder
from reference.agent.chip.machine import COMMANDS
from reference.agent.chip.records import LifeStage
from reference.codes import SUCCESS
from reference.parameters import MINIMAL
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.scenarios.session_builder import MANUFACTURER, OWNER, STRANGER, SessionBuilder, command_bytes
from vectors.sessions import SessionStep, after_step

SIGNERS = (OWNER, OWNER, OWNER, MANUFACTURER, STRANGER)


@st.composite
def sessions(draw: Draw) -> Exchange:
    """A session with one chip."""
    session, seen = SessionBuilder("chip that is fuzzed").lives(draw(st.sampled_from(LifeStage))), Seen()
    for _ in range(draw(st.integers(1, 8))):
        session.reading = draw(st.sampled_from((session.reading, session.reading + 1, session.reading + 700_000, 0)))
        command: Command = draw(st.sampled_from(COMMANDS))
        data = _draw_command(draw, session, command, draw_value(draw, command.record, seen))
        if draw(st.integers(0, 5)) == 5:
            data = draw_damaged(draw, data)
        _answered(session, data, draw(st.sampled_from((None, None, None, None, 0, 1))))
    return Exchange(Kind.SESSION, MINIMAL.name, {"steps": [to_json(SessionStep, each) for each in session.steps]})


def _draw_command(draw: Draw, session: SessionBuilder, command: Command, record: Any) -> bytes:
    """The command's bytes. One that needs a signature has one, of somebody, and mostly answers the nonce that the chip has given for it."""
    if command.signer is Signer.NOBODY:
        return command_bytes(record)
    asked = _answered(session, command_bytes(AskForOrder()), None)
    nonce = asked[1] if asked[0] == SUCCESS and draw(st.integers(0, 7)) else bytes(32)
    return session.ordered(record, nonce, draw(st.sampled_from(SIGNERS)))


def _answered(session: SessionBuilder, data: bytes, cut: int | None) -> list[Any]:
    """Give the chip a command, whatever it answers."""
    step = SessionStep(data, bytes((len(session.steps),)) * 32, session.reading, cut)
    session.steps.append(step)
    session.device, answer = after_step(session.device, step)
    answered: list[Any] = loads(answer.response) if answer.response is not None else [None]
    return answered
