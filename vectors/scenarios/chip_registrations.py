"""Registering a chip, and what is refused: what is foreign, stale, replayed or cloned."""

from dataclasses import replace

from reference.numbers import MAX_UINT64
from reference.state.state import State
from reference.wire.attestation import attestation_nonce
from reference.wire.identity_bodies import ChipRegister, ManufacturerRoot
from vectors.build import ALICE, BOB, chain_of
from vectors.case import Case
from vectors.scenarios.chip_places import (
    BATCH,
    CLONE,
    CLOSED,
    GENUINE,
    GONE,
    MAKER,
    OTHER_ROOT,
    OTHER_SERIAL,
    RETIRED,
    REVOKED,
    STOLEN,
    chip_place,
    claims_for,
    nonce_for,
    registration,
    with_chip,
    with_rival,
)
from vectors.scenarios.coin_places import refused, told

REGISTER = ("CHIP-11", "CHIP-19", "CHIP-3", "ENDORSE-3", "ATTEST-5")


def registration_cases() -> list[Case]:
    """Every edge of registering a chip."""
    fresh, public = chip_place(), chip_place(preset="mainnet")
    nonce = nonce_for(fresh, ALICE)
    alone = registration(fresh, claims=claims_for(nonce, None))
    other = replace(GENUINE, serial=OTHER_SERIAL, key=CLONE.public)
    clone = registration(with_chip(), BOB, endorsement=replace(GENUINE, key=CLONE.public), chip=CLONE)
    other_claims = replace(claims_for(nonce, chip=CLONE), serial=OTHER_SERIAL)
    ed25519 = registration(fresh, endorsement=other, chip=CLONE, claims=replace(other_claims, counter=MAX_UINT64))
    return [
        told(fresh, (*REGISTER, "TX-10", "ATTEST-4"), "a chip in a host, endorsed by its manufacturer", (ALICE, registration(fresh))),
        told(fresh, REGISTER, "a chip that is the node itself", (ALICE, alone)),
        told(fresh, REGISTER, "an Ed25519 chip, with the greatest counter", (ALICE, ed25519)),
        told(fresh, REGISTER, "with a test build, where those may be registered", (ALICE, _test_build(fresh))),
        told(
            public,
            REGISTER,
            "with a test build, where those may not: fails; with a production build",
            (ALICE, _test_build(public)),
            (ALICE, registration(public, ahead=2)),
        ),
        told(
            fresh,
            REGISTER,
            "twice, with one attestation: it is stale the second time",
            (ALICE, registration(fresh)),
            (ALICE, registration(fresh)),
        ),
        told(with_chip(), REGISTER, "registered already: fails", (BOB, registration(with_chip(), BOB))),
        told(with_chip(), REGISTER, "cloned: another key under a registered UEID, endorsed though it is: fails", (BOB, clone)),
        told(with_chip(RETIRED), REGISTER, "retired: fails, for good", (ALICE, registration(with_chip(RETIRED)))),
        told(with_chip(GONE), REGISTER, "revoked: fails, for good", (ALICE, registration(with_chip(GONE)))),
        told(with_chip(STOLEN), REGISTER, "revoked before anybody registered it: fails", (ALICE, registration(with_chip(STOLEN)))),
        told(
            with_chip(),
            REGISTER,
            "another chip in a host that has one: fails",
            (ALICE, registration(with_chip(), endorsement=other, chip=CLONE, claims=other_claims)),
        ),
        *_foreign(fresh),
        told(
            fresh,
            REGISTER,
            "endorsed by another key than the root, and attested by another chip: the endorsement is said first",
            (ALICE, registration(fresh, root=OTHER_ROOT, chip=CLONE)),
        ),
        *_malformed(fresh),
        *_foreign_attestations(fresh),
        *_wrong_times(fresh),
    ]


def _test_build(state: State) -> ChipRegister:
    claims = replace(claims_for(nonce_for(state, ALICE)), production=False)
    return registration(state, endorsement=replace(GENUINE, production=False), claims=claims)


