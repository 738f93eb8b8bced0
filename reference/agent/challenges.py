"""Challenges: which chunks an audit asks for, fixed by common randomness that nobody knows when the audit is opened.

Whoever opens an audit fixes a moment, not a challenge: at least one whole round of reveals lies between the opening and the end of the round that fixes
it. So it makes no difference who opens it, when, or in whose block.
"""

from typing import Annotated

from reference.codes import Code, Reject
from reference.numbers import MAX_UINT64, AccountId, Hash, Range, Round
from reference.rules import kernel, procedure
from reference.state.progress import Randomness
from reference.state.replica import AuditNumber, ChunkIndex
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.storage_bodies import MAX_CHUNKS, ChunkCount, ReplicaNumber, Samples

DRAW_ROUNDS = 2
"""The rounds from the one in which an audit is opened to the first in which its challenge is known."""

ANSWER_ROUNDS = 2
"""The rounds in which an audit can be answered: in each of them every agent has a slot."""

Word = Annotated[int, Range(0, MAX_UINT64)]
"""64 bits of a hash, the first byte the most significant."""

LeftIndex = Annotated[int, Range(0, MAX_CHUNKS - 2)]
"""A place among those that are left when one at least is drawn."""


@kernel("STORAGE-5")
def audit_rounds(begun: Round, current: Round) -> Round:
    """How many rounds after that of an audit's opening another round is; 0 for an earlier one. Never rejects."""
    return current - begun if current > begun else 0


@kernel("STORAGE-6")
def challenge_seed(randomness: Randomness, rounds: Round) -> Hash:
    """The randomness that fixes an audit's challenge, so many rounds after that of its opening: the mix at the end of the round after it.

    `randomness` is as consensus has it in that round. Rejects with `AUDIT_NOT_DRAWN`, then `AUDIT_OVER`.
    """
    if rounds < DRAW_ROUNDS:
        raise Reject(Code.AUDIT_NOT_DRAWN)
    if rounds >= DRAW_ROUNDS + ANSWER_ROUNDS:
        raise Reject(Code.AUDIT_OVER)
    return randomness.following if rounds == DRAW_ROUNDS else randomness.seed


@procedure("STORAGE-7")
def challenge_of(seed: Hash, order: Hash, provider: AccountId, replica: ReplicaNumber, audit: AuditNumber) -> Hash:
    """The challenge of an audit: a hash over the seed and over what is audited, so that no answer serves two audits."""
    return tagged_hash(Tag.AUDIT, seed + order + provider + replica.to_bytes(1, "big") + audit.to_bytes(4, "big"))


@kernel("STORAGE-8")
def draw_below(word: Word, left: ChunkCount) -> ChunkIndex:
    """One of `left` places by 64 random bits: what is left of them after dividing. No place is likelier than another by one part in 2^40."""
    return word % left


@kernel("STORAGE-9")
def skip_drawn(place: LeftIndex, drawn: ChunkIndex) -> ChunkIndex:
    """A place among those that are left, counted among all of them: one further where a lower or the same place is drawn. Never rejects."""
    return place + 1 if place >= drawn else place


@procedure("STORAGE-10")
def draw_chunks(challenge: Hash, chunks: ChunkCount, samples: Samples) -> tuple[ChunkIndex, ...]:
    """The chunks that a challenge asks for, lowest first: `samples` different ones, or all where there are no more. Every choice is as likely as any other."""
    drawn: list[ChunkIndex] = []
    for number in range(min(samples, chunks)):
        digest = tagged_hash(Tag.AUDIT_CHUNK, challenge + number.to_bytes(1, "big"))
        place = draw_below(int.from_bytes(digest[:8], "big"), chunks - number)
        for lower in drawn:
            place = skip_drawn(place, lower)
        drawn = sorted([*drawn, place])
    return tuple(drawn)
