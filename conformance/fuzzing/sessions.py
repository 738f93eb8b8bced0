"""The profile `agent`: a chip in any stage of its life, and commands that are mostly what it can carry out, with power cuts between them.

Four of five chips are bound to a chain, and told of it what is so. Before a right command comes, one time in three, the same with one thing wrong: as it is
refused, it changes nothing for what follows. The fifth chip is given any commands at all.
"""

from typing import Any

from cbor2 import loads
from hypothesis import strategies as st

from conformance.fuzzing.chip_commands import CROWDS, REPORTS, SUBJECTS, draw_preparations
from conformance.fuzzing.chip_payments import Make, refreshing
from conformance.fuzzing.chip_votes import draw_showing
from conformance.fuzzing.chip_world import Scene, draw_later_world, draw_world, new_scene
from conformance.fuzzing.choices import Drawn
from conformance.fuzzing.damage import draw_damaged
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.signed import draw_wrong_key
from conformance.fuzzing.values import Draw, Seen, draw_value
from conformance.fuzzing.wrong import one_wrong
from reference.agent.chip.commands import Command, Signer
from reference.agent.chip.following import ShowVote
from reference.agent.chip.lifecycle_commands import AskForOrder, Attest, Bind, Identify, Resume, Retire, Suspend
from reference.agent.chip.machine import COMMANDS, MAX_COMMAND_BYTES
from reference.agent.chip.records import LifeStage
from reference.codes import SUCCESS
from reference.parameters import MINIMAL
from reference.wire.cbor import encode
from reference.wire.fields import plain_fields
from reference.wire.hashing import Tag
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.keys import KeyPair
from vectors.scenarios.chip_chain import binding
from vectors.scenarios.session_builder import MANUFACTURER, OWNER, STRANGER, SessionBuilder, command_bytes
from vectors.sessions import SessionStep, after_step

SIGNERS = (OWNER, OWNER, OWNER, MANUFACTURER, STRANGER)

BY_RECORD: dict[type, Command] = {command.record: command for command in COMMANDS}

LIVES = (Attest, Bind, Suspend, Resume, Retire)
"""Commands of a chip's life."""

MOVES = (Resume(), Suspend(), Resume(), Retire())
"""Orders that say nothing else, one of which is due in every stage in which a chip is bound."""


@st.composite
def sessions(draw: Draw) -> Exchange:
    """A session with one chip."""
    session = _draw_bound(draw) if draw(st.integers(0, 4)) else _draw_any(draw)
    for report in (*REPORTS, Identify()):
        _answered(session, command_bytes(report), None)
    return Exchange(Kind.SESSION, MINIMAL.name, {"steps": [to_json(SessionStep, each) for each in session.steps]})


def _draw_any(draw: Draw) -> SessionBuilder:
    """A chip in any stage, and commands by the types of their fields; those of its life as often as all the others."""
    session, seen = SessionBuilder("chip that is fuzzed").lives(draw(st.sampled_from(LifeStage))), Seen()
    lives = [BY_RECORD[each] for each in LIVES]
    for _ in range(draw(st.integers(1, 8))):
        session.reading = draw(st.sampled_from((session.reading, session.reading + 1, session.reading + 700_000, 0)))
        command: Command = draw(st.sampled_from(lives if draw(st.booleans()) else COMMANDS))
        record = draw_value(draw, command.record, seen)
        if command.signer is not Signer.NOBODY:
            _ordered(draw, session, record, None)
            continue
        data = command_bytes(record)
        if draw(st.integers(0, 5)) == 5:
            data = draw_damaged(draw, data)
        _answered(session, data, draw(st.sampled_from((None, None, None, None, 0, 1))))
    return session


