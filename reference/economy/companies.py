"""Registered companies: who wants power over others' money puts down a deposit and a name first."""

from dataclasses import dataclass, replace

from reference.codes import Code, Reject
from reference.numbers import Amount, Hash
from reference.rules import kernel
from reference.state.balance import debit
from reference.state.company import MAX_COMPANY_COINS, Company, CompanyDeposit


@dataclass(frozen=True, slots=True)
class Incorporation:
    """A new company, and what its account has left."""

    company: Company
    """The company."""

    balance: Amount
    """SSP units left to the account that has become it."""


@kernel("COMPANY-1")
def check_company(company: Company) -> None:
    """Check that an account is a registered company. Rejects with `COMPANY_UNKNOWN`."""
    if company.deposit == 0:
        raise Reject(Code.COMPANY_UNKNOWN)


@kernel("COMPANY-2")
def register_company(existing: Company, balance: Amount, metadata: Hash, deposit: CompanyDeposit) -> Incorporation:
    """A new company that issues nothing yet. `existing` is what is stored for the account, `balance` what it has of SSP.

    Rejects with `COMPANY_EXISTS`, then `INSUFFICIENT_BALANCE`.
    """
    if existing.deposit != 0:
        raise Reject(Code.COMPANY_EXISTS)
    return Incorporation(company=Company(deposit=deposit, metadata=metadata, coins=0), balance=debit(balance, deposit))


@kernel("COMPANY-3")
def close_company(company: Company) -> Amount:
    """The SSP units that a company gets back when it closes. Rejects with `COMPANY_UNKNOWN`, then `COMPANY_BUSY`."""
    check_company(company)
    if company.coins != 0:
        raise Reject(Code.COMPANY_BUSY)
    return company.deposit


@kernel("COMPANY-4")
def take_on_coin(company: Company) -> Company:
    """The company once it issues one freezable coin more. Rejects with `COMPANY_UNKNOWN`, then `COMPANY_FULL`."""
    check_company(company)
    if company.coins == MAX_COMPANY_COINS:
        raise Reject(Code.COMPANY_FULL)
    return replace(company, coins=company.coins + 1)


@kernel("COMPANY-5")
def let_go_of_coin(company: Company) -> Company:
    """The company once it issues one freezable coin less. Where it issues none, which is met in no state with right counts, it still issues none."""
    return replace(company, coins=company.coins - 1 if company.coins > 0 else 0)
