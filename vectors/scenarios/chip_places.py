"""Where the scenarios of identity play: a manufacturer, some of its chips, the hosts that they sit in, and their owners."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from immutables import Map

from reference.numbers import AccountId, Amount, Hash, Slot
from reference.state.chip import NO_CHIP, NOBODY, Binding, Chip, ChipStage
from reference.state.manufacturer import Manufacturer, ManufacturerStanding, Recall
from reference.state.smart_agent_tables import SmartAgents
from reference.state.state import State
from reference.wire.attestation import NO_HOST, ChipClaims, attestation_nonce
from reference.wire.chip_identity import BatchNumber, ChipIdentity, Counter, Serial
from reference.wire.endorsement import Endorsement
from reference.wire.host_attestation import HostClaims
from reference.wire.identity_bodies import ChipBind, ChipRegister
from reference.wire.keys import Algorithm
from reference.wire.transaction import Transfer
from vectors.build import ALICE, BOB, CAROL, batch, found, transact_case, transaction
from vectors.case import Case
from vectors.keys import KeyPair, key_pair, sign_attestation, sign_endorsement, sign_host_attestation

MAKER = key_pair("maker")
"""The account of the manufacturer."""

ROOT = key_pair("maker's root", Algorithm.ES256)
"""What it signs endorsements with."""

OTHER_ROOT = key_pair("another root")
"""A key that is not its root, until it is."""

CHIP = key_pair("chip", Algorithm.ES256)
CLONE = key_pair("clone")
GATEWAY = key_pair("gateway")
"""The host of the chip."""
SENSOR = key_pair("sensor", Algorithm.ES256)
"""Another host."""

SERIAL: Serial = sha256(b"smartshare vectors: serial").digest()
OTHER_SERIAL: Serial = sha256(b"smartshare vectors: another serial").digest()
MODEL = b"SA-1\0\0\0\0"
FIRMWARE: Hash = sha256(b"smartshare vectors: firmware").digest()
NEW_FIRMWARE: Hash = sha256(b"smartshare vectors: new firmware").digest()
SYSTEM: Hash = sha256(b"smartshare vectors: host system").digest()
NAME: Hash = sha256(b"smartshare vectors: what a manufacturer says of itself").digest()
BATCH: BatchNumber = 7
COUNTER: Counter = 4
"""The counter of the registered chip."""

DEPOSIT: Amount = 3_000
PLENTY: Amount = 1_000_000
WAIT = 30

KEY = (MAKER.account, SERIAL)
ACTIVE = Manufacturer(standing=ManufacturerStanding.ACTIVE, deposit=DEPOSIT, root=ROOT.account, metadata=NAME, revoked=0)
REVOKED = replace(ACTIVE, standing=ManufacturerStanding.REVOKED, revoked=35)
CLOSED = replace(REVOKED, standing=ManufacturerStanding.CLOSED, deposit=0)
IDENTITY = ChipIdentity(chip=CHIP.account, model=MODEL, batch=BATCH, production=True)
REGISTERED = Chip(
    stage=ChipStage.BOUND,
    identity=IDENTITY,
    owner=ALICE.account,
    node=GATEWAY.account,
    successor=NOBODY,
    counter=COUNTER,
    firmware=FIRMWARE,
    host=SYSTEM,
)
OFFERED = replace(REGISTERED, successor=BOB.account)
SUSPENDED = replace(REGISTERED, stage=ChipStage.SUSPENDED)
RETIRED = replace(REGISTERED, stage=ChipStage.RETIRED)
GONE = replace(REGISTERED, stage=ChipStage.REVOKED)
STOLEN = replace(NO_CHIP, stage=ChipStage.REVOKED)
"""A chip that its manufacturer revoked before anybody registered it."""


GENUINE = Endorsement(issuer=MAKER.account, key=CHIP.public, serial=SERIAL, model=MODEL, batch=BATCH, production=True)
"""What the manufacturer says of the chip."""

PEOPLE = (ALICE, BOB, MAKER)


def chip_place(
    manufacturer: Manufacturer | None = ACTIVE,
    chips: Mapping[tuple[AccountId, Serial], Chip] | None = None,
    recalls: Mapping[tuple[AccountId, BatchNumber], Slot] | None = None,
    balances: Mapping[KeyPair, Amount] | None = None,
    preset: str = "minimal",
) -> State:
    """A state with this manufacturer, or where there is none with Carol in its place, these chips, bound as they say, and these revoked batches."""
    bound = {chip.node: Binding(*key) for key, chip in (chips or {}).items() if chip.stage in (ChipStage.BOUND, ChipStage.SUSPENDED)}
    agents = SmartAgents(
        manufacturers=Map({CAROL.account: ACTIVE} if manufacturer is None else {MAKER.account: manufacturer}),
        recalls=Map({key: Recall(slot) for key, slot in (recalls or {}).items()}),
        chips=Map(chips or {}),
        bindings=Map(bound),
    )
    return found(preset, dict.fromkeys(PEOPLE, PLENTY) if balances is None else balances, smart_agents=agents)


def with_chip(chip: Chip = REGISTERED, manufacturer: Manufacturer = ACTIVE, recalls: Mapping[tuple[AccountId, BatchNumber], Slot] | None = None) -> State:
    """The same with the one chip."""
    return chip_place(manufacturer, {KEY: chip}, recalls)


def with_rival(state: State, people: Sequence[KeyPair] = (ALICE, BOB)) -> State:
    """The same with Bob, another manufacturer, where these people have SSP."""
    rival = replace(ACTIVE, root=OTHER_ROOT.account)
    agents = replace(state.smart_agents, manufacturers=state.smart_agents.manufacturers.set(BOB.account, rival))
    return found("minimal", dict.fromkeys(people, PLENTY), smart_agents=agents)


def nonce_for(state: State, sender: KeyPair, ahead: int = 1) -> Hash:
    """What a chip must attest to for the sender's next transaction, or a later one."""
    account = state.accounts.get(sender.account)
    return attestation_nonce(state.chain.id, sender.account, ahead + (0 if account is None else account.nonce))


