"""What the harness needs of any transport: whole messages, one at a time, within a time limit."""

from typing import Protocol


class DeviceStarted(Exception):
    """The target has started by itself in the middle of an exchange, and knows nothing of the request."""


class Conversation(Protocol):
    """Messages to a target and back."""

    def open(self, seconds: float) -> None:
        """Agree on where the first message begins, where the transport needs that. Raises `Fault`."""
        ...

    def exchange(self, request: bytes, seconds: float) -> bytes:
        """Send one message and return the one that comes back. Raises `Fault` and, where the transport shows it, `DeviceStarted`."""
        ...

    def finish(self) -> int | None:
        """Part from the target, and return its exit status where one is known. Raises `Fault` when it still writes."""
        ...

    def kill(self) -> None:
        """End the target, or the connection to it. May be called twice."""
        ...

    def complaints(self) -> str:
        """The last that the target wrote beside its answers, as on its standard error."""
        ...
