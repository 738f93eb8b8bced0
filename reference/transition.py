"""The state transition: what a transaction and a block make of a state.

This is the one place where the kernels are assembled. It is pure and atomic: an invalid block yields a code and
nothing else, a failed transaction costs its fee and its nonce and nothing else.
"""

from dataclasses import dataclass, replace
from functools import reduce
from typing import assert_never

from reference.agent.quotes import standing_slots
from reference.agent.smart_agent_transactions import apply_smart_agent_body
from reference.codes import SUCCESS, Code, Reject
from reference.consensus.consensus_transactions import apply_consensus_body
from reference.consensus.header import check_header
from reference.consensus.modes import MODE_AGENTS, BlockGas, BlockGasLimit
from reference.consensus.opening import open_block, take_load, version_at
from reference.consensus.randomness import NO_LAYER
from reference.construction import quickly_made
from reference.contracts.call_gas import CallGas, add_block_gas, call_fee
from reference.contracts.carried import Carried, carried_in, claimed_at, write_sets_of
from reference.contracts.chain_host import Run
from reference.contracts.contract_calls import Called, Claimed, call_contract
from reference.contracts.contract_transactions import apply_contract_body
from reference.contracts.heavy_transactions import expire_heavy_calls, package_results
from reference.contracts.reading import reading_gas
from reference.contracts.run import run_program
from reference.data.data_transactions import apply_data_body
from reference.economy.contribution_transactions import end_contributions
from reference.economy.economy_transactions import apply_economy_body
from reference.economy.sponsorship_transactions import charge_sponsor
from reference.numbers import AccountId, Amount, ByteCount, Hash, Slot
from reference.parameters import Parameters
from reference.rules import transition
from reference.state.account import Account
from reference.state.balance import credit
from reference.state.coin_transactions import apply_coin_burn, apply_coin_create, apply_coin_mint, apply_coin_transfer
from reference.state.commitment import commit, state_root
from reference.state.fee import charge_fee, minimum_fee, share_fees
from reference.state.pots import with_ecosystem, with_fees
from reference.state.quote import StandingSlots
from reference.state.state import Head, State, get_account, put_account, put_account_and_pots, put_head
from reference.state.transfer import apply_transfer
from reference.state.validity import advance_nonce, check_target
from reference.wire.block import Header, authenticate_header, decode_block
from reference.wire.contract_bodies import CONTRACT_TYPES, ContractCall, ContractRelease
from reference.wire.data_bodies import DATA_TYPES
from reference.wire.economy_bodies import ECONOMY_TYPES
from reference.wire.lists import list_root
from reference.wire.market_bodies import QuotePlace
from reference.wire.receipt import Receipt, encode_receipt
from reference.wire.smart_agent_bodies import SMART_AGENT_TYPES
from reference.wire.transaction import (
    Authenticated,
    Body,
    CoinBurn,
    CoinCreate,
    CoinMint,
    CoinTransfer,
    LedgerBody,
    PaidBody,
    Sponsored,
    Transfer,
    authenticate,
    decode_signed,
)

NO_ROOT = bytes(32)
"""What stands for a root that is not computed yet."""


@dataclass(frozen=True, slots=True)
class Invalid:
    """A transaction that no block may contain."""

    code: Code
    """The first condition that does not hold."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Included:
    """A transaction that was valid: it succeeded, or it failed and paid."""

    state: State
    """The state after it."""

    receipt: Receipt
    """Its receipt, with code 0 where it succeeded."""

    called: Called | None = None
    """What it came to where it is a contract call."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A valid block."""

    state: State
    """The state after it."""

    receipts: tuple[Receipt, ...]
    """The receipts of its transactions, in their order."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An invalid block. The state that it was applied to is the state that there is."""

    code: Code
    """The first condition that does not hold."""


@transition("TX-4")
def apply_transaction(state: State, transaction: Authenticated, slot: Slot, run: Run = run_program, claimed: Claimed | None = None) -> Included | Invalid:
    """Apply one authenticated transaction in a block at `slot`.

    Invalid, with `WRONG_CHAIN`, `EXPIRED`, `NONCE_NOT_ABOVE`, `FEE_TOO_LOW` or `FEE_UNAFFORDABLE`, in this order, where it is
    sponsored with the codes of SPONSOR-4 in place of the last two, it leaves nothing behind. Otherwise the fee and the nonce
    are spent first, and whatever the body is then rejected with stands in the receipt, and of a contract call what it came to. `run` is what runs programs,
    and `claimed` what the block says of a call under `AGENTS`: where that is not so the block is invalid, and this rejects with `WRITE_SET_MISMATCH`.
    """
    try:
        charged = charge(state, transaction, slot)
    except Reject as rejection:
        return Invalid(rejection.code)
    fee, body = transaction.transaction.fee, asked_for(transaction.transaction.body)
    if isinstance(body, ContractCall):
        called = call_contract(charged, transaction.sender, body, slot, run, claimed)
        code = SUCCESS if called.code is None else called.code.number
        return Included(called.state, Receipt(transaction.id, code, fee, called.outcome), called)
    try:
        applied = apply_any_body(charged, transaction.sender, body, slot)
    except Reject as rejection:
        return Included(charged, Receipt(transaction.id, rejection.code.number, fee))
    return Included(applied, Receipt(transaction.id, SUCCESS, fee))


