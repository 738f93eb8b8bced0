# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of manufacturers of chips: whom they stand by, what their deposit is, and when it returns."""

from dataclasses import replace

from reference.agent.manufacturer_transactions import (
    apply_batch_revoke,
    apply_manufacturer_close,
    apply_manufacturer_register,
    apply_manufacturer_revoke,
    apply_manufacturer_root,
)
from reference.agent.manufacturers import (
    Closure,
    Establishment,
    check_manufacturer,
    check_recall,
    close_manufacturer,
    is_manufacturer_possible,
    register_manufacturer,
    replace_root,
    revoke_batch,
    revoke_manufacturer,
)
from reference.codes import Code
from reference.numbers import AccountId, Amount, Hash, Slot
from reference.state.account import Account
from reference.state.manufacturer import Manufacturer, ManufacturerDeposit, ManufacturerStanding, Recall, WaitSlots
from reference.state.smart_agent_state import get_manufacturer, get_recall, put_manufacturer, put_recall
from reference.state.state import State, get_account, put_account_and_pots
from reference.wire.identity_bodies import BatchRevoke, ManufacturerClose, ManufacturerRegister, ManufacturerRevoke, ManufacturerRoot
from spec.prover.maps import total
from spec.prover.statement import Says, first_failing, outcome, rejection, theorem
from spec.theorems.companies import undeposited
from spec.theorems.ledger import ssp, supply_is_bounded

NONE, ACTIVE, REVOKED, CLOSED = ManufacturerStanding.NONE, ManufacturerStanding.ACTIVE, ManufacturerStanding.REVOKED, ManufacturerStanding.CLOSED


def stands(standing: ManufacturerStanding) -> Code | None:
    """Why a manufacturer does not stand by its chips; None where it does."""
    return first_failing((standing == NONE, Code.MANUFACTURER_UNKNOWN), (standing != ACTIVE, Code.MANUFACTURER_REVOKED))


def manufacturer_is_deposited(state: State, sender: AccountId) -> bool:
    """What the sums of a state say: what one manufacturer has deposited is in the pot, and no more SSP is anywhere than there can be."""
    return (get_manufacturer(state, sender).deposit <= state.pots.deposits) & supply_is_bounded(state)


def nobody_is_not_stored(state: State, sender: AccountId) -> bool:
    """What STATE-1 says: an account that never was a manufacturer has no record as one, and so no deposit."""
    manufacturer = get_manufacturer(state, sender)
    return (manufacturer.standing != NONE) | (manufacturer.deposit == 0)


@theorem("IDENTITY-1", "A manufacturer stands by its chips just from when it registers until it revokes itself.", says=Says.ACCEPTANCE)
def check_manufacturer_accepts(standing: ManufacturerStanding) -> bool:
    return rejection(check_manufacturer, standing) == stands(standing)


@theorem("IDENTITY-1", "Once revoked, a manufacturer never stands by a chip again, closed or not.", says=Says.INVARIANT)
def revocation_is_for_good(
    manufacturer: Manufacturer, slot: Slot, later: Slot, wait: WaitSlots, balance: Amount, deposit: ManufacturerDeposit, root: Hash
) -> bool:
    gone = revoke_manufacturer(manufacturer, slot)
    closed = outcome(close_manufacturer, gone, later, wait)
    left = gone if closed.code is not None else closed.value.manufacturer
    again = rejection(register_manufacturer, left, balance, root, root, deposit)
    return rejection(check_manufacturer, left.standing) == Code.MANUFACTURER_REVOKED and again == Code.MANUFACTURER_EXISTS


@theorem("IDENTITY-2", "Registering is rejected for the first of: a manufacturer already or before, balance below the deposit.", says=Says.ACCEPTANCE)
def register_manufacturer_accepts(existing: Manufacturer, balance: Amount, root: AccountId, metadata: Hash, deposit: ManufacturerDeposit) -> bool:
    expected = first_failing((existing.standing != NONE, Code.MANUFACTURER_EXISTS), (balance < deposit, Code.INSUFFICIENT_BALANCE))
    return rejection(register_manufacturer, existing, balance, root, metadata, deposit) == expected


