"""The transactions of manufacturers: each looks records up, calls the kernel of its rule, and writes them back."""

from reference.agent.manufacturers import close_manufacturer, register_manufacturer, replace_root, revoke_batch, revoke_manufacturer
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.account import Account
from reference.state.balance import credit, debit
from reference.state.pots import with_deposits
from reference.state.smart_agent_state import get_manufacturer, get_recall, put_manufacturer, put_recall
from reference.state.state import State, get_account, put_account_and_pots
from reference.wire.identity_bodies import BatchRevoke, ManufacturerClose, ManufacturerRegister, ManufacturerRevoke, ManufacturerRoot


@transition("IDENTITY-9")
def apply_manufacturer_register(state: State, sender: AccountId, body: ManufacturerRegister, slot: Slot) -> State:
    """Make the sender a manufacturer of chips, against a deposit. Rejects with the codes of IDENTITY-2."""
    account, deposit = get_account(state, sender), state.chain.parameters.manufacturer_deposit
    made = register_manufacturer(get_manufacturer(state, sender), account.balance, body.root, body.metadata, deposit)
    paid = Account(balance=made.balance, nonce=account.nonce)
    state = put_account_and_pots(state, sender, paid, with_deposits(state.pots, credit(state.pots.deposits, deposit)))
    return put_manufacturer(state, sender, made.manufacturer)


@transition("IDENTITY-10")
def apply_manufacturer_root(state: State, sender: AccountId, body: ManufacturerRoot, slot: Slot) -> State:
    """Give the sender another root. Rejects with the codes of IDENTITY-3."""
    return put_manufacturer(state, sender, replace_root(get_manufacturer(state, sender), body.root))


@transition("IDENTITY-11")
def apply_manufacturer_revoke(state: State, sender: AccountId, body: ManufacturerRevoke, slot: Slot) -> State:
    """Revoke the sender as a manufacturer. Rejects with the codes of IDENTITY-4."""
    return put_manufacturer(state, sender, revoke_manufacturer(get_manufacturer(state, sender), slot))


@transition("IDENTITY-12")
def apply_manufacturer_close(state: State, sender: AccountId, body: ManufacturerClose, slot: Slot) -> State:
    """Pay the sender's deposit back. Rejects with the codes of IDENTITY-5."""
    closure = close_manufacturer(get_manufacturer(state, sender), slot, state.chain.parameters.manufacturer_wait_slots)
    account, pots = get_account(state, sender), with_deposits(state.pots, debit(state.pots.deposits, closure.returned))
    paid = Account(balance=credit(account.balance, closure.returned), nonce=account.nonce)
    return put_manufacturer(put_account_and_pots(state, sender, paid, pots), sender, closure.manufacturer)


@transition("IDENTITY-13")
def apply_batch_revoke(state: State, sender: AccountId, body: BatchRevoke, slot: Slot) -> State:
    """Revoke a batch of the sender's chips. Rejects with the codes of IDENTITY-7."""
    key = (sender, body.batch)
    return put_recall(state, key, revoke_batch(get_manufacturer(state, sender).standing, get_recall(state, key), slot))
