"""The trace: it is read rightly from the sources, and the sources do not contradict one another."""

import json
import os
from pathlib import Path

import pytest

from reference.rules import Layer
from reference.state.balance import credit, debit
from reference.state.coin import mint
from reference.transition import apply_block
from spec.trace import ERRORS, GapKind, Trace, function_of, gaps, read_cases, read_proofs, read_trace, theorems, trace_to_json
from spec.trace.chapters import directives, read_chapters
from spec.trace.exemptions import FILE
from spec.trace.functions import definition_line, helpers_of, marked_functions, rejections
from spec.trace.theorems import SORTS

ROOT = Path(__file__).resolve().parents[2]

CHAPTER = """# Balances

:::{wp} A wallet
:id: WP-1
:::

:::{wp} Something else
:id: WP-2
:::

:::{rule} A balance never falls below zero
:id: BALANCE-2
:implements: WP-1

Prose.
:::

:::{function} BALANCE-2
:::

:::{rule} Nobody wrote this
:id: BALANCE-99
:implements: WP-3
:::
"""

THEOREM = """from spec.prover.statement import theorem


@theorem("BALANCE-2", "A debit takes " "exactly the amount.", says=Says.AMOUNTS)
def debit_is_exact(balance, amount):
    return debit(balance, amount) == balance - amount


@theorem("GONE-1", "Only drawn.", tested="it is too deep")
def gone():
    return True
"""

ROW = {"rule": "BALANCE-2", "sentence": "A debit takes exactly the amount.", "verdict": "proved", "paths": 2, "rejecting": 1, "seconds": 0.01}
ROWS = [
    {**ROW, "statement": "debit_is_exact", "bits": 63, "widest": "balance - amount", "negative": None, "examples": 200, "telling": 90, "detail": ""},
    {**ROW, "statement": "widths and ranges of debit", "bits": 63, "fits": 64, "widest": "balance - amount", "examples": 200, "detail": ""},
]


def case(identifier: str, rules: list[str], expect: object) -> dict[str, object]:
    return {"id": identifier, "rules": rules, "kind": "call", "preset": "minimal", "why": "", "input": {}, "expect": expect}


def receipts(*outcomes: int) -> dict[str, object]:
    return {"accepted": {"receipts": [{"transaction": "00", "outcome": outcome, "fee": "1"} for outcome in outcomes], "diff": {}, "root": "00"}}


CASES = {
    "kernel/balance.json": [case("balance-2-1", ["BALANCE-2"], {"ok": "1"}), case("balance-2-2", ["BALANCE-2"], {"reject": "INSUFFICIENT_BALANCE"})],
    "ledger/transfers.json": [
        case("balance-2-3", ["BALANCE-2", "GONE-2"], {"steps": [receipts(0, 31), {"rejected": "EXPIRED"}]}),
        case("balance-2-4", ["BALANCE-2"], {"steps": [{"rejected": "EXPIRED"}]}),
        case("balance-2-5", ["BALANCE-2"], {"steps": [receipts()]}),
    ],
    "consensus/forks.json": [
        case("balance-2-6", ["BALANCE-2"], {"steps": [{"head": "00"}, {"rejected": "INSUFFICIENT_BALANCE", "head": "00"}]}),
        case("balance-2-7", ["BALANCE-2"], {"steps": [{"rejected": "BLOCK_KNOWN", "head": "00"}]}),
    ],
}


