"""Attested reports: a target that is a chip signs, with its own key, what was found of it.

The chip attests (rule ATTEST-2) to a nonce that stands for the run: its identifier, the suite, and the verdict on every case. So whoever has the report
and knows the chip can tell that this very chip was there, and that nobody has changed a verdict since. What the chip signs it cannot judge: it says that
it was tested, and the verdicts are the harness's.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from conformance.messages import Unsupported
from conformance.results import Attestation, Run
from conformance.target import Target
from conformance.verdicts import ConformanceError, Fault
from reference.codes import Reject
from reference.numbers import Hash
from reference.wire.attestation import Attested, authenticate_attestation
from reference.wire.hashing import Tag, tagged_hash
from vectors.case import Profile

RUN_BYTES = 32
"""The bytes of a run's identifier, drawn at random when the run is over."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What an attestation is about."""

    run: bytes
    """The run's identifier."""

    manifest: Hash
    """SHA-256 of the suite's manifest."""

    results: Hash
    """SHA-256 of the verdicts (`results_hash`)."""

    @property
    def nonce(self) -> Hash:
        """What the chip is asked with."""
        return tagged_hash(Tag.CONFORMANCE_REPORT, self.run + self.manifest + self.results)


def results_hash(verdicts: Iterable[tuple[str, str]]) -> Hash:
    """SHA-256 of a line for each case, in the report's order: its id, a space, its verdict, a line feed."""
    digest = sha256()
    for case, verdict in verdicts:
        digest.update(f"{case} {verdict}\n".encode())
    return digest.digest()


def have_attested(run: Run, target: Target, manifest: str) -> None:
    """Have a target that claims the profile `agent` attest to a run that is over, and keep what it says.

    One that cannot, or that does not answer, leaves a note. One that signs something else, or whose signature does not hold, fails the run.
    """
    if run.hello is None or Profile.AGENT.value not in run.hello.profiles or run.stopped:
        return
    statement = Statement(secrets.token_bytes(RUN_BYTES), bytes.fromhex(manifest), results_hash((each.case.id, each.verdict.value) for each in run.results))
    try:
        target.start()
        answer = target.attest(statement.nonce)
        target.finish()
    except (Fault, ConformanceError) as failure:
        run.notes.append(f"the report is not attested: {failure}")
        return
    finally:
        target.kill()
    if isinstance(answer, Unsupported):
        run.notes.append(f"the report is not attested: the target said unsupported, {answer.reason}")
        return
    try:
        chip = check(answer, statement)
    except ConformanceError as error:
        run.complaints.append(f"the target's attestation of this report is wrong: {error}")
        return
    run.attestation = Attestation(statement.run, statement.results, answer)
    run.notes.append(f"the chip {chip.chip.hex()} has attested to this report; smartshare attested checks it")


def check(attestation: bytes, statement: Statement) -> Attested:
    """What a chip says of itself when it attests to a statement. Raises `ConformanceError`."""
    try:
        attested = authenticate_attestation(attestation)
    except Reject as rejection:
        raise ConformanceError(f"it is rejected with {rejection.code.name}") from None
    if attested.nonce != statement.nonce:
        raise ConformanceError("it answers another nonce")
    return attested
