"""The gas that contract calls ask for: what it costs, and how much of it a block may hold."""

from typing import Annotated

from reference.codes import Code, Reject
from reference.consensus.modes import BlockGas, BlockGasLimit
from reference.numbers import Amount, FeeRate, Range
from reference.rules import kernel

GAS_PRICED = 1_000
"""How much gas the parameter `gas_fee` is the price of."""

CallGas = Annotated[int, Range(0, 2**32 - 1)]
"""The gas that a transaction asks for: the gas limit of a call, what reading its programs takes of a release, 0 of what is neither."""


@kernel("CONTRACT-3")
def call_fee(gas_limit: CallGas, gas_fee: FeeRate) -> Amount:
    """What a transaction's minimum fee has more for the gas that it asks for, in SSP units: `gas_fee` for each thousand that it has begun.

    It pays for the limit, which a block keeps free for it, and not for what is used.
    """
    return (gas_limit + GAS_PRICED - 1) // GAS_PRICED * gas_fee


@kernel("CONTRACT-4")
def add_block_gas(asked: BlockGas, gas_limit: CallGas, most: BlockGasLimit) -> BlockGas:
    """What a block's calls ask for with one more. Rejects with `BLOCK_GAS_EXCEEDED`, which makes the block invalid."""
    if asked + gas_limit > most:
        raise Reject(Code.BLOCK_GAS_EXCEEDED)
    return asked + gas_limit
