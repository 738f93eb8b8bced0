"""What a block carries of its contract calls under `AGENTS`: their write sets, read, handed to each call, and made by a producer."""

from collections.abc import Iterable
from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.consensus.modes import MODE_AGENTS, RequiredMode
from reference.contracts.call_writes import call_write_set
from reference.contracts.contract_calls import Called, Claimed
from reference.rules import procedure
from reference.wire.write_set import WriteSet, decode_write_set, encode_write_set


@dataclass(frozen=True, slots=True)
class Carried:
    """What a block carries of its calls under `AGENTS`."""

    write_sets: tuple[WriteSet, ...]
    """What each did whose program ran, in their order."""

    executes: bool
    """Whether the node that applies the block runs the programs nevertheless."""


@procedure("BLOCK-11")
def carried_in(write_sets: tuple[bytes, ...], mode: RequiredMode, executes: bool) -> Carried | None:
    """What a block carries of its calls; None under `ALL`, where it carries nothing.

    Rejects with `WRITE_SET_MISMATCH` a block under `ALL` that carries something, then with `MALFORMED` what is no write set (WIRE-18).
    """
    if mode == MODE_AGENTS:
        return Carried(tuple(map(decode_write_set, write_sets)), executes)
    if write_sets:
        raise Reject(Code.WRITE_SET_MISMATCH)
    return None


def claimed_at(carried: Carried | None, place: int) -> Claimed | None:
    """What a block says of the call at this place among those whose programs run; None under `ALL`."""
    if carried is None:
        return None
    return Claimed(carried.write_sets[place] if place < len(carried.write_sets) else None, carried.executes)


def write_sets_of(calls: Iterable[Called | None]) -> tuple[bytes, ...]:
    """What a block carries under `AGENTS` of its transactions (MODE-8), those among them that are calls whose programs ran."""
    return tuple(
        encode_write_set(call_write_set(call.entered, call.state if call.code is None else call.entered, call.code, call.outcome))
        for call in calls
        if call is not None and call.entered is not None
    )
