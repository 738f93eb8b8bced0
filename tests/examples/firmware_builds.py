"""Builds the example firmware and runs it: on the host, and as a Cortex-M3 in QEMU, each with a pseudo-terminal as its serial line."""

import fcntl
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FIRMWARE = Path(__file__).parents[2] / "examples" / "firmware"
BUILD = FIRMWARE / "build"

START_SECONDS = 10.0
"""How long a loaded machine may take until the firmware has named its line."""

TOOLS = {"host": ("cc", "make"), "sanitized": ("cc", "make"), "mps2": ("arm-none-eabi-gcc", "make", "curl", "qemu-system-arm")}
HEADERS = {"host": ("sodium.h", "mbedtls/ecdsa.h"), "sanitized": ("sodium.h", "mbedtls/ecdsa.h"), "mps2": ()}


def missing(board: str) -> str:
    """Which tool or header of a build is not installed; nothing where all are."""
    tools = [tool for tool in TOOLS[board] if shutil.which(tool) is None]
    return ", ".join(tools + [header for header in HEADERS[board] if not tools and not _has_header(header)])


def build(board: str) -> None:
    """Build for a board, unless that is done. Two tests may ask at once, and one of them then waits."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = subprocess.run(["make", "-s", "-C", str(FIRMWARE), board], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr[-4000:]


@contextmanager
def running(board: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The firmware as a process, and the path of its line."""
    with subprocess.Popen(_command(board), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield process, _line(process)
        finally:
            process.kill()


def press_reset(process: subprocess.Popen[str]) -> None:
    """Reset the emulated board, as its button would."""
    assert process.stdin is not None
    process.stdin.write("system_reset\n")
    process.stdin.flush()


def _command(board: str) -> list[str]:
    if board != "mps2":
        return [str(BUILD / f"firmware-{board}")]
    kernel = str(BUILD / "firmware-mps2.elf")
    return ["qemu-system-arm", "-M", "mps2-an385", "-display", "none", "-monitor", "stdio", "-serial", "pty", "-kernel", kernel]


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    deadline = time.monotonic() + START_SECONDS
    said = ""
    while time.monotonic() < deadline and (line := process.stdout.readline()):
        said += line
        if found := re.search(r"/dev/pts/\d+", line):
            return found[0]
    raise AssertionError(f"the firmware named no line: {said}")


def _has_header(header: str) -> bool:
    source = f"#include <{header}>\n"
    return subprocess.run(["cc", "-E", "-x", "c", "-", "-o", "/dev/null"], input=source, capture_output=True, text=True).returncode == 0