def asked_for(body: Body) -> PaidBody:
    """What a transaction asks for, whoever pays for it."""
    return body.body if isinstance(body, Sponsored) else body


def slots_asked(body: PaidBody, slot: Slot) -> StandingSlots:
    """For how many slots a transaction would have a quote stand; only one that quotes would."""
    return standing_slots(body.last, slot) if isinstance(body, QuotePlace) else 0


def gas_asked(body: PaidBody) -> CallGas:
    """The gas that a transaction asks for: a call its limit, a release what reading its programs takes (LVM-54)."""
    if isinstance(body, ContractRelease):
        return reading_gas(len(body.source) + len(body.heavy))
    return body.gas_limit if isinstance(body, ContractCall) else 0


def least_fee(body: PaidBody, size: ByteCount, slot: Slot, parameters: Parameters) -> Amount:
    """The least fee of a transaction of `size` bytes that asks for this in a block at `slot`: for the bytes (FEE-1), for a quote's slots (QUOTE-23), for the
    gas of a call (CONTRACT-3)."""
    of_size = minimum_fee(size + slots_asked(body, slot), parameters.base_fee, parameters.byte_fee)
    return of_size + call_fee(gas_asked(body), parameters.gas_fee)


@transition("TX-5")
def charge(state: State, transaction: Authenticated, slot: Slot) -> State:
    """The state after a valid transaction's nonce and fee are spent, the fee by its sponsor where it has one.

    The fee waits in the fees pot for the end of the block.
    """
    message = transaction.transaction
    parameters = state.chain.parameters
    check_target(message.chain, state.chain.id, message.last_valid_slot, slot)
    sender = advance_nonce(get_account(state, transaction.sender), message.nonce)
    minimum = least_fee(asked_for(message.body), transaction.size, slot, parameters)
    if isinstance(message.body, Sponsored):
        return charge_sponsor(put_account(state, transaction.sender, sender), message.body.sponsor, transaction.sender, message.fee, minimum, slot)
    sender = charge_fee(sender, message.fee, minimum)
    pots = with_fees(state.pots, credit(state.pots.fees, message.fee))
    return put_account_and_pots(state, transaction.sender, sender, pots)


@transition("TX-6")
def apply_body(state: State, sender: AccountId, body: LedgerBody) -> State:
    """The state after what a transaction that moves money asks for. Rejects with the codes of the rule of its kind."""
    match body:
        case Transfer():
            return apply_transfer(state, sender, body)
        case CoinCreate():
            return apply_coin_create(state, sender, body)
        case CoinMint():
            return apply_coin_mint(state, sender, body)
        case CoinBurn():
            return apply_coin_burn(state, sender, body)
        case CoinTransfer():
            return apply_coin_transfer(state, sender, body)
        case _:
            assert_never(body)


@transition("TX-8")
def apply_any_body(state: State, sender: AccountId, body: PaidBody, slot: Slot) -> State:
    """The state after what a transaction asks for in a block at `slot`: by TX-6 where it moves money, by TX-7 where it is one of consensus, by TX-9 where it
    is one of the economy, by TX-10 where it is one of SmartAgents, by ASSET-1 where it is one of data, by TX-11 where it is one of contracts."""
    if isinstance(body, (Transfer, CoinCreate, CoinMint, CoinBurn, CoinTransfer)):
        return apply_body(state, sender, body)
    if isinstance(body, ECONOMY_TYPES):
        return apply_economy_body(state, sender, body, slot)
    if isinstance(body, SMART_AGENT_TYPES):
        return apply_smart_agent_body(state, sender, body, slot)
    if isinstance(body, DATA_TYPES):
        return apply_data_body(state, sender, body, slot)
    if isinstance(body, CONTRACT_TYPES):
        return apply_contract_body(state, sender, body, slot)
    return apply_consensus_body(state, sender, body, slot)  # type: ignore[arg-type] # what is left; a tuple of types narrows nothing


