"""What the transactions of contracts ask for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from reference.numbers import AccountId, Amount, Length, Range
from reference.wire.fields import plain_fields, reader_of
from reference.wire.scalar import Scalar

MAX_PROGRAM_BYTES = 32_768
"""The most bytes of a program (LVM-1)."""

MAX_ARGUMENTS = 16
"""How many values a contract may be called with."""


@dataclass(frozen=True, slots=True)
class ContractRelease:
    """Kind 110: the sender releases a contract."""

    source: Annotated[bytes, Length(1, MAX_PROGRAM_BYTES)]
    """The program that calls run."""

    heavy: Annotated[bytes, Length(0, MAX_PROGRAM_BYTES)]
    """The program that heavy calls run; nothing where it has none."""


@dataclass(frozen=True, slots=True)
class ContractCall:
    """Kind 111: the sender calls a contract."""

    contract: AccountId
    """Which contract."""

    gas_limit: Annotated[int, Range(1, 2**32 - 1)]
    """The most gas that the call may use, which the fee pays for."""

    money: Amount
    """SSP units that are paid to the contract first; 0 for none."""

    arguments: Annotated[tuple[Scalar, ...], Length(0, MAX_ARGUMENTS)]
    """What it is called with."""


@dataclass(frozen=True, slots=True)
class HeavyQueue:
    """Kind 112: the sender queues a heavy call of a contract."""

    contract: AccountId
    """Which contract."""

    gas_limit: Annotated[int, Range(1, 2**40)]
    """The most gas that the call may use, which is paid for in advance."""

    money: Amount
    """SSP units that are attached to it; 0 for none."""

    argument: Annotated[bytes, Length(0, 1_024)]
    """What it is called with."""


@dataclass(frozen=True, slots=True)
class ClaimCollect:
    """Kind 113: somebody collects for an account all that heavy calls owe it."""

    payee: AccountId
    """Whose claim it is."""


ContractBody = ContractRelease | ContractCall | HeavyQueue | ClaimCollect
"""What a transaction of contracts asks for."""

CONTRACT_KINDS: dict[type[Any], int] = {ContractRelease: 110, ContractCall: 111, HeavyQueue: 112, ClaimCollect: 113}
"""The kind of each body; its fields travel in the order in which the record declares them."""

CONTRACT_TYPES: tuple[type[Any], ...] = tuple(CONTRACT_KINDS)
"""The types of the bodies, to ask whether a body is one of them: the prover does not see through a union."""

CONTRACT_READERS: dict[int, Callable[[object], ContractBody]] = {kind: reader_of(body) for body, kind in CONTRACT_KINDS.items()}
"""How the body of each kind is read."""


def contract_fields(body: ContractBody) -> list[Any]:
    """A body's fields as CBOR data. Arguments are scalars, whose truth values travel as such and not as numbers."""
    if isinstance(body, ContractCall):
        return [body.contract, body.gas_limit, body.money, list(body.arguments)]
    return plain_fields(body)
