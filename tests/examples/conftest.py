"""What the tests of the example firmware share."""

from collections.abc import Iterator

import pytest

from firmware_asking import Ask, asking


@pytest.fixture
def ask() -> Iterator[Ask]:
    """Asks the build of the firmware that stops at the first error of memory or arithmetic."""
    with asking() as asked:
        yield asked
