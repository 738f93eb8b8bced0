"""The profile `consensus`: agents, bonds, delegations, evidence and upgrades, over terms in which sets are elected, rewarded and judged."""

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from conformance.fuzzing.choices import Choices, Draw
from conformance.fuzzing.deals import draw_deals
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.tape import choices_of
from conformance.fuzzing.trade import Made, Trade
from conformance.fuzzing.wrong import Known
from reference.numbers import Slot
from reference.state.state import State
from reference.wire.block import Header, encode_header
from reference.wire.consensus_bodies import KINDS, AgentCommit, AgentRegister, Offence, Report
from reference.wire.hashing import Tag
from reference.wire.vote import FinalityVote, encode_vote
from vectors.build import ALICE, BOB, CAROL
from vectors.chain import agent_key, commitment_of, founded, grown
from vectors.keys import KeyPair

ONES, TWOS = b"\x01" * 32, b"\x02" * 32

AGENTS = tuple(agent_key(number) for number in range(6))
"""Those of the first set, and one that would be an agent."""


@st.composite
def staking(draw: Draw) -> Exchange:
    """On a chain of the minimal preset that has gone on for some slots."""
    return draw_deals(choices_of(draw), TRADE)


@cache
def _grown() -> State:
    return grown(founded(accounts=dict.fromkeys((ALICE, BOB, CAROL, *AGENTS), 10**6)), range(1, 4))


def _register(choices: Choices, _state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    bond, commitment = choices.one_of((1_000, 1_000, 999, 1_001, 2_000, 50_000)), commitment_of(sender)
    return lambda _: AgentRegister(bond, commitment)


def _commit(_choices: Choices, _state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    commitment = commitment_of(sender)
    return lambda _: AgentCommit(commitment)


def _report(choices: Choices, state: State, _sender: KeyPair, slot: Slot, known: Known) -> Made:
    """Two headers or two votes of one agent that contradict each other, or nearly, of a time around that in which it counts."""
    pair, offence = choices.one_of(AGENTS), choices.one_of(tuple(Offence))
    parameters = state.chain.parameters
    when = max(slot - choices.one_of((0, 1, 1, 2, parameters.evidence_slots, parameters.evidence_slots - 1, parameters.evidence_slots + 1)), 0)
    if offence is Offence.DOUBLE_HEADER:
        header = Header(1, state.chain.id, 1, when, ONES, 0, bytes(32), ONES, ONES, ONES, ONES)
        signed = [known.sign(pair, each, encode_header, Tag.BLOCK_HEADER) for each in (header, replace(header, state_root=TWOS))]
    else:
        target = max(when // parameters.checkpoint_slots, 1)
        first = FinalityVote(state.chain.id, max(target - choices.one_of((1, 2, 3)), 0), ONES, target, ONES)
        # Each end of the other link before, with or after that of the first: what is equal neither surrounds nor is surrounded.
        source = max(first.source_epoch + choices.one_of((0, 1, 1, -1)), 0)
        within = replace(first, source_epoch=source, target_epoch=max(target - choices.one_of((0, 1, 1, -1)), source))
        near = (replace(first, target_hash=TWOS), replace(first, source_hash=TWOS), within)
        second = within if offence is Offence.SURROUND_VOTE else choices.one_of(near)
        signed = [known.sign(pair, each, encode_vote, Tag.FINALITY_VOTE) for each in (first, second)]
    shown = signed if choices.integer(0, 3) else signed[::-1]
    report = Report(offence, *shown)
    return lambda _: report


TRADE = Trade(_grown, tuple(KINDS), (ALICE, BOB, CAROL, *AGENTS), {AgentRegister: _register, AgentCommit: _commit, Report: _report}, in_blocks=True)
"""What these histories are about."""
