"""The reference's own chip: what `smartshare serve` attests with."""

import secrets
from hashlib import sha256

from reference.agent.chip.lifecycle_commands import Attest, Provision
from reference.agent.chip.machine import step
from reference.agent.chip.records import Device, Injected
from reference.wire.attestation import NO_HOST
from reference.wire.cbor import array, byte_string, decode
from vectors.scenarios.session_builder import MANUFACTURER, command_bytes


class TestChip:
    """A chip with a test build, made anew with each process: nobody can tell its key beforehand, and it says itself that it is for tests."""

    __test__ = False  # pytest would take it for a test.

    def __init__(self) -> None:
        """Provision it under a serial that it alone has."""
        self._device = Device()
        firmware = sha256(b"smartshare reference").digest()
        self._command(Provision(secrets.token_bytes(32), b"referenc", firmware, False, MANUFACTURER.account))

    def attest(self, nonce: bytes) -> bytes:
        """The chip's attestation to a nonce."""
        return byte_string(array(decode(self._command(Attest(nonce, NO_HOST))), 2)[1])

    def _command(self, record: Provision | Attest) -> bytes:
        outcome = step(self._device, command_bytes(record), Injected(secrets.token_bytes(32), 0))
        self._device = outcome.device
        return outcome.response
