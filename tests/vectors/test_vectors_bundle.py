"""The suite in one file of CBOR: it is the same suite, its bytes are determined, and a bundle that was touched is none."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cbor2 import CBORTag, dumps, loads
from click.testing import CliRunner

from smartshare.vectors import vectors as command
from vectors.bundle import bundle_of, differing, load_any, read_bundle
from vectors.suite import MANIFEST, Suite, SuiteError, load, manifest_hash


@pytest.fixture(scope="module")
def bundle(suite: Suite) -> bytes:
    """The committed suite's."""
    return bundle_of(suite)


@pytest.fixture(scope="module")
def few(suite: Suite, committed: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a suite with two of the files, one of which has objects whose members stand in another order than CBOR's."""
    folder = tmp_path_factory.mktemp("few")
    paths = ("data/ledger/fees.json", "data/wire/receipts.json")
    for path in paths:
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_bytes(committed[path])
    entries = [entry for entry in suite.manifest["files"] if entry["path"] in paths]  # type: ignore[union-attr, index, call-overload]
    (folder / MANIFEST).write_text(json.dumps({"files": entries}))
    return folder


@pytest.fixture(scope="module")
def small(few: Path) -> bytes:
    """The bundle of the two files."""
    return bundle_of(load(few))


def test_a_bundle_is_the_suite(suite: Suite, bundle: bytes) -> None:
    again = read_bundle(bundle)
    assert differing(again, suite) == []
    assert again.manifest == suite.manifest
    assert [file.path for file in again.files] == [file.path for file in suite.files]
    assert list(again) == list(suite)


def test_what_was_read_from_a_bundle_is_bundled_alike(small: bytes) -> None:
    assert bundle_of(read_bundle(small)) == small


def test_a_bundle_is_deterministic_cbor_that_any_library_reads(suite: Suite, bundle: bytes) -> None:
    content = loads(bundle)
    assert dumps(content, canonical=True) == bundle
    assert content["manifest_sha256"] == manifest_hash(suite.manifest)
    assert [case["id"] for cases in content["files"] for case in cases] == [case.id for case in suite]
    case = next(iter(suite))
    assert content["files"][0][0] == {"id": case.id, "rules": list(case.rules), "kind": case.kind.value, "preset": case.preset, "why": case.why} | {
        "input": case.input,
        "expect": case.expect,
    }


def _change(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda content: content.update({name: value})


def _altered_reason(content: dict[str, Any]) -> None:
    content["files"][0][0]["why"] += " "


def _altered_rule(content: dict[str, Any]) -> None:
    content["files"][0][0]["rules"].append("TX-1")


def _missing_case(content: dict[str, Any]) -> None:
    content["files"][0].pop()


def _missing_file(content: dict[str, Any]) -> None:
    content["files"].pop()


def _other_manifest(content: dict[str, Any]) -> None:
    content["manifest"]["format"] = 2


def _other_order(content: dict[str, Any]) -> None:
    content["member_orders"][0].reverse()


def _unknown_member(content: dict[str, Any]) -> None:
    content["more"] = None


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_altered_reason, "its SHA-256 is not the manifest's"),
        (_altered_rule, "its SHA-256 is not the manifest's"),
        (_missing_case, "cases, where the manifest counts"),
        (_missing_file, "files, and its manifest lists"),
        (_other_manifest, "manifest_sha256 is not the hash of the manifest"),
        (_other_order, "its SHA-256 is not the manifest's"),
        (_unknown_member, "a bundle has the members"),
        (_change("format", 2), "of format 2, and this program reads 1"),
        (_change("format", 1.0), "of format 1.0"),
        (_change("files", {}), "is not an array"),
        (_change("files", None), "is not an array"),
        (_change("manifest", []), "is not an object"),
        (_change("manifest", {"files": [{}]}), "lists path, sha256 and cases"),
        (_change("member_orders", [["a", "a"]]), "is not an order of members"),
        (_change("member_orders", [[1]]), "is not an order of members"),
        (_change("member_orders", [b"a"]), "it holds a bytes"),
        (_change("member_orders", [{b"1": 2}]), "is not text"),
        (_change("member_orders", 1.5), "it holds a float"),
        (_change("member_orders", CBORTag(5000, [])), "it holds a CBORTag"),
        (_change("member_orders", CBORTag(2, b"1")), "tag"),
    ],
)
def test_a_bundle_that_was_touched_is_refused(small: bytes, damage: Callable[[dict[str, Any]], None], words: str) -> None:
    """Also where the case's own id, which says nothing of its rules and its reason, still holds."""
    content = loads(small)
    damage(content)
    with pytest.raises(SuiteError) as caught:
        read_bundle(dumps(content, canonical=True))
    assert any(words in problem for problem in caught.value.problems), caught.value.problems


