# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds between two blocks: of slots that pass empty, and of the ends and beginnings of rounds, epochs and terms."""

from dataclasses import replace

from reference.consensus.boundaries import enter_slot, open_epoch, open_round
from reference.consensus.duties import miss_rounds, miss_slots, serving
from reference.consensus.election import elect
from reference.consensus.order import round_order
from reference.consensus.penalties import drained, punish_absence, slot_reward, stalled_epochs
from reference.consensus.rewards import term_release
from reference.consensus.stall import drain_missing, missing_voters
from reference.consensus.terms import change_set, end_term, open_term
from reference.numbers import Slot
from reference.parameters import MINIMAL
from reference.state.agent import SEATED
from reference.state.consensus_state import get_agent
from reference.state.finality import Checkpoint
from reference.state.state import State
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.blocks import is_sound
from spec.theorems.walks import TERM, Walk, next_slot, walked

FOLDED = "it goes through the members of a set, and hashes for their order; Z3 sees through neither"

ROUND = MINIMAL.agents


def missed(state: State, term: int) -> int:
    """All slots that the agents of a term have missed."""
    return sum(seat.missed for seat in state.consensus.duties[term].seats) if term in state.consensus.duties else 0


def head_term(state: State) -> int:
    """The term of the last block."""
    return state.head.slot // TERM


def bonds(state: State) -> int:
    """What all agents have bonded."""
    return sum(agent.bond for agent in state.consensus.agents.values())


@theorem("TIME-9", "Whatever passes, the ledger stays one that STATE-1 and STATE-2 accept.", says=Says.INVARIANT, tested=FOLDED)
def entering_keeps_the_ledger(walk: Walk) -> bool:
    return is_sound(enter_slot(walked(walk), next_slot(walk)))


@theorem("TIME-9", "Every slot after the head's can be entered.", says=Says.ACCEPTANCE, tested=FOLDED)
def entering_never_fails(walk: Walk, far: Slot) -> bool:
    state = walked(walk)
    return rejection(enter_slot, state, next_slot(walk)) is None and rejection(enter_slot, state, max(far, state.head.slot + 1)) is None


