# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of allowances: how much is spent in a window, what an alteration can be raced to, and whose money moves."""

from dataclasses import replace

from reference.codes import Code
from reference.economy.allowance_transactions import apply_approve, apply_spend
from reference.economy.allowances import approve, check_allowance, left_of, renewed, spend
from reference.economy.payments import pay
from reference.numbers import AccountId, Amount, CoinId, Slot
from reference.state.allowance import NO_ALLOWANCE, Allowance
from reference.state.coin import check_coin
from reference.state.coin_terms import SSP
from reference.state.economy_state import get_allowance, put_allowance
from reference.state.state import State, get_account, get_coin, get_holding
from reference.wire.coin_bodies import Approve, Period, Spend
from spec.prover.maps import total
from spec.prover.statement import Says, first_failing, outcome, rejection, theorem
from spec.theorems.ledger import ssp


def is_over(allowance: Allowance, slot: Slot) -> bool:
    """Whether the window of an allowance's record is over in a slot."""
    return (allowance.period > 0) & (slot >= allowance.since + allowance.period)


@theorem("ALLOW-1", "An allowance is looked at without a rejection.", says=Says.ACCEPTANCE)
def renewed_accepts(allowance: Allowance, slot: Slot) -> bool:
    return rejection(renewed, allowance, slot) is None


@theorem(
    "ALLOW-1",
    "While the window lasts all stays; once it is over nothing is spent yet in the window of the slot, and limit and period stay.",
    says=Says.AMOUNTS,
)
def renewed_is_exact(allowance: Allowance, slot: Slot) -> bool:
    present = renewed(allowance, slot)
    if not is_over(allowance, slot):
        return present == allowance
    return present == Allowance(allowance.limit, allowance.period, 0, slot - (slot - allowance.since) % allowance.period)


@theorem("ALLOW-1", "The present window has begun and is not over; looking again in it changes nothing.", says=Says.INVARIANT)
def window_contains_its_slot(allowance: Allowance, slot: Slot) -> bool:
    present = renewed(allowance, slot)
    if not is_over(allowance, slot):
        return True
    return (present.since <= slot) & (present.since + present.period > slot) & (present.since >= allowance.since + allowance.period) & (present.spent == 0)


@theorem("ALLOW-2", "What is left is told without a rejection.", says=Says.ACCEPTANCE)
def left_of_accepts(present: Allowance) -> bool:
    return rejection(left_of, present) is None


@theorem("ALLOW-2", "What is left is the limit less what was spent.", says=Says.AMOUNTS)
def left_of_is_exact(present: Allowance) -> bool:
    return left_of(present) == max(present.limit - present.spent, 0)


@theorem("ALLOW-2", "Never is more left than the limit, and once a window is over all of it is.", says=Says.INVARIANT)
def left_of_is_limited(allowance: Allowance, slot: Slot) -> bool:
    left = left_of(renewed(allowance, slot))
    return (left <= allowance.limit) & ((left == allowance.limit) | (not is_over(allowance, slot)))


@theorem(
    "ALLOW-3",
    "An allowance is altered but for the first of: oneself as the spender; nothing to take back; something else left than expected.",
    says=Says.ACCEPTANCE,
)
def approve_accepts(present: Allowance, owner: AccountId, spender: AccountId, expected: Amount, limit: Amount, period: Period, slot: Slot) -> bool:
    code = first_failing(
        (owner == spender, Code.SPENDER_IS_OWNER),
        ((limit == 0) & (present.limit == 0), Code.ALLOWANCE_UNKNOWN),
        ((limit > 0) & (max(present.limit - present.spent, 0) != expected), Code.ALLOWANCE_MISMATCH),
    )
    return rejection(approve, present, owner, spender, expected, limit, period, slot) == code


def altered(present: Allowance, limit: Amount, period: Period, slot: Slot) -> Allowance:
    """What ALLOW-3 makes of an allowance that is altered."""
    if limit == 0:
        return NO_ALLOWANCE
    if (period > 0) & (period == present.period):
        return Allowance(limit, period, present.spent, present.since)
    return Allowance(limit, period, 0, slot)


