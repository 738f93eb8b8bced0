# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of heavy calls in the state: what queueing, closing and collecting move, and that they make and lose no SSP."""

from dataclasses import dataclass, replace
from typing import Annotated

from immutables import Map

from reference.codes import Code
from reference.consensus.heavy import lock_fee, slots_for
from reference.contracts.heavy_transactions import apply_claim_collect, apply_heavy_queue, books_of, expire_heavy_calls, terms_of
from reference.numbers import AccountId, Length, Range, Slot
from reference.parameters import MINIMAL
from reference.state.account import Account
from reference.state.contract import NO_PROGRAM, Contract
from reference.state.contract_state import get_heavy_argument, get_heavy_call, put_claim, put_contract, put_heavy_call
from reference.state.heavy import NO_CLAIM, Claim, HeavyCall, HeavyTerms
from reference.state.pots import Pots
from reference.state.state import Chain, Head, State, get_account, put_account
from reference.state.supply import break_down, total
from reference.wire.contract_bodies import ClaimCollect, HeavyQueue
from spec.prover.statement import Says, first_failing, rejection, theorem

SUMMED = "what is in flight is the sum over all calls, which the prover does not follow"

Few = Annotated[int, Range(0, 2)]
"""Which of three contracts, or of three accounts."""

Gas = Annotated[int, Range(1, 12_000)]
"""A gas limit around what a small chain allows."""

Units = Annotated[int, Range(0, 200)]
"""SSP units around what an account has."""

EARLY: Slot = 50


