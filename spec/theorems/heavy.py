# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of heavy calls: their money, their locks, their gas, and when their results count."""

from immutables import Map

from reference.codes import Code
from reference.consensus.heavy import (
    _paid,
    check_package,
    check_unlocked,
    collect_claim,
    free_capacity,
    has_timed_out,
    lock_fee,
    pay_out,
    queue_call,
    slots_for,
)
from reference.consensus.heavy_books import Books, book_call, close_call, owe, pay_claim
from reference.numbers import MAX_AMOUNT, MAX_UINT64, PPM, AccountId, Amount, FeeRate, Hash, Slot
from reference.state.heavy import NO_CALL, NO_CLAIM, Claim, ContractId, GasLimit, HeavyCall, HeavyGas, HeavyRequest, HeavyTerms, LockedGas, Payout
from spec.prover import Fold, Seen, total
from spec.prover.statement import Says, first_failing, outcome, rejection, theorem


@theorem("HEAVY-1", "A contract is locked just while a call is in flight on it.", says=Says.ACCEPTANCE)
def check_unlocked_accepts(held: HeavyCall) -> bool:
    return rejection(check_unlocked, held) == (Code.CONTRACT_LOCKED if held.gas_limit > 0 else None)


@theorem("HEAVY-1", "A call is rejected for a locked contract, then for gas or slots that are not there, then for SSP that are not.", says=Says.ACCEPTANCE)
def queue_call_accepts(held: HeavyCall, balance: Amount, request: HeavyRequest, fee: Amount, in_flight: HeavyGas, slot: Slot, terms: HeavyTerms) -> bool:
    wait = slots_for(request.gas_limit, terms)
    expected = first_failing(
        (held.gas_limit > 0, Code.CONTRACT_LOCKED),
        (in_flight + wait * terms.gas_per_slot > terms.gas_in_flight, Code.CAPACITY_EXCEEDED),
        (slot + wait + terms.window_slots > MAX_UINT64, Code.CAPACITY_EXCEEDED),
        (balance < fee + request.money, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(queue_call, held, balance, request, fee, in_flight, slot, terms) == expected


@theorem(
    "HEAVY-1", "The caller pays the fee and the money; the call holds the money, and is ready after the slots of its limit, for the window.", says=Says.AMOUNTS
)
def queue_call_is_exact(held: HeavyCall, balance: Amount, request: HeavyRequest, fee: Amount, in_flight: HeavyGas, slot: Slot, terms: HeavyTerms) -> bool:
    queued = queue_call(held, balance, request, fee, in_flight, slot, terms)
    wait = slots_for(request.gas_limit, terms)
    call = HeavyCall(
        caller=request.caller,
        gas_limit=request.gas_limit,
        given=wait * terms.gas_per_slot,
        escrow=request.money,
        queued=slot,
        ready=slot + wait,
        deadline=slot + wait + terms.window_slots - 1,
    )
    amounts = (queued.balance == balance - fee - request.money) & (queued.in_flight == in_flight + wait * terms.gas_per_slot)
    return queued.call == call and amounts


@theorem("HEAVY-1", "The capacity is never exceeded, a call is given at least its limit, and the contract is locked.", says=Says.INVARIANT)
def capacity_holds(held: HeavyCall, balance: Amount, request: HeavyRequest, fee: Amount, in_flight: HeavyGas, slot: Slot, terms: HeavyTerms) -> bool:
    queued = queue_call(held, balance, request, fee, in_flight, slot, terms)
    within = (queued.in_flight <= terms.gas_in_flight) & (queued.call.given >= request.gas_limit) & (queued.call.given >= terms.gas_per_slot)
    return within and rejection(check_unlocked, queued.call) == Code.CONTRACT_LOCKED


@theorem("HEAVY-9", "Every limit takes slots.", says=Says.ACCEPTANCE)
def slots_for_never_rejects(gas_limit: GasLimit, terms: HeavyTerms) -> bool:
    return rejection(slots_for, gas_limit, terms) is None


@theorem("HEAVY-9", "The slots are the fewest that hold the limit.", says=Says.AMOUNTS)
def slots_for_is_exact(gas_limit: GasLimit, terms: HeavyTerms) -> bool:
    taken = slots_for(gas_limit, terms)
    return (taken * terms.gas_per_slot >= gas_limit) & (taken * terms.gas_per_slot - terms.gas_per_slot < gas_limit)


@theorem("HEAVY-9", "More gas never takes fewer slots, and every call takes one.", says=Says.INVARIANT)
def slots_for_grows(gas_limit: GasLimit, more: GasLimit, terms: HeavyTerms) -> bool:
    taken = slots_for(gas_limit, terms)
    return (taken >= 1) & ((more < gas_limit) | (slots_for(more, terms) >= taken))


@theorem("HEAVY-5", "Every heavy call has a fee.", says=Says.ACCEPTANCE)
def lock_fee_never_rejects(locked_gas: LockedGas, price: FeeRate) -> bool:
    return rejection(lock_fee, locked_gas, price) is None


@theorem("HEAVY-5", "The fee is the price for each million, rounded up, and at most the largest amount.", says=Says.AMOUNTS)
def lock_fee_is_exact(locked_gas: LockedGas, price: FeeRate) -> bool:
    product, fee = locked_gas * price, lock_fee(locked_gas, price)
    if product > MAX_AMOUNT * PPM:
        return fee == MAX_AMOUNT
    return (fee * PPM >= product) & (fee * PPM < product + PPM)


@theorem("HEAVY-5", "No heavy call is free where gas has a price.", says=Says.INVARIANT)
def no_heavy_call_is_free(locked_gas: LockedGas, price: FeeRate) -> bool:
    return (price == 0) | (lock_fee(locked_gas, price) > 0)


@theorem("HEAVY-2", "A result is rejected for the first of: no such call, too early, too late, another result.", says=Says.ACCEPTANCE)
def check_package_accepts(call: HeavyCall, slot: Slot, packaged: Hash, result: Hash) -> bool:
    expected = first_failing(
        (call.gas_limit == 0, Code.CALL_UNKNOWN),
        (call.ready > slot, Code.RESULT_EARLY),
        (call.deadline < slot, Code.CALL_TIMED_OUT),
        (packaged != result, Code.RESULT_MISMATCH),
    )
    return rejection(check_package, call, slot, packaged, result) == expected


@theorem("HEAVY-2", "A call has one result: of two hashes that are accepted, both are the same, in whichever blocks.", says=Says.INVARIANT)
def one_result_is_accepted(call: HeavyCall, slot: Slot, later: Slot, packaged: Hash, other: Hash, result: Hash) -> bool:
    check_package(call, slot, packaged, result)
    check_package(call, later, other, result)
    return packaged == other


@theorem("HEAVY-2", "A queued call can be packaged in just as many slots as the window has, the first after those that its limit takes.")
def window_is_exact(
    held: HeavyCall, balance: Amount, request: HeavyRequest, fee: Amount, in_flight: HeavyGas, slot: Slot, terms: HeavyTerms, at: Slot, result: Hash
) -> bool:
    call = queue_call(held, balance, request, fee, in_flight, slot, terms).call
    first = slot + slots_for(request.gas_limit, terms)
    accepted = rejection(check_package, call, at, result, result) is None
    return accepted == ((at >= first) & (at < first + terms.window_slots))


@theorem("HEAVY-3", "Every call has timed out or has not.", says=Says.ACCEPTANCE)
def has_timed_out_never_rejects(call: HeavyCall, slot: Slot) -> bool:
    return rejection(has_timed_out, call, slot) is None


@theorem("HEAVY-3", "A call has timed out just where its deadline is past.", says=Says.AMOUNTS)
def has_timed_out_is_exact(call: HeavyCall, slot: Slot) -> bool:
    return has_timed_out(call, slot) == ((call.deadline < slot) & (call.gas_limit > 0))


@theorem("HEAVY-3", "No call outlives its window: in every later slot it has timed out, and in no slot is it both timed out and packaged.", says=Says.INVARIANT)
def no_call_outlives_its_window(
    held: HeavyCall, balance: Amount, request: HeavyRequest, fee: Amount, in_flight: HeavyGas, slot: Slot, terms: HeavyTerms, at: Slot, result: Hash
) -> bool:
    call = queue_call(held, balance, request, fee, in_flight, slot, terms).call
    late = at >= slot + slots_for(request.gas_limit, terms) + terms.window_slots
    packaged = rejection(check_package, call, at, result, result) is None
    return has_timed_out(call, at) == late and not (packaged and has_timed_out(call, at))


@theorem("HEAVY-4", "Gas is freed just where it was given.", says=Says.ACCEPTANCE)
def free_capacity_accepts(call: HeavyCall, in_flight: HeavyGas) -> bool:
    return rejection(free_capacity, call, in_flight) == (Code.INSUFFICIENT_BALANCE if in_flight < call.given else None)


@theorem("HEAVY-4", "Exactly what the call was given is free.", says=Says.AMOUNTS)
def free_capacity_is_exact(call: HeavyCall, in_flight: HeavyGas) -> bool:
    return free_capacity(call, in_flight) == in_flight - call.given


@theorem("HEAVY-4", "What was given to a call can be freed, and nothing remains of it.", says=Says.INVARIANT)
def given_gas_is_freed(held: HeavyCall, balance: Amount, request: HeavyRequest, fee: Amount, in_flight: HeavyGas, slot: Slot, terms: HeavyTerms) -> bool:
    queued = queue_call(held, balance, request, fee, in_flight, slot, terms)
    freed = outcome(free_capacity, queued.call, queued.in_flight)
    return freed.code is None and freed.value == in_flight


def is_what_remains(left: Amount, seen: Seen, start: Amount) -> bool:
    """What is left, and what was paid, are the money together."""
    return left + seen.total("amount") == start


PAYING = (Fold(_paid, invariant=is_what_remains),)


@theorem("HEAVY-7", "Payouts are rejected just where they add up to more than the money.", says=Says.ACCEPTANCE, folding=PAYING)
def pay_out_accepts(escrow: Amount, payouts: tuple[Payout, ...]) -> bool:
    rejected = rejection(pay_out, escrow, payouts)
    if rejected is None:
        return total(payouts, "amount") <= escrow
    return rejected == Code.INSUFFICIENT_BALANCE and total(payouts, "amount") > escrow


@theorem("HEAVY-7", "The caller gets back exactly what was not paid out.", says=Says.AMOUNTS, folding=PAYING)
def pay_out_is_exact(escrow: Amount, payouts: tuple[Payout, ...]) -> bool:
    return pay_out(escrow, payouts) == escrow - total(payouts, "amount")


@theorem("HEAVY-7", "A call never pays more than was attached to it.", says=Says.INVARIANT, folding=PAYING)
def pay_out_conserves(escrow: Amount, payouts: tuple[Payout, ...]) -> bool:
    left = pay_out(escrow, payouts)
    return (left >= 0) & (left + total(payouts, "amount") == escrow)


@theorem("HEAVY-8", "Collecting is rejected where nothing is owed, then where the balance would be too large.", says=Says.ACCEPTANCE)
def collect_claim_accepts(balance: Amount, claim: Amount) -> bool:
    expected = first_failing((claim == 0, Code.AMOUNT_ZERO), (balance + claim > MAX_AMOUNT, Code.BALANCE_OVERFLOW))
    return rejection(collect_claim, balance, claim) == expected


@theorem("HEAVY-8", "The payee is credited with exactly what it is owed.", says=Says.AMOUNTS)
def collect_claim_is_exact(balance: Amount, claim: Amount) -> bool:
    return collect_claim(balance, claim) == balance + claim


@theorem("HEAVY-8", "Collecting never lowers a balance.", says=Says.INVARIANT)
def collecting_never_costs(balance: Amount, claim: Amount) -> bool:
    return collect_claim(balance, claim) > balance


def ssp(books: Books) -> int:
    """All the SSP that heavy calls can move: in accounts, held for calls, owed, and in the fees of the block."""
    return total(books.accounts, "balance") + total(books.calls, "escrow") + total(books.claims, "amount") + books.fees


def gas_adds_up(books: Books) -> bool:
    """What every chain's books are: what is in flight is what the calls are given."""
    return books.in_flight == total(books.calls, "given")


@theorem("HEAVY-1", "Queueing a call makes and loses no money, and gas in flight stays what the calls are given, within the capacity.", says=Says.INVARIANT)
def queueing_conserves(books: Books, contract: ContractId, request: HeavyRequest, slot: Slot, terms: HeavyTerms) -> bool:
    if not gas_adds_up(books) or books.calls.get(contract, NO_CALL) != NO_CALL:
        return True
    after = book_call(books, contract, request, slot, terms)
    return (ssp(after) == ssp(books)) & gas_adds_up(after) & (after.in_flight <= terms.gas_in_flight)


def owes_what_was_paid(claims: Map[AccountId, Claim], seen: Seen, start: Map[AccountId, Claim]) -> bool:
    """The claims have grown by what was paid."""
    return total(claims, "amount") == total(start, "amount") + seen.total("amount")


CLOSING = (*PAYING, Fold(owe, invariant=owes_what_was_paid))


@theorem(
    "HEAVY-4",
    "Closing a call, by its result or by time-out, makes and loses no money, and releases its lock and its gas.",
    says=Says.INVARIANT,
    folding=CLOSING,
)
def closing_conserves(books: Books, contract: ContractId, payouts: tuple[Payout, ...]) -> bool:
    after = close_call(books, contract, payouts)
    released = after.calls.get(contract, NO_CALL) == NO_CALL
    return released and (ssp(after) == ssp(books)) & (not gas_adds_up(books) or gas_adds_up(after))


@theorem("HEAVY-8", "Collecting makes and loses no money, and leaves nothing owed to the payee.", says=Says.INVARIANT)
def collecting_conserves(books: Books, payee: AccountId) -> bool:
    after = pay_claim(books, payee)
    return after.claims.get(payee, NO_CLAIM) == NO_CLAIM and ssp(after) == ssp(books)
