# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of commitments, reveals, and the seeds that are made of them."""

from dataclasses import dataclass
from functools import reduce

from reference.codes import Code
from reference.consensus.randomness import (
    COMMITMENT_ROUNDS,
    NO_LAYER,
    CommitmentRound,
    advance_onion,
    commit_layer,
    cross_rounds,
    mix_reveal,
    onion_layer,
)
from reference.numbers import AccountId, Hash, Round
from reference.state.agent import Onion
from reference.state.progress import Randomness
from spec.prover.statement import Says, StandIn, first_failing, rejection, theorem


def _waited(onion: Onion, current: Round) -> bool:
    """Whether a newer commitment has come into force."""
    return (onion.pending != NO_LAYER) & (current >= onion.pending_from)


def _layer(onion: Onion, current: Round) -> Hash:
    """The commitment in force."""
    return onion.pending if _waited(onion, current) else onion.layer


@theorem("RANDOM-2", "A commitment is rejected just where it is 32 zero bytes.", says=Says.ACCEPTANCE)
def commit_layer_accepts(onion: Onion, commitment: Hash, current: CommitmentRound) -> bool:
    return rejection(commit_layer, onion, commitment, current) == (Code.COMMITMENT_ZERO if commitment == NO_LAYER else None)


@theorem(
    "RANDOM-2", "A commitment waits for the second round after the current one, and the layer in force until then is the one in force now.", says=Says.AMOUNTS
)
def commit_layer_is_exact(onion: Onion, commitment: Hash, current: CommitmentRound) -> bool:
    expected = Onion(layer=_layer(onion, current), pending=commitment, pending_from=current + COMMITMENT_ROUNDS)
    return commit_layer(onion, commitment, current) == expected


@theorem("RANDOM-2", "In the round of a commitment and in the next its agent can reveal what it could reveal before, and nothing else.", says=Says.INVARIANT)
def commitment_counts_later(onion: Onion, commitment: Hash, current: CommitmentRound, soon: Round, reveal: Hash, around: Hash) -> bool:
    if soon < current or soon > current + 1:
        return True
    committed = commit_layer(onion, commitment, current)
    before = Onion(layer=_layer(onion, current), pending=NO_LAYER, pending_from=0)
    return rejection(advance_onion, committed, reveal, around, soon) == rejection(advance_onion, before, reveal, around, soon)


@theorem("RANDOM-2", "From the second round after it on, a commitment is what its agent has to reveal.")
def commitment_comes_into_force(onion: Onion, commitment: Hash, current: CommitmentRound, later: Round, reveal: Hash, around: Hash) -> bool:
    if later < current + 2 or reveal == NO_LAYER:
        return True
    committed = commit_layer(onion, commitment, current)
    return rejection(advance_onion, committed, reveal, around, later) == (None if around == commitment else Code.REVEAL_MISMATCH)


@theorem("RANDOM-3", "A reveal is rejected where nothing is committed to, then where it is not what is; revealing nothing never is.", says=Says.ACCEPTANCE)
def advance_onion_accepts(onion: Onion, reveal: Hash, around: Hash, current: Round) -> bool:
    layer = _layer(onion, current)
    expected = first_failing((layer == NO_LAYER, Code.REVEAL_UNEXPECTED), (layer != around, Code.REVEAL_MISMATCH))
    return rejection(advance_onion, onion, reveal, around, current) == (None if reveal == NO_LAYER else expected)


@theorem(
    "RANDOM-3",
    "A right reveal becomes the layer, and a newer commitment waits on unless it came into force. No reveal changes nothing.",
    says=Says.AMOUNTS,
)
def advance_onion_is_exact(onion: Onion, reveal: Hash, around: Hash, current: Round) -> bool:
    advanced = advance_onion(onion, reveal, around, current)
    if reveal == NO_LAYER:
        return advanced == onion
    kept = (NO_LAYER, 0) if _waited(onion, current) else (onion.pending, onion.pending_from)
    return advanced == Onion(layer=reveal, pending=kept[0], pending_from=kept[1])


