"""The state commitment: a compressed binary Merkle trie over 256-bit paths.

Every record has a path, and the trie branches on the path's bits, the most significant first. Where a subtree
holds one record only, that record's leaf stands for the whole subtree, so the trie is about as deep as the
logarithm of the number of records, and 256 branches deep at the very most.

`naive_root` is the definition. `update` keeps a trie in memory and hashes only what a block has touched. Tries are
values: an update shares all that it leaves alone with the trie that it came from, which remains what it was.

A trie in memory is the smallest thing that serves, for a chain has millions of records: nothing (`EMPTY`) for
no record; the 64 bytes that its hash is taken of for a leaf, which is hashed when its branch is; a tuple of the
branch's hash, its left and its right trie for a branch. Only this module looks inside; others use its functions.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Annotated

from reference.numbers import Hash, Range
from reference.rules import procedure
from reference.wire.hashing import Tag

PATH_BITS = 256
"""The length of a path, and so the greatest number of branches above a leaf."""

Depth = Annotated[int, Range(0, PATH_BITS)]
"""The number of branches above a subtree: 0 for the whole trie, at most one for each bit of a path."""

NOTHING = bytes(32)
"""The hash of a subtree without records. It is chosen, not computed: nobody can find a leaf or a branch with this hash."""

Node = bytes | tuple[Hash, "Node", "Node"]
"""A trie: `EMPTY`, a leaf, or a branch."""

EMPTY = b""
"""The trie without records."""

_PATH = Tag.STATE_PATH.prefix
_LEAF = Tag.STATE_LEAF.prefix
_BRANCH = Tag.STATE_BRANCH.prefix
_FIRST_BIT = 1 << (PATH_BITS - 1)


@procedure("STATE-3")
def state_path(table: int, key: bytes) -> Hash:
    """The path of the record with `key` (up to 72 bytes, or none) in the table of this number, at most 255.

    It is `tagged_hash(Tag.STATE_PATH, table + key)`: a hash, so that the trie is balanced whatever keys people choose;
    the table's number, one byte, in front, so that equal keys of two tables have different paths.
    """
    return sha256(_PATH + bytes((table,)) + key).digest()


def record_hash(record: bytes) -> Hash:
    """What a leaf holds of a record: the plain SHA-256 of its bytes. The leaf's own tag keeps it apart from every other hash."""
    return sha256(record).digest()


def leaf_hash(path: Hash, record: Hash) -> Hash:
    """The hash of a leaf, from its path and its record's hash: `tagged_hash(Tag.STATE_LEAF, path + record)`.

    Both have 32 bytes: with other lengths the end of one could be read as the beginning of the other. Here and
    in `branch_hash` the tag's bytes are put together once, because these two hashes are what a root costs.
    """
    return sha256(_LEAF + path + record).digest()


def branch_hash(left: Hash, right: Hash) -> Hash:
    """The hash of a branch, from those of the subtrees whose next bit is 0 (left) and 1 (right): `tagged_hash(Tag.STATE_BRANCH, left + right)`."""
    return sha256(_BRANCH + left + right).digest()


