"""States that are wrong in one thing: what is found of them, and what is done to what refuses them besides."""

from dataclasses import replace
from random import Random

import pytest

from conformance.fuzzing.contributors import contributors
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.moved_states import MovedStates, moved_states
from conformance.fuzzing.sources import DrawnSource
from conformance.fuzzing.state_records import records_of, renamed, with_record, without_record
from conformance.fuzzing.watched import Watched
from reference.codes import Reject
from reference.data import data_consistency
from reference.data.derived_consistency import do_derived_services_fit
from reference.parameters import MINIMAL
from vectors.case import Kind
from vectors.scenarios.derived_places import derived_place
from vectors.scenarios.sale_places import HELD, sale_place
from vectors.state_form import read_state, write_state

TURNS = 160
"""How many states are asked for."""


def met() -> MovedStates:
    """What moves the states of a sale and of a derived service."""
    states = moved_states(1, "data", Watched())
    for state in (sale_place(HELD), derived_place()):
        states.meet(Exchange(Kind.TRANSACT, MINIMAL.name, {"state": write_state(state), "batches": []}))
    return states


def test_each_check_alone_refuses_some_of_the_moved_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """A state that two checks refuse would not show that one of them is missing."""
    states = met()
    asked = [exchange for exchange in (states.draw() for _ in range(TURNS)) if exchange is not None]
    assert len(asked) > TURNS // 2
    refused = [exchange for exchange in asked if not is_possible(exchange)]
    for name in ("do_assets_fit", "do_data_sales_fit", "do_derived_services_fit"):
        with monkeypatch.context() as patched:
            patched.setattr(data_consistency, name, lambda *_: True)
            assert any(is_possible(exchange) for exchange in refused), name


def test_the_state_after_blocks_is_moved_as_well() -> None:
    """A fund is closed by a block: no history begins with one."""
    states, source = moved_states(1, "economy", Watched()), DrawnSource(contributors(), Random("closed"))
    for _ in range(60):
        states.meet(source.draw())
    asked = [exchange for exchange in (states.draw() for _ in range(40)) if exchange is not None]
    assert any("'closed': True" in str(exchange.input["state"]) for exchange in asked)


def is_possible(exchange: Exchange) -> bool:
    """Whether the state is one."""
    try:
        read_state(exchange.input["state"], MINIMAL)
    except Reject:
        return False
    return True


def test_what_is_renamed_is_renamed_wherever_it_is_spoken_of() -> None:
    """As in the key of the record, and in the records that name it."""
    state = derived_place()
    owner = min(asset.owner for asset in state.data.assets.values())
    other = renamed(state, owner, bytes(31) + b"\x01")
    assert owner.hex() not in str(write_state(other))
    assert len(records_of(other)) == len(records_of(state))
    assert renamed(other, bytes(31) + b"\x01", owner) == state


def test_a_record_is_moved_and_left_out() -> None:
    """And the others stay."""
    state = derived_place()
    kept = next(each for each in records_of(state) if each.path == ("data", "derived_services"))
    assert not do_derived_services_fit(with_record(state, kept, bytes(32), kept.value))
    assert not do_derived_services_fit(with_record(state, kept, kept.key, replace(kept.value, price=0)))
    gone = without_record(state, kept)
    assert not gone.data.derived_services
    assert gone.data.assets == state.data.assets
