"""The frames of the serial link: what each holds, and how it looks on the line.

A frame is encoded with COBS, so that no byte of it is zero, and ended by a zero: whatever a line has lost or made up,
the next zero is where reading begins anew. The CRC says whether what was read is what was sent.
"""

from binascii import crc_hqx
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, unique

from cobs import cobs  # type: ignore[import-untyped]

from conformance.limits import MAX_JUNK_BYTES

END = b"\x00"
"""Ends a frame."""

HEAD_BYTES = 2
"""The type and the number."""

CRC_BYTES = 2
CRC_START = 0xFFFF
"""CRC-16/CCITT-FALSE: the polynomial 0x1021, this start, nothing reflected or inverted; of "123456789" it is 0x29b1."""

MAX_CHUNK_BYTES = 248
"""The longest payload. COBS then never needs a second code byte, and a frame with its end has at most 254 bytes."""

MAX_ENCODED_BYTES = 1 + HEAD_BYTES + MAX_CHUNK_BYTES + CRC_BYTES
"""The longest encoded frame, without its end."""

NUMBERS = 256
"""Frames are numbered modulo this."""


@unique
class FrameType(IntEnum):
    """What a frame is for."""

    MORE = 1
    """A chunk of a message that goes on in the next frame."""

    LAST = 2
    """The last chunk of a message, or all of it."""

    ACK = 3
    """The chunk with this number has arrived."""

    NAK = 4
    """Something arrived damaged; the chunk with this number is due."""

    START = 5
    """From the harness: begin a session. From a device: there is no session, it has just started."""


CHUNKS = (FrameType.MORE, FrameType.LAST)
"""The types that carry a payload, and whose numbers count."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame that arrived whole, or is to be sent."""

    type: FrameType
    number: int
    payload: bytes = b""


def encode_frame(frame: Frame) -> bytes:
    """The bytes of a frame on the line, its end included."""
    content = bytes((frame.type, frame.number)) + frame.payload
    encoded: bytes = cobs.encode(content + crc_hqx(content, CRC_START).to_bytes(CRC_BYTES, "big"))
    return encoded + END


def decode_frame(encoded: bytes) -> Frame | None:
    """The frame that some bytes between two zeros are; None where they are none, or are damaged."""
    try:
        content = cobs.decode(encoded)
    except cobs.DecodeError:
        return None
    head, crc = content[:-CRC_BYTES], content[-CRC_BYTES:]
    if len(head) < HEAD_BYTES or crc_hqx(head, CRC_START) != int.from_bytes(crc, "big"):
        return None
    try:
        type = FrameType(head[0])
    except ValueError:
        return None
    payload = head[HEAD_BYTES:]
    return Frame(type, head[1], payload) if bool(payload) is (type in CHUNKS) and len(payload) <= MAX_CHUNK_BYTES else None


class FrameReader:
    """Finds the frames in what arrives. It never keeps more than one frame's bytes."""

    def __init__(self) -> None:
        """Begin between two frames."""
        self._begun = bytearray()
        self._junk = 0

    def feed(self, data: bytes) -> Iterator[Frame | None]:
        """The frames that end in these bytes, None for each that is damaged. Zeros in a row are no frame."""
        *ended, rest = data.split(END)
        for piece in ended:
            yield from self._keep(piece)
            if self._begun:
                yield None if self._junk else decode_frame(bytes(self._begun))
            self._begun.clear()
            self._junk = 0
        yield from self._keep(rest)

    def _keep(self, piece: bytes) -> Iterator[None]:
        self._begun += piece
        surplus = len(self._begun) - MAX_ENCODED_BYTES
        if surplus > 0:
            del self._begun[MAX_ENCODED_BYTES:]
            self._junk += surplus
        while self._junk > MAX_JUNK_BYTES:
            self._junk -= MAX_JUNK_BYTES
            yield None
