"""The transactions of companies: each looks records up, calls the kernel of its rule, and writes them back."""

from reference.economy.companies import close_company, register_company
from reference.numbers import AccountId
from reference.rules import transition
from reference.state.account import Account
from reference.state.balance import credit, debit
from reference.state.company import NO_COMPANY
from reference.state.economy_state import get_company, put_company
from reference.state.pots import with_deposits
from reference.state.state import State, get_account, put_account_and_pots
from reference.wire.coin_bodies import CompanyRegister


@transition("COMPANY-6")
def apply_company_register(state: State, sender: AccountId, body: CompanyRegister) -> State:
    """Make the sender a registered company, against a deposit. Rejects with the codes of COMPANY-2."""
    account, deposit = get_account(state, sender), state.chain.parameters.company_deposit
    made = register_company(get_company(state, sender), account.balance, body.metadata, deposit)
    paid = Account(balance=made.balance, nonce=account.nonce)
    state = put_account_and_pots(state, sender, paid, with_deposits(state.pots, credit(state.pots.deposits, deposit)))
    return put_company(state, sender, made.company)


@transition("COMPANY-7")
def apply_company_close(state: State, sender: AccountId) -> State:
    """Make the sender a company no more, and pay its deposit back. Rejects with the codes of COMPANY-3."""
    returned = close_company(get_company(state, sender))
    account, pots = get_account(state, sender), with_deposits(state.pots, debit(state.pots.deposits, returned))
    paid = Account(balance=credit(account.balance, returned), nonce=account.nonce)
    return put_company(put_account_and_pots(state, sender, paid, pots), sender, NO_COMPANY)