@theorem("IDENTITY-2", "Just the deposit leaves the balance, and the manufacturer has it, its root and what it says of itself.", says=Says.AMOUNTS)
def register_manufacturer_is_exact(existing: Manufacturer, balance: Amount, root: AccountId, metadata: Hash, deposit: ManufacturerDeposit) -> bool:
    made = register_manufacturer(existing, balance, root, metadata, deposit)
    expected = Manufacturer(standing=ACTIVE, deposit=deposit, root=root, metadata=metadata, revoked=0)
    return made == Establishment(manufacturer=expected, balance=balance - deposit)


@theorem("IDENTITY-2", "Registering conserves SSP, and makes a manufacturer that is possible in every slot.", says=Says.INVARIANT)
def register_manufacturer_conserves(existing: Manufacturer, balance: Amount, root: AccountId, metadata: Hash, deposit: ManufacturerDeposit, slot: Slot) -> bool:
    made = register_manufacturer(existing, balance, root, metadata, deposit)
    return made.balance + made.manufacturer.deposit == balance and is_manufacturer_possible(made.manufacturer, slot)


@theorem("IDENTITY-3", "Another root is rejected where the manufacturer does not stand by its chips.", says=Says.ACCEPTANCE)
def replace_root_accepts(manufacturer: Manufacturer, root: AccountId) -> bool:
    return rejection(replace_root, manufacturer, root) == stands(manufacturer.standing)


@theorem("IDENTITY-3", "Another root is all that changes.", says=Says.AMOUNTS)
def replace_root_is_exact(manufacturer: Manufacturer, root: AccountId) -> bool:
    return replace_root(manufacturer, root) == replace(manufacturer, root=root)


@theorem("IDENTITY-3", "Another root keeps the deposit, and the manufacturer stands by its chips as before; the former root may return.", says=Says.INVARIANT)
def replace_root_keeps_standing(manufacturer: Manufacturer, root: AccountId) -> bool:
    other = replace_root(manufacturer, root)
    return other.deposit == manufacturer.deposit and replace_root(other, manufacturer.root) == manufacturer


@theorem("IDENTITY-4", "A manufacturer revokes itself where it stands by its chips, once.", says=Says.ACCEPTANCE)
def revoke_manufacturer_accepts(manufacturer: Manufacturer, slot: Slot) -> bool:
    return rejection(revoke_manufacturer, manufacturer, slot) == stands(manufacturer.standing)


@theorem("IDENTITY-4", "Revoking itself changes a manufacturer's standing and notes the slot; the deposit stays.", says=Says.AMOUNTS)
def revoke_manufacturer_is_exact(manufacturer: Manufacturer, slot: Slot) -> bool:
    return revoke_manufacturer(manufacturer, slot) == replace(manufacturer, standing=REVOKED, revoked=slot)


@theorem(
    "IDENTITY-4",
    "A manufacturer that revoked itself is possible from that slot on.",
    says=Says.INVARIANT,
    assuming=lambda slot, later: (slot > 0) & (later >= slot),
)
def revoked_manufacturer_is_possible(manufacturer: Manufacturer, slot: Slot, later: Slot) -> bool:
    return not is_manufacturer_possible(manufacturer, slot) or is_manufacturer_possible(revoke_manufacturer(manufacturer, slot), later)


@theorem(
    "IDENTITY-5",
    "Closing is rejected for the first of: never a manufacturer, one that stands by its chips, closed already, the wait not over.",
    says=Says.ACCEPTANCE,
)
def close_manufacturer_accepts(manufacturer: Manufacturer, slot: Slot, wait: WaitSlots) -> bool:
    expected = first_failing(
        (manufacturer.standing == NONE, Code.MANUFACTURER_UNKNOWN),
        (manufacturer.standing == ACTIVE, Code.MANUFACTURER_ACTIVE),
        (manufacturer.standing == CLOSED, Code.MANUFACTURER_CLOSED),
        (slot < manufacturer.revoked + wait, Code.DEPOSIT_LOCKED),
    )
    return rejection(close_manufacturer, manufacturer, slot, wait) == expected


