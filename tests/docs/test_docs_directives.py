"""The directives: what they show is what the sources say, and a chapter that speaks of what is not there fails the build."""

import json
from collections import Counter
from collections.abc import Callable

import pytest

from docs_sites import Site, build_small
from reference.agent.order_moves import MOVES, When
from reference.codes import Code
from reference.parameters import MAINNET, MINIMAL
from reference.state.order import Phase

Build = Callable[..., Site]

BALANCES = """# Balances

:::{wp} A wallet
:id: WP-1
:::

:::{rule} A balance never falls below zero
:id: BALANCE-2
:implements: WP-1

A debit of more than 2^63 is too much. See BALANCE-2 and SHA-256.
:::

:::{function} BALANCE-2
:::
"""

THEOREM = """@theorem("BALANCE-2", "A debit takes exactly the amount.")
def debit_is_exact(balance, amount):
    return debit(balance, amount) == balance - amount
"""

WIDTHS = {
    "rule": "BALANCE-2",
    "statement": "widths and ranges of debit",
    "sentence": "",
    "verdict": "proved",
    "paths": 2,
    "rejecting": 1,
    "seconds": 0.01,
    "bits": 63,
    "fits": 64,
    "widest": "balance - amount",
    "examples": 200,
    "detail": "",
}
PROVED = {**WIDTHS, "statement": "debit_is_exact", "sentence": "A debit takes exactly the amount."}

CODES_PAGE = "# Codes\n\n```{codes}\n```\n"

THEOREM_PAGE = "# Theorems\n\n```{theorems}\n```\n"

CASE = {"id": "balance-2-1", "rules": ["BALANCE-2"], "kind": "call", "preset": "minimal", "why": "", "input": {}, "expect": {"reject": "INSUFFICIENT_BALANCE"}}


def text(node: object) -> str:
    return " ".join(node.get_text().split())  # type: ignore[attr-defined]


def evidence(site: Site) -> dict[str, str]:
    facts = site.page("spec/balances.html").select_one("dl.evidence")
    return {text(term): text(term.find_next_sibling("dd")) for term in facts.find_all("dt")}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A chapter with one rule, and neither vectors nor a report of the prover."""
    files = {"spec/theorems/balance.py": THEOREM}
    return build_small(tmp_path_factory.mktemp("plain"), files, balances=BALANCES, theorems=THEOREM_PAGE, codes=CODES_PAGE)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Chapters that show nothing but what one directive lists."""
    parameters, machine = "# P\n\n```{parameters}\n```\n", "# M\n\n```{machine} reference.agent.order_moves.MOVES\n```\n"
    records = "# R\n\n```{record} reference.state.account.Account\n```\n\n```{record} reference.rules.Layer\n```\n"
    declared = "# D\n\n```{declared} examples/contracts/gate.lua\n```\n"
    return build_small(tmp_path_factory.mktemp("listed"), {}, parameters=parameters, machine=machine, records=records, declared=declared)


def test_a_function_is_shown_with_its_place_prose_and_source(plain: Site) -> None:
    """What a reader sees below a rule is the function that runs."""
    box = plain.page("spec/balances.html").select_one(".rule-function .function")
    assert "debit" in text(box.select_one(".function-heading"))
    assert "kernel" in text(box.select_one(".layer"))
    assert text(box.select_one(".place")).startswith("reference/state/balance.py:")
    assert "The balance after amount has left it." in text(box)
    source = box.select_one(".highlight pre").get_text()
    assert source.startswith('@kernel("BALANCE-2")\ndef debit(balance: Amount, amount: Amount) -> Amount:\n    if amount > balance:\n')
    assert '"""' not in source


def test_codes_in_source_and_prose_lead_to_the_list_of_codes(plain: Site) -> None:
    """From a rejection to its number and meaning is one click."""
    page = plain.page("spec/balances.html")
    targets = {link["href"] for link in page.select(".rule-function a") if "INSUFFICIENT_BALANCE" in link.get_text()}
    assert targets == {"codes.html#code-insufficient-balance"}
    assert page.select_one(".highlight pre a") is not None


