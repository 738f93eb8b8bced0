"""FINALITY-2 to FINALITY-7 beyond the theorems: votes counted on records, the bits of seats, and a quorum's edge on mainnet."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.codes import Code, Reject
from reference.consensus.finality import Electorate, count_vote, open_target, quorum
from reference.consensus.seats import are_seats, count_seats, has_seat, nobody, seat_of, with_seat
from reference.numbers import AccountId
from reference.parameters import PRESETS, Parameters
from reference.state.finality import Checkpoint, Finality, Target
from reference.wire.vote import FinalityVote, SealedVote

CHAIN = bytes(32)
GENESIS = Checkpoint(0, bytes(32))


def some_agents(count: int, first: int = 0) -> tuple[AccountId, ...]:
    return tuple((first + number).to_bytes(32, "big") for number in range(count))


def at_genesis(agents: int) -> Finality:
    target = Target(GENESIS, GENESIS, 0, False, nobody(agents), b"")
    return Finality(GENESIS, GENESIS, target, target)


def opened(finality: Finality, epoch: int, agents: int, joint: bool = False) -> Finality:
    return open_target(finality, Checkpoint(epoch, bytes([epoch]) * 32), 0, joint, nobody(agents))


def vote_for(target: Target) -> FinalityVote:
    return FinalityVote(CHAIN, target.source.epoch, target.source.hash, target.checkpoint.epoch, target.checkpoint.hash)


def voted(finality: Finality, target: Target, voters: tuple[AccountId, ...], electorate: Electorate) -> Finality:
    for voter in voters:
        finality = count_vote(finality, SealedVote(vote_for(target), voter), CHAIN, electorate, electorate)
    return finality


@given(st.sets(st.integers(0, 98)))
def test_seats_are_one_bit_each(chosen: set[int]) -> None:
    seats = nobody(99)
    for seat in chosen:
        seats = with_seat(seats, seat)
    assert {seat for seat in range(99) if has_seat(seats, seat)} == chosen
    assert count_seats(seats) == len(chosen)
    assert are_seats(seats, 99)
    assert seats == sum(1 << seat for seat in chosen).to_bytes(13, "little"), "the lowest bit of the first byte is the first seat"


@pytest.mark.parametrize(
    ("seats", "agents", "expected"),
    [
        (b"", 0, True),
        (b"\0", 0, False),
        (b"\x1f", 5, True),
        (b"\x20", 5, False),
        (b"\xff", 8, True),
        (b"\xff", 9, False),
        (b"\xff\x01", 9, True),
        (b"\xff\x02", 9, False),
    ],
)
def test_bytes_from_outside_are_seats_only_within_the_set(seats: bytes, agents: int, expected: bool) -> None:
    assert are_seats(seats, agents) is expected


def test_a_seat_is_found_by_its_agent() -> None:
    members = some_agents(99)
    assert [seat_of(members, member) for member in members] == list(range(99))
    assert seat_of(members, bytes([255]) * 32) is seat_of(members[1:], members[0]) is seat_of((), members[0]) is None


@pytest.mark.parametrize("parameters", PRESETS.values(), ids=lambda parameters: parameters.name)
def test_two_epochs_of_a_quorum_s_votes_finalise_and_one_vote_less_does_not(parameters: Parameters) -> None:
    agents = parameters.agents
    members = some_agents(agents)
    least = members[: quorum(agents)]
    electorate = Electorate(members, ())
    first = opened(at_genesis(agents), 1, agents)
    short = voted(first, first.current, least[1:], electorate)
    assert short.justified == GENESIS
    justified = voted(short, first.current, least[:1], electorate)
    assert (justified.justified.epoch, justified.finalised.epoch) == (1, 0)
    second = opened(justified, 2, agents)
    assert second.current.source == justified.justified
    final = voted(second, second.current, least, electorate)
    assert (final.justified.epoch, final.finalised.epoch) == (2, 1)


def test_the_former_set_has_its_say_where_a_target_is_joint() -> None:
    members, former = some_agents(5, 2), some_agents(5)
    electorate = Electorate(members, former)
    start = opened(at_genesis(5), 1, 5, joint=True)
    new_alone = voted(start, start.current, members[1:], electorate)
    assert (count_seats(new_alone.current.voters), count_seats(new_alone.current.former_voters)) == (4, 2), "who is in both sets counts in both"
    assert new_alone.justified == GENESIS
    both = voted(new_alone, start.current, former[:2], electorate)
    assert both.justified == start.current.checkpoint


def test_votes_for_the_epoch_before_still_count_and_never_lower_what_is_justified() -> None:
    members = some_agents(5)
    electorate = Electorate(members, ())
    first = opened(at_genesis(5), 1, 5)
    second = opened(first, 2, 5)
    ahead = voted(second, second.current, members[:4], electorate)
    assert ahead.justified.epoch == 2
    late = voted(ahead, first.current, members[:4], electorate)
    assert (late.justified.epoch, late.finalised.epoch) == (2, 0), "both links come from genesis, and the one to epoch 1 makes it final again"


CODES = [
    ("another chain", {"chain": bytes([1]) * 32}, Code.WRONG_CHAIN),
    ("another target", {"target_hash": bytes([9]) * 32, "source_epoch": 9}, Code.VOTE_TARGET_UNKNOWN),
    ("another epoch", {"target_epoch": 3}, Code.VOTE_TARGET_UNKNOWN),
    ("another source", {"source_hash": bytes([9]) * 32}, Code.VOTE_SOURCE_MISMATCH),
    ("another source's epoch", {"source_epoch": 1}, Code.VOTE_SOURCE_MISMATCH),
]


@pytest.mark.parametrize(("why", "change", "expected"), CODES)
@pytest.mark.parametrize("voter", [bytes(32), bytes([255]) * 32], ids=["member", "stranger"])
def test_a_vote_is_rejected_for_its_link_before_its_voter(why: str, change: dict[str, int | bytes], expected: Code, voter: bytes) -> None:
    electorate = Electorate(some_agents(5), ())
    finality = opened(opened(at_genesis(5), 1, 5), 2, 5)
    vote = replace(vote_for(finality.current), **change)  # type: ignore[arg-type]
    with pytest.raises(Reject) as rejected:
        count_vote(finality, SealedVote(vote, voter), CHAIN, electorate, electorate)
    assert rejected.value.code is expected


def test_nobody_votes_for_genesis() -> None:
    """It needs no votes, and a link from itself to itself would be counted, and paid for."""
    electorate = Electorate(some_agents(5), ())
    finality = at_genesis(5)
    with pytest.raises(Reject) as rejected:
        count_vote(finality, SealedVote(vote_for(finality.current), some_agents(1)[0]), CHAIN, electorate, electorate)
    assert rejected.value.code is Code.VOTE_TARGET_UNKNOWN


def test_a_stranger_has_no_vote_and_nobody_has_two() -> None:
    electorate = Electorate(some_agents(5, 2), some_agents(5))
    finality = opened(at_genesis(5), 1, 5, joint=True)
    for voter, expected in ((bytes([255]) * 32, Code.VOTER_NOT_SEATED), *((voter, Code.VOTE_REPEATED) for voter in some_agents(7))):
        counted = finality if expected is Code.VOTER_NOT_SEATED else voted(finality, finality.current, (voter,), electorate)
        with pytest.raises(Reject) as rejected:
            count_vote(counted, SealedVote(vote_for(counted.current), voter), CHAIN, electorate, electorate)
        assert rejected.value.code is expected
