"""What makes a transaction invalid, and with it all that is applied with it: the chain, the slot, the nonce, the fee, and what is wrong with its bytes."""

from collections.abc import Callable
from dataclasses import replace

from reference.codes import Code
from reference.numbers import MAX_AMOUNT, MAX_UINT64
from reference.state.account import Account
from reference.state.state import State
from reference.wire.envelope import Envelope, decode_envelope, encode_envelope
from reference.wire.keys import Algorithm, PublicKey
from reference.wire.signature import ED25519_ORDER
from reference.wire.transaction import Transfer
from vectors.batch import Batch
from vectors.build import ALICE, BOB, CAROL, SLOT, after, batch, fee_of, found, transact_case, transaction
from vectors.case import Case, rejections
from vectors.keys import KeyPair

START = 10_000
BODY = Transfer(BOB.account, 5)
OTHER_CHAIN = bytes(range(32))
NOW = SLOT + 1
"""The slot after the head's, in which transactions are applied unless told otherwise."""


def validity_cases() -> list[Case]:
    """The conditions of an inclusion, one after the other, on their edges and in their order."""
    return [*_targets(), *_nonces(), *_orders(), *_replays(), *_bytes()]


def fee_cases() -> list[Case]:
    """What a transaction costs, and where the money goes."""
    return [*_minimum(), *_affordable(), *_shares()]


def _targets() -> list[Case]:
    state = found(accounts={ALICE: START})
    rules = ("TX-5", "TX-2")

    def case(why: str, slot: int = NOW, last_valid_slot: int = MAX_UINT64, chain: bytes | None = None) -> Case:
        sent = transaction(state, ALICE, BODY, last_valid_slot=last_valid_slot, chain=chain)
        return transact_case(rules, why, state, [batch(state, [sent], slot=slot)])

    return [
        case("meant for another chain: the batch is rejected", chain=OTHER_CHAIN),
        case("a chain id of zeros is not every chain's", chain=bytes(32)),
        case("in its last valid slot", last_valid_slot=NOW),
        case("one slot after its last valid slot", last_valid_slot=NOW - 1),
        case("a last valid slot of 0 is not for ever", last_valid_slot=0),
        case("many slots after its last valid slot", slot=NOW + 1_000, last_valid_slot=NOW + 999),
        case("the last slot that there is, and valid in it", slot=MAX_UINT64),
        case("the last slot that there is, and valid until the one before", slot=MAX_UINT64, last_valid_slot=MAX_UINT64 - 1),
        case("one slot left, across the boundary of 32 bits", slot=2**32, last_valid_slot=2**32),
        case("a slot before the head's: that is a header's affair, and nobody asks here", slot=0, last_valid_slot=0),
    ]


def _nonces() -> list[Case]:
    state = found(accounts={ALICE: Account(START, 5), BOB: START})
    last = found(accounts={ALICE: Account(START, MAX_UINT64 - 1)})
    spent = found(accounts={ALICE: Account(START, MAX_UINT64)})
    rules = ("TX-5", "TX-3")

    def case(state: State, why: str, *nonces: int) -> Case:
        return transact_case(rules, why, state, [batch(state, [transaction(state, ALICE, BODY, nonce=nonce) for nonce in nonces])])

    return [
        case(state, "the next nonce", 6),
        case(state, "a gap of one: allowed", 7),
        case(state, "a gap to the largest nonce: allowed", MAX_UINT64),
        case(state, "the nonce that was used last", 5),
        case(state, "a nonce below the one that was used last, and never used", 4),
        case(state, "a nonce of 0", 0),
        case(found(accounts={ALICE: START}), "a nonce of 0 from an account that has sent nothing", 0),
        case(last, "the largest nonce, after the one below it", MAX_UINT64),
        case(spent, "no nonce is left: the account can send nothing more", MAX_UINT64),
        case(state, "two in one batch, rising", 6, 9),
        case(state, "two in one batch with one nonce", 6, 6),
        case(state, "two in one batch, falling: the first made the second too low", 7, 6),
    ]


