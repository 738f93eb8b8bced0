# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of registered companies: what they deposit, what they answer for, and when they may go."""

from dataclasses import replace

from reference.codes import Code
from reference.economy.companies import Incorporation, check_company, close_company, let_go_of_coin, register_company, take_on_coin
from reference.economy.company_transactions import apply_company_close, apply_company_register
from reference.numbers import AccountId, Amount, Hash
from reference.state.account import Account
from reference.state.company import MAX_COMPANY_COINS, NO_COMPANY, Company, CompanyDeposit
from reference.state.economy_state import get_company, put_company
from reference.state.state import State, get_account, put_account_and_pots
from reference.wire.coin_bodies import CompanyRegister
from spec.prover.maps import total
from spec.prover.statement import Says, first_failing, outcome, rejection, theorem
from spec.theorems.ledger import ssp, supply_is_bounded


def undeposited(state: State) -> int:
    """What is in the deposits pot beyond what coins, companies and manufacturers have deposited: nothing, and STATE-2 checks it in a state from outside."""
    counted = total(state.coins, "deposit") + total(state.economy.companies, "deposit") + total(state.smart_agents.manufacturers, "deposit")
    return state.pots.deposits - counted


def companies_are_deposited(state: State, sender: AccountId) -> bool:
    """What the sums of a state say: what one company has deposited is in the pot, and no more SSP is anywhere than there can be."""
    return (get_company(state, sender).deposit <= state.pots.deposits) & supply_is_bounded(state)


@theorem("COMPANY-1", "An account is no company just where it has no deposit as one.", says=Says.ACCEPTANCE)
def check_company_accepts(company: Company) -> bool:
    return rejection(check_company, company) == (Code.COMPANY_UNKNOWN if company.deposit == 0 else None)


@theorem("COMPANY-1", "Who was registered is a company, however many coins it takes on and lets go.", says=Says.INVARIANT)
def registered_company_is_known(existing: Company, balance: Amount, metadata: Hash, deposit: CompanyDeposit) -> bool:
    company = register_company(existing, balance, metadata, deposit).company
    busy = take_on_coin(company)
    return rejection(check_company, company) is None and rejection(check_company, busy) is None and rejection(check_company, let_go_of_coin(busy)) is None


@theorem("COMPANY-2", "Registering is rejected for the first of: a company already, balance below the deposit.", says=Says.ACCEPTANCE)
def register_company_accepts(existing: Company, balance: Amount, metadata: Hash, deposit: CompanyDeposit) -> bool:
    expected = first_failing((existing.deposit > 0, Code.COMPANY_EXISTS), (balance < deposit, Code.INSUFFICIENT_BALANCE))
    return rejection(register_company, existing, balance, metadata, deposit) == expected


@theorem("COMPANY-2", "Just the deposit leaves the balance; the company is what it says of itself, and issues nothing.", says=Says.AMOUNTS)
def register_company_is_exact(existing: Company, balance: Amount, metadata: Hash, deposit: CompanyDeposit) -> bool:
    made = register_company(existing, balance, metadata, deposit)
    return made == Incorporation(company=Company(deposit=deposit, metadata=metadata, coins=0), balance=balance - deposit)


@theorem("COMPANY-2", "Registering conserves SSP, and a company is not registered twice.", says=Says.INVARIANT)
def register_company_conserves(existing: Company, balance: Amount, metadata: Hash, deposit: CompanyDeposit, other: Hash) -> bool:
    made = register_company(existing, balance, metadata, deposit)
    again = rejection(register_company, made.company, made.balance, other, deposit)
    return made.balance + made.company.deposit == balance and again == Code.COMPANY_EXISTS


@theorem("COMPANY-3", "Closing is rejected for the first of: no company, a freezable coin that it issues.", says=Says.ACCEPTANCE)
def close_company_accepts(company: Company) -> bool:
    expected = first_failing((company.deposit == 0, Code.COMPANY_UNKNOWN), (company.coins > 0, Code.COMPANY_BUSY))
    return rejection(close_company, company) == expected


@theorem("COMPANY-3", "Who closes gets back just its deposit.", says=Says.AMOUNTS)
def close_company_is_exact(company: Company) -> bool:
    return close_company(company) == company.deposit


@theorem("COMPANY-3", "A company that has taken on a coin cannot close before it has let go of it.", says=Says.INVARIANT)
def power_keeps_a_company(company: Company) -> bool:
    busy = take_on_coin(company)
    after = outcome(close_company, let_go_of_coin(busy))
    return rejection(close_company, busy) == Code.COMPANY_BUSY and after.code == (Code.COMPANY_BUSY if company.coins > 0 else None)


