"""What lies between the harness and a target: bytes out, bytes in, and nothing known of what they mean.

A channel never waits but in `wait`, and never keeps more than it is asked for, so that whoever reads it decides how
long and how much.
"""

import os
import select
import time
from typing import Protocol

from conformance.limits import AWAKE_SECONDS, FRUITLESS_LOOKS
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


class Watch:
    """Waits until descriptors have something to say.

    It looks often before it sleeps, for waking a sleeping process takes longer than most answers. Where that catches nothing more often than something,
    as with a target that computes, it sleeps at once, until an answer comes so soon that looking would have caught it.
    """

    def __init__(self) -> None:
        """Nothing is waited for yet."""
        self.poller = select.poll()
        """What is to be watched is registered here."""
        self._chances = FRUITLESS_LOOKS

    def events(self, seconds: float) -> list[tuple[int, int]]:
        """What there is, at the latest after `seconds`."""
        began = time.monotonic()
        if self._chances > 0:
            while time.monotonic() - began < AWAKE_SECONDS:
                events = self.poller.poll(0)
                if events:
                    self._chances = min(self._chances + 1, FRUITLESS_LOOKS)
                    return events
                os.sched_yield()
            self._chances -= 1
        events = self.poller.poll(max(seconds, 0) * 1000)
        if self._chances == 0 and events and time.monotonic() - began < AWAKE_SECONDS:
            self._chances = 1
        return events
