"""The experiments on withholding: how often a coalition may choose, among how many orders, and what it makes of that."""

from fractions import Fraction
from math import comb

from reference.parameters import MAINNET
from simulation.measures import mean
from simulation.results import Result, decimals, rounded
from simulation.steering import Goal, steer

COALITIONS = (1, 9, 20, 33, 44)
"""Agents that act together. 33 can stall finality as well; 44 are here to show where it leads."""

LAST = range(1, 9)
"""Numbers of last slots."""

EPOCHS_OF_A_TERM = MAINNET.agents * MAINNET.term_rounds // MAINNET.checkpoint_slots
"""The votes that an agent can have counted in a term (rule REWARD-2)."""


def withholding_results() -> dict[str, Result]:
    """All results on withholding."""
    return {"choices": _choices(), "steering": _steering()}


def has_last(coalition: int, last: int) -> Fraction:
    """The probability that the last slots of a round all belong to a coalition."""
    return Fraction(comb(coalition, last), comb(MAINNET.agents, last))


def _choices() -> Result:
    rows, series = [], {}
    for coalition in COALITIONS:
        chances = [has_last(coalition, last) for last in LAST]
        series[str(coalition)] = [rounded(chance, 9) for chance in chances]
        choices = sum((2**last * (has_last(coalition, last) - has_last(coalition, last + 1)) for last in range(coalition + 1)), Fraction())
        rows.append((str(coalition), *(f"{decimals(100 * chance, 3)} %" for chance in chances[:5]), decimals(choices, 2)))
    columns = ("Coalition", *(f"{last} or more: {2**last} orders" for last in LAST[:5]), "Orders, on average")
    alternative = (
        "The chance that a coalition has the last k slots of a round, for k from 1 to 8, on a logarithmic scale; a line for each of 1, 9, 20, 33 and 44 "
        "agents. The lines fall steadily: 33 agents have the last slot in a third of the rounds, and the last five in 3 of 1,000. "
        "The table below has the figures."
    )
    return Result(alternative, columns, tuple(rows), series)


def _steering() -> Result:
    rows = []
    series: dict[str, list[float]] = {}
    for coalition in COALITIONS:
        runs = {goal: steer(coalition, goal) for goal in Goal}
        honest = runs[Goal.NOTHING]
        rounds = len(honest.tails)
        tails = [mean(honest.tails), mean(runs[Goal.LAST].tails)]
        firsts = [Fraction(honest.firsts, rounds), Fraction(runs[Goal.FIRST].firsts, rounds)]
        longest = [mean(honest.runs), mean(runs[Goal.RUN].runs)]
        lost = [Fraction(runs[goal].withheld, rounds * coalition) * Fraction(MAINNET.term_rounds, MAINNET.term_rounds + EPOCHS_OF_A_TERM) for goal in Goal]
        fewest = min(run.slots[0] for run in runs.values())
        most = max(run.slots[1] for run in runs.values())
        rows.append(
            (
                str(coalition),
                str(fewest) if fewest == most else f"{fewest} to {most}",
                f"{decimals(tails[0], 2)} to {decimals(tails[1], 2)}",
                f"{decimals(100 * firsts[0], 1)} % to {decimals(100 * firsts[1], 1)} %",
                f"{decimals(longest[0], 2)} to {decimals(longest[1], 2)}",
                f"{decimals(100 * max(lost), 2)} %",
            )
        )
        for name, (without, steered) in {"tail": tails, "first": firsts, "longest": longest}.items():
            series.setdefault(f"{name} honest", []).append(rounded(without))
            series.setdefault(f"{name} steered", []).append(rounded(steered))
    columns = (
        "Coalition",
        "Slots of each agent a round",
        "Last slots in a row",
        "First slot of a round",
        "Longest run of slots",
        "Reward given up for it, at most",
    )
    alternative = (
        "Three groups of bars for coalitions of 1, 9, 20, 33 and 44 agents, revealing always and withholding for a goal. The last slots in a row rise "
        "from 0.5 to less than 1 for 33 agents, and from below 1 to more than 2 for 44. The first slot of a round rises by about a third, "
        "the longest run of slots by less than one slot. The table below has the figures."
    )
    return Result(alternative, columns, tuple(rows), series)
