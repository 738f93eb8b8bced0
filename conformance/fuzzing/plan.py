"""What a hunt is to do, decided before it starts."""

from dataclasses import dataclass
from pathlib import Path

from conformance.limits import DEFAULT_RESTARTS


@dataclass(frozen=True, slots=True)
class FuzzPlan:
    """The settings of a hunt. With `examples` and without `seconds` it is the same each time."""

    seed: int = 0
    """What everything that is drawn comes from."""
    seconds: float | None = None
    """After how long no further input is tried."""
    examples: int | None = None
    """How many inputs are tried, those that make a find small not counted."""
    profiles: tuple[str, ...] = ()
    """Which of the profiles that the target claims; none for all of them."""
    corpus: Path | None = None
    """Where inputs that reach something new are kept."""
    restarts: int = DEFAULT_RESTARTS
    """How often the target is started again after faults."""
    max_finds: int = 100
    """After how many different finds enough is known."""
    shrinks: bool = True
    """Whether finds are made small."""
    rules: int | None = None
    """Of how many rules the calls of the profile `kernel` are at most, which the seed chooses; of all where it is not set."""
    reset_seed: int | None = None
    """What each reset injects is drawn from, where it is not the seed: the parts of a campaign have the campaign's."""
