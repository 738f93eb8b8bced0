"""The typed JSON form: how a value of a ranged type is written in a vector, read back, and described by a schema.

One annotation gives all three, so that they cannot disagree:

- an integer is a JSON number where its range ends at 2^53 - 1 or below, and a decimal string otherwise
  (JavaScript, and every parser that reads numbers as doubles, rounds above that);
- a byte string is lower-case hex; text is itself; a boolean is itself; None is null;
- a member of an enum is its name in lower case;
- a record is an object by field name, each field exactly once; a record of a union of several is an object whose
  only key names the record (`{"coin_burn": {...}}`);
- a tuple is an array; a mapping is an object whose keys are written as text or hex.

Each value has exactly one form. Whatever is not that form is refused with `FormError`, which says where.
"""

import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union

from reference.numbers import Length, Range
from reference.wire.receipt import Receipt
from reference.wire.scalar import MAX_SCALAR_BYTES, Scalar
from vectors.json_program_values import scalar
from vectors.json_scalars import Definitions, Form, boolean, byte_string, constant, enumeration, integer, text
from vectors.json_text import FormError, Json, members, show

LEFT_OUT: frozenset[tuple[type, str]] = frozenset({(Receipt, "call")})
"""Members that are left out where they are nothing, and not null: of most receipts, which are of no call."""


def to_json(annotation: Any, value: object) -> Json:
    """`value` in the typed form of `annotation`. Raises `FormError` where it is not a value of that type: a range that does not hold is a fault to hear of."""
    return form_of(annotation).write(value)


def from_json(annotation: Any, value: Json) -> Any:
    """The value of type `annotation` that `value` is the typed form of. Raises `FormError` for everything else."""
    return form_of(annotation).read(value)


def schema_of(annotation: Any) -> dict[str, Json]:
    """The JSON Schema (2020-12) of the typed form of `annotation`, complete in itself."""
    definitions: Definitions = {}
    schema = form_of(annotation).describe(definitions)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, **defined(definitions)}


def defined(definitions: Definitions) -> dict[str, Json]:
    """The `$defs` member of a schema, or nothing where no record was met."""
    return {"$defs": {name: schema for name, (_, schema) in sorted(definitions.items())}} if definitions else {}


@cache
def form_of(annotation: Any) -> Form:
    """The form of a type. Raises TypeError for a type that has none, such as an integer without a range."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        return _annotated(annotation)
    if annotation == Scalar:
        return scalar(Length(0, MAX_SCALAR_BYTES))
    if origin in (Union, types.UnionType):
        return _union(typing.get_args(annotation))
    if origin is tuple:
        return _tuple(typing.get_args(annotation))
    if origin in (Sequence, Iterable):
        return _tuple((*typing.get_args(annotation), Ellipsis))
    if origin in (Mapping, dict):
        return _mapping(*typing.get_args(annotation))
    if annotation is None or annotation is type(None):
        return constant()
    if annotation is bool:
        return Form(boolean, boolean, lambda _: {"type": "boolean"})
    if annotation is bytes:
        return byte_string(None)
    if annotation is str:
        return text(None)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return enumeration(annotation)
    if isinstance(annotation, type) and is_dataclass(annotation):
        return _record(annotation)
    raise TypeError(f"{annotation!r} has no typed JSON form; use a ranged integer, a sized string, a boolean, an enum, a record, a tuple or a mapping of these")


def has_form(annotation: Any) -> bool:
    """Whether values of this type can be written in a vector."""
    try:
        form_of(annotation)
    except TypeError:
        return False
    return True


def record_name(record: type) -> str:
    """A record's name where it is one of several: `CoinBurn` is `coin_burn`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", record.__name__).lower()


def _annotated(annotation: Any) -> Form:
    base, *notes = typing.get_args(annotation)
    sizes = [note for note in notes if isinstance(note, Range | Length)]
    size = sizes[-1] if sizes else None
    if base is int and isinstance(size, Range):
        return integer(size)
    if base is bytes and (size is None or isinstance(size, Length)):
        return byte_string(size)
    if base is str and (size is None or isinstance(size, Length)):
        return text(size)
    if typing.get_origin(base) is tuple and isinstance(size, Length):
        return _tuple(typing.get_args(base), size)
    if size is not None or base is int:
        raise TypeError(f"{annotation!r} has no typed JSON form: its range does not fit its type")
    return form_of(base)