@dataclass(frozen=True, slots=True)
class Flight:
    """A call that is in flight."""

    contract: Few
    caller: Few
    gas: Gas
    escrow: Units
    queued: Annotated[int, Range(0, 60)]


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that is to be queued."""

    contract: Few
    gas: Gas
    money: Units
    argument: Annotated[bytes, Length(0, 3)]
    released: bool
    heavy: bool


def contract_of(place: Few) -> AccountId:
    return bytes((0xC0 + place,)) * 32


def account_of(place: Few) -> AccountId:
    return bytes((0xA0 + place,)) * 32


def placed(balances: tuple[Units, Units, Units], flights: tuple[Flight, ...], claims: tuple[Units, Units, Units]) -> State:
    """A small chain whose three accounts have these balances and are owed this, with these calls in flight."""
    state = State(Chain(bytes(32), MINIMAL), Head(bytes(32), 7, EARLY), Map(), Map(), Map(), Pots(ecosystem=10**6, deposits=0, fees=5))
    for place in range(3):
        state = put_account(state, account_of(place), Account(balances[place], 1))
        state = put_claim(state, account_of(place), Claim(claims[place]))
        state = put_contract(state, contract_of(place), Contract(account_of(0), b"\x01" * 32, b"\x02" * 32, 1, 0))
    terms = terms_of(state)
    for flight in flights:
        wait = slots_for(flight.gas, terms)
        last = flight.queued + wait + terms.window_slots - 1
        call = HeavyCall(account_of(flight.caller), flight.gas, wait * terms.gas_per_slot, flight.escrow, flight.queued, flight.queued + wait, last)
        state = put_heavy_call(state, contract_of(flight.contract), call)
    return state


Balances = tuple[Units, Units, Units]
Flights = Annotated[tuple[Flight, ...], Length(0, 3)]


def _of(state: State, asked: Asked) -> State:
    """The chain, its contract one that there is and that has a heavy program, or not."""
    contract = Contract(account_of(0), b"\x01" * 32, b"\x02" * 32 if asked.heavy else NO_PROGRAM, 1 if asked.released else 0, 0)
    return put_contract(state, contract_of(asked.contract), contract)


def _body(asked: Asked) -> HeavyQueue:
    return HeavyQueue(contract_of(asked.contract), asked.gas, asked.money, asked.argument)


def _fee(asked: Asked) -> int:
    terms = HeavyTerms(MINIMAL.heavy_gas_per_slot, MINIMAL.heavy_gas_in_flight, MINIMAL.heavy_window_slots, MINIMAL.heavy_fee)
    slots = slots_for(asked.gas, terms)
    return lock_fee(slots * terms.gas_per_slot * (slots + terms.window_slots), terms.price)


@theorem(
    "HEAVY-10",
    "A call is queued just where its contract is one, has a heavy program and is not locked, and where gas and money suffice.",
    says=Says.ACCEPTANCE,
    tested=SUMMED,
)
def queueing_accepts(balances: Balances, flights: Flights, asked: Asked, caller: Few) -> bool:
    state, slots = _of(placed(balances, flights, (0, 0, 0)), asked), -(-asked.gas // MINIMAL.heavy_gas_per_slot)
    given = sum(call.given for call in state.contracts.heavy_calls.values())
    expected = first_failing(
        (not asked.released, Code.CONTRACT_UNKNOWN),
        (not asked.heavy, Code.NOT_HEAVY),
        (get_heavy_call(state, contract_of(asked.contract)).gas_limit != 0, Code.CONTRACT_LOCKED),
        (given + slots * MINIMAL.heavy_gas_per_slot > MINIMAL.heavy_gas_in_flight, Code.CAPACITY_EXCEEDED),
        (balances[caller] < _fee(asked) + asked.money, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(apply_heavy_queue, state, account_of(caller), _body(asked), EARLY) == expected


@theorem("HEAVY-10", "The caller pays fee and money, the fee waits for the block's end, and the call is what was asked for.", says=Says.AMOUNTS, tested=SUMMED)
def queueing_is_exact(balances: Balances, flights: Flights, asked: Asked, caller: Few) -> bool:
    state = _of(placed(balances, flights, (0, 0, 0)), asked)
    if rejection(apply_heavy_queue, state, account_of(caller), _body(asked), EARLY) is not None:
        return True
    after = apply_heavy_queue(state, account_of(caller), _body(asked), EARLY)
    call = get_heavy_call(after, contract_of(asked.contract))
    slots = -(-asked.gas // MINIMAL.heavy_gas_per_slot)
    return (
        get_account(after, account_of(caller)) == Account(balances[caller] - _fee(asked) - asked.money, 1)
        and after.pots == replace(state.pots, fees=state.pots.fees + _fee(asked))
        and (call.caller, call.gas_limit, call.escrow, call.queued) == (account_of(caller), asked.gas, asked.money, EARLY)
        and (call.ready, call.deadline) == (EARLY + slots, EARLY + slots + MINIMAL.heavy_window_slots - 1)
        and get_heavy_argument(after, contract_of(asked.contract)).argument == asked.argument
    )


@theorem("HEAVY-10", "Queueing makes and loses no SSP, and never gives more gas than there is.", says=Says.INVARIANT, tested=SUMMED)
def queueing_preserves(balances: Balances, flights: Flights, asked: Asked, caller: Few) -> bool:
    state = _of(placed(balances, flights, (0, 0, 0)), asked)
    if rejection(apply_heavy_queue, state, account_of(caller), _body(asked), EARLY) is not None:
        return True
    after = apply_heavy_queue(state, account_of(caller), _body(asked), EARLY)
    return total(break_down(after)) == total(break_down(state)) and books_of(after).in_flight <= MINIMAL.heavy_gas_in_flight


@theorem("HEAVY-11", "A claim is collected just where there is one.", says=Says.ACCEPTANCE, tested=SUMMED)
def collecting_accepts(balances: Balances, flights: Flights, claims: Balances, who: Few, sender: Few) -> bool:
    expected = first_failing((claims[who] == 0, Code.AMOUNT_ZERO))
    return rejection(apply_claim_collect, placed(balances, flights, claims), account_of(sender), ClaimCollect(account_of(who)), EARLY) == expected


@theorem("HEAVY-11", "Whoever asks for it, the account has all that it was owed, is owed nothing, and nothing else changes.", says=Says.AMOUNTS, tested=SUMMED)
def collecting_is_exact(balances: Balances, flights: Flights, claims: Balances, who: Few, sender: Few) -> bool:
    state = placed(balances, flights, claims)
    if claims[who] == 0:
        return True
    after = apply_claim_collect(state, account_of(sender), ClaimCollect(account_of(who)), EARLY)
    paid = put_account(state, account_of(who), Account(balances[who] + claims[who], 1))
    return after == put_claim(paid, account_of(who), NO_CLAIM)


@theorem("HEAVY-11", "Collecting makes and loses no SSP.", says=Says.INVARIANT, tested=SUMMED)
def collecting_preserves(balances: Balances, flights: Flights, claims: Balances, who: Few, sender: Few) -> bool:
    state = placed(balances, flights, claims)
    if claims[who] == 0:
        return True
    return total(break_down(apply_claim_collect(state, account_of(sender), ClaimCollect(account_of(who)), EARLY))) == total(break_down(state))


@theorem(
    "HEAVY-3",
    "At the beginning of a block just those calls are closed whose last slot is past, each caller is owed what it had attached, and no SSP is made or lost.",
    tested=SUMMED,
)
def expiry_closes_what_is_over(balances: Balances, flights: Flights, claims: Balances, slot: Annotated[int, Range(40, 220)]) -> bool:
    state = placed(balances, flights, claims)
    after = expire_heavy_calls(state, slot)
    over = {contract: call for contract, call in state.contracts.heavy_calls.items() if call.deadline < slot}
    left = {contract: call for contract, call in state.contracts.heavy_calls.items() if contract not in over}
    owed = [claims[place] + sum(call.escrow for call in over.values() if call.caller == account_of(place)) for place in range(3)]
    return (
        dict(after.contracts.heavy_calls) == left
        and [after.contracts.claims.get(account_of(place), NO_CLAIM).amount for place in range(3)] == owed
        and after.accounts == state.accounts
        and total(break_down(after)) == total(break_down(state))
    )
