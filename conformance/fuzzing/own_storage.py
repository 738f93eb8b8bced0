"""Hypothesis as a hunt needs it: it leaves no folder where somebody works, and what it draws follows from the seed alone."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants


@contextmanager
def own_storage() -> Iterator[None]:
    """While it lasts, Hypothesis stores its tables of characters in a folder that is then removed, and draws no constants of modules.

    It would draw those that stand in whatever modules of ours a process happens to have imported: one seed would mean one thing on the command line,
    another in a test, and a third where this package is installed among others.
    """
    of_modules = providers._get_local_constants
    with tempfile.TemporaryDirectory(prefix="smartshare-fuzz-") as folder:
        set_hypothesis_home_dir(folder)
        providers._get_local_constants = Constants
        providers.CONSTANTS_CACHE.cache.clear()
        try:
            yield
        finally:
            providers._get_local_constants = of_modules
            providers.CONSTANTS_CACHE.cache.clear()
            set_hypothesis_home_dir(None)