@theorem(
    "RANDOM-3",
    "An agent has one value to reveal: of two that are accepted, both have the same layer around them: a choice would be a collision of the hash.",
    says=Says.INVARIANT,
    standing_in=(StandIn(onion_layer),),
)
def agent_has_one_reveal(onion: Onion, reveal: Hash, other: Hash, current: Round) -> bool:
    advance_onion(onion, reveal, onion_layer(reveal), current)
    advance_onion(onion, other, onion_layer(other), current)
    return reveal == NO_LAYER or other == NO_LAYER or onion_layer(reveal) == onion_layer(other)


@theorem("RANDOM-3", "Whoever reveals the layers of its onion one after the other is never rejected.", standing_in=(StandIn(onion_layer),))
def onion_opens(secret: Hash, current: Round, later: Round) -> bool:
    inner = onion_layer(secret)
    outer = onion_layer(inner)
    if outer == NO_LAYER:
        return True
    if inner == NO_LAYER:
        return True
    committed = Onion(layer=outer, pending=NO_LAYER, pending_from=0)
    opened = advance_onion(committed, inner, onion_layer(inner), current)
    return rejection(advance_onion, opened, secret, onion_layer(secret), later) is None


@theorem("RANDOM-5", "The end of a round is never a rejection.", says=Says.ACCEPTANCE)
def cross_rounds_accepts(randomness: Randomness, crossed: Round) -> bool:
    return rejection(cross_rounds, randomness, crossed) is None


@theorem(
    "RANDOM-5",
    "After one end of a round the following seed is the seed and the mix follows; after two or more both are the mix; the mix stays.",
    says=Says.AMOUNTS,
)
def cross_rounds_is_exact(randomness: Randomness, crossed: Round) -> bool:
    after = cross_rounds(randomness, crossed)
    if crossed == 0:
        return after == randomness
    return after == Randomness(seed=randomness.following if crossed == 1 else randomness.mix, following=randomness.mix, mix=randomness.mix)


@theorem("RANDOM-5", "Rounds without a block may be crossed all at once or one by one.", says=Says.INVARIANT)
def rounds_are_crossed_in_any_steps(randomness: Randomness, first: Round, second: Round) -> bool:
    together = first + second
    return cross_rounds(cross_rounds(randomness, first), second) == cross_rounds(randomness, together)


@theorem("RANDOM-5", "What is revealed in a round changes the seed of neither that round nor the next.")
def seeds_are_known_in_time(randomness: Randomness, other: Hash) -> bool:
    changed = Randomness(seed=randomness.seed, following=randomness.following, mix=other)
    return cross_rounds(randomness, 1).seed == cross_rounds(changed, 1).seed


HASHED = "it is about hashes, which Z3 does not see through"


@dataclass(frozen=True, slots=True)
class Reveal:
    """What a block reveals."""

    agent: AccountId
    value: Hash


@theorem("RANDOM-4", "Another reveal, another agent, another order, or one reveal less, and the mix is another one.", tested=HASHED)
def mix_tells_reveals_apart(mix: Hash, reveals: tuple[Reveal, ...], others: tuple[Reveal, ...]) -> bool:
    def mixed(each: tuple[Reveal, ...]) -> Hash:
        return reduce(lambda so_far, reveal: mix_reveal(so_far, reveal.agent, reveal.value), each, mix)

    return (mixed(reveals) == mixed(others)) == (reveals == others)


@theorem("RANDOM-4", "A copied commitment cancels nothing: whoever reveals what another has revealed changes the mix again.", tested=HASHED)
def copied_reveal_does_not_cancel(mix: Hash, agent: AccountId, copier: AccountId, reveal: Hash) -> bool:
    once = mix_reveal(mix, agent, reveal)
    return mix_reveal(once, copier, reveal) not in (mix, once)


@theorem("RANDOM-1", "A layer tells what lies below it: no two values have one layer around them, and none is its own.", tested=HASHED)
def layers_differ(below: Hash, other: Hash) -> bool:
    return (onion_layer(below) == onion_layer(other)) == (below == other) and onion_layer(below) != below
