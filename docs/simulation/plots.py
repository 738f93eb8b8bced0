"""The plots, in the site's two themes: the same bytes from the same numbers."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.parameters import MAINNET
from simulation.audits import AUDITS, LASTING, SHARES, USUAL
from simulation.distribution import AGENTS, ECOSYSTEM, FOUNDATION, PLACEMENT, TEAM, YEARS
from simulation.measures import BLOCKING
from simulation.results import Result, Series
from simulation.shill import SIZES
from simulation.turnover import CLOSELY, ELIGIBLE, IDS, WITH, WITHOUT
from simulation.withholding import COALITIONS, LAST


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours that read well on one background."""

    ink: str
    faint: str
    lines: tuple[str, ...]
    """For lines and bars, apart in lightness too, so that they differ without colours."""


THEMES = {
    "light": Theme(ink="#1f2b2a", faint="#d5dcda", lines=("#0b5a53", "#d9822b", "#6b5bb5", "#c0392b", "#7a8a88")),
    "dark": Theme(ink="#d7dedc", faint="#3a4644", lines=("#6fc7bc", "#f0b05e", "#a99bee", "#ef8f84", "#93a3a0")),
}
"""The site's themes. Backgrounds are left out, so that the page's own shows."""

Draw = Callable[[Figure, Series, Theme], None]
"""What draws a result."""


def draw(name: str, result: Result, theme: Theme) -> bytes:
    """A plot as SVG, text as text."""
    settings: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": name,
        "font.family": "sans-serif",
        "font.size": 11,
        "text.color": theme.ink,
        "axes.labelcolor": theme.ink,
        "axes.edgecolor": theme.ink,
        "axes.titlesize": 11,
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.facecolor": "none",
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        "grid.color": theme.faint,
        "xtick.color": theme.ink,
        "ytick.color": theme.ink,
        "legend.frameon": False,
    }
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(9, 3.7), layout="constrained")
        DRAWN[name](figure, result.series, theme)
        written = io.BytesIO()
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return written.getvalue()


def _turnover(figure: Figure, series: Series, theme: Theme) -> None:
    left, right = figure.subplots(1, 2)
    for place, name in enumerate((WITH, WITHOUT)):
        left.step(range(1, len(series[name]) + 1), series[name], where="mid", color=theme.lines[place], linewidth=1 + place / 2, label=name)
    left.set(title=f"New agents a term, {CLOSELY} eligible", xlabel="term", ylim=(0, 9))
    left.legend(loc="upper right", ncols=2)
    for place, eligible in enumerate((110, 132, CLOSELY, 400)):
        for name, style in ((WITH, "-"), (WITHOUT, ":")):
            counts = series[f"{eligible} {name}"]
            right.plot(range(len(counts)), counts, style, color=theme.lines[place], linewidth=2)
        counts = series[f"{eligible} {WITH}"]
        right.text(len(counts) + 5, counts[-1], f"{eligible} eligible", color=theme.lines[place], va="bottom", fontsize=10)
    right.set(title=f"Agents that ever had a seat (dotted: {WITHOUT})", xlabel="term", xlim=(0, 490), ylim=(95, 160), xticks=range(0, 401, 100))


def _longest(figure: Figure, series: Series, theme: Theme) -> None:
    for axes, eligible in zip(figure.subplots(1, 3, sharey=True), (110, 132, CLOSELY), strict=True):
        for place, name in enumerate((WITH, WITHOUT)):
            runs = series[f"{eligible} {name}"]
            axes.plot(range(1, len(runs) + 1), runs, "-" if name == WITH else "--", color=theme.lines[place], linewidth=2, label=name)
        axes.axhline(MAINNET.tenure_terms, color=theme.ink, linewidth=0.8, linestyle=":")
        axes.set(title=f"{eligible} eligible", xlabel="agents, longest first")
        axes.set_yscale("log")
        axes.set_yticks([1, 10, 30, 100, 400], ["1", "10", "30", "100", "400"])
        axes.minorticks_off()
    figure.axes[0].set_ylabel("most terms in a row with a seat")
    figure.axes[-1].legend(loc="lower left")


def _concentration(figure: Figure, series: Series, theme: Theme) -> None:
    left, middle, right = figure.subplots(1, 3)
    names = [str(eligible) for eligible in ELIGIBLE]
    for axes, measured, title in (
        (left, "gini", "Gini of terms with a seat"),
        (middle, "nakamoto", f"Operators with {BLOCKING} seats"),
        (right, "cartel", "Seats of the cartel (44 ids)"),
    ):
        _bars(axes, names, {name: series[f"{measured} {name}"] for name in (WITH, WITHOUT)}, theme)
        axes.set(title=title, xlabel="eligible agents")
    right.axhline(BLOCKING, color=theme.ink, linewidth=0.8, linestyle=":")
    figure.legend(*left.get_legend_handles_labels(), loc="outside upper center", ncols=2)


def _ids(figure: Figure, series: Series, theme: Theme) -> None:
    axes = figure.subplots()
    for place, (name, seats) in enumerate(series.items()):
        axes.plot(IDS, seats, ("o-", "s--", "^:")[place], color=theme.lines[place], linewidth=2, label=name)
    quorum = MAINNET.agents - BLOCKING + 1
    for level, text in ((BLOCKING, f"{BLOCKING} can stall finality"), (quorum, f"{quorum} are a quorum")):
        axes.axhline(level, color=theme.ink, linewidth=0.8, linestyle=":")
        axes.text(100, level + 1, text, va="bottom", fontsize=9)
    axes.set(title="Seats of a cartel with a third of all stake, 400 eligible", xlabel="ids of the cartel", ylim=(0, 80), xticks=IDS)
    axes.legend(loc="lower right")


