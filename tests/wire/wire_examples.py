"""Valid objects of every type, and how to draw them, for the tests of this folder."""

from hypothesis import strategies as st

from reference.numbers import MAX_AMOUNT, MAX_UINT64
from reference.wire.award_bodies import SponsorshipSet
from reference.wire.block import Header
from reference.wire.consensus_bodies import (
    AgentBond,
    AgentCommit,
    AgentRegister,
    AgentResign,
    AgentWithdraw,
    Delegate,
    DelegationClaim,
    DelegationRelease,
    DelegationWithdraw,
    Offence,
    Report,
    UpgradePropose,
    UpgradeVote,
)
from reference.wire.contract_bodies import CONTRACT_KINDS, ClaimCollect, ContractCall, ContractRelease, HeavyQueue
from reference.wire.data_bodies import DATA_KINDS
from reference.wire.economy_bodies import ECONOMY_KINDS
from reference.wire.event import Event, Events
from reference.wire.keys import Algorithm
from reference.wire.lists import EMPTY_LIST_ROOT
from reference.wire.package import Package
from reference.wire.receipt import CallOutcome, Gas, Outcome, Receipt
from reference.wire.scalar import Scalar
from reference.wire.smart_agent_bodies import SMART_AGENT_KINDS
from reference.wire.transaction import Body, CoinBurn, CoinCreate, CoinMint, CoinTransfer, Sponsored, Transaction, Transfer
from reference.wire.vote import FinalityVote
from reference.wire.write_set import Write, WriteSet
from spec.prover.sampling import strategy
from vectors.keys import key_pair
from vectors.malformed.economy_bodies import usual_body

ALICE = key_pair("alice")
BOB = key_pair("bob", Algorithm.ES256)
PAIRS = (ALICE, BOB)

CHAIN = bytes.fromhex("c4" * 32)
COIN = bytes.fromhex("c0" * 32)
LIMIT = 16_384

BODIES: tuple[Body, ...] = (
    Transfer(BOB.account, 1_000),
    CoinCreate("WATT", 3, 1_000_000),
    CoinMint(COIN, BOB.account, 500),
    CoinBurn(COIN, 20),
    CoinTransfer(COIN, BOB.account, 7),
    AgentRegister(1_000, COIN),
    AgentBond(5),
    AgentResign(),
    AgentWithdraw(),
    AgentCommit(COIN),
    Delegate(BOB.account, 300),
    DelegationWithdraw(BOB.account, 4),
    DelegationClaim(BOB.account, 4),
    DelegationRelease(BOB.account, 4),
    Report(Offence.SURROUND_VOTE, b"\x01", b""),
    UpgradePropose(2),
    UpgradeVote(BOB.account, 4, approve=True),
    *map(usual_body, (*ECONOMY_KINDS, *SMART_AGENT_KINDS, *DATA_KINDS)),
    ContractRelease(b"return 1", b""),
    ContractCall(COIN, 100_000, 5, (None, True, False, 0, -1, b"", b"park")),
    HeavyQueue(COIN, 2**40, 0, b"park"),
    ClaimCollect(bytes(range(32))),
    Sponsored(BOB.account, Transfer(BOB.account, 1_000)),
    Sponsored(BOB.account, AgentResign()),
    Sponsored(BOB.account, usual_body(SponsorshipSet)),
    Sponsored(BOB.account, ContractCall(COIN, 1, 0, (True, None))),
)
"""One body of each kind, in the kinds' order, and some of them with a sponsor."""

TRANSACTIONS = tuple(Transaction(CHAIN, 1 + place, 100, 20_000, body) for place, body in enumerate(BODIES))

HEADER = Header(
    version=1,
    chain=CHAIN,
    height=1,
    slot=2,
    parent=bytes.fromhex("aa" * 32),
    mode=0,
    reveal=bytes(32),
    votes_root=EMPTY_LIST_ROOT,
    transactions_root=bytes.fromhex("bb" * 32),
    receipts_root=bytes.fromhex("cc" * 32),
    state_root=bytes.fromhex("dd" * 32),
)

VOTE = FinalityVote(CHAIN, 6, bytes.fromhex("aa" * 32), 7, bytes.fromhex("bb" * 32))

RECEIPT = Receipt(bytes.fromhex("ee" * 32), 31, 20_000)

TOLD = (Event(COIN, b"parked", 5), Event(COIN, b"left", b"gate 3"))

CALL_RECEIPT = Receipt(bytes.fromhex("ee" * 32), 0, 20_000, CallOutcome(730, True, TOLD))

PACKAGE = Package(COIN, bytes.fromhex("bb" * 32))

WRITE_SET = WriteSet(0, 730, True, TOLD, (Write(b"\x01a", b"\x82\x05\x00"), Write(b"\x01b", b"")))


def in_order(records: dict[bytes, bytes]) -> tuple[Write, ...]:
    return tuple(Write(key, records[key]) for key in sorted(records))


hashes = st.binary(min_size=32, max_size=32)
amounts = st.integers(0, MAX_AMOUNT)
uint64s = st.integers(0, MAX_UINT64)
symbols = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=16)
envelopes = st.binary(max_size=400)

bodies: st.SearchStrategy[Body] = st.one_of(
    st.builds(Transfer, hashes, amounts),
    st.builds(CoinCreate, symbols, st.integers(0, 18), amounts),
    st.builds(CoinMint, hashes, hashes, amounts),
    st.builds(CoinBurn, hashes, amounts),
    st.builds(CoinTransfer, hashes, hashes, amounts),
    st.builds(AgentRegister, amounts, hashes),
    st.builds(AgentBond, amounts),
    st.builds(AgentResign),
    st.builds(AgentWithdraw),
    st.builds(AgentCommit, hashes),
    st.builds(Delegate, hashes, amounts),
    st.builds(DelegationWithdraw, hashes, uint64s),
    st.builds(DelegationClaim, hashes, uint64s),
    st.builds(DelegationRelease, hashes, uint64s),
    st.builds(Report, st.sampled_from(Offence), envelopes, envelopes),
    st.builds(UpgradePropose, st.integers(0, 2**16 - 1)),
    st.builds(UpgradeVote, hashes, uint64s, st.booleans()),
    *map(strategy, (*ECONOMY_KINDS, *SMART_AGENT_KINDS, *DATA_KINDS, *CONTRACT_KINDS)),
)
transactions = st.builds(Transaction, hashes, uint64s, uint64s, amounts, bodies | st.builds(Sponsored, hashes, bodies))
headers = st.builds(Header, st.integers(0, 2**16 - 1), hashes, uint64s, uint64s, hashes, st.integers(0, 255), hashes, hashes, hashes, hashes, hashes)
votes = st.builds(FinalityVote, hashes, uint64s, hashes, uint64s, hashes)
receipts = strategy(Receipt)
packages = strategy(Package)
records = st.dictionaries(st.binary(min_size=1, max_size=128), st.binary(max_size=40))
write_sets = st.builds(WriteSet, *map(strategy, (Outcome, Gas, Scalar, Events)), records.map(in_order))
