"""Drawn chains stand at the borders of the rules of consensus, and drawn objects and calls at the bounds of their types: else no slip there shows."""

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from cbor2 import dumps
from hypothesis.control import BuildContext
from hypothesis.internal.conjecture.data import ConjectureData

from conformance.fuzzing.beyond import beyond
from conformance.fuzzing.blocks import EDGES
from conformance.fuzzing.branches import branches
from conformance.fuzzing.choices import Chance
from conformance.fuzzing.damage import SIMPLE, damaged
from conformance.fuzzing.derived import draw_derived
from conformance.fuzzing.moves import settled, with_change, wrapped
from conformance.fuzzing.places import Place
from conformance.fuzzing.sealed import NUMBER
from conformance.fuzzing.search import Background, Search
from conformance.fuzzing.sources import DrawnSource
from conformance.fuzzing.stakes import AGENTS, SILENT, grown_chain, stakes, with_stakes
from conformance.fuzzing.tape import Tape
from conformance.fuzzing.watched import Watched
from reference.codes import Code, Reject
from reference.consensus.consistency import check_consistency
from reference.consensus.election import elect, may_serve
from reference.consensus.rotation import rests
from reference.consensus.weight import weight_of
from reference.economy.distribution import ECOSYSTEM_SHARE, FOUNDATION_SHARE, PLACEMENT_SHARE, TEAM_SHARE
from reference.numbers import AccountId
from reference.parameters import MINIMAL
from reference.state.agent import Agent
from reference.wire.block import decode_block
from reference.wire.consensus_bodies import DelegationClaim, DelegationRelease, DelegationWithdraw
from reference.wire.derived_bodies import DerivedOpen
from reference.wire.event import MAX_EVENTS, MAX_NAME_BYTES
from reference.wire.receipt import Receipt, decode_receipt, encode_receipt
from reference.wire.scalar import MAX_SCALAR_BYTES
from reference.wire.transaction import authenticate_transaction
from vectors.evaluate import callees, evaluate
from vectors.scenarios.derived_places import derived_place

ANY_SIZE = 2**32 - 1


def test_chains_with_stakes_are_consistent_and_at_every_border_of_an_election() -> None:
    """Who rests or is in jail for one term more, who weighs as much as another, and more delegated than counts."""
    met = Counter[str]()
    for seed in range(60):
        choices = Chance(Random(seed))
        state = with_stakes(choices, grown_chain(choices.one_of((2, 19)), choices.one_of(SILENT)))
        check_consistency(state)
        agents, term = state.consensus.agents, state.head.slot // (MINIMAL.agents * MINIMAL.term_rounds) + 2
        if state.head.slot in EDGES:
            met["edge"] += 1
            continue
        ready = [agent for agent in agents.values() if may_serve(agent, term, MINIMAL.minimum_bond) and not _rests(agent, term)]
        weights = [_weight(agent) for agent in ready]
        met["more than enough"] += len(ready) > MINIMAL.agents
        met["alike"] += len(ready) > MINIMAL.agents and len({*weights}) < len(weights)
        met["capped"] += any(agent.bond + agent.delegated > _weight(agent) for agent in ready)
        met["rests"] += any(_rests(agent, term) and not _rests(agent, term + 1) for agent in agents.values())
        met["jailed"] += any(agent.jailed_until == term + 1 for agent in agents.values())
        met["nobody"] += not elect(agents.items(), term, MINIMAL)
    assert min(met[name] for name in ("edge", "more than enough", "alike", "capped", "rests", "jailed", "nobody")) > 0, met


def _rests(agent: Agent, term: int) -> bool:
    return rests(agent.tenure, term, MINIMAL.tenure_terms, MINIMAL.rest_terms)


def _weight(agent: Agent) -> int:
    return weight_of(agent.bond, agent.delegated, MINIMAL.minimum_bond, MINIMAL.bond_leverage)


def test_blocks_after_such_chains_are_accepted_and_bonds_come_back() -> None:
    """Else a target would be asked no more than whether it refuses the states."""
    source, met = DrawnSource(stakes(), Random("stakes")), Counter[str]()
    for _ in range(60):
        exchange = source.draw()
        outcome: Any = evaluate(exchange.kind.value, exchange.preset, exchange.input)
        for step in outcome.get("steps", ()):
            met["accepted"] += "accepted" in step
            met["carried out"] += any(receipt["outcome"] == 0 for receipt in step.get("accepted", {"receipts": ()})["receipts"])
        met["refused"] += "reject" in outcome or "rejected" in outcome
    assert met["accepted"] > 80
    assert met["carried out"] > 5
    assert met["accepted"] > 10 * met["refused"]


def test_agents_that_have_delegated_ask_for_it_as_others_do() -> None:
    """Whoever has delegated is looked for by account, and may be an agent as well."""
    source, agents, asked = DrawnSource(stakes(), Random("y")), {pair.account for pair in AGENTS}, Counter[AccountId]()
    for _ in range(200):
        blocks: Any = source.draw().input["blocks"]
        sent = [authenticate_transaction(data, ANY_SIZE) for each in blocks for data in decode_block(bytes.fromhex(each), ANY_SIZE).transactions]
        asked.update(each.sender for each in sent if isinstance(each.transaction.body, DelegationClaim | DelegationRelease | DelegationWithdraw))
    assert agents & set(asked)


