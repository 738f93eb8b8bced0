"""Others' vectors for signatures and keys, read into one form.

Those of `cryptography_vectors` are in every clone; those of `../shared/external` (see its README for where they come
from) are not, and the tests that want them skip where they are absent.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cryptography_vectors
import pytest

from reference.codes import Reject
from reference.wire.keys import Algorithm, PublicKey, check_key
from reference.wire.signature import verify

SHARED = Path(__file__).parents[2].parent / "shared" / "external"
PACKAGED = Path(cryptography_vectors.__file__).parent / "asymmetric"

VALID = "VALID"


@dataclass(frozen=True, slots=True)
class SignatureCase:
    """One published signature, and what its publisher says of it."""

    name: str
    key: PublicKey
    message: bytes
    signature: bytes
    valid: bool | None
    """None where the publisher only says that libraries disagree."""


def shared(name: str) -> Any:
    """The JSON of a shared file; skips the test where there is none."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this repository (../shared/external)")
    return json.loads(path.read_text(encoding="utf-8"))


def verdict(case: SignatureCase) -> str:
    """VALID, or the code with which the rules reject a case. A signature of another length than 64 bytes cannot be in an envelope."""
    if len(case.signature) != 64:
        return "MALFORMED"
    try:
        check_key(case.key)
        verify(case.key, case.message, case.signature)
    except Reject as rejection:
        return rejection.code.name
    return VALID


def ed25519_key(x: str) -> PublicKey:
    return PublicKey(Algorithm.EDDSA, bytes.fromhex(x), None)


def p256_key(x: str, y: str) -> PublicKey:
    return PublicKey(Algorithm.ES256, int(x, 16).to_bytes(32, "big"), int(y, 16).to_bytes(32, "big"))


def wycheproof_ed25519() -> Iterator[SignatureCase]:
    for group in shared("wycheproof_ed25519_test.json")["testGroups"]:
        for test in group["tests"]:
            yield SignatureCase(
                f"wycheproof-ed25519-{test['tcId']}",
                ed25519_key(group["publicKey"]["pk"]),
                bytes.fromhex(test["msg"]),
                bytes.fromhex(test["sig"]),
                {"valid": True, "invalid": False}[test["result"]],
            )


def wycheproof_p256() -> Iterator[SignatureCase]:
    for group in shared("wycheproof_ecdsa_secp256r1_sha256_p1363_test.json")["testGroups"]:
        for test in group["tests"]:
            yield SignatureCase(
                f"wycheproof-p256-{test['tcId']}",
                p256_key(group["publicKey"]["wx"], group["publicKey"]["wy"]),
                bytes.fromhex(test["msg"]),
                bytes.fromhex(test["sig"]),
                {"valid": True, "invalid": False}[test["result"]],
            )


def speccheck() -> Iterator[SignatureCase]:
    for place, test in enumerate(shared("ed25519_speccheck_cases.json")):
        yield SignatureCase(f"speccheck-{place}", ed25519_key(test["pub_key"]), bytes.fromhex(test["message"]), bytes.fromhex(test["signature"]), None)


def packaged_ed25519() -> Iterator[SignatureCase]:
    """The 1024 of Ed25519's authors: secret and key, key, message, signature and message, separated by colons."""
    for place, line in enumerate((PACKAGED / "Ed25519" / "sign.input").read_text().splitlines()):
        _, key, message, signed = line.split(":")[:4]
        yield SignatureCase(f"ed25519-authors-{place}", ed25519_key(key), bytes.fromhex(message), bytes.fromhex(signed)[:64], True)


def packaged_p256(file: str) -> Iterator[SignatureCase]:
    """NIST's cases for P-256 with SHA-256, of `SigVer.rsp` (of which some are altered) or `SigGen.rsp`."""
    section = re.search(r"^\[P-256,SHA-256\]\s*$(.*?)(?=^\[|\Z)", (PACKAGED / "ECDSA" / "FIPS_186-3" / file).read_text(), re.M | re.S)
    assert section is not None
    for place, fields in enumerate(_records(section[1])):
        yield SignatureCase(
            f"nist-{file}-{place}",
            p256_key(fields["Qx"], fields["Qy"]),
            bytes.fromhex(fields["Msg"]),
            int(fields["R"], 16).to_bytes(32, "big") + int(fields["S"], 16).to_bytes(32, "big"),
            fields.get("Result", "P").startswith("P"),
        )


def packaged_p256_keys() -> Iterator[tuple[str, PublicKey | None, bool]]:
    """NIST's public keys, valid or not; the key is None where a coordinate needs more than 32 bytes."""
    section = re.search(r"^\[P-256\]\s*$(.*?)(?=^\[|\Z)", (PACKAGED / "ECDSA" / "FIPS_186-3" / "PKV.rsp").read_text(), re.M | re.S)
    assert section is not None
    for place, fields in enumerate(_records(section[1])):
        x, y = fields["Qx"], fields["Qy"]
        fits = max(int(x, 16), int(y, 16)) < 2**256
        yield f"nist-PKV-{place}", p256_key(x, y) if fits else None, fields["Result"].startswith("P")


def _records(text: str) -> Iterator[dict[str, str]]:
    for block in re.split(r"\n\s*\n", text.replace("\r", "")):
        fields = dict(line.split(" = ", 1) for line in block.splitlines() if " = " in line)
        if fields:
            yield fields
