"""One case as the page shows it. Whatever a target sent is here bounded, and its control characters are escaped."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from conformance.byte_difference import ByteDifference
from conformance.diagnostic import BYTES_A_LINE, diagnostic
from conformance.diagnostic_lines import Line
from conformance.judgement import cut
from conformance.plain import plain, plain_lines
from conformance.report import Request
from conformance.results import Result
from conformance.side_by_side import Side, SideBySide, marked, side_by_side, stop_text
from conformance.terminal import replay_command
from vectors.case import profile_of
from vectors.json_text import Json

MAX_JSON_CHARACTERS = 4000
"""Longest JSON text in a case; longer ones are cut in the middle."""

MAX_SHOWN_INPUTS = 3
"""How many byte strings of an input are shown in diagnostic notation."""

MAX_INPUT_BYTES = 4096
"""How many bytes of each are looked at."""

MAX_SHOWN_LINES = 100
"""How many lines of each are shown; where the bytes are malformed, the last of them lead to the place."""

MAX_NAMED_CASES = 20
"""How many of the cases after which another one fails are named."""

BYTES_AFTER_STOP = 2 * BYTES_A_LINE
"""How many of the bytes that are no CBOR any more are shown."""


@dataclass(frozen=True, slots=True)
class InputView:
    """Bytes of an input."""

    path: str
    length: int
    lines: tuple[Side, ...]
    stop: str


@dataclass(frozen=True, slots=True)
class CompareView:
    """Bytes of an outcome beside those that were due."""

    found: ByteDifference
    rows: SideBySide
    expected_byte: str
    got_byte: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case that did not pass."""

    result: Result
    id: str
    verdict: str
    profile: str
    rules: tuple[str, ...]
    why: str
    reason: str
    foreseen: str
    leaked_from: str
    differences: tuple[tuple[str, str, str], ...]
    expected: str
    got: str
    compared: CompareView | None
    inputs: tuple[InputView, ...]
    input: str
    stderr: str
    replay: str


def case_view(request: Request, result: Result) -> CaseView:
    """All that is known of a case."""
    case = result.case
    return CaseView(
        result=result,
        id=plain(case.id),
        verdict=result.verdict.value,
        profile=profile_of(case).value,
        rules=case.rules,
        why=plain(case.why),
        reason=plain(result.reason),
        foreseen=plain(result.foreseen),
        leaked_from=plain(", ".join(result.leaked_from[:MAX_NAMED_CASES])) + (", ..." if len(result.leaked_from) > MAX_NAMED_CASES else ""),
        differences=tuple((plain(one.path), plain(one.expected), plain(one.got)) for one in result.differences),
        expected=_json(case.expect),
        got=plain(result.got),
        compared=_compare_view(result.bytes_differ) if result.bytes_differ else None,
        inputs=tuple(_input_view(path, data) for path, data in _byte_strings(case.input)),
        input=_json(case.input),
        stderr=plain_lines(result.stderr.strip("\n")),
        replay=plain(replay_command(request, case.id)),
    )


def _compare_view(found: ByteDifference) -> CompareView:
    at = found.at - found.start
    expected, got = (bytes.fromhex(text)[at : at + 1].hex() for text in (found.expected, found.got))
    return CompareView(found, side_by_side(found), f"0x{expected}" if expected else "the end", f"0x{got}" if got else "the end")


def _input_view(path: str, text: str) -> InputView:
    data = bytes.fromhex(text[: 2 * MAX_INPUT_BYTES])
    shown = diagnostic(data)
    stop = shown.stop.offset if shown.stop and shown.stop.is_malformed else None
    lines = [marked(line, stop) for line in shown.lines]
    if stop is not None and not any(line.columns(stop) for line in shown.lines):
        lines += [marked(line, stop) for line in _rest(data, stop)]
    if len(lines) > MAX_SHOWN_LINES:
        half = MAX_SHOWN_LINES // 2
        left_out = Side(lines[half].offset, f"... ({len(lines) - 2 * half} lines) ...", "", "")
        lines = [*lines[:half], left_out, *lines[-half:]]
    return InputView(path, len(text) // 2, tuple(lines), stop_text(shown, is_whole=2 * len(data) == len(text)))


def _rest(data: bytes, stop: int) -> list[Line]:
    """The bytes from the place on where they cease to be CBOR."""
    if stop >= len(data):
        return [Line("(end)", stop, stop + 1)]
    places = range(stop, min(len(data), stop + BYTES_AFTER_STOP), BYTES_A_LINE)
    return [Line(data[place : place + BYTES_A_LINE].hex(), place, min(len(data), place + BYTES_A_LINE), 0, 0, place) for place in places]


def _byte_strings(given: Json) -> Iterator[tuple[str, str]]:
    """What of an input is bytes on the wire."""
    if not isinstance(given, dict):
        return
    found = [("bytes", given.get("bytes")), *_listed("blocks", given.get("blocks"))]
    batches = given.get("batches")
    for place, batch in enumerate(batches if isinstance(batches, list) else []):
        found += _listed(f"batches[{place}].transactions", batch.get("transactions") if isinstance(batch, dict) else None)
    steps = given.get("steps")
    for place, step in enumerate(steps if isinstance(steps, list) else []):
        found += [(f"steps[{place}].{name}", step.get(name)) for name in ("block", "vote", "command")] if isinstance(step, dict) else []
    texts = [(path, text) for path, text in found if isinstance(text, str) and _is_hex(text)]
    yield from texts[:MAX_SHOWN_INPUTS]


def _listed(path: str, values: Json) -> list[tuple[str, Json]]:
    """The entries of a list, each with its path; none of what is no list."""
    return [(f"{path}[{place}]", value) for place, value in enumerate(values if isinstance(values, list) else [])]


def _is_hex(text: str) -> bool:
    try:
        return bytes.fromhex(text).hex() == text
    except ValueError:
        return False


def _json(value: Json) -> str:
    return plain_lines(cut(json.dumps(value, indent=1, ensure_ascii=False), MAX_JSON_CHARACTERS))
