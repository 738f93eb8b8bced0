"""A target whose every text tries to be something else: markup, script, a link, a control sequence, another direction of writing."""

import json
import os
import sys

from echo import hello, reply_to

MARKUP = "</pre></script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> {{ 7 * 7 }} [link](http://evil.invalid/) {0}"
CONTROLS = "\x1b[31m \u202egnp.exe \x00"


def main():
    for line in sys.stdin:
        request = json.loads(line)
        reply = reply_to(request)
        if request["op"] == "hello":
            reply["hello"] = {**hello(), "name": f"node {MARKUP}"[:200], "board": '" onclick="document.title=1'}
        elif request["op"] == "run":
            match len(request["input"]["bytes"]) // 2:
                case 2:
                    reply = {"seq": request["seq"], "error": MARKUP + CONTROLS}
                case 3:
                    reply["outcome"] = {"ok": {"size": MARKUP, MARKUP: MARKUP}}
                case 4:
                    os.write(2, (MARKUP + CONTROLS).encode())
                    os._exit(3)
                case 5:
                    reply = {"seq": request["seq"], "unsupported": MARKUP}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