def _choices(figure: Figure, series: Series, theme: Theme) -> None:
    axes = figure.subplots()
    for place, coalition in enumerate(COALITIONS):
        chances = series[str(coalition)]
        drawn = [(last, 100 * chance) for last, chance in zip(LAST, chances, strict=True) if chance >= 1e-6]
        axes.plot(
            *zip(*drawn, strict=True), ("D", "v-", "^-", "s-", "o-")[place], color=theme.lines[place], linewidth=2, label=f"{coalition} of {MAINNET.agents}"
        )
    axes.set_yscale("log")
    axes.set_ylim(1e-4, 100)
    axes.set_yticks([1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100], ["0.0001 %", "0.001 %", "0.01 %", "0.1 %", "1 %", "10 %", "100 %"])
    axes.minorticks_off()
    axes.set_xticks(list(LAST), [f"{last}\n{2**last}" for last in LAST])
    axes.set(title="Rounds in which a coalition has at least this many last slots", xlabel="last slots; below, the orders to choose among")
    figure.legend(loc="outside right upper", title="coalition")


def _steering(figure: Figure, series: Series, theme: Theme) -> None:
    names = [str(coalition) for coalition in COALITIONS]
    shown = (("tail", "Last slots in a row", 1), ("first", "First slot, % of rounds", 100), ("longest", "Longest run of slots", 1))
    for axes, (measured, title, factor) in zip(figure.subplots(1, 3), shown, strict=True):
        values = {
            "reveals always": [factor * value for value in series[f"{measured} honest"]],
            "withholds for this goal": [factor * value for value in series[f"{measured} steered"]],
        }
        _bars(axes, names, values, theme)
        axes.set(title=title, xlabel="agents of the coalition")
    figure.legend(*figure.axes[0].get_legend_handles_labels(), loc="outside upper center", ncols=2)


def _bars(axes: Axes, names: Sequence[str], values: Mapping[str, Sequence[float]], theme: Theme) -> None:
    """Bars in pairs."""
    for place, (label, heights) in enumerate(values.items()):
        at = [number + (place - 0.5) * 0.38 for number in range(len(names))]
        axes.bar(at, heights, width=0.36, color=theme.lines[place], label=label)
    axes.set_xticks(range(len(names)), names)


def _distribution(figure: Figure, series: Series, theme: Theme) -> None:
    axes = figure.subplots()
    for place, (name, style) in enumerate(((PLACEMENT, "-"), (FOUNDATION, "-"), (TEAM, "-"), (ECOSYSTEM, "-"), (AGENTS, "--"))):
        where = "steps-post" if name == TEAM else "default"
        axes.plot(series["year"], series[name], style, drawstyle=where, color=theme.lines[min(place, 3)], linewidth=2)
        axes.text(YEARS + 0.12, series[name][-1], name, color=theme.lines[min(place, 3)], va="center", fontsize=10)
    axes.set(title="What can have been paid out, billions of SSP", xlabel="years since genesis", xlim=(0, YEARS), ylim=(0, 4), xticks=range(YEARS + 1))


def _shill(figure: Figure, series: Series, theme: Theme) -> None:
    left, right = figure.subplots(1, 2)
    left.plot(SIZES, series["moved"], "o-", color=theme.lines[0], linewidth=2)
    left.set(title="Price lowered by the shill, %")
    right.plot(SIZES, series["shill"], "o-", color=theme.lines[0], linewidth=2, label="by a shill")
    right.plot(SIZES, series["alone"], "s--", color=theme.lines[1], linewidth=2, label="by the best quote alone")
    right.set(title="Gain, % of the surplus")
    right.legend(loc="upper right")
    for axes in (left, right):
        axes.set_xscale("log", base=2)
        axes.set_xticks(SIZES, [str(size) for size in SIZES])
        axes.set(xlabel="others' quotes a side", ylim=(0, None))


def _audits(figure: Figure, series: Series, theme: Theme) -> None:
    axes = figure.subplots()
    for place, (name, style) in enumerate((("1", "^-"), (str(USUAL), "o-"), ("8", "s-"))):
        axes.plot(SHARES, series[name], style, color=theme.lines[place], linewidth=2, label=f"{name} asked for")
    for place, coalition in enumerate((9, 33)):
        axes.plot(
            SHARES, series[f"{USUAL}, {coalition} agents"], ("--", ":")[place], color=theme.lines[1], linewidth=2, label=f"{USUAL}, {coalition} agents withhold"
        )
    axes.set(title="Chance to pass an audit, %", xlabel="chunks dropped, %", ylim=(0, 102), xticks=SHARES)
    figure.legend(loc="outside right upper")


def _lasting(figure: Figure, series: Series, theme: Theme) -> None:
    axes = figure.subplots()
    for place, share in enumerate(LASTING):
        axes.plot(range(AUDITS + 1), series[f"{share} %"], "-", color=theme.lines[place], linewidth=2, label=f"{share} % dropped")
        axes.plot(range(AUDITS + 1), series[f"{share} %, 33 agents"], ":", color=theme.lines[place], linewidth=2)
    axes.set(title="Chance of fewer than three misses, % (dotted: 33 agents withhold)", xlabel="audits", xlim=(0, AUDITS), ylim=(0, 102))
    figure.legend(loc="outside right upper")


DRAWN: Mapping[str, Draw] = {
    "distribution": _distribution,
    "turnover": _turnover,
    "longest": _longest,
    "concentration": _concentration,
    "ids": _ids,
    "choices": _choices,
    "steering": _steering,
    "shill": _shill,
    "audits": _audits,
    "lasting": _lasting,
}
"""The results that have a plot."""