def _orders() -> list[Case]:
    """Two conditions fail: the code is that of the earlier one."""
    state = found(accounts={ALICE: Account(100, 5)})

    def case(
        rules: tuple[str, ...], why: str, *, chain: bytes | None = None, last_valid_slot: int = MAX_UINT64, nonce: int = 6, fee: int | None = None
    ) -> Case:
        sent = transaction(state, ALICE, Transfer(ALICE.account, 0), nonce=nonce, fee=fee, last_valid_slot=last_valid_slot, chain=chain)
        return transact_case(rules, why, state, [batch(state, [sent])])

    return [
        case(("TX-5", "TX-2"), "another chain, and expired: the chain is said", chain=OTHER_CHAIN, last_valid_slot=0),
        case(("TX-5", "TX-2"), "everything is wrong: the chain is said", chain=OTHER_CHAIN, last_valid_slot=0, nonce=5, fee=1),
        case(("TX-5", "TX-2", "TX-3"), "expired, and the nonce is used: the slot is said", last_valid_slot=0, nonce=5),
        case(("TX-5", "TX-3", "FEE-2"), "the nonce is used, and the fee too low: the nonce is said", nonce=5, fee=1),
        case(("TX-5", "TX-3", "FEE-2"), "the nonce is used, and the fee unaffordable: the nonce is said", nonce=5),
        case(("TX-5", "FEE-2"), "the fee is too low, and unaffordable: too low is said", fee=101),
        case(("TX-5", "FEE-2"), "the fee is unaffordable, and the body would fail: the fee is said, and the batch is rejected"),
    ]


def _replays() -> list[Case]:
    state = found(accounts={ALICE: START, BOB: START})
    sent = transaction(state, ALICE, BODY)
    first = batch(state, [sent])
    then = after(state, first)
    invalid = transaction(state, BOB, Transfer(ALICE.account, 1), chain=OTHER_CHAIN)
    good = transaction(state, BOB, Transfer(ALICE.account, 1))
    failing = transaction(state, ALICE, Transfer(BOB.account, START))
    failed = batch(state, [failing])
    rejected = batch(state, [sent, invalid])
    earlier = batch(then, [good], slot=NOW - 9)
    return [
        transact_case(("TX-3", "TX-5"), "the same transaction in two batches: the second batch is rejected", state, [first, batch(then, [sent])]),
        transact_case(("TX-3", "TX-5"), "the same transaction twice in one batch", state, [batch(state, [sent, sent])]),
        transact_case(("TX-5", "BLOCK-5"), "two batches, the second in an earlier slot: nobody asks for an order", state, [first, earlier]),
        transact_case(("TX-4", "TX-3"), "a transaction that failed cannot be tried again", state, [failed, batch(after(state, failed), [failing])]),
        transact_case(("TX-4", "BLOCK-5"), "a good transaction before an invalid one: the batch leaves nothing behind", state, [rejected]),
        transact_case(("TX-4", "BLOCK-5"), "an invalid transaction in a batch, then the same batch without it", state, [rejected, first, batch(then, [good])]),
    ]


def _bytes() -> list[Case]:
    """What is wrong with a transaction itself: of a batch all are decoded, then all are authenticated, then all are applied."""
    state = found(accounts={ALICE: START, CAROL: START})
    good = transaction(state, CAROL, BODY)
    sent = transaction(state, ALICE, BODY)
    expired = transaction(state, CAROL, BODY, last_valid_slot=0)
    limit = state.chain.parameters.max_transaction_bytes
    wrong: list[tuple[Code, bytes]] = [
        (Code.MALFORMED, sent[:-1]),
        (Code.TRANSACTION_TOO_LARGE, sent.ljust(limit + 1, b"\0")),
        (Code.KEY_INVALID, _changed(sent, lambda envelope: replace(envelope, key=PublicKey(Algorithm.EDDSA, bytes(32), None)))),
        (Code.SIGNATURE_NOT_CANONICAL, _changed(sent, lambda envelope: replace(envelope, signature=_plus_order(envelope.signature)))),
        (Code.SIGNATURE_INVALID, _changed(sent, lambda envelope: replace(envelope, key=BOB.public))),
    ]
    cases = [_batch(state, code, f"{code.name}: one transaction, alone", [data]) for code, data in wrong]
    cases += [_batch(state, code, f"{code.name}: the second of two", [good, data]) for code, data in wrong]
    cases += [
        _batch(state, code, f"{code.name} in the second, and the first is expired: bytes and signatures of all are checked first", [expired, data])
        for code, data in wrong
    ]
    for first, one in wrong:
        for second, two in wrong:
            if first is not second:
                said = second if second in DECODING and first not in DECODING else first
                cases.append(_batch(state, said, f"{first.name} in the first and {second.name} in the second: {said.name} is said", [one, two]))
    return [*cases, _batch(state, Code.MALFORMED, "an empty byte string for a transaction", [b""])]


DECODING = (Code.MALFORMED, Code.TRANSACTION_TOO_LARGE, Code.KEY_INVALID, Code.SIGNATURE_NOT_CANONICAL)
"""The codes of the first stage: all of a batch's transactions are decoded before the first is authenticated."""


