"""Reaching a target: starting its command, or connecting to where it listens."""

import errno
import os
import socket
import stat
import termios
from collections.abc import Sequence
from pathlib import Path

import serial

from conformance.codec import Codec
from conformance.connection import Connection, socket_connection
from conformance.conversation import Conversation
from conformance.limits import CONNECTING_SECONDS
from conformance.link import Link
from conformance.process import Process
from conformance.stream import Stream

CONTROL_CHARACTERS = 6
"""Where a terminal's settings have the least number of bytes that a read waits for."""


class Unreachable(Exception):
    """There is no way to the target now; the text is one line that says why, and what to do."""


def start_command(arguments: Sequence[str], codec: Codec) -> Conversation:
    """Start a command and talk to it over its standard input and output. Raises `Unreachable`."""
    try:
        return Stream(Process(arguments), codec.framing)
    except (OSError, ValueError) as error:
        raise Unreachable(f"the target {arguments[0]!r} cannot be started: {reason(error)}; check the command after cmd:") from None


def connect_tcp(host: str, port: int, codec: Codec) -> Conversation:
    """Connect to a port. Raises `Unreachable`."""
    try:
        connected = socket.create_connection((host, port), CONNECTING_SECONDS)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"nothing answers at tcp:{host}:{port}: {reason(error)}; start the target there, or name the port where it listens") from None
    return Stream(socket_connection(connected), codec.framing)


def connect_unix(path: str, codec: Codec) -> Conversation:
    """Connect to a socket in the file system. Raises `Unreachable`."""
    connected = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connected.settimeout(CONNECTING_SECONDS)
    try:
        connected.connect(path)
    except (OSError, ValueError) as error:
        connected.close()
        why = "it is no socket" if is_other_file(path) else reason(error)
        raise Unreachable(f"nothing answers at unix:{path}: {why}; start the target there, or name the socket where it listens") from None
    return Stream(socket_connection(connected), codec.framing)


def open_serial(name: str, baud: int) -> Conversation:
    """Open a serial port, by its name or as a URL of pyserial that has a descriptor. Raises `Unreachable`."""
    try:
        port = open_port(name, baud)
    except (OSError, ValueError) as error:
        raise Unreachable(f"the serial port {name} cannot be opened: {reason(error)}; name the port that the device is at, as in serial:/dev/ttyACM0") from None
    return Link(Connection(port.fileno(), port.close), port.baudrate)


def open_port(name: str, baud: int) -> serial.SerialBase:
    """Open a serial port for one user alone, where the system can promise that. Raises OSError and ValueError."""
    try:
        port = serial.serial_for_url(name, baudrate=baud, timeout=0, exclusive=None if "://" in name else True)
    except serial.SerialException as error:
        if error.errno == errno.EAGAIN:
            raise ValueError("another program has it open") from None
        raise
    try:
        port.fileno()
    except (OSError, AttributeError):
        port.close()
        raise ValueError("this kind of URL has no descriptor, and socket://HOST:PORT has one") from None
    port.reset_input_buffer()
    if os.isatty(port.fileno()):
        # Of a port where nothing is, a read would otherwise return what it returns of a port that is gone.
        settings = termios.tcgetattr(port.fileno())
        settings[CONTROL_CHARACTERS][termios.VMIN] = 1
        termios.tcsetattr(port.fileno(), termios.TCSANOW, settings)
    return port


def reason(error: Exception) -> str:
    """Why the system refused, on one line."""
    number = getattr(error, "errno", None)
    text = os.strerror(number) if isinstance(number, int) and number > 0 else getattr(error, "strerror", None) or str(error)
    return " ".join(text.split())


def is_other_file(path: str) -> bool:
    """Whether there is something at a path, and it is no socket."""
    try:
        return not stat.S_ISSOCK(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False
