"""Heavy calls as they go: contracts that store and pay as they are asked to, calls that are given what they need or a unit beside it, and when they end."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from hypothesis import strategies as st

from conformance.fuzzing.values import Draw
from reference.consensus.heavy import lock_fee
from reference.consensus.heavy_calls import Invocation
from reference.contracts.heavy_host import heavy_executor
from reference.contracts.heavy_transactions import heavy_source, storage_of, terms_of
from reference.contracts.releases import contract_id
from reference.numbers import AccountId, Slot
from reference.state.contract import NO_PROGRAM
from reference.state.contract_state import get_contract, get_heavy_call
from reference.state.state import State
from reference.wire.contract_bodies import ContractRelease, HeavyQueue
from vectors.build import ALICE, BOB, CAROL, after, block, transaction
from vectors.scenarios.block_call_places import SOURCES
from vectors.scenarios.heavy_places import HEAVY, heavily_released

OBEDIENT = b"""local _, given = host("argument", 1)
local _, caller = host("caller")
local ssp, a, b = string.rep("\\0", 32)
for i = 1, #(given or "") do
local c = string.byte(given, i)
if c < 64 then a, b = host("save", "k" .. c % 4, string.sub(given, i))
elseif c < 128 then a, b = host("transfer", ssp, caller, c - 64)
elseif c < 192 then a, b = host("transfer", ssp, host("contract") and string.rep(string.char(c % 3), 32), c - 128)
elseif c < 224 then a, b = host("save", "k" .. c % 4, nil)
elseif c < 248 then a, b = host("save", "b", b)
else error(b) end
end
"""
"""A heavy program that does what each byte of its argument says: store, pay, remove, tell what came of it, fail."""

ORDERS = (0, 1, 2, 3, 63, 64, 65, 65, 74, 127, 128, 129, 130, 140, 191, 192, 193, 195, 224, 248)
"""What it is told to do."""

MEASURED = 10_000
"""The gas with which a call is tried, to know what it takes."""

MONEY = (0, 1, 100, 300, 300, 10**6)

ROUND = (1, 100, 101, 3_300, 3_300, 10_000, 10_001)
"""Gas limits that are any."""


@cache
def heavy_place() -> tuple[State, tuple[AccountId, ...]]:
    """A chain with contracts that have heavy programs, of which two obey; and these contracts, with those that have none."""
    state, known = heavily_released()
    contracts = [known[name] for name in (*HEAVY, "light")]
    for source in (SOURCES["counter"], SOURCES["payer"]):
        contracts.append(contract_id(ALICE.account, state.accounts[ALICE.account].nonce + 1))
        state = after(state, block(state, [transaction(state, ALICE, ContractRelease(source, OBEDIENT))]))
    return state, tuple(contracts)


@st.composite
def heavy_queues(draw: Draw, state: State, contracts: Sequence[AccountId]) -> HeavyQueue:
    """What a heavy call asks for: of a contract that is free, most times, and now and then of what is none; with gas and money that suffice or just do not."""
    free = [each for each in contracts if not get_heavy_call(state, each).gas_limit]
    contract = draw(st.sampled_from((*free, *free, *contracts, CAROL.account)))
    orders = bytes(draw(st.lists(st.sampled_from(ORDERS), min_size=1, max_size=4)))
    argument = draw(st.sampled_from((orders, orders, orders, b"", b"a", CAROL.account)))
    money = draw(st.sampled_from(MONEY))
    ask = draw(st.integers(0, 5))
    if ask == 0 or get_contract(state, contract).heavy_hash == NO_PROGRAM:
        return HeavyQueue(contract, draw(st.sampled_from(ROUND)), money, argument)
    if ask == 1:
        return HeavyQueue(contract, draw(st.sampled_from(fee_steps(state))) + draw(st.integers(0, 100)), money, argument)
    gas, spent = needed(state, HeavyQueue(contract, MEASURED, money, argument))
    if spent and draw(st.booleans()):
        return HeavyQueue(contract, gas + 100, max(spent + draw(st.sampled_from((-2, -1, -1, 0, 1))), 0), argument)
    return HeavyQueue(contract, max(gas + draw(st.sampled_from((-1, 0, 1, 100))), 1), money, argument)


def needed(state: State, asked: HeavyQueue) -> tuple[int, int]:
    """The gas that a call takes, as the contract's storage is, and the money that it spends."""
    contract = asked.contract
    seen = Invocation(contract, BOB.account, asked.argument, asked.money, asked.gas_limit, storage_of(state, contract))
    did = heavy_executor({contract: heavy_source(state, contract)}, state.chain.parameters.contract_byte_deposit)(seen)
    return did.execution.gas, sum(payout.amount for payout in did.payouts)


def fee_steps(state: State) -> list[int]:
    """The gas limits up to which a lock costs less than beyond them: by the whole slots that a call is given."""
    terms = terms_of(state)
    given = range(0, terms.gas_in_flight + 1, terms.gas_per_slot)
    fees = [(gas, lock_fee(max(gas, 1) * (gas // terms.gas_per_slot + terms.window_slots), terms.price)) for gas in given]
    return [gas for (gas, fee), (_, more) in pairwise(fees) if fee != more]


def heavy_slot(draw: Draw, state: State) -> Slot:
    """The slot of the next block: mostly one in which a result may be packaged, or at an end of when it may."""
    now = state.head.slot
    calls = [call for _, call in sorted(state.contracts.heavy_calls.items())]
    ends = [slot for call in calls for slot in (call.ready - 1, call.ready, call.ready, call.ready, call.deadline, call.deadline + 1, call.deadline + 2)]
    later = [slot for slot in ends if slot > now]
    if later and draw(st.integers(0, 3)):
        chosen: Slot = draw(st.sampled_from(later))
        return chosen
    return now + int(draw(st.sampled_from((1, 1, 1, 2, 5, 30))))
