"""A target under test: reached when it is needed, asked one thing at a time, given up after a fault.

A case is one exchange of `run` and one of `reset`. The reset makes every case start from the same state, and it is
the fence between two cases: a channel keeps order, so whatever a target writes too much, and its death right after an
answer, is met before the reset's answer and is charged to the case that caused it.
"""

import contextlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from conformance.address import SERIAL, Address, address_of
from conformance.codec import CBOR, CODECS, JSON, Codec
from conformance.conversation import Conversation, DeviceStarted
from conformance.judgement import shown_bytes
from conformance.limits import DEFAULT_TIMEOUT_SECONDS, FIRST_SEQ_LIMIT, MAX_START_ATTEMPTS, START_SECONDS
from conformance.messages import (
    NO_SEED,
    POWER,
    SOFT,
    Error,
    Hello,
    Outcome,
    ReplyError,
    Reset,
    Unsupported,
    attest_request,
    hello_request,
    read_attest,
    read_hello,
    read_reset,
    read_run,
    reset_request,
    run_request,
)
from conformance.power import PowerCycle
from conformance.verdicts import ConformanceError, Fault, Verdict
from vectors.case import Case
from vectors.json_text import Json

SENT = ">"
RECEIVED = "<"

Reply = TypeVar("Reply")

RESET_DONE: dict[str, Json] = {"ok": True}
"""What a reply to a reset says beside its seq, if it is no error."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message that has passed between the harness and a target."""

    direction: str
    """`SENT` or `RECEIVED`."""
    seconds: float
    """When, by the monotonic clock."""
    data: bytes
    """Its encoding, without what marks its end on the way."""
    value: Json
    """What it holds; None where `data` is no message, since no message is null."""


Observe = Callable[[Message], None]
"""Told of every message, when it is sent or has come."""


class TooLong(Exception):
    """A request is longer than the target reads; the text says so."""