CUTS = (lambda data: data[:-1], lambda data: data + b"\0", lambda _: b"", lambda _: b"\xff", lambda data: b"\xbf" + data[1:] + b"\xff")


@pytest.mark.parametrize("spoil", CUTS)
def test_bytes_that_are_no_bundle_are_refused(small: bytes, spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(SuiteError):
        read_bundle(spoil(small))


def test_another_encoding_of_the_same_is_refused(small: bytes) -> None:
    """A bundle's hash names it as its manifest's does."""
    content = loads(small)
    with pytest.raises(SuiteError, match="not the deterministic encoding"):
        read_bundle(dumps(dict(reversed(content.items()))))


def test_a_suite_whose_files_are_written_otherwise_is_not_bundled(committed: dict[str, bytes], tmp_path: Path) -> None:
    """Its manifest names the hashes of files that could not be made again."""
    manifest = json.loads(committed[MANIFEST])
    (entry, *_) = manifest["files"]
    data = json.dumps(json.loads(committed[entry["path"]]), indent=1).encode()
    path = tmp_path / entry["path"]
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    entry["sha256"] = hashlib.sha256(data).hexdigest()
    (tmp_path / MANIFEST).write_text(json.dumps({"files": [entry]}))
    with pytest.raises(SuiteError, match="not as smartshare vectors make writes it"):
        bundle_of(load(tmp_path))


def test_the_commands_write_read_and_compare_a_bundle(few: Path, small: bytes, tmp_path: Path) -> None:
    path = tmp_path / "suite.cbor"
    suite = load(few)
    done = CliRunner().invoke(command, ["export", "--vectors", str(few), "--cbor", str(path)])
    assert done.exit_code == 0, done.output
    assert path.read_bytes() == small
    assert differing(load_any(path), suite) == []
    compared = CliRunner().invoke(command, ["compare", str(path), "--vectors", str(few)])
    assert compared.exit_code == 0
    assert compared.output == f"The same {len(suite)} cases, of the manifest {manifest_hash(suite.manifest)}.\n"
    path.write_bytes(small[:-1])
    broken = CliRunner().invoke(command, ["compare", str(path), "--vectors", str(few)])
    assert broken.exit_code == 2
    assert "the vectors are not what their manifest says" in broken.stderr
    assert len(broken.stderr.splitlines()) == 1


def test_suites_that_differ_are_told_apart(suite: Suite, few: Path) -> None:
    """Two files of all; and the suite to compare with is the one that is shipped, where none is named."""
    done = CliRunner().invoke(command, ["compare", str(few)])
    assert done.exit_code == 1
    assert "the manifests differ" in done.output
    assert "only in the second" in done.output
    assert len(differing(load(few), suite)) == len(suite) - len(load(few)) + 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--cbor", "/proc/nothing"), "name another file with --cbor"),
        (("--cbor", "suite.cbor", "--rule", "WIRE-2"), "--cbor writes the whole suite"),
    ],
)
def test_wrong_usage_is_one_line(few: Path, arguments: tuple[str, ...], words: str) -> None:
    done = CliRunner().invoke(command, ["export", "--vectors", str(few), *arguments])
    assert done.exit_code == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
