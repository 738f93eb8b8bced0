"""Building what cases are made of: small states whose money adds up, signed transactions, batches of them, and sealed blocks, valid or with one thing wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from immutables import Map

from reference.codes import Code, Reject
from reference.numbers import MAX_UINT64, Amount, Hash, Nonce, Slot
from reference.parameters import PRESETS, SSP_SUPPLY
from reference.state.account import Account
from reference.state.coin import Coin, Holding, coin_id
from reference.state.commitment import load
from reference.state.contract_tables import NO_CONTRACTS, Contracts
from reference.state.data_tables import NO_DATA, Data
from reference.state.economy_tables import NO_ECONOMY, Economy
from reference.state.pots import Pots
from reference.state.smart_agent_tables import NO_SMART_AGENTS, SmartAgents
from reference.state.state import Chain, Head, State
from reference.state.supply import break_down, deposited, held_of_coins, total
from reference.transition import Accepted, apply_block, asked_for, propose
from reference.transition import least_fee as least_fee_of
from reference.wire.block import Header
from reference.wire.envelope import Envelope, decode_envelope, encode_envelope
from reference.wire.keys import Algorithm
from reference.wire.lists import list_root
from reference.wire.signature import SIGNATURE_BYTES
from reference.wire.transaction import Body, Transaction, decode_transaction, encode_transaction
from vectors.batch import Batch, apply_batch
from vectors.case import UNEXECUTED, Case, Kind, make_case
from vectors.chain import next_reveal, producer_of, sealed_block
from vectors.evaluate import evaluate
from vectors.follow import Delivery, write_delivery
from vectors.json_form import to_json
from vectors.json_text import Json
from vectors.keys import KeyPair, key_pair, sign_transaction
from vectors.state_form import write_state

ALICE = key_pair("alice")
BOB = key_pair("bob")
CAROL = key_pair("carol", Algorithm.ES256)
PRODUCER = key_pair("producer")
"""The people of the written scenarios. Carol's chip has P-256 only."""

HEIGHT = 7
SLOT = 40
"""Where the chains of the vectors stand: past genesis, so that a height that is forgotten or recomputed from 0 shows."""

NEVER: Slot = MAX_UINT64
"""The last valid slot of a transaction that does not expire."""


def chain_of(preset: str) -> Chain:
    """The chain that most vectors of a preset play on."""
    return Chain(id=sha256(f"smartshare vectors: {preset}".encode()).digest(), parameters=PRESETS[preset])


def found(
    preset: str = "minimal",
    accounts: Mapping[KeyPair, Amount | Account] | None = None,
    coins: Sequence[Coin] = (),
    holdings: Mapping[tuple[str, KeyPair], Amount] | None = None,
    economy: Economy = NO_ECONOMY,
    smart_agents: SmartAgents = NO_SMART_AGENTS,
    data: Data = NO_DATA,
    contracts: Contracts = NO_CONTRACTS,
) -> State:
    """A state in which these people have these balances (SSP units) and these coins, and that remembers this economy, these SmartAgents, this of data and of
    contracts.

    The ecosystem pool has the rest. The coins' supplies and the deposits pot follow from the holdings, what the economy holds, the coins and the manufacturers.
    Rejects with `SUPPLY_MISMATCH` where more is handed out than there is.
    """
    records = {pair.account: record if isinstance(record, Account) else Account(record, 0) for pair, record in (accounts or {}).items()}
    held = {(coin_id(symbol), pair.account): Holding(amount) for (symbol, pair), amount in (holdings or {}).items()}
    chain = chain_of(preset)
    head = Head(hash=sha256(b"smartshare vectors: head of " + chain.id).digest(), height=HEIGHT, slot=SLOT)
    groups: dict[str, Any] = {"economy": economy, "smart_agents": smart_agents, "data": data, "contracts": contracts}
    bare = State(chain, head, Map(records), Map(), Map(held), Pots(ecosystem=0, deposits=0, fees=0), **groups)
    issued = held_of_coins(bare)
    without = replace(bare, coins=Map({coin_id(coin.symbol): replace(coin, supply=issued.get(coin_id(coin.symbol), 0)) for coin in coins}))
    deposits = deposited(without)
    pots = replace(without.pots, ecosystem=SSP_SUPPLY - deposits - total(break_down(without)), deposits=deposits)
    return load(chain, head, without.accounts, without.coins, without.holdings, pots, **groups)


def given(state: State, **tables: Any) -> State:
    """The state with these tables of consensus in place of its own, and other pots where `pots` are among them, checked as one from outside is."""
    pots = tables.pop("pots", state.pots)
    return load(
        state.chain,
        state.head,
        state.accounts,
        state.coins,
        state.holdings,
        pots,
        replace(state.consensus, **tables),
        state.economy,
        state.smart_agents,
        state.data,
        state.contracts,
    )


def coin(symbol: str, issuer: KeyPair, cap: Amount, decimals: int = 2, deposit: Amount = 1_000) -> Coin:
    """A coin of which nothing is issued; `found` issues what the holdings say."""
    return Coin(symbol=symbol, issuer=issuer.account, decimals=decimals, cap=cap, supply=0, deposit=deposit)


