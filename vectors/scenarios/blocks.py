"""Blocks: their headers, their roots, their size, their order, and what a rejected one leaves behind."""

from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any

from reference.codes import Code
from reference.consensus.modes import MODE_ALL
from reference.consensus.opening import open_block, take_load
from reference.numbers import MAX_UINT64, Slot
from reference.parameters import MINIMAL
from reference.state.coin import coin_id
from reference.state.commitment import state_root
from reference.state.progress import Load
from reference.state.state import State
from reference.transition import execute
from reference.wire.block import Block, decode_block, encode_block, encode_header
from reference.wire.envelope import Envelope, decode_envelope, encode_envelope
from reference.wire.hashing import Tag
from reference.wire.keys import Algorithm, PublicKey
from reference.wire.lists import EMPTY_LIST_ROOT, list_root
from reference.wire.transaction import CoinCreate, CoinMint, CoinTransfer, Transfer
from vectors.build import ALICE, BOB, CAROL, after, apply_case, block, given, header_of, transaction
from vectors.case import Case
from vectors.chain import founded, good_block, grown, producer_of, sealed_block
from vectors.keys import seal

START = 100_000
ONES = b"\x01" * 32

SLOTS = (1, 2, 3, 4, 6, 7, 9)
"""The slots of the blocks that there are already; nobody produced in two others."""

HEIGHT = len(SLOTS)
SLOT = SLOTS[-1]


def block_cases() -> list[Case]:
    """Every condition on a block, in the order in which they are checked."""
    return [*_headers(), *_header_orders(), *_seals(), *_roots(), *_sequences(), *_sizes(), *_mainnet()]


@cache
def _state() -> State:
    return grown(founded(accounts={ALICE: START, BOB: START, CAROL: START}), SLOTS)


def _headers() -> list[Case]:
    state = _state()
    highest = replace(state, head=replace(state.head, height=MAX_UINT64))
    latest = replace(state, head=replace(state.head, slot=MAX_UINT64))
    genesis = founded(accounts={ALICE: START})
    half = given(state, load=Load(average_ppm=500_000, mode=MODE_ALL))

    def case(why: str, of: State = state, slot: int | None = None, **changes: Any) -> Case:
        return apply_case(("BLOCK-2",), why, of, [block(of, slot=slot, **changes)])

    return [
        case("an empty block in the next slot"),
        case("an empty block many slots later", slot=SLOT + 1_000_000),
        case("the first block after genesis", genesis),
        case("the last slot that there is", slot=MAX_UINT64),
        case("version 0", version=0),
        case("version 2", version=2),
        case("the largest version", version=2**16 - 1),
        case("another chain", chain=ONES),
        case("the parent is the chain id, which is genesis", parent=state.chain.id),
        case("a parent of zeros", parent=bytes(32)),
        case("the parent's height", height=HEIGHT),
        case("one height too many", height=HEIGHT + 2),
        case("height 0", height=0),
        case("a height that is right in its lower 32 bits only", height=HEIGHT + 1 + 2**32),
        case("after the highest block no height is left, and 0 is not the next", highest, height=0),
        case("the highest block's own height", highest, height=MAX_UINT64),
        case("the parent's slot", slot=SLOT),
        case("the slot before the parent's", slot=SLOT - 1),
        case("slot 0", slot=0),
        case("after the last slot no other is above it", latest, slot=MAX_UINT64),
        case("mode 1", mode=1),
        case("the largest mode", mode=255),
        apply_case(("BLOCK-9", "BLOCK-7", "MODE-3"), "mode 1, by somebody whose slot it is not: that is said", state, [block(state, producer=ALICE, mode=1)]),
        apply_case(("MODE-2", "MODE-5"), "after a block the average load is neither calm nor busy: the mode stays", half, [good_block(half, SLOT + 1)]),
        apply_case(("BLOCK-2", "RANDOM-3"), "no reveal", state, [good_block(state, SLOT + 1, reveal=False)]),
        case("a reveal left out of the header alone", reveal=bytes(32)),
        case("another reveal", reveal=ONES),
        case("a reveal in its last bit only", reveal=bytes(31) + b"\x01"),
        case("a votes root of zeros is not that of no votes", votes_root=bytes(32)),
        case("a votes root", votes_root=ONES),
    ]


