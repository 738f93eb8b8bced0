"""A target that answers the input's bytes, with one bit of the byte in their middle changed where they are longer than its argument."""

import json
import sys

from echo import reply_to


def main():
    limit = int(sys.argv[1])
    for line in sys.stdin:
        request = json.loads(line)
        reply = reply_to(request)
        if request["op"] == "run":
            data = bytearray.fromhex(request["input"]["bytes"])
            if len(data) > limit:
                data[len(data) // 2] ^= 0x01
            reply["outcome"] = {"ok": {"bytes": data.hex()}}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
