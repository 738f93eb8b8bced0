"""Jobs: one computation, ordered of several providers, whose results are compared."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from reference.numbers import Hash, Range, Slot
from reference.wire.compute_bodies import MAX_JOB

JobSize = Annotated[int, Range(0, MAX_JOB)]
"""How many orders of a job."""


class ResultStage(IntEnum):
    """How far the result of an order is."""

    NONE = 0
    """The order is of no job."""
    AWAITED = 1
    """The provider has not committed to any."""
    COMMITTED = 2
    """It has, and nobody knows to which."""
    REVEALED = 3
    """Everybody knows."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the provider of an order has said of the result of the order's job."""

    stage: ResultStage
    """How far it is."""

    job: Hash
    """The job."""

    value: Hash
    """The commitment, and once it is revealed the hash of the result; 32 zero bytes before."""


NO_RESULT = Result(stage=ResultStage.NONE, job=bytes(32), value=bytes(32))
"""What a lookup of the result of an order of no job yields."""


@dataclass(frozen=True, slots=True)
class Job:
    """A computation that several providers do. One without orders does not exist, and is not stored."""

    size: JobSize
    """How many orders it has."""

    committed: JobSize
    """How many of their providers have committed to a result."""

    revealed: JobSize
    """How many have revealed it."""

    commit_until: Slot
    """The first slot in which no provider may commit any more."""

    reveal_until: Slot
    """The first slot in which none may reveal any more."""


NO_JOB = Job(size=0, committed=0, revealed=0, commit_until=0, reveal_until=0)
"""What a lookup of a job that does not exist yields."""
