"""The contracts that are shipped as examples: their stories by the evaluator and on the engine, and what holds of them whoever calls what, in any order."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conformance.fuzzing.agreement import agree_in_world
from reference.contracts.chain_host import ChainHost, run_frame
from reference.contracts.declarations import declared_table
from reference.contracts.run import Failed, Returned
from reference.contracts.sample_rewards import counts_sample, sample_reward
from reference.contracts.source import check_source
from reference.contracts.stored import decode_scalar
from reference.contracts.values import Scalar
from reference.contracts.world import World
from reference.numbers import AccountId, Amount
from reference.parameters import SSP_SUPPLY
from reference.state.contract_state import get_machine
from reference.state.state import get_account, get_holding
from reference.state.supply import break_down, total
from reference.wire.keys import encode_key
from vectors.build import ALICE, BOB, CAROL
from vectors.filling import constants_of, fill, unfilled
from vectors.keys import KeyPair
from vectors.scenarios.coin_places import DAVE, GATE, START
from vectors.scenarios.contract_examples import AT, CAR, HAS, STATION, Story, auction, escrows, example_stories, parking, signed_sample, stations, subscription
from vectors.scenarios.contract_stories import EXAMPLES, Asked, after_call, called, told
from vectors.scenarios.contract_worlds import GAS, MEMORY

STORIES = {story.name: story for story in example_stories()}

PEOPLE = (ALICE, BOB, CAROL, DAVE)

MAX_BYTES = 16_000
"""What a program may have, so that its release fits into a transaction of mainnet."""

SETTINGS = settings(max_examples=60, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))


def balances(world: World) -> dict[AccountId, int]:
    """What everybody has who takes part."""
    return {account: get_account(world.state, account).balance for account in (*(pair.account for pair in PEOPLE), AT, CAR)}


def the_end(story: Story) -> World:
    """The world after a story."""
    return list(told(story.world, story.calls))[-1][2]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.lua")), ids=lambda path: path.stem)
def test_an_example_is_a_program_that_says_what_it_is_for(path: Path) -> None:
    source = path.read_bytes()
    assert check_source(source) is None
    assert len(source) <= MAX_BYTES
    assert source.startswith(b"-- ")
    if path.stem != "gate":
        assert b"\n-- What can go wrong: " in source
        assert b"\n-- Calls, " in source
        assert unfilled(source)


@pytest.mark.parametrize("name", STORIES)
def test_a_story_goes_as_told_on_the_engine_too(name: str) -> None:
    """And by each call only contracts that were called, and the caller by what it pays, have less than before; nothing is made, and nothing is lost."""
    story = STORIES[name]
    world = story.world
    for asked, before, after in told(story.world, story.calls):
        outcome = agree_in_world(before, GAS, MEMORY)
        assert (outcome.code if isinstance(outcome, Failed) else outcome.values) == asked.comes, asked.why
        assert total(break_down(after.state)) == SSP_SUPPLY
        had, has = balances(world), balances(after)
        for account in had:
            allowed = asked.paid if account == asked.caller else 0
            assert has[account] >= had[account] - allowed or account in (AT, CAR), asked.why
        if isinstance(outcome, Failed):
            assert after == world, asked.why
        world = after


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("parking", {ALICE: 600, BOB: -HAS + 40, CAROL: -50 - 40, DAVE: 0, AT: 0, CAR: HAS - 550}),
        ("weather station", {ALICE: -1_500, BOB: 1_666, CAROL: -600, DAVE: 333, AT: 101, CAR: 0}),
        ("subscription", {ALICE: 800, BOB: -200, CAROL: -600, DAVE: 0, AT: 0, CAR: 0}),
        ("auction", {ALICE: 2_150, BOB: 0, CAROL: -2_150, DAVE: 0, AT: 0, CAR: 0}),
        ("escrow, released", {ALICE: 5_000, BOB: -5_000, CAROL: 0, DAVE: 0, AT: 0, CAR: 0}),
        ("escrow, refunded", {ALICE: 0, BOB: 0, CAROL: 0, DAVE: 0, AT: 0, CAR: 0}),
        ("escrow, decided", {ALICE: 1_666, BOB: -1_666, CAROL: 0, DAVE: 0, AT: 0, CAR: 0}),
        ("escrow, undisputed", {ALICE: 5_000, BOB: -5_000, CAROL: 0, DAVE: 0, AT: 0, CAR: 0}),
        ("escrow, without the arbiter", {ALICE: 0, BOB: 0, CAROL: 0, DAVE: 0, AT: 0, CAR: 0}),
    ],
)
def test_who_has_what_in_the_end(name: str, changed: Mapping[KeyPair | AccountId, int]) -> None:
    begun = dict.fromkeys((pair.account for pair in PEOPLE), START) | {AT: 0, CAR: 0}
    expected = {who.account if isinstance(who, KeyPair) else who: by for who, by in changed.items()}
    assert {account: amount - begun[account] for account, amount in balances(the_end(STORIES[name])).items()} == expected


def test_the_winner_has_the_lot() -> None:
    state = the_end(auction()).state
    assert get_holding(state, GATE, CAROL.account).balance == 100
    assert get_holding(state, GATE, AT).balance == 0


def resource(world: World, name: bytes) -> int:
    """What a resource of the machine comes to; 0 before it was moved."""
    return next((each.amount for each in get_machine(world.state, AT).resources if each.name == name), 0)


def whole(world: World, prefix: bytes) -> int:
    """The sum of what is stored under keys that begin so."""
    return sum(int(decode_scalar(record.record) or 0) for (_, key), record in world.state.contracts.stored.items() if key.startswith(prefix))


Calls = st.SearchStrategy[list[tuple[int, KeyPair, tuple[Scalar, ...], Amount]]]


def any_calls(arguments: st.SearchStrategy[tuple[Scalar, ...]], most: int, paid: st.SearchStrategy[Amount]) -> Calls:
    """Calls of anybody, each so many slots after the one before."""
    return st.lists(st.tuples(st.integers(0, most), st.sampled_from(PEOPLE), arguments, paid), min_size=8, max_size=25)


def hold_throughout(story: Story, calls: list[tuple[int, KeyPair, tuple[Scalar, ...], Amount]], holds: Callable[[World], bool], slot: int = 1) -> World:
    """Carry out calls, and check after each what is to hold. The world in the end."""
    world = story.world
    for later, who, arguments, paid in calls:
        slot += later
        world = after_call(world, Asked("", slot, who.account, AT, arguments, (), min(paid, get_account(world.state, who.account).balance)))
        assert holds(world)
    return world


accounts = st.sampled_from([pair.account for pair in PEOPLE])


@SETTINGS
@given(any_calls(st.sampled_from([(b"bid",), (b"bid",), (b"withdraw",), (b"end",), (b"take",)]), 90, st.sampled_from((0, 0, 1_000, 1_200, 1_500, 3_000))))
def test_an_auction_has_what_it_owes(calls: list[tuple[int, KeyPair, tuple[Scalar, ...], Amount]]) -> None:
    """Until it ends, the best bid besides; and what it owes is what it has noted of each."""

    def holds(world: World) -> bool:
        open_best = resource(world, b"best") if get_machine(world.state, AT).state in (b"open", b"") else 0
        return get_account(world.state, AT).balance == resource(world, b"owed") + open_best and whole(world, b"o") == resource(world, b"owed")

    hold_throughout(auction(), calls, holds)


@SETTINGS
@given(
    any_calls(
        st.one_of(
            st.sampled_from([(b"fund",), (b"release",), (b"refund",), (b"dispute",), (b"expire",)]),
            st.integers(-1, 10**6 + 1).map(lambda part: (b"decide", part)),
        ),
        150,
        st.sampled_from((0, 0, 5_000)),
    )
)
def test_an_escrow_has_what_it_holds(calls: list[tuple[int, KeyPair, tuple[Scalar, ...], Amount]]) -> None:
    """And in the end its money is with the two parties alone: the arbiter, and whoever else calls, has what they had."""
    story = escrows()[0]
    after = hold_throughout(story, calls, lambda world: get_account(world.state, AT).balance == resource(world, b"held"))
    has = balances(after)
    assert has[CAROL.account] == has[DAVE.account] == START
    assert has[BOB.account] <= START <= has[ALICE.account]


@SETTINGS
@given(
    any_calls(
        st.one_of(st.just((b"subscribe",)), st.just((b"subscribe",)), st.just((b"cancel",)), accounts.map(lambda who: (b"collect", who))),
        60,
        st.sampled_from((0, 0, 100, 300, 1_000)),
    )
)
def test_a_subscription_has_what_was_not_collected(calls: list[tuple[int, KeyPair, tuple[Scalar, ...], Amount]]) -> None:
    def holds(world: World) -> bool:
        return get_account(world.state, AT).balance == 100 * (whole(world, b"n") - whole(world, b"c"))

    hold_throughout(subscription(), calls, holds)


@SETTINGS
@given(
    any_calls(st.sampled_from([(b"enter",), (b"pay",), (b"pay",), (b"leave",), (b"collect",), (b"price", 70)]), 100, st.sampled_from((0, 0, 100, 300, 2_000)))
)
def test_a_gate_takes_no_more_than_is_due(calls: list[tuple[int, KeyPair, tuple[Scalar, ...], Amount]]) -> None:
    """What is too much goes back at once: at every step others than the owner, who pay her or nobody, have less by just what the car's debt falls by."""
    before = [parking().world]

    def holds(world: World) -> bool:
        last, before[0] = before[0], world
        came_in = resource(world, b"cars") - resource(last, b"cars")
        paid = resource(world, b"paid") - (0 if came_in else resource(last, b"paid"))
        had, has = balances(last), balances(world)
        by_others = sum(had[pair.account] - has[pair.account] for pair in (BOB, CAROL, DAVE))
        return paid in (by_others, had[ALICE.account] - has[ALICE.account]) and resource(world, b"paid") <= resource(world, b"due")

    hold_throughout(parking(), calls, holds)


