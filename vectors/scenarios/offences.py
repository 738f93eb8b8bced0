"""Evidence of offences: what proves one, until when it counts, and what the offenders lose together."""

from dataclasses import replace
from functools import cache

from reference.consensus.randomness import NO_LAYER
from reference.numbers import Slot
from reference.parameters import MAINNET
from reference.state.state import State
from reference.transition import propose
from reference.wire.consensus_bodies import AgentRegister, AgentResign, Offence, Report
from reference.wire.hashing import Tag
from reference.wire.vote import FinalityVote, encode_vote
from vectors.batch import Batch
from vectors.build import ALICE, BOB, PRODUCER, after, batch, found, transact_case, transaction
from vectors.case import Case
from vectors.chain import agent_key, all_votes, commitment_of, founded, good_block, grown, producer_of
from vectors.keys import KeyPair, seal, sign_header

START = 10**6
ONES = b"\x01" * 32
TWOS = b"\x02" * 32
OFFENDER = agent_key(1)


@cache
def _state() -> State:
    return grown(founded(accounts={ALICE: START, BOB: START}), range(1, 23))


def _vote(pair: KeyPair, source: int, target: int, block: bytes = ONES, chain: bytes | None = None) -> bytes:
    """A vote for a link that need not be one of any chain: what contradicts itself does so anywhere."""
    return seal(pair, encode_vote(FinalityVote(_state().chain.id if chain is None else chain, source, ONES, target, block)), Tag.FINALITY_VOTE)


def _headers(slot: Slot) -> tuple[KeyPair, bytes, bytes]:
    """Two headers of one slot, by the agent whose it is."""
    state = _state()
    pair = producer_of(state, slot)
    header = propose(state, (), slot, pair.account)
    return pair, sign_header(pair, header), sign_header(pair, replace(header, transactions_root=ONES))


def _report(
    why: str, offence: Offence, first: bytes, second: bytes, rules: tuple[str, ...] = ("EVIDENCE-2",), slot: Slot | None = None, state: State | None = None
) -> Case:
    """The case of one report by Alice."""
    before = _state() if state is None else state
    when = before.head.slot + 1 if slot is None else slot
    sent = transaction(before, ALICE, Report(offence, first, second), fee=5_000)
    return transact_case(tuple(dict.fromkeys(("EVIDENCE-6", *rules, "EVIDENCE-5"))), why, before, [Batch(when, PRODUCER.account, (sent,))])


def offence_cases() -> list[Case]:
    """Reports of offences."""
    return [*_double_headers(), *_votes(), *_wrong_objects(), *_windows(), *_several(), _three(), *_whoever()]


def _double_headers() -> list[Case]:
    pair, first, second = _headers(24)
    _, other_slot, _ = _headers(29)
    double = Offence.DOUBLE_HEADER
    parents = sign_header(pair, replace(propose(_state(), (), 24, pair.account), parent=ONES, reveal=NO_LAYER))
    return [
        _report("two headers of one slot", double, first, second, slot=24),
        _report("the same in another order", double, second, first, slot=24),
        _report("two headers of one slot on different parents", double, first, parents, slot=25),
        _report("one header twice: fails", double, first, first, slot=24),
        _report("two headers of two slots: fails", double, first, other_slot, slot=40),
        _report("headers that are said to be votes: fails", Offence.DOUBLE_VOTE, first, second, ("EVIDENCE-5", "WIRE-2"), slot=24),
        _report("the first header's signature is forged, and the second is cut short: the first is said", double, _forged(first), second[:-1], slot=24),
        _report("headers of a slot that has not come: fails", double, first, second, ("EVIDENCE-3",), slot=23),
    ]


