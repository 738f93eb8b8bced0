"""Short lists in a chip's memory: looking an entry up, putting it back, and saying when there is no room."""

from collections.abc import Callable
from typing import TypeVar

from reference.codes import Code, Reject
from reference.rules import procedure

Entry = TypeVar("Entry")


def found(entries: tuple[Entry, ...], key: Callable[[Entry], bytes], wanted: bytes, missing: Code) -> Entry:
    """The entry of a key. Rejects with `missing` where there is none."""
    for entry in entries:
        if key(entry) == wanted:
            return entry
    raise Reject(missing)


@procedure("WALLET-8")
def put(entries: tuple[Entry, ...], key: Callable[[Entry], bytes], entry: Entry, room: int) -> tuple[Entry, ...]:
    """The entries with one in place of that of its key, or after the others. Rejects with `ROOM_MISSING` where there are as many as there is room for."""
    if any(key(each) == key(entry) for each in entries):
        return tuple(entry if key(each) == key(entry) else each for each in entries)
    if len(entries) >= room:
        raise Reject(Code.ROOM_MISSING)
    return (*entries, entry)
