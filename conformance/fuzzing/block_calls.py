"""The profiles `contracts` and `write-sets`: blocks that call contracts, light and heavy, with what such blocks carry, right, missing, exchanged or damaged."""

from collections.abc import Sequence
from dataclasses import replace

from cbor2 import dumps
from hypothesis import strategies as st

from conformance.fuzzing.damage import draw_damaged
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Draw
from conformance.fuzzing.wrong_writes import draw_wrong_writes
from reference.consensus.modes import MODE_AGENTS, MODE_ALL
from reference.numbers import Slot
from reference.parameters import MINIMAL
from reference.state.contract_state import get_heavy_call
from reference.state.progress import Load
from reference.state.state import State
from reference.wire.block import decode_block, encode_block
from reference.wire.contract_bodies import ClaimCollect, ContractCall
from reference.wire.package import Package, decode_package, encode_package
from reference.wire.scalar import Scalar
from reference.wire.transaction import PaidBody
from reference.wire.write_set import Write, WriteSet, decode_write_set, encode_write_set
from vectors.build import ALICE, BOB, CAROL, after, given, transaction
from vectors.case import UNEXECUTED, Kind
from vectors.scenarios.block_call_places import SOURCES, call, made, under
from vectors.scenarios.heavy_places import HEAVY, contract_called, heavily_released, packaged, queue
from vectors.state_form import write_state

PEOPLE = (ALICE, BOB, CAROL)

ANY_SIZE = 2**32 - 1

ARGUMENTS: tuple[Scalar, ...] = (None, True, False, 0, 1, -1, 7, 500, 2**63 - 1, -(2**63), b"", b"turn", b"a" * 1_024)


@st.composite
def block_calls(draw: Draw, executes: bool = True) -> Exchange:
    """A chain with contracts, under either mode, and the blocks that are applied to it, unexecuted or not; on a chain of the minimal preset."""
    # Only write sets tell a node that does not execute what calls have done.
    mode = draw(st.sampled_from((MODE_ALL, MODE_AGENTS) if executes else (MODE_AGENTS, MODE_AGENTS, MODE_AGENTS, MODE_ALL)))
    heavy = draw(st.booleans())
    state = given(heavily_released()[0], load=Load(average_ppm=999_000 if mode == MODE_AGENTS else 0, mode=mode)) if heavy else under(mode)
    written, blocks = write_state(state), []
    for _ in range(draw(st.integers(1, 4))):
        data = _draw_block(draw, state, heavy)
        blocks.append(data.hex())
        state = after(state, data)
    return Exchange(Kind.APPLY, MINIMAL.name, {"state": written, "blocks": list(blocks), **({} if executes else {UNEXECUTED: False})})


def _draw_block(draw: Draw, state: State, heavy: bool) -> bytes:
    slot = state.head.slot + draw(st.sampled_from((1, 1, 1, 2, 5, 29, 30, 31, 35, 36) if heavy else (1, 1, 2)))
    asked = [(draw(st.sampled_from(PEOPLE)), _draw_body(draw, heavy)) for _ in range(draw(st.integers(0, 3)))]
    sent = [transaction(state, who, body, nonce=state.accounts[who.account].nonce + 1 + place) for place, (who, body) in enumerate(asked)]
    data = made(state, sent, packages=_draw_packages(draw, state, slot), slot=slot)
    block = decode_block(data, ANY_SIZE)
    if draw(st.integers(0, 1 if block.write_sets else 5)):
        return data
    return encode_block(replace(block, write_sets=tuple(_draw_wrong_sets(draw, state, block.write_sets))))


def _draw_body(draw: Draw, heavy: bool) -> PaidBody:
    names = (*HEAVY, "light", "unknown") if heavy else (*SOURCES, "unknown")
    name, money = draw(st.sampled_from(names)), draw(st.sampled_from((0, 0, 1, 9, 10**6)))
    arguments = draw(st.lists(st.sampled_from(ARGUMENTS), max_size=2))
    gas = draw(st.sampled_from((20_000, 60_000, 60_000, 1, 500, 990)))
    if not heavy:
        return call(name, *arguments, money=money, gas=gas)
    match draw(st.integers(0, 3)):
        case 0:
            return ClaimCollect(draw(st.sampled_from(PEOPLE)).account)
        case 1:
            return ContractCall(contract_called(name), gas, money, tuple(arguments))
        case _:
            return queue(name, draw(st.sampled_from((3_300, 3_300, 1, 100, 101, 10_000, 10_001))), money, draw(st.sampled_from((b"", b"a", CAROL.account))))


def _draw_packages(draw: Draw, state: State, slot: Slot) -> Sequence[bytes]:
    """The packages of calls that are in flight: of those that are ready most times, in their order, and right."""
    calls = {name: get_heavy_call(state, contract_called(name)) for name in HEAVY if get_heavy_call(state, contract_called(name)).gas_limit}
    due = [name for name, held in calls.items() if held.ready <= slot <= held.deadline]
    right = packaged(state, *(due if draw(st.integers(0, 3)) else calls))
    match draw(st.integers(0, 9)):
        case 9:
            return right[::-1]
        case 8:
            return [*right, encode_package(Package(contract_called("light"), bytes(32)))]
        case 7 if right:
            return [*right[:-1], encode_package(replace(decode_package(right[-1]), hash=b"\x01" * 32))]
        case 6 if right:
            return [*right[:-1], draw_damaged(draw, right[-1])]
        case 5:
            return right[1:]
        case _:
            return right


def _draw_wrong_sets(draw: Draw, state: State, right: Sequence[bytes]) -> Sequence[bytes]:
    """Write sets of which something is not as the calls did it."""
    none = encode_write_set(WriteSet(0, 0, None, (), ()))
    if not right or draw(st.integers(0, 3)) == 3:
        others: Sequence[bytes] = draw(st.sampled_from(([*right, none], right[1:], right[::-1], [*right, *right[:1]])))
        return others
    place = draw(st.integers(0, len(right) - 1))
    did = decode_write_set(right[place])
    if draw(st.integers(0, 3)):
        wrong = encode_write_set(draw_wrong_writes(draw, state, did))
        return [*right[:place], wrong, *right[place + 1 :]]
    changes = (
        replace(did, gas=did.gas + 1),
        replace(did, outcome=503),
        replace(did, value=True if did.value == 1 else 1),
        replace(did, events=did.events[1:]),
        replace(did, writes=did.writes[1:]),
        replace(did, writes=tuple(replace(write, record=dumps([write.key[1], 0])) for write in did.writes)),
        replace(did, writes=(*did.writes[:-1], Write(b"\xff" * 33, b"\x81\x05"))),
    )
    changed = draw_damaged(draw, right[place]) if draw(st.integers(0, 2)) == 2 else encode_write_set(draw(st.sampled_from(changes)))
    return [*right[:place], changed, *right[place + 1 :]]
