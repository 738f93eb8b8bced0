"""Targets that know of each other by files: `beside.py MODE FOLDER NAME`.

`meets` says hello when another one has begun too; `alone` says an error where another one goes on.
"""

import json
import sys
import time
from pathlib import Path

from echo import reply_to

PATIENCE = 60.0


def main():
    mode, folder, name = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    others = [path for path in folder.iterdir() if path.name != name]
    (folder / name).touch()
    deadline = time.monotonic() + PATIENCE
    while mode == "meets" and time.monotonic() < deadline and len(list(folder.iterdir())) < 2:
        time.sleep(0.01)
    met = len(list(folder.iterdir())) >= 2
    for line in sys.stdin:
        request = json.loads(line)
        wrong = others if mode == "alone" else not met
        print(json.dumps({"seq": request["seq"], "error": "not as it should be"} if wrong else reply_to(request)), flush=True)
    if mode == "alone":
        (folder / name).unlink()


if __name__ == "__main__":
    main()
