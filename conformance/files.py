"""Files that are whole or absent."""

import os
from collections.abc import Iterable
from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Write a file of text in UTF-8. Raises OSError."""
    write_bytes_atomically(path, text.encode("utf-8"))


def write_bytes_atomically(path: Path, data: bytes) -> None:
    """Write a file so that it is whole or absent, even if the run is killed meanwhile. Raises OSError."""
    _replace(path, [data])


def write_parts_atomically(path: Path, parts: Iterable[str]) -> None:
    """Write a file of text in UTF-8 a part at a time, so that it is never in memory as a whole. Raises OSError."""
    _replace(path, (part.encode("utf-8") for part in parts))


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.writelines(parts)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