def test_mentioned_rules_are_links_and_powers_are_raised(plain: Site) -> None:
    """A chapter writes plain text; SHA-256 looks like an id and is none."""
    content = plain.page("spec/balances.html").select_one("table.need#BALANCE-2 tr.content")
    assert [link["href"] for link in content.select("a")] == ["#BALANCE-2"]
    assert content.select_one("sup").get_text() == "63"


def test_nothing_is_proved_without_a_report(plain: Site) -> None:
    """The word `proved` must not appear where nobody proved anything."""
    facts = evidence(plain)
    assert facts["Theorems"].startswith("not checked in this build")
    assert facts["Widths"].startswith("not checked in this build")
    assert facts["Vectors"] == "none"
    page = plain.page("spec/theorems.html")
    assert "1 theorems, none of them checked in this build." in text(page.select_one("article"))
    assert [text(node) for node in page.select(".verdict")] == ["not checked in this build"]


def test_the_report_s_verdicts_and_figures_are_shown(small_site: Build) -> None:
    """With a report, each theorem and the widths carry its verdict."""
    files = {"spec/theorems/balance.py": THEOREM, "build/proofs.json": json.dumps([WIDTHS, PROVED])}
    site = small_site(files, balances=BALANCES, theorems=THEOREM_PAGE)
    facts = evidence(site)
    assert facts["Theorems"] == "proved A debit takes exactly the amount."
    assert facts["Widths"] == "proved every intermediate value fits uint64_t (widest: 63 bits, balance - amount); none is negative (what is not observed)"
    box = site.page("spec/theorems.html").select_one(".theorem")
    assert "2 paths, 1 of them a rejection; 0.01 s; widest 63 bits (balance - amount); 200 examples tried" in text(box)
    assert "def debit_is_exact" in box.select_one("details pre").get_text()


def test_vectors_are_counted_and_can_be_downloaded(small_site: Build) -> None:
    """The case files that name a rule are on the site."""
    site = small_site({"vectors/data/kernel/balance.json": json.dumps([CASE])}, balances=BALANCES)
    assert evidence(site)["Vectors"] == "kernel: 1 (1 reject), in kernel/balance.json"
    link = site.page("spec/balances.html").select_one("dl.evidence a.download")
    assert json.loads((site.folder / "spec" / link["href"]).read_text(encoding="utf-8")) == [CASE]


def test_codes_are_listed_with_number_rule_and_meaning(plain: Site) -> None:
    """The closed list, in the order of the numbers, each row with an anchor."""
    rows = plain.page("spec/codes.html").select("table.codes tbody tr")
    assert [int(text(row.select_one(".column-number"))) for row in rows] == sorted(code.number for code in Code)
    row = next(row for row in rows if row.get("id") == "code-insufficient-balance")
    assert [text(cell) for cell in row.find_all("td")] == ["31", "INSUFFICIENT_BALANCE", "BALANCE-2", "The balance does not cover the amount."]


def test_parameters_are_listed_for_both_presets(listed: Site) -> None:
    """Name, meaning, both values and the unit."""
    rows = {text(row.td): [text(cell) for cell in row.find_all("td")] for row in listed.page("spec/parameters.html").select("table.parameters tbody tr")}
    assert rows["agents"][2:4] == [str(MAINNET.agents), str(MINIMAL.agents)]
    assert rows["max_block_bytes"] == ["max_block_bytes", "Largest block without its write sets, in bytes.", "4,194,304", "16,384", "bytes"]
    assert rows["base_fee"][-1] == rows["company_deposit"][-1] == rows["contribution_cap"][-1] == "SSP × 10⁻⁸"


def test_records_are_listed_with_types_ranges_and_sentences(listed: Site) -> None:
    """Fields with the sentence below each in the source; members of an enumeration likewise."""
    account, layer = listed.page("spec/records.html").select(".record")
    rows = [[text(cell) for cell in row.find_all("td")] for row in account.select("tbody tr")]
    assert rows[0] == ["balance", "Amount", "0 to 263 - 1", "SSP units that the account may spend."]
    assert account.select_one("sup").get_text() == "63"
    assert "'kernel'" in text(layer)


