"""Cases mined from the prover: for every kernel each way through it and each boundary on the way.

`draw_mined` asks the prover, which takes Z3 and time, and its answers may change with Z3's version; what it finds is kept in
the corpus. `mined_cases` replays the corpus: it needs neither.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from reference.numbers import Range
from reference.rules import Layer
from vectors.build import reference_case
from vectors.case import Case, Kind
from vectors.evaluate import Callee, call_input, callees
from vectors.json_form import from_json, to_json
from vectors.json_text import FormError, Json, members, parse
from vectors.lines import write_lines
from vectors.suite import HERE
from vectors.work import Workers, here, in_order

CORPUS = HERE / "corpus" / "mined.json"
"""The inputs that the prover found."""

WAYS = 3
"""On how many of the ways on which a kernel accepts its input an end of an input's range is tried, and on how many of those on which it rejects it."""


@dataclass(frozen=True, slots=True)
class Example:
    """One input that the prover found."""

    why: Annotated[str, "The path and what is special about the values."]
    path: Annotated[int, Range(1, 10_000), "The path's number, from 1."]
    paths: Annotated[int, Range(1, 10_000), "How many paths the kernel has."]
    edges: Annotated[int, Range(0, 100_000), "How many edges the kernel has: sides of its comparisons that can be met."]
    call: Annotated[str, "The kernel."]


def kernels() -> dict[str, Callee]:
    """The kernels that have a typed form, which is all of them."""
    return {name: callee for name, callee in callees().items() if callee.layer is Layer.KERNEL}


def draw_mined(workers: Workers = here) -> list[dict[str, Json]]:
    """Every kernel's paths and boundaries, from the prover. Slow: seconds a kernel."""
    return [entry for entries in in_order(workers, draw_kernel, kernels()) for entry in entries]


def draw_kernel(name: str) -> list[dict[str, Json]]:
    """One kernel's entries of the corpus, each input once, and each end of an input's range on a few of the ways through it."""
    from spec.prover.mining import Boundary, explore

    paths = explore(kernels()[name].function)
    edges = sum(boundary.side is not None for path in paths for boundary in path.boundaries)
    entries: dict[str, dict[str, Json]] = {}
    ends: Counter[tuple[str, bool]] = Counter()
    for path in paths:
        taken = "; ".join(path.decisions) or "the only one"
        way = Boundary(taken, path.arguments, path.outcome)
        for each in (way, *path.boundaries):
            given = call_input(name, each.arguments)
            if str(given) in entries:
                continue
            if each.is_end:
                end = each.text, each.outcome.code is not None
                ends[end] += 1
                if ends[end] > WAYS:
                    continue
            example = to_json(Example, Example(f"{name}: path {path.number} of {len(paths)}: {each.text}", path.number, len(paths), edges, name))
            assert isinstance(example, dict)
            entries[str(given)] = {**example, "input": given}
    return list(entries.values())


def read_corpus(path: Path = CORPUS) -> list[tuple[Example, dict[str, Json]]]:
    """The entries of the corpus and their inputs. Raises `FormError`."""
    entries = parse(path.read_bytes())
    if not isinstance(entries, list):
        raise FormError("the corpus is an array")
    read = []
    for entry in entries:
        present = members(entry)
        example = from_json(Example, {name: value for name, value in present.items() if name != "input"})
        read.append((example, members(present.get("input"))))
    return read


def write_corpus(entries: list[dict[str, Json]], path: Path = CORPUS) -> None:
    """Keep what was drawn."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_lines(entries))


def mined_cases(path: Path = CORPUS) -> list[Case]:
    """The corpus, evaluated."""
    known = kernels()
    cases = []
    for example, given in read_corpus(path):
        callee = known.get(example.call)
        if callee is None:
            raise FormError(f"the corpus calls {example.call}, which is no kernel: run `smartshare vectors draw`")
        cases.append(reference_case((callee.rule,), Kind.CALL, "minimal", example.why, given))
    return cases


def feasible(path: Path = CORPUS) -> dict[str, tuple[int, int]]:
    """For each kernel how many paths and how many edges it has, by the prover. Raises `FormError` where entries disagree: they were not drawn together."""
    said: dict[str, set[tuple[int, int]]] = {}
    for example, _ in read_corpus(path):
        said.setdefault(example.call, set()).add((example.paths, example.edges))
    for name, counts in said.items():
        if len(counts) > 1:
            raise FormError(f"the corpus counts the paths of {name} in several ways: run `smartshare vectors draw`")
    return {name: next(iter(said[name])) for name in sorted(said)}
