"""Byte strings that mean something: encoded records, signed with the test keys or not, right or with something wrong."""

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable
from functools import cache
from typing import Any

import reference
from conformance.fuzzing.choices import Choices
from conformance.fuzzing.constants import Constants
from conformance.fuzzing.damage import damaged
from conformance.fuzzing.signed import PEOPLE
from conformance.fuzzing.values import BYTES, Makers, Seen, choose_value
from reference.wire.hashing import Tag
from reference.wire.keys import PublicKey
from vectors.json_form import has_form
from vectors.keys import seal

Encoder = tuple[Callable[[Any], bytes], Any]
"""A function of the reference that encodes a record, and the type of what it encodes."""

BEGINNING = "encode_"


@cache
def encoders() -> dict[str, tuple[Encoder, ...]]:
    """By module, its functions that encode one value."""
    found: dict[str, list[Encoder]] = {}
    for module in pkgutil.walk_packages(reference.__path__, "reference."):
        for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            if name.startswith(BEGINNING) and function.__module__ == module.name:
                hints = typing.get_type_hints(function, include_extras=True)
                hints.pop("return")
                if len(hints) == 1 and has_form(kind := next(iter(hints.values()))):
                    found.setdefault(module.name, []).append((function, kind))
    return {name: tuple(each) for name, each in sorted(found.items())}


def makers(constants: Constants) -> Makers:
    """What makes byte strings and keys for a rule that has these constants: encodings of the modules that it calls, under the tags that it knows."""
    near = tuple(each for module in constants.modules for each in encoders().get(module, ()))
    every = tuple(each for some in encoders().values() for each in some)
    tags = constants.tags or tuple(Tag)

    def make(choices: Choices) -> Any:
        encode, kind = choices.one_of(near if near and choices.integer(0, 5) else every)
        try:
            data = encode(choose_value(choices, kind, Seen(constants.integers, [pair.account for pair in PEOPLE], constants.texts, {PublicKey: key})))
        except Exception:  # What no encoder is given by the rules: it need not say how it fails.
            return None
        if choices.integer(0, 3) == 3:
            data = damaged(choices, data)
        if choices.integer(0, 3):
            data = seal(choices.one_of(PEOPLE), data, choices.one_of(tags))
            if choices.integer(0, 5) == 5:
                data = damaged(choices, data)
        return data

    return {BYTES: make, PublicKey: key}


def key(choices: Choices) -> Any:
    """The public key of a test key."""
    return choices.one_of(PEOPLE).public