def transaction(
    state: State,
    sender: KeyPair,
    body: Body,
    *,
    nonce: Nonce | None = None,
    fee: Amount | None = None,
    last_valid_slot: Slot = NEVER,
    chain: Hash | None = None,
) -> bytes:
    """A signed transaction on the chain of `state`: with the sender's next nonce and the minimum fee, unless told otherwise."""
    account = state.accounts.get(sender.account)
    following = 1 if account is None else account.nonce + 1
    target = state.chain.id if chain is None else chain
    unpriced = Transaction(target, following if nonce is None else nonce, last_valid_slot, 0, body)
    return sign_transaction(sender, replace(unpriced, fee=least_fee(state, sender, unpriced) if fee is None else fee))


def least_fee(state: State, sender: KeyPair, message: Transaction, slot: Slot | None = None) -> Amount:
    """The minimum fee of a transaction in `slot`, or in that after the head's: the least that pays for the bytes with which it is written itself."""
    parameters, fee = state.chain.parameters, 0
    body, when = asked_for(message.body), state.head.slot + 1 if slot is None else slot
    while (least := least_fee_of(body, _size(sender, replace(message, fee=fee)), when, parameters)) > fee:
        fee = least
    return fee


def _size(sender: KeyPair, message: Transaction) -> int:
    """The bytes of a transaction once it is signed: every signature has the same length."""
    return len(encode_envelope(Envelope(sender.public, encode_transaction(message), bytes(SIGNATURE_BYTES))))


def fee_of(data: bytes) -> Amount:
    """The fee that a transaction offers."""
    return decode_transaction(decode_envelope(data).payload).fee


def block(
    state: State,
    transactions: Sequence[bytes] = (),
    *,
    producer: KeyPair | None = None,
    slot: Slot | None = None,
    votes: Sequence[bytes] = (),
    **changes: Any,
) -> bytes:
    """The next block of a state with agents, in the next slot and by the agent whose slot that is unless told otherwise, valid or not.

    `changes` are fields of the header that say something else than they should.
    """
    when = state.head.slot + 1 if slot is None else slot
    signer = producer_of(state, when) if producer is None else producer
    return sealed_block(signer, replace(header_of(state, transactions, when, votes), **changes), transactions, votes)


def header_of(state: State, transactions: Sequence[bytes], slot: Slot, votes: Sequence[bytes] = ()) -> Header:
    """The header of the agent whose slot it is; where a transaction or a vote is invalid, one whose other roots are those of an empty block."""
    pair = producer_of(state, slot)
    reveal = next_reveal(state, pair, slot)
    try:
        return propose(state, tuple(transactions), slot, pair.account, tuple(votes), reveal)
    except Reject:
        empty = propose(state, (), slot, pair.account, (), reveal)
        return replace(empty, transactions_root=list_root(transactions), votes_root=list_root(votes))


def batch(state: State, transactions: Sequence[bytes] = (), *, producer: KeyPair = PRODUCER, slot: Slot | None = None) -> Batch:
    """These transactions as a block in the slot after the head's would have them, unless told otherwise, valid or not."""
    return Batch(state.head.slot + 1 if slot is None else slot, producer.account, tuple(transactions))


def after(state: State, applied: bytes | Batch) -> State:
    """The state after a block or a batch, or the same where that is invalid."""
    outcome = apply_batch(state, applied) if isinstance(applied, Batch) else apply_block(state, applied)
    return outcome.state if isinstance(outcome, Accepted) else state


def transact_case(rules: tuple[str, ...], why: str, state: State, batches: Sequence[Batch]) -> Case:
    """The case that applies batches of transactions to a state and expects what the reference makes of them."""
    given: Json = {"state": write_state(state), "batches": [to_json(Batch, each) for each in batches]}
    return reference_case(rules, Kind.TRANSACT, state.chain.parameters.name, why, given)


def apply_case(rules: tuple[str, ...], why: str, state: State, blocks: Sequence[bytes], executes: bool = True) -> Case:
    """The case that applies blocks to a state, unexecuted where `executes` is false (MODE-7), and expects what the reference makes of them."""
    unexecuted: dict[str, Json] = {} if executes else {UNEXECUTED: False}
    given: Json = {"state": write_state(state), "blocks": [data.hex() for data in blocks], **unexecuted}
    return reference_case(rules, Kind.APPLY, state.chain.parameters.name, why, given)


def follow_case(rules: tuple[str, ...], why: str, state: State, deliveries: Sequence[Delivery]) -> Case:
    """The case that delivers blocks, votes and the time to a node that begins with a state, and expects what the reference answers."""
    given: Json = {"state": write_state(state), "steps": [write_delivery(each) for each in deliveries]}
    return reference_case(rules, Kind.FOLLOW, state.chain.parameters.name, why, given)


def reference_case(rules: tuple[str, ...], kind: Kind, preset: str, why: str, given: Json) -> Case:
    """The case that expects what the reference answers."""
    return make_case(rules, kind, preset, why, given, evaluate(kind.value, preset, given))


def intended_case(rules: tuple[str, ...], kind: Kind, preset: str, why: str, given: Json, code: Code | None) -> Case:
    """The case whose input was made to be rejected with `code`, or accepted. Raises AssertionError where the reference disagrees: one of the two errs."""
    case = reference_case(rules, kind, preset, why, given)
    expect = case.expect
    assert isinstance(expect, dict)
    if expect.get("reject") != (None if code is None else code.name):
        raise AssertionError(f"{why}: the reference answers {expect}, where {'acceptance' if code is None else code.name} is meant")
    return case
