"""A target that answers at once: it looks for the sequence number and the operation, and has one answer for every case."""

import sys

HELLO = b',"hello":{"protocol":2,"name":"answering","version":"1","profiles":["wire"],"presets":["minimal"],"limits":{"max_message_bytes":1000000}}}\n'


def main() -> None:
    """Answer until the input ends."""
    read, write, flush = sys.stdin.buffer.readline, sys.stdout.buffer.write, sys.stdout.buffer.flush
    while line := read():
        start = line.index(b'"seq":') + 6
        end = start
        while line[end : end + 1].isdigit():
            end += 1
        if b'"op":"run"' in line:
            answer = b',"outcome":{"reject":"MALFORMED"}}\n'
        elif b'"op":"reset"' in line:
            answer = b',"ok":true}\n'
        else:
            answer = HELLO
        write(b'{"seq":' + line[start:end] + answer)
        flush()


if __name__ == "__main__":
    main()
