"""The faulty targets of `faults.py`, each at an address of its own, without the start of an interpreter for each.

`python forking_target.py FOLDER` listens in a folder, at one socket for each seeded fault, and one for the reference without a fault. Whoever connects
is served by a process of its own, just forked from one that has imported the reference and done nothing else: what a target remembers ends with its
connection.
"""

import os
import selectors
import signal
import socket
import sys
from pathlib import Path

import faults
from conformance.codec import JSON
from conformance.listen import serve_connection
from vectors import evaluate

WHOLE = ""
"""The name of the fault that is none."""

NAMES = (WHOLE, *faults.BY_NAME)
"""What there is to be served."""

READY = b"listening\n"
"""What is said once every address can be reached."""


def address(folder: Path, name: str) -> str:
    """Where a fault is served, as `--target` takes it: by its number, since a socket's name is short."""
    return f"unix:{folder / str(NAMES.index(name))}"


def main() -> None:
    """Listen until whoever has started this closes the standard input."""
    folder = Path(sys.argv[1])
    faults.read_reference()
    # The types of all arguments, which each process would look into for itself. The functions it has to find for itself: one of them is edited.
    evaluate.callees()
    evaluate.callees.cache_clear()
    # Who has served is not waited for.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with selectors.DefaultSelector() as waiting:
        waiting.register(sys.stdin.buffer, selectors.EVENT_READ)
        for number, name in enumerate(NAMES):
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            listener.bind(str(folder / str(number)))
            listener.listen()
            waiting.register(listener, selectors.EVENT_READ, name)
        sys.stdout.buffer.write(READY)
        sys.stdout.buffer.flush()
        while True:
            for key, _ in waiting.select():
                if not isinstance(key.fileobj, socket.socket):
                    return
                connected, _ = key.fileobj.accept()
                if os.fork() == 0:
                    waiting.close()
                    serve_connection(connected, faults.service(key.data, JSON))
                    os._exit(0)
                connected.close()


if __name__ == "__main__":
    main()
