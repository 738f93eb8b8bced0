"""The bound of a transport: write the bytes of a request, read the bytes of its reply, judge nothing."""

import os
import socket
import subprocess
from collections.abc import Sequence
from typing import IO

from conformance.codec import JSON, Codec
from conformance.frame import END, Frame, FrameType, encode_frame
from conformance.framing import LENGTH_BYTES
from conformance.reach import open_port


def through_pipe(command: Sequence[str], codec: Codec, messages: list[bytes]) -> None:
    """Through a target's standard input and output."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        through_streams(process.stdout, process.stdin, codec, messages)
        process.stdin.close()


def through_socket(family: int, address: tuple[str, int] | str, codec: Codec, messages: list[bytes]) -> None:
    """Through a socket on which a target listens."""
    with socket.socket(family, socket.SOCK_STREAM) as connected:
        connected.connect(address)
        if family == socket.AF_INET:
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connected.makefile("rb") as replies, connected.makefile("wb") as requests:
            through_streams(replies, requests, codec, messages)


def through_streams(replies: IO[bytes], requests: IO[bytes], codec: Codec, messages: list[bytes]) -> None:
    """Message by message."""
    read, readline, write, flush = replies.read, replies.readline, requests.write, requests.flush
    for message in map(codec.framing.wrap, messages):
        write(message)
        flush()
        if codec is JSON:
            readline()
        else:
            read(int.from_bytes(read(LENGTH_BYTES), "big"))


def through_line(name: str, messages: list[bytes]) -> None:
    """Through a serial line, frame by frame; every message and every reply fits into one."""
    port = open_port(name, 115_200)
    line = port.fileno()
    os.set_blocking(line, True)

    def exchange(frame: bytes, replies: int) -> None:
        os.write(line, frame)
        while replies > 0:
            replies -= os.read(line, 4096).count(END)

    exchange(END + encode_frame(Frame(FrameType.START, 0)), 1)
    number = 0
    for message in messages:
        number = (number + 1) % 256
        exchange(encode_frame(Frame(FrameType.LAST, number, message)), 2)
        os.write(line, encode_frame(Frame(FrameType.ACK, number)))
    port.close()