def _foreign(fresh: State) -> list[Case]:
    foreign = replace(GENUINE, issuer=BOB.account)
    recalled, rivals = chip_place(recalls={(MAKER.account, BATCH): 40}), with_rival(fresh)
    return [
        refused(
            fresh,
            REGISTER,
            "endorsed in the name of somebody who makes no chips; by another key than the root; by the manufacturer's account, which is not its root",
            (ALICE, registration(fresh, endorsement=foreign)),
            (ALICE, registration(fresh, root=OTHER_ROOT, ahead=2)),
            (ALICE, registration(fresh, root=MAKER, ahead=3)),
        ),
        told(rivals, REGISTER, "endorsed by one manufacturer's root in another's name: fails", (ALICE, registration(rivals, endorsement=foreign))),
        told(chip_place(REVOKED), REGISTER, "of a manufacturer that revoked itself: fails", (ALICE, registration(chip_place(REVOKED)))),
        told(chip_place(CLOSED), REGISTER, "of a manufacturer that is closed: fails", (ALICE, registration(chip_place(CLOSED)))),
        told(
            recalled,
            REGISTER,
            "of a revoked batch: fails; where another key endorsed it, that is said first; of the batch beside it",
            (ALICE, registration(recalled)),
            (ALICE, registration(recalled, root=OTHER_ROOT, ahead=2)),
            (ALICE, registration(recalled, endorsement=replace(GENUINE, batch=BATCH + 1), ahead=3)),
        ),
        told(
            fresh,
            (*REGISTER, "IDENTITY-3"),
            "endorsed by the former root: fails; by the new one it is registered",
            (MAKER, ManufacturerRoot(OTHER_ROOT.account)),
            (ALICE, registration(fresh)),
            (BOB, registration(fresh, BOB, root=OTHER_ROOT)),
        ),
    ]


def _malformed(fresh: State) -> list[Case]:
    good = registration(fresh)
    wrong = replace(good, endorsement=good.endorsement[:-1] + bytes([good.endorsement[-1] ^ 1]))
    return [
        refused(
            fresh,
            ("CHIP-11", "ENDORSE-2"),
            "nothing for an endorsement; one whose signature does not verify",
            (ALICE, replace(good, endorsement=b"")),
            (ALICE, wrong),
        ),
        refused(
            fresh,
            ("CHIP-11", "ATTEST-3"),
            "nothing for an attestation; an endorsement in its place",
            (ALICE, replace(good, attestation=b"")),
            (ALICE, replace(good, attestation=good.endorsement)),
        ),
    ]


def _foreign_attestations(fresh: State) -> list[Case]:
    nonces = [nonce_for(fresh, ALICE, ahead) for ahead in range(1, 5)]
    said = [
        replace(claims_for(nonces[0]), serial=OTHER_SERIAL),
        replace(claims_for(nonces[1]), model=b"SA-2\0\0\0\0"),
        replace(claims_for(nonces[2]), production=False),
        claims_for(nonces[3], chip=CLONE),
    ]
    return [
        refused(
            fresh,
            REGISTER,
            "it attests another serial; another model; another build; a host that names another chip; a signature by another chip",
            *[(ALICE, registration(fresh, claims=claims)) for claims in said],
            (ALICE, registration(fresh, chip=CLONE, ahead=5)),
        )
    ]


def _wrong_times(fresh: State) -> list[Case]:
    nonces = [nonce_for(fresh, ALICE, ahead) for ahead in range(8)]
    elsewhere = attestation_nonce(chain_of("mainnet").id, ALICE.account, 3)
    said = [
        claims_for(nonces[2]),
        claims_for(nonce_for(fresh, BOB, 2)),
        claims_for(elsewhere),
        replace(claims_for(nonces[4]), host=claims_for(nonces[5]).host),
        replace(claims_for(nonces[5]), nonce=nonces[6]),
        replace(claims_for(nonces[6]), counter=0),
    ]
    return [
        refused(
            fresh,
            (*REGISTER, "ATTEST-4"),
            "it attests for the transaction after; for another's; for another chain; its host to another nonce; it to another nonce than its host; no counter",
            *[(ALICE, registration(fresh, claims=claims)) for claims in said],
        )
    ]
