"""The judgement of an outcome: exactly the expected value, or a list of where it is not.

Types count: `"1"` is not `1`, and `true` is not `1`. A member that is not expected is a difference as well.
"""

from dataclasses import dataclass
from itertools import islice

from conformance.limits import MAX_DIFFERENCES, MAX_TEXT_CHARACTERS, MAX_VALUE_CHARACTERS
from conformance.strict_json import encode
from vectors.json_text import Json

NOTHING = "nothing"
"""How an absent value is written in a difference; a JSON value would have quotes."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where an outcome is not what it should be; the values are JSON texts, shortened, or `nothing`."""

    path: str
    expected: str
    got: str

    def __str__(self) -> str:
        """The line that a report shows."""
        return f"{self.path}: expected {self.expected}, got {self.got}"


def differences(expected: Json, got: Json, path: str = "") -> list[Difference]:
    """Where `got` is not `expected`, in the order of the expected value. Empty exactly when the two are the same.

    The recursion is as deep as the expected value, whatever the target sent.
    """
    if type(expected) is not type(got):
        return [Difference(path or "outcome", shown(expected), shown(got))]
    if isinstance(expected, dict) and isinstance(got, dict):
        if expected and got and expected.keys().isdisjoint(got):
            # One thing instead of another, as a rejection instead of a value: said once, and not as two.
            return [Difference(path or "outcome", shown(expected), shown(got))]
        found = []
        for name, value in expected.items():
            place = member_path(path, name)
            found += differences(value, got[name], place) if name in got else [Difference(place, shown(value), NOTHING)]
        if len(got) != len(expected) or found:
            # Of what nobody expects a target can send any amount: beyond what a report lists, it is left out.
            unexpected = islice((name for name in got if name not in expected), MAX_DIFFERENCES + 1)
            found += [Difference(member_path(path, name), NOTHING, shown(got[name])) for name in unexpected]
        return found
    if isinstance(expected, list) and isinstance(got, list):
        found = []
        for index, (one, other) in enumerate(zip(expected, got, strict=False)):
            found += differences(one, other, f"{path}[{index}]")
        shared = min(len(expected), len(got))
        found += [Difference(f"{path}[{index}]", shown(value), NOTHING) for index, value in enumerate(expected[shared:], shared)]
        unexpected_values = got[shared : shared + MAX_DIFFERENCES + 1]
        found += [Difference(f"{path}[{index}]", NOTHING, shown(value)) for index, value in enumerate(unexpected_values, shared)]
        return found
    return [] if expected == got else [Difference(path or "outcome", shown(expected), shown(got))]


def listed(found: list[Difference]) -> tuple[Difference, ...]:
    """The differences that a report lists: the first ones, and a last entry that says so where there are more."""
    if len(found) <= MAX_DIFFERENCES:
        return tuple(found)
    return (*found[:MAX_DIFFERENCES], Difference("and more", "...", "..."))


def shown(value: Json) -> str:
    """A value as compact JSON, cut in the middle where it is long."""
    return cut(encode(value).decode("ascii"), MAX_VALUE_CHARACTERS)


def shown_bytes(data: bytes | bytearray) -> str:
    """The beginning of some bytes, on one line, in ASCII."""
    text = ascii(bytes(data[:80]).decode("utf-8", "backslashreplace"))
    return f"{text}..." if len(data) > 80 else text


def cut(text: str, limit: int = MAX_TEXT_CHARACTERS) -> str:
    """A text of at most about `limit` characters: its beginning, how much is left out, and its end."""
    if len(text) <= limit:
        return text
    kept = limit // 2
    return f"{text[:kept]}... ({len(text) - 2 * kept} characters) ...{text[-kept:]}"


def member_path(path: str, name: str) -> str:
    """The place of a member of the object at `path`, as differences name it."""
    name = cut(name, 80) if name.isidentifier() else encode(cut(name, 80)).decode("ascii")
    return f"{path}.{name}" if path else name
