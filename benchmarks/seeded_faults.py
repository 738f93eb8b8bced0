"""The seeded faults, which belong to the tests, as the benchmarks know them."""

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

FAULTS = Path(__file__).parents[1] / "tests" / "conformance" / "faults.py"


@cache
def seeded() -> ModuleType:
    """The module of the faults."""
    # It imports the files beside it, as a script does.
    sys.path.insert(0, str(FAULTS.parent))
    specification = importlib.util.spec_from_file_location("faults", FAULTS)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    # Where a dataclass looks for its own module.
    sys.modules["faults"] = module
    specification.loader.exec_module(module)
    return module