def _votes() -> list[Case]:
    twice, surround = Offence.DOUBLE_VOTE, Offence.SURROUND_VOTE
    four, five = _vote(OFFENDER, 3, 4), _vote(OFFENDER, 3, 5)
    inner, outer = _vote(OFFENDER, 2, 3), _vote(OFFENDER, 1, 4)
    return [
        _report("two votes for two checkpoints of one epoch", twice, four, _vote(OFFENDER, 3, 4, TWOS)),
        _report("two votes for one checkpoint from two sources", twice, four, _vote(OFFENDER, 2, 4)),
        _report("one vote twice: fails", twice, four, four),
        _report("votes for two epochs: fails", twice, four, five),
        _report("a vote that surrounds another", surround, outer, inner),
        _report("the surrounded vote first: fails", surround, inner, outer),
        _report("two links from one source: neither surrounds the other, fails", surround, _vote(OFFENDER, 2, 4), inner),
        _report("two links to one epoch: neither surrounds the other, fails", surround, outer, _vote(OFFENDER, 2, 4)),
        _report("two links one after the other: fails", surround, four, inner),
        _report("a surrounding vote reported as a double one: fails", twice, outer, inner),
        _report("two votes by two agents: fails", twice, four, _vote(agent_key(2), 3, 4, TWOS), ("EVIDENCE-1",)),
        _report("two votes by two agents for two epochs: that they are two agents is said", twice, four, _vote(agent_key(2), 3, 5), ("EVIDENCE-1",)),
        _report("votes on another chain: fails", twice, _vote(OFFENDER, 3, 4, chain=ONES), _vote(OFFENDER, 3, 4, TWOS, ONES), ("EVIDENCE-1",)),
        _report("the second vote on another chain: fails", twice, four, _vote(OFFENDER, 3, 4, TWOS, ONES), ("EVIDENCE-1",)),
        _report("by an agent with a P-256 key", twice, _vote(agent_key(3), 3, 4), _vote(agent_key(3), 3, 4, TWOS)),
    ]


def _wrong_objects() -> list[Case]:
    twice = Offence.DOUBLE_VOTE
    four = _vote(OFFENDER, 3, 4)
    stranger = _vote(BOB, 3, 4)
    return [
        _report("a vote cut short: fails", twice, four[:-1], four, ("EVIDENCE-5", "WIRE-14")),
        _report("nothing: fails", twice, b"", b"", ("EVIDENCE-5", "WIRE-14")),
        _report("a forged signature: fails", twice, _vote(OFFENDER, 3, 4, TWOS), _forged(four), ("EVIDENCE-5", "WIRE-14")),
        _report("by somebody who is no agent: fails", twice, stranger, _vote(BOB, 3, 4, TWOS), ("EVIDENCE-4",)),
    ]


def _forged(sealed: bytes) -> bytes:
    return sealed[:-1] + bytes((sealed[-1] ^ 1,))


def _windows() -> list[Case]:
    twice = Offence.DOUBLE_VOTE
    offence = (_vote(OFFENDER, 3, 4), _vote(OFFENDER, 3, 4, TWOS))
    early = (_vote(OFFENDER, 3, 5), _vote(OFFENDER, 3, 5, TWOS))
    outer = (_vote(OFFENDER, 1, 5), _vote(OFFENDER, 2, 3))
    last = (_vote(OFFENDER, 3, 2**64 - 1), _vote(OFFENDER, 3, 2**64 - 1, TWOS))
    return [
        _report("in the last slot in which it counts", twice, *offence, ("EVIDENCE-3",), slot=80),
        _report("one slot later: fails", twice, *offence, ("EVIDENCE-3",), slot=81),
        _report("in the first slot of the epoch that was voted for", twice, *early, ("EVIDENCE-3",), slot=25),
        _report("one slot before: fails", twice, *early, ("EVIDENCE-3",), slot=24),
        _report("a surrounding vote in the last slot that counts from its own target", Offence.SURROUND_VOTE, *outer, ("EVIDENCE-3",), slot=85),
        _report("one slot later: fails", Offence.SURROUND_VOTE, *outer, ("EVIDENCE-3",), slot=86),
        _report("for the last epoch that there is: fails", twice, *last, ("EVIDENCE-3",)),
    ]


