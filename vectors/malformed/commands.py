"""What is no command of a chip: every field of every command in every wrong form, and bytes that are none at all."""

from collections.abc import Iterable, Iterator

from reference.agent.chip.commands import Command, Signer
from reference.agent.chip.lifecycle_commands import AskForOrder, Identify, Suspend
from reference.agent.chip.machine import COMMANDS, MAX_COMMAND_BYTES
from reference.agent.chip.owner_orders import MAX_ORDER_BYTES, encode_order
from reference.agent.chip.records import LifeStage
from reference.codes import Code
from reference.wire.hashing import Tag
from vectors.case import Case
from vectors.keys import KeyPair, seal
from vectors.malformed.economy_bodies import usual_body, wrong_fields
from vectors.malformed.forms import ARRAY, Wrong, array, byte_string, extended, head, integer, mapping, not_cbor, truncated
from vectors.scenarios.session_builder import MANUFACTURER, OWNER, SessionBuilder, command_bytes

COMMITTED = 5
"""How many wrong forms of a command are among the vectors; the tests try all of them."""


def command_cases() -> list[Case]:
    """What is no command, and of every command a choice of its wrong forms, after each of which the chip is as it was."""
    return [*_no_commands(), _long_orders(), *(_wrong_case(command) for command in COMMANDS)]


def wrong_commands(command: Command, session: SessionBuilder) -> Iterator[Wrong]:
    """Every wrong form of a command: of each of its fields, and of their array. One that is signed is signed rightly."""
    for why, data in wrong_fields(command.record):
        numbered = with_number(command.number, data)
        if numbered is None:
            continue
        if command.signer is Signer.NOBODY:
            yield why, numbered
        else:
            yield why, _signed(command, session, numbered)
    if command.signer is not Signer.NOBODY:
        order = session.ordered(usual_body(command.record), session.device.volatile.fresh_nonce, _signer(command))
        yield "no order", array(integer(command.number))
        yield "two orders", array(integer(command.number), byte_string(b""), byte_string(b""))
        yield "an empty order", array(integer(command.number), byte_string(b""))
        yield "an order in an array", array(integer(command.number), array(byte_string(b"")))
        yield "an order with a byte more", order + b"\0"


def with_number(number: int, data: bytes) -> bytes | None:
    """The array of fields with the command's number before them; None where that would not be what is wrong: other values than arrays."""
    if data[0] >> 5 != ARRAY or data[0] & 0x1F > 22:
        return None
    return head(ARRAY, (data[0] & 0x1F) + 1) + integer(number) + data[1:]


def session_for(command: Command) -> SessionBuilder:
    """A chip in the first stage in which a command is legal, that has asked for an order where it can."""
    session = SessionBuilder(f"chip for command {command.number}").lives(command.stages[0])
    if command.stages[0] is not LifeStage.MANUFACTURED:
        session.ask(AskForOrder())
    return session


def _signer(command: Command) -> KeyPair:
    return MANUFACTURER if command.signer is Signer.MAKER_TOO else OWNER


def _signed(command: Command, session: SessionBuilder, asked: bytes) -> bytes:
    """The command with a signed order whose last element is these bytes."""
    begun = encode_order(session.account, session.device.volatile.fresh_nonce, [])
    return array(integer(command.number), byte_string(seal(_signer(command), begun[:-1] + asked, Tag.OWNER_ORDER)))


def _long_orders() -> Case:
    """Orders of the greatest length and of a byte more, signed for another use: only the one of the two is read so far that this is seen."""
    session = SessionBuilder("chip that is ordered at length").lives(LifeStage.BOUND)
    session.ask(AskForOrder())
    session.send(_padded(session, MAX_ORDER_BYTES), Code.SIGNATURE_INVALID)
    session.send(_padded(session, MAX_ORDER_BYTES + 1), Code.COMMAND_MALFORMED)
    session.send(session.ordered(Suspend(), session.device.volatile.fresh_nonce))
    return session.case(("DEVICE-5",), "an order that is longer by one byte than a chip reads, and one that is not; then the right one")


def _padded(session: SessionBuilder, length: int) -> bytes:
    """The command with an order of this many bytes, which says more than it should, and is signed as a transaction would be."""
    begun = encode_order(session.account, session.device.volatile.fresh_nonce, [])

    def order(padding: int) -> bytes:
        return seal(OWNER, begun[:-1] + array(integer(6), byte_string(bytes(padding))), Tag.TRANSACTION)

    return array(integer(6), byte_string(order(256 + length - len(order(256)))))


def _wrong_case(command: Command) -> Case:
    session = session_for(command)
    wrong = list(wrong_commands(command, session))
    for _, data in chosen(wrong):
        session.send(data, Code.COMMAND_MALFORMED)
    return session.case(("DEVICE-1",), f"command {command.number} in {len(chosen(wrong))} wrong forms")


def chosen(wrong: list[Wrong]) -> list[Wrong]:
    """A choice, from everywhere among them."""
    few = [each for each in wrong if len(each[1]) <= 1_000]
    return few[:: max(1, -(-len(few) // COMMITTED))]


def _no_commands() -> Iterable[Case]:
    right = command_bytes(Identify())
    session = SessionBuilder("chip that is told nothing")
    for _, data in [*not_cbor("the command"), *truncated(right, [len(right)]), *extended(right)]:
        session.send(data, Code.COMMAND_MALFORMED)
    for data in (array(), integer(1), array(byte_string(b"\1")), array(array(integer(1))), head(ARRAY, 1, 1) + integer(1), b"\x9f\x01\xff"):
        session.send(data, Code.COMMAND_MALFORMED)
    yield session.case(("DEVICE-1",), "bytes that are no command")
    session = SessionBuilder("chip that is told something unknown").lives(LifeStage.BOUND)
    for number in (0, max(command.number for command in COMMANDS) + 1, 255, 256 + 1, 2**32 + 1, 2**64 - 1):
        session.send(array(integer(number)), Code.COMMAND_UNKNOWN)
    yield session.case(("DEVICE-1",), "numbers of no command, some of which are one's in their low bits")
    session = SessionBuilder("chip that is told something deep")
    empty, deep = mapping(), array(array(array()))
    for data in (array(deep), array(array(array(empty))), array(array(array(array(integer(0)))))):
        session.send(array(integer(255), data), Code.COMMAND_UNKNOWN)
    for data in (array(array(deep)), array(array(array(array(empty)))), array(array(array(array(array(integer(0))))))):
        session.send(array(integer(255), data), Code.COMMAND_MALFORMED)
    yield session.case(("DEVICE-1", "WIRE-2"), "arrays and empty maps that nest as deep as anything may, and one deeper")
    session = SessionBuilder("chip that is told too much")
    session.send(bytes(MAX_COMMAND_BYTES + 1), Code.COMMAND_TOO_LARGE)
    session.send(array(integer(1), byte_string(bytes(MAX_COMMAND_BYTES - 5))), Code.COMMAND_MALFORMED)
    yield session.case(("DEVICE-1",), "zeros, longer by one byte than a chip takes, which is said before they are read, and a command that is not")