HEADER_RULES = (*["BLOCK-2"] * 5, "MODE-3", "RANDOM-3", "BLOCK-8", "BLOCK-3", "BLOCK-4")
"""The rules of the header's conditions, in their order."""

OPENING_RULES = ("MODE-3", "RANDOM-3", "BLOCK-8")
"""Those that are checked as the block begins."""


def _header_orders() -> list[Case]:
    """Two conditions of the header fail, or one of the header and one of what follows: the earlier one is said."""
    state = _state()
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("version", {"version": 2}),
        ("chain", {"chain": ONES}),
        ("parent", {"parent": ONES}),
        ("height", {"height": HEIGHT}),
        ("slot", {"slot": SLOT}),
        ("mode", {"mode": 1}),
        ("reveal", {"reveal": ONES}),
        ("votes root", {"votes_root": ONES}),
        ("transactions root", {"transactions_root": ONES}),
        ("receipts root", {"receipts_root": ONES}),
        ("state root", {"state_root": ONES}),
    ]
    cases = []
    for place, (name, change) in enumerate(wrong[:-1]):
        later = {key: value for _, following in wrong[place + 1 :] for key, value in following.items()}
        rule = HEADER_RULES[place]
        sealed = {**change, **later}
        slot = sealed.pop("slot", None)
        rules = (rule, "BLOCK-1", *(["BLOCK-9"] if rule in OPENING_RULES else []))
        cases.append(apply_case(rules, f"wrong from the {name} on: the {name} is said", state, [block(state, slot=slot, **sealed)]))
    expired = transaction(state, ALICE, Transfer(BOB.account, 5), last_valid_slot=SLOT)
    low = block(state, [b"\0"], height=0)
    uncommitted = block(state, [b"\0"], transactions_root=ONES)
    late = block(state, [expired], receipts_root=ONES)
    return [
        *cases,
        apply_case(("BLOCK-1", "BLOCK-2"), "a wrong height, and a malformed transaction: the height is said", state, [low]),
        apply_case(("BLOCK-1", "BLOCK-3"), "a wrong root, and a malformed transaction: the root is said", state, [uncommitted]),
        apply_case(("BLOCK-1", "BLOCK-5"), "a transaction that expired one slot ago, and a wrong receipts root: the transaction is said", state, [late]),
    ]


def _seals() -> list[Case]:
    """Headers with something wrong about their bytes, key or signature, which is checked before what they say."""
    state = _state()
    slot = _slot_of(state, Algorithm.EDDSA)
    producer, header = producer_of(state, slot), header_of(state, (), slot)
    good = decode_envelope(decode_block(block(state, slot=slot), 2**20).header)

    def case(code: Code, why: str, envelope: bytes) -> Case:
        return apply_case(("WIRE-13", "BLOCK-1", code.rule), why, state, [encode_block(Block(envelope, ()))])

    def changed(**changes: Any) -> bytes:
        return encode_envelope(replace(good, **changes))

    signed_as_transaction = seal(producer, encode_header(header), Tag.TRANSACTION)
    stranger = encode_envelope(Envelope(ALICE.public, good.payload, good.signature))
    other_payload = decode_envelope(transaction(state, ALICE, Transfer(BOB.account, 5))).payload
    flipped = good.signature[:-1] + bytes((good.signature[-1] ^ 0x01,))
    return [
        apply_case(("WIRE-13", "BLOCK-7"), "a header signed with the other algorithm", state, [block(state, slot=_slot_of(state, Algorithm.EDDSA))]),
        apply_case(("WIRE-13", "BLOCK-7"), "a header signed with the P-256 key of somebody who is no agent", state, [block(state, producer=CAROL)]),
        apply_case(("BLOCK-7", "BLOCK-9"), "a header signed by the agent of the slot after", state, [block(state, producer=producer_of(state, SLOT + 2))]),
        case(Code.MALFORMED, "an empty byte string for a header", b""),
        case(Code.MALFORMED, "a header cut short", changed()[:-1]),
        case(Code.MALFORMED, "a byte after the header", changed() + b"\0"),
        case(Code.MALFORMED, "a header whose payload is a transaction", seal(producer, other_payload, Tag.BLOCK_HEADER)),
        case(Code.KEY_INVALID, "a key of small order", changed(key=PublicKey(Algorithm.EDDSA, bytes(32), None))),
        case(Code.SIGNATURE_NOT_CANONICAL, "a signature whose S is the group's order or more", changed(signature=good.signature[:32] + b"\xff" * 32)),
        case(Code.SIGNATURE_INVALID, "one bit of the signature changed", changed(signature=flipped)),
        case(Code.SIGNATURE_INVALID, "another key than the one that signed", stranger),
        case(Code.SIGNATURE_INVALID, "signed as a transaction", signed_as_transaction),
        case(Code.SIGNATURE_INVALID, "a header changed after it was signed", changed(payload=encode_header(replace(header, slot=header.slot + 1)))),
        case(Code.SIGNATURE_INVALID, "a bad signature, and a wrong version: the signature is said", changed(payload=encode_header(replace(header, version=2)))),
        apply_case(("BLOCK-1", "WIRE-11"), "no block at all", state, [b""]),
        apply_case(("BLOCK-1", "WIRE-11"), "a block cut short", state, [block(state)[:-1]]),
        apply_case(("BLOCK-1", "WIRE-11"), "a byte after the block", state, [block(state) + b"\0"]),
    ]


