"""What the harness says of a case, and the fault that ends an exchange early."""

from enum import Enum, unique


@unique
class Verdict(Enum):
    """The verdict on one case. Only `PASS` is a pass: silence, refusal, luck and interruption are not."""

    PASS = "pass"
    """The target answered exactly the expected outcome, and nothing else, and was reset afterwards."""

    FAIL = "fail"
    """The target answered an outcome that differs from the expected one, or said `error`."""

    UNSUPPORTED = "unsupported"
    """The target said `unsupported`, or cannot read so long a request, although it claims the case's profile."""

    TIMEOUT = "timeout"
    """The target did not answer in time. It was killed, so that its late answer cannot be taken for another case's."""

    CRASH = "crash"
    """The target's process ended before it had answered."""

    PROTOCOL_ERROR = "protocol-error"
    """The target wrote something else than the one line that answers the request, or closed one of its pipes."""

    FLAKY = "flaky"
    """The target answered differently when the case was run again. Never a pass: neither answer says what the third will be."""

    EXPECTED_FAIL = "expected-fail"
    """The case failed in the way that the expectations foresee. Neither a pass nor a failure of the run."""

    UNEXPECTED_PASS = "unexpected-pass"
    """The case passed although the expectations foresee that it does not. They are out of date, and the run fails until they are not."""

    NOT_RUN = "not-run"
    """The case is claimed but was not reached: the run was interrupted, or the target could not be started again."""

    LEFT_OUT = "left-out"
    """The case is claimed, and did not fit into the time budget that the run was given. It counts neither way, and is counted."""

    NOT_CLAIMED = "not-claimed"
    """The target does not claim the case's profile or preset, so the case was not run. It counts neither way."""


FAULTS = frozenset({Verdict.TIMEOUT, Verdict.CRASH, Verdict.PROTOCOL_ERROR})
"""The verdicts after which a target's process is in an unknown state, so it is killed and started again."""

FAILURES = FAULTS | {Verdict.FAIL, Verdict.UNSUPPORTED}
"""What a single answer can be, other than a pass; what expectations may foresee."""

UNASKED = frozenset({Verdict.LEFT_OUT, Verdict.NOT_CLAIMED})
"""The verdicts on cases that nobody wanted to be run: they say nothing of the target."""

ACCEPTED = UNASKED | {Verdict.PASS, Verdict.EXPECTED_FAIL}
"""The verdicts that a run which passes may hold."""


class Fault(Exception):
    """The target broke off or broke the protocol: `verdict` is one of `FAULTS`, `reason` what happened, `stderr` the last that it wrote there."""

    def __init__(self, verdict: Verdict, reason: str, stderr: str = "") -> None:
        """Keep the three apart, for the report shows them apart."""
        super().__init__(reason)
        self.verdict = verdict
        self.reason = reason
        self.stderr = stderr


class ConformanceError(Exception):
    """The run cannot take place; the text is one line that says what is wrong and what to do."""
