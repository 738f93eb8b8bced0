"""A node with one fault, for the plugin's tests: in this process, or with an argument as a target that then dies at its first case."""

import json
import os
import sys
from typing import Any

from vectors.evaluate import evaluate


def run(kind: str, preset: str, given: Any) -> Any:
    """What the reference answers, but for the fees of receipts."""
    outcome = evaluate(kind, preset, given)
    if given.get("decode") == "receipt" and "ok" in outcome:
        outcome["ok"]["fee"] = "7"  # type: ignore[index,call-overload]
    return outcome


def raising(kind: str, preset: str, given: Any) -> Any:
    """A node that has a bug."""
    raise ZeroDivisionError("in the node")


def main(profiles: list[str], *, dies: bool) -> None:
    """Speak the protocol by hand."""
    limits = {"max_message_bytes": 2**20}
    hello = {"protocol": 4, "name": "faulty", "version": "1", "profiles": profiles, "presets": ["minimal"], "limits": limits}
    for line in sys.stdin:
        request = json.loads(line)
        match request["op"]:
            case "hello":
                reply: dict[str, Any] = {"hello": hello}
            case "reset":
                reply = {"ok": True}
            case _:
                if dies:
                    print("out of luck", file=sys.stderr, flush=True)
                    os._exit(3)
                reply = {"outcome": run(request["kind"], request["preset"], request["input"])}
        print(json.dumps({"seq": request["seq"], **reply}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1].split(","), dies=len(sys.argv) > 2)
