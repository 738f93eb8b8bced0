"""The log read back: the attempts at cases, one after another, as far as the log goes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from conformance.log import FORMAT, Phase
from conformance.verdicts import ConformanceError, Verdict

MAX_LOG_LINE_BYTES = 2**22
"""The longest line that is read: the longest message that is kept, its characters escaped, and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a case, whose verdict was reached."""

    case: str
    phase: Phase
    seconds: float
    said: Verdict
    """What the harness made of it."""
    reason: str
    """Why, where messages do not say it."""
    stderr: str
    exchanges: tuple[tuple[Any, Any], ...]
    """Each request with its reply, as the lines of the log that hold them; None for a reply that did not come."""


@dataclass(slots=True)
class Reading:
    """What else the log says; it is filled while the attempts are read."""

    header: dict[str, Any] = field(default_factory=dict)
    """Of the last run that the log has."""
    runs: int = 0
    """How many times the run was begun or resumed."""
    hello: Any = None
    """The first reply that introduces the target."""
    end: dict[str, Any] | None = None
    """How the last run ended; None where the log breaks off before."""
    seconds: float = 0.0
    """From the beginning of the last run to the last line that it has logged."""
    whole_lines: int = 0
    broken: str = ""
    """Where the log breaks off, if it does."""


def attempts(file: BinaryIO, reading: Reading) -> Iterator[Attempt]:
    """The attempts of a log, each as soon as it is read. Raises `ConformanceError` where the file is no log."""
    exchanges: list[tuple[Any, Any]] = []
    began: float | None = None
    for number, record in _records(file, reading):
        try:
            if "header" in record:
                if record["header"]["format"] != FORMAT:
                    raise ConformanceError(f"the log is of format {record['header']['format']}, and this program reads {FORMAT}; use the one that wrote it")
                reading.header, reading.end, exchanges, began = record["header"], None, [], None
                reading.runs += 1
                reading.seconds = 0.0
            elif not reading.runs:
                raise ConformanceError("the log does not begin with a header; name an exchanges.ndjson that smartshare conform --out wrote")
            elif "end" in record:
                reading.end, reading.seconds = record["end"], float(record["t"])
            elif "dir" in record:
                reading.seconds = float(record["t"])
                began = record["t"] if began is None else began
                if record["dir"] == ">":
                    exchanges.append((record, None))
                elif exchanges:
                    exchanges[-1] = (exchanges[-1][0], record)
                if record["case"] is None:
                    if reading.hello is None and isinstance(record.get("message"), dict) and "hello" in record["message"]:
                        reading.hello = record["message"]
                    exchanges, began = ([] if record["dir"] == "<" else exchanges[-1:]), None
            else:
                said, reading.seconds = record["verdict"], float(record["t"])
                exchanges = [(sent, got) for sent, got in exchanges if sent["case"] == record["case"]]
                yield Attempt(
                    str(record["case"]),
                    Phase(record["phase"]),
                    float(record["t"]) - (record["t"] if began is None else began),
                    Verdict(said["verdict"]),
                    str(said.get("reason", "")),
                    str(said.get("stderr", "")),
                    tuple(exchanges),
                )
                exchanges, began = [], None
        except (KeyError, TypeError, ValueError) as error:
            said = f"{type(error).__name__}: {error}"
            raise ConformanceError(f"line {number} of the log is not what smartshare conform writes ({said}); judge the log as it was written") from None


def _records(file: BinaryIO, reading: Reading) -> Iterator[tuple[int, dict[str, Any]]]:
    """The lines that are whole. One that is cut off ends a run, whose log a resumed one may go on with."""
    number = 0
    while line := file.readline(MAX_LOG_LINE_BYTES):
        number += 1
        try:
            record = json.loads(line)
            if not isinstance(record, dict):
                raise ValueError
        except (ValueError, RecursionError):
            reading.broken = f"line {number} is cut off"
            continue
        if "header" in record:
            reading.broken = ""
        elif reading.broken and reading.runs:
            raise ConformanceError(f"the log is damaged: {reading.broken}, and goes on after it; judge the log as it was written")
        reading.whole_lines = number
        yield number, record
