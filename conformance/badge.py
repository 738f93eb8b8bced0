"""`badge.svg`: the result of a run for a project's front page."""

from collections import Counter
from xml.sax.saxutils import escape, quoteattr

from conformance.plain import plain
from conformance.report import Request
from conformance.results import Run
from conformance.verdicts import FAILURES, UNASKED, Verdict

LABEL = "conformance"

GREEN, AMBER, RED, GREY = "#1a6b3c", "#8a5a00", "#a3262a", "#4a5058"
"""White text on each has a contrast of at least 4.5 to 1."""

CHARACTER_WIDTH = 6.6
"""Of the text, on average, in pixels; the text is fitted to the width that follows from it, whatever the font."""

PADDING = 10


def badge(request: Request, run: Run) -> str:
    """The badge as SVG, without scripts, fonts or links."""
    value, colour = badge_text(request, run)
    left, right = (round(len(text) * CHARACTER_WIDTH) + 2 * PADDING for text in (LABEL, value))
    name = f"{run.hello.name} {run.hello.version}, profiles {', '.join(run.hello.profiles) or 'none'}: " if run.hello else ""
    title = plain(f"{name}{LABEL}: {value}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label={quoteattr(title)}>\n'
        f"<title>{escape(title)}</title>\n"
        f'<clipPath id="corners"><rect width="{left + right}" height="20" rx="3"/></clipPath>\n'
        f'<g clip-path="url(#corners)"><rect width="{left}" height="20" fill="#2b3036"/><rect x="{left}" width="{right}" height="20" fill="{colour}"/></g>\n'
        '<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" aria-hidden="true">'
        f"{_text(LABEL, left / 2, left)}{_text(value, left + right / 2, right)}</g>\n</svg>\n"
    )


def badge_text(request: Request, run: Run) -> tuple[str, str]:
    """What a badge says, and in which colour. Green is for a finished run over the whole suite in which all that is claimed passed."""
    counts = Counter(result.verdict for result in run.results)
    claimed = len(run.results) - sum(counts[verdict] for verdict in UNASKED)
    said = f"{counts[Verdict.PASS]} of {claimed}"
    failed = counts.keys() & (FAILURES | {Verdict.FLAKY, Verdict.UNEXPECTED_PASS})
    if run.hello is None:
        return "did not start", GREY
    if run.stopped and not failed:
        return f"{said}, not finished", GREY
    if not run.passed:
        return (said if claimed else "nothing claimed"), RED
    if counts[Verdict.EXPECTED_FAIL]:
        return f"{said}, {counts[Verdict.EXPECTED_FAIL]} foreseen", AMBER
    if counts[Verdict.LEFT_OUT] or len(run.results) < len(request.suite):
        return f"{said}, of a part", AMBER
    return said, GREEN


def _text(text: str, middle: float, width: int) -> str:
    return f'<text x="{middle:g}" y="14" textLength="{width - 2 * PADDING}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
