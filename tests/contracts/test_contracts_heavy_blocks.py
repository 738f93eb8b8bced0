"""Heavy calls of real contracts on drawn chains: no SSP is made or lost, a result is what it is whenever it is packaged, and nothing stays locked."""

import os
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reference.consensus.modes import MODE_AGENTS, MODE_ALL
from reference.contracts.heavy_transactions import books_of, result_of
from reference.numbers import Slot
from reference.parameters import SSP_SUPPLY
from reference.state.contract_state import get_contract, get_heavy_call
from reference.state.heavy import POOL
from reference.state.progress import Load
from reference.state.state import State
from reference.state.supply import break_down, total
from reference.transition import Accepted, apply_block
from reference.wire.contract_bodies import ClaimCollect, ContractCall
from reference.wire.receipt import encode_receipt
from reference.wire.transaction import PaidBody
from vectors.build import ALICE, BOB, CAROL, transaction
from vectors.build import given as placed
from vectors.keys import KeyPair
from vectors.scenarios.block_call_places import made
from vectors.scenarios.heavy_places import HEAVY, WINDOW, contract_called, heavily_released, packaged, queue

DRAWN = int(os.environ.get("SMARTSHARE_PROGRAMS", "60"))

SETTINGS = settings(max_examples=DRAWN, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))

PEOPLE = (ALICE, BOB, CAROL)

Step = tuple[int, list[tuple[KeyPair, PaidBody]], bool]
"""How many slots after the last block, who asks for what, and whether the producer packages what it may."""

names = st.sampled_from((*HEAVY, "light", "unknown"))
bodies: st.SearchStrategy[PaidBody] = st.one_of(
    st.builds(
        queue, names, st.sampled_from((1, 500, 3_300, 3_300, 9_999)), st.sampled_from((0, 1, 100, 90_000)), st.sampled_from((b"", b"park", CAROL.account))
    ),
    st.builds(lambda who: ClaimCollect(who.account), st.sampled_from(PEOPLE)),
    st.builds(lambda name, money: ContractCall(contract_called(name), 20_000, money, ()), names, st.sampled_from((0, 3))),
)
steps = st.lists(
    st.tuples(st.sampled_from((1, 2, 5, 30, 33, 40)), st.lists(st.tuples(st.sampled_from(PEOPLE), bodies), max_size=3), st.booleans()), min_size=1, max_size=6
)


def sent(state: State, asked: list[tuple[KeyPair, PaidBody]]) -> tuple[bytes, ...]:
    """Each with a nonce of its own."""
    return tuple(transaction(state, who, body, nonce=state.accounts[who.account].nonce + 1 + place) for place, (who, body) in enumerate(asked))


def in_window(state: State, slot: Slot) -> list[str]:
    """The contracts whose calls a block in a slot may package."""
    calls = {name: get_heavy_call(state, contract_called(name)) for name in HEAVY}
    return [name for name, call in calls.items() if call.gas_limit and call.ready <= slot <= call.deadline]


def collecting(who: KeyPair) -> Step:
    return 1, [(who, ClaimCollect(who.account))], False


@SETTINGS
@given(st.sampled_from((MODE_ALL, MODE_AGENTS)), steps)
def test_money_and_locks_of_drawn_chains(mode: int, drawn: list[Step]) -> None:
    """Under either mode, on a node that executes calls and on one that does not; at the end all windows are over, and nothing is held but claims."""
    start = placed(heavily_released()[0], load=Load(average_ppm=999_000 if mode == MODE_AGENTS else 0, mode=mode))
    state = other = start
    for gap, asked, packages in [*drawn, (200, [], False), *map(collecting, PEOPLE)]:
        slot = state.head.slot + gap
        data = made(state, sent(state, asked), packages=packaged(state, *in_window(state, slot)) if packages else (), slot=slot)
        after, unexecuted = apply_block(state, data), apply_block(other, data, executes=False)
        assert isinstance(after, Accepted)
        assert isinstance(unexecuted, Accepted)
        assert after.state == unexecuted.state
        assert list(map(encode_receipt, after.receipts)) == list(map(encode_receipt, unexecuted.receipts))
        state, other = after.state, unexecuted.state
        assert total(break_down(state)) == SSP_SUPPLY
        assert books_of(state).in_flight <= state.chain.parameters.heavy_gas_in_flight
    assert not state.contracts.heavy_calls
    assert not state.contracts.heavy_arguments
    assert not state.contracts.claims
    assert books_of(state).in_flight == 0


@SETTINGS
@given(st.sampled_from(tuple(HEAVY)), st.sampled_from((b"", b"park", CAROL.account)), st.integers(0, WINDOW - 1), bodies, st.sampled_from(PEOPLE))
def test_a_result_does_not_depend_on_the_block_that_packages_it(name: str, argument: bytes, late: int, body: PaidBody, who: KeyPair) -> None:
    """Whatever else happens while it runs: theorem 27 of heavy calls."""
    start = heavily_released()[0]
    queued = apply_block(start, made(start, [transaction(start, BOB, queue(name, argument=argument))]))
    assert isinstance(queued, Accepted)
    first = result_of(queued.state, contract_called(name))
    busy = apply_block(queued.state, made(queued.state, [transaction(queued.state, who, body)]))
    assert isinstance(busy, Accepted)
    assert result_of(busy.state, contract_called(name)) == first
    slot = get_heavy_call(busy.state, contract_called(name)).ready + late
    closed = apply_block(busy.state, made(busy.state, (), packages=packaged(busy.state, name), slot=slot))
    assert isinstance(closed, Accepted)
    assert get_heavy_call(closed.state, contract_called(name)).gas_limit == 0
    assert get_contract(closed.state, contract_called(name)) == get_contract(start, contract_called(name))


def test_a_packaged_result_is_stored_paid_for_and_owed() -> None:
    start = heavily_released()[0]
    step: Callable[[State, bytes], State] = lambda now, data: apply_block(now, data).state  # type: ignore[union-attr] # noqa: E731 - each is accepted
    state = step(start, made(start, [transaction(start, BOB, queue("counter", argument=b"abc"))]))
    state = step(state, made(state, (), packages=packaged(state, "counter"), slot=get_heavy_call(state, contract_called("counter")).ready))
    assert state.contracts.stored[contract_called("counter"), b"n"].record == b"\x0d"
    assert state.contracts.claims[BOB.account].amount == 100 - 34
    assert POOL not in state.contracts.claims
