"""The page of a run in a real browser: from a file, by keyboard, without a request, and with a target that attacks it."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from suites import committed_suite

from conformance.page import page_parts
from conformance.plan import Plan
from conformance.report import Request
from conformance.reports import write_reports
from conformance.results import Result, Run
from conformance.runner import conduct
from conformance.selection import Selection
from conformance.target import Target
from conformance.verdicts import Verdict
from small_suite import FIVE, command, write_suite
from vectors.case import Case, Kind, make_case
from vectors.suite import load

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
MAX_PAGE_CHARACTERS = 12_000_000
"""Of a run in which every case of the suite fails with texts that all have to be escaped."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

Open = Callable[..., "playwright.Page"]


def bytes_case(data: bytes, rules: tuple[str, ...]) -> Case:
    return make_case(rules, Kind.DECODE, "minimal", f"{len(data)} bytes back", {"decode": "transaction", "bytes": data.hex()}, {"ok": {"bytes": data.hex()}})


BYTES = (
    bytes_case(b"\x81\x00", ("WIRE-2",)),
    bytes_case(b"\x83\x01\x58\x20" + b"\xaa" * 32 + b"\x81\x05", ("WIRE-2", "WIRE-5")),
    bytes_case(b"\xd2\x84\x43", ("WIRE-5",)),
)


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.Browser"]:
    """One headless browser."""
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def show(browser: "playwright.Browser", tmp_path: Path) -> Iterator[Open]:
    """Run a target on some cases and open the page that comes of it; a complaint of the console or a request that leaves the page fails the test."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    errors: list[str] = []
    requests: list[str] = []

    def show(script: str, *arguments: object, cases: tuple[Case, ...] = BYTES) -> "playwright.Page":
        suite = load(write_suite(tmp_path / "vectors", cases))
        run = conduct(suite, tuple(suite), Target.connect(command(script, *arguments), timeout=20.0), lambda _: None, Plan(recheck=0))
        request = Request(command(script), suite, None, Selection(), 5.0, datetime(2026, 1, 1, tzinfo=UTC), "smartshare")
        (tmp_path / "out").mkdir()
        write_reports(tmp_path / "out", request, run)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda asked: requests.append(asked.url))
        page.goto((tmp_path / "out" / "report.html").as_uri())
        return page

    yield show
    assert errors == []
    assert {address.partition("?")[0].rpartition("/")[2] for address in requests} == {"report.html"}
    context.close()


def shown(page: "playwright.Page") -> list[str]:
    """The cases that the filter leaves, by id, whether a list is open or not."""
    return [
        str(name) for name in page.evaluate("[...document.querySelectorAll('[data-rules]:not([hidden])')].map(one => one.querySelector('code').textContent)")
    ]


def test_the_filter_narrows_the_cases(show: Open) -> None:
    """By words, all of which have to occur, by verdict, by rule also where it is not the first, and by the totals at the top."""
    page = show("flipping.py", 2)
    assert len(shown(page)) == 3
    page.get_by_label("Search").fill("38 zebras back")
    assert shown(page) == []
    page.get_by_label("Search").fill("38 BYTES back")
    assert shown(page) == [BYTES[1].id]
    assert page.locator("#count").inner_text() == "1 of 3 cases"
    page.get_by_role("button", name="Clear").click()
    page.locator("#verdict").select_option("pass")
    assert shown(page) == [BYTES[0].id]
    page.locator("#verdict").select_option("not-passed")
    assert shown(page) == [BYTES[1].id, BYTES[2].id]
    page.locator("#rule").select_option("WIRE-5")
    page.locator("#verdict").select_option("")
    assert shown(page) == [BYTES[1].id, BYTES[2].id]
    page.get_by_role("button", name="Show the 1 cases with verdict pass").click()
    assert shown(page) == [BYTES[0].id]
    assert "verdict=pass" in page.url


def test_the_keyboard_suffices(show: Open) -> None:
    """Search, go down, open, read, close and clear without a mouse."""
    page = show("flipping.py", 2)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "words"
    page.keyboard.type("wire-5")
    assert shown(page) == [BYTES[1].id, BYTES[2].id]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("details.case[open] > summary code").all_inner_texts() == [BYTES[1].id]
    page.keyboard.press("ArrowDown")
    assert BYTES[2].id in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert page.locator("details.case[open]").count() == 0
    page.keyboard.press("Escape")
    assert len(shown(page)) == 3
    assert page.evaluate("document.activeElement.id") == "words"
    assert "/ search" in page.locator("#keys").inner_text()


def test_the_first_wrong_byte_is_marked(show: Open) -> None:
    """In diagnostic notation on both sides; of malformed input the byte at which it stops."""
    page = show("flipping.py", 2)
    case = page.locator(f"#{BYTES[1].id}")
    case.locator("> summary").click()
    assert "the first that differs is byte 19, 0xaa expected, 0xab came" in case.locator(".compare caption").inner_text()
    assert [mark.split()[-1] for mark in case.locator(".compare mark").all_inner_texts()] == ["aa", "ab"]
    malformed = page.locator(f"#{BYTES[2].id}")
    malformed.locator("> summary").click()
    assert "stops at byte 2: the string that begins here has 3 bytes, of which 0 are there" in malformed.locator(".input caption").inner_text()
    assert malformed.locator(".input mark").inner_text().endswith("43")
    assert f"smartshare replay {BYTES[2].id}" in malformed.locator(".command").inner_text()


def test_what_a_target_writes_stays_text(show: Open) -> None:
    """The texts are there to be read; no element, no script and no attribute comes of them."""
    page = show("hostile.py", cases=FIVE)
    for summary in page.locator("details.case > summary").all():
        summary.click()
    assert "owned" not in page.title().split("conformance of")[0]
    assert page.evaluate("document.querySelectorAll('script').length") == 1
    assert page.evaluate("document.querySelectorAll('img, iframe, object, [onerror], [onclick], [style]').length") == 0
    assert page.evaluate("document.querySelectorAll('a:not([href^=\"#\"])').length") == 0
    text = page.locator("body").inner_text()
    assert "<script>document.title='owned'</script>" in text
    assert "{{ 7 * 7 }}" in text
    assert "\\u202egnp.exe \\x00" in text
    assert not set("\x1b\u202e\x00") & set(page.content())
    page.get_by_label("Search").fill("<img")
    assert len(shown(page)) >= 1


def test_the_policy_holds_even_if_markup_got_in(browser: "playwright.Browser", show: Open) -> None:
    """A second lock: a script that was put into the page does not run."""
    address = show("flipping.py", 2).url
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    refused = page.evaluate(
        """() => new Promise((resolve) => {
            document.addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective));
            document.body.insertAdjacentHTML("beforeend", "<button id=evil onclick='document.title=1'>evil</button>");
            document.getElementById("evil").click();
        })"""
    )
    assert refused.startswith("script-src")
    context.close()


def test_without_scripts_everything_is_there(browser: "playwright.Browser", show: Open) -> None:
    address = show("flipping.py", 2).url
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#filter").is_hidden()
    page.locator(f"#{BYTES[1].id} > summary").click()
    assert page.locator(f"#{BYTES[1].id} .compare").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_screen_needs_no_sideways_scrolling(browser: "playwright.Browser", show: Open, scheme: str) -> None:
    address = show("hostile.py", cases=FIVE).url
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Open all shown").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_every_failure_of_the_whole_suite_fits() -> None:
    """The page of the worst run stays below a few megabytes and names every case."""
    suite = committed_suite()
    bad = "<&>\"'" * 400
    results = [Result(case, Verdict.FAIL, reason=bad, got=bad, stderr=bad * 2) for case in suite]
    request = Request("cmd:bad", suite, None, Selection(), 5.0, datetime(2026, 1, 1, tzinfo=UTC), "smartshare")
    text = "".join(page_parts(request, Run(results=results, stopped=bad)))
    assert len(text) < MAX_PAGE_CHARACTERS
    assert {case.id for case in suite} <= set(re.findall(r"[a-z]+(?:-[a-z]+)*-[0-9]+-[0-9a-f]{10}", text))
