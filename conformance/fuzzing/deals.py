"""Histories of transactions that succeed, each perhaps after the same with one thing wrong, at slots around those that decide.

What is asked for is drawn from what the state has: a topic is one of its records, and a body's fields are mostly what its key and its fields say. Of some
tries the first that the reference carries out is sent. So a history comes further than chance would, whatever it is about; and what is wrong in one thing
alone shows the one condition that refuses it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from random import Random
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from conformance.fuzzing.choices import Chance, Choices
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.places import places
from conformance.fuzzing.wrong import Known, one_wrong
from reference.codes import Reject
from reference.consensus.boundaries import enter_slot
from reference.consensus.duties import serving
from reference.numbers import MAX_AMOUNT, MAX_UINT64, PPM, Length, Range, Slot
from reference.state.coin_terms import SSP
from reference.state.records import contents, every_key
from reference.state.state import State
from reference.state.tables import Table
from reference.transition import apply_any_body
from reference.wire.transaction import Body, PaidBody, Sponsored
from vectors.batch import Batch
from vectors.build import after, batch, block, transaction
from vectors.case import Kind
from vectors.chain import all_votes
from vectors.json_form import to_json
from vectors.json_text import Json, members
from vectors.keys import KeyPair
from vectors.state_form import write_state

TRIES = 48
"""How many bodies are drawn for one that succeeds."""

MADE_UP = 6
"""And how many at most that are signed in themselves, of which each takes as long as many others."""

IN_VAIN = 8
"""After how many that are all refused as one before was it is another kind's turn: not every kind can succeed now."""

AGES = (3, 10, 12, 19, 27)
"""How much has happened already in some states of each subject."""

