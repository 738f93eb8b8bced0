"""The site of this repository: whole, linked, and readable without a network."""

import os
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from docs_sites import Site
from spec.trace import Trace, read_trace

ROOT = Path(__file__).resolve().parents[2]


class Elements(HTMLParser):
    """The elements of a page, each as its name and its attributes: hundreds of pages are read so in seconds."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[Path, list[tuple[str, dict[str, str]]]]:
    """The elements of every page of the site."""
    return {path.resolve(): Elements(path).found for path in site.folder.rglob("*.html")}


@pytest.fixture(scope="module")
def trace() -> Trace:
    """The trace of this repository."""
    return read_trace(ROOT)


def test_every_link_within_the_site_resolves(site: Site, pages: dict[Path, list[tuple[str, dict[str, str]]]]) -> None:
    """Files exist, and anchors are on the page that they name."""
    broken = []
    present = {str(path.resolve()) for path in (site.folder, *site.folder.rglob("*"))}
    anchors = {str(path): {attributes["id"] for _, attributes in page if "id" in attributes} for path, page in pages.items()}
    for path, page in pages.items():
        for reference in {attributes.get("href") or attributes.get("src") for _, attributes in page} - {None}:
            parts = urlsplit(reference)
            if parts.scheme or parts.netloc:
                continue
            target = os.path.normpath(path.parent / unquote(parts.path)) if parts.path else str(path)
            if target not in present or (parts.fragment and target in anchors and unquote(parts.fragment) not in anchors[target]):
                broken.append(f"{path.name}: {reference}")
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(pages: dict[Path, list[tuple[str, dict[str, str]]]]) -> None:
    """An auditor reads this on a train: no script, style, font or image comes from another host."""
    loaded = [
        f"{path.name}: {reference}"
        for path, page in pages.items()
        for tag, attributes in page
        if tag in ("script", "img", "iframe") or (tag == "link" and {"stylesheet", "preload"} & set(attributes.get("rel", "").split()))
        for reference in [attributes.get("src") or attributes.get("href") or ""]
        if urlsplit(reference).scheme or urlsplit(reference).netloc
    ]
    assert loaded == []


def test_every_rule_has_an_anchor_and_its_function_below(site: Site, trace: Trace) -> None:
    """`chapter.html#BALANCE-2` is the address of a rule, for people and for reports."""
    for chapter in {entry.rule.chapter for entry in trace.rules}:
        page = site.page(chapter.removesuffix(".md") + ".html")
        anchors = {str(element["id"]) for element in page.select("[id]")}
        names = {heading.code.get_text() for heading in page.select(".rule-function .function-heading")}
        for entry in trace.rules:
            if entry.rule.chapter == chapter:
                assert entry.rule.id in anchors
                assert {function.name for function in entry.functions} <= names, entry.rule.id


def test_every_theorem_has_a_page_that_the_list_and_its_rule_lead_to(site: Site, trace: Trace) -> None:
    """`theorems/balance/debit_is_exact.html` is the address of a theorem: it stays while the theorem keeps its name."""
    listed = {str(link["href"]) for link in site.page("docs/theorems.html").select(".theorem .function-heading a")}
    led_to: dict[str, set[str]] = {}
    for theorem in trace.theorems:
        page = site.article(f"{theorem.page}.html")
        assert theorem.sentence.replace("^", "") == " ".join(page.select_one("p.sentence").get_text().split())
        assert f"def {theorem.name}(" in page.get_text()
        assert f"../{theorem.page}.html" in listed
        rule = trace.rule(theorem.rule)
        assert rule is not None
        chapter = rule.rule.chapter.removesuffix(".md") + ".html"
        if chapter not in led_to:
            led_to[chapter] = {str(link["href"]) for link in site.page(chapter).select(".rule-function a[href]")}
        assert f"../{theorem.page}.html" in led_to[chapter], theorem.name


def test_a_statement_leads_to_the_functions_that_it_calls(site: Site) -> None:
    """From a theorem to the rule that it is about is one click, and so is the way to what the prover's words mean."""
    page = site.page("theorems/ledger/charge_accepts.html")
    links = {link.get_text(): str(link["href"]) for link in page.select("article a")}
    assert links["minimum_fee"] == "../../spec/fees.html#function-reference-state-fee-minimum-fee"
    assert links["Code.EXPIRED"] == "../../spec/codes.html#code-expired"
    assert links["rejection"].startswith("../../spec/proofs.html#")
    assert links["what the words mean"] == "../../spec/proofs.html#verdicts"
    assert links["what every proof here assumes"] == "../../spec/proofs.html#assumptions"
    assert "def supply_is_bounded(state: State) -> bool:" in page.get_text()


def test_the_search_knows_the_theorems(site: Site) -> None:
    """A page without a chapter is found all the same."""
    assert '"theorems/balance/debit_is_exact"' in (site.folder / "searchindex.js").read_text(encoding="utf-8")


def test_the_trace_shows_every_rule_point_and_gap(site: Site, trace: Trace) -> None:
    """Nothing that is counted is hidden."""
    page = site.page("docs/trace.html")
    shown = page.select_one("table.trace").get_text(" ")
    for identifier in [point.id for point in trace.chapters.points] + [entry.rule.id for entry in trace.rules]:
        assert identifier in shown.split(), identifier
    counted = sum(int(summary.get_text().split()[0]) for summary in page.select(".gap-list summary"))
    assert counted == len(page.select(".gap-list li"))


def test_the_trace_is_there_as_data(site: Site) -> None:
    """The page links to the same facts for machines."""
    link = site.page("docs/trace.html").find("a", string="trace.json")
    assert (site.folder / "docs" / link["href"]).resolve().read_text(encoding="utf-8").startswith("{")


def test_the_entrance_leads_to_the_index(site: Site) -> None:
    """A server of files opens the site at its root."""
    assert site.page("index.html").find("a")["href"] == "docs/index.html"


def test_the_search_finds_rules(site: Site) -> None:
    """The index of the search is built with the site, and knows the words of the chapters."""
    assert "balanc" in (site.folder / "searchindex.js").read_text(encoding="utf-8")
