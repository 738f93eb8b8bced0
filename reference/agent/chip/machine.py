"""The machine: how a command is read, whether it is legal, what is written, and what a power cut leaves."""

from typing import Any

from reference.agent.chip.asset_answers import ASSET_ANSWERS
from reference.agent.chip.asset_commands import ASSET_COMMANDS
from reference.agent.chip.commands import Answer, Answers, Asked, Command, Signer
from reference.agent.chip.following import FOLLOWING_ANSWERS, FOLLOWING_COMMANDS
from reference.agent.chip.lifecycle_commands import LIFECYCLE_ANSWERS, LIFECYCLE_COMMANDS
from reference.agent.chip.meter_answers import METER_ANSWERS
from reference.agent.chip.meter_commands import METER_COMMANDS
from reference.agent.chip.order_answers import ORDER_ANSWERS
from reference.agent.chip.order_commands import ORDER_COMMANDS
from reference.agent.chip.owner_orders import authenticate_order, obey
from reference.agent.chip.records import NO_MEMORY, UNOWNED, Device, Injected, LifeStage, NonVolatile, Outcome
from reference.agent.chip.wallet_commands import WALLET_ANSWERS, WALLET_COMMANDS
from reference.codes import Code, Reject
from reference.numbers import MAX_UINT64
from reference.rules import procedure
from reference.wire.cbor import array, byte_string, decode, encode, unsigned
from reference.wire.fields import Reader, reader_of

MAX_COMMAND_BYTES = 6_144
"""The longest command. The longest that a chip of mainnet has to take shows it the 99 members of the next set, with a header and a proof."""

COMMANDS: tuple[Command, ...] = (*LIFECYCLE_COMMANDS, *FOLLOWING_COMMANDS, *WALLET_COMMANDS, *METER_COMMANDS, *ASSET_COMMANDS, *ORDER_COMMANDS)
"""The command table. What is not in it is unknown."""

_BY_NUMBER = {command.number: command for command in COMMANDS}
_ANSWERS: Answers = {**LIFECYCLE_ANSWERS, **FOLLOWING_ANSWERS, **WALLET_ANSWERS, **METER_ANSWERS, **ASSET_ANSWERS, **ORDER_ANSWERS}
_READERS: dict[int, Reader] = {command.number: reader_of(command.record) for command in COMMANDS}


@procedure("POWER-1")
def step(device: Device, command: bytes, injected: Injected) -> Outcome:
    """What becomes of a command: its response, the chip afterwards, and what is written before the response leaves.

    Whatever the bytes are, there is a response. A refusal is the array of its code alone, and leaves everything as it was.
    """
    try:
        answer = _carried_out(device, command, injected)
    except Reject as rejection:
        code = Code.COMMAND_MALFORMED if rejection.code is Code.MALFORMED else rejection.code
        return Outcome(device, encode([code.number]), ())
    writes = () if answer.non_volatile is None else (answer.non_volatile,)
    after = Device(device.non_volatile if answer.non_volatile is None else answer.non_volatile, answer.volatile)
    return Outcome(after, encode([0, *answer.fields]), writes)


@procedure("POWER-2")
def lose_power(before: Device, outcome: Outcome, writes: int) -> Device:
    """The chip after its power was cut in a command, when so many of its writes were done, and has returned: no response has left."""
    done = outcome.writes[:writes]
    return Device(done[-1] if done else before.non_volatile, NO_MEMORY)


@procedure("DEVICE-1")
def read_number(command: bytes) -> tuple[Command, list[Any]]:
    """The row of a command, and what follows its number.

    Rejects with `COMMAND_TOO_LARGE`, before anything is decoded; `MALFORMED`, for what is not the deterministic encoding of an array that begins with a
    number; `COMMAND_UNKNOWN`.
    """
    if len(command) > MAX_COMMAND_BYTES:
        raise Reject(Code.COMMAND_TOO_LARGE)
    parts = decode(command)
    if type(parts) is not list or not parts:
        raise Reject(Code.MALFORMED)
    row = _BY_NUMBER.get(unsigned(parts[0], MAX_UINT64))
    if row is None:
        raise Reject(Code.COMMAND_UNKNOWN)
    return row, parts[1:]


@procedure("DEVICE-2")
def check_stage(row: Command, stage: LifeStage) -> None:
    """Check that a command is legal in a stage. Rejects with `STAGE_WRONG`."""
    if stage not in row.stages:
        raise Reject(Code.STAGE_WRONG)


def _carried_out(device: Device, command: bytes, injected: Injected) -> Answer:
    row, parts = read_number(command)
    check_stage(row, device.non_volatile.stage)
    if row.signer is Signer.NOBODY:
        return _ANSWERS[row.record](Asked(device, _READERS[row.number](parts), injected, b""))
    ordered = authenticate_order(_order(parts))
    if not ordered.asked or unsigned(ordered.asked[0], MAX_UINT64) != row.number:
        raise Reject(Code.MALFORMED)
    fields = _READERS[row.number](ordered.asked[1:])
    obey(device, ordered, _anchors(row.signer, ordered.signer, device.non_volatile))
    return _ANSWERS[row.record](Asked(device, fields, injected, ordered.signer))


def _order(parts: list[Any]) -> bytes:
    return byte_string(array(parts, 1)[0])


def _anchors(needed: Signer, signer: bytes, kept: NonVolatile) -> tuple[bytes, bytes]:
    """The two keys of which one has to have signed."""
    if needed is Signer.WHOEVER:
        return signer, signer
    return kept.owner, kept.marks.manufacturer if needed is Signer.MAKER_TOO else UNOWNED
