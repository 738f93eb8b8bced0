"""The trace page in a real browser: the filter works, by keyboard, from a file, and without it everything is shown."""

import shutil
from collections.abc import Callable, Iterator

import pytest

from docs_sites import Site

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.Browser"]:
    """One headless browser."""
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: "playwright.Browser", site: Site) -> Iterator["playwright.Page"]:
    """The trace page, opened from its file; whatever its script complains of fails the test."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto((site.folder / "docs" / "trace.html").as_uri())
    yield opened
    assert errors == []
    context.close()


def visible(page: "playwright.Page") -> list[str]:
    return page.locator("table.trace tbody tr:visible").all_inner_texts()


def test_words_narrow_the_rows(page: "playwright.Page") -> None:
    """Every word must occur in a row; the count is said."""
    everything = len(visible(page))
    page.get_by_label("Words").fill("balance-2 KERNEL")
    rows = visible(page)
    assert 0 < len(rows) < everything
    assert all("BALANCE-2" in row and "kernel" in row for row in rows)
    assert page.locator("#trace-count").inner_text() == f"{len(rows)} of {everything} rows"


def test_the_keyboard_suffices(page: "playwright.Page") -> None:
    """Tab reaches the field and the list, Escape clears the words, an arrow chooses a kind of gap, and Enter does not leave the page."""
    everything = len(visible(page))
    address = page.url
    page.get_by_label("Words").focus()
    page.keyboard.type("nothing has this word")
    assert visible(page) == []
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert len(visible(page)) == everything
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "trace-gap"
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Gaps").input_value() == "any"
    assert len(visible(page)) == page.locator("table.trace tbody tr[class*=gap-]").count() < everything
    assert page.url.split("?")[0] == address.split("?")[0]


GAPS = """# Trace

:::{wp} One
:id: WP-1
:::

:::{wp} Two
:id: WP-2
:::

:::{rule} Rule
:id: FEE-3
:implements: WP-1

Prose.
:::

```{trace}
```
"""
"""A point with a rule that no function is, and one without a rule."""


def test_a_kind_of_gap_shows_just_its_rows(page: "playwright.Page", small_site: Callable[..., Site]) -> None:
    """Open debts are the points that no rule names; other gaps are left out. This repository may have neither, so it is shown where there are both."""
    site = small_site(trace=GAPS)
    page.goto((site.folder / "spec" / "trace.html").as_uri())
    page.get_by_label("Gaps").select_option("any")
    assert len(visible(page)) > 1
    page.get_by_label("Gaps").select_option("open-debt")
    (row,) = visible(page)
    assert "open debt" in row
    assert "WP-2" in row
    assert page.locator("details", has_text="× open debt").locator("li").count() == 1


def test_a_filter_is_part_of_the_address(page: "playwright.Page") -> None:
    """Somebody can send what they see."""
    page.goto(page.url + "?words=WP-12&gap=")
    assert page.get_by_label("Words").input_value() == "WP-12"
    assert all("WP-12" in row for row in visible(page))


def test_a_row_leads_to_its_rule(page: "playwright.Page") -> None:
    """From the trace to the paragraph is one click."""
    page.get_by_label("Words").fill("BALANCE-2")
    page.locator("table.trace tr:visible .column-rule a").first.click()
    page.wait_for_url("**/accounts.html#BALANCE-2")
    page.locator("table#BALANCE-2").wait_for(state="visible")


def test_a_narrow_screen_needs_no_sideways_scrolling(browser: "playwright.Browser", site: Site) -> None:
    """Rows of tables become cards, and only code scrolls, within its own box."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    for name in ("docs/trace", "docs/theorems", "theorems/ledger/charge_accepts", "spec/accounts", "spec/codes", "spec/parameters", "spec/mission"):
        page.goto((site.folder / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
        tables = page.locator(".table-wrapper").evaluate_all("wrappers => wrappers.map(wrapper => wrapper.scrollWidth - wrapper.clientWidth)")
        assert max(tables, default=0) <= 0, name
    context.close()


def test_without_scripts_everything_is_shown(browser: "playwright.Browser", site: Site) -> None:
    """The table does not depend on the filter, and no dead control is shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site.folder / "docs" / "trace.html").as_uri())
    assert page.locator("table.trace tbody tr:visible").count() == page.locator("table.trace tbody tr").count() > 0
    assert page.locator("#trace-filter").is_hidden()
    context.close()
