"""The bounds that the harness keeps, whatever a target does.

They are constants of the harness and not of the target's `hello`, so that a target cannot talk its way to more
memory or time.
"""

MAX_LINE_BYTES = 16 * 2**20
"""Longest line that either side may send, its newline included. A block of `max_block_bytes` in hex is half of it."""

MIN_LINE_BYTES = 1024
"""Smallest limit that a target may declare for the lines that it reads."""

MAX_DEPTH = 32
"""Deepest nesting of arrays and objects in a message. The deepest vector has less than half of it."""

READ_BYTES = 2**16
"""How much is read from a pipe at once: a pipe's usual capacity."""

STDERR_TAIL_BYTES = 4096
"""How much of a target's standard error is kept, from its end, to be shown beside a fault."""

START_SECONDS = 30.0
"""How long a target may take from its start to its answer to `hello`; a virtual machine or an emulator takes seconds."""

CLOSING_SECONDS = 2.0
"""How long a target may take to leave after its standard input was closed; then it is killed."""

EXIT_GRACE_SECONDS = 1.0
"""How long a closed pipe may precede the end of the process that closed it: a process that ends closes its pipes first."""

WATCH_SECONDS = 0.05
"""How often a silent target is looked at, to see whether it still lives."""

MAX_START_ATTEMPTS = 3
"""How often in a row a target may fail to start again after a fault, before the run is given up."""

DEFAULT_TIMEOUT_SECONDS = 5.0
"""How long a target may take to answer one request, unless `--timeout` says otherwise."""

DEFAULT_RESTARTS = 200
"""How many times a target is started again in one run, unless `--restarts` says otherwise."""

MAX_NAME_CHARACTERS = 200
"""Longest name or version in a target's `hello`."""

MAX_TEXT_CHARACTERS = 2000
"""Longest text of a target (a reason, an error) that goes into a report; longer ones are cut."""

MAX_VALUE_CHARACTERS = 300
"""Longest JSON value in a report's list of differences; longer ones are cut in the middle."""

MAX_DIFFERENCES = 20
"""How many differences of one case are listed; the rest are counted."""

MAX_DETAILED_RESULTS = 2000
"""How many results that are no pass keep all their texts; later ones keep the reason and one difference."""

MAX_COMPANY = 256
"""How many of the cases before a failing one are run with it again, to see whether it fails because of them."""

MAX_RECHECKED_FAILURES = 100
"""How many failing cases are run again alone; a target that fails them all is not started for each."""

MAX_TRACED_LEAKS = 10
"""For how many cases that pass alone the cases before them are run again; it may take hundreds of cases each."""

MAX_PROBE_FAULTS = 3
"""How many faults end the probe of what is not claimed."""

AWAKE_SECONDS = 0.0003
"""How long the harness looks for an answer before it sleeps until there is one."""