@transition("FEE-4")
def pay_fees(state: State, producer: AccountId) -> State:
    """The state at the end of a block: what the fees pot collected goes to the producer and to the ecosystem pool, and the pot is empty again."""
    shares = share_fees(state.pots.fees)
    account = get_account(state, producer)
    paid = Account(balance=credit(account.balance, shares.producer), nonce=account.nonce)
    pots = with_fees(with_ecosystem(state.pots, credit(state.pots.ecosystem, shares.ecosystem)), 0)
    return put_account_and_pots(state, producer, paid, pots)


@transition("BLOCK-1")
def apply_block(state: State, data: bytes, run: Run = run_program, executes: bool = True) -> Accepted | Rejected:
    """Apply an encoded block to the state of the chain that it extends.

    The order of checks is normative: the block's size and form (WIRE-11), its header's form, key and signature
    (WIRE-13), the header against the head (BLOCK-2), the beginning of the block (BLOCK-9), after which a term's contributions may end
    (CONTRIBUTE-8) and heavy calls are closed whose time is over (HEAVY-3), the transactions root (BLOCK-3), the packages (HEAVY-12), the transactions
    (BLOCK-5), at last the receipts root and the state root (BLOCK-4).
    `run` is what runs the programs of contracts, and `executes` whether the node runs them under `AGENTS` too (MODE-7).
    """
    try:
        return _apply_block(state, data, run, executes)
    except Reject as rejection:
        return Rejected(rejection.code)


def _apply_block(state: State, data: bytes, run: Run, executes: bool) -> Accepted:
    block = decode_block(data, state.chain.parameters.max_block_bytes)
    sealed = authenticate_header(block.header)
    header = sealed.header
    check_header(header, state.head, state.chain.id, version_at(state, header.slot))
    opened = begin(state, header, sealed.producer, block.votes)
    check_transactions_root(header.transactions_root, block.transactions)
    asked, loaded = take_in(package_results(opened, block.packages, header.slot, run), block.transactions)
    carried = carried_in(block.write_sets, header.mode, executes)
    result, receipts = carry_out(loaded, asked, header.slot, sealed.producer, run, carried)
    check_result(header, result, receipts)
    return Accepted(put_head(result, Head(hash=sealed.hash, height=header.height, slot=header.slot)), receipts)


def begin(state: State, header: Header, producer: AccountId, votes: tuple[bytes, ...]) -> State:
    """The state in which a block's packages and transactions are looked at: it has begun (BLOCK-9), a term's contributions have ended (CONTRIBUTE-8), and
    heavy calls are closed whose time is over (HEAVY-3)."""
    return expire_heavy_calls(end_contributions(open_block(state, header, producer, votes), header.slot), header.slot)


def take_in(state: State, transactions: tuple[bytes, ...]) -> tuple[list[Authenticated], State]:
    """A block's transactions, authenticated, and the state that they are applied to: the load has moved by what they ask for (BLOCK-10)."""
    asked = authenticated(state, transactions)
    return asked, take_load(state, size_of(transactions), block_gas(asked, state.chain.parameters.max_block_gas))


@transition("BLOCK-5")
def execute(state: State, transactions: tuple[bytes, ...], slot: Slot, producer: AccountId, run: Run = run_program) -> tuple[State, tuple[Receipt, ...]]:
    """What a block's transactions make of a state, and their receipts. Rejects with the code of the first invalid one.

    First all are decoded, then all are authenticated, then it is checked that they ask for no more gas than a block may (CONTRACT-4), then all are applied,
    each time in order: a node may so verify all signatures of a block at once, and still answer the one right code.
    """
    asked = authenticated(state, transactions)
    block_gas(asked, state.chain.parameters.max_block_gas)
    return carry_out(state, asked, slot, producer, run)


def authenticated(state: State, transactions: tuple[bytes, ...]) -> list[Authenticated]:
    """A block's transactions: first all are decoded, then all are authenticated."""
    limit = state.chain.parameters.max_transaction_bytes
    signed = [decode_signed(data, limit) for data in transactions]
    return [authenticate(transaction) for transaction in signed]


def block_gas(asked: list[Authenticated], most: BlockGasLimit) -> BlockGas:
    """The gas that a block's transactions ask for together. Rejects with `BLOCK_GAS_EXCEEDED`."""
    return reduce(lambda gas, transaction: add_block_gas(gas, gas_asked(asked_for(transaction.transaction.body)), most), asked, 0)


