"""What a hunt has found, and how much it has tried for it."""

from dataclasses import dataclass, field

from conformance.fuzzing.disagreement import Find, Signature
from conformance.fuzzing.reach import Reach
from conformance.messages import Hello


@dataclass(slots=True)
class Hunted:
    """What a hunt has found so far. It is filled as the hunt goes on, so that an interrupted one leaves what it has."""

    hello: Hello | None = None
    profiles: tuple[str, ...] = ()
    """Those that are fuzzed."""
    presets: tuple[str, ...] = ()
    examples: int = 0
    """Exchanges tried, those that made a find small not counted."""
    replayed: int = 0
    """Of them, those that came from the corpus."""
    unsupported: int = 0
    """Exchanges that the target said it does not support, or cannot read; they show nothing."""
    undefined: int = 0
    """Inputs drawn that the rules say nothing about, and that no target was asked."""
    tries: int = 0
    restarts: int = 0
    finds: dict[Signature, Find] = field(default_factory=dict)
    reach: Reach = field(default_factory=Reach)
    stopped: str = ""
    """Why the hunt ended early; empty where it did not."""
    interrupted: bool = False
    seconds: float = 0.0
