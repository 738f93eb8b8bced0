"""Finality: checkpoints, and the votes for the latest ones."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import Epoch, EraNumber, Hash, Length

SeatSet = Annotated[bytes, Length(0, 125)]
"""Some of the seats of a set of agents, one bit each (rule FINALITY-7); empty where the set has no say."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The last block before an epoch, together with the epoch: one block may stand before several empty epochs."""

    epoch: Epoch
    """The epoch."""

    hash: Hash
    """The block's hash."""


@dataclass(frozen=True, slots=True)
class Target:
    """A checkpoint that votes are counted for. On one chain it has one source: the highest justified checkpoint when its epoch began."""

    checkpoint: Checkpoint
    """The checkpoint itself."""

    source: Checkpoint
    """The justified checkpoint that its votes come from; itself, where it is justified without votes."""

    era: EraNumber
    """The set whose quorum it needs: that of its epoch."""

    joint: bool
    """Whether it needs a quorum of the set before as well."""

    voters: SeatSet
    """Who of the set has voted."""

    former_voters: SeatSet
    """Who of the set before has voted; empty where its votes are not needed."""


@dataclass(frozen=True, slots=True)
class Finality:
    """What is justified and final on a chain."""

    justified: Checkpoint
    """The highest justified checkpoint."""

    finalised: Checkpoint
    """The highest finalised checkpoint."""

    current: Target
    """The checkpoint of the epoch of the last block."""

    previous: Target
    """The checkpoint before it, for which votes are still counted."""
