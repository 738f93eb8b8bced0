"""The adapters that are shipped as examples pass what they claim, and are as short as is said."""

import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from suites import committed_suite

from conformance.results import is_claimed
from conformance.runner import conduct
from conformance.target import Target
from conformance.verdicts import Verdict
from reference.codes import Code
from reference.parameters import MINIMAL
from reference.wire.block import WITH_WRITE_SETS, Block, encode_block
from vectors.case import Profile, profile_of
from vectors.malformed.decoding import decode_case

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CLAIMED = {Profile.WIRE, Profile.LEDGER}

ADAPTERS = {
    "javascript": ["node", str(EXAMPLES / "javascript" / "adapter.mjs")],
    "python": [sys.executable, str(EXAMPLES / "python" / "adapter.py")],
}


@pytest.mark.parametrize("language", ADAPTERS)
def test_an_adapter_passes_every_case_of_wire_and_ledger(language: str) -> None:
    """Somebody who copies an example must not copy a fault; every such case is claimed, of both presets."""
    if language == "javascript" and shutil.which("node") is None:
        pytest.skip("node is not installed")
    suite = committed_suite()
    cases = [case for case in suite if profile_of(case) in CLAIMED]
    run = conduct(suite, cases, Target.connect(f"cmd:{shlex.join(ADAPTERS[language])}", timeout=60), lambda _: None)
    assert {result.case.preset for result in run.results} == {"mainnet", "minimal"}
    assert [(result.case.id, result.reason) for result in run.results if result.verdict is not Verdict.PASS] == []
    assert run.passed
    assert run.hello is not None
    assert all(is_claimed(case, run.hello) for case in cases)
    assert not run.notes


@pytest.mark.parametrize("language", ADAPTERS)
def test_an_adapter_takes_in_a_block_up_to_the_bound_with_write_sets(language: str) -> None:
    """WIRE-11: such a block is too long for the suite."""
    if language == "javascript" and shutil.which("node") is None:
        pytest.skip("node is not installed")
    most = WITH_WRITE_SETS * MINIMAL.max_block_bytes
    filling = 2**17 + most - len(encode_block(Block(b"", (), write_sets=(bytes(2**17),))))
    cases = [
        decode_case(("WIRE-11",), "as many as allowed", "block", encode_block(Block(b"", (), write_sets=(bytes(filling),))), None),
        decode_case(("WIRE-11",), "one more", "block", encode_block(Block(b"", (), write_sets=(bytes(filling + 1),))), Code.BLOCK_TOO_LARGE),
        decode_case(("WIRE-11",), "as many as allowed, and no block", "block", bytes(most), Code.MALFORMED),
        decode_case(("WIRE-11",), "one more, and no block", "block", bytes(most + 1), Code.BLOCK_TOO_LARGE),
    ]
    run = conduct(committed_suite(), cases, Target.connect(f"cmd:{shlex.join(ADAPTERS[language])}", timeout=60), lambda _: None)
    assert [result.verdict for result in run.results] == [Verdict.PASS] * len(cases)


def test_the_javascript_adapter_is_short() -> None:
    """A template is read before it is copied. The tables of the kinds of transactions and of their fields are as long as the protocol's, and not counted."""
    texts = [path.read_text() for path in (EXAMPLES / "javascript").glob("*.mjs")]
    tables = re.compile(r"^const FIELDS = \{.*?^\};$|^const KINDS = `[^`]*`.*?;$", re.M | re.S)
    assert sum(len(tables.findall(text)) for text in texts) == 2
    assert sum(len(tables.sub("", text).splitlines()) for text in texts) < 400


@pytest.mark.parametrize("language", ADAPTERS)
def test_a_tutorial_names_files_that_exist(language: str) -> None:
    """Who follows it types these names."""
    text = (EXAMPLES / language / "README.md").read_text()
    assert f"examples/{language}/" in text
    for path in (EXAMPLES / language).iterdir():
        if path.suffix in (".mjs", ".py"):
            assert path.name in text
