"""Histories that mostly succeed: at the borders of what the rules compare, from states near the end of what is counted, and of every kind of chips' deals."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from immutables import Map

from conformance.fuzzing import deals
from conformance.fuzzing.aged import aged, subjects_of
from conformance.fuzzing.borders import moved_to_border
from conformance.fuzzing.choices import Chance, Choices
from conformance.fuzzing.economy import TRADE
from conformance.fuzzing.last_numbers import with_last_number
from conformance.fuzzing.sent import sent_by
from conformance.fuzzing.shapes import shape_of
from conformance.fuzzing.smart_agents import TRADE as CHIPS
from conformance.fuzzing.smart_agents import chip_deals
from conformance.fuzzing.sources import DrawnSource
from conformance.fuzzing.successes import Found, draw_success
from conformance.fuzzing.topics import Topic
from conformance.fuzzing.trade import Trade
from conformance.fuzzing.wrong import Known
from reference.state.allowance import Allowance
from reference.state.economy_tables import Economy
from reference.state.listing import Escrow, Listing, Sale, Stage
from reference.state.manufacturer import Manufacturer, ManufacturerStanding
from reference.state.pots import with_deposits
from reference.state.sponsorship import Sponsorship
from reference.state.state import State
from reference.transition import apply_any_body
from reference.wire.coin_bodies import Approve
from reference.wire.economy_bodies import LockCreate
from reference.wire.envelope import decode_envelope
from reference.wire.identity_bodies import ChipBind, ChipRegister, ManufacturerClose
from reference.wire.listing_bodies import ListingSet, ListingStock, PurchaseDeliver
from reference.wire.transaction import Sponsored, Transfer, decode_transaction
from vectors.build import ALICE, BOB, CAROL, found
from vectors.evaluate import evaluate
from vectors.scenarios.chip_places import NAME, ROOT
from vectors.state_form import read_state, write_state

LAST = 2**32 - 1


def test_every_kind_of_chips_is_carried_out() -> None:
    """What is attested names the nonce of its transaction, which is spent before it is looked at: registrations and bindings would seldom succeed else."""
    done, source = Counter[type](), DrawnSource(chip_deals(), Random("kinds"))
    for _ in range(120):
        exchange = source.draw()
        steps: Any = evaluate(exchange.kind.value, exchange.preset, exchange.input).get("steps", ())
        batches: Any = exchange.input["batches"]
        for batch, step in zip(batches, steps, strict=False):
            receipts = step["accepted"]["receipts"] if "accepted" in step else ()
            for data, receipt in zip(batch["transactions"], receipts, strict=False):
                if receipt["outcome"] == 0:
                    done[type(decode_transaction(decode_envelope(bytes.fromhex(data)).payload).body)] += 1
    assert not set(CHIPS.kinds) - set(done)
    assert done[ChipBind] > 40
    assert done[ChipRegister] > 20


def test_a_delivery_is_moved_to_its_deadline() -> None:
    """And to beside it, by its slot alone."""
    state, body = sold(), PurchaseDeliver(0, 0, BOB.account, bytes(32))
    apply_any_body(state, ALICE.account, body, 20)
    choices = Chance(Random(1))
    moved = [moved_to_border(choices, state, ALICE.account, body, 20) for _ in range(60)]
    assert {slot for slot, other in moved if other == body} >= {29, 30, 31}


def test_what_is_left_for_a_while_is_asked_for_when_it_is_over() -> None:
    """No side of what is compared is a slot there: it is how long ago something was, and how long it lasts."""
    revoked = Manufacturer(standing=ManufacturerStanding.REVOKED, deposit=3_000, root=ROOT.account, metadata=NAME, revoked=20)
    state = found("minimal", dict.fromkeys((ALICE, BOB), 10**6))
    state = replace(state, smart_agents=replace(state.smart_agents, manufacturers=Map({ALICE.account: revoked})), pots=with_deposits(state.pots, 3_000))
    choices, over = Chance(Random(1)), 20 + state.chain.parameters.manufacturer_wait_slots
    moved = Counter(moved_to_border(choices, state, ALICE.account, ManufacturerClose(), over + 33)[0] for _ in range(60))
    assert min(moved[slot] for slot in (over - 1, over, over + 1)) > 2


def test_a_lock_is_moved_to_the_longest() -> None:
    """By a number of its body."""
    state, body = sold(), LockCreate(BOB.account, 0, 10, 25, 40)
    choices = Chance(Random(1))
    ends = {other.end for _, other in (moved_to_border(choices, state, ALICE.account, body, 20) for _ in range(3_000)) if isinstance(other, LockCreate)}
    assert ends >= {24, 25, 20 + 2**32, 20 + 2**32 + 1}


def test_a_number_is_the_last_where_that_is_possible() -> None:
    """Of each of some numbers, and no state that there cannot be."""
    state, choices, met = sold(), Chance(Random(1)), Counter[str]()
    for _ in range(120):
        changed = with_last_number(choices, TRADE.founded(), state)
        assert read_state(write_state(changed), state.chain.parameters) == changed
        listing = changed.economy.listings[ALICE.account, 0]
        met.update(name for name in ("version", "purchases", "stock") if getattr(listing, name) >= LAST - 2)
    assert set(met) == {"version", "purchases", "stock"}


def test_a_record_with_such_a_number_is_what_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What happens before may end it, or leaves it as it is."""
    asked = list[Sequence[Topic]]()

    def spied(choices: Choices, state: State, trade: Trade, topics: Sequence[Topic], *rest: Any) -> Found:
        asked.append(topics)
        return draw_success(choices, state, trade, topics, *rest)

    monkeypatch.setattr(deals, "draw_success", spied)
    monkeypatch.setattr(deals, "with_last_number", lambda _choices, _first, state: with_version(state, LAST - 1))
    trade, firsts, later = replace(TRADE, founded=sold, kinds=(ListingSet, ListingStock)), list[Sequence[Topic]](), list[Sequence[Topic]]()
    for number in range(12):
        asked.clear()
        deals.draw_deals(Chance(Random(number)), trade)
        firsts.append(asked[0])
        later += asked[1:]
    beginnings = [first for first in firsts if any(topic.named.get("version") == LAST - 1 for topic in first)]
    assert len(beginnings) > 2
    assert all(len(first) == 1 for first in beginnings)
    assert all(len(topics) > 1 for topics in later)


