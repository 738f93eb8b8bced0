# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of chips: one chip a node, one node a chip, one key a UEID; who may act for a chip in each stage of its life; and what an attestation proves."""

from dataclasses import replace

from reference.agent.attestations import TestChips, check_attestation, check_endorsement, check_measurements
from reference.agent.chips import (
    bind_chip,
    check_chip,
    check_owner,
    check_service,
    check_taker,
    is_bound,
    is_chip_possible,
    offer_chip,
    register_chip,
    retire_chip,
    revoke_chip,
    suspend_chip,
)
from reference.codes import Code
from reference.numbers import AccountId, Hash
from reference.state.chip import NO_BINDING, NO_CHIP, NOBODY, Binding, Chip, ChipStage
from reference.state.manufacturer import Manufacturer, ManufacturerStanding, Recall
from reference.wire.attestation import Attested
from reference.wire.chip_identity import ChipIdentity, Counter, Serial
from reference.wire.endorsement import Endorsed
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.manufacturers import stands

NONE, BOUND, SUSPENDED, REVOKED, RETIRED = ChipStage.NONE, ChipStage.BOUND, ChipStage.SUSPENDED, ChipStage.REVOKED, ChipStage.RETIRED


def first(*codes: Code | None) -> Code | None:
    """The first code that there is."""
    for code in codes:
        if code is not None:
            return code
    return None


def alive(stage: ChipStage) -> Code | None:
    """Why a chip is bound to nothing; None where it is."""
    return first_failing((stage == NONE, Code.CHIP_UNKNOWN), (stage == RETIRED, Code.CHIP_RETIRED), (stage == REVOKED, Code.CHIP_REVOKED))


def owned(chip: Chip, sender: AccountId) -> Code | None:
    """Why the sender may not act for a chip as its owner; None where it may."""
    return first(alive(chip.stage), Code.NOT_OWNER if sender != chip.owner else None)


def taken(chip: Chip, sender: AccountId) -> Code | None:
    """Why the sender may not bind a chip; None where it may."""
    return first(alive(chip.stage), Code.NOT_OWNER if (sender != chip.owner) & (sender != chip.successor) else None)


@theorem(
    "ENDORSE-3",
    "An endorsement is refused for: no manufacturer, a revoked one, another key, a revoked batch, a test build where none is allowed.",
    says=Says.ACCEPTANCE,
)
def check_endorsement_accepts(endorsed: Endorsed, manufacturer: Manufacturer, recall: Recall, test_chips: TestChips) -> bool:
    foreign = Code.ENDORSEMENT_FOREIGN if endorsed.root != manufacturer.root else None
    recalled = Code.BATCH_REVOKED if recall.slot > 0 else None
    test = Code.BUILD_REFUSED if not endorsed.identity.production and test_chips == 0 else None
    return rejection(check_endorsement, endorsed, manufacturer, recall, test_chips) == first(stands(manufacturer.standing), foreign, recalled, test)


@theorem("ENDORSE-3", "Once the root is another, what the former one signed is refused.", says=Says.INVARIANT)
def former_root_endorses_nothing(endorsed: Endorsed, manufacturer: Manufacturer, recall: Recall, test_chips: TestChips, root: AccountId) -> bool:
    check_endorsement(endorsed, manufacturer, recall, test_chips)
    other = replace(manufacturer, root=root)
    return root == manufacturer.root or rejection(check_endorsement, endorsed, other, recall, test_chips) == Code.ENDORSEMENT_FOREIGN


@theorem(
    "ATTEST-5",
    "An attestation is refused for: another chip's, or one that says otherwise of it, or a host that names another; another nonce; a counter not above.",
    says=Says.ACCEPTANCE,
)
def check_attestation_accepts(attested: Attested, identity: ChipIdentity, serial: Serial, nonce: Hash, last: Counter) -> bool:
    right = (attested.chip == identity.chip) & (attested.model == identity.model) & (attested.production == identity.production)
    same = right & (attested.serial == serial) & (attested.host.chip == attested.chip)
    now = (attested.nonce == nonce) & (attested.host.nonce == nonce)
    expected = first_failing((not same, Code.ATTESTATION_FOREIGN), (not now, Code.ATTESTATION_STALE), (attested.counter <= last, Code.ATTESTATION_REPLAYED))
    return rejection(check_attestation, attested, identity, serial, nonce, last) == expected


@theorem("ATTEST-5", "What was accepted once is refused ever after, whatever it is asked with: its counter is not above itself.", says=Says.INVARIANT)
def attestation_is_accepted_once(attested: Attested, identity: ChipIdentity, serial: Serial, nonce: Hash, last: Counter, other: Hash) -> bool:
    check_attestation(attested, identity, serial, nonce, last)
    return rejection(check_attestation, attested, identity, serial, other, attested.counter) in (Code.ATTESTATION_STALE, Code.ATTESTATION_REPLAYED)


