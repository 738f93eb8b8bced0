# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the price of what contracts store: it is that of a program's bytes, and nobody stores a byte without paying for it."""

from reference.contracts.releases import ByteDeposit, programs_deposit
from reference.contracts.storing import KeyBytes, RecordBytes, grown_bytes, storing_deposit, storing_gas
from reference.numbers import FeeRate
from spec.prover.statement import Says, rejection, theorem


@theorem(
    "LVM-55",
    "Storage grows by what an entry, contract and key included, is longer than the one before; never by less than nothing.",
    says=Says.AMOUNTS,
)
def growth_is_exact(key: KeyBytes, before: RecordBytes, after: RecordBytes) -> bool:
    held = 32 + key + before if before > 0 else 0
    left = 32 + key + after if after > 0 else 0
    return grown_bytes(key, before, after) == (left - held if left > held else 0)


@theorem("LVM-55", "There is a price for whatever is stored.", says=Says.ACCEPTANCE)
def storing_never_rejects(key: KeyBytes, before: RecordBytes, after: RecordBytes, byte_deposit: ByteDeposit, gas_fee: FeeRate) -> bool:
    grown = grown_bytes(key, before, after)
    return (rejection(grown_bytes, key, before, after) is None) & (rejection(storing_gas, grown, byte_deposit, gas_fee) is None)


@theorem("LVM-55", "Stored bytes cost what as many bytes of a program do.", says=Says.AMOUNTS)
def stored_bytes_cost_what_programs_do(key: KeyBytes, before: RecordBytes, after: RecordBytes, byte_deposit: ByteDeposit) -> bool:
    grown = grown_bytes(key, before, after)
    return storing_deposit(grown, byte_deposit) == programs_deposit(grown, 0, byte_deposit)


@theorem("LVM-55", "The gas of what is stored costs its price, and one unit less of it would not.", says=Says.AMOUNTS)
def storing_gas_is_exact(key: KeyBytes, before: RecordBytes, after: RecordBytes, byte_deposit: ByteDeposit, gas_fee: FeeRate) -> bool:
    grown, price = grown_bytes(key, before, after), gas_fee if gas_fee > 0 else 1
    gas, owed = storing_gas(grown, byte_deposit, gas_fee), grown * byte_deposit * 1_000
    return (gas * price >= owed) & ((gas - 1) * price < owed)


@theorem(
    "LVM-55",
    "Storing a value step by step, through any other one in its place, never takes less than storing it at once: what is given up is not given back.",
    says=Says.INVARIANT,
)
def no_detour_is_cheaper(key: KeyBytes, before: RecordBytes, between: RecordBytes, after: RecordBytes) -> bool:
    return grown_bytes(key, before, between) + grown_bytes(key, between, after) >= grown_bytes(key, before, after)
