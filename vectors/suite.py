"""Reading a suite: the manifest, the files that it lists, and the cases in them."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vectors.case import Case, Profile, case_from_json, profile_of
from vectors.json_text import FormError, Json, canonical, members, parse

HERE = Path(__file__).parent
"""Where the committed suite is."""

MANIFEST = "manifest.json"
SCHEMA = "schema.json"
DATA = "data"

LISTED_PATH = re.compile(rf"{DATA}/[a-z0-9-]+/[a-z0-9-]+\.json")
"""What a manifest may list: nothing above, beside or below the folder of the data."""

MAX_FILE_BYTES = 50 * 2**20
"""The largest file of cases that is read; the whole suite stays below it."""


class SuiteError(Exception):
    """The files are not the suite that the manifest describes; each of `problems` is one line."""

    def __init__(self, problems: list[str]) -> None:
        """Say every problem at once: somebody who repairs a suite wants them all."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The cases of one subject."""

    path: str
    """Relative to the suite's directory: `data/<profile>/<subject>.json`."""

    profile: Profile
    """The profile that all of them belong to."""

    cases: tuple[Case, ...]
    """In the order of the file."""


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite whose files are what its manifest says."""

    manifest: dict[str, Json]
    """Version, presets, files, and what is covered."""

    files: tuple[CaseFile, ...]
    """In the manifest's order."""

    def __iter__(self) -> Iterator[Case]:
        """Every case, in the manifest's order."""
        return (case for file in self.files for case in file.cases)

    def __len__(self) -> int:
        """The number of cases."""
        return sum(len(file.cases) for file in self.files)

    def of_profile(self, profile: Profile) -> tuple[Case, ...]:
        """The cases of one profile."""
        return tuple(case for file in self.files if file.profile is profile for case in file.cases)

    def of_rule(self, rule: str) -> tuple[Case, ...]:
        """The cases that name a rule."""
        return tuple(case for case in self if rule in case.rules)

    def case(self, identifier: str) -> Case:
        """The case of this id. Raises KeyError."""
        for case in self:
            if case.id == identifier:
                return case
        raise KeyError(identifier)


def load(directory: Path | None = None) -> Suite:
    """The suite in a directory, by default the one that is shipped. Raises `SuiteError` with everything that differs from the manifest."""
    root = HERE if directory is None else directory
    manifest = read_manifest(root)
    present = {path.relative_to(root).as_posix() for path in (root / DATA).rglob("*") if path.is_file()}
    return assembled(manifest, lambda path: _bytes_of(root / path), present)


def assembled(manifest: dict[str, Json], read: Callable[[str], bytes], present: Iterable[str]) -> Suite:
    """The suite that a manifest describes, from files of which `read` has the bytes; `present` are those that there are.

    `read` raises ValueError with what is wrong with a file. Raises `SuiteError` with everything that differs from the manifest.
    """
    listed = manifest["files"]
    assert isinstance(listed, list)
    problems: list[str] = []
    files = [file for entry in listed if (file := _read_listed(members(entry), read, problems)) is not None]
    known = {str(members(entry)["path"]) for entry in listed}
    problems += [f"{path}: not in the manifest" for path in sorted(set(present) - known)]
    seen: dict[str, str] = {}
    for file in files:
        for case in file.cases:
            if case.id in seen:
                problems.append(f"{file.path}: {case.id} is also in {seen[case.id]}")
            seen[case.id] = file.path
    if problems:
        raise SuiteError(problems)
    return Suite(manifest, tuple(files))


def read_manifest(root: Path) -> dict[str, Json]:
    """The manifest of the suite in a directory. Raises `SuiteError`."""
    try:
        return manifest_of(parse((root / MANIFEST).read_bytes()))
    except OSError as error:
        raise SuiteError([f"{MANIFEST}: {error.strerror}"]) from None
    except FormError as error:
        raise SuiteError([f"{MANIFEST}: {error}"]) from None


def manifest_of(value: Json) -> dict[str, Json]:
    """A value that is a manifest, as far as a reader of cases needs it. Raises `FormError`."""
    manifest = members(value)
    files = manifest.get("files")
    if not isinstance(files, list) or not all({"path", "sha256", "cases"} <= set(members(entry)) for entry in files):
        raise FormError("files lists path, sha256 and cases of each")
    return manifest


def manifest_hash(manifest: Json) -> str:
    """The SHA-256 of a manifest's canonical text, which names the suite, since the manifest names each file by its own."""
    return hashlib.sha256(canonical(manifest).encode()).hexdigest()


def _bytes_of(file: Path) -> bytes:
    if file.is_file() and file.stat().st_size > MAX_FILE_BYTES:
        raise ValueError(f"more than {MAX_FILE_BYTES} bytes")
    try:
        if file.exists() and not file.is_file():
            raise IsADirectoryError(file)
        return file.read_bytes()
    except OSError:
        raise ValueError("listed in the manifest, and missing") from None


def _read_listed(entry: dict[str, Json], read: Callable[[str], bytes], problems: list[str]) -> CaseFile | None:
    """One file of the manifest, or None where nothing can be read; what is wrong with it is added to `problems`."""
    path = str(entry["path"])
    if LISTED_PATH.fullmatch(path) is None:
        problems.append(f"{path[:80]!a}: not a path of the form {DATA}/<profile>/<name>.json")
        return None
    try:
        data = read(path)
    except ValueError as error:
        problems.append(f"{path}: {error}")
        return None
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        problems.append(f"{path}: its SHA-256 is not the manifest's")
    try:
        listed = parse(data)
        if not isinstance(listed, list):
            raise FormError("a file of cases is an array")
        cases = tuple(case_from_json(case) for case in listed)
        profile = Profile(Path(path).parts[1])
        strangers = [case.id for case in cases if profile_of(case) is not profile]
        if strangers:
            raise FormError(f"{strangers[0]} does not belong to the profile {profile.value}")
    except (FormError, ValueError, IndexError) as error:
        problems.append(f"{path}: {error}")
        return None
    if len(cases) != entry["cases"]:
        problems.append(f"{path}: {len(cases)} cases, where the manifest counts {entry['cases']}")
    return CaseFile(path, profile, cases)
