"""Importing the reference changes nothing of the interpreter that imports it: it is a library. Running a program makes the room that it needs."""

import subprocess
import sys

NOTHING_CHANGED = """
import gc, importlib, locale, os, pkgutil, signal, sys, threading, warnings

import cbor2, cryptography.hazmat.primitives.asymmetric.ed25519, immutables


def seen():
    handlers = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    return (
        sys.getrecursionlimit(), sys.getswitchinterval(), gc.isenabled(), gc.get_threshold(), threading.active_count(), locale.setlocale(locale.LC_ALL),
        handlers, [*warnings.filters], [*sys.path], [*sys.meta_path], dict(os.environ), os.getcwd(), sys.stdout, sys.stderr, sys.excepthook,
    )


before = seen()
import reference

found = [module.name for module in pkgutil.walk_packages(reference.__path__, "reference.")]
for name in found:
    importlib.import_module(name)
assert len(found) > 200, found
for was, now in zip(before, seen(), strict=True):
    assert was == now, (was, now)
"""

ROOM_IS_MADE = """
import sys

from reference.contracts.host import Nobody
from reference.contracts.run import Returned, run_program
from reference.contracts.running import STACK

before = sys.getrecursionlimit()
assert before < STACK
assert isinstance(run_program(b"return 1", 100, 100, Nobody()), Returned)
assert sys.getrecursionlimit() == STACK
sys.setrecursionlimit(STACK + 1)
run_program(b"return 1", 100, 100, Nobody())
assert sys.getrecursionlimit() == STACK + 1
"""


def in_a_process(script: str) -> None:
    """Run a script in an interpreter of its own, which has imported nothing."""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_the_reference_changes_nothing_of_the_interpreter() -> None:
    in_a_process(NOTHING_CHANGED)


def test_running_a_program_makes_the_room_that_contracts_inside_each_other_need_and_takes_none_away() -> None:
    in_a_process(ROOM_IS_MADE)
