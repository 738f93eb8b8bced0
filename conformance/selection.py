"""Which cases of a suite a run is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from conformance.verdicts import ConformanceError
from vectors.bundle import load_any
from vectors.case import Case, profile_of
from vectors.suite import HERE, MANIFEST, Suite, SuiteError


@dataclass(frozen=True, slots=True)
class Selection:
    """Which cases to run: each list narrows the suite, an empty one does not."""

    profiles: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    presets: tuple[str, ...] = ()


def load_suite(directory: Path | None) -> Suite:
    """The suite in a directory or in a bundle, by default the one that is shipped. Raises `ConformanceError`: a run on altered vectors says nothing."""
    try:
        return load_any(directory)
    except SuiteError as error:
        more = f" (and {len(error.problems) - 1} more problems)" if len(error.problems) > 1 else ""
        place = HERE if directory is None else directory
        advice = f"restore {place}, or name another folder that holds {MANIFEST}, or a bundle, with --vectors"
        raise ConformanceError(f"the vectors are not what their manifest says: {error.problems[0]}{more}; {advice}") from None


def select(suite: Suite, selection: Selection) -> tuple[Case, ...]:
    """The cases of a selection. Raises `ConformanceError` for a name that the suite does not have, and when nothing is left."""
    _check_names("profile", selection.profiles, (profile_of(case).value for case in suite))
    _check_names("rule", selection.rules, (rule for case in suite for rule in case.rules))
    _check_names("case", selection.cases, (case.id for case in suite))
    _check_names("preset", selection.presets, (case.preset for case in suite))
    chosen = tuple(case for case in suite if _is_selected(case, selection))
    if not chosen:
        raise ConformanceError("no case of the suite has all that --profile, --rule, --case and --preset ask for; ask for less")
    return chosen


def _is_selected(case: Case, selection: Selection) -> bool:
    return (
        (not selection.profiles or profile_of(case).value in selection.profiles)
        and (not selection.rules or any(rule in selection.rules for rule in case.rules))
        and (not selection.cases or case.id in selection.cases)
        and (not selection.presets or case.preset in selection.presets)
    )


def _check_names(what: str, wanted: Sequence[str], present: Iterable[str]) -> None:
    known = sorted(set(present)) if wanted else []
    for name in wanted:
        if name not in known:
            close = get_close_matches(name, known, n=3, cutoff=0.5)
            advice = f"near it: {', '.join(close)}" if close else f"it has {', '.join(known[:10])}{', ...' if len(known) > 10 else ''}"
            raise ConformanceError(f"the suite has no {what} {name!r}; {advice}")
