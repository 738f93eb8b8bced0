"""What the library's functions are called (LVM-9)."""

from collections.abc import Mapping

from reference.contracts.limits import MAX_LIST

LIBRARY: Mapping[str, int] = {
    "assert": 2,
    "error": 1,
    "host": MAX_LIST,
    "math.max": 2,
    "math.min": 2,
    "math.tointeger": 1,
    "muldiv": 3,
    "pcall": MAX_LIST,
    "string.byte": 2,
    "string.char": 1,
    "string.find": 3,
    "string.rep": 2,
    "string.sub": 3,
    "table.concat": 2,
    "table.insert": 2,
    "table.remove": 1,
    "table.sort": 2,
    "table.unpack": 1,
    "tostring": 1,
    "type": 1,
}
"""The functions, and how many arguments each takes at most."""

LIBRARY_TABLES = frozenset((b"math", b"string", b"table"))
"""The names before a dot in them."""

LOOPS = frozenset((b"ipairs", b"pairs"))
"""The names that stand in a `for` loop over a table, and nowhere else."""
