"""Stored data on the chain: committed, confirmed, audited, answered or missed, and forgotten; each in time and out of it, by the right one and by others."""

from collections.abc import Iterable
from dataclasses import replace

from reference.numbers import Slot
from reference.state.coin import coin_id
from reference.state.order import ANSWER_SLOTS, Phase
from reference.state.replica import LAST_AUDIT, NO_REPLICA, Replica
from reference.state.state import State
from reference.wire.order_bodies import OrderClaim, OrderClose, OrderContest
from reference.wire.storage_bodies import AuditMiss, Piece
from reference.wire.transaction import Body
from vectors.build import BOB
from vectors.case import Case
from vectors.keys import KeyPair
from vectors.scenarios.chip_places import outside_case
from vectors.scenarios.coin_places import Step, told, told_over_time
from vectors.scenarios.order_states import CONFIRMED, SETTLED
from vectors.scenarios.replica_places import (
    COMMITTED,
    DROP,
    DUE,
    FIRST_ANSWER,
    KEPT,
    KEY,
    LAST_ANSWER,
    MISS,
    OPEN,
    PENDING,
    RANDOMNESS,
    STORED,
    TERMS,
    accept,
    answer,
    commit,
    in_phase,
    replica_place,
    with_replicas,
)
from vectors.scenarios.service_places import CONSUMER, ORDER, PROVIDER, WAITS, begun
from vectors.scenarios.service_places import TERMS as TERMS_OF_ORDER

STRANGER = BOB

OTHERS = {
    "root": replace(KEPT, root=bytes(32)),
    "number of chunks": replace(KEPT, chunks=12),
    "interval": replace(KEPT, terms=replace(TERMS, interval=11)),
    "number of samples": replace(KEPT, terms=replace(TERMS, samples=2)),
    "penalty": replace(KEPT, terms=replace(TERMS, penalty=701)),
    "patience": replace(KEPT, terms=replace(TERMS, patience=3)),
}
"""What differs from what is kept in one thing."""

UNKNOWN = bytes(32)
"""The identifier of no order."""


def chain_audit_cases() -> list[Case]:
    """Every kind of stored data, and a whole life of a replica."""
    return [*_commitments(), *_acceptances(), *_openings(), *_answers(), *_misses(), *_failures(), *_drops(), _life()]


def _commitments() -> Iterable[Case]:
    rules, bare = ("STORAGE-23", "STORAGE-19", "STORAGE-12", "TX-10"), replica_place({})
    yield told(bare, rules, "the provider says what it keeps", (PROVIDER, commit()))
    yield told(bare, rules, "eight replicas of one order", *[(PROVIDER, commit(replica=number)) for number in range(8)])
    again = [(PROVIDER, commit(other)) for other in OTHERS.values()]
    yield told(replica_place({KEY: COMMITTED}), rules, f"anew, each time with another {', '.join(OTHERS)}", *again)
    yield told(replica_place({KEY: DUE}), rules, "what the consumer has confirmed: fails", (PROVIDER, commit()))
    yield told(replica_place({KEY: DUE}), rules, "what the consumer has confirmed, by the consumer: that it is another's is said first", (CONSUMER, commit()))
    yield told(replica_place({KEY: DUE}), rules, "another replica than the one that is confirmed", (PROVIDER, commit(replica=1)))
    yield from _strangers(rules, commit(), PROVIDER, CONSUMER, {})


def _acceptances() -> Iterable[Case]:
    rules, place = ("STORAGE-24", "STORAGE-19", "STORAGE-13"), replica_place({KEY: COMMITTED})
    yield told(place, rules, "the consumer confirms", (CONSUMER, accept()))
    yield told(place, rules, "twice: fails the second time", (CONSUMER, accept()), (CONSUMER, accept()))
    yield told(replica_place({}), rules, "a replica that there is not: fails", (CONSUMER, accept()))
    yield told(replica_place({KEY: DUE}), rules, "another than the one that it has confirmed: that it has is said first", (CONSUMER, accept(OTHERS["root"])))
    others = [(CONSUMER, accept(other)) for other in OTHERS.values()]
    yield told(place, rules, f"each fails: another {', '.join(OTHERS)}", *others)
    yield from _strangers(rules, accept(), CONSUMER, PROVIDER, {KEY: COMMITTED})


