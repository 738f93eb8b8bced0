"""Whole stretches of a chain: terms and changes of the set, slots that stay empty, votes good and bad, a stall that ends, and mainnet's 99 agents."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from immutables import Map

from reference.consensus.boundaries import enter_slot
from reference.consensus.calendar import round_of
from reference.consensus.genesis import genesis_consensus
from reference.consensus.randomness import NO_LAYER
from reference.numbers import AccountId, Slot
from reference.parameters import MAINNET, MINIMAL, SSP_SUPPLY
from reference.state.agent import ABSENT, Standing
from reference.state.commitment import commit
from reference.state.consensus_state import get_agent, put_agent
from reference.state.era import Candidate
from reference.state.genesis import genesis
from reference.state.pots import Pots
from reference.state.state import State
from reference.wire.consensus_bodies import AgentCommit, AgentRegister, Delegate, DelegationClaim
from reference.wire.lists import list_root
from vectors.build import ALICE, BOB, after, apply_case, block, given, header_of, transaction
from vectors.case import Case
from vectors.chain import (
    agent_key,
    all_votes,
    commitment_of,
    founded,
    founders_of,
    good_block,
    grown,
    key_of,
    onion,
    producer_of,
    sealed_block,
    target_of,
    vote,
)
from vectors.keys import KeyPair
from vectors.scenarios.agents import applied

START = 10**6
TERM = 20
ONES = b"\x01" * 32
FIFTH, SIXTH = agent_key(5), agent_key(6)
"""Two agents that are not of the first set."""


def followed(state: State, slots: Iterable[Slot], absent: Iterable[AccountId] = (), silent: Iterable[AccountId] = ()) -> tuple[list[bytes], State]:
    """Good blocks in these slots, but for those of the silent, with the votes of all but the absent; and the state after them."""
    blocks, quiet = [], frozenset(silent)
    for slot in slots:
        if producer_of(state, slot).account in quiet:
            continue
        data = good_block(state, slot, votes=all_votes(state, slot, absent))
        blocks.append(data)
        state = after(state, data)
    return blocks, state


def progress_cases() -> list[Case]:
    """Everything on the minimal preset."""
    return [*_terms(), *_silence(), *_jail(), *_votes(), *_joint(), *_stall(), *_reveals()]


@cache
def _young() -> State:
    return grown(founded(accounts={ALICE: START, BOB: START, FIFTH: START, SIXTH: START}), range(1, 4))


@cache
def with_candidates() -> State:
    """A chain whose first set is about to have rivals."""
    state = applied(_young(), 4, (FIFTH, AgentRegister(5_000, commitment_of(FIFTH))), (SIXTH, AgentRegister(3_000, commitment_of(SIXTH))))
    return applied(state, 6, (ALICE, Delegate(agent_key(0).account, 50_000)), (BOB, Delegate(FIFTH.account, 60_000)))


def _terms() -> list[Case]:
    state = with_candidates()
    rules = ("TIME-9", "TIME-12", "TIME-13", "TIME-14", "FINALITY-8", "REWARD-9")
    first, then = followed(state, range(7, TERM + 10))
    second, later = followed(then, range(TERM + 10, 2 * TERM + 12))
    claims = applied(later, 2 * TERM + 12)
    third, last = followed(claims, range(2 * TERM + 13, 3 * TERM + 12))
    claim = good_block(last, 3 * TERM + 12, [transaction(last, ALICE, DelegationClaim(agent_key(0).account, 0))])
    return [
        apply_case(rules, "from the first term into the second: an election, a payment", state, first),
        apply_case((*rules, "ERA-4"), "into the third, in which another set takes over", then, second),
        apply_case((*rules, "ERA-4"), "into the fourth, and a reward is claimed", claims, [*third, claim]),
    ]


def _silence() -> list[Case]:
    state = _young()
    rules = ("TIME-9", "TIME-10")
    steps = [
        ("one slot is missed", 5),
        ("to the last slot of the round", 4),
        ("the rest of the round is missed", 9),
        ("a slot of the next round", 6),
        ("a whole round is missed", 12),
        ("three whole rounds are missed, the last ones of the term", TERM - 1),
        ("the first slot of the next term", TERM),
        ("rounds of both terms are missed", TERM + 13),
        ("a whole term is missed: nobody is judged for it", 2 * TERM + 7),
        ("many terms are missed", 50 * TERM + 3),
    ]
    cases = [apply_case(rules, why, state, [good_block(state, slot), good_block(after(state, good_block(state, slot)), slot + 1)]) for why, slot in steps]
    rich = with_candidates()
    expired = good_block(rich, 9 * TERM)
    return [
        *cases,
        apply_case((*rules, "DELEGATE-6"), "delegations expire in a term without a block", rich, [expired, good_block(after(rich, expired), 9 * TERM + 1)]),
        apply_case(
            (*rules, "DELEGATE-6"),
            "delegations are about to expire",
            rich,
            [good_block(rich, 6 * TERM), good_block(after(rich, good_block(rich, 6 * TERM)), 7 * TERM - 1)],
        ),
        apply_case((*rules, "DELEGATE-6"), "delegations expire in the term before", rich, [good_block(rich, 7 * TERM)]),
    ]


def _jail() -> list[Case]:
    """An agent that misses too many slots is jailed, and the third time expelled."""
    quiet = agent_key(1).account
    state = with_candidates()
    rules = ("TIME-11", "PENALTY-1", "PENALTY-2")
    blocks, then = followed(state, range(7, TERM + 2), silent=(quiet,))
    worst = commit(put_agent(then, quiet, replace(get_agent(then, quiet), jailings=2, jailed_until=0)))
    more, _ = followed(worst, range(TERM + 2, 2 * TERM + 2), silent=(quiet,))
    return [
        apply_case(rules, "one agent misses all its slots, and is jailed", state, blocks),
        apply_case(rules, "one that was jailed twice misses all its slots, and is expelled", worst, more),
    ]


def _votes() -> list[Case]:
    """Votes that do not count make their block invalid."""
    state = grown(_young(), range(4, 12))
    slot = 12
    target, voters = target_of(state, slot)
    good = [vote(state, key_of(member), target) for member in voters.members]
    one = key_of(voters.members[0])
    rules = ("FINALITY-8", "FINALITY-3")
    earlier = enter_slot(state, slot).consensus.finality.previous

    def carrying(why: str, *votes: bytes, of: tuple[str, ...] = rules, of_state: State = state, at: Slot = slot) -> Case:
        return apply_case(of, why, of_state, [block(of_state, slot=at, votes=votes)])

    held = grown(_young(), (4,))
    opening = good_block(held, 5)
    fresh = after(held, opening)
    fresh_target, fresh_voters = target_of(fresh, 6)
    fresh_good = [vote(fresh, key_of(member), fresh_target) for member in fresh_voters.members]
    forged = fresh_good[1][:-1] + bytes((fresh_good[1][-1] ^ 1,))

    def fresh_case(why: str, *votes: bytes, of: tuple[str, ...] = rules) -> Case:
        return carrying(why, *votes, of=of, of_state=fresh, at=6)

    pair = fresh_good[:2]
    return [
        fresh_case("one vote", fresh_good[0]),
        fresh_case("a quorum: the checkpoint is justified", *fresh_good[:4], of=(*rules, "FINALITY-1", "FINALITY-4")),
        fresh_case("one vote less than a quorum", *fresh_good[:3], of=(*rules, "FINALITY-1", "FINALITY-4")),
        fresh_case("everybody", *fresh_good, of=(*rules, "BLOCK-8", "BLOCK-9")),
        fresh_case("votes in another order", *reversed(fresh_good)),
        fresh_case("one vote twice", fresh_good[0], fresh_good[0]),
        fresh_case("a vote of somebody who has no seat", vote(fresh, ALICE, fresh_target)),
        fresh_case("a vote of an agent without a seat", vote(fresh, FIFTH, fresh_target)),
        fresh_case("for another block of the epoch", vote(fresh, one, fresh_target, target_hash=ONES)),
        fresh_case("for the next epoch", vote(fresh, one, fresh_target, target_epoch=2)),
        fresh_case("for epoch 0", vote(fresh, one, fresh_target, target_epoch=0, target_hash=bytes(32))),
        fresh_case("from another source", vote(fresh, one, fresh_target, source_hash=ONES)),
        fresh_case("from a source of another epoch", vote(fresh, one, fresh_target, source_epoch=1)),
        fresh_case("on another chain", vote(fresh, one, fresh_target, chain=ONES)),
        fresh_case("a forged signature", pair[0], forged, of=(*rules, "WIRE-14")),
        fresh_case("a vote cut short, after a forged one: the form is said", forged, pair[0][:-1], of=(*rules, "WIRE-14")),
        fresh_case("a transaction where a vote is due", transaction(fresh, ALICE, Delegate(one.account, 5)), of=(*rules, "WIRE-14")),
        fresh_case("a forged vote, after one that does not count: the signature is said", vote(fresh, ALICE, fresh_target), forged, of=(*rules, "WIRE-14")),
        carrying("a vote that an earlier block has counted", good[0]),
        carrying("votes for the epoch before that are counted already", *[vote(state, key_of(member), earlier) for member in voters.members]),
        apply_case(("BLOCK-8", "BLOCK-9"), "votes that the header does not commit to", fresh, [_uncommitted(fresh, 6, fresh_good)]),
        apply_case(("BLOCK-8",), "the votes root of the other order", fresh, [_uncommitted(fresh, 6, pair, list_root(pair[::-1]))]),
        *_late(held),
    ]


def _uncommitted(state: State, slot: Slot, votes: Sequence[bytes], root: bytes | None = None) -> bytes:
    header = header_of(state, (), slot)
    return sealed_block(producer_of(state, slot), header if root is None else replace(header, votes_root=root), (), votes)


def _late(state: State) -> list[Case]:
    """Votes that come one epoch late still justify; two epochs late they are not counted."""
    opened = grown(state, (5,))
    target, voters = target_of(opened, 6)
    votes = [vote(opened, key_of(member), target) for member in voters.members]
    quiet = after(opened, good_block(opened, 10))
    quieter = after(quiet, good_block(quiet, 15))
    rules = ("FINALITY-8", "FINALITY-2", "FINALITY-3")
    two = [*votes, *[vote(quiet, key_of(member), target_of(quiet, 11)[0]) for member in voters.members]]
    return [
        apply_case((*rules, "REWARD-2"), "votes of everybody for two epochs, in one block", quiet, [good_block(quiet, 11, votes=two)]),
        apply_case(rules, "a quorum in the block that opens the next epoch", opened, [good_block(opened, 10, votes=votes)]),
        apply_case(rules, "a quorum one epoch late", quiet, [good_block(quiet, 11, votes=votes)]),
        apply_case(rules, "a quorum two epochs late", quieter, [block(quieter, slot=16, votes=votes)]),
    ]


def _joint() -> list[Case]:
    """At a change of the set both sets vote until the new one has made something final."""
    state = grown(with_candidates(), range(7, 2 * TERM))
    opening = good_block(state, 2 * TERM)
    opened = after(state, opening)
    target, voters = target_of(opened, 2 * TERM + 1)
    gone = [member for member in voters.former if member not in voters.members]
    new = [member for member in voters.members if member not in voters.former]
    everybody = sorted({*voters.members, *voters.former})
    rules = ("ERA-2", "ERA-4", "FINALITY-4", "FINALITY-8")

    def case(why: str, absent: Sequence[AccountId]) -> Case:
        votes = [vote(opened, key_of(member), target) for member in everybody if member not in absent]
        return apply_case(rules, why, opened, [good_block(opened, 2 * TERM + 1, votes=votes)])

    both = [member for member in voters.members if member in voters.former]
    blocks, _ = followed(opened, range(2 * TERM + 1, 2 * TERM + 16))
    resigned = replace(get_agent(opened, gone[0]), standing=Standing.RESIGNED, left=2 * TERM - 1)
    left = given(opened, agents=opened.consensus.agents.set(gone[0], resigned))
    return [
        apply_case((*rules, "ERA-3", "AGENT-5"), "one of the former set has resigned before", left, followed(left, range(2 * TERM + 1, 2 * TERM + 16))[0]),
        case("both sets vote", ()),
        case("a quorum of both", [both[0]]),
        case("a quorum of the new set alone", [gone[0], gone[-1], *both[:1]] if len(gone) > 1 else [gone[0], both[0]]),
        case("a quorum of the former set alone", [new[0], both[0]]),
        apply_case((*rules, "ERA-3"), "until the era is no longer joint", opened, blocks),
    ]


def _stall() -> list[Case]:
    """Two of five are gone: nothing becomes final, their bonds drain, the set stays; one comes back, and all goes on."""
    missing = [agent_key(0).account, agent_key(1).account]
    state = grown(with_candidates(), range(7, 12))
    blocks, stalled = followed(state, range(15, 2 * TERM + 15, 5), absent=missing)
    longer, stuck = followed(stalled, range(2 * TERM + 15, 4 * TERM + 5, 5), absent=missing)
    resumed, _ = followed(stuck, [4 * TERM + 6, *range(4 * TERM + 10, 4 * TERM + 35, 2)], absent=missing[:1])
    rules = ("PENALTY-3", "PENALTY-5", "FINALITY-4")
    two = [slot for epoch in range(3, 11) for slot in (5 * epoch, 5 * epoch + 1)]
    voted, _ = followed(state, two, absent=missing)
    return [
        apply_case(rules, "three votes of five: nothing is justified, and the missing pay", state, voted),
        apply_case(rules, "nobody votes: everybody pays", state, blocks),
        apply_case((*rules, "ERA-4", "REWARD-8"), "the set stays, and terms are forfeited", stalled, longer),
        apply_case((*rules, "FINALITY-5", "REWARD-9"), "one comes back: finality resumes", stuck, resumed),
    ]


def _reveals() -> list[Case]:
    """What a header may reveal, and when."""
    state = with_candidates()
    slot = 8
    pair = producer_of(state, slot)
    layers = onion(pair)
    held = layers.index(state.consensus.agents[pair.account].onion.layer)
    fresh = agent_key(7)
    commits = applied(state, 7, (FIFTH, AgentCommit(commitment_of(fresh))))
    rules = ("RANDOM-6", "RANDOM-3", "BLOCK-9")

    def case(why: str, reveal: bytes) -> Case:
        return apply_case(rules, why, state, [block(state, slot=slot, reveal=reveal)])

    withheld, _ = followed(state, range(7, 12))
    unmixed = good_block(state, slot, reveal=False)
    then = after(state, unmixed)
    following = good_block(then, slot + 1)
    return [
        case("the commitment itself", layers[held]),
        case("one layer too deep", layers[held - 2]),
        case("another agent's layer", onion(key_of(agent_key(2).account if pair != agent_key(2) else agent_key(4).account))[-2]),
        apply_case(rules, "withheld, the block after it, and the same agent's next one", state, [unmixed, following, _next_of(after(then, following), pair)]),
        apply_case(("RANDOM-6", "RANDOM-4", "RANDOM-5"), "reveals of two rounds", state, withheld),
        apply_case(("RANDOM-2", "RANDOM-6"), "a new commitment waits", commits, followed(commits, range(8, 12))[0]),
        *_uncommitted_founders(),
    ]


def _next_of(state: State, pair: KeyPair) -> bytes:
    """The block of an agent in the next round."""
    begin = (round_of(state.head.slot, MINIMAL.agents) + 1) * MINIMAL.agents
    return good_block(state, next(slot for slot in range(begin, begin + MINIMAL.agents) if producer_of(state, slot) == pair))


def _uncommitted_founders() -> list[Case]:
    """Agents found a chain and commit to nothing: nothing is what they can reveal."""
    founders = tuple(replace(founder, commitment=NO_LAYER) for founder in founders_of(MINIMAL))
    pool = SSP_SUPPLY - sum(founder.bond for founder in founders)
    state = genesis(MINIMAL, Map(), Pots(ecosystem=pool, deposits=0, fees=0), genesis_consensus(MINIMAL, pool, founders))
    rules = ("RANDOM-3", "RANDOM-6")
    return [
        apply_case((*rules, "CHAIN-3"), "agents without commitments found a chain, and reveal nothing", state, followed(state, range(1, 12))[0]),
        apply_case(rules, "a reveal by an agent without a commitment", state, [block(state, reveal=ONES), good_block(state, 1)]),
    ]


def mainnet_cases() -> list[Case]:
    """With 99 agents: two rounds, a boundary of terms, finality with 32 missing and none with 33."""
    genesis = founded("mainnet", accounts={ALICE: 10**14, BOB: 10**14})
    rules = ("TIME-9", "ORDER-1", "FINALITY-8")
    blocks, then = followed(genesis, range(1, 2 * 99 + 2))
    return [
        apply_case(rules, "mainnet: two rounds of 99 agents", genesis, blocks),
        _second_term(then),
        *_missing(then),
    ]


def _second_term(state: State) -> Case:
    """Another set is elected, and the checkpoint of its election not final: only every other one of the term is voted for.

    Most agents vote for more of them than a term has rounds, so that those who count one for the other pay too little.
    """
    silent = [agent_key(number).account for number in range(32)]
    epochs = [30, 31, 32, *range(217, 367, 2)]
    state = grown(state, [slot for epoch in epochs for slot in (33 * epoch, 33 * epoch + 1)], silent)
    consensus, bond, entrant = state.consensus, MAINNET.minimum_bond, agent_key(99).account
    members = sorted((*consensus.eras[0].members[1:], entrant))
    elected = replace(consensus.succession, elected=tuple(Candidate(agent=member, delegated=0) for member in members))
    rivals = consensus.agents.set(entrant, replace(ABSENT, standing=Standing.REGISTERED, bond=bond))
    before = given(state, agents=rivals, succession=elected, pots=replace(state.pots, ecosystem=state.pots.ecosystem - bond))
    edge = 2 * 99 * 72
    over, _ = followed(before, [edge - 1, edge, edge + 1, edge + 33, edge + 34, edge + 66, edge + 67])
    rules = ("TIME-9", "TIME-11", "TIME-12", "ERA-4", "REWARD-9")
    return apply_case(rules, "mainnet: the end of a term, most of which nobody produced in, and no other set takes over", before, over)


def _missing(state: State) -> list[Case]:
    def absentees(count: int) -> list[AccountId]:
        return [agent_key(number).account for number in range(count)]

    held = [slot for epoch in range(7, 9) for slot in (33 * epoch, 33 * epoch + 1)]
    stalled = [slot for epoch in range(7, 13) for slot in (33 * epoch, 33 * epoch + 1)]
    kept, _ = followed(state, held, absent=absentees(32))
    lost, stuck = followed(state, stalled, absent=absentees(33))
    again, _ = followed(stuck, [33 * 13, 33 * 13 + 1, 33 * 14, 33 * 14 + 1], absent=absentees(32))
    return [
        apply_case(("FINALITY-1", "FINALITY-4", "FINALITY-5"), "mainnet: 32 agents are missing, and checkpoints become final", state, kept),
        apply_case(("FINALITY-1", "FINALITY-4", "PENALTY-5"), "mainnet: 33 agents are missing, and nothing is justified", state, lost),
        apply_case(("FINALITY-4", "FINALITY-5"), "mainnet: one of the 33 comes back, and finality resumes", stuck, again),
    ]
