"""Why bytes are not a program, and where."""

from reference.codes import Code, Reject


class SourceReject(Reject):
    """A rule that programs follow is broken, at the byte `at` of the source."""

    def __init__(self, code: Code, at: int) -> None:
        super().__init__(code)
        self.at = at


def line_and_column(source: bytes, at: int) -> tuple[int, int]:
    """Where a byte stands, both counted from 1: lines end with a line feed, columns are bytes."""
    before = source[:at]
    return before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
