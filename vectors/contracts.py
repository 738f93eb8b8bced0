"""Programs in vectors: whether bytes are one, and what one comes to when it is run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from reference.contracts.chain_host import ChainHost, run_frame
from reference.contracts.host import HostAnswer
from reference.contracts.run import Failed, run_program
from reference.contracts.source import Refusal, check_source
from reference.contracts.values import Scalar
from reference.numbers import Range
from reference.parameters import Parameters
from vectors.contract_values import describe_scalar, read_scalar, write_scalar
from vectors.contract_worlds import describe_world, read_world, write_changes
from vectors.json_form import fixed_object, form_of, to_json
from vectors.json_scalars import Definitions
from vectors.json_text import FormError, Json, members

Units = Annotated[int, Range(0, 2**40)]
"""An amount of gas or memory."""

RUN_MEMBERS: Mapping[str, Any] = {"source": bytes, "gas": Units, "memory": Units}
"""What a run is given, beside the answers of its host."""


@dataclass(frozen=True, slots=True)
class ScriptedHost:
    """A host that gives the answers that it was told to, and then none."""

    answers: tuple[tuple[bool, Scalar, int], ...]
    """Whether something was done, what came of it, and what that costs, for each call."""
    asked: tuple[tuple[Scalar, ...], ...] = ()
    """What it was asked so far."""

    def answer(self, operation: bytes, arguments: tuple[Scalar, ...], gas: int, memory: int) -> HostAnswer:
        """The next answer."""
        succeeded, value, price = self.answers[0] if self.answers else (False, None, 0)
        return HostAnswer(succeeded, value, price, replace(self, answers=self.answers[1:], asked=(*self.asked, (operation, *arguments))))


def check(given: dict[str, Json]) -> dict[str, Json]:
    """Whether the input's source is a program. Raises `FormError`."""
    if set(given) != {"source"}:
        raise FormError("the input has the member source")
    refusal = check_source(form_of(bytes).read(given["source"]))
    return {"ok": None} if refusal is None else refused(refusal)


def refused(refusal: Refusal) -> dict[str, Json]:
    """What a source that is no program is answered with."""
    return {"reject": refusal.code.name, "line": refusal.line, "column": refusal.column}


def execute(given: dict[str, Json], parameters: Parameters) -> dict[str, Json]:
    """What the input's program comes to, with a host that was told its answers, or in a world. Raises `FormError`."""
    return _execute_in_world(given, parameters) if "world" in given else _execute_alone(given)


def _execute_in_world(given: dict[str, Json], parameters: Parameters) -> dict[str, Json]:
    if set(given) != {"gas", "memory", "world"}:
        raise FormError("the input has the members gas, memory and world")
    gas, memory = (form_of(Units).read(given[name]) for name in ("gas", "memory"))
    world = read_world(given["world"], parameters)
    outcome = run_frame(world, gas, memory)
    used: dict[str, Json] = {"gas": to_json(Units, outcome.gas), "memory": to_json(Units, outcome.memory)}
    if isinstance(outcome, Failed):
        return {"reject": outcome.code.name, **used}
    assert isinstance(outcome.host, ChainHost)
    return {"ok": {"values": list(map(write_scalar, outcome.values)), **write_changes(world, outcome.host.world), **used}}


def _execute_alone(given: dict[str, Json]) -> dict[str, Json]:
    answers = given.get("answers")
    if set(given) != {*RUN_MEMBERS, "answers"} or not isinstance(answers, list):
        raise FormError("the input has the members source, gas, memory and answers, an array")
    source, gas, memory = (form_of(annotation).read(given[name]) for name, annotation in RUN_MEMBERS.items())
    host = ScriptedHost(tuple(map(_read_answer, answers)))
    refusal = check_source(source)
    if refusal is not None:
        return refused(refusal)
    outcome = run_program(source, gas, memory, host)
    used: dict[str, Json] = {"gas": to_json(Units, outcome.gas), "memory": to_json(Units, outcome.memory)}
    if isinstance(outcome, Failed):
        return {"reject": outcome.code.name, **used}
    assert isinstance(outcome.host, ScriptedHost)
    asked: list[Json] = [list(map(write_scalar, each)) for each in outcome.host.asked]
    return {"ok": {"values": list(map(write_scalar, outcome.values)), "asked": asked, **used}}


def _read_answer(written: Json) -> tuple[bool, Scalar, int]:
    given = members(written)
    if set(given) != {"succeeded", "value", "gas"}:
        raise FormError("an answer has the members succeeded, value and gas")
    return form_of(bool).read(given["succeeded"]), read_scalar(given["value"]), form_of(Units).read(given["gas"])


def describe_check(code: Json) -> tuple[Json, Json]:
    """The schemas of what is checked and of the answer."""
    place: Json = {"type": "integer", "minimum": 1}
    rejection = fixed_object({"reject": code, "line": place, "column": place})
    return fixed_object({"source": form_of(bytes).describe({})}), {"oneOf": [fixed_object({"ok": {"type": "null"}}), rejection]}


def describe_execute(definitions: Definitions, code: Json) -> tuple[Json, Json]:
    """The schemas of what is run and of the answer."""
    described = {name: form_of(annotation).describe(definitions) for name, annotation in RUN_MEMBERS.items()}
    used: dict[str, Json] = {name: described[name] for name in ("gas", "memory")}
    value = describe_scalar()
    values: Json = {"type": "array", "items": value}
    answer = fixed_object({"succeeded": {"type": "boolean"}, "value": value, "gas": described["gas"]})
    given = fixed_object({**described, "answers": {"type": "array", "items": answer}})
    result = fixed_object({"values": values, "asked": {"type": "array", "items": values}, **used})
    _, checked = describe_check(code)
    place = members(checked)["oneOf"]
    assert isinstance(place, list)
    world, changes = describe_world(definitions)
    within_world = fixed_object({**used, "world": world})
    come_to = fixed_object({"values": values, **changes, **used})
    either: list[Json] = [given, within_world]
    return {"oneOf": either}, {"oneOf": [fixed_object({"ok": result}), fixed_object({"ok": come_to}), fixed_object({"reject": code, **used}), place[1]]}