def test_a_machine_is_drawn_and_listed_move_by_move(listed: Site) -> None:
    """Drawing and table are of the moves that the rules run on: each is in both."""
    machine = listed.page("spec/machine.html").select_one(".machine")
    rows = [[text(cell) for cell in row.find_all("td")] for row in machine.select("tbody tr")]
    assert rows[0] == ["OFFERED", "ORDER", "consumer", "before", "ORDERED", "fund", "kept", "held"]
    assert [row[:2] for row in rows] == [[move.phase.name, move.event.name] for move in MOVES]
    drawn = Counter(label.strip() for line in machine.select("svg text") for label in text(line).split(","))
    assert drawn == Counter(f"{move.event.name.lower()} ({move.party.name.lower()})" for move in MOVES) + Counter(phase.name for phase in Phase)
    ways = {(move.phase, move.step.phase) for move in MOVES if move.phase is not move.step.phase}
    before = {(move.phase, move.step.phase) for move in MOVES if move.when is not When.FROM}
    assert len(machine.select("svg path.late")) == len(ways - before) > 0


def test_a_declared_table_is_drawn_and_listed_move_by_move(listed: Site) -> None:
    """Both are of what the checker reads of the contract."""
    machine = listed.page("spec/declared.html").select_one(".machine")
    rows = [[text(cell) for cell in row.find_all("td")] for row in machine.select("tbody tr")]
    assert rows == [
        ["open", "price", "always", "open", "fee"],
        ["open", "enter", "always", "parked", "paid, cars"],
        ["parked", "pay", "paid >= fee", "paid", "paid"],
        ["parked", "pay", "always", "parked", "paid"],
        ["paid", "leave", "always", "open", ""],
    ]
    drawn = Counter(label.strip() for line in machine.select("svg text") for label in text(line).split(","))
    assert drawn == Counter(f"{row[1]} ({row[2]})" for row in rows) + Counter(["open", "parked", "paid"])


FAULTS = {
    "function_of_an_unknown_rule": (":::{function} BALANCE-77\n:::\n", "no chapter declares the rule BALANCE-77"),
    "rule_without_function": (":::{rule} T\n:id: BALANCE-78\n:::\n\n:::{function} BALANCE-78\n:::\n", "no function of the reference is marked as BALANCE-78"),
    "mention_of_an_unknown_rule": ("As BALANCE-79 says.\n", "BALANCE-79 is mentioned, and no chapter declares it"),
    "unknown_point": (":::{rule} T\n:id: BALANCE-80\n:implements: WP-77\n:::\n", "WP-77"),
    "unknown_record": ("```{record} reference.state.account.Nobody\n```\n", "no record reference.state.account.Nobody"),
    "unknown_machine": ("```{machine} reference.agent.order_moves.NOBODY\n```\n", "no moves reference.agent.order_moves.NOBODY"),
    "unknown_declaration": ("```{declared} examples/contracts/nothing.lua\n```\n", "no transition table in examples/contracts/nothing.lua"),
    "code_without_a_list": (":::{rule} T\n:id: BALANCE-2\n:::\n\n:::{function} BALANCE-2\n:::\n", "code-insufficient-balance"),
    "link_to_nowhere": ("[gone](gone.md)\n", "gone.md"),
}
"""Chapters with one fault each, and a part of what the build must say of it."""


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of such chapters."""
    return build_small(tmp_path_factory.mktemp("faulty"), {}, **{name: f"# {name}\n\n{text}" for name, (text, _) in FAULTS.items()})


def test_faults_fail_the_build(faulty: Site) -> None:
    """Warnings are errors."""
    assert faulty.status != 0


@pytest.mark.parametrize("name", FAULTS)
def test_a_chapter_that_speaks_of_what_is_not_there_is_named(faulty: Site, name: str) -> None:
    """A dangling reference is a bug in the specification; the build says which, and in which chapter."""
    lines = [line for line in faulty.warnings.splitlines() if f"spec/{name}.md" in line]
    assert any(FAULTS[name][1] in line for line in lines), faulty.warnings


def test_a_chapter_without_fault_builds_without_warning(small_site: Build) -> None:
    """The other build fails for its faults, and not for being small."""
    site = small_site(fine="# Fine\n\n:::{wp} W\n:id: WP-1\n:::\n\n:::{rule} T\n:id: FEE-3\n:implements: WP-1\n\nProse.\n:::\n\n:::{function} FEE-3\n:::\n")
    assert (site.status, site.warnings) == (0, "")
