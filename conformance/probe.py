"""Probes: samples of what a target does not claim, to see whether it does more than it says.

A claim that is too narrow hides what could be relied on. It is a note and fails nothing; a target that dies of what it
never claimed to know has done no wrong.
"""

from collections.abc import Sequence

from conformance.limits import MAX_PROBE_FAULTS
from conformance.log import Phase
from conformance.order import sample
from conformance.results import Probe, is_claimed
from conformance.session import Session
from conformance.verdicts import FAULTS, Verdict
from vectors.case import Case, profile_of, shows_acceptance

SURPLUS_NUMERATOR, SURPLUS_DENOMINATOR = 3, 4
"""The part of a sample that has to be right to be called a surplus."""


def probe(session: Session, cases: Sequence[Case]) -> None:
    """Try a sample of each profile and preset that is not claimed. Raises `Stop`."""
    assert session.run.hello is not None
    groups: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        if not is_claimed(case, session.run.hello):
            groups.setdefault((profile_of(case).value, case.preset), []).append(case)
    for (profile, preset), group in sorted(groups.items()):
        if session.is_late():
            return
        chosen = sample(group, session.plan.probe, session.plan.seed)
        verdicts: list[tuple[Case, Verdict]] = []
        # Afresh, so that what the target makes of one claim is not the doing of another.
        session.power_reset(chosen[0])
        for case in chosen:
            if sum(verdict in FAULTS for _, verdict in verdicts) >= MAX_PROBE_FAULTS:
                break
            if not session.is_running:
                session.power_reset(case)
            verdicts.append((case, session.put(case, Phase.PROBE).verdict))
        found = probed(profile, preset, verdicts)
        session.run.probes = (*session.run.probes, found)
        if found.is_surplus:
            session.run.notes.append(surplus(found))


def probed(profile: str, preset: str, verdicts: Sequence[tuple[Case, Verdict]]) -> Probe:
    """What the verdicts on a sample amount to. Both sides have to be right: a target that rejects everything knows nothing."""
    right = [case for case, verdict in verdicts if verdict is Verdict.PASS]
    accepting = [case for case, _ in verdicts if shows_acceptance(case)]
    mostly = _is_large(len(right), len(verdicts)) and _is_large(sum(map(shows_acceptance, right)), len(accepting))
    faults = sum(verdict in FAULTS for _, verdict in verdicts)
    return Probe(profile, preset, len(verdicts), len(right), faults, bool(right) and mostly)


def surplus(found: Probe) -> str:
    """The note on a claim that is too narrow."""
    return f"it does more than it claims: {found.profile} with preset {found.preset}, {found.right} of {found.asked}"


def _is_large(part: int, whole: int) -> bool:
    return part * SURPLUS_DENOMINATOR >= whole * SURPLUS_NUMERATOR