def _record(record: type) -> Form:
    hints = typing.get_type_hints(record, include_extras=True)
    names = [field.name for field in fields(record)]
    forms = {name: form_of(_said(hints[name]) if (record, name) in LEFT_OUT else hints[name]) for name in names}
    left_out = [name for name in names if (record, name) in LEFT_OUT]

    def write(value: object) -> Json:
        if type(value) is not record:
            raise FormError(f"{value!r} is not {record.__name__}")
        written = {name: getattr(value, name) for name in names if name not in left_out or getattr(value, name) is not None}
        return {name: within(name, forms[name].write, each) for name, each in written.items()}

    def read(value: Json) -> Any:
        present = members(value)
        unknown = [name for name in present if name not in forms]
        missing = [name for name in names if name not in present and name not in left_out]
        if unknown or missing:
            raise FormError(f"{record.__name__} has the fields {', '.join(names)}; " + _lists(unknown, missing))
        return record(**{name: within(name, form.read, present[name]) for name, form in forms.items() if name in present})

    def described(definitions: Definitions) -> dict[str, Json]:
        properties = {name: form.describe(definitions) for name, form in forms.items()}
        return fixed_object({name: properties[name] for name in names if name not in left_out}, {name: properties[name] for name in left_out})

    def describe(definitions: Definitions) -> dict[str, Json]:
        return define(definitions, record, record.__name__, lambda: described(definitions))

    return Form(write, read, describe)


def _said(annotation: Any) -> Any:
    """What a member is of which nothing is left out."""
    return next(choice for choice in typing.get_args(annotation) if choice is not type(None))


def define(definitions: Definitions, record: type, name: str, describe: Callable[[], dict[str, Json]]) -> dict[str, Json]:
    """A reference to the schema of `record`, written where it is met first. Two records of one name cannot share a schema: TypeError."""
    if name in definitions and definitions[name][0] is not record:
        raise TypeError(f"two records are called {name}: {definitions[name][0]!r} and {record!r}")
    if name not in definitions:
        definitions[name] = (record, None)
        definitions[name] = (record, describe())
    return {"$ref": f"#/$defs/{name}"}


def fixed_object(required: Mapping[str, Json], optional: Mapping[str, Json] | None = None) -> dict[str, Json]:
    """The schema of an object with exactly these members, and perhaps the optional ones."""
    return {"type": "object", "properties": {**required, **(optional or {})}, "required": list(required), "additionalProperties": False}


def _union(choices: tuple[Any, ...]) -> Form:
    records = tuple(choice for choice in choices if choice is not type(None))
    if len(records) == 1:
        return _optional(form_of(records[0]))
    if len(records) != len(choices) or not all(isinstance(choice, type) and is_dataclass(choice) for choice in records):
        raise TypeError(f"a union of {choices} has no typed JSON form; only records, or one type and None, can be chosen from")
    by_name = {record_name(choice): (choice, form_of(choice)) for choice in records}
    name_of = {choice: name for name, (choice, _) in by_name.items()}

    def write(value: object) -> Json:
        if type(value) not in name_of:
            raise FormError(f"{value!r} is none of {', '.join(by_name)}")
        name = name_of[type(value)]
        return {name: within(name, by_name[name][1].write, value)}

    def read(value: Json) -> Any:
        present = members(value)
        if len(present) != 1 or next(iter(present)) not in by_name:
            raise FormError(f"{show(value)} does not have exactly one of the keys {', '.join(by_name)}")
        ((name, held),) = present.items()
        return within(name, by_name[name][1].read, held)

    def describe(definitions: Definitions) -> dict[str, Json]:
        return {"oneOf": [fixed_object({name: form.describe(definitions)}) for name, (_, form) in by_name.items()]}

    return Form(write, read, describe)


def _optional(form: Form) -> Form:
    return Form(
        lambda value: None if value is None else form.write(value),
        lambda value: None if value is None else form.read(value),
        lambda definitions: {"anyOf": [form.describe(definitions), {"type": "null"}]},
    )


