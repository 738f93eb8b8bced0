"""What the transactions of jobs ask for."""

from dataclasses import dataclass
from typing import Annotated, Any

from reference.numbers import AccountId, Hash, Length
from reference.wire.listing_bodies import Wait

MAX_JOB = 9
"""The most orders of a job."""

JobOrders = Annotated[tuple[Hash, ...], Length(3, MAX_JOB)]
"""The orders of a job."""


@dataclass(frozen=True, slots=True)
class JobOpen:
    """Kind 79: the sender, the consumer of several orders, has their providers compute the same."""

    task: Hash
    """Of what says what is computed: the program, what runs it, and the input."""

    orders: JobOrders
    """The orders."""

    commit_slots: Wait
    """How long the providers have to commit to a result."""

    reveal_slots: Wait
    """How long they then have to reveal it."""


@dataclass(frozen=True, slots=True)
class ResultCommit:
    """Kind 80: the sender, an order's provider, commits to its result."""

    order: Hash
    """The order."""

    commitment: Hash
    """A hash over the order, the hash of the result, and a secret."""


@dataclass(frozen=True, slots=True)
class ResultReveal:
    """Kind 81: the sender, an order's provider, reveals what it has committed to."""

    order: Hash
    """The order."""

    result: Hash
    """The hash of the result."""

    salt: Hash
    """The secret."""


@dataclass(frozen=True, slots=True)
class JobDecide:
    """Kind 82: anybody has a job decided of whose results nothing more can be said."""

    consumer: AccountId
    """Who has opened the job."""

    task: Hash
    """What is computed."""

    orders: JobOrders
    """The orders of the job, in their order."""


ComputeBody = JobOpen | ResultCommit | ResultReveal | JobDecide
"""What a transaction of jobs asks for."""

COMPUTE_KINDS: dict[type[Any], int] = {JobOpen: 79, ResultCommit: 80, ResultReveal: 81, JobDecide: 82}
"""The kind of each body."""