def _several() -> list[Case]:
    """Offenders caught one by one: each later one makes the earlier ones pay more, until all have lost everything."""
    state, reports = _state(), []
    for number in (0, 1, 2):
        pair = agent_key(number)
        reports.append(Report(Offence.DOUBLE_VOTE, _vote(pair, 3, 4), _vote(pair, 3, 4, TWOS)))
    rules = ("EVIDENCE-6", "SLASH-1", "SLASH-2", "SLASH-3", "SLASH-5")
    nonce = state.accounts[ALICE.account].nonce
    sent = [transaction(state, ALICE, report, nonce=nonce + place + 1, fee=5_000) for place, report in enumerate(reports)]
    again = transaction(state, ALICE, replace(reports[0], first=reports[0].second, second=reports[0].first), nonce=nonce + 9, fee=5_000)
    batches = [Batch(23 + place, PRODUCER.account, (data,)) for place, data in enumerate(sent)]
    late = [Batch(23, PRODUCER.account, (sent[0],)), Batch(84, PRODUCER.account, (_later(state, nonce + 2),))]
    return [
        transact_case(rules, "three of five agents, one by one", state, batches),
        transact_case(
            rules, "the same in another order", state, [Batch(23 + place, PRODUCER.account, (data,)) for place, data in enumerate(_reordered(state))]
        ),
        transact_case(rules, "all in one block", state, [Batch(23, PRODUCER.account, tuple(sent))]),
        transact_case(("EVIDENCE-6", "EVIDENCE-4"), "the same offence twice: fails", state, [Batch(23, PRODUCER.account, (sent[0], again))]),
        transact_case(("EVIDENCE-6", "SLASH-5"), "the second one when the first is forgotten: each is alone", state, late),
    ]


def _three() -> Case:
    """Mainnet remembers more offenders than the two that lose everything where there are five: the third makes both others pay more."""
    bond, pairs = MAINNET.minimum_bond, [agent_key(number) for number in range(3)]
    state = found("mainnet", accounts=dict.fromkeys((ALICE, *pairs), 2 * bond))
    state = after(state, batch(state, [transaction(state, pair, AgentRegister(bond, commitment_of(pair))) for pair in pairs]))
    reports = [Report(Offence.DOUBLE_VOTE, *(_vote(pair, 0, 1, block, state.chain.id) for block in (ONES, TWOS))) for pair in pairs]
    for report in reports[:2]:
        state = after(state, batch(state, [transaction(state, ALICE, report)]))
    last = batch(state, [transaction(state, ALICE, reports[2])])
    return transact_case(("EVIDENCE-6", "SLASH-3", "SLASH-5"), "mainnet: the third of three agents that are of no set", state, [last])


def _reordered(state: State) -> list[bytes]:
    nonce = state.accounts[ALICE.account].nonce
    pairs = [agent_key(number) for number in (2, 0, 1)]
    reports = [Report(Offence.DOUBLE_VOTE, _vote(pair, 3, 4), _vote(pair, 3, 4, TWOS)) for pair in pairs]
    return [transaction(state, ALICE, report, nonce=nonce + place + 1, fee=5_000) for place, report in enumerate(reports)]


def _later(state: State, nonce: int) -> bytes:
    """A report of an offence that is still new 61 slots after the others."""
    pair = agent_key(4)
    return transaction(state, ALICE, Report(Offence.DOUBLE_VOTE, _vote(pair, 3, 16), _vote(pair, 3, 16, TWOS)), nonce=nonce, fee=5_000)


def _whoever() -> list[Case]:
    """Whatever else the offender is."""
    twice = Offence.DOUBLE_VOTE
    state = _state()
    newcomer = BOB
    sent = [transaction(state, newcomer, AgentRegister(1_000, commitment_of(newcomer)))]
    registered = after(state, good_block(state, 23, sent, all_votes(state, 23)))
    resigned = after(registered, good_block(registered, 24, [transaction(registered, newcomer, AgentResign())]))
    offence = (_vote(newcomer, 3, 4), _vote(newcomer, 3, 4, TWOS))
    return [
        _report("an agent without a seat", twice, *offence, ("SLASH-2",), state=registered),
        _report("an agent that has resigned: its bond is still there to answer with", twice, *offence, ("SLASH-2",), state=resigned),
    ]
