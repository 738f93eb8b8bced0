"""What the reference answers to the input of a case: the one place that the generator, the reference target and the tests share."""

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

import reference
from reference.codes import Code, Reject
from reference.contracts.chain_host import Run
from reference.contracts.run import run_program
from reference.numbers import Hash, Length
from reference.parameters import PRESETS, Parameters
from reference.rules import Layer, mark_of
from reference.state.commitment import state_root
from reference.state.proof import decode_proof, verify_proof
from reference.state.state import State
from reference.state.tables import Table
from reference.state.tree import state_path
from reference.transition import Accepted, Rejected, apply_block
from reference.wire.block import Block, SealedHeader, authenticate_header, decode_block
from reference.wire.package import Package, decode_package
from reference.wire.receipt import Receipt, decode_receipt
from reference.wire.transaction import Authenticated, authenticate_transaction
from reference.wire.vote import SealedVote, authenticate_vote, decode_signed_vote
from reference.wire.write_set import WriteSet, decode_write_set
from vectors.batch import Batch, apply_batch
from vectors.case import UNEXECUTED, Kind
from vectors.contracts import check, execute
from vectors.follow import follow
from vectors.json_form import form_of, has_form, to_json
from vectors.json_text import FormError, Json, members, show
from vectors.sessions import run_session
from vectors.state_form import read_state, write_diff

Receipts = tuple[Receipt, ...]
"""The receipts of a block or a batch, in the order of its transactions."""

Step = tuple[State, dict[str, Json]]
"""The state after a block or a batch, and what became of it."""

Key = Annotated[bytes, Length(0, 96)]
"""A record's key in its table: at most three identifiers; nothing where the table is one record."""


@dataclass(frozen=True, slots=True)
class Callee:
    """A rule's function as a case calls it: by name, with arguments and a result in the typed form."""

    function: Callable[..., Any]
    """The marked function of the reference."""

    rule: str
    """The rule that it is."""

    layer: Layer
    """Whether it is a kernel or a procedure."""

    parameters: Mapping[str, Any]
    """Its parameters' types by name."""

    result: Any
    """Its result's type."""


@dataclass(frozen=True, slots=True)
class Decoder:
    """How one type of object is decoded: from bytes and the preset's parameters, and perhaps from more that the input gives."""

    decode: Callable[..., Any]
    """Takes the parameters, the bytes, and whatever `given` names."""

    result: Any
    """The type of the decoded object."""

    given: Mapping[str, Any]
    """The types of what the input gives beside the bytes."""


def evaluate(kind: str, preset: str, given: Json, run: Run = run_program) -> dict[str, Json]:
    """The outcome of a case's input on the reference: what a case expects. `run` is what runs the programs of contracts that blocks and batches call.

    Raises `FormError` for an input that is not a case's.
    """
    if preset not in PRESETS:
        raise FormError(f"no preset is called {show(preset)}; there are {', '.join(PRESETS)}")
    parameters = PRESETS[preset]
    try:
        match kind:
            case Kind.CALL.value:
                return _call(members(given))
            case Kind.DECODE.value:
                return _decode(parameters, members(given))
            case Kind.TRANSACT.value | Kind.APPLY.value:
                steps: list[Json] = [outcome for _, outcome in steps_of(Kind(kind), parameters, members(given), run)]
                return {"steps": steps[1:]}
            case Kind.FOLLOW.value:
                return follow(parameters, members(given))
            case Kind.SESSION.value:
                return run_session(members(given))
            case Kind.CHECK.value:
                return check(members(given))
            case Kind.EXECUTE.value:
                return execute(members(given), parameters)
            case _:
                raise FormError(f"no kind of case is called {show(kind)}")
    except Reject as rejection:
        return rejected(rejection.code)


def rejected(code: Code) -> dict[str, Json]:
    """The outcome of an input that is rejected whole."""
    return {"reject": code.name}


@cache
def callees() -> Mapping[str, Callee]:
    """Every kernel and procedure whose parameters and result have a typed form, by its name. Two of one name are a TypeError: a case could not say which."""
    found: dict[str, Callee] = {}
    for module in _modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            mark = mark_of(function)
            if mark is None or mark.layer is Layer.TRANSITION or function.__module__ != module.__name__:
                continue
            hints = typing.get_type_hints(function, include_extras=True)
            result = hints.pop("return")
            if not all(has_form(hint) for hint in (*hints.values(), result)):
                continue
            if name in found:
                raise TypeError(f"two rules are functions called {name}: {found[name].rule} and {mark.rule}")
            found[name] = Callee(function, mark.rule, mark.layer, hints, result)
    return dict(sorted(found.items()))


def call_input(name: str, arguments: Mapping[str, object]) -> dict[str, Json]:
    """The input of a case that calls a rule."""
    parameters = callees()[name].parameters
    return {"call": name, **{argument: to_json(parameters[argument], value) for argument, value in arguments.items()}}


def read_arguments(given: dict[str, Json]) -> tuple[Callee, dict[str, Any]]:
    """What the input of a call names: the rule's function and its arguments. Raises `FormError`."""
    name = given.get("call")
    if not isinstance(name, str) or name not in callees():
        raise FormError(f"no rule is a function called {show(name)}")
    callee = callees()[name]
    return callee, _read_exactly(callee.parameters, given, "call")


