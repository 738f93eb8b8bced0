"""Drawing histories of stored data with Hypothesis, and choosing the smallest that show each thing that can happen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from reference.codes import SUCCESS
from reference.state.order import Phase as OrderPhase
from reference.transition import Accepted
from vectors.case import CODE_BY_NUMBER
from vectors.histories.service_replay import play_service
from vectors.histories.service_script import Actor, Deed, Keeping, Moment, ServiceScript, ServiceStep, Slip

Shown = tuple[str, str]
"""A deed and its outcome."""

FIRST: dict[Keeping, tuple[Deed, ...]] = {
    Keeping.NOTHING: (Deed.COMMIT, Deed.CLAIM),
    Keeping.COMMITTED: (Deed.ACCEPT,),
    Keeping.DUE: (Deed.OPEN,),
    Keeping.PENDING: (Deed.ANSWER, Deed.MISS),
    Keeping.LAPSING: (Deed.MISS,),
}
"""What mostly comes first while the order is delivered, or after."""

AFTER: dict[Deed, tuple[Deed, ...]] = {
    Deed.OFFER: (Deed.ORDER,),
    Deed.ORDER: (Deed.FUND,),
    Deed.FUND: (Deed.BEGIN,),
    Deed.BEGIN: (Deed.COMMIT,),
    Deed.COMMIT: (Deed.ACCEPT,),
    Deed.ACCEPT: (Deed.OPEN,),
    Deed.OPEN: (Deed.ANSWER, Deed.MISS, Deed.MISS),
    Deed.ANSWER: (Deed.OPEN,),
    Deed.MISS: (Deed.OPEN, Deed.OPEN, Deed.PAY, Deed.CLOSE),
    Deed.PAY: (Deed.OPEN, Deed.CONFIRM),
    Deed.CLAIM: (Deed.CONTEST, Deed.CONTEST, Deed.CLOSE),
    Deed.CONTEST: (Deed.CLOSE,),
    Deed.CONFIRM: (Deed.SETTLE,),
    Deed.SETTLE: (Deed.CLOSE, Deed.MISS),
    Deed.CLOSE: (Deed.DROP, Deed.ANSWER, Deed.MISS),
    Deed.SUSPEND: (Deed.BEGIN, Deed.RESUME),
}
"""What mostly follows, where anything does."""

WHEN: dict[Deed, tuple[Moment, ...]] = {
    Deed.OPEN: (Moment.DUE, Moment.DUE, Moment.BEFORE_DUE),
    Deed.ANSWER: (Moment.FIRST_ANSWER, Moment.SECOND_ROUND, Moment.LAST_ANSWER, Moment.BEFORE_ANSWER),
    Deed.MISS: (Moment.OVER, Moment.OVER, Moment.LAST_ANSWER),
    Deed.CLOSE: (Moment.DEADLINE, Moment.DEADLINE, Moment.BEFORE_DEADLINE),
}
"""When it is mostly done, where its time is an edge."""

USUAL_SENDERS: dict[Deed, Actor] = {
    **dict.fromkeys((Deed.ORDER, Deed.FUND, Deed.CONTEST, Deed.ACCEPT, Deed.SUSPEND, Deed.RESUME), Actor.CONSUMER),
    **dict.fromkeys((Deed.OFFER, Deed.BEGIN, Deed.CLAIM, Deed.COMMIT, Deed.WITHDRAW, Deed.PAY), Actor.PROVIDER),
    **dict.fromkeys((Deed.SETTLE, Deed.CLOSE, Deed.CONFIRM, Deed.OPEN, Deed.ANSWER, Deed.MISS, Deed.DROP), Actor.STRANGER),
}
"""Who may do it, mostly."""

SLIPS: dict[Deed, tuple[Slip, ...]] = {
    **dict.fromkeys((Deed.COMMIT, Deed.OPEN, Deed.MISS, Deed.DROP), (Slip.OTHER_REPLICA,)),
    Deed.ACCEPT: (Slip.OTHER_REPLICA, Slip.OTHER_TERMS),
    Deed.ANSWER: (Slip.OTHER_REPLICA, Slip.STALE, Slip.SHORT),
    Deed.BEGIN: (Slip.OTHER_TERMS,),
    Deed.PAY: (Slip.STALE, Slip.OTHER_TERMS),
    Deed.CONFIRM: (Slip.STALE, Slip.OTHER_TERMS),
    Deed.CLAIM: (Slip.STALE,),
}
"""What may slip, of deeds of which anything may."""

MOST_STEPS = 7

PART = 50
"""How many histories are drawn from one seed."""


@st.composite
def service_scripts(draw: st.DrawFn) -> ServiceScript:
    """Histories of one order of stored data, from any phase on; most of what happens is in time and by the right one."""
    phase = draw(st.sampled_from([*[OrderPhase.DELIVERING] * 6, *OrderPhase]))
    keeping = draw(st.sampled_from([*Keeping, Keeping.PENDING]))
    likely = FIRST[keeping] if phase >= OrderPhase.DELIVERING else tuple(Deed)
    steps = []
    for _ in range(draw(st.integers(1, MOST_STEPS))):
        steps.append(_draw_step(draw, likely))
        likely = AFTER.get(steps[-1].deed, likely)
    return ServiceScript(phase, keeping, tuple(steps))


def service_happenings(script: ServiceScript) -> frozenset[Shown]:
    """What a history shows."""
    shown = set()
    for step, outcome in zip(script.steps, play_service(script).outcomes, strict=True):
        if isinstance(outcome, Accepted):
            (receipt,) = outcome.receipts
            shown.add((step.deed.value, "SUCCESS" if receipt.outcome == SUCCESS else CODE_BY_NUMBER[receipt.outcome].name))
    return frozenset(shown)


def draw_service_scripts(known: Sequence[ServiceScript], examples: int, said: Callable[[str], None]) -> list[ServiceScript]:
    """For each thing that is drawn and that no known script shows, the smallest that shows it, without whatever it can lose."""
    seen = {shown for script in known for shown in service_happenings(script)}
    pool = [(script, service_happenings(script)) for script in _pool(examples)]
    chosen: list[ServiceScript] = []
    for goal in sorted({shown for _, all_shown in pool for shown in all_shown}):
        if goal not in seen:
            smallest = thinned_service(min((script for script, shown in pool if goal in shown), key=lambda script: len(script.steps)), goal)
            said(" ".join(goal))
            chosen.append(smallest)
            seen |= service_happenings(smallest)
    return chosen


def thinned_service(script: ServiceScript, goal: Shown) -> ServiceScript:
    """The script without whatever it can lose and still show the goal."""
    for smaller in _smaller(script):
        if goal in service_happenings(smaller):
            return thinned_service(smaller, goal)
    return script


def _draw_step(draw: st.DrawFn, likely: tuple[Deed, ...]) -> ServiceStep:
    deed = draw(st.sampled_from(likely if draw(st.integers(0, 3)) else tuple(Deed)))
    moment = draw(st.sampled_from(WHEN.get(deed, (Moment.NEXT,)) if draw(st.integers(0, 4)) else tuple(Moment)))
    actor = USUAL_SENDERS[deed] if draw(st.integers(0, 3)) else draw(st.sampled_from(Actor))
    slip = Slip.NONE if draw(st.integers(0, 3)) else draw(st.sampled_from(SLIPS.get(deed, (Slip.NONE,))))
    return ServiceStep(moment, actor, deed, slip)


def _smaller(script: ServiceScript) -> Iterator[ServiceScript]:
    """The script with one step less, or with one that does not slip."""
    for place in range(len(script.steps) if len(script.steps) > 1 else 0):
        yield replace(script, steps=(*script.steps[:place], *script.steps[place + 1 :]))
    for place, step in enumerate(script.steps):
        if step.slip is not Slip.NONE:
            yield replace(script, steps=(*script.steps[:place], replace(step, slip=Slip.NONE), *script.steps[place + 1 :]))


def _pool(examples: int) -> list[ServiceScript]:
    """So many scripts at random, in parts each of which has a seed of its own: what one seed draws is much alike."""
    return [script for number, start in enumerate(range(0, examples, PART)) for script in _part(number, min(PART, examples - start))]


def _part(number: int, examples: int) -> list[ServiceScript]:
    drawn: list[ServiceScript] = []

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck), max_examples=examples, phases=[Phase.generate])
    @seed(number)
    @given(service_scripts())
    def collect(script: ServiceScript) -> None:
        drawn.append(script)

    collect()
    return drawn
