"""What a block's header must say before anything in the block is looked at."""

from reference.codes import Code, Reject
from reference.numbers import Hash, Version
from reference.rules import kernel
from reference.state.state import Head
from reference.wire.block import Header

MODE_ALL = 0
"""Every node executes every contract call. The only verification mode while there are no contracts."""

NO_REVEAL = bytes(32)
"""What a header reveals while no agent has committed to anything."""


@kernel("BLOCK-2")
def check_header(header: Header, head: Head, chain: Hash, version: Version, no_votes: Hash) -> None:
    """Check a header against the head of the chain that it extends.

    Rejects with `VERSION_UNKNOWN`, `WRONG_CHAIN`, `PARENT_MISMATCH`, `HEIGHT_MISMATCH`, `SLOT_NOT_ABOVE`,
    `MODE_UNSUPPORTED`, `REVEAL_UNEXPECTED`, `VOTES_UNEXPECTED`, in this order. `no_votes` is the root of the empty
    list (rule WIRE-4): the only commitment to finality votes while nobody votes.
    """
    if header.version != version:
        raise Reject(Code.VERSION_UNKNOWN)
    if header.chain != chain:
        raise Reject(Code.WRONG_CHAIN)
    if header.parent != head.hash:
        raise Reject(Code.PARENT_MISMATCH)
    if header.height == 0 or header.height - 1 != head.height:  # Not head.height + 1, which needs a 65th bit.
        raise Reject(Code.HEIGHT_MISMATCH)
    if header.slot <= head.slot:
        raise Reject(Code.SLOT_NOT_ABOVE)
    if header.mode != MODE_ALL:
        raise Reject(Code.MODE_UNSUPPORTED)
    if header.reveal != NO_REVEAL:
        raise Reject(Code.REVEAL_UNEXPECTED)
    if header.votes_root != no_votes:
        raise Reject(Code.VOTES_UNEXPECTED)
