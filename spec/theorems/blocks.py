# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of whole blocks. They are bytes, hashes and signatures, so that these theorems are tried on drawn blocks, and not proved."""

from collections.abc import Collection
from dataclasses import replace
from enum import Enum
from typing import Any

from reference.codes import Code, Reject
from reference.consensus.modes import MODE_ALL
from reference.consensus.opening import open_block, take_load
from reference.consensus.randomness import NO_LAYER
from reference.economy.contribution_transactions import end_contributions
from reference.numbers import AccountId, Slot
from reference.parameters import MINIMAL, PROTOCOL_VERSION
from reference.state.commitment import check_records, check_supply, load, state_root
from reference.state.state import Head, State, put_head
from reference.transition import (
    Accepted,
    Invalid,
    Rejected,
    apply_block,
    apply_transaction,
    check_result,
    check_transactions_root,
    execute,
    pay_fees,
    propose,
)
from reference.wire.block import WITH_WRITE_SETS, Header, authenticate_header, decode_block
from reference.wire.lists import EMPTY_LIST_ROOT, list_root
from reference.wire.receipt import Receipt, encode_receipt
from reference.wire.transaction import authenticate, decode_signed
from spec.prover.statement import Says, first_failing, outcome, rejection, theorem
from spec.theorems.drafts import AGENTS, PRODUCER, Draft, Flaw, block, ledger, scheduled_producer, signed

HASHED = "it is about hashes and signatures of bytes, which Z3 does not see through"


class Fault(Enum):
    """What is wrong with a block besides its transactions; the value is the code that tells it, in the normative order."""

    SIZE = Code.BLOCK_TOO_LARGE
    FORM = Code.MALFORMED
    SIGNATURE = Code.SIGNATURE_INVALID
    VERSION = Code.VERSION_UNKNOWN
    CHAIN = Code.WRONG_CHAIN
    PARENT = Code.PARENT_MISMATCH
    HEIGHT = Code.HEIGHT_MISMATCH
    SLOT = Code.SLOT_NOT_ABOVE
    PRODUCER = Code.NOT_SCHEDULED
    MODE = Code.MODE_UNSUPPORTED
    REVEAL = Code.REVEAL_MISMATCH
    VOTES = Code.VOTES_ROOT_MISMATCH
    TRANSACTIONS_ROOT = Code.TRANSACTIONS_ROOT_MISMATCH
    RECEIPTS_ROOT = Code.RECEIPTS_ROOT_MISMATCH
    STATE_ROOT = Code.STATE_ROOT_MISMATCH


AFTER_TRANSACTIONS = (Fault.RECEIPTS_ROOT, Fault.STATE_ROOT)
"""What can be checked only when the transactions have been applied."""

WRONG_FIELDS: dict[Fault, dict[str, Any]] = {
    Fault.VERSION: {"version": PROTOCOL_VERSION + 1},
    Fault.CHAIN: {"chain": bytes(32)},
    Fault.PARENT: {"parent": bytes(32)},
    Fault.HEIGHT: {"height": 9},
    Fault.SLOT: {"slot": 0},
    Fault.MODE: {"mode": MODE_ALL + 1},
    Fault.REVEAL: {"reveal": EMPTY_LIST_ROOT},
    Fault.VOTES: {"votes_root": NO_LAYER},
    Fault.TRANSACTIONS_ROOT: {"transactions_root": bytes(32)},
    Fault.RECEIPTS_ROOT: {"receipts_root": bytes(32)},
    Fault.STATE_ROOT: {"state_root": bytes(32)},
}
"""A wrong value for the field of a header that each of these faults is about."""


def one_after_another(state: State, transactions: tuple[bytes, ...], slot: Slot) -> tuple[State, tuple[Receipt, ...]]:
    """What transactions with good signatures make of a state, each applied to what the one before it left. Rejects with the code of the first invalid one."""
    receipts = []
    for data in transactions:
        applied = apply_transaction(state, authenticate(decode_signed(data, state.chain.parameters.max_transaction_bytes)), slot)
        if isinstance(applied, Invalid):
            raise Reject(applied.code)
        state = applied.state
        receipts.append(applied.receipt)
    return state, tuple(receipts)


def same_records(one: State, other: State) -> bool:
    """Whether two states commit to the same."""
    return replace(one, chain=other.chain, head=other.head) == other


def is_sound(state: State) -> bool:
    """Whether a state would pass as one that comes from outside: STATE-1 and STATE-2."""
    return rejection(check_records, state) is None and rejection(check_supply, state) is None


def header_for(state: State, transactions: tuple[bytes, ...], slot: Slot) -> Header:
    """The header of these transactions; where no block may contain them, that of an empty block with their root."""
    producer = scheduled_producer(state, slot)
    proposed = outcome(propose, state, transactions, slot, producer)
    return proposed.value if proposed.code is None else replace(propose(state, (), slot, producer), transactions_root=list_root(transactions))


def first_fault(faults: Collection[Fault], early: bool) -> Code | None:
    """The code of the first fault: of those that are looked for before the transactions are applied, or of those after."""
    return next((fault.value for fault in Fault if fault in faults and (fault not in AFTER_TRANSACTIONS) == early), None)


