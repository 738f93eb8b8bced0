"""How many paths and edges of each kernel the test vectors take, read from the manifest, which counts them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Coverage:
    """The paths and the edges of a kernel."""

    paths: int
    """Paths that some arguments take."""
    taken: int
    """How many of them a test vector takes."""
    edges: int
    """Sides of comparisons that some arguments meet."""
    met: int
    """How many of them a test vector stands on."""

    @property
    def complete(self) -> bool:
        """Whether nothing is left out."""
        return (self.taken, self.met) == (self.paths, self.edges)


def read_coverage(root: Path) -> Mapping[str, Coverage]:
    """The counts of `root/vectors/manifest.json` by the kernel's name; nothing where there is no manifest."""
    path = root / "vectors" / "manifest.json"
    if not path.exists():
        return {}
    kernels = json.loads(path.read_text(encoding="utf-8"))["kernels"]
    return {name: Coverage(counts["paths"], counts["taken"], counts["edges"], counts["met"]) for name, counts in kernels.items()}
