"""Run every benchmark and write `build/bench.json`."""

import json
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

BENCHMARKS = (
    ("benchmarks.transfers", "1000"),
    ("benchmarks.transfers", "100000"),
    ("benchmarks.transfers", "1000000"),
    ("benchmarks.commitment",),
    ("benchmarks.contracts",),
    ("benchmarks.election",),
    ("benchmarks.consensus",),
    ("benchmarks.harness",),
    ("benchmarks.matching",),
    ("benchmarks.memory",),
    ("benchmarks.parallel",),
    ("benchmarks.tools",),
)
"""The modules, each run in a process of its own with its arguments, one after the other."""

RESULTS = Path("build/bench.json")


def main() -> None:
    """Run, print a table, and keep the figures, after each module what there is by then: all of them take an hour."""
    console = Console()
    results = {}
    RESULTS.parent.mkdir(exist_ok=True)
    table = Table("what", "value", "unit", "against", "ratio")
    for module, *arguments in BENCHMARKS:
        console.print(f"[dim]{module} {' '.join(arguments)}[/dim]")
        finished = subprocess.run([sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, check=True)
        for row in json.loads(finished.stdout):
            results[row.pop("name")] = row
        RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    for name, row in results.items():
        table.add_row(name, f"{row['value']:,.2f}", row["unit"], row["against"], f"{row['ratio']:.2f}")
    console.print(table)


if __name__ == "__main__":
    main()
