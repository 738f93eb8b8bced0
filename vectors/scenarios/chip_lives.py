"""Sessions of a chip's life: every command in every stage, orders that are not the owner's, power cuts at every write."""

from collections.abc import Iterator

from reference.agent.chip.commands import Signer
from reference.agent.chip.lifecycle_commands import ALIVE, MAX_HOST_BYTES, AskForOrder, Attest, Identify, Resume, Retire, Suspend
from reference.agent.chip.machine import COMMANDS
from reference.agent.chip.records import LifeStage
from reference.codes import Code
from reference.wire.cbor import encode
from reference.wire.hashing import Tag
from reference.wire.host_attestation import HostClaims
from vectors.case import Case
from vectors.keys import key_pair, sign_host_attestation
from vectors.malformed.economy_bodies import usual_body
from vectors.scenarios.session_builder import MANUFACTURER, OWNER, STRANGER, SessionBuilder, bound, command_bytes, provisioning

BOUND, SUSPENDED, PROVISIONED = LifeStage.BOUND, LifeStage.SUSPENDED, LifeStage.PROVISIONED
NONCE = bytes(range(32))


def life_cases() -> list[Case]:
    """All of them."""
    return [*_wrong_stages(), *_lives(), *_attestations(), *_orders(), *_every_order(), *_power_cuts()]


def _wrong_stages() -> Iterator[Case]:
    """In each stage every command that is not legal there. Its fields are right, and where it needs a signature that is said after the stage."""
    for stage in LifeStage:
        session = SessionBuilder(f"chip that is {stage.name.lower()}").lives(stage)
        for command in COMMANDS:
            if stage not in command.stages:
                unsigned = command_bytes(usual_body(command.record)) if command.signer is Signer.NOBODY else encode([command.number, bytes(9)])
                session.send(unsigned, Code.STAGE_WRONG)
        yield session.case(("DEVICE-2", "DEVICE-3", "DEVICE-8"), f"a chip that is {stage.name.lower()}: every command that is not legal")


def _lives() -> Iterator[Case]:
    for stage in LifeStage:
        session = SessionBuilder("chip that says what it is").lives(stage)
        yield session.case(("DEVICE-7", "DEVICE-3"), f"identify: a chip that is {stage.name.lower()}")
    session = SessionBuilder().lives(BOUND)
    session.ask(Identify())
    session.ask(Attest(NONCE, b""))
    session.order(Suspend())
    session.order(Resume())
    session.order(Suspend())
    session.order(Resume())
    session.order(Retire())
    yield session.case(("DEVICE-3", "DEVICE-8"), "a whole life: bound, attested, suspended, resumed, again, retired by its owner")
    for stage in ALIVE:
        session = SessionBuilder().lives(stage)
        session.order(Retire(), signer=MANUFACTURER)
        yield session.case(("DEVICE-8", "DEVICE-5"), f"a chip that is {stage.name.lower()}, retired by its manufacturer")


def _attestations() -> Iterator[Case]:
    host = sign_host_attestation(key_pair("chip host"), _host())
    for stage in ALIVE:
        session = SessionBuilder().lives(stage)
        for number, token in enumerate((b"", host, b"\0" * MAX_HOST_BYTES)):
            session.ask(Attest(bytes([number]) * 32, token))
        yield session.case(("DEVICE-4",), f"a chip that is {stage.name.lower()} attests three times, to the last nonce with the longest token")


def _host() -> HostClaims:
    return HostClaims(NONCE, bytes(32), bytes(32))


