"""Heavy calls: calls of contracts that take longer than a block, and what is held while they run."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import AccountId, Amount, FeeRate, Hash, Length, Range, Slot
from reference.wire.receipt import Outcome
from reference.wire.scalar import MAX_SCALAR_BYTES
from reference.wire.write_set import Write

ContractId = Hash
"""The identifier of a contract."""

GasLimit = Annotated[int, Range(1, 2**40)]
"""The most gas that a heavy call may use."""

HeavySlots = Annotated[int, Range(1, 2**40)]
"""The slots that a heavy call is given to execute."""

LockedGas = Annotated[int, Range(1, 2**81)]
"""The gas that a call is given times the slots for which its contract may be locked: those of the call, and those in which its result may be packaged."""

HeavyGas = Annotated[int, Range(0, 2**62)]
"""Gas that heavy calls are given together."""


@dataclass(frozen=True, slots=True)
class HeavyTerms:
    """What the chain allows, and asks, for heavy calls."""

    gas_per_slot: Annotated[int, Range(1, 2**32 - 1)]
    """Gas that a node is given a slot for."""

    gas_in_flight: HeavyGas
    """The most gas that all calls in flight may be given together."""

    window_slots: Annotated[int, Range(1, 10_000)]
    """Slots in which a result may be packaged."""

    price: FeeRate
    """SSP units for each million of gas times slots."""


@dataclass(frozen=True, slots=True)
class HeavyRequest:
    """What a caller asks for."""

    caller: AccountId
    """Who calls, pays, and gets back what is not paid out."""

    gas_limit: GasLimit
    """The most gas that the call may use."""

    money: Amount
    """The SSP units that it attaches."""


@dataclass(frozen=True, slots=True)
class HeavyCall:
    """A heavy call in flight, stored under the contract that it locks. One that is given no gas does not exist, and is not stored."""

    caller: AccountId
    """Who called."""

    gas_limit: Annotated[int, Range(0, 2**40)]
    """The most gas that it may use."""

    given: HeavyGas
    """The gas that it is given: that of the whole slots that its limit takes."""

    escrow: Amount
    """The SSP units that were attached."""

    queued: Slot
    """The slot of the block that queued it."""

    ready: Slot
    """The first slot in which its result may be packaged."""

    deadline: Slot
    """The last one."""


NO_CALL = HeavyCall(caller=bytes(32), gas_limit=0, given=0, escrow=0, queued=0, ready=0, deadline=0)
"""What a lookup of a contract that has no heavy call in flight yields."""


@dataclass(frozen=True, slots=True)
class HeavyArgument:
    """What a contract with a heavy call in flight was called with, where that is not nothing."""

    argument: Annotated[bytes, Length(1, MAX_SCALAR_BYTES)]
    """The string."""


NO_ARGUMENT = HeavyArgument(argument=b"")
"""What a lookup of a contract yields that was called with nothing."""


@dataclass(frozen=True, slots=True)
class Payout:
    """What a heavy call pays to one account."""

    payee: AccountId
    """Whom."""

    amount: Amount
    """SSP units."""


POOL: AccountId = bytes(32)
"""What a payout names that is the ecosystem pool's; no key has that account."""


@dataclass(frozen=True, slots=True)
class HeavyResult:
    """What a heavy call came to."""

    outcome: Outcome
    """0 where it succeeded, otherwise the number of the code that it failed with."""

    writes: tuple[Write, ...]
    """What it changed of its contract's storage, in the order of the keys; nothing where it failed."""

    payouts: tuple[Payout, ...]
    """Whom it pays, in the order in which the contract did; nobody where it failed."""


@dataclass(frozen=True, slots=True)
class Claim:
    """SSP that heavy calls owe one account, until it collects it. A claim of nothing is not stored."""

    amount: Amount
    """SSP units."""


NO_CLAIM = Claim(amount=0)
"""What a lookup of an account that is owed nothing yields."""
