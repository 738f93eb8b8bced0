"""What the harness says of a case, and the fault that ends an exchange early."""

from enum import Enum, unique


@unique
class Verdict(Enum):
    """The verdict on one case. Only `PASS` is a pass: silence, refusal and interruption are not."""

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

    NOT_RUN = "not-run"
    """The case is claimed but was not reached: the run was interrupted, or the target could not be started again."""

    NOT_CLAIMED = "not-claimed"
    """The target does not claim the case's profile or preset, so the case was not run. It counts neither way."""


FAULTS = frozenset({Verdict.TIMEOUT, Verdict.CRASH, Verdict.PROTOCOL_ERROR})
"""The verdicts after which a target's process is in an unknown state, so it is killed and started again."""


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