@theorem("ATTEST-6", "A chip is refused for another node than its own, then for firmware or a host system that its owner has not shown.", says=Says.ACCEPTANCE)
def check_measurements_accepts(attested: Attested, chip: Chip) -> bool:
    same = (attested.firmware == chip.firmware) & (attested.host.measurement == chip.host)
    expected = first_failing((attested.host.node != chip.node, Code.ATTESTATION_FOREIGN), (not same, Code.MEASUREMENT_MISMATCH))
    return rejection(check_measurements, attested, chip) == expected


@theorem("ATTEST-6", "What a chip attested to when it was registered or bound is what it is then measured by.", says=Says.INVARIANT)
def what_was_shown_is_measured(chip: Chip, occupied: Binding, attested: Attested, sender: AccountId) -> bool:
    return rejection(check_measurements, attested, bind_chip(chip, occupied, attested, sender)) is None


@theorem("CHIP-1", "A chip is refused for: nobody has registered it, it is retired, it is revoked.", says=Says.ACCEPTANCE)
def check_chip_accepts(stage: ChipStage) -> bool:
    return rejection(check_chip, stage) == alive(stage) and rejection(is_bound, stage) is None


@theorem("CHIP-1", "A chip is bound just where it is in service or suspended.", says=Says.AMOUNTS)
def is_bound_is_exact(stage: ChipStage) -> bool:
    return is_bound(stage) == ((stage == BOUND) | (stage == SUSPENDED))


@theorem("CHIP-1", "Whoever may act for a chip, it is bound to a node.", says=Says.INVARIANT)
def checked_chip_is_bound(stage: ChipStage) -> bool:
    check_chip(stage)
    return is_bound(stage)


@theorem("CHIP-2", "A chip serves not: unknown, retired, revoked, its manufacturer unknown or revoked, its batch revoked, suspended.", says=Says.ACCEPTANCE)
def check_service_accepts(stage: ChipStage, standing: ManufacturerStanding, recall: Recall) -> bool:
    recalled = Code.BATCH_REVOKED if recall.slot > 0 else None
    suspended = Code.CHIP_SUSPENDED if stage == SUSPENDED else None
    return rejection(check_service, stage, standing, recall) == first(alive(stage), stands(standing), recalled, suspended)


@theorem("CHIP-2", "A chip in service is bound, and its manufacturer stands by it.", says=Says.INVARIANT)
def chip_in_service_is_stood_by(stage: ChipStage, standing: ManufacturerStanding, recall: Recall) -> bool:
    check_service(stage, standing, recall)
    return is_bound(stage) and standing == ManufacturerStanding.ACTIVE and recall.slot == 0


@theorem("CHIP-3", "Registering is refused for: a revoked chip, a UEID with another key, one that is registered, a node that has a chip.", says=Says.ACCEPTANCE)
def register_chip_accepts(existing: Chip, occupied: Binding, identity: ChipIdentity, attested: Attested, owner: AccountId) -> bool:
    known = existing.stage != NONE
    expected = first_failing(
        (existing.stage == REVOKED, Code.CHIP_REVOKED),
        (known and existing.identity.chip != identity.chip, Code.CHIP_CLONED),
        (known, Code.CHIP_EXISTS),
        (occupied != NO_BINDING, Code.NODE_TAKEN),
    )
    return rejection(register_chip, existing, occupied, identity, attested, owner) == expected


@theorem("CHIP-3", "The chip is the sender's, bound to the node that attested with it, and remembers what was attested.", says=Says.AMOUNTS)
def register_chip_is_exact(existing: Chip, occupied: Binding, identity: ChipIdentity, attested: Attested, owner: AccountId) -> bool:
    host = attested.host
    expected = Chip(BOUND, identity, owner, host.node, NOBODY, attested.counter, attested.firmware, host.measurement)
    return register_chip(existing, occupied, identity, attested, owner) == expected


@theorem("CHIP-3", "A UEID is registered once, whoever tries with whatever key.", says=Says.INVARIANT)
def ueid_is_registered_once(
    existing: Chip, occupied: Binding, identity: ChipIdentity, attested: Attested, owner: AccountId, other: ChipIdentity, free: Binding, thief: AccountId
) -> bool:
    chip = register_chip(existing, occupied, identity, attested, owner)
    again = rejection(register_chip, chip, free, other, attested, thief)
    return again == (Code.CHIP_EXISTS if other.chip == identity.chip else Code.CHIP_CLONED)


@theorem("CHIP-4", "Who binds a chip is refused for: a chip that is bound to nothing; neither its owner nor its successor.", says=Says.ACCEPTANCE)
def check_taker_accepts(chip: Chip, sender: AccountId) -> bool:
    return rejection(check_taker, chip.stage, chip.owner, chip.successor, sender) == taken(chip, sender)


