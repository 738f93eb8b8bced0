"""A target at the other end of a descriptor that carries both directions: a socket, or a serial port.

There is no process here that could be killed and no standard error that could be read. What can be done is to let
the connection go, and that is what `kill` does.
"""

import contextlib
import os
import select
import socket
from collections.abc import Callable

from conformance.channel import Closed, Watch
from conformance.limits import READ_BYTES
from conformance.verdicts import Verdict


class Connection:
    """An open connection, as a `Channel`."""

    def __init__(self, descriptor: int, close: Callable[[], None], end_input: Callable[[], None] = lambda: None) -> None:
        """Take over a descriptor; `close` gives it up, and `end_input` tells the other end that no more will be sent."""
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self._close = close
        self._end_input = end_input
        self._watch = Watch()
        self._watch.poller.register(descriptor, select.POLLIN)
        self._polled = select.POLLIN

    def read(self) -> bytes:
        """What has come. Raises `Closed`."""
        try:
            data = os.read(self._descriptor, READ_BYTES)
        except BlockingIOError:
            return b""
        except OSError:  # A reset connection, or a serial port whose device was unplugged.
            data = b""
        if not data:
            raise Closed("the connection")
        return data

    def write(self, data: memoryview) -> memoryview:
        """Send what the system takes. Raises `Closed`."""
        try:
            return data[os.write(self._descriptor, data) :]
        except BlockingIOError:
            return data
        except OSError:
            raise Closed("the connection") from None

    def wait(self, seconds: float, *, to_write: bool = False) -> None:
        """Wait for the descriptor."""
        wanted = select.POLLIN | select.POLLOUT if to_write else select.POLLIN
        if wanted != self._polled:
            self._polled = wanted
            self._watch.poller.modify(self._descriptor, wanted)
        self._watch.events(seconds)

    def ending(self, closed: Closed) -> tuple[Verdict, str]:
        """A connection ends when the target does, or when it gives up; from here the two look alike."""
        return Verdict.CRASH, f"closed {closed} before it had answered"

    def end_input(self) -> None:
        """Tell the target that no request will follow, where the connection can say so."""
        with contextlib.suppress(OSError):
            self._end_input()

    def status(self, seconds: float) -> int | None:
        """None: no process is known."""
        return None

    def complaints(self) -> str:
        """Nothing: a connection carries answers alone."""
        return ""

    def kill(self) -> None:
        """Let the connection go."""
        with contextlib.suppress(OSError):
            self._close()


def socket_connection(connected: socket.socket) -> Connection:
    """The channel over a connected stream socket."""
    if connected.family in (socket.AF_INET, socket.AF_INET6):
        # Half an exchange would otherwise wait for the acknowledgement of the other half.
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Connection(connected.fileno(), connected.close, lambda: connected.shutdown(socket.SHUT_WR))
