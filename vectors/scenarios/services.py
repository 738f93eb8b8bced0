"""Types of services: registered by anybody, once, under the hash of their descriptor; and states from outside that remember some."""

from dataclasses import replace

from reference.agent.services import service_id
from reference.state.service import NO_SERVICE, Service
from reference.state.state import State
from reference.wire.service_bodies import Confirmation, ServiceRegister
from vectors.build import ALICE, BOB, fee_of, transaction
from vectors.case import Case
from vectors.scenarios.chip_places import outside_case
from vectors.scenarios.coin_places import told
from vectors.scenarios.service_places import BANDWIDTH, KNOWN, STORAGE, service_place

REGISTER = ("SERVICE-4", "SERVICE-6", "SERVICE-2", "SERVICE-1")

DEPOSIT = 400
"""The parameter `service_deposit` of the minimal preset."""


def service_cases() -> list[Case]:
    """Every type that is well known, and every edge of registering one."""
    bare, register = service_place(services=()), _register(BANDWIDTH)
    fee = fee_of(transaction(bare, ALICE, register))
    renamed = [replace(BANDWIDTH, name="Bandwidth"), replace(BANDWIDTH, unit="byte"), replace(BANDWIDTH, metadata=bytes(31) + b"\1")]
    renamed.append(replace(BANDWIDTH, confirmation=Confirmation.AUDITED))
    return [
        *[told(bare, (*REGISTER, "TX-10"), f"the type that is well known as {each.name}", (ALICE, _register(each))) for each in KNOWN],
        told(
            bare, REGISTER, "four that differ in one field from another: each is one by itself", *[(ALICE, _register(each)) for each in (BANDWIDTH, *renamed)]
        ),
        told(bare, REGISTER, "twice, by another: fails the second time", (ALICE, register), (BOB, register)),
        told(service_place(), REGISTER, "registered already: fails", (ALICE, register)),
        told(bare, REGISTER, "that nothing confirms: fails", (ALICE, replace(register, confirmation=Confirmation.NONE))),
        told(_owning(fee + DEPOSIT), REGISTER, "the fee leaves just the deposit", (ALICE, register)),
        told(_owning(fee + DEPOSIT - 1), (*REGISTER, "BALANCE-2"), "the fee leaves one unit less than the deposit: fails", (ALICE, register)),
        told(
            service_place(balances={ALICE: fee}),
            REGISTER,
            "registered already, and without the deposit: that it is registered is said first",
            (ALICE, register),
        ),
        told(
            bare,
            REGISTER,
            "names of one character, and of sixteen that need four bytes each",
            (ALICE, ServiceRegister("a", "\U0001f4e6" * 16, Confirmation.METERED, bytes(32))),
        ),
    ]


def service_state_cases() -> list[Case]:
    """States from outside, whose types of services these rules have made, and others."""
    rules = ("STATE-10", "SERVICE-5", "SERVICE-1")
    good = service_place(services=(BANDWIDTH, STORAGE))
    return [
        outside_case(rules, "two types of services", good),
        outside_case(rules, "a type under the identifier of another: refused", _stored(good, service_id(BANDWIDTH), STORAGE)),
        outside_case((*rules, "STATE-1"), "a type that nobody has registered, stored: refused", _stored(good, service_id(NO_SERVICE), NO_SERVICE)),
    ]


def _register(service: Service) -> ServiceRegister:
    return ServiceRegister(service.name, service.unit, service.confirmation, service.metadata)


def _owning(amount: int) -> State:
    return service_place(services=(), balances={ALICE: amount})


def _stored(state: State, identifier: bytes, service: Service) -> State:
    return replace(state, smart_agents=replace(state.smart_agents, services=state.smart_agents.services.set(identifier, service)))
