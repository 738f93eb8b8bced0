"""The profile `agent`: a chip in any stage of its life, and commands that are mostly well formed, with power cuts between them.

Two of three chips are bound to a chain, and told of it what is so, by and large: the third is given any commands at all.
"""

from typing import Any

from cbor2 import loads
from hypothesis import strategies as st

from conformance.fuzzing.changes import changed
from conformance.fuzzing.chip_world import REPORTS, SUBJECTS, World, draw_preparations, draw_world
from conformance.fuzzing.choices import Drawn
from conformance.fuzzing.damage import draw_damaged
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.places import places, remember
from conformance.fuzzing.values import Draw, Seen, draw_value
from reference.agent.chip.commands import Command, Signer
from reference.agent.chip.lifecycle_commands import AskForOrder, Identify
from reference.agent.chip.machine import COMMANDS
from reference.agent.chip.purses import Purse
from reference.agent.chip.records import LifeStage
from reference.codes import SUCCESS
from reference.parameters import MINIMAL
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.scenarios.chip_chain import binding, refreshing
from vectors.scenarios.light_client_chain import VIEW
from vectors.scenarios.session_builder import MANUFACTURER, OWNER, STRANGER, SessionBuilder, command_bytes
from vectors.sessions import SessionStep, after_step

SIGNERS = (OWNER, OWNER, OWNER, MANUFACTURER, STRANGER)

BY_RECORD: dict[type, Command] = {command.record: command for command in COMMANDS}


@st.composite
def sessions(draw: Draw) -> Exchange:
    """A session with one chip."""
    session = _draw_bound(draw) if draw(st.integers(0, 2)) else _draw_any(draw)
    for report in (*REPORTS, Identify()):
        _answered(session, command_bytes(report), None)
    return Exchange(Kind.SESSION, MINIMAL.name, {"steps": [to_json(SessionStep, each) for each in session.steps]})


def _draw_any(draw: Draw) -> SessionBuilder:
    """A chip in any stage, and commands by the types of their fields."""
    session, seen = SessionBuilder("chip that is fuzzed").lives(draw(st.sampled_from(LifeStage))), Seen()
    for _ in range(draw(st.integers(1, 8))):
        session.reading = draw(st.sampled_from((session.reading, session.reading + 1, session.reading + 700_000, 0)))
        command: Command = draw(st.sampled_from(COMMANDS))
        data = _draw_command(draw, session, command, draw_value(draw, command.record, seen))
        if draw(st.integers(0, 5)) == 5:
            data = draw_damaged(draw, data)
        _answered(session, data, draw(st.sampled_from((None, None, None, None, 0, 1))))
    return session


def _draw_bound(draw: Draw) -> SessionBuilder:
    """A chip that knows a chain, and commands about one subject mostly."""
    session = SessionBuilder("chip that is fuzzed").lives(LifeStage.PROVISIONED)
    world = draw_world(draw, session.account, 4)
    known = world.state.checkpoint if draw(st.integers(0, 5)) else VIEW.certified
    _owner_gives(session, binding(known))
    for told in draw_preparations(draw, session, world):
        _give(draw, session, told)
    subject = draw(st.sampled_from(SUBJECTS))
    for _ in range(draw(st.integers(3, 14))):
        if draw(st.integers(0, 9)) == 9:
            world = _draw_later(draw, session, world)
        if draw(st.integers(0, 9)) == 9:
            session.reading += draw(st.sampled_from((1, 700_000, 10_000)))
        make = draw(st.sampled_from(subject if draw(st.integers(0, 5)) else draw(st.sampled_from(SUBJECTS))))
        record = make(draw, session, world)
        if draw(st.integers(0, 5)) == 5:
            record = _draw_changed(draw, session, record)
        _give(draw, session, record, draw(st.sampled_from((*[None] * 18, 0, 1))))
    return session


def _draw_later(draw: Draw, session: SessionBuilder, world: World) -> World:
    """Another state above a later checkpoint, which the chip mostly learns of from its owner."""
    later = draw_world(draw, session.account, world.epoch + draw(st.sampled_from((1, 1, 2, 3))))
    if draw(st.integers(0, 3)):
        _owner_gives(session, refreshing(later.state.checkpoint))
    return later


def _draw_changed(draw: Draw, session: SessionBuilder, record: Any) -> Any:
    """The command with a little changed, by what the chip knows."""
    seen = Seen()
    kept = session.device.non_volatile
    remember(seen, places(tuple[Purse, ...], kept.purses))
    seen.integers += [kept.nonce, kept.view.certified.epoch, kept.checkpoint_slots]
    return changed(Drawn(draw), {"command": type(record)}, {"command": record}, {"command": record}, seen)["command"]


def _give(draw: Draw, session: SessionBuilder, record: Any, cut: int | None = None) -> None:
    command = BY_RECORD[type(record)]
    if command.signer is Signer.NOBODY:
        _answered(session, command_bytes(record), cut)
    elif draw(st.integers(0, 15)):
        _owner_gives(session, record, cut)
    else:
        _answered(session, _draw_command(draw, session, command, record), cut)


def _owner_gives(session: SessionBuilder, record: Any, cut: int | None = None) -> None:
    asked = _answered(session, command_bytes(AskForOrder()), None)
    _answered(session, session.ordered(record, asked[1] if asked[0] == SUCCESS else bytes(32)), cut)


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
