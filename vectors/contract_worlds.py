"""The world of contracts in a vector: a state, contracts, what they have stored, and the call that runs; and what a run has made of it."""

from collections.abc import Mapping
from typing import Annotated, Any

from immutables import Map

from reference.contracts.source import check_source
from reference.contracts.values import MAX_KEY_BYTES, Scalar
from reference.contracts.world import Event, Frame, World
from reference.numbers import AccountId, Amount, Length, Slot
from reference.parameters import Parameters
from vectors.contract_values import describe_scalar, read_scalar, write_scalar
from vectors.json_form import fixed_object, form_of, to_json, within
from vectors.json_scalars import Definitions
from vectors.json_text import FormError, Json, members
from vectors.state_form import describe_diff, describe_state, read_state, write_diff, write_state

Key = Annotated[bytes, Length(1, MAX_KEY_BYTES)]
"""What something is stored or told under."""

CALL_MEMBERS: Mapping[str, Any] = {"slot": Slot, "contract": AccountId, "caller": AccountId, "paid": Amount}
"""What is said of the call that runs, beside its arguments."""

MEMBERS = {"state", "sources", "storage", "arguments", *CALL_MEMBERS}


def write_world(world: World) -> Json:
    """A world before its first call."""
    called: dict[str, Any] = {"slot": world.slot, "contract": world.frame.contract, "caller": world.frame.caller, "paid": world.frame.paid}
    return {
        "state": write_state(world.state),
        "sources": {account.hex(): source.hex() for account, source in sorted(world.sources.items())},
        "storage": _write_storage(dict(world.storage)),
        "arguments": list(map(write_scalar, world.frame.arguments)),
        **{name: to_json(annotation, called[name]) for name, annotation in CALL_MEMBERS.items()},
    }


def read_world(written: Json, parameters: Parameters) -> World:
    """The world that is written so. Raises `FormError`; rejects with the codes that its state is rejected with."""
    given = members(written)
    if set(given) != MEMBERS:
        raise FormError(f"a world has the members {', '.join(sorted(MEMBERS))}")
    called = {name: within(name, form_of(annotation).read, given[name]) for name, annotation in CALL_MEMBERS.items()}
    arguments = given["arguments"]
    if not isinstance(arguments, list):
        raise FormError("arguments are an array")
    sources: dict[AccountId, bytes] = form_of(Mapping[AccountId, bytes]).read(given["sources"])
    wrong = [account.hex() for account, source in sources.items() if check_source(source) is not None]
    if wrong or called["contract"] not in sources:
        raise FormError(f"no program: {wrong[0]}" if wrong else "the contract is not among the sources")
    stored = {
        (form_of(AccountId).read(account), form_of(Key).read(key)): read_scalar(value)
        for account, entries in members(given["storage"]).items()
        for key, value in members(entries).items()
    }
    if None in stored.values():
        raise FormError("nil is not stored")
    frame = Frame(called["contract"], called["caller"], tuple(map(read_scalar, arguments)), called["paid"])
    return World(read_state(given["state"], parameters), called["slot"], Map(sources), Map(stored), (frame,))


def write_changes(before: World, after: World) -> dict[str, Json]:
    """What a run has made of a world: how the state differs, how the storage does, null where nothing is left, and the events."""
    keys = {*before.storage, *after.storage}
    changed = {key: after.storage.get(key) for key in keys if before.storage.get(key) != after.storage.get(key)}
    return {"diff": write_diff(before.state, after.state), "storage": _write_storage(changed), "events": list(map(_write_event, after.events))}


def _write_storage(storage: dict[tuple[AccountId, bytes], Scalar]) -> Json:
    written: dict[str, dict[str, Json]] = {}
    for (account, key), value in sorted(storage.items(), key=lambda entry: entry[0]):
        written.setdefault(account.hex(), {})[key.hex()] = write_scalar(value)
    return {**written}


def _write_event(event: Event) -> Json:
    return {"contract": event.contract.hex(), "name": event.name.hex(), "value": write_scalar(event.value)}


def describe_world(definitions: Definitions) -> tuple[Json, dict[str, Json]]:
    """The schemas of a world, and of the members that say what a run has made of it."""
    account, name, value = form_of(AccountId).describe(definitions), form_of(Key).describe(definitions), describe_scalar()
    storage: Json = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": value}}
    world = fixed_object(
        {
            "state": describe_state(definitions),
            "sources": form_of(Mapping[AccountId, bytes]).describe(definitions),
            "storage": storage,
            "arguments": {"type": "array", "items": value},
            **{each: form_of(annotation).describe(definitions) for each, annotation in CALL_MEMBERS.items()},
        }
    )
    event = fixed_object({"contract": account, "name": name, "value": value})
    return world, {"diff": describe_diff(definitions), "storage": storage, "events": {"type": "array", "items": event}}
