# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the beginning of a block: its producer, its reveal, its votes, and what becomes final by them."""

from dataclasses import replace
from functools import reduce

from reference.codes import Code
from reference.consensus.boundaries import enter_slot
from reference.consensus.duties import check_producer, serving
from reference.consensus.finality import count_vote
from reference.consensus.opening import check_votes_root, open_block, take_reveal
from reference.consensus.order import round_order
from reference.consensus.payment import pay_term
from reference.consensus.randomness import NO_LAYER, mix_reveal
from reference.consensus.rewards import available_release, full_score, seat_score, split_release
from reference.consensus.voting import apply_votes, electorate
from reference.numbers import AccountId, Hash
from reference.parameters import MINIMAL
from reference.state.consensus_state import get_agent
from reference.state.state import State, get_account
from reference.transition import propose
from reference.wire.lists import list_root
from reference.wire.vote import authenticate_vote, decode_signed_vote
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.blocks import is_sound
from spec.theorems.drafts import ACCOUNTS
from spec.theorems.walks import TERM, Walk, next_layer, next_slot, producer_of, votes_for, walked

HASHED = "it is about hashes and signatures of bytes, which Z3 does not see through"
FOLDED = "it goes through the members of a set; Z3 sees through that only where a rule folds"

EPOCHS = TERM // MINIMAL.checkpoint_slots


def entered(walk: Walk) -> State:
    """The state in which the theorem's slot was entered."""
    return enter_slot(walked(walk), next_slot(walk))


@theorem("BLOCK-7", "A slot has one producer, a member of the set, and in each round every member has one slot.", says=Says.INVARIANT, tested=HASHED)
def every_member_has_one_slot(walk: Walk) -> bool:
    state, slot = entered(walk), next_slot(walk)
    first = slot // MINIMAL.agents * MINIMAL.agents
    slots = range(first, first + MINIMAL.agents)
    accepted = [[agent for agent in ACCOUNTS if rejection(check_producer, state, agent, each) is None] for each in slots]
    return all(len(one) == 1 for one in accepted) and sorted(one[0] for one in accepted) == list(serving(state))