def _openings() -> Iterable[Case]:
    rules, place = ("STORAGE-25", "STORAGE-19", "STORAGE-14", "STORAGE-15"), replica_place({KEY: DUE})
    for who, sender in (("a stranger", STRANGER), ("the consumer", CONSUMER), ("the provider itself", PROVIDER)):
        yield told(place, rules, f"due since this slot, opened by {who}", (sender, OPEN))
    early = replace(DUE, audits=replace(DUE.audits, since=32))
    yield told(replica_place({KEY: early}), rules, "due in the next slot: fails", (STRANGER, OPEN))
    yield told(place, rules, "twice: fails the second time", (STRANGER, OPEN), (CONSUMER, OPEN))
    yield told(
        replica_place({KEY: replace(PENDING, audits=replace(PENDING.audits, since=20))}), rules, "one is pending that nobody answered: fails", (BOB, OPEN)
    )
    yield told(replica_place({KEY: COMMITTED}), rules, "not confirmed: fails", (STRANGER, OPEN))
    yield told(replica_place({}), rules, "no replica: fails", (STRANGER, OPEN))
    last = replace(DUE, audits=replace(DUE.audits, opened=LAST_AUDIT))
    yield told(replica_place({KEY: last}), rules, "no number is left: fails", (STRANGER, OPEN))
    before = replace(DUE, audits=replace(DUE.audits, opened=LAST_AUDIT - 1))
    yield told(replica_place({KEY: before}), rules, "the last number", (STRANGER, OPEN))
    yield from _elsewhere(rules, OPEN, STRANGER, {KEY: DUE})


def _answers() -> Iterable[Case]:
    rules, place = ("STORAGE-26", "STORAGE-16", "STORAGE-6", "STORAGE-5", "STORAGE-11", "STORAGE-7", "STORAGE-10"), replica_place({KEY: PENDING})
    first, second = answer(RANDOMNESS.following), answer(RANDOMNESS.seed)
    times = {
        "in the first slot of the second round after the opening": (FIRST_ANSWER, first),
        "in the last slot of that round": (FIRST_ANSWER + 4, first),
        "in the first slot of the round after it": (FIRST_ANSWER + 5, second),
        "in the last slot of that one": (LAST_ANSWER, second),
        "a slot too early: fails": (FIRST_ANSWER - 1, first),
        "a slot too late: fails": (LAST_ANSWER + 1, second),
        "by the seed of the next round in the later one: fails": (LAST_ANSWER, first),
    }
    for why, (slot, body) in times.items():
        yield _at(place, rules, f"answered {why}", slot, (PROVIDER, body))
    foreign = [(PROVIDER, body) for body in (second, answer(RANDOMNESS.mix), answer(RANDOMNESS.following, 4))]
    yield _at(place, rules, "each answer fails: by the seed of the present round, by the mix, what the audit before asked for", FIRST_ANSWER, *foreign)
    a, b, c = first.pieces
    wrong = {
        "a piece too few": (a, b),
        "a piece too many": (a, b, c, c),
        "in another order": (b, a, c),
        "a chunk altered": (a, b, Piece(c.chunk + b"!", c.path)),
        "a path without its last hash": (a, b, Piece(c.chunk, c.path[:-32])),
        "a path with half a hash": (a, b, Piece(c.chunk, c.path[:-16])),
        "a path with a hash too many": (a, b, Piece(c.chunk, c.path + bytes(32))),
    }
    answers = [(PROVIDER, replace(first, pieces=pieces)) for pieces in wrong.values()]
    yield _at(place, rules, f"each answer fails: {', '.join(wrong)}", FIRST_ANSWER, *answers)
    yield _at(place, rules, "answered by a stranger, and again: fails the second time", FIRST_ANSWER, (STRANGER, first), (PROVIDER, first))
    of_the_last = [(PROVIDER, replace(first, replica=7)), (PROVIDER, answer(RANDOMNESS.following, replica=7))]
    both = replica_place({KEY: PENDING, (ORDER, 7): PENDING})
    yield _at(both, rules, "the last replica answered by what the first is asked: fails; by its own", FIRST_ANSWER, *of_the_last)
    yield _at(replica_place({KEY: DUE}), rules, "answered without being asked: fails", FIRST_ANSWER, (PROVIDER, first))
    yield _at(replica_place({}), rules, "answered for no replica: fails", FIRST_ANSWER, (PROVIDER, first))
    yield _at(replica_place({KEY: PENDING}, None), rules, "answered once the order is closed: fails", FIRST_ANSWER, (PROVIDER, first))
    yield _at(
        replica_place({KEY: DUE}, None), rules, "answered without being asked, once the order is closed: that is said first", FIRST_ANSWER, (PROVIDER, first)
    )
    yield _at(replica_place({KEY: PENDING}, in_phase(Phase.DISPUTED)), rules, "answered while the order is disputed", FIRST_ANSWER, (PROVIDER, first))


