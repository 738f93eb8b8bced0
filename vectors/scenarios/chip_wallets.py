"""Sessions of a chip's wallet: following the chain, the way out of staleness, balances by proof, limits, nonces, and power cuts at every write."""

from collections.abc import Iterator
from dataclasses import replace

from reference.agent.chip.following import Certify, ShowBorder, ShowLinks, ShowVote
from reference.agent.chip.lifecycle_commands import Identify, Resume, Suspend
from reference.agent.chip.purses import MAX_PURSES, Limits
from reference.agent.chip.records import LifeStage
from reference.agent.chip.wallet_commands import Allow, Pay, Report
from reference.codes import Code
from reference.consensus.light_client import Shown
from reference.numbers import MAX_AMOUNT, MAX_UINT64
from reference.state.coin_terms import SSP
from reference.state.finality import Checkpoint
from reference.state.proof import encode_proof
from reference.state.tables import Table
from reference.wire.order_bodies import MAX_OFFLINE
from vectors.case import Case
from vectors.keys import sign_vote
from vectors.scenarios.chip_chain import COIN, LIMITS, SLOTS, binding, followed, learning, refreshing, snapshot, votes, with_money
from vectors.scenarios.light_client_chain import (
    AT_THE_BORDER,
    CHANGED,
    ERA,
    GOOD,
    HEADER_BYTES,
    LEAST,
    NEW,
    OLD,
    VIEW,
    checkpoint,
    era_proof,
    members,
    shown,
)
from vectors.scenarios.session_builder import STRANGER, SessionBuilder

PROVISIONED, BOUND = LifeStage.PROVISIONED, LifeStage.BOUND
FAR = 2**40
SHOP = STRANGER.account


def wallet_cases() -> list[Case]:
    """All of them."""
    return [*_following(), *_borders(), *_staleness(), *_balances(), *_limits(), *_nonces(), *_power_cuts()]


def paying(nonce: int, amount: int = 100, fee: int = 10, coin: bytes = SSP) -> Pay:
    """A payment."""
    return Pay(nonce, FAR, fee, coin, SHOP, amount)


def links(given: Shown = GOOD) -> ShowLinks:
    """The beginning of being shown a checkpoint."""
    return ShowLinks(given.leading.link, given.leaving.link, members(OLD))


