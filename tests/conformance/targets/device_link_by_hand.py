"""The link of a device, written by hand from the chapter alone, with places where it can go wrong."""

import binascii
import os
import select
import time

import cbor2
from cobs import cobs

MORE, LAST, ACK, NAK, START = 1, 2, 3, 4, 5
TRIGGER = "ff"


class Line:
    """Bytes out and in."""

    def __init__(self, descriptor):
        self.descriptor, self.begun, self.frames = descriptor, b"", []

    def write(self, data):
        """Send all of it."""
        while data:
            data = data[os.write(self.descriptor, data) :]

    def frame(self, seconds=3600):
        """The next frame as type, number and payload; (0, 0, b"") for a damaged one, None where none comes."""
        deadline = time.monotonic() + seconds
        while not self.frames:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.descriptor], [], [], left)[0]:
                return None
            data = os.read(self.descriptor, 4096)
            if not data:
                raise EOFError
            *ended, self.begun = (self.begun + data).split(b"\0")
            self.frames += [decoded(piece) for piece in ended if piece]
        return self.frames.pop(0)


def decoded(piece):
    try:
        content = cobs.decode(piece)
    except cobs.DecodeError:
        return 0, 0, b""
    good = len(content) >= 4 and binascii.crc_hqx(content, 0xFFFF) == 0
    return (content[0], content[1], content[2:-2]) if good else (0, 0, b"")


def encoded(kind, number, payload=b"", spoil=0):
    content = bytes([kind, number]) + payload
    return cobs.encode(content + (binascii.crc_hqx(content, 0xFFFF) ^ spoil).to_bytes(2, "big")) + b"\0"


class Device:
    """The link, with places where it can go wrong."""

    def __init__(self, line, behaviour):
        self.line, self.behaviour = line, behaviour
        self.sent = self.accepted = 0
        self.is_open = False
        self.times = 0

    def put(self, kind, number, payload=b""):
        """Send a frame."""
        self.line.write(encoded(kind, number, payload))

    def started(self):
        """Begin the session that the harness asks for."""
        self.is_open = True
        self.sent = self.accepted = 0
        self.put(ACK, 0)

    def receive(self):
        """The next request."""
        message = b""
        while True:
            kind, number, payload = self.line.frame()
            if kind == START:
                self.started()
                message = b""
            elif not self.is_open:
                self.put(START, 0)
            elif kind == 0:
                self.put(NAK, (self.accepted + 1) % 256)
            elif kind in (MORE, LAST):
                if self.behaviour == "loses_a_frame" and self.once():
                    continue
                if self.behaviour == "refuses_once" and self.once():
                    self.put(NAK, number)
                    continue
                if number == (self.accepted + 1) % 256:
                    message += payload
                    if self.is_trigger(kind, message) and self.misbehaves_before_acknowledging(number):
                        message = b""
                        continue
                    self.accepted = number
                    self.put(ACK, number)
                    if kind == LAST:
                        return cbor2.loads(message)
                elif number == self.accepted:
                    self.put(ACK, number)
            elif kind == NAK:
                self.put(ACK, self.accepted)

    def once(self, time=5):
        """Whether this is the one time at which something that happens once happens."""
        self.times += 1
        return self.times == time

    def is_trigger(self, kind, message):
        """Whether a message is whole and the one to misbehave on."""
        if kind != LAST:
            return False
        request = cbor2.loads(message)
        return request["op"] == "run" and request["input"]["bytes"].startswith(TRIGGER)

    def misbehaves_before_acknowledging(self, number):
        """Whether the chunk was treated badly instead of acknowledged."""
        if self.behaviour == "never_acknowledges":
            self.wait_for_start()
            return True
        if self.behaviour == "always_refuses":
            while True:
                self.put(NAK, number)
                if self.line.frame()[0] == START:
                    self.started()
                    return True
        return False

    def send(self, reply, spoil=0):
        """Send a reply; the first `spoil` sendings of each chunk have a wrong CRC, all of them where it is negative."""
        message = cbor2.dumps(reply, canonical=True)
        size = 5 if self.behaviour == "small_frames" else 248
        for start in range(0, len(message), size):
            self.sent = (self.sent + 1) % 256
            kind = LAST if start + size >= len(message) else MORE
            for sending in range(9):
                bad = spoil if spoil < 0 or sending < spoil else 0
                self.line.write((b"\0" if sending else b"") + encoded(kind, self.sent, message[start : start + size], 1 if bad else 0))
                if self.behaviour == "sends_each_frame_twice":
                    self.put(kind, self.sent, message[start : start + size])
                if self.acknowledged():
                    break

    def acknowledged(self):
        """Whether the acknowledgement came; a request or a START is left for `receive`."""
        deadline = time.monotonic() + 0.6
        while (frame := self.line.frame(max(deadline - time.monotonic(), 0))) is not None:
            kind, number, _ = frame
            if kind == ACK and number == self.sent:
                return True
            if kind in (START, MORE, LAST):
                self.line.frames.insert(0, frame)
                return True
            if kind == NAK:
                return False
        return False

    def wait_for_start(self):
        """Do nothing until the harness begins anew."""
        while self.line.frame()[0] != START:
            pass
        self.started()

    def restart(self):
        """What a reset does to a device: all is forgotten, and it says so."""
        self.line.write(b"\0")
        self.is_open = False
        self.put(START, 0)