def _draw_bound(draw: Draw) -> SessionBuilder:
    """A chip that knows a chain, and commands about one subject mostly."""
    session = SessionBuilder("chip that is fuzzed").lives(LifeStage.PROVISIONED)
    crowded = draw(st.integers(0, 11)) == 11
    scene = new_scene(session, draw_world(draw, session.account, 4, crowded=crowded))
    late = draw(st.sampled_from((0, 0, 0, 1, 5, 604_799, 604_800)))
    _owner_gives(session, binding(scene.world.state.checkpoint, scene.world.epoch * 5 + late), None)
    subject = draw(st.sampled_from(SUBJECTS))
    for told in draw_preparations(draw, scene, subject):
        _give(draw, scene, told, right=True)
    if crowded:
        _draw_commands(draw, scene, CROWDS, draw(st.integers(8, 24)))
        return session
    if draw(st.integers(0, 5)) == 5:
        _draw_followed(draw, scene)
    for _ in range(draw(st.integers(1, 4))):
        _draw_commands(draw, scene, subject, draw(st.integers(2, 9)))
        _draw_later(draw, scene)
    return session


def _draw_commands(draw: Draw, scene: Scene, subject: tuple[Make, ...], count: int) -> None:
    for _ in range(count):
        trust = scene.session.device.non_volatile.trust
        if not trust.since <= scene.session.reading <= trust.until and draw(st.integers(0, 2)):
            _owner_gives(scene.session, refreshing(draw, scene), None)
        make = draw(st.sampled_from(subject if draw(st.integers(0, 7)) else draw(st.sampled_from(SUBJECTS))))
        record = make(draw, scene)
        if record is not None:
            _give(draw, scene, record)


def _draw_later(draw: Draw, scene: Scene) -> None:
    """Another state above a later checkpoint, of which the chip mostly learns: from its owner, or by its agents' votes."""
    way = draw(st.integers(0, 7))
    if way == 0:
        # The owner's checkpoint that it has already, at another time.
        _give(draw, scene, refreshing(draw, scene))
    elif way < 5:
        _draw_followed(draw, scene) if way == 1 else _draw_refreshed(draw, scene)
    elif way == 5:
        scene.session.reading += draw(st.sampled_from((1, 10_000, 700_000)))


def _draw_refreshed(draw: Draw, scene: Scene) -> None:
    scene.world = draw_later_world(draw, scene)
    _give(draw, scene, refreshing(draw, scene), right=draw(st.booleans()))


def _draw_followed(draw: Draw, scene: Scene) -> None:
    later = draw_later_world(draw, scene)
    for told in draw_showing(draw, scene, later):
        _give(draw, scene, told)
    if scene.session.device.non_volatile.view.certified == later.state.checkpoint:
        scene.world = later


def _give(draw: Draw, scene: Scene, record: Any, *, right: bool = False) -> None:
    """A command, and perhaps before it the same with one thing wrong, or by another clock."""
    session, reading = scene.session, scene.session.reading
    cut = None if right else draw(st.sampled_from((*[None] * (90 if type(record) is ShowVote else 28), 0, 1)))
    if not right and draw(st.integers(0, 9)) == 9:
        trust = session.device.non_volatile.trust
        session.reading = max(draw(st.sampled_from((trust.until, trust.until + 1, trust.since, trust.since - 1))), 0)
    wrong = None
    if not right and not draw(st.integers(0, 2)):
        kept = session.device.non_volatile
        scene.known.integers = [kept.nonce, kept.view.certified.epoch, kept.view.era, *[purse.balance for purse in kept.purses]]
        wrong = one_wrong(Drawn(draw), type(record), record, scene.known)
    if BY_RECORD[type(record)].signer is not Signer.NOBODY:
        if wrong is not None and draw(st.booleans()):
            _owner_gives(session, wrong, None)
        if right:
            _owner_gives(session, record, cut)
        else:
            _ordered(draw, session, record, cut)
    else:
        if wrong is not None and wrong != record:
            _answered(session, command_bytes(wrong), None)
        data = command_bytes(record)
        if not right and draw(st.integers(0, 29)) == 29:
            _answered(session, _draw_misshapen(draw, data, record), None)
        _answered(session, data, cut)
    session.reading = reading


