"""The transaction that registers a type of service."""

from reference.agent.services import register_service, service_id
from reference.numbers import AccountId, Hash, Slot
from reference.rules import transition
from reference.state.account import Account
from reference.state.balance import credit
from reference.state.pots import with_ecosystem
from reference.state.service import Service
from reference.state.smart_agent_state import get_service, put_service
from reference.state.state import State, get_account, put_account_and_pots
from reference.wire.service_bodies import ServiceRegister


@transition("SERVICE-4")
def apply_service_register(state: State, sender: AccountId, body: ServiceRegister, slot: Slot) -> State:
    """Register a type of service under its identifier. Rejects with the codes of SERVICE-6."""
    service = Service(name=body.name, unit=body.unit, confirmation=body.confirmation, metadata=body.metadata)
    return register_described(state, sender, service_id(service), service)


@transition("SERVICE-6")
def register_described(state: State, sender: AccountId, identifier: Hash, service: Service) -> State:
    """Register a type of service that has this identifier, for a deposit that the ecosystem pool keeps. Rejects with the codes of SERVICE-2."""
    account, deposit = get_account(state, sender), state.chain.parameters.service_deposit
    balance = register_service(get_service(state, identifier).confirmation, service.confirmation, account.balance, deposit)
    pots = with_ecosystem(state.pots, credit(state.pots.ecosystem, deposit))
    return put_service(put_account_and_pots(state, sender, Account(balance=balance, nonce=account.nonce), pots), identifier, service)
