"""Orders as a machine: whatever the sides do, no phase is a trap, and the table, the chapter and the drawing are one."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import spec
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.service_orders import service_orders
from reference.agent.order_moves import MOVES, Event, Fate, Money, Party, When
from reference.agent.orders import deadline_after_move, move_order, span_after_move
from reference.agent.services import service_id
from reference.agent.smart_agent_consistency import check_smart_agents
from reference.codes import Reject
from reference.economy.economy_consistency import check_economy
from reference.numbers import MAX_UINT64
from reference.parameters import MINIMAL, SSP_SUPPLY
from reference.state.order import ANSWER_SLOTS, NO_ORDER, Phase, Waits
from reference.state.smart_agent_state import get_order
from reference.state.supply import break_down, total
from reference.wire.keys import Algorithm
from reference.wire.meter_receipt import MeterReceipt, authenticate_meter_receipt
from spec.prover.statement import rejection
from vectors.batch import Batch
from vectors.build import after
from vectors.json_form import from_json
from vectors.keys import key_pair, sign_receipt
from vectors.scenarios.chip_places import CHIP
from vectors.scenarios.service_places import KNOWN
from vectors.state_form import read_state

CHAPTER = Path(spec.__file__).with_name("orders.md")

WAITS = Waits(fund_slots=20, start_slots=30, deliver_slots=400, offline_slots=100, liable_slots=50)


def test_the_table_has_one_row_for_a_phase_and_an_event() -> None:
    """DELIVERY-2 takes the first: a second one would never be reached."""
    keys = [(move.phase, move.event) for move in MOVES]
    assert len(keys) == len(set(keys))


def test_every_event_and_every_phase_is_of_use() -> None:
    """No event without a move, no phase that nothing leads to but the first, and each can be closed."""
    assert {move.event for move in MOVES} == set(Event)
    assert {move.step.phase for move in MOVES} == set(Phase) - {Phase.OFFERED}
    assert {move.phase for move in MOVES if move.event is Event.CLOSE} == set(Phase) - {Phase.CLOSED}


def test_the_chapter_says_what_every_event_changes() -> None:
    """The events that touch more than the row says stand in the chapter's second table, and those alone."""
    shown = re.search(r"\| event \| what it changes \|\n\|---\|---\|\n((?:\|.*\n)+)", CHAPTER.read_text(encoding="utf-8"))
    assert shown is not None
    named = set(re.findall(r"`([A-Z]+)`", "".join(line.split("|")[1] for line in shown[1].splitlines())))
    assert named == {event.name for event in Event} - {"ORDER"}
    assert "198 slots" in CHAPTER.read_text(encoding="utf-8")
    assert ANSWER_SLOTS == 198


def test_in_the_last_slot_that_there_is_everything_can_be_closed() -> None:
    """Theorem 10 at the end of time: no deadline is later than that."""
    for phase in set(Phase) - {Phase.CLOSED}:
        assert move_order(phase, Event.CLOSE, Party.ANYBODY, MAX_UINT64, MAX_UINT64).phase is Phase.CLOSED


def test_what_is_not_there_is_closed() -> None:
    """A lookup of no order has to answer every event with `ORDER_UNKNOWN`."""
    assert all(rejection(move_order, NO_ORDER.phase, event, party, 0, 0) is not None for event in Event for party in Party)


attempts = st.lists(st.tuples(st.sampled_from(Event), st.sampled_from(Party), st.integers(0, 60)), max_size=40)


@given(attempts)
def test_whatever_is_attempted_money_and_deposit_come_out_once(tried: list[tuple[Event, Party, int]]) -> None:
    """Protects both sides: along every history what entered escrow leaves it once, the deposit has one fate, and a stranger can end it all."""
    phase, deadline, slot = Phase.OFFERED, 100, 0
    moneys, fates = [], []
    for event, party, waited in [*tried, (Event.CLOSE, Party.ANYBODY, 0)]:
        slot = max(slot + waited, deadline) if event is Event.CLOSE and party is Party.ANYBODY and not waited else slot + waited
        try:
            step = move_order(phase, event, party, deadline, slot)
        except Reject:
            continue
        phase, deadline = step.phase, deadline_after_move(step.time, deadline, slot, span_after_move(step.time, WAITS))
        moneys.append(step.money)
        fates.append(step.deposit)
    assert phase is Phase.CLOSED
    assert moneys.count(Money.FUNDED) == moneys.count(Money.FINAL) <= 1
    assert len([fate for fate in fates if fate is not Fate.HELD]) >= 1
    assert fates.count(Fate.RETURNED) <= 1


