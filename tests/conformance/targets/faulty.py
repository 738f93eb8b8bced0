"""A target that misbehaves in the one way that its argument names, on the input that begins with ff, and is honest otherwise.

Its second argument, where there is one, is a file that it appends its process ids to.
"""

import json
import os
import signal
import subprocess
import sys
import time

from echo import hello, reply_to

TRIGGER = "ff"


def write(data):
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(reply):
    write(json.dumps(reply).encode() + b"\n")


def hang(request):
    time.sleep(600)


def hang_deaf_to_sigterm(request):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    time.sleep(600)


def die_before_answering(request):
    print("assertion failed: the sky fell", file=sys.stderr, flush=True)
    os._exit(3)


def die_by_signal(request):
    os.kill(os.getpid(), signal.SIGSEGV)


def die_in_mid_line(request):
    write(b'{"seq":%d,"outc' % request["seq"])
    os._exit(1)


def die_after_answering(request):
    say(reply_to(request))
    os._exit(0)


def flood_stdout(request):
    while True:
        write(b"noise\n" * 10_000)


def flood_without_newline(request):
    while True:
        write(b"x" * 65_536)


def flood_stderr_and_answer(request):
    for _ in range(200):
        os.write(2, b"chatter " * 8_192)
    say(reply_to(request))


def flood_stderr_forever(request):
    while True:
        os.write(2, b"chatter " * 8_192)


def answer_late(request):
    time.sleep(1.2)
    say(reply_to(request))


def answer_twice(request):
    say(reply_to(request))
    say(reply_to(request))


def answer_then_noise(request):
    say(reply_to(request))
    write(b"[info] done\n")


def answer_then_noise_without_newline(request):
    say(reply_to(request))
    write(b"[info] done")


def noise_then_answer(request):
    write(b"[info] working\n")
    say(reply_to(request))


def wrong_seq(request):
    say({**reply_to(request), "seq": request["seq"] + 1})


def previous_seq(request):
    say({**reply_to(request), "seq": request["seq"] - 1})


def seq_as_text(request):
    say({**reply_to(request), "seq": str(request["seq"])})


def seq_true(request):
    say({**reply_to(request), "seq": True})


def no_seq(request):
    say({"outcome": {"ok": None}})


def seq_zero_error(request):
    say({"seq": 0, "error": "what was that?"})


def not_json(request):
    write(b"Segmentation fault (core dumped)\n")


def not_utf8(request):
    write(b'{"seq":%d,"outcome":{"ok":"\xff\xfe"}}\n' % request["seq"])


def half_surrogate(request):
    write(b'{"seq":%d,"outcome":{"ok":"\\ud800"}}\n' % request["seq"])


def empty_line(request):
    write(b"\n")


def nan(request):
    write(b'{"seq":%d,"outcome":{"ok":NaN}}\n' % request["seq"])


def fraction(request):
    write(b'{"seq":%d,"outcome":{"ok":{"size":3.0}}}\n' % request["seq"])


def duplicate_key(request):
    write(b'{"seq":%d,"outcome":{"ok":1,"ok":{"size":3}}}\n' % request["seq"])


def huge_integer(request):
    write(b'{"seq":%d,"outcome":{"ok":%s}}\n' % (request["seq"], b"9" * 100_000))


def deep_nesting(request):
    write(b'{"seq":%d,"outcome":%s}\n' % (request["seq"], b'{"ok":' * 100_000 + b"1" + b"}" * 100_000))


def moderate_nesting(request):
    write(b'{"seq":%d,"outcome":%s}\n' % (request["seq"], b'{"ok":' * 40 + b"1" + b"}" * 40))


def reply_is_array(request):
    say([request["seq"], "outcome"])


def outcome_is_text(request):
    say({"seq": request["seq"], "outcome": "ok"})


def unknown_member(request):
    say({**reply_to(request), "verdict": "pass"})


def outcome_and_error(request):
    say({**reply_to(request), "error": "but also this"})


def only_seq(request):
    say({"seq": request["seq"]})


def answers_hello(request):
    say({"seq": request["seq"], "hello": hello()})


def wrong_value(request):
    say({"seq": request["seq"], "outcome": {"ok": {"size": 99}}})


def value_as_text(request):
    say({"seq": request["seq"], "outcome": {"ok": {"size": "3"}}})


def value_true(request):
    say({"seq": request["seq"], "outcome": {"ok": {"size": True}}})


def extra_in_outcome(request):
    say({"seq": request["seq"], "outcome": {"ok": {"size": 3, "more": [1, 2]}}})


def empty_outcome(request):
    say({"seq": request["seq"], "outcome": {}})


def enormous_outcome(request):
    say({"seq": request["seq"], "outcome": {"ok": {str(number): 0 for number in range(300_000)}}})


def says_unsupported(request):
    say({"seq": request["seq"], "unsupported": "not on this chip"})


def says_error(request):
    say({"seq": request["seq"], "error": "out of\x1b[31m memory\x00"})


def close_stdout(request):
    os.close(1)
    time.sleep(600)


def close_stdin(request):
    os.close(0)
    say(reply_to(request))
    time.sleep(600)


def leave_child_with_the_pipes(request):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    note(child.pid)
    os._exit(7)


def hang_with_a_child(request):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    note(child.pid)
    time.sleep(600)


def note(process):
    if len(sys.argv) > 2:
        with open(sys.argv[2], "a") as file:
            print(process, file=file)


def reset_refused(request):
    say(reply_to(request))
    say({"seq": json.loads(sys.stdin.readline())["seq"], "error": "cannot forget"})


def reset_not_ok(request):
    say(reply_to(request))
    say({"seq": json.loads(sys.stdin.readline())["seq"], "ok": 1})


def hang_in_reset(request):
    say(reply_to(request))
    time.sleep(600)


def main():
    note(os.getpid())
    for line in sys.stdin:
        request = json.loads(line)
        if request["op"] == "run" and request["input"]["bytes"].startswith(TRIGGER):
            globals()[sys.argv[1]](request)
        else:
            say(reply_to(request))


if __name__ == "__main__":
    main()
