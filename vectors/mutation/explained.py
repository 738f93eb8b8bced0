"""Mutants that no vector can show, and that people have judged: written down with the reason, and counted apart from what is proved."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from vectors.mutation.mutant import Mutant, Target

FILE = Path(__file__).with_name("explained.toml")
"""How the mutant's text begins, and why no vector shows it."""


def read_explanations(path: Path = FILE) -> dict[str, str]:
    """The reasons by how the mutants' texts begin."""
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    return {begin: str(reason) for section in read.values() for begin, reason in section.items()}


def explanation(mutant: Mutant, explanations: Mapping[str, str]) -> str | None:
    """Why no vector shows a mutant, or None. A kernel's is never explained: the prover decides it."""
    if mutant.target is Target.KERNEL:
        return None
    return next((reason for begin, reason in explanations.items() if _begins(mutant.text, begin)), None)


def stale(explanations: Mapping[str, str], judged: Sequence[Mutant], left: Sequence[Mutant]) -> list[str]:
    """The explanations of nothing: those of the modules that were judged, which no mutant begins with that is left to be explained."""
    modules = {mutant.module for mutant in judged}
    known = [begin for begin in explanations if any(begin.startswith(f"{module}.") for module in modules)]
    texts = [mutant.text for mutant in left if mutant.target is not Target.KERNEL]
    return [begin for begin in known if not any(_begins(text, begin) for text in texts)]


def _begins(text: str, begin: str) -> bool:
    """Whether a text begins so, and not in the middle of a function's name."""
    return text.startswith(begin if "`" in begin else (f"{begin}:", f"{begin}."))
