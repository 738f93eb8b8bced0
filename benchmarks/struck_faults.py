"""Which input of a hunt finds a fault: it is asked those that reach the edited function, in a process of its own for each fault."""

import importlib
import json
import os
import signal
import struct
from collections.abc import Sequence
from types import FrameType
from typing import Any

from benchmarks.hunt_stream import Tried
from benchmarks.seeded_faults import seeded

INPUT_SECONDS = 20
"""After how long an input that is not answered counts as one that shows the fault."""

NONE = -1


class _Silence(BaseException):
    """An input is not answered. No handler of the reference's takes it for an error of its own."""


def first_disagreement(name: str, part: Sequence[Tried]) -> Tried | None:
    """The first of these inputs that a target with the fault answers otherwise, or not at all."""
    if not part:
        return None
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        place = NONE
        try:
            os.close(reading)
            place = _place(name, part)
        finally:
            os.write(writing, struct.pack("i", place))
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        answer = said.read()
    os.waitpid(child, 0)
    (place,) = struct.unpack("i", answer) if answer else (NONE,)
    return None if place == NONE else part[place]


def _place(name: str, part: Sequence[Tried]) -> int:
    make_wrong(name)
    from vectors import evaluate

    signal.signal(signal.SIGALRM, _be_silent)
    for place, tried in enumerate(part):
        kind, preset, given, outcome = json.loads(tried.asked)
        signal.alarm(INPUT_SECONDS)
        try:
            if json.loads(json.dumps(evaluate.evaluate(kind, preset, given))) != outcome:
                return place
        except (Exception, _Silence):
            return place
        finally:
            signal.alarm(0)
    return NONE


def make_wrong(name: str) -> None:
    """Give the function of a fault the edited code, in this process: whoever knows the function has it then, at once."""
    fault: Any = seeded().BY_NAME[name]
    module: Any = importlib.import_module(fault.module)
    scope: dict[str, Any] = {}
    exec(compile(fault.edited_source(), f"{fault.module} with a fault", "exec"), module.__dict__, scope)
    right, wrong = getattr(module, fault.function), scope[fault.function]
    right.__code__, right.__defaults__, right.__kwdefaults__ = wrong.__code__, wrong.__defaults__, wrong.__kwdefaults__


def _be_silent(_number: int, _frame: FrameType | None) -> None:
    raise _Silence