@theorem(
    "TIME-9",
    "Just the slots between, of the head's term and of the slot's, are missed; the head stays, and what is entered needs no entering.",
    says=Says.AMOUNTS,
    tested=FOLDED,
)
def entering_counts_every_slot(walk: Walk) -> bool:
    state, slot = walked(walk), next_slot(walk)
    entered, last, term = enter_slot(state, slot), head_term(state), slot // TERM
    between = range(state.head.slot + 1, slot)
    if term == last:
        return missed(entered, term) - missed(state, term) == len(between) and entered.head == state.head
    before = end_of_head_round(state)
    in_last = missed(before, last) - missed(state, last)
    counted = in_last == len([each for each in between if each // TERM == last])
    return counted and missed(entered, term) == len([each for each in between if each // TERM == term]) and entered.head == state.head


def end_of_head_round(state: State) -> State:
    """The state after all the rest of its term was missed, by the two rules that count."""
    last, head = head_term(state), state.head.slot
    rest = miss_slots(state, head + 1, (head // ROUND + 1) * ROUND, last)
    return miss_rounds(rest, (last + 1) * MINIMAL.term_rounds - head // ROUND - 1, last)


@theorem("TIME-10", "Missed slots move no money and change nothing but the seats of their term.", says=Says.INVARIANT, tested=FOLDED)
def missing_changes_seats_only(walk: Walk) -> bool:
    state, first = walked(walk), walked(walk).head.slot + 1
    after = miss_slots(state, first, (first // ROUND + 1) * ROUND, head_term(state))
    return replace(after, consensus=replace(after.consensus, duties=state.consensus.duties)) == state


@theorem("TIME-10", "Missing is never rejected.", says=Says.ACCEPTANCE, tested=FOLDED)
def missing_never_fails(walk: Walk) -> bool:
    state, first = walked(walk), walked(walk).head.slot + 1
    return rejection(miss_slots, state, first, (first // ROUND + 1) * ROUND, head_term(state)) is None


@theorem("TIME-10", "Each agent whose slot is among them has missed one more, and nobody else.", says=Says.AMOUNTS, tested=FOLDED)
def missing_is_exact(walk: Walk) -> bool:
    state, term = walked(walk), head_term(walked(walk))
    first = state.head.slot // ROUND * ROUND
    end = first + 1 + walk.ahead % ROUND
    after = miss_slots(state, first, end, term)
    order = round_order(state.consensus.randomness.seed, first // ROUND, serving(state))
    absent = order[: end - first]
    pairs = zip(state.consensus.duties[term].seats, after.consensus.duties[term].seats, serving(state), strict=True)
    return all(new == replace(old, missed=old.missed + (member in absent)) for old, new, member in pairs)


@theorem("TIME-11", "The end of a term makes and destroys no SSP: what leaves the bonds is in the pool.", says=Says.INVARIANT, tested=FOLDED)
def ending_a_term_keeps_money(walk: Walk) -> bool:
    state = walked(walk)
    ended = end_term(state, head_term(state), next_slot(walk))
    return bonds(state) - bonds(ended) == ended.pots.ecosystem - state.pots.ecosystem and is_sound(ended)


@theorem("TIME-11", "A term can always end.", says=Says.ACCEPTANCE, tested=FOLDED)
def ending_a_term_never_fails(walk: Walk) -> bool:
    return rejection(end_term, walked(walk), head_term(walked(walk)), next_slot(walk)) is None


@theorem("TIME-11", "Each member is what PENALTY-2 makes of it, and every other agent what it was.", says=Says.AMOUNTS, tested=FOLDED)
def ending_a_term_is_exact(walk: Walk) -> bool:
    state, term, slot = walked(walk), head_term(walked(walk)), next_slot(walk)
    ended, duties = end_term(state, term, slot), state.consensus.duties[term]
    reward = slot_reward(duties.release, MINIMAL.agents, MINIMAL.term_rounds)
    limits = (MINIMAL.term_rounds, MINIMAL.jail_terms, MINIMAL.jailings_limit)
    seats = dict(zip(serving(state), duties.seats, strict=True))
    for identifier, agent in state.consensus.agents.items():
        expected = punish_absence(agent, seats[identifier], reward, term, slot, *limits) if identifier in seats else agent
        if get_agent(ended, identifier) != expected:
            return False
    return True


@theorem("TIME-12", "The beginning of a term keeps the ledger, and leaves at most two unpaid terms.", says=Says.INVARIANT, tested=FOLDED)
def beginning_a_term_keeps_the_ledger(walk: Walk) -> bool:
    state, last = walked(walk), head_term(walked(walk))
    opened = open_term(state, last, last + walk.ahead, (last + walk.ahead) * TERM)
    return is_sound(opened) and len(opened.consensus.duties) <= 2


@theorem("TIME-12", "A term can always begin.", says=Says.ACCEPTANCE, tested=FOLDED)
def beginning_a_term_never_fails(walk: Walk) -> bool:
    state, last = walked(walk), head_term(walked(walk))
    return rejection(open_term, state, last, last + walk.ahead, (last + walk.ahead) * TERM) is None


@theorem(
    "TIME-12",
    "The release is what REWARD-1 says of the pool, the next set what ELECT-3 elects now, and every member has served in this term.",
    says=Says.AMOUNTS,
    tested=FOLDED,
)
def beginning_a_term_is_exact(walk: Walk) -> bool:
    state, last = walked(walk), head_term(walked(walk))
    term = last + walk.ahead
    opened = open_term(state, last, term, term * TERM)
    release = term_release(opened.pots.ecosystem, MINIMAL.release_ppm, MINIMAL.agents_share_ppm)
    elected = elect(opened.consensus.agents.items(), term + 1, MINIMAL)
    succession, duties = opened.consensus.succession, opened.consensus.duties[term]
    served = all(get_agent(opened, member).tenure.free_from == term + 1 for member in serving(opened))
    fresh = all(seat.produced == seat.missed == seat.votes == seat.revealed == 0 for seat in duties.seats)
    return duties.release == release and succession.elected == elected and succession.term == term + 1 and served and fresh


@theorem("ERA-4", "The set changes at most once in a term, to one of full size, and every member of it is seated.", says=Says.INVARIANT, tested=FOLDED)
def changing_the_set_keeps_it_whole(walk: Walk) -> bool:
    state, term = walked(walk), head_term(walked(walk)) + 1
    changed = change_set(state, term, term * TERM)
    seated = all(get_agent(changed, member).unseated == SEATED for member in serving(changed))
    return len(serving(changed)) == MINIMAL.agents and changed.consensus.succession.era - state.consensus.succession.era in (0, 1) and seated


@theorem("ERA-4", "The set can always change or stay.", says=Says.ACCEPTANCE, tested=FOLDED)
def changing_the_set_never_fails(walk: Walk, term: Slot) -> bool:
    return rejection(change_set, walked(walk), max(term, head_term(walked(walk)) + 1), next_slot(walk)) is None


@theorem(
    "ERA-4",
    "The elected serve just where they differ, were elected for the term, are not joint, and their scheduling is final.",
    says=Says.AMOUNTS,
    tested=FOLDED,
)
def changing_the_set_is_exact(walk: Walk) -> bool:
    state, term = walked(walk), head_term(walked(walk)) + 1
    succession, finality = state.consensus.succession, state.consensus.finality
    elected = tuple(candidate.agent for candidate in succession.elected)
    final = finality.finalised.epoch >= (term - 1) * (TERM // MINIMAL.checkpoint_slots)
    changes = succession.term == term and len(elected) == MINIMAL.agents and elected != serving(state) and final and not succession.joint
    changed = change_set(state, term, term * TERM)
    return serving(changed) == (elected if changes else serving(state)) and (changes or changed == state)


@theorem("TIME-13", "A round changes nothing but the seeds.", says=Says.INVARIANT, tested=FOLDED)
def beginning_a_round_changes_seeds_only(walk: Walk) -> bool:
    state = walked(walk)
    opened = open_round(state, walk.ahead)
    return replace(opened, consensus=replace(opened.consensus, randomness=state.consensus.randomness)) == state


@theorem("TIME-13", "A round can always begin.", says=Says.ACCEPTANCE, tested=FOLDED)
def beginning_a_round_never_fails(walk: Walk) -> bool:
    return rejection(open_round, walked(walk), walk.ahead) is None


@theorem("TIME-13", "Rounds that begin one after another leave the seeds that they leave at once.", says=Says.AMOUNTS, tested=FOLDED)
def beginning_rounds_is_exact(walk: Walk) -> bool:
    state = one_by_one = walked(walk)
    for _ in range(walk.ahead):
        one_by_one = open_round(one_by_one, 1)
    return open_round(state, walk.ahead) == one_by_one


@theorem("TIME-14", "An epoch keeps the ledger, and leaves what is justified and final as it is.", says=Says.INVARIANT, tested=FOLDED)
def beginning_an_epoch_keeps_the_ledger(walk: Walk) -> bool:
    state = walked(walk)
    opened = open_epoch(state, state.head.slot // MINIMAL.checkpoint_slots + walk.ahead, next_slot(walk))
    before, after = state.consensus.finality, opened.consensus.finality
    return is_sound(opened) and after.justified == before.justified and after.finalised == before.finalised


@theorem("TIME-14", "An epoch can always begin.", says=Says.ACCEPTANCE, tested=FOLDED)
def beginning_an_epoch_never_fails(walk: Walk) -> bool:
    state = walked(walk)
    return rejection(open_epoch, state, state.head.slot // MINIMAL.checkpoint_slots + walk.ahead, next_slot(walk)) is None


@theorem(
    "TIME-14",
    "The head is the checkpoint to vote for, from the highest justified one; the target before it is still counted.",
    says=Says.AMOUNTS,
    tested=FOLDED,
)
def beginning_an_epoch_is_exact(walk: Walk) -> bool:
    state = walked(walk)
    epoch = state.head.slot // MINIMAL.checkpoint_slots + walk.ahead
    finality = open_epoch(state, epoch, next_slot(walk)).consensus.finality
    target, before = finality.current, state.consensus.finality
    joint = state.consensus.succession.joint
    head = Checkpoint(epoch=epoch, hash=state.head.hash)
    empty = not any(target.voters) and not any(target.former_voters) and (target.former_voters == b"") != joint
    return target.checkpoint == head and target.source == before.justified and finality.previous == before.current and target.joint == joint and empty


@theorem("PENALTY-5", "A drain makes and destroys no SSP.", says=Says.INVARIANT, tested=FOLDED)
def draining_keeps_money(walk: Walk) -> bool:
    state = walked(walk)
    after = drain_missing(state, state.head.slot // MINIMAL.checkpoint_slots + walk.ahead)
    return bonds(state) - bonds(after) == after.pots.ecosystem - state.pots.ecosystem and is_sound(after)


@theorem("PENALTY-5", "A drain is never rejected.", says=Says.ACCEPTANCE, tested=FOLDED)
def draining_never_fails(walk: Walk) -> bool:
    state = walked(walk)
    return rejection(drain_missing, state, state.head.slot // MINIMAL.checkpoint_slots + walk.ahead) is None


@theorem(
    "PENALTY-5",
    "Just those whose vote is needed and missing lose what PENALTY-3 says, and nobody who has voted loses anything.",
    says=Says.AMOUNTS,
    tested=FOLDED,
)
def draining_is_exact(walk: Walk) -> bool:
    state = walked(walk)
    epoch, finality = state.head.slot // MINIMAL.checkpoint_slots + walk.ahead, state.consensus.finality
    after, absent = drain_missing(state, epoch), missing_voters(state, finality.previous)
    stalled = stalled_epochs(epoch, finality.finalised.epoch, MINIMAL.stall_epochs)
    expected = {
        identifier: replace(agent, bond=agent.bond - (drained(agent.bond, stalled, MINIMAL.drain_ppm) if identifier in absent else 0))
        for identifier, agent in state.consensus.agents.items()
    }
    return dict(after.consensus.agents) == expected