@theorem(
    "ALLOW-3",
    "The new allowance is what the owner says: in the window that is there, where the period stays, else from the slot on, nothing spent; without limit none.",
    says=Says.AMOUNTS,
)
def approve_is_exact(present: Allowance, owner: AccountId, spender: AccountId, expected: Amount, limit: Amount, period: Period, slot: Slot) -> bool:
    return approve(present, owner, spender, expected, limit, period, slot) == altered(present, limit, period, slot)


@theorem("ALLOW-3", "No window is spent twice: where the period stays, what was spent in the window and what is left of it are together within the new limit.")
def altering_opens_no_window(present: Allowance, owner: AccountId, spender: AccountId, limit: Amount, slot: Slot, later: Slot) -> bool:
    made = approve(present, owner, spender, left_of(present), limit, present.period, slot)
    if limit == 0 or present.period == 0 or is_over(present, later):
        return True
    return left_of(renewed(made, later)) == max(limit - present.spent, 0)


@theorem("ALLOW-3", "No race: if anything of a window was spent after the owner looked, its alteration in that window is rejected.", says=Says.INVARIANT)
def alteration_cannot_be_raced(
    existing: Allowance, owner: AccountId, spender: AccountId, amount: Amount, limit: Amount, period: Period, slot: Slot, later: Slot
) -> bool:
    seen = renewed(existing, slot)
    raced = spend(seen, amount)
    if is_over(raced, later) or limit == 0 or owner == spender:
        return True
    return rejection(approve, renewed(raced, later), owner, spender, left_of(seen), limit, period, later) == Code.ALLOWANCE_MISMATCH


@theorem("ALLOW-3", "What there is can always be taken back, whatever was spent of it, and then nothing is left.")
def taking_back_is_never_refused(present: Allowance, owner: AccountId, spender: AccountId, expected: Amount, period: Period, slot: Slot) -> bool:
    taken = outcome(approve, present, owner, spender, expected, 0, period, slot)
    return owner == spender or present.limit == 0 or (taken.value == NO_ALLOWANCE and left_of(taken.value) == 0)


@theorem("ALLOW-4", "An allowance is unknown just where its limit is zero.", says=Says.ACCEPTANCE)
def check_allowance_accepts(allowance: Allowance) -> bool:
    return rejection(check_allowance, allowance) == (Code.ALLOWANCE_UNKNOWN if allowance.limit == 0 else None)


@theorem("ALLOW-4", "What was allowed is known, until it is used up where it was given once.", says=Says.INVARIANT)
def allowance_is_known_while_it_lasts(
    existing: Allowance, owner: AccountId, spender: AccountId, limit: Amount, period: Period, slot: Slot, amount: Amount, later: Slot
) -> bool:
    made = approve(existing, owner, spender, left_of(existing), limit, period, slot)
    after = spend(renewed(made, later), amount)
    used_up = (period == 0) & (amount == limit)
    return rejection(check_allowance, made) is None and rejection(check_allowance, after) == (Code.ALLOWANCE_UNKNOWN if used_up else None)


@theorem("ALLOW-5", "Spending is rejected for the first of: no allowance, nothing to spend, more than is left.", says=Says.ACCEPTANCE)
def spend_accepts(present: Allowance, amount: Amount) -> bool:
    expected = first_failing(
        (present.limit == 0, Code.ALLOWANCE_UNKNOWN),
        (amount == 0, Code.AMOUNT_ZERO),
        (present.spent + amount > present.limit, Code.ALLOWANCE_EXCEEDED),
    )
    return rejection(spend, present, amount) == expected


@theorem("ALLOW-5", "Just the amount is added to what was spent in the present window; an allowance given once that is used up is none.", says=Says.AMOUNTS)
def spend_is_exact(present: Allowance, amount: Amount) -> bool:
    after = replace(present, spent=present.spent + amount)
    return spend(present, amount) == (NO_ALLOWANCE if (after.period == 0) & (after.spent == after.limit) else after)


