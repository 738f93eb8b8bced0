"""Two targets tested by one command, against one after the other: what a second processor gains."""

import subprocess
import sys
from shlex import join

from benchmarks.row import Row, interleaved, print_rows

ROUNDS = 3
TARGET = "cmd:" + join([sys.executable, "-m", "smartshare", "serve", "--encoding", "cbor"])
"""The reference: a target that computes, as a user's does."""


def conform(targets: int) -> None:
    """One run of the command."""
    words = ["conform", *(["--target", TARGET] * targets), "--encoding", "cbor", "--profile", "wire", "--recheck", "0", "--probe", "0"]
    subprocess.run([sys.executable, "-m", "smartshare", *words], stdout=subprocess.DEVNULL, check=True)


def one_after_the_other() -> None:
    """Two runs of the command."""
    conform(1)
    conform(1)


def measure() -> list[Row]:
    """One row."""
    together, apart = interleaved(ROUNDS, lambda _: conform(2), lambda _: one_after_the_other())
    return [Row("two targets side by side", together, "s", "one after the other", apart / together)]


if __name__ == "__main__":
    print_rows(measure())