def _roots() -> list[Case]:
    state = _state()
    one = transaction(state, ALICE, Transfer(BOB.account, 5))
    two = transaction(state, BOB, Transfer(CAROL.account, 7))
    three = transaction(state, CAROL, Transfer(ALICE.account, START))
    producer = producer_of(state, SLOT + 1)
    headers = {count: header_of(state, sent, SLOT + 1) for count, sent in enumerate([(), (one,), (one, two), (one, two, three)])}
    reverse = header_of(state, (two, one), SLOT + 1)
    opened = take_load(open_block(state, headers[2], producer.account, ()), len(one) + len(two), 0)
    poorer = state_root(execute(opened, (one, two), SLOT + 1, ALICE.account)[0])

    def case(rules: tuple[str, ...], why: str, header: Any, *sent: bytes) -> Case:
        return apply_case(rules, why, state, [sealed_block(producer, header, sent)])

    transactions = ("BLOCK-3", "WIRE-4")
    results = ("BLOCK-4",)
    return [
        case(transactions, "one transaction", headers[1], one),
        case(transactions, "two transactions", headers[2], one, two),
        case((*transactions, "BLOCK-4", "BLOCK-6", "BLOCK-10"), "three transactions: the last one moves up unpaired, and fails", headers[3], one, two, three),
        case(transactions, "the root of no transactions over one", headers[0], one),
        case(transactions, "the root of one transaction over none", headers[1]),
        case(transactions, "a transaction left out", headers[2], one),
        case(transactions, "a transaction added", headers[1], one, two),
        case(transactions, "the transactions in another order", headers[2], two, one),
        case(transactions, "the last of three twice, which some chains' trees cannot tell", headers[3], one, two, three, three),
        case(transactions, "a root of zeros over no transactions", replace(headers[0], transactions_root=bytes(32))),
        case(results, "the receipts root of the other order", replace(headers[2], receipts_root=reverse.receipts_root), one, two),
        case(results, "the receipts root of no transactions", replace(headers[1], receipts_root=EMPTY_LIST_ROOT), one),
        case(results, "the transactions root where the receipts root should be", replace(headers[1], receipts_root=list_root([one])), one),
        case((*results, "FEE-4"), "the state root without the producer's share", replace(headers[2], state_root=poorer), one, two),
        case((*results, "STATE-4"), "the state root before the block", replace(headers[1], state_root=headers[0].state_root), one),
        case((*results, "STATE-4"), "a state root of zeros, which is that of no state", replace(headers[0], state_root=bytes(32))),
        case((*results, "STATE-5"), "the state root without the last transaction", replace(headers[2], state_root=headers[1].state_root), one, two),
    ]


