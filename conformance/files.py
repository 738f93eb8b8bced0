"""Files that are whole or absent."""

import os
from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Write a file of text in UTF-8. Raises OSError."""
    write_bytes_atomically(path, text.encode("utf-8"))


def write_bytes_atomically(path: Path, data: bytes) -> None:
    """Write a file so that it is whole or absent, even if the run is killed meanwhile. Raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