def test_a_whole_order_takes_its_way() -> None:
    """The way that the chapter tells: each move leads to the phase below, in time."""
    way = [
        (Event.ORDER, Party.CONSUMER, Phase.ORDERED),
        (Event.FUND, Party.CONSUMER, Phase.FUNDED),
        (Event.BEGIN, Party.PROVIDER, Phase.DELIVERING),
        (Event.PAY, Party.BOTH, Phase.DELIVERING),
        (Event.CLAIM, Party.PROVIDER, Phase.DISPUTED),
        (Event.CONFIRM, Party.BOTH, Phase.CONFIRMED),
        (Event.SETTLE, Party.ANYBODY, Phase.SETTLED),
        (Event.CLOSE, Party.ANYBODY, Phase.CLOSED),
    ]
    phase, deadline, deadlines = Phase.OFFERED, 10, [10]
    for event, party, then in way:
        slot = deadline if event is Event.CLOSE else deadline - 1
        step = move_order(phase, event, party, deadline, slot)
        phase, deadline = step.phase, deadline_after_move(step.time, deadline, slot, span_after_move(step.time, WAITS))
        deadlines.append(deadline)
        assert phase is then
    assert deadlines == [10, 29, 58, 755, 755, 1052, 1101, 1101, 1101]
    assert all(one <= other for one, other in pairwise(deadlines))


def test_nothing_but_closing_waits_for_the_deadline() -> None:
    """What is dashed in the drawing is silence, and nothing that somebody has a right to do in time."""
    assert all((move.when is When.FROM) == (move.event is Event.CLOSE) for move in MOVES)


def _batches(exchange: Exchange) -> list[Batch]:
    written = exchange.input["batches"]
    assert isinstance(written, list)
    return [from_json(Batch, each) for each in written]


@settings(max_examples=40, deadline=None)
@given(service_orders())
def test_whatever_is_sent_the_chain_stays_one_that_another_node_would_take(exchange: Exchange) -> None:
    """Every state that orders lead to is one that STATE-1, STATE-2, STATE-9 and STATE-10 accept from outside, and no meter runs backwards."""
    state = read_state(exchange.input["state"], MINIMAL)
    for drawn in _batches(exchange):
        before, state = state, after(state, drawn)
        seen = replace(state, head=replace(state.head, slot=max(state.head.slot, drawn.slot)))
        assert total(break_down(seen)) == SSP_SUPPLY
        check_smart_agents(seen)
        check_economy(seen)
        for identifier, order in state.smart_agents.orders.items():
            known = get_order(before, identifier)
            assert (order.meter.sequence, order.meter.units, order.paid) >= (known.meter.sequence, known.meter.units, known.paid)


def test_the_chapter_names_the_types_of_services_that_are_well_known() -> None:
    rows = re.findall(
        r"^\| `([a-z]+)` \| `([a-z-]+)` \| ([A-Z]+) \| .* \| `([0-9a-f]{64})` \|$", CHAPTER.with_name("services.md").read_text(encoding="utf-8"), re.M
    )
    assert rows == [(each.name, each.unit, each.confirmation.name, service_id(each).hex()) for each in KNOWN]


def test_a_receipt_fits_a_short_frame() -> None:
    """The longest that is valid has 245 bytes, as the chapter says; a chip's frames have room for 256."""
    widest = MeterReceipt(bytes(32), bytes(32), 2**32 - 1, 2**32 - 1, 2**64 - 1, last=True)
    envelopes = sign_receipt(CHIP, key_pair("another", Algorithm.ES256), widest)
    assert [len(each) for each in envelopes] == [245, 245]
    assert authenticate_meter_receipt(*envelopes).receipt == widest
