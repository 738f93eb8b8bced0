"""A signer's watermark: all that an agent has to remember so that it never signs two votes that contradict each other."""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.numbers import Epoch
from reference.rules import kernel


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far an agent's votes reach. It is kept before the vote is sent, and is never lowered."""

    source: Epoch
    """The epoch of its last vote's source; 0 where it has signed none."""

    target: Epoch
    """The epoch of its last vote's target; 0 where it has signed none."""


@kernel("FINALITY-6")
def raise_watermark(watermark: Watermark, source: Epoch, target: Epoch) -> Watermark:
    """The watermark of an agent that signs a vote from a `source` epoch to a `target` epoch.

    Rejects with `LINK_BACKWARDS`, `SOURCE_BELOW_WATERMARK`, `TARGET_NOT_ABOVE_WATERMARK`, in this order: the agent then
    signs nothing. Two numbers suffice, whatever the agent has signed and on however many chains.
    """
    if target <= source:
        raise Reject(Code.LINK_BACKWARDS)
    if source < watermark.source:
        raise Reject(Code.SOURCE_BELOW_WATERMARK)
    if target <= watermark.target:
        raise Reject(Code.TARGET_NOT_ABOVE_WATERMARK)
    return Watermark(source=source, target=target)
