"""The limits that hold for every contract on every chain.

They lie below those of the Lua that most would build on, after whatever such an engine adds to a program.
"""

MAX_SOURCE_BYTES = 2**15
"""The bytes of a program."""

MAX_LEVELS = 40
"""How deep statements, expressions, operators and suffixes may lie in each other."""

MAX_HELD = 100
"""How many values a function may hold at any point of its text: variables, loops and unfinished lists."""

LOOP_HELD = 8
"""How many values a `for` loop counts as while it lasts, its own variables included."""

MAX_TARGETS = 8
"""How many places one assignment may assign to."""

MAX_CAPTURED = 60
"""How many variables of enclosing functions a function may use."""

MAX_LIST = 50
"""How many values a call may hand over, as arguments or as results."""

MAX_CALLS = 200
"""How many calls of functions of a program may be under way at a time, its own included."""

MAX_CATCHES = 20
"""How many calls of `pcall` may be under way at a time."""