def _sequences() -> list[Case]:
    """Several blocks. A rejected one leaves nothing behind: the next is applied to the state before it."""
    gate = coin_id("GATE")
    state = after(_state(), block(_state(), [transaction(_state(), ALICE, CoinCreate("GATE", 2, 100))]))
    state = after(state, block(state, [transaction(state, ALICE, CoinMint(gate, BOB.account, 20))]))
    sent = transaction(state, ALICE, Transfer(BOB.account, 5))
    first = block(state, [sent])
    then = after(state, first)
    second = block(then, [transaction(then, BOB, CoinTransfer(gate, CAROL.account, 9)), transaction(then, ALICE, CoinMint(gate, BOB.account, 80))])
    third = block(after(then, second), slot=SLOT + 9)
    rival = block(state, slot=state.head.slot + 2)
    wrong = block(state, [sent], state_root=ONES)
    foreign = block(state, [sent, transaction(state, BOB, Transfer(ALICE.account, 1), chain=ONES)])
    rules = ("BLOCK-1", "BLOCK-2")
    return [
        apply_case((*rules, "STATE-5"), "three blocks of two producers, the last one empty", state, [first, second, third]),
        apply_case(rules, "the same block twice", state, [first, first]),
        apply_case(rules, "two blocks on one parent: the second is not on the head", state, [first, rival]),
        apply_case(rules, "the other one of the two first", state, [rival, first]),
        apply_case(rules, "the second block before the first, then both in order", state, [second, first, second]),
        apply_case(("BLOCK-1", "BLOCK-4"), "a block with a wrong state root, then the right one", state, [wrong, first, second]),
        apply_case(("BLOCK-1", "TX-4", "TX-2"), "a good and an invalid transaction, then the same block without the latter", state, [foreign, first, second]),
        apply_case(rules, "the second block in the first one's slot", state, [first, block(then, slot=then.head.slot)]),
    ]


def _sizes() -> list[Case]:
    """The largest block, and one byte more. Each is valid but for its size."""
    state = grown(founded(accounts={ALICE: 10**15}), SLOTS)
    limit = state.chain.parameters.max_block_bytes
    rules = ("WIRE-11", "BLOCK-1")
    return [
        apply_case(rules, "exactly as large as a block may be", state, [_block_of(state, limit)]),
        apply_case(rules, "one byte too large, and otherwise valid", state, [_block_of(state, limit + 1)]),
        apply_case(rules, "larger than a block without write sets may be, and not a block: the form is said", state, [bytes(limit + 1)]),
    ]


def _mainnet() -> list[Case]:
    """Blocks with the parameters of mainnet."""
    state = founded("mainnet", accounts={ALICE: START})
    larger = encode_block(Block(b"", (bytes(MINIMAL.max_block_bytes),)))
    rules = ("WIRE-11", "BLOCK-1")
    return [
        apply_case(("BLOCK-2",), "mainnet: the first block after genesis", state, [block(state)]),
        apply_case(("BLOCK-2",), "mainnet: the chain of the minimal preset", state, [block(state, chain=_state().chain.id)]),
        apply_case(rules, "mainnet: more bytes than the minimal preset allows: malformed, not too large", state, [larger]),
    ]


def _slot_of(state: State, algorithm: Algorithm) -> Slot:
    """The next slot of an agent with a key of this algorithm."""
    return next(slot for slot in count(state.head.slot + 1) if producer_of(state, slot).public.algorithm is algorithm)


WIDER = {8: 2**32, 4: 2**16, 2: 2**8, 1: 2**5, 0: 1}
"""Amounts by how many bytes more than the smallest their encodings have."""


def _block_of(state: State, size: int) -> bytes:
    """A valid block of exactly this many bytes: as many small transfers as fit, some of them of wider amounts to fill the rest."""
    one = len(transaction(state, ALICE, Transfer(BOB.account, 1), nonce=2**15, fee=1_000))
    # A byte string of this length has two bytes of header, and an array of this many entries has as well.
    empty = len(block(state)) + 1
    count = (size - empty) // (one + 2)
    rest = size - empty - count * (one + 2)
    widths = []
    for _ in range(count):
        width = next(width for width in WIDER if width <= rest)
        widths.append(width)
        rest -= width
    # The nonces begin where each is as wide as the next.
    sent = [transaction(state, ALICE, Transfer(BOB.account, WIDER[width]), nonce=2**15 + place, fee=1_000) for place, width in enumerate(widths)]
    data = block(state, sent)
    assert len(data) == size, f"{len(data)} bytes where {size} are wanted"
    return data
