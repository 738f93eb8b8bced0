"""What a run is to do, decided before it starts; with the suite and the target it determines every request."""

from dataclasses import dataclass

from conformance.limits import DEFAULT_RESTARTS
from conformance.order import Order


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of a run."""

    order: Order = Order.LISTED
    seed: int = 0
    """What the order, the samples and what each reset injects are drawn from."""
    power_every: int = 0
    """After how many cases the target is started afresh; 0 for never."""
    recheck: int = 0
    """How many cases that passed are run again alone; where it is not 0, so are those that failed."""
    probe: int = 0
    """How many cases of each profile and preset that is not claimed are tried."""
    restarts: int = DEFAULT_RESTARTS
    """How often the target is started again after faults."""
    run_timeout: float | None = None
    """Seconds after which no further case is begun, and the run is unfinished; None for no limit."""
    time_budget: float | None = None
    """Seconds that the run may take: what does not fit is left out. None for all the time that it takes."""

    @property
    def time_option(self) -> str:
        """The option by which the run's time is limited first."""
        limits = {"--run-timeout": self.run_timeout, "--time-budget": self.time_budget}
        return min((name for name, limit in limits.items() if limit is not None), key=lambda name: limits[name] or 0, default="no limit")


DEFAULT_PLAN = Plan()
"""In the suite's order, each case once."""
