"""What a run has at hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reference.contracts.host import Host
from reference.contracts.meter import Meter
from reference.contracts.prices import OBJECT_MEMORY, Price, Segment, segments
from reference.contracts.syntax import Block
from reference.contracts.values import Value

SNAPSHOT_MEMORY = 32
"""What each key of a table takes while a loop goes over them, or each entry that is sorted."""


@dataclass(slots=True)
class Machine:
    """A run: what it may still use, and who answers for the chain."""

    meter: Meter
    host: Host
    known: dict[tuple[int, Price], tuple[Segment, ...]] = field(default_factory=dict)
    """The segments of the blocks that were executed, by the block and what coming into it costs."""

    def segments_of(self, block: Block, entry: Price) -> tuple[Segment, ...]:
        """A block's segments, which are the same each time."""
        key = id(block), entry
        if key not in self.known:
            self.known[key] = segments(block, entry)
        return self.known[key]


def at(values: Sequence[Value], place: int) -> Value:
    """The value at a place of a list, counted from 0; nil beyond its end."""
    return values[place] if place < len(values) else None


def ordering_price(count: int) -> Price:
    """What bringing so many values into order costs, beside the comparisons that the program makes itself."""
    return Price(count * (count.bit_length() + 1), OBJECT_MEMORY + SNAPSHOT_MEMORY * count)
