"""What a program asks of the chain, and how it is answered."""

from dataclasses import dataclass
from typing import Protocol

from reference.contracts.values import Scalar


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """An answer, and who answers from then on."""

    succeeded: bool
    """What the program gets first."""
    value: Scalar
    """What it gets then."""
    gas: int
    """What the answer costs, beside what every call of the host does."""
    host: "Host"
    """The host after it: what was changed stands in it, and the host before is as it was."""
    memory: int = 0
    """The memory that the answer used, beside that of its value: what others have used that were called."""


class Host(Protocol):
    """The chain, as a program sees it. It never raises: what it does not do it answers with `succeeded` false."""

    def answer(self, operation: bytes, arguments: tuple[Scalar, ...], gas: int, memory: int) -> HostAnswer:
        """Answer a program that has so much gas and memory left; work that would cost more need not be done."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """A host that does nothing."""

    def answer(self, operation: bytes, arguments: tuple[Scalar, ...], gas: int, memory: int) -> HostAnswer:
        """No, for nothing."""
        return HostAnswer(False, None, 0, self)
