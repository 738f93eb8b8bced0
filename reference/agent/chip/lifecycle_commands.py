"""The commands of a chip's life: what it is, whose it is, and that it is there, now."""

from dataclasses import dataclass, replace
from typing import Annotated

from reference.agent.chip.commands import Answer, Answers, Asked, Command, Signer
from reference.agent.chip.lifecycle import LifeEvent, count_attestation, live_on
from reference.agent.chip.records import NO_MEMORY, NO_SECRET, LifeStage, Marks, NonVolatile
from reference.agent.chip.secrets import make_nonce, make_seed, public_key, seal_with
from reference.agent.chip.wallet import begin_trust
from reference.codes import Code
from reference.consensus.calendar import CheckpointSlots, first_slot_of_epoch
from reference.consensus.light_client import View
from reference.numbers import MAX_UINT64, AccountId, EraNumber, Hash, Length, Slot
from reference.rules import procedure
from reference.state.finality import Checkpoint
from reference.wire.attestation import AttestationBytes, ChipClaims, encode_chip_claims
from reference.wire.chip_identity import Counter, HardwareModel, Serial
from reference.wire.endorsement import RAND
from reference.wire.hashing import Tag
from reference.wire.keys import encode_key

MAX_HOST_BYTES = 320
"""The longest token of a host that an attestation has room for."""

EVERYWHERE = tuple(LifeStage)
ALIVE = (LifeStage.PROVISIONED, LifeStage.BOUND, LifeStage.SUSPENDED)
"""The stages in which a chip has a key."""


@dataclass(frozen=True, slots=True)
class Identify:
    """Command 1: what the chip is."""


@dataclass(frozen=True, slots=True)
class Provision:
    """Command 2: the manufacturer has the chip make its key, and marks it."""

    serial: Serial
    """Its serial."""

    model: HardwareModel
    """Its hardware model."""

    firmware: Hash
    """SHA-256 of its firmware."""

    production: bool
    """Whether that is a production build."""

    manufacturer: AccountId
    """The account of the manufacturer's root."""


@dataclass(frozen=True, slots=True)
class Attest:
    """Command 3: the chip says what it is, in answer to a nonce."""

    nonce: Hash
    """What it is asked with."""

    host: Annotated[bytes, Length(0, MAX_HOST_BYTES)]
    """The token of the host that it sits in; empty where there is none. The chip does not look into it: who verifies the attestation does."""


@dataclass(frozen=True, slots=True)
class AskForOrder:
    """Command 4: the chip gives a nonce, which the owner's next order has to answer. Another one, or an order that is obeyed, or a power cut ends it."""


@dataclass(frozen=True, slots=True)
class Bind:
    """Command 5: whoever has signed it becomes the chip's owner, and gives it its first view of the chain (LIGHT-1)."""

    chain: Hash
    """The chain that it follows from now on."""

    checkpoint_slots: CheckpointSlots
    """How many slots of the chain lie between checkpoints."""

    now: Slot
    """The slot that is now by the owner's clock."""

    checkpoint: Checkpoint
    """A final checkpoint that the owner relies on."""

    era: EraNumber
    """The era whose set votes after it."""

    members: Hash
    """The hash of that set (ERA-1)."""


@dataclass(frozen=True, slots=True)
class Suspend:
    """Command 6: the owner takes the chip out of service."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Command 7: the owner takes it back into service."""


@dataclass(frozen=True, slots=True)
class Retire:
    """Command 8: the chip's life ends, and its key is gone."""


@procedure("DEVICE-7")
def identify(asked: Asked) -> Answer:
    """What the chip is: its key, where it has one, and what its manufacturer has written into it."""
    kept = asked.device.non_volatile
    key = b"" if kept.seed == NO_SECRET else encode_key(public_key(kept.seed))
    marks = kept.marks
    fields = (int(kept.stage), key, RAND + marks.serial, marks.model, marks.firmware, int(marks.production), marks.manufacturer, kept.owner, kept.attestations)
    return Answer(fields, None, asked.device.volatile)


@procedure("DEVICE-6")
def provision(asked: Asked) -> Answer:
    """The chip's key, made in the chip."""
    given: Provision = asked.fields
    kept = asked.device.non_volatile
    marks = Marks(given.serial, given.model, given.firmware, given.production, given.manufacturer)
    seed = make_seed(asked.injected.entropy)
    after = replace(kept, stage=live_on(kept.stage, LifeEvent.PROVISION), seed=seed, marks=marks)
    return Answer((encode_key(public_key(seed)),), after, NO_MEMORY)