@theorem("ALLOW-5", "What is spent is no longer left, to the unit, and in no window is more spent than the limit.", says=Says.INVARIANT)
def spending_uses_up(present: Allowance, amount: Amount) -> bool:
    after = spend(present, amount)
    return (left_of(after) + amount == left_of(present)) & (after.spent <= after.limit)


def known_or_ssp(state: State, coin: CoinId) -> Code | None:
    """Why nobody may allow anything of a coin."""
    return None if coin == SSP else rejection(check_coin, get_coin(state, coin))


@theorem("ALLOW-6", "Approving moves no money.", says=Says.INVARIANT)
def approving_moves_no_money(state: State, sender: AccountId, body: Approve, slot: Slot) -> bool:
    after = apply_approve(state, sender, body, slot)
    return after.accounts == state.accounts and after.holdings == state.holdings and after.pots == state.pots and after.coins == state.coins


@theorem("ALLOW-6", "Approving is rejected for an unknown coin, then as ALLOW-3 says.", says=Says.ACCEPTANCE)
def approving_accepts(state: State, sender: AccountId, body: Approve, slot: Slot) -> bool:
    present = renewed(get_allowance(state, (body.coin, sender, body.spender)), slot)
    expected = known_or_ssp(state, body.coin) or rejection(approve, present, sender, body.spender, body.expected, body.limit, body.period, slot)
    return rejection(apply_approve, state, sender, body, slot) == expected


@theorem("ALLOW-6", "The allowance of this owner for this spender is what ALLOW-3 makes of it; nothing else changes.", says=Says.AMOUNTS)
def approving_is_exact(state: State, sender: AccountId, body: Approve, slot: Slot) -> bool:
    key = (body.coin, sender, body.spender)
    made = altered(renewed(get_allowance(state, key), slot), body.limit, body.period, slot)
    return apply_approve(state, sender, body, slot) == put_allowance(state, key, made)


@theorem("ALLOW-7", "Spending makes and destroys nothing, of SSP and of any coin.", says=Says.INVARIANT)
def spending_conserves(state: State, sender: AccountId, body: Spend, slot: Slot, coin: CoinId) -> bool:
    after = apply_spend(state, sender, body, slot)
    return ssp(after) == ssp(state) and total(after.holdings, "balance", coin) == total(state.holdings, "balance", coin)


@theorem("ALLOW-7", "Spending is rejected as ALLOW-5 says, then as PAY-1 says of the owner's payment.", says=Says.ACCEPTANCE)
def spending_accepts(state: State, sender: AccountId, body: Spend, slot: Slot) -> bool:
    present = renewed(get_allowance(state, (body.coin, body.owner, sender)), slot)
    expected = rejection(spend, present, body.amount) or rejection(pay, state, body.coin, body.owner, body.recipient, body.amount)
    return rejection(apply_spend, state, sender, body, slot) == expected


@theorem("ALLOW-7", "The owner pays the recipient, and the spender's allowance is what ALLOW-5 makes of it; nothing else changes.", says=Says.AMOUNTS)
def spending_is_exact(state: State, sender: AccountId, body: Spend, slot: Slot) -> bool:
    key = (body.coin, body.owner, sender)
    expected = pay(state, body.coin, body.owner, body.recipient, body.amount)
    return apply_spend(state, sender, body, slot) == put_allowance(expected, key, spend(renewed(get_allowance(state, key), slot), body.amount))


@theorem("ALLOW-7", "A spender without an allowance moves nobody's money, and nobody but the owner pays.")
def only_the_owner_pays(state: State, sender: AccountId, body: Spend, slot: Slot, other: AccountId) -> bool:
    after = apply_spend(state, sender, body, slot)
    allowed = get_allowance(state, (body.coin, body.owner, sender)).limit >= body.amount
    kept = get_account(after, other).balance >= get_account(state, other).balance
    held = get_holding(after, body.coin, other).balance >= get_holding(state, body.coin, other).balance
    return allowed and (other == body.owner or (kept and held))
