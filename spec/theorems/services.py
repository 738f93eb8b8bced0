# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of types of services: registered once, for good, for a deposit that the ecosystem pool keeps."""

from dataclasses import replace

from reference.agent.service_transactions import register_described
from reference.agent.services import ServiceDeposit, check_service_registered, register_service
from reference.codes import Code
from reference.numbers import AccountId, Amount, Hash
from reference.state.account import Account
from reference.state.service import Service
from reference.state.smart_agent_state import get_service, put_service
from reference.state.state import State, get_account, put_account_and_pots
from reference.wire.service_bodies import Confirmation
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.ledger import ssp, supply_is_bounded


@theorem(
    "SERVICE-2",
    "Registering is refused for the first of: nothing confirms the service, it is registered already, a balance below the deposit.",
    says=Says.ACCEPTANCE,
)
def registering_a_service_accepts(existing: Confirmation, asked: Confirmation, balance: Amount, deposit: ServiceDeposit) -> bool:
    expected = first_failing(
        (asked == Confirmation.NONE, Code.CONFIRMATION_MISSING),
        (existing != Confirmation.NONE, Code.SERVICE_EXISTS),
        (balance < deposit, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(register_service, existing, asked, balance, deposit) == expected


@theorem("SERVICE-2", "Registering costs the deposit, and nothing else.", says=Says.AMOUNTS)
def registering_a_service_is_exact(existing: Confirmation, asked: Confirmation, balance: Amount, deposit: ServiceDeposit) -> bool:
    return register_service(existing, asked, balance, deposit) == balance - deposit


@theorem("SERVICE-2", "What can be registered cannot be registered again, at any price.", says=Says.INVARIANT)
def a_service_is_registered_once(
    existing: Confirmation, asked: Confirmation, again: Confirmation, balance: Amount, later: Amount, deposit: ServiceDeposit
) -> bool:
    register_service(existing, asked, balance, deposit)
    return rejection(register_service, asked, again, later, deposit) is not None


@theorem("SERVICE-3", "There is a type of service just where something confirms it.", says=Says.ACCEPTANCE)
def a_registered_service_is_accepted(confirmation: Confirmation) -> bool:
    expected = first_failing((confirmation == Confirmation.NONE, Code.SERVICE_UNKNOWN))
    return rejection(check_service_registered, confirmation) == expected


@theorem("SERVICE-3", "What was registered is known from then on.", says=Says.INVARIANT)
def a_service_once_registered_is_known(existing: Confirmation, asked: Confirmation, balance: Amount, deposit: ServiceDeposit) -> bool:
    register_service(existing, asked, balance, deposit)
    return rejection(check_service_registered, asked) is None


@theorem("SERVICE-6", "Registering is refused as SERVICE-2 says, for the type of this identifier.", says=Says.ACCEPTANCE, assuming=supply_is_bounded)
def registering_a_described_service_accepts(state: State, sender: AccountId, identifier: Hash, service: Service) -> bool:
    existing, balance = get_service(state, identifier).confirmation, get_account(state, sender).balance
    expected = rejection(register_service, existing, service.confirmation, balance, state.chain.parameters.service_deposit)
    return rejection(register_described, state, sender, identifier, service) == expected


@theorem("SERVICE-6", "The deposit moves from the sender to the ecosystem pool, and the type is stored; nothing else changes.", says=Says.AMOUNTS)
def registering_a_described_service_is_exact(state: State, sender: AccountId, identifier: Hash, service: Service) -> bool:
    account, deposit = get_account(state, sender), state.chain.parameters.service_deposit
    paid = Account(balance=account.balance - deposit, nonce=account.nonce)
    expected = put_account_and_pots(state, sender, paid, replace(state.pots, ecosystem=state.pots.ecosystem + deposit))
    return register_described(state, sender, identifier, service) == put_service(expected, identifier, service)


@theorem("SERVICE-6", "Registering makes and destroys no SSP, and changes no type that there was.", says=Says.INVARIANT)
def registering_a_described_service_preserves(state: State, sender: AccountId, identifier: Hash, service: Service, other: Hash) -> bool:
    before, after = get_service(state, other), register_described(state, sender, identifier, service)
    kept = before.confirmation == Confirmation.NONE or get_service(after, other) == before
    return kept and ssp(after) == ssp(state)