@procedure("DEVICE-4")
def attest(asked: Asked) -> Answer:
    """An attestation (ATTEST-2) whose counter is stored before it leaves. Rejects with `COUNTER_EXHAUSTED`."""
    given: Attest = asked.fields
    kept = asked.device.non_volatile
    marks, counter = kept.marks, count_attestation(kept.attestations)
    claims = ChipClaims(given.nonce, marks.serial, marks.model, given.host, marks.firmware, marks.production, counter)
    envelope = seal_with(kept.seed, encode_chip_claims(claims), Tag.ATTESTATION)
    return Answer((envelope,), replace(kept, attestations=counter), asked.device.volatile)


def ask_for_order(asked: Asked) -> Answer:
    """A nonce."""
    nonce = make_nonce(asked.injected.entropy)
    return Answer((nonce,), None, replace(asked.device.volatile, fresh_nonce=nonce))


@procedure("WALLET-2")
def bind(asked: Asked) -> Answer:
    """Whoever signed is the owner. Rejects with `CHECKPOINT_UNTIMELY`."""
    given: Bind = asked.fields
    slot = min(first_slot_of_epoch(given.checkpoint.epoch, given.checkpoint_slots), MAX_UINT64)
    trust = begin_trust(asked.injected.reading, slot, given.now)
    view = View(chain=given.chain, certified=given.checkpoint, era=given.era, members=given.members)
    bound = replace(asked.device.non_volatile, owner=asked.signer, view=view, checkpoint_slots=given.checkpoint_slots, trust=trust)
    return _moved(asked, LifeEvent.BIND, bound)


def suspend(asked: Asked) -> Answer:
    """Out of service."""
    return _moved(asked, LifeEvent.SUSPEND, asked.device.non_volatile)


def resume(asked: Asked) -> Answer:
    """Back in service."""
    return _moved(asked, LifeEvent.RESUME, asked.device.non_volatile)


@procedure("DEVICE-8")
def retire(asked: Asked) -> Answer:
    """The end: nothing is left but what the manufacturer wrote into the chip, and how often it has attested."""
    kept = asked.device.non_volatile
    return _moved(asked, LifeEvent.RETIRE, NonVolatile(stage=kept.stage, marks=kept.marks, attestations=kept.attestations))


def _moved(asked: Asked, event: LifeEvent, after: NonVolatile) -> Answer:
    return Answer((), replace(after, stage=live_on(asked.device.non_volatile.stage, event)), NO_MEMORY)


KeyBytes = Annotated[bytes, Length(0, 40)]
"""The COSE_Key of an Ed25519 key; nothing where there is no key."""

IDENTITY_FIELDS = {
    "stage": LifeStage,
    "key": KeyBytes,
    "ueid": Annotated[bytes, Length(33, 33)],
    "model": HardwareModel,
    "firmware": Hash,
    "production": bool,
    "manufacturer": AccountId,
    "owner": AccountId,
    "attestations": Counter,
}
"""What a chip says of itself to whoever asks: nothing that is secret, and nothing that is signed."""

SIGNED_CODES = (Code.KEY_INVALID, Code.SIGNATURE_NOT_CANONICAL, Code.SIGNATURE_INVALID, Code.SIGNER_FOREIGN, Code.CHIP_FOREIGN, Code.FRESH_NONCE_FOREIGN)
"""Why a command that needs a signature is refused."""

BIND_CODES = (*(code for code in SIGNED_CODES if code is not Code.SIGNER_FOREIGN), Code.CHECKPOINT_UNTIMELY)
"""Anybody may sign it."""

LIFECYCLE_COMMANDS = (
    Command(1, Identify, EVERYWHERE, Signer.NOBODY, IDENTITY_FIELDS, False, ()),
    Command(2, Provision, (LifeStage.MANUFACTURED,), Signer.NOBODY, {"key": KeyBytes}, True, ()),
    Command(3, Attest, ALIVE, Signer.NOBODY, {"attestation": AttestationBytes}, True, (Code.COUNTER_EXHAUSTED,)),
    Command(4, AskForOrder, ALIVE, Signer.NOBODY, {"nonce": Hash}, False, ()),
    Command(5, Bind, (LifeStage.PROVISIONED,), Signer.WHOEVER, {}, True, BIND_CODES),
    Command(6, Suspend, (LifeStage.BOUND,), Signer.OWNER, {}, True, SIGNED_CODES),
    Command(7, Resume, (LifeStage.SUSPENDED,), Signer.OWNER, {}, True, SIGNED_CODES),
    Command(8, Retire, ALIVE, Signer.MAKER_TOO, {}, True, SIGNED_CODES),
)
"""The rows of the table."""

LIFECYCLE_ANSWERS: Answers = {
    Identify: identify,
    Provision: provision,
    Attest: attest,
    AskForOrder: ask_for_order,
    Bind: bind,
    Suspend: suspend,
    Resume: resume,
    Retire: retire,
}
"""What carries them out."""
