"""What lies between the harness and a target: bytes out, bytes in, and nothing known of what they mean.

A channel never waits but in `wait`, and never keeps more than it is asked for, so that whoever reads it decides how
long and how much.
"""

import os
import select
import time
from typing import Protocol

from conformance.limits import AWAKE_SECONDS
from conformance.verdicts import Verdict


class Closed(Exception):
    """Nothing more will come, or nothing more be taken; the text says what was closed, as in "its standard output"."""


class Channel(Protocol):
    """A way to a target and back."""

    def read(self) -> bytes:
        """What is there, in part if it is much; nothing where nothing is. Raises `Closed` where nothing more will come."""
        ...

    def write(self, data: memoryview) -> memoryview:
        """Send what can be sent at once, and return what is left. Raises `Closed` where nobody takes it."""
        ...

    def wait(self, seconds: float, *, to_write: bool = False) -> None:
        """Wait until there is something to read, or room to write, or `seconds` have passed. It may return too early."""
        ...

    def ending(self, closed: Closed) -> tuple[Verdict, str]:
        """What it means that the channel was closed: the verdict, and what happened, to follow the word "it"."""
        ...

    def end_input(self) -> None:
        """Tell the target that no request will follow."""
        ...

    def status(self, seconds: float) -> int | None:
        """The exit status of the target's process, waited for; None where it is not known."""
        ...

    def complaints(self) -> str:
        """The last that the target wrote beside its answers, as on its standard error."""
        ...

    def kill(self) -> None:
        """End the target, where it is a process, and give up what the channel holds. May be called twice."""
        ...


def awaited(poller: select.poll, seconds: float) -> list[tuple[int, int]]:
    """What a poller's descriptors have to say, at the latest after `seconds`.

    It looks often before it sleeps: waking a sleeping process takes longer than most answers.
    """
    awake_until = time.monotonic() + AWAKE_SECONDS
    while time.monotonic() < awake_until:
        events = poller.poll(0)
        if events:
            return events
        os.sched_yield()
    return poller.poll(max(seconds, 0) * 1000)