def include(state: State, asked: list[Authenticated], slot: Slot, run: Run, carried: Carried | None) -> list[Included]:
    """What each of a block's transactions makes of the state that those before it left. Rejects with the code of the first invalid one, or with
    `WRITE_SET_MISMATCH` at the first call that did something else than the block says, and where it says more than there are calls."""
    included: list[Included] = []
    ran = 0
    for transaction in asked:
        outcome = apply_transaction(state, transaction, slot, run, claimed_at(carried, ran))
        if isinstance(outcome, Invalid):
            raise Reject(outcome.code)
        state = outcome.state
        included.append(outcome)
        ran += outcome.called is not None and outcome.called.entered is not None
    if carried is not None and ran < len(carried.write_sets):
        raise Reject(Code.WRITE_SET_MISMATCH)
    return included


def carry_out(
    state: State, asked: list[Authenticated], slot: Slot, producer: AccountId, run: Run, carried: Carried | None = None
) -> tuple[State, tuple[Receipt, ...]]:
    """What a block's transactions make of a state, one after another, and their receipts; at the end the fees are paid (FEE-4)."""
    included = include(state, asked, slot, run, carried)
    return finish(state, included, producer), tuple(each.receipt for each in included)


def finish(state: State, included: list[Included], producer: AccountId) -> State:
    """The state after a block's transactions, its fees paid and its commitment brought up to date."""
    return commit(pay_fees(included[-1].state if included else state, producer))


@transition("BLOCK-6")
def propose(
    state: State,
    transactions: tuple[bytes, ...],
    slot: Slot,
    producer: AccountId,
    votes: tuple[bytes, ...] = (),
    reveal: Hash = NO_LAYER,
    run: Run = run_program,
    packages: tuple[bytes, ...] = (),
) -> Header:
    """The header under which these transactions, these finality votes and these packages are the next block, with what its producer reveals.

    Rejects with the code that the block would be rejected with.
    """
    return propose_executed(state, transactions, slot, producer, votes, reveal, run, packages)[0]


@transition("BLOCK-6")
def propose_executed(
    state: State,
    transactions: tuple[bytes, ...],
    slot: Slot,
    producer: AccountId,
    votes: tuple[bytes, ...] = (),
    reveal: Hash = NO_LAYER,
    run: Run = run_program,
    packages: tuple[bytes, ...] = (),
) -> tuple[Header, tuple[bytes, ...]]:
    """That header, and the write sets that the block carries: under `AGENTS` those of its calls, under `ALL` none."""
    draft = Header(
        version=version_at(state, slot),
        chain=state.chain.id,
        height=state.head.height + 1,
        slot=slot,
        parent=state.head.hash,
        mode=state.consensus.load.mode,
        reveal=reveal,
        votes_root=list_root(votes),
        transactions_root=list_root(transactions),
        receipts_root=NO_ROOT,
        state_root=NO_ROOT,
    )
    asked, loaded = take_in(package_results(begin(state, draft, producer, votes), packages, slot, run), transactions)
    included = include(loaded, asked, slot, run, None)
    receipts, result = tuple(each.receipt for each in included), finish(loaded, included, producer)
    header = replace(draft, receipts_root=receipts_root(receipts), state_root=state_root(result))
    return header, write_sets_of([each.called for each in included]) if draft.mode == MODE_AGENTS else ()


@transition("BLOCK-3")
def check_transactions_root(root: Hash, transactions: tuple[bytes, ...]) -> None:
    """Check that the header commits to just these transactions in this order. Rejects with `TRANSACTIONS_ROOT_MISMATCH`."""
    if root != list_root(transactions):
        raise Reject(Code.TRANSACTIONS_ROOT_MISMATCH)


@transition("BLOCK-4")
def check_result(header: Header, state: State, receipts: tuple[Receipt, ...]) -> None:
    """Check that the header commits to what the block does. Rejects with `RECEIPTS_ROOT_MISMATCH`, then `STATE_ROOT_MISMATCH`."""
    if header.receipts_root != receipts_root(receipts):
        raise Reject(Code.RECEIPTS_ROOT_MISMATCH)
    if header.state_root != state_root(state):
        raise Reject(Code.STATE_ROOT_MISMATCH)


def size_of(transactions: tuple[bytes, ...]) -> ByteCount:
    """How many bytes transactions have together: what a block's load is measured by."""
    return sum(len(transaction) for transaction in transactions)


def receipts_root(receipts: tuple[Receipt, ...]) -> Hash:
    """The root of the receipts' encodings, in order (rule WIRE-4)."""
    return list_root([encode_receipt(receipt) for receipt in receipts])
