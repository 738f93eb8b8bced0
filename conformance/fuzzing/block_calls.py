"""The profiles `contracts` and `write-sets`: blocks that call contracts, light and heavy, with what such blocks carry, right, missing, exchanged or damaged."""

from collections.abc import Sequence
from dataclasses import replace

from cbor2 import dumps
from hypothesis import strategies as st

from conformance.fuzzing.damage import draw_damaged
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.heavy_calls import heavy_place, heavy_queues, heavy_slot
from conformance.fuzzing.values import Draw
from conformance.fuzzing.wrong_writes import draw_wrong_writes
from reference.consensus.heavy import result_hash
from reference.consensus.modes import MODE_AGENTS, MODE_ALL
from reference.contracts.heavy_transactions import result_of
from reference.numbers import AccountId, Slot
from reference.parameters import MINIMAL
from reference.state.contract_state import get_heavy_call
from reference.state.progress import Load
from reference.state.state import State
from reference.wire.block import decode_block, encode_block
from reference.wire.contract_bodies import ClaimCollect, ContractCall, HeavyQueue
from reference.wire.package import Package, decode_package, encode_package
from reference.wire.scalar import Scalar
from reference.wire.transaction import PaidBody
from reference.wire.write_set import Write, WriteSet, decode_write_set, encode_write_set
from vectors.build import ALICE, BOB, CAROL, after, given, transaction
from vectors.case import UNEXECUTED, Kind
from vectors.scenarios.block_call_places import SOURCES, call, made, under
from vectors.state_form import write_state

PEOPLE = (ALICE, BOB, CAROL)

ANY_SIZE = 2**32 - 1

MOST_WRONG = 5
"""How many blocks differ from one in their write sets."""

ARGUMENTS: tuple[Scalar, ...] = (None, True, False, 0, 1, -1, 7, 500, 2**63 - 1, -(2**63), b"", b"turn", b"a" * 1_024)


@st.composite
def block_calls(draw: Draw, executes: bool = True) -> Exchange:
    """A chain with contracts, under either mode, and the blocks that are applied to it, unexecuted or not; on a chain of the minimal preset."""
    # Only write sets tell a node that does not execute what calls have done; heavy calls have none.
    mode = draw(st.sampled_from((MODE_ALL, MODE_AGENTS) if executes else (MODE_AGENTS, MODE_AGENTS, MODE_AGENTS, MODE_ALL)))
    heavy = draw(st.integers(0, 2)) > 0 if executes else draw(st.integers(0, 5)) == 5
    state = given(heavy_place()[0], load=Load(average_ppm=999_000 if mode == MODE_AGENTS else 0, mode=mode)) if heavy else under(mode)
    written, blocks = write_state(state), []
    for _ in range(draw(st.integers(2, 4) if heavy else st.integers(1, 4))):
        wrong, right = _draw_blocks(draw, state, heavy)
        blocks += [each.hex() for each in (*wrong, *right)]
        for each in right:
            state = after(state, each)
    return Exchange(Kind.APPLY, MINIMAL.name, {"state": written, "blocks": list(blocks), **({} if executes else {UNEXECUTED: False})})


def _draw_blocks(draw: Draw, state: State, heavy: bool) -> tuple[Sequence[bytes], Sequence[bytes]]:
    """A block, perhaps after the same with other write sets, some of them, since to make the block takes the time; and the block, or nothing."""
    slot = heavy_slot(draw, state) if heavy else state.head.slot + draw(st.sampled_from((1, 1, 2)))
    asked = [(draw(st.sampled_from(PEOPLE)), _draw_body(draw, state, heavy)) for _ in range(draw(st.integers(0, 3)))]
    sent = [transaction(state, who, body, nonce=state.accounts[who.account].nonce + 1 + place) for place, (who, body) in enumerate(asked)]
    data = made(state, sent, packages=_draw_packages(draw, state, slot), slot=slot)
    block = decode_block(data, ANY_SIZE)
    if draw(st.integers(0, 2)) if block.write_sets else draw(st.integers(0, 5)) == 5:
        count = draw(st.integers(1, MOST_WRONG)) if block.write_sets else 1
        wrong = [encode_block(replace(block, write_sets=tuple(_draw_wrong_sets(draw, state, block.write_sets)))) for _ in range(count)]
        return wrong, [data] if draw(st.integers(0, 3)) else ()
    return (), [data]


def _draw_body(draw: Draw, state: State, heavy: bool) -> PaidBody:
    if heavy and draw(st.integers(0, 3)):
        queued: HeavyQueue = draw(heavy_queues(state, heavy_place()[1]))
        return queued
    name, money = draw(st.sampled_from((*SOURCES, "unknown"))), draw(st.sampled_from((0, 0, 1, 9, 10**6)))
    arguments = draw(st.lists(st.sampled_from(ARGUMENTS), max_size=2))
    gas = draw(st.sampled_from((20_000, 60_000, 60_000, 1, 500, 990)))
    if not heavy:
        return call(name, *arguments, money=money, gas=gas)
    if draw(st.booleans()):
        owed = sorted(state.contracts.claims)
        return ClaimCollect(draw(st.sampled_from((*owed, *owed, *(who.account for who in PEOPLE)))))
    return ContractCall(draw(st.sampled_from((*heavy_place()[1], bytes(32)))), gas, money, tuple(arguments))


def _draw_packages(draw: Draw, state: State, slot: Slot) -> Sequence[bytes]:
    """The packages of calls that are in flight: of those that are ready most times, in their order, and right."""
    calls = state.contracts.heavy_calls
    due = [contract for contract in sorted(calls) if calls[contract].ready <= slot <= calls[contract].deadline]
    right = [_package_of(state, contract) for contract in (due if draw(st.integers(0, 3)) else sorted(calls))]
    match draw(st.integers(0, 19)):
        case 9:
            return right[::-1]
        case 8:
            return [*right, encode_package(Package(draw(st.sampled_from(heavy_place()[1])), bytes(32)))]
        case 7 if right:
            return [*right[:-1], encode_package(replace(decode_package(right[-1]), hash=b"\x01" * 32))]
        case 6 if right:
            return [*right[:-1], draw_damaged(draw, right[-1])]
        case 5:
            return right[1:]
        case 4:
            return [*right, *right[-1:]]
        case _:
            return right


def _package_of(state: State, contract: AccountId) -> bytes:
    return encode_package(Package(contract, result_hash(contract, get_heavy_call(state, contract).queued, result_of(state, contract))))


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
        replace(did, value=_other_type(did.value)),
        replace(did, events=tuple(replace(event, value=_other_type(event.value)) for event in did.events)),
        replace(did, events=did.events[1:]),
        replace(did, writes=did.writes[1:]),
        replace(did, writes=tuple(replace(write, record=dumps([write.key[1], 0])) for write in did.writes)),
        replace(did, writes=(*did.writes[:-1], Write(b"\xff" * 33, b"\x81\x05"))),
    )
    changed = draw_damaged(draw, right[place]) if draw(st.integers(0, 2)) == 2 else encode_write_set(draw(st.sampled_from(changes)))
    return [*right[:place], changed, *right[place + 1 :]]


def _other_type(value: Scalar) -> Scalar:
    """A value that languages take for the same, of another type."""
    if type(value) is bool:
        return int(value)
    return bool(value) if value in (0, 1) else 1
