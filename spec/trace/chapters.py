"""What the chapters declare: the points of the white paper and the rules, read from their MyST text.

The reader knows just the two directives that declare (`wp`, `rule`) and the one that shows code (`function`). It
does not depend on Sphinx, so that the trace can be checked where no documentation tool is installed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DIRECTIVE = re.compile(r"^ {0,3}(?P<fence>:{3,}|`{3,})\{(?P<name>[a-z-]+)\}[ \t]*(?P<argument>.*?)[ \t]*$")
LITERAL = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})")
OPTION = re.compile(r"^ {0,3}:(?P<key>[a-z_-]+):[ \t]*(?P<value>.*?)[ \t]*$")
DECLARING = frozenset({"wp", "rule", "function"})


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the white paper, `WP-n`."""

    id: str
    title: str
    chapter: str
    """The chapter's path below the root, with slashes."""
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its chapter declares it."""

    id: str
    title: str
    chapter: str
    line: int
    implements: tuple[str, ...]
    """The points of the white paper that it makes precise."""


@dataclass(frozen=True, slots=True)
class Chapters:
    """All declarations, in the order of the chapters' paths and then of their lines."""

    points: tuple[Point, ...]
    rules: tuple[Rule, ...]
    shown: tuple[str, ...]
    """The rules whose functions a chapter shows."""


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive that declares or shows something."""

    name: str
    argument: str
    options: dict[str, str]
    line: int


def read_chapters(root: Path) -> Chapters:
    """Read every `*.md` below `root/spec`."""
    points: list[Point] = []
    rules: list[Rule] = []
    shown: list[str] = []
    for path in sorted((root / "spec").rglob("*.md")):
        chapter = path.relative_to(root).as_posix()
        for directive in directives(path.read_text(encoding="utf-8")):
            identifier = directive.options.get("id", "")
            match directive.name:
                case "wp":
                    points.append(Point(identifier, directive.argument, chapter, directive.line))
                case "rule":
                    implements = tuple(re.split(r"[,;\s]+", directive.options.get("implements", "").strip()))
                    rules.append(Rule(identifier, directive.argument, chapter, directive.line, tuple(filter(None, implements))))
                case _:
                    shown.append(directive.argument)
    return Chapters(tuple(points), tuple(rules), tuple(shown))


def directives(text: str) -> Iterator[Directive]:
    """The declaring directives of a chapter's text. What a literal block shows is no declaration."""
    lines = text.splitlines()
    closing = ""
    for number, line in enumerate(lines):
        if closing:
            if line.strip().startswith(closing) and not line.strip().strip(closing[0]):
                closing = ""
            continue
        found = DIRECTIVE.match(line)
        if found and found["name"] in DECLARING:
            yield Directive(found["name"], found["argument"], options(lines[number + 1 :]), number + 1)
        elif literal := LITERAL.match(line):
            closing = literal["fence"]


def options(lines: list[str]) -> dict[str, str]:
    """The `:key: value` lines directly below a directive's first line."""
    found: dict[str, str] = {}
    for line in lines:
        option = OPTION.match(line)
        if option is None:
            break
        found[option["key"]] = option["value"]
    return found
