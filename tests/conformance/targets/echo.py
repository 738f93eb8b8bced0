"""The smallest honest target: a case's outcome is how many bytes its input has. Everything else in this folder departs from it."""

import json
import sys


def hello(profiles=("wire",), presets=("minimal",)):
    limits = {"max_message_bytes": 100_000}
    return {"protocol": 4, "name": "echo", "version": "1", "profiles": list(profiles), "presets": list(presets), "limits": limits}


def reply_to(request):
    match request["op"]:
        case "hello":
            return {"seq": request["seq"], "hello": hello()}
        case "reset":
            return {"seq": request["seq"], "ok": True}
        case _:
            return {"seq": request["seq"], "outcome": {"ok": {"size": len(request["input"]["bytes"]) // 2}}}


def main():
    for line in sys.stdin:
        print(json.dumps(reply_to(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