def _following() -> Iterator[Case]:
    session = SessionBuilder().lives(BOUND)
    followed(session, GOOD)
    session.ask(Report())
    session.ask(links(), Code.CHECKPOINT_NOT_ABOVE)
    followed(session, shown(checkpoint(8), checkpoint(9), checkpoint(10), LEAST))
    session.ask(Report())
    yield session.case(("WALLET-9",), "a chip follows to a checkpoint, does not follow to it again, and follows to a later one")

    session = SessionBuilder().lives(BOUND)
    session.ask(ShowVote(False, b""), Code.NOTHING_SHOWN)
    session.ask(Certify(), Code.NOTHING_SHOWN)
    link, other = GOOD.leading.link, GOOD.leaving.link
    session.ask(ShowLinks(replace(link, chain=bytes(32)), other, members(NEW)), Code.WRONG_CHAIN)
    session.ask(ShowLinks(other, link, members(OLD)), Code.CERTIFICATE_FOREIGN)
    for strangers, code in (((), Code.COMMAND_MALFORMED), (members(OLD)[:1], Code.ERA_FOREIGN), (members(NEW), Code.ERA_FOREIGN)):
        session.ask(ShowLinks(link, other, strangers), code)
    session.ask(ShowLinks(link, other, members(OLD)))
    session.ask(Certify(), Code.QUORUM_MISSING)
    session.ask(ShowVote(True, GOOD.leading.votes[0]), Code.CERTIFICATE_FOREIGN)
    session.ask(ShowVote(False, sign_vote(STRANGER, link)), Code.CERTIFICATE_FOREIGN)
    forged = GOOD.leading.votes[0]
    for leaves, code in ((True, Code.CERTIFICATE_FOREIGN), (False, Code.SIGNATURE_INVALID)):
        session.ask(ShowVote(leaves, forged[:-64] + GOOD.leading.votes[1][-64:]), code)
    session.ask(ShowVote(False, forged[:-64] + b"\xff" * 64), Code.SIGNATURE_NOT_CANONICAL)
    session.ask(ShowVote(False, forged.replace(LEAST[0].public.x, (1).to_bytes(32, "little"))), Code.KEY_INVALID)
    session.ask(ShowVote(False, b""), Code.COMMAND_MALFORMED)
    for vote in GOOD.leading.votes:
        session.ask(ShowVote(False, vote))
    session.ask(ShowVote(False, GOOD.leading.votes[0]), Code.CERTIFICATE_FOREIGN)
    for vote in GOOD.leaving.votes[1:]:
        session.ask(ShowVote(True, vote))
    session.ask(Certify(), Code.QUORUM_MISSING)
    session.ask(ShowVote(True, GOOD.leaving.votes[0]))
    session.ask(Certify())
    session.ask(Certify(), Code.NOTHING_SHOWN)
    session.ask(Report())
    yield session.case(("WALLET-9",), "what a chip is shown is wrong in every way, none of which costs it the votes before; in the end there are enough")

    session = SessionBuilder().lives(BOUND)
    session.ask(links())
    for vote in GOOD.leaving.votes:
        session.ask(ShowVote(True, vote))
    session.ask(Certify(), Code.QUORUM_MISSING)
    session.ask(links())
    for vote in GOOD.leading.votes:
        session.ask(ShowVote(False, vote))
    session.ask(Certify(), Code.QUORUM_MISSING)
    yield session.case(("WALLET-9",), "votes for the one link alone, then for the other alone: what is shown anew has no votes")


def border(**changed: object) -> ShowBorder:
    """The header and the proof that another set takes over."""
    right = ShowBorder(HEADER_BYTES, members(NEW), ERA.first_term, encode_proof(era_proof()))
    return replace(right, **changed)  # type: ignore[arg-type]


def _borders() -> Iterator[Case]:
    session = SessionBuilder().lives(BOUND)
    session.ask(border(), Code.NOTHING_SHOWN)
    session.ask(links(AT_THE_BORDER))
    session.ask(border(header=GOOD.leading.votes[0]), Code.COMMAND_MALFORMED)
    session.ask(border(members=members(OLD)), Code.PROOF_INVALID)
    session.ask(border(proof=encode_proof(era_proof(20))), Code.PROOF_INVALID)
    session.ask(border())
    session.ask(border(), Code.NOTHING_SHOWN)
    votes(session, AT_THE_BORDER)
    session.ask(Certify())
    session.ask(Report())
    beyond = shown(checkpoint(8), checkpoint(9), checkpoint(10), NEW[:4])
    session.ask(links(beyond), Code.ERA_FOREIGN)
    followed(session, beyond, NEW)
    yield session.case(("WALLET-9",), "a chip follows to the next set, and from then on asks that one")

    for who, voters in (("old", OLD), ("new", NEW)):
        session = SessionBuilder().lives(BOUND)
        session.ask(links(AT_THE_BORDER))
        session.ask(border())
        alone = shown(checkpoint(5), CHANGED, checkpoint(7), voters)
        votes(session, alone)
        session.ask(ShowVote(False, alone.leading.votes[2]), Code.CERTIFICATE_FOREIGN)
        session.ask(Certify(), Code.QUORUM_MISSING)
        yield session.case(("WALLET-9",), f"at the border the {who} set alone is no quorum, and none of it votes twice")

    session = SessionBuilder().lives(BOUND)
    session.ask(links(GOOD))
    session.ask(border(), Code.HEADER_FOREIGN)
    yield session.case(("WALLET-9",), "the header of another checkpoint")

    session = SessionBuilder().lives(PROVISIONED)
    last = replace(binding(), era=MAX_UINT64)
    session.order(last)
    session.ask(links(AT_THE_BORDER))
    session.ask(border(), Code.PROOF_INVALID)
    session.ask(links())
    session.ask(border(), Code.HEADER_FOREIGN)
    yield session.case(("WALLET-9",), "no era follows the last number, which is said after that of another header")


