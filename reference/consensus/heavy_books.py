"""The money and the locks of heavy calls: how they move when a call is queued, closed, and what it owes collected."""

from dataclasses import dataclass
from functools import reduce

from immutables import Map

from reference.codes import Code, Reject
from reference.consensus.heavy import collect_claim, free_capacity, lock_fee, pay_out, queue_call, slots_for
from reference.numbers import AccountId, Amount, Slot
from reference.state.account import ABSENT, Account
from reference.state.balance import credit
from reference.state.heavy import NO_CALL, NO_CLAIM, Claim, ContractId, HeavyCall, HeavyGas, HeavyRequest, HeavyTerms, Payout
from reference.state.writing import with_record


@dataclass(frozen=True, slots=True)
class Books:
    """The money and the locks of heavy calls."""

    accounts: Map[AccountId, Account]
    """The accounts of the chain."""

    calls: Map[ContractId, HeavyCall]
    """The calls in flight, each under the contract that it locks."""

    claims: Map[AccountId, Claim]
    """What closed calls owe."""

    in_flight: HeavyGas
    """What all calls in flight are given together."""

    fees: Amount
    """The fees of the block that is being applied, in SSP units."""


def book_call(books: Books, contract: ContractId, request: HeavyRequest, slot: Slot, terms: HeavyTerms) -> Books:
    """Queue a call in a block at `slot`. Rejects with the codes of HEAVY-1."""
    account = books.accounts.get(request.caller, ABSENT)
    wait = slots_for(request.gas_limit, terms)
    fee = lock_fee(wait * terms.gas_per_slot * (wait + terms.window_slots), terms.price)
    queued = queue_call(books.calls.get(contract, NO_CALL), account.balance, request, fee, books.in_flight, slot, terms)
    return Books(
        accounts=_with_balance(books.accounts, request.caller, account, queued.balance),
        calls=books.calls.set(contract, queued.call),
        claims=books.claims,
        in_flight=queued.in_flight,
        fees=credit(books.fees, fee),
    )


def close_call(books: Books, contract: ContractId, payouts: tuple[Payout, ...]) -> Books:
    """Close a call in flight: lock and gas are free, the money is claimed by those whom it pays, and what it leaves by the caller.

    Rejects with `CALL_UNKNOWN`.
    """
    call = books.calls.get(contract, NO_CALL)
    if call.gas_limit == 0:
        raise Reject(Code.CALL_UNKNOWN)
    left = Payout(payee=call.caller, amount=pay_out(call.escrow, payouts))
    return Books(
        accounts=books.accounts,
        calls=books.calls.delete(contract),
        claims=owe(reduce(owe, payouts, books.claims), left),
        in_flight=free_capacity(call, books.in_flight),
        fees=books.fees,
    )


def pay_claim(books: Books, payee: AccountId) -> Books:
    """Credit an account with all that heavy calls owe it. Rejects with the codes of HEAVY-8."""
    account = books.accounts.get(payee, ABSENT)
    balance = collect_claim(account.balance, books.claims.get(payee, NO_CLAIM).amount)
    return Books(
        accounts=_with_balance(books.accounts, payee, account, balance),
        calls=books.calls,
        claims=books.claims.delete(payee),
        in_flight=books.in_flight,
        fees=books.fees,
    )


def owe(claims: Map[AccountId, Claim], payout: Payout) -> Map[AccountId, Claim]:
    """The claims with one more payout in them; nothing is not claimed."""
    if payout.amount == 0:
        return claims
    owed = claims.get(payout.payee, NO_CLAIM).amount
    return claims.set(payout.payee, Claim(amount=credit(owed, payout.amount)))


def _with_balance(accounts: Map[AccountId, Account], holder: AccountId, account: Account, balance: Amount) -> Map[AccountId, Account]:
    changed = Account(balance=balance, nonce=account.nonce)
    return with_record(accounts, holder, changed, present=changed != ABSENT)
