"""A device at a serial line, written from the chapter alone, that misbehaves in one way on the input that begins with ff.

`device.py BEHAVIOUR [socket]`. It opens a pseudo-terminal, or with `socket` a port for pyserial's `socket://`, and prints its address. Whatever it
does wrong, the frame START brings it back, as a watchdog would: a device that nothing brings back is another matter.
"""

import binascii
import os
import select
import socket
import sys
import time
import tty

import cbor2
from cobs import cobs
from echo import hello, reply_to

MORE, LAST, ACK, NAK, START = 1, 2, 3, 4, 5
TRIGGER = "ff"


class Line:
    """Bytes out and in."""

    def __init__(self, descriptor):
        self.descriptor, self.begun, self.frames = descriptor, b"", []

    def write(self, data):
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


class Started(Exception):
    """The harness has begun a session."""


class Device:
    """The link, with places where it can go wrong."""

    def __init__(self, line, behaviour):
        self.line, self.behaviour = line, behaviour
        self.sent = self.accepted = 0
        self.is_open = False
        self.faulty = False
        self.times = 0
        self.cases = 0

    def put(self, kind, number, payload=b""):
        self.line.write(encoded(kind, number, payload))

    def started(self):
        self.is_open = True
        self.sent = self.accepted = 0
        self.faulty = False
        self.put(ACK, 0)

    def receive(self):
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

    def once(self):
        self.times += 1
        return self.times == 5

    def is_trigger(self, kind, message):
        if kind != LAST:
            return False
        request = cbor2.loads(message)
        return request["op"] == "run" and request["input"]["bytes"].startswith(TRIGGER)

    def misbehaves_before_acknowledging(self, number):
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
        while self.line.frame()[0] != START:
            pass
        self.started()

    def restart(self):
        """What a reset does to a device: all is forgotten, and it says so."""
        self.line.write(b"\0")
        self.is_open = False
        self.put(START, 0)


def honest(device, request):
    device.send(reply_to(request))


def hang(device, request):
    device.wait_for_start()


def late(device, request):
    time.sleep(3)
    device.send(reply_to(request))


def twice(device, request):
    device.send(reply_to(request))
    device.send(reply_to(request))


def wrong_seq(device, request):
    device.send({**reply_to(request), "seq": request["seq"] + 1})


def wrong_value(device, request):
    device.send({"seq": request["seq"], "outcome": {"ok": {"size": 99}}})


def not_deterministic(device, request):
    device.line.write(encoded(LAST, (device.sent + 1) % 256, cbor2.dumps({"outcome": {"ok": {"size": 3}}, "seq": request["seq"]})))
    device.wait_for_start()


def bad_crc_once(device, request):
    device.send(reply_to(request), spoil=1)


def bad_crc_always(device, request):
    device.send(reply_to(request), spoil=-1)
    device.wait_for_start()


def half_a_frame(device, request):
    device.line.write(encoded(LAST, (device.sent + 1) % 256, cbor2.dumps(reply_to(request)))[:12])
    device.wait_for_start()


def half_a_frame_then_again(device, request):
    device.line.write(encoded(LAST, (device.sent + 1) % 256, cbor2.dumps(reply_to(request)))[:12])
    time.sleep(0.2)
    device.line.write(b"\0")
    device.send(reply_to(request))


def flood(device, request, noise=b"x" * 4_000):
    while not select.select([device.line.descriptor], [], [], 0)[0] or not started_in_flood(device):
        if select.select([], [device.line.descriptor], [], 0.05)[1]:
            device.line.write(noise)
    device.started()


def started_in_flood(device):
    frame = device.line.frame(0.01)
    return frame is not None and frame[0] == START


def flood_of_zeros_and_noise(device, request):
    flood(device, request, b"noise\0" * 600)


def flood_of_acknowledgements(device, request):
    flood(device, request, encoded(ACK, device.accepted) * 100)


def flood_of_one_frame(device, request):
    flood(device, request, encoded(MORE, device.sent, b"again") * 100)


def wrong_number(device, request):
    device.line.write(encoded(LAST, (device.sent + 7) % 256, cbor2.dumps(reply_to(request), canonical=True)))
    device.wait_for_start()


def prints_text(device, request):
    device.line.write(b"[info] computing, please wait\r\n" * 20 + b"\0")
    device.send(reply_to(request))


def resets_once(device, request):
    device.times += 1
    if device.times == 1:
        device.restart()
    else:
        device.send(reply_to(request))


def resets_once_with_a_boot_log(device, request):
    if device.times == 0:
        device.line.write(b"ROM bootloader v1.2\r\nloading 0x00400000...\r\n" * 50)
    resets_once(device, request)


def resets_silently_once(device, request):
    """Its START is lost; it says it again when it is spoken to."""
    device.times += 1
    if device.times == 1:
        device.is_open = False
        device.line.write(b"\0\x03\x07\x07\0")
    else:
        device.send(reply_to(request))


def resets_always(device, request):
    device.restart()


def resets_after_half_an_answer(device, request):
    device.times += 1
    if device.times == 1:
        device.line.write(encoded(MORE, (device.sent + 1) % 256, cbor2.dumps(reply_to(request), canonical=True)[:9]))
        device.restart()
    else:
        device.send(reply_to(request))


def unplugged(device, request):
    os.close(device.line.descriptor)
    raise EOFError


never_acknowledges = always_refuses = loses_a_frame = refuses_once = sends_each_frame_twice = small_frames = honest


def serve(device):
    device.restart()
    while True:
        request = device.receive()
        if request["op"] == "run" and request["input"]["bytes"].startswith(TRIGGER):
            globals()[device.behaviour](device, request)
        else:
            device.send(reply_to(request) if request["op"] != "hello" else {"seq": request["seq"], "hello": {**hello(), "board": "pseudo-terminal"}})


if __name__ == "__main__":
    behaviour = sys.argv[1]
    if sys.argv[2:] == ["socket"]:
        listener = socket.create_server(("127.0.0.1", 0))
        print(f"serial:socket://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        while True:
            connection, _ = listener.accept()
            device = Device(Line(connection.detach()), behaviour)
            try:
                serve(device)
            except (EOFError, OSError):
                pass
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    print(f"serial:{os.ttyname(theirs)}", flush=True)
    if behaviour == "unplugged":
        # Held open, the line would outlive the device.
        time.sleep(1)
        os.close(theirs)
    serve(Device(Line(ours), behaviour))
