"""`smartshare serve` on sockets and serial lines: the reference is a target on every transport, and says what is wrong where it cannot be."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from suites import committed_suite

from command_line import smartshare
from conformance.runner import conduct
from conformance.target import Target
from small_suite import FIVE, write_suite

SMARTSHARE = [sys.executable, "-m", "smartshare"]

Serve = Callable[..., str]


@pytest.fixture
def serve(started: Serve) -> Serve:
    """Start the reference with some arguments, and return the address that it prints."""
    return lambda *arguments: started(*SMARTSHARE, "serve", *arguments)


def passes(address: str, encoding: str) -> bool:
    suite = committed_suite()
    run = conduct(suite, list(suite)[:: len(suite) // 20], Target.connect(address, encoding, 60.0), lambda _: None)
    return run.passed


@pytest.mark.parametrize(
    ("arguments", "encoding"),
    [
        (("--tcp", "127.0.0.1:0"), "json"),
        (("--tcp", "127.0.0.1:0", "--encoding", "cbor"), "cbor"),
        (("--unix", "PATH"), "json"),
        (("--unix", "PATH", "--encoding", "cbor"), "cbor"),
        (("--serial", "pty"), "cbor"),
    ],
)
def test_the_reference_passes_on_every_transport_twice(serve: Serve, tmp_path: Path, arguments: tuple[str, ...], encoding: str) -> None:
    """The second run is a new connection to the same process."""
    address = serve(*(argument.replace("PATH", str(tmp_path / "socket")) for argument in arguments))
    assert passes(address, encoding)
    assert passes(address, encoding)


def test_the_reference_passes_on_its_standard_streams_in_cbor() -> None:
    assert passes(f"cmd:{sys.executable} -m smartshare serve --encoding cbor", "cbor")


def test_an_exchange_on_a_serial_line_is_shown_as_text(serve: Serve, tmp_path: Path) -> None:
    """Such a line speaks CBOR, whatever encoding is asked for."""
    write_suite(tmp_path, FIVE)
    done = smartshare("replay", FIVE[0].id, "--target", serve("--serial", "pty"), "--vectors", tmp_path)
    assert '"op":"hello"' in done.stdout
    assert '"name":"smartshare reference"' in done.stdout


def test_the_reference_is_the_device_at_a_serial_port(serve: Serve) -> None:
    """One pair of pseudo-terminals and a process between them make a cable."""
    ends = [os.openpty() for _ in range(2)]
    names = [os.ttyname(theirs) for _, theirs in ends]
    script = (
        "import os,select,sys,tty\na,b=map(int,sys.argv[1:])\nwhile True:\n for f in select.select([a,b],[],[])[0]: os.write(b if f==a else a, os.read(f,4096))"
    )
    ours = [str(end) for end, _ in ends]
    cable = subprocess.Popen([sys.executable, "-c", script, *ours], pass_fds=[end for end, _ in ends])
    try:
        assert serve("--serial", names[0]) == f"the serial port {names[0]}"
        assert passes(f"serial:{names[1]}?baud=230400", "cbor")
    finally:
        cable.kill()
        cable.wait()
        for pair in ends:
            for end in pair:
                os.close(end)


def test_a_socket_that_nobody_listens_on_any_more_is_replaced(serve: Serve, tmp_path: Path) -> None:
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    assert serve("--unix", path) == f"unix:{path}"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--tcp", "PORT"), "name another port, or 0 for one that is free"),
        (("--tcp", "nowhere"), "write HOST:PORT"),
        (("--unix", "BUSY"), "name a path that is free"),
        (("--unix", "FILE"), "name a path that is free"),
        (("--unix", "/nowhere/to/be/found"), "name a path that is free"),
        (("--serial", "/dev/ttyNOWHERE"), "name a port that is there, or pty"),
        (("--serial", "/dev/null?baud=0"), "write PORT?baud=RATE"),
        (("--serial", "pty", "--tcp", "127.0.0.1:0"), "name one"),
    ],
)
def test_where_it_cannot_serve_it_says_so_in_one_line(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    (tmp_path / "file").write_text("")
    with socket.create_server(("127.0.0.1", 0)) as port, socket.socket(socket.AF_UNIX) as busy:
        busy.bind(str(tmp_path / "busy"))
        busy.listen()
        places = {"PORT": f"127.0.0.1:{port.getsockname()[1]}", "BUSY": str(tmp_path / "busy"), "FILE": str(tmp_path / "file")}
        chosen = [places.get(argument, argument) for argument in arguments]
        done = subprocess.run([*SMARTSHARE, "serve", *chosen], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "file").exists()