def _draw_misshapen(draw: Draw, data: bytes, record: Any) -> bytes:
    """The command under another number, of another size, or damaged."""
    number = BY_RECORD[type(record)].number
    match draw(st.integers(0, 3)):
        case 0:
            return encode([number + draw(st.sampled_from((2**8, 2**16, 2**32, 1))), *plain_fields(record)])
        case 1:
            return data.ljust(MAX_COMMAND_BYTES + draw(st.sampled_from((0, 1, -1))), b"\0")
        case _:
            return draw_damaged(draw, data)


def _owner_gives(session: SessionBuilder, record: Any, cut: int | None) -> None:
    _answered(session, session.ordered(record, _asked(session)), cut)


def _ordered(draw: Draw, session: SessionBuilder, record: Any, cut: int | None) -> None:
    """An order of the one whose it is to give, and perhaps before it, to the same nonce, one with something wrong; and perhaps the same once more."""
    command, old = BY_RECORD[type(record)], session.device.volatile.fresh_nonce
    nonce = _asked(session)
    signer: KeyPair = draw(st.sampled_from((OWNER, OWNER, MANUFACTURER))) if command.signer is Signer.MAKER_TOO else OWNER
    while not draw(st.integers(0, 3)):
        _answered(session, _draw_wrong_order(draw, session, record, nonce, old, signer), None)
    data = session.ordered(record, nonce, signer)
    _answered(session, data, cut)
    # What moves a chip's life takes the nonce away with all else that it remembers. The same order may no longer be due after it; another one is.
    if not draw(st.integers(0, 1 if type(record) in LIVES else 7)):
        _answered(session, data, None)
        _answered(session, session.ordered(draw(st.sampled_from(MOVES)), nonce, signer), None)


def _draw_wrong_order(draw: Draw, session: SessionBuilder, record: Any, nonce: bytes, old: bytes, signer: KeyPair) -> bytes:
    number = BY_RECORD[type(record)].number
    match draw(st.integers(0, 8)):
        case 8:
            envelope = draw_wrong_key(draw, loads(session.ordered(record, nonce, signer))[1])
            return encode([number, envelope])
        case 0:
            return session.ordered(record, nonce, signer, chip=draw(st.sampled_from((OWNER.account, bytes(32)))))
        case 1:
            return session.ordered(record, draw(st.sampled_from((bytes(32), old, b"\x01" * 32))), signer)
        case 2 | 3:
            return session.ordered(record, nonce, draw(st.sampled_from((STRANGER, MANUFACTURER, OWNER))))
        case 4:
            return session.ordered(record, nonce, signer, use=draw(st.sampled_from((Tag.TRANSACTION, Tag.METER_RECEIPT))))
        case 5:
            other = draw(st.sampled_from(COMMANDS)).number
            return session.ordered(record, nonce, signer, asked=draw(st.sampled_from(([other, *plain_fields(record)], [number], []))))
        case 6:
            right = session.ordered(record, nonce, signer)
            return right[:-64] + session.ordered(record, b"\x02" * 32, signer)[-64:]
        case _:
            return draw_damaged(draw, session.ordered(record, nonce, signer))


def _asked(session: SessionBuilder) -> bytes:
    """The nonce that the chip gives for an order; none where it gives none."""
    asked = _answered(session, command_bytes(AskForOrder()), None)
    nonce: bytes = asked[1] if asked[0] == SUCCESS else bytes(32)
    return nonce


def _answered(session: SessionBuilder, data: bytes, cut: int | None) -> list[Any]:
    """Give the chip a command, whatever it answers."""
    step = SessionStep(data, bytes((len(session.steps) % 256,)) * 32, session.reading, cut)
    session.steps.append(step)
    session.device, answer = after_step(session.device, step)
    answered: list[Any] = loads(answer.response) if answer.response is not None else [None]
    return answered
