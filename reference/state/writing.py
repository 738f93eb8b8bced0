"""Writing a record into a table, or taking it out where it says nothing, so that equal contents are equal states."""

from typing import TypeVar

from immutables import Map

Key = TypeVar("Key")
Record = TypeVar("Record")


def with_record(records: Map[Key, Record], key: Key, record: Record, present: bool) -> Map[Key, Record]:
    """The table with the record under its key; or, where it is not `present`, with none there."""
    if present:
        return records.set(key, record)
    return without_record(records, key)


def without_record(records: Map[Key, Record], key: Key) -> Map[Key, Record]:
    """The table with no record under a key."""
    return records.delete(key) if key in records else records
