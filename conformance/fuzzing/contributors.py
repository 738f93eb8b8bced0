"""The profile `economy`: what contributors are due of a term, and of the participation award, over the blocks that end it."""

from collections.abc import Sequence
from functools import cache

from hypothesis import strategies as st
from immutables import Map

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Draw
from reference.economy.contributions import contributors_release
from reference.numbers import Amount
from reference.parameters import MINIMAL
from reference.state.award import Award, Credit, Fund
from reference.state.commitment import load
from reference.state.economy_tables import Economy
from reference.state.pots import with_ecosystem
from reference.state.state import State
from reference.wire.award_bodies import AwardEnrol, AwardLeave, ContributionClaim
from reference.wire.transaction import PaidBody
from vectors.build import ALICE, BOB, CAROL, after, transaction
from vectors.case import Kind
from vectors.chain import all_votes, founded, good_block, grown
from vectors.state_form import write_state

PEOPLE = (ALICE, BOB, CAROL)

TERM = MINIMAL.agents * MINIMAL.term_rounds
"""The slots of a term."""

STEPS = (1, 1, 1, 2, TERM - 1, TERM)
"""How many slots a block comes after the one before it."""

BODIES: Sequence[PaidBody] = (*[ContributionClaim(0)] * 6, *[ContributionClaim(1)] * 2, AwardEnrol(), AwardEnrol(), AwardLeave())


@st.composite
def contributors(draw: Draw) -> Exchange:
    """A chain shortly before a term ends, in which some have contributed, and blocks in which they claim; on a chain of the minimal preset."""
    state = _draw_chain(draw)
    written, slot, blocks = write_state(state), state.head.slot, []
    for _ in range(draw(st.integers(1, 4))):
        slot += draw(st.sampled_from(STEPS))
        senders = draw(st.lists(st.sampled_from(PEOPLE), max_size=3, unique_by=lambda pair: pair.account))
        sent = [transaction(state, sender, draw(st.sampled_from(BODIES))) for sender in senders]
        data = good_block(state, slot, sent, all_votes(state, slot))
        blocks.append(data.hex())
        state = after(state, data)
    return Exchange(Kind.APPLY, MINIMAL.name, {"state": written, "blocks": list(blocks)})


@cache
def _grown() -> State:
    return grown(founded(accounts=dict.fromkeys(PEOPLE, 10**6)), range(1, TERM - 1))


def _draw_chain(draw: Draw) -> State:
    """Contributions around what the pool releases for them, or so small that rounding shows; and an award that lasts, ends, or has little left."""
    state = _grown()
    parameters = state.chain.parameters
    release = contributors_release(state.pots.ecosystem, parameters.release_ppm, parameters.agents_share_ppm)
    award = Award(draw(st.sampled_from((10_000, 10_000, 50, 1))), draw(st.sampled_from((100, 100, 10_000, 7))), draw(st.sampled_from((50, 0, 1, 2))))
    credits = {}
    for pair in PEOPLE[: draw(st.sampled_from((3, 3, 2, 1)))]:
        contribution: Amount = draw(st.sampled_from((1, 2, 10, 333, release // 3 + 1, release // 2, release, release + 1)))
        weight = draw(st.sampled_from((contribution, contribution // 2, contribution // 3, 0, 1)))
        credits[pair.account, 0] = Credit(fees=2 * contribution + 2, contribution=contribution, weight=weight)
    contributed, weighed = sum(each.contribution for each in credits.values()), sum(each.weight for each in credits.values())
    fund = Fund(contributions=contributed, weights=weighed, release=0, award=0, left=0, credits=len(credits), closed=False)
    economy = Economy(funds=Map({0: fund}), credits=Map(credits), award=award)
    pots = with_ecosystem(state.pots, state.pots.ecosystem - award.balance)
    return load(state.chain, state.head, state.accounts, state.coins, state.holdings, pots, state.consensus, economy)
