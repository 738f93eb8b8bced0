"""`report.html`: a run as one page that needs nothing else, neither a network nor a script.

The page holds what a target wrote, and a target is not trusted: every text is escaped by the templates, none becomes an attribute that
a browser acts on, and the page's own policy lets no script and no style run but the two whose hashes it names, and no request leave.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from importlib.metadata import PackageNotFoundError, version

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from conformance.badge import badge_text
from conformance.case_view import case_view
from conformance.judgement import cut
from conformance.plain import plain
from conformance.report import TIME_FORM, Request, by_rule, manifest_hash, not_claimed, rule_order
from conformance.results import Result, Run
from conformance.rule_texts import page_of, rule_texts
from conformance.terminal import conclusion
from conformance.verdicts import UNASKED, Verdict
from vectors.case import profile_of

MAX_DETAIL_CHARACTERS = 2_000_000
"""How much of the page the details of cases take; when it is used up, the others are shown with their reason and the command that replays them."""

MAX_BRIEF_CHARACTERS = 160
"""How much of a reason is then shown."""

MAX_BRIEF_CASES = 2_000
"""How many are shown so; the others that did not pass are listed by name."""

MAX_LISTED_CASES = 50_000
"""How many cases of which no more is shown are listed by name; the rest are counted."""

LISTED = (Verdict.PASS, Verdict.NOT_RUN, Verdict.LEFT_OUT, Verdict.NOT_CLAIMED)
"""The verdicts of which there is nothing to tell but the case."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Cases of one rule and verdict, by name."""

    verdict: str
    cases: tuple[Result, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class RuleSection:
    """The cases of one profile whose first rule is one."""

    anchor: str
    rule: str
    sentence: str
    page: str
    counts: tuple[tuple[str, int], ...]
    elsewhere: int
    """How many more cases name the rule and stand under another one."""
    details: tuple[Markup, ...]
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class ProfileSection:
    """The cases of one profile."""

    name: str
    counts: tuple[tuple[str, int], ...]
    rules: tuple[RuleSection, ...]


class _Pages:
    """The templates, and how much room is left for details."""

    def __init__(self, request: Request) -> None:
        self.environment = Environment(
            loader=PackageLoader("conformance", "html"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self.environment.filters["plain"] = plain
        self._case = self.environment.get_template("case.html.jinja")
        self._request = request
        self._room = MAX_DETAIL_CHARACTERS
        self._brief = 0
        self._listed = 0

    def case(self, result: Result) -> Markup | None:
        """A case with its details, or without where there is no room for them; None where there is none for that either."""
        if self._brief == MAX_BRIEF_CASES:
            return None
        view = case_view(self._request, result)
        text = self._case.render(case=view, is_brief=False)
        if len(text) > self._room:
            view = replace(view, reason=cut(view.reason, MAX_BRIEF_CHARACTERS), foreseen=cut(view.foreseen, MAX_BRIEF_CHARACTERS), leaked_from="")
            text = self._case.render(case=view, is_brief=True)
            self._brief += 1
        self._room -= len(text)
        return Markup(text)

    def listing(self, verdict: Verdict, results: list[Result]) -> Listing:
        """Cases by name."""
        kept = results[: max(0, MAX_LISTED_CASES - self._listed)]
        self._listed += len(kept)
        return Listing(verdict.value, tuple(kept), len(results) - len(kept))

    def own(self, name: str) -> Markup:
        """A file of ours, as it is."""
        assert self.environment.loader is not None
        return Markup(self.environment.loader.get_source(self.environment, name)[0])


def page_parts(request: Request, run: Run) -> Iterator[str]:
    """The whole page, as its template is gone through."""
    pages = _Pages(request)
    style, script = pages.own("page.css"), pages.own("page.js")
    profiles = [_profile(pages, name, results) for name, results in _by_profile(run.results).items()]
    counts = Counter(result.verdict for result in run.results)
    return pages.environment.get_template("report.html.jinja").generate(
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        request=request,
        run=run,
        suite=manifest_hash(request.suite),
        version=package_version(),
        started=request.started.astimezone(UTC).strftime(TIME_FORM),
        conclusion=conclusion(run),
        badge=badge_text(request, run)[0],
        counts=_counts(run.results),
        not_passed=len(run.results) - counts[Verdict.PASS] - sum(counts[verdict] for verdict in UNASKED),
        rules={rule: _sentence(rule) for rule in by_rule(run)},
        not_claimed=[(profile, preset, count) for (profile, preset), count in sorted(not_claimed(run).items())],
        profiles=profiles,
    )


def package_version() -> str:
    """The version of the specification, the vectors and the harness together."""
    try:
        return version("smartshare-spec")
    except PackageNotFoundError:
        return "not installed"


def _profile(pages: _Pages, name: str, results: list[Result]) -> ProfileSection:
    first: dict[str, list[Result]] = {}
    named = Counter(rule for result in results for rule in result.case.rules)
    for result in results:
        first.setdefault(result.case.rules[0], []).append(result)
    rules = tuple(_rule(pages, name, rule, first.get(rule, []), named[rule]) for rule in sorted(named, key=rule_order))
    return ProfileSection(name, _counts(results), rules)


def _rule(pages: _Pages, profile: str, rule: str, results: list[Result], named: int) -> RuleSection:
    known = rule_texts().get(rule)
    shown = [(result, pages.case(result)) for result in sorted(results, key=_is_foreseen) if result.verdict not in LISTED]
    named_only = [result for result, text in shown if text is None] + [result for result in results if result.verdict in LISTED]
    listings = ((verdict, [result for result in named_only if result.verdict is verdict]) for verdict in Verdict)
    return RuleSection(
        anchor=f"{profile}-{rule}",
        rule=rule,
        sentence=_sentence(rule),
        page=page_of(known) if known else "",
        counts=_counts(results),
        elsewhere=named - len(results),
        details=tuple(text for _, text in shown if text is not None),
        listings=tuple(pages.listing(verdict, here) for verdict, here in listings if here),
    )


def _is_foreseen(result: Result) -> bool:
    return result.verdict is Verdict.EXPECTED_FAIL


def _by_profile(results: Iterable[Result]) -> dict[str, list[Result]]:
    profiles: dict[str, list[Result]] = {}
    for result in results:
        profiles.setdefault(profile_of(result.case).value, []).append(result)
    return profiles


def _counts(results: Iterable[Result]) -> tuple[tuple[str, int], ...]:
    counts = Counter(result.verdict for result in results)
    return tuple((verdict.value, counts[verdict]) for verdict in Verdict if counts[verdict])


def _sentence(rule: str) -> str:
    known = rule_texts().get(rule)
    return known.title if known else ""


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
