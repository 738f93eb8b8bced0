"""A chain with contracts that have heavy programs, and heavy calls of them in every stage."""

from functools import cache

from reference.consensus.heavy import result_hash
from reference.contracts.heavy_transactions import result_of
from reference.contracts.releases import contract_id
from reference.numbers import AccountId, Amount, Slot
from reference.state.contract_state import get_heavy_call
from reference.state.state import State
from reference.wire.contract_bodies import ContractRelease, HeavyQueue
from reference.wire.package import Package, encode_package
from vectors.build import ALICE, BOB, CAROL, after, block, transaction
from vectors.chain import founded, grown
from vectors.scenarios.block_call_places import SLOTS, SOURCES, made

HEAVY = {
    "counter": b"""local _, n = host("load", "n")
local _, given = host("argument", 1)
host("save", "n", (n or 0) + 10 + #(given or ""))
host("save", "old", n)
""",
    "payer": b"""local ssp, _, paid = string.rep("\\0", 32), host("paid")
local _, caller = host("caller")
local _, given = host("argument", 1)
host("transfer", ssp, given or caller, paid // 3)
host("transfer", ssp, caller, 1)
""",
    "failing": b"""host("save", "n", 1)
error("after all")
""",
}
"""Programs of heavy calls, by what they do; each contract's other program has the same name, and so does something else."""

GAS = 3_300
"""The gas that most calls are given, and so thirty-three slots."""

WINDOW = 5
"""The slots in which a result may be packaged."""

MONEY = 100


@cache
def heavily_released() -> tuple[State, dict[str, AccountId]]:
    """A chain on which Alice has released contracts with heavy programs, and one without."""
    state = grown(founded(accounts=dict.fromkeys((ALICE, BOB, CAROL), 100_000)), SLOTS)
    known = {}
    for name, heavy in [*HEAVY.items(), ("light", b"")]:
        known[name] = contract_id(ALICE.account, state.accounts[ALICE.account].nonce + 1)
        state = after(state, block(state, [transaction(state, ALICE, ContractRelease(SOURCES.get(name, SOURCES["counter"]), heavy))]))
    if len(state.contracts.contracts) != len(known):
        raise AssertionError("a contract was not released")
    return state, known


def contract_called(name: str) -> AccountId:
    """The account of a contract; zeros where the name is that of none."""
    return heavily_released()[1].get(name, bytes(32))


def queue(name: str, gas: int = GAS, money: int = MONEY, argument: bytes = b"") -> HeavyQueue:
    """What a heavy call asks for."""
    return HeavyQueue(contract_called(name), gas, money, argument)


def queued(*names: str, argument: bytes = b"", money: Amount = MONEY) -> State:
    """The chain after Bob has queued a heavy call of each of these contracts, in one block."""
    state = heavily_released()[0]
    nonce = state.accounts[BOB.account].nonce
    sent = [transaction(state, BOB, queue(name, argument=argument, money=money), nonce=nonce + 1 + place) for place, name in enumerate(names)]
    state = after(state, made(state, sent))
    if len(state.contracts.heavy_calls) != len(names):
        raise AssertionError("a heavy call was not queued")
    return state


def packaged(state: State, *names: str) -> tuple[bytes, ...]:
    """The packages of the calls in flight on these contracts, in their order."""
    contracts = sorted(map(contract_called, names))
    return tuple(encode_package(Package(each, result_hash(each, get_heavy_call(state, each).queued, result_of(state, each)))) for each in contracts)


def ready(state: State, name: str) -> Slot:
    """The first slot in which the result of a call may be packaged."""
    return get_heavy_call(state, contract_called(name)).ready
