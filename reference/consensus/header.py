"""What a block's header must say before anything in the block is looked at."""

from reference.codes import Code, Reject
from reference.numbers import Hash, Version
from reference.rules import kernel
from reference.state.state import Head
from reference.wire.block import Header


@kernel("BLOCK-2")
def check_header(header: Header, head: Head, chain: Hash, version: Version) -> None:
    """Check a header against the head of the chain that it extends; `version` is the one that the chain follows in the header's slot.

    Rejects with `VERSION_UNKNOWN`, `WRONG_CHAIN`, `PARENT_MISMATCH`, `HEIGHT_MISMATCH`, `SLOT_NOT_ABOVE`, in this order.
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
