"""Building sites: the real one, and small ones with a few chapters of their own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, SoupStrainer

ROOT = Path(__file__).resolve().parents[2]

INDEX = """# Site

```{toctree}
:glob:

/spec/*
```
"""


@dataclass(frozen=True)
class Site:
    """A site that was built, and what Sphinx said about it."""

    folder: Path
    warnings: str
    status: int

    def page(self, name: str) -> BeautifulSoup:
        """A page, parsed."""
        return BeautifulSoup((self.folder / name).read_text(encoding="utf-8"), "html.parser")

    def article(self, name: str) -> BeautifulSoup:
        """What a page itself says, without the tree of chapters beside it, which is most of a page."""
        return BeautifulSoup((self.folder / name).read_text(encoding="utf-8"), "html.parser", parse_only=SoupStrainer("article"))


def build(source: Path, output: Path) -> Site:
    """Build a site as `make docs` does, in a process of its own."""
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-b", "html", "-c", str(ROOT / "docs"), "-d", str(output / "doctrees")]
    finished = subprocess.run(
        [*command, str(source), str(output / "site")], capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}, timeout=300
    )
    return Site(output / "site", finished.stderr, finished.returncode)


def build_small(folder: Path, files: dict[str, str], **chapters: str) -> Site:
    """Build a site whose chapters are given by name; other files by their path."""
    for path, text in {"docs/index.md": INDEX, **{f"spec/{name}.md": text for name, text in chapters.items()}, **files}.items():
        target = folder / "source" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return build(folder / "source", folder / "output")