@pytest.fixture(scope="module")
def real() -> Trace:
    """The trace of this repository."""
    return read_trace(ROOT)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with one chapter, two theorems, seven cases and no report of the prover."""
    for path, text in {
        "spec/balances.md": CHAPTER,
        "spec/theorems/balance.py": THEOREM,
        "vectors/manifest.json": json.dumps({"kernels": {"debit": {"paths": 2, "taken": 1, "edges": 3, "met": 3}}}),
        **{f"vectors/data/{path}": json.dumps(cases) for path, cases in CASES.items()},
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def subjects(trace: Trace, kind: GapKind) -> list[str]:
    return [gap.subject for gap in gaps(trace) if gap.kind is kind]


@pytest.mark.parametrize("kind", sorted(ERRORS, key=lambda kind: kind.value), ids=lambda kind: kind.value)
def test_sources_do_not_contradict_one_another(real: Trace, kind: GapKind) -> None:
    """Every mark, code, theorem and vector names a rule that a chapter declares, once, for points that exist."""
    assert [gap.sentence for gap in gaps(real) if gap.kind is kind] == []


def test_every_rule_has_a_function_that_its_chapter_shows(real: Trace) -> None:
    """A paragraph alone is no rule: what runs stands below it."""
    assert subjects(real, GapKind.NO_FUNCTION) == []
    assert subjects(real, GapKind.NOT_SHOWN) == []


def test_every_kernel_and_transition_has_a_theorem_of_each_sort(real: Trace) -> None:
    """One alone is weak: an invariant of conservation accepts a rule that moves the wrong amount."""
    assert [gap.sentence for gap in gaps(real) if gap.kind is GapKind.NO_THEOREM_OF_A_SORT] == []


def test_the_sorts_are_those_of_the_prover() -> None:
    """The trace reads theorems without importing the prover, and must know the same sorts."""
    statement = pytest.importorskip("spec.prover.statement")
    assert {says.name: says.value for says in statement.Says} == SORTS
    marked = [(function.__name__, statement.statement_of(function)) for function in pytest.importorskip("spec.prover.collection").theorems()]
    says = {(mark.rule, name): mark.says and mark.says.value for name, mark in marked}
    assert {(theorem.rule, theorem.name): theorem.says for theorem in theorems(ROOT)} == says


def test_every_point_of_the_white_paper_is_declared(real: Trace) -> None:
    """The mission has forty points in seven groups; losing one would hide a debt."""
    groups: dict[int, int] = {}
    for point in real.chapters.points:
        number = int(point.id.removeprefix("WP-"))
        groups[number // 10] = groups.get(number // 10, 0) + 1
        assert point.title
    assert groups == {0: 3, 1: 7, 2: 10, 3: 5, 4: 4, 5: 7, 6: 4}


def test_marked_functions_are_found_in_all_layers() -> None:
    """The walk reaches nested packages and every kind of mark."""
    found = {marked.rule: marked for marked in marked_functions()}
    assert {marked.layer for marked in found.values()} == {layer.value for layer in Layer}
    assert (found["BALANCE-2"].name, found["BALANCE-2"].file) == ("debit", "reference/state/balance.py")
    assert function_of(found["BALANCE-2"]) is debit
    source = (ROOT / found["BALANCE-2"].file).read_text(encoding="utf-8").splitlines()
    assert source[definition_line(debit) - 1].startswith("def debit(")


def test_codes_of_a_function_include_those_of_what_it_calls_in_order() -> None:
    """The order of checks is normative, so the order in which codes are shown must be that of the source."""
    assert rejections(credit) == ("BALANCE_OVERFLOW",)
    assert rejections(mint) == ("COIN_UNKNOWN", "NOT_ISSUER", "AMOUNT_ZERO", "CAP_EXCEEDED", "BALANCE_OVERFLOW")


def nested(balance: int) -> int:
    return credit(debit(balance, 1), 1)


def test_codes_of_an_argument_come_before_those_of_the_call() -> None:
    """Python computes arguments first, so their rejection wins."""
    assert rejections(nested) == ("INSUFFICIENT_BALANCE", "BALANCE_OVERFLOW")


def test_codes_reach_through_helpers_and_what_is_caught() -> None:
    """`apply_block` turns every rejection below it into an outcome with the same code."""
    assert {"BLOCK_TOO_LARGE", "SIGNATURE_INVALID", "STATE_ROOT_MISMATCH", "INSUFFICIENT_BALANCE"} <= set(rejections(apply_block))


def test_helpers_of_a_rule_are_the_unmarked_functions_of_its_module() -> None:
    """What a rule delegates to an unmarked neighbour is part of the rule, and must be readable with it."""
    assert [helper.__name__ for helper in helpers_of(mint)] == ["with_supply"]
    assert helpers_of(debit) == ()


def test_rules_and_points_are_read_from_the_chapters(sources: Path) -> None:
    """Ids, titles and the points that a rule implements."""
    chapters = read_chapters(sources)
    assert [(point.id, point.title) for point in chapters.points] == [("WP-1", "A wallet"), ("WP-2", "Something else")]
    assert [(rule.id, rule.implements) for rule in chapters.rules] == [("BALANCE-2", ("WP-1",)), ("BALANCE-99", ("WP-3",))]
    assert chapters.rules[0].line == CHAPTER.splitlines().index(":::{rule} A balance never falls below zero") + 1
    assert chapters.shown == ("BALANCE-2",)


def test_what_a_literal_block_shows_is_no_declaration() -> None:
    """A chapter may explain how rules are written without declaring one."""
    shown = "````\n:::{rule} Shown\n:id: A-1\n:::\n````\n\n```{rule} Declared\n:id: A-2\n```\n\n~~~\n```{rule} Shown\n```\n~~~\n"
    assert [directive.options["id"] for directive in directives(shown)] == ["A-2"]


def test_several_points_are_separated_by_commas_or_spaces(tmp_path: Path) -> None:
    """Both are legal in the directive, so both must be read."""
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec" / "a.md").write_text(":::{rule} T\n:id: A-1\n:implements: WP-1, WP-2;WP-3\n:::\n", encoding="utf-8")
    assert read_chapters(tmp_path).rules[0].implements == ("WP-1", "WP-2", "WP-3")


def test_theorems_are_read_from_their_source(sources: Path) -> None:
    """The sentence, the caveat and the Python of a statement come from the file, without importing the prover."""
    exact, gone = theorems(sources)
    assert (exact.rule, exact.name, exact.sentence, exact.caveat) == ("BALANCE-2", "debit_is_exact", "A debit takes exactly the amount.", "")
    assert exact.source.startswith('@theorem("BALANCE-2"')
    assert exact.source.endswith("balance - amount")
    assert gone.caveat == "it is too deep"


def test_the_theorems_of_the_trace_are_those_of_the_prover(real: Trace) -> None:
    """Reading the syntax must find exactly what the prover collects by importing."""
    collection = pytest.importorskip("spec.prover.collection")
    assert sorted(theorem.name for theorem in real.theorems) == sorted(function.__name__ for function in collection.theorems())


def test_every_kind_of_gap_is_found(sources: Path) -> None:
    """A gap that the page does not show is the one that nobody closes."""
    (sources / "spec" / "again.md").write_text(":::{rule} Twice\n:id: BALANCE-2\n:::\n\n:::{rule} Coin\n:id: COIN-4\n:::\n", encoding="utf-8")
    exempt(sources, '"BALANCE-2.exact amounts" = "there is none"')
    trace = read_trace(sources)
    assert subjects(trace, GapKind.OPEN_DEBT) == ["WP-2"]
    assert subjects(trace, GapKind.DECLARED_TWICE) == ["BALANCE-2"]
    assert subjects(trace, GapKind.NO_FUNCTION) == ["BALANCE-99"]
    assert subjects(trace, GapKind.UNKNOWN_POINT) == ["BALANCE-99"]
    assert set(subjects(trace, GapKind.PATH_WITHOUT_VECTOR)) == {"BALANCE-2"}
    assert subjects(trace, GapKind.NOT_SHOWN) == ["COIN-4"]
    assert set(subjects(trace, GapKind.NO_THEOREM_OF_A_SORT)) == {"BALANCE-2", "COIN-4"}
    assert subjects(trace, GapKind.NO_THEOREM_OF_A_SORT).count("COIN-4") == 3
    assert set(subjects(trace, GapKind.STALE_EXEMPTION)) == {"BALANCE-2"}
    assert subjects(trace, GapKind.NO_POSITIVE_VECTOR) == ["COIN-4"]
    assert subjects(trace, GapKind.NO_NEGATIVE_VECTOR) == ["COIN-4"]
    assert "BALANCE-2" in subjects(trace, GapKind.NOT_CONFIRMED)
    assert "TRANSFER-1" in subjects(trace, GapKind.NO_CHAPTER)
    assert "MALFORMED" in subjects(trace, GapKind.CODE_WITHOUT_RULE)
    assert subjects(trace, GapKind.THEOREM_WITHOUT_RULE) == ["gone"]
    assert subjects(trace, GapKind.VECTOR_WITHOUT_RULE) == ["balance-2-3"]
    assert {gap.kind for gap in gaps(trace)} == set(GapKind)


def exempt(sources: Path, text: str) -> None:
    (sources / FILE).write_text(text, encoding="utf-8")


def test_an_exemption_takes_the_place_of_a_theorem(sources: Path) -> None:
    """A sort that makes no sense is waived openly, and the reason is data."""
    exempt(sources, '"BALANCE-2.invariant" = "it has none"')
    trace = read_trace(sources)
    assert [gap.sentence for gap in gaps(trace) if gap.kind is GapKind.NO_THEOREM_OF_A_SORT] == [
        "No theorem says the acceptance of BALANCE-2, and nothing says why not."
    ]
    assert subjects(trace, GapKind.STALE_EXEMPTION) == []
    assert trace_to_json(trace)["rules"][0]["exemptions"] == [{"sort": "invariant", "reason": "it has none"}]


def test_an_exemption_takes_the_place_of_a_vector(sources: Path) -> None:
    """What cannot be shown is said once, in the file that the suite's own tests read; a reason for the lack of what is there is an error."""
    exempt(sources, '"COIN-4.positive vector" = "it sets nothing"\n"COIN-4.negative vector" = "it refuses nothing"\n"BALANCE-2.negative vector" = "wrong"')
    trace = read_trace(sources)
    assert subjects(trace, GapKind.NO_POSITIVE_VECTOR) == []
    assert subjects(trace, GapKind.NO_NEGATIVE_VECTOR) == []
    assert [gap.sentence for gap in gaps(trace) if gap.kind is GapKind.STALE_EXEMPTION] == ["BALANCE-2 is exempt from a negative vector, and has one."]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('"GONE-1.invariant" = "it is gone"', "rule of no function"),
        ('"GONE-1.negative vector" = "it is gone"', "rule of no function"),
        ('"WIRE-1.invariant" = "a procedure owes nothing"', "rule of no kernel"),
        ('"BALANCE-2.beauty" = "it has none"', "none of: invariant, acceptance, exact amounts, positive vector, negative vector"),
        ('"BALANCE-2.invariant" = " "', "no reason"),
        ('"BALANCE-2.invariant" = 1', "no reason"),
    ],
)
def test_an_exemption_that_means_nothing_is_refused(sources: Path, line: str, complaint: str) -> None:
    """A misspelt line, or one about a rule that is gone, would exempt from nothing and be believed."""
    exempt(sources, line)
    with pytest.raises(ValueError, match=complaint):
        read_trace(sources)