def opened(state: State, header: Header, producer: AccountId, transactions: tuple[bytes, ...]) -> State:
    """The state that a block without votes applies its transactions to."""
    return take_load(end_contributions(open_block(state, header, producer, ()), header.slot), sum(len(data) for data in transactions), 0)


def faulty(producer: AccountId, header: Header, transactions: tuple[bytes, ...], faults: Collection[Fault]) -> bytes:
    """A block with faults. One that is not the producer's is signed by the agent after it."""
    if Fault.PRODUCER in faults:
        producer = AGENTS[(AGENTS.index(producer) + 1) % len(AGENTS)]
    for fault in faults:
        header = replace(header, **WRONG_FIELDS.get(fault, {}))
    data = block(producer, header, transactions, Flaw.FORGED if Fault.SIGNATURE in faults else Flaw.NONE)
    data += b"?" if Fault.FORM in faults else b""
    return data + (bytes(WITH_WRITE_SETS * MINIMAL.max_block_bytes) if Fault.SIZE in faults else b"")


@theorem(
    "BLOCK-5",
    "A block leaves a ledger that STATE-1 and STATE-2 accept: no SSP is made or destroyed, and every coin is sound.",
    says=Says.INVARIANT,
    tested=HASHED,
)
def execution_keeps_the_ledger(draft: Draft) -> bool:
    state = ledger(draft)
    return is_sound(execute(state, signed(draft), draft.slot, PRODUCER)[0])


@theorem(
    "BLOCK-5",
    "A block's transactions are rejected for the first that is malformed, then for the first whose signature is wrong, then for the first that is invalid.",
    says=Says.ACCEPTANCE,
    tested=HASHED,
)
def execution_accepts(draft: Draft, flaws: tuple[Flaw, ...]) -> bool:
    state, transactions = ledger(draft), signed(draft, flaws)
    present = flaws[: len(draft.intents)]
    expected = first_failing((Flaw.GARBLED in present, Code.MALFORMED), (Flaw.FORGED in present, Code.SIGNATURE_INVALID))
    if expected is None:
        expected = rejection(one_after_another, state, transactions, draft.slot)
    return rejection(execute, state, transactions, draft.slot, PRODUCER) == expected


@theorem(
    "BLOCK-5",
    "A block leaves what its transactions leave one after another, its fees paid out, and a receipt of each; its root is the one that these records have.",
    says=Says.AMOUNTS,
    tested=HASHED,
)
def execution_is_exact(draft: Draft) -> bool:
    state, transactions = ledger(draft), signed(draft)
    after, receipts = execute(state, transactions, draft.slot, PRODUCER)
    applied, expected = one_after_another(state, transactions, draft.slot)
    rebuilt = load(after.chain, after.head, after.accounts, after.coins, after.holdings, after.pots, after.consensus)
    return after == pay_fees(applied, PRODUCER) and receipts == expected and state_root(after) == state_root(rebuilt)


@theorem("BLOCK-6", "A producer that signs the header it computed has made a valid block.", says=Says.INVARIANT, tested=HASHED)
def proposal_is_valid(draft: Draft) -> bool:
    state, transactions = ledger(draft), signed(draft)
    producer = scheduled_producer(state, draft.slot)
    return isinstance(apply_block(state, block(producer, propose(state, transactions, draft.slot, producer), transactions)), Accepted)


@theorem(
    "BLOCK-6",
    "There is no header just where the slot is another agent's, or a block may not contain the transactions, with the same code.",
    says=Says.ACCEPTANCE,
    tested=HASHED,
)
def proposal_accepts(draft: Draft, flaws: tuple[Flaw, ...], elsewhere: bool) -> bool:
    state, transactions = ledger(draft), signed(draft, flaws)
    producer = scheduled_producer(state, draft.slot)
    other = AGENTS[(AGENTS.index(producer) + 1) % len(AGENTS)]
    expected = Code.NOT_SCHEDULED if elsewhere else rejection(execute, state, transactions, draft.slot, producer)
    return rejection(propose, state, transactions, draft.slot, other if elsewhere else producer) == expected


@theorem("BLOCK-6", "Each field of the header is what BLOCK-2, BLOCK-3 and BLOCK-4 ask for.", says=Says.AMOUNTS, tested=HASHED)
def proposal_is_exact(draft: Draft) -> bool:
    state, transactions = ledger(draft), signed(draft)
    producer = scheduled_producer(state, draft.slot)
    header = propose(state, transactions, draft.slot, producer)
    after, receipts = execute(opened(state, header, producer, transactions), transactions, draft.slot, producer)
    return header == Header(
        version=PROTOCOL_VERSION,
        chain=state.chain.id,
        height=state.head.height + 1,
        slot=draft.slot,
        parent=state.head.hash,
        mode=MODE_ALL,
        reveal=NO_LAYER,
        votes_root=EMPTY_LIST_ROOT,
        transactions_root=list_root(transactions),
        receipts_root=list_root([encode_receipt(receipt) for receipt in receipts]),
        state_root=state_root(after),
    )


