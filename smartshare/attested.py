"""`smartshare attested`: whose signature stands under a report, and whether the report is still what was signed."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from conformance.attested import Statement, check, results_hash
from conformance.plain import plain
from conformance.verdicts import ConformanceError
from reference.codes import Reject
from reference.wire.attestation import Attested
from reference.wire.endorsement import MAX_ENDORSEMENT_BYTES, Endorsed, authenticate_endorsement
from smartshare.options import CannotRun, output


@click.command("attested")
@click.argument("report", metavar="REPORT", type=click.Path(path_type=Path))
@click.option("--endorsement", type=click.Path(path_type=Path), help="The bytes of the manufacturer's endorsement of the chip (rule ENDORSE-1), in a file.")
def attested(report: Path, endorsement: Path | None) -> None:
    """Check which chip has attested to a report.

    REPORT is a report.json that smartshare conform --out wrote.

    The chip's signature covers the run, the suite and every verdict. Who has the chip's endorsement also learns which manufacturer stands by it; whether that
    manufacturer is one, the chain says.

    Exit status: 0 the chip named has signed this report; 1 it has not; 2 there is nothing to check.
    """
    content = _content(report)
    try:
        chip = check(*_signed(content))
        endorsed = _endorsed(endorsement, chip) if endorsement else None
    except ConformanceError as error:
        with output() as console:
            console.print(f"not attested: {plain(str(error))}", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)
    lines = [
        f"attested by the chip {chip.chip.hex()}",
        f"  serial {chip.serial.hex()}, model {chip.model.hex()}, firmware {chip.firmware.hex()}",
        f"  a {'production' if chip.production else 'test'} build; its attestation number {chip.counter}",
        *([f"  endorsed by the manufacturer {endorsed.issuer.hex()}, whose root is {endorsed.root.hex()}"] if endorsed else []),
        f"what it answered: exit status {content['exit_status']}, {content['totals']['pass']} of {len(content['cases'])} cases pass",
    ]
    with output() as console:
        for line in lines:
            console.print(line, markup=False, highlight=False, soft_wrap=True)


def _content(path: Path) -> dict[str, Any]:
    """The report. Raises `CannotRun`."""
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise CannotRun(f"the report {path} cannot be read: {error.strerror}; name a report.json that smartshare conform --out wrote") from None
    except (ValueError, RecursionError) as error:
        raise CannotRun(f"{path} is no JSON ({error}); name a report.json that smartshare conform --out wrote") from None
    if not isinstance(content, dict) or "attestation" not in content:
        raise CannotRun(f"{path} is no report; name a report.json that smartshare conform --out wrote")
    if content["attestation"] is None:
        raise CannotRun(f"nobody has attested to {path}: the target does not claim the profile agent, or its notes say why it did not")
    return content


def _signed(content: dict[str, Any]) -> tuple[bytes, Statement]:
    """The attestation, and what it has to be about for the report to be what was signed. Raises `CannotRun` and `ConformanceError`."""
    try:
        signed = content["attestation"]
        results = results_hash((each["id"], each["verdict"]) for each in content["cases"])
        statement = Statement(bytes.fromhex(signed["run"]), bytes.fromhex(content["suite"]["manifest_sha256"]), results)
        attestation, said = bytes.fromhex(signed["attestation"]), bytes.fromhex(signed["results_sha256"])
        if type(content["exit_status"]) is not int or type(content["totals"]["pass"]) is not int:
            raise TypeError("a number is missing")
    except (KeyError, TypeError, ValueError) as error:
        raise CannotRun(f"the report is not what smartshare conform writes ({error}); check it as it was written") from None
    if results != said:
        raise ConformanceError("the verdicts are not those that the chip was asked about")
    return attestation, statement


def _endorsed(path: Path, chip: Attested) -> Endorsed:
    """The endorsement, which is of this chip. Raises `CannotRun` and `ConformanceError`."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_ENDORSEMENT_BYTES + 1)
        endorsed = authenticate_endorsement(data)
    except OSError as error:
        raise CannotRun(f"the endorsement {path} cannot be read: {error.strerror}; name the file that holds its bytes") from None
    except Reject as rejection:
        raise CannotRun(f"{path} is no endorsement: it is rejected with {rejection.code.name}") from None
    identity = endorsed.identity
    if (identity.chip, endorsed.serial, identity.model, identity.production) != (chip.chip, chip.serial, chip.model, chip.production):
        raise ConformanceError("the endorsement is of another chip")
    return endorsed
