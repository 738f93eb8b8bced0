"""A session with a chip in a vector: commands one after another, power cuts among them, and the response to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from reference.agent.chip.knowledge import Reading
from reference.agent.chip.machine import lose_power, step
from reference.agent.chip.records import Device, Entropy, Injected
from reference.numbers import Range
from vectors.json_form import form_of, from_json, to_json, within
from vectors.json_text import FormError, Json, members

Writes = Annotated[int, Range(0, 9)]
"""How many writes of a command were done when the power was cut."""


@dataclass(frozen=True, slots=True)
class SessionStep:
    """A command that a chip is given."""

    command: bytes
    """Its bytes."""

    entropy: Entropy
    """What the chip's random generator gives meanwhile."""

    reading: Reading
    """What its clock reads."""

    cut: Writes | None
    """After how many of the command's writes the power is cut, before a response leaves; null where it is not. It returns before the next step."""


@dataclass(frozen=True, slots=True)
class SessionAnswer:
    """What a step is answered with."""

    response: bytes | None
    """The response; null where the power was cut."""


def run_session(given: dict[str, Json]) -> dict[str, Json]:
    """What a chip that nobody has provisioned answers to the input's steps. Raises `FormError`."""
    listed = given.get("steps")
    if set(given) != {"steps"} or not isinstance(listed, list):
        raise FormError("the input has the member steps, an array")
    steps = within("steps", form_of(tuple[SessionStep, ...]).read, listed)
    return {"steps": [to_json(SessionAnswer, answer) for answer in answers_of(steps)]}


def answers_of(steps: Sequence[SessionStep]) -> list[SessionAnswer]:
    """The response to each step."""
    device = Device()
    answers: list[SessionAnswer] = []
    for each in steps:
        device, answer = after_step(device, each)
        answers.append(answer)
    return answers


def after_step(device: Device, each: SessionStep) -> tuple[Device, SessionAnswer]:
    """The chip after a step, and what it answered."""
    outcome = step(device, each.command, Injected(each.entropy, each.reading))
    if each.cut is not None:
        return lose_power(device, outcome, each.cut), SessionAnswer(None)
    return outcome.device, SessionAnswer(outcome.response)


def session_steps(given: Json) -> list[SessionStep]:
    """The steps of a session's input."""
    return list(from_json(tuple[SessionStep, ...], members(given)["steps"]))
