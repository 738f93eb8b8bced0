"""The two ends of a serial link bring every message across a line that loses, damages and repeats."""

import os
import random
import threading
import tty
from binascii import crc_hqx
from collections.abc import Iterator

import pytest
from cobs import cobs  # type: ignore[import-untyped]

from conformance import frame_channel, limits, link
from conformance.channel import Closed
from conformance.connection import Connection
from conformance.device_link import DeviceLink
from conformance.frame import MAX_CHUNK_BYTES, MAX_ENCODED_BYTES, Frame, FrameReader, FrameType, encode_frame
from conformance.link import Link
from conformance.verdicts import Fault, Verdict

BAUD = 10_000_000


class BadLine:
    """A channel that spoils what is written to it, now and then, from a seed."""

    def __init__(self, connection: Connection, seed: int, rate: float) -> None:
        self._connection = connection
        self._random = random.Random(seed)
        self._rate = rate

    def write(self, data: memoryview) -> memoryview:
        """Send the bytes, or what becomes of them."""
        sent = bytes(data)
        if self._random.random() < self._rate:
            place = self._random.randrange(len(sent))
            match self._random.randrange(5):
                case 0:
                    sent = b""
                case 1:
                    sent = sent[:place]
                case 2:
                    sent = sent[:place] + bytes([sent[place] ^ (1 << self._random.randrange(8))]) + sent[place + 1 :]
                case 3:
                    sent = sent + sent
                case _:
                    sent = b"noise" + sent
        left = memoryview(sent)
        while left:
            left = self._connection.write(left)
        return memoryview(b"")

    def __getattr__(self, name: str) -> object:
        """Everything else is the good line's."""
        return getattr(self._connection, name)


def lines() -> tuple[Connection, Connection]:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    return Connection(ours, lambda: os.close(ours)), Connection(theirs, lambda: os.close(theirs))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silences that are short, so that many faults do not take long; and as many useless frames as there may be."""
    monkeypatch.setattr(frame_channel, "RESEND_SECONDS", 0.02)
    monkeypatch.setattr(link, "MAX_USELESS_FRAMES", 1000)


def echo(device: DeviceLink) -> None:
    try:
        while True:
            device.send(device.receive()[::-1])
    except (Closed, OSError, ValueError):
        pass


@pytest.fixture
def ends(request: pytest.FixtureRequest) -> Iterator[Link]:
    """The harness's end of a line with a device that answers each message turned around; the parameter is a seed, or None for a good line."""
    near, far = lines()
    seed = request.param
    link = Link(near if seed is None else BadLine(near, seed, 0.1), BAUD)  # type: ignore[arg-type]
    device = DeviceLink(far if seed is None else BadLine(far, -seed, 0.1), BAUD)  # type: ignore[arg-type]
    thread = threading.Thread(target=echo, args=(device,), daemon=True)
    thread.start()
    yield link
    far.kill()
    near.kill()
    thread.join(5)


@pytest.mark.parametrize("ends", [None], indirect=True)
@pytest.mark.parametrize("length", [1, MAX_CHUNK_BYTES - 1, MAX_CHUNK_BYTES, MAX_CHUNK_BYTES + 1, 2 * MAX_CHUNK_BYTES, 300 * MAX_CHUNK_BYTES + 7])
def test_a_message_of_any_length_arrives(ends: Link, length: int) -> None:
    """Also beyond 255 chunks, where the numbers begin again."""
    message = random.Random(length).randbytes(length)
    ends.open(10)
    assert ends.exchange(message, 30) == message[::-1]
    assert ends.exchange(message[::-1], 30) == message


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("ends", range(1, 7), indirect=True)
def test_a_bad_line_costs_time_and_nothing_else(ends: Link) -> None:
    """A tenth of the frames suffers, both ways; every message arrives once, whole, and answered by its own answer."""
    ends.open(10)
    for number in range(60):
        message = random.Random(number).randbytes(random.Random(number).randrange(1, 900))
        assert ends.exchange(message, 30) == message[::-1]


def test_a_device_that_wakes_late_answers_every_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """An emulator boots while its line already keeps what is sent; the surplus acknowledgements are no fault."""
    monkeypatch.setattr(frame_channel, "RESEND_SECONDS", 0.01)
    near, far = lines()
    waking = threading.Timer(1.0, lambda: echo(DeviceLink(far, BAUD)))
    waking.daemon = True  # Of a test that fails, nothing must wait.
    waking.start()
    harness = Link(near, BAUD)
    harness.open(30)
    assert harness.exchange(b"abc", 10) == b"cba"
    assert harness.exchange(b"def", 10) == b"fed"
    far.kill()
    near.kill()
    waking.join(5)


def test_a_reader_finds_frames_after_anything() -> None:
    frame = Frame(FrameType.LAST, 7, b"hello")
    for before in (b"", b"\0", b"\0\0\0", b"junk\0", b"x" * 100_000 + b"\0", encode_frame(frame)[:-3] + b"\0"):
        assert list(FrameReader().feed(before + encode_frame(frame)))[-1] == frame


def test_a_reader_takes_frames_in_any_pieces_and_keeps_little() -> None:
    frames = [Frame(FrameType.MORE, number % 256, bytes([number % 7]) * (1 + number % MAX_CHUNK_BYTES)) for number in range(600)]
    data = b"".join(map(encode_frame, frames))
    reader = FrameReader()
    assert [frame for place in range(0, len(data), 13) for frame in reader.feed(data[place : place + 13])] == frames
    junk = FrameReader()
    damaged = sum(len(list(junk.feed(b"x" * 1000))) for _ in range(1000))
    assert damaged == (1_000_000 - MAX_ENCODED_BYTES - 1) // limits.MAX_JUNK_BYTES
    assert len(junk._begun) <= MAX_ENCODED_BYTES


@pytest.mark.parametrize(
    "content",
    [b"", b"\x03", b"\x00\x00", b"\x06\x00", b"\x03\x00x", b"\x05\x00x", b"\x01\x00", b"\x02\x00", b"\x02\x00" + bytes(MAX_CHUNK_BYTES + 1)],
    ids=range(9),
)
def test_what_has_a_right_crc_and_is_no_frame_is_damaged(content: bytes) -> None:
    data = cobs.encode(content + crc_hqx(content, 0xFFFF).to_bytes(2, "big")) + b"\0"
    assert list(FrameReader().feed(data)) == [None]


def test_an_endless_message_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A device that never says LAST fills no memory."""
    monkeypatch.setattr(link, "MAX_MESSAGE_BYTES", 10_000)
    near, far = lines()
    harness, device = Link(near, BAUD), DeviceLink(far, BAUD)

    def talk() -> None:
        try:
            device.receive()
            device.send(bytes(100_000))
        except (Closed, OSError, ValueError):
            pass

    thread = threading.Thread(target=talk, daemon=True)
    thread.start()
    harness.open(10)
    with pytest.raises(Fault) as caught:
        harness.exchange(b"go", 30)
    assert caught.value.verdict is Verdict.PROTOCOL_ERROR
    assert "10000" in caught.value.reason
    far.kill()
    near.kill()
    thread.join(5)
