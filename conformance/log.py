"""`exchanges.ndjson`: every message of a run, so that a run can be judged again without the target.

One JSON object a line: the run's `header`; a `message` for each that was sent or received; a `verdict` after the messages of
each attempt at a case; the `end`. An attempt that broke off has its fault in the verdict, for what did not come cannot be
read from messages. A run that is resumed adds a header, and so on.
"""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, unique
from typing import BinaryIO, Protocol

from conformance.results import Result
from conformance.strict_json import encode
from conformance.target import Message
from conformance.verdicts import FAULTS, Verdict
from vectors.case import Case
from vectors.json_text import Json, canonical

FORMAT = 1
"""The version of the log's form."""

MAX_LOGGED_BYTES = 2**16
"""The longest message that is kept whole. Of a longer one stay its beginning, its size and what judging it takes."""

KEPT_BYTES = 256
"""How much of a longer message stays."""

FLUSH_SECONDS = 1.0
"""How old what is not yet in the file may be: what the death of the harness can cost."""


@unique
class Phase(Enum):
    """Why a case is put to the target."""

    RUN = "run"
    """Its turn has come."""

    ALONE = "alone"
    """Again, after a power reset."""

    BEFORE = "before"
    """As company of the case that follows."""

    COMPANY = "company"
    """Again, after the cases that were put as its company."""

    PROBE = "probe"
    """It is not claimed."""


class Log(Protocol):
    """Told what a run does, as it does it."""

    def begin(self, case: Case, phase: Phase) -> None:
        """The messages that follow are about a case."""
        ...

    def verdict(self, result: Result, phase: Phase) -> None:
        """The attempt is over."""
        ...


class NoLog:
    """The log of a run that keeps none."""

    def begin(self, case: Case, phase: Phase) -> None:
        """Nothing."""

    def verdict(self, result: Result, phase: Phase) -> None:
        """Nothing."""


NO_LOG = NoLog()


class ExchangeLog:
    """A log in a file. Its `message` is what a target is observed by."""

    def __init__(self, file: BinaryIO) -> None:
        """Log to a file that is open for bytes; it stays the caller's to close."""
        self._file = file
        self._began = self._flushed = time.monotonic()
        self._place = b'"case":null'
        self.messages = 0
        """How many messages were logged."""
        self.broken = ""
        """Why nothing more is logged; empty while all is well."""

    def header(self, about: dict[str, Json]) -> None:
        """Say what run this is."""
        self._write(b'{"header":%s}\n' % encode({"format": FORMAT, **about}))
        self.flush()

    def begin(self, case: Case, phase: Phase) -> None:
        """The messages that follow are about a case."""
        self._place = b'"case":%s,"phase":"%s"' % (encode(case.id), phase.value.encode())

    def message(self, message: Message) -> None:
        """Keep a message, or what is kept of a long one."""
        self.messages += 1
        content = _content(message)
        self._write(b'{"t":%.6f,"dir":"%s",%s,%s}\n' % (message.seconds - self._began, message.direction.encode(), self._place, content))

    def verdict(self, result: Result, phase: Phase) -> None:
        """Say what was made of the attempt, and of a fault why: it may be that nothing came."""
        about: dict[str, Json] = {"verdict": result.verdict.value}
        if result.verdict in (*FAULTS, Verdict.UNSUPPORTED, Verdict.LEFT_OUT):
            about["reason"] = result.reason
        if result.stderr:
            about["stderr"] = result.stderr
        now = time.monotonic()
        self._write(b'{"t":%.6f,%s,"verdict":%s}\n' % (now - self._began, self._place, encode(about)))
        self._place = b'"case":null'
        if now - self._flushed > FLUSH_SECONDS:
            self._flushed = now
            self.flush()

    def end(self, about: dict[str, Json]) -> None:
        """Say how the run ended."""
        self._write(b'{"t":%.6f,"end":%s}\n' % (time.monotonic() - self._began, encode({**about, "messages": self.messages})))
        self.flush()

    def flush(self) -> None:
        """Hand what is buffered to the system."""
        with self._giving_up():
            if not self.broken:
                self._file.flush()

    def _write(self, line: bytes) -> None:
        with self._giving_up():
            if not self.broken:
                self._file.write(line)

    @contextmanager
    def _giving_up(self) -> Iterator[None]:
        """A log that cannot be written, as on a full disk, ends; the run goes on."""
        try:
            yield
        except OSError as error:
            self.broken = f"the log breaks off: {error.strerror}"


def outcome_digest(outcome: Json) -> str:
    """The SHA-256 of an outcome's canonical text: what one that is too long to be kept can still be compared by."""
    return hashlib.sha256(canonical(outcome).encode("utf-8", "surrogatepass")).hexdigest()


def _content(message: Message) -> bytes:
    """The member that holds a message: as a value where it is one, as the hex of its beginning where it is not or is long."""
    data, value = message.data, message.value
    if value is not None and len(data) <= MAX_LOGGED_BYTES:
        # What begins with a brace is JSON, strictly read or written by the harness; encoding it once more would cost as much as judging it.
        is_line = data[:1] == b"{" and b"\n" not in data and b"\r" not in data
        return b'"message":%s' % (data if is_line else encode(value))
    about: dict[str, Json] = {"bytes": len(data), "begin": data[:KEPT_BYTES].hex()}
    if isinstance(value, dict) and "outcome" in value:
        about["outcome_sha256"] = outcome_digest(value["outcome"])
    return b'"cut":%s' % encode(about)
