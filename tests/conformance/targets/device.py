"""A device at a serial line that misbehaves in one way on the input that begins with ff.

`device.py BEHAVIOUR [socket]`. It opens a pseudo-terminal, or with `socket` a port for pyserial's `socket://`, and prints its address. Whatever it
does wrong, the frame START brings it back, as a watchdog would: a device that nothing brings back is another matter.
"""

import contextlib
import os
import select
import socket
import sys
import time
import tty

import cbor2
from device_link_by_hand import ACK, LAST, MORE, START, TRIGGER, Device, Line, encoded
from echo import hello, reply_to


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


resets_in_hello = never_acknowledges = always_refuses = loses_a_frame = refuses_once = sends_each_frame_twice = small_frames = honest


def serve(device):
    device.restart()
    while True:
        request = device.receive()
        if request["op"] == "run" and request["input"]["bytes"].startswith(TRIGGER):
            globals()[device.behaviour](device, request)
        elif device.behaviour == "resets_in_hello" and request["op"] == "hello" and device.once(1):
            device.restart()
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
            with contextlib.suppress(EOFError, OSError):
                serve(device)
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    print(f"serial:{os.ttyname(theirs)}", flush=True)
    if behaviour == "unplugged":
        # Held open, the line would outlive the device.
        time.sleep(1)
        os.close(theirs)
    serve(Device(Line(ours), behaviour))
