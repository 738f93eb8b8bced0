"""Answers wrongly every seventh time, whatever it is asked, and is right when it was just started."""

import sys
from itertools import count
from typing import Any

from conformance.serve import answering, introduction, serve
from vectors.evaluate import evaluate

asked = count(1)


def unsteady(kind: str, preset: str, given: Any) -> Any:
    """The reference's answer, or another one."""
    return {"reject": "BLOCK_TOO_LARGE"} if next(asked) % 7 == 0 else evaluate(kind, preset, given)


serve(answering(unsteady, introduction("unsteady", "1", ["wire"], ["minimal"])), sys.stdin.buffer, sys.stdout.buffer)
