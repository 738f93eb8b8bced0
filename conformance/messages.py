"""The messages of the target protocol: what is sent, and what may come back.

A reply is an object with exactly the members named here. An unknown member is refused: a target that adds one has
misread the protocol, and a harness that overlooks it would never say so.
"""

from dataclasses import dataclass

from conformance.judgement import shown_bytes
from conformance.limits import MAX_LINE_BYTES, MAX_NAME_CHARACTERS, MIN_LINE_BYTES
from conformance.strict_json import StrictJsonError, encode, parse
from vectors.json_text import Json

PROTOCOL_VERSION = 1
"""The version of the target protocol that this harness speaks."""


class ReplyError(ValueError):
    """A line is not a reply to the request that was sent; the text says why."""


@dataclass(frozen=True, slots=True)
class Hello:
    """How a target introduces itself, and what it claims."""

    name: str
    version: str
    profiles: tuple[str, ...]
    presets: tuple[str, ...]
    max_line_bytes: int

    def as_json(self) -> dict[str, Json]:
        """The form that it travels in."""
        return {
            "protocol": PROTOCOL_VERSION,
            "name": self.name,
            "version": self.version,
            "profiles": list(self.profiles),
            "presets": list(self.presets),
            "limits": {"max_line_bytes": self.max_line_bytes},
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the target computed, in the form of a case's `expect`."""

    value: dict[str, Json]


@dataclass(frozen=True, slots=True)
class Unsupported:
    """The target says that it does not implement what the request asks."""

    reason: str


@dataclass(frozen=True, slots=True)
class Error:
    """The target says that it could not read the request or failed at it."""

    text: str


def hello_request(seq: int) -> bytes:
    """The line that asks a target to introduce itself."""
    return b'{"seq":%d,"op":"hello"}\n' % seq


def reset_request(seq: int) -> bytes:
    """The line that asks a target to forget everything."""
    return b'{"seq":%d,"op":"reset"}\n' % seq


def run_request(seq: int, kind: str, preset: str, given: Json) -> bytes:
    """The line that asks a target for the outcome of a case's input. Neither the case's id nor what is expected travels."""
    return b'{"seq":%d,"op":"run",%s\n' % (seq, encode({"kind": kind, "preset": preset, "input": given})[1:])


def read_hello(line: bytes, seq: int) -> Hello:
    """The target's introduction. Raises `ReplyError`."""
    name, value = _read(line, seq, ("hello", "error"))
    if name == "error":
        raise ReplyError(f"it answered hello with the error {_shown(value)}")
    members = _members(value, "hello", ("protocol", "name", "version", "profiles", "presets", "limits"))
    if type(members["protocol"]) is not int or members["protocol"] != PROTOCOL_VERSION:
        raise ReplyError(f"it speaks version {_shown(members['protocol'])} of the target protocol, and this harness {PROTOCOL_VERSION}")
    limits = _members(members["limits"], "limits", ("max_line_bytes",))
    longest = limits["max_line_bytes"]
    if type(longest) is not int or longest < MIN_LINE_BYTES:
        raise ReplyError(f"max_line_bytes is not an integer of at least {MIN_LINE_BYTES}: {_shown(longest)}")
    return Hello(
        name=_short_text(members["name"], "name"),
        version=_short_text(members["version"], "version"),
        profiles=_names(members["profiles"], "profiles"),
        presets=_names(members["presets"], "presets"),
        max_line_bytes=min(longest, MAX_LINE_BYTES),
    )


def read_reset(line: bytes, seq: int) -> None:
    """The target's confirmation that it has forgotten everything. Raises `ReplyError`."""
    # Half of all lines are this one; its two usual spellings need no parser.
    if line in (b'{"seq": %d, "ok": true}\n' % seq, b'{"seq":%d,"ok":true}\n' % seq):
        return
    name, value = _read(line, seq, ("ok", "error"))
    if name == "error":
        raise ReplyError(f"it answered reset with the error {_shown(value)}")
    if value is not True:
        raise ReplyError(f"ok is not true: {_shown(value)}")


def read_run(line: bytes, seq: int) -> Outcome | Unsupported | Error:
    """The target's answer to a case. Raises `ReplyError`."""
    name, value = _read(line, seq, ("outcome", "unsupported", "error"))
    if name == "outcome":
        if not isinstance(value, dict):
            raise ReplyError(f"outcome is not an object: {_shown(value)}")
        return Outcome(value)
    if not isinstance(value, str):
        raise ReplyError(f"{name} is not text: {_shown(value)}")
    return Unsupported(value) if name == "unsupported" else Error(value)


def _read(line: bytes, seq: int, answers: tuple[str, ...]) -> tuple[str, Json]:
    """The one member beside `seq`, by name."""
    try:
        reply = parse(line)
    except StrictJsonError as error:
        raise ReplyError(f"its line {shown_bytes(line)} is refused: {error}") from None
    if not isinstance(reply, dict):
        raise ReplyError(f"its line is not an object: {_shown(reply)}")
    if type(reply.get("seq")) is not int:
        raise ReplyError(f"its reply has no seq that is an integer: {_shown(reply)}")
    # Said before seq is compared: a target that could not read the request cannot know its seq, and answers 0.
    if reply["seq"] == 0 and isinstance(reply.get("error"), str):
        raise ReplyError(f"it could not read the request: {_shown(reply['error'])}")
    if reply["seq"] != seq:
        raise ReplyError(f"its reply has seq {reply['seq']} where the request had {seq}")
    given = [name for name in reply if name != "seq"]
    if len(given) != 1 or given[0] not in answers:
        raise ReplyError(f"its reply has, beside seq, {_listed(given)} where exactly one of {', '.join(answers)} is due")
    return given[0], reply[given[0]]


def _members(value: Json, where: str, names: tuple[str, ...]) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise ReplyError(f"{where} is not an object: {_shown(value)}")
    missing = [name for name in names if name not in value]
    unknown = [name for name in value if name not in names]
    if missing or unknown:
        raise ReplyError(f"{where} has exactly the members {', '.join(names)}; missing: {_listed(missing)}; unknown: {_listed(unknown)}")
    return value


def _names(value: Json, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ReplyError(f"{where} is not an array of names: {_shown(value)}")
    names = [_short_text(name, where) for name in value]
    if len(set(names)) != len(names):
        raise ReplyError(f"{where} names one thing twice: {_listed(names)}")
    return tuple(names)


def _short_text(value: Json, where: str) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= MAX_NAME_CHARACTERS or not value.isprintable():
        raise ReplyError(f"{where} is not printable text of 1 to {MAX_NAME_CHARACTERS} characters: {_shown(value)}")
    return value


def _listed(names: list[str]) -> str:
    return ", ".join(_shown(name) for name in names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "") if names else "nothing"


def _shown(value: Json) -> str:
    text = encode(value).decode("ascii")
    return text if len(text) <= 160 else f"{text[:157]}..."
