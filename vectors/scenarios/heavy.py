"""Heavy calls on a chain: queued, packaged too early, in time and too late, timed out, collected, and what a locked contract refuses."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reference.numbers import MAX_AMOUNT
from reference.state.contract_state import get_heavy_call
from reference.state.heavy import POOL
from reference.state.state import State
from reference.wire.contract_bodies import ClaimCollect, ContractCall, HeavyQueue
from reference.wire.package import Package, decode_package, encode_package
from reference.wire.transaction import PaidBody, Sponsored, Transfer
from vectors.build import ALICE, BOB, CAROL, after, apply_case, batch, fee_of, transact_case, transaction
from vectors.case import Case
from vectors.scenarios.block_call_places import made
from vectors.scenarios.heavy_places import WINDOW, contract_called, heavily_released, packaged, queue, queued, ready

QUEUE = ("HEAVY-10", "HEAVY-1", "HEAVY-5", "HEAVY-9", "TX-11")
PACKAGE = ("HEAVY-12", "HEAVY-2", "HEAVY-6", "HEAVY-7", "LVM-53")
EXPIRE = ("HEAVY-3", "HEAVY-4")
COLLECT = ("HEAVY-11", "HEAVY-8")


def heavy_queue_cases() -> list[Case]:
    """Queueing and collecting, as batches."""
    return [*_queueing(), *_collecting()]


def heavy_block_cases() -> list[Case]:
    """What blocks do with heavy calls."""
    return [*_packages(), *_wrong_packages(), *_expiry(), *_locks(), *_chains()]


def _queueing() -> Iterable[Case]:
    state = heavily_released()[0]

    def asked(why: str, *bodies: HeavyQueue) -> Case:
        nonce = state.accounts[BOB.account].nonce
        sent = [transaction(state, BOB, body, nonce=nonce + 1 + place) for place, body in enumerate(bodies)]
        return transact_case(QUEUE, why, state, [batch(state, sent)])

    yield asked("a heavy call, with money and without an argument", queue("counter"))
    yield asked("a heavy call with an argument, without money", queue("counter", money=0, argument=b"park"))
    yield asked("the longest argument", queue("counter", argument=b"a" * 1_024))
    yield asked("the least gas, which is given a whole slot", queue("counter", gas=1))
    yield asked("as much gas as a slot has", queue("counter", gas=100))
    yield asked("a gas more than a slot has", queue("counter", gas=101))
    yield asked("a gas more than 97 slots have: the fee is for the gas of 98", queue("counter", gas=9_701))
    yield asked("as much gas as all calls may have together", queue("counter", gas=10_000))
    yield asked("a gas more than all calls may have together", queue("counter", gas=10_001))
    yield asked("the most gas that a call can ask for", queue("counter", gas=2**40))
    yield asked("as much as all calls may have together, by two", queue("counter", gas=9_900), queue("payer", gas=100))
    yield asked("more than all calls may have together, by the whole slot of the second", queue("counter", gas=9_950), queue("payer", gas=1))
    yield asked("a contract that nobody has released", queue("unknown"))
    yield asked("a contract without a heavy program", queue("light"))
    yield asked("a second call of a contract", queue("counter"), queue("counter", gas=10**6))
    yield asked("the money is not there", queue("counter", money=100_000))
    yield asked("the largest amount", queue("counter", money=MAX_AMOUNT))
    account, half = state.accounts[BOB.account], 40_000
    last = transaction(state, BOB, queue("counter", gas=300, money=half), nonce=account.nonce + 2)
    spent = transaction(state, BOB, Transfer(CAROL.account, half))
    rest = account.balance - fee_of(last) - 1 - half - fee_of(spent)
    for more, why in ((0, "fee and money are all that is there"), (1, "fee and money are one more than is there")):
        yield transact_case(QUEUE, why, state, [batch(state, [transaction(state, BOB, Transfer(CAROL.account, rest + more)), last])])
    sponsored = transaction(state, CAROL, Sponsored(BOB.account, queue("counter")))
    yield transact_case((*QUEUE, "SPONSOR-4"), "for which nobody has agreed to pay", state, [batch(state, [sponsored])])


def _collecting() -> Iterable[Case]:
    owed = _closed("payer", argument=CAROL.account)
    for who, why in ((BOB, "a caller collects"), (CAROL, "somebody who was paid collects"), (ALICE, "somebody collects whom nobody owes anything")):
        once = transaction(owed, who, ClaimCollect(who.account))
        twice = transaction(owed, who, ClaimCollect(who.account), nonce=owed.accounts[who.account].nonce + 2)
        yield transact_case(COLLECT, why, owed, [batch(owed, [once])])
        yield transact_case(COLLECT, f"{why}, twice", owed, [batch(owed, [once, twice])])
    others = ((CAROL, BOB.account, "somebody collects for the caller"), (BOB, ALICE.account, "for somebody whom nobody owes anything"))
    for who, payee, why in others:
        yield transact_case(COLLECT, why, owed, [batch(owed, [transaction(owed, who, ClaimCollect(payee))])])
    till = contract_called("payer")
    paid = _closed("payer", argument=till)
    yield transact_case(COLLECT, "somebody collects for a contract", paid, [batch(paid, [transaction(paid, CAROL, ClaimCollect(till))])])
    empty = heavily_released()[0]
    yield transact_case(COLLECT, "nothing is owed to anybody", empty, [batch(empty, [transaction(empty, BOB, ClaimCollect(BOB.account))])])


def _closed(name: str, argument: bytes = b"") -> State:
    """The chain after a call is packaged in time."""
    state = queued(name, argument=argument)
    return after(state, made(state, (), packages=packaged(state, name), slot=ready(state, name)))


def _packages() -> Iterable[Case]:
    for name, argument, why in (
        ("counter", b"", "a call that stores, without an argument"),
        ("counter", b"park", "a call that stores, with an argument"),
        ("payer", b"", "a call that pays its caller"),
        ("payer", CAROL.account, "a call that pays somebody"),
        ("payer", POOL, "a call that pays the ecosystem pool"),
        ("payer", b"nobody", "a call that asks to pay nobody's account"),
        ("failing", b"", "a call that fails, and is packaged as failed"),
    ):
        state = queued(name, argument=argument)
        for late in (0, 1, WINDOW - 1) if (name, argument) == ("counter", b"") else (0,):
            data = made(state, (), packages=packaged(state, name), slot=ready(state, name) + late)
            yield apply_case(PACKAGE, f"{why}, {late} slots after it is ready", state, [data])
    for money, argument, why in (
        (34, b"", "the money for just what it stores"),
        (33, b"", "a unit less than what it stores costs: it stores nothing"),
        (0, b"", "no money: it stores nothing"),
        (34, b"a" * 14, "a value whose encoding has a byte more than there is money for"),
        (35, b"a" * 14, "a value whose encoding has a byte more"),
    ):
        state = queued("counter", argument=argument, money=money)
        yield apply_case((*PACKAGE, "LVM-55"), why, state, [made(state, (), packages=packaged(state, "counter"), slot=ready(state, "counter"))])
    several = queued("counter", "payer", "failing")
    when = ready(several, "counter")
    yield apply_case(PACKAGE, "three results in one block", several, [made(several, (), packages=packaged(several, "counter", "payer", "failing"), slot=when)])
    yield apply_case(PACKAGE, "two results of three", several, [made(several, (), packages=packaged(several, "counter", "failing"), slot=when)])

    def beside(rules: Sequence[str], why: str, body: PaidBody, name: str) -> Case:
        sent = [transaction(several, BOB, body)]
        return apply_case((*PACKAGE, *rules), why, several, [made(several, sent, packages=packaged(several, name), slot=when)])

    yield beside(COLLECT, "a result, and its money collected in one block", ClaimCollect(BOB.account), "payer")
    yield beside(QUEUE, "a result, and the next call of the contract in one block", queue("counter"), "counter")
    yield beside(("CONTRACT-7",), "a result, and a call that sees what it stored", ContractCall(contract_called("counter"), 50_000, 0, ()), "counter")


def _wrong_packages() -> Iterable[Case]:
    state = queued("counter", "payer")
    when = ready(state, "counter")
    right = packaged(state, "counter", "payer")
    first = decode_package(right[0])
    hashes = [decode_package(each).hash for each in right]
    exchanged = [encode_package(replace(decode_package(each), hash=other)) for each, other in zip(right, hashes[::-1], strict=True)]
    unknown = encode_package(Package(contract_called("light"), first.hash))
    nobody = encode_package(Package(b"\xff" * 32, first.hash))

    def case(why: str, packages: Sequence[bytes], slot: int = when) -> Case:
        return apply_case(PACKAGE, why, state, [made(state, (), packages=packages, slot=slot)])

    yield case("a slot before it is ready", right, when - 1)
    yield case("in the next block", right, state.head.slot + 1)
    yield case("in its last slot", right, when + WINDOW - 1)
    yield case("a slot after its last, when it has timed out", right, when + WINDOW)
    yield case("another hash", [encode_package(replace(first, hash=b"\x01" * 32)), right[1]])
    yield case("hashes exchanged", exchanged)
    yield case("the second hash is wrong", [right[0], exchanged[1]])
    yield case("another hash, too early", [encode_package(replace(first, hash=b"\x01" * 32))], when - 1)
    yield case("of a contract without a heavy call", [unknown])
    yield case("of a contract that there is not", [nobody])
    yield case("in the other order", right[::-1])
    yield case("twice the same", [right[0], right[0]])
    yield case("what is no package", [b"\x00"])
    yield case("no bytes", [b""])
    yield case("what is no package after one that is wrong", [encode_package(replace(first, hash=b"\x01" * 32)), b"\x80"])
    yield case("in the other order, and both wrong", exchanged[::-1])
    calm = heavily_released()[0]
    yield apply_case(PACKAGE, "nothing is in flight", calm, [made(calm, (), packages=[right[0]])])


def _expiry() -> Iterable[Case]:
    state = queued("counter", "payer")
    when = ready(state, "counter")
    for slot, why in (
        (when + WINDOW - 1, "in their last slot nothing has timed out"),
        (when + WINDOW, "a slot later both have"),
        (when + 1_000, "much later both have"),
    ):
        yield apply_case(EXPIRE, why, state, [made(state, (), slot=slot)])
    one = after(state, made(state, (), packages=packaged(state, "counter"), slot=when))
    yield apply_case(EXPIRE, "one was packaged, the other times out", one, [made(one, (), slot=when + WINDOW)])
    collect = transaction(state, BOB, ClaimCollect(BOB.account))
    yield apply_case((*EXPIRE, *COLLECT), "a caller collects in the block in which its calls time out", state, [made(state, [collect], slot=when + WINDOW)])
    again = transaction(state, BOB, queue("counter"))
    yield apply_case((*EXPIRE, *QUEUE), "the next call in the block in which one times out", state, [made(state, [again], slot=when + WINDOW)])
    used = transaction(state, BOB, ContractCall(contract_called("counter"), 50_000, 0, ()))
    yield apply_case((*EXPIRE, "CONTRACT-7"), "a call in the block in which the lock is over", state, [made(state, [used], slot=when + WINDOW)])


def _locks() -> Iterable[Case]:
    state = queued("counter")
    for money in (0, 5):
        body = ContractCall(contract_called("counter"), 50_000, money, ())
        yield apply_case(("HEAVY-1", "CONTRACT-7"), f"a call of a locked contract with {money} units", state, [made(state, [transaction(state, CAROL, body)])])
    other = ContractCall(contract_called("light"), 50_000, 0, ())
    yield apply_case(("HEAVY-1", "CONTRACT-7"), "a call of a contract that is not locked", state, [made(state, [transaction(state, CAROL, other)])])
    paid = transaction(state, CAROL, Transfer(contract_called("counter"), 7))
    yield apply_case(("HEAVY-1", "TRANSFER-2"), "a transfer to a locked contract", state, [made(state, [paid])])


def _chains() -> Iterable[Case]:
    """Whole lives of calls, block by block."""
    for name in ("counter", "payer", "failing"):
        start = heavily_released()[0]
        blocks, state = _lives(start, name)
        if get_heavy_call(state, contract_called(name)).gas_limit or state.contracts.claims.get(BOB.account):
            raise AssertionError(f"something of {name} is left")
        yield apply_case((*QUEUE, *PACKAGE, *EXPIRE, *COLLECT), f"the whole life of two calls: {name}", start, blocks)


def _lives(state: State, name: str) -> tuple[list[bytes], State]:
    """Blocks in which one call is queued, packaged too early and in time, and collected, and another one times out; and the state after them."""
    steps: Sequence[Callable[[State], bytes]] = (
        lambda now: made(now, [transaction(now, BOB, queue(name, argument=CAROL.account))]),
        lambda now: made(now, [transaction(now, CAROL, ContractCall(contract_called(name), 50_000, 0, ()))]),
        lambda now: made(now, (), packages=packaged(now, name), slot=ready(now, name) - 1),
        lambda now: made(now, (), packages=packaged(now, name), slot=ready(now, name)),
        lambda now: made(now, [transaction(now, BOB, ClaimCollect(BOB.account))]),
        lambda now: made(now, [transaction(now, CAROL, queue(name))]),
        lambda now: made(now, (), slot=ready(now, name) + WINDOW),
        lambda now: made(now, [transaction(now, CAROL, ClaimCollect(CAROL.account))]),
    )
    blocks = []
    for step in steps:
        blocks.append(step(state))
        state = after(state, blocks[-1])
    return blocks, state