def claims_for(nonce: Hash, host: KeyPair | None = GATEWAY, chip: KeyPair = CHIP, counter: Counter = 1) -> ChipClaims:
    """What the chip says to this nonce, with what its host says, if it sits in one."""
    token = NO_HOST if host is None else sign_host_attestation(host, HostClaims(nonce=nonce, measurement=SYSTEM, chip=chip.account))
    return ChipClaims(nonce=nonce, serial=SERIAL, model=MODEL, host=token, firmware=FIRMWARE, production=True, counter=counter)


def registration(
    state: State,
    sender: KeyPair = ALICE,
    *,
    endorsement: Endorsement = GENUINE,
    root: KeyPair = ROOT,
    chip: KeyPair = CHIP,
    claims: ChipClaims | None = None,
    ahead: int = 1,
) -> ChipRegister:
    """The registration of the chip by the sender's next transaction, or a later one, unless told otherwise."""
    said = claims_for(nonce_for(state, sender, ahead), chip=chip) if claims is None else claims
    return ChipRegister(sign_endorsement(root, endorsement), sign_attestation(chip, said))


def binding(
    state: State, sender: KeyPair = ALICE, claims: ChipClaims | None = None, chip: KeyPair = CHIP, host: KeyPair | None = GATEWAY, ahead: int = 1
) -> ChipBind:
    """The chip bound anew by the sender's next transaction, or a later one, unless told otherwise."""
    said = claims_for(nonce_for(state, sender, ahead), host, chip, COUNTER + 1) if claims is None else claims
    return ChipBind(MAKER.account, SERIAL, sign_attestation(chip, said))


def outside_case(rules: tuple[str, ...], why: str, state: State) -> Case:
    """The case of a state from outside, to which a transfer is applied where it is accepted."""
    return transact_case(rules, why, state, [batch(state, [transaction(state, ALICE, Transfer(BOB.account, 5))])])
