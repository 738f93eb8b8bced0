"""A chip under test signs the report of its run: real targets, and reports that were changed afterwards."""

import json
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conformance.attested import results_hash
from reference.wire.attestation import authenticate_attestation
from reference.wire.chip_identity import HardwareModel
from reference.wire.endorsement import Endorsement
from smartshare.__main__ import main
from vectors.keys import KeyPair, key_pair, sign_endorsement

SERVE = f"cmd:{shlex.quote(sys.executable)} -m smartshare serve"
CASES = ("--profile", "agent", "--rule", "DEVICE-1", "--probe", "0", "--recheck", "0")
"""Some sessions with a chip."""


def conform(target: str, out: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["conform", "--target", target, "--out", str(out), *(options or CASES)])


def attested(report: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["attested", str(report), *options])


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a run on the reference, which its chip has signed."""
    out = tmp_path_factory.mktemp("attested")
    ended = conform(SERVE, out)
    assert ended.exit_code == 0, ended.output
    return out / "report.json"


def content(report: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(report.read_text())
    return loaded


def test_a_chip_that_was_tested_attests_to_its_report(report: Path) -> None:
    """By the key that the attestation names, and under a nonce that only this run has."""
    checked = attested(report)
    assert checked.exit_code == 0, checked.output
    signed = bytes.fromhex(content(report)["attestation"]["attestation"])
    assert f"attested by the chip {authenticate_attestation(signed).chip.hex()}" in checked.output
    assert "a test build; its attestation number 1" in checked.output
    assert any(note.endswith("smartshare attested checks it") for note in content(report)["notes"])


def changed_verdict(report: dict[str, Any]) -> None:
    report["cases"][0]["verdict"] = "fail"


def without_a_case(report: dict[str, Any]) -> None:
    del report["cases"][0]


def other_suite(report: dict[str, Any]) -> None:
    report["suite"]["manifest_sha256"] = "00" * 32


def other_run(report: dict[str, Any]) -> None:
    report["attestation"]["run"] = "00" * 32


def changed_signature(report: dict[str, Any]) -> None:
    signed = report["attestation"]["attestation"]
    report["attestation"]["attestation"] = signed[:-2] + ("00" if signed[-2:] != "00" else "01")


def hash_made_to_fit(report: dict[str, Any]) -> None:
    """Whoever changes a verdict can also write the hash that belongs to it, but not sign it."""
    changed_verdict(report)
    report["attestation"]["results_sha256"] = results_hash((each["id"], each["verdict"]) for each in report["cases"]).hex()


@pytest.mark.parametrize("change", [changed_verdict, without_a_case, other_suite, other_run, changed_signature, hash_made_to_fit])
def test_a_report_that_was_changed_is_not_attested(report: Path, tmp_path: Path, change: Any) -> None:
    changed = content(report)
    change(changed)
    path = tmp_path / "report.json"
    path.write_text(json.dumps(changed))
    checked = attested(path)
    assert (checked.exit_code, checked.output[:13]) == (1, "not attested:"), checked.output


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"attestation": null}', '{"attestation": {}}', '{"attestation": 3, "cases": 4}', '{"attestation": {"run": "zz"}, "cases": []}']
)
def test_what_is_no_report_says_what_to_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text)
    checked = attested(path)
    assert checked.exit_code == 2
    assert len(checked.output.splitlines()) == 1
    assert checked.output.startswith("Error: ")


def test_an_endorsement_has_to_be_of_the_chip(report: Path, tmp_path: Path) -> None:
    """A manufacturer's word for another chip says nothing of this one."""
    chip = authenticate_attestation(bytes.fromhex(content(report)["attestation"]["attestation"]))
    path = tmp_path / "endorsement"
    path.write_bytes(b"\xd2")
    assert attested(report, "--endorsement", str(path)).exit_code == 2
    path.write_bytes(endorsement_of(key_pair("another chip"), chip.serial, chip.model))
    refused = attested(report, "--endorsement", str(path))
    assert (refused.exit_code, refused.output) == (1, "not attested: the endorsement is of another chip\n")


def endorsement_of(chip: KeyPair, serial: bytes, model: HardwareModel) -> bytes:
    maker = key_pair("chip manufacturer")
    return sign_endorsement(maker, Endorsement(maker.account, chip.public, serial, model, 1, False))


ADAPTER = """
import json, sys
from conformance.messages import PROTOCOL_VERSION
for line in sys.stdin:
    request = json.loads(line)
    reply = {"seq": request["seq"]}
    if request["op"] == "hello":
        limits = {"max_message_bytes": 65536}
        reply["hello"] = {"protocol": PROTOCOL_VERSION, "name": "a", "version": "1", "profiles": ["agent"], "presets": ["minimal"], "limits": limits}
    elif request["op"] == "reset":
        reply["ok"] = True
    elif request["op"] == "run":
        from vectors.evaluate import evaluate
        reply["outcome"] = evaluate(request["kind"], request["preset"], request["input"])
    else:
        ANSWER
    print(json.dumps(reply), flush=True)
"""

OTHER_NONCE = """
        from smartshare.chip import TestChip
        reply["attestation"] = TestChip().attest(bytes(32)).hex()"""


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        ('reply["unsupported"] = "no key"', 0, "note: the report is not attested: the target said unsupported, no key"),
        ('reply["error"] = "what?"', 0, "note: the report is not attested: it answered attest with the error"),
        ("sys.exit()", 0, "note: the report is not attested: it exited with status 0"),
        ('reply["attestation"] = "xyz"', 0, "note: the report is not attested: attestation is not bytes in lower-case hexadecimal digits"),
        ('reply["attestation"] = "d2"', 1, "the target's attestation of this report is wrong: it is rejected with MALFORMED"),
        (OTHER_NONCE, 1, "the target's attestation of this report is wrong: it answers another nonce"),
    ],
    ids=["unsupported", "error", "gone", "no bytes", "malformed", "another nonce"],
)
def test_a_target_that_does_not_sign_this_report(tmp_path: Path, answer: str, status: int, said: str) -> None:
    """What cannot be had is noted, what is wrong fails the run; no verdict is lost either way."""
    path = tmp_path / "adapter.py"
    path.write_text(ADAPTER.replace("ANSWER", answer))
    ended = conform(f"cmd:{shlex.quote(sys.executable)} {path}", tmp_path / "out")
    assert ended.exit_code == status, ended.output
    assert said in ended.output
    assert content(tmp_path / "out" / "report.json")["attestation"] is None
    assert attested(tmp_path / "out" / "report.json").exit_code == 2


def test_who_does_not_claim_to_be_a_chip_is_not_asked(tmp_path: Path) -> None:
    ended = conform(f"{SERVE} --profile wire", tmp_path, "--profile", "wire", "--rule", "WIRE-2", "--probe", "0", "--recheck", "0")
    assert ended.exit_code == 0, ended.output
    assert content(tmp_path / "report.json")["attestation"] is None
    assert '"attest"' not in (tmp_path / "exchanges.ndjson").read_text()


def test_a_signed_run_is_judged_again_alike(report: Path) -> None:
    """The last exchange is about no case, and the log is whole with it."""
    again = CliRunner().invoke(main, ["rejudge", str(report.parent)])
    assert again.exit_code == 0, again.output
    assert "0 verdicts differ from report.json" in again.output
