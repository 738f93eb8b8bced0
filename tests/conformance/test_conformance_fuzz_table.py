"""The table of how long fuzzing takes to find each seeded fault has a row for each, and its pages are what the rows say. Nothing is measured here."""

import json
from pathlib import Path
from typing import Any

import pytest

import faults
from benchmarks.fuzz_table import COMMAND, PAGE, ROWS, Row, pages, read_rows, write_rows
from reference.codes import Reject
from reference.parameters import PRESETS

PRESET_NAMES = tuple(sorted(PRESETS))


class Changing(int):
    """A number that could be another later."""


def suppressed(function: Any, *arguments: object) -> None:
    """Call it, whether it rejects or not."""
    try:
        function(*arguments)
    except Reject:
        return


def test_every_seeded_fault_has_its_row() -> None:
    rows = read_rows()
    missing = sorted(faults.BY_NAME.keys() - rows.keys())
    assert not missing, f"no row for {missing}; run: python -m benchmarks.fuzzing " + " ".join(f"--add '{name}'" for name in missing)
    left = sorted(rows.keys() - faults.BY_NAME.keys())
    assert not left, f"rows of faults that are no more: {left}; run: {COMMAND}, or with --add and the name of any fault"


def test_a_row_says_what_its_fault_is() -> None:
    """One that was moved to another profile or rule would be shown with the old figures."""
    for name, row in read_rows().items():
        fault = faults.BY_NAME[name]
        said, expected = (row.profiles, row.of), (" ".join(fault.profiles), fault.rule() or fault.function)
        assert said == expected, f"run: python -m benchmarks.fuzzing --add '{name}'"


def test_the_pages_are_what_the_rows_say() -> None:
    for page, content in pages([*read_rows().values()]).items():
        assert page.read_text() == content, f"{page} was changed by hand, or {ROWS.name} was; run: {COMMAND}"


def test_a_row_can_be_added(tmp_path: Path) -> None:
    path = tmp_path / ROWS.name
    write_rows([Row("one", "kernel", "RULE-1", 1, 5, 0.25, found=True)], path)
    added = Row("another, with a comma", "agent", "_helper", 3, 900, 12.0, found=False)
    later = Row("a third", "lvm", "LVM-1", 1, 0, 0.0, found=False)
    again = Row("a fourth", "lvm", "LVM-2", 2, 7, 1.5, found=True)
    write_rows([*read_rows(path).values(), added, later, again], path)
    rows = read_rows(path)
    assert [*rows] == ["another, with a comma", "one", "a fourth", "a third"]
    assert rows["another, with a comma"] == added
    assert "Found by a later hunt: 1" in (tmp_path / PAGE.name).read_text()
    assert "**2 of 3 are found**, 1 by the first hunt" in (tmp_path / PAGE.name).read_text()
    assert "**1 have not been measured**" in (tmp_path / PAGE.name).read_text()
    assert "Not found: 1" in (tmp_path / PAGE.name).read_text()


def test_a_fault_is_judged_by_the_inputs_that_reach_it() -> None:
    """The same first disagreement as a target of its own shows, or none where the input does not show it."""
    from benchmarks.hunt_stream import Tried
    from benchmarks.struck_faults import first_disagreement
    from vectors.evaluate import evaluate

    def tried(number: int, amount: str) -> Tried:
        given = {"call": "check_amount", "amount": amount}
        return Tried(number, float(number), frozenset(), json.dumps(["call", "minimal", given, evaluate("call", "minimal", given)]))

    name = next(fault.name for fault in faults.FAULTS if fault.function == "check_amount")
    part = [tried(1, "5"), tried(2, "0")]
    assert first_disagreement(name, part) == part[1]
    assert first_disagreement(name, part[:1]) is None


def test_no_input_that_shows_a_fault_is_left_out() -> None:
    """What is asked of a fault is what its function alone does otherwise with; the whole target would answer all else alike."""
    from benchmarks.hunt_stream import Tried
    from benchmarks.probed_calls import Probes
    from benchmarks.struck_faults import first_disagreement
    from conformance.fuzzing.calls import Calls
    from conformance.fuzzing.reach import entered
    from vectors.evaluate import evaluate

    kernels = [fault for fault in faults.FAULTS if fault.profiles == ("kernel",)]
    probes, drawn, shown, asked = Probes(kernels), Calls(3, PRESET_NAMES), dict[str, int](), list[Tried]()
    for number in range(250):
        codes, exchange = set[int](), drawn.draw()
        question = exchange.kind.value, exchange.preset, exchange.input
        try:
            with entered(codes):
                outcome = evaluate(*question)
        except Exception:  # Arguments that no caller of the rule may give.
            continue
        for name in probes.shown_by(codes, lambda question=question: evaluate(*question)):  # type: ignore[misc]
            shown.setdefault(name, number)
        asked.append(Tried(number, 0.0, frozenset(), json.dumps([*question, outcome])))
    assert len(shown) > 20
    for fault in [fault for fault in kernels if fault.name in shown][:5] + [fault for fault in kernels if fault.name not in shown][:5]:
        # Each by all inputs, whether their function ran or not.
        found = first_disagreement(fault.name, asked)
        assert found is None or shown[fault.name] <= found.number, fault.name


def test_a_call_shows_a_fault_by_its_result_or_its_error_alone() -> None:
    """And where it cannot be said what a call does, the input has to be asked whole."""
    from benchmarks.probed_calls import Probes, alike
    from reference.state import balance

    named = [fault for fault in faults.FAULTS if fault.function == "check_amount"]
    probes, code = Probes(named), [id(balance.check_amount.__code__)]
    assert probes.shown_by(code, lambda: balance.check_amount(5)) == []
    assert probes.shown_by(code, lambda: suppressed(balance.check_amount, 0)) == sorted(fault.name for fault in named)
    assert probes.shown_by(code, lambda: balance.check_amount(Changing(5))) == sorted(fault.name for fault in named)
    probes.keep(set())
    assert probes.shown_by(code, lambda: suppressed(balance.check_amount, 0)) == []
    assert alike((1, b"a", [2]), (1, b"a", [2]))
    assert not alike((1,), (True,))


def test_a_call_with_a_truth_is_another_than_the_same_with_a_number() -> None:
    """What has shown nothing is not looked at again, and Python takes `True` for 1: the fault that does so too would never be found."""
    from benchmarks.probed_calls import Probes
    from reference.wire import cbor

    probes, code = Probes([faults.BY_NAME["true is one"]]), [id(cbor.unsigned.__code__)]
    assert probes.shown_by(code, lambda: cbor.unsigned(1, 9)) == []
    assert probes.shown_by(code, lambda: suppressed(cbor.unsigned, True, 9)) == ["true is one"]


@pytest.mark.parametrize("name", [faults.FAULTS[0].name, faults.FAULTS[-1].name])
def test_a_fault_without_a_file_of_its_own_is_the_one_of_the_tests(name: str) -> None:
    """The benchmarks know the faults by the file that the tests have."""
    from benchmarks.seeded_faults import FAULTS

    assert Path(faults.__file__) == FAULTS
    assert name in faults.BY_NAME