def test_vectors_are_counted_by_profile_and_by_what_they_show(sources: Path) -> None:
    """A rejection counts for the rules that may answer with it, a failed transaction's receipt included, and for no other."""
    entry = read_trace(sources).rule("BALANCE-2")
    assert entry is not None
    assert [(count.profile, count.cases, count.positive, count.negative) for count in entry.vectors] == [
        ("consensus", 2, 1, 1),
        ("kernel", 2, 1, 1),
        ("ledger", 3, 2, 1),
    ]
    assert entry.vectors[1].files == ("vectors/data/kernel/balance.json",)
    assert [case.codes for case in read_cases(sources)][4] == ("INSUFFICIENT_BALANCE", "EXPIRED")


def test_without_a_report_nothing_is_proved(sources: Path) -> None:
    """An absent report is no verdict."""
    trace = read_trace(sources)
    assert trace.proofs is None
    assert trace.proof(trace.theorems[0]) is None
    assert trace_to_json(trace)["rules"][0]["theorems"][0]["verdict"] is None


def report(sources: Path, rows: object) -> Path:
    path = sources / "build" / "proofs.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def test_verdicts_and_widths_come_from_the_report(sources: Path) -> None:
    """The rows of `smartshare prove --json` are found by rule and statement."""
    report(sources, ROWS)
    trace = read_trace(sources)
    proof = trace.proof(trace.theorems[0])
    assert proof is not None
    assert proof.verdict == "proved"
    assert "BALANCE-2" not in subjects(trace, GapKind.NOT_CONFIRMED)
    function = trace_to_json(trace)["rules"][0]["functions"][0]
    assert (function["bits"], function["fits"], function["coverage"]["taken"]) == (63, 64, 1)