def bit_at(path: Hash, depth: Depth) -> int:
    """The bit of a path that decides at `depth`: 0 is the most significant bit of the first byte."""
    return path[depth // 8] >> (7 - depth % 8) & 1


@procedure("STATE-4")
def naive_root(records: Mapping[Hash, bytes], depth: Depth = 0) -> Hash:
    """The hash of the subtree of these records, by path, whose paths agree in their first `depth` bits.

    At depth 0, of all records, it is the state root. Each subset of paths is hashed anew: this is the definition,
    and the oracle for `update`, which is how a root is computed.
    """
    if not records:
        return NOTHING
    if len(records) == 1:
        [(path, record)] = records.items()
        return leaf_hash(path, record_hash(record))
    left = {path: record for path, record in records.items() if bit_at(path, depth) == 0}
    right = {path: record for path, record in records.items() if bit_at(path, depth) == 1}
    return branch_hash(naive_root(left, depth + 1), naive_root(right, depth + 1))


@procedure("STATE-5")
def update(root: Node, changes: Iterable[tuple[Hash, bytes | None]]) -> Node:
    """The trie after the record at each path became these bytes, or was removed where they are None.

    The order of changes to different paths is immaterial. Of several changes to one path the last counts, as if
    the changes were made one by one. Removing what is not there changes nothing. The result depends on nothing
    but the records that it holds: a removal leaves no trace.
    """
    latest = dict(changes)
    ordered = sorted(latest)
    paths = [int.from_bytes(path, "big") for path in ordered]
    leaves = [leaf(path, latest[path]) for path in ordered]
    return _merge(root, paths, leaves, 0, len(paths), 0, _FIRST_BIT)


def leaf(path: Hash, record: bytes | None) -> bytes:
    """The trie of one record, or `EMPTY` where the record is None."""
    return EMPTY if record is None else path + record_hash(record)


def root_hash(node: Node) -> Hash:
    """The hash of a trie: of the whole one, the state root. Equals `naive_root` of its records."""
    if isinstance(node, tuple):
        return node[0]
    return sha256(_LEAF + node).digest() if node else NOTHING


def children(node: Node) -> tuple[Node, Node] | None:
    """The left and the right trie of a branch; None where `node` is not a branch."""
    return node[1:] if isinstance(node, tuple) else None


def leaf_content(node: Node) -> tuple[Hash, Hash] | None:
    """The path and the record hash of a leaf; None where `node` is not a leaf."""
    return (node[:32], node[32:]) if isinstance(node, bytes) and node else None


def _join(left: Node, right: Node) -> Node:
    """The trie of both sides' records. This is where a lone leaf comes to stand for its subtree, and the only place that makes branches."""
    if not left and isinstance(right, bytes):
        return right
    if not right and isinstance(left, bytes):
        return left
    # A branch's hash is taken from it without a call, because this is where the time of an update goes.
    left_hash = left[0] if isinstance(left, tuple) else root_hash(left)
    right_hash = right[0] if isinstance(right, tuple) else root_hash(right)
    return (branch_hash(left_hash, right_hash), left, right)


def _merge(node: Node, paths: Sequence[int], leaves: Sequence[bytes], low: int, high: int, prefix: int, bit: int) -> Node:
    """Make changes `low` to `high` (excluded), sorted by path, in a subtree whose paths begin like `prefix` and whose children `bit` tells apart."""
    if high - low == 0:
        return node
    if high - low == 1:
        return _place(node, paths[low], leaves[low], bit)
    left, right = _split(node, bit)
    middle = prefix | bit
    cut = bisect_left(paths, middle, low, high)
    return _join(
        _merge(left, paths, leaves, low, cut, prefix, bit >> 1),
        _merge(right, paths, leaves, cut, high, middle, bit >> 1),
    )


def _split(node: Node, bit: int) -> tuple[Node, Node]:
    """The two sides of a subtree. A lone leaf is on the side of its own bit."""
    if isinstance(node, tuple):
        return node[1:]
    return (EMPTY, node) if node and _path_of(node) & bit else (node, EMPTY)


def _place(node: Node, path: int, new: bytes, bit: int) -> Node:
    """Put a leaf at its path in a subtree, or remove the leaf there where `new` is `EMPTY`."""
    if isinstance(node, tuple):
        _, left, right = node
        if path & bit:
            return _join(left, _place(right, path, new, bit >> 1))
        return _join(_place(left, path, new, bit >> 1), right)
    if not node or _path_of(node) == path:
        return new
    return _fork(node, new, bit) if new else node


def _fork(old: bytes, new: bytes, bit: int) -> Node:
    """The subtree of two leaves: a branch where their paths part, and above it one branch with an empty side for each bit that they share."""
    path = _path_of(new)
    parting = 1 << (_path_of(old) ^ path).bit_length() - 1
    node = _join(old, new) if path & parting else _join(new, old)
    while parting < bit:
        parting <<= 1
        node = _join(EMPTY, node) if path & parting else _join(node, EMPTY)
    return node


def _path_of(leaf: bytes) -> int:
    return int.from_bytes(leaf[:32], "big")
