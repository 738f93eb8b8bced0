"""The commitment to a list: one hash from which each entry can be shown to be in the list, with few others."""

from collections.abc import Sequence
from hashlib import sha256

from reference.numbers import Hash
from reference.rules import procedure
from reference.wire.hashing import Tag, tagged_hash

EMPTY_LIST_ROOT: Hash = tagged_hash(Tag.LIST_EMPTY, b"")
"""The root of the list of nothing."""

_LEAF = Tag.LIST_LEAF.prefix
_NODE = Tag.LIST_NODE.prefix


@procedure("WIRE-4")
def list_root(entries: Sequence[bytes]) -> Hash:
    """The root of the Merkle tree over entries in their order; the tree's shape is RFC 9162's, section 2.1.1.

    Neighbours are joined level by level; the last node of an odd level moves up unchanged. It is not joined with
    itself, as some chains do, where two different lists then have one root.
    """
    if not entries:
        return EMPTY_LIST_ROOT
    # Each hash is `tagged_hash` without a call for every entry, because a block has four of them for each transaction.
    level = [sha256(_LEAF + entry).digest() for entry in entries]
    while len(level) > 1:
        joined = [sha256(_NODE + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
        level = joined + level[2 * len(joined) :]
    return level[0]
