"""How long the proofs and the generation of the vectors take, in processes of their own, as a developer meets them."""

import subprocess
import sys
import tempfile
from time import perf_counter

from benchmarks.row import Row, print_rows


def seconds(*arguments: str) -> float:
    """How long one run of the command line takes."""
    start = perf_counter()
    subprocess.run([sys.executable, "-m", "smartshare", *arguments], stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start


def measure() -> list[Row]:
    """Two processes against one: what parallel work gains on this machine; and a run that finds all as it was against a first one."""
    one = seconds("prove", "--jobs", "1", "--no-cache")
    with tempfile.TemporaryDirectory() as folder:
        two, unchanged = (seconds("prove", "--jobs", "2", "--cache", f"{folder}/proofs") for _ in range(2))
        made_by_one = seconds("vectors", "make", "--processes", "1", "--out", f"{folder}/one")
        made_by_two = seconds("vectors", "make", "--processes", "2", "--out", f"{folder}/two")
    return [
        Row("all proofs, two processes", two, "s", "one process", one / two),
        Row("all proofs, nothing changed", unchanged, "s", "a first run, two processes", two / unchanged),
        Row("all vectors made, two processes", made_by_two, "s", "one process", made_by_one / made_by_two),
    ]


if __name__ == "__main__":
    print_rows(measure())
