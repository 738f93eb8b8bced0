"""Targets that remember, or are moody, or say more of themselves than the echo does: the first argument says how, the second names a file."""

import json
import os
import sys
import time

from echo import hello, reply_to

LEAK = "ff"
VICTIM = "0000000000"


def wrong(request):
    return {"seq": request["seq"], "outcome": {"ok": {"size": 99}}}


def times(mark):
    """How often a mark was made in the file before, over all processes."""
    with open(sys.argv[2], "a+") as file:
        file.seek(0)
        before = file.read().split().count(mark)
        print(mark, file=file)
    return before


class Target:
    """One process."""

    def __init__(self, mode):
        self.mode = mode
        self.seen = []

    def run(self, request):
        """The answer to a case."""
        given = request["input"]["bytes"]
        self.seen.append(given)
        match self.mode:
            case "leaks" if given == VICTIM and any(each.startswith(LEAK) for each in self.seen):
                return wrong(request)
            case "needs_company" if given == VICTIM and len(self.seen) == 1:
                return wrong(request)
            case "wrong_at_first" if given == VICTIM and times(given) == 0:
                return wrong(request)
            case "wrong_later" if given == VICTIM and times(given) > 0:
                return wrong(request)
            case "dies_at_first" if given == VICTIM and times(given) == 0:
                os._exit(3)
            case "fails" if given in sys.argv[2:]:
                return wrong(request)
            case "dies_of_what_it_does_not_claim" if request["preset"] != "minimal":
                os._exit(3)
            case "wrong_about_what_it_does_not_claim" if request["preset"] != "minimal":
                return wrong(request)
            case "slow":
                if len(sys.argv) > 2:
                    times(given)
                time.sleep(0.4)
        return reply_to(request)

    def answer(self, request):
        """The answer to any request."""
        if request["op"] == "run":
            return self.run(request)
        if request["op"] == "reset" and self.mode == "notes_resets":
            with open(sys.argv[2], "a") as file:
                print(os.getpid(), request["kind"], request["seed"], request["time"], file=file)
        if request["op"] == "hello" and self.mode == "versioned":
            return {"seq": request["seq"], "hello": {**hello(), "version": sys.argv[2], "board": sys.argv[3]}}
        return reply_to(request)


def main():
    target = Target(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(target.answer(json.loads(line))), flush=True)
    if target.mode == "exits_badly":
        sys.exit(3)


if __name__ == "__main__":
    main()
