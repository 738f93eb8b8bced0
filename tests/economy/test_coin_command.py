"""`smartshare coin`: the page of a coin from a file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reference.wire.transaction import CoinMint
from smartshare.__main__ import main
from vectors.build import ALICE, BOB, batch, transact_case, transaction
from vectors.case import case_to_json
from vectors.json_text import Json
from vectors.scenarios.coin_places import FREEZABLE, GATE, NAME, freezable_place
from vectors.state_form import write_state


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "state.json"
    path.write_text(json.dumps(state()))
    return path


def state() -> Json:
    return write_state(freezable_place(wide=True, freezes={(GATE, BOB): 40}))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["coin", *map(str, arguments)])


def test_the_page_for_people(written: Path) -> None:
    result = run(written, "GATE", "--preset", "minimal")
    assert result.exit_code == 0
    for text in (GATE.hex(), f"{NAME.hex()}, freezable coins: 1", "3.00 of at most 10.00", "holders   2", "yes; frozen accounts: 1"):
        assert text in result.output
    plain = run(written, "SUN", "--preset", "minimal").output
    assert "company   none" in plain
    assert "freezable no" in plain


def test_the_page_for_programs(written: Path) -> None:
    page = json.loads(run(written, "GATE", "--preset", "minimal", "--json").output)
    assert page["terms"] == {"freezable": True, "metadata": FREEZABLE.metadata.hex(), "successor": "00" * 32}
    assert (page["id"], page["holders"], page["frozen"]) == (GATE.hex(), 2, 1)


def test_what_is_no_coin_and_what_is_no_state_are_said_so(written: Path, tmp_path: Path) -> None:
    """Exit status 2 and one line, and never a page of something else."""
    for symbol, said in (("GRID", "no coin is called GRID\n"), ("gate", "no coin is called gate: symbols are written in capitals\n"), ("\udcff", "no coin")):
        unknown = run(written, symbol, "--preset", "minimal")
        assert unknown.exit_code == 2
        assert said in unknown.output
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    assert run(wrong, "GATE").exit_code == 2
    poor = json.loads(written.read_text())
    poor["pots"]["ecosystem"] = "1"
    wrong.write_text(json.dumps(poor))
    assert "SUPPLY_MISMATCH" in run(wrong, "GATE", "--preset", "minimal").output


def test_the_page_of_what_a_case_ends_with(tmp_path: Path) -> None:
    """The case's own preset, and the state after its last step."""
    before = freezable_place(wide=True)
    minted = transaction(before, ALICE, CoinMint(GATE, BOB.account, 1))
    case = transact_case(("COIN-6",), "one is minted", before, [batch(before, [minted])])
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([case_to_json(case)]))
    page = json.loads(run(file, "GATE", "--json", "--case", case.id).output)
    assert page["coin"]["supply"] == str(before.coins[GATE].supply + 1)
    hinted = run(file, "GATE")
    assert hinted.exit_code == 2
    assert "--case ID" in hinted.output
    assert run(file, "GATE", "--case", case.id, "--preset", "minimal").exit_code == 2
