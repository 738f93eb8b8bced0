"""Constants of a program that whoever releases it fills in: lines of the form `local NAME = value`, the name in capitals, the value an integer or a string."""

import re
from collections.abc import Mapping

CONSTANT = re.compile(rb'^local ([A-Z][A-Z0-9_]*) = ("(?:[^"\\\n]|\\[^\n])*"|[0-9]+)[ \t]*$', re.MULTILINE)
"""A line that gives a constant its value."""

Constant = bytes | int
"""What a constant can be."""


def constants_of(source: bytes) -> dict[str, bytes]:
    """The constants of a program by their names, each as it is written there."""
    return {found[1].decode(): found[2] for found in CONSTANT.finditer(source)}


def unfilled(source: bytes) -> list[str]:
    """The constants that say in angle brackets what is to be filled in."""
    return [name for name, value in constants_of(source).items() if value[:2] == b'"<' and value[-2:] == b'>"']


def fill(source: bytes, values: Mapping[str, Constant]) -> bytes:
    """A program with other constants. Raises ValueError for one that the program does not have, and for a number in the place of an account."""
    known = constants_of(source)
    strangers = sorted(values.keys() - known)
    if strangers:
        raise ValueError(f"the program has no constant {strangers[0]}; it has {', '.join(known) or 'none'}")
    numbers = [name for name in unfilled(source) if isinstance(values.get(name), int)]
    if numbers:
        raise ValueError(f"{numbers[0]} is an account, as 64 hexadecimal digits")

    def filled(found: re.Match[bytes]) -> bytes:
        name = found[1].decode()
        return found[0] if name not in values else b"local " + found[1] + b" = " + written(values[name])

    return CONSTANT.sub(filled, source)


def written(value: Constant) -> bytes:
    """A constant as a program has it: a string by the numbers of its bytes."""
    return str(value).encode() if isinstance(value, int) else b'"' + b"".join(b"\\%03d" % byte for byte in value) + b'"'
