"""The whole suite as one file: a map in deterministic CBOR (RFC 8949, section 4.2.1) with the manifest and every case.

A bundle is read by making the suite's files from it again, byte by byte, and holding them against the manifest's hashes: a bundle that is read is
the suite of its manifest. For that it says in which order the members of objects stand in the files, which a map in CBOR does not keep.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cbor2 import CBORError, dumps, loads

from reference.wire.cbor import INTERPRETED_TAGS
from vectors.case import case_to_json
from vectors.json_text import FormError, Json, members, show
from vectors.lines import write_lines
from vectors.suite import MAX_FILE_BYTES, Suite, SuiteError, assembled, load, manifest_hash, manifest_of

FORMAT = 1
"""The version of the bundle's form. It changes when a reader of the old form would misread the new one."""

MEMBERS = {"format", "files", "manifest", "member_orders", "manifest_sha256"}

FIRST_NO_TEXT = b"\x80"
"""What text in ASCII begins with is below this; a bundle is a map, and begins above it."""

MAX_DEPTH = 40
"""Deepest nesting that is read: that of a case, and a few more levels around it."""

Orders = Mapping[frozenset[str], list[str]]
"""The order of an object's members in the files, by their names, where it is not the order of CBOR."""


def bundle_of(suite: Suite) -> bytes:
    """The bytes of a bundle. Raises `SuiteError` where the suite's files are not as this package writes them, and so cannot be made again from their cases."""
    orders: dict[frozenset[str], list[str]] = {}
    files: list[Json] = [[case_to_json(case) for case in file.cases] for file in suite.files]
    _note_orders(files, orders)
    listed: list[Json] = [list[Json](orders[names]) for names in sorted(orders, key=sorted)]
    digest = manifest_hash(suite.manifest)
    data = dumps({"format": FORMAT, "files": files, "manifest": suite.manifest, "member_orders": listed, "manifest_sha256": digest}, canonical=True)
    try:
        read_bundle(data)
    except SuiteError as error:
        raise SuiteError([f"{problem}; its file is not as smartshare vectors make writes it" for problem in error.problems]) from None
    return data


def read_bundle(data: bytes) -> Suite:
    """The suite that a bundle holds. Raises `SuiteError` for bytes that are no bundle, and for a bundle that is not the suite of its manifest."""
    try:
        content = _content(data)
        manifest = manifest_of(content["manifest"])
        if manifest_hash(manifest) != content["manifest_sha256"]:
            raise FormError("manifest_sha256 is not the hash of the manifest")
        paths = [str(members(entry)["path"]) for entry in _array(manifest["files"])]
        orders = {frozenset(names): names for names in map(_names, _array(content["member_orders"]))}
        files = [[members(_ordered(case, orders)) for case in _array(cases)] for cases in _array(content["files"])]
        if len(files) != len(paths):
            raise FormError(f"it holds {len(files)} files, and its manifest lists {len(paths)}")
    except FormError as error:
        raise SuiteError([f"the bundle: {error.problem}"]) from None
    written = dict(zip(paths, map(write_lines, files), strict=True))
    return assembled(manifest, written.__getitem__, paths)


def load_any(place: Path | None = None) -> Suite:
    """The suite in a directory or in a bundle, by default the one that is shipped. Raises `SuiteError`."""
    if place is None or not place.is_file():
        return load(place)
    try:
        if place.stat().st_size > MAX_FILE_BYTES:
            raise SuiteError([f"{place.name}: more than {MAX_FILE_BYTES} bytes"])
        data = place.read_bytes()
        if data[:1] < FIRST_NO_TEXT and data:
            raise SuiteError([f"{place.name} is text, where a bundle is expected, as smartshare vectors export writes it; of vectors in JSON name the folder"])
        return read_bundle(data)
    except OSError as error:
        raise SuiteError([f"{place.name}: {error.strerror}"]) from None


def differing(one: Suite, other: Suite) -> list[str]:
    """Where two suites are not the same, a line each; nothing where they are."""
    problems = []
    if one.manifest != other.manifest:
        problems.append(f"the manifests differ: {manifest_hash(one.manifest)} and {manifest_hash(other.manifest)}")
    cases, others = ({case.id: case for case in suite} for suite in (one, other))
    problems += [f"{name}: only in the first" for name in cases if name not in others]
    problems += [f"{name}: only in the second" for name in others if name not in cases]
    problems += [f"{name}: not the same in both" for name in cases if name in others and cases[name] != others[name]]
    if not problems and [case.id for case in one] != [case.id for case in other]:
        problems.append("the cases stand in another order")
    return problems


def _content(data: bytes) -> dict[str, Json]:
    """The members of a bundle, which has exactly the bytes that encode them. Raises `FormError`."""
    try:
        value = loads(data, semantic_decoders=_REFUSED, max_depth=MAX_DEPTH, allow_indefinite=False, allow_duplicate_keys=False, strict_hashable_types=True)
        if dumps(value, canonical=True) != data:
            raise FormError("not the deterministic encoding of what it holds")
    except FormError:
        raise
    except (CBORError, ValueError, TypeError, OverflowError, RecursionError, MemoryError) as error:
        raise FormError(f"not CBOR: {error}") from None
    content = members(value)
    if set(content) != MEMBERS:
        raise FormError(f"a bundle has the members {', '.join(sorted(MEMBERS))}, not {show(sorted(map(str, content)))}")
    if type(content["format"]) is not int or content["format"] != FORMAT:
        raise FormError(f"it is of format {show(content['format'])}, and this program reads {FORMAT}")
    _check_texts(content)
    return content


def _check_texts(value: Any) -> None:
    """Refuse what JSON cannot say, so that it is not said in another way."""
    if isinstance(value, dict):
        for name, member in value.items():
            if type(name) is not str:
                raise FormError(f"the key {show(name)} is not text")
            _check_texts(member)
    elif isinstance(value, list):
        for element in value:
            _check_texts(element)
    elif value is not None and type(value) not in (str, int, bool):
        raise FormError(f"it holds a {type(value).__name__}, and a bundle is made of maps, arrays, text, integers, true, false and null")


def _note_orders(value: Json, orders: dict[frozenset[str], list[str]]) -> None:
    """Add the orders of members that are not CBOR's."""
    if isinstance(value, dict):
        names = list(value)
        known = orders.get(frozenset(names), sorted(names, key=_place))
        if known != names:
            orders.setdefault(frozenset(names), names)
        for member in value.values():
            _note_orders(member, orders)
    elif isinstance(value, list):
        for element in value:
            _note_orders(element, orders)


def _ordered(value: Json, orders: Orders) -> Json:
    """A value whose objects have their members in the order of the files."""
    if isinstance(value, dict):
        return {name: _ordered(value[name], orders) for name in orders.get(frozenset(value), value)}
    if isinstance(value, list):
        return [_ordered(element, orders) for element in value]
    return value


def _place(name: str) -> tuple[int, bytes]:
    """By what CBOR sorts keys: the shorter first."""
    encoded = name.encode()
    return len(encoded), encoded


def _array(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise FormError(f"{show(value)} is not an array")
    return value


def _names(value: Json) -> list[str]:
    names = _array(value)
    if not all(isinstance(name, str) for name in names) or len(set(map(str, names))) != len(names):
        raise FormError(f"{show(value)} is not an order of members")
    return list(map(str, names))


def _refuse_tag(*_: object) -> None:
    raise FormError("it holds a tag, and nothing in a bundle has one")


_REFUSED = dict.fromkeys(INTERPRETED_TAGS, _refuse_tag)
