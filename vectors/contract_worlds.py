"""The world of contracts in a vector: a state, contracts, what they have stored, and the call that runs; and what a run has made of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from immutables import Map

from reference.contracts.calling import known_table
from reference.contracts.releases import program_hash
from reference.contracts.source import check_source
from reference.contracts.stored import decode_scalar, encode_scalar
from reference.contracts.values import MAX_KEY_BYTES, Scalar
from reference.contracts.world import Frame, World
from reference.numbers import AccountId, Amount, Length, Slot
from reference.parameters import Parameters
from reference.state.contract import NO_PROGRAM, NOTHING_STORED, Contract, Program, Standing, StoredIn, StoredValue
from reference.state.contract_state import put_contract, put_machine, put_program, put_stored, source_of
from reference.state.contract_tables import NO_CONTRACTS
from reference.state.state import State
from reference.wire.event import Event
from vectors.contract_values import describe_scalar, read_scalar, write_scalar
from vectors.json_form import fixed_object, form_of, to_json, within
from vectors.json_scalars import Definitions
from vectors.json_text import FormError, Json, members
from vectors.state_form import describe_diff, describe_state, read_state, write_diff, write_state

Key = Annotated[bytes, Length(1, MAX_KEY_BYTES)]
"""What something is stored or told under."""

CALL_MEMBERS: Mapping[str, Any] = {"slot": Slot, "contract": AccountId, "caller": AccountId, "paid": Amount}
"""What is said of the call that runs, beside its arguments."""

MEMBERS = {"state", "sources", "storage", "standings", "arguments", *CALL_MEMBERS}

Standings = Mapping[AccountId, Standing]

NOTHING: Map[Any, Any] = Map()


def write_world(world: World) -> Json:
    """A world before its first call."""
    called: dict[str, Any] = {"slot": world.slot, "contract": world.frame.contract, "caller": world.frame.caller, "paid": world.frame.paid}
    return {
        "state": write_state(without_contracts(world.state)),
        "sources": {account.hex(): source_of(world.state, account).hex() for account in sorted(world.state.contracts.contracts)},
        "storage": _write_storage(dict(world.state.contracts.stored)),
        "standings": to_json(Standings, dict(world.state.contracts.standings)),
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
    standings: dict[AccountId, Standing] = form_of(Standings).read(given["standings"])
    unfit = [account.hex() for account, standing in standings.items() if not _fits(sources.get(account), standing)]
    if unfit:
        raise FormError(f"no standing of its table: {unfit[0]}")
    frame = Frame(called["contract"], called["caller"], tuple(map(read_scalar, arguments)), called["paid"])
    return World(with_contracts(read_state(given["state"], parameters), sources, stored, standings), called["slot"], (frame,))


def with_contracts(
    state: State,
    sources: Mapping[AccountId, bytes],
    stored: Mapping[StoredIn, Scalar] = NOTHING,
    standings: Mapping[AccountId, Standing] = NOTHING,
) -> State:
    """A state with contracts at these accounts, which nobody has paid for, and with what they have stored."""
    for account, source in sources.items():
        digest = program_hash(source)
        released = Contract(author=account, source_hash=digest, heavy_hash=NO_PROGRAM, deposit=1, released=0)
        state = put_program(put_contract(state, account, released), digest, Program(source))
    for key, value in stored.items():
        state = put_stored(state, key, StoredValue(encode_scalar(value)))
    for account, standing in standings.items():
        state = put_machine(state, account, standing)
    return state


def without_contracts(state: State) -> State:
    """A state as it is without a word of contracts, of which a world says more."""
    return replace(state, contracts=NO_CONTRACTS)


def _fits(source: bytes | None, standing: Standing) -> bool:
    """Whether a contract's machine can stand so: in one of its states, with its resources in their order."""
    table = None if source is None else known_table(source)
    if table is None:
        return False
    return standing.state in table.states and [each.name for each in standing.resources] == [each.name for each in table.resources]


def write_changes(before: World, after: World) -> dict[str, Json]:
    """What a run has made of a world: how the state differs, how the storage does, null where nothing is left, which machines have been moved or set
    anew and where they stand, and the events."""
    old, new = before.state.contracts, after.state.contracts
    changed = {key: new.stored.get(key, NOTHING_STORED) for key in {*old.stored, *new.stored} if old.stored.get(key) != new.stored.get(key)}
    moved = {contract: standing for contract, standing in new.standings.items() if old.standings.get(contract) != standing}
    return {
        "diff": write_diff(without_contracts(before.state), without_contracts(after.state)),
        "storage": _write_storage(changed),
        "standings": to_json(Standings, moved),
        "events": list(map(_write_event, after.events)),
    }


def _write_storage(storage: dict[StoredIn, StoredValue]) -> Json:
    written: dict[str, dict[str, Json]] = {}
    for (account, key), value in sorted(storage.items(), key=lambda entry: entry[0]):
        written.setdefault(account.hex(), {})[key.hex()] = write_scalar(decode_scalar(value.record))
    return {**written}


def _write_event(event: Event) -> Json:
    return {"contract": event.contract.hex(), "name": event.name.hex(), "value": write_scalar(event.value)}


def describe_world(definitions: Definitions) -> tuple[Json, dict[str, Json]]:
    """The schemas of a world, and of the members that say what a run has made of it."""
    account, name, value = form_of(AccountId).describe(definitions), form_of(Key).describe(definitions), describe_scalar()
    storage: Json = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": value}}
    standings = form_of(Standings).describe(definitions)
    world = fixed_object(
        {
            "state": describe_state(definitions),
            "sources": form_of(Mapping[AccountId, bytes]).describe(definitions),
            "storage": storage,
            "standings": standings,
            "arguments": {"type": "array", "items": value},
            **{each: form_of(annotation).describe(definitions) for each, annotation in CALL_MEMBERS.items()},
        }
    )
    event = fixed_object({"contract": account, "name": name, "value": value})
    return world, {"diff": describe_diff(definitions), "storage": storage, "standings": standings, "events": {"type": "array", "items": event}}