@theorem("IDENTITY-5", "All of the deposit returns, and the manufacturer is closed; nothing else of it changes.", says=Says.AMOUNTS)
def close_manufacturer_is_exact(manufacturer: Manufacturer, slot: Slot, wait: WaitSlots) -> bool:
    expected = Closure(manufacturer=replace(manufacturer, standing=CLOSED, deposit=0), returned=manufacturer.deposit)
    return close_manufacturer(manufacturer, slot, wait) == expected


@theorem("IDENTITY-5", "A deposit returns once, in any slot that is at least the wait after the revocation, and in none before.", says=Says.INVARIANT)
def deposit_returns_once(manufacturer: Manufacturer, slot: Slot, later: Slot, wait: WaitSlots) -> bool:
    gone = revoke_manufacturer(manufacturer, slot)
    due = rejection(close_manufacturer, gone, later, wait) is None
    if not due:
        return later < slot + wait
    closed = close_manufacturer(gone, later, wait).manufacturer
    return later >= slot + wait and rejection(close_manufacturer, closed, later, wait) == Code.MANUFACTURER_CLOSED


@theorem("IDENTITY-6", "A batch is revoked just where a slot is noted of it.", says=Says.ACCEPTANCE)
def check_recall_accepts(recall: Recall) -> bool:
    return rejection(check_recall, recall) == (Code.BATCH_REVOKED if recall.slot > 0 else None)


@theorem("IDENTITY-6", "What was revoked in a block is revoked.", says=Says.INVARIANT, assuming=lambda slot: slot > 0)
def revoked_batch_is_revoked(standing: ManufacturerStanding, existing: Recall, slot: Slot) -> bool:
    return rejection(check_recall, revoke_batch(standing, existing, slot)) == Code.BATCH_REVOKED


@theorem("IDENTITY-7", "Revoking a batch is rejected where the manufacturer does not stand by its chips, then where it is revoked.", says=Says.ACCEPTANCE)
def revoke_batch_accepts(standing: ManufacturerStanding, existing: Recall, slot: Slot) -> bool:
    failing = stands(standing)
    expected = failing if failing is not None else (Code.BATCH_REVOKED if existing.slot > 0 else None)
    return rejection(revoke_batch, standing, existing, slot) == expected


@theorem("IDENTITY-7", "The slot of the revocation is noted.", says=Says.AMOUNTS)
def revoke_batch_is_exact(standing: ManufacturerStanding, existing: Recall, slot: Slot) -> bool:
    return revoke_batch(standing, existing, slot) == Recall(slot=slot)


@theorem("IDENTITY-7", "A batch is revoked once.", says=Says.INVARIANT, assuming=lambda slot: slot > 0)
def batch_is_revoked_once(standing: ManufacturerStanding, existing: Recall, slot: Slot, later: Slot) -> bool:
    return rejection(revoke_batch, standing, revoke_batch(standing, existing, slot), later) == Code.BATCH_REVOKED


@theorem("IDENTITY-8", "Asking whether a manufacturer is possible is never rejected.", says=Says.ACCEPTANCE)
def manufacturer_possibility_is_always_known(manufacturer: Manufacturer, slot: Slot) -> bool:
    return rejection(is_manufacturer_possible, manufacturer, slot) is None


@theorem(
    "IDENTITY-8",
    "Possible is one that stands by its chips, with a deposit; and one that revoked itself in a slot that was, with a deposit unless it is closed.",
    says=Says.AMOUNTS,
    assuming=lambda manufacturer: manufacturer.standing != NONE,
)
def manufacturer_possibility_is_exact(manufacturer: Manufacturer, slot: Slot) -> bool:
    active = (manufacturer.standing == ACTIVE) & (manufacturer.deposit > 0) & (manufacturer.revoked == 0)
    ended = (manufacturer.revoked > 0) & (manufacturer.revoked <= slot)
    waiting = (manufacturer.standing == REVOKED) & (manufacturer.deposit > 0)
    closed = (manufacturer.standing == CLOSED) & (manufacturer.deposit == 0)
    return is_manufacturer_possible(manufacturer, slot) == (active | (ended & (waiting | closed)))