def test_what_has_happened_already_is_of_many_shapes() -> None:
    """Something was taken of a lock, spent of an allowance, delivered, and paid by a sponsor: what is drawn goes on from there."""
    states = [state.economy for place in range(len(subjects_of(TRADE.kinds))) for state in aged(TRADE, place)]
    assert any(lock.left < lock.amount for economy in states for lock in economy.locks.values())
    assert any(allowance.spent for economy in states for allowance in economy.allowances.values())
    assert any(sale.escrow.stage is Stage.DELIVERED for economy in states for sale in economy.sales.values())
    assert any(sale.escrow.holding for economy in states for sale in economy.sales.values())
    assert any(sponsorship.used for economy in states for sponsorship in economy.sponsorships.values())


def test_a_shape_is_what_is_none_and_what_is_the_same() -> None:
    given = Allowance(limit=10, period=0, spent=0, since=4)
    assert shape_of(given) == shape_of(Allowance(limit=12, period=0, spent=0, since=9))
    assert shape_of(given) != shape_of(Allowance(limit=10, period=0, spent=1, since=4))
    assert shape_of(given) != shape_of(Allowance(limit=10, period=0, spent=0, since=10))


def test_who_has_given_an_allowance_alters_it() -> None:
    """Of a new one there is nothing to compare: who could only give one lets another ask, mostly."""
    key = (bytes(32), ALICE.account, BOB.account)
    economy = Economy(allowances=Map({key: Allowance(limit=10, period=0, spent=4, since=0)}))
    state = found("minimal", dict.fromkeys((ALICE, BOB, CAROL), 10**13), economy=economy)
    trade, choices, altered = replace(TRADE, kinds=(Approve,)), Chance(Random(1)), 0
    for _ in range(100):
        success = draw_success(choices, state, trade, (), 20, Known(), Counter())
        body = success.made(1)
        assert isinstance(body, Approve)
        altered += success.sender is ALICE and body.spender == BOB.account
    assert altered > 50


def sold() -> State:
    """Alice has sold something to Bob, and has to deliver by slot 30."""
    sale = Sale(buyer=BOB.account, coin=bytes(32), quantity=1, version=1, confirm_slots=20, escrow=Escrow(stage=Stage.HELD, price=10, holding=1, deadline=30))
    listing = Listing(version=1, description=bytes(32), terms=bytes(32), deliver_slots=20, confirm_slots=20, holding_ppm=0, stock=5, active=True, purchases=1)
    economy = Economy(listings=Map({(ALICE.account, 0): listing}), sales=Map({(ALICE.account, 0, 0): sale}))
    return found("minimal", dict.fromkeys((ALICE, BOB, CAROL), 10**13), economy=economy)


def with_version(state: State, version: int) -> State:
    """The state in which Alice's listing has another version."""
    listing = replace(state.economy.listings[ALICE.account, 0], version=version)
    return replace(state, economy=replace(state.economy, listings=state.economy.listings.set((ALICE.account, 0), listing)))


def test_a_sponsor_is_left_with_nothing() -> None:
    """A fee is all that a sponsorship still pays, now and then, and then a unit more."""
    sponsorship = Sponsorship(cap=50_000, until=100, term=0, used=9_000)
    state = found("minimal", dict.fromkeys((ALICE, BOB), 10**13), economy=Economy(sponsorships=Map({(ALICE.account, BOB.account): sponsorship})))
    choices, fees = Chance(Random(1)), Counter[int]()
    for _ in range(200):
        for data in sent_by(choices, state, TRADE, BOB, Transfer(ALICE.account, 1), 1):
            message = decode_transaction(decode_envelope(data).payload)
            fees[message.fee] += isinstance(message.body, Sponsored)
    assert min(fees[fee] for fee in (41_000, 41_001, 50_000)) > 0
    assert sum(fees.values()) > fees[41_000] + fees[41_001] + fees[50_000] + fees[50_001]
