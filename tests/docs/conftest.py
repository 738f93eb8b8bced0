"""Sites that the tests of the documentation look at: the real one, and small ones with a few chapters of their own."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from docs_sites import ROOT, Site, build, build_small


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of this repository: the one that `make` has just built and names in SMARTSHARE_SITE, or one that is built for the tests."""
    if folder := os.environ.get("SMARTSHARE_SITE"):
        return Site(ROOT / folder, "", 0)
    built = build(ROOT, tmp_path_factory.mktemp("site"))
    assert built.status == 0, built.warnings
    return built


@pytest.fixture
def small_site(tmp_path: Path) -> Callable[..., Site]:
    """Build a site whose chapters are given by name; other files by their path."""

    def make(files: dict[str, str] | None = None, **chapters: str) -> Site:
        return build_small(tmp_path, files or {}, **chapters)

    return make
