# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the gas that calls ask for: what it costs, what a block has room for, and that a call's fee is charged as any other's."""

from reference.codes import Code
from reference.consensus.modes import BlockGas, BlockGasLimit
from reference.contracts.call_gas import CallGas, add_block_gas, call_fee
from reference.contracts.reading import ReadBytes, reading_gas
from reference.numbers import FeeRate, Slot
from reference.state.state import State
from reference.transition import charge
from reference.wire.contract_bodies import ContractCall
from reference.wire.transaction import Authenticated
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.ledger import invalid_below, supply_is_bounded, with_fee_spent


@theorem("CONTRACT-3", "Gas costs its price for each thousand, the last one whole.", says=Says.AMOUNTS)
def call_fee_is_exact(gas_limit: CallGas, gas_fee: FeeRate) -> bool:
    thousands = gas_limit // 1_000 + (1 if gas_limit % 1_000 > 0 else 0)
    return call_fee(gas_limit, gas_fee) == thousands * gas_fee


@theorem("CONTRACT-3", "There is a fee for any gas.", says=Says.ACCEPTANCE)
def call_fee_never_rejects(gas_limit: CallGas, gas_fee: FeeRate) -> bool:
    return rejection(call_fee, gas_limit, gas_fee) is None


@theorem("CONTRACT-3", "More gas never costs less, and what asks for none pays for none.", says=Says.INVARIANT)
def call_fee_grows(gas_limit: CallGas, more: CallGas, gas_fee: FeeRate) -> bool:
    return ((more < gas_limit) | (call_fee(more, gas_fee) >= call_fee(gas_limit, gas_fee))) & (call_fee(0, gas_fee) == 0)


@theorem("LVM-54", "Each byte of a program takes four units of gas to be read.", says=Says.AMOUNTS)
def reading_gas_is_exact(size: ReadBytes) -> bool:
    return reading_gas(size) == size + size + size + size


@theorem("LVM-54", "There is a price for reading any programs.", says=Says.ACCEPTANCE)
def reading_gas_never_rejects(size: ReadBytes) -> bool:
    return rejection(reading_gas, size) is None


@theorem("LVM-54", "A longer program never takes less to be read, and two take what they take together.", says=Says.INVARIANT)
def reading_gas_adds_up(size: ReadBytes, other: ReadBytes) -> bool:
    return (reading_gas(size) + reading_gas(other) == reading_gas(size + other)) & ((size < other) | (reading_gas(size) >= reading_gas(other)))


@theorem("CONTRACT-4", "A block's gas is what its calls ask for.", says=Says.AMOUNTS)
def block_gas_is_exact(asked: BlockGas, gas_limit: CallGas, most: BlockGasLimit) -> bool:
    return add_block_gas(asked, gas_limit, most) == asked + gas_limit


@theorem("CONTRACT-4", "A call is refused just where the block would ask for more gas than it may.", says=Says.ACCEPTANCE)
def block_gas_accepts(asked: BlockGas, gas_limit: CallGas, most: BlockGasLimit) -> bool:
    expected = first_failing((asked + gas_limit > most, Code.BLOCK_GAS_EXCEEDED))
    return rejection(add_block_gas, asked, gas_limit, most) == expected


@theorem("CONTRACT-4", "Two calls fit into a block in either order, or in none.", says=Says.INVARIANT)
def block_gas_has_no_order(asked: BlockGas, first: CallGas, second: CallGas, most: BlockGasLimit) -> bool:
    one = add_block_gas(add_block_gas(asked, first, most), second, most)
    return add_block_gas(add_block_gas(asked, second, most), first, most) == one and one <= most


def is_call(transaction: Authenticated) -> bool:
    """A transaction that calls a contract, and pays for itself."""
    return isinstance(transaction.transaction.body, ContractCall)


def is_bounded_call(state: State, transaction: Authenticated) -> bool:
    """The same, where there is no more SSP than an amount can say."""
    return is_call(transaction) and supply_is_bounded(state)


def least_of(state: State, transaction: Authenticated) -> int:
    """The least fee of a transaction that calls: the base, the price of every byte, and that of every thousand of gas."""
    body, parameters = transaction.transaction.body, state.chain.parameters
    assert isinstance(body, ContractCall)
    return parameters.base_fee + parameters.byte_fee * transaction.size + (body.gas_limit + 999) // 1_000 * parameters.gas_fee


@theorem(
    "TX-5",
    "A call is invalid for the first of: chain, last slot, nonce, a fee that does not pay for every byte and for its gas limit, fee not affordable.",
    assuming=is_bounded_call,
)
def call_charge_accepts(state: State, transaction: Authenticated, slot: Slot) -> bool:
    return rejection(charge, state, transaction, slot) == invalid_below(state, transaction, slot, least_of(state, transaction))


@theorem("TX-5", "Charging a call takes the fee that it states and the nonce, and nothing else changes.", assuming=is_call)
def call_charge_is_exact(state: State, transaction: Authenticated, slot: Slot) -> bool:
    return charge(state, transaction, slot) == with_fee_spent(state, transaction)
