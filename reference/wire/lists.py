"""The commitment to a list: one hash from which each entry can be proved with few others."""

from collections.abc import Sequence

from reference.numbers import Hash
from reference.rules import procedure
from reference.wire.hashing import Tag, tagged_hash

EMPTY_LIST_ROOT: Hash = tagged_hash(Tag.LIST_EMPTY, b"")
"""The root of the list of nothing."""


@procedure("WIRE-4")
def list_root(entries: Sequence[bytes]) -> Hash:
    """The root of the Merkle tree over entries in their order; the tree's shape is RFC 9162's, section 2.1.1.

    Neighbours are joined level by level; the last node of an odd level moves up unchanged. It is not joined with
    itself, as some chains do, where two different lists then have one root.
    """
    if not entries:
        return EMPTY_LIST_ROOT
    level = [tagged_hash(Tag.LIST_LEAF, entry) for entry in entries]
    while len(level) > 1:
        joined = [tagged_hash(Tag.LIST_NODE, left + right) for left, right in zip(level[::2], level[1::2], strict=False)]
        level = joined + level[2 * len(joined) :]
    return level[0]
