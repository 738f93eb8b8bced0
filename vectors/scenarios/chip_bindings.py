"""Binding a chip anew: to the same node or another, by its owner or by its successor."""

from dataclasses import replace

from reference.state.state import State
from reference.wire.host_attestation import HostClaims
from reference.wire.identity_bodies import ChipBind
from vectors.build import ALICE, BOB
from vectors.case import Case
from vectors.keys import sign_host_attestation
from vectors.scenarios.chip_places import (
    BATCH,
    CLONE,
    COUNTER,
    GATEWAY,
    GONE,
    IDENTITY,
    KEY,
    MAKER,
    NEW_FIRMWARE,
    OFFERED,
    OTHER_SERIAL,
    REGISTERED,
    RETIRED,
    REVOKED,
    SENSOR,
    SUSPENDED,
    SYSTEM,
    binding,
    chip_place,
    claims_for,
    nonce_for,
    with_chip,
)
from vectors.scenarios.coin_places import refused, told

BIND = ("CHIP-12", "CHIP-20", "CHIP-5", "CHIP-4", "ATTEST-5")


def binding_cases() -> list[Case]:
    """Every edge of binding a chip anew, to the same node or to another, by the same owner or by its successor."""
    place, offered = with_chip(), with_chip(OFFERED)
    nonce = nonce_for(place, ALICE)
    renewed = replace(claims_for(nonce, counter=COUNTER + 1), firmware=NEW_FIRMWARE)
    neighbour = replace(REGISTERED, identity=replace(IDENTITY, chip=CLONE.account), node=SENSOR.account)
    taken = chip_place(chips={KEY: REGISTERED, (MAKER.account, OTHER_SERIAL): neighbour})
    suspended, recalled = with_chip(SUSPENDED), with_chip(recalls={(MAKER.account, BATCH): 40})
    return [
        told(place, (*BIND, "TX-10"), "to the same node, with new firmware", (ALICE, binding(place, claims=renewed))),
        told(place, BIND, "to another host: the former one is free", (ALICE, binding(place, host=SENSOR))),
        told(place, BIND, "to itself", (ALICE, binding(place, host=None))),
        told(place, BIND, "there and back", (ALICE, binding(place, host=SENSOR)), (ALICE, _again(place, 2))),
        told(suspended, BIND, "a suspended chip stays suspended", (ALICE, binding(suspended, host=SENSOR))),
        told(
            offered,
            BIND,
            "by its successor, whose it is then; the former owner binds it no more",
            (BOB, binding(offered, BOB, host=SENSOR)),
            (ALICE, binding(offered)),
        ),
        told(offered, BIND, "by its owner: the offer stands", (ALICE, binding(offered)), (BOB, _by_successor(offered))),
        told(place, (*BIND, "TX-10"), "by another: fails", (BOB, binding(place, BOB))),
        told(offered, BIND, "by another than its successor: fails", (MAKER, binding(offered, MAKER))),
        refused(
            place,
            BIND,
            "another chip of that manufacturer, which nobody registered; a chip of somebody who makes none",
            (ALICE, replace(binding(place), serial=OTHER_SERIAL)),
            (ALICE, replace(binding(place), manufacturer=BOB.account)),
        ),
        told(taken, BIND, "to a host that has a chip: fails", (ALICE, binding(taken, host=SENSOR))),
        *[told(with_chip(chip), BIND, f"{why}: fails", (ALICE, binding(with_chip(chip)))) for why, chip in (("retired", RETIRED), ("revoked", GONE))],
        told(recalled, BIND, "of a revoked batch: fails", (ALICE, binding(recalled))),
        told(with_chip(manufacturer=REVOKED), BIND, "of a manufacturer that revoked itself: fails", (ALICE, binding(with_chip(manufacturer=REVOKED)))),
        *_first_reasons(taken),
        refused(
            place,
            BIND,
            "the counter of the last attestation; a clone's; for the transaction after; no attestation; a host's signature that does not verify",
            (ALICE, _counted(place, COUNTER)),
            (ALICE, binding(place, chip=CLONE, ahead=2)),
            (ALICE, binding(place, ahead=4)),
            (ALICE, replace(binding(place), attestation=b"")),
            (ALICE, _unsigned_host(place)),
        ),
        told(place, BIND, "with a counter above that of the last attestation, and below it in the low 32 bits", (ALICE, _counted(place, 2**32 + 1))),
    ]


def _first_reasons(taken: State) -> list[Case]:
    """Two reasons to refuse at once, of which the first is said."""
    gone = with_chip(manufacturer=REVOKED, recalls={(MAKER.account, BATCH): 30})
    recalled = with_chip(recalls={(MAKER.account, BATCH): 40})
    return [
        told(gone, BIND, "of a manufacturer that revoked itself, and of a batch revoked before: the manufacturer is said first", (ALICE, binding(gone))),
        told(recalled, BIND, "of a revoked batch, and for a later transaction: the batch is said first", (ALICE, binding(recalled, ahead=4))),
        told(taken, BIND, "by another chip, to a host that has one: that it is another is said first", (ALICE, binding(taken, host=SENSOR, chip=CLONE))),
    ]


def _again(place: State, ahead: int) -> ChipBind:
    return binding(place, claims=claims_for(nonce_for(place, ALICE, ahead), counter=COUNTER + ahead))


def _by_successor(place: State) -> ChipBind:
    return binding(place, BOB, claims=claims_for(nonce_for(place, BOB), SENSOR, counter=COUNTER + 2))


def _counted(place: State, counter: int) -> ChipBind:
    return binding(place, claims=claims_for(nonce_for(place, ALICE), counter=counter))


def _unsigned_host(place: State) -> ChipBind:
    claims = claims_for(nonce_for(place, ALICE), counter=COUNTER + 1)
    forged = sign_host_attestation(GATEWAY, HostClaims(nonce=claims.nonce, measurement=SYSTEM, chip=CLONE.account))
    return binding(place, claims=replace(claims, host=claims.host[:-64] + forged[-64:]))