def _misses() -> Iterable[Case]:
    rules, place = ("STORAGE-27", "STORAGE-17", "STORAGE-5", "STORAGE-18", "DELIVERY-23", "SETTLE-6"), replica_place({KEY: PENDING})
    over = LAST_ANSWER + 1
    yield _at(place, rules, "missed in the first slot after the rounds of the answer, reported by a stranger", over, (STRANGER, MISS))
    yield _at(place, rules, "reported in the last slot in which it can be answered: fails", LAST_ANSWER, (CONSUMER, MISS))
    yield _at(place, rules, "reported twice: fails the second time", over, (STRANGER, MISS), (CONSUMER, MISS))
    yield _at(replica_place({KEY: DUE}), rules, "nothing is pending: fails", over, (STRANGER, MISS))
    yield _at(replica_place({}), rules, "no replica: fails", over, (STRANGER, MISS))
    yield _at(replica_place({KEY: PENDING}, None), rules, "the order is closed: fails", over, (STRANGER, MISS))
    yield _at(replica_place({KEY: DUE}, None), rules, "nothing is pending, and the order is closed: that is said first", over, (STRANGER, MISS))
    poor = replica_place({KEY: PENDING}, replace(STORED, deposit=TERMS.penalty - 1))
    yield _at(poor, rules, "the deposit is a unit less than the penalty: all of it", over, (STRANGER, MISS))
    last_unit = replica_place({KEY: PENDING}, replace(STORED, deposit=1))
    yield _at(last_unit, rules, "the deposit is one unit: it is the consumer's", over, (STRANGER, MISS))
    coin = replace(STORED, coin=coin_id("GATE"), terms=replace(STORED.terms, fee_ppm=0))
    yield _at(replica_place({KEY: PENDING}, coin, {CONSUMER: 5}), rules, "in an IoT_Coin: the penalty too", over, (STRANGER, MISS))
    again = replace(PENDING, audits=replace(PENDING.audits, opened=9, missed=1))
    patient = replace(again, commitment=replace(KEPT, terms=replace(TERMS, patience=3)))
    yield _at(replica_place({KEY: patient}), rules, "the second of three misses: a penalty", over, (STRANGER, MISS))


