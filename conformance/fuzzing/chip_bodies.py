"""Bodies of SmartAgents that are signed in themselves: registrations and bindings of chips, as the state has their manufacturers, owners, counters and nodes.

Mostly everything is as the chain expects it; what is not is one thing: the build, the root, the counter, the node, or what a chip or its host attests.
"""

from collections.abc import Callable, Mapping

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.trade import Made, Maker, always
from conformance.fuzzing.wrong import Known
from reference.numbers import MAX_UINT64, AccountId, Slot
from reference.state.chip import Chip, ChipKey, ChipStage
from reference.state.manufacturer import ManufacturerStanding
from reference.state.state import State
from reference.wire.attestation import ChipClaims, encode_chip_claims
from reference.wire.chip_identity import BatchNumber, ChipIdentity, Serial
from reference.wire.endorsement import Endorsement, encode_endorsement
from reference.wire.hashing import Tag
from reference.wire.host_attestation import HostClaims, encode_host_claims
from reference.wire.identity_bodies import ChipBind, ChipRegister, ManufacturerClose, ManufacturerRegister, ManufacturerRevoke, ManufacturerRoot
from vectors.build import CAROL
from vectors.keys import KeyPair
from vectors.scenarios.chip_places import (
    BATCH,
    CHIP,
    CLONE,
    FIRMWARE,
    GATEWAY,
    MODEL,
    NAME,
    NEW_FIRMWARE,
    OTHER_ROOT,
    OTHER_SERIAL,
    ROOT,
    SENSOR,
    SERIAL,
    SYSTEM,
    nonce_for,
)

CHIPS = (CHIP, CLONE)
HOSTS = (GATEWAY, SENSOR, CAROL)
ROOTS = (ROOT, OTHER_ROOT)
SERIALS = (SERIAL, OTHER_SERIAL, b"\x03" * 32)

WRONG = ("", "", "", "", "", "", "nonce", "host nonce", "host chip", "counter", "build", "serial", "chip", "firmware")
"""What may be wrong about an attestation."""

MORE = (1, 1, 2, 2**32)
"""How much further a chip's counter is."""

Attested = Callable[[int], bytes]
"""What attests in the sender's transaction so many after its last."""


def _attested(choices: Choices, state: State, sender: KeyPair, known: Known, pair: KeyPair, identity: ChipIdentity, serial: Serial, last: int) -> Attested:
    """What a chip attests together with its host: in a node of its own, mostly, or one that is free."""
    wrong = choices.one_of(WRONG)
    other = next(each for each in CHIPS if each is not pair)
    node = next((chip.node for chip in _chips(state).values() if chip.identity.chip == identity.chip), None)
    free = [each for each in HOSTS if each.account not in state.smart_agents.bindings]
    own = [each for each in HOSTS if each.account == node]
    host = choices.one_of((*(own or free)[:1], *free[:1], choices.one_of(HOSTS)))
    counter = last if wrong == "counter" else min(last + choices.one_of(MORE), MAX_UINT64)

    def attested(ahead: int) -> bytes:
        right, stale = nonce_for(state, sender, ahead), nonce_for(state, sender, ahead + 1)
        within = HostClaims(
            nonce=stale if wrong == "host nonce" else right,
            measurement=SYSTEM,
            chip=other.account if wrong == "host chip" else pair.account,
        )
        claims = ChipClaims(
            nonce=stale if wrong == "nonce" else right,
            serial=next(each for each in SERIALS if each != serial) if wrong == "serial" else serial,
            model=identity.model,
            host=known.sign(host, within, encode_host_claims, Tag.HOST_ATTESTATION),
            firmware=NEW_FIRMWARE if wrong == "firmware" else FIRMWARE,
            production=identity.production is not (wrong == "build"),
            counter=counter,
        )
        return known.sign(other if wrong == "chip" else pair, claims, encode_chip_claims, Tag.ATTESTATION)

    return attested