def test_what_is_final_cuts_off_branches_on_which_blocks_come() -> None:
    source, refused = DrawnSource(branches(), Random("branches")), Counter[str]()
    for _ in range(60):
        exchange = source.draw()
        steps: Any = evaluate(exchange.kind.value, exchange.preset, exchange.input)["steps"]
        refused.update(str(step) for step in steps if Code.PARENT_UNKNOWN.name in str(step))
    assert refused


@pytest.mark.parametrize(
    ("what", "is_so"),
    [
        ("no name", lambda call: any(getattr(event, "name", None) == b"" for event in call.events)),
        ("a long name", lambda call: any(len(getattr(event, "name", b"")) > MAX_NAME_BYTES for event in call.events)),
        ("events", lambda call: len(call.events) > MAX_EVENTS),
        ("a long value", lambda call: type(call.value) is bytes and len(call.value) > MAX_SCALAR_BYTES),
        ("an integer of 65 bits", lambda call: type(call.value) is int and call.value in (2**63, -(2**63) - 1)),
    ],
)
def test_a_part_is_beyond_its_bound(what: str, is_so: Callable[[Any], bool]) -> None:
    right = decode_receipt(dumps([bytes(32), 0, 5, [7, _VALUES.get(what), [[bytes(32), b"name", 1]]]]))
    found = [beyond(Chance(Random(seed)), Receipt, right) for seed in range(300)]
    assert any(each.call is not None and is_so(each.call) for each in found)
    beside = next(each for each in found if each.call is not None and is_so(each.call))
    with pytest.raises(Reject):
        decode_receipt(encode_receipt(beside))


_VALUES = {"a long value": b"value", "an integer of 65 bits": 9}


def test_truth_values_and_negative_integers_are_damaged_as_items() -> None:
    """Where one of them made the whole unreadable, nothing but single bytes of it changed."""
    data = dumps([bytes(32), 0, 1, [7, True, [[bytes(32), b"name", -5]]]])
    others = {damaged(Chance(Random(seed)), data) for seed in range(600)}
    assert data.replace(SIMPLE[1], b"\x01") in others
    assert data.replace(dumps(-5), dumps(-(2**63) - 1)) in others
    assert data.replace(b"\x00\x01", b"\x00\xf5", 1) in others


def test_a_product_is_moved_to_where_it_wraps_around() -> None:
    present = [("price", Place((), NUMBER, 40)), ("quantity", Place((), NUMBER, 3))]
    products = set()
    for seed in range(60):
        change = wrapped(Chance(Random(seed)), present)
        if change is not None:
            after = with_change({"price": 40, "quantity": 3}, change)
            products.add(after["price"] * after["quantity"])
    assert any(2**64 <= product < 2**64 + 40 for product in products)


def test_all_comparisons_are_settled_at_once() -> None:
    present = [("one", Place((), NUMBER, 4)), ("other", Place((), NUMBER, 5))]
    arguments = {"one": 4, "other": 5}
    for change in settled(present, [(1, 4, 900), (2, 800, 5)]):
        arguments = with_change(arguments, change)
    assert arguments == {"one": 900, "other": 800}


def test_shares_that_only_add_up_are_come_to() -> None:
    """Of two numbers that are wrong by the same, no comparison says anything that it has not said of each."""
    shares = (PLACEMENT_SHARE, FOUNDATION_SHARE, TEAM_SHARE, ECOSYSTEM_SHARE)
    search = Search("check_distribution", callees()["check_distribution"], Watched(), Background(shares, (), (), {}))
    choices = Chance(Random(5))
    given = [search.next(choices) for _ in range(60)]
    sums = [tuple(each.values()) for each in given if each is not None]
    assert shares in sums
    assert any(each != shares and sum(each) == sum(shares) for each in sums)


def test_members_of_an_enumeration_are_told_apart() -> None:
    watched, function = Watched(), callees()["commit_result"].function
    parameters = callees()["commit_result"].parameters
    job = next(each for each in _jobs(parameters))
    stage = parameters["stage"]
    shown = [frozenset(watched.run(function, {"job": job, "stage": each, "slot": 2**40})[0].features) for each in stage]
    assert len({*shown}) == len(stage)


def _jobs(parameters: Any) -> Any:
    yield parameters["job"](size=3, committed=0, revealed=0, commit_until=1, reveal_until=2)


def test_services_name_an_asset_twice_beside_itself() -> None:
    """Assets in ascending order: only equal neighbours tell that from an order in which one may be there twice."""
    tape, state, named = Tape(Random(1)), derived_place(services={}), []
    with BuildContext(ConjectureData.for_choices(()), wrapped_test=draw_derived):
        for _ in range(300):
            _, body = draw_derived(tape.draw, state, state.head.slot)
            if isinstance(body, DerivedOpen):
                named.append([each.asset for each in body.assets])
    assert any(names != sorted(names) for names in named)
    assert any(names == sorted(names) and len(set(names)) < len(names) for names in named)
    assert sum(names == sorted(set(names)) for names in named) > len(named) // 2
