"""A target on standard input and output or on a socket, in either encoding, that misbehaves in one way on the input that begins with ff.

`served.py PLACE ENCODING BEHAVIOUR`, where PLACE is `stdio`, `tcp` or `unix:PATH`. On a socket it prints its address, and serves each
connection in a process of its own, so that one that hangs does not keep the next away.
"""

import json
import os
import socket
import sys
import time

import cbor2
from echo import hello, reply_to

TRIGGER = "ff"


class Stream:
    """Requests in, replies and anything else out."""

    def __init__(self, requests, replies, encoding):
        self.requests, self.replies, self.encoding = requests, replies, encoding

    def read(self):
        """The next request, or None at their end."""
        if self.encoding == "json":
            line = self.requests.readline()
            return json.loads(line) if line else None
        length = self.requests.read(4)
        return cbor2.loads(self.requests.read(int.from_bytes(length, "big"))) if length else None

    def encoded(self, reply):
        """A reply without what marks its end."""
        return json.dumps(reply).encode() if self.encoding == "json" else cbor2.dumps(reply, canonical=True)

    def wrapped(self, message, length=None):
        """A message with what marks its end; `length` is a lie about it."""
        if self.encoding == "json":
            return message + b"\n"
        return (len(message) if length is None else length).to_bytes(4, "big") + message

    def write(self, data):
        """Bytes as they are."""
        self.replies.write(data)
        self.replies.flush()

    def say(self, reply):
        """A reply as it should be."""
        self.write(self.wrapped(self.encoded(reply)))

    def say_bytes(self, message, length=None):
        """Something in the place of an encoded reply."""
        self.write(self.wrapped(message, length))


def hang(stream, request):
    time.sleep(600)


def die(stream, request):
    os._exit(3)


def die_after_answering(stream, request):
    stream.say(reply_to(request))
    os._exit(0)


def die_in_mid_message(stream, request):
    message = stream.wrapped(stream.encoded(reply_to(request)))
    stream.write(message[: len(message) // 2])
    os._exit(1)


def half_then_silence(stream, request):
    message = stream.wrapped(stream.encoded(reply_to(request)))
    stream.write(message[: len(message) // 2])
    time.sleep(600)


def flood(stream, request):
    while True:
        stream.write(b"noise\n" * 10_000)


def flood_of_answers(stream, request):
    while True:
        stream.write(stream.wrapped(stream.encoded(reply_to(request))) * 1_000)


def flood_of_zeros(stream, request):
    while True:
        stream.write(bytes(65_536))


def garbage(stream, request):
    stream.write(b"\xde\xad\xbe\xef" * 16 + b"\n")
    time.sleep(600)


def late(stream, request):
    time.sleep(3)
    stream.say(reply_to(request))


def twice(stream, request):
    stream.say(reply_to(request))
    stream.say(reply_to(request))


def wrong_seq(stream, request):
    stream.say({**reply_to(request), "seq": request["seq"] + 1})


def unknown_member(stream, request):
    stream.say({**reply_to(request), "verdict": "pass"})


def wrong_value(stream, request):
    stream.say({"seq": request["seq"], "outcome": {"ok": {"size": 99}}})


def close_and_live_on(stream, request):
    stream.replies.close()
    stream.requests.close()
    connection.shutdown(socket.SHUT_RDWR)
    time.sleep(600)


def length_too_long(stream, request):
    message = stream.encoded(reply_to(request))
    stream.say_bytes(message, len(message) + 100)
    time.sleep(600)


def length_too_short(stream, request):
    message = stream.encoded(reply_to(request))
    stream.say_bytes(message, len(message) - 1)


def length_enormous(stream, request):
    stream.say_bytes(b"", 2**32 - 1)
    time.sleep(600)


def length_zero(stream, request):
    stream.say_bytes(b"")


def other_encoding(stream, request):
    stream.write(json.dumps(reply_to(request)).encode() + b"\n" if stream.encoding == "cbor" else cbor2.dumps(reply_to(request)) + b"\n")
    time.sleep(600)


def with_a_float(stream, request):
    stream.say_bytes(cbor2.dumps({"seq": request["seq"], "outcome": {"ok": {"size": 3.0}}}, canonical=True))


def with_a_tag(stream, request):
    stream.say_bytes(cbor2.dumps({"seq": request["seq"], "outcome": {"ok": cbor2.CBORTag(4000, {"size": 3})}}, canonical=True))


def with_bytes(stream, request):
    stream.say_bytes(cbor2.dumps({"seq": request["seq"], "outcome": {"ok": b"3"}}, canonical=True))


def with_a_key_twice(stream, request):
    stream.say_bytes(bytes.fromhex("a2") + b"".join(map(cbor2.dumps, ("seq", request["seq"], "outcome"))) + bytes.fromhex("a2626f6b01626f6b02"))


def with_a_key_that_is_a_number(stream, request):
    stream.say_bytes(cbor2.dumps({"seq": request["seq"], "outcome": {1: 2}}, canonical=True))


def in_another_order(stream, request):
    stream.say_bytes(cbor2.dumps({"outcome": {"ok": {"size": 3}}, "seq": request["seq"]}))


def of_indefinite_length(stream, request):
    stream.say_bytes(b"\xbf" + b"".join(map(cbor2.dumps, ("seq", request["seq"], "outcome", {"ok": {"size": 3}}))) + b"\xff")


def deeply_nested(stream, request):
    stream.say_bytes(b"\xa2" + b"".join(map(cbor2.dumps, ("seq", request["seq"], "outcome"))) + b"\xa1\x61a" * 100_000 + b"\xf6")


def never_reads(stream, request):
    """Never called: on the word the target stops reading after its introduction."""


def serve(stream, behaviour):
    while (request := stream.read()) is not None:
        if request["op"] == "run" and request["input"]["bytes"].startswith(TRIGGER):
            globals()[behaviour](stream, request)
        elif request["op"] == "hello":
            stream.say({"seq": request["seq"], "hello": {**hello(), "limits": {"max_message_bytes": 16 * 2**20}}})
            if behaviour == "never_reads":
                time.sleep(600)
        else:
            stream.say(reply_to(request))


def listener_at(place):
    if place == "tcp":
        listener = socket.create_server(("127.0.0.1", 0))
        print(f"tcp:127.0.0.1:{listener.getsockname()[1]}", flush=True)
    else:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(place.removeprefix("unix:"))
        listener.listen()
        print(place, flush=True)
    return listener


if __name__ == "__main__":
    place, encoding, behaviour = sys.argv[1:]
    if place == "stdio":
        serve(Stream(sys.stdin.buffer, sys.stdout.buffer, encoding), behaviour)
        sys.exit()
    listener = listener_at(place)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            serve(Stream(connection.makefile("rb"), connection.makefile("wb"), encoding), behaviour)
            os._exit(0)
        connection.close()