def _register(choices: Choices, state: State, sender: KeyPair, _slot: Slot, known: Known) -> Made:
    """A chip that there is not yet, endorsed by a manufacturer that stands by it, mostly; where there is none, the sender becomes one."""
    manufacturers = state.smart_agents.manufacturers
    standing = sorted(each for each in manufacturers if manufacturers[each].standing is ManufacturerStanding.ACTIVE)
    if not standing and choices.integer(0, 3):
        return _become(choices, state, sender, _slot, known)
    issuer: AccountId = choices.one_of(standing or sorted(manufacturers) or [sender.account])
    there = _chips(state)
    left = [each for each in SERIALS if (issuer, each) not in there]
    serial = choices.one_of(left) if left and choices.integer(0, 4) else choices.one_of(SERIALS)
    unused = [each for each in CHIPS if all(each.account != chip.identity.chip for chip in there.values())]
    pair = choices.one_of(unused) if unused and choices.integer(0, 4) else choices.one_of(CHIPS)
    batch: BatchNumber = BATCH + choices.one_of((0, 0, 1, 2))
    signing = [each for each in ROOTS if issuer in manufacturers and manufacturers[issuer].root == each.account]
    root = choices.one_of((*signing, *signing, *signing, *ROOTS))
    identity = ChipIdentity(chip=pair.account, model=MODEL, batch=batch, production=choices.one_of((True, True, True, False)))
    endorsement = Endorsement(issuer=issuer, key=pair.public, serial=serial, model=MODEL, batch=batch, production=identity.production)
    attested = _attested(choices, state, sender, known, pair, identity, serial, 0)
    return lambda ahead: ChipRegister(known.sign(root, endorsement, encode_endorsement, Tag.ENDORSEMENT), attested(ahead))


def _bind(choices: Choices, state: State, sender: KeyPair, slot: Slot, known: Known) -> Made:
    """A chip of the sender's, or one that is offered to it, in its node or another; where there is none, one is registered."""
    there = {key: chip for key, chip in _chips(state).items() if any(each.account == chip.identity.chip for each in CHIPS)}
    own = [key for key, chip in there.items() if sender.account in (chip.owner, chip.successor) and chip.stage in (ChipStage.BOUND, ChipStage.SUSPENDED)]
    offered = [key for key in own if there[key].successor == sender.account]
    if not own and (not there or choices.integer(0, 3)):
        return _register(choices, state, sender, slot, known)
    key: ChipKey = choices.one_of((*offered, *(own or [*there])))
    chip = there[key]
    pair = next(each for each in CHIPS if each.account == chip.identity.chip)
    attested = _attested(choices, state, sender, known, pair, chip.identity, key[1], chip.counter)
    return lambda ahead: ChipBind(*key, attested(ahead))


def _become(choices: Choices, _state: State, _sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    return always(ManufacturerRegister(choices.one_of(ROOTS).account, NAME))


def _change_root(choices: Choices, _state: State, _sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    return always(ManufacturerRoot(choices.one_of(ROOTS).account))


def _close(choices: Choices, state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    """The sender's deposit is asked for where it no longer stands by its chips; else it says that it does not, now and then."""
    manufacturer = state.smart_agents.manufacturers.get(sender.account)
    stands = manufacturer is not None and manufacturer.standing is ManufacturerStanding.ACTIVE
    return always(ManufacturerRevoke() if stands and not choices.integer(0, 2) else ManufacturerClose())


def _chips(state: State) -> dict[ChipKey, Chip]:
    """In the order of their keys."""
    chips = state.smart_agents.chips
    return {key: chips[key] for key in sorted(chips)}


CHIP_MAKERS: Mapping[type, Maker] = {
    ChipRegister: _register,
    ChipBind: _bind,
    ManufacturerRegister: _become,
    ManufacturerRoot: _change_root,
    ManufacturerClose: _close,
}
"""What makes the bodies that others must have signed, that say by which keys they will be, or that what came before must lead to."""
