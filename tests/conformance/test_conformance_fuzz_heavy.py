"""Heavy calls that are fuzzed go through: without that nothing of their results is tried."""

from random import Random

from conformance.fuzzing.block_calls import block_calls
from conformance.fuzzing.heavy_calls import MEASURED, OBEDIENT, heavy_place, needed
from conformance.fuzzing.sources import DrawnSource
from reference.state.contract_state import get_contract, get_program
from reference.wire.block import decode_block
from reference.wire.contract_bodies import HeavyQueue


def test_obedient_program_stores_and_pays() -> None:
    """It stores its argument, for money, and pays its caller and another one what it is told to."""
    state, contracts = heavy_place()
    assert get_program(state, get_contract(state, contracts[-1]).heavy_hash).source == OBEDIENT
    nothing, something = (needed(state, HeavyQueue(contracts[-1], MEASURED, 300, argument)) for argument in (b"", b"\x00\x41\x81"))
    assert nothing[1] == 0
    assert something[1] > 2
    assert something[0] > nothing[0]


def test_results_are_packaged() -> None:
    """Some blocks of some that are drawn carry packages."""
    source = DrawnSource(block_calls(), Random("heavy"))
    drawn = [block for _ in range(30) for block in source.draw().input["blocks"]]  # type: ignore[union-attr]
    assert sum(bool(decode_block(bytes.fromhex(str(block)), 2**32 - 1).packages) for block in drawn) >= 5
