"""Processes in which Python's hashes are the same each time, as whoever repeats a run by its seed needs them.

The hash of a byte string is another one in every process, and with it the order of what a table or a set holds. No answer of the reference depends on that,
but how many of its functions are called until it has the answer does, and so does what fuzzing learns from that, and draws next.
"""

import os
import sys

VARIABLE = "PYTHONHASHSEED"

SAME = {VARIABLE: "0"}
"""What the environment of a process says in which hashes are the same."""


def begin_again() -> None:
    """Begin this process anew with the same hashes, unless it has begun so. The processes that it starts are left to choose their own.

    Python that is told to pass over its environment (`-E`, `-I`) cannot be told of hashes either: it goes on with those that it has.
    """
    if sys.flags.hash_randomization and not sys.flags.ignore_environment:
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, **SAME})
    leave_to_others()


def leave_to_others() -> None:
    """Whatever is started from now on has hashes of its own: a target that depends on them is not to be hidden."""
    os.environ.pop(VARIABLE, None)