AMOUNTS = (0, 1, 1, 2, 5, 10, 10, 50, 100, 499, 500, 501, 5_000, MAX_AMOUNT)
NUMBERS = (0, 0, 1, 1, 2, 3, 5, 20, PPM // 4, PPM, 2**32 - 1)
AHEAD = (-1, 0, 1, 2, 5, 20, 21, 40, 400, 2**33)

Made = Callable[[int], PaidBody]
"""A body in the sender's transaction so many after its last: what is attested may have to say which."""

Maker = Callable[[Choices, State, KeyPair, Slot, Known], Made]
"""Makes the bodies of a kind that no fields of records make up, as signed ones."""


@dataclass(frozen=True, eq=False)
class Trade:
    """What histories are about."""

    founded: Callable[[], State]
    """The state that they all begin with."""

    kinds: tuple[type, ...]
    people: tuple[KeyPair, ...]
    makers: Mapping[type, Maker]
    sponsors: bool = False
    in_blocks: bool = False
    """Whether they are sent in blocks, with what a block brings about besides, or in batches, which are cheaper."""

    def opened(self, state: State, slot: Slot) -> State:
        """What transactions in a slot find."""
        return enter_slot(state, slot) if self.in_blocks else state


@dataclass(frozen=True, slots=True)
class Topic:
    """What one record says."""

    is_new: bool
    """Whether it has come since the history began."""
    hashes: tuple[bytes, ...]
    """Of its key, in order, and then of its fields."""
    key_numbers: tuple[int, ...]
    numbers: Mapping[int, tuple[int, ...]]
    """The integers of key and fields by the highest that their type has."""
    named: Mapping[str, Any]
    """Its fields."""


@dataclass(frozen=True, slots=True)
class Try:
    """Somebody asks for something."""

    sender: KeyPair
    topic: Topic
    body: Any
    """None where it is made otherwise."""


NO_TOPIC = Topic(False, (), (), {}, {})


def draw_deals(choices: Choices, trade: Trade) -> Exchange:
    """A state, in which something has happened already or nothing, and the batches that are applied to it."""
    subjects = _subjects(trade.kinds)
    place = choices.integer(0, len(subjects) - 1)
    first, about = trade.founded(), _about(trade, subjects[place])
    state = _aged(trade, place, choices.integer(0, len(AGES) - 1)) if choices.integer(0, 1) else first
    preset, written, batches = state.chain.parameters.name, write_state(state), list[Json]()
    known = _known(trade)
    done, slot = Counter[type](), state.head.slot
    for _ in range(choices.integer(2, 5 if trade.in_blocks else 8)):
        topics = _topics(first, state)
        slot = _draw_slot(choices, state, topics, slot)
        sent = _draw_sent(choices, trade.opened(state, slot), about, topics, slot, known, done)
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
        _spoil(choices, spoilt)
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
def _aged(trade: Trade, place: int, number: int) -> State:
    """What some transactions about one subject that all succeed have left, the same each time: few histories get so far by themselves."""
    state, subject = trade.founded(), _subjects(trade.kinds)[place]
    first, known, done, choices = state, _known(trade), Counter[type](), Chance(Random(f"smartshare aged {place} {number}"))
    for step in range(AGES[number]):
        slot = state.head.slot + 1 + (0 if trade.in_blocks else step)
        topics, opened = _topics(first, state), trade.opened(state, slot)
        # Each kind in its turn: what one makes the next ones are about.
        about = replace(trade, kinds=(subject[step % len(subject)],))
        sender, made = _draw_success(choices, opened, about, topics, slot, known, done)
        body = made(1)
        if _refusal(opened, sender, body, slot) is None:
            sent = [transaction(state, sender, body)]
            state = after(state, block(state, sent, slot=slot, votes=all_votes(state, slot)) if trade.in_blocks else batch(state, sent, slot=slot))
    # Batches leave the head where it is, and no state knows what comes after it.
    return state if trade.in_blocks else replace(state, head=replace(state.head, slot=state.head.slot + AGES[number]))


@cache
def _subjects(kinds: tuple[type, ...]) -> tuple[tuple[type, ...], ...]:
    """Kinds that are about one thing, as they are defined together: what one of them makes another changes or ends."""
    modules = dict.fromkeys(kind.__module__ for kind in kinds)
    found = [tuple(kind for kind in kinds if kind.__module__ == module) for module in modules]
    return (*[some for some in found if len(some) > 1], kinds)


def _draw_votes(choices: Choices, state: State, slot: Slot) -> Sequence[bytes]:
    """Those that a block in the slot can have, of all, of some, or none."""
    if not choices.integer(0, 2):
        return ()
    absent = [agent for agent in serving(enter_slot(state, slot)) if not choices.integer(0, 5)]
    return all_votes(state, slot, absent)


def _draw_sent(choices: Choices, opened: State, trade: Trade, topics: Sequence[Topic], slot: Slot, known: Known, done: Counter[type]) -> list[bytes]:
    """What succeeds, after the same with one thing wrong or not, and sometimes before the same once more."""
    sender, made = _draw_success(choices, opened, trade, topics, slot, known, done)
    right, ahead, sent = made(1), 1, list[bytes]()
    done[type(right)] += 1
    known.integers = [number for topic in topics[:4] for some in topic.numbers.values() for number in some]
    if choices.one_of((False, True)):
        other, wrong = sender, right
        if choices.integer(0, 4):
            wrong = one_wrong(choices, type(right), right, known)
        else:
            other = choices.one_of(trade.people)
        sent += _sent(choices, opened, trade, other, wrong, ahead)
        ahead += other is sender and bool(sent)
    sent += _sent(choices, opened, trade, sender, made(ahead) if ahead > 1 else right, ahead)
    if not choices.integer(0, 5):
        # What has been done may perhaps be done once more.
        sent += _sent(choices, opened, trade, sender, made(ahead + 1), ahead + 1)
    return sent


def _sent(choices: Choices, state: State, trade: Trade, sender: KeyPair, body: PaidBody, ahead: int) -> list[bytes]:
    """The transaction; none where nobody could encode it."""
    asked: Body = body
    sponsors = [sponsor for sponsor, device in state.economy.sponsorships if device == sender.account] if trade.sponsors else []
    if sponsors and not choices.integer(0, 2):
        asked = Sponsored(choices.one_of(sponsors), body)
    elif trade.sponsors and not choices.integer(0, 49):
        asked = Sponsored(choices.one_of(trade.people).account, body)
    held = state.accounts.get(sender.account)
    try:
        return [transaction(state, sender, asked, nonce=min((held.nonce if held else 0) + ahead, MAX_UINT64))]
    except (Reject, ValueError, OverflowError):
        return []


def _draw_success(choices: Choices, state: State, trade: Trade, topics: Sequence[Topic], slot: Slot, known: Known, done: Counter[type]) -> tuple[KeyPair, Made]:
    """The first of some bodies that succeeds, or the last that does not.

    Most tries are an earlier one with a field or two drawn anew: one that was refused as few others were, since what is refused late is refused seldom.
    """
    kind: Any = _draw_kind(choices, trade, done)
    refused: dict[int, tuple[int, Try]] = {}
    in_vain = made_up = 0
    for _ in range(TRIES):
        if in_vain >= IN_VAIN:
            kind, refused, in_vain = _draw_kind(choices, trade, done), {}, 0
        if refused and kind not in trade.makers and choices.integer(0, 3):
            tried = min(refused.values(), key=lambda each: each[0])[1]
            tried = replace(tried, body=_redrawn(choices, tried, state, trade.people, slot))
        else:
            tried = _draw_try(choices, kind, state, trade, topics, slot)
        if kind in trade.makers:
            made = trade.makers[kind](choices, state, tried.sender, slot, known)
        else:
            made = _always(tried.body)
        code = _refusal(state, tried.sender, made(1), slot)
        made_up += kind in trade.makers
        if code is None or made_up == MADE_UP:
            break
        in_vain = in_vain + 1 if code in refused else 0
        refused[code] = (refused.get(code, (0, tried))[0] + 1, tried)
    return tried.sender, made


def _draw_kind(choices: Choices, trade: Trade, done: Counter[type]) -> type:
    """Of some kinds the one that was sent least for how often it is named: those that can succeed always would else be nearly all that is sent."""
    some = [choices.one_of(trade.kinds) for _ in range(3)]
    return min(some, key=lambda kind: done[kind] / trade.kinds.count(kind))


def _draw_try(choices: Choices, kind: Any, state: State, trade: Trade, topics: Sequence[Topic], slot: Slot) -> Try:
    near = [each for each in topics if each.is_new]
    topic = choices.one_of(near if near and choices.integer(0, 3) else topics) if topics else NO_TOPIC
    involved = [pair for pair in trade.people if pair.account in topic.hashes]
    sender = choices.one_of(involved if involved and choices.one_of((False, True)) else trade.people)
    return Try(sender, topic, None if kind in trade.makers else _draw_body(choices, kind, state, _for(topic, sender), trade.people, slot))


def _redrawn(choices: Choices, tried: Try, state: State, people: Sequence[KeyPair], slot: Slot) -> Any:
    kind = type(tried.body)
    hints, body, topic = _hints(kind), tried.body, _for(tried.topic, tried.sender)
    present = fields(kind)
    for _ in range(choices.integer(1, 2) if present else 0):
        name = choices.one_of(present).name
        start = choices.integer(0, 2)
        hashes, numbers = [*topic.hashes[start:], *topic.hashes[:start]], [*topic.key_numbers[start:], *topic.key_numbers[:start]]
        body = replace(body, **{name: _draw_field(choices, name, hints[name], state, topic, people, slot, hashes, numbers)})
    return body


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _always(body: PaidBody) -> Made:
    return lambda _: body


def _refusal(state: State, sender: KeyPair, body: PaidBody, slot: Slot) -> int | None:
    """With which code a body fails; None where it succeeds."""
    try:
        apply_any_body(state, sender.account, body, slot)
    except Reject as rejection:
        return rejection.code.number
    return None


def _for(topic: Topic, sender: KeyPair) -> Topic:
    """The topic as the sender speaks of it, who does not name itself."""
    return replace(topic, hashes=tuple(each for each in topic.hashes if each != sender.account)) if sender.account in topic.hashes else topic


def _topics(first: State, state: State) -> list[Topic]:
    """The records but for accounts and pots, which all else changes."""
    found: list[Topic] = []
    for table, identifier in every_key(state):
        if table in (Table.ACCOUNTS, Table.POTS):
            continue
        held = contents(state, table)
        record = held if identifier is None else held[identifier]
        is_new = identifier is not None and identifier not in contents(first, table)
        found.append(_topic(identifier, record, is_new=is_new))
    return found


def _topic(identifier: Any, record: Any, *, is_new: bool) -> Topic:
    parts = list(_parts(identifier))
    numbers: dict[int, list[int]] = {}
    key_numbers = [part for part in parts if type(part) is int]
    for number in key_numbers:
        for high in (2**32 - 1, MAX_UINT64):
            numbers.setdefault(high, []).append(number)
    hashes = [part for part in parts if isinstance(part, bytes)]
    if is_dataclass(record) and not isinstance(record, type):
        for place in places(type(record), record):
            if type(place.value) is int and (span := _span(place.annotation)) is not None:
                numbers.setdefault(span.high, []).append(place.value)
            elif isinstance(place.value, bytes) and len(place.value) == 32:
                hashes.append(place.value)
        named = {each.name: getattr(record, each.name) for each in fields(record)}
    else:
        named = {}
    return Topic(is_new, tuple(hashes), tuple(key_numbers), {high: tuple(some) for high, some in numbers.items()}, named)


def _parts(identifier: Any) -> Iterator[Any]:
    if isinstance(identifier, tuple):
        for each in identifier:
            yield from _parts(each)
    elif identifier is not None:
        yield identifier


def _span(annotation: Any) -> Range | None:
    return next((note for note in get_args(annotation) if isinstance(note, Range)), None) if get_origin(annotation) is Annotated else None


def _draw_slot(choices: Choices, state: State, topics: Sequence[Topic], last: Slot) -> Slot:
    """The next slot, one a little later, the beginning of a term, or one around a slot that a record speaks of."""
    parameters = state.chain.parameters
    now = max(last + choices.one_of((0, 1, 1)), state.head.slot + 1)
    term = parameters.agents * parameters.term_rounds
    match choices.integer(0, 5):
        case 0 | 1 if topics:
            topic = choices.one_of(topics)
            spoken = [number for number in topic.numbers.get(MAX_UINT64, ()) if number < 2**62]
            lasting = [number for high, some in topic.numbers.items() if high < MAX_UINT64 for number in some if number < 2**24]
            later = [*spoken, *[one + other for one in spoken for other in lasting], *[number * term for number in spoken if number < 1_000]]
            later = sorted({each for each in later if now < each <= now + 2_000})
            if later:
                return max(int(choices.one_of(later)) + int(choices.one_of((0, 0, 1, -1))), now)
            return now
        case 2:
            return (now // term + choices.one_of((1, 1, 2, 3, 6))) * term + int(choices.one_of((0, 0, 1, -1)))
        case 3:
            return now + int(choices.one_of((0, 2, 5, 19, 20, 21)))
        case _:
            return now


def _draw_body(choices: Choices, kind: Any, state: State, topic: Topic, people: Sequence[KeyPair], slot: Slot) -> Any:
    hints, left_hashes, left_numbers = _hints(kind), list(topic.hashes), list(topic.key_numbers)
    values: dict[str, Any] = {}
    for each in fields(kind):
        values[each.name] = _draw_field(choices, each.name, hints[each.name], state, topic, people, slot, left_hashes, left_numbers)
    return kind(**values)


def _draw_field(
    choices: Choices,
    name: str,
    declared: Any,
    state: State,
    topic: Topic,
    people: Sequence[KeyPair],
    slot: Slot,
    left_hashes: list[bytes],
    left_numbers: list[int],
) -> Any:
    base, *notes = get_args(declared) if get_origin(declared) is Annotated else (declared,)
    same = topic.named.get(name)
    if isinstance(base, type) and issubclass(base, Enum):
        return choices.one_of(tuple(base))
    if base is bool:
        return choices.one_of((False, True))
    if base is str:
        return choices.one_of(("GATE", "SUN", "A", "sun"))
    way = choices.integer(0, 9)
    if base is bytes:
        return _draw_bytes(choices, name, notes, state, topic, people, same, way, left_hashes)
    if get_origin(base) is tuple:
        if isinstance(same, tuple) and way < 3:
            return same
        length = next(note for note in notes if isinstance(note, Length))
        element = get_args(base)[0]
        count = choices.integer(length.low, min(3, length.high))
        if is_dataclass(element):
            return tuple(_draw_body(choices, element, state, topic, people, slot) for _ in range(count))
        return tuple(_draw_field(choices, name, element, state, topic, people, slot, left_hashes, left_numbers) for _ in range(count))
    if is_dataclass(base):
        return same if type(same) is base and way < 5 else _draw_body(choices, base, state, topic, people, slot)
    span = next(note for note in notes if isinstance(note, Range))
    number = _draw_number(choices, span, topic, slot, same, way, left_numbers)
    return min(max(number, span.low), span.high)


def _draw_bytes(
    choices: Choices, name: str, notes: Sequence[Any], state: State, topic: Topic, people: Sequence[KeyPair], same: Any, way: int, left: list[bytes]
) -> bytes:
    length = next((note for note in notes if isinstance(note, Length)), None)
    if length is not None and not length.low <= 32 <= length.high:
        return bytes(length.low)
    if type(same) is bytes and way < 7:
        return same
    if name == "coin" and way < 9:
        spoken = [each for each in left if each == SSP or each in state.coins]
        coin = spoken[0] if spoken and way < 7 else choices.one_of((SSP, *state.coins))
        if coin in left:
            left.remove(coin)
        return bytes(coin)
    others = [each for each in left if each != SSP and each not in state.coins]
    if others and way < 8:
        left.remove(others[0])
        return others[0]
    if topic.hashes and way < 9:
        return bytes(choices.one_of(topic.hashes))
    return bytes(choices.one_of((*[pair.account for pair in people] * 2, bytes(32), b"\x07" * 32)))


def _draw_number(choices: Choices, span: Range, topic: Topic, slot: Slot, same: Any, way: int, left: list[int]) -> int:
    step = int(choices.one_of((0, 0, 0, 0, 1, -1)))
    if type(same) is int and way < 7:
        return same + (step if way > 4 else 0)
    if span.high in (2**32 - 1, MAX_UINT64) and left and way < 8:
        return left.pop(0)
    alike = topic.numbers.get(span.high, ())
    if alike and way < 8:
        return int(choices.one_of(alike)) + step
    match span.high:
        case 0x7FFF_FFFF_FFFF_FFFF:
            return int(choices.one_of(AMOUNTS))
        case 0xFFFF_FFFF_FFFF_FFFF:
            return int(choices.one_of((*[slot + ahead for ahead in AHEAD], 0, 1, 2)))
        case _:
            return int(choices.one_of((*NUMBERS, span.high)))


def _spoil(choices: Choices, written: Json) -> None:
    """Change one thing that a written state says, in place: a number, whose it is, or whether."""
    held: Any = written
    name: Any = choices.one_of(sorted(set(members(written)) - {"head", "chain"}))
    while isinstance(held[name], dict | list) and held[name]:
        held = held[name]
        name = choices.one_of(sorted(held) if isinstance(held, dict) else range(len(held)))
    value = held[name]
    if isinstance(value, bool):
        held[name] = not value
    elif isinstance(value, int):
        held[name] = max(value + int(choices.one_of((1, -1))), 0)
    elif isinstance(value, str) and value.isdecimal() and len(value) < 21:
        held[name] = str(max(choices.one_of((int(value) + 1, int(value) - 1, 0)), 0))
    elif isinstance(value, str) and len(value) == 64:
        held[name] = choices.one_of(("00" * 32, "07" * 32, ("1" if value[0] == "0" else "0") + value[1:]))