@theorem("BLOCK-3", "A root is rejected just where it is that of another list.", says=Says.ACCEPTANCE, tested=HASHED)
def transactions_root_accepts(transactions: tuple[bytes, ...], listed: tuple[bytes, ...]) -> bool:
    expected = Code.TRANSACTIONS_ROOT_MISMATCH if listed != transactions else None
    return rejection(check_transactions_root, list_root(listed), transactions) == expected


@theorem("BLOCK-3", "Under a signed root nothing can be added, left out, repeated or put in another order.", says=Says.INVARIANT, tested=HASHED)
def order_is_signed(transactions: tuple[bytes, ...], more: bytes) -> bool:
    root = list_root(transactions)
    bent = ((*transactions, more), (more, *transactions), transactions[1:], transactions[:1] + transactions, transactions[::-1])
    return all(rejection(check_transactions_root, root, other) is not None for other in bent if other != transactions)


@theorem("BLOCK-4", "A result is rejected for another receipts root, then for another state root.", says=Says.ACCEPTANCE, tested=HASHED)
def result_accepts(draft: Draft, other_receipts: bool, other_state: bool) -> bool:
    state, transactions = ledger(draft), signed(draft)
    producer = scheduled_producer(state, draft.slot)
    header = propose(state, transactions, draft.slot, producer)
    header = replace(header, receipts_root=bytes(32)) if other_receipts else header
    header = replace(header, state_root=bytes(32)) if other_state else header
    expected = first_failing((other_receipts, Code.RECEIPTS_ROOT_MISMATCH), (other_state, Code.STATE_ROOT_MISMATCH))
    result = execute(opened(state, header, producer, transactions), transactions, draft.slot, producer)
    return rejection(check_result, header, *result) == expected


@theorem("BLOCK-4", "A header fits one result: whatever it fits has the same records and the same receipts.", says=Says.INVARIANT, tested=HASHED)
def header_fits_one_result(draft: Draft, other: Draft, same_transactions: bool) -> bool:
    state, transactions = ledger(draft), signed(draft)
    producer = scheduled_producer(state, draft.slot)
    header = propose(state, transactions, draft.slot, producer)
    after, receipts = execute(opened(state, header, producer, transactions), transactions, draft.slot, producer)
    another = replace(draft, balances=other.balances) if same_transactions else replace(draft, intents=other.intents)
    result, others = execute(opened(ledger(another), header, producer, signed(another)), signed(another), another.slot, producer)
    fits = rejection(check_result, header, result, others) is None
    return fits == (same_records(after, result) and receipts == others)


@theorem(
    "BLOCK-1",
    "An accepted block is the head of its chain, leaves a ledger that STATE-2 accepts, and is not accepted again.",
    says=Says.INVARIANT,
    tested=HASHED,
)
def block_extends_the_chain(draft: Draft) -> bool:
    state, transactions = ledger(draft), signed(draft)
    producer = scheduled_producer(state, draft.slot)
    data = block(producer, propose(state, transactions, draft.slot, producer), transactions)
    applied = apply_block(state, data)
    if isinstance(applied, Rejected):
        return False
    head = applied.state.head
    linked = head.height == state.head.height + 1 and head.slot > state.head.slot and applied.state.chain == state.chain
    return linked and is_sound(applied.state) and apply_block(applied.state, data) == Rejected(Code.PARENT_MISMATCH)


@theorem(
    "BLOCK-1",
    "A block is rejected for the first of: size, form, signature, header, transactions root, transactions, receipts root, state root; otherwise accepted.",
    says=Says.ACCEPTANCE,
    tested=HASHED,
)
def block_accepts(draft: Draft, flaws: tuple[Flaw, ...], more: tuple[Fault, ...]) -> bool:
    state, transactions = ledger(draft), signed(draft, flaws)
    producer = scheduled_producer(state, draft.slot)
    header, inside = header_for(state, transactions, draft.slot), rejection(execute, state, transactions, draft.slot, producer)
    for faults in (more, *({fault, *more} for fault in Fault)):
        expected = first_fault(faults, early=True) or inside or first_fault(faults, early=False)
        applied = apply_block(state, faulty(producer, header, transactions, faults))
        if applied != Rejected(expected) if expected is not None else isinstance(applied, Rejected):
            return False
    return True


@theorem(
    "BLOCK-1",
    "An accepted block leaves just what its transactions make of the ledger, under itself as the head, and their receipts.",
    says=Says.AMOUNTS,
    tested=HASHED,
)
def block_is_exact(draft: Draft) -> bool:
    state, transactions = ledger(draft), signed(draft)
    producer = scheduled_producer(state, draft.slot)
    header = propose(state, transactions, draft.slot, producer)
    data = block(producer, header, transactions)
    identifier = authenticate_header(decode_block(data, state.chain.parameters.max_block_bytes).header).hash
    after, receipts = execute(opened(state, header, producer, transactions), transactions, draft.slot, producer)
    return apply_block(state, data) == Accepted(put_head(after, Head(hash=identifier, height=header.height, slot=header.slot)), receipts)
