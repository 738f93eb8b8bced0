"""A function called in a process of its own, as a worker of a cluster does it.

What Hypothesis and Z3 find depends on what else their process has imported and done, and on its hashes. In a new process a job gives the same result on
every worker, however many there are, and after another one has died at it.
"""

import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import conformance
import reference
import spec
import vectors
from conformance.same_hashes import SAME

LENGTH_BYTES = 8
"""How many bytes before a job say how long it is."""


class OtherCodeError(Exception):
    """The worker has other code than the one who asked it, so that its results would not be theirs."""


class JobError(Exception):
    """A job did not come to its end; the text says why."""


@cache
def code_hash() -> str:
    """The SHA-256 of the Python that a job may run, which is the same for two installations of one version."""
    digest = hashlib.sha256()
    for package in (reference, spec, vectors, conformance):
        root = Path(package.__path__[0])
        for path in sorted(root.rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def called(code: str, function: Callable[[Any], Any], argument: Any) -> Any:
    """The function's result. Raises `OtherCodeError` where this is not the code of that hash, `JobError`, and what the function raises."""
    # Not from the current folder, which may hold anything: only what is installed is the code that was asked for.
    environment = {**os.environ, **SAME}
    with subprocess.Popen([sys.executable, "-P", "-m", "conformance.job"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            job = pickle.dumps((code, function, argument))
            process.stdin.write(len(job).to_bytes(LENGTH_BYTES, "big") + job)
            process.stdin.flush()
            # Its input stays open while this process lives: its end tells the other that nobody waits any more.
            answer = process.stdout.read()
        except BrokenPipeError:
            answer = b""
        finally:
            process.stdin.close()
    if not answer:
        raise JobError(f"the process of a job ended with exit status {process.returncode}, without a result")
    is_result, value = pickle.loads(answer)
    if not is_result:
        raise value
    return value
