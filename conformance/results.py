"""What a run finds: a result for each case, and what it notes beside them."""

from dataclasses import dataclass, field

from conformance.byte_difference import ByteDifference, byte_difference
from conformance.judgement import Difference, cut, differences, listed, shown
from conformance.messages import Error, Hello, Outcome, Unsupported
from conformance.verdicts import ACCEPTED, Verdict
from vectors.case import Case, profile_of
from vectors.suite import Suite


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on one case. Everything in it is bounded, however much the target sent."""

    case: Case
    verdict: Verdict
    seconds: float = 0.0
    """From the request to the judgement, the reset included."""
    reason: str = ""
    """Why it is not a pass, in a sentence; empty for a pass."""
    differences: tuple[Difference, ...] = ()
    got: str = ""
    """The outcome that was judged wrong, as shortened JSON."""
    stderr: str = ""
    """After a fault: the last that the target wrote to its standard error."""
    observed: Verdict | None = None
    """What was seen at first, where the verdict says more than that: what was foreseen, or came and went."""
    foreseen: str = ""
    """Which expectation is about the case, where one is."""
    is_resumed: bool = False
    """Whether the device started again by itself in the middle, and the case was asked once more."""
    bytes_differ: ByteDifference | None = None
    """Where the outcome holds other bytes than the expected one, the first place where it does."""
    leaked_from: tuple[str, ...] = ()
    """The cases after which this one fails although it passes alone, in the order in which they ran."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What a target made of a sample of what it does not claim."""

    profile: str
    preset: str
    asked: int = 0
    right: int = 0
    faults: int = 0
    is_surplus: bool = False
    """Whether it answered so much of the sample right that the claim looks too narrow."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """What the target signed of the run, as it was checked."""

    run: bytes
    """The run's identifier."""
    results: bytes
    """SHA-256 of the verdicts."""
    attestation: bytes
    """What the chip says (rule ATTEST-2), in its envelope."""


@dataclass(slots=True)
class Run:
    """What a run has found so far. It is filled as the run goes on, so that an interrupted one leaves what it has."""

    results: list[Result] = field(default_factory=list)
    hello: Hello | None = None
    restarts: int = 0
    power_resets: int = 0
    """How often the target was started afresh without a fault: between cases, and before a case that runs alone."""
    rechecked: int = 0
    """How many cases were run a second time, alone."""
    probes: tuple[Probe, ...] = ()
    notes: list[str] = field(default_factory=list)
    """What is worth knowing and fails nothing, each in a line."""
    complaints: list[str] = field(default_factory=list)
    """What fails the run beside the cases, each in a line: expectations that are out of date."""
    stopped: str = ""
    """Why the run ended before its last case; empty where it did not."""
    interrupted: bool = False
    seconds: float = 0.0
    unknown_claims: tuple[str, ...] = ()
    """What the target claims and the suite does not have."""
    attestation: Attestation | None = None
    """What the target signed of it, where it has."""

    def count(self, verdict: Verdict) -> int:
        """How many cases have this verdict."""
        return sum(result.verdict is verdict for result in self.results)

    @property
    def passed(self) -> bool:
        """Whether every claimed case passed or failed as foreseen, at least one passed, and nothing else speaks against it."""
        verdicts = {result.verdict for result in self.results}
        return not (self.stopped or self.unknown_claims or self.complaints) and Verdict.PASS in verdicts and verdicts <= ACCEPTED


def judged(case: Case, answer: Outcome | Unsupported | Error, seconds: float, *, resumed: bool = False) -> Result:
    """The result of an answer."""
    if isinstance(answer, Outcome):
        found = differences(case.expect, answer.value)
        if not found:
            return Result(case, Verdict.PASS, seconds, is_resumed=resumed)
        reason, place = "the outcome is not the expected one", byte_difference(case.expect, answer.value)
        return Result(case, Verdict.FAIL, seconds, reason, listed(found), shown(answer.value), is_resumed=resumed, bytes_differ=place)
    if isinstance(answer, Unsupported):
        return Result(case, Verdict.UNSUPPORTED, seconds, f"it said unsupported, though it claims this profile: {cut(answer.reason)}", is_resumed=resumed)
    return Result(case, Verdict.FAIL, seconds, f"it said error: {cut(answer.text)}", is_resumed=resumed)


def is_claimed(case: Case, hello: Hello) -> bool:
    """Whether a target claims both what a case is about and what it is played under."""
    return profile_of(case).value in hello.profiles and case.preset in hello.presets


def not_claimed_result(case: Case) -> Result:
    """The result of a case that is not claimed."""
    return Result(case, Verdict.NOT_CLAIMED, reason=f"the target does not claim the profile {profile_of(case).value} with the preset {case.preset}")


def left_out_result(case: Case, seconds: float) -> Result:
    """The result of a case that did not fit into so many seconds."""
    return Result(case, Verdict.LEFT_OUT, reason=f"it did not fit into the time budget of {seconds:g} s")


def not_reached(run: Run, case: Case) -> Result:
    """The result of a case that has none when the run is over."""
    claimed = run.hello is None or is_claimed(case, run.hello)
    return Result(case, Verdict.NOT_RUN, reason=run.stopped) if claimed else not_claimed_result(case)


def unknown_claims(suite: Suite, hello: Hello) -> tuple[str, ...]:
    """What the target claims and the suite has no case of: a claim that nobody tests must not look like one that held.

    Vectors that fuzzing found say that they are a part, and test what they test.
    """
    if suite.manifest.get("part") is True:
        return ()
    profiles = {file.profile.value for file in suite.files if file.cases}
    presets = {case.preset for case in suite}
    return (*(f"profile {name}" for name in hello.profiles if name not in profiles), *(f"preset {name}" for name in hello.presets if name not in presets))