def _orders() -> Iterator[Case]:
    session = SessionBuilder().lives(BOUND)
    session.order(Suspend(), Code.SIGNER_FOREIGN, signer=STRANGER)
    session.order(Suspend(), Code.SIGNER_FOREIGN, signer=MANUFACTURER)
    session.order(Suspend(), Code.CHIP_FOREIGN, chip=bytes(32))
    session.order(Suspend(), Code.FRESH_NONCE_FOREIGN, nonce=bytes(32))
    session.order(Suspend(), Code.SIGNATURE_INVALID, use=Tag.TRANSACTION)
    session.order(Retire(), Code.SIGNER_FOREIGN, signer=STRANGER)
    session.order(Suspend(), Code.SIGNER_FOREIGN, signer=STRANGER, chip=bytes(32), nonce=bytes(32))
    session.order(Suspend(), Code.CHIP_FOREIGN, chip=bytes(32), nonce=bytes(32))
    session.order(Suspend(), Code.COMMAND_MALFORMED, asked=[8])
    session.order(Suspend(), Code.COMMAND_MALFORMED, asked=[6, 0])
    session.order(Suspend(), Code.COMMAND_MALFORMED, asked=[])
    session.order(Suspend(), Code.COMMAND_MALFORMED, asked=6)
    yield session.case(("DEVICE-5",), "orders: a stranger's, the manufacturer's, for another chip, with another nonce, for another use, of another command")

    session = SessionBuilder().lives(PROVISIONED)
    (nonce,) = session.ask(AskForOrder())
    order = session.ordered(bound(), nonce)
    session.send(order[:-1] + bytes([order[-1] ^ 1]), Code.SIGNATURE_INVALID)
    session.send(order[:-64] + b"\xff" * 64, Code.SIGNATURE_NOT_CANONICAL)
    session.send(order[:-65] + b"\xff" * 65, Code.COMMAND_MALFORMED)
    session.send(order)
    yield session.case(("DEVICE-5",), "an order: its signature is wrong, then of a form that none has, then no envelope, then right")

    session = SessionBuilder().lives(BOUND)
    (nonce,) = session.ask(AskForOrder())
    order = session.ordered(Suspend(), nonce)
    session.send(order)
    session.send(session.ordered(Resume(), nonce), Code.FRESH_NONCE_FOREIGN)
    session.order(Resume())
    session.send(order, Code.FRESH_NONCE_FOREIGN)
    session.ask(AskForOrder())
    session.send(order, Code.FRESH_NONCE_FOREIGN)
    yield session.case(("DEVICE-5",), "an order is replayed, and another has its nonce: after it was obeyed, and after another nonce was asked for")

    session = SessionBuilder().lives(BOUND)
    (nonce,) = session.ask(AskForOrder())
    order = session.ordered(Suspend(), nonce)
    session.ask(Identify(), cut=0)
    session.send(order, Code.FRESH_NONCE_FOREIGN)
    session.send(session.ordered(Suspend(), bytes(32)), Code.FRESH_NONCE_FOREIGN)
    yield session.case(("DEVICE-5", "POWER-2"), "an order comes after a power cut: the chip no longer knows that it has asked, and zeros are no answer")

    session = SessionBuilder().lives(BOUND)
    (nonce,) = session.ask(AskForOrder())
    session.ask(Attest(NONCE, b""))
    session.send(session.ordered(Suspend(), nonce))
    yield session.case(("DEVICE-5",), "an order comes after other commands: they do not end its nonce")

    yield _small_key()


def _every_order() -> Iterator[Case]:
    """Each command that needs a signature, with every one that it must not have."""
    for command in COMMANDS:
        if command.signer is Signer.NOBODY:
            continue
        session = SessionBuilder(f"chip for order {command.number}").lives(command.stages[0])
        (nonce,) = session.ask(AskForOrder())
        record, signer = usual_body(command.record), MANUFACTURER if command.signer is Signer.MAKER_TOO else OWNER
        right = session.ordered(record, nonce, signer)
        session.send(right.replace(signer.public.x, (1).to_bytes(32, "little")), Code.KEY_INVALID)
        session.send(right[:-64] + b"\xff" * 64, Code.SIGNATURE_NOT_CANONICAL)
        session.send(session.ordered(record, nonce, signer, use=Tag.ATTESTATION), Code.SIGNATURE_INVALID)
        if command.signer is not Signer.WHOEVER:
            session.send(session.ordered(record, nonce, STRANGER), Code.SIGNER_FOREIGN)
        session.send(session.ordered(record, nonce, signer, chip=bytes(32)), Code.CHIP_FOREIGN)
        session.send(session.ordered(record, nonce, signer, nonce=bytes(32)), Code.FRESH_NONCE_FOREIGN)
        yield session.case(("DEVICE-5",), f"command {command.number}: every signature that it must not have")


def _small_key() -> Case:
    session = SessionBuilder().lives(PROVISIONED)
    (nonce,) = session.ask(AskForOrder())
    for chip, code in ((bytes(31), Code.COMMAND_MALFORMED), (session.account, Code.KEY_INVALID)):
        order = session.ordered(bound(), nonce, OWNER, chip=chip)
        session.send(order.replace(OWNER.public.x, (1).to_bytes(32, "little")), code)
    return session.case(("DEVICE-5",), "an order under a key of small order, first one that names no chip, which is said before")


def _power_cuts() -> Iterator[Case]:
    """The power is cut in each command of a life, before its write and after it; what was done is not done again, and what was not is."""
    for done in (0, 1):
        when = "after" if done else "before"
        session = SessionBuilder()
        session.ask(provisioning(), cut=done)
        session.ask(provisioning(), Code.STAGE_WRONG if done else 0)
        yield session.case(("POWER-2", "DEVICE-6"), f"the power is cut {when} the key was stored: there is one key, whichever")

        session = SessionBuilder().lives(PROVISIONED)
        session.ask(Attest(NONCE, b""), cut=done)
        session.ask(Attest(NONCE, b""))
        yield session.case(("POWER-2", "DEVICE-4"), f"the power is cut {when} an attestation's counter was stored: none is used twice")

        session = SessionBuilder().lives(PROVISIONED)
        session.order(bound(), cut=done)
        session.order(bound(), Code.STAGE_WRONG if done else 0)
        session.order(Suspend(), cut=done)
        session.order(Suspend(), Code.STAGE_WRONG if done else 0)
        session.order(Resume(), cut=done)
        session.order(Resume(), Code.STAGE_WRONG if done else 0)
        session.order(Retire(), cut=done)
        if not done:
            session.order(Retire())
        yield session.case(("POWER-2", "DEVICE-3"), f"the power is cut {when} each order was obeyed, and each is given again")
