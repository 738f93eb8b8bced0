"""QUOTE-11 to QUOTE-21: whatever is sent to markets, their money adds up and every count is that of the quotes."""

from dataclasses import replace

from hypothesis import given, settings

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.markets import markets
from reference.agent.smart_agent_consistency import check_smart_agents
from reference.parameters import MINIMAL
from reference.state.commitment import check_records, check_supply
from reference.state.state import put_head
from spec.prover.statement import rejection
from vectors.batch import Batch
from vectors.build import after
from vectors.json_form import from_json
from vectors.state_form import read_state


@settings(max_examples=60, deadline=None)
@given(markets(("minimal",)))
def test_whatever_is_sent_the_state_is_one_that_is_taken_from_outside(exchange: Exchange) -> None:
    state = read_state(exchange.input["state"], MINIMAL)
    written = exchange.input["batches"]
    assert isinstance(written, list)
    for each in written:
        drawn = from_json(Batch, each)
        state = after(state, drawn)
        state = put_head(state, replace(state.head, slot=drawn.slot))
        for check in (check_records, check_supply, check_smart_agents):
            assert rejection(check, state) is None
