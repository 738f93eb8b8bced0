"""The bounds that the harness keeps, whatever a target does.

They are constants of the harness and not of the target's `hello`, so that a target cannot talk its way to more
memory or time.
"""

MAX_MESSAGE_BYTES = 16 * 2**20
"""Longest message that either side may send, its newline or length not counted. A block of `max_block_bytes` in hex is half of it.

A block of `mainnet` with the most write sets that there may be (WIRE-11) is longer, and is in no case."""

MIN_MESSAGE_BYTES = 256
"""Smallest limit that a target may declare for the messages that it reads: `hello` and `reset` have to fit."""

MAX_DEPTH = 32
"""Deepest nesting of arrays and objects in a message. The deepest vector has less than half of it."""

FIRST_SEQ_LIMIT = 2**30
"""A session's first request has a number up to this one, drawn at random; counted up from there, it stays within 31 bits."""

MAX_CONTAINERS = 2**18
"""Most arrays and objects in a message. In CBOR a byte makes one, in memory sixty do: without this limit a message could take a gigabyte."""

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

CONNECTING_SECONDS = 5.0
"""How long a target that was reachable may be unreachable before an attempt to start it again has failed."""

CONNECTING_PAUSE_SECONDS = 0.1
"""How long the harness waits between two tries to reach a target."""

POWER_CYCLE_SECONDS = 60.0
"""How long the command of `--power-cycle` may run; a relay and a capacitor take seconds."""

MAX_START_ATTEMPTS = 3
"""How often in a row a target may fail to start again after a fault, before the run is given up."""

DEFAULT_TIMEOUT_SECONDS = 5.0
"""How long a target may take to answer one request, unless `--timeout` says otherwise."""

DEFAULT_RESTARTS = 200
"""How many times a target is started again in one run, unless `--restarts` says otherwise."""

FIRST_RUNS_SHARE = 0.9
"""How much of a time budget the first runs of cases may take; the rest is kept for second runs and probes, where there are to be some."""

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

FRUITLESS_LOOKS = 8
"""After how many more waits in which that caught nothing than in which it caught something it sleeps at once."""

DEFAULT_BAUD = 115_200
"""The rate of a serial port, in bits a second, unless its address says otherwise."""

RESEND_SECONDS = 0.5
"""How long a side of a serial link waits for a frame's acknowledgement, beside the time that the line needs, before it sends the frame again."""

MAX_SENDINGS = 9
"""How often a frame is sent at most: once, and eight times again."""

MAX_USELESS_FRAMES = 8
"""How many frames in a row may bring a serial link no further (damaged, repeated, acknowledging nothing) before that is a fault."""

MAX_JUNK_BYTES = 4096
"""How many bytes without a zero count as one damaged frame: boot loaders print, and print no zeros."""

FRAME_PAUSE_SECONDS = 0.02
"""What a frame may take beside its time on the line: adapters between USB and serial collect bytes for about as long."""

BITS_PER_BYTE = 10
"""What a byte takes on a serial line: a start bit, eight of data, a stop bit."""

PARTING_SECONDS = 0.1
"""How long a serial line is listened to after the last answer, for what nobody has asked for."""
