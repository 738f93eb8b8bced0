"""What each rule says in a sentence, and where it stands: read from the chapters that come with the package."""

from functools import cache
from pathlib import Path

import spec
from spec.trace.chapters import Rule, read_chapters


@cache
def rule_texts() -> dict[str, Rule]:
    """The rules of the chapters, by id. A suite of somebody else's may name others."""
    return {rule.id: rule for rule in read_chapters(Path(spec.__path__[0]).parent).rules}


def page_of(rule: Rule) -> str:
    """The page of the documentation that holds a rule, and the place in it."""
    return f"{rule.chapter.removesuffix('.md')}.html#{rule.id}"