class Target:
    """An implementation under test. Use `start`, then `run` and `reset` any number of times, and `finish` or `kill`."""

    def __init__(self, address: Address, codec: Codec, timeout: float, power_cycle: PowerCycle | None = None, observe: Observe | None = None) -> None:
        """Prepare the target; nothing is started yet. `timeout` is for one answer, in seconds."""
        self._address = address
        self._codec = codec
        self._timeout = timeout
        self._power_cycle = power_cycle
        self._observe = observe
        self._seq = 0
        self._conversation: Conversation | None = None
        self._hello: Hello | None = None
        self._reset = Reset()
        self._resumed = False

    @classmethod
    def connect(
        cls,
        target_text: str,
        encoding: str = JSON.name,
        timeout: float = DEFAULT_TIMEOUT_SECONDS,
        power_cycle: str | None = None,
        observe: Observe | None = None,
    ) -> "Target":
        """The target that a `--target` names, in an encoding of `CODECS`. `power_cycle` is a command. Raises `ConformanceError`; nothing is started yet."""
        if encoding not in CODECS:
            raise ConformanceError(f"--encoding {encoding} is none; write {' or '.join(CODECS)}")
        codec = CBOR if target_text.startswith(SERIAL) else CODECS[encoding]
        return cls(address_of(target_text, codec), codec, timeout, PowerCycle.of(power_cycle) if power_cycle else None, observe)

    @property
    def is_running(self) -> bool:
        """Whether the target has said hello and has not been given up since."""
        return self._conversation is not None

    @property
    def resumed(self) -> bool:
        """Whether the last case was asked twice, since the device had started again by itself in the middle of it."""
        return self._resumed

    def start(self) -> Hello:
        """Reach the target and let it introduce itself. Raises `Fault`, and `ConformanceError` where it cannot be reached the first time."""
        self.kill()
        conversation = self._conversation = self._address.reach_first() if self._hello is None else self._address.reach_again()
        # What an earlier session left on its way has another number.
        self._seq = secrets.randbelow(FIRST_SEQ_LIMIT)
        self._resumed = False
        try:
            # Opening a serial port resets many a board, a moment later.
            for _ in range(MAX_START_ATTEMPTS):
                with contextlib.suppress(DeviceStarted):
                    self._hello = self._introduced(conversation)
                    return self._hello
        except BaseException:
            self.kill()
            raise
        raise self._fault(Verdict.CRASH, f"it started again while it was to introduce itself, {MAX_START_ATTEMPTS} times")

    def restart(self) -> None:
        """Start again after a fault, several times if need be, after a power cycle where one is given. Raises `Fault` of the last attempt."""
        for attempt in range(1, MAX_START_ATTEMPTS + 1):
            try:
                self.kill()
                self._cycle_power()
                self.start()
                return
            except Fault:
                if attempt == MAX_START_ATTEMPTS:
                    raise

    def run(self, case: Case) -> Outcome | Unsupported | Error:
        """What the target answers to a case. Raises `Fault`; the target is given up then, and with it whatever it would still have said."""
        self._resumed = False
        try:
            return self._ask(lambda seq: run_request(seq, case.kind.value, case.preset, case.input), read_run, {"outcome": case.expect}, afresh=True)
        except TooLong as error:
            return Unsupported(str(error))

    def reset(self, kind: str = SOFT, seed: str = NO_SEED, time: str = "0") -> None:
        """Let the target forget everything. A `POWER` reset starts it afresh, after a power cycle where one is given. Raises `Fault`."""
        reset = self._reset = Reset(kind, seed, time)
        if kind == POWER:
            self.finish()
            self._cycle_power()
            self.start()
        self._ask(lambda seq: reset_request(seq, reset), read_reset, RESET_DONE)

    def attest(self, nonce: bytes) -> bytes | Unsupported:
        """Have the target attest to a nonce with its own key. Raises `Fault`."""
        self._resumed = False
        return self._ask(lambda seq: attest_request(seq, nonce), read_attest)

    def finish(self) -> int | None:
        """Let the target leave, and return its exit status; None where none is known. Raises `Fault` when it still writes."""
        conversation, self._conversation = self._conversation, None
        return conversation.finish() if conversation else None

    def kill(self) -> None:
        """Give the target up: end its process, or the connection to it."""
        conversation, self._conversation = self._conversation, None
        if conversation:
            conversation.kill()

    def _ask(
        self, make: Callable[[int], dict[str, Json]], read: Callable[[Json, int], Reply], likely: dict[str, Json] | None = None, *, afresh: bool = False
    ) -> Reply:
        """One exchange, and where the device starts again in the middle of it, the same once more; `afresh` after a reset. Raises `Fault`."""
        try:
            try:
                return self._exchange(make, read, self._timeout, likely)
            except DeviceStarted:
                if self._resumed:
                    raise
                self._resumed = True
            self._resume(afresh)
            return self._exchange(make, read, self._timeout, likely)
        except DeviceStarted:
            raise self._fault(Verdict.CRASH, "it started again in the middle of the case, twice") from None
        except TooLong:
            raise
        except BaseException:
            self.kill()
            raise

    def _resume(self, afresh: bool) -> None:
        """Bring a device that has started by itself to where it was before the case."""
        conversation = self._conversation
        assert conversation is not None
        self._introduced(conversation)
        if afresh:
            self._exchange(lambda seq: reset_request(seq, self._reset), read_reset, self._timeout, RESET_DONE)

    def _introduced(self, conversation: Conversation) -> Hello:
        """The target's answer to `hello`. Raises `Fault` and `DeviceStarted`."""
        seconds = max(START_SECONDS, self._timeout)
        conversation.open(seconds)
        return self._exchange(hello_request, self._read_same_hello, seconds)

    def _exchange(
        self, make: Callable[[int], dict[str, Json]], read: Callable[[Json, int], Reply], seconds: float, likely: dict[str, Json] | None = None
    ) -> Reply:
        """One message out and one in. `likely` is the right reply but for its seq, where there is just one."""
        conversation = self._conversation
        assert conversation is not None
        seq = self._seq + 1
        request = make(seq)
        data = self._codec.encode(request)
        if self._hello is not None and len(data) > self._hello.max_message_bytes:
            raise TooLong(f"the request has {len(data)} bytes, and the target's max_message_bytes is {self._hello.max_message_bytes}")
        self._seq = seq
        if self._observe:
            self._observe(Message(SENT, time.monotonic(), data, request))
        answer = conversation.exchange(data, seconds)
        at = time.monotonic()
        try:
            reply = self._decoded(answer, None if likely is None else {"seq": seq, **likely})
        except ValueError as error:
            if self._observe:
                self._observe(Message(RECEIVED, at, answer, None))
            raise self._fault(Verdict.PROTOCOL_ERROR, f"its {self._codec.framing.unit} {shown_bytes(answer)} is refused: {error}") from None
        if self._observe:
            self._observe(Message(RECEIVED, at, answer, reply))
        try:
            return read(reply, seq)
        except ReplyError as error:
            raise self._fault(Verdict.PROTOCOL_ERROR, str(error)) from None

    def _decoded(self, answer: bytes, likely: Json) -> Json:
        """What an answer holds. Most are the likely ones, byte for byte, and need not be taken apart. Raises `ValueError`."""
        return likely if likely is not None and answer == self._codec.encode(likely) else self._codec.decode(answer)

    def _read_same_hello(self, reply: Json, seq: int) -> Hello:
        """An introduction that is the one of the start, where there was one. Raises `ReplyError`."""
        hello = read_hello(reply, seq)
        if self._hello is not None and hello != self._hello:
            raise ReplyError(f"it introduced itself as {hello.as_json()} after a restart, and as {self._hello.as_json()} before")
        return hello

    def _cycle_power(self) -> None:
        if self._power_cycle is not None:
            self._power_cycle.run()

    def _fault(self, verdict: Verdict, reason: str) -> Fault:
        """The fault, with what the target said beside its answers; the target is given up."""
        complaints = self._conversation.complaints() if self._conversation else ""
        self.kill()
        return Fault(verdict, reason, complaints)
