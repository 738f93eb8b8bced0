"""The JSON Schema of a file of cases, made from the types of the reference, so that it cannot fall behind them."""

from collections.abc import Mapping

from reference.codes import Code
from reference.parameters import PRESETS
from vectors.batch import Batch
from vectors.case import ID_DIGITS, UNEXECUTED, Kind
from vectors.contracts import describe_check, describe_execute
from vectors.evaluate import Receipts, callees, decoders
from vectors.follow import describe_answer, describe_delivery
from vectors.json_form import fixed_object, form_of
from vectors.json_scalars import Definitions
from vectors.json_text import Json
from vectors.sessions import SessionAnswer, SessionStep
from vectors.state_form import describe_diff, describe_state


def make_schema() -> dict[str, Json]:
    """The schema of a file: an array of cases, each kind of input with the outcomes that it can have."""
    definitions: Definitions = {}
    code: Json = {"enum": [code.name for code in Code]}
    rejection = fixed_object({"reject": {"$ref": "#/$defs/code"}})
    hexadecimal: Json = form_of(bytes).describe(definitions)

    def choices(member: str, inputs: Mapping[str, tuple[Mapping[str, Json], Json]]) -> Json:
        """One condition for each input of this kind, by the member that names it: a validator then reports what is wrong with that one, not that none fits."""
        named: Json = {"properties": {"input": {"type": "object", "properties": {member: {"enum": list(inputs)}}, "required": [member]}}}
        conditions: list[Json] = [
            {
                "if": {"properties": {"input": {"properties": {member: {"const": name}}}}},
                "then": {
                    "properties": {"input": fixed_object({member: {"const": name}, **given}), "expect": {"oneOf": [fixed_object({"ok": result}), rejection]}}
                },
            }
            for name, (given, result) in inputs.items()
        ]
        return {"allOf": [named, *conditions]}

    calls: dict[str, tuple[dict[str, Json], Json]] = {
        name: ({argument: form_of(hint).describe(definitions) for argument, hint in callee.parameters.items()}, form_of(callee.result).describe(definitions))
        for name, callee in callees().items()
    }
    decoded: dict[str, tuple[dict[str, Json], Json]] = {
        name: (
            {"bytes": hexadecimal, **{member: form_of(hint).describe(definitions) for member, hint in decoder.given.items()}},
            form_of(decoder.result).describe(definitions),
        )
        for name, decoder in decoders().items()
    }
    accepted = fixed_object(
        {"receipts": form_of(Receipts).describe(definitions), "diff": describe_diff(definitions), "root": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}
    )
    step: Json = {"oneOf": [fixed_object({"accepted": accepted}), fixed_object({"rejected": {"$ref": "#/$defs/code"}})]}
    outcomes: Json = {"oneOf": [fixed_object({"steps": {"type": "array", "items": step, "minItems": 1}}), rejection]}

    def stepped(name: str, each: Json, optional: Mapping[str, Json] | None = None) -> Json:
        """What a state and the entries of a list, which are applied to it one after another, come to."""
        given = fixed_object({"state": describe_state(definitions), name: {"type": "array", "items": each, "minItems": 1}}, optional)
        return {"properties": {"input": given, "expect": outcomes}}

    batches = stepped("batches", form_of(Batch).describe(definitions))
    blocks = stepped("blocks", hexadecimal, {UNEXECUTED: {"const": False}})
    delivered = {"type": "array", "items": describe_delivery(definitions), "minItems": 1}
    answers = {"type": "array", "items": describe_answer(definitions, {"$ref": "#/$defs/code"}), "minItems": 1}
    followed: Json = {
        "properties": {
            "input": fixed_object({"state": describe_state(definitions), "steps": delivered}),
            "expect": {"oneOf": [fixed_object({"steps": answers}), rejection]},
        }
    }
    session: Json = {
        "properties": {
            "input": fixed_object({"steps": {"type": "array", "items": form_of(SessionStep).describe(definitions), "minItems": 1}}),
            "expect": fixed_object({"steps": {"type": "array", "items": form_of(SessionAnswer).describe(definitions), "minItems": 1}}),
        }
    }
    named: Json = {"$ref": "#/$defs/code"}
    checked, executed = (_asked(*pair) for pair in (describe_check(named), describe_execute(definitions, named)))
    case = {
        **fixed_object(
            {
                "id": {"type": "string", "pattern": f"^[a-z]+(-[0-9]+)-[0-9a-f]{{{ID_DIGITS}}}$"},
                "rules": {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]+-[0-9]+$"}, "minItems": 1, "uniqueItems": True},
                "kind": {"enum": [kind.value for kind in Kind]},
                "preset": {"enum": list(PRESETS)},
                "why": {"type": "string", "minLength": 1},
                "input": {"type": "object"},
                "expect": {"type": "object"},
            }
        ),
        "allOf": [
            _where(Kind.CALL, choices("call", calls)),
            _where(Kind.DECODE, choices("decode", decoded)),
            _where(Kind.TRANSACT, batches),
            _where(Kind.APPLY, blocks),
            _where(Kind.FOLLOW, followed),
            _where(Kind.SESSION, session),
            _where(Kind.CHECK, checked),
            _where(Kind.EXECUTE, executed),
        ],
    }
    records = {name: schema for name, (_, schema) in sorted(definitions.items())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of Smartshare test cases",
        "type": "array",
        "items": {"$ref": "#/$defs/case"},
        "$defs": {"case": case, "code": code, **records},
    }


def _asked(given: Json, expect: Json) -> Json:
    return {"properties": {"input": given, "expect": expect}}


def _where(kind: Kind, schema: Json) -> Json:
    return {"if": {"properties": {"kind": {"const": kind.value}}}, "then": schema}
