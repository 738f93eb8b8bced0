"""Where a target listens: a port, a socket in the file system, a serial port, or a terminal that it opens itself.

One connection is served at a time, and after it the next: what a harness does that starts again.
"""

import contextlib
import os
import socket
import tty
from collections.abc import Callable
from typing import BinaryIO

from conformance.channel import Closed
from conformance.connection import Connection
from conformance.device_link import DeviceLink
from conformance.limits import DEFAULT_BAUD
from conformance.reach import is_other_file, open_port, reason
from conformance.verdicts import ConformanceError

Announce = Callable[[str], None]
"""Told the target's address, as `--target` takes it, once it can be reached."""

ServeStream = Callable[[BinaryIO, BinaryIO], None]
ServeLink = Callable[[DeviceLink], None]


def listen_tcp(host: str, port: int, serve: ServeStream, announce: Announce) -> None:
    """Serve one connection after another; port 0 is any that is free. Raises `ConformanceError` where the port is not to be had."""
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, UnicodeError) as error:
        raise ConformanceError(f"cannot listen on {host}:{port}: {reason(error)}; name another port, or 0 for one that is free") from None
    bound = listener.getsockname()[1]
    announce(f"tcp:[{host}]:{bound}" if ":" in host else f"tcp:{host}:{bound}")
    _accept(listener, serve)


def listen_unix(path: str, serve: ServeStream, announce: Announce) -> None:
    """Serve one connection after another. A socket that nobody listens on any more is replaced. Raises `ConformanceError`."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if _is_abandoned(path):
            os.unlink(path)
        listener.bind(path)
        listener.listen()
    except (OSError, ValueError) as error:
        listener.close()
        raise ConformanceError(f"cannot listen on {path}: {reason(error)}; name a path that is free, in a folder that you may write to") from None
    announce(f"unix:{path}")
    try:
        _accept(listener, serve)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(path)


def listen_serial(name: str, baud: int, serve: ServeLink, announce: Announce) -> None:
    """Be the device at a serial port until the line is gone. Raises `ConformanceError`."""
    try:
        port = open_port(name, baud)
    except (OSError, ValueError) as error:
        raise ConformanceError(f"the serial port {name} cannot be opened: {reason(error)}; name a port that is there, or pty for a new one") from None
    announce(f"the serial port {name}")
    with contextlib.suppress(Closed):
        serve(DeviceLink(Connection(port.fileno(), port.close), baud))


def listen_pty(serve: ServeLink, announce: Announce) -> None:
    """Be the device at a new pseudo-terminal."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    announce(f"serial:{os.ttyname(theirs)}")
    # The other side stays open here too, so that the line survives a harness that leaves.
    with contextlib.suppress(Closed):
        serve(DeviceLink(Connection(ours, lambda: os.close(ours)), DEFAULT_BAUD))


def _accept(listener: socket.socket, serve: ServeStream) -> None:
    while True:
        connected, _ = listener.accept()
        serve_connection(connected, serve)


def serve_connection(connected: socket.socket, serve: ServeStream) -> None:
    """Serve one connection until either side ends it."""
    if connected.family != socket.AF_UNIX:
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with connected, contextlib.suppress(OSError), connected.makefile("rb") as requests, connected.makefile("wb") as replies:
        serve(requests, replies)


def _is_abandoned(path: str) -> bool:
    """Whether a socket is there and nobody answers it. A file that is no socket refuses a connection too, and is somebody's."""
    if is_other_file(path):
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(path)
        except ConnectionRefusedError:
            return True
        except OSError:
            return False
        return False