@theorem(
    "IDENTITY-8", "A manufacturer that is possible is possible later, and when it is closed.", says=Says.INVARIANT, assuming=lambda slot, later: slot <= later
)
def manufacturer_stays_possible(manufacturer: Manufacturer, slot: Slot, later: Slot, wait: WaitSlots) -> bool:
    if not is_manufacturer_possible(manufacturer, slot):
        return True
    closed = outcome(close_manufacturer, manufacturer, later, wait)
    return is_manufacturer_possible(manufacturer, later) and (closed.code is not None or is_manufacturer_possible(closed.value.manufacturer, later))


@theorem(
    "IDENTITY-9", "Registering makes and destroys no SSP, and what is deposited lies in the deposits pot.", says=Says.INVARIANT, assuming=nobody_is_not_stored
)
def manufacturer_register_preserves_ssp(state: State, sender: AccountId, body: ManufacturerRegister, slot: Slot) -> bool:
    after = apply_manufacturer_register(state, sender, body, slot)
    return (ssp(after) == ssp(state)) & (undeposited(after) == undeposited(state))


@theorem(
    "IDENTITY-9",
    "Registering is rejected for: a manufacturer already or before, a balance below the deposit.",
    says=Says.ACCEPTANCE,
    assuming=supply_is_bounded,
)
def manufacturer_register_accepts(state: State, sender: AccountId, body: ManufacturerRegister, slot: Slot) -> bool:
    expected = first_failing(
        (get_manufacturer(state, sender).standing != NONE, Code.MANUFACTURER_EXISTS),
        (get_account(state, sender).balance < state.chain.parameters.manufacturer_deposit, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(apply_manufacturer_register, state, sender, body, slot) == expected


@theorem(
    "IDENTITY-9", "The deposit moves from the sender's account to the deposits pot, and the sender is a manufacturer; nothing else changes.", says=Says.AMOUNTS
)
def manufacturer_register_is_exact(state: State, sender: AccountId, body: ManufacturerRegister, slot: Slot) -> bool:
    account, deposit = get_account(state, sender), state.chain.parameters.manufacturer_deposit
    paid = Account(balance=account.balance - deposit, nonce=account.nonce)
    expected = put_account_and_pots(state, sender, paid, replace(state.pots, deposits=state.pots.deposits + deposit))
    made = Manufacturer(standing=ACTIVE, deposit=deposit, root=body.root, metadata=body.metadata, revoked=0)
    return apply_manufacturer_register(state, sender, body, slot) == put_manufacturer(expected, sender, made)


@theorem("IDENTITY-10", "Another root moves no money.", says=Says.INVARIANT)
def manufacturer_root_preserves(state: State, sender: AccountId, body: ManufacturerRoot, slot: Slot) -> bool:
    after = apply_manufacturer_root(state, sender, body, slot)
    return (ssp(after) == ssp(state)) & (undeposited(after) == undeposited(state)) & (get_manufacturer(after, sender).root == body.root)


@theorem("IDENTITY-10", "Another root is rejected as IDENTITY-3 says.", says=Says.ACCEPTANCE)
def manufacturer_root_accepts(state: State, sender: AccountId, body: ManufacturerRoot, slot: Slot) -> bool:
    return rejection(apply_manufacturer_root, state, sender, body, slot) == stands(get_manufacturer(state, sender).standing)


@theorem("IDENTITY-10", "The sender's root, and nothing else, is another.", says=Says.AMOUNTS)
def manufacturer_root_is_exact(state: State, sender: AccountId, body: ManufacturerRoot, slot: Slot) -> bool:
    expected = put_manufacturer(state, sender, replace(get_manufacturer(state, sender), root=body.root))
    return apply_manufacturer_root(state, sender, body, slot) == expected


@theorem("IDENTITY-11", "Revoking itself moves no money: the deposit stays in the pot.", says=Says.INVARIANT)
def manufacturer_revoke_preserves(state: State, sender: AccountId, body: ManufacturerRevoke, slot: Slot) -> bool:
    after = apply_manufacturer_revoke(state, sender, body, slot)
    return (ssp(after) == ssp(state)) & (undeposited(after) == undeposited(state))


@theorem("IDENTITY-11", "Revoking itself is rejected as IDENTITY-4 says.", says=Says.ACCEPTANCE)
def manufacturer_revoke_accepts(state: State, sender: AccountId, body: ManufacturerRevoke, slot: Slot) -> bool:
    return rejection(apply_manufacturer_revoke, state, sender, body, slot) == stands(get_manufacturer(state, sender).standing)


@theorem("IDENTITY-11", "The sender's standing, and the slot, are all that changes.", says=Says.AMOUNTS)
def manufacturer_revoke_is_exact(state: State, sender: AccountId, body: ManufacturerRevoke, slot: Slot) -> bool:
    expected = put_manufacturer(state, sender, replace(get_manufacturer(state, sender), standing=REVOKED, revoked=slot))
    return apply_manufacturer_revoke(state, sender, body, slot) == expected


@theorem("IDENTITY-12", "Closing makes and destroys no SSP, and what is deposited lies in the deposits pot.", says=Says.INVARIANT)
def manufacturer_close_preserves_ssp(state: State, sender: AccountId, body: ManufacturerClose, slot: Slot) -> bool:
    after = apply_manufacturer_close(state, sender, body, slot)
    return (ssp(after) == ssp(state)) & (undeposited(after) == undeposited(state))


@theorem("IDENTITY-12", "Closing is rejected as IDENTITY-5 says.", says=Says.ACCEPTANCE, assuming=manufacturer_is_deposited)
def manufacturer_close_accepts(state: State, sender: AccountId, body: ManufacturerClose, slot: Slot) -> bool:
    wait = state.chain.parameters.manufacturer_wait_slots
    return rejection(apply_manufacturer_close, state, sender, body, slot) == rejection(close_manufacturer, get_manufacturer(state, sender), slot, wait)


@theorem("IDENTITY-12", "The whole deposit returns to the sender, which is closed as a manufacturer; nothing else changes.", says=Says.AMOUNTS)
def manufacturer_close_is_exact(state: State, sender: AccountId, body: ManufacturerClose, slot: Slot) -> bool:
    account, manufacturer = get_account(state, sender), get_manufacturer(state, sender)
    paid = Account(balance=account.balance + manufacturer.deposit, nonce=account.nonce)
    expected = put_account_and_pots(state, sender, paid, replace(state.pots, deposits=state.pots.deposits - manufacturer.deposit))
    return apply_manufacturer_close(state, sender, body, slot) == put_manufacturer(expected, sender, replace(manufacturer, standing=CLOSED, deposit=0))


@theorem("IDENTITY-13", "Revoking a batch moves no money, and revokes no other batch.", says=Says.INVARIANT)
def batch_revoke_preserves(state: State, sender: AccountId, body: BatchRevoke, slot: Slot, other: AccountId) -> bool:
    after = apply_batch_revoke(state, sender, body, slot)
    kept = other == sender or get_recall(after, (other, body.batch)) == get_recall(state, (other, body.batch))
    return kept and ssp(after) == ssp(state) and total(after.smart_agents.manufacturers, "deposit") == total(state.smart_agents.manufacturers, "deposit")


@theorem("IDENTITY-13", "Revoking a batch is rejected as IDENTITY-7 says.", says=Says.ACCEPTANCE)
def batch_revoke_accepts(state: State, sender: AccountId, body: BatchRevoke, slot: Slot) -> bool:
    existing = get_recall(state, (sender, body.batch))
    return rejection(apply_batch_revoke, state, sender, body, slot) == rejection(revoke_batch, get_manufacturer(state, sender).standing, existing, slot)


@theorem("IDENTITY-13", "The batch of the sender is revoked in this slot; nothing else changes.", says=Says.AMOUNTS)
def batch_revoke_is_exact(state: State, sender: AccountId, body: BatchRevoke, slot: Slot) -> bool:
    return apply_batch_revoke(state, sender, body, slot) == put_recall(state, (sender, body.batch), Recall(slot=slot))
