"""SUPPLY-1 over the whole suite: every state that any committed case goes through has the whole supply, and nothing in two places."""

from itertools import chain, repeat

import pytest
from suites import committed_suite

from reference.codes import Reject
from reference.economy.contribution_transactions import end_contributions
from reference.economy.economy_consistency import check_economy
from reference.parameters import PRESETS, SSP_SUPPLY
from reference.state.commitment import check_records, check_supply
from reference.state.state import State, put_head
from reference.state.supply import break_down, deposited, total
from vectors.case import Case
from vectors.evaluate import STEPS, steps_of
from vectors.json_text import members
from vectors.subjects import SUBJECTS
from vectors.suite import CaseFile

FILES = {name: f"data/{name}.json" for name in SUBJECTS}


@pytest.fixture(scope="module")
def files() -> dict[str, CaseFile]:
    """The committed files by their paths."""
    return {file.path: file for file in committed_suite().files}


@pytest.mark.parametrize("name", [name for name in FILES if name.partition("/")[0] in ("ledger", "consensus", "economy")])
def test_every_state_of_every_case_has_the_whole_supply(files: dict[str, CaseFile], name: str) -> None:
    """After each batch and each block, whether it was accepted or not; protects against a rule that makes or loses SSP in a place that no theorem looks at."""
    counted = 0
    for case in files[FILES[name]].cases:
        for state in states_of(case) if case.kind in STEPS else ():
            assert total(break_down(state)) == SSP_SUPPLY, case.id
            assert (state.pots.deposits, state.pots.fees) == (deposited(state), 0), case.id
            counted += 1
    assert counted or all(case.kind not in STEPS or "reject" in members(case.expect) for case in files[FILES[name]].cases)


def test_every_state_of_the_economy_s_cases_would_pass_as_one_from_outside(files: dict[str, CaseFile]) -> None:
    """Protects STATE-9 against refusing what transactions lead to."""
    for name in FILES:
        for case in files[FILES[name]].cases if name.startswith("economy/") else ():
            batches = members(case.input).get("batches", [])
            slots = [int(str(members(each)["slot"])) for each in batches]  # type: ignore[union-attr]
            for state, slot in zip(states_of(case), chain([state_slot(case), *slots], repeat(0)), strict=False):
                now = max(slot, state.head.slot)
                ended = end_contributions(state, now)  # A batch is no block: nothing closes the term that is over.
                at = put_head(ended, type(state.head)(state.head.hash, state.head.height, now))
                check_records(at)
                check_supply(at)
                check_economy(at)


def state_slot(case: Case) -> int:
    return int(str(members(members(members(case.input)["state"])["head"])["slot"]))


def states_of(case: Case) -> list[State]:
    """The states of a case; none where it begins with one that is refused."""
    try:
        return [state for state, _ in steps_of(case.kind, PRESETS[case.preset], members(case.input))]
    except Reject:
        return []
