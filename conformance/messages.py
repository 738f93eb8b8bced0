"""The messages of the target protocol: what is sent, and what may come back, whatever the encoding.

A reply is an object with exactly the members named here. An unknown member is refused: a target that adds one has
misread the protocol, and a harness that overlooks it would never say so.
"""

from dataclasses import dataclass

from conformance.limits import MAX_MESSAGE_BYTES, MAX_NAME_CHARACTERS, MIN_MESSAGE_BYTES
from conformance.strict_json import encode
from vectors.json_text import Json

PROTOCOL_VERSION = 4
"""The version of the target protocol that this harness speaks."""

SOFT = "soft"
"""The kind of a reset that the target does by itself, while it stays powered."""

POWER = "power"
"""The kind of a reset that follows a start: whatever was not kept through a loss of power is gone."""

SEED_DIGITS = 64
"""How many hexadecimal digits the seed of a reset has."""

NO_SEED = "0" * SEED_DIGITS
"""The seed of a reset that does not care."""


class ReplyError(ValueError):
    """A message is not a reply to the request that was sent; the text says why."""


@dataclass(frozen=True, slots=True)
class Hello:
    """How a target introduces itself, and what it claims."""

    name: str
    version: str
    profiles: tuple[str, ...]
    presets: tuple[str, ...]
    max_message_bytes: int
    """The longest message that it reads, in the encoding that it was asked in."""
    board: str | None = None
    """What it runs on, where it says so."""

    def as_json(self) -> dict[str, Json]:
        """The form that it travels in."""
        board: dict[str, Json] = {} if self.board is None else {"board": self.board}
        return {
            "protocol": PROTOCOL_VERSION,
            "name": self.name,
            "version": self.version,
            **board,
            "profiles": list(self.profiles),
            "presets": list(self.presets),
            "limits": {"max_message_bytes": self.max_message_bytes},
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


@dataclass(frozen=True, slots=True)
class Reset:
    """What a target starts a case from: forgotten is everything but this."""

    kind: str = SOFT
    """`SOFT`, or `POWER` where the target's power was gone as well."""
    seed: str = NO_SEED
    """What all randomness of the target is to come from, in hexadecimal digits."""
    time: str = "0"
    """The slot that is now, a decimal number."""


def hello_request(seq: int) -> dict[str, Json]:
    """The message that asks a target to introduce itself."""
    return {"seq": seq, "op": "hello"}


def reset_request(seq: int, reset: Reset) -> dict[str, Json]:
    """The message that asks a target to forget everything."""
    return {"seq": seq, "op": "reset", "kind": reset.kind, "seed": reset.seed, "time": reset.time}


def run_request(seq: int, kind: str, preset: str, given: Json) -> dict[str, Json]:
    """The message that asks a target for the outcome of a case's input. Neither the case's id nor what is expected travels."""
    return {"seq": seq, "op": "run", "kind": kind, "preset": preset, "input": given}


def attest_request(seq: int, nonce: bytes) -> dict[str, Json]:
    """The message that asks a target to attest to a report."""
    return {"seq": seq, "op": "attest", "nonce": nonce.hex()}


def read_attest(reply: Json, seq: int) -> bytes | Unsupported:
    """The target's attestation. Raises `ReplyError`."""
    name, value = _read(reply, seq, ("attestation", "unsupported", "error"))
    if name == "error":
        raise ReplyError(f"it answered attest with the error {_shown(value)}")
    if name == "unsupported" and isinstance(value, str):
        return Unsupported(value)
    if not isinstance(value, str) or len(value) % 2 or not set(value) <= set("0123456789abcdef"):
        raise ReplyError(f"{name} is not {'text' if name == 'unsupported' else 'bytes in lower-case hexadecimal digits'}: {_shown(value)}")
    return bytes.fromhex(value)


def read_hello(reply: Json, seq: int) -> Hello:
    """The target's introduction. Raises `ReplyError`."""
    name, value = _read(reply, seq, ("hello", "error"))
    if name == "error":
        raise ReplyError(f"it answered hello with the error {_shown(value)}")
    # Said before its form is looked at: another version may have another form.
    if isinstance(value, dict) and "protocol" in value and (type(value["protocol"]) is not int or value["protocol"] != PROTOCOL_VERSION):
        raise ReplyError(f"it speaks version {_shown(value['protocol'])} of the target protocol, and this harness {PROTOCOL_VERSION}")
    members = _members(value, "hello", ("protocol", "name", "version", "profiles", "presets", "limits"), optional=("board",))
    limits = _members(members["limits"], "limits", ("max_message_bytes",))
    longest = limits["max_message_bytes"]
    if type(longest) is not int or longest < MIN_MESSAGE_BYTES:
        raise ReplyError(f"max_message_bytes is not an integer of at least {MIN_MESSAGE_BYTES}: {_shown(longest)}")
    return Hello(
        name=_short_text(members["name"], "name"),
        version=_short_text(members["version"], "version"),
        profiles=_names(members["profiles"], "profiles"),
        presets=_names(members["presets"], "presets"),
        max_message_bytes=min(longest, MAX_MESSAGE_BYTES),
        board=_short_text(members["board"], "board") if "board" in members else None,
    )


def read_reset(reply: Json, seq: int) -> None:
    """The target's confirmation that it has forgotten everything. Raises `ReplyError`."""
    name, value = _read(reply, seq, ("ok", "error"))
    if name == "error":
        raise ReplyError(f"it answered reset with the error {_shown(value)}")
    if value is not True:
        raise ReplyError(f"ok is not true: {_shown(value)}")


def read_run(reply: Json, seq: int) -> Outcome | Unsupported | Error:
    """The target's answer to a case. Raises `ReplyError`."""
    name, value = _read(reply, seq, ("outcome", "unsupported", "error"))
    if name == "outcome":
        if not isinstance(value, dict):
            raise ReplyError(f"outcome is not an object: {_shown(value)}")
        return Outcome(value)
    if not isinstance(value, str):
        raise ReplyError(f"{name} is not text: {_shown(value)}")
    return Unsupported(value) if name == "unsupported" else Error(value)


def _read(reply: Json, seq: int, answers: tuple[str, ...]) -> tuple[str, Json]:
    """The one member beside `seq`, by name."""
    if not isinstance(reply, dict):
        raise ReplyError(f"its message is not an object: {_shown(reply)}")
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


def _members(value: Json, where: str, names: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise ReplyError(f"{where} is not an object: {_shown(value)}")
    missing = [name for name in names if name not in value]
    unknown = [name for name in value if name not in names and name not in optional]
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
