"""What a day of blocks full of calls that store grows the state by on `mainnet`, and what it costs. It counts, and measures no time."""

from immutables import Map

from reference.contracts.call_gas import call_fee
from reference.contracts.contract_calls import run_call
from reference.contracts.releases import programs_deposit
from reference.contracts.storing import OWNER_BYTES, storing_gas
from reference.numbers import AccountId
from reference.parameters import MAINNET, SSP_DECIMALS, SSP_SUPPLY
from reference.state.genesis import genesis
from reference.state.pots import Pots
from reference.wire.contract_bodies import ContractCall
from vectors.contract_worlds import with_contracts

CONTRACT: AccountId = b"\x11" * 32

SAVERS = {
    "strings of 1,024 bytes": b"local s = string.rep('x', 1024) local n = 0 while host('save', 'k' .. n, s) do n = n + 1 @ end",
    "the shortest values": b"local n = 0 while host('save', 'k' .. n, 1) do n = n + 1 @ end",
}
"""Programs that store until a number of values is reached."""

DAY_BLOCKS = 86_400 // MAINNET.slot_seconds


def grown_by(source: bytes, values: int) -> tuple[int, int]:
    """The bytes by which a call of a program that stores so many values makes the storage grow, contract's identifiers included, and its gas."""
    program = source.replace(b"@", f"if n == {values} then return n end".encode())
    state = with_contracts(genesis(MAINNET, Map(), Pots(ecosystem=SSP_SUPPLY, deposits=0, fees=0)), {CONTRACT: program})
    called = run_call(state, b"\x22" * 32, ContractCall(CONTRACT, 2**32 - 1, 0, ()), 1)
    assert called.code is None, called.code
    stored = called.state.contracts.stored
    return sum(len(CONTRACT) + len(key) + len(value.record) for (_, key), value in stored.items()), called.outcome.gas


def most(source: bytes) -> tuple[int, int]:
    """What the call with the most values grows the storage by that a block has gas for, and its gas."""
    low, high = 1, MAINNET.max_block_gas // storing_gas(OWNER_BYTES, MAINNET.contract_byte_deposit, MAINNET.gas_fee)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if grown_by(source, middle)[1] <= MAINNET.max_block_gas else (low, middle)
    return grown_by(source, low)


def main() -> None:
    """Print the figures."""
    unit = 10**SSP_DECIMALS
    gas = storing_gas(1, MAINNET.contract_byte_deposit, MAINNET.gas_fee)
    costs = call_fee(MAINNET.max_block_gas, MAINNET.gas_fee)
    released = programs_deposit(1, 0, MAINNET.contract_byte_deposit)
    print(f"a byte more that is stored: {gas:,} gas, {gas * MAINNET.gas_fee // 1_000:,} units; of a program that is released: {released:,} units")
    print(f"a day of full blocks: {DAY_BLOCKS:,} blocks, {DAY_BLOCKS * costs / unit:,.0f} SSP for their gas")
    for what, source in SAVERS.items():
        grown, used = most(source)
        print(f"{what}: {grown:,} bytes a block ({used:,} gas), {DAY_BLOCKS * grown / 10**6:,.0f} MB a day")


if __name__ == "__main__":
    main()
