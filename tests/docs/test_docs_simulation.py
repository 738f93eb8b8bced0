"""The simulations: they measure what they say, give the same numbers everywhere, and the pages say of the numbers only what is true of them."""

import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from reference.consensus.order import round_order

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

from simulation import EXPERIMENTS  # noqa: E402 - the site's own folder is on no path but the site's
from simulation.measures import BLOCKING, gini, longest_runs, turnover  # noqa: E402
from simulation.plots import DRAWN, THEMES, draw  # noqa: E402
from simulation.results import Result, decimals, results  # noqa: E402
from simulation.stake import DELEGATED, VOTERS, heavy_tail  # noqa: E402
from simulation.steering import AGENTS, Goal, longest_run, steer, tail_of  # noqa: E402
from simulation.terms import History, Setting, run  # noqa: E402
from simulation.withholding import has_last  # noqa: E402


@pytest.fixture(scope="module")
def found() -> dict[str, Result]:
    """All results, as the site shows them."""
    return results(EXPERIMENTS, ROOT / "build" / "simulation")


def column(result: Result, name: str) -> dict[str, str]:
    """A column of a table, by the table's first column."""
    return {row[0]: row[result.columns.index(name)] for row in result.rows}


def history(*sets: tuple[int, ...]) -> History:
    """A history of a few agents, each its own operator."""
    return History(Setting(4), (0, 1, 2, 3), 4, sets, (0,) * len(sets), ((1, 1),) * len(sets))


def test_measures_of_histories_that_can_be_counted_by_hand() -> None:
    seen = history((0, 1), (0, 1), (1, 2), (0, 2), (0, 2))
    assert turnover(seen) == [0, 1, 1, 0]
    assert longest_runs(seen) == [2, 3, 3, 0]
    assert BLOCKING == 33


def test_the_gini_coefficient() -> None:
    assert gini([5, 5, 5]) == 0
    assert gini([0, 0, 1]) == Fraction(2, 3)
    assert gini([3, 1]) == Fraction(1, 4)


def test_numbers_are_rounded_half_up() -> None:
    assert [decimals(Fraction(value), 2) for value in ("1/8", "1/3", "2")] == ["0.13", "0.33", "2.00"]
    assert decimals(Fraction(5, 2), 0) == "3"


def test_a_heavy_tail_falls_and_gives_out_nearly_all() -> None:
    parts = heavy_tail(DELEGATED, VOTERS, 10)
    assert parts == sorted(parts, reverse=True)
    assert DELEGATED - VOTERS <= sum(parts) <= DELEGATED


def test_a_short_run_is_the_same_in_every_process() -> None:
    """Sets and dictionaries of bytes have another order in each process; nothing may depend on it."""
    program = "from simulation.terms import Setting, run; from simulation.steering import Goal, steer; print(run(Setting(110), 12), steer(33, Goal.RUN, 12))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONPATH": f"{ROOT / 'docs'}:{ROOT}", "PYTHONHASHSEED": seed},
            timeout=300,
        ).stdout
        for seed in ("1", "2")
    }
    assert printed == {f"{run(Setting(110), 12)} {steer(33, Goal.RUN, 12)}\n"}


def test_a_cartel_has_a_third_of_the_stake() -> None:
    from random import Random

    from simulation.stake import found_stake

    stake = found_stake(165, 44, False, Random(1))
    shares = [agent.bond + agent.delegated for agent in stake.agents]
    assert abs(3 * sum(shares[stake.honest :]) - sum(shares)) < len(shares) * 100
    assert Counter(Counter(stake.operators).values()) == {1: 121, 4: 11}


def test_the_chance_of_last_slots_is_that_of_real_orders() -> None:
    """The exact probabilities against 2,000 orders."""
    members = frozenset(AGENTS[:33])
    tails = [tail_of(round_order(bytes(32), current, AGENTS), members) for current in range(2_000)]
    for last in (1, 2, 3):
        assert abs(sum(tail >= last for tail in tails) - 2_000 * has_last(33, last)) < 80


def test_runs_and_tails_of_an_order() -> None:
    order = tuple(bytes((value,)) for value in b"abcdefg")
    members = frozenset(bytes((value,)) for value in b"bcdfg")
    assert longest_run(order, members) == 3
    assert tail_of(order, members) == 2