@SETTINGS
@given(st.integers(1, 2**40), st.lists(st.tuples(st.sampled_from((STATION, CAROL)), st.integers(1, 30)), max_size=12))
def test_stations_are_paid_as_the_rule_says(reward: int, brought: list[tuple[KeyPair, int]]) -> None:
    """The contract counts as STATION-1, and pays as STATION-2."""
    story = stations()
    source = fill(EXAMPLES.joinpath("weather_station.lua").read_bytes(), {"OPERATOR": ALICE.account, "REWARD": reward, "EPOCH": 400})
    contract = story.world.state.contracts
    released = replace(next(iter(contract.programs.values())), source=source)
    world = replace(
        story.world, state=replace(story.world.state, contracts=replace(contract, programs=contract.programs.set(next(iter(contract.programs)), released)))
    )
    payees = {STATION: BOB, CAROL: DAVE}
    for station, payee in payees.items():
        world = after_call(world, Asked("", 1, ALICE.account, AT, (b"station", encode_key(station.public), payee.account), ()))
    slot, following, counted = 1, {STATION: 0, CAROL: 0}, Counter[KeyPair]()
    for station, later in brought:
        slot += later
        period = slot // 10
        arguments = (b"sample", encode_key(station.public), 5, signed_sample(station, period, 5))
        outcome = run_frame(called(world, asked := Asked("", slot, DAVE.account, AT, arguments, ())), GAS, MEMORY)
        counts = counts_sample(following[station], period, slot, 10)
        assert isinstance(outcome, Returned) == counts
        if counts:
            counted[station] += 1
            following[station] = period + 1
            world = after_call(world, asked)
    for station in payees:
        claim = called(world, Asked("", 400, DAVE.account, AT, (b"claim", encode_key(station.public), 0), ()))
        rich = replace(claim, state=replace(claim.state, accounts=claim.state.accounts.set(AT, replace(get_account(claim.state, AT), balance=reward))))
        outcome = run_frame(rich, GAS, MEMORY)
        share = sample_reward(reward, counted[station], counted.total())
        if share == 0:
            assert isinstance(outcome, Failed)
            continue
        assert isinstance(outcome, Returned)
        assert outcome.values == (share,)
        assert isinstance(outcome.host, ChainHost)
        paid = get_account(outcome.host.world.state, payees[station].account).balance
        assert paid == get_account(world.state, payees[station].account).balance + share


