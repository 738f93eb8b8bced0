"""The corpus: inputs each of which reached something that none before it did, kept from one run to the next."""

import hashlib
from pathlib import Path

from conformance.files import write_atomically
from conformance.fuzzing.exchange import Exchange
from conformance.verdicts import ConformanceError
from vectors.case import Kind
from vectors.json_text import FormError, Json, canonical, members, parse

MAX_ENTRY_BYTES = 2**24
"""The largest entry that is read."""


def read_corpus(directory: Path | None) -> list[Exchange]:
    """The entries of a corpus, by name; none where there is no folder yet. Raises `ConformanceError`."""
    if directory is None or not directory.exists():
        return []
    try:
        return [_read(path) for path in sorted(directory.glob("*.json"))]
    except OSError as error:
        raise ConformanceError(f"the corpus {directory} cannot be read: {error.strerror}; name another folder with --corpus") from None


def add_to_corpus(directory: Path, exchange: Exchange) -> None:
    """Keep an input. Raises `ConformanceError`."""
    entry: Json = {"kind": exchange.kind.value, "preset": exchange.preset, "input": exchange.input}
    text = canonical(entry)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        write_atomically(directory / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.json", text + "\n")
    except OSError as error:
        raise ConformanceError(f"the corpus {directory} cannot be written: {error.strerror}; name another folder with --corpus") from None


def _read(path: Path) -> Exchange:
    try:
        if path.stat().st_size > MAX_ENTRY_BYTES:
            raise FormError(f"more than {MAX_ENTRY_BYTES} bytes")
        entry = members(parse(path.read_bytes()))
        if set(entry) != {"kind", "preset", "input"}:
            raise FormError("an entry has the members kind, preset and input")
        return Exchange(Kind(entry["kind"]), str(entry["preset"]), members(entry["input"]))
    except ValueError as error:
        raise ConformanceError(f"{path} is no entry of a corpus: {error}; remove it, or name another folder with --corpus") from None
