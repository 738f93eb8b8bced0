"""`{experiment} NAME`: what a simulation has found, as a plot in both themes and as a table.

The simulations run when a page asks for the first of them, and again only when they or the rules that they run on have changed: what they found is kept
below `build/simulation`.
"""

from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from extension.building import table
from simulation import EXPERIMENTS
from simulation.plots import DRAWN, THEMES, draw
from simulation.results import Result, keep, results, sources_digest

logger = logging.getLogger(__name__)

FOLDER = Path("build") / "simulation"
"""Where results and plots are kept, below the root."""


class ExperimentDirective(SphinxDirective):
    """Show one result."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The plot, where the result has one, and the table; a name that no experiment gives is a warning."""
        name = self.arguments[0].strip()
        root = Path(self.env.srcdir)
        found = all_results(root).get(name)
        if found is None:
            logger.warning("no experiment is called %s", name, location=self.get_location(), type="specification", subtype="experiment")
            return []
        plots = [self.plot(root, name, found, theme) for theme in THEMES] if name in DRAWN else []
        return [nodes.container("", *plots, table(found.columns, found.rows, classes=["experiment"]), classes=["experiment"])]

    def plot(self, root: Path, name: str, found: Result, theme: str) -> nodes.Node:
        """One plot, drawn unless it is there already."""
        path = root / FOLDER / f"{name}-{theme}-{sources_digest()}.svg"
        if not path.exists():
            keep(path, draw(name, found, THEMES[theme]))
        return nodes.image("", uri=f"/{path.relative_to(root).as_posix()}", alt=found.alternative, classes=[f"only-{theme}"])


@cache
def all_results(root: Path) -> dict[str, Result]:
    """All results, read once a build."""
    return results(EXPERIMENTS, root / FOLDER)