def _failures() -> Iterable[Case]:
    rules = ("STORAGE-27", "STORAGE-18", "STORAGE-20", "DELIVERY-5", "SETTLE-6", "SETTLE-7")
    over, twice = LAST_ANSWER + 1, replace(PENDING, audits=replace(PENDING.audits, opened=9, missed=1))
    service = STORED.service
    late = replace(STORED, escrow=replace(STORED.escrow, deadline=over))
    next_slot = replace(STORED, escrow=replace(STORED.escrow, deadline=over + 1))
    orders = {
        "while it is delivered: disputed, the deposit lost": STORED,
        "in the slot before the deadline: disputed": next_slot,
        "in the slot of the deadline: a penalty": late,
        "while it is disputed: still disputed, the deposit lost, an earlier end": in_phase(Phase.DISPUTED),
        "while it is disputed, its end near: the deposit lost, the end as it was": replace(next_slot, phase=Phase.DISPUTED),
        "while it is disputed, in the slot of the deadline: a penalty": replace(late, phase=Phase.DISPUTED),
        "once it is confirmed: the deposit is lost": replace(CONFIRMED, service=service, escrow=replace(CONFIRMED.escrow, deadline=over + 1)),
        "once it is settled: closed, the deposit lost": replace(SETTLED, service=service, escrow=replace(SETTLED.escrow, deadline=over + 1)),
        "without a deposit": replace(STORED, deposit=0),
    }
    for why, order in orders.items():
        yield _at(replica_place({KEY: twice}, order), rules, f"one miss too many, {why}", over, (STRANGER, MISS))
    coin = replace(STORED, coin=coin_id("GATE"), terms=replace(STORED.terms, fee_ppm=0))
    yield _at(replica_place({KEY: twice}, coin), rules, "one miss too many, in an IoT_Coin", over, (STRANGER, MISS))
    claim, ahead, closed = OrderClaim(ORDER, STORED.meter.units + TERMS_OF_ORDER.granule), over + ANSWER_SLOTS + WAITS.offline_slots, OrderClose(ORDER)
    yield told_over_time(
        replica_place({KEY: twice}),
        (*rules, "DELIVERY-7", "DELIVERY-34", "DELIVERY-35"),
        "claimed before the last miss: failed all the same, contested, and over after the time to answer",
        (45, [(PROVIDER, claim)]),
        (over, [(STRANGER, MISS), (CONSUMER, OrderContest(ORDER))]),
        (ahead - 1, [(STRANGER, closed)]),
        (ahead, [(STRANGER, closed)]),
    )
    both, again = replica_place({KEY: twice, (ORDER, 1): twice}), [(BOB, AuditMiss(ORDER, 1))]
    yield told_over_time(both, (*rules, "DELIVERY-7"), "two replicas fail one after the other: the end stays", (over, [(BOB, MISS)]), (over + 9, again))


def _drops() -> Iterable[Case]:
    rules = ("STORAGE-28", "STORAGE-21")
    gone = replica_place({KEY: DUE, (ORDER, 1): COMMITTED}, None)
    yield told(gone, rules, "of a closed order, by a stranger; the other one stays", (STRANGER, DROP))
    yield told(gone, rules, "twice: fails the second time", (STRANGER, DROP), (STRANGER, DROP))
    yield told(replica_place({KEY: DUE}), rules, "of an order that is not closed: fails", (CONSUMER, DROP))
    yield told(replica_place({}), rules, "no replica, of an order that is not closed: that there is none is said first", (STRANGER, DROP))


def _life() -> Case:
    """From the commitment to the failure: an audit answered, two missed."""
    steps: list[tuple[Slot, list[Step]]] = [
        (41, [(PROVIDER, commit()), (CONSUMER, accept())]),
        (50, [(STRANGER, OPEN)]),
        (51, [(STRANGER, OPEN)]),
        (61, [(PROVIDER, answer(RANDOMNESS.following, 1))]),
        (62, [(CONSUMER, OPEN)]),
        (80, [(CONSUMER, MISS), (CONSUMER, OPEN)]),
        (100, [(CONSUMER, MISS), (CONSUMER, OPEN)]),
    ]
    return told_over_time(replica_place({}), ("STORAGE-23", "STORAGE-24", "STORAGE-25", "STORAGE-26", "STORAGE-27"), "the life of a replica", *steps)