def test_rotation_does_what_its_page_says(found: dict[str, Result]) -> None:
    new, fixed = column(found["turnover"], "New a term"), column(found["turnover"], "New a term without the rule")
    recalled, longest = column(found["turnover"], "Recalled a term"), column(found["longest"], "Longest, in terms")
    assert all(3 <= float(new[eligible]) <= 4.5 for eligible in ("132", "165", "400"))
    assert all(float(turned) <= 0.1 for turned in fixed.values())
    assert float(new["99"]) == 0
    assert longest["165"] == longest["400"] == "30"
    assert float(recalled["132"]) < 1
    assert recalled["165"] == recalled["400"] == "0.0"
    assert all(0.8 <= float(column(found["turnover"], "Weight of the set")[eligible]) <= 0.9 for eligible in ("132", "165", "400"))


def test_rotation_does_not_limit_what_stake_buys(found: dict[str, Result]) -> None:
    """The page says so openly; the numbers must bear it."""
    seats = [[float(row[place].split()[0]) for row in found["ids"].rows] for place in (1, 2, 3)]
    assert all(64 <= max(each) <= 67 for each in seats)
    most = max(int(row[1].split("to ")[1].rstrip(")")) for row in found["ids"].rows)
    assert most >= 67
    cartel = [column(found["concentration"], name)["165"].split()[0] for name in ("Seats of the cartel", "Seats of the cartel without the rule")]
    assert cartel == ["33.0", "44.0"]


def test_withholding_buys_what_its_page_says(found: dict[str, Result]) -> None:
    table = found["steering"]
    assert set(column(table, "Slots of each agent a round").values()) == {"1"}
    steered = {coalition: float(cell.split("to ")[1]) for coalition, cell in column(table, "Last slots in a row").items()}
    assert steered["33"] < 1 < 2 < steered["44"]
    runs = [float(part) for part in column(table, "Longest run of slots")["33"].split(" to ")]
    assert 0 < runs[1] - runs[0] < 1
    assert all(float(cell.rstrip(" %")) < 1 for cell in column(table, "Reward given up for it, at most").values())


def test_shills_buy_what_their_page_says(found: dict[str, Result]) -> None:
    table = found["shill"]
    moved, shill, alone = (
        {size: float(cell.rstrip(" %")) for size, cell in column(table, name).items()}
        for name in ("Price lowered by the shill", "Gain by the shill", "Gain by the best quote alone")
    )
    assert moved["16"] == 1.0
    assert moved["64"] == 0.2
    assert all(moved[size] > 4 for size in ("1", "2", "4"))
    assert max(shill.values()) < 33
    assert all(shill[size] < alone[size] + 0.5 for size in shill)
    assert all(shill[size] < alone[size] for size in ("1", "2", "4", "8"))
    assert max(float(cell.rstrip(" %")) for cell in column(table, "Shills that sell what they do not have").values()) < 20


def test_audits_find_out_what_their_page_says(found: dict[str, Result]) -> None:
    table, lasting = found["audits"], found["lasting"].rows
    columns = {coalition: column(table, name) for coalition, name in zip((0, 9, 33), table.columns[3:], strict=True)}
    exact = {coalition: [float(cell.split()[0]) for cell in cells.values()] for coalition, cells in columns.items()}
    tried = {coalition: [float(cell.split("(")[1].split()[0]) for cell in cells.values()] for coalition, cells in columns.items()}
    assert [columns[coalition]["10 %"].split()[0] for coalition in (0, 9, 33)] == ["65.6", "67.7", "74.3"]
    assert (exact[0][0], exact[0][-1], exact[33][-1]) == (96.1, 6.2, 10.3)
    for coalition in (0, 9, 33):
        assert exact[coalition] == sorted(exact[coalition], reverse=True)
        assert all(abs(one - other) < 4 for one, other in zip(exact[coalition], tried[coalition], strict=True))
    assert [(row[0], row[1], row[6]) for row in lasting if row[0] == "10 %"] == [("10 %", "0", "21"), ("10 %", "33", "30")]
    assert lasting[0][4] == "24.10 %"


@pytest.mark.parametrize("name", DRAWN)
def test_a_plot_is_the_same_bytes_each_time_and_has_words_for_it(found: dict[str, Result], name: str) -> None:
    drawn = {theme: draw(name, found[name], THEMES[theme]) for theme in THEMES}
    assert drawn == {theme: draw(name, found[name], THEMES[theme]) for theme in THEMES}
    assert drawn["light"] != drawn["dark"]
    assert len(found[name].alternative) > 100
    assert found[name].rows
