"""CHIP-1 to CHIP-20, IDENTITY-1 to IDENTITY-14, ATTEST-7: one chip a node and one node a chip, whatever is sent; and what the chapters say of attestations."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.smart_agents import smart_agents
from reference.agent.smart_agent_consistency import check_smart_agents
from reference.codes import Code, Reject
from reference.parameters import MINIMAL
from reference.state.chip import Binding, ChipStage
from reference.state.state import State
from reference.state.supply import deposited
from reference.wire.attestation import MAX_ATTESTATION_BYTES
from reference.wire.endorsement import MAX_ENDORSEMENT_BYTES
from reference.wire.identity_bodies import ChipOffer, ChipRetire
from vectors.batch import Batch
from vectors.build import ALICE, BOB, after, batch, transaction
from vectors.json_form import from_json
from vectors.keys import KeyPair
from vectors.scenarios.chip_places import GATEWAY, KEY, OTHER_SERIAL, SENSOR, binding, registration, with_chip
from vectors.state_form import read_state

CHAPTERS = Path(__file__).parents[2] / "spec"


def sent(state: State, sender: KeyPair, body: object) -> State:
    return after(state, batch(state, [transaction(state, sender, body)]))  # type: ignore[arg-type]


def _batches(exchange: Exchange) -> list[Batch]:
    written = exchange.input["batches"]
    assert isinstance(written, list)
    return [from_json(Batch, each) for each in written]


@settings(max_examples=40, deadline=None)
@given(smart_agents(("minimal",)))
def test_whatever_is_sent_a_node_has_one_chip_and_a_chip_one_node(exchange: Exchange) -> None:
    state = read_state(exchange.input["state"], MINIMAL)
    for drawn in _batches(exchange):
        before, state = state, after(state, drawn)
        held = [chip.node for chip in state.smart_agents.chips.values() if chip.stage in (ChipStage.BOUND, ChipStage.SUSPENDED)]
        assert len(set(held)) == len(held)
        assert set(held) == set(state.smart_agents.bindings)
        assert state.pots.deposits == deposited(state)
        for key, chip in before.smart_agents.chips.items():
            now = state.smart_agents.chips[key]
            assert now.identity.chip == chip.identity.chip
            assert now.counter >= chip.counter


def test_a_chip_moves_with_the_word_of_all_four() -> None:
    """The former owner offers it, the new one sends, the chip and its new host sign; the former host is then free for another chip."""
    state = sent(with_chip(), ALICE, ChipOffer(*KEY, BOB.account))
    moved = sent(state, BOB, binding(state, BOB, host=SENSOR))
    chip = moved.smart_agents.chips[KEY]
    assert (chip.owner, chip.node) == (BOB.account, SENSOR.account)
    assert dict(moved.smart_agents.bindings) == {SENSOR.account: Binding(*KEY)}


def test_a_retired_chip_s_node_takes_another() -> None:
    state = sent(with_chip(), ALICE, ChipRetire(*KEY))
    assert GATEWAY.account not in state.smart_agents.bindings
    again = sent(state, ALICE, registration(state))
    assert again.smart_agents == state.smart_agents


@pytest.mark.parametrize("place", range(3))
def test_a_chip_that_is_kept_in_two_places_is_found(place: int) -> None:
    good = with_chip()
    check_smart_agents(good)
    chips, bindings = good.smart_agents.chips, good.smart_agents.bindings
    wrong = [
        {"bindings": bindings.set(SENSOR.account, Binding(*KEY))},
        {"bindings": bindings.set(GATEWAY.account, Binding(KEY[0], OTHER_SERIAL))},
        {"chips": chips.set((KEY[0], OTHER_SERIAL), chips[KEY])},
    ][place]
    with pytest.raises(Reject) as rejected:
        check_smart_agents(replace(good, smart_agents=replace(good.smart_agents, **wrong)))
    assert rejected.value.code is Code.RECORD_INVALID


def test_the_chapter_says_how_long_tokens_may_be() -> None:
    text = (CHAPTERS / "attestation.md").read_text(encoding="utf-8")
    assert f"it has {MAX_ENDORSEMENT_BYTES} bytes at most" in text
    assert f"it has {MAX_ATTESTATION_BYTES} bytes at most" in text
    assert re.findall(r"longest that is valid has (\d+) bytes", text) == ["368", "588"]


@pytest.mark.parametrize("stage", ChipStage)
def test_stages_are_numbered_as_the_chapter_lists_them(stage: ChipStage) -> None:
    rows = re.findall(r"^\| (none|bound|suspended|revoked|retired) \|", (CHAPTERS / "identity.md").read_text(encoding="utf-8"), re.M)
    assert rows[stage.value] == stage.name.lower()
