"""Common randomness: agents commit to values before they can know what they will be worth, and reveal them block by block.

An agent hashes a secret many times over: an onion. It commits to the outermost layer, and each of its blocks reveals the layer below, which
anyone can check by one hash. All that it will ever reveal is fixed by its commitment, so that its one choice is to reveal or not to.
"""

from typing import Annotated

from reference.codes import Code, Reject
from reference.numbers import MAX_UINT64, AccountId, Hash, Range, Round
from reference.rules import kernel, procedure
from reference.state.agent import Onion
from reference.state.progress import Randomness
from reference.wire.hashing import Tag, tagged_hash

NO_LAYER = bytes(32)
"""What stands for no layer: no commitment where an agent has none, and no reveal in a header."""

COMMITMENT_ROUNDS = 2
"""The rounds from the one in which an agent commits to the first in which it can reveal: at least one whole round of the others' reveals lies between."""

CommitmentRound = Annotated[int, Range(0, MAX_UINT64 - COMMITMENT_ROUNDS)]
"""A round that can be followed by those that a commitment waits for."""


@procedure("RANDOM-1")
def onion_layer(below: Hash) -> Hash:
    """The layer around another: its tagged hash, so that the layer below is the one value known to lead to it."""
    return tagged_hash(Tag.ONION, below)


@kernel("RANDOM-2")
def commit_layer(onion: Onion, commitment: Hash, current: CommitmentRound) -> Onion:
    """Commit to a layer, for the first time or anew, in round `current`. Rejects with `COMMITMENT_ZERO`.

    Until the commitment is in force, the one before it stays. One that still waited is replaced, and the new one waits as long as any.
    """
    if commitment == NO_LAYER:
        raise Reject(Code.COMMITMENT_ZERO)
    return Onion(layer=in_force(onion, current).layer, pending=commitment, pending_from=current + COMMITMENT_ROUNDS)


@kernel("RANDOM-3")
def advance_onion(onion: Onion, reveal: Hash, around: Hash, current: Round) -> Onion:
    """The producer's onion after a block in round `current` whose header reveals `reveal`; `around` is the layer around that (RANDOM-1).

    Zeros reveal nothing and leave the onion as it is. Rejects with `REVEAL_UNEXPECTED`, then `REVEAL_MISMATCH`.
    """
    if reveal == NO_LAYER:
        return onion
    held = in_force(onion, current)
    if held.layer == NO_LAYER:
        raise Reject(Code.REVEAL_UNEXPECTED)
    if around != held.layer:
        raise Reject(Code.REVEAL_MISMATCH)
    return Onion(layer=reveal, pending=held.pending, pending_from=held.pending_from)


@procedure("RANDOM-4")
def mix_reveal(mix: Hash, agent: AccountId, reveal: Hash) -> Hash:
    """The common randomness after another reveal: a hash over it, the agent and the reveal.

    Not an exclusive or: whoever copied another's commitment would then cancel it.
    """
    return tagged_hash(Tag.SEED, mix + agent + reveal)


@kernel("RANDOM-5")
def cross_rounds(randomness: Randomness, crossed: Round) -> Randomness:
    """The seeds after `crossed` ends of rounds without a block between them: the mix at the end of a round is the seed of the second one after it."""
    if crossed == 0:
        return randomness
    seed = randomness.following if crossed == 1 else randomness.mix
    return Randomness(seed=seed, following=randomness.mix, mix=randomness.mix)


def in_force(onion: Onion, current: Round) -> Onion:
    """The onion in round `current`: a commitment that has waited long enough takes the place of the layer."""
    if onion.pending == NO_LAYER or current < onion.pending_from:
        return onion
    return Onion(layer=onion.pending, pending=NO_LAYER, pending_from=0)
