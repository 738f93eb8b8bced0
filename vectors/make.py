"""Making the suite: every subject's file, the schema, and the manifest, the same bytes wherever and however they are made."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from reference.codes import Code
from reference.parameters import PRESETS, PROTOCOL_VERSION, Parameters
from vectors.case import Case, Kind, case_to_json, profile_of, rejections, shows_acceptance
from vectors.evaluate import read_arguments
from vectors.json_form import to_json
from vectors.json_text import Json, members
from vectors.lines import write_lines, write_pretty
from vectors.mined import feasible, kernels
from vectors.schema import make_schema
from vectors.subjects import SUBJECTS
from vectors.suite import DATA, MANIFEST, SCHEMA
from vectors.tracing import covered
from vectors.work import Workers, here

FORMAT = 1
"""The version of the form of cases and files; it changes when a reader of the old form would misread the new one."""

Files = dict[str, bytes]
"""The suite's files by their paths, relative to its directory."""


def make_suite(workers: Workers = here, progress: Callable[[str, int, int], None] | None = None) -> Files:
    """All files of the suite. `progress` is told a subject that is done, and how many of how many are.

    The order in which subjects are done, and who does them, change nothing about the files.
    """
    made: dict[str, list[Case]] = {}
    names = list(SUBJECTS)
    for place, cases in workers(make_subject, names):
        made[names[place]] = cases
        if progress is not None:
            progress(names[place], len(made), len(names))
    return files_of({name: made[name] for name in SUBJECTS})


def make_subject(name: str) -> list[Case]:
    """The cases of one subject. Raises ValueError where one belongs to another profile, or is there twice."""
    cases = list(SUBJECTS[name]())
    strangers = [case.id for case in cases if profile_of(case).value != name.partition("/")[0]]
    if strangers:
        raise ValueError(f"{name}: {', '.join(strangers)} belong to another profile")
    return cases


def files_of(subjects: Mapping[str, Sequence[Case]]) -> Files:
    """The files of these subjects' cases. Raises ValueError where two cases are the same but for their rule or reason."""
    seen: dict[str, str] = {}
    for name, cases in subjects.items():
        for case in cases:
            content = case.id.rpartition("-")[2]
            if content in seen:
                raise ValueError(f"{name}: {case.id} ({case.why}) is the same case as {seen[content]}")
            seen[content] = f"{case.id} ({case.why})"
    files = {f"{DATA}/{name}.json": write_lines([case_to_json(case) for case in cases]) for name, cases in subjects.items()}
    files[SCHEMA] = write_pretty(make_schema())
    files[MANIFEST] = write_pretty(manifest_of(files, subjects))
    return files


def manifest_of(files: Files, subjects: Mapping[str, Sequence[Case]]) -> Json:
    """What a suite is: its version, its parameters, its files, and what they cover."""
    cases = [case for each in subjects.values() for case in each]
    listed: list[Json] = [
        {"path": f"{DATA}/{name}.json", "sha256": hashlib.sha256(files[f"{DATA}/{name}.json"]).hexdigest(), "cases": len(each)}
        for name, each in subjects.items()
    ]
    return {
        "format": FORMAT,
        "protocol_version": PROTOCOL_VERSION,
        "presets": {name: to_json(Parameters, parameters) for name, parameters in PRESETS.items()},
        "schema": {"path": SCHEMA, "sha256": hashlib.sha256(files[SCHEMA]).hexdigest()},
        "cases": len(cases),
        "profiles": _counts(profile_of(case).value for case in cases),
        "codes": _code_counts(cases),
        "rules": _rule_counts(cases),
        "kernels": _kernel_counts(cases),
        "files": listed,
    }


def write_suite(files: Files, directory: Path) -> list[str]:
    """Write the files that differ from what is there, and remove those that do not belong. The paths that changed."""
    stale = [path for path in (directory / DATA).rglob("*.json") if path.relative_to(directory).as_posix() not in files]
    changed = [path.relative_to(directory).as_posix() for path in stale]
    for path in stale:
        path.unlink()
    for name, data in files.items():
        path = directory / name
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            changed.append(name)
    return sorted(changed)


def rule_order(rule: str) -> tuple[str, int]:
    """What rules are sorted by: `TX-10` after `TX-9`."""
    subject, _, number = rule.rpartition("-")
    return subject, int(number)


def _counts(values: Iterable[str]) -> Json:
    return dict(sorted(Counter(values).items()))


def _code_counts(cases: Sequence[Case]) -> Json:
    """For each code its number and rule, and how many cases expect it: those that want none say so here."""
    counted = Counter(name for case in cases for name in set(rejections(case)))
    return {code.name: {"number": code.number, "rule": code.rule, "cases": counted[code.name]} for code in Code}


def _rule_counts(cases: Sequence[Case]) -> Json:
    """For each rule, how many cases name it, in how many something succeeds, and in how many something is rejected."""
    named = Counter(rule for case in cases for rule in case.rules)
    positive = Counter(rule for case in cases if shows_acceptance(case) for rule in case.rules)
    negative = Counter(rule for case in cases if rejections(case) for rule in case.rules)
    return {rule: {"cases": named[rule], "positive": positive[rule], "negative": negative[rule]} for rule in sorted(named, key=rule_order)}


def _kernel_counts(cases: Sequence[Case]) -> Json:
    """For each kernel the paths and edges that the prover found, how many of them its cases take, and how many cases there are.

    What is taken is counted by running the kernel on every case, and not by what a case says of itself.
    """
    calls: dict[str, list[Mapping[str, Any]]] = {name: [] for name in kernels()}
    for case in cases:
        if case.kind is Kind.CALL and members(case.input)["call"] in calls:
            callee, arguments = read_arguments(members(case.input))
            calls[callee.function.__name__].append(arguments)
    counts: dict[str, Json] = {}
    for name, (paths, edges) in feasible().items():
        taken, met = covered(kernels()[name].function, calls[name])
        # What a case stands on is an edge, even where the prover gave up on finding arguments for it, as it may on products.
        edges = max(edges, met)
        counts[name] = {"rule": kernels()[name].rule, "paths": paths, "taken": taken, "edges": edges, "met": met, "cases": len(calls[name])}
    return counts
