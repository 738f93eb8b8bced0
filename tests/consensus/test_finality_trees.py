"""Accountable safety of the code itself, on all small trees: two final checkpoints that contradict cost more than a third of one set.

The model (`spec/models`) proves it for any number of agents and epochs, of a theory that was written beside the code; this shows it of the
code, for four seats and a few epochs, also where the sets of the two chains change. That each of the rules is needed is shown by breaking it:
the same search then finds a pair of chains that cost nobody enough.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from finality_trees import Plan, agents, conflicts, forget, outcomes
from reference.codes import Code, Reject
from reference.consensus import eras, evidence, finality
from reference.state.finality import Checkpoint

OLD = agents(1, 2, 3, 4)
"""The set that serves at genesis."""

PLANS = {
    "no set changes": (Plan(b"A", (OLD,), 5), Plan(b"B", (OLD,), 5)),
    "both sets change, to others": (Plan(b"A", (OLD, agents(1, 5, 6, 7)), 4), Plan(b"B", (OLD, agents(2, 8, 9, 10)), 4)),
    "one set changes": (Plan(b"A", (OLD, agents(1, 5, 6, 7)), 5), Plan(b"B", (OLD,), 5)),
    "one set changes twice": (Plan(b"A", (OLD, agents(3, 4, 5, 6), agents(5, 6, 7, 8)), 5), Plan(b"B", (OLD,), 5)),
}
"""What is fixed of the two chains."""


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget()
    yield
    forget()


def cheap_conflict(name: str) -> bool:
    """Whether some pair of chains that both finalise something costs no set more than a third."""
    first, second = (outcomes(plan) for plan in PLANS[name])
    assert first
    assert second, "a chain that finalises nothing tells nothing"
    return next(conflicts(first, second), None) is not None


@pytest.mark.parametrize("name", PLANS)
def test_two_final_checkpoints_that_contradict_cost_more_than_a_third_of_a_set(name: str) -> None:
    assert not cheap_conflict(name)


def harmless(*_: Any) -> None:
    """What finds no offence."""
    raise Reject(Code.EVIDENCE_HARMLESS)


def any_later_target(finalised: Checkpoint, source: Checkpoint, target: Checkpoint, linked: bool) -> Checkpoint:
    """Finalises across a gap."""
    return source if linked and source.epoch > finalised.epoch and target.epoch > source.epoch else finalised


def target_itself(finalised: Checkpoint, source: Checkpoint, target: Checkpoint, linked: bool) -> Checkpoint:
    """Finalises what a link leads to, and not what it leaves."""
    return target if linked and target.epoch > finalised.epoch and target.epoch > source.epoch else finalised


def new_set_alone(votes: int, former_votes: int, agents: int, joint: bool) -> bool:
    """Asks only the new set at the border."""
    return votes >= finality.quorum(agents)


RIGHT_CHANGE: Callable[..., bool] = eras.is_set_changed


def change_unasked(*arguments: Any) -> bool:
    """Lets an elected set take over whatever is final, also where the era before is still joint."""
    term, elected_for, elected, seats, same, _, _, _ = arguments
    return RIGHT_CHANGE(term, elected_for, elected, seats, same, 0, 0, False)


def change_while_joint(*arguments: Any) -> bool:
    """Asks only whether the scheduling checkpoint is final."""
    *others, _ = arguments
    return RIGHT_CHANGE(*others, False)


def change_unscheduled(*arguments: Any) -> bool:
    """Asks only whether the era before is still joint."""
    *others, _, _, joint = arguments
    return RIGHT_CHANGE(*others, 0, 0, joint)


MUTANTS: dict[str, tuple[Any, str, Callable[..., Any], str]] = {
    "a quorum is half": (finality, "quorum", lambda weight: 2 * weight // 3, "no set changes"),
    "the new set alone at the border": (finality, "is_quorum_link", new_set_alone, "both sets change, to others"),
    "no era is ever joint": (eras, "is_still_joint", lambda joint, first_epoch, finalised: False, "one set changes twice"),
    "a set changes whatever is final": (eras, "is_set_changed", change_unasked, "one set changes twice"),
    "final by a link across a gap": (finality, "finalise", any_later_target, "no set changes"),
    "final by a link to it": (finality, "finalise", target_itself, "no set changes"),
    "no S1": (evidence, "check_double_vote", harmless, "no set changes"),
    "no S2": (evidence, "check_surround_vote", harmless, "no set changes"),
}
"""A rule that is broken, where, how, and the plan on which it is found."""


@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_rule_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, function, broken, plan = MUTANTS[name]
    monkeypatch.setattr(module, function, broken)
    assert cheap_conflict(plan)


@pytest.mark.parametrize("broken", [change_while_joint, change_unscheduled])
def test_either_condition_of_a_set_change_keeps_it_safe(broken: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The chapter says so: each has another reason as well, one that nobody takes over in a stall, the other that a chip can follow."""
    monkeypatch.setattr(eras, "is_set_changed", broken)
    assert not cheap_conflict("one set changes twice")
