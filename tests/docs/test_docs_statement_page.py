"""A page a theorem: it says what this build knows, and no more."""

import json
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

from docs_sites import Site
from spec.trace import theorems
from spec.trace.statements import Origin, statement

Build = Callable[..., Site]

CHAPTER = """# Balances

:::{rule} A balance never falls below zero
:id: BALANCE-2
:::

:::{function} BALANCE-2
:::
"""

CODES = "# Codes\n\n```{codes}\n```\n"

STATEMENTS = '''"""Theorems."""

from reference.codes import Code
from reference.state.balance import debit
from spec.prover.statement import StandIn, rejection, theorem
from spec.theorems.common import twice

HASHES = (StandIn(debit),)
"""What Z3 does not see."""


def covered(balance, amount):
    """The balance covers twice the amount."""
    return twice(amount) <= balance


@theorem("BALANCE-2", "A debit takes exactly the amount.", assuming=covered, standing_in=HASHES)
def debit_is_exact(balance, amount):
    return debit(balance, amount) == balance - amount


@theorem("BALANCE-2", "A debit is rejected just where it is not covered.", tested="it is too deep")
def debit_accepts(balance, amount):
    return rejection(debit, balance, amount) is Code.INSUFFICIENT_BALANCE
'''

COMMON = '''"""Helpers."""


def twice(amount):
    return amount + amount


def unused(amount):
    return amount
'''

FILES = {"spec/theorems/balance.py": STATEMENTS, "spec/theorems/common.py": COMMON}

ROW = {
    "rule": "BALANCE-2",
    "statement": "debit_is_exact",
    "sentence": "A debit takes exactly the amount.",
    "verdict": "proved",
    "says": "exact amounts",
    "paths": 3,
    "rejecting": 1,
    "witnessed": 3,
    "seconds": 0.25,
    "bits": 65,
    "fits": 128,
    "widest": "amount + amount",
    "examples": 100,
    "telling": 40,
    "detail": "",
    "assumes": ["covered: The balance covers twice the amount."],
    "bounded": None,
    "call": None,
}
TESTED = {**ROW, "statement": "debit_accepts", "sentence": "A debit is rejected just where it is not covered.", "verdict": "tested", "paths": 0, "assumes": []}
CALL = "from spec.theorems.balance import debit_is_exact\n\ndebit_is_exact(balance=0, amount=1)"
REFUTED = {**ROW, "verdict": "refuted", "detail": "falsified by Hypothesis", "call": CALL}


def text(node: object) -> str:
    return " ".join(node.get_text().split())  # type: ignore[attr-defined]


def facts(page: BeautifulSoup) -> dict[str, str]:
    """What the page says, by title."""
    return {text(term): text(term.find_next_sibling("dd")) for term in page.select("article dl.evidence dt")}


def made(small_site: Build, rows: list[dict[str, object]] | None) -> Site:
    """The site with these rows in its report, or without a report."""
    report = {} if rows is None else {"build/proofs.json": json.dumps(rows)}
    site = small_site({**FILES, **report}, balances=CHAPTER, codes=CODES)
    assert "theorems/" not in site.warnings, site.warnings
    return site


def test_everything_that_the_report_knows_is_on_the_page(small_site: Build) -> None:
    """Verdict, meaning, assumptions, paths, bounds, examples, widths and time; and the words are those of the chapter on proofs."""
    site = made(small_site, [ROW, TESTED])
    page = site.page("theorems/balance/debit_is_exact.html")
    assert facts(page) == {
        "Rule": "BALANCE-2 A balance never falls below zero",
        "What it says": "exact amounts",
        "Verdict": "proved what the words mean",
        "Assumed": "covered: The balance covers twice the amount. besides, what every proof here assumes",
        "Paths": "3 paths, 1 of them a rejection; 3 witnessed",
        "Bounded": "no: it speaks of all arguments of the declared types that meet its condition",
        "Examples": "100 tried, of which the statement speaks of 40",
        "Widths": "every intermediate value fits 128 bits (unsigned __int128), and not uint64_t (widest: 65 bits, amount + amount); "
        "none is negative (what is not observed)",
        "Time": "0.25 s",
    }
    code = [text(block) for block in page.select("pre")]
    assert code[0].startswith('@theorem("BALANCE-2", "A debit takes exactly the amount."')
    assert "def covered(balance, amount)" in code[1]
    assert "What Z3 does not see." in code[1]
    assert "def twice(amount)" in code[1]
    assert "unused" not in code[1]
    assert page.select_one('pre a[href="../../spec/balances.html#function-reference-state-balance-debit"]') is not None
    tested = facts(site.page("theorems/balance/debit_accepts.html"))
    assert tested["Verdict"].startswith("tested")
    assert tested["Bounded"] == "to the arguments that were drawn; Z3 was not asked: it is too deep"
    assert "Paths" not in tested


def test_a_refuted_theorem_shows_the_call_that_is_false(small_site: Build) -> None:
    """The reader can paste it; the widths of a rule that was not explored to its end are not stated."""
    page = made(small_site, [REFUTED]).page("theorems/balance/debit_is_exact.html")
    assert facts(page)["Verdict"] == "refuted what the words mean: falsified by Hypothesis"
    assert page.select_one("pre").get_text().strip() == CALL
    assert facts(page)["Widths"].startswith("how wide the intermediate values are is not known")


def test_without_a_report_nothing_is_claimed(small_site: Build) -> None:
    """Neither a verdict nor a figure; what the source says is there."""
    page = made(small_site, None).page("theorems/balance/debit_is_exact.html")
    assert facts(page) == {
        "Rule": "BALANCE-2 A balance never falls below zero",
        "Verdict": "not checked in this build what the words mean",
        "Assumed": "the condition covered besides, what every proof here assumes",
    }


def test_a_statement_s_parts_and_origins_are_read_from_the_source(tmp_path: Path) -> None:
    """Through helpers of other files, and without importing any of them."""
    for path, content in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    exact, accepts = theorems(tmp_path)
    assert exact.page == "theorems/balance/debit_is_exact"
    assert [part.name for part in statement(tmp_path, exact).parts] == ["HASHES", "covered", "twice"]
    assert statement(tmp_path, exact).condition == "covered"
    assert statement(tmp_path, accepts).parts == ()
    assert statement(tmp_path, accepts).origins["Code.INSUFFICIENT_BALANCE"] == Origin("reference.codes", "Code.INSUFFICIENT_BALANCE")
