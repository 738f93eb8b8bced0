"""The life of chips on the chain, and states from outside that remember some."""

from dataclasses import replace

from reference.state.chip import NOBODY, Binding, Chip, ChipStage
from reference.state.state import State
from reference.wire.identity_bodies import BatchRevoke, ChipOffer, ChipRetire, ChipRevoke, ChipSuspend, ManufacturerRevoke
from vectors.build import ALICE, BOB
from vectors.case import Case
from vectors.scenarios.chip_places import (
    BATCH,
    GATEWAY,
    GONE,
    IDENTITY,
    KEY,
    MAKER,
    OFFERED,
    OTHER_SERIAL,
    REGISTERED,
    RETIRED,
    REVOKED,
    SENSOR,
    SERIAL,
    STOLEN,
    SUSPENDED,
    chip_place,
    outside_case,
    with_chip,
    with_rival,
)
from vectors.scenarios.coin_places import refused, told

OFFER = ("CHIP-13", "CHIP-7", "CHIP-6")
SUSPEND = ("CHIP-14", "CHIP-8", "CHIP-6")
RETIRE = ("CHIP-15", "CHIP-9", "CHIP-6")
REVOKE = ("CHIP-16", "CHIP-10")


def chip_life_cases() -> list[Case]:
    """Offers, suspension, retirement and revocation."""
    place, key = with_chip(), (MAKER.account, SERIAL)
    offer, suspend, resume = ChipOffer(*key, BOB.account), ChipSuspend(*key, suspended=True), ChipSuspend(*key, suspended=False)
    retire, revoke = ChipRetire(*key), ChipRevoke(SERIAL)
    bodies = (offer, suspend, retire)
    succeeded = chip_place(chips={KEY: REGISTERED, (MAKER.account, OTHER_SERIAL): RETIRED})
    return [
        told(place, OFFER, "to another", (ALICE, offer)),
        told(with_chip(OFFERED), OFFER, "withdrawn", (ALICE, ChipOffer(*key, NOBODY))),
        told(with_chip(OFFERED), OFFER, "by the successor that has not taken it: fails", (BOB, offer)),
        told(place, SUSPEND, "suspended", (ALICE, suspend)),
        told(place, SUSPEND, "suspended twice, and resumed twice", (ALICE, suspend), (ALICE, suspend), (ALICE, resume), (ALICE, resume)),
        told(place, RETIRE, "retired: its node is free, and it can be registered no more", (ALICE, retire), (ALICE, retire)),
        told(with_chip(SUSPENDED), (*RETIRE, *REVOKE), "retired while it is suspended; then its manufacturer revokes it", (ALICE, retire), (MAKER, revoke)),
        told(
            place,
            (*RETIRE, "IDENTITY-7", "IDENTITY-4"),
            "of a revoked batch, of a manufacturer that revoked itself: its owner frees the node all the same",
            (MAKER, BatchRevoke(BATCH)),
            (MAKER, ManufacturerRevoke()),
            (ALICE, retire),
        ),
        told(place, REVOKE, "a chip in service: its node is free", (MAKER, revoke)),
        told(succeeded, REVOKE, "a retired chip, whose node has another since: the node keeps that", (MAKER, ChipRevoke(OTHER_SERIAL))),
        told(place, REVOKE, "a chip that nobody has registered", (MAKER, ChipRevoke(OTHER_SERIAL))),
        told(place, REVOKE, "twice: fails the second time", (MAKER, revoke), (MAKER, revoke)),
        refused(place, REVOKE, "by its owner, who makes none", (ALICE, revoke)),
        told(with_rival(place), REVOKE, "by another manufacturer: that is one of its own chips", (BOB, revoke)),
        refused(with_chip(manufacturer=REVOKED), REVOKE, "by a manufacturer that revoked itself", (MAKER, revoke)),
        refused(place, (*OFFER, *SUSPEND, *RETIRE), "offered, suspended, retired by another than the owner", *[(BOB, body) for body in bodies]),
        *[
            refused(with_chip(chip), (*OFFER, *SUSPEND, *RETIRE, "CHIP-1"), f"offered, suspended, retired when {why}", *[(ALICE, body) for body in bodies])
            for why, chip in (("retired", RETIRED), ("revoked", GONE))
        ],
        refused(
            chip_place(),
            (*OFFER, *SUSPEND, *RETIRE, "CHIP-1"),
            "offered, suspended, retired when nobody has registered it",
            *[(ALICE, body) for body in bodies],
        ),
    ]


def chip_state_cases() -> list[Case]:
    """States from outside, whose chips these rules have made, and others."""
    rules = ("STATE-10", "CHIP-18", "CHIP-17")
    other = (MAKER.account, OTHER_SERIAL)
    beside = replace(REGISTERED, node=SENSOR.account)
    place, both = with_chip(), chip_place(chips={KEY: REGISTERED, other: REGISTERED})
    test_build = replace(REGISTERED, identity=replace(IDENTITY, production=False))
    return [
        outside_case(rules, "a chip in service, one suspended, one retired in the same node, one revoked before it was registered", _four()),
        outside_case(rules, "a chip with a test build, where those may be registered", with_chip(test_build)),
        outside_case(rules, "a chip with a test build, where those may not: refused", chip_place(chips={KEY: test_build}, preset="mainnet")),
        outside_case(rules, "a chip of somebody who makes none: refused", chip_place(None, {KEY: REGISTERED})),
        outside_case(rules, "a chip that never attested: refused", with_chip(replace(REGISTERED, counter=0))),
        outside_case(rules, "a retired chip that is offered: refused", with_chip(replace(RETIRED, successor=BOB.account))),
        outside_case(rules, "a revoked chip that is offered: refused", with_chip(replace(GONE, successor=BOB.account))),
        outside_case(rules, "a chip revoked before it was registered, with an owner: refused", with_chip(replace(STOLEN, owner=ALICE.account))),
        outside_case(rules, "a chip retired before it was registered: refused", with_chip(replace(STOLEN, stage=ChipStage.RETIRED))),
        *[outside_case(rules, "two chips in one node, which has either: refused", _bound(both, Binding(*key))) for key in (KEY, other)],
        outside_case(rules, "a node with a chip that nobody has registered: refused", _bound(chip_place(), Binding(*KEY))),
        outside_case(rules, "a node with a retired chip: refused", _bound(with_chip(RETIRED), Binding(*KEY))),
        outside_case(rules, "a chip whose node has none: refused", _bound(place, None)),
        outside_case(rules, "a chip whose node has another: refused", _bound(chip_place(chips={KEY: REGISTERED, other: beside}), Binding(*other))),
    ]


def _four() -> State:
    serials = [bytes([place]) * 32 for place in range(3)]
    chips: dict[tuple[bytes, bytes], Chip] = {KEY: REGISTERED, (MAKER.account, serials[0]): replace(SUSPENDED, node=SENSOR.account)}
    chips |= {(MAKER.account, serials[1]): RETIRED, (MAKER.account, serials[2]): STOLEN}
    return chip_place(chips=chips)


def _bound(state: State, of_gateway: Binding | None) -> State:
    bindings = state.smart_agents.bindings
    changed = bindings.delete(GATEWAY.account) if of_gateway is None else bindings.set(GATEWAY.account, of_gateway)
    return replace(state, smart_agents=replace(state.smart_agents, bindings=changed))
