"""Histories of transactions that succeed, each perhaps after the same with one thing wrong, at slots around those that decide.

What is asked for is drawn from what the state has: a topic is one of its records, and a body's fields are mostly what its key and its fields say. Of some
tries the first that the reference carries out is sent. So a history comes further than chance would, whatever it is about; and what is wrong in one thing
alone shows the one condition that refuses it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random

from conformance.fuzzing.borders import moved_to_border
from conformance.fuzzing.choices import Chance, Choices
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.last_numbers import with_last_number
from conformance.fuzzing.shapes import Shape
from conformance.fuzzing.spoilt import spoil
from conformance.fuzzing.successes import Found, draw_success, with_nonce_spent
from conformance.fuzzing.topics import Topic, draw_slot, topics_of
from conformance.fuzzing.trade import Trade
from conformance.fuzzing.wrong import Known, one_wrong
from reference.codes import Reject
from reference.consensus.boundaries import enter_slot
from reference.consensus.duties import serving
from reference.numbers import MAX_AMOUNT, MAX_UINT64, Amount, Slot
from reference.state.state import State
from reference.wire.transaction import Body, PaidBody, Sponsored, Transaction
from vectors.batch import Batch
from vectors.build import after, batch, block, least_fee, transaction
from vectors.case import Kind
from vectors.chain import all_votes
from vectors.json_form import to_json
from vectors.json_text import Json
from vectors.keys import KeyPair
from vectors.state_form import write_state

LEAST_SHARES, MOST_SHARES = 6, 12
"""How often a subject is drawn: as many times as it has kinds, but for this."""

AGED_STEPS = 100
"""How much happens before the oldest of the states of each subject in which something has happened already."""

LONGEST_STEP = 4
"""And how many slots pass there at most from one to the next."""

AGED_TRIES = 4
"""How many of those are tried for one that leaves a record of another shape than any before."""

LATE = (2**32 - 2, 2**53 - 1, 2**63 - 2, MAX_UINT64 - 40, MAX_UINT64 - 6)
"""Slots shortly before those after which sums wrap around, lose their last bit, or turn negative."""


def draw_deals(choices: Choices, trade: Trade) -> Exchange:
    """A state, in which something has happened already or nothing, and the batches that are applied to it."""
    subjects = _subjects(trade.kinds)
    # What there is more of to do needs more histories.
    place = choices.one_of([place for place, subject in enumerate(subjects) for _ in range(min(max(len(set(subject)), LEAST_SHARES), MOST_SHARES))])
    first, about = trade.founded(), _about(trade, subjects[place])
    state = choices.one_of(_aged(trade, place)) if choices.integer(0, 3) else first
    if not trade.in_blocks and not choices.integer(0, 3):
        state = with_last_number(choices, first, state)
    preset, written, batches = state.chain.parameters.name, write_state(state), list[Json]()
    known = _known(trade)
    done, slot = Counter[type](), state.head.slot
    if not trade.in_blocks and not choices.integer(0, 9):
        # A batch may be of any slot.
        slot = max(slot, choices.one_of(LATE))
    for _ in range(choices.integer(2, 5 if trade.in_blocks else 8)):
        topics = topics_of(first, state)
        before, slot = slot, min(draw_slot(choices, state, topics, slot), MAX_UINT64)
        opened = trade.opened(state, slot)
        found, other = draw_success(choices, opened, about, topics, slot, known, done), None
        if found.succeeds and not choices.integer(0, 2):
            body = found.made(1)
            at, other = moved_to_border(choices, with_nonce_spent(opened, found.sender), found.sender.account, body, slot)
            other = None if other == body else other
            if max(before, state.head.slot + trade.in_blocks) <= at <= MAX_UINT64:
                slot, opened = at, trade.opened(state, at)
        sent = _draw_sent(choices, opened, about, topics, found, other, known, done)
        if trade.in_blocks:
            data = block(state, sent, slot=slot, votes=_draw_votes(choices, state, slot))
            batches.append(data.hex())
            state = after(state, data)
        else:
            drawn = batch(state, sent, slot=slot)
            batches.append(to_json(Batch, drawn))
            state = after(state, drawn)
    if choices.integer(0, 7) == 7:
        spoilt = write_state(state)
        spoil(choices, spoilt)
        return Exchange(Kind.TRANSACT, preset, {"state": spoilt, "batches": [to_json(Batch, batch(state, slot=slot))]})
    if trade.in_blocks:
        return Exchange(Kind.APPLY, preset, {"state": written, "blocks": batches})
    return Exchange(Kind.TRANSACT, preset, {"state": written, "batches": batches})


def _about(trade: Trade, subject: tuple[type, ...]) -> Trade:
    """The same, of one subject mostly."""
    return replace(trade, kinds=(*subject * (5 * len(trade.kinds) // len(subject)), *trade.kinds))


def _known(trade: Trade) -> Known:
    return Known(signers=list(trade.people), hashes=[pair.account for pair in trade.people])


@cache
def _aged(trade: Trade, place: int) -> Sequence[State]:
    """States that transactions about one subject which all succeed have led to, the same each time: few histories get so far by themselves.

    They are those in which there is first a record of some shape, such as a lock of which a part was taken.
    """
    state, subject = trade.founded(), _subjects(trade.kinds)[place]
    first, known, done, choices = state, _known(trade), Counter[type](), Chance(Random(f"smartshare aged {place}"))
    slot, shapes, found = state.head.slot, set[Shape](), [state]
    for step in range(AGED_STEPS):
        topics = topics_of(first, state)
        # Not far from one another: what lasts for a while has begun when it ends, and is still there.
        slot = state.head.slot + 1 if trade.in_blocks else min(draw_slot(choices, state, topics, slot), slot + LONGEST_STEP)
        # Each kind in its turn: what one makes the next ones are about.
        about = replace(trade, kinds=(subject[step % len(subject)],))
        state, new = _aged_more(choices, first, state, about, topics, slot, known, done, shapes)
        if new:
            shapes |= new
            # Batches leave the head where it is, and no state knows what comes after it.
            found.append(state if trade.in_blocks else replace(state, head=replace(state.head, slot=slot)))
    return found


def _aged_more(
    choices: Choices, first: State, state: State, about: Trade, topics: Sequence[Topic], slot: Slot, known: Known, done: Counter[type], shapes: set[Shape]
) -> tuple[State, set[Shape]]:
    """The state after one more transaction, of some the first that leaves records of new shapes, and these shapes."""
    opened, led = about.opened(state, slot), state
    for _ in range(AGED_TRIES):
        found = draw_success(choices, opened, about, topics, slot, known, done)
        if not found.succeeds:
            break
        sent = _sent(choices, opened, about, found.sender, found.made(1), 1)
        led = after(state, block(state, sent, slot=slot, votes=all_votes(state, slot)) if about.in_blocks else batch(state, sent, slot=slot))
        new = {topic.shape for topic in topics_of(first, led) if topic.is_new} - shapes
        if new:
            return led, new
    return led, set()


@cache
def _subjects(kinds: tuple[type, ...]) -> tuple[tuple[type, ...], ...]:
    """Kinds that are about one thing, as they are defined together: what one of them makes another changes or ends."""
    modules = dict.fromkeys(kind.__module__ for kind in kinds)
    found = [tuple(kind for kind in kinds if kind.__module__ == module) for module in modules]
    return (*[some for some in found if len(set(some)) > 2], kinds)


def _draw_votes(choices: Choices, state: State, slot: Slot) -> Sequence[bytes]:
    """Those that a block in the slot can have, of all, of some, or none."""
    if not choices.integer(0, 2):
        return ()
    absent = [agent for agent in serving(enter_slot(state, slot)) if not choices.integer(0, 5)]
    return all_votes(state, slot, absent)


def _draw_sent(
    choices: Choices, opened: State, trade: Trade, topics: Sequence[Topic], found: Found, border: PaidBody | None, known: Known, done: Counter[type]
) -> list[bytes]:
    """What succeeds, after the same with one thing wrong or not, at a border or not, and sometimes before the same once more.

    What has been refused before it goes ahead of it now and then, as it is or with one thing more wrong: of two reasons the rules say which comes first.
    """
    sent, used = list[bytes](), Counter[bytes]()

    def send(sender: KeyPair, body: PaidBody) -> None:
        more = _sent(choices, opened, trade, sender, body, 1 + used[sender.account])
        used[sender.account] += len(more)
        sent.extend(more)

    sender, made = found.sender, found.made
    right = made(1)
    done[type(right)] += 1
    known.integers = [number for topic in topics[:4] for some in topic.numbers.values() for number in some]
    if found.refused and not choices.integer(0, 3):
        other, refused = choices.one_of(found.refused)
        send(other, one_wrong(choices, type(refused(1)), refused(1), known) if choices.integer(0, 1) else refused(1))
    if border is not None:
        send(sender, border)
    elif choices.one_of((False, True)):
        if choices.integer(0, 4):
            send(sender, one_wrong(choices, type(right), right, known))
        else:
            send(choices.one_of(trade.people), right)
    send(sender, made(1 + used[sender.account]))
    if not choices.integer(0, 5):
        # What has been done may perhaps be done once more.
        send(sender, made(1 + used[sender.account]))
    return sent


def _sent(choices: Choices, state: State, trade: Trade, sender: KeyPair, body: PaidBody, ahead: int) -> list[bytes]:
    """The transaction; none where nobody could encode it."""
    asked: Body = body
    sponsors = [sponsor for sponsor, device in sorted(state.economy.sponsorships) if device == sender.account] if trade.sponsors else []
    if sponsors and not choices.integer(0, 2):
        asked = Sponsored(choices.one_of(sponsors), body)
    elif trade.sponsors and not choices.integer(0, 49):
        asked = Sponsored(choices.one_of(trade.people).account, body)
    held = state.accounts.get(sender.account)
    nonce = min((held.nonce if held else 0) + ahead, MAX_UINT64)
    try:
        fee = _all_that_is_left(choices, state, sender, asked, nonce) if isinstance(asked, Sponsored) else None
        return [transaction(state, sender, asked, nonce=nonce, fee=fee)]
    except (Reject, ValueError, OverflowError):
        return []


def _all_that_is_left(choices: Choices, state: State, sender: KeyPair, asked: Sponsored, nonce: int) -> Amount | None:
    """As a fee now and then what the sponsor still pays in this term, or a unit more; None where that is not enough, or nothing of the kind."""
    sponsorship = state.economy.sponsorships.get((asked.sponsor, sender.account))
    if sponsorship is None or choices.integer(0, 2):
        return None
    fee = sponsorship.cap - choices.one_of((sponsorship.used, 0)) + choices.one_of((0, 0, 1))
    least = least_fee(state, sender, Transaction(state.chain.id, nonce, MAX_UINT64, 0, asked))
    return fee if least <= fee <= MAX_AMOUNT else None