def _batch(state: State, code: Code, why: str, transactions: list[bytes]) -> Case:
    """The case of a batch that is rejected with this code. Raises AssertionError where the reference says another."""
    case = transact_case(tuple(dict.fromkeys(("BLOCK-5", "WIRE-10" if code in DECODING else "TX-1", code.rule))), why, state, [batch(state, transactions)])
    if rejections(case) != (code.name,):
        raise AssertionError(f"{why}: the reference says {rejections(case)}")
    return case


def _changed(data: bytes, change: Callable[[Envelope], Envelope]) -> bytes:
    return encode_envelope(change(decode_envelope(data)))


def _plus_order(signature: bytes) -> bytes:
    """The same Ed25519 signature with the group's order added to S: verifies where S is not checked."""
    return signature[:32] + (int.from_bytes(signature[32:], "little") + ED25519_ORDER).to_bytes(32, "little")


def _minimum() -> list[Case]:
    state = found(accounts={ALICE: START, CAROL: START})
    least = fee_of(transaction(state, ALICE, BODY))

    def case(why: str, sender: KeyPair, fee: int | None) -> Case:
        return transact_case(("FEE-2", "FEE-1", "TX-5"), why, state, [batch(state, [transaction(state, sender, BODY, fee=fee)])])

    return [
        case("exactly the minimum", ALICE, None),
        case("one unit below the minimum: the batch is rejected", ALICE, least - 1),
        case("one unit above the minimum: all that was offered is charged", ALICE, least + 1),
        case("a fee of nothing", ALICE, 0),
        case("a P-256 key makes a larger transaction, for which the other's minimum is too low", CAROL, least),
        case("the minimum of a P-256 transaction", CAROL, None),
    ]


def _affordable() -> list[Case]:
    rich = found(accounts={ALICE: START})
    least = fee_of(transaction(rich, ALICE, BODY))
    exact = found(accounts={ALICE: least})
    short = found(accounts={ALICE: least - 1})
    nobody = found()
    known = found(accounts={ALICE: Account(0, 3)})
    rules = ("FEE-2", "TX-5")
    return [
        transact_case(rules, "the balance is just the fee: the transfer fails, the nonce stays", exact, [batch(exact, [transaction(exact, ALICE, BODY)])]),
        transact_case(rules, "the balance is one unit less than the fee: the batch is rejected", short, [batch(short, [transaction(short, ALICE, BODY)])]),
        transact_case(rules, "an account that nobody has paid", nobody, [batch(nobody, [transaction(nobody, ALICE, BODY)])]),
        transact_case(rules, "an account with nothing left but its nonce", known, [batch(known, [transaction(known, ALICE, BODY)])]),
        transact_case(rules, "the whole balance offered as the fee", rich, [batch(rich, [transaction(rich, ALICE, BODY, fee=START)])]),
        transact_case(rules, "one unit more than the balance offered as the fee", rich, [batch(rich, [transaction(rich, ALICE, BODY, fee=START + 1)])]),
        transact_case(rules, "the largest fee that can be written", rich, [batch(rich, [transaction(rich, ALICE, BODY, fee=MAX_AMOUNT)])]),
    ]


def _shares() -> list[Case]:
    state = found(accounts={ALICE: START, BOB: START})
    odd = [transaction(state, ALICE, BODY, fee=301), transaction(state, BOB, Transfer(ALICE.account, 1), fee=303)]
    mixed = [transaction(state, ALICE, BODY, fee=301), transaction(state, BOB, Transfer(ALICE.account, START), fee=300)]
    rules = ("FEE-4", "FEE-3")
    return [
        transact_case(rules, "an even fee: half and half", state, [batch(state, [transaction(state, ALICE, BODY, fee=300)])]),
        transact_case(rules, "an odd fee: the odd unit goes to the ecosystem pool", state, [batch(state, [transaction(state, ALICE, BODY, fee=301)])]),
        transact_case(rules, "two odd fees: what is shared is the batch's sum, not each fee", state, [batch(state, odd)]),
        transact_case(rules, "a failed transaction's fee is shared like any other", state, [batch(state, mixed)]),
        transact_case(rules, "the producer sends: it gets half of its own fee back, after all others", state, [batch(state, odd[:1], producer=ALICE)]),
        transact_case(rules, "the producer's share is not there to be spent in the same batch", *_spent_too_early()),
        transact_case(rules, "no fee: the producer's account does not come into being", state, [batch(state)]),
    ]


def _spent_too_early() -> tuple[State, list[Batch]]:
    """A producer whose balance covers its transfer only with its share of the batch's fees."""
    state = found(accounts={ALICE: START, BOB: 400})
    fee = fee_of(transaction(state, BOB, Transfer(CAROL.account, 200)))
    sent = [transaction(state, ALICE, BODY, fee=START // 2), transaction(state, BOB, Transfer(CAROL.account, 400 - fee + 6))]
    return state, [batch(state, sent, producer=BOB)]
