"""The key of a task: a hash of all that its verdict may depend on, so that the same key means the same verdict.

It covers the statement, all code and all values that it reaches, the whole prover, and the versions of what it runs on.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import hypothesis
import z3  # type: ignore[import-untyped]
from immutables import Map

import reference.codes
import reference.rules
from reference.numbers import Length, Range
from spec.prover.attack import NEAR
from spec.prover.checking import DEFAULT_LIMITS
from spec.prover.contents import Content, content_of
from spec.prover.origin import Unrecognised
from spec.prover.sampling import EXAMPLES, SECOND_EXAMPLES, WITNESSED_EXAMPLES

LARGEST = 1_000_000
"""Objects that a statement may reach; more mean a value that contains itself."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a statement reaches."""

    key: str
    """The hash of it, in hex."""
    size: int
    """The number of objects: the more there are, the longer a proof is likely to last."""


class Reach:
    """The objects that were looked into, so that many fingerprints look into each only once. Nothing may change meanwhile."""

    def __init__(self) -> None:
        self.known: dict[int, tuple[Any, Content]] = {}

    def fingerprint(self, function: Callable[..., Any], *circumstances: Any) -> Fingerprint:
        """The fingerprint of a statement or a kernel. Raises `Unrecognised` where it reaches something whose changes would not be noticed."""
        return self._hashed((*circumstances, environment(), Range, Length, function))

    def _hashed(self, value: Any) -> Fingerprint:
        digest, size = sha256(), 0
        first: dict[int, tuple[int, Any]] = {}  # with the object, so that its address is not used again
        stack = [value]
        while stack:
            value = stack.pop()
            if id(value) in first:
                digest.update(b"again %d;" % first[id(value)][0])
                continue
            content = self._content(value)
            if content.shared:
                first[id(value)] = (len(first), value)
            text = content.text.encode("utf-8", "surrogatepass")
            digest.update(b"%d %d;" % (len(text), len(content.parts)) + text)
            stack += reversed(content.parts)
            size += 1
            if size > LARGEST:
                raise Unrecognised("refers to a value that contains itself")
        return Fingerprint(digest.hexdigest(), size)

    def _content(self, value: Any) -> Content:
        if id(value) in self.known:
            return self.known[id(value)][1]
        content = content_of(value)
        if type(value) in (set, frozenset, Map):
            content = Content(content.text, tuple(sorted(content.parts, key=lambda part: self._hashed(part).key)), content.shared)
        if content.shared:
            self.known[id(value)] = (value, content)
        return content


def of_sources(folder: Path, *circumstances: Any) -> Fingerprint:
    """The fingerprint of what may depend on every source in a folder, and on nothing else but these circumstances: text, and what has such."""
    files = sorted(folder.rglob("*.py"))
    sources = [(file.name, sha256(file.read_bytes()).hexdigest()) for file in files]
    return Fingerprint(sha256(repr((circumstances, environment(), sources)).encode()).hexdigest(), len(files))


@cache
def environment() -> str:
    """What every verdict depends on: the prover's sources, and the versions of what it runs on."""
    files = sorted(Path(__file__).parent.rglob("*.py")) + [Path(module.__file__ or "") for module in (reference.codes, reference.rules)]
    sources = [(file.name, sha256(file.read_bytes()).hexdigest()) for file in files]
    versions = (sys.version, sys.flags.optimize, z3.get_full_version(), hypothesis.__version__)
    return repr((sources, versions, DEFAULT_LIMITS, EXAMPLES, SECOND_EXAMPLES, WITNESSED_EXAMPLES, NEAR))
