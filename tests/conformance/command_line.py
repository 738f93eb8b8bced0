"""The command line in processes of their own, which need not import anything: they are forked from one that has.

An interpreter that starts and imports the harness takes ten times as long. A few tests start one all the same: those that interrupt it, and those that give
it outputs which cannot be written.
"""

import os
import sys
import warnings
from multiprocessing import get_context
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

SECONDS = 300
"""How long a command may take."""

FORKED = get_context("forkserver")
FORKED.set_forkserver_preload(["smartshare.__main__", "smartshare.conform", "smartshare.fuzz", "smartshare.rejudge", "smartshare.replay", "vectors.evaluate"])


def smartshare(*arguments: object, folder: Path | None = None) -> CompletedProcess[str]:
    """Call the command line, in a folder. Raises TimeoutError."""
    words = list(map(str, arguments))
    with TemporaryDirectory() as name:
        out, error = Path(name) / "out", Path(name) / "error"
        process = FORKED.Process(target=_call, args=(words, folder or Path.cwd(), dict(os.environ), out, error))
        process.start()
        process.join(SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise TimeoutError(" ".join(words))
        return CompletedProcess(words, process.exitcode, out.read_text(), error.read_text())


def _call(words: list[str], folder: Path, environment: dict[str, str], out: Path, error: Path) -> None:
    """What the new process does: it has the standard streams, the folder and the environment that it is given, and no warning is an error."""
    from smartshare.__main__ import main

    for descriptor, path, flags in ((0, os.devnull, os.O_RDONLY), (1, out, os.O_WRONLY | os.O_CREAT), (2, error, os.O_WRONLY | os.O_CREAT)):
        opened = os.open(path, flags, 0o600)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.stdin, sys.stdout, sys.stderr = open(0, closefd=False), open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
    warnings.resetwarnings()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    main(words, prog_name="smartshare")
