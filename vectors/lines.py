"""How an array is written to a file: one element a line, so that a change of one case is a change of one line."""

import json
from collections.abc import Sequence

from vectors.json_text import Json


def write_lines(elements: Sequence[dict[str, Json]]) -> bytes:
    """The bytes of an array of objects, one a line, their members in the order given, non-ASCII characters escaped."""
    if not elements:
        return b"[]\n"
    lines = [json.dumps(element, separators=(", ", ": "), allow_nan=False) for element in elements]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode("ascii")


def write_pretty(value: Json) -> bytes:
    """The bytes of a file that people read as well: indented."""
    return (json.dumps(value, indent=2, allow_nan=False) + "\n").encode("ascii")
