"""A campaign: one hunt as many parts, which any number of workers do in any order, and one result.

The parts are determined by the campaign's seed alone: the first ones try the corpus again, each of the others draws from a seed of its own. What
they find is merged in their order, so that the result is the same however many workers there were, and whichever of them died.
"""

import hashlib
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from conformance.fuzzing.corpus import add_to_corpus, read_corpus
from conformance.fuzzing.disagreement import Find, rules_of
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.hunt import hunt
from conformance.fuzzing.hunted import Hunted
from conformance.fuzzing.plan import FuzzPlan
from conformance.fuzzing.profiles import FUZZED
from conformance.fuzzing.reach import Reach, traced
from conformance.order import SEEDS
from conformance.target import Target
from conformance.verdicts import ConformanceError
from vectors.evaluate import evaluate
from vectors.json_text import members
from vectors.work import Workers

PART_EXAMPLES = 500 * len(FUZZED)
"""How many inputs a part draws: five hundred for each profile. A part begins with nothing but its seed, and has to learn before it finds."""

PART_RULES = 50
"""Of how many rules the calls of a part are: of all there would be one of each, from which nothing could be learnt."""


@dataclass(frozen=True, slots=True)
class TargetSettings:
    """A target as the command line names it; each worker starts its own."""

    command: str
    encoding: str
    timeout: float
    power_cycle: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one worker does at a time."""

    target: TargetSettings
    plan: FuzzPlan
    """Its own seed, and how many inputs; its corpus is a folder of the worker's."""
    replayed: tuple[Exchange, ...] = ()
    """Inputs of the corpus that it tries, instead of drawing."""
    keeps: bool = False
    """Whether what reaches something new is wanted."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a part has found."""

    hunted: Hunted
    kept: tuple[Exchange, ...] = field(default=())
    """The inputs that reached something that none before them in this part did."""


def part_seed(seed: int, number: int) -> int:
    """The seed of a part."""
    return int(hashlib.sha256(f"smartshare campaign {seed} {number}".encode()).hexdigest(), 16) % SEEDS


def parts(target: TargetSettings, plan: FuzzPlan, corpus: list[Exchange], began: float) -> Iterator[Part]:
    """The parts of a campaign, as long as it goes on: to the number of inputs, or to the end of its time."""
    keeps, number, left = plan.corpus is not None, 0, plan.examples

    def own(count: int) -> FuzzPlan:
        seconds = None if plan.seconds is None else max(0.0, plan.seconds - (time.monotonic() - began))
        return replace(plan, seed=part_seed(plan.seed, number), reset_seed=plan.seed, rules=PART_RULES, examples=count, seconds=seconds, corpus=None)

    for start in range(0, len(corpus), PART_EXAMPLES):
        some = tuple(corpus[start : start + PART_EXAMPLES])[:left]
        if some:
            yield Part(target, own(len(some)), some)
            number += 1
            left = None if left is None else left - len(some)
    while (left is None or left > 0) and (plan.seconds is None or time.monotonic() - began < plan.seconds):
        count = PART_EXAMPLES if left is None else min(PART_EXAMPLES, left)
        yield Part(target, own(count), keeps=keeps)
        number += 1
        left = None if left is None else left - count


def hunt_part(part: Part) -> Found:
    """Do one part. Raises `ConformanceError` as a hunt does."""
    target = Target.connect(part.target.command, part.target.encoding, part.target.timeout, part.target.power_cycle)
    if not part.replayed and not part.keeps:
        return Found(hunt(target, part.plan))
    with tempfile.TemporaryDirectory(prefix="smartshare-corpus-") as folder:
        corpus = Path(folder)
        for exchange in part.replayed:
            add_to_corpus(corpus, exchange)
        hunted = hunt(target, replace(part.plan, corpus=corpus))
        return Found(hunted, tuple(read_corpus(corpus)))


def campaign(target: TargetSettings, plan: FuzzPlan, workers: Workers) -> Hunted:
    """Fuzz a target with all workers. Raises `ConformanceError` as a hunt does, but not for what ends it after a part was done: that is kept."""
    began = time.monotonic()
    found: dict[int, Found] = {}
    stopped, interrupted = "", False
    corpus = read_corpus(plan.corpus)
    try:
        for place, one in workers(hunt_part, parts(target, plan, corpus, began)):
            found[place] = one
    except ConformanceError as error:
        if not found:
            raise
        stopped = str(error)
    except KeyboardInterrupt:
        stopped, interrupted = "interrupted", True
    hunted = merged(found)
    hunted.stopped, hunted.interrupted = stopped or hunted.stopped, interrupted
    hunted.seconds = time.monotonic() - began
    if plan.corpus is not None:
        _extend(plan.corpus, corpus, [exchange for place in sorted(found) for exchange in found[place].kept])
    return hunted


def merged(found: Mapping[int, Found]) -> Hunted:
    """One result of many, by their order: of each disagreement the least exchange, and the sums of what was counted."""
    whole = Hunted()
    for place in sorted(found):
        one = found[place].hunted
        whole.hello, whole.profiles, whole.presets = whole.hello or one.hello, whole.profiles or one.profiles, whole.presets or one.presets
        for signature, find in one.finds.items():
            later = replace(find, example=whole.examples + find.example)
            whole.finds[signature] = _least(whole.finds[signature], later) if signature in whole.finds else later
        whole.examples += one.examples
        whole.replayed += one.replayed
        whole.unsupported += one.unsupported
        whole.undefined += one.undefined
        whole.tries += one.tries
        whole.restarts += one.restarts
        whole.reach.merge(one.reach)
        whole.stopped = whole.stopped or one.stopped
    return whole


def _least(first: Find, other: Find) -> Find:
    """Two finds of one disagreement as one: seen when the first was, shown as the smaller shows it."""
    smaller = min((first, other), key=lambda find: _exchange(find).weight())
    return replace(smaller, example=first.example, seconds=first.seconds, tries=first.tries + other.tries, times=first.times + other.times)


def _exchange(find: Find) -> Exchange:
    case = find.result.case
    return Exchange(case.kind, case.preset, members(case.input))


def _extend(folder: Path, corpus: list[Exchange], kept: list[Exchange]) -> None:
    """Add to the corpus what reaches a combination of a rule and an outcome that nothing in it does: each part has looked at itself only."""
    reach = Reach()
    seen = {exchange.weight() for exchange in corpus}
    for exchange in (*corpus, *kept):
        reached: set[str] = set()
        with traced(reached):
            outcome = evaluate(exchange.kind.value, exchange.preset, exchange.input)
        is_new = reach.add(frozenset(reached), exchange.case(rules_of(exchange, outcome), "", outcome))
        if is_new and exchange.weight() not in seen:
            add_to_corpus(folder, exchange)
            seen.add(exchange.weight())
