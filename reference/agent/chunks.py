"""Chunks of stored data: one root for all, and with each chunk the few hashes that show its place below that root.

A consumer encrypts its data anew for every replica and cuts the ciphertext into chunks. The root is that of the list of the chunks (WIRE-4), so that
whoever knows root and count can check any one chunk, and nobody can keep less than the chunks themselves and answer for all of them.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import Annotated

from reference.codes import Code, Reject
from reference.numbers import Hash, Range
from reference.rules import kernel, procedure
from reference.state.replica import ChunkIndex
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.lists import list_root
from reference.wire.storage_bodies import MAX_CHUNK_BYTES, MAX_CHUNKS, Chunk, ChunkCount, PathBytes

LevelIndex = Annotated[int, Range(0, MAX_CHUNKS - 1)]
"""The place of a node in its level, from 0."""


class Neighbour(IntEnum):
    """Where the node is that another is joined with."""

    NONE = 0
    """It has none, and moves up unchanged."""
    LEFT = 1
    """Before it."""
    RIGHT = 2
    """After it."""


@procedure("STORAGE-1")
def chunk_root(chunks: Sequence[bytes]) -> Hash:
    """The root of a replica's encrypted chunks. Rejects with `CHUNK_COUNT_INVALID`, then `CHUNK_SIZE_INVALID`."""
    if not 1 <= len(chunks) <= MAX_CHUNKS:
        raise Reject(Code.CHUNK_COUNT_INVALID)
    if any(not 1 <= len(chunk) <= MAX_CHUNK_BYTES for chunk in chunks):
        raise Reject(Code.CHUNK_SIZE_INVALID)
    return list_root(chunks)


@kernel("STORAGE-2")
def neighbour(index: LevelIndex, last: LevelIndex) -> Neighbour:
    """Where the node is that the one at `index` is joined with, in a level whose last node is at `last`. Never rejects."""
    if index % 2 == 1:
        return Neighbour.LEFT
    return Neighbour.RIGHT if index < last else Neighbour.NONE


@procedure("STORAGE-3")
def chunk_path(chunks: Sequence[bytes], index: ChunkIndex) -> PathBytes:
    """The hashes that show that a chunk is in its place: what a provider answers with it. `index` is that of one of the chunks. Never rejects."""
    level = [tagged_hash(Tag.LIST_LEAF, chunk) for chunk in chunks]
    path = []
    while len(level) > 1:
        side = neighbour(index, len(level) - 1)
        if side != Neighbour.NONE:
            path.append(level[index - 1 if side == Neighbour.LEFT else index + 1])
        joined = [tagged_hash(Tag.LIST_NODE, left + right) for left, right in zip(level[::2], level[1::2], strict=False)]
        level, index = joined + level[2 * len(joined) :], index // 2
    return b"".join(path)


@procedure("STORAGE-4")
def root_above(chunk: Chunk, index: ChunkIndex, chunks: ChunkCount, path: PathBytes) -> Hash:
    """The root of `chunks` chunks of which this one is at `index`, if the path is right; with any other path some hash that is not the root.

    Rejects with `PATH_INVALID` where the path has more or fewer hashes than the place has neighbours, or there is no such place.
    """
    node, last, used = tagged_hash(Tag.LIST_LEAF, chunk), chunks - 1, 0
    if index > last:
        raise Reject(Code.PATH_INVALID)
    while last > 0:
        side = neighbour(index, last)
        if side != Neighbour.NONE:
            beside = path[used : used + 32]
            node = tagged_hash(Tag.LIST_NODE, beside + node if side == Neighbour.LEFT else node + beside)
            used += 32
        index, last = index // 2, last // 2
    if used != len(path):
        raise Reject(Code.PATH_INVALID)
    return node
