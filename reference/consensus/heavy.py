"""Heavy calls: when one is queued, when its result may be packaged, and what becomes of its money."""

from dataclasses import dataclass
from functools import reduce

from cbor2 import dumps

from reference.codes import Code, Reject
from reference.numbers import MAX_AMOUNT, MAX_UINT64, PPM, Amount, FeeRate, Hash, Slot
from reference.rules import kernel, procedure
from reference.state.balance import check_amount, credit, debit
from reference.state.heavy import ContractId, GasLimit, HeavyCall, HeavyGas, HeavyRequest, HeavyResult, HeavySlots, HeavyTerms, LockedGas, Payout
from reference.wire.hashing import Tag, tagged_hash


@dataclass(frozen=True, slots=True)
class QueuedCall:
    """A heavy call that was queued."""

    call: HeavyCall
    """The call, in flight from now on."""

    balance: Amount
    """What its caller's account still holds, in SSP units."""

    in_flight: HeavyGas
    """What all calls in flight are given now."""


@kernel("HEAVY-1")
def queue_call(held: HeavyCall, balance: Amount, request: HeavyRequest, fee: Amount, in_flight: HeavyGas, slot: Slot, terms: HeavyTerms) -> QueuedCall:
    """Queue a call in a block at `slot`: the contract is locked, the fee charged, the money held, and gas given for whole slots.

    `held` is what is stored under the contract, and `fee` that of HEAVY-5. Rejects with `CONTRACT_LOCKED`, `CAPACITY_EXCEEDED` (also where the
    slots end), `INSUFFICIENT_BALANCE`, in this order. A call is given gas for a slot at least, so that the
    number of calls in flight is bounded as their gas is.
    """
    check_unlocked(held)
    wait = slots_for(request.gas_limit, terms)
    given = wait * terms.gas_per_slot
    if in_flight + given > terms.gas_in_flight or slot > MAX_UINT64 - wait - terms.window_slots:
        raise Reject(Code.CAPACITY_EXCEEDED)
    ready = slot + wait
    call = HeavyCall(
        caller=request.caller,
        gas_limit=request.gas_limit,
        given=given,
        escrow=request.money,
        queued=slot,
        ready=ready,
        deadline=ready + terms.window_slots - 1,
    )
    return QueuedCall(call=call, balance=debit(debit(balance, fee), request.money), in_flight=in_flight + given)


@kernel("HEAVY-1")
def check_unlocked(held: HeavyCall) -> None:
    """Check that no heavy call is in flight on a contract, as before any call that reaches its storage. Rejects with `CONTRACT_LOCKED`."""
    if held.gas_limit != 0:
        raise Reject(Code.CONTRACT_LOCKED)


@kernel("HEAVY-9")
def slots_for(gas_limit: GasLimit, terms: HeavyTerms) -> HeavySlots:
    """The slots that a node is given to execute so much gas, rounded up: one at least."""
    return (gas_limit + terms.gas_per_slot - 1) // terms.gas_per_slot


@kernel("HEAVY-5")
def lock_fee(locked_gas: LockedGas, price: FeeRate) -> Amount:
    """What a heavy call costs in SSP units: `price` for each million of its given gas times the slots for which its contract may be locked, rounded up.

    At most the largest amount, which nobody has.
    """
    return (min(locked_gas * price, MAX_AMOUNT * PPM) + PPM - 1) // PPM


@kernel("HEAVY-2")
def check_package(held: HeavyCall, slot: Slot, packaged: Hash, result: Hash) -> None:
    """Check the hash that a block at `slot` packages for a call against that of one's own execution.

    Rejects with `CALL_UNKNOWN`, `RESULT_EARLY`, `CALL_TIMED_OUT`, `RESULT_MISMATCH`, in this order. Before the call is
    ready some nodes may still be executing it, and no block waits for them.
    """
    if held.gas_limit == 0:
        raise Reject(Code.CALL_UNKNOWN)
    if slot < held.ready:
        raise Reject(Code.RESULT_EARLY)
    if has_timed_out(held, slot):
        raise Reject(Code.CALL_TIMED_OUT)
    if packaged != result:
        raise Reject(Code.RESULT_MISMATCH)


@procedure("HEAVY-6")
def result_hash(contract: ContractId, queued: Slot, result: HeavyResult) -> Hash:
    """What a block packages: the hash of the contract, the slot that queued the call, the outcome, the writes and the payouts.

    Contract and slot name the call, so that no other call's result, however equal, is taken for it.
    """
    writes = [[write.key, write.record] for write in result.writes]
    payouts = [[payout.payee, payout.amount] for payout in result.payouts]
    return tagged_hash(Tag.HEAVY_RESULT, dumps([contract, queued, result.outcome, writes, payouts]))


@kernel("HEAVY-3")
def has_timed_out(held: HeavyCall, slot: Slot) -> bool:
    """Whether the last slot in which a call's result could be packaged is over at `slot`."""
    return held.gas_limit != 0 and slot > held.deadline


@kernel("HEAVY-7")
def pay_out(escrow: Amount, payouts: tuple[Payout, ...]) -> Amount:
    """What a call's payouts leave of the money that was attached, and its caller gets back. Rejects with `INSUFFICIENT_BALANCE` where it pays more."""
    return reduce(_paid, payouts, escrow)


@kernel("HEAVY-4")
def free_capacity(held: HeavyCall, in_flight: HeavyGas) -> HeavyGas:
    """What all calls in flight are given once this one is closed. Rejects with `INSUFFICIENT_BALANCE`, which no chain meets: it is one of them."""
    return debit(in_flight, held.given)


@kernel("HEAVY-8")
def collect_claim(balance: Amount, claim: Amount) -> Amount:
    """The balance of an account that collects what heavy calls owe it. Rejects with `AMOUNT_ZERO`, and with `BALANCE_OVERFLOW`, which no chain meets."""
    check_amount(claim)
    return credit(balance, claim)


def _paid(left: Amount, payout: Payout) -> Amount:
    return debit(left, payout.amount)
