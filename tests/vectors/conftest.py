"""The committed suite, read once."""

import pytest
from suites import committed_suite

from vectors.make import Files
from vectors.suite import DATA, HERE, MANIFEST, SCHEMA, Suite


@pytest.fixture(scope="session")
def suite() -> Suite:
    """The committed suite."""
    return committed_suite()


@pytest.fixture(scope="session")
def committed() -> Files:
    """The committed files by their paths."""
    paths = [HERE / MANIFEST, HERE / SCHEMA, *(HERE / DATA).rglob("*.json")]
    return {path.relative_to(HERE).as_posix(): path.read_bytes() for path in paths}
