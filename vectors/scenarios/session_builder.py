"""Writing sessions with chips: each command is carried out on the reference while it is written, so that the next one can answer its response."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from cbor2 import loads

from reference.agent.chip.lifecycle_commands import AskForOrder, Bind, Identify, Provision, Retire, Suspend
from reference.agent.chip.machine import COMMANDS
from reference.agent.chip.owner_orders import encode_order
from reference.agent.chip.records import Device, LifeStage
from reference.agent.chip.secrets import account_of
from reference.codes import SUCCESS, Code
from reference.parameters import MINIMAL
from reference.wire.cbor import encode
from reference.wire.fields import plain_fields
from reference.wire.hashing import Tag
from vectors.build import reference_case
from vectors.case import Case, Kind
from vectors.json_form import to_json
from vectors.keys import KeyPair, key_pair, seal
from vectors.scenarios.light_client_chain import VIEW
from vectors.sessions import SessionStep, after_step

MANUFACTURER, OWNER, STRANGER = key_pair("chip manufacturer"), key_pair("chip owner"), key_pair("stranger")
NUMBERS = {command.record: command.number for command in COMMANDS}
"""The number of each command."""

CUT = -1
"""What is expected of a step in which the power is cut: no response."""


def provisioning(name: str = "chip") -> Provision:
    """How a chip of this name is provisioned."""
    return Provision(sha256(name.encode()).digest(), b"model  1", sha256(b"firmware").digest(), False, MANUFACTURER.account)


def command_bytes(record: Any) -> bytes:
    """A command that needs no signature."""
    return encode([NUMBERS[type(record)], *plain_fields(record)])


class SessionBuilder:
    """A session as it is written: every step says what it is to be answered with, and the reference must agree."""

    def __init__(self, name: str = "chip") -> None:
        """Begin with a chip that nobody has provisioned. Its entropy follows from its name and the number of the step."""
        self.name = name
        self.device = Device()
        self.steps: list[SessionStep] = []
        self.reading = 1

    def send(self, command: bytes, code: Code | int = SUCCESS, cut: int | None = None) -> list[Any]:
        """Give the chip a command; the fields of its response. Raises AssertionError where the reference answers otherwise than is meant."""
        entropy = sha256(f"{self.name} entropy {len(self.steps)}".encode()).digest()
        each = SessionStep(command, entropy, self.reading, cut)
        self.steps.append(each)
        before = self.device
        self.device, answer = after_step(self.device, each)
        if answer.response is None:
            return []
        answered: list[Any] = loads(answer.response)
        number, fields = answered[0], answered[1:]
        meant = code.number if isinstance(code, Code) else code
        if number != meant:
            raise AssertionError(f"{self.name}, step {len(self.steps)}: answered {number}, where {meant} is meant")
        if number != SUCCESS and self.device != before:
            raise AssertionError(f"{self.name}, step {len(self.steps)}: a refusal changed the chip")
        return fields

    def ask(self, record: Any, code: Code | int = SUCCESS, cut: int | None = None) -> list[Any]:
        """Give it a command that needs no signature."""
        return self.send(command_bytes(record), code, cut)

    def order(self, record: Any, code: Code | int = SUCCESS, cut: int | None = None, *, signer: KeyPair = OWNER, **changed: Any) -> list[Any]:
        """Have it ask for an order, and give it one. What is `changed` of the order: `chip`, `nonce`, `asked`, or the `use` that it is signed for."""
        (nonce,) = self.ask(AskForOrder())
        return self.send(self.ordered(record, nonce, signer, **changed), code, cut)

    def ordered(self, record: Any, asked_with: bytes, signer: KeyPair = OWNER, **changed: Any) -> bytes:
        """The command that carries an order."""
        number = NUMBERS[type(record)]
        payload = encode_order(changed.get("chip", self.account), changed.get("nonce", asked_with), changed.get("asked", [number, *plain_fields(record)]))
        return encode([number, seal(signer, payload, changed.get("use", Tag.OWNER_ORDER))])

    @property
    def account(self) -> bytes:
        """The account of the chip's key."""
        return account_of(self.device.non_volatile.seed)

    def lives(self, stage: LifeStage) -> "SessionBuilder":
        """Bring the chip from its manufacture to a stage of its life."""
        if stage > LifeStage.MANUFACTURED:
            self.ask(provisioning(self.name))
        if stage in (LifeStage.BOUND, LifeStage.SUSPENDED):
            self.order(bound())
        if stage is LifeStage.SUSPENDED:
            self.order(Suspend())
        if stage is LifeStage.RETIRED:
            self.order(Retire(), signer=MANUFACTURER)
        return self

    def case(self, rules: Iterable[str], why: str) -> Case:
        """The case, which ends with what the chip says of itself: so it shows what the steps before have left."""
        self.ask(Identify())
        return session_case((*rules, "POWER-1"), why, self.steps)


def bound() -> Bind:
    """How an owner takes a chip, when it is slot 20 and the checkpoint of epoch 3 is final."""
    return Bind(VIEW.chain, 5, 20, VIEW.certified, VIEW.era, VIEW.members)


def session_case(rules: tuple[str, ...], why: str, steps: list[SessionStep]) -> Case:
    """The case of these steps."""
    return reference_case(rules, Kind.SESSION, MINIMAL.name, why, {"steps": [to_json(SessionStep, each) for each in steps]})
