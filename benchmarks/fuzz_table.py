"""The table of how long fuzzing takes to find each seeded fault: a file of rows, and the pages of the site that are made of it."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median

DOCS = Path(__file__).parents[1] / "docs"

ROWS = DOCS / "fuzzing-faults.csv"
"""The rows; what the pages are made of."""

PAGE, LIST = DOCS / "fuzzing.md", DOCS / "fuzzing-faults.md"

COMMAND = "python -m benchmarks.fuzzing --all"

SLOWEST = 20

STEPS = (1, 5, 20, 60, 300, 600, 1_800, 3_000)
"""Up to how many seconds faults are counted."""

HEADINGS = ("fault", "profiles", "of", "seed", "inputs", "seconds", "found")

SEEDS = (1, 2, 3)
"""Of the hunts for a fault: the first, and those that follow where it was not found."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fault."""

    fault: str
    profiles: str
    """Those that the hunt draws for, which are those that the faulty target claims."""
    of: str
    """The rule that the edited function is, or its name where it is none."""
    seed: int
    """Of the hunt that showed it, or of the last that did not; of that are the following."""
    inputs: int
    """Which input showed it, or, where none did, how many there were; 0 where it has not been measured."""
    seconds: float
    """Of the processor, until then."""
    found: bool


def read_rows(path: Path = ROWS) -> dict[str, Row]:
    """The rows by fault; none where there is no file yet."""
    if not path.exists():
        return {}
    heading, *lines = csv.reader(io.StringIO(path.read_text()))
    assert tuple(heading) == HEADINGS
    return {line[0]: Row(line[0], line[1], line[2], int(line[3]), int(line[4]), float(line[5]), line[6] == "yes") for line in lines}


def write_rows(rows: Iterable[Row], path: Path = ROWS) -> None:
    """Write the rows, and the pages made of them."""
    ordered = sorted(rows, key=lambda row: (row.profiles, row.fault))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows((*astuple(row)[:5], f"{row.seconds:.1f}", "yes" if row.found else "no") for row in ordered)
    path.write_text(text.getvalue())
    for page, content in pages(ordered).items():
        (path.parent / page.name).write_text(content)


def pages(rows: Sequence[Row]) -> Mapping[Path, str]:
    """The pages of the site, whole."""
    return {PAGE: _summary(rows), LIST: _list(rows)}


def _summary(rows: Sequence[Row]) -> str:
    found = [row for row in rows if row.found]
    first, later = [row for row in found if row.seed == SEEDS[0]], [row for row in found if row.seed != SEEDS[0]]
    missed = [row for row in rows if not row.found and row.inputs]
    unmeasured = [row for row in rows if not row.inputs]
    slowest = sorted(first, key=lambda row: -row.seconds)[:SLOWEST]
    by_profiles: dict[str, list[Row]] = {}
    for row in rows:
        by_profiles.setdefault(row.profiles, []).append(row)
    lines = [
        "# How long fuzzing takes to find a fault",
        "",
        f"Made by `{COMMAND}`; do not edit. `{COMMAND.removesuffix(' --all')} --add NAME` measures one fault and adds its row.",
        "",
        "The tests seed faults into the reference, the slips that implementers make, each in one function. Here each is hunted as `smartshare fuzz`",
        "hunts a target: no vector is read and no corpus, with seed 1; it draws for the profiles that the target claims (*nine* are all but `kernel`).",
        "What that hunt does not find, another is to find that differs in its seed, 2 and then 3, as whoever fuzzes again would do it.",
        "",
        "**What the figures are.** Until its first find a hunt tries the same inputs, whatever the fault is. So they are drawn once for each set of",
        "profiles, by a real hunt of a target without a fault, in a process of its own; each fault is asked those in which its function shows it by itself.",
        "*Inputs* is the number of the first one that the faulty reference answers otherwise, fails at, or does not answer within 20 seconds.",
        "*Seconds* is what the hunt and its target together had taken of the processor when that input was answered: to draw, for the reference's answer and",
        "the target's, and to compare; the second or two in which the target starts is in it, making the find small is not. Both are of the hunt with",
        "that seed alone.",
        "",
        f"**{len(found)} of {len(rows) - len(unmeasured)} are found**, {len(first)} by the first hunt"
        + (f", half of them within {median(row.seconds for row in first):.1f} seconds, the last after {slowest[0].seconds:.0f}." if first else "."),
        "",
        *([f"**{len(unmeasured)} have not been measured**; `{COMMAND}` does that.", ""] if unmeasured else []),
        "| profiles | faults | " + " | ".join(f"within {step:,} s" for step in STEPS) + " | by a later hunt | not found | in |",
        "|---|---|" + "---|" * (len(STEPS) + 3),
    ]
    for profiles, some in sorted(by_profiles.items()):
        counts = [sum(row in first and row.seconds <= step for row in some) for step in STEPS]
        counts.append(sum(row in later for row in some))
        left = [row for row in some if not row.found and row.inputs]
        lost = f"{len(left)} | {min(row.inputs for row in left):,} inputs, {min(row.seconds for row in left):.0f} s" if left else "0 | "
        lines.append(f"| {profiles.replace(' ', ', ')} | {len(some)} | " + " | ".join(map(str, counts)) + f" | {lost} |")
    lines += ["", f"## The slowest {len(slowest)} of the first hunt", "", *_table(slowest)]
    if later:
        lines += ["", f"## Found by a later hunt: {len(later)}", "", *_table(sorted(later, key=lambda row: (row.seed, -row.seconds)))]
    if missed:
        lines += ["", f"## Not found: {len(missed)}", "", "*Inputs* and *seconds* are those of the whole last hunt.", "", *_table(missed)]
    lines += ["", "[All of them](fuzzing-faults.md), by profiles and name.", "", "```{toctree}", ":hidden:", "", "fuzzing-faults", "```", ""]
    return "\n".join(lines)


def _list(rows: Sequence[Row]) -> str:
    return "\n".join(
        ["# Every seeded fault, and how long fuzzing takes to find it", "", f"Made by `{COMMAND}`; [what the figures are](fuzzing.md).", "", *_table(rows), ""]
    )


def _table(rows: Sequence[Row]) -> list[str]:
    return [
        "| fault | of | profiles | seed | inputs | seconds |",
        "|---|---|---|---|---|---|",
        *(
            f"| {row.fault} | `{row.of}` | {'nine' if ' ' in row.profiles else row.profiles} | {row.seed} | {row.inputs:,} | "
            f"{('' if row.found else 'not in ') + format(row.seconds, '.1f') if row.inputs else 'not measured'} |"
            for row in rows
        ),
    ]
