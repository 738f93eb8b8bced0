"""Targets that are odd from the start on: the argument says how."""

import json
import os
import sys
import time

from echo import hello, main, reply_to

INTRODUCTIONS = {
    "claims_unknown_profile": {**hello(), "profiles": ["wire", "telepathy"]},
    "claims_unknown_preset": {**hello(), "presets": ["minimal", "maximal"]},
    "claims_nothing": {**hello(), "profiles": []},
    "claims_other_profile": {**hello(), "profiles": ["ledger"]},
    "claims_twice": {**hello(), "profiles": ["wire", "wire"]},
    "profiles_as_text": {**hello(), "profiles": "wire"},
    "other_protocol": {**hello(), "protocol": 1},
    "protocol_true": {**hello(), "protocol": True},
    "unknown_member": {**hello(), "vendor": "nobody"},
    "unknown_limit": {**hello(), "limits": {"max_message_bytes": 5_000, "colour": 1}},
    "no_limits": {name: value for name, value in hello().items() if name != "limits"},
    "limit_too_small": {**hello(), "limits": {"max_message_bytes": 10}},
    "short_lines": {**hello(), "limits": {"max_message_bytes": 1_024}},
    "long_lines": {**hello(), "limits": {"max_message_bytes": 16 * 2**20}},
    "answer_before_reading": {**hello(), "limits": {"max_message_bytes": 16 * 2**20}},
    "stop_reading": {**hello(), "limits": {"max_message_bytes": 16 * 2**20}},
    "name_with_escape": {**hello(), "name": "echo\x1b]0;owned\x07"},
}


def start():
    mode = sys.argv[1]
    if mode == "die_at_once":
        print("no licence found", file=sys.stderr)
        sys.exit(4)
    if mode == "banner":
        print("Echo node 1.0 starting...", flush=True)
    if mode == "hello_error":
        seq = json.loads(sys.stdin.readline())["seq"]
        print(json.dumps({"seq": seq, "error": "not today"}), flush=True)
        time.sleep(600)
    if mode in INTRODUCTIONS:
        seq = json.loads(sys.stdin.readline())["seq"]
        print(json.dumps({"seq": seq, "hello": INTRODUCTIONS[mode]}), flush=True)
    if mode == "answer_before_reading":
        os.read(0, 10)
        print(json.dumps({"seq": seq + 1, "outcome": {"ok": {"size": 3_000_000}}}), flush=True)
        time.sleep(600)
    if mode == "stop_reading":
        time.sleep(600)
    if mode == "once_only":
        # Starts, dies in its first case, and never starts again.
        if os.path.exists(sys.argv[2]):
            sys.exit(5)
        open(sys.argv[2], "w").close()
        seq = json.loads(sys.stdin.readline())["seq"]
        print(json.dumps({"seq": seq, "hello": hello()}), flush=True)
        sys.exit(6)
    if mode == "changes_its_hello":
        first = not os.path.exists(sys.argv[2])
        open(sys.argv[2], "w").close()
        seq = json.loads(sys.stdin.readline())["seq"]
        print(json.dumps({"seq": seq, "hello": {**hello(), "version": "1" if first else "2"}}), flush=True)
        if first:
            sys.exit(6)
    if mode == "noise_at_the_end":
        for line in sys.stdin:
            print(json.dumps(reply_to(json.loads(line))), flush=True)
        print("goodbye", flush=True)
        sys.exit(0)
    if mode == "stays":
        main()
        time.sleep(600)
    main()


start()