def _staleness() -> Iterator[Case]:
    session = SessionBuilder().lives(PROVISIONED)
    session.order(binding(now=14), Code.CHECKPOINT_UNTIMELY)
    session.order(binding(now=15 + MAX_OFFLINE + 1), Code.CHECKPOINT_UNTIMELY)
    session.order(binding(now=15 + MAX_OFFLINE))
    session.ask(Report())
    session.ask(links())
    session.reading += 1
    session.ask(links(), Code.CHIP_STALE)
    session.reading -= 2
    session.ask(links(), Code.CHIP_STALE)
    yield session.case(
        ("WALLET-1", "WALLET-2"), "an owner's first checkpoint: from the future, too old, and as old as it may be; then the chip is fresh for one reading"
    )

    session = SessionBuilder()
    session.reading = 1_000
    state = with_money(session.lives(PROVISIONED))
    session.reading = 1_000 + MAX_OFFLINE
    session.ask(paying(1))
    session.reading += 1
    learn = learning(state, session.account, SSP, balance=2_000, nonce=2)
    for record in (paying(1), paying(2), learn, links()):
        session.ask(record, Code.CHIP_STALE)
    session.ask(Report())
    later = Checkpoint(FAR // SLOTS, bytes(32))
    session.order(refreshing(state.checkpoint, state.checkpoint.epoch * SLOTS + MAX_OFFLINE + 1), Code.CHECKPOINT_UNTIMELY)
    for now in (VIEW.certified.epoch * SLOTS, 0):
        session.order(refreshing(VIEW.certified, now), Code.CHECKPOINT_NOT_ABOVE)
    session.order(refreshing(replace(state.checkpoint, hash=bytes(32))), Code.CHECKPOINT_NOT_ABOVE)
    session.order(refreshing(later), Code.SIGNER_FOREIGN, signer=STRANGER)
    session.ask(paying(2), Code.CHIP_STALE)
    session.order(refreshing(later, FAR + 7))
    session.ask(Report())
    session.ask(paying(2))
    yield session.case(("WALLET-1", "WALLET-4"), "a chip that was away for 21 days and a slot does nothing until its owner gives it a later checkpoint")

    session = SessionBuilder()
    session.reading = 1_000
    with_money(session.lives(PROVISIONED))
    session.ask(Identify(), cut=0)
    session.reading = 999
    session.ask(paying(1), Code.CHIP_STALE)
    session.reading = 0
    session.ask(paying(1), Code.CHIP_STALE)
    session.reading = 1_001
    session.ask(paying(1))
    yield session.case(("WALLET-1", "POWER-2"), "a clock that has begun again at 0 is no clock, until it reads more again")

    session = SessionBuilder().lives(BOUND)
    session.reading = MAX_OFFLINE - 10
    followed(session, GOOD)
    session.ask(Report())
    session.reading = MAX_OFFLINE
    session.ask(links(), Code.CHECKPOINT_NOT_ABOVE)
    session.reading = MAX_OFFLINE + 20
    session.ask(links(), Code.CHIP_STALE)
    yield session.case(("WALLET-3",), "a checkpoint of ten slots later, shown late, gains ten slots and no more")

    session = SessionBuilder().lives(BOUND)
    session.reading = 100
    far = Checkpoint(200_000, bytes([200]) * 32)
    followed(session, shown(Checkpoint(199_999, bytes(32)), far, Checkpoint(200_001, bytes(32)), LEAST))
    session.ask(Report())
    session.ask(links(shown(far, Checkpoint(200_001, bytes(32)), Checkpoint(200_002, bytes(32)), LEAST)))
    session.reading = 99
    session.ask(Certify(), Code.QUORUM_MISSING)
    session.ask(paying(1), Code.CHIP_STALE)
    yield session.case(("WALLET-3",), "a checkpoint of far later: 21 days from now, and no more")

    session = SessionBuilder().lives(BOUND)
    session.ask(links())
    votes(session, GOOD)
    session.reading = MAX_OFFLINE + 2
    session.ask(Certify(), Code.CHIP_STALE)
    yield session.case(("WALLET-3", "WALLET-9"), "a chip becomes stale while it is being shown a checkpoint")


def _balances() -> Iterator[Case]:
    session = SessionBuilder().lives(PROVISIONED)
    state = with_money(session)
    chip = session.account
    other = snapshot(5, [])
    right = learning(state, chip, SSP, balance=2_000, nonce=2)
    session.ask(learning(state, chip, bytes([1]) * 32), Code.PURSE_UNKNOWN)
    session.ask(replace(right, header=other.header), Code.HEADER_FOREIGN)
    session.ask(replace(right, balance=2_001), Code.PROOF_INVALID)
    session.ask(replace(right, nonce=3), Code.PROOF_INVALID)
    session.ask(replace(right, stored=False), Code.PROOF_INVALID)
    session.ask(replace(right, coin=COIN), Code.PROOF_INVALID)
    session.ask(replace(right, proof=b""), Code.COMMAND_MALFORMED)
    session.ask(replace(right, proof=state.proof((Table.ACCOUNTS, STRANGER.account))), Code.PROOF_INVALID)
    session.ask(Report())
    session.ask(paying(1))
    session.ask(paying(2, coin=COIN))
    session.ask(Report())
    session.ask(right)
    session.ask(learning(state, chip, COIN, balance=500))
    session.ask(Report())
    yield session.case(("WALLET-10",), "balances by proof, and everything that is none")

    session = SessionBuilder().lives(PROVISIONED)
    state = with_money(session, ssp=0, coins=0)
    session.ask(Report())
    session.ask(learning(state, session.account), 0)
    session.ask(paying(1, amount=0, fee=1), Code.INSUFFICIENT_BALANCE)
    yield session.case(("WALLET-10", "WALLET-11"), "proof that there is nothing, neither of SSP nor of a coin")


def _limits() -> Iterator[Case]:
    session = SessionBuilder().lives(PROVISIONED)
    with_money(session, ssp=5_000)
    session.ask(paying(1, 991, 10), Code.SPENT_ABOVE_LIMIT)
    session.ask(paying(1, 990, 10))
    session.ask(paying(2, 491, 10), Code.SPENT_ABOVE_LIMIT)
    session.ask(paying(2, 490, 10))
    session.ask(paying(3, 0, 1), Code.SPENT_ABOVE_LIMIT)
    session.order(Allow(SSP, replace(LIMITS, window=1_501)))
    session.ask(paying(3, 0, 2), Code.SPENT_ABOVE_LIMIT)
    session.ask(paying(3, 0, 1))
    session.order(refreshing(checkpoint(5)))
    session.ask(paying(4, 0, 1), Code.SPENT_ABOVE_LIMIT)
    session.order(refreshing(checkpoint(6)))
    session.ask(paying(4, 1_000, 0))
    session.ask(Report())
    yield session.case(
        ("WALLET-6", "WALLET-7"), "a limit for one, a limit for a window, another limit, and the next window after ten certified slots and not before"
    )

    session = SessionBuilder().lives(PROVISIONED)
    with_money(session)
    session.ask(paying(1, 400, 10, COIN))
    session.ask(paying(2, 100, 1_001, COIN), Code.SPENT_ABOVE_LIMIT)
    session.ask(paying(2, 101, 10, COIN), Code.INSUFFICIENT_BALANCE)
    session.ask(paying(2, 5, 10, bytes([1]) * 32), Code.PURSE_UNKNOWN)
    session.ask(paying(2, 1_001, 10, COIN), Code.SPENT_ABOVE_LIMIT)
    session.ask(paying(2, MAX_AMOUNT, MAX_AMOUNT), Code.SPENT_ABOVE_LIMIT)
    session.ask(paying(2, 100, 1_000, COIN))
    session.ask(Report())
    session.ask(paying(3, 600, 0), Code.SPENT_ABOVE_LIMIT)
    session.order(Suspend())
    session.ask(paying(3, 1, 1), Code.STAGE_WRONG)
    session.order(Resume())
    session.ask(paying(3, 490, 0))
    yield session.case(("WALLET-11", "WALLET-6"), "a coin is paid with: its own limit and balance, and those of SSP for the fee")

    session = SessionBuilder().lives(PROVISIONED)
    session.order(binding())
    session.order(Allow(COIN, LIMITS))
    session.ask(paying(1, 0, 0, COIN), Code.PURSE_UNKNOWN)
    for number in range(MAX_PURSES - 1):
        session.order(Allow(bytes([number]) * 32, Limits(number, MAX_AMOUNT, 1 + number)))
    session.order(Allow(bytes([77]) * 32, LIMITS), Code.ROOM_MISSING)
    session.order(Allow(COIN, Limits(0, 0, 1)))
    session.order(Allow(COIN, LIMITS), Code.SIGNER_FOREIGN, signer=STRANGER)
    session.ask(Report())
    yield session.case(("WALLET-8", "WALLET-7"), "as many purses as there is room for, and one more; a purse that is there needs no room")


def _nonces() -> Iterator[Case]:
    session = SessionBuilder().lives(PROVISIONED)
    with_money(session)
    session.ask(paying(0), Code.NONCE_NOT_ABOVE)
    session.ask(paying(5))
    session.ask(paying(5), Code.NONCE_NOT_ABOVE)
    session.ask(paying(5, amount=1), Code.NONCE_NOT_ABOVE)
    session.ask(paying(4), Code.NONCE_NOT_ABOVE)
    session.ask(paying(2**32 + 5))
    session.ask(paying(6), Code.NONCE_NOT_ABOVE)
    session.ask(paying(MAX_UINT64))
    session.ask(paying(MAX_UINT64), Code.NONCE_NOT_ABOVE)
    session.ask(Report())
    yield session.case(("WALLET-5", "WALLET-11"), "nonces rise, with gaps, to the last that there is")


def _power_cuts() -> Iterator[Case]:
    for done in (0, 1):
        when = "after" if done else "before"
        session = SessionBuilder().lives(PROVISIONED)
        with_money(session)
        session.ask(paying(1, 900, 10), cut=done)
        session.ask(paying(1, 899, 10), Code.NONCE_NOT_ABOVE if done else 0)
        session.ask(paying(2, 600, 10), Code.SPENT_ABOVE_LIMIT)
        session.ask(paying(2, 580, 10))
        session.ask(Report())
        yield session.case(
            ("POWER-2", "WALLET-5", "WALLET-6"), f"the power is cut {when} a payment was stored: no nonce is signed twice, and no limit begins anew"
        )

        session = SessionBuilder().lives(BOUND)
        session.ask(links())
        votes(session, GOOD)
        session.ask(Certify(), cut=done)
        session.ask(Certify(), Code.NOTHING_SHOWN)
        session.ask(Report())
        if done:
            session.ask(links(), Code.CHECKPOINT_NOT_ABOVE)
        else:
            followed(session, GOOD)
        session.ask(Report())
        yield session.case(("POWER-2", "WALLET-9"), f"the power is cut {when} a checkpoint was stored: the height does not go back")

        session = SessionBuilder().lives(PROVISIONED)
        state = with_money(session)
        session.order(refreshing(checkpoint(9)), cut=done)
        session.order(Allow(SSP, Limits(1, 2, 3)), cut=done)
        session.ask(learning(state, session.account, COIN, balance=500), Code.HEADER_FOREIGN if done else 0, cut=None)
        session.ask(Report())
        yield session.case(("POWER-2", "WALLET-7"), f"the power is cut {when} the owner's orders were stored")
