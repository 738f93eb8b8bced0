"""The chase of one disagreement: the least exchange that shows it is kept, and it ends after so many tries."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace

from conformance.fuzzing.calls import smaller_calls
from conformance.fuzzing.disagreement import Find, Signature
from conformance.fuzzing.exchange import Exchange
from conformance.results import Result
from conformance.verdicts import FAULTS, Verdict
from reference.codes import Reject
from reference.parameters import PRESETS
from vectors.batch import Batch
from vectors.build import after
from vectors.case import Kind
from vectors.json_form import from_json
from vectors.state_form import read_state, write_state

TRIES = 800
"""How many exchanges are spent on making a wrong outcome small."""

TRIES_AFTER_FAULTS = 60
"""And a crash, after which the target has to be started again."""

TRIES_AFTER_TIMEOUTS = 15
"""And a silence, which takes all its time again."""


class Disagreement(Exception):
    """The target did what is chased. Hypothesis sees a failing test, and makes its input small."""


class Chase:
    """One disagreement while it is made small."""

    def __init__(self) -> None:
        """Nothing is chased yet."""
        self.signature: Signature | None = None
        self.exchange: Exchange | None = None
        """The least one that showed it."""
        self._result: Result | None = None
        self._example = 0
        self._seconds = 0.0
        self._tries = 0
        self._left = 0

    def begin(self, signature: Signature, example: int, seconds: float, verdict: Verdict) -> None:
        """Chase from now on what was seen in this example."""
        self.signature, self._example, self._seconds = signature, example, seconds
        self._left = TRIES_AFTER_TIMEOUTS if verdict is Verdict.TIMEOUT else TRIES_AFTER_FAULTS if verdict in FAULTS else TRIES

    def goes_on(self) -> bool:
        """Whether another try may be made; it is counted."""
        self._tries += 1
        return self._tries <= self._left

    def offer(self, exchange: Exchange, result: Result) -> None:
        """Keep an exchange that shows it, where it is the least so far."""
        if self.exchange is None or exchange.weight() < self.exchange.weight():
            self.exchange, self._result = exchange, result

    def smaller(self) -> Iterator[Exchange]:
        """The least exchange without its first block or batch, on the state after it, and without any other, as long as that shows it too.

        Hypothesis leaves out the last one only: the others are made for the states before them.
        """
        before = None
        while self.exchange is not None and self.exchange is not before:
            before = self.exchange
            if before.kind is Kind.CALL:
                yield from self._simpler_call(before)
            else:
                yield from _without_a_step(before)

    def _simpler_call(self, before: Exchange) -> Iterator[Exchange]:
        """Until one is simpler, or there are no more tries."""
        for each in smaller_calls(before):
            if self.exchange is not before or not self.goes_on():
                return
            yield each

    def find(self, seed: int) -> Find | None:
        """What was found, with a sentence on how; None where nothing was."""
        if self.signature is None or self._result is None:
            return None
        signature = self.signature
        why = f"found by fuzzing with seed {seed}, example {self._example}: expected {signature.expected}, got {signature.got}"
        result = replace(self._result, case=replace(self._result.case, why=why))
        return Find(signature, result, self._example, self._seconds, self._tries)


def _without_a_step(exchange: Exchange) -> Iterator[Exchange]:
    name, form = ("batches", Batch) if exchange.kind is Kind.TRANSACT else ("blocks", bytes)
    steps = exchange.input.get(name)
    if not isinstance(steps, list) or len(steps) < 2:
        return
    with contextlib.suppress(Reject):
        state = read_state(exchange.input["state"], PRESETS[exchange.preset])
        later = after(state, from_json(form, steps[0]))
        yield replace(exchange, input={"state": write_state(later), name: steps[1:]})
    for place in range(len(steps)):
        yield replace(exchange, input={**exchange.input, name: [*steps[:place], *steps[place + 1 :]]})