def _strangers(rules: tuple[str, ...], body: Body, entitled: KeyPair, other: KeyPair, replicas: dict[tuple[bytes, int], Replica]) -> Iterable[Case]:
    yield told(replica_place(replicas), rules, "each fails: by the other side, by a stranger", (other, body), (STRANGER, body))
    yield told(replica_place(replicas, in_phase(Phase.DISPUTED)), rules, "by another, of an order that is disputed: that is said first", (other, body))
    yield told(replica_place(replicas, None), rules, "of a closed order: fails", (entitled, body))
    yield told(replica_place({}, begun()), rules, "of a metered service: fails", (entitled, body))


def _elsewhere(rules: tuple[str, ...], body: Body, sender: KeyPair, replicas: dict[tuple[bytes, int], Replica]) -> Iterable[Case]:
    """An order that is closed, of another type of service, or in another phase."""
    yield told(replica_place(replicas, None), rules, "of a closed order: fails", (sender, body))
    metered = replica_place({}, begun())
    yield told(metered, rules, "of a metered service: fails", (sender, body))
    yield told(replica_place({}, replace(begun(), phase=Phase.DISPUTED)), rules, "of a metered service, disputed: the service is said first", (sender, body))
    yield told(replica_place(replicas, in_phase(Phase.DISPUTED)), rules, "of an order that is disputed: fails", (sender, body))
    yield told(replica_place(replicas, replace(CONFIRMED, service=STORED.service)), rules, "of an order that is confirmed: fails", (sender, body))


def _at(state: State, rules: tuple[str, ...], why: str, slot: Slot, *steps: Step) -> Case:
    return told_over_time(state, rules, why, (slot, steps))


def replica_state_cases() -> list[Case]:
    """States from outside, whose replicas these rules have made, and others."""
    rules = ("STORAGE-29", "STORAGE-22", "STATE-10")
    good = replica_place({})
    audits = PENDING.audits
    possible = {
        "committed": COMMITTED,
        "due": DUE,
        "pending, opened in the slot of the head": PENDING,
        "all missed that are over": replace(PENDING, audits=replace(audits, opened=3, missed=2)),
        "the first audit pending": replace(PENDING, audits=replace(audits, opened=1)),
    }
    impossible = {
        "opened later than the head": replace(PENDING, audits=replace(audits, since=41)),
        "more missed than the patience": replace(DUE, audits=replace(DUE.audits, missed=3)),
        "more missed than opened": replace(DUE, audits=replace(DUE.audits, opened=1, missed=2)),
        "the pending one missed": replace(PENDING, audits=replace(audits, opened=2, missed=2)),
        "pending, and none opened": replace(PENDING, audits=replace(audits, opened=0)),
        "committed, and audited": replace(COMMITTED, audits=replace(DUE.audits, since=0)),
        "committed, and missed": replace(COMMITTED, audits=replace(COMMITTED.audits, missed=1)),
        "committed, with a slot": replace(COMMITTED, audits=replace(COMMITTED.audits, since=1)),
        "committed, and pending": replace(COMMITTED, audits=replace(COMMITTED.audits, pending=True)),
    }
    return [
        *[outside_case(rules, why, with_replicas(good, {KEY: each})) for why, each in possible.items()],
        *[outside_case(rules, f"{why}: refused", with_replicas(good, {KEY: each})) for why, each in impossible.items()],
        outside_case(rules, "the last replica of an order", with_replicas(good, {(ORDER, 7): DUE})),
        outside_case(rules, "of an order that is closed", with_replicas(good, {(UNKNOWN, 0): DUE})),
        outside_case(rules, "of a metered service: refused", with_replicas(replica_place({}, begun()), {KEY: DUE})),
        outside_case((*rules, "STATE-1"), "none, stored: refused", with_replicas(good, {KEY: NO_REPLICA})),
    ]
