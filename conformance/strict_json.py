"""JSON as the target protocol has it: one reading for every line, or none.

Parsers disagree about duplicate keys, about `NaN`, about integers above 2^53 and about half a surrogate pair. A
message that holds any of these means different things to different readers, so it is refused here rather than
judged.
"""

import json
from collections.abc import Iterable

from conformance.limits import MAX_CONTAINERS, MAX_DEPTH
from vectors.json_text import MAX_JSON_NUMBER, Json, first_repeated


class StrictJsonError(ValueError):
    """A line is not one JSON value in the form of the target protocol; the text says why."""


def parse(line: bytes) -> Json:
    """The value that a line holds. Raises `StrictJsonError`, and nothing else, for whatever is not strict JSON."""
    containers = line.count(b"[") + line.count(b"{")
    if containers > MAX_CONTAINERS:
        raise StrictJsonError(f"it holds more than {MAX_CONTAINERS} arrays and objects")
    try:
        value: Json = _decode(line.decode("utf-8"))
        if containers > MAX_DEPTH and _is_deep(value):
            raise StrictJsonError(f"nested more than {MAX_DEPTH} deep")
        if b"\\u" in line:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except StrictJsonError:
        raise
    except RecursionError:
        raise StrictJsonError(f"nested more than {MAX_DEPTH} deep") from None
    except UnicodeEncodeError:
        raise StrictJsonError("a string holds half a surrogate pair") from None
    except UnicodeDecodeError as error:
        raise StrictJsonError(f"not UTF-8 at byte {error.start}") from None
    except ValueError as error:
        raise StrictJsonError(f"not JSON: {error}") from None
    return value


def encode(value: Json) -> bytes:
    """The line that carries a value, without its newline: compact, in ASCII, so that no reader can stumble over an encoding."""
    return _encode(value).encode("ascii")


def _is_deep(value: Json) -> bool:
    """Whether arrays and objects are nested too deeply; level by level, since recursion is what a deep value would break."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level for child in _children(parent) if isinstance(child, dict | list)]
        if not level:
            return False
    return True


def _children(value: Json) -> Iterable[Json]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        twice = first_repeated(name for name, _ in pairs)
        raise StrictJsonError(f"the key {json.dumps(twice[:80])} appears twice in one object")
    return members


def _integer(text: str) -> int:
    if len(text) > len(str(-MAX_JSON_NUMBER)) or abs(int(text)) > MAX_JSON_NUMBER:
        raise StrictJsonError("an integer above 2^53 - 1 is written as a decimal string")
    if text == "-0":
        raise StrictJsonError("-0 is not an integer of the protocol")
    return int(text)


def _no_float(text: str) -> Json:
    raise StrictJsonError(f"{text[:80]} is not an integer, and nothing in the protocol is a fraction")


_decode = json.JSONDecoder(object_pairs_hook=_unique, parse_int=_integer, parse_float=_no_float, parse_constant=_no_float).decode
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
