"""Histories of transactions that succeed, each perhaps after the same with one thing wrong, at slots around those that decide.

What is asked for is drawn from what the state has: a topic is one of its records, and a body's fields are mostly what its key and its fields say. Of some
tries the first that the reference carries out is sent. So a history comes further than chance would, whatever it is about; and what is wrong in one thing
alone shows the one condition that refuses it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from conformance.fuzzing.aged import aged, subjects_of
from conformance.fuzzing.borders import moved_to_border
from conformance.fuzzing.choices import Choices
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.last_numbers import with_last_number
from conformance.fuzzing.sent import sent_by
from conformance.fuzzing.spoilt import spoil
from conformance.fuzzing.successes import Found, draw_success, with_nonce_spent
from conformance.fuzzing.topics import Topic, draw_slot, topics_of
from conformance.fuzzing.trade import Trade
from conformance.fuzzing.wrong import Known, known_to, one_wrong
from reference.consensus.boundaries import enter_slot
from reference.consensus.duties import serving
from reference.numbers import MAX_UINT64, Slot
from reference.state.state import State
from reference.wire.transaction import PaidBody
from vectors.batch import Batch
from vectors.build import after, batch, block
from vectors.case import Kind
from vectors.chain import all_votes
from vectors.json_form import to_json
from vectors.json_text import Json
from vectors.keys import KeyPair
from vectors.state_form import write_state

LEAST_SHARES, MOST_SHARES = 6, 12
"""How often a subject is drawn: as many times as it has kinds, but for this."""

LATE = (2**32 - 2, 2**53 - 1, 2**63 - 2, MAX_UINT64 - 40, MAX_UINT64 - 6)
"""Slots shortly before those after which sums wrap around, lose their last bit, or turn negative."""


def draw_deals(choices: Choices, trade: Trade) -> Exchange:
    """A state, in which something has happened already or nothing, and the batches that are applied to it."""
    subjects = subjects_of(trade.kinds)
    place = _draw_place(choices, subjects)
    first, about = trade.founded(), _about(trade, subjects[place])
    state = choices.one_of(aged(trade, place)) if choices.integer(0, 3) else first
    said = topics_of(first, state)
    if not trade.in_blocks and not choices.integer(0, 2):
        state = with_last_number(choices, first, state)
    changed = [each for each in topics_of(first, state) if each not in said]
    preset, written, batches = state.chain.parameters.name, write_state(state), list[Json]()
    known = known_to(trade.people)
    done, slot = Counter[type](), state.head.slot
    if not trade.in_blocks and not choices.integer(0, 9):
        # A batch may be of any slot.
        slot = max(slot, choices.one_of(LATE))
    for _ in range(choices.integer(2, 5 if trade.in_blocks else 8)):
        # A record with such a number is what comes first: later ones may have ended it.
        topics, changed = changed or topics_of(first, state), []
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


def _draw_place(choices: Choices, subjects: Sequence[tuple[type, ...]]) -> int:
    """Which subject it is about: rather one of many kinds, of which there is more to try."""
    shares = [min(max(len(set(subject)), LEAST_SHARES), MOST_SHARES) for subject in subjects]
    return choices.one_of([place for place, share in enumerate(shares) for _ in range(share)])


def _about(trade: Trade, subject: tuple[type, ...]) -> Trade:
    """The same, of one subject mostly."""
    return replace(trade, kinds=(*subject * (5 * len(trade.kinds) // len(subject)), *trade.kinds))


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
        more = sent_by(choices, opened, trade, sender, body, 1 + used[sender.account])
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