def test_constants_are_filled_in_by_name() -> None:
    source = b'local OWNER = "<account>"\nlocal PRICE = 5\nlocal owner = "<no constant>"\n  local DEEP = 1\nlocal TEXT = "a\\"b" \n'
    assert constants_of(source) == {"OWNER": b'"<account>"', "PRICE": b"5", "TEXT": b'"a\\"b"'}
    assert unfilled(source) == ["OWNER"]
    filled = fill(source, {"OWNER": b"\x00a\\", "PRICE": 7})
    assert filled == source.replace(b'"<account>"', b'"\\000\\097\\092"').replace(b"PRICE = 5", b"PRICE = 7")
    with pytest.raises(ValueError, match="no constant COST; it has OWNER, PRICE, TEXT"):
        fill(source, {"COST": 1})
    with pytest.raises(ValueError, match="it has none"):
        fill(b"return 1", {"COST": 1})
    with pytest.raises(ValueError, match="OWNER is an account, as 64 hexadecimal digits"):
        fill(source, {"OWNER": 5})


def test_the_tables_say_what_cannot_happen() -> None:
    """Where an escrow is closed nothing is held, and nothing leads out of there; an auction's best bid stands once it has ended."""
    held = declared_table(EXAMPLES.joinpath("escrow.lua").read_bytes())
    sold = declared_table(EXAMPLES.joinpath("auction.lua").read_bytes())
    assert held is not None
    assert sold is not None
    closing = [move for move in held.moves if move.end == b"closed"]
    assert all(move.condition is not None and move.condition.resource == b"held" and move.condition.amount == 0 for move in closing)
    assert not [move for move in held.moves if move.start == b"closed"]
    assert not [move for move in sold.moves if move.start != b"open" and b"best" in move.changes]