@theorem("CHIP-4", "An owner may always bind its chip; nobody else may while it is offered to nobody.", says=Says.INVARIANT)
def nobody_takes_what_is_not_offered(chip: Chip, sender: AccountId) -> bool:
    check_taker(chip.stage, chip.owner, chip.successor, sender)
    return rejection(check_taker, chip.stage, chip.owner, chip.successor, chip.owner) is None and (sender == chip.owner or chip.successor == sender)


@theorem("CHIP-5", "Binding is refused for: who may not bind it; another node that has a chip.", says=Says.ACCEPTANCE)
def bind_chip_accepts(chip: Chip, occupied: Binding, attested: Attested, sender: AccountId) -> bool:
    full = Code.NODE_TAKEN if occupied != NO_BINDING and attested.host.node != chip.node else None
    return rejection(bind_chip, chip, occupied, attested, sender) == first(taken(chip, sender), full)


@theorem(
    "CHIP-5",
    "The chip is the sender's, bound to the node that attested, and remembers what was; an offer ends with a new owner.",
    says=Says.AMOUNTS,
)
def bind_chip_is_exact(chip: Chip, occupied: Binding, attested: Attested, sender: AccountId) -> bool:
    host = attested.host
    successor = chip.successor if sender == chip.owner else NOBODY
    expected = Chip(chip.stage, chip.identity, sender, host.node, successor, attested.counter, attested.firmware, host.measurement)
    return bind_chip(chip, occupied, attested, sender) == expected


@theorem("CHIP-5", "After an attestation is accepted and its chip is bound, the same attestation binds it no more.", says=Says.INVARIANT)
def binding_uses_up_an_attestation(chip: Chip, serial: Serial, occupied: Binding, attested: Attested, sender: AccountId, nonce: Hash, other: Hash) -> bool:
    check_attestation(attested, chip.identity, serial, nonce, chip.counter)
    bound = bind_chip(chip, occupied, attested, sender)
    refused = rejection(check_attestation, attested, bound.identity, serial, other, bound.counter) is not None
    return refused and bound.counter > chip.counter


@theorem("CHIP-6", "Acting as the owner is refused for: a chip that is bound to nothing; another's.", says=Says.ACCEPTANCE)
def check_owner_accepts(chip: Chip, sender: AccountId) -> bool:
    return rejection(check_owner, chip.stage, chip.owner, sender) == owned(chip, sender)


@theorem("CHIP-6", "A chip has one owner.", says=Says.INVARIANT)
def chip_has_one_owner(chip: Chip, sender: AccountId, other: AccountId) -> bool:
    check_owner(chip.stage, chip.owner, sender)
    return other == sender or rejection(check_owner, chip.stage, chip.owner, other) == Code.NOT_OWNER


@theorem("CHIP-7", "Offering is refused to anybody but the owner.", says=Says.ACCEPTANCE)
def offer_chip_accepts(chip: Chip, sender: AccountId, successor: AccountId) -> bool:
    return rejection(offer_chip, chip, sender, successor) == owned(chip, sender)


@theorem("CHIP-7", "The successor is all that changes.", says=Says.AMOUNTS)
def offer_chip_is_exact(chip: Chip, sender: AccountId, successor: AccountId) -> bool:
    return offer_chip(chip, sender, successor) == replace(chip, successor=successor)


@theorem("CHIP-7", "An offer that is made to another is one that nobody else takes up.", says=Says.INVARIANT)
def offer_is_to_one(chip: Chip, sender: AccountId, successor: AccountId, other: AccountId) -> bool:
    offered = offer_chip(chip, sender, successor)
    return rejection(check_taker, offered.stage, offered.owner, offered.successor, other) == (None if other in (successor, sender) else Code.NOT_OWNER)


@theorem("CHIP-8", "Suspending and resuming are refused to anybody but the owner.", says=Says.ACCEPTANCE)
def suspend_chip_accepts(chip: Chip, sender: AccountId, suspended: bool) -> bool:
    return rejection(suspend_chip, chip, sender, suspended) == owned(chip, sender)


@theorem("CHIP-8", "The stage is all that changes.", says=Says.AMOUNTS)
def suspend_chip_is_exact(chip: Chip, sender: AccountId, suspended: bool) -> bool:
    return suspend_chip(chip, sender, suspended) == replace(chip, stage=SUSPENDED if suspended else BOUND)


@theorem("CHIP-8", "A suspended chip is in no service, whoever stands by it; a resumed one is, where its manufacturer stands by it.", says=Says.INVARIANT)
def suspension_is_seen(chip: Chip, sender: AccountId, suspended: bool, standing: ManufacturerStanding, recall: Recall) -> bool:
    code = rejection(check_service, suspend_chip(chip, sender, suspended).stage, standing, recall)
    stood_by = standing == ManufacturerStanding.ACTIVE and recall.slot == 0
    return (code is None) == (stood_by and not suspended)


