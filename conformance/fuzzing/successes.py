"""Transactions that succeed, found by trying: bodies about what the state has, each refused one as a beginning of the next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from conformance.fuzzing.bodies import draw_body, redrawn
from conformance.fuzzing.choices import Choices
from conformance.fuzzing.topics import NO_TOPIC, Topic
from conformance.fuzzing.trade import Beginning, Made, Trade, always
from conformance.fuzzing.wrong import Known
from reference.codes import Reject
from reference.numbers import MAX_UINT64, Slot
from reference.state.state import State, get_account, put_account
from reference.transition import apply_any_body
from reference.wire.transaction import PaidBody
from vectors.keys import KeyPair

TRIES = 48
"""How many bodies are drawn for one that succeeds."""

PATIENCE = 4
"""After how many bodies that a maker makes is it content with what only leads to the kind that it was asked for."""

IN_VAIN = 8
"""After how many that are all refused as one before was it is another kind's turn: not every kind can succeed now."""


@dataclass(frozen=True, slots=True)
class Try:
    """Somebody asks for something."""

    sender: KeyPair
    topic: Topic
    body: Any
    """None where it is made otherwise."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of some tries."""

    sender: KeyPair
    made: Made
    succeeds: bool
    refused: Sequence[tuple[KeyPair, Made]]
    """What was refused before it, one of each code."""


def draw_success(choices: Choices, state: State, trade: Trade, topics: Sequence[Topic], slot: Slot, known: Known, done: Counter[type]) -> Found:
    """The first of some bodies that succeeds, or the last that does not.

    Most tries are an earlier one with a field or two drawn anew: one that was refused as few others were, since what is refused late is refused seldom.
    """
    kind: Any = _draw_kind(choices, trade, done)
    refused: dict[int, tuple[int, Try]] = {}
    bodies: dict[tuple[type, int], tuple[KeyPair, Made]] = {}
    in_vain = made_up = 0
    before: tuple[KeyPair, Made] | None = None
    for _ in range(TRIES):
        if in_vain >= IN_VAIN:
            kind, refused, in_vain = _draw_kind(choices, trade, done), {}, 0
        if refused and kind not in trade.makers and choices.integer(0, 3):
            tried = min(refused.values(), key=lambda each: each[0])[1]
            tried = replace(tried, body=redrawn(choices, tried.body, state, _for(tried.topic, tried.sender), trade.people, slot))
        else:
            tried = _draw_try(choices, kind, state, trade, topics, slot)
        if kind in trade.makers:
            made = trade.makers[kind](choices, state, tried.sender, slot, known)
        else:
            made = always(tried.body)
        body = made(1)
        code = _refusal(state, tried.sender, body, slot)
        made_up += kind in trade.makers
        if code is None and (type(body) is not kind or isinstance(made, Beginning)) and made_up < PATIENCE:
            # What would bring it about; another sender may be further.
            before = before or (tried.sender, made)
            continue
        if code is None or made_up == trade.made_up:
            break
        bodies[kind, code] = tried.sender, made
        in_vain = in_vain + 1 if code in refused else 0
        refused[code] = (refused.get(code, (0, tried))[0] + 1, tried)
    sender, made = (tried.sender, made) if code is None or before is None else before
    return Found(sender, made, code is None or before is not None, [*bodies.values()])


def _draw_kind(choices: Choices, trade: Trade, done: Counter[type]) -> type:
    """Of some kinds the one that was sent least for how often it is named: those that can succeed always would else be nearly all that is sent."""
    some = [choices.one_of(trade.kinds) for _ in range(3)]
    return min(some, key=lambda kind: done[kind] / trade.kinds.count(kind))


def _draw_try(choices: Choices, kind: Any, state: State, trade: Trade, topics: Sequence[Topic], slot: Slot) -> Try:
    near = [each for each in topics if each.is_new]
    topic = choices.one_of(near if near and choices.integer(0, 3) else topics) if topics else NO_TOPIC
    involved = [pair for pair in trade.people if pair.account in topic.hashes]
    is_involved = choices.one_of((False, True)) and bool(involved)
    sender = choices.one_of(involved if is_involved else trade.people)
    return Try(sender, topic, None if kind in trade.makers else draw_body(choices, kind, state, _for(topic, sender), trade.people, slot))


def _refusal(state: State, sender: KeyPair, body: PaidBody, slot: Slot) -> int | None:
    """With which code a body fails; None where it succeeds."""
    try:
        apply_any_body(with_nonce_spent(state, sender), sender.account, body, slot)
    except Reject as rejection:
        return rejection.code.number
    return None


def with_nonce_spent(state: State, sender: KeyPair) -> State:
    """The state as what is asked for finds it (TX-5): the nonce of its transaction is spent by then, and what is attested names that one."""
    held = get_account(state, sender.account)
    return put_account(state, sender.account, replace(held, nonce=min(held.nonce + 1, MAX_UINT64)))


def _for(topic: Topic, sender: KeyPair) -> Topic:
    """The topic as the sender speaks of it, who does not name itself."""
    return replace(topic, hashes=tuple(each for each in topic.hashes if each != sender.account)) if sender.account in topic.hashes else topic
