"""What the experiments have found, as tables to be read and series to be drawn; kept until a source changes."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from hashlib import sha256
from os import getpid
from pathlib import Path
from types import ModuleType

from reference import parameters
from reference.agent import challenges, clearing, matching, quotes, quoting
from reference.consensus import calendar, election, order, randomness, rewards, rotation, weight
from reference.economy import distribution, locks
from reference.state import agent, lock, progress, quote, replica
from reference.wire import hashing

RULES: tuple[ModuleType, ...] = (
    calendar,
    distribution,
    election,
    rewards,
    rotation,
    weight,
    order,
    randomness,
    parameters,
    agent,
    lock,
    locks,
    progress,
    hashing,
    clearing,
    matching,
    quote,
    quotes,
    quoting,
    challenges,
    replica,
)
"""The modules of the reference that the simulations run on."""

Series = Mapping[str, Sequence[float]]
"""What a plot draws, line by line."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one experiment has found."""

    alternative: str
    """What its plot shows, for whoever cannot see it; empty where there is a table alone."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    series: Series


Experiment = Callable[[], dict[str, Result]]
"""What makes some results, by their names."""


def results(experiments: Sequence[Experiment], folder: Path) -> dict[str, Result]:
    """The results of all experiments: those kept in `folder`, where they were made of these sources, and new ones otherwise."""
    kept = folder / f"{sources_digest()}.json"
    if not kept.exists():
        found = {name: result for experiment in experiments for name, result in experiment().items()}
        keep(kept, as_json(found).encode())
    return {name: _read(entry) for name, entry in json.loads(kept.read_text(encoding="utf-8")).items()}


def keep(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: another build may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def as_json(found: Mapping[str, Result]) -> str:
    """The results as JSON: the same bytes from the same sources."""
    return json.dumps({name: asdict(result) for name, result in found.items()}, indent=1, ensure_ascii=False) + "\n"


def sources_digest() -> str:
    """A hash of the simulations and of the rules that they run on."""
    files = sorted(Path(__file__).parent.glob("*.py")) + [Path(str(module.__file__)) for module in RULES]
    digest = sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def decimals(value: Fraction | int, places: int) -> str:
    """A number that is not negative, rounded half up, without the detour by floats that would round differently elsewhere."""
    scaled = int(value * 10**places * 2 + 1) // 2
    whole, rest = divmod(scaled, 10**places)
    return f"{whole}.{rest:0{places}d}" if places else str(whole)


def rounded(value: Fraction | int, places: int = 4) -> float:
    """A number to be drawn, of a few decimal places."""
    return float(decimals(value, places))


def _read(entry: Mapping[str, object]) -> Result:
    columns, rows, series = entry["columns"], entry["rows"], entry["series"]
    assert isinstance(columns, list)
    assert isinstance(rows, list)
    assert isinstance(series, dict)
    return Result(str(entry["alternative"]), tuple(columns), tuple(tuple(row) for row in rows), series)