@theorem("CHIP-9", "Retiring is refused to anybody but the owner.", says=Says.ACCEPTANCE)
def retire_chip_accepts(chip: Chip, sender: AccountId) -> bool:
    return rejection(retire_chip, chip, sender) == owned(chip, sender)


@theorem("CHIP-9", "The chip is retired, and offered to nobody; nothing else of it changes.", says=Says.AMOUNTS)
def retire_chip_is_exact(chip: Chip, sender: AccountId) -> bool:
    return retire_chip(chip, sender) == replace(chip, stage=RETIRED, successor=NOBODY)


@theorem("CHIP-9", "A retired chip is bound to nothing, and neither its owner nor anybody else acts for it again.", says=Says.INVARIANT)
def retirement_is_for_good(chip: Chip, sender: AccountId, other: AccountId, occupied: Binding, identity: ChipIdentity, attested: Attested) -> bool:
    retired = retire_chip(chip, sender)
    codes = (rejection(check_owner, retired.stage, retired.owner, other), rejection(check_taker, retired.stage, retired.owner, retired.successor, other))
    again = rejection(register_chip, retired, occupied, identity, attested, other)
    return not is_bound(retired.stage) and codes == (Code.CHIP_RETIRED,) * 2 and again in (Code.CHIP_EXISTS, Code.CHIP_CLONED)


@theorem("CHIP-10", "Revoking is refused to who stands by no chips; a chip is revoked once.", says=Says.ACCEPTANCE)
def revoke_chip_accepts(chip: Chip, standing: ManufacturerStanding) -> bool:
    return rejection(revoke_chip, chip, standing) == first(stands(standing), Code.CHIP_REVOKED if chip.stage == REVOKED else None)


@theorem("CHIP-10", "The chip is revoked, and offered to nobody; nothing else of it changes.", says=Says.AMOUNTS)
def revoke_chip_is_exact(chip: Chip, standing: ManufacturerStanding) -> bool:
    return revoke_chip(chip, standing) == replace(chip, stage=REVOKED, successor=NOBODY)


@theorem("CHIP-10", "A revoked chip is bound to nothing, cannot be registered, and nobody acts for it again.", says=Says.INVARIANT)
def chip_revocation_is_for_good(
    chip: Chip, standing: ManufacturerStanding, sender: AccountId, occupied: Binding, identity: ChipIdentity, attested: Attested
) -> bool:
    revoked = revoke_chip(chip, standing)
    codes = (
        rejection(check_taker, revoked.stage, revoked.owner, revoked.successor, sender),
        rejection(register_chip, revoked, occupied, identity, attested, sender),
    )
    return not is_bound(revoked.stage) and codes == (Code.CHIP_REVOKED,) * 2


@theorem("CHIP-17", "Asking whether a chip is possible is never rejected.", says=Says.ACCEPTANCE)
def chip_possibility_is_always_known(chip: Chip, standing: ManufacturerStanding, test_chips: TestChips) -> bool:
    return rejection(is_chip_possible, chip, standing, test_chips) is None


@theorem(
    "CHIP-17",
    "Possible is a chip of a manufacturer, former or not, that has attested, of a build that is allowed, offered only while it is bound; "
    "and one that was revoked before anybody registered it.",
    says=Says.AMOUNTS,
)
def chip_possibility_is_exact(chip: Chip, standing: ManufacturerStanding, test_chips: TestChips) -> bool:
    made = standing != ManufacturerStanding.NONE
    bound = (chip.stage == BOUND) | (chip.stage == SUSPENDED)
    offered = bound or chip.successor == NOBODY
    attested = chip.counter > 0 and (chip.identity.production or test_chips == 1)
    never = chip == replace(NO_CHIP, stage=REVOKED)
    return is_chip_possible(chip, standing, test_chips) == (made and ((offered and attested) or never))


@theorem("CHIP-17", "What these rules make of a possible chip is possible.", says=Says.INVARIANT)
def chip_stays_possible(chip: Chip, standing: ManufacturerStanding, test_chips: TestChips, sender: AccountId, successor: AccountId, suspended: bool) -> bool:
    if not is_chip_possible(chip, standing, test_chips):
        return True
    if rejection(check_owner, chip.stage, chip.owner, sender) is not None:
        return rejection(revoke_chip, chip, standing) is not None or is_chip_possible(revoke_chip(chip, standing), standing, test_chips)
    after = (offer_chip(chip, sender, successor), suspend_chip(chip, sender, suspended), retire_chip(chip, sender))
    return all(is_chip_possible(each, standing, test_chips) for each in after)
