"""The hunt: exchanges are drawn, the reference and the target answer each, and every disagreement is made small and kept once.

It goes in turns, of one profile or another (`turns`). A turn ends with its number of exchanges, or with a disagreement of a kind not met before, which
Hypothesis then makes small by what was chosen for it: whatever was to be signed is signed again.
"""

import contextlib
import time
from collections.abc import Callable
from random import Random
from typing import Any
from unittest import SkipTest

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.database import InMemoryExampleDatabase, choices_to_bytes
from hypothesis.errors import Flaky

from conformance.fuzzing.calls import Calls
from conformance.fuzzing.chase import Chase, Disagreement
from conformance.fuzzing.corpus import add_to_corpus, read_corpus
from conformance.fuzzing.disagreement import Find, rules_of, signature_of
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.hunted import Hunted
from conformance.fuzzing.moved_histories import moved_histories
from conformance.fuzzing.moved_states import moved_states
from conformance.fuzzing.own_storage import own_storage
from conformance.fuzzing.plan import FuzzPlan
from conformance.fuzzing.profiles import FUZZED, KERNEL, SHARES, STRATEGIES
from conformance.fuzzing.reach import entered, rules_among
from conformance.fuzzing.sources import CallSource, DrawnSource, MovedSource, Source
from conformance.fuzzing.tape import Choice
from conformance.fuzzing.turns import TURN, Turns
from conformance.fuzzing.watched import Watched
from conformance.log import Phase as LogPhase
from conformance.plan import Plan
from conformance.results import Result, Run
from conformance.session import Session, Stop, described
from conformance.target import Target
from conformance.verdicts import ConformanceError, Fault, Verdict
from reference.contracts.running import make_room
from reference.parameters import PRESETS
from vectors.case import Case, Profile
from vectors.evaluate import evaluate
from vectors.json_text import Json
from vectors.mutation.mutant import forget_results

LENIENT: dict[str, Any] = {"suppress_health_check": list(HealthCheck), "report_multiple_bugs": False}

Observe = Callable[["Hunted"], None]
"""Told after each exchange what has been found so far."""

Listen = Callable[[Exchange, Json, frozenset[int]], None]
"""Told of each exchange after the target has answered it: what was asked, what the reference answers, and the identities of the code that it ran."""


class Enough(Exception):
    """The hunt has come to its end."""


class _Leave(BaseException):
    """Leaves Hypothesis at once, which lets it pass as it does an interruption; `reason` ends the hunt, None only the chase."""

    def __init__(self, reason: Exception | None) -> None:
        super().__init__()
        self.reason = reason


def hunt(target: Target, plan: FuzzPlan, observe: Observe = lambda _: None, listen: Listen = lambda *_: None) -> Hunted:
    """Fuzz a target. Raises `ConformanceError` where it cannot be reached at all or does not claim what is to be fuzzed, and nothing for what it does."""
    hunted = Hunted()
    began = time.monotonic()
    try:
        with own_storage():
            _Hunter(target, plan, hunted, observe, listen, began).go()
    except Fault as fault:
        hunted.stopped = f"the target did not introduce itself: {described(fault)}"
    except Stop as stop:
        hunted.stopped = str(stop)
    except Enough:
        pass
    except ConformanceError as error:
        if not hunted.examples:
            raise
        # The corpus cannot be added to, or the power not be cycled: what was found until then stays.
        hunted.stopped = str(error)
    except KeyboardInterrupt:
        hunted.interrupted = True
        hunted.stopped = "interrupted"
    finally:
        target.kill()
        hunted.seconds = time.monotonic() - began
    return hunted


