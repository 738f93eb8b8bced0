"""Writing a record that may say nothing, without a path for each case.

`reference.state.writing.with_record` writes a record or takes it out. Explored as it stands, each write of a transition would
double its paths, and taking out double them again. Of a symbolic map both are one write of which a condition says whether the record is there.
That this is the same is shown of every map, key and record by `tests/prover/test_prover_writing.py`, which explores the function itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reference.state.writing import with_record
from spec.prover.maps import SymbolicMap
from spec.prover.substitution import substituted


@contextmanager
def merging(*modules: str) -> Iterator[None]:
    """Every module of the rules, of the theorems and of those named writes symbolic maps in one step meanwhile."""
    with substituted(with_record, write, *modules):
        yield


def write(records: Any, key: Any, record: Any, present: Any) -> Any:
    """What `with_record` is meanwhile."""
    if type(records) is SymbolicMap:
        return records.with_record(key, record, present)
    return with_record(records, key, record, present)