def test_a_report_older_than_the_sources_proves_nothing(sources: Path) -> None:
    """A theorem that was changed after its proof has none."""
    path = report(sources, ROWS)
    os.utime(path, (1, 1))
    assert read_proofs(sources) is None


def test_a_verdict_on_another_sentence_does_not_count(sources: Path) -> None:
    """A row is about the statement that it names and the sentence that it gives."""
    report(sources, [{**ROWS[0], "sentence": "Something else."}])
    trace = read_trace(sources)
    assert trace.proof(trace.theorems[0]) is None


def test_a_refuted_theorem_is_a_gap(sources: Path) -> None:
    """Only proved, bounded and tested count as confirmed."""
    report(sources, [{**row, "verdict": "refuted"} for row in ROWS])
    assert "BALANCE-2" in subjects(read_trace(sources), GapKind.NOT_CONFIRMED)


def test_the_trace_as_data_is_complete(real: Trace) -> None:
    """What the page shows can be computed with."""
    data = json.loads(json.dumps(trace_to_json(real)))
    assert {entry["id"] for entry in data["rules"]} == {entry.rule.id for entry in real.rules}
    assert len(data["gaps"]) == len(gaps(real))
    assert all(point["rules"] or any(gap["subject"] == point["id"] for gap in data["gaps"]) for point in data["points"])
