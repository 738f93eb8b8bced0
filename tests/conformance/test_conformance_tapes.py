"""What is drawn by chance is what Hypothesis would draw, can be varied, and has one thing wrong where that is wanted; the time of a hunt is shared."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from cbor2 import loads
from hypothesis.control import BuildContext
from hypothesis.errors import StopTest, UnsatisfiedAssumption
from hypothesis.internal.conjecture.data import ConjectureData, Status

from conformance.fuzzing.chip_world import draw_world, new_scene
from conformance.fuzzing.choices import Chance
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.places import places
from conformance.fuzzing.profiles import STRATEGIES
from conformance.fuzzing.sessions import sessions
from conformance.fuzzing.sources import DrawnSource
from conformance.fuzzing.tape import Tape, varied
from conformance.fuzzing.turns import OVERHEAD, TURN, Turns
from conformance.fuzzing.wrong import Known, one_wrong
from reference.agent.chip.machine import COMMANDS
from reference.agent.chip.meter_commands import OpenSession
from reference.agent.chip.records import LifeStage
from reference.codes import SUCCESS
from reference.state.tables import Table
from reference.wire.hashing import Tag
from reference.wire.vote import authenticate_vote, decode_signed_vote, encode_vote
from vectors.build import ALICE
from vectors.evaluate import evaluate
from vectors.scenarios.light_client_chain import GOOD
from vectors.scenarios.session_builder import SessionBuilder
from vectors.sessions import answers_of, session_steps

PRESETS = ("minimal", "mainnet")


def drawn(profile: str, tape: Tape) -> Exchange | None:
    """None where what was chosen does not go together."""
    try:
        with BuildContext(ConjectureData.for_choices(()), wrapped_test=drawn):
            exchange: Exchange = tape.draw(STRATEGIES[profile](PRESETS))
    except UnsatisfiedAssumption:
        return None
    return exchange


@pytest.mark.parametrize("profile", sorted(STRATEGIES))
def test_hypothesis_draws_the_same_of_the_same_choices(profile: str) -> None:
    """Else it would make small something else than what was found."""
    random, same = Random(4), 0
    for _ in range(8):
        tape = Tape(random)
        exchange = drawn(profile, tape)
        if exchange is None:
            continue
        data = ConjectureData.for_choices(tape.choices)
        try:
            with BuildContext(data, wrapped_test=drawn):
                assert data.draw(STRATEGIES[profile](PRESETS)) == exchange
        except StopTest:
            # More than it chooses at all: such an input is made small by its steps.
            assert data.status is Status.OVERRUN
            continue
        assert list(data.choices) == tape.choices
        same += 1
    assert same > 2


@pytest.mark.parametrize("profile", sorted(STRATEGIES))
def test_choices_can_be_made_a_little_otherwise(profile: str) -> None:
    """Whatever is changed, left out or twice, an input is drawn; and mostly another one."""
    random, others = Random(5), 0
    for _ in range(24):
        tape = Tape(random)
        exchange = drawn(profile, tape)
        other = drawn(profile, Tape(random, varied(random, tape.choices, tape.ranges)))
        others += exchange != other
    assert others > 8


def test_a_tape_without_a_change_is_the_same_input() -> None:
    tape = Tape(Random(1))
    exchange = drawn("ledger", tape)
    assert drawn("ledger", Tape(Random(2), tape.choices)) == exchange


def test_sources_follow_from_their_seed() -> None:
    """And from what they are told: two that are told the same draw the same."""
    one, other = (DrawnSource(STRATEGIES["wire"](PRESETS), Random(3)) for _ in range(2))
    for number in range(60):
        assert one.draw() == other.draw()
        for source in (one, other):
            source.learn(number % 3 == 0)


def test_a_source_knows_what_is_new() -> None:
    source = DrawnSource(STRATEGIES["wire"](PRESETS), Random(3))
    news = []
    for _ in range(40):
        exchange, codes = source.draw(), set[int]()
        with source.watch(codes):
            evaluate(exchange.kind.value, exchange.preset, exchange.input)
        assert codes
        assert source.cost() > 0
        news.append(source.learn(False))
    assert news[0]
    assert sum(news[20:]) < sum(news[:20])


def test_half_of_the_time_is_shared_alike() -> None:
    """Of a profile whose inputs cost little there are so many more."""
    costs = {"cheap": 100, "dear": 10_000}
    turns, spent, number = Turns(tuple(costs), {}), Counter[str](), Counter[str]()
    for _ in range(2_000):
        profile = turns.next()
        turns.tell(profile, TURN, TURN * costs[profile], 0)
        spent[profile] += TURN * (costs[profile] + OVERHEAD)
        number[profile] += 1
    assert number["cheap"] > 5 * number["dear"]
    assert min(spent.values()) > sum(spent.values()) / 5


def test_a_profile_of_more_shares_has_more_of_that_half() -> None:
    turns, number = Turns(("narrow", "broad"), {"broad": 3}), Counter[str]()
    for _ in range(400):
        profile = turns.next()
        turns.tell(profile, TURN, 1_000, profile == "narrow")
        number[profile] += 1
    assert 140 < number["broad"] < 160


def test_the_other_half_goes_to_what_is_new() -> None:
    turns, number = Turns(("old", "new"), {}), Counter[str]()
    for _ in range(200):
        profile = turns.next()
        turns.tell(profile, TURN, 1_000, 2 if profile == "new" else 0)
        number[profile] += 1
    assert number["new"] > 140
    assert number["old"] > 40


def leaves(record: Any) -> list[Any]:
    return [place.value for place in places(type(record), record) if not [*places(place.annotation, place.value)][1:]]


def test_one_thing_is_wrong() -> None:
    """In a command with an order of many fields, at one place alone."""
    session = SessionBuilder("chip that is fuzzed").lives(LifeStage.PROVISIONED)
    tape = Tape(Random(7))
    scene = new_scene(session, draw_world(tape.draw, session.account, 4, crowded=False))
    identifier, order = next(iter(scene.world.orders.items()))
    right = OpenSession(scene.world.state.header, identifier, order, scene.world.state.proof((Table.ORDERS, identifier)))
    choices, changed = Chance(Random(8)), Counter[str]()
    for _ in range(300):
        wrong = one_wrong(choices, OpenSession, right, scene.known)
        differences = [place for place, (one, other) in enumerate(zip(leaves(right), leaves(wrong), strict=True)) if one != other]
        assert len(differences) <= 1
        changed.update(name for name in ("header", "id", "order", "proof") if getattr(right, name) != getattr(wrong, name))
    assert set(changed) == {"header", "id", "order", "proof"}
    # A damaged byte string may be the same as before.
    assert changed.total() > 250


def test_what_was_signed_is_signed_again() -> None:
    """A vote that says something else, under the signature of the same agent, is one that an envelope's bytes alone would never come to."""
    known, vote = Known(signers=[ALICE]), GOOD.leading.link
    data = known.sign(ALICE, vote, encode_vote, Tag.FINALITY_VOTE)
    choices, said = Chance(Random(9)), 0
    for _ in range(60):
        other = known.otherwise(choices, data)
        try:
            signed = decode_signed_vote(other)
            authenticate_vote(signed)
        except Exception:
            continue
        said += signed.vote != vote
    assert said > 10


def test_every_command_is_carried_out() -> None:
    """What a chip refuses whenever it is fuzzed shows nothing of what it does."""
    random, carried_out = Random(11), set[int]()
    for _ in range(400):
        exchange = Tape(random).draw(sessions())
        steps = session_steps(exchange.input)
        for step, answer in zip(steps, answers_of(steps), strict=True):
            if answer.response is not None and loads(answer.response)[0] == SUCCESS:
                carried_out.add(loads(step.command)[0])
    missing = {command.record.__name__ for command in COMMANDS if command.number not in carried_out}
    assert not missing