def _modules() -> list[Any]:
    names = sorted(module.name for module in pkgutil.walk_packages(reference.__path__, "reference."))
    return [importlib.import_module(name) for name in names]


def _read_exactly(types: Mapping[str, Any], given: dict[str, Json], *others: str) -> dict[str, Any]:
    expected = {*types, *others}
    if set(given) != expected:
        raise FormError(f"the input has the members {', '.join(sorted(expected))}, not {', '.join(sorted(given))}")
    values = {}
    for name, annotation in types.items():
        try:
            values[name] = form_of(annotation).read(given[name])
        except FormError as error:
            raise error.within(name) from None
    return values


def _call(given: dict[str, Json]) -> dict[str, Json]:
    callee, arguments = read_arguments(given)
    return {"ok": to_json(callee.result, callee.function(**arguments))}


def _decode(parameters: Parameters, given: dict[str, Json]) -> dict[str, Json]:
    name = given.get("decode")
    if not isinstance(name, str) or name not in decoders():
        raise FormError(f"no type of object is called {show(name)}; there are {', '.join(decoders())}")
    decoder = decoders()[name]
    values = _read_exactly({"bytes": bytes, **decoder.given}, given, "decode")
    return {"ok": to_json(decoder.result, decoder.decode(parameters, values.pop("bytes"), **values))}


@cache
def decoders() -> Mapping[str, Decoder]:
    """How each type of object is decoded, by the name that a case calls it."""
    return {
        "transaction": Decoder(lambda parameters, data: authenticate_transaction(data, parameters.max_transaction_bytes), Authenticated, {}),
        "header": Decoder(lambda _, data: authenticate_header(data), SealedHeader, {}),
        "block": Decoder(lambda parameters, data: decode_block(data, parameters.max_block_bytes), Block, {}),
        "vote": Decoder(lambda _, data: authenticate_vote(decode_signed_vote(data)), SealedVote, {}),
        "receipt": Decoder(lambda _, data: decode_receipt(data), Receipt, {}),
        "package": Decoder(lambda _, data: decode_package(data), Package, {}),
        "write_set": Decoder(lambda _, data: decode_write_set(data), WriteSet, {}),
        "state_proof": Decoder(_check_state_proof, None, {"root": Hash, "table": Table, "key": Key, "record": bytes | None}),
    }


def _check_state_proof(_: Parameters, data: bytes, root: Hash, table: Table, key: bytes, record: bytes | None) -> None:
    """What a light client does with a proof that it was sent: where the record must be follows from its table and key, never from the sender."""
    verify_proof(root, state_path(table, key), record, decode_proof(data))


def steps_of(kind: Kind, parameters: Parameters, given: dict[str, Json], run: Run = run_program) -> Iterator[Step]:
    """The state that a case begins with, and then what each of its batches or blocks makes of it. Rejects as `read_state` does. Raises `FormError`."""
    name, form, step = STEPS[kind]
    listed, unexecuted = given.get(name), kind is Kind.APPLY and UNEXECUTED in given
    if set(given) != {"state", name, *([UNEXECUTED] if unexecuted else [])} or not isinstance(listed, list):
        raise FormError(f"the input has the members state and {name}, an array")
    if unexecuted and given[UNEXECUTED] is not False:
        raise FormError(f"{UNEXECUTED} is false where it is there")
    state = read_state(given["state"], parameters)
    try:
        values = form_of(form).read(listed)
    except FormError as error:
        raise error.within(name) from None
    yield state, {}
    for value in values:
        state, outcome = apply_step(state, value, run, executes=False) if unexecuted else step(state, value, run)
        yield state, outcome


def transact_step(state: State, batch: Batch, run: Run = run_program) -> Step:
    """The state after a batch, and the outcome of that step. A rejected batch leaves the state that there was."""
    outcome = apply_batch(state, batch, run)
    if isinstance(outcome, Rejected):
        return state, {"rejected": outcome.code.name}
    return outcome.state, {"accepted": _accepted(state, outcome)}


def apply_step(state: State, block: bytes, run: Run = run_program, executes: bool = True) -> Step:
    """The state after a block, and the outcome of that step. A rejected block leaves the state that there was."""
    outcome = apply_block(state, block, run, executes)
    if isinstance(outcome, Rejected):
        return state, {"rejected": outcome.code.name}
    return outcome.state, {"accepted": _accepted(state, outcome)}


STEPS: Mapping[Kind, tuple[str, Any, Callable[[State, Any, Run], Step]]] = {
    Kind.TRANSACT: ("batches", tuple[Batch, ...], transact_step),
    Kind.APPLY: ("blocks", tuple[bytes, ...], apply_step),
}
"""What a case of a kind applies: the member that lists it, its form, and what applies one of it."""


def _accepted(before: State, accepted: Accepted) -> dict[str, Json]:
    return {
        "receipts": to_json(Receipts, accepted.receipts),
        "diff": write_diff(before, accepted.state),
        "root": to_json(Hash, state_root(accepted.state)),
    }
