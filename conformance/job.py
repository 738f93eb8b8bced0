"""The process of one job: it reads a function and its argument from its standard input, and answers on its standard output.

`python -m conformance.job` is what a worker starts (`conformance.own_process`), and nobody else.
"""

import os
import pickle
import signal
import sys
import threading
import time
from contextlib import suppress
from types import FrameType
from typing import Any

from conformance.own_process import LENGTH_BYTES, JobError, OtherCodeError, code_hash
from conformance.same_hashes import leave_to_others

LEAVING_SECONDS = 5.0
"""How long the process may take to leave when its worker is gone, before it ends at once."""


def main() -> None:
    """Do the job that is read. What it prints goes where errors go, so that the answer is all that is on the standard output."""
    leave_to_others()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests = sys.stdin.buffer
    job = requests.read(int.from_bytes(requests.read(LENGTH_BYTES), "big"))
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_watch, args=(requests.fileno(),), daemon=True).start()
    with suppress(KeyboardInterrupt, BrokenPipeError):
        answers.write(_answer(job))
        answers.close()
    # At once: the thread still waits for the input to end, and is not to take that for the death of the worker.
    os._exit(0)


def _answer(job: bytes) -> bytes:
    """Whether there is a result, and it or what was raised."""
    try:
        code, function, argument = pickle.loads(job)
        if code != code_hash():
            raise OtherCodeError("it has another version of this package")
        return _pickled((True, function(argument)))
    except Exception as error:
        return _pickled((False, error))


def _pickled(answer: tuple[bool, Any]) -> bytes:
    try:
        return pickle.dumps(answer)
    except Exception:
        return pickle.dumps((False, JobError(f"{type(answer[1]).__name__}: {answer[1]}"[:2000])))


def _watch(requests: int) -> None:
    """End this process when its worker has died: the job is then done by another."""
    os.read(requests, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LEAVING_SECONDS)
    os._exit(1)


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Leave in order, so that a target is ended and temporary files are removed."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