@theorem("COMPANY-4", "Taking on a freezable coin is rejected for the first of: no company, as many coins as one can have.", says=Says.ACCEPTANCE)
def take_on_coin_accepts(company: Company) -> bool:
    expected = first_failing((company.deposit == 0, Code.COMPANY_UNKNOWN), (company.coins == MAX_COMPANY_COINS, Code.COMPANY_FULL))
    return rejection(take_on_coin, company) == expected


@theorem("COMPANY-4", "Taking on a coin adds one to what a company issues, and changes nothing else of it.", says=Says.AMOUNTS)
def take_on_coin_is_exact(company: Company) -> bool:
    return take_on_coin(company) == replace(company, coins=company.coins + 1)


@theorem("COMPANY-4", "Who takes on a freezable coin has a deposit as a company.", says=Says.INVARIANT)
def power_is_answered_for(company: Company) -> bool:
    return take_on_coin(company).deposit > 0


@theorem("COMPANY-5", "Letting go of a coin is never rejected.", says=Says.ACCEPTANCE)
def let_go_of_coin_accepts(company: Company) -> bool:
    return rejection(let_go_of_coin, company) is None


@theorem("COMPANY-5", "Letting go of a coin takes one from what a company issues, where it issues any, and changes nothing else of it.", says=Says.AMOUNTS)
def let_go_of_coin_is_exact(company: Company) -> bool:
    return let_go_of_coin(company) == replace(company, coins=max(company.coins - 1, 0))


@theorem("COMPANY-5", "What a company takes on and lets go of leaves it as it was.", says=Says.INVARIANT)
def letting_go_undoes_taking_on(company: Company) -> bool:
    return let_go_of_coin(take_on_coin(company)) == company


@theorem("COMPANY-6", "Registering makes and destroys no SSP, and what is deposited lies in the deposits pot.", says=Says.INVARIANT)
def registering_preserves_ssp(state: State, sender: AccountId, body: CompanyRegister) -> bool:
    after = apply_company_register(state, sender, body)
    return (ssp(after) == ssp(state)) & (undeposited(after) == undeposited(state))


@theorem("COMPANY-6", "Registering is rejected for: a company already, a balance below the deposit.", says=Says.ACCEPTANCE, assuming=supply_is_bounded)
def registering_accepts(state: State, sender: AccountId, body: CompanyRegister) -> bool:
    expected = first_failing(
        (get_company(state, sender).deposit > 0, Code.COMPANY_EXISTS),
        (get_account(state, sender).balance < state.chain.parameters.company_deposit, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(apply_company_register, state, sender, body) == expected


@theorem("COMPANY-6", "The deposit moves from the sender's account to the deposits pot, and the sender is a company; nothing else changes.", says=Says.AMOUNTS)
def registering_is_exact(state: State, sender: AccountId, body: CompanyRegister) -> bool:
    account, deposit = get_account(state, sender), state.chain.parameters.company_deposit
    paid = Account(balance=account.balance - deposit, nonce=account.nonce)
    expected = put_account_and_pots(state, sender, paid, replace(state.pots, deposits=state.pots.deposits + deposit))
    return apply_company_register(state, sender, body) == put_company(expected, sender, Company(deposit=deposit, metadata=body.metadata, coins=0))


@theorem("COMPANY-7", "Closing makes and destroys no SSP, and what is deposited lies in the deposits pot.", says=Says.INVARIANT)
def closing_preserves_ssp(state: State, sender: AccountId) -> bool:
    after = apply_company_close(state, sender)
    return (ssp(after) == ssp(state)) & (undeposited(after) == undeposited(state))


@theorem("COMPANY-7", "Closing is rejected for: no company, a freezable coin that it issues.", says=Says.ACCEPTANCE, assuming=companies_are_deposited)
def closing_accepts(state: State, sender: AccountId) -> bool:
    return rejection(apply_company_close, state, sender) == rejection(close_company, get_company(state, sender))


@theorem("COMPANY-7", "The whole deposit returns to the sender, which is a company no more; nothing else changes.", says=Says.AMOUNTS)
def closing_is_exact(state: State, sender: AccountId) -> bool:
    account, deposit = get_account(state, sender), get_company(state, sender).deposit
    paid = Account(balance=account.balance + deposit, nonce=account.nonce)
    expected = put_account_and_pots(state, sender, paid, replace(state.pots, deposits=state.pots.deposits - deposit))
    return apply_company_close(state, sender) == put_company(expected, sender, NO_COMPANY)