class _Hunter:
    """One hunt."""

    def __init__(self, target: Target, plan: FuzzPlan, hunted: Hunted, observe: Observe, listen: Listen, began: float) -> None:
        self._plan = plan
        self._hunted = hunted
        self._observe = observe
        self._listen = listen
        self._began = began
        self._run = Run()
        self._sources: dict[str, Source] = {}
        self._watched = Watched()
        self._source: Source | None = None
        """Who is told of what the reference does, while it has its turn."""
        self._new = 0
        """How many exchanges of this turn have shown something new."""
        self._session = Session(self._run, target, Plan(seed=plan.seed if plan.reset_seed is None else plan.reset_seed, restarts=plan.restarts))

    def go(self) -> None:
        """Replay the corpus, then draw, until there is enough."""
        corpus = read_corpus(self._plan.corpus)
        self._session.start()
        self._hunted.hello = self._run.hello
        self._choose()
        for exchange in corpus:
            if exchange.profile() in self._hunted.profiles and exchange.preset in self._hunted.presets:
                self._hunted.replayed += 1
                self._replay(exchange)
        # What is new is told by what runs, which must not depend on what this process has done before.
        forget_results()
        turns = Turns(self._hunted.profiles, SHARES)
        while True:
            profile = turns.next()
            turns.tell(profile, *self._turn(profile))

    def _replay(self, exchange: Exchange) -> None:
        """Put an exchange of the corpus to both. It was not drawn, so that its blocks or batches are all of it that can be made fewer."""
        chase = Chase()
        with contextlib.suppress(Disagreement):
            self._attempt(exchange, chase)
        self._settle(chase)

    def _choose(self) -> None:
        """What is fuzzed: what is asked for, where the target claims it. Raises `ConformanceError`."""
        hello = self._run.hello
        assert hello is not None
        claimed = tuple(profile for profile in FUZZED if profile in hello.profiles)
        for profile in self._plan.profiles:
            if profile not in claimed:
                raise ConformanceError(f"the target does not claim the profile {profile}; ask for one that it claims: {', '.join(claimed) or 'it claims none'}")
        self._hunted.profiles = tuple(profile for profile in claimed if not self._plan.profiles or profile in self._plan.profiles)
        self._hunted.presets = tuple(sorted((preset for preset in hello.presets if preset in PRESETS), reverse=True))
        if not self._hunted.profiles or not self._hunted.presets:
            raise ConformanceError("the target claims no profile with a preset that could be fuzzed; correct what its hello claims")

    def _turn(self, profile: str) -> tuple[int, int, int]:
        """Some exchanges of one profile, or fewer where one disagrees in a new way: how many, what they cost, and how many showed something new."""
        if profile not in self._sources:
            self._sources[profile] = self._new_source(profile)
        source = self._sources[profile]
        count = TURN if self._plan.examples is None else min(TURN, self._plan.examples - self._hunted.examples)
        if count <= 0:
            raise Enough
        chase = Chase()
        tried = cost = self._new = 0
        self._source = source
        try:
            for _ in range(count):
                drawn = source.draw()
                tried += 1
                self._attempt(drawn, chase)
                cost += source.cost()
        except Disagreement:
            self._source = None
            choices = source.choices()
            if choices is not None and self._plan.shrinks:
                self._make_small(profile, choices, chase)
        finally:
            self._source = None
        self._settle(chase)
        return tried, cost, self._new

    def _new_source(self, profile: str) -> Source:
        if profile == KERNEL:
            return CallSource(Calls(self._plan.seed, self._hunted.presets, self._plan.rules))
        drawn = DrawnSource(STRATEGIES[profile](self._hunted.presets), Random(f"smartshare {profile} {self._plan.seed}"))
        if profile == Profile.WRITE_SETS.value:
            # A state alone is of no mode, and belongs to another profile.
            return drawn
        movers = [moving(self._plan.seed, profile, self._watched) for moving in (moved_histories, moved_states)]
        return MovedSource(drawn, movers, self._hunted.profiles)

    def _make_small(self, profile: str, choices: list[Choice], chase: Chase) -> None:
        """What was drawn with these choices, in the chase of what it has shown, as Hypothesis makes it small. Raises what ends the hunt."""
        # Hypothesis minds if a program is run that makes room on the stack while it draws.
        make_room()
        known = InMemoryExampleDatabase()
        # Among the secondary examples, which have not been made small yet.
        known.save(b"drawn.secondary", choices_to_bytes(choices))

        # In this order: a seed takes the database away.
        @settings(database=known, deadline=None, phases=(Phase.reuse, Phase.shrink), verbosity=Verbosity.quiet, print_blob=False, **LENIENT)
        @seed(self._plan.seed)
        @given(STRATEGIES[profile](self._hunted.presets))
        def attempt(exchange: Exchange) -> None:
            if not chase.goes_on():
                raise _Leave(None)
            try:
                self._attempt(exchange, chase)
            except (Enough, Stop, ConformanceError) as reason:
                raise _Leave(reason) from None

        attempt._hypothesis_internal_database_key = b"drawn"  # type: ignore[attr-defined]
        try:
            # A target that answers otherwise the second time makes Hypothesis complain of it in a way of its own, and an input that is too long for it
            # stays as it is.
            with contextlib.suppress(Disagreement, Flaky, SkipTest):
                attempt()
        except _Leave as leave:
            if leave.reason is not None:
                self._keep(chase)
                raise leave.reason from None
        except KeyboardInterrupt:
            self._keep(chase)
            raise

    def _attempt(self, exchange: Exchange, chase: Chase) -> None:
        """Put one exchange to both. Raises `Disagreement` for what is chased, or is new where nothing is chased yet, and `Enough`."""
        hunted = self._hunted
        if self._is_late():
            raise Enough
        codes: set[int] = set()
        learns = self._source if chase.signature is None else None
        try:
            with entered(codes) if learns is None else learns.watch(codes):
                outcome = evaluate(exchange.kind.value, exchange.preset, exchange.input)
        except Exception:  # Arguments that no caller of the rule may give: what follows from them is not defined.
            hunted.undefined += 1
            hunted.examples += chase.signature is None
            return
        case = exchange.case(rules_of(exchange, outcome), "", outcome)
        if chase.signature is None:
            hunted.examples += 1
            is_new = hunted.reach.add(frozenset(rules_among(codes)), case)
            if is_new and self._plan.corpus is not None:
                add_to_corpus(self._plan.corpus, exchange)
            if learns is not None:
                self._new += learns.learn(is_new)
        else:
            hunted.tries += 1
        result = self._put(case)
        self._observe(hunted)
        self._listen(exchange, outcome, frozenset(codes))
        signature = signature_of(exchange, result)
        hunted.unsupported += result.verdict is Verdict.UNSUPPORTED
        if signature is None:
            return
        if chase.signature is None:
            if signature in hunted.finds:
                hunted.finds[signature].times += 1
                return
            chase.begin(signature, hunted.examples, time.monotonic() - self._began, result.verdict)
        if signature == chase.signature:
            chase.offer(exchange, result)
            raise Disagreement

    def _settle(self, chase: Chase) -> None:
        """Keep what was chased, after the target, started afresh, was asked once more. Raises `Enough` and `Stop`."""
        try:
            for smaller in chase.smaller() if self._plan.shrinks else ():
                with contextlib.suppress(Disagreement):
                    self._attempt(smaller, chase)
        finally:
            find = self._keep(chase)
        if find is None or chase.exchange is None:
            return
        self._session.power_reset(find.result.case)
        find.steady = signature_of(chase.exchange, self._put(find.result.case)) == find.signature
        self._observe(self._hunted)
        if len(self._hunted.finds) >= self._plan.max_finds:
            raise Enough

    def _keep(self, chase: Chase) -> Find | None:
        """The find of a chase, which is counted among the finds from now on."""
        find = chase.find(self._plan.seed)
        if find is not None:
            self._hunted.finds[find.signature] = find
        return find

    def _put(self, case: Case) -> Result:
        """The result of a case on the target, which is started again where it has to be. Raises `Stop`."""
        self._session.ready()
        result = self._session.put(case, LogPhase.RUN)
        # What a case meets is not asked of it here, and the list would grow for as long as the target lives.
        self._session.company.clear()
        self._hunted.restarts = self._run.restarts
        return result

    def _is_late(self) -> bool:
        return self._plan.seconds is not None and time.monotonic() - self._began >= self._plan.seconds
