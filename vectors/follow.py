"""Following a chain in a vector: what is delivered to a node step by step, and what it then takes for the chain."""

from collections.abc import Mapping
from typing import Any, get_type_hints

from reference.block_tree import BlockTree, View, begin_tree, deliver_block, deliver_vote, tick, view
from reference.numbers import Slot
from reference.parameters import Parameters
from reference.state.state import State
from reference.transition import Rejected
from vectors.json_form import fixed_object, form_of, to_json, within
from vectors.json_scalars import Definitions
from vectors.json_text import FormError, Json, members
from vectors.state_form import read_state

DELIVERIES: Mapping[str, Any] = {"block": bytes, "vote": bytes, "tick": Slot}
"""What a step delivers, by its one member: a block or a finality vote in bytes, or the slot that a clock says it is."""

Delivery = tuple[str, Any]
"""One of these, by its name."""


def follow(parameters: Parameters, given: dict[str, Json]) -> dict[str, Json]:
    """What a node that begins with the input's state answers to its steps. Raises `FormError`."""
    listed = given.get("steps")
    if set(given) != {"state", "steps"} or not isinstance(listed, list):
        raise FormError("the input has the members state and steps, an array")
    state = read_state(given["state"], parameters)
    return {"steps": follow_steps(state, within("steps", _read_deliveries, listed))}


def follow_steps(state: State, deliveries: list[Delivery]) -> list[Json]:
    """One answer to each delivery: what the node takes for the chain, and the code where it was rejected."""
    tree = begin_tree(state)
    answers: list[Json] = []
    for delivery in deliveries:
        outcome = deliver(tree, delivery)
        rejected: dict[str, Json] = {}
        if isinstance(outcome, Rejected):
            rejected["rejected"] = outcome.code.name
        else:
            tree = outcome
        answers.append({**rejected, **members(to_json(View, view(tree)))})
    return answers


def deliver(tree: BlockTree, delivery: Delivery) -> BlockTree | Rejected:
    """The tree after a delivery."""
    match delivery:
        case "block", data:
            return deliver_block(tree, data)
        case "vote", data:
            return deliver_vote(tree, data)
        case _, slot:
            return tick(tree, slot)


def _read_deliveries(listed: list[Json]) -> list[Delivery]:
    return [within(str(place), read_delivery, step) for place, step in enumerate(listed)]


def read_delivery(value: Json) -> Delivery:
    """What a step delivers. Raises `FormError`."""
    given = members(value)
    if len(given) != 1 or not set(given) <= set(DELIVERIES):
        raise FormError(f"a step has one member, which is {', '.join(DELIVERIES)}; not {', '.join(given) or 'none'}")
    ((name, written),) = given.items()
    return name, within(name, form_of(DELIVERIES[name]).read, written)


def write_delivery(delivery: Delivery) -> Json:
    """A step as a vector writes it."""
    name, value = delivery
    return {name: to_json(DELIVERIES[name], value)}


def describe_delivery(definitions: Definitions) -> Json:
    """The schema of a step."""
    return {"oneOf": [fixed_object({name: form_of(annotation).describe(definitions)}) for name, annotation in DELIVERIES.items()]}


def describe_answer(definitions: Definitions, code: Json) -> Json:
    """The schema of the answer to a step; `code` is that of a code."""
    seen = {name: form_of(annotation).describe(definitions) for name, annotation in get_type_hints(View, include_extras=True).items()}
    return fixed_object(seen, {"rejected": code})
