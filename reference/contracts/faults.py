"""How running a program may end before it returns."""

from reference.codes import Code, Reject

FAULT = b"fault"
"""What a program that catches a fault is told of it: whatever happened, the same."""


class Raised(Exception):
    """The program has raised a value, which it may catch."""

    def __init__(self, value: object) -> None:
        super().__init__(value)
        self.value = value


class Fault(Raised):
    """The program has done what cannot be done. It may catch that."""

    def __init__(self) -> None:
        super().__init__(FAULT)


class Exhausted(Reject):
    """The program has used up what it was given: `GAS_EXHAUSTED`, `MEMORY_EXHAUSTED` or `CALLS_TOO_DEEP`. No program catches that."""


FAILED = Code.CONTRACT_FAILED
"""What an error that nobody has caught comes to, as far as the chain is told."""
