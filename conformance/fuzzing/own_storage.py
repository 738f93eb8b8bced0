"""A place for what Hypothesis stores, so that it leaves no folder where somebody works."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis.configuration import set_hypothesis_home_dir


@contextmanager
def own_storage() -> Iterator[None]:
    """While it lasts, Hypothesis stores its tables of characters and constants in a folder that is then removed."""
    with tempfile.TemporaryDirectory(prefix="smartshare-fuzz-") as folder:
        set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            set_hypothesis_home_dir(None)