@theorem("BLOCK-7", "A producer is rejected just where the order of the round has another agent at the slot's place.", says=Says.ACCEPTANCE, tested=HASHED)
def producer_accepts(walk: Walk, stranger: AccountId) -> bool:
    state, slot = entered(walk), next_slot(walk)
    order = round_order(state.consensus.randomness.seed, slot // MINIMAL.agents, serving(state))
    expected = {agent: None if agent == order[slot % MINIMAL.agents] else Code.NOT_SCHEDULED for agent in (*ACCOUNTS, stranger)}
    return all(rejection(check_producer, state, agent, slot) == code for agent, code in expected.items())


@theorem("BLOCK-8", "A votes root is rejected just where it is that of another list.", says=Says.ACCEPTANCE, tested=HASHED)
def votes_root_accepts(votes: tuple[bytes, ...], listed: tuple[bytes, ...]) -> bool:
    return rejection(check_votes_root, list_root(listed), votes) == (Code.VOTES_ROOT_MISMATCH if listed != votes else None)


@theorem("BLOCK-8", "Under a signed root no vote can be added, left out, repeated or put in another order.", says=Says.INVARIANT, tested=HASHED)
def votes_are_signed(votes: tuple[bytes, ...], more: bytes) -> bool:
    root = list_root(votes)
    bent = ((*votes, more), (more, *votes), votes[1:], votes[:1] + votes, votes[::-1])
    return all(rejection(check_votes_root, root, other) is not None for other in bent if other != votes)


@theorem("RANDOM-6", "A reveal changes the producer's onion and the mix, and nothing else.", says=Says.INVARIANT, tested=HASHED)
def revealing_changes_no_more(walk: Walk) -> bool:
    state, slot = entered(walk), next_slot(walk)
    producer = producer_of(walked(walk), slot)
    after = take_reveal(state, producer, next_layer(state, producer), slot)
    agents, randomness = state.consensus.agents, state.consensus.randomness
    others = all(after.consensus.agents[agent] == agents[agent] for agent in agents if agent != producer)
    untouched = replace(after, consensus=replace(after.consensus, agents=agents, randomness=replace(after.consensus.randomness, mix=randomness.mix)))
    return others and untouched == state and replace(get_agent(after, producer), onion=get_agent(state, producer).onion) == get_agent(state, producer)


@theorem("RANDOM-6", "Of an agent whose onion is not peeled only the next layer is accepted, or none.", says=Says.ACCEPTANCE, tested=HASHED)
def revealing_accepts(walk: Walk, other: Hash) -> bool:
    state, slot = entered(walk), next_slot(walk)
    producer = producer_of(walked(walk), slot)
    layer = next_layer(state, producer)
    if layer == NO_LAYER:
        return True
    wrong = None if other in (NO_LAYER, layer) else Code.REVEAL_MISMATCH
    right = rejection(take_reveal, state, producer, layer, slot) is None and rejection(take_reveal, state, producer, NO_LAYER, slot) is None
    return right and rejection(take_reveal, state, producer, other, slot) == wrong


@theorem("RANDOM-6", "The layer is the new commitment, and is mixed in; a block that reveals nothing leaves all as it was.", says=Says.AMOUNTS, tested=HASHED)
def revealing_is_exact(walk: Walk) -> bool:
    state, slot = entered(walk), next_slot(walk)
    producer = producer_of(walked(walk), slot)
    layer = next_layer(state, producer)
    after = take_reveal(state, producer, layer, slot)
    if layer == NO_LAYER:
        return after == state
    mixed = mix_reveal(state.consensus.randomness.mix, producer, layer)
    return get_agent(after, producer).onion.layer == layer and after.consensus.randomness.mix == mixed


@theorem(
    "FINALITY-8",
    "Votes keep the ledger; what is justified and what is final never falls, and the final one is never above the justified.",
    says=Says.INVARIANT,
    tested=HASHED,
)
def voting_keeps_the_ledger(walk: Walk, absent: bool) -> bool:
    state, slot = entered(walk), next_slot(walk)
    after = apply_votes(state, votes_for(walked(walk), slot, int(absent)), slot // TERM, slot)
    before, finality = state.consensus.finality, after.consensus.finality
    grows = finality.justified.epoch >= before.justified.epoch and finality.finalised.epoch >= before.finalised.epoch
    return is_sound(after) and grows and finality.finalised.epoch <= finality.justified.epoch


@theorem(
    "FINALITY-8",
    "Votes are rejected for the first that is malformed, then the first that is forged, then the first that does not count.",
    says=Says.ACCEPTANCE,
    tested=HASHED,
)
def voting_accepts(walk: Walk, cut: bool, forged: bool, twice: bool) -> bool:
    state, slot = entered(walk), next_slot(walk)
    votes = votes_for(walked(walk), slot, 0)
    if not votes:
        return True
    bent = [*votes, votes[0]] if twice else [*votes]
    bent[0] = bent[0][:-1] + bytes((bent[0][-1] ^ 1,)) if forged else bent[0]
    bent[-1] = bent[-1][:-1] if cut else bent[-1]
    expected = Code.MALFORMED if cut else Code.SIGNATURE_INVALID if forged else Code.VOTE_REPEATED if twice else None
    return rejection(apply_votes, state, tuple(bent), slot // TERM, slot) == expected


@theorem("FINALITY-8", "Each vote is counted for its target and for its voter's seat, once.", says=Says.AMOUNTS, tested=HASHED)
def voting_is_exact(walk: Walk, absent: bool) -> bool:
    state, slot = entered(walk), next_slot(walk)
    votes, term = votes_for(walked(walk), slot, int(absent)), slot // TERM
    after = apply_votes(state, votes, term, slot)
    sealed = [authenticate_vote(decode_signed_vote(data)) for data in votes]
    finality = state.consensus.finality
    current, previous = electorate(state, finality.current), electorate(state, finality.previous)
    counted = reduce(lambda known, vote: count_vote(known, vote, state.chain.id, current, previous), sealed, finality)
    voters = [vote.voter for vote in sealed]
    if term not in after.consensus.duties:
        return after.consensus.finality == counted
    seats = zip(serving(state), state.consensus.duties[term].seats, after.consensus.duties[term].seats, strict=True)
    return after.consensus.finality == counted and all(new == replace(old, votes=old.votes + voters.count(member)) for member, old, new in seats)


@theorem("REWARD-9", "Paying a term makes and destroys no SSP, and pays no more than its release.", says=Says.INVARIANT, tested=FOLDED)
def paying_keeps_the_ledger(walk: Walk) -> bool:
    state = walked(walk)
    for term in state.consensus.duties:
        paid = pay_term(state, term)
        if not is_sound(paid) or state.pots.ecosystem - paid.pots.ecosystem > state.consensus.duties[term].release:
            return False
    return True


@theorem("REWARD-9", "A term that was not paid can be.", says=Says.ACCEPTANCE, tested=FOLDED)
def paying_never_fails(walk: Walk) -> bool:
    state = walked(walk)
    return all(rejection(pay_term, state, term) is None for term in state.consensus.duties)


@theorem(
    "REWARD-9",
    "Each seat gets its share of REWARD-3: what reaches its account and its voters' pot is the share, but for rounding; it is paid once.",
    says=Says.AMOUNTS,
    tested=FOLDED,
)
def paying_is_exact(walk: Walk) -> bool:
    state = walked(walk)
    for term, duties in state.consensus.duties.items():
        paid = pay_term(state, term)
        scores = tuple(seat_score(seat, MINIMAL.term_rounds, EPOCHS) for seat in duties.seats)
        split = split_release(available_release(duties.release, state.pots.ecosystem), scores, full_score(MINIMAL.agents, MINIMAL.term_rounds, EPOCHS))
        members = state.consensus.eras[duties.era].members
        own = sum(get_account(paid, member).balance - get_account(state, member).balance for member in members)
        held = paid.pots.rewards - state.pots.rewards
        if not sum(split.shares) - len(members) < own + held <= sum(split.shares) or term in paid.consensus.duties:
            return False
        if state.pots.ecosystem - paid.pots.ecosystem != own + held:
            return False
    return True


@theorem("BLOCK-9", "A block's beginning keeps the ledger, and counts the block for its producer.", says=Says.INVARIANT, tested=HASHED)
def opening_keeps_the_ledger(walk: Walk) -> bool:
    state, slot = walked(walk), next_slot(walk)
    producer = producer_of(state, slot)
    header = propose(state, (), slot, producer, votes_for(state, slot, 0), next_layer(state, producer))
    opened = open_block(state, header, producer, votes_for(state, slot, 0))
    before = sum(seat.produced for seat in enter_slot(state, slot).consensus.duties[slot // TERM].seats)
    return is_sound(opened) and sum(seat.produced for seat in opened.consensus.duties[slot // TERM].seats) == before + 1


@theorem("BLOCK-9", "A beginning is rejected for the first of: producer, mode, reveal, votes root, votes.", says=Says.ACCEPTANCE, tested=HASHED)
def opening_accepts(walk: Walk, stranger: bool, mode: bool, reveal: bool, root: bool, vote: bool) -> bool:
    state, slot = walked(walk), next_slot(walk)
    producer = producer_of(state, slot)
    layer, votes = next_layer(state, producer), votes_for(state, slot, 0)
    if layer == NO_LAYER:
        return True
    header = propose(state, (), slot, producer, votes, layer)
    listed = (*votes, b"?") if vote else votes
    header = replace(
        header,
        mode=1 - header.mode if mode else header.mode,
        reveal=bytes([9]) * 32 if reveal else layer,
        votes_root=bytes(32) if root else list_root(listed),
    )
    signer = next(agent for agent in ACCOUNTS if (agent == producer) != stranger)
    conditions = ((stranger, Code.NOT_SCHEDULED), (mode, Code.MODE_UNSUPPORTED), (reveal, Code.REVEAL_MISMATCH), (root, Code.VOTES_ROOT_MISMATCH))
    expected = next((code for fails, code in (*conditions, (vote, Code.MALFORMED)) if fails), None)
    return rejection(open_block, state, header, signer, listed) == expected


@theorem("BLOCK-9", "A beginning leaves what its parts leave one after another: the slot, the reveal, the votes.", says=Says.AMOUNTS, tested=HASHED)
def opening_is_exact(walk: Walk) -> bool:
    state, slot = walked(walk), next_slot(walk)
    producer, votes = producer_of(state, slot), votes_for(state, slot, 0)
    layer = next_layer(state, producer)
    header = propose(state, (), slot, producer, votes, layer)
    opened = open_block(state, header, producer, votes)
    parts = apply_votes(take_reveal(enter_slot(state, slot), producer, layer, slot), votes, slot // TERM, slot)
    seats = [replace(seat, produced=0, revealed=0) for seat in parts.consensus.duties[slot // TERM].seats]
    opened_seats = [replace(seat, produced=0, revealed=0) for seat in opened.consensus.duties[slot // TERM].seats]
    same = replace(opened.consensus, duties=parts.consensus.duties)
    return replace(opened, consensus=same) == parts and seats == opened_seats
