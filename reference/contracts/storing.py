"""What a contract pays for what it stores: by the byte, as a release is paid for."""

from typing import Annotated

from reference.contracts.call_gas import GAS_PRICED
from reference.contracts.releases import ByteDeposit
from reference.contracts.values import MAX_KEY_BYTES
from reference.numbers import Amount, FeeRate, Range
from reference.rules import kernel
from reference.state.contract import MAX_STORED_BYTES

OWNER_BYTES = 32
"""The bytes of a contract's identifier, which every key of its storage has in front."""

KeyBytes = Annotated[int, Range(1, MAX_KEY_BYTES)]
"""The bytes of a key as the contract names it."""

RecordBytes = Annotated[int, Range(0, MAX_STORED_BYTES)]
"""The bytes of a value's encoding; 0 where nothing is stored."""

GrownBytes = Annotated[int, Range(0, OWNER_BYTES + MAX_KEY_BYTES + MAX_STORED_BYTES)]
"""The bytes by which a contract's storage grows at once."""

StoringGas = Annotated[int, Range(0, 2**63 - 1)]
"""The gas of storing: of what costs most, on a chain whose gas costs least, more than any call has."""


@kernel("LVM-55")
def grown_bytes(key: KeyBytes, before: RecordBytes, after: RecordBytes) -> GrownBytes:
    """The bytes by which storage grows where the record under a key of so many bytes has `after` bytes in the place of `before`; 0 where it shrinks."""
    if after <= before:
        return 0
    return OWNER_BYTES + key + after if before == 0 else after - before


@kernel("LVM-55")
def storing_deposit(grown: GrownBytes, byte_deposit: ByteDeposit) -> Amount:
    """What so many bytes more cost in SSP units where they are paid for in money, as a heavy call pays: `byte_deposit` a byte, as of a program."""
    return grown * byte_deposit


@kernel("LVM-55")
def storing_gas(grown: GrownBytes, byte_deposit: ByteDeposit, gas_fee: FeeRate) -> StoringGas:
    """The gas of so many bytes more: what at `gas_fee` a thousand costs `byte_deposit` a byte, rounded up; gas that costs nothing counts as 1 a thousand."""
    price = max(gas_fee, 1)
    return (storing_deposit(grown, byte_deposit) * GAS_PRICED + price - 1) // price