def _tuple(arguments: tuple[Any, ...], length: Length | None = None) -> Form:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        each = form_of(arguments[0])

        def forms_for(count: int) -> tuple[Form, ...]:
            if length is not None and not length.low <= count <= length.high:
                raise FormError(f"{count} elements where {length.low} to {length.high} are expected")
            return (each,) * count

        def describe(definitions: Definitions) -> dict[str, Json]:
            bounds: dict[str, Json] = {} if length is None else {"minItems": length.low, "maxItems": length.high}
            return {"type": "array", "items": each.describe(definitions), **bounds}
    else:
        fixed = tuple(form_of(argument) for argument in arguments)

        def forms_for(count: int) -> tuple[Form, ...]:
            if count != len(fixed):
                raise FormError(f"{count} elements where {len(fixed)} are expected")
            return fixed

        def describe(definitions: Definitions) -> dict[str, Json]:
            return {"type": "array", "prefixItems": [form.describe(definitions) for form in fixed], "minItems": len(fixed), "maxItems": len(fixed)}

    def write(value: object) -> Json:
        if not isinstance(value, tuple):
            raise FormError(f"{value!r} is not a tuple")
        return [within(str(place), form.write, element) for place, (form, element) in enumerate(zip(forms_for(len(value)), value, strict=True))]

    def read(value: Json) -> Any:
        if not isinstance(value, list):
            raise FormError(f"{show(value)} is not an array")
        return tuple(within(str(place), form.read, element) for place, (form, element) in enumerate(zip(forms_for(len(value)), value, strict=True)))

    return Form(write, read, describe)


def _mapping(key: Any, held: Any) -> Form:
    key_form, held_form = _key(key), form_of(held)

    def write(value: object) -> Json:
        if not isinstance(value, Mapping):
            raise FormError(f"{value!r} is not a mapping")
        written = {}
        for place, element in value.items():
            name = key_form.write(place)
            if not isinstance(name, str):
                raise TypeError(f"keys of type {key!r} are not written as strings")
            written[name] = within(name, held_form.write, element)
        return dict(sorted(written.items()))

    def read(value: Json) -> Any:
        return {within(name, key_form.read, name): within(name, held_form.read, element) for name, element in members(value).items()}

    def describe(definitions: Definitions) -> dict[str, Json]:
        return {"type": "object", "propertyNames": key_form.describe(definitions), "additionalProperties": held_form.describe(definitions)}

    return Form(write, read, describe)


def _key(key: Any) -> Form:
    """The form of a mapping's keys: that of their type, but for integers, which are decimal strings whatever their range, and for tuples."""
    if typing.get_origin(key) is tuple:
        return _joined_key([_key(part) for part in typing.get_args(key)])
    base, *notes = typing.get_args(key) or (key,)
    return integer(notes[-1], as_text=True) if base is int and isinstance(notes[-1], Range) else form_of(key)


def _joined_key(parts: list[Form]) -> Form:
    """The form of keys of several parts: theirs, with a slash between each two."""

    def write(value: object) -> Json:
        if not isinstance(value, tuple) or len(value) != len(parts):
            raise FormError(f"{value!r} is not a key of {len(parts)} parts")
        return "/".join(str(part.write(each)) for part, each in zip(parts, value, strict=True))

    def read(value: Json) -> Any:
        texts = value.split("/") if isinstance(value, str) else []
        if len(texts) != len(parts):
            raise FormError(f"{value!r} is not a key of {len(parts)} parts")
        return tuple(part.read(each) for part, each in zip(parts, texts, strict=True))

    def describe(definitions: Definitions) -> dict[str, Json]:
        patterns = [str(part.describe(definitions)["pattern"]).removeprefix("^").removesuffix("$") for part in parts]
        return {"type": "string", "pattern": f"^{'/'.join(patterns)}$"}

    return Form(write, read, describe)


def within(name: str, action: Callable[[Any], Any], value: object) -> Any:
    """Read or write one member; a fault inside it says where it is."""
    try:
        return action(value)
    except FormError as error:
        raise error.within(name) from None


def _lists(unknown: list[str], missing: list[str]) -> str:
    parts = ([f"unknown: {', '.join(unknown)}"] if unknown else []) + ([f"missing: {', '.join(missing)}"] if missing else [])
    return "; ".join(parts)
