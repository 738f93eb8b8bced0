"""Waiting for answers: awake while that catches them, asleep where it does not, and awake again when they come fast."""

from types import SimpleNamespace

import pytest

import conformance.channel
from conformance.channel import Watch
from conformance.limits import AWAKE_SECONDS, FRUITLESS_LOOKS

EVENT = [(1, 1)]


class Poller:
    """A descriptor that has something to say so many seconds after each wait begins, and a clock that every look moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.due = 0.0
        self.looks = 0

    def monotonic(self) -> float:
        """The clock."""
        return self.now

    def poll(self, milliseconds: float) -> list[tuple[int, int]]:
        """A look, or a sleep until it speaks."""
        if milliseconds == 0:
            self.looks += 1
            self.now += AWAKE_SECONDS / 10
            return EVENT if self.now >= self.due else []
        self.now = max(self.now, self.due)
        return EVENT


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> tuple[Watch, Poller]:
    poller = Poller()
    monkeypatch.setattr(conformance.channel, "time", SimpleNamespace(monotonic=poller.monotonic))
    watch = Watch()
    monkeypatch.setattr(watch, "poller", poller)
    return watch, poller


def looks(watched: tuple[Watch, Poller], after: float) -> int:
    """How often it looked in one wait for an answer that came after so many seconds."""
    watch, poller = watched
    poller.due, poller.looks = poller.now + after, 0
    assert watch.events(1.0) == EVENT
    return poller.looks


def test_answers_that_come_fast_are_caught_awake(watched: tuple[Watch, Poller]) -> None:
    assert all(looks(watched, AWAKE_SECONDS / 2) > 0 for _ in range(3 * FRUITLESS_LOOKS))


def test_answers_that_come_late_are_slept_for(watched: tuple[Watch, Poller]) -> None:
    """A target that computes, on the same processor as the harness, needs the time more."""
    assert all(looks(watched, AWAKE_SECONDS * 5) > 0 for _ in range(FRUITLESS_LOOKS))
    assert all(looks(watched, AWAKE_SECONDS * 5) == 0 for _ in range(5))
    assert looks(watched, AWAKE_SECONDS / 2) == 0
    assert looks(watched, AWAKE_SECONDS / 2) > 0


def test_one_late_answer_among_fast_ones_changes_nothing(watched: tuple[Watch, Poller]) -> None:
    for _ in range(3 * FRUITLESS_LOOKS):
        assert looks(watched, AWAKE_SECONDS * 5) > 0
        assert looks(watched, AWAKE_SECONDS / 2) > 0
